"""Which columns of a table hold names, which codes, which figures, and which names whose."""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise

import regex

from extract.tables.grid import YEAR, Grid
from extract.tables.header import (
    dates_row,
    heads_account,
    heads_levels,
    heads_list,
    is_level,
    kind_of_header,
)
from extract.tables.identifier import is_identifier
from extract.tables.unit import stated_units

_CODE = regex.compile(r"\d{1,18}(?:[-.]\d{1,6})*")
_MEASURED = regex.compile(r"[（(]|[额数量率]$")
_FEW = 0.3  # of a column's cells are figures, at the most: a column of names
_NOT_A_VALUE = frozenset(("serial", "class"))


class Columns:
    """The columns of a table below its headers.

    `lists` are the runs of columns that name what stands to the right of them, up to the next run:
    one in an ordinary table, two where two lists stand side by side.
    """

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.body = range(grid.head, grid.height)
        self.lists = self._lists()

    def kind(self, column: int) -> str:
        """The kind of a column by the words at its head, or by what stands in it: `serial` where
        its numbers count nothing."""
        return self._kinds[column]

    @cached_property
    def _kinds(self) -> list[str]:
        return [self._kind(column) for column in range(self.grid.width)]

    def _kind(self, column: int) -> str:
        for row in reversed(range(self.grid.head)):
            words = self.grid.words(row, column)
            if kind := kind_of_header(words):
                # 年龄 heads ages, which count nothing, or bands of ages, which are names.
                return "" if kind == "serial" and self.grid.banded(column) else kind
            if is_level(words) and heads_levels(self._row(row)):
                return "serial"
        return "serial" if self._counts_rows(column) or self._holds_codes(column) else ""

    def _row(self, row: int) -> list[str]:
        return [self.grid.words_of(cell) for cell in self.grid.distinct(row)]

    def headers(self, column: int) -> list[str]:
        """The words above a column, from the top down."""
        found = [self.grid.words(row, column) for row in range(self.grid.head)]
        return list(dict.fromkeys(filter(None, found)))

    def is_value(self, row: int, column: int) -> bool:
        """Whether a figure stands here that counts something."""
        return (
            self.grid.numeric(row, column)
            and not self.names_nothing(row, column)
            and not any(column in names for names in self.lists)
        )

    def counts_nothing(self, column: int) -> bool:
        """Whether the numbers of a column are order, codes or classes."""
        return self.kind(column) in _NOT_A_VALUE

    def names_nothing(self, row: int, column: int) -> bool:
        """Whether what stands here is order, a code, a class or an identifier."""
        return self.counts_nothing(column) or self._identifier_beside(row, column)

    def labels_of(self, column: int) -> list[int]:
        """The columns of names to the left of a column, the nearest run of them."""
        return next((names for names in reversed(self.lists) if names[-1] < column), [])

    def codes_in(self, names: list[int]) -> bool:
        """Whether the names are items of an account, known by a code."""
        return bool(self._accounts.intersection(names))

    @cached_property
    def _accounts(self) -> set[int]:
        """The columns of names that hold an account's items or codes."""
        return {
            column
            for names in self.lists
            for column in names
            if self._nested(column) or any(map(heads_account, self.headers(column)))
        }

    def _identifier_beside(self, row: int, column: int) -> bool:
        """Whether what stands to the left says that the number is an identifier: 邮编 | 330000."""
        if not column:
            return False
        left, words = self.grid.words(row, column - 1), self.grid.words(row, column)
        return is_identifier(left) or (bool(YEAR.fullmatch(words)) and dates_row(left))

    def _counts_rows(self, column: int) -> bool:
        """Whether the first column has no header and only numbers the rows: 1 2 3, from 0 or 1."""
        if column or self.headers(0) or self.grid.width < 3:
            return False
        numbers = [self.grid.words(row, 0) for row in self.body]
        return len(numbers) > 1 and any(
            numbers == [str(first + place) for place in range(len(numbers))] for first in (0, 1)
        )

    def _holds_codes(self, column: int) -> bool:
        """Whether a column in front of names holds codes: whole numbers, some the beginning of
        those below (301, 30101, 30102), or of several digits each under no measure."""
        if column + 1 >= self.grid.width or any(map(_MEASURED.search, self.headers(column))):
            return False
        found = [word for row in self.body if (word := self.grid.words(row, column))]
        codes = [word for word in found if _CODE.fullmatch(word)]
        if len(codes) < 2 or len(codes) < 0.6 * len(found) or not self._names(column + 1):
            return False
        if all(YEAR.fullmatch(code) for code in codes):
            return False
        return self._nested(column) or min(map(len, codes)) > 2

    def _nested(self, column: int) -> bool:
        """Whether a column's codes are the beginnings of those below them: 301, 30101, 30102."""
        words = [self.grid.words(row, column) for row in self.body]
        codes = [word for word in words if _CODE.fullmatch(word) and len(word) > 1]
        return any(b.startswith(a) and a != b for a, b in pairwise(codes))

    def _names(self, column: int) -> bool:
        """Whether a column holds words, nearly no figures."""
        cells = [self.grid.cell(row, column) for row in self.body]
        filled = [cell for cell in cells if cell and self.grid.words_of(cell)]
        numbers = [cell for cell in filled if self.grid.is_number(cell)]
        return bool(filled) and len(numbers) <= _FEW * len(filled)

    def _lists(self) -> list[list[int]]:
        lists = [first] if (first := self._first_list()) else []
        known = {header for column in first for header in self.headers(column)}
        column = first[-1] + 2 if first else self.grid.width
        while column < self.grid.width - 1:
            run = self._list_from(column, known)
            if run:
                lists.append(run)
            column = run[-1] + 2 if run else column + 1
        return lists

    def _first_list(self) -> list[int]:
        """The columns at the left that name the rows."""
        names: list[int] = []
        named = False  # whether one of them holds words
        for column in range(self.grid.width - 1):
            if not (self.counts_nothing(column) or self._labels(column, named)):
                break
            named = named or self.kind(column) != "serial"
            names.append(column)
        return names

    def _labels(self, column: int, named: bool) -> bool:
        """Whether a column names the rows; `named` tells that one to its left does so already."""
        cells = [self.grid.cell(row, column) for row in self.body]
        filled = [cell for cell in cells if self.grid.words_of(cell)]
        numbers = [cell for cell in filled if cell and self.grid.is_number(cell)]
        if len(numbers) <= _FEW * len(filled):
            return True
        if column == 0 and all(YEAR.fullmatch(self.grid.words_of(cell)) for cell in numbers):
            return True
        return not named and self.grid.banded(column)

    def _list_from(self, column: int, known: set[str]) -> list[int]:
        """The run of columns from here on that begins another list; empty where none begins."""
        run: list[int] = []
        while column < self.grid.width - 1 and (
            self.kind(column) == "serial" or self._names(column)
        ):
            run.append(column)
            column += 1
        if not run or not any(self._names(column) and self._opens(column, known) for column in run):
            return []
        more = any(
            self.grid.numeric(row, later)
            for row in self.body
            for later in range(column, self.grid.width)
        )
        return run if more else []

    def _opens(self, column: int, known: set[str]) -> bool:
        """Whether a column of names to the right of figures begins a list of its own: by a header
        that comes again or heads lists, or by names that state units."""
        headers = self.headers(column)
        return (
            any(header in known for header in headers[-1:])
            or any(map(heads_list, headers))
            or any(stated_units(self.grid.words(row, column)) for row in self.body)
        )
