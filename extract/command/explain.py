"""Explaining: what was read in a text, figure by figure, and by which rule."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import pandas as pd

from extract.columns import in_words
from extract.command.shown import COUNTED, interval, plain_number, records
from extract.command.words import column_name, say, spoken
from extract.extraction import extract_figures


def explain(text: str, language: str = "zh") -> str:
    """What was read in `text`: for each figure a block of lines, or a sentence that there is none.

    `language` is `zh` or `en`. What the report says stays in its own words.
    """
    table = extract_figures(text)
    if table.empty:
        return say(language, "cli", "nothing")
    rows = records(table)
    blocks = [_block(rows, place, language) for place in range(len(rows))]
    return "\n\n".join(blocks)


def _block(rows: list[dict[str, Any]], place: int, language: str) -> str:
    row = rows[place]
    role = in_words("role", row["role"], language)
    lines = [f"[{place}] {row['text']!s}  {role}  ({row['start']}–{row['end']})"]
    colon = say(language, "column", "colon")
    lines += [
        f"    {column_name(language, column)}{colon}{said}"
        for column, said in _columns(row, rows, language)
        if said
    ]
    return "\n".join(lines).replace("\r", " ")


def _columns(
    row: dict[str, Any], rows: list[dict[str, Any]], language: str
) -> Iterator[tuple[str, str]]:
    """What is told of a figure: column and words, in order."""
    joint = say(language, "column", "joint")
    if row["role"] in COUNTED:
        yield "number", plain_number(row["number"])
        yield "interval", joint.join(filter(None, (interval(row), _bound(row, language))))
        yield "approx", row["approx"]
        none = say(language, "column", "none")
        yield "unit", f"{row['unit'] or none}{joint}{in_words('kind', row['kind'], language)}"
        yield "metric", row["metric"] or none
        yield "action", row["action"]
        yield "object", row["object"]
        yield "stage", in_words("stage", row["stage"], language)
        status = (in_words(name, row[name], language) for name in ("status", "direction"))
        yield "status", joint.join(filter(None, status))
        yield "part_of", _other(row["part_of"], rows)
        yield "repeats", _other(row["repeats"], rows)
        yield "scope", row["scope"]
        yield "period", row["period"]
    yield "section", row["section"]
    yield "rule", spoken(language, "rule", row["rule"])
    yield "doubt", spoken(language, "doubt", row["doubt"])


def _bound(row: dict[str, Any], language: str) -> str:
    low, high = row["low"], row["high"]
    if math.isnan(low):
        name = "unknown"
    elif math.isinf(high):
        name = "least"
    elif math.isinf(low):
        name = "most"
    else:
        name = "exact" if low == high else "range"
    return say(language, "bound", name)


def _other(place: Any, rows: list[dict[str, Any]]) -> str:
    """The figure that `part_of` or `repeats` points at, with its number in the list."""
    return "" if pd.isna(place) else f"[{place}] {rows[place]['text']}"
