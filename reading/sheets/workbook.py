"""Workbooks (.xlsx) → Report: each visible sheet's tables as the sheet shows them."""

from __future__ import annotations

import codecs
import datetime
import io
import warnings
import zipfile
from collections import Counter

import openpyxl
import regex
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.cell.cell import MergedCell
from openpyxl.utils import column_index_from_string
from openpyxl.worksheet.worksheet import Worksheet

from reading.report import Report, UnreadableReport
from reading.safety.archive import open_archive, unpack
from reading.safety.limits import default_limits
from reading.safety.xml import refuse_dtd
from reading.sheets.number_format import number_text
from reading.sheets.rows import add_rows
from reading.structure.compose import Composer, GridCell

_MERGED = regex.compile(
    rb"<(?:\w+:)?mergeCell\s[^>]*?ref=[\"']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"
)
_NO_VALUE = regex.compile(rb"</f>(?:<v\s*/>|<v></v>)?</c>")


def read_xlsx(data: bytes, name: str = "") -> Report:
    """The report of a workbook, each sheet a table under the sheet's name.

    Raises UnreadableReport: damaged, xml_entity, too_many_pages, too_many_cells, empty.
    """
    unvalued = _look_through(data)
    book = _opened(data)
    composer = Composer("xlsx", name)
    if unvalued:
        composer.note("formulas_without_value", count=unvalued)
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    if len(sheets) > (limit := default_limits().max_pages):
        raise UnreadableReport("too_many_pages", pages=len(sheets), limit=limit)
    unseen = [sheet for sheet in book.worksheets if sheet not in sheets and sheet._cells]
    hidden = Counter({"sheets": len(unseen)})
    for sheet in sheets:
        blocks = _blocks(sheet, hidden)
        if len(sheets) > 1 and blocks:
            composer.paragraph(sheet.title, 1)
        for block in blocks:
            add_rows(block, composer)
    if hidden.total():
        composer.note(
            "hidden_left_out",
            sheets=hidden["sheets"],
            rows=hidden["rows"],
            columns=hidden["columns"],
        )
    return composer.finish()


def _look_through(data: bytes) -> int:
    """Refuse parts that could do harm; how many formulas came without a value.

    What a part is the archive says elsewhere: its name need not end in .xml.
    """
    archive = open_archive(data)
    unvalued = 0
    for entry in archive.infolist():
        part = unpack(archive, entry)
        refuse_dtd(part)
        if entry.filename.startswith("xl/") and (sheet := _in_utf8(part)):
            unvalued += len(_NO_VALUE.findall(sheet))
            _check_merged(sheet)
    return unvalued


def _in_utf8(part: bytes) -> bytes:
    """A part that is XML in UTF-8; empty where it is none. UTF-16 is allowed, but little used."""
    if part.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return part.decode("utf-16", "replace").encode("utf-8", "replace")
    return part if part[:100].lstrip(codecs.BOM_UTF8).lstrip().startswith(b"<") else b""


def _opened(data: bytes) -> openpyxl.Workbook:
    """The workbook with the values that its formulas had when it was saved."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    except (KeyError, ValueError, TypeError, zipfile.BadZipFile, SyntaxError) as error:
        raise UnreadableReport("damaged", reason=str(error)) from None


def _check_merged(sheet: bytes) -> None:
    """Refuse merged cells past the limit: openpyxl makes an object of each cell they cover."""
    limit = 20 * default_limits().max_cells
    for match in _MERGED.finditer(sheet):
        left, top, right, bottom = (part.decode() for part in match.groups())
        columns = column_index_from_string(right) - column_index_from_string(left) + 1
        if columns * (int(bottom) - int(top) + 1) > limit:
            raise UnreadableReport("too_many_cells", limit=default_limits().max_cells)


def _blocks(sheet: Worksheet, hidden: Counter[str]) -> list[list[list[GridCell]]]:
    """The sheet's visible cells row by row, cut where a row is empty; `hidden` counts the others'
    rows and columns. Only cells that are there are looked at: one may stand in the last row."""
    if len(sheet._cells) > 20 * default_limits().max_cells:
        raise UnreadableReport("too_many_cells", limit=default_limits().max_cells)
    spans = {
        (area.min_row, area.min_col): (
            area.max_row - area.min_row + 1,
            area.max_col - area.min_col + 1,
        )
        for area in sheet.merged_cells.ranges
    }
    hidden_rows = {row for row, how in sheet.row_dimensions.items() if how.hidden}
    hidden_columns = _hidden_columns(sheet)
    rows: dict[int, dict[int, str]] = {}
    covered: dict[int, set[int]] = {}
    left_out: set[tuple[str, int]] = set()
    for (row, column), cell in sheet._cells.items():
        if isinstance(cell, MergedCell):
            covered.setdefault(row, set()).add(column)
        elif text := shown(cell).strip():
            if row in hidden_rows:
                left_out.add(("rows", row))
            elif column in hidden_columns:
                left_out.add(("columns", column))
            else:
                rows.setdefault(row, {})[column] = text
    hidden.update(what for what, _ in left_out)
    blocks: list[list[list[GridCell]]] = []
    last = 0
    for row in sorted(rows):
        if not blocks or any(gap not in hidden_rows for gap in range(last + 1, row)):
            blocks.append([])
        last = row
        texts, merged = rows[row], covered.get(row, set())
        blocks[-1].append(
            [
                GridCell(texts.get(column, ""), row, column, *spans.get((row, column), (1, 1)))
                for column in range(1, max(texts) + 1)
                if column not in merged and column not in hidden_columns
            ]
        )
    return blocks


def _hidden_columns(sheet: Worksheet) -> set[int]:
    hidden: set[int] = set()
    for column in sheet.column_dimensions.values():
        if column.hidden and column.min and column.max:
            hidden.update(range(column.min, min(column.max, sheet.max_column) + 1))
    return hidden


def shown(cell: SheetCell) -> str:
    """A cell's value as the sheet shows it: per cent, thousands and dates by its format."""
    value, style = cell.value, cell.number_format or "General"
    if value is None or isinstance(value, bool):
        return "" if value is None else str(value)
    if isinstance(value, datetime.datetime):
        return value.strftime("%Y-%m-%d" if value.time() == datetime.time() else "%Y-%m-%d %H:%M")
    if isinstance(value, int | float):
        return number_text(value, style)
    return str(value)
