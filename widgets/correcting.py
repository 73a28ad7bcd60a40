"""Changing what a report's figures say: the form, and telling how a change went."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.errors import LibraryError
from dashboard.showing import format as fmt
from dashboard.showing.escape import for_markdown
from dashboard.showing.words import Words
from dashboard.store.corrections import FIELDS
from reading import Report
from widgets import states
from widgets.shell import View

_SAID = "correcting_said"


def tell(words: Words, act: Callable[[], Any], done: str) -> None:
    """Run a change in a callback and leave the outcome to be said in the next run."""
    try:
        act()
    except LibraryError as error:
        st.session_state[_SAID] = ("error", states.sentence(words, error))
    else:
        st.session_state[_SAID] = ("done", done)


def say() -> None:
    """Say how the last change went."""
    said = st.session_state.pop(_SAID, None)
    if said:
        kind, text = said
        (st.error if kind == "error" else st.success)(text)


def _key(field: str, row: pd.Series) -> str:
    """A box belongs to one figure and the value it has now: after a change or an undo it is a new
    one, lest it keep what was there before and save that again."""
    return f"correct_{field}:{row['report']}:{row['start']}:{row[field]}"


def _choices(field: str, row: pd.Series, words: Words) -> str:
    values = FIELDS[field]
    assert isinstance(values, tuple)
    return st.selectbox(
        words.column(field),
        values,
        index=values.index(row[field]) if row[field] in values else 0,
        format_func=lambda v: words.value(field, v) if v else words("card.none"),
        key=_key(field, row),
    )


def form(view: View, report: Report, figures: pd.DataFrame, row: pd.Series) -> None:
    """The form: every field as it is, and a button that keeps what was changed."""
    words = view.words
    with (
        st.expander(words("card.correct"), icon=":material/edit:"),
        st.form("correct", border=False, enter_to_submit=False),
    ):
        typed: dict[str, Any] = {}
        typed["role"] = _choices("role", row, words)
        for field in ("number", "low", "high"):
            typed[field] = st.text_input(
                words.column(field),
                value=fmt.number(row[field], words.language),
                key=_key(field, row),
            )
        for field in ("unit", "metric", "scope"):
            typed[field] = st.text_input(
                words.column(field), value=str(row[field]), key=_key(field, row)
            )
        for field in ("stage", "status"):
            typed[field] = _choices(field, row, words)
        wholes = figures[(figures["role"] == "statistic") & (figures["start"] != row["start"])]
        names = {
            (int(w["start"]), int(w["end"])): f"{w['metric']} {w['text']}"
            for _, w in wholes.iterrows()
        }
        whole = None
        if not pd.isna(row["part_of"]):
            found = figures[figures["row"] == row["part_of"]]
            whole = (int(found.iloc[0]["start"]), int(found.iloc[0]["end"])) if len(found) else None
        options = [None, *names]
        typed["part_of"] = st.selectbox(
            words.column("part_of"),
            options,
            index=options.index(whole) if whole in options else 0,
            format_func=lambda span: names[span] if span else words("card.none"),
            key=_key("part_of", row),
        )
        submitted = st.form_submit_button(words("card.save"), type="primary")
    if submitted:
        changes, wrong = changed(row, typed, whole, words)
        if wrong:
            st.error(words("card.not_a_number", typed=for_markdown(wrong)))
        elif crossed(row, changes):
            st.error(words("card.bounds_crossed"))
        elif not changes:
            st.info(words("card.nothing_changed"))
        else:
            _keep(view, report, row, changes)


def changed(
    row: pd.Series, typed: dict[str, Any], whole: tuple[int, int] | None, words: Words
) -> tuple[dict[str, Any], str]:
    """The fields that differ from the figure, and what was typed for a number but is none."""
    changes: dict[str, Any] = {}
    for field, value in typed.items():
        if field in ("number", "low", "high"):
            if value.strip() == fmt.number(row[field], words.language):
                continue
            number = fmt.parse(value) if value.strip() else None
            if value.strip() and number is None:
                return {}, value
            changes[field] = number
        elif field == "part_of":
            if value != whole:
                changes[field] = value
        elif value != row[field]:
            changes[field] = value
    return changes, ""


def crossed(row: pd.Series, changes: dict[str, Any]) -> bool:
    """Whether the changes would leave the number outside its bounds, or the bounds in disorder.

    A changed number brings its own bounds unless they are changed too (see `corrections`).
    """
    now = {field: changes.get(field, row[field]) for field in ("low", "number", "high")}
    if "number" in changes:
        now |= {bound: changes.get(bound, changes["number"]) for bound in ("low", "high")}
    given = [value for value in now.values() if value is not None and not pd.isna(value)]
    return given != sorted(given)


def _keep(view: View, report: Report, row: pd.Series, changes: dict[str, Any]) -> None:
    words, start, end = view.words, int(row["start"]), int(row["end"])

    def act() -> None:
        for field, value in changes.items():
            view.library.correct(report.id, start, end, field, value)

    fields = words("card.comma").join(words.column(field) for field in changes)
    tell(words, act, words("card.saved", fields=fields))
    st.rerun()
