"""What people correct: which fields, which values, and how a log of entries changes the figures.

Entries are keyed by report and span, never by row number, so they outlive a new extraction.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pandas as pd

from dashboard.errors import LibraryError
from dashboard.store.schema import BY_HAND, FIGURE_COLUMNS, SHOWN_COLUMNS
from extract.columns import CATEGORIES
from extract.text.clause import sentence_at

MISSED, UNDO = "missed", "undo"

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
    figures: pd.DataFrame, entries: Iterable[Entry], text: str
) -> tuple[pd.DataFrame, set[int]]:
    """The rows that the entries change or add, and the entries that no longer find their figure.

    `figures`: the extracted rows of one report (FIGURE_COLUMNS and `row`); `text`: the report's.
    An entry belongs to the figure at its span; if a new extraction moved the borders, to the one
    figure that overlaps it. Returns rows with SHOWN_COLUMNS.
    """
    counting = in_force(entries)
    places = dict(
        zip(zip(figures["start"], figures["end"], strict=True), figures["row"], strict=True)
    )
    extracted: dict[int, dict[str, Any]] = figures.set_index("row").to_dict("index")  # type: ignore[assignment]
    rows: dict[int, dict[str, Any]] = {}
    by_place: dict[tuple[int, int], int | None] = {}
    unmatched: set[int] = set()
    next_row = int(figures["row"].max()) + 1 if len(figures) else 0
    for entry in counting:
        place = (entry.start, entry.end)
        if place not in by_place:
            by_place[place] = _row_at(places, place)
            if by_place[place] is None and entry.field == MISSED:
                by_place[place] = next_row
                rows[next_row] = _missed(entry, text)
                places[place] = next_row
                next_row += 1
        row = by_place[place]
        if row is None:
            unmatched.add(entry.entry)
        elif row not in rows:
            rows[row] = extracted[row] | {"corrected": False, "checked": False}
    for entry in counting:
        row = by_place[entry.start, entry.end]
        if row is not None and entry.field != MISSED:
            _apply(rows[row], entry, places)
    frame = pd.DataFrame(
        [{**values, "row": row} for row, values in rows.items()], columns=list(SHOWN_COLUMNS)
    )
    return _typed(frame), unmatched


def history_frame(entries: Iterable[Entry]) -> pd.DataFrame:
    """The log as a table, newest first, without the undo lines themselves."""
    columns = ["entry", "report", "start", "end", "field", "value", "made_at", "undone", "applied"]
    shown = sorted((e for e in entries if e.field != UNDO), key=lambda entry: -entry.entry)
    return pd.DataFrame([[getattr(e, name) for name in columns] for e in shown], columns=columns)


def _row_at(places: dict[tuple[int, int], int], place: tuple[int, int]) -> int | None:
    if place in places:
        return places[place]
    start, end = place
    over = [row for (s, e), row in places.items() if s < end and e > start]
    return over[0] if len(over) == 1 else None


def _missed(entry: Entry, text: str) -> dict[str, Any]:
    blank = dict.fromkeys(FIGURE_COLUMNS, "")
    return blank | {
        "report": entry.report,
        "start": entry.start,
        "end": entry.end,
        "text": text[entry.start : entry.end],
        "role": "statistic",
        "kind": "count",
        "number": None,
        "low": None,
        "high": None,
        "step": None,
        "stage": "other",
        "status": "actual",
        "part_of": None,
        "repeats": None,
        "sentence": sentence_at(text, entry.start, entry.end),
        "rule": BY_HAND,
        "corrected": True,
        "checked": False,
    }


def _apply(row: dict[str, Any], entry: Entry, places: dict[tuple[int, int], int]) -> None:
    field, text = entry.field, entry.value
    if field == "checked":
        row["checked"] = text == "yes"
        return
    row["corrected"] = True
    kind = FIELDS[field]
    if kind == "number":
        row[field] = float(text) if text else None
        if field == "number":  # a number given by hand is exact until its bounds are given as well
            row["low"] = row["high"] = row["number"]
            row["step"] = None
            row["approx"] = ""
    elif kind == "span":
        start, _, end = text.partition(":")
        row["part_of"] = _row_at(places, (int(start), int(end))) if text else None
    elif field == "metric":
        action = str(row["action"])
        if not (action and text.startswith(action)):
            row["action"] = action = ""
        row["metric"], row["object"] = text, text.removeprefix(action)
    else:
        row[field] = text


def _typed(frame: pd.DataFrame) -> pd.DataFrame:
    for name in ("start", "end", "row", "part_of", "repeats"):
        frame[name] = frame[name].astype("Int64")
    for name in ("number", "low", "high", "step"):
        frame[name] = frame[name].astype("float64")
    for name in ("corrected", "checked"):
        frame[name] = frame[name].astype("bool")
    return frame


def _number_text(number: float) -> str:
    if math.isnan(number):
        return ""
    return str(int(number)) if math.isfinite(number) and number.is_integer() else repr(number)
