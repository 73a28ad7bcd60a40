"""Links from one page to another that keep what the person was looking at."""

from __future__ import annotations

import streamlit as st

from widgets.shell import View


def line(view: View, said: str, report: str, start: int, *, small: bool = False) -> None:
    """A line of Markdown with the way to its figure at the right; below it on a phone."""
    text, link = st.columns([5, 1], gap="small", vertical_alignment="center")
    (text.caption if small else text.markdown)(said)
    with link:
        to_source(view, report, start)


def to_source(view: View, report: str, start: int) -> None:
    """To the figure in its report."""
    st.page_link(
        "pages/source.py",
        label=view.words("link.source"),
        icon=":material/article:",
        query_params={"doc": report, "at": str(start), "lang": view.words.language},
    )
