"""A table's cells by row and column, and what each holds: a figure, a band, sentences, a name."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import regex

from extract.tables.cell import is_band, is_number, is_prose

if TYPE_CHECKING:
    from reading import Cell, Table

YEAR = regex.compile(r"19[4-9]\d|20\d\d")
MISSING = regex.compile(r"[\s\-—–－/／\\…·.*无空]*")
# What stands where a figure should: 未上报, 无数据, 正在统计, a formula, an error of a workbook.
_NO_FIGURE = regex.compile(r"(?:未|无|暂|尚|不|待|缺|正在|进行|免).{0,10}|[=#].*")
# The letters and numbers under a header by which forms refer to their columns: 甲, 栏次, 1=2+3.
_COLUMN_NUMBER = regex.compile(r"\d{1,2}|[甲乙丙丁]|\d{1,2}\s*[=＝][\d\s+\-＋－—*/×÷()（）]+")
_COLUMN_NUMBERS = regex.compile(r"栏\s*次|栏\s*目|行\s*次|序\s*号")
_FEWEST = 3  # columns that a row of column numbers counts


class Grid:
    """A table as rows of columns; merged cells stand in every place that they cover."""

    def __init__(self, table: Table, text: str) -> None:
        self.rows = table.grid()
        self.text = text
        self.height = len(self.rows)
        self.width = max((len(row) for row in self.rows), default=0)
        self._words = {(c.row, c.column): text[c.start : c.end].strip() for c in table.cells}
        self._numbers = {place: is_number(words) for place, words in self._words.items()}

    def cell(self, row: int, column: int) -> Cell | None:
        """The cell that covers a place."""
        return self.rows[row][column]

    def words(self, row: int, column: int) -> str:
        """What stands in a place; empty where there is nothing."""
        return self.words_of(self.rows[row][column])

    def words_of(self, cell: Cell | None) -> str:
        """The text of a cell."""
        return "" if cell is None else self._words[cell.row, cell.column]

    def begins(self, row: int, column: int) -> bool:
        """Whether a cell begins here, none reaching in from above or the left."""
        cell = self.rows[row][column]
        return cell is not None and (cell.row, cell.column) == (row, column)

    def is_number(self, cell: Cell) -> bool:
        """Whether a cell holds one figure and nothing else."""
        return self._numbers[cell.row, cell.column]

    def numeric(self, row: int, column: int) -> bool:
        """Whether a figure's cell begins here."""
        return self.begins(row, column) and self._numbers[row, column]

    def is_prose(self, cell: Cell) -> bool:
        """Whether a cell holds sentences."""
        return is_prose(self.words_of(cell))

    def distinct(self, row: int) -> list[Cell]:
        """The cells of a row, merged ones once."""
        found = {(cell.row, cell.column): cell for cell in self.rows[row] if cell is not None}
        return list(found.values())

    @cached_property
    def head(self) -> int:
        """How many rows stand above the first figure or sentence; a row of years, or of column
        numbers, counts as header."""
        for row in range(self.height):
            if row and any(map(self.is_prose, self.distinct(row))):
                return self._merged_head(row)
            if self._has_figures(row) or (row and self._lacks_figures(row)):
                return row
        return self._merged_head(self.height)

    def _has_figures(self, row: int) -> bool:
        figures = [column for column in range(self.width) if self.numeric(row, column)]
        if not figures or self.numbers_columns(row):
            return False
        years = all(YEAR.fullmatch(self.words(row, column)) for column in figures)
        return not (years and self._more_below(row) and figures != [0])

    def numbers_columns(self, row: int) -> bool:
        """Whether a row below the headers only numbers the columns: 栏次 1 2 3, 甲 乙 1 2."""
        words = [word for cell in self.distinct(row) if (word := self.words_of(cell))]
        labelled = any(map(_COLUMN_NUMBERS.fullmatch, words))
        words = [word for word in words if not _COLUMN_NUMBERS.fullmatch(word)]
        numbers = [int(word) for word in words if word.isdecimal() and len(word) < 3]
        return (
            row > 0
            and all(map(_COLUMN_NUMBER.fullmatch, words))
            and (labelled or len(words) >= _FEWEST)
            and numbers[:1] == [1]
            and numbers == sorted(set(numbers))
            and numbers[-1] <= len(words)
        )

    def _merged_head(self, most: int) -> int:
        """The rows that the cells of the first reach down over: the header of a table of words."""
        cells = self.distinct(0) if self.height else []
        if not cells or any(map(self.is_prose, cells)):
            return 0
        return min(most, max(cell.row_span for cell in cells))

    @cached_property
    def header_rows(self) -> list[int]:
        """The rows at the top that hold headers."""
        return [row for row in range(self.head) if not self.numbers_columns(row)]

    def group(self, row: int, column: int) -> Cell | None:
        """The header cell above a column; where it is empty, the group's name to the left of it,
        under which each column has a header of its own."""
        cell, last = self.cell(row, column), (self.header_rows or [0])[-1]
        if self.words_of(cell) or row >= last or not self.words(last, column):
            return cell
        for left in range(column - 1, -1, -1):
            if self.words(row, left):
                inner = any(
                    self.words(below, left) and self.cell(below, left) != self.cell(row, left)
                    for below in range(row + 1, last + 1)
                )
                return self.cell(row, left) if inner else cell
        return cell

    def _lacks_figures(self, row: int) -> bool:
        """Whether a row has a label of its own and, in place of figures, words that say why not."""
        first, *others = self.rows[row]
        words = [self.words_of(cell) for cell in others]
        return (
            first is not None
            and first.row == row
            and first.column_span == 1
            and self.words_of(first) != ""
            and any(words)
            and all(lacks_figure(text) for text in words)
        )

    def _more_below(self, row: int) -> bool:
        return any(
            self.numeric(below, column)
            for below in range(row + 1, self.height)
            for column in range(self.width)
        )

    def banded(self, column: int) -> bool:
        """Whether most cells of a column below the headers state bands of numbers."""
        found = [self.words(row, column) for row in range(self.head, self.height)]
        found = [words for words in found if any(map(str.isdecimal, words))]
        return bool(found) and sum(map(is_band, found)) > 0.5 * len(found)


def lacks_figure(words: str) -> bool:
    """Whether words stand where a figure should: nothing, a dash, 未上报."""
    return bool(_NO_FIGURE.fullmatch(words) or MISSING.fullmatch(words))
