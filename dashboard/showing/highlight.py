"""A report's text cut into paragraphs and runs, so that a page can show its figures in place.

Nothing here makes HTML: runs carry plain text, and the page puts it in as text, never as markup.
"""

from __future__ import annotations

import dataclasses
import re
from bisect import bisect_left
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from reading import Table
from writing import outline

PAGE_CHARACTERS = 30_000
_HEADING = re.compile(
    r"^\s*(?:#{1,6}\s|"
    rf"{outline.PIECE}|{outline.CHAPTER}|{outline.SECTION}|{outline.FIRST}|{outline.SECOND})"
)
_HEADING_LENGTH = 40


@dataclass(frozen=True)
class Run:
    """A stretch of text, known by where it starts; a figure or what stands between figures."""

    start: int
    text: str
    figure: bool = False
    style: str = ""
    shown: bool = True
    checked: bool = False
    corrected: bool = False


@dataclass(frozen=True)
class Paragraph:
    """A line of the report. `level` is 0 for text and 1–6 for a heading."""

    level: int
    runs: tuple[Run, ...] = field(default_factory=tuple)


@dataclass(frozen=True)
class GridCell:
    """A cell of a table, and how many rows and columns it covers."""

    runs: tuple[Run, ...]
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True)
class Grid:
    """A table of the report, row by row."""

    rows: tuple[tuple[GridCell, ...], ...]


def parts(text: str, size: int = PAGE_CHARACTERS) -> list[tuple[int, int]]:
    """Where a long text is cut to be shown a part at a time: (start, end), cuts at line ends."""
    bounds, start = [], 0
    while len(text) - start > size:
        cut = text.rfind("\n", start, start + size) + 1
        end = cut if cut > start else start + size
        bounds.append((start, end))
        start = end
    return [*bounds, (start, len(text))]


def part_of(position: int, bounds: list[tuple[int, int]]) -> int:
    """The index of the part that holds `position`."""
    return next((i for i, (start, end) in enumerate(bounds) if start <= position < end), 0)


def paragraphs(
    text: str,
    figures: pd.DataFrame,
    by: str = "role",
    shown: Iterable[str] | None = None,
    start: int = 0,
    end: int | None = None,
    tables: Sequence[Table] = (),
) -> list[Paragraph | Grid]:
    """`text[start:end]` in paragraphs and tables, with the figures in it as runs of their own.

    `figures`: columns `start`, `end` and the one named by `by` (`role` or `stage`), whose value
    becomes the style; `checked` and `corrected` where known. Only styles in `shown` are lit (None:
    all). Of figures that overlap, the first one is shown. `tables` are those of the report.
    """
    end = len(text) if end is None else end
    marks = _Marks(text, figures, by, shown, start, end)
    grids = {table.start: table for table in tables if table.cells}
    result: list[Paragraph | Grid] = []
    position, drawn = start, start  # `drawn`: up to here it stands in a table already
    for line in text[start:end].splitlines(keepends=True):
        stop = position + len(line)
        body = line.rstrip("\r\n")
        table = _beginning_in(grids, position, stop)
        if table is not None:
            result.append(_grid(table, marks, start, end))
            drawn = table.end
        elif position >= drawn and body.strip():
            begin = position + len(body) - len(body.lstrip())
            result.append(Paragraph(_level(body), marks.runs(begin, position + len(body))))
        position = stop
    return result


class _Marks:
    """The figures of a part of a report, from which the runs of any stretch of it are made."""

    def __init__(
        self,
        text: str,
        figures: pd.DataFrame,
        by: str,
        shown: Iterable[str] | None,
        start: int,
        end: int,
    ) -> None:
        inside = figures[(figures["start"] >= start) & (figures["end"] <= end)]
        self._marks = inside.sort_values("start").to_dict("records")
        self._starts = [int(mark["start"]) for mark in self._marks]
        self._text, self._by = text, by
        self._lit = None if shown is None else set(shown)

    def runs(self, start: int, end: int) -> tuple[Run, ...]:
        """The stretch as runs; a figure belongs to the stretch in which it begins."""
        runs, here = [], start
        for at in range(bisect_left(self._starts, start), bisect_left(self._starts, end)):
            mark = self._marks[at]
            if mark["start"] < here:
                continue
            if mark["start"] > here:
                runs.append(Run(here, self._text[here : mark["start"]]))
            runs.append(self._run(mark))
            here = int(mark["end"])
        if here < end:
            runs.append(Run(here, self._text[here:end]))
        return tuple(runs)

    def _run(self, mark: dict[Hashable, Any]) -> Run:
        style = str(mark[self._by])
        return Run(
            int(mark["start"]),
            self._text[mark["start"] : mark["end"]],
            True,
            style,
            self._lit is None or style in self._lit,
            bool(mark.get("checked", False)),
            bool(mark.get("corrected", False)),
        )


def _beginning_in(grids: dict[int, Table], start: int, end: int) -> Table | None:
    """The table that begins in a line, or that the line is the first of to be shown."""
    for at, table in grids.items():
        if start <= at < end or at < start < table.end:
            return grids.pop(at)
    return None


def _grid(table: Table, marks: _Marks, start: int, end: int) -> Grid:
    """The table's rows, as far as they stand between `start` and `end`."""
    rows: dict[int, list[GridCell]] = {}
    for cell in table.cells:
        if cell.start >= start and cell.end <= end:
            runs = marks.runs(cell.start, cell.end)
            rows.setdefault(cell.row, []).append(GridCell(runs, cell.row_span, cell.column_span))
    return Grid(tuple(tuple(rows[number]) for number in sorted(rows)))


def _level(line: str) -> int:
    return (
        2
        if len(line.strip()) <= _HEADING_LENGTH
        and _HEADING.match(line)
        and not line.rstrip().endswith(("。", "；", "，"))
        else 0
    )


def as_data(content: Sequence[Paragraph | Grid]) -> list[dict[str, Any]]:
    """The paragraphs and tables as plain lists and dicts, for a component that takes JSON."""
    return [
        {"level": block.level, "runs": _runs_data(block.runs)}
        if isinstance(block, Paragraph)
        else {
            "rows": [
                [
                    {
                        "runs": _runs_data(cell.runs),
                        "rowSpan": cell.row_span,
                        "colSpan": cell.column_span,
                    }
                    for cell in row
                ]
                for row in block.rows
            ]
        }
        for block in content
    ]


def _runs_data(runs: Sequence[Run]) -> list[dict[str, Any]]:
    return [dataclasses.asdict(run) for run in runs]


def context(text: str, start: int, end: int) -> tuple[str, str, str]:
    """The paragraph around a figure: what stands before it, the figure, what stands after."""
    before = text.rfind("\n", 0, start) + 1
    after = text.find("\n", end)
    after = len(text) if after < 0 else after
    return text[before:start].lstrip(" \u3000"), text[start:end], text[end:after].rstrip()
