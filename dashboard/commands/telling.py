"""What a command says of the reports that it reads, and of what went wrong."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dashboard.files.adding import Event
from dashboard.showing.words import Words


def tell(events: Iterable[Event], words: Words) -> bool:
    """Print a line for each event, what was refused on stderr; whether something was."""
    refused = False
    for event in events:
        refused = refused or event.kind == "refused"
        print(line(event, words), file=sys.stderr if event.kind == "refused" else sys.stdout)
    return refused


def line(event: Event, words: Words) -> str:
    """What happened to one report, in a line."""
    if event.kind in ("refused", "note"):
        tables = ("note",) if event.kind == "note" else ("reading_error", "library_error")
        why = explained(tables, event.code, event.details, words)
        return words(f"cli.{event.kind}", name=event.name, why=why)
    return words(f"cli.{event.kind}", name=event.name, n=event.details.get("figures", 0))


def explained(tables: Sequence[str], code: str, details: Mapping[str, Any], words: Words) -> str:
    """The sentence for a code in the first of `tables` that has one which the details fill."""
    listed = {
        name: ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else value
        for name, value in details.items()
    }
    for table in tables:
        if words.has(f"{table}.{code}"):
            with contextlib.suppress(KeyError):
                return words(f"{table}.{code}", **{"code": code, **listed})
    return words(f"{tables[0]}.other", code=code)
