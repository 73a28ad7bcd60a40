"""Figures as an Excel workbook."""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Sequence
from typing import Any

import xlsxwriter

from dashboard.showing.columns import Column

MOST = 1_048_575  # rows of a sheet, less its header
_LONGEST = 32_767  # characters of a cell

_NAMES = {"zh": ("数字", "各列说明"), "en": ("Figures", "Columns")}
_HEADERS = {"zh": ("列", "名称", "含义"), "en": ("Column", "Name", "Meaning")}
_WIDTHS = {"sentence": 60, "section": 24, "metric": 24, "scope": 20, "title": 30, "text": 14}


class TooManyRows(Exception):
    """More rows than a sheet holds."""


def build(rows: Iterable[Sequence[Any]], columns: Sequence[Column], language: str) -> bytes:
    """The workbook's bytes: a sheet of figures (header frozen, filter on) and a sheet of columns.

    Text is written as text, so nothing in it is a formula or a link. Raises TooManyRows.
    """
    out = io.BytesIO()
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(out, options)
    try:
        _figures(book, rows, columns, language)
        _columns(book, columns, language)
    finally:
        book.close()
    return out.getvalue()


def _figures(
    book: xlsxwriter.Workbook,
    rows: Iterable[Sequence[Any]],
    columns: Sequence[Column],
    language: str,
) -> None:
    sheet = book.add_worksheet(_NAMES[language][0])
    head = book.add_format({"bold": True, "bottom": 1})
    whole = book.add_format({"num_format": "#,##0"})
    broken = book.add_format({"num_format": "#,##0.0###"})
    plain = book.add_format({"num_format": "0"})
    for at, column in enumerate(columns):
        sheet.set_column(at, at, _WIDTHS.get(column.key, 12))
        sheet.write_string(0, at, column.name(language), head)
    sheet.freeze_panes(1, 0)
    last = 0
    for last, row in enumerate(rows, start=1):
        if last > MOST:
            raise TooManyRows
        for at, (column, value) in enumerate(zip(columns, row, strict=True)):
            if value is None or (isinstance(value, float) and math.isnan(value)):
                continue
            if isinstance(value, bool):
                sheet.write_boolean(last, at, value)
            elif isinstance(value, float) and math.isinf(value):
                sheet.write_string(last, at, "∞" if value > 0 else "−∞")
            elif column.type == "number":
                sheet.write_number(last, at, value, whole if float(value).is_integer() else broken)
            elif column.type == "integer":
                sheet.write_number(last, at, value, plain)
            else:
                sheet.write_string(last, at, str(value)[:_LONGEST])
    if columns:
        sheet.autofilter(0, 0, last, len(columns) - 1)


def _columns(book: xlsxwriter.Workbook, columns: Sequence[Column], language: str) -> None:
    sheet = book.add_worksheet(_NAMES[language][1])
    head = book.add_format({"bold": True, "bottom": 1})
    for at, (text, width) in enumerate(zip(_HEADERS[language], (16, 16, 90), strict=True)):
        sheet.set_column(at, at, width)
        sheet.write_string(0, at, text, head)
    for line, column in enumerate(columns, start=1):
        for at, text in enumerate(
            (column.key, column.name(language), column.description(language))
        ):
            sheet.write_string(line, at, text)
