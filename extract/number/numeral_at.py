"""A numeral where it stands in a text: how far it goes, and what it is worth.

The pattern takes in as much as a numeral may be; here it is cut back to what reads as one number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation, Overflow

from extract.number.expressions import IDIOMS, NUMBER_WORDS
from extract.number.numeral import SCALES, TENS, Reading, read_numeral, scale_of
from extract.number.numeral_pattern import NUMERAL
from extract.number.unit import unit_at
from writing.sentence import PART_OR_LINE_ENDS


@dataclass(slots=True)
class Numeral:
    """A numeral of a text: its span, its value and step, or the ends where it names a range.

    `script` says how it is written: arabic, mixed (7.7万), chinese, vague (几十). `inner` is 多, 余
    or 几 inside it. `shared` is the large scale at its end, which the first number of a range
    shares (3—5万). `value` is None where the wording names no one number.
    """

    start: int
    end: int
    script: str
    value: Decimal | None
    step: Decimal
    low: Decimal | None = None
    high: Decimal | None = None
    inner: str = ""
    shared: int = 1


_BLANKS = " \n\t\u00a0\u3000\u2009\u202f"
_ARABIC_ONLY = re.compile(r"[0-9０-９]+")
_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻０１２３４５６７８９－＋", "0123456789-0123456789-+")
# A number that a line break cuts in two stands at the end of a full line, not alone in a cell.
_FULL_LINE = 5
_LONGEST_TORN = 6
# Larger powers name no quantity of a report, and their digits would fill the memory.
_LARGEST_EXPONENT = 30


def numeral_at(text: str, match: re.Match[str]) -> Numeral | None:
    """The numeral that `match`, of the pattern NUMERAL, begins; None if it names no number."""
    group = match.lastgroup
    if group == "arabic":
        return _arabic(text, match)
    if group == "chinese":
        return _chinese(text, match)
    if group == "vague":
        return _vague(match)
    return None


def numeral_from(text: str, place: int) -> Numeral | None:
    """The numeral that stands in `text` at `place`; None if none does."""
    match = NUMERAL.match(text, place)
    return None if match is None else numeral_at(text, match)


def _arabic(text: str, match: re.Match[str]) -> Numeral | None:
    start, end = match.span()
    digits = match["digits"]
    if not digits.isdecimal() and _torn(text, start, digits):
        # 1. 20个: the mark of a list, not 1.20.
        first = _ARABIC_ONLY.match(text, start)
        assert first is not None
        reading = read_numeral(first[0])
        return None if reading is None else _with(start, first.end(), "arabic", reading)
    scale = match["scale"]
    if scale is None:
        if text[end : end + 1] == "\n":
            rest = _over_line(text, match)
            if rest is not None:
                return rest
        reading = read_numeral(digits)
        if reading is None:
            return None
        if len(digits) == end - start:  # most numerals: digits and no more
            return _with(start, end, "arabic", reading)
        if match["power"]:
            scaled = _power(reading, match["power"])
            return None if scaled is None else _with(start, end, "mixed", scaled)
        if match["thousand"]:
            reading = Reading(reading.value and reading.value * 1000, reading.step * 1000)
            return _with(start, end, "mixed", reading)
        return _with_inner(match, "arabic", reading, match["inner"], match["innerscale"], 1)
    scale_start, scale_end = match.span("scale")
    if scale[0] in _BLANKS and _begins_word(text, scale_end - len(scale.strip()), scale_end):
        reading = read_numeral(digits)
        return None if reading is None else _with(start, scale_start, "arabic", reading)
    shared = scale_of(scale.strip())
    if match["mixed"]:
        reading = read_numeral(digits + scale + match["mixed"])
        if reading is None:
            reading = read_numeral(digits + scale)
            return None if reading is None else _with(start, scale_end, "mixed", reading, shared)
        return _with_inner(match, "mixed", reading, match["inner"], match["innerscale"], 1)
    reading = read_numeral(digits + scale)
    if reading is None:
        return None
    if scale_end == end:
        return _with(start, end, "mixed", reading, shared)
    return _with_inner(match, "mixed", reading, match["inner"], match["innerscale"], shared)


def _torn(text: str, start: int, digits: str) -> bool:
    """Whether digits joined over a blank are a list mark and a number (1. 20), not one number."""
    point = digits.find(".") if "." in digits else digits.find("．")
    if point < 0 or digits[point - 1] in _BLANKS or digits[point + 1] not in " \t\u3000":
        return False
    at = start - 1
    while at >= 0 and text[at] in " \t\u3000":
        at -= 1
    return at < 0 or text[at] in PART_OR_LINE_ENDS


def _over_line(text: str, match: re.Match[str]) -> Numeral | None:
    """The number that goes on behind the line break at the end of `match`: 累计达54⏎36次.

    Only whole numbers are joined so, where the first part ends a line of text and the second has
    the scale or the unit that the first one lacks.
    """
    start, end = match.span()
    line = text.rfind("\n", max(0, start - _FULL_LINE), start)
    if line >= 0 or start < _FULL_LINE or text[start - 1] in _BLANKS or not match[0].isdecimal():
        return None
    rest = NUMERAL.match(text, end + 1)
    if rest is None or rest.lastgroup != "arabic" or not rest["digits"].isdecimal():
        return None
    if len(match[0] + rest["digits"]) > _LONGEST_TORN or rest["power"] or rest["thousand"]:
        return None
    numeral = _arabic(text, rest)
    if numeral is None or not (rest["scale"] or unit_at(text, numeral.end).name):
        return None
    whole = read_numeral(
        match[0] + text[end + 1 : rest.end("scale") if rest["scale"] else rest.end("digits")]
    )
    if whole is None or rest["mixed"] or rest["innerscale"]:
        return None
    return replace(numeral, start=start, value=whole.value, step=whole.step)


def _begins_word(text: str, place: int, end: int) -> bool:
    """Whether a word of its own (千方百计) begins at `place` and reaches over `end`."""
    word = NUMBER_WORDS.around(text, place) or IDIOMS.around(text, place)
    return word is not None and word[0] == place and word[1] > end


def _chinese(text: str, match: re.Match[str]) -> Numeral | None:
    start, end = match.span()
    characters = match["characters"]
    inner, inner_scale = match["cinner"], match["cinnerscale"]
    reading = read_numeral(characters)
    broken = next((at for at, sign in enumerate(characters) if sign in _BLANKS), 0)
    if broken and (reading is None or _begins_word(text, start + broken + 1, end)):
        characters, inner, inner_scale = characters[:broken], "", ""
        end = start + broken
        reading = read_numeral(characters)
    if (
        not inner
        and characters[-1] in "两兩"
        and characters[:-1].strip("两兩")
        and _is_weight(text, end)
    ):
        # 二两, 三百两: the last 两 is the unit.
        reading = read_numeral(characters[:-1])
        return None if reading is None else _with(start, end - 1, "chinese", reading)
    if reading is None:
        return None
    last = characters[-1]
    shared = SCALES.get(last, 1)
    return _with_inner(match, "chinese", reading, inner, inner_scale, shared, end)


def _is_weight(text: str, end: int) -> bool:
    return not text[end : end + 1].strip() or text[end] in "。，、；重白银左以黄的"


def _with(start: int, end: int, script: str, reading: Reading, shared: int = 1) -> Numeral:
    value, step, low, high = reading
    return Numeral(start, end, script, value, step, low, high, "", shared)


def _with_inner(
    match: re.Match[str],
    script: str,
    reading: Reading,
    inner: str | None,
    inner_scale: str | None,
    shared: int,
    end: int = -1,
) -> Numeral:
    """The numeral with 多, 余 or 几 inside it, and the scale behind that (5400多万)."""
    start = match.start()
    end = match.end() if end < 0 else end
    value, step, low, high = reading
    if inner is None or not inner:
        return Numeral(start, end, script, value, step, low, high, "", shared)
    if inner_scale:
        factor = scale_of(inner_scale.strip())
        value = None if value is None else value * factor
        low = None if low is None else low * factor
        high = None if high is None else high * factor
        step, shared, script = step * factor, factor, "mixed" if script == "arabic" else script
    return Numeral(start, end, script, value, step, low, high, inner.strip(), shared)


def _power(reading: Reading, power: str) -> Reading | None:
    """Read 2.5e3, 1.2×10^4 and 2^5; None where the result would be out of all bounds."""
    plain = power.translate(_SUPERSCRIPT)
    value = reading.value
    assert value is not None
    if plain[0] == "^":
        exponent = int(plain.lstrip("^").replace("--", "").replace("+", ""))
        if abs(exponent) > _LARGEST_EXPONENT or (not value and exponent < 0):
            return None
        try:
            power_of = value**exponent
            return (
                None if power_of.adjusted() > _LARGEST_EXPONENT else Reading(power_of, reading.step)
            )
        except (InvalidOperation, Overflow):
            return None
    exponent = int(re.sub(r"^[×xX*]10\^?|^[eEｅＥ]", "", plain))
    if abs(exponent) > _LARGEST_EXPONENT:
        return None
    return Reading(value.scaleb(exponent), reading.step.scaleb(exponent))


def _vague(match: re.Match[str]) -> Numeral | None:
    """Read 几十, 数百, 十几, 上万: the ends by the conventions, no number except for 上."""
    start, end = match.span()
    numeral = match[0]
    if numeral[0] == "上":
        reading = read_numeral(numeral[1:])
        if reading is None or reading.value is None:
            return None
        return Numeral(start, end, "vague", reading.value, reading.step, reading.value, None, "上")
    at = next(place for place, sign in enumerate(numeral) if sign in "几幾数數")
    head, scale = numeral[:at], numeral[at + 1 :]
    place = Decimal(scale_of(scale))
    several = numeral[at]
    if not head:
        # 几十 is 20 to 100, 几百 200 to 1000; with a second scale, 几十万 is 200,000 to 1,000,000.
        return Numeral(start, end, "vague", None, place, 2 * place, 10 * place, several)
    base = read_numeral(head)
    if base is None or base.value is None:
        return None
    if scale[:1] == "十":
        factor = scale_of(scale[1:])
        low, high = (base.value + 20) * factor, (base.value + 100) * factor
        return Numeral(start, end, "vague", None, place, low, high, several)
    low, high = (base.value + 1) * place, (base.value + 9) * place
    return Numeral(start, end, "vague", None, place, low, high, several)


def is_digit_run(numeral: str) -> bool:
    """Whether a numeral in everyday characters only lists digits (一二三), with no scale."""
    return len(numeral) > 1 and not any(
        sign in SCALES or sign in TENS or sign in "点點壹贰貳叁參肆伍陆柒捌玖" for sign in numeral
    )
