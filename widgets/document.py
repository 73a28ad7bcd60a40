"""The report's text on screen: figures lit in place, chosen by click or key, passages marked.

A Streamlit component rather than `st.html`, because a figure must be clickable without reloading
the page. Text goes in as text nodes only, so nothing in a report can act as markup.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard.showing import highlight
from dashboard.showing.theme import Palette
from dashboard.showing.words import Words

_FOLDER = Path(__file__).parent
_HTML = '<div class="bar"><button type="button" disabled></button></div><article></article>'


@st.cache_resource
def _component() -> Any:
    return st.components.v2.component(
        "campaign_document",
        html=_HTML,
        css=(_FOLDER / "document.css").read_text("utf-8"),
        js=(_FOLDER / "document.js").read_text("utf-8"),
    )


_STROKES = ("solid", "dashed", "dotted", "double", "solid", "dashed")


def looks(by: str, palette: Palette, words: Words) -> dict[str, dict[str, str]]:
    """How each style is drawn: line colour, faint fill, kind of underline, and its name."""
    colours = palette.stages if by == "stage" else palette.roles
    drawn = {
        value: {
            "line": colour,
            "fill": colour + "26",
            "stroke": _STROKES[i % len(_STROKES)],
            "name": words.value(by, value),
        }
        for i, (value, colour) in enumerate(colours.items())
    }
    return {
        **drawn,
        "": {"line": palette.muted, "fill": "transparent", "stroke": "dotted", "name": ""},
    }


def show(
    content: Sequence[highlight.Paragraph | highlight.Grid],
    *,
    by: str,
    chosen: int | None,
    part: str,
    label: str,
    palette: Palette,
    words: Words,
    key: str,
) -> tuple[int | None, dict[str, int] | None]:
    """Show a part of a report; returns the start of the figure just picked, the span just marked.

    `part` names what is shown (report and part); the place scrolled to is kept while it stays.
    """
    result = _component()(
        key=key,
        data={
            "paragraphs": highlight.as_data(content),
            "looks": looks(by, palette, words),
            "chosen": chosen,
            "part": part,
            "label": label,
            "mark": words("source.mark_selection"),
        },
        on_picked_change=lambda: None,
        on_marked_change=lambda: None,
    )
    picked, marked = result.picked, result.marked
    return (
        None if picked is None else int(picked),
        None if marked is None else {k: int(marked[k]) for k in ("start", "end")},
    )
