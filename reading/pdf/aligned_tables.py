"""Tables of a PDF page that no rules divide: rows whose words stand below each other."""

from __future__ import annotations

from itertools import pairwise

from reading.pdf.page import Glyph, Line
from reading.pdf.ruled_tables import PageTable
from reading.plain.tables import NUMBER
from reading.structure.compose import GridCell

_LEAST = 3  # rows, the head among them: fewer may stand below each other by chance
_TRIES = 3  # rows at the top that may run across the columns
_APART = 3.5  # characters' heights: rows further apart belong to no one table
_FILLED = 0.6  # of the cells below the head of at least one column are numbers


def aligned_tables(page: list[list[Glyph]], parted: list[list[Line]]) -> list[PageTable]:
    """The tables among rows of characters that stand in no ruled table, from the top down; `parted`
    are the rows' segments.

    A table has a head, and rows of numbers below it; its columns overlap nowhere. Columns of text,
    tables of contents and forms have not.
    """
    rows = list(zip(page, parted, strict=True))
    found = []
    first = 0
    while first < len(rows):
        last = first
        while last < len(rows) and len(rows[last][1]) > 1 and _near(rows, first, last):
            last += 1
        for start in range(first, min(first + _TRIES, last - _LEAST + 1)):
            if table := _table(rows[start:last]):
                found.append(table)
                break
        first = max(last, first + 1)
    return found


def _near(rows: list[tuple[list[Glyph], list[Line]]], first: int, row: int) -> bool:
    if row == first:
        return True
    above, below = rows[row - 1][0][0], rows[row][0][0]
    return above.middle - below.middle < _APART * max(above.size, below.size, 1)


def _table(rows: list[tuple[list[Glyph], list[Line]]]) -> PageTable | None:
    columns = _columns([line for _, parts in rows for line in parts])
    if len(columns) != max(len(parts) for _, parts in rows):
        return None
    cells = []
    for number, (_, parts) in enumerate(rows):
        for line in parts:
            column = next(n for n, (_, right) in enumerate(columns) if line.left <= right)
            cells.append(GridCell(line.text, number, column))
    if not any(_of_numbers(cells, column, len(rows)) for column in range(1, len(columns))):
        return None
    glyphs = [glyph for row, _ in rows for glyph in row]
    borders = [(a[1] + b[0]) / 2 for a, b in pairwise(columns)]
    left, right = columns[0][0], columns[-1][1]
    return PageTable(
        left,
        min(glyph.bottom for glyph in glyphs),
        right,
        max(glyph.top for glyph in glyphs),
        [left, *borders, right],
        cells,
    )


def _columns(found: list[Line]) -> list[tuple[float, float]]:
    """The stretches of the page's width that the parts of all rows take up."""
    columns: list[tuple[float, float]] = []
    for line in sorted(found, key=lambda line: line.left):
        if columns and line.left < columns[-1][1]:
            columns[-1] = columns[-1][0], max(columns[-1][1], line.right)
        else:
            columns.append((line.left, line.right))
    return columns


def _of_numbers(cells: list[GridCell], column: int, rows: int) -> bool:
    """Whether a column has words at its head and mostly numbers below."""
    own = {cell.row: cell.text for cell in cells if cell.column == column}
    numbers = [row for row, text in own.items() if row and NUMBER.fullmatch(text)]
    return 0 in own and not NUMBER.fullmatch(own[0]) and len(numbers) >= _FILLED * (rows - 1)
