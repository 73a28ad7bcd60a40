"""A row of the figures table as the rules of the conclusions read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from conclude.measure.interval import Interval, written_place
from conclude.measure.units import alike

_TEXTS = (
    "text", "role", "kind", "unit", "metric", "action", "object", "stage", "status",
    "direction", "scope", "period", "section", "doubt",
)  # fmt: skip
_COUNTED = ("count", "other")


@dataclass(frozen=True, slots=True, eq=False)
class Figure:
    """One figure: its place in the table and in the text, what it measures and what it is of.

    `row` is its position in the table; `start` and `end` are offsets in the report's text.
    `interval` is what the wording allows, None where it was blanked; `step` the place value of
    the last written digit that is not zero, 0 where there is none. `whole` and `first_telling`
    are positions in the table, -1 for none.
    """

    row: int
    start: int
    end: int
    text: str
    role: str
    kind: str
    unit: str
    metric: str
    action: str
    object: str
    stage: str
    status: str
    direction: str
    scope: str
    period: str
    section: str
    doubt: str
    interval: Interval | None
    step: float
    whole: int
    first_telling: int

    @property
    def place(self) -> float:
        """The place value of its last written digit, at which it may have been rounded."""
        return written_place(self.text, self.kind, self.step)

    @property
    def wording(self) -> Interval:
        """What the wording allows. Raises ValueError for a figure that was blanked."""
        if self.interval is None:
            raise ValueError(f"a figure without a value: {self.text}")
        return self.interval

    @property
    def widened(self) -> Interval:
        """What the wording allows, an exact number read as rounded or cut off as written."""
        return self.wording.widened(self.place)

    @property
    def number(self) -> float | None:
        """The one number that the wording names, if it names one."""
        return None if self.interval is None else self.interval.number

    @property
    def told(self) -> bool:
        """Whether it says a quantity that can be set against others."""
        return self.role == "statistic" and self.interval is not None

    @property
    def measured(self) -> bool:
        """Whether it is an amount of something, not a share, a multiple or a lapse of time."""
        return self.told and self.kind not in _RELATIVE


_RELATIVE = ("percent", "points", "multiple", "fraction")


def same_measure(a: Figure, b: Figure) -> bool:
    """Whether two values can be set against each other: of one kind and in one unit.

    Counts may name their unit differently (个, 项); 小时 and 分钟, 元 and 美元 are not set against
    each other. Shares and multiples need no unit.
    """
    if a.kind != b.kind:
        return False
    if a.kind in _COUNTED:
        return alike(a.unit, b.unit)
    return a.kind in _RELATIVE or a.unit == b.unit


def read_figures(figures: pd.DataFrame) -> list[Figure]:
    """The rows of a figures table, in its order."""
    columns = {name: _texts(figures[name]) for name in _TEXTS}
    numbers = {name: figures[name].astype(float).tolist() for name in ("number", "low", "high")}
    steps = figures["step"].astype(float).fillna(0.0).tolist()
    links = [figures[name].fillna(-1).astype(int).tolist() for name in ("part_of", "repeats")]
    places = [figures[name].astype(int).tolist() for name in ("start", "end")]
    return [
        Figure(
            row=row,
            start=places[0][row],
            end=places[1][row],
            **{name: values[row] for name, values in columns.items()},
            interval=_interval(*(values[row] for values in numbers.values())),
            step=steps[row],
            whole=links[0][row],
            first_telling=links[1][row],
        )
        for row in range(len(figures))
    ]


def _texts(column: Any) -> list[str]:
    """The texts of a column, each missing one empty; a report's few rows are no work for pandas."""
    return [text if isinstance(text, str) else "" for text in column.tolist()]


def _interval(number: float, low: float, high: float) -> Interval | None:
    if low != low or high != high or low > high:
        return None
    return Interval(None if number != number else float(number), float(low), float(high))
