"""One figure of a report: what is known about it, what it takes part in, and marking it checked."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard.asking import conclusions
from dashboard.showing import format as fmt
from dashboard.showing.escape import for_markdown
from dashboard.showing.words import Words
from dashboard.store.figure import Figure
from widgets import conclusion_line, copying, correcting
from widgets.shell import View

_FACTS = (
    "metric",
    "scope",
    "period",
    "role",
    "kind",
    "stage",
    "status",
    "direction",
    "approx",
    "section",
)
_NAMED = ("role", "kind", "stage", "status", "direction")


def show(view: View, figures: Sequence[Figure], at: int) -> None:
    """Everything known about the figure that starts at `at`, with the ways to correct it;
    `figures` are all of its report."""
    words = view.words
    figure = next(one for one in figures if one.start == at)
    with st.container(border=True, key="figure_card"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.subheader(for_markdown(figure.text), anchor="figure-card-text", width="content")
            if figure.checked:
                st.badge(words("card.checked"), icon=":material/check:", color="green")
            if figure.corrected:
                st.badge(words("card.corrected"), icon=":material/edit:", color="orange")
        if reading := _reading(figure, words):
            st.markdown(for_markdown(reading))
        st.markdown(
            "\n".join(
                f"- {name}{words('card.colon')}{for_markdown(value)}"
                for name, value in _facts(figure, figures, words)
                if value
            )
        )
        if figure.doubt:
            reason = for_markdown(words.value("doubt", figure.doubt))
            st.warning(words("card.doubt", reason=reason), icon=":material/help:")
        rule = for_markdown(words.value("rule", figure.rule))
        st.caption(words("card.place", start=figure.start, end=figure.end, rule=rule))
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            if not view.library.read_only:
                _check(view, figure)
            copying.button(view.library, words, figure, "card")
    _conclusions(view, figure)
    if not view.library.read_only:
        correcting.form(view, figures, figure)


def _reading(figure: Figure, words: Words) -> str:
    """The value as a number with its unit and interval, or to which place it is written; empty
    where it repeats the wording."""
    language = words.language
    number = fmt.with_unit(fmt.number(figure.number, language), figure.unit, language)
    if figure.low == figure.high:
        place = fmt.place_of_rounding(figure.text, figure.step, language)
        rounded = words("card.rounded", place=place) if place else ""
        return fmt.bracketed("" if number == figure.text else number, rounded, language)
    bounds = fmt.interval(figure.low, figure.high, language)
    return (
        words("chart.bounds", value=number, bounds=bounds)
        if number and bounds
        else number or bounds
    )


def _facts(figure: Figure, figures: Sequence[Figure], words: Words) -> list[tuple[str, str]]:
    """The fields with their names, and the other figures that it belongs to."""
    facts = []
    for field in _FACTS:
        value = getattr(figure, field)
        named = words.value(field, value) if field in _NAMED and value else value
        facts.append((words.column(field), named))
    for field, row in (("part_of", figure.part_of), ("repeats", figure.repeats)):
        facts += [
            (words.column(field), f"{one.metric} {one.text}") for one in figures if one.row == row
        ]
    return facts


def _conclusions(view: View, figure: Figure) -> None:
    """What the figure takes part in, each with the button to decide about it."""
    found = conclusions.of_figure(view.library, figure.report, figure.row)
    if not found:
        return
    st.markdown(f"**{view.words('card.takes_part')}**")
    for one in found:
        conclusion_line.narrow(view, one, f"card_{one.key}")


def _check(view: View, figure: Figure) -> None:
    words, checked = view.words, figure.checked
    st.button(
        words("card.uncheck" if checked else "card.check"),
        icon=":material/check_circle:",
        shortcut="X",
        key="card_check",
        on_click=lambda: correcting.tell(
            words,
            lambda: view.library.check(figure.report, *figure.place, checked=not checked),
            words("card.unchecked_done" if checked else "card.checked_done"),
        ),
    )
