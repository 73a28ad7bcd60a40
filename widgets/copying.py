"""A button that copies a figure with its source. Streamlit's own stands in code blocks only, and
its words cannot be ours, so this is a small component."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import streamlit as st

from dashboard.asking.place import Place, place_of
from dashboard.showing.figure_source import with_source
from dashboard.showing.words import Words
from dashboard.store.figure import Figure
from dashboard.store.library import Library
from widgets import catalogue

_FOLDER = Path(__file__).parent


@st.cache_resource
def _component() -> Any:
    return st.components.v2.component(
        "copy_button",
        html='<button type="button"></button><output></output>',
        css=(_FOLDER / "copying.css").read_text("utf-8"),
        js=(_FOLDER / "copying.js").read_text("utf-8"),
    )


@st.cache_data(show_spinner=False, max_entries=400)
def _place(_library: Library, version: int, _figure: Figure, report: str, start: int) -> Place:
    return place_of(_figure, _library.report(report))


def text(library: Library, words: Words, figure: Figure) -> str:
    """What is copied: the figure with the title of its report and the place in it."""
    place = _place(library, library.version, figure, figure.report, figure.start)
    title = catalogue.plain_title(library, figure.report)
    return with_source(figure, title, place, words)


def button(library: Library, words: Words, figure: Figure, key: str) -> None:
    """The button; nothing is sent to the server when it is pressed."""
    _component()(
        key=f"copy_{key}",
        data={
            "text": text(library, words, figure),
            "label": words("cite.copy"),
            "help": words("cite.copy_help"),
            "copied": words("cite.copied"),
            "failed": words("cite.by_hand"),
        },
        width="content",
    )
