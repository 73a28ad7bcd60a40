"""Numerals: how a number is written in Chinese reports, and the value that is read from it.

A numeral is written with digits (1,234.5, １２３), with Chinese characters (三千二百四十五,
大写 壹贰叁, 萬億), or with both (7.7万, 3亿8千万). What it is worth is read exactly, in
decimals, and handed out as floats only in the end.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from extract.text.memory import KEPT

DIGIT_VALUES = {
    **dict.fromkeys("〇零○", 0),
    **dict.fromkeys("一壹弌幺", 1),
    **dict.fromkeys("二贰貳两兩俩倆", 2),
    **dict.fromkeys("三叁參仨", 3),
    **dict.fromkeys("四肆", 4),
    **dict.fromkeys("五伍", 5),
    **dict.fromkeys("六陆陸", 6),
    **dict.fromkeys("七柒", 7),
    **dict.fromkeys("八捌", 8),
    **dict.fromkeys("九玖", 9),
}
TENS = {"廿": 20, "卅": 30}
SMALL_SCALES = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
LARGE_SCALES = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12}
SCALES = {**SMALL_SCALES, **LARGE_SCALES}

# Character classes, to be put between brackets by the patterns that use them.
ARABIC = "0-9０-９"
CHINESE_DIGITS = "".join(DIGIT_VALUES)
CHINESE = CHINESE_DIGITS + "".join(TENS) + "".join(SCALES)

# One shape for each sign before a numeral is read: 大写 and traditional signs as the simplified
# ones, full-width digits as digits; blanks and the separators of thousands are dropped.
_PLAIN_DIGITS = "零一二三四五六七八九"
_PLAIN = str.maketrans(
    {
        **{sign: _PLAIN_DIGITS[value] for sign, value in DIGIT_VALUES.items()},
        **dict(zip("０１２３４５６７８９", "0123456789", strict=True)),
        **dict(zip("拾佰仟萬億點．", "十百千万亿点.", strict=True)),
        **dict.fromkeys(" \t\n\r\u00a0\u2002\u2003\u2009\u202f\u3000,，", None),
    }
)
_LARGE = (("兆", 10**12), ("亿", 10**8), ("万", 10**4))
_SMALL = {"十": 10, "百": 100, "千": 1000}
_DIGITS = {sign: value for value, sign in enumerate(_PLAIN_DIGITS)}
_TOKEN = re.compile(r"[0-9]+(?:\.[0-9]+)?|.")
_SIMPLE = re.compile(r"([0-9]+(?:\.[0-9]+)?)([十百千]?[万亿]*)")
# Longer runs of digits are codes or noise, not numbers.
_LONGEST = 40

ONE = Decimal(1)
# What the places of a numeral are worth.
_PLACES = {place: ONE.scaleb(place) for place in range(-2 * _LONGEST, 2 * _LONGEST)}


class Reading(NamedTuple):
    """What a numeral says: its value, and the place value of its last digit that is not zero.

    A numeral that names two neighbouring digits (三四十) or a round number of some size (百八十)
    has no one value: `value` is None, and `low` and `high` are the ends.
    """

    value: Decimal | None
    step: Decimal
    low: Decimal | None = None
    high: Decimal | None = None


class _Number(NamedTuple):
    """A value with the place value of its last digit that is not zero."""

    value: Decimal
    step: Decimal


@lru_cache(maxsize=KEPT)
def read_numeral(numeral: str) -> Reading | None:
    """Read a numeral as written (7.7万, 三千二百, １,２３４); None when it is not a number.

    >>> read_numeral("7.7万")
    Reading(value=Decimal('7.7E+4'), step=Decimal('1E+3'), low=None, high=None)
    """
    if len(numeral) > 2 * _LONGEST:
        return None
    plain, simple = numeral, _SIMPLE.fullmatch(numeral)
    if simple is None:
        plain = numeral.translate(_PLAIN)
        simple = _SIMPLE.fullmatch(plain)
    if not plain or len(plain) > _LONGEST:
        return None
    if simple is not None:
        digits, scale = simple.groups()
        value, step = Decimal(digits), _step(digits)
        if not scale:
            return Reading(value, step)
        factor = scale_of(scale)
        return Reading(value * factor, step * factor)
    spoken = _neighbouring(plain)
    if spoken is not None:
        return spoken
    read = _large(plain)
    return None if read is None else Reading(*read)


def scale_of(signs: str) -> int:
    """What scale signs multiply by: 10,000 for 万, 10**7 for 千万, 1 for none."""
    product = 1
    for sign in signs:
        product *= SCALES.get(sign, 1)
    return product


def _large(numeral: str) -> _Number | None:
    """Read a numeral by its largest scale: what stands before it is multiplied, the rest added."""
    point = numeral.find("点")
    if point > 0:
        return _decimal(numeral[:point], numeral[point + 1 :])
    for sign, scale in _LARGE:
        at = numeral.rfind(sign)
        if at < 0:
            continue
        head = _Number(ONE, ONE) if at == 0 else _large(numeral[:at])
        if head is None:
            return None
        rest = numeral[at + 1 :]
        whole = head.value * scale
        if not rest:
            return _Number(whole, head.step * scale)
        if len(rest) == 1 and _DIGITS.get(rest):
            # The colloquial tail: 一万八 is 18,000.
            return _Number(whole + _DIGITS[rest] * scale // 10, Decimal(scale // 10))
        tail = _large(rest.lstrip("零") or "零")
        if tail is None or tail.value >= scale or not _fits(rest, scale):
            return None
        return _Number(whole + tail.value, tail.step if tail.value else head.step * scale)
    return _small(numeral)


def _fits(rest: str, scale: int) -> bool:
    """Whether bare digits behind a scale fill all its places (3万4000) or say 零 (1千零1)."""
    return not (rest.isascii() and rest.isdigit()) or len(rest) == len(str(scale)) - 1


def _small(numeral: str) -> _Number | None:
    """Read a numeral below ten thousand: digits, or digits with 十, 百 and 千."""
    if all(sign in _DIGITS for sign in numeral):
        return _digits("".join(str(_DIGITS[sign]) for sign in numeral)) if numeral else None
    total, step, last = Decimal(0), ONE, 10**5
    pending: Decimal | None = None
    written = ""
    zero = False
    for token in _TOKEN.findall(numeral):
        if token in _SMALL:
            scale = _SMALL[token]
            if scale >= last or (pending is None and last < 10**5 and not (zero and scale == 10)):
                return None
            digits = _Number(ONE, ONE) if pending is None else _digits(written)
            total += digits.value * scale
            step, last, pending, zero = digits.step * scale, scale, None, False
        elif token == "零":
            if pending is not None:
                return None
            zero = True
        elif token in TENS:
            if pending is not None or last <= 10:
                return None
            total, step, last = total + TENS[token], Decimal(10), 10
        elif token in _DIGITS or token[0].isdecimal():
            if pending is not None:
                return None
            written = str(_DIGITS.get(token, token))
            pending = Decimal(written)
        else:
            return None
    if pending is None:
        return _Number(total, step)
    if not 10 <= last < 10**5 or zero or (last == 10 and len(written) == 1):
        return _Number(total + pending, _digits(written).step)
    if written in "123456789" and not numeral[-1].isascii():
        # The colloquial tail: 三百二 is 320.
        return _Number(total + pending * (last // 10), Decimal(last // 10))
    if pending < last and _fits(written, last):
        return _Number(total + pending, _digits(written).step)
    return None


def _digits(digits: str) -> _Number:
    """Read a run of plain digits with at most one decimal point."""
    return _Number(Decimal(digits), _step(digits))


def _step(digits: str) -> Decimal:
    """The place value of the last digit that is not zero."""
    if digits[-1] in "123456789" and "." not in digits:
        return ONE
    whole, _, decimals = digits.partition(".")
    kept = len((whole + decimals).rstrip("0"))
    return _PLACES[len(whole) - kept] if kept else ONE


def _decimal(whole: str, decimals: str) -> _Number | None:
    """Read 三点五: the part in front of 点 as a number, each digit behind it on its own."""
    head = _large(whole)
    figures = decimals.rstrip("十百千万亿")
    if head is None or not figures or head.value != head.value.to_integral_value():
        return None
    if any(sign not in _DIGITS and not sign.isdecimal() for sign in figures):
        return None
    factor = scale_of(decimals[len(figures) :])
    tail = "".join(str(_DIGITS.get(sign, sign)) for sign in figures)
    number = _digits(f"{int(head.value)}.{tail}")
    return _Number(number.value * factor, number.step * factor)


# 两三 个, 三四 十, 十七八, 七百三四十, 十七八万: two neighbouring digits name a range, and so does
# 三五.
_NEIGHBOURS = re.compile(
    r"""(?P<head>(?:[一二三四五六七八九][千百万])*?(?:[一二三四五六七八九]?十|[一二三四五六七八九][百千万])?)
        (?P<low>[一二三四五六七八])(?P<high>[二三四五六七八九])
        (?P<place>[十百千]?)(?P<scale>[万亿]*)""",
    re.VERBOSE,
)
# 百八十: eighty to a hundred; 千八百, 万八千 likewise.
_ROUND = {"百八十": (80, 100), "千八百": (800, 1000), "万八千": (8000, 10000)}


def _neighbouring(numeral: str) -> Reading | None:
    """Read the numerals that name a range by two neighbouring digits; None for all others."""
    if numeral in _ROUND:
        low, high = _ROUND[numeral]
        return Reading(None, Decimal(high - low), Decimal(low), Decimal(high))
    match = _NEIGHBOURS.fullmatch(numeral)
    if match is None:
        return None
    low, high = _DIGITS[match["low"]], _DIGITS[match["high"]]
    head, place = match["head"], match["place"]
    if high != low + 1 and ((low, high) != (3, 5) or head):
        return None
    base, step = 0, scale_of(place)
    if head:
        before = _large(head)
        if before is None:
            return None
        base, last = int(before.value), SCALES[head[-1]]
        # 二十七八 is 27 to 28, 三百四五 340 to 350, 七百三四十 730 to 740.
        step = step if place else max(last // 10, 1)
        if step >= last:
            return None
    factor = scale_of(match["scale"])
    return Reading(
        None,
        Decimal(step * factor),
        Decimal((base + low * step) * factor),
        Decimal((base + high * step) * factor),
    )
