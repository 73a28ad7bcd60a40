"""The figures as an Excel workbook."""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Sequence
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from extract.columns import Column
from extract.export.labels import CODES, Labels

MOST_ROWS = 1_048_575  # of a sheet, less its header
_LONGEST = 32_767  # characters of a cell

_NAMES = {
    "": ("figures", "codes", "columns"),
    "zh": ("数字", "代码", "各列说明"),
    "en": ("Figures", "Codes", "Columns"),
}
_HEADERS = {"zh": ("列", "名称", "含义"), "en": ("Column", "Name", "Meaning")}
_WIDTHS = {"sentence": 60, "section": 24, "metric": 24, "scope": 20, "title": 30, "text": 14}
# What tells which figure a line of the sheet of codes is of.
_PLACE = ("report", "row", "start", "end")


class TooManyRows(Exception):
    """More rows than a sheet holds."""


def xlsx(
    columns: Sequence[Column],
    rows: Iterable[Sequence[Any]],
    labels: Labels = CODES,
    language: str = "",
) -> bytes:
    """The workbook's bytes: the figures (header frozen, filter on) as `labels` say them, line by
    line their codes in a second sheet where the first has words for them, and a sheet that
    describes the columns in `language` (default: that of the labels).

    Text is written as text, so nothing in it is a formula or a link. Raises TooManyRows.
    """
    out = io.BytesIO()
    as_text = ("strings_to_formulas", "strings_to_urls", "strings_to_numbers")
    book = xlsxwriter.Workbook(out, {"constant_memory": True} | dict.fromkeys(as_text, False))
    try:
        figures, codes, described = _NAMES[labels.language]
        sheets = [_Sheet(book, figures, columns, labels)]
        if labels.language and any(column.coded for column in columns):
            kept = [column for column in columns if column.coded or column.key in _PLACE]
            sheets.append(_Sheet(book, codes, kept, CODES))
        places = [[columns.index(column) for column in sheet.columns] for sheet in sheets]
        for line, row in enumerate(rows, start=1):
            if line > MOST_ROWS:
                raise TooManyRows
            for sheet, kept_places in zip(sheets, places, strict=True):
                sheet.write(line, [row[place] for place in kept_places])
        for sheet in sheets:
            sheet.finish()
        _describe(book, described, columns, language or labels.language or "zh")
    finally:
        book.close()
    return out.getvalue()


class _Sheet:
    """A sheet of figures that is written line by line."""

    def __init__(
        self, book: xlsxwriter.Workbook, name: str, columns: Sequence[Column], labels: Labels
    ) -> None:
        self.columns = columns
        self._labels = labels
        self._sheet: Worksheet = book.add_worksheet(name)
        self._whole: Format = book.add_format({"num_format": "#,##0"})
        self._broken: Format = book.add_format({"num_format": "#,##0.0###"})
        self._plain: Format = book.add_format({"num_format": "0"})
        self._last = 0
        head = book.add_format({"bold": True, "bottom": 1})
        for at, column in enumerate(columns):
            self._sheet.set_column(at, at, _WIDTHS.get(column.key, 12))
            self._sheet.write_string(0, at, labels.header(column), head)
        self._sheet.freeze_panes(1, 0)

    def write(self, line: int, row: Sequence[Any]) -> None:
        """Write one line; lines come in their order."""
        self._last = line
        for at, (column, value) in enumerate(zip(self.columns, row, strict=True)):
            self._cell(line, at, column, self._labels.value(column, value))

    def _cell(self, line: int, at: int, column: Column, value: Any) -> None:
        if value is None or (isinstance(value, float) and math.isnan(value)):
            return
        if isinstance(value, bool):
            self._sheet.write_boolean(line, at, value)
        elif isinstance(value, str):
            self._sheet.write_string(line, at, value[:_LONGEST])
        elif math.isinf(value):
            self._sheet.write_string(line, at, "∞" if value > 0 else "−∞")
        elif column.type == "integer":
            self._sheet.write_number(line, at, value, self._plain)
        else:
            form = self._whole if float(value).is_integer() else self._broken
            self._sheet.write_number(line, at, value, form)

    def finish(self) -> None:
        """Put a filter on the columns."""
        if self.columns:
            self._sheet.autofilter(0, 0, self._last, len(self.columns) - 1)


def _describe(
    book: xlsxwriter.Workbook, name: str, columns: Sequence[Column], language: str
) -> None:
    sheet = book.add_worksheet(name)
    head = book.add_format({"bold": True, "bottom": 1})
    for at, (text, width) in enumerate(zip(_HEADERS[language], (16, 16, 90), strict=True)):
        sheet.set_column(at, at, width)
        sheet.write_string(0, at, text, head)
    for line, column in enumerate(columns, start=1):
        texts = (column.key, column.name(language), column.description(language))
        for at, text in enumerate(texts):
            sheet.write_string(line, at, text)
