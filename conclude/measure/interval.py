"""Arithmetic with what a wording allows: 6.6万余 of 7.7万多 is 85.7 %, 84.6 % to 87.0 %."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

# The digits of a numeral as written: 58.70 of 58.70万元.
_MANTISSA = re.compile(r"\d[\d,]*(?:\.\d+)?")
# Wordings with a digit that are not rounded to it.
_WHOLE = ("半", "番", "×", "/")
# Tenths (三成) are rounded to ten percent; other whole percentages to one.
_TENTHS = ("成", "折")

# Things counted one by one are rounded only where decimals or a scale from 100 up tell so.
_COUNTED = ("count",)
_COARSE = 100


@dataclass(frozen=True, slots=True)
class Interval:
    """A value and the bounds between which it lies; `number` is None where no one value is named.

    Bounds may be infinite, never NaN. Raises ValueError when low > high.
    """

    number: float | None
    low: float
    high: float

    def __post_init__(self) -> None:
        if math.isnan(self.low) or math.isnan(self.high) or self.low > self.high:
            raise ValueError(f"no interval: {self.low}..{self.high}")

    @property
    def exact(self) -> bool:
        """Whether only one value is possible."""
        return self.low == self.high

    @property
    def open(self) -> bool:
        """Whether a bound is infinite."""
        return math.isinf(self.low) or math.isinf(self.high)

    @property
    def middle(self) -> float:
        """The number, or where none is named the middle of the bounds."""
        return (self.low + self.high) / 2 if self.number is None else self.number

    def overlaps(self, other: Interval) -> bool:
        """Whether both can be the same value."""
        return not (below(self.high, other.low) or below(other.high, self.low))

    def above(self, other: Interval) -> bool:
        """Whether every value of this one is greater than every value of the other."""
        return below(other.high, self.low)

    def holds(self, value: float) -> bool:
        """Whether the value lies within the bounds."""
        return not (below(value, self.low) or below(self.high, value))

    def rounded(self, step: float) -> Interval:
        """An exact value read as rounded at its last place: 58.7 (0.1) may be 58.65 to 58.75."""
        if not self.exact or not step:
            return self
        return Interval(self.number, self.low - step / 2, self.high + step / 2)

    def cut_off(self, step: float) -> Interval:
        """An exact value read as cut off at its last place: 58.7 (0.1) may be 58.7 to 58.8."""
        if not self.exact or not step:
            return self
        if self.low < 0:
            return Interval(self.number, self.low - step, self.high)
        return Interval(self.number, self.low, self.high + step)

    def widened(self, step: float) -> Interval:
        """An exact value read as either rounded or cut off at its last place."""
        a, b = self.rounded(step), self.cut_off(step)
        return Interval(self.number, min(a.low, b.low), max(a.high, b.high))


def exactly(number: float) -> Interval:
    """The interval of one value."""
    return Interval(number, number, number)


@lru_cache(maxsize=16_384)
def written_place(text: str, kind: str, step: float) -> float:
    """The place value of the last digit written, in the figure's unit (58.70万 → 100).

    `step` is that of the last digit that is not zero: a zero written out counts as known, 120万
    to the 万. 0 where nothing is rounded: a count told to the last one, a fraction, a half, a 番.
    """
    plain = unicodedata.normalize("NFKC", text)
    if not step or kind == "fraction" or any(word in plain for word in _WHOLE):
        return 0.0
    found = _MANTISSA.search(plain)
    digits = found[0].replace(".", "") if found else ""
    place = step / 10 ** (len(digits) - len(digits.rstrip("0")))
    if kind in _COUNTED and place < _COARSE:
        return 0.0
    if kind == "percent" and not plain.endswith(_TENTHS):
        return min(place, 1.0)
    return place


def total(intervals: Iterable[Interval]) -> Interval:
    """The sum; 0 for nothing. The number is None as soon as one has none."""
    number: float | None = 0.0
    low = high = 0.0
    for interval in intervals:
        number = None if number is None or interval.number is None else number + interval.number
        low, high = low + interval.low, high + interval.high
    return Interval(number, low, high)


def difference(a: Interval, b: Interval) -> Interval:
    """a − b."""
    number = None if a.number is None or b.number is None else a.number - b.number
    return Interval(number, a.low - b.high, a.high - b.low)


def scaled(a: Interval, factor: float) -> Interval:
    """a × factor, for a finite factor that is not zero."""
    bounds = sorted((a.low * factor, a.high * factor))
    return Interval(None if a.number is None else a.number * factor, bounds[0], bounds[1])


def shifted(a: Interval, by: float) -> Interval:
    """a + by."""
    return Interval(None if a.number is None else a.number + by, a.low + by, a.high + by)


def ratio(a: Interval, b: Interval) -> Interval:
    """a ÷ b. Where b can be zero the bounds open up; a divisor that is zero leaves no number."""
    number = None if a.number is None or not b.number else a.number / b.number
    if b.low < 0 < b.high or b.low == b.high == 0:
        return Interval(None, -math.inf, math.inf)
    inverse = (
        1 / b.high if b.high else -math.inf,
        1 / b.low if b.low else math.inf,
    )
    products = [_times(x, y) for x in (a.low, a.high) for y in inverse]
    return Interval(number, min(products), max(products))


def share(part: Interval, whole: Interval) -> Interval:
    """part ÷ whole in percent. It may come out above 100: the wordings, not the logic, bound it."""
    return scaled(ratio(part, whole), 100)


def growth(new: Interval, old: Interval) -> Interval:
    """(new − old) ÷ old in percent, for an old value above zero."""
    return shifted(share(new, old), -100)


def below(a: float, b: float) -> bool:
    """a < b by more than what binary fractions make of decimal ones."""
    return a < b and not math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-9)


def _times(x: float, y: float) -> float:
    return 0.0 if x == 0 or y == 0 else x * y
