"""Tables in files of their own (.xlsx, .csv, .tsv) → Report."""

from __future__ import annotations

import csv
import datetime
import io
import warnings
import zipfile

import openpyxl
import regex
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.cell.cell import MergedCell
from openpyxl.worksheet.worksheet import Worksheet

from reading.archive import open_archive, unpack
from reading.compose import Composer, GridCell
from reading.header import iso_date
from reading.kinds import separator_of
from reading.limits import default_limits
from reading.lines import join_lines, normal_line_ends
from reading.report import Note, Report, UnreadableReport
from reading.xml import parse

_LONG = 200  # characters: a cell that holds so much is a text of its own
_NAMES = {
    "title": ("title", "标题", "题目", "名称"),
    "date": ("date", "publish_date", "pubdate", "日期", "时间", "发布日期", "发布时间"),
    "source": ("source", "来源", "发布机构"),
    "organisation": ("organisation", "organization", "单位", "机构", "province", "地区", "省份"),
}
_NO_VALUE = regex.compile(rb"</f>(?:<v\s*/>|<v></v>)?</c>")


def read_csv(
    text: str, *, name: str = "", encoding: str = "", notes: tuple[Note, ...] = ()
) -> Report:
    """The report of comma- or tab-separated values. Raises UnreadableReport: damaged, a limit."""
    text = normal_line_ends(text)
    first = text.split("\n", 1)[0]
    separator = separator_of(text) or ("\t" if "\t" in first else ",")
    csv.field_size_limit(default_limits().max_characters)
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=separator))
    except csv.Error as error:
        raise UnreadableReport("damaged", reason=str(error)) from None
    composer = Composer("tsv" if separator == "\t" else "csv", name, encoding, list(notes))
    if len(rows) > 1 and any(len(cell) > _LONG for row in rows for cell in row):
        _texts(rows, composer)
    else:
        _block(
            [[GridCell(value, r, c) for c, value in enumerate(row)] for r, row in enumerate(rows)],
            composer,
        )
    return composer.finish()


def _texts(rows: list[list[str]], composer: Composer) -> None:
    """Rows that each hold a document: its text in one column, what is known of it in others."""
    head = [cell.strip().lower() for cell in rows[0]]
    places = {
        field: next((head.index(known) for known in names if known in head), -1)
        for field, names in _NAMES.items()
    }
    several = len(rows) > 2
    for row in rows[1:]:
        stated = {
            field: row[place].strip() for field, place in places.items() if 0 <= place < len(row)
        }
        title = stated.get("title", "")
        if several:
            composer.paragraph(title or f"第{rows.index(row)}篇", 0)
        else:
            date = iso_date(stated.get("date", ""))
            composer.metadata |= stated | ({"date": date} if "date" in stated else {})
        for cell in row:
            if len(cell) > _LONG:
                for line in join_lines(normal_line_ends(cell)).split("\n"):
                    composer.paragraph(line)


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
            _block(block, composer)
    return composer.finish()


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


def _block(rows: list[list[GridCell]], composer: Composer) -> None:
    """Rows of one cell in front of a table are its title and unit, behind it its notes."""
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
