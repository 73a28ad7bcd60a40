"""A conclusion that a person draws: two figures set against each other on their word."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from conclude.conclusion import Conclusion
from conclude.figure import Figure, read_figures
from conclude.measure import interval
from conclude.measure.interval import Interval
from conclude.table import to_table


def set_against(figures: pd.DataFrame, kind: str, first: int, second: int) -> pd.DataFrame:
    """The row of the conclusions table that two figures give as a conclusion of `kind`.

    `first` and `second` are positions in `figures`: the base, and what is measured against it.
    Nothing is stated of such a pair, so its verdict is `none`; an empty table where one of the two
    was blanked, or where the kind is not one of two numbers.
    """
    rows = read_figures(figures)
    base, other = rows[first], rows[second]
    value = _VALUES.get(kind)
    if value is None or base.interval is None or other.interval is None:
        return to_table([])
    return to_table([Conclusion(kind, "by hand", base, other, value=value(base, other))])


def _rate(base: Figure, other: Figure) -> Interval:
    return interval.share(other.wording, base.wording)


def _quotient(base: Figure, other: Figure) -> Interval:
    return interval.ratio(other.wording, base.wording)


def _growth(base: Figure, other: Figure) -> Interval:
    if base.kind == other.kind == "percent":
        return interval.difference(other.wording, base.wording)
    return interval.growth(other.wording, base.wording)


_VALUES: dict[str, Callable[[Figure, Figure], Interval]] = {
    "progress": _rate,
    "target": _rate,
    "share": _rate,
    "ratio": _quotient,
    "change": _growth,
}
