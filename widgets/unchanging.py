"""What a page says in place of what would change a library that is read only."""

from __future__ import annotations

import streamlit as st

from dashboard.showing.words import Words
from dashboard.store.library import Library


def says(library: Library, words: Words, what: str) -> bool:
    """Whether nothing can be changed; then it is said why `what` (a key of `unchanging`) is off."""
    if library.read_only:
        st.caption(f":material/lock: {words(f'unchanging.{what}')}")
    return library.read_only
