"""Ruled tables of a PDF page, as cells with the characters that stand in them."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import regex

from reading.pdf.page import Box, Glyph, lines, rows_of, segments
from reading.structure.compose import GridCell, cell_text
from reading.structure.lines import join
from reading.structure.outline import outline_mark

_RULES = 3  # that end below each other make the side of a table
_ENDED = regex.compile(r"[。！？；]\s*$")
_NEAR = 3.0  # points: edges that are meant to be one


@dataclass
class PageTable:
    """A table found on a page: its frame, its columns' edges and its cells."""

    left: float
    bottom: float
    right: float
    top: float
    edges: list[float]
    cells: list[GridCell]

    def holds(self, glyph: Glyph) -> bool:
        """Whether the character stands inside the frame."""
        across = (glyph.left + glyph.right) / 2
        return self.left <= across <= self.right and self.bottom <= glyph.middle <= self.top

    @property
    def rows(self) -> int:
        """How many rows it has."""
        return max(cell.row + cell.row_span for cell in self.cells)


def tables(frames: list[list[Box]], found: list[Glyph]) -> list[PageTable]:
    """The tables whose cells' boxes (left, bottom, right, top) are given, filled with the text.

    A frame of a single row or column is a box around text, no table.
    """
    result = []
    for boxes in frames:
        columns = _edges([edge for box in boxes for edge in (box[0], box[2])])
        rows = _edges([-edge for box in boxes for edge in (box[1], box[3])])
        if len(columns) < 3 or len(rows) < 3:
            continue
        by_row: dict[int, list[Glyph]] = {}
        for glyph in found:
            by_row.setdefault(bisect_right(rows, -glyph.middle) - 1, []).append(glyph)
        cells = [_cell(box, columns, rows, by_row) for box in boxes]
        if not any(cell.text for cell in cells):
            continue
        frame = (columns[0], -rows[-1], columns[-1], -rows[0])
        result.append(PageTable(*frame, columns, sorted(cells, key=lambda c: (c.row, c.column))))
    return sorted(result, key=lambda table: -table.top)


def _cell(
    box: Box, columns: list[float], rows: list[float], by_row: dict[int, list[Glyph]]
) -> GridCell:
    """A cell with the text in its box. by_row: the page's characters by their rows."""
    left, bottom, right, top = box
    column, behind = _at(columns, left), _at(columns, right)
    row, below = _at(rows, -top), _at(rows, -bottom)
    near = [glyph for place in range(row - 1, below + 1) for glyph in by_row.get(place, ())]
    inside = [
        glyph
        for glyph in near
        if left <= (glyph.left + glyph.right) / 2 <= right and bottom <= glyph.middle <= top
    ]
    parts = rows_of(inside)
    found = lines(parts, list(map(segments, parts)))
    text = _unwrapped([line.text for line in found])
    return GridCell(text, row, column, max(1, below - row), max(1, behind - column))


def _unwrapped(found: list[str]) -> str:
    """The lines of a cell as its paragraphs: broken where a sentence ends or a mark begins one."""
    paragraphs = found[:1]
    for line in found[1:]:
        if _ENDED.search(paragraphs[-1]) or outline_mark(line):
            paragraphs.append(line)
        else:
            paragraphs[-1] = join(paragraphs[-1], line)
    return "\n".join(paragraphs)


def open_sides(edges: Iterable[dict[str, Any]]) -> list[float]:
    """Where the sides of tables are that leave them open: the rules end there, nothing closes them.

    edges: the page's rules.
    """
    across: dict[int, tuple[float, float]] = {}
    upright: list[float] = []
    for edge in edges:
        if edge["orientation"] == "v":
            upright.append(edge["x0"])
        else:
            level = round(edge["top"] / _NEAR)
            left, right = across.get(level, (edge["x0"], edge["x1"]))
            across[level] = min(left, edge["x0"]), max(right, edge["x1"])
    if not upright:
        return []
    ends = Counter(round(end / _NEAR) for rule in across.values() for end in rule)
    return [
        end * _NEAR
        for end, rules in sorted(ends.items())
        if rules >= _RULES and not any(abs(end * _NEAR - x) <= 2 * _NEAR for x in upright)
    ]


def _edges(values: list[float]) -> list[float]:
    """The distinct positions, those that are meant to be one as one."""
    merged: list[float] = []
    for value in sorted(values):
        if not merged or value - merged[-1] > _NEAR:
            merged.append(value)
    return merged


def _at(edges: list[float], value: float) -> int:
    return min(range(len(edges)), key=lambda index: abs(edges[index] - value))


def continued(first: PageTable, second: PageTable) -> PageTable | None:
    """Both as one table when the second goes on with the first's columns on the next page.

    Its repeated head is dropped; a cell that the page break cut in two is one again.
    """
    if len(first.edges) != len(second.edges) or any(
        abs(a - b) > _NEAR for a, b in zip(first.edges, second.edges, strict=True)
    ):
        return None
    repeated = _repeated(first, second)
    cells = [replace(cell) for cell in first.cells]
    height = first.rows
    for cell in second.cells:
        if cell.row < repeated:
            continue
        moved = replace(cell, row=cell.row - repeated + height)
        above = next((c for c in reversed(cells) if c.column == cell.column), None)
        cut = cell.row == 0 and above is not None and above.row + above.row_span == height
        if cut and above is not None and _rest_of(cell, above, cells):
            above.text = cell_text(f"{above.text}\n{cell.text}")
            above.row_span += cell.row_span
        else:
            cells.append(moved)
    return PageTable(second.left, second.bottom, second.right, second.top, second.edges, cells)


def _repeated(first: PageTable, second: PageTable) -> int:
    """How many rows at the head of both are the same: the headers, repeated on each page."""
    for row in range(min(first.rows, second.rows)):
        heads = [[c.text for c in table.cells if c.row == row] for table in (first, second)]
        if heads[0] != heads[1] or not any(heads[0]):
            return row
    return 0


def _rest_of(cell: GridCell, above: GridCell, cells: list[GridCell]) -> bool:
    """Whether a label at the top of the page belongs to the one at the foot of the page before.

    So it is when it is empty beside filled ones, or when its whole column begins with outline
    marks ((一) (二) …) and it does not.
    """
    if cell.column_span != above.column_span:
        return False
    if not cell.text:
        return cell.row_span > 1 and bool(above.text)
    labels = [c for c in cells if c.column == cell.column and c.text and c.row_span >= 1]
    marked = [c for c in labels[-4:] if outline_mark(c.text)]
    return len(marked) == min(4, len(labels)) > 1 and not outline_mark(cell.text)
