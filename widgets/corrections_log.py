"""What people changed in a report, newest first, each with an undo."""

from __future__ import annotations

import streamlit as st

from dashboard.showing import format as fmt
from dashboard.showing.escape import for_markdown
from dashboard.showing.words import Words
from dashboard.store.corrections import FIELDS
from widgets import correcting
from widgets.shell import View

_LOGGED = 12


def show(view: View, report: str) -> None:
    """What people changed in this report, newest first, each with an undo."""
    words = view.words
    log = view.library.corrections(report)
    log = log[~log["undone"]]
    if log.empty:
        return
    text = view.library.report(report).text
    st.markdown(f"**{words('history.title', n=len(log))}**")
    for entry in log.head(_LOGGED).to_dict("records"):
        passage = for_markdown(text[int(entry["start"]) : int(entry["end"])])
        missed = entry["field"] == "missed"
        field = words("history.missed") if missed else words.column(entry["field"])
        value = for_markdown(_log_value(str(entry["field"]), str(entry["value"]), text, words))
        with st.container(
            horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"
        ):
            st.markdown(
                words("history.line", passage=passage, field=field, value=value), width="stretch"
            )
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


def _log_value(field: str, value: str, text: str, words: Words) -> str:
    """A logged value as people read it."""
    if field == "missed":
        return ""
    if field == "checked":
        return words(f"history.{value}")
    if field == "part_of" and ":" in value:
        start, end = value.split(":")
        return text[int(start) : int(end)]
    if FIELDS.get(field) == "number" and value:
        return fmt.number(float(value), words.language)
    return words.value(field, value) if value else words("card.none")
