"""The layout of a table of numbers: which of its cells are headers, labels and figures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import regex

from extract.text.lexicon import table
from writing.outline import ITEM

if TYPE_CHECKING:
    from reading import Cell, Table

KINDS = table("table_headers.tsv")
_MISSING = regex.compile(r"[\s\-—–－/／\\…·.*无空]*")
# What stands where a figure should: 未上报, 无数据, 正在统计, a formula, an error of a workbook.
_NO_FIGURE = regex.compile(r"(?:未|无|暂|尚|不|待|缺|正在|进行|免).{0,10}|[=#].*")
_YEAR = regex.compile(r"(?:19[4-9]|20)\d\d")
_MARK = regex.compile(rf"^\s*{ITEM}\s*")


@dataclass
class Row:
    """A row of figures: the labels in front, and each figure's cell with the headers above it."""

    labels: list[str]
    corner: list[str]  # the headers above the labels
    values: list[tuple[Cell, list[str]]]
    unit: str = ""  # of the row, where a column states it
    context: str = ""  # the line across the table above the row
    start: int = 0
    end: int = 0


@dataclass
class Layout:
    """The rows of figures of a table, and where the words of its headers and labels stand."""

    rows: list[Row] = field(default_factory=list)
    frame: list[Cell] = field(default_factory=list)


def without_mark(label: str) -> str:
    """A label without its outline mark: 一、 （一） 1."""
    return _MARK.sub("", label).strip()


def kind_of_header(header: str) -> str:
    """serial, unit, generic, total, whom, or empty."""
    return KINDS.get("".join(header.split()), "")


def layout_of(grid_table: Table, text: str, is_number: Callable[[str], bool]) -> Layout:
    """Take the table apart. `is_number` tells whether a cell's text is one figure.

    A table with no figures has no rows.
    """
    return _Reader(grid_table, text, is_number).read()


