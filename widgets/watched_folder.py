"""The watched folder on screen: how many files wait beside every page, and taking them in."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import streamlit as st

from dashboard.files import adding, watching
from dashboard.showing.escape import for_markdown
from dashboard.showing.words import Words
from dashboard.store.library import Library

_EVERY = "30s"


@st.cache_data(show_spinner=False, max_entries=2)
def _folder(_library: Library, version: int) -> str:
    return watching.folder(_library)


def notice(library: Library, words: Words) -> None:
    """A link to the Reports page while files wait, looked for again and again; nothing without a
    watched folder."""
    if _folder(library, library.version):
        _notice(library, words)


@st.fragment(run_every=_EVERY)
def _notice(library: Library, words: Words) -> None:
    found = watching.waiting(library)
    if found and found.files:
        n = len(found.files) + found.more
        st.page_link(
            "pages/reports.py", label=words("watch.notice", n=n), icon=":material/move_to_inbox:"
        )


def show(library: Library, words: Words, follow: Callable[[adding.Work], None]) -> None:
    """What is known of the folder, with the buttons to take its files in and to watch it no more;
    `follow` does the work that the events tell of."""
    found = watching.waiting(library)
    if found is None:
        return
    with st.container(border=True, key="watched"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            said = "missing" if found.missing else "waiting" if found.files else "nothing"
            n = len(found.files) + found.more
            folder = for_markdown(found.folder)
            st.markdown(words(f"watch.{said}", folder=folder, n=n), width="stretch")
            take = found.files and st.button(
                words("watch.take", n=len(found.files)),
                type="primary",
                key="watch_take",
                icon=":material/move_to_inbox:",
            )
            st.button(
                words("watch.stop"),
                key="watch_stop",
                type="tertiary",
                on_click=watching.stop,
                args=(library,),
            )
        if found.too_many:
            st.caption(words("watch.too_many", n=f"{watching.MOST_ENTRIES:,}"))
        if take:
            follow(partial(watching.take_in, library))


def offer(library: Library, words: Words, path: Path | None) -> None:
    """The button that has a folder watched; `path` is what was typed, if it is a folder."""
    st.button(
        words("watch.start"),
        key="watch_start",
        icon=":material/visibility:",
        help=words("watch.help"),
        disabled=path is None,
        on_click=lambda: watching.watch(library, path) if path is not None else None,
    )
