"""Cells of a CSV: plain values, and no text that a spreadsheet takes for a formula."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable
from typing import Any

import regex

# A spreadsheet starts a formula at one of these signs (full-width and small ones included), at once
# or behind signs that it does not show: blanks, controls, marks of direction, combining marks. At a
# tab or a line break some begin a new cell.
_FORMULA = regex.compile(
    r"""
    [\p{Z}\p{C}\p{M}\p{Default_Ignorable_Code_Point}]*  [=+\-@＝＋－＠﹦﹢﹣﹫]
  | [\p{Z}\p{Cf}]*  [\t\r\n]
    """,
    regex.VERBOSE,
)
# −5, +1,200.5, -3.2万, −5%: a number with its sign computes nothing.
_NUMBER = regex.compile(r"[-+－＋]\d[\d,]*(?:\.\d+)?[十百千万亿]*[%％‰]?")


def safe(text: str) -> str:
    """Text that would act as a formula with an apostrophe in front; all else as it is."""
    if _FORMULA.match(text) and not _NUMBER.fullmatch(text):
        return "'" + text
    return text


def plain(value: Any) -> str:
    """A value as a CSV shows it: whole numbers without a point, nothing for a missing one."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        if math.isnan(value):
            return ""
        if math.isinf(value):  # as table schemas write it; spreadsheets keep it as text
            return "INF" if value > 0 else "-INF"
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return str(value) if isinstance(value, int) else safe(str(value))


def csv_text(rows: Iterable[Iterable[Any]]) -> bytes:
    """Rows as CSV in UTF-8, with the line ends that Excel and RFC 4180 expect."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([plain(v) for v in row] for row in rows)
    return out.getvalue().encode("utf-8", "replace")
