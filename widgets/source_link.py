"""The link that leads to a figure in its report."""

from __future__ import annotations

import streamlit as st

from dashboard.showing.words import Words


def show(words: Words, report: str, start: int) -> None:
    """Draw the link; it opens the Source page in the same language."""
    st.page_link(
        "pages/source.py",
        label=words("link.source"),
        icon=":material/article:",
        query_params={"doc": report, "at": str(start), "lang": words.language},
    )
