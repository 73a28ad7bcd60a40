"""Plain quantities: one numeral with its sign, its currency, its unit and its approximators."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from extract.figure import Figure
from extract.number import approximator
from extract.number.numeral import ONE, read_numeral
from extract.number.numeral_at import Numeral, numeral_from
from extract.number.numeral_pattern import GAP
from extract.number.unit import KINDS, NO_UNIT, Unit, unit_at
from extract.text.lexicon import Suffixes

_GAP = re.compile(GAP)
_BLANKS = frozenset(" \n\t\u00a0\u3000\u2009\u202f")
_PERCENT = {"%": "%", "％": "%", "﹪": "%", "‰": "‰", "‱": "‱"}
# Signs and codes of a currency in front of a number, and the unit that they stand for.
_CURRENCIES = {
    **dict.fromkeys(("¥", "￥", "RMB", "CNY", "RMB¥", "RMB￥"), "元"),
    **dict.fromkeys(("$", "＄", "US$", "USD", "USD$"), "美元"),
    **dict.fromkeys(("HK$", "HKD"), "港元"),
    **dict.fromkeys(("€", "EUR"), "欧元"),
    **dict.fromkeys(("£", "￡", "GBP"), "英镑"),
    **dict.fromkeys(("NT$",), "新台币"),
    **dict.fromkeys(("A$",), "澳元"),
    **dict.fromkeys(("C$",), "加元"),
    **dict.fromkeys(("S$",), "新元"),
    **dict.fromkeys(("JPY",), "日元"),
    **dict.fromkeys(("₩",), "韩元"),
    **dict.fromkeys(("₽",), "卢布"),
    **dict.fromkeys(("₹",), "卢比"),
}
_CURRENCY = Suffixes(_CURRENCIES)
_CURRENCY_ENDS = frozenset(" ") | {sign[-1] for sign in _CURRENCIES}
_MINUS = frozenset("-−－负負下的 ")
_SIGN = re.compile(r"(?<![0-9A-Za-z%％\-−－])(?:[-−－][ ]?|(?<![抱肩担辜欺胜])[负負][的 ]?|零下)$")
# 同比+15.9%, 4.8亿元（+151.9%）
_PLUS = re.compile(r"(?<=[比（(])[+＋]$")
_POINT_BEFORE = re.compile(r"(?:^|(?<=[\s(（=＝:：+＋\-－−,，、~～]))[.．]$")
# 一个半, 三斤半; but not 半 of a word behind the unit.
_HALF_BEHIND = re.compile(r"半(?![导岛径数路天封年月场程])")
_MORE_BEHIND = re.compile(r"[多余餘](?![次个項项名家元方样种少地处点年层渠日名位样种党部])")
_MORE_OR_HALF = frozenset("半多余餘")
_TENTH = re.compile(
    r"[ ]?(?P<digit>[一二三四五六七八九1-9])(?![一二三四五六七八九十百千万亿0-9.成折个至到])"
)
_PER = re.compile(r"[/／]10万")
_HALF = Decimal("0.5")
_PLACES = frozenset("省市县区州旗乡镇村") | {"省份", "省市", "县区", "市县", "县市", "区县", "旗县"}
# 五元三毛, 50元6角三分, 两美元又三美分; 三斤五两: what the parts of a sum or a weight are worth.
_COINS = {
    "角": Decimal("0.1"),
    "毛": Decimal("0.1"),
    "分": Decimal("0.01"),
    "美分": Decimal("0.01"),
}
_LIANG = {"两": Decimal("0.1"), "兩": Decimal("0.1")}
_PARTS = {
    **dict.fromkeys(("元", "块", "块钱", "圆", "美元", "角", "毛"), _COINS),
    **dict.fromkeys(("斤", "市斤"), _LIANG),
}
# 十二块五, 两毛五: the unit of a last digit is left out.
_OPEN_ENDED = frozenset("块角毛")


def unit_behind(text: str, end: int) -> Unit:
    """The unit behind a numeral that ends at `end`, over a blank or a line break if need be."""
    sign = text[end : end + 1]
    if sign in _PERCENT:
        return Unit(_PERCENT[sign], "percent", end + 1)
    unit = unit_at(text, end)
    if unit.name or sign not in _BLANKS:
        return unit
    gap = _GAP.match(text, end)
    assert gap is not None
    end = gap.end()
    sign = text[end : end + 1]
    if sign in _PERCENT:
        return Unit(_PERCENT[sign], "percent", end + 1)
    unit = unit_at(text, end)
    # 16 省, 175 县: over a blank only what cannot begin another word.
    known = unit.name in KINDS or "/" in unit.name or unit.name in _PLACES
    return unit if known else NO_UNIT


def plain(text: str, numeral: Numeral, done: int) -> Figure:
    """The quantity that `numeral` makes with what stands around it, not before `done`."""
    return plain_with_value(text, numeral, done)[0]


def plain_with_value(text: str, numeral: Numeral, done: int) -> tuple[Figure, Numeral]:
    """The same, with the numeral as it counts: with its sign, 半 and the tens of 成."""
    start, end, value = numeral.start, numeral.end, numeral.value
    unit = unit_behind(text, end)
    name, kind, stop = unit.name, unit.kind or "count", unit.end
    if not name:
        stop = end
    elif value is None:
        if name == "成" and numeral.low is not None and numeral.high is not None:
            # 两三成 is 20 to 30 %.
            numeral = replace(numeral, low=numeral.low * 10, high=numeral.high * 10)
            name = "%"
    else:
        if unit.inner:
            if unit.inner == "半":
                numeral = replace(numeral, value=value + _HALF, step=_HALF)
            else:
                numeral = replace(numeral, inner=unit.inner)
        elif text[stop : stop + 1] in _MORE_OR_HALF:
            numeral, stop = _behind_unit(text, numeral, unit, stop)
        if name in ("成", "折"):
            numeral, name, stop = _tenths(text, numeral, name, stop)
            kind = "percent" if name else "count"
        elif name in _PARTS:
            numeral, stop, parts = _with_parts(text, numeral, name, stop)
            if parts and name in ("块", "圆", "块钱", "角", "毛"):
                kind, name = "money", "元"
    previous = text[start - 1] if start > done else "。"
    if previous in _CURRENCY_ENDS and (not name or kind == "money"):
        start, currency = _currency(text, start, done)
        if currency and not name:
            name, kind = currency, "money"
        previous = text[start - 1] if start > done else "。"
    if previous in _MINUS:
        sign = _SIGN.search(text, max(done, start - 3), start)
        if sign and numeral.value is not None:
            start = sign.start()
            numeral = replace(numeral, value=-numeral.value)
    elif previous in ("+", "＋") and kind == "percent" and _PLUS.search(text, done, start):
        start -= 1
    figure = Figure(start, stop, text[start:stop], kind=kind, unit=name)
    figure.script = numeral.script
    figure.step = float(numeral.step)
    figure.rule = "measure word around 多" if unit.inner else _RULES[numeral.script]
    if numeral.value is not None:
        figure.number = float(numeral.value)
    approximator.fill_in(text, figure, numeral, done)
    per = _PER.match(text, figure.after) if not name else None
    if per:
        # 死亡率12.5/10万
        figure.after = per.end()
    return figure, numeral


_RULES = {
    "arabic": "digits",
    "mixed": "digits with scale",
    "chinese": "Chinese numeral",
    "vague": "vague numeral",
}


def behind_point(text: str, numeral: Numeral, done: int) -> Numeral:
    """Read .5 as 0.5 where no number, word or sentence ends at the point."""
    start = numeral.start
    if numeral.script not in ("arabic", "mixed") or "." in text[start : numeral.end]:
        return numeral
    if not _POINT_BEFORE.search(text, max(done, start - 2), start):
        return numeral
    reading = read_numeral("0." + text[start : numeral.end])
    if reading is None or reading.value is None:
        return numeral
    return replace(numeral, start=start - 1, value=reading.value, step=reading.step)


def _behind_unit(text: str, numeral: Numeral, unit: Unit, stop: int) -> tuple[Numeral, int]:
    """Take in 半 or 多 behind the unit: 两年半, 3公里多, 三成多."""
    sign = text[stop]
    if sign == "半":
        measured = numeral.script == "chinese" or unit.kind in ("duration", "length", "mass")
        if measured and _HALF_BEHIND.match(text, stop) and numeral.value is not None:
            return replace(numeral, value=numeral.value + _HALF, step=_HALF), stop + 1
    elif (
        sign in "多余餘"
        and unit.kind != "count"
        and not numeral.inner
        and (unit.kind == "percent" or _MORE_BEHIND.match(text, stop))
    ):
        return replace(numeral, inner=sign), stop + 1
    return numeral, stop


def _tenths(text: str, numeral: Numeral, name: str, stop: int) -> tuple[Numeral, str, int]:
    """Read 三成 as 30 %, 三成五 as 35 %, 八折 as 80 % and 七五折 as 75 %; 十折 is no discount."""
    value, step = numeral.value, numeral.step
    assert value is not None
    if name == "折" and value == 10:
        return numeral, "", numeral.end
    if name == "折" and value > 10:
        return numeral, "%", stop
    value, step = value * 10, step * 10
    tenth = _TENTH.match(text, stop) if name == "成" and not numeral.inner else None
    if tenth and not unit_at(text, tenth.end()).name:
        digit = read_numeral(tenth["digit"])
        assert digit is not None and digit.value is not None
        value, step, stop = value + digit.value, ONE, tenth.end()
    return replace(numeral, value=value, step=step), "%", stop


def _with_parts(text: str, numeral: Numeral, name: str, stop: int) -> tuple[Numeral, int, bool]:
    """Add the smaller units that follow a sum of money or a weight.

    50元6角三分 is 50.63 元, 两毛五 0.25 元, 三斤五两 3.5 斤. The flag tells whether any followed.
    """
    value = numeral.value
    assert value is not None
    found = False
    parts = _PARTS[name]
    last = name
    worth = parts.get(name, ONE)
    total = value * worth
    while worth > Decimal("0.01"):
        part = _part(text, stop + (text[stop : stop + 1] in ("又", "零")), last)
        if part is None or part.value is None or part.value >= 100 or part.inner:
            break
        unit = unit_at(text, part.end)
        smaller = parts.get("分" if unit.name == "分钱" else unit.name)
        if smaller is None or smaller >= worth or (name == "美元") != (unit.name == "美分"):
            tenth = _TENTH.match(text, stop) if last in _OPEN_ENDED else None
            if tenth is None or unit.name or text[part.end : part.end + 1].isdigit():
                break
            digit = read_numeral(tenth["digit"])
            assert digit is not None and digit.value is not None
            worth = worth / 10
            total, stop, found = total + digit.value * worth, tenth.end(), True
            break
        total, worth, stop, found = total + part.value * smaller, smaller, unit.end, True
        last = unit.name
    if not found:
        return numeral, stop, False
    return replace(numeral, value=total, step=worth), stop, True


def _part(text: str, place: int, unit: str) -> Numeral | None:
    """The numeral of the next smaller unit; 两 is no number where it is one (六斤八两)."""
    if not text[place : place + 1]:
        return None
    part = numeral_from(text, place)
    if part is not None and unit in ("斤", "市斤") and text[part.end - 1] in _LIANG:
        digit = read_numeral(text[place : part.end - 1])
        if digit is not None:
            return replace(part, end=part.end - 1, value=digit.value, step=digit.step)
    return part


def _currency(text: str, start: int, done: int) -> tuple[int, str]:
    """Where the number begins with its currency sign, and the unit which that stands for."""
    at = start
    while at > done and text[at - 1] == " ":
        at -= 1
    sign = _CURRENCY.ending(text, at)
    if not sign or at - len(sign) < done or (sign[-1].isalpha() and _letter(text, at - len(sign))):
        return start, ""
    return at - len(sign), _CURRENCIES[sign]


def _letter(text: str, place: int) -> bool:
    """Whether a Latin letter stands just before `place`."""
    return place > 0 and text[place - 1].isascii() and text[place - 1].isalpha()
