"""What people correct: which fields, which values, and how a log of entries changes the figures.

Entries are keyed by report and span, never by row number, so they outlive a new extraction.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any

import pandas as pd

from dashboard.errors import LibraryError
from dashboard.store.figure import Figure
from dashboard.store.schema import BY_HAND
from extract.columns import CATEGORIES
from extract.text.clause import sentence_at

MISSED, UNDO = "missed", "undo"

Span = tuple[int, int]

# The fields that can be corrected; for a closed list the values, else what kind of value it is.
FIELDS: dict[str, tuple[str, ...] | str] = {
    "role": CATEGORIES["role"],
    "kind": CATEGORIES["kind"],
    "number": "number",
    "low": "number",
    "high": "number",
    "approx": "text",
    "unit": "text",
    "metric": "text",
    "action": "text",
    "object": "text",
    "stage": CATEGORIES["stage"],
    "status": CATEGORIES["status"],
    "direction": CATEGORIES["direction"],
    "scope": "text",
    "period": "text",
    "part_of": "span",
    "checked": "flag",
}


@dataclass(frozen=True)
class Entry:
    """One line of the log; `value` as `to_text` writes it, `undoes` the line that it takes back."""

    entry: int
    report: str
    start: int
    end: int
    field: str
    value: str
    made_at: datetime
    undoes: int | None = None
    undone: bool = False
    applied: bool = True


def to_text(field: str, value: Any) -> str:
    """A correction's value as the log keeps it. Raises LibraryError `bad_field`, `bad_value`.

    Numbers take a number or None (none), `part_of` a (start, end) or None, `checked` a bool.
    """
    kind = FIELDS.get(field)
    if kind is None:
        raise LibraryError("bad_field", field=field)
    try:
        if kind == "number":
            return "" if value is None else _number_text(float(value))
        if kind == "span":
            return "" if value is None else f"{int(value[0])}:{int(value[1])}"
        if kind == "flag":
            return "yes" if value else "no"
    except (TypeError, ValueError, IndexError) as error:
        raise LibraryError("bad_value", field=field, value=str(value)) from error
    text = " ".join(str(value).split())
    if isinstance(kind, tuple) and text not in kind:
        raise LibraryError("bad_value", field=field, value=text)
    return text


def in_force(entries: Iterable[Entry]) -> list[Entry]:
    """The entries that count, in the order they were made: no undo lines, nothing undone."""
    return sorted(
        (e for e in entries if e.field != UNDO and not e.undone), key=lambda entry: entry.entry
    )


def amend(
    figures: Iterable[Figure], entries: Iterable[Entry], text: str
) -> tuple[list[Figure], set[int]]:
    """The figures as the entries change or add them, and the entries that no longer find theirs.

    `figures`: those extracted from one report; `text`: the report's. An entry belongs to the figure
    at its span; if a new extraction moved the borders, to the one figure that overlaps it.
    """
    counting = in_force(entries)
    extracted = {figure.row: figure for figure in figures}
    places = {figure.place: row for row, figure in extracted.items()}
    amended: dict[int, Figure] = {}
    by_place: dict[Span, int | None] = {}
    unmatched: set[int] = set()
    next_row = max(extracted, default=-1) + 1
    for entry in counting:
        place = (entry.start, entry.end)
        if place not in by_place:
            by_place[place] = _row_at(places, place)
            if by_place[place] is None and entry.field == MISSED:
                by_place[place] = places[place] = next_row
                amended[next_row] = _missed(entry, text, next_row)
                next_row += 1
        row = by_place[place]
        if row is None:
            unmatched.add(entry.entry)
        elif row not in amended:
            amended[row] = extracted[row]
    for entry in counting:
        row = by_place[entry.start, entry.end]
        if row is not None and entry.field != MISSED:
            amended[row] = _applied(amended[row], entry, places)
    return list(amended.values()), unmatched


def history_frame(entries: Iterable[Entry]) -> pd.DataFrame:
    """The log as a table, newest first, without the undo lines themselves."""
    columns = ["entry", "report", "start", "end", "field", "value", "made_at", "undone", "applied"]
    shown = sorted((e for e in entries if e.field != UNDO), key=lambda entry: -entry.entry)
    return pd.DataFrame([[getattr(e, name) for name in columns] for e in shown], columns=columns)


def _row_at(places: Mapping[Span, int], place: Span) -> int | None:
    if place in places:
        return places[place]
    start, end = place
    over = [row for (s, e), row in places.items() if s < end and e > start]
    return over[0] if len(over) == 1 else None


def _missed(entry: Entry, text: str, row: int) -> Figure:
    """A passage that a person marked: a count of which nothing is known yet."""
    values: dict[str, Any] = dict.fromkeys((field.name for field in fields(Figure)), "")
    values |= dict.fromkeys(("number", "low", "high", "step", "part_of", "repeats"))
    values |= {
        "report": entry.report,
        "start": entry.start,
        "end": entry.end,
        "text": text[entry.start : entry.end],
        "role": "statistic",
        "kind": "count",
        "stage": "other",
        "status": "actual",
        "sentence": sentence_at(text, entry.start, entry.end),
        "rule": BY_HAND,
        "row": row,
        "corrected": True,
        "checked": False,
    }
    return Figure(**values)


def _applied(figure: Figure, entry: Entry, places: Mapping[Span, int]) -> Figure:
    """The figure as one entry changes it."""
    if entry.field == "checked":
        return replace(figure, checked=entry.value == "yes")
    return replace(figure, corrected=True, **_changes(figure, entry, places))


def _changes(figure: Figure, entry: Entry, places: Mapping[Span, int]) -> dict[str, Any]:
    """The fields that an entry changes, with their new values."""
    field, text = entry.field, entry.value
    kind = FIELDS[field]
    if kind == "number":
        number = float(text) if text else None
        if field != "number":
            return {field: number}
        # A number given by hand is exact until its bounds are given as well.
        return {"number": number, "low": number, "high": number, "step": None, "approx": ""}
    if kind == "span":
        start, _, end = text.partition(":")
        return {"part_of": _row_at(places, (int(start), int(end))) if text else None}
    if field == "metric":
        action = figure.action if figure.action and text.startswith(figure.action) else ""
        return {"metric": text, "action": action, "object": text.removeprefix(action)}
    return {field: text}


def _number_text(number: float) -> str:
    if math.isnan(number):
        return ""
    return str(int(number)) if math.isfinite(number) and number.is_integer() else repr(number)
