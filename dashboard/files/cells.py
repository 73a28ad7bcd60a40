"""Cells that no spreadsheet takes for a formula, and rows of them as CSV."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable
from typing import Any

# A spreadsheet starts a formula at one of these, full-width ones included, or after a blank, a tab
# or a line break that it strips.
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
_BLANK = " 　\u00a0\ufeff\u200b"


def safe(value: Any) -> Any:
    """Text that would act as a formula with an apostrophe in front; all else as it is."""
    if isinstance(value, str) and value.lstrip(_BLANK).startswith(_FORMULA):
        return "'" + value
    return value


def plain(value: Any) -> Any:
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
    return value if isinstance(value, int) else safe(str(value))


def csv_text(rows: Iterable[Iterable[Any]]) -> bytes:
    """Rows as CSV in UTF-8, with the line ends that Excel and RFC 4180 expect."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([plain(v) for v in row] for row in rows)
    return out.getvalue().encode("utf-8", "replace")
