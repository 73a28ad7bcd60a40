"""Answers of the library that pages ask for again with every run, kept until the library changes.

A click on a page runs all of it, and a visitor's first look is the same as the one before: what was
worked out for a filter is kept for it. The oldest answers make room for new ones, so that the
memory stays bounded; what is given is the caller's own copy.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import streamlit as st

from dashboard.store.library import Library

Answer = TypeVar("Answer")

# A page asks up to nine questions: those of every page under some ten filters.
_KEPT = 256


def ask(question: Callable[..., Answer], library: Library, *asked: Any) -> Answer:
    """What `question(library, *asked)` gives; `asked` are a filter or plain values."""
    key = (question.__module__, question.__name__, library.version, asked)
    return _kept(repr(key), question, library, asked)


@st.cache_data(show_spinner=False, max_entries=_KEPT)
def _kept(
    key: str,
    _question: Callable[..., Any],
    _library: Library,
    _asked: tuple[Any, ...],
) -> Any:
    return _question(_library, *_asked)
