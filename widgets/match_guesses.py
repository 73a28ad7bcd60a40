"""Figures of two reports that may tell of one thing, for a person to say."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard.asking import compare
from dashboard.asking.compare import Guess
from dashboard.showing import figure_words
from dashboard.showing.escape import for_markdown
from widgets import fold, links, series_frame
from widgets.shell import View

_MOST = 12  # offered at once


def show(view: View, guesses: Sequence[Guess]) -> None:
    """Figures that may tell of one thing, for a person to say."""
    if not guesses:
        return
    words = view.words
    label = words("compare.guesses", n=len(guesses))
    inside = fold.unfolded(label, "guesses", ":material/help:")
    if inside is None:
        return
    with inside:
        for i, guess in enumerate(guesses[:_MOST]):
            text, ways = st.columns([3, 1], gap="small", vertical_alignment="center")
            with text:
                for point in (guess.earlier, guess.later):
                    said = words(
                        "compare.guessed",
                        figure=figure_words.said(point.figure, words),
                        report=series_frame.report(view, point),
                    )
                    links.line(view, for_markdown(said), point.report, point.figure.start)
            with ways, st.container(horizontal=True, gap="small", vertical_alignment="center"):
                answers = (
                    ("compare.same", compare.key_of(guess.earlier.figure)),
                    ("compare.other", compare.APART),
                )
                for word, key in () if view.library.read_only else answers:
                    st.button(
                        words(word),
                        key=f"{word}_{i}",
                        on_click=lambda point=guess.later, key=key: compare.set_match(
                            view.library, point.report, point.figure.metric, point.unit, key
                        ),
                    )
        if len(guesses) > _MOST:
            st.caption(words("list.more", n=len(guesses) - _MOST))
