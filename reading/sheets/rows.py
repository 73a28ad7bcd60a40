"""Rows of a table in a file of its own → its title, its cells and its notes."""

from __future__ import annotations

from reading.structure.compose import Composer, GridCell


def add_rows(rows: list[list[GridCell]], composer: Composer) -> None:
    """Hand rows to `composer`: those of one cell in front of the table are its title and unit,
    behind it its notes."""
    rows = [row for row in rows if any(cell.text.strip() for cell in row)]
    single = [sum(1 for cell in row if cell.text.strip()) == 1 for row in rows]
    first = single.index(False) if False in single else len(rows)
    last = len(rows) - (single[::-1].index(False) if False in single else 0)
    caption = None
    for row in rows[:first]:
        span = composer.paragraph(_only(row))
        caption = (caption[0] if caption else span[0], span[1]) if span else caption
    table = rows[first:last]
    if table:
        left = min(cell.column for row in table for cell in row if cell.text)
        table = [[cell for cell in row if cell.column >= left] for row in table]
        numbers = {row[0].row: number for number, row in enumerate(table)}
        last_row = max(numbers)
        for row in table:
            for cell in row:
                cell.row_span = (
                    1 + sum(1 for at in numbers if cell.row < at < cell.row + cell.row_span)
                    if cell.row_span > 1
                    else 1
                )
                cell.row = numbers[cell.row] if cell.row <= last_row else len(numbers) - 1
                cell.column -= left
        composer.table([cell for row in table for cell in row], caption)
    for row in rows[last:]:
        composer.paragraph(_only(row))


def _only(row: list[GridCell]) -> str:
    return next(cell.text for cell in row if cell.text.strip())
