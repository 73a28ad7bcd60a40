"""The head of every page: its name, and a box in which a figure is looked for by describing it."""

from __future__ import annotations

import streamlit as st

from dashboard.asking import find
from dashboard.asking.find import Found
from dashboard.showing import figure_words
from dashboard.showing import format as fmt
from dashboard.showing.escape import for_markdown
from dashboard.showing.words import Words
from dashboard.store.library import Library
from widgets import copying, source_link, states

_BOX = "find_typed"
_LISTED = 6


@st.fragment
def head(library: Library, words: Words, page: str, box: bool) -> None:
    """Title and `box`, where there is something to find; what was found stands below them, and the
    page itself is not run again."""
    with st.container(
        horizontal=True,
        horizontal_alignment="distribute",
        vertical_alignment="center",
        key="page_head",
    ):
        st.title(words(f"page.{page}"), anchor=f"page-{page}", width="content")
        typed = _typed(words) if box else ""
    if typed.strip():
        states.guarded(words, "find", lambda: _found(library, words, typed))
    st.caption(words(f"page.{page}_about"))


def _typed(words: Words) -> str:
    return st.text_input(
        words("find.label"),
        key=_BOX,
        placeholder=words("find.hint"),
        icon=":material/search:",
        label_visibility="collapsed",
        width=360,
    )


def _found(library: Library, words: Words, typed: str) -> None:
    found = find.find(library, typed, _LISTED)
    with st.container(border=True, key="found", gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center"):
            if found:
                st.markdown(f"**{words('find.best', n=len(found))}**", width="stretch")
            else:
                st.markdown(words("find.none", typed=for_markdown(typed)), width="stretch")
            st.button(
                words("find.close"),
                key="find_close",
                type="tertiary",
                icon=":material/close:",
                on_click=lambda: st.session_state.update({_BOX: ""}),
            )
        for place, one in enumerate(found):
            _one(library, words, one, place)


def _one(library: Library, words: Words, found: Found, place: int) -> None:
    figure = found.figure
    facts = [found.title, figure.section]
    facts.insert(1, fmt.date(found.date, words.language))
    if found.missing:
        facts.append(words("find.missing", words=words("card.comma").join(found.missing)))
    text, ways = st.columns([4, 1], gap="small", vertical_alignment="center")
    with text:
        said = f":blue[**{for_markdown(figure_words.said(figure, words))}**]"
        st.markdown(f"{said} · {for_markdown(figure.sentence)}")
        st.caption(" · ".join(for_markdown(fact) for fact in facts if fact))
    with ways, st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
        source_link.show(words, figure.report, figure.start)
        copying.button(library, words, figure, f"found_{place}")
