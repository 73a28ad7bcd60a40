"""The layout of a table: which of its cells are headers, labels, figures and sentences."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import regex

from extract.tables.columns import Columns
from extract.tables.grid import MISSING, Grid, lacks_figure
from extract.tables.header import kind_of_header, states_something_else
from writing.outline import ITEM

if TYPE_CHECKING:
    from reading import Cell, Table

_MARK = regex.compile(rf"^\s*{ITEM}\s*")
_CODE = regex.compile(r"[\d\s.\-]*|[类款项目节]|[A-Za-z]{0,4}\d[\w-]*")


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
    account: bool = False  # the labels are items of an account
    groups: list[str] = field(default_factory=list)  # those of the labels that head several rows


@dataclass
class WordCell:
    """A cell of words beside the names and figures: what it is about, for who reads it as text."""

    cell: Cell
    label: str  # the name in front that the row is about
    headers: list[str]
    whom: str  # the body or place that a column of the row names


@dataclass
class Layout:
    """The rows of figures of a table, the cells of words, and where the words of its headers and
    labels stand. `above` are the lines across the table over its headers."""

    rows: list[Row] = field(default_factory=list)
    word_cells: list[WordCell] = field(default_factory=list)
    frame: list[Cell] = field(default_factory=list)
    above: list[str] = field(default_factory=list)


def without_mark(label: str) -> str:
    """A label without its outline mark: 一、 （一） 1."""
    return _MARK.sub("", label).strip()


def layout_of(grid_table: Table, text: str) -> Layout:
    """Take the table apart. A table with no figures has no rows."""
    return _Reader(Grid(grid_table, text)).read()


class _Reader:
    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.columns = Columns(grid)
        self.headers = grid.header_rows
        self.context = ""
        self.layout = Layout()
        self.fresh = False  # whether the rows last read were headers
        self.announced = False  # whether a line across the table stands right above

    def read(self) -> Layout:
        """Go through the rows from the top, keeping the headers that are in force."""
        for row in range(self.grid.height):
            if not self._across(row):
                self._read_row(row)
                self.announced = False
        if not self.layout.rows and not self._is_form():
            # A table of words: all below its headers is told.
            head = self.grid.head
            self.layout.frame = [cell for cell in self.layout.frame if cell.row < head]
            self.layout.word_cells = [
                one for row in range(head, self.grid.height) for one in self._word_cells(row)
            ]
        self.layout.frame += [
            cell
            for row in range(self.grid.head, self.grid.height)
            for cell in self._filled(row)
            if cell.row == row
            and self.columns.names_nothing(row, cell.column)
            and not self.grid.is_prose(cell)
        ]
        return self.layout

    def _is_form(self) -> bool:
        """Whether a column has a header and nothing below it, or most cells are empty: a form that
        nobody filled in."""
        body = range(self.grid.head, self.grid.height)
        empty = [
            [not self.grid.words(row, column) for row in body] for column in range(self.grid.width)
        ]
        headed = any(
            all(cells) and self.columns.headers(column) for column, cells in enumerate(empty)
        )
        return headed or 2 * sum(map(sum, empty)) > len(body) * self.grid.width

    def _read_row(self, row: int) -> None:
        figures = [
            column for column in range(self.grid.width) if self.columns.is_value(row, column)
        ]
        filled = self._filled(row)
        if row < self.grid.head or self.grid.numbers_columns(row):
            self.layout.frame += filled
        elif figures:
            self.layout.rows += self._pairs(row) or self._rows(row, figures)
            self.layout.word_cells += self._word_cells(row)
            self.fresh = False
        elif self._is_header(row, filled):
            self.headers = [*self.headers, row] if self.fresh else [row]
            self.layout.frame += filled
            self.fresh = True
        else:
            self.layout.word_cells += self._word_cells(row)

    def _filled(self, row: int) -> list[Cell]:
        return [cell for cell in self.grid.distinct(row) if self.grid.words_of(cell)]

    def _across(self, row: int) -> bool:
        """Whether a line of words runs across the table: it says what the rows below are about."""
        filled = self._filled(row)
        if len(filled) != 1 or filled[0].column != 0 or self.grid.is_number(filled[0]):
            return False
        cell, grid = filled[0], self.grid
        if not (cell.column_span == grid.width or row >= grid.head) or grid.is_prose(cell):
            return False
        self.context = grid.words_of(cell)
        self.layout.frame.append(cell)
        if row < grid.head:
            self.layout.above.append(self.context)
        self.announced = True
        return True

    def _is_header(self, row: int, filled: list[Cell]) -> bool:
        """Whether a row without figures heads the figures that come next.

        A row that says 未上报 in place of a figure does not: where neither a line across the table
        nor another header stands above, a header has no label, or one that heads labels elsewhere.
        Right below a header, a row with nothing but words above figures goes on with it.
        """
        figures = self._next_figures[row]
        if not figures or any(map(self.grid.is_prose, filled)):
            return False
        above = [self.grid.words(row, column) for column in figures]
        label = self.grid.words(row, 0)
        corners = {self.grid.words(head, 0) for head in range(self.grid.head)}
        if self.fresh and not label:
            return any(above) and not any(map(_says_why_not, above))
        return (self.announced or self.fresh or not label or label in corners) and all(
            words and not MISSING.fullmatch(words) for words in above
        )

    @cached_property
    def _next_figures(self) -> list[list[int]]:
        """For each row, the columns with figures in the next row below that has any."""
        following: list[list[int]] = [[] for _ in range(self.grid.height)]
        for row in range(self.grid.height - 2, -1, -1):
            below = [c for c in range(self.grid.width) if self.columns.is_value(row + 1, c)]
            following[row] = below or following[row + 1]
        return following

    def _rows(self, row: int, figures: list[int]) -> list[Row]:
        """The figures of a row, those of each list of names with the names of that list."""
        found = []
        for names in [*self.columns.lists, []]:
            own = [column for column in figures if self.columns.labels_of(column) == names]
            if own:
                found.append(self._row(row, own, names))
        return found

    def _row(self, row: int, figures: list[int], names: list[int]) -> Row:
        labels: list[str] = []
        corner: list[str] = []
        groups: list[str] = []
        unit = ""
        for column in names:
            words = self._label(row, column, names)
            kind = self.columns.kind(column)
            if kind == "unit" and labels:  # in front, 单位 is the body that the row is about
                unit = words
            elif words and words not in labels:
                labels.append(words)
                groups += [words] if self._heads_rows(row, column, names) else []
                corner += [head for head in self._above(column) if head not in corner]
            cell = self.grid.cell(row, column)
            if cell is not None and cell.row == row and not self.grid.is_prose(cell):
                self.layout.frame.append(cell)
        values = [
            (cell, self._above(column))
            for column in figures
            if (cell := self.grid.cell(row, column)) is not None
        ]
        spans = [cell for cell in self.grid.distinct(row) if cell.row == row]
        return Row(
            labels,
            corner,
            values,
            unit or (self._unit_behind(row, names) if labels else ""),
            self.context,
            min(cell.start for cell in spans),
            max(cell.end for cell in spans),
            self.columns.codes_in(names),
            groups,
        )

    def _heads_rows(self, row: int, column: int, names: list[int]) -> bool:
        """Whether the label in a column of names heads rows, each with a label of its own behind,
        as labels of the column do elsewhere."""
        cell = self.grid.cell(row, column)
        if cell is None or cell.column + cell.column_span > names[-1]:
            return False
        return column != names[-1] and column in self._group_columns

    @cached_property
    def _group_columns(self) -> set[int]:
        """The columns of names with a cell that heads several rows, merged or empty below."""
        found = set()
        for names in self.columns.lists:
            for column in names[:-1]:
                for row in range(self.grid.head, self.grid.height):
                    cell = self.grid.cell(row, column)
                    own = self.grid.words(row, names[-1])
                    if own and cell and (cell.row_span > 1 or not self.grid.words_of(cell)):
                        found.add(column)
        return found

    def _unit_behind(self, row: int, names: list[int]) -> str:
        """The unit that a column behind the names states."""
        for column in range(names[-1] + 1 if names else 0, self.grid.width):
            if self.columns.kind(column) == "unit":
                return self.grid.words(row, column)
        return ""

    def _pairs(self, row: int) -> list[Row]:
        """A row without headers above it, in which each figure follows its own label: name, figure,
        name, figure. Empty where a figure has none."""
        found: list[Row] = []
        label: Cell | None = None
        if self.grid.head:
            return []
        for cell in self.grid.distinct(row):
            if not self.columns.is_value(cell.row, cell.column):
                label = cell if self.grid.words_of(cell) else label
            elif label is None or cell.row != row:
                return []
            else:
                words = self.grid.words_of(label)
                found.append(
                    Row([words], [], [(cell, [])], "", self.context, label.start, cell.end)
                )
                self.layout.frame.append(label)
                label = None
        return found if len(found) > 1 else []

    def _label(self, row: int, column: int, names: list[int]) -> str:
        """The label; where it is empty under the name of a group, other labels behind, the name.

        Of a column of codes only words are one (合计); sentences are none.
        """
        cell = self.grid.cell(row, column)
        words = self.grid.words_of(cell)
        if self.columns.kind(column) == "serial":
            return "" if _CODE.fullmatch(words) else words
        if words or column == names[-1]:
            return "" if cell is not None and self.grid.is_prose(cell) else words
        for above in range(row - 1, self.grid.head - 1, -1):
            if words := self.grid.words(above, column):
                return words
        return ""

    def _word_cells(self, row: int) -> list[WordCell]:
        """The cells of words of a row that are neither labels nor figures."""
        framed = set()
        for cell in reversed(self.layout.frame):  # those of this row stand last
            if cell.row < row:
                break
            framed.add((cell.row, cell.column))
        label, whom = self._about(row), self._whom(row)
        return [
            WordCell(
                cell,
                "" if self.grid.words_of(cell) == label else label,
                self._above(cell.column),
                whom,
            )
            for cell in self._filled(row)
            if cell.row == row
            and (cell.row, cell.column) not in framed
            and not self.grid.is_number(cell)
        ]

    def _about(self, row: int) -> str:
        """What a row of words is about: the first name in it, in front of all sentences."""
        for cell in self._filled(row):
            if self.grid.is_prose(cell):
                return ""
            named = not self.grid.is_number(cell) and self.columns.kind(cell.column) != "serial"
            if named and cell.column + 1 < self.grid.width:
                return self.grid.words_of(cell)
        return ""

    def _whom(self, row: int) -> str:
        """The body or place that is named in a row of words, by the header of its column."""
        for cell in self._filled(row):
            header = (self._above(cell.column) or [""])[-1]
            if kind_of_header(header) == "whom" and not self.grid.is_prose(cell):
                return self.grid.words_of(cell)
        return ""

    def _above(self, column: int) -> list[str]:
        """The headers above a column from the outermost in, a line across the table left out."""
        found: list[Cell] = []
        for row in self.headers:
            cell = self.grid.group(row, column)
            if cell is None or cell in found or cell.column_span >= self.grid.width:
                continue
            words = self.grid.words_of(cell)
            if words and not states_something_else(words):
                found.append(cell)
        return [self.grid.words_of(cell) for cell in found]


def _says_why_not(words: str) -> bool:
    return bool(words) and lacks_figure(words)
