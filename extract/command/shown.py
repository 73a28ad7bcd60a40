"""Figures as a person reads them on a console: numbers, intervals, and the table in columns."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from wcwidth import clip, ljust, rjust, width

from extract.columns import in_words
from extract.command.words import column_name

COUNTED = ("statistic", "redacted")
_COLUMNS = ("text", "number", "interval", "unit", "metric", "stage", "status", "part_of", "scope")
_RIGHT = ("number", "part_of")
_WIDEST = 36  # columns of the console; a longer name is cut


def records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of `table`, each as a table from column to value."""
    names = list(map(str, table.columns))
    values = table.astype(object).itertuples(index=False, name=None)
    return [dict(zip(names, row, strict=True)) for row in values]


def plain_number(value: float) -> str:
    """`77,000`, `85.7`; empty where there is no one number."""
    if math.isnan(value):
        return ""
    return f"{value:,.0f}" if value.is_integer() else f"{value:,.10g}"


def interval(row: Mapping[str, Any]) -> str:
    """The interval that the wording allows: `77,000–78,000`, `≥ 300`, `≤ 7`; empty when exact."""
    low, high = row["low"], row["high"]
    if math.isnan(low) or low == high:
        return ""
    if math.isinf(high):
        return f"≥ {plain_number(low)}"
    if math.isinf(low):
        return f"≤ {plain_number(high)}"
    return f"{plain_number(low)}–{plain_number(high)}"


def in_columns(tables: Sequence[tuple[str, pd.DataFrame]], language: str) -> str:
    """The rows of `tables` (each with the name of its report) as lines in columns.

    The report's name stands in front when there are several. `part_of` is the row number of the
    whole, so the rows are numbered.
    """
    several = len(tables) > 1
    headers = ["", *(column_name(language, column) for column in _COLUMNS)]
    if several:
        headers.insert(0, column_name(language, "title"))
    lines = [headers]
    for name, table in tables:
        for place, row in zip(table.index, records(table), strict=True):
            cells = [str(place), *(_cell(row, column, language) for column in _COLUMNS)]
            lines.append([name, *cells] if several else cells)
    right = {headers.index(""), *(headers.index(column_name(language, c)) for c in _RIGHT)}
    widths = [max(map(width, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(
            (rjust if place in right else ljust)(cell, columns)
            for place, (cell, columns) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def _cell(row: Mapping[str, Any], column: str, language: str) -> str:
    if column == "number":
        return plain_number(row["number"])
    if column == "interval":
        return interval(row)
    if row["role"] not in COUNTED and column in ("stage", "status"):
        return in_words("role", row["role"], language) if column == "status" else ""
    if column == "stage":
        return in_words("stage", row["stage"], language)
    if column == "status":
        said = (in_words(name, row[name], language) for name in ("status", "direction"))
        return " ".join(filter(None, said))
    value = row[column]
    return _cut("" if value is None or value is pd.NA else " ".join(str(value).split()))


def _cut(text: str) -> str:
    """`text` cut to the widest cell, with … where something is left out."""
    return text if width(text) <= _WIDEST else clip(text, 0, _WIDEST - 1) + "…"