class _Reader:
    def __init__(self, grid_table: Table, text: str, is_number: Callable[[str], bool]) -> None:
        self.grid = grid_table.grid()
        self.text = text
        self.width = max((len(row) for row in self.grid), default=0)
        self.is_number = {
            (cell.row, cell.column): is_number(self.words(cell)) for cell in grid_table.cells
        }
        self.head = self._head()
        self.label_columns = self._label_columns()
        self.headers = list(range(self.head))
        self.context = ""
        self.layout = Layout()

    def words(self, cell: Cell | None) -> str:
        """The text of a cell; empty where there is none."""
        return "" if cell is None else self.text[cell.start : cell.end].strip()

    def numeric(self, row: int, column: int) -> bool:
        """Whether a figure's cell begins here."""
        cell = self.grid[row][column]
        begins = cell is not None and (cell.row, cell.column) == (row, column)
        return begins and self.is_number[row, column]

    def read(self) -> Layout:
        """Go through the rows from the top, keeping the headers that are in force."""
        fresh = False  # whether the rows last read were headers
        announced = False  # whether a line across the table stands right above
        for row in range(len(self.grid)):
            cells = _distinct(self.grid[row])
            filled = [cell for cell in cells if self.words(cell)]
            figures = [
                column
                for column in range(len(self.label_columns), self.width)
                if self.numeric(row, column) and self._kind(column) != "serial"
            ]
            across = (
                len(filled) == 1
                and filled[0].column == 0
                and (filled[0].column_span == self.width or row >= self.head)
            )
            if across and not figures:
                self.context = self.words(filled[0])
                self.layout.frame += filled
                announced = True
                continue
            if row < self.head:
                self.layout.frame += filled
            elif figures:
                self.layout.rows += self._pairs(row) or [self._row(row, figures)]
                fresh = False
            elif self._is_header(row, announced or fresh):
                self.headers = [*self.headers, row] if fresh else [row]
                self.layout.frame += filled
                fresh = True
            announced = False
        return self.layout

    def _head(self) -> int:
        """How many rows stand above the first figure; a row of years counts as header."""
        for row in range(len(self.grid)):
            figures = [column for column in range(self.width) if self.numeric(row, column)]
            years = all(_YEAR.fullmatch(self.words(self.grid[row][column])) for column in figures)
            if figures and not (years and self._more_below(row) and figures != [0]):
                return row
            if row and self._lacks_figures(row):
                return row
        return len(self.grid)

    def _lacks_figures(self, row: int) -> bool:
        """Whether a row has a label of its own and, in place of figures, words that say why not."""
        first, *others = self.grid[row]
        words = [self.words(cell) for cell in others]
        return (
            first is not None
            and first.row == row
            and first.column_span == 1
            and self.words(first) != ""
            and any(words)
            and all(_NO_FIGURE.fullmatch(text) or _MISSING.fullmatch(text) for text in words)
        )

    def _more_below(self, row: int) -> bool:
        return any(
            self.numeric(below, column)
            for below in range(row + 1, len(self.grid))
            for column in range(self.width)
        )

    def _label_columns(self) -> list[int]:
        labels: list[int] = []
        body = range(self.head, len(self.grid))
        for column in range(self.width - 1):
            cells = [self.grid[row][column] for row in body if self.words(self.grid[row][column])]
            numbers = [cell for cell in cells if cell and self.is_number[cell.row, cell.column]]
            years = numbers and all(_YEAR.fullmatch(self.words(cell)) for cell in numbers)
            serial = self._kind(column) == "serial"
            if not (serial or (years and column == 0) or len(numbers) <= 0.3 * len(cells)):
                break
            labels.append(column)
        return labels

    def _kind(self, column: int) -> str:
        """The kind of a column by the words at its head."""
        for row in reversed(range(self.head)):
            if kind := kind_of_header(self.words(self.grid[row][column])):
                return kind
        return "serial" if column == 0 and self._counts_rows else ""

    @cached_property
    def _counts_rows(self) -> bool:
        """Whether the first column has no header and only numbers the rows: 1 2 3, from 0 or 1."""
        if any(self.words(self.grid[row][0]) for row in range(self.head)) or self.width < 3:
            return False
        numbers = [self.words(self.grid[row][0]) for row in range(self.head, len(self.grid))]
        return len(numbers) > 1 and any(
            numbers == [str(first + place) for place in range(len(numbers))] for first in (0, 1)
        )

    def _is_header(self, row: int, expected: bool) -> bool:
        """Whether a row without figures heads the figures that come next.

        A row that says 未上报 in place of a figure does not: where neither a line across the table
        nor another header stands above, a header has no label, or one that heads labels elsewhere.
        """
        figures = self._next_figures[row]
        above = [self.words(self.grid[row][column]) for column in figures]
        label = self.words(self.grid[row][0])
        corners = {self.words(self.grid[head][0]) for head in range(self.head)}
        return (
            (expected or not label or label in corners)
            and bool(figures)
            and all(words and not _MISSING.fullmatch(words) for words in above)
        )

    @cached_property
    def _next_figures(self) -> list[list[int]]:
        """For each row, the columns with figures in the next row below that has any."""
        following: list[list[int]] = [[] for _ in self.grid]
        columns = range(len(self.label_columns), self.width)
        for row in range(len(self.grid) - 2, -1, -1):
            below = [column for column in columns if self.numeric(row + 1, column)]
            following[row] = below or following[row + 1]
        return following

    def _row(self, row: int, figures: list[int]) -> Row:
        labels: list[str] = []
        corner: list[str] = []
        unit = ""
        for column in self.label_columns:
            kind = self._kind(column)
            words = self._label(row, column)
            if kind == "unit" and not labels:
                kind = ""  # 单位 in front: the body that the row is about
            if kind == "unit":
                unit = words
            elif kind != "serial" and words and words not in labels:
                labels.append(words)
                corner += [head for head in self._above(column) if head not in corner]
            cell = self.grid[row][column]
            if cell is not None and cell.row == row and kind != "serial":
                self.layout.frame.append(cell)
        for column in range(len(self.label_columns), self.width):
            if not unit and self._kind(column) == "unit" and labels:
                unit = self.words(self.grid[row][column])
        values = [
            (cell, self._above(column))
            for column in figures
            if (cell := self.grid[row][column]) is not None
        ]
        spans = [cell for cell in self.grid[row] if cell is not None and cell.row == row]
        return Row(
            labels,
            corner,
            values,
            unit,
            self.context,
            min(cell.start for cell in spans),
            max(cell.end for cell in spans),
        )

    def _pairs(self, row: int) -> list[Row]:
        """A row without headers above it, in which each figure follows its own label: name, figure,
        name, figure. Empty where a figure has none."""
        found: list[Row] = []
        label: Cell | None = None
        if self.head:
            return []
        for cell in _distinct(self.grid[row]):
            if not self.is_number[cell.row, cell.column]:
                label = cell if self.words(cell) else label
            elif label is None or cell.row != row:
                return []
            else:
                words = self.words(label)
                found.append(
                    Row([words], [], [(cell, [])], "", self.context, label.start, cell.end)
                )
                self.layout.frame.append(label)
                label = None
        return found if len(found) > 1 else []

    def _label(self, row: int, column: int) -> str:
        """The label; where it is empty under the name of a group, other labels behind, the name."""
        words = self.words(self.grid[row][column])
        if words or column == self.label_columns[-1]:
            return words
        for above in range(row - 1, self.head - 1, -1):
            if words := self.words(self.grid[above][column]):
                return words
        return ""

    def _above(self, column: int) -> list[str]:
        """The headers above a column from the outermost in, a line across the table left out."""
        found: list[Cell] = []
        for row in self.headers:
            cell = self.grid[row][column]
            if cell is None or cell in found or cell.column_span >= self.width:
                continue
            if self.words(cell):
                found.append(cell)
        return [self.words(cell) for cell in found]


def _distinct(cells: list[Cell | None]) -> list[Cell]:
    found = {(cell.row, cell.column): cell for cell in cells if cell is not None}
    return list(found.values())
