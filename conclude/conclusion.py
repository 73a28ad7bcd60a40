"""A conclusion as the rules draw it, before it becomes a row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from conclude.figure import Figure
from conclude.measure.interval import Interval

_LEAST_DIGITS = 100
FITS, CONFLICT, NONE = "fits", "conflict", "none"


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What the numbers of some figures give, and whether what is stated agrees.

    `kind`, `first`, `second`, `parts`, `stated`, `verdict` and `doubt` as in the table's columns
    of these names; `value` is None where a quotient means nothing. `rule` names what drew it.
    """

    kind: str
    rule: str
    first: Figure
    second: Figure | None = None
    parts: tuple[Figure, ...] = ()
    stated: Figure | None = None
    value: Interval | None = None
    verdict: str = NONE
    doubt: str = ""


def rounded(figure: Figure) -> Interval:
    """A figure's value, an exact one read as rounded at its last place."""
    return figure.wording.rounded(figure.place)


def cut_off(figure: Figure) -> Interval:
    """A figure's value, an exact one read as cut off at its last place.

    Only numbers of three digits and more are cut off: for 12.9万 nobody writes 12万.
    """
    if abs(figure.number or 0) < _LEAST_DIGITS * figure.place:
        return rounded(figure)
    return figure.wording.cut_off(figure.place)


Reading = Callable[[Figure], Interval]


def verdict_on(stated: Interval, given: Callable[[Reading], Interval]) -> str:
    """Whether what is stated can be what the numbers give.

    The numbers may all have been rounded, or all cut off at their last place: `given` works out
    what they give from a way to read each.
    """
    fits = any(stated.overlaps(given(reading)) for reading in (rounded, cut_off))
    return FITS if fits else CONFLICT
