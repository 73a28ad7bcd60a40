"""Picking one figure out of many: type a part of its metric or sentence, choose from what fits."""

from __future__ import annotations

import streamlit as st

from dashboard.asking import queries
from dashboard.showing import figure_words
from dashboard.store.figure import Figure
from widgets import address, answers, catalogue
from widgets.shell import View

_OFFERED = 200


def pick(view: View, label: str, key: str) -> Figure | None:
    """A figure among those that the filter lets through; kept in the address under `key`."""
    words = view.words
    n, _ = answers.ask(queries.counts, view.library, view.filter)
    typed = ""
    if n > _OFFERED:  # the list itself is searched as one types, but holds so many only
        typed = st.text_input(
            words("picker.search", label=label.lower(), n=f"{n:,}"),
            key=f"{key}_search",
            placeholder=words("filter.text_hint"),
            icon=":material/search:",
        )
    narrowed = view.filter.replace(text=f"{view.filter.text} {typed}")
    offered = answers.ask(queries.figures, view.library, narrowed, _OFFERED)
    figures = {_place(figure): figure for figure in offered}
    asked = st.query_params.get(key, "")
    if asked and asked not in figures:
        found = _asked(view, asked)
        if found is not None:
            figures = {asked: found, **figures}
    if not figures:
        st.caption(words("picker.none"))
        return None
    titles = catalogue.titles(view.library, (figure.report for figure in figures.values()))

    def name(place: str) -> str:
        figure = figures[place]
        return f"{figure_words.said(figure, words)} · {titles.get(figure.report, '')}"

    places = list(figures)
    chosen = st.selectbox(
        label,
        places,
        index=places.index(asked) if asked in figures else None,
        format_func=name,
        placeholder=words("picker.choose", n=len(places)),
        key=f"{key}_pick",
    )
    if chosen and chosen != asked:
        st.query_params[key] = chosen
    return figures[chosen] if chosen else None


def _place(figure: Figure) -> str:
    return f"{figure.report}:{figure.start}:{figure.end}"


def _asked(view: View, place: str) -> Figure | None:
    """The figure that the address names; None where it names none."""
    report, *span = [*place.split(":"), "", ""][:3]
    start, end = map(address.place, span)
    if start is None or end is None:
        return None
    return queries.figure(view.library, report, start, end)
