"""One conclusion on a page: what it says, how it was decided, the way to its sentence."""

from __future__ import annotations

from typing import Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.asking.conclusions import Conclusion
from dashboard.showing import conclusion_words
from dashboard.showing.escape import for_markdown
from dashboard.showing.words import Words
from widgets import catalogue, deciding, links
from widgets.shell import View

_Colour = Literal["red", "orange", "gray", "green"]
LOOKS: dict[str, tuple[str, _Colour]] = {
    "error": (":material/error:", "red"),
    "question": (":material/help:", "orange"),
    "note": (":material/info:", "gray"),
    "ok": (":material/check_circle:", "green"),
}


def show(view: View, conclusion: Conclusion, key: str) -> None:
    """A line: the statement, its marks, a button to decide, and the way to the later figure."""
    # The buttons' words are longer in English, and both stand on one line.
    wide = 1.4 if view.words.language == "en" else 1
    text, ways = st.columns([3, wide], gap="small", vertical_alignment="center")
    with text:
        st.markdown(for_markdown(conclusion_words.statement(conclusion, view.words)))
        marks(view, conclusion)
    with ways, st.container(horizontal=True, gap="small", vertical_alignment="center"):
        deciding.button(view, conclusion, key)
        source(view, conclusion)


def narrow(view: View, conclusion: Conclusion, key: str) -> None:
    """The statement with its mark of gravity and a button to decide, for a narrow column."""
    words = view.words
    icon, colour = LOOKS[conclusion_words.gravity(conclusion)]
    said = for_markdown(conclusion_words.statement(conclusion, words))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f":{colour}[{icon}] {said}", width="stretch")
        deciding.button(view, conclusion, key)
    marks(view, conclusion)


def brief(view: View, conclusion: Conclusion, key: str) -> None:
    """A card: how grave, the statement, a button to decide, the way to its sentence, the report."""
    with st.container(border=True, gap="xsmall"):
        with _head(view, conclusion, key):
            source(view, conclusion)
        st.caption(for_markdown(catalogue.title(view.library, conclusion.report)))
        marks(view, conclusion)


def _head(view: View, conclusion: Conclusion, key: str) -> DeltaGenerator:
    """The first line of a card: how grave, the statement, the button to decide; it may go on."""
    line = st.container(horizontal=True, vertical_alignment="center", gap="small")
    with line:
        badge(conclusion_words.gravity(conclusion), view.words)
        said = for_markdown(conclusion_words.statement(conclusion, view.words))
        st.markdown(f"**{said}**", width="stretch")
        deciding.button(view, conclusion, key)
    return line


def badge(gravity: str, words: Words) -> None:
    """How grave a conclusion is, by word, icon and colour."""
    icon, colour = LOOKS[gravity]
    st.badge(words.value("gravity", gravity), icon=icon, color=colour)


def card(view: View, conclusion: Conclusion, key: str) -> None:
    """A card with the gravity, the statement, and the sentences that it rests on."""
    with st.container(border=True, gap="xsmall"):
        _head(view, conclusion, key)
        marks(view, conclusion)
        for sentence, figure in {one.sentence: one for one in conclusion.figures}.items():
            quoted = for_markdown(f"“{sentence}”")
            links.line(view, quoted, figure.report, figure.start, small=True)


def marks(view: View, conclusion: Conclusion) -> None:
    """What a person decided about it, or why it is a guess."""
    words = view.words
    if conclusion.decision:
        said = words.value("decision", conclusion.decision)
        if conclusion.reason:
            said += words("deciding.because", reason=for_markdown(conclusion.reason))
        st.caption(f":material/gavel: {said}")
    elif conclusion.doubt:
        reason = for_markdown(words.value("guess", conclusion.doubt))
        st.caption(words("deciding.guess", reason=reason))


def source(view: View, conclusion: Conclusion) -> None:
    """The way to the later of its figures: the part, the later number, what was done."""
    figure = conclusion.second or conclusion.first
    links.to_source(view, figure.report, figure.start)
