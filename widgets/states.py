"""What a page says when there is nothing to show: why, and what to do next."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from dashboard.errors import LibraryError
from dashboard.showing.escape import for_markdown
from dashboard.showing.words import Words
from reading import UnreadableReport
from widgets import filter_panel

_log = logging.getLogger(__name__)
_MEGABYTE = 1024 * 1024


def told(words: Words, areas: Sequence[str], code: str, details: Mapping[str, Any]) -> str:
    """The sentence for a code, looked for in several sections; safe as Markdown.

    A code without a sentence, or whose details lack something, gives the first section's `other`.
    """
    shown = {name: for_markdown(_detail(name, value)) for name, value in details.items()}
    for area in areas:
        if words.has(f"{area}.{code}"):
            try:
                return words(f"{area}.{code}", **shown)
            except KeyError:
                break
    return words(f"{areas[0]}.other", code=for_markdown(code))


def _detail(name: str, value: Any) -> str:
    if isinstance(value, (tuple, list)):
        return ", ".join(map(str, value))
    if name in ("bytes", "limit") and isinstance(value, int) and value >= _MEGABYTE:
        return f"{value / _MEGABYTE:,.0f} MB"
    return str(value)


def sentence(words: Words, error: LibraryError | UnreadableReport) -> str:
    """An error in the person's language: what happened and what to do. Safe as Markdown."""
    area = "library_error" if isinstance(error, LibraryError) else "reading_error"
    return told(words, (area,), error.code, error.details)


def failed(words: Words, error: LibraryError | UnreadableReport) -> None:
    """Something the person can act on."""
    st.error(sentence(words, error), icon=":material/error:")


def unexpected(words: Words, part: str) -> None:
    """Something went wrong in the program itself, in that part of the screen."""
    st.error(words("state.unexpected"), icon=":material/error:")
    if st.button(words("state.try_again"), key=f"try_again_{part}"):
        st.rerun()


def guarded(words: Words, part: str, draw: Callable[[], None]) -> None:
    """Draw a part of the screen; a failure becomes a sentence, its traceback goes to the log."""
    try:
        draw()
    except (LibraryError, UnreadableReport) as error:
        failed(words, error)
    except Exception:
        _log.exception("a part of the screen failed: %s", part)
        unexpected(words, part)


def _panel(words: Words, key: str, icon: str) -> None:
    st.space("small")
    st.subheader(f"{icon} {words(f'{key}_title')}", anchor=key.replace(".", "-"))
    st.markdown(words(f"{key}_why"))


def empty_library(words: Words) -> None:
    """No report yet."""
    _panel(words, "state.empty", ":material/folder_open:")
    st.page_link("pages/reports.py", label=words("state.empty_next"), icon=":material/add:")


def nothing_matches(words: Words, key: str = "state.nothing") -> None:
    """The filter leaves nothing."""
    _panel(words, key, ":material/filter_alt_off:")
    if not filter_panel.current().is_empty:
        st.button(
            words("filter.clear"),
            icon=":material/filter_alt_off:",
            key="nothing_clear",
            on_click=filter_panel.clear,
        )


def explain(words: Words, key: str, icon: str = ":material/info:") -> None:
    """Nothing of this sort in the reports: `key`_title and `key`_why say so."""
    _panel(words, key, icon)
