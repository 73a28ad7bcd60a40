"""Changing what a report's figures say: the form, and telling how a change went."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from dashboard.errors import LibraryError
from dashboard.showing import format as fmt
from dashboard.showing.escape import for_markdown
from dashboard.showing.words import Words
from dashboard.store.corrections import FIELDS
from dashboard.store.decisions import Span
from dashboard.store.figure import Figure
from widgets import states
from widgets.shell import View

_SAID = "correcting_said"
_MEASURED = ("low", "number", "high")  # in the order in which they must rise


def tell(words: Words, act: Callable[[], Any], done: str) -> None:
    """Run a change in a callback and leave the outcome to be said in the next run."""
    try:
        act()
    except LibraryError as error:
        st.session_state[_SAID] = ("error", states.sentence(words, error))
    else:
        st.session_state[_SAID] = ("done", done)


def say() -> None:
    """Say how the last change went, in a place that is always there: what stands below keeps its
    own, and a box that is open stays open."""
    said = st.session_state.pop(_SAID, None)
    with st.container():
        if said:
            kind, text = said
            (st.error if kind == "error" else st.success)(text)


def _key(field: str, figure: Figure) -> str:
    """A box belongs to one figure and the value it has now: after a change or an undo it is a new
    one, lest it keep what was there before and save that again."""
    return f"correct_{field}:{figure.report}:{figure.start}:{getattr(figure, field)}"


def _choices(field: str, figure: Figure, words: Words) -> str:
    values = FIELDS[field]
    assert isinstance(values, tuple)
    now = getattr(figure, field)
    return st.selectbox(
        words.column(field),
        values,
        index=values.index(now) if now in values else 0,
        format_func=lambda v: words.value(field, v) if v else words("card.none"),
        key=_key(field, figure),
    )


def form(view: View, figures: Sequence[Figure], figure: Figure) -> None:
    """The form: every field as it is, and a button that keeps what was changed; `figures` are those
    of its report."""
    words = view.words
    with (
        st.expander(words("card.correct"), icon=":material/edit:"),
        st.form("correct", border=False, enter_to_submit=False),
    ):
        typed: dict[str, Any] = {}
        typed["role"] = _choices("role", figure, words)
        for field in _MEASURED:
            typed[field] = st.text_input(
                words.column(field),
                value=fmt.number(getattr(figure, field), words.language),
                key=_key(field, figure),
            )
        for field in ("unit", "metric", "scope"):
            typed[field] = st.text_input(
                words.column(field), value=getattr(figure, field), key=_key(field, figure)
            )
        for field in ("stage", "status"):
            typed[field] = _choices(field, figure, words)
        whole = next((one.place for one in figures if one.row == figure.part_of), None)
        names = {
            one.place: f"{one.metric} {one.text}"
            for one in figures
            if one.role == "statistic" and one.start != figure.start
        }
        options = [None, *names]
        typed["part_of"] = st.selectbox(
            words.column("part_of"),
            options,
            index=options.index(whole) if whole in options else 0,
            format_func=lambda span: names[span] if span else words("card.none"),
            key=_key("part_of", figure),
        )
        submitted = st.form_submit_button(words("card.save"), type="primary")
    if submitted:
        changes, wrong = changed(figure, typed, whole, words)
        if wrong:
            st.error(words("card.not_a_number", typed=for_markdown(wrong)))
        elif crossed(figure, changes):
            st.error(words("card.bounds_crossed"))
        elif not changes:
            st.info(words("card.nothing_changed"))
        else:
            _keep(view, figure, changes)


def changed(
    figure: Figure, typed: dict[str, Any], whole: Span | None, words: Words
) -> tuple[dict[str, Any], str]:
    """The fields that differ from the figure, and what was typed for a number but is none."""
    changes: dict[str, Any] = {}
    for field, value in typed.items():
        if field in _MEASURED:
            if value.strip() == fmt.number(getattr(figure, field), words.language):
                continue
            number = fmt.parse(value) if value.strip() else None
            if value.strip() and number is None:
                return {}, value
            changes[field] = number
        elif field == "part_of":
            if value != whole:
                changes[field] = value
        elif value != getattr(figure, field):
            changes[field] = value
    return changes, ""


def crossed(figure: Figure, changes: dict[str, Any]) -> bool:
    """Whether the changes would leave the number outside its bounds, or the bounds in disorder.

    A changed number brings its own bounds unless they are changed too (see `corrections`).
    """
    now = {field: changes.get(field, getattr(figure, field)) for field in _MEASURED}
    if "number" in changes:
        now |= {bound: changes.get(bound, changes["number"]) for bound in ("low", "high")}
    given = [value for value in now.values() if value is not None]
    return given != sorted(given)


def _keep(view: View, figure: Figure, changes: dict[str, Any]) -> None:
    words = view.words

    def act() -> None:
        for field, value in changes.items():
            view.library.correct(figure.report, *figure.place, field, value)

    fields = words("card.comma").join(words.column(field) for field in changes)
    tell(words, act, words("card.saved", fields=fields))
    st.rerun()
