"""What people changed in a report, newest first, each with an undo."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any

import streamlit as st

from dashboard.showing import format as fmt
from dashboard.showing.escape import for_markdown
from dashboard.showing.words import Words
from dashboard.store.corrections import FIELDS, MISSED
from widgets import correcting
from widgets.shell import View

_LOGGED = 12
_BREATH = 1.0  # seconds in which what is said of a marked passage is kept with it
_TOLD = ("number", "unit", "metric")  # what the line of a marked passage says of it

Entry = dict[Hashable, Any]


def show(view: View, report: str) -> None:
    """What people changed in this report, newest first, each with an undo; a passage that was
    marked is one change, with all that was said of it."""
    words = view.words
    log = view.library.corrections(report)
    changes = together(log[~log["undone"]].to_dict("records"))
    if not changes:
        return
    text = view.library.report(report).text
    st.markdown(f"**{words('history.title', n=len(changes))}**")
    for entry, *more in changes[:_LOGGED]:
        with st.container(
            horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"
        ):
            st.markdown(_line(entry, more, text, words), width="stretch")
            st.button(
                words("history.undo"),
                key=f"undo_{entry['entry']}",
                icon=":material/undo:",
                on_click=lambda number=int(entry["entry"]): correcting.tell(
                    words, lambda: view.library.undo(number), words("history.undone")
                ),
            )
        if not entry["applied"]:
            st.caption(words("history.not_applied"))


def together(log: Sequence[Entry]) -> list[list[Entry]]:
    """The log, newest first, in changes: an entry by itself, or a marked passage followed by what
    was said of it in the same breath, in the order in which it was said."""
    changes: list[list[Entry]] = []
    for entry in reversed(log):
        last = changes[-1] if changes else []
        if last and _goes_on(last, entry):
            last.append(entry)
        else:
            changes.append([entry])
    return changes[::-1]


def _goes_on(change: list[Entry], entry: Entry) -> bool:
    first = change[0]
    return (
        first["field"] == MISSED
        and (entry["start"], entry["end"]) == (first["start"], first["end"])
        and int(entry["entry"]) == int(first["entry"]) + len(change)
        and entry["field"] not in [one["field"] for one in change]
        and (entry["made_at"] - first["made_at"]).total_seconds() < _BREATH
    )


def _line(entry: Entry, more: Sequence[Entry], text: str, words: Words) -> str:
    """A change in words, as Markdown."""
    passage = for_markdown(text[int(entry["start"]) : int(entry["end"])])
    if entry["field"] != MISSED:
        return words(
            "history.line",
            passage=passage,
            field=words.column(entry["field"]),
            value=for_markdown(_log_value(entry["field"], entry["value"], text, words)),
        )
    said = [
        f"{words.column(one['field'])} {_log_value(one['field'], one['value'], text, words)}"
        for one in more
        if one["field"] in _TOLD and one["value"]
    ]
    line = words("history.missed", passage=passage)
    return fmt.bracketed(line, for_markdown(words("card.comma").join(said)), words.language)


def _log_value(field: str, value: str, text: str, words: Words) -> str:
    """A logged value as people read it."""
    if field == "checked":
        return words(f"history.{value}")
    if field == "part_of" and ":" in value:
        start, end = value.split(":")
        return text[int(start) : int(end)]
    if FIELDS.get(field) == "number" and value:
        return fmt.number(float(value), words.language)
    return words.value(field, value) if value else words("card.none")
