"""One figure of the library, as a row of typed fields: what was extracted, and what people did."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Any

import pandas as pd


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as SHOWN_COLUMNS describe it, in their order.

    Numbers are in the base unit and None where the wording names none; open bounds are infinite.
    `part_of` and `repeats` are the `row` of another figure of the same report.
    """

    report: str
    section: str
    start: int
    end: int
    text: str
    role: str
    kind: str
    number: float | None
    low: float | None
    high: float | None
    step: float | None
    approx: str
    unit: str
    metric: str
    action: str
    object: str
    stage: str
    status: str
    direction: str
    scope: str
    period: str
    part_of: int | None
    repeats: int | None
    sentence: str
    rule: str
    doubt: str
    row: int
    corrected: bool
    checked: bool

    @property
    def place(self) -> tuple[int, int]:
        """Where it stands in its report's text: what a correction or a decision knows it by."""
        return self.start, self.end

    def values(self) -> tuple[Any, ...]:
        """The fields in order, as a row of a table."""
        return _values_of(self)

    def __reduce__(self) -> tuple[Any, ...]:
        """How it is kept among the answers of a page: as its row."""
        return _of_row, (_values_of(self),)


_NAMES = tuple(field.name for field in fields(Figure))
_values_of: Callable[[Figure], tuple[Any, ...]] = attrgetter(*_NAMES)
_SET = tuple(vars(Figure)[name].__set__ for name in _NAMES)


def _of_row(row: Iterable[Any]) -> Figure:
    """A figure of its fields in order, in half the time that its constructor takes: pages read
    thousands of them."""
    figure = object.__new__(Figure)
    for set_field, value in zip(_SET, row, strict=True):
        set_field(figure, value)
    return figure


_MEASURED = tuple(_NAMES.index(name) for name in ("number", "low", "high", "step"))


def read_rows(rows: Iterable[Sequence[Any]]) -> list[Figure]:
    """Figures out of rows of SHOWN_COLUMNS; NaN, as what is missing, becomes None.

    The same words stand in many figures: held once, they take half the memory.
    """
    held: dict[str, str] = {}
    found = []
    for row in rows:
        values: list[Any] = [
            held.setdefault(value, value) if type(value) is str else value for value in row
        ]
        for at in _MEASURED:
            if values[at] is not None and math.isnan(values[at]):
                values[at] = None
        found.append(_of_row(values))
    return found


def to_frame(figures: Iterable[Figure]) -> pd.DataFrame:
    """The figures as a table of their fields; what is missing is NaN or NA."""
    frame = pd.DataFrame([figure.values() for figure in figures], columns=list(_NAMES))
    for name in ("part_of", "repeats"):
        frame[name] = frame[name].astype("Int64")
    for name in ("number", "low", "high", "step"):
        frame[name] = frame[name].astype("float64")
    return frame
