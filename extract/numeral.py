"""Numerals: how a number is written in Chinese reports, and the value that is read from it.

A numeral is written with digits (1,234.5, full-width １２３), with Chinese characters (三千二百四十五,
大写 壹贰叁, traditional 萬億), or with both (7.7万, 3亿8千万). What it is worth is read exactly, in
integers, and handed out as floats.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

import regex

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

_FULL_WIDTH = str.maketrans("０１２３４５６７８９．，", "0123456789.,")
_NOISE = regex.compile(r"[\s,，]+")
_LARGE = sorted(LARGE_SCALES.items(), key=lambda pair: -pair[1])


class Reading(NamedTuple):
    """What a numeral says: its value, and the place value of its last digit that is not zero.

    A numeral that names two neighbouring digits (三四十) or a round number of some size (百八十)
    has no one value: `value` is None, and `low` and `high` are the ends.
    """

    value: Fraction | None
    step: Fraction
    low: Fraction | None = None
    high: Fraction | None = None


@lru_cache(maxsize=65536)
def read_numeral(numeral: str) -> Reading | None:
    """Read a numeral as written (7.7万, 三千二百, １,２３４); None when it is not a number.

    >>> read_numeral("7.7万")
    Reading(value=Fraction(77000, 1), step=Fraction(1000, 1), low=None, high=None)
    """
    plain = _NOISE.sub("", numeral.translate(_FULL_WIDTH))
    if not plain:
        return None
    spoken = _neighbouring(plain)
    if spoken is not None:
        return spoken
    return _large(plain)


def _large(numeral: str) -> Reading | None:
    """Read a numeral by its largest scale: what stands before it is multiplied, the rest added."""
    if not numeral:
        return None
    for sign, scale in _LARGE:
        at = numeral.rfind(sign)
        if at < 0:
            continue
        head = Reading(Fraction(1), Fraction(1)) if at == 0 else _large(numeral[:at])
        if head is None or head.value is None:
            return None
        rest = numeral[at + 1 :]
        whole = head.value * scale
        if not rest:
            return Reading(whole, head.step * scale)
        if len(rest) == 1 and rest in DIGIT_VALUES and DIGIT_VALUES[rest]:
            # The colloquial tail: 一万八 is 18,000.
            return Reading(whole + DIGIT_VALUES[rest] * scale // 10, Fraction(scale, 10))
        tail = _large(rest.lstrip("零〇") or "零")
        if tail is None or tail.value is None or tail.value >= scale:
            return None
        return Reading(whole + tail.value, tail.step if tail.value else head.step * scale)
    return _small(numeral)


def _small(numeral: str) -> Reading | None:
    """Read a numeral below ten thousand: digits, or digits with 十, 百 and 千."""
    point = numeral.find("点")
    if point < 0:
        point = numeral.find("點")
    if point > 0:
        return _decimal(numeral[:point], numeral[point + 1 :])
    if numeral[0].isascii():
        return _digits_with_scale(numeral)
    if all(sign in DIGIT_VALUES for sign in numeral):
        digits = "".join(str(DIGIT_VALUES[sign]) for sign in numeral)
        return _arabic(digits)
    total, step, last_scale = 0, 1, 10**5
    digit: int | None = None
    zero = False
    for at, sign in enumerate(numeral):
        if sign in DIGIT_VALUES:
            if digit is not None:
                return None
            value = DIGIT_VALUES[sign]
            if value == 0:
                zero = True
            else:
                digit = value
        elif sign in SMALL_SCALES:
            scale = SMALL_SCALES[sign]
            if scale >= last_scale:
                return None
            if digit is None and at > 0 and not (zero and scale == 10):
                return None
            total += (1 if digit is None else digit) * scale
            step, last_scale, digit, zero = scale, scale, None, False
        elif sign in TENS:
            if digit is not None or last_scale <= 10:
                return None
            total += TENS[sign]
            step, last_scale = 10, 10
        else:
            return None
    if digit is not None:
        if last_scale > 10 and last_scale < 10**5 and not zero:
            # The colloquial tail: 三百二 is 320.
            step = last_scale // 10
            total += digit * step
        else:
            total += digit
            step = 1
    return Reading(Fraction(total), Fraction(step))


def _digits_with_scale(numeral: str) -> Reading | None:
    """Read digits with an optional 十, 百 or 千 behind, and more of the same (8千5百)."""
    match = regex.match(r"([0-9]+(?:\.[0-9]+)?)([十百千拾佰仟])?(.*)", numeral)
    if match is None:
        return None
    head = _arabic(match[1])
    if match[2] is None:
        return head if not match[3] else None
    scale = SMALL_SCALES[match[2]]
    assert head.value is not None
    value, step = head.value * scale, head.step * scale
    if match[3]:
        tail = _small(match[3].lstrip("零〇"))
        if tail is None or tail.value is None or tail.value >= scale:
            return None
        value, step = value + tail.value, tail.step
    return Reading(value, step)


def _arabic(digits: str) -> Reading:
    """Read a run of plain digits with at most one decimal point."""
    whole, _, decimals = digits.partition(".")
    value = Fraction(int(whole + decimals), 10 ** len(decimals))
    written = (whole + decimals).rstrip("0")
    zeros = len(whole) + len(decimals) - len(written)
    step = Fraction(10) ** (zeros - len(decimals)) if written else Fraction(1)
    return Reading(value, step)


def _decimal(whole: str, decimals: str) -> Reading | None:
    """Read 三点五: the part in front of 点 as a number, each digit behind it on its own."""
    head = _small(whole)
    if head is None or head.value is None or not decimals:
        return None
    if any(sign not in DIGIT_VALUES and not sign.isdigit() for sign in decimals):
        return None
    digits = "".join(str(DIGIT_VALUES.get(sign, sign)) for sign in decimals)
    return _arabic(f"{int(head.value)}.{digits}")


# 两三 个, 三四 十, 十七八, 七八 百 万: two neighbouring digits name a range, and so does 三五.
_NEIGHBOURS = regex.compile(
    rf"""(?P<ten>[十拾]|[{CHINESE_DIGITS}][十百千万])?
         (?P<low>[一二两兩三四五六七八])(?P<high>[二两兩三四五六七八九])
         (?P<scale>[十百千万亿萬億]*)""",
    regex.VERBOSE,
)
# 百八十: eighty to a hundred; 千八百, 万八千 likewise.
_ROUND = {"百八十": (80, 100), "千八百": (800, 1000), "万八千": (8000, 10000)}


def _neighbouring(numeral: str) -> Reading | None:
    """Read the numerals that name a range by two neighbouring digits; None for all others."""
    if numeral in _ROUND:
        low, high = _ROUND[numeral]
        return Reading(None, Fraction(high - low), Fraction(low), Fraction(high))
    match = _NEIGHBOURS.fullmatch(numeral)
    if match is None:
        return None
    low, high = DIGIT_VALUES[match["low"]], DIGIT_VALUES[match["high"]]
    if high != low + 1 and (low, high) != (3, 5):
        return None
    ten = match["ten"]
    if ten and match["scale"]:
        return None
    scale = 1
    for sign in match["scale"]:
        scale *= SCALES[sign]
    base = 0
    if ten:
        head = _small(ten)
        if head is None or head.value is None:
            return None
        base = int(head.value)
        if len(ten) > 1 and SCALES[ten[-1]] > 10:
            scale = SCALES[ten[-1]] // 10
    return Reading(
        None, Fraction(scale), Fraction(base + low * scale), Fraction(base + high * scale)
    )
