"""Links from one page to another that keep what the person was looking at."""

from __future__ import annotations

import streamlit as st

from widgets.shell import View


def to_source(view: View, report: str, start: int, label: str = "") -> None:
    """To the figure in its report."""
    st.page_link(
        "pages/source.py",
        label=label or view.words("link.source"),
        icon=":material/article:",
        query_params={"doc": report, "at": str(start), "lang": view.words.language},
    )
