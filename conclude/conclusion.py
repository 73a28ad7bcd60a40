"""A conclusion as the rules draw it, before it becomes a row."""

from __future__ import annotations

from dataclasses import dataclass

from conclude.figure import Figure
from conclude.interval import Interval

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


def verdict_on(stated: Interval, value: Interval) -> str:
    """Whether what is stated can be what the numbers give, rounding and cutting off allowed."""
    return FITS if stated.overlaps(value) else CONFLICT
