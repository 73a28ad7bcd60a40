"""Special quantities: shares and fractions in words, mixed fractions, ratios, products and halves.

百分之八十五, 三分之二, 2/3, 一又二分之一, 4.0∶37.7∶58.3, 2×35万千瓦, 一半, 半年.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from extract.figure import Figure
from extract.number import approximator
from extract.number.expressions import NUMBER_WORDS
from extract.number.numeral import ARABIC, ONE
from extract.number.numeral_at import Numeral, numeral_from
from extract.number.plain_quantity import unit_behind
from extract.number.unit import unit_at

_DIVIDED = re.compile(r"[ \u3000]{0,2}[分份][ \u3000]{0,2}之[ \u3000]{0,2}(?P<sign>[-−－负負])?")
_SHARES = {100: "%", 1000: "‰", 10000: "‱"}
_SHARE_SIGNS = frozenset("百佰千仟万萬")
_AND = re.compile(r"[ \u3000]?又[ \u3000]?")
_SLASH = re.compile(rf"[/／](?P<whole>[{ARABIC}]{{1,4}})(?![{ARABIC}/／年月.])")
_WHOLE_BEFORE = re.compile(
    rf" (?P<above>[{ARABIC}]{{1,3}})[/／](?P<below>[{ARABIC}]{{1,3}})(?![{ARABIC}/／年月.])"
)
_PART = rf"[{ARABIC}]+(?:[.．][{ARABIC}]+)?"
_RATIO = re.compile(rf"(?: ?[:：∶︰比] ?{_PART})+(?![{ARABIC}])")
_RATIO_PARTS = re.compile(_PART)
_TIMES = re.compile(r" ?[×✕xX*] ?(?=[0-9])")
_SCALES = {"万": Decimal(10**4), "亿": Decimal(10**8)}
_MINUS = frozenset("-−－负負")
# Signs behind a numeral with which a special quantity goes on.
_OPENING = frozenset(" \u3000分份又/／:：∶︰比×✕xX*个")
_HALF = Decimal("0.5")
# 一半左右: a half is told to the tenth.
_TENTH = Decimal("0.1")


def special(text: str, numeral: Numeral, done: int) -> Figure | None:
    """The special quantity that begins with `numeral`, or None for an ordinary number."""
    sign = text[numeral.end : numeral.end + 1]
    if sign not in _OPENING and not sign.isdecimal():
        return None
    if sign == " " or sign == "\u3000":
        if numeral.script in ("arabic", "chinese"):
            return (
                _in_words(text, numeral, done)
                or _ratio(text, numeral, done)
                or _mixed(text, numeral, done)
                or _product(text, numeral)
            )
        return None
    if sign in "分份":
        return _in_words(text, numeral, done)
    if sign == "又":
        return _mixed(text, numeral, done)
    if sign == "个" or numeral.script != "arabic":
        return _in_scales(text, numeral, done)
    if sign in "/／":
        return _slash(text, numeral, done)
    if sign in ":：∶︰比":
        return _ratio(text, numeral, done)
    if sign in "×✕xX*":
        return _product(text, numeral)
    return None


def _in_words(text: str, numeral: Numeral, done: int) -> Figure | None:
    """百分之…, 千分之… as shares in their own scale; 三分之二, 3分之1 as fractions."""
    divided = _DIVIDED.match(text, numeral.end)
    if divided is None or not numeral.value:
        return None
    part = _with_thousand_sign(text, numeral_from(text, divided.end()))
    if part is None:
        return None
    negative = bool(divided["sign"])
    end = part.end
    words = text[numeral.start : numeral.end]
    if all(sign in _SHARE_SIGNS for sign in words) and not negative:
        unit = _SHARES.get(int(numeral.value))
        if unit is None:
            # 百万分之五 and smaller parts have no sign of their own: told in per cent.
            unit = "%"
            if part.value is None:
                return None
            part = replace(
                part, value=part.value * 100 / numeral.value, step=part.step * 100 / numeral.value
            )
        figure = _figure(text, numeral.start, end, "percent", "percentage in words")
        figure.unit, figure.script, figure.step = unit, part.script, float(part.step)
        if part.value is not None:
            figure.number = float(part.value)
        approximator.fill_in(text, figure, part, done)
        return figure
    if (
        part.value is None
        or part.inner
        or (not _is_whole(part.value) and numeral.value not in _SHARES)
    ):
        return None
    value = part.value / numeral.value
    start = numeral.start
    if text[start - 1 : start] in _MINUS and start > done:
        start, value = start - 1, -value
    step = 1 / numeral.value
    return _fraction(text, start, end, -value if negative else value, step, done)


def _with_thousand_sign(text: str, numeral: Numeral | None) -> Numeral | None:
    """In a share, where no grade of a picture can be meant, K multiplies too: 百分之15Ｋ."""
    if (
        numeral is None
        or numeral.value is None
        or text[numeral.end : numeral.end + 1] not in ("K", "Ｋ")
    ):
        return numeral
    return replace(
        numeral, end=numeral.end + 1, value=numeral.value * 1000, step=numeral.step * 1000
    )


def _mixed(text: str, numeral: Numeral, done: int) -> Figure | None:
    """一又二分之一, 1 3/5: a whole number and a fraction."""
    if numeral.value is None or not _is_whole(numeral.value):
        return None
    start, whole = numeral.start, numeral.value
    negative = text[start - 1 : start] in _MINUS and start > done
    start -= negative
    written = _WHOLE_BEFORE.match(text, numeral.end) if numeral.script == "arabic" else None
    if written:
        below = int(written["below"])
        if not below:
            return None
        part, step, end = Decimal(int(written["above"])) / below, ONE / below, written.end()
    else:
        joint = _AND.match(text, numeral.end)
        below_part = numeral_from(text, joint.end()) if joint else None
        divided = _DIVIDED.match(text, below_part.end) if below_part else None
        above = numeral_from(text, divided.end()) if divided else None
        if above is None or above.value is None or below_part is None or not below_part.value:
            return None
        part, step, end = above.value / below_part.value, 1 / below_part.value, above.end
    value = whole + part
    return _fraction(text, start, end, -value if negative else value, step, done)


def _slash(text: str, numeral: Numeral, done: int) -> Figure | None:
    below = _SLASH.match(text, numeral.end)
    if below is None or numeral.value is None or not _is_whole(numeral.value):
        # 16.9/10万 is a rate, and no fraction.
        return None
    if not int(below["whole"]) or text[below.end() : below.end() + 1] in "万亿":
        return None
    step = ONE / int(below["whole"])
    value, start = numeral.value * step, numeral.start
    if text[start - 1 : start] in _MINUS and start > done:
        start, value = start - 1, -value
    return _fraction(text, start, below.end(), value, step, done)


def _fraction(text: str, start: int, end: int, value: Decimal, step: Decimal, done: int) -> Figure:
    """A fraction whose last written place is worth `step`: a third in 三分之一左右."""
    figure = _figure(text, start, end, "fraction", "fraction")
    figure.script, figure.number = "fraction", float(value)
    numeral = Numeral(start, end, "fraction", value, step)
    approximator.fill_in(text, figure, numeral, done)
    return figure


def _ratio(text: str, numeral: Numeral, done: int) -> Figure | None:
    """2:1 and 4.0∶37.7∶58.3; one of two numbers has a value."""
    ratio = _RATIO.match(text, numeral.end) if numeral.script == "arabic" else None
    if ratio is None:
        return None
    figure = _figure(text, numeral.start, ratio.end(), "fraction", "ratio")
    parts = [Decimal(part.replace("．", ".")) for part in _RATIO_PARTS.findall(figure.text)]
    if len(parts) == 2 and parts[1]:
        value = parts[0] / parts[1]
        figure.number = float(value)
        quotient = Numeral(figure.start, figure.end, "fraction", value, Decimal(0))
        approximator.fill_in(text, figure, quotient, done)
    return figure


# 20个亿, 3个多亿: the scale stands behind a measure word, and the unit, 元, is left out.
_HUNDRED_MILLIONS = re.compile(r"个(?P<more>[多余来]?)亿(?![元吨级人年万以条度])")
_NEXT_DIGIT = re.compile(r"(?P<digit>[1-9])(?=[，。；！？\n]|$)")


def _in_scales(text: str, numeral: Numeral, done: int) -> Figure | None:
    """20个亿, 13万2: a scale behind a measure word, or a digit behind a scale."""
    if text[numeral.end] == "个":
        return _of_hundred_millions(text, numeral, done)
    digit = numeral.script == "mixed" and text[numeral.end].isdecimal()
    return _with_next_digit(text, numeral, done) if digit else None


def _of_hundred_millions(text: str, numeral: Numeral, done: int) -> Figure | None:
    """20个亿: money, told in hundred millions."""
    scale = _HUNDRED_MILLIONS.match(text, numeral.end)
    if scale is None or numeral.value is None:
        return None
    figure = _figure(text, numeral.start, scale.end(), "money", "digits with scale")
    whole = replace(
        numeral,
        end=scale.end(),
        value=numeral.value * 10**8,
        step=numeral.step * 10**8,
        inner=scale["more"] or numeral.inner,
    )
    return _filled(text, figure, whole, "元", done)


def _with_next_digit(text: str, numeral: Numeral, done: int) -> Figure | None:
    """13万2 is 132,000: a last digit, which tells of the next place."""
    digit = _NEXT_DIGIT.match(text, numeral.end)
    scale = _SCALES.get(text[numeral.end - 1])
    if digit is None or scale is None or numeral.value is None or numeral.inner:
        return None
    figure = _figure(text, numeral.start, digit.end(), "count", "digits with scale")
    value = numeral.value + int(digit["digit"]) * scale / 10
    return _filled(
        text, figure, replace(numeral, end=digit.end(), value=value, step=scale / 10), "", done
    )


def _filled(text: str, figure: Figure, numeral: Numeral, unit: str, done: int) -> Figure:
    figure.unit, figure.script, figure.step = unit, "mixed", float(numeral.step)
    assert numeral.value is not None
    figure.number = float(numeral.value)
    approximator.fill_in(text, figure, numeral, done)
    return figure


def _product(text: str, numeral: Numeral) -> Figure | None:
    """2×35万千瓦: units of one size, and what they come to."""
    times = _TIMES.match(text, numeral.end) if numeral.script == "arabic" else None
    second = numeral_from(text, times.end()) if times else None
    if second is None:
        return None
    unit = unit_behind(text, second.end)
    if not unit.name or numeral.value is None or second.value is None:
        return None
    figure = _figure(text, numeral.start, unit.end, unit.kind, "product")
    figure.unit, figure.doubt = unit.name, "product of two numbers"
    figure.number = figure.low = figure.high = float(numeral.value * second.value)
    return figure


def _figure(text: str, start: int, end: int, kind: str, rule: str) -> Figure:
    figure = Figure(start, end, text[start:end], kind=kind, rule=rule)
    figure.before, figure.after = start, end
    return figure


# 一半, 半数, 近半企业: the fraction. 任务过半 tells of progress in general.
_SHARE_HALF = re.compile(
    r"(?:(?<=[过近超逾])半(?=[数數党村企人干群居农村户县乡市省])|半[数數])[数數]?"
)
_ONE_HALF = re.compile(r"[一壹]半(?=$|[^导岛径路天点吊夜月年])")
_PAIR_HALF = re.compile(r"(?:(?<=打[对對])折|(?<![各半一两多])半[折成])")
# 半年, 半个月, 半小时, 半吨: half of a unit. 上半年 and 大半天 are no such quantities.
_HALF_OF = re.compile(
    r"(?<![上下前后後大小多各另每过半一两三四五六七八九十百千万亿0-9年月天时个個])半[ ]?"
    r"(?=[个個](?:多)?(?:月|小时|小時|世纪|学期|工作日|钟头|百分点|季度|星期)|年(?![轮会度])|小时|小時|天(?!云)|学期|世纪"
    r"|公里|千米|公斤|吨|斤(?!八)|亩|升)"
)


def half_at(text: str, place: int, done: int) -> Figure | None:
    """The figure that begins with 半 at `place`, or with 一 of 一半; None for any other half.

    半 with a unit (半年) is one only where no word stands there (半天云).
    """
    if text[place] in "对對":
        place += 1
    if text[place] in "一壹":
        if _ONE_HALF.match(text, place):
            return _fraction(text, place, place + 2, _HALF, _TENTH, done)
        return None
    share = _SHARE_HALF.match(text, place)
    if share:
        return _fraction(text, place, share.end(), _HALF, _TENTH, done)
    pair = _PAIR_HALF.match(text, place)
    if pair:
        half = 50 if pair[0][-1] == "折" else 5
        start = place - (text[place - 1 : place] in ("对", "對") and place > done)
        return _half_unit(text, start, pair.end(), Decimal(half), "%", "percent", done)
    of = _HALF_OF.match(text, place)
    if of is None or NUMBER_WORDS.around(text, place) is not None:
        return None
    unit = unit_at(text, of.end())
    if not unit.name:
        return None
    return _half_unit(text, place, unit.end, _HALF, unit.name, unit.kind, done, unit.inner)


def _half_unit(
    text: str,
    start: int,
    end: int,
    value: Decimal,
    unit: str,
    kind: str,
    done: int,
    inner: str = "",
) -> Figure:
    figure = _figure(text, start, end, kind, "half of a unit")
    figure.unit, figure.script, figure.number = unit, "half", float(value)
    numeral = Numeral(start, end, "half", value, value, inner=inner)
    approximator.fill_in(text, figure, numeral, done)
    return figure


def _is_whole(value: Decimal) -> bool:
    """Whether the value has no decimals, however many digits it has."""
    return value == value.to_integral_value()
