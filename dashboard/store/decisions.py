"""What people decide about conclusions: reject, confirm, settle, replace, or draw one by hand.

The log only grows; an undo is a new entry that names the one it takes back. A decision knows its
conclusion by kind and by the places of its figures in the text, so it outlives a new extraction.
Functions take the cursor of an open transaction (`Store.writing`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import datetime

import duckdb
import pandas as pd

from dashboard.errors import LibraryError
from dashboard.store.database import now, one

# reject: the figures do not belong together. confirm: a guess is right. settle: seen, for a reason.
# replace: other figures belong there. draw: two figures belong together that no rule drew so.
ACTIONS = ("reject", "confirm", "settle", "replace", "draw")
UNDO = "undo"

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Place:
    """What a conclusion is of: its kind, and where its figures stand in the text."""

    kind: str
    first: Span
    second: Span | None = None
    parts: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """One entry of the log. `chosen` are the figures, first and second, that take the place of the
    conclusion's own (replace) or that are drawn by hand (draw)."""

    entry: int
    report: str
    action: str
    place: Place
    chosen: tuple[Span, Span] | None
    reason: str
    made_at: datetime
    undoes: int | None = None
    undone: bool = False


def log(
    cursor: duckdb.DuckDBPyConnection,
    report: str,
    action: str,
    place: Place,
    chosen: tuple[Span, Span] | None = None,
    reason: str = "",
    undoes: int | None = None,
) -> int:
    """Append one entry and return its number. Raises LibraryError `bad_value` for an action that is
    none, or that lacks the figures or the reason that it needs."""
    needed = {"replace": chosen, "draw": chosen, "settle": reason.strip()}.get(action, True)
    if action not in (*ACTIONS, UNDO) or not needed:
        raise LibraryError("bad_value", field="decision", value=action)
    found = one(
        cursor,
        """INSERT INTO decisions VALUES (nextval('entry_number'), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
           RETURNING entry""",
        [
            report,
            action,
            place.kind,
            _text([place.first]),
            _text([place.second] if place.second else []),
            _text(place.parts),
            _text(chosen or ()),
            reason.strip(),
            now(),
            undoes,
        ],
    )
    assert found is not None  # RETURNING gives the row it inserted
    return int(found[0])


def entries(cursor: duckdb.DuckDBPyConnection, report: str) -> list[Decision]:
    """The log of one report, oldest first, without the undo lines themselves."""
    rows = cursor.execute(
        """SELECT entry, report, action, kind, first, second, parts, chosen, reason, made_at, undoes
           FROM decisions WHERE report = ? ORDER BY entry""",
        [report],
    ).fetchall()
    read = [_read(*row) for row in rows]
    undone = {decision.undoes for decision in read}
    return [
        replace(decision, undone=decision.entry in undone)
        for decision in read
        if decision.action != UNDO
    ]


def history_frame(decisions: Iterable[Decision]) -> pd.DataFrame:
    """The log as a table, newest first: entry, report, action, kind, first, second, parts, chosen
    (places as start:end), reason, made_at, undone."""
    rows = [
        {
            "entry": one_.entry,
            "report": one_.report,
            "action": one_.action,
            "kind": one_.place.kind,
            "first": _text([one_.place.first]),
            "second": _text([one_.place.second] if one_.place.second else []),
            "parts": _text(one_.place.parts),
            "chosen": _text(one_.chosen or ()),
            "reason": one_.reason,
            "made_at": one_.made_at,
            "undone": one_.undone,
        }
        for one_ in sorted(decisions, key=lambda decision: -decision.entry)
    ]
    names = [field.name for field in fields(Decision) if field.name not in ("place", "undoes")]
    columns = [*names[:3], "kind", "first", "second", "parts", *names[3:]]
    return pd.DataFrame(rows, columns=columns)


def _read(
    entry: int,
    report: str,
    action: str,
    kind: str,
    first: str,
    second: str,
    parts: str,
    chosen: str,
    reason: str,
    made_at: datetime,
    undoes: int | None,
) -> Decision:
    others, pair = _spans(second), _spans(chosen)
    place = Place(kind, _spans(first)[0], others[0] if others else None, _spans(parts))
    return Decision(
        entry,
        report,
        action,
        place,
        (pair[0], pair[1]) if len(pair) == 2 else None,
        reason,
        made_at,
        undoes,
    )


def _text(spans: Iterable[Span]) -> str:
    return " ".join(f"{start}:{end}" for start, end in spans)


def _spans(text: str) -> tuple[Span, ...]:
    pairs = (span.split(":") for span in text.split())
    return tuple((int(start), int(end)) for start, end in pairs)
