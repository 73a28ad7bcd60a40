"""Workbooks (.xlsx) → Report: each visible sheet's tables as the sheet shows them."""

from __future__ import annotations

import datetime
import io
import warnings
import zipfile

import openpyxl
import regex
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.cell.cell import MergedCell
from openpyxl.utils import column_index_from_string
from openpyxl.worksheet.worksheet import Worksheet

from reading.archive import open_archive, unpack
from reading.compose import Composer, GridCell
from reading.limits import default_limits
from reading.report import Report, UnreadableReport
from reading.rows import add_rows
from reading.xml import parse

_MERGED = regex.compile(rb"<mergeCell\s[^>]*?ref=[\"']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})")
_NO_VALUE = regex.compile(rb"</f>(?:<v\s*/>|<v></v>)?</c>")


def read_xlsx(data: bytes, name: str = "") -> Report:
    """The report of a workbook, each sheet a table under the sheet's name.

    Raises UnreadableReport: damaged, xml_entity, too_many_pages, too_many_cells, empty.
    """
    archive = open_archive(data)
    unvalued = 0
    for entry in archive.infolist():
        if entry.filename.endswith((".xml", ".rels")):
            part = unpack(archive, entry)
            if b"<!" in part[:1000]:
                parse(part)
            if entry.filename.startswith("xl/worksheets/"):
                unvalued += len(_NO_VALUE.findall(part))
                _check_merged(part)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    except (KeyError, ValueError, TypeError, zipfile.BadZipFile, SyntaxError) as error:
        raise UnreadableReport("damaged", reason=str(error)) from None
    composer = Composer("xlsx", name)
    if unvalued:
        composer.note("formulas_without_value", count=unvalued)
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    if len(sheets) > (limit := default_limits().max_pages):
        raise UnreadableReport("too_many_pages", pages=len(sheets), limit=limit)
    for sheet in sheets:
        blocks = _blocks(sheet)
        if len(sheets) > 1 and blocks:
            composer.paragraph(sheet.title, 1)
        for block in blocks:
            add_rows(block, composer)
    return composer.finish()


def _check_merged(sheet: bytes) -> None:
    """Refuse merged cells past the limit: openpyxl makes an object of each cell they cover."""
    limit = 20 * default_limits().max_cells
    for match in _MERGED.finditer(sheet):
        left, top, right, bottom = (part.decode() for part in match.groups())
        columns = column_index_from_string(right) - column_index_from_string(left) + 1
        if columns * (int(bottom) - int(top) + 1) > limit:
            raise UnreadableReport("too_many_cells", limit=default_limits().max_cells)


def _blocks(sheet: Worksheet) -> list[list[list[GridCell]]]:
    """The sheet's cells row by row, cut where a row is empty."""
    if (sheet.max_row or 0) * (sheet.max_column or 0) > 20 * default_limits().max_cells:
        raise UnreadableReport("too_many_cells", limit=default_limits().max_cells)
    spans = {
        (area.min_row, area.min_col): (
            area.max_row - area.min_row + 1,
            area.max_col - area.min_col + 1,
        )
        for area in sheet.merged_cells.ranges
    }
    blocks: list[list[list[GridCell]]] = []
    open_block = False
    for row in sheet.iter_rows():
        cells = [
            GridCell(
                shown(cell), cell.row, cell.column, *spans.get((cell.row, cell.column), (1, 1))
            )
            for cell in row
            if not isinstance(cell, MergedCell)
        ]
        while cells and not cells[-1].text and cells[-1].column_span == 1:
            cells.pop()
        if not any(cell.text for cell in cells):
            open_block = False
            continue
        if not open_block:
            blocks.append([])
            open_block = True
        blocks[-1].append(cells)
    return blocks


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


def number_text(value: float, style: str = "General") -> str:
    """A number in a format of Excel; with no format all its digits, without float's noise."""
    section = style.split(";")[0]
    section = regex.sub(r'"[^"]*"|\[[^\]]*\]|\\.|_.', "", section)
    decimals = regex.search(r"\.([0#?]+)", section)
    places = len(decimals[1]) if decimals else 0
    if "%" in section:
        return f"{value * 100:.{places}f}%"
    if "0" in section and regex.fullmatch(r"[#0,.?\s¥￥$]*", section):
        return f"{value:{',' if ',' in section else ''}.{places}f}"
    return str(int(value)) if float(value).is_integer() and abs(value) < 1e15 else f"{value:.12g}"
