"""One figure of a report: what is known about it, and marking it as checked."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard.showing import format as fmt
from dashboard.showing.escape import for_markdown
from dashboard.showing.words import Words
from reading import Report
from widgets import correcting
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


def _shown(row: pd.Series, field: str, words: Words) -> str:
    value = "" if pd.isna(row[field]) else str(row[field])
    return words.value(field, value) if field in _NAMED and value else value


def _reading(row: pd.Series, words: Words) -> str:
    """The value as a number with its unit and interval; empty where it repeats the wording."""
    number = fmt.with_unit(fmt.number(row["number"], words.language), row["unit"], words.language)
    if row["low"] == row["high"]:
        return "" if number == row["text"] else number
    bounds = fmt.interval(row["low"], row["high"], words.language)
    return (
        words("chart.bounds", value=number, bounds=bounds)
        if number and bounds
        else number or bounds
    )


def show(view: View, report: Report, figures: pd.DataFrame, at: int) -> None:
    """Everything known about the figure that starts at `at`, with the ways to correct it."""
    words = view.words
    row = figures[figures["start"] == at].iloc[0]
    with st.container(border=True, key="figure_card"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.subheader(for_markdown(row["text"]), anchor=False, width="content")
            if row["checked"]:
                st.badge(words("card.checked"), icon=":material/check:", color="green")
            if row["corrected"]:
                st.badge(words("card.corrected"), icon=":material/edit:", color="orange")
        if reading := _reading(row, words):
            st.markdown(for_markdown(reading))
        facts = [(words.column(f), _shown(row, f, words)) for f in _FACTS]
        for field in ("part_of", "repeats"):
            if not pd.isna(row[field]):
                other = figures[figures["row"] == row[field]]
                if len(other):
                    whole = other.iloc[0]
                    facts.append((words.column(field), f"{whole['metric']} {whole['text']}"))
        st.markdown(
            "\n".join(
                f"- {name}{words('card.colon')}{for_markdown(value)}"
                for name, value in facts
                if value
            )
        )
        if row["doubt"]:
            st.warning(
                words("card.doubt", reason=for_markdown(words.value("doubt", str(row["doubt"])))),
                icon=":material/help:",
            )
        st.caption(
            words(
                "card.place",
                start=int(row["start"]),
                end=int(row["end"]),
                rule=for_markdown(words.value("rule", str(row["rule"]))),
            )
        )
        _actions(view, report, row)
    correcting.form(view, report, figures, row)


def _actions(view: View, report: Report, row: pd.Series) -> None:
    words, place = view.words, (report.id, int(row["start"]), int(row["end"]))
    checked = bool(row["checked"])
    st.button(
        words("card.uncheck" if checked else "card.check"),
        icon=":material/check_circle:",
        shortcut="X",
        key="card_check",
        on_click=lambda: correcting.tell(
            words,
            lambda: view.library.check(*place, checked=not checked),
            words("card.unchecked_done" if checked else "card.checked_done"),
        ),
    )
