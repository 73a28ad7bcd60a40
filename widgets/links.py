"""Links from one page to another that keep what the person was looking at."""

from __future__ import annotations

import streamlit as st

from dashboard.store.figure import Figure
from widgets import copying, source_link
from widgets.shell import View


def line(view: View, said: str, report: str, start: int, *, small: bool = False) -> None:
    """A line of Markdown with the way to its figure at the right; below it on a phone."""
    text, link = st.columns([5, 1], gap="small", vertical_alignment="center")
    (text.caption if small else text.markdown)(said)
    with link:
        to_source(view, report, start)


def to_source(view: View, report: str, start: int) -> None:
    """To the figure in its report."""
    source_link.show(view.words, report, start)


def ways(view: View, figure: Figure, key: str) -> None:
    """To the figure in its report, and beside it the button that copies it with its source."""
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        to_source(view, figure.report, figure.start)
        copying.button(view.library, view.words, figure, key)
