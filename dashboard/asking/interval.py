"""Arithmetic with what a wording allows: 6.6万余 of 7.7万多 is 85.7 %, 84.6 % to 87.0 %."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

_DIGITS = re.compile(r"\d[\d,.]*")
# Wordings with a digit that are not rounded to it; a fold (一番) is none either.
_WHOLE = ("半", "×", "/")
_FOLD = "番"

# Things counted one by one are rounded only where decimals or a scale from 100 up tell so.
_COUNTED = ("count",)
_COARSE = 100


@dataclass(frozen=True)
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

    def overlaps(self, other: Interval) -> bool:
        """Whether both can be the same value."""
        return not (_below(self.high, other.low) or _below(other.high, self.low))

    def above(self, other: Interval) -> bool:
        """Whether every value of this one is greater than every value of the other."""
        return _below(other.high, self.low)

    def rounded(self, step: float) -> Interval:
        """An exact value read as rounded to `step`: half a step to both sides."""
        if not self.exact or not step:
            return self
        return Interval(self.number, self.low - step / 2, self.high + step / 2)


def of_row(row: Mapping[str, Any], rounding: bool = False) -> Interval | None:
    """The interval of a figure (number, low, high, step, text, unit, kind); None where redacted.

    `rounding`: an exact figure is read as rounded to the last place written, so 58.7万 may be
    58.65万 to 58.75万; things counted one by one without a scale (5436次) stay exact.
    """
    low, high = _value(row["low"]), _value(row["high"])
    if low is None or high is None or low > high:
        return None
    interval = Interval(_value(row["number"]), low, high)
    return interval.rounded(rounding_step(row)) if rounding else interval


def rounding_step(row: Mapping[str, Any]) -> float:
    """The place value of the last digit written, in the figure's base unit (58.7万 → 1000).

    Read from `step`, less the zeros that are written out. 0 where nothing is rounded: a count
    written out to the last one, a fraction, a half, a 番, a figure without a step.
    """
    step, number = _value(row["step"]), _value(row["number"])
    plain = unicodedata.normalize("NFKC", str(row["text"]).removesuffix(str(row["unit"])))
    whole = row["kind"] == "fraction" or row["unit"] == _FOLD or any(w in plain for w in _WHOLE)
    if not step or whole:
        return 0.0
    written = _DIGITS.findall(plain)
    if written and number:
        # Zeros in figures are written digits (8000, 70 %); those of a scale are not (40万).
        digits = written[-1].replace(",", "").replace(".", "")
        step /= 10 ** (len(digits) - len(digits.rstrip("0")))
    return 0.0 if row["kind"] in _COUNTED and step < _COARSE else step


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
    quotient = share(new, old)
    number = None if quotient.number is None else quotient.number - 100
    return Interval(number, quotient.low - 100, quotient.high - 100)


def _times(x: float, y: float) -> float:
    return 0.0 if x == 0 or y == 0 else x * y


def _below(a: float, b: float) -> bool:
    """a < b by more than what binary fractions make of decimal ones."""
    return a < b and not math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-9)


def _value(value: Any) -> float | None:
    return None if value is None or math.isnan(value) else float(value)
