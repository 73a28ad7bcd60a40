"""Word's tables: their rows and where on the grid each cell stands."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from reading.docx.names import W, value
from reading.structure.compose import GridCell


def grid_cells(
    rows: list[list[etree._Element]], text_of: Callable[[etree._Element], str]
) -> list[GridCell]:
    """The cells of `rows` (from `rows_of`), merged ones once; `text_of` gives a cell's text."""
    cells: list[GridCell] = []
    above: dict[int, GridCell] = {}  # the cell that a vertical merge goes on from, by column
    for number, row in enumerate(rows):
        column = _before(row[0].getparent()) if row else 0
        new: GridCell | None = None
        for cell in row:
            properties = cell.find(f"{W}tcPr")
            span = value(properties, "gridSpan")
            width = int(span) if span.isdecimal() and int(span) else 1
            beside = properties.find(f"{W}hMerge") if properties is not None else None
            if beside is not None and beside.get(f"{W}val") != "restart" and new is not None:
                new.column_span += width
                column += width
                continue
            merge = properties.find(f"{W}vMerge") if properties is not None else None
            if merge is not None and merge.get(f"{W}val") != "restart" and column in above:
                above[column].row_span = number - above[column].row + 1
            else:
                new = GridCell(text_of(cell), number, column, 1, width)
                cells.append(new)
                above[column] = new
            column += width
    return cells


def rows_of(table: etree._Element) -> list[list[etree._Element]]:
    """The cells of each row, content controls opened, deleted rows left out."""
    rows = []
    for row in _inside(table, f"{W}tr"):
        if row.find(f"{W}trPr/{W}del") is None:
            cells = _inside(row, f"{W}tc")
            if cells:
                rows.append(cells)
    return rows


def _inside(parent: etree._Element, tag: str) -> list[etree._Element]:
    found = []
    for child in parent:
        if child.tag == tag:
            found.append(child)
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"):
            found += _inside(child, tag)
    return found


def _before(row: etree._Element | None) -> int:
    """How many columns of the grid a row leaves out at its beginning."""
    if row is None or row.tag != f"{W}tr":
        return 0
    skipped = value(row.find(f"{W}trPr"), "gridBefore")
    return int(skipped) if skipped.isdecimal() else 0
