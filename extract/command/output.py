"""The figures table as a file: CSV, Excel, Parquet or JSON, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd
import xlsxwriter

MOST_ROWS = 1_048_575  # of an Excel sheet, less its header
_LONGEST = 32_767  # characters of an Excel cell

# A spreadsheet starts a formula at one of these, also behind blanks that it strips.
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
_BLANK = " \u3000\u00a0\ufeff\u200b"


class TooManyRows(Exception):
    """More rows than an Excel sheet holds."""


def safe(value: str) -> str:
    """Text that a spreadsheet would take for a formula, with an apostrophe in front."""
    return "'" + value if value.lstrip(_BLANK).startswith(_FORMULA) else value


def to_csv(table: pd.DataFrame) -> bytes:
    """UTF-8 with a byte order mark, so that Excel reads it; no cell is a formula.

    Whole numbers have no point, an open end is INF or -INF, a missing value is empty.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows([_plain(value) for value in row] for row in _rows(table))
    return out.getvalue().encode("utf-8-sig", "replace")


def to_json(table: pd.DataFrame) -> bytes:
    """A list of objects, one a line; an open end or a missing value is null."""
    records = (dict(zip(table.columns, map(_finite, row), strict=True)) for row in _rows(table))
    lines = ",\n".join(json.dumps(record, ensure_ascii=False) for record in records)
    return f"[\n{lines}\n]\n".encode()


def to_parquet(table: pd.DataFrame) -> bytes:
    """Parquet with the columns' own types."""
    out = io.BytesIO()
    table.to_parquet(out, index=False, compression="zstd")
    return out.getvalue()


def to_xlsx(table: pd.DataFrame) -> bytes:
    """A workbook of one sheet: header frozen, filter on, text never a formula or a link.

    Raises TooManyRows when a sheet cannot hold the table.
    """
    if len(table) > MOST_ROWS:
        raise TooManyRows
    out = io.BytesIO()
    as_text = ("strings_to_formulas", "strings_to_urls", "strings_to_numbers")
    book = xlsxwriter.Workbook(out, {"constant_memory": True} | dict.fromkeys(as_text, False))
    sheet = book.add_worksheet("figures")
    for line, row in enumerate([tuple(table.columns), *_rows(table)]):
        for place, value in enumerate(row):
            if isinstance(value, str):
                sheet.write_string(line, place, value[:_LONGEST])
            elif value is not None and math.isfinite(value):
                sheet.write_number(line, place, value)
            elif value is not None:
                sheet.write_string(line, place, "∞" if value > 0 else "−∞")
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(table), len(table.columns) - 1)
    book.close()
    return out.getvalue()


# How a table is written, by the file's ending.
FORMATS: dict[str, Callable[[pd.DataFrame], bytes]] = {
    ".csv": to_csv,
    ".json": to_json,
    ".parquet": to_parquet,
    ".xlsx": to_xlsx,
}


def _rows(table: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    """The rows as plain Python values, None for a missing one."""
    values = table.astype(object).where(table.notna(), None)
    return values.itertuples(index=False, name=None)


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return safe(value)
    if isinstance(value, float):
        if math.isinf(value):
            return "INF" if value > 0 else "-INF"
        return int(value) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return value


def _finite(value: Any) -> Any:
    return None if isinstance(value, float) and not math.isfinite(value) else value
