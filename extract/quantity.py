"""Quantities: a numeral with its sign, scale, unit and approximators, read as one figure.

One numeral may make one row (7.7万多个), a range with the next (3至5个), or, as 从5个增加到10个, two.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import NamedTuple

import regex

from extract import approximator, roles
from extract.figure import NOT_A_NUMBER, Figure
from extract.measure import KINDS, NO_UNIT, Unit, unit_at
from extract.numeral import ARABIC, CHINESE, DIGIT_VALUES, SCALES, Reading, read_numeral
from extract.numeral_pattern import GAP, NUMERAL

_GAP = regex.compile(GAP)
_TO = regex.compile(r"\s?(?:—{1,2}|–|-{1,2}|－|~|～|―|至|到)\s?")
_FROM = regex.compile(r"(?:由|从|自)[^，。；：！？\n]{0,14}$")
_CHANGED_TO = regex.compile(
    r"[^，。；：！？\n]{0,6}?(?:增|减|降|升|提|扩|压|缩|上|下|发展|变|调|拓|涨|跌|增长|优化|精简|合并|整合)[^，。；：！？\n]{0,6}?(?:到|至|为|成)?$"
)
_CURRENCY = {"¥": "元", "￥": "元", "$": "美元", "＄": "美元", "€": "欧元", "£": "英镑", "￡": "英镑"}
_PERCENT = {"%": "%", "％": "%", "﹪": "%", "‰": "‰", "‱": "‱"}
_HUNDREDTHS = {"百": "%", "千": "‰", "万": "‱"}
_FRACTION = regex.compile(rf"[分份]之\s?(?P<part>[{CHINESE}{ARABIC}]+)")
_SLASH = regex.compile(rf"/(?P<whole>[{ARABIC}]{{1,4}})(?![{ARABIC}/年月])")
_RATIO = regex.compile(rf"(?:\s?[:：∶]\s?[{ARABIC}]+(?:[.．][{ARABIC}]+)?)+(?![{ARABIC}])")
_TIMES = regex.compile(r"\s?[×✕xX*]\s?(?=[0-9])")
_SIGN = regex.compile(r"(?<![0-9A-Za-z%％])(?:[-−－]\s?|负|零下)$")
_ONE = frozenset("一壹")
_HALF_BEHIND = regex.compile(r"半(?!导|个月|年度|岛|径|数|路|天)")


class Amount(NamedTuple):
    """A numeral as read: its value and step, the ends where it names a range, and its script."""

    value: Fraction | None
    step: Fraction
    low: Fraction | None
    high: Fraction | None
    approx: str
    script: str


def amount(match: regex.Match[str]) -> Amount | None:
    """Read the numeral of `match`, with 多, 余 or 几 inside it; None if it names no number."""
    group = match.lastgroup
    if group == "vague":
        return _vague(match["vague"])
    if group == "arabic":
        reading = read_numeral(match["digits"] + (match["scale"] or "") + (match["mixed"] or ""))
        if reading is not None and match["power"]:
            reading = _power(reading, match["power"])
        script = "mixed" if match["scale"] else "arabic"
        inner, scale = match["inner"], match["innerscale"]
    else:
        reading = read_numeral(match["characters"])
        script, inner, scale = "chinese", match["cinner"], match["cinnerscale"]
    if reading is None:
        return None
    factor = _factor(scale) if scale else 1
    low = None if reading.low is None else reading.low * factor
    high = None if reading.high is None else reading.high * factor
    value = None if reading.value is None else reading.value * factor
    return Amount(value, reading.step * factor, low, high, (inner or "").strip(), script)


def _factor(scale: str) -> int:
    product = 1
    for sign in scale:
        product *= SCALES.get(sign, 1)
    return product


def _power(reading: Reading, power: str) -> Reading:
    exponent = int(regex.sub(r"^.*?10|[eE^]", "", power.translate(_SUPERSCRIPT)))
    factor = Fraction(10) ** exponent
    assert reading.value is not None
    return Reading(reading.value * factor, reading.step * factor)


_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")


def _vague(numeral: str) -> Amount | None:
    """Read 几十, 数百, 十几, 上万: the ends by the conventions, no number except for 上."""
    if numeral[0] == "上":
        reading = read_numeral(numeral[1:])
        if reading is None or reading.value is None:
            return None
        return Amount(reading.value, reading.step, reading.value, None, "上", "vague")
    several = "几" if "几" in numeral else "幾" if "幾" in numeral else "数"
    at = numeral.index(several)
    head, scale = numeral[:at].removeprefix("好"), numeral[at + 1 :]
    if head:
        base = read_numeral(head)
        if base is None or base.value is None:
            return None
        place = _factor(scale) if scale else 1
        if scale and scale[0] == "十":
            return Amount(None, Fraction(place), (base.value + 20), base.value + 100, several, "vague")
        return Amount(
            None, Fraction(place), (base.value + 1) * place, (base.value + 9) * place, several, "vague"
        )
    place = _factor(scale)
    # 几十 is 20 to 100, 几百 200 to 1000; with a second scale, 几十万 is 200,000 to 1,000,000.
    return Amount(None, Fraction(place), Fraction(2 * place), Fraction(10 * place), several, "vague")


def read_quantity(text: str, match: regex.Match[str], figures: list[Figure], done: int) -> int:
    """Add the figure that begins with the numeral of `match`; how far the text is read then.

    Adds nothing where the numeral names no number; a number that belongs to a name, an ordinal or
    a mark gets that role.
    """
    start, end = match.span()
    read = amount(match)
    if read is None:
        return _misread(text, match, figures)
    value = NOT_A_NUMBER if read.value is None else float(read.value)
    bare = match.lastgroup == "arabic" and not match["scale"] and not match["inner"]
    name = roles.in_name(text, start, end, value)
    if name is None and bare:
        name = roles.in_digits_name(text, start, end, value)
    if name is not None:
        figures.append(name)
        return name.end
    special = _special(text, match, read, done)
    if special is not None:
        figures.append(special)
        return special.end
    figure = _plain(text, match, read, done)
    other = _range(text, figure, read, match)
    if other is not None:
        figure = other
    _weigh(text, figure, match)
    figures.append(figure)
    return max(figure.end, figure.after)


def _misread(text: str, match: regex.Match[str], figures: list[Figure]) -> int:
    """A run of numeral characters that is no number: 十三五, 一二三, 三三制: part of a name."""
    start, end = match.span()
    if end - start > 1:
        figures.append(Figure(start, end, match[0], "named", rule="numerals in a name"))
    return end


def _special(text: str, match: regex.Match[str], read: Amount, done: int) -> Figure | None:
    """Fractions, ratios, products and percentages in words; None for an ordinary number."""
    start, end = match.span()
    following = text[end : end + 1]
    if match.lastgroup == "chinese" and match["hundredths"]:
        unit = _HUNDREDTHS[match["hundredths"][0]]
        figure = _figure(text, start, end, read, unit, "percent", "percentage in words")
        return _with_approximators(text, figure, read, done)
    if following in ("分", "份") and read.value is not None:
        part = _FRACTION.match(text, end)
        if part:
            above = read_numeral(part["part"])
            if above is not None and above.value is not None and read.value:
                return _fraction(text, start, part.end(), above.value / read.value, done)
    if following == "/" and match.lastgroup == "arabic" and not match["scale"]:
        below = _SLASH.match(text, end)
        if below and read.value is not None and int(below["whole"]):
            return _fraction(text, start, below.end(), read.value / int(below["whole"]), done)
    if following in (":", "：", "∶", " ") and match.lastgroup == "arabic":
        ratio = _RATIO.match(text, end)
        if ratio:
            parts = regex.findall(rf"[{ARABIC}]+(?:[.．][{ARABIC}]+)?", text[start : ratio.end()])
            figure = Figure(start, ratio.end(), text[start : ratio.end()], kind="fraction")
            figure.rule = "ratio"
            if len(parts) == 2 and float(parts[1].replace("．", ".")):
                number = float(parts[0].replace("．", ".")) / float(parts[1].replace("．", "."))
                figure.number = figure.low = figure.high = number
            figure.before, figure.after = start, figure.end
            return figure
    if following in "×✕xX* " and following:
        times = _TIMES.match(text, end)
        second = NUMERAL.match(text, times.end()) if times else None
        if times and second is not None and second.lastgroup == "arabic":
            unit = _unit(text, second.end())
            if unit.name:
                figure = Figure(start, unit.end, text[start : unit.end], kind=unit.kind)
                figure.unit, figure.rule, figure.doubt = unit.name, "product", "product of two numbers"
                figure.before, figure.after = start, figure.end
                return figure
    return None


def _fraction(text: str, start: int, end: int, value: Fraction, done: int) -> Figure:
    figure = Figure(start, end, text[start:end], kind="fraction", rule="fraction")
    figure.number = float(value)
    read = Amount(value, Fraction(0), None, None, "", "fraction")
    return _with_approximators(text, figure, read, done)


def _unit(text: str, end: int) -> Unit:
    """The unit behind a numeral that ends at `end`, over a blank or a line break if need be."""
    sign = _PERCENT.get(text[end : end + 1])
    if sign:
        return Unit(sign, "percent", end + 1)
    unit = unit_at(text, end)
    if not unit.name and text[end : end + 1] in " \n\t\u3000\u00a0" and end < len(text):
        gap = _GAP.match(text, end)
        assert gap is not None
        sign = _PERCENT.get(text[gap.end() : gap.end() + 1])
        if sign:
            return Unit(sign, "percent", gap.end() + 1)
        unit = unit_at(text, gap.end())
        if unit.name not in KINDS:
            return NO_UNIT
    return unit


def _plain(text: str, match: regex.Match[str], read: Amount, done: int) -> Figure:
    """An ordinary number with its sign, currency, unit and approximators."""
    start, end = match.span()
    unit = _unit(text, end)
    kind, name = unit.kind or "count", unit.name
    stop = unit.end if unit.name else end
    if unit.inner == "半" and read.value is not None:
        read = read._replace(value=read.value + Fraction(1, 2), step=Fraction(1, 2))
    elif unit.inner:
        read = read._replace(approx=unit.inner)
    elif name and text[stop : stop + 1] == "半" and read.value is not None:
        half = _HALF_BEHIND.match(text, stop)
        if half and match.lastgroup == "chinese":
            read = read._replace(value=read.value + Fraction(1, 2), step=Fraction(1, 2))
            stop += 1
    if name in ("成", "折") and read.value is not None:
        read = read._replace(value=read.value * 10, step=read.step * 10)
        name, kind = "%", "percent"
    currency = _CURRENCY.get(text[start - 1 : start])
    if currency and start > done and not name:
        start, name, kind = start - 1, currency, "money"
    sign = _SIGN.search(text, max(done, start - 3), start)
    if sign and read.value is not None:
        start = sign.start()
        read = read._replace(value=-read.value)
    figure = _figure(text, start, stop, read, name, kind, "")
    if unit.inner:
        figure.rule = "measure word around 多"
    return _with_approximators(text, figure, read, done)


def _figure(
    text: str, start: int, end: int, read: Amount, unit: str, kind: str, rule: str
) -> Figure:
    figure = Figure(start, end, text[start:end], kind=kind, unit=unit)
    figure.script = read.script
    figure.step = float(read.step)
    figure.rule = rule or _RULES[read.script]
    if read.value is not None:
        figure.number = float(read.value)
    return figure


_RULES = {
    "arabic": "digits",
    "mixed": "digits with scale",
    "chinese": "Chinese numeral",
    "vague": "vague numeral",
    "fraction": "fraction",
}


def _with_approximators(text: str, figure: Figure, read: Amount, done: int) -> Figure:
    """Fill in the interval by the approximators in front of, inside and behind the figure."""
    figure.before, figure.after = figure.start, figure.end
    word = read.approx
    front = approximator.before(text, figure.start)
    if front and figure.start - len(front) >= done:
        figure.before = figure.start - len(front)
    else:
        front = ""
    behind = approximator.BEHIND.at(text, figure.end)
    if behind and not roles.belongs_behind(text, figure, behind):
        behind = ""
    if behind:
        figure.after = figure.end + len(behind)
    figure.approx = front or behind or word
    if read.value is None:
        figure.low = -math.inf if read.low is None else float(read.low)
        figure.high = math.inf if read.high is None else float(read.high)
        figure.approx = figure.approx or word
    elif word == "上":
        figure.low, figure.high, figure.approx = float(read.value), math.inf, "上"
    else:
        figure.low, figure.high = approximator.interval(read.value, read.step, figure.approx)
        if word and (front or behind):
            low, high = approximator.interval(read.value, read.step, word)
            figure.low, figure.high = max(low, figure.low), figure.high
            if approximator.BOUNDS[figure.approx] == "most":
                figure.low, figure.high = -math.inf, high
    return figure


def _range(text: str, first: Figure, read: Amount, match: regex.Match[str]) -> Figure | None:
    """The range that `first` opens (3至5个, 30%—50%); None if it stands alone."""
    if read.value is None or first.after != first.end:
        return None
    joint = _TO.match(text, first.end)
    if joint is None:
        return None
    second_match = NUMERAL.match(text, joint.end())
    if second_match is None or second_match.lastgroup not in ("arabic", "chinese"):
        return None
    if _FROM.search(text, max(0, first.start - 16), first.start):
        return None
    second_read = amount(second_match)
    if second_read is None or second_read.value is None:
        return None
    second = _plain(text, second_match, second_read, joint.end())
    if second_match.lastgroup == "chinese" and second_match["hundredths"]:
        second.unit, second.kind = "%", "percent"
    if not second.unit and not first.unit and joint[0].strip() in ("-", "--"):
        return None
    low, high = read.value, second_read.value
    if first.unit in ("", second.unit) and low < high and not _scaled(match):
        factor = _range_factor(second_match)
        if factor > 1 and low * factor < high:
            low *= factor
    if first.unit and first.unit != second.unit and second.unit:
        return None
    if low >= high and joint[0].strip() in ("-", "到", "至"):
        return None
    figure = Figure(first.start, second.end, text[first.start : second.end])
    figure.unit, figure.kind = second.unit or first.unit, second.kind if second.unit else first.kind
    figure.low, figure.high = float(low), float(high)
    figure.before, figure.after = first.before, second.after
    figure.approx = first.approx or second.approx
    figure.script, figure.rule = first.script, "range"
    figure.step = first.step
    return figure


def _scaled(match: regex.Match[str]) -> bool:
    """Whether the numeral has a scale of its own (3万)."""
    if match.lastgroup == "arabic":
        return bool(match["scale"] or match["innerscale"])
    return match[0][-1] in SCALES


def _range_factor(match: regex.Match[str]) -> int:
    """The large scale at the end of a range's second number, which its first one shares."""
    scale = (match["scale"] or "").strip() if match.lastgroup == "arabic" else match[0][-1:]
    return _factor(scale) if scale and all(sign in SCALES for sign in scale) else 1


def _weigh(text: str, figure: Figure, match: regex.Match[str]) -> None:
    """Give a figure that only looks like a quantity the role of a name."""
    if figure.rule == "range" and not figure.unit and figure.script == "arabic":
        figure.role = "named"
        return
    if figure.kind == "duration" and roles.time_span(text, figure):
        figure.role, figure.rule = "date", "time span"
        return
    rule = roles.not_counted(text, figure)
    if rule:
        figure.role, figure.rule = "named", rule
