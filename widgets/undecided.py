"""What a person may decide once files were read: their encoding, one report or several."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

import streamlit as st

from dashboard.files import adding
from dashboard.showing.escape import for_markdown
from widgets.shell import UNDECIDED, View, who

# Long work that tells of itself: given who is to know how far it is, its events.
Follow = Callable[[adding.Work], None]

_ENCODINGS = ("gb18030", "big5", "utf-8", "utf-16-le", "utf-16-be")
_SHOWN = 80  # characters of a text by which a person sees whether its letters are right


@dataclass
class _Undecided:
    several: dict[str, str] = field(default_factory=dict)  # report of several documents → its name
    # File of a guessed encoding → the file, and the report that the guess gave (empty for none).
    guessed: dict[str, tuple[adding.Source, str]] = field(default_factory=dict)


def _state() -> _Undecided:
    state = st.session_state.setdefault(UNDECIDED, _Undecided())
    assert isinstance(state, _Undecided)
    return state


def note(event: adding.Event, sources: Iterable[adding.Source]) -> None:
    """Keep what `event` leaves to the person; `sources` are the files that are being added."""
    state = _state()
    if event.code == "several_pieces":
        state.several[event.report] = event.name
    elif event.code == "encoding_guessed" or (event.kind, event.code) == ("refused", "encoding"):
        if event.name not in state.guessed and (source := _source(event.name, sources)):
            state.guessed[event.name] = (source, event.report)
    elif event.kind in ("added", "present"):
        state.guessed.pop(event.name, None)


def _source(name: str, sources: Iterable[adding.Source]) -> adding.Source | None:
    """The file of that name; None for one inside an archive, which cannot be read by itself."""
    for source in sources:
        if isinstance(source, tuple):
            if source[0] == name:
                return source
        elif (path := Path(source)).is_dir():
            if (path / name).is_file():
                return path / name
        elif path.name == name:
            return path
    return None


def ask(view: View, follow: Follow) -> None:
    """Ask what is undecided; `follow` does what the person chose, and tells of it."""
    _ask_encoding(view, follow)
    _ask_split(view, follow)


def _ask_encoding(view: View, follow: Follow) -> None:
    words, guessed = view.words, _state().guessed
    if not guessed:
        return
    with st.container(border=True):
        st.markdown(words("undecided.encoding"))
        chosen = st.multiselect(
            words("undecided.files"),
            list(guessed),
            default=list(guessed)[: 1 if len(guessed) == 1 else 0],
            key="undecided_files",
            select_all=False,
        )
        used = set()
        for name in chosen[:3]:
            if view.library.has(guessed[name][1]):
                report = view.library.report(guessed[name][1])
                used.add(report.encoding)
                text = " ".join(report.text[:_SHOWN].split())
                st.caption(f"{for_markdown(name)}{words('card.colon')}{for_markdown(text)}…")
        encoding = st.selectbox(
            words("undecided.encoding_is"),
            [encoding for encoding in _ENCODINGS if encoding not in used],
            format_func=str.upper,
            key="undecided_as",
        )
        with st.container(horizontal=True):
            again = st.button(
                words("undecided.read_again"), key="undecided_again", disabled=not chosen
            )
            st.button(words("undecided.looks_right"), key="undecided_right", on_click=guessed.clear)
    if again:
        follow(
            lambda progress: chain.from_iterable(
                adding.read_again(
                    view.library, *guessed[name], encoding, progress=progress, by=who()
                )
                for name in chosen
            )
        )


def _ask_split(view: View, follow: Follow) -> None:
    words, several = view.words, _state().several
    for report in [report for report in several if not view.library.has(report)]:
        del several[report]
    if not several:
        return
    with st.container(border=True):
        st.markdown(words("undecided.several"))
        chosen = st.multiselect(
            words("undecided.reports"),
            list(several),
            default=list(several),
            format_func=lambda report: several[report],
            key="undecided_reports",
            select_all=False,
        )
        with st.container(horizontal=True):
            split = st.button(words("undecided.split"), key="undecided_split", disabled=not chosen)
            st.button(words("undecided.keep"), key="undecided_keep", on_click=several.clear)
    if split:
        follow(
            lambda progress: chain.from_iterable(
                adding.split(view.library, report, progress=progress, by=who()) for report in chosen
            )
        )
