"""Picking reports out of many: searched in the library, not in what the browser was sent."""

from __future__ import annotations

import streamlit as st

from dashboard.asking import reports
from dashboard.asking.filters import Filter
from widgets import answers, catalogue
from widgets.shell import View

_OFFERED = 50


def pick(view: View, label: str, key: str, proposed: str) -> str:
    """The id of a report; kept in the address under `key`, `proposed` as long as none is chosen.

    Empty where nothing is proposed and nothing was chosen.
    """
    asked = st.query_params.get(key, "")
    current = asked if asked in catalogue.titles(view.library, [asked]) else proposed
    found = [report for report in offered(view, key) if report != current]
    options = [current, *found] if current else found
    titles = catalogue.titles(view.library, options)
    chosen = st.selectbox(
        label,
        options,
        index=0 if current else None,
        format_func=lambda report: titles.get(report, report),
        placeholder=view.words("yearly.choose"),
        key=f"{key}_pick_{current}",
    )
    if chosen and chosen != current:
        st.query_params[key] = chosen
        st.rerun()
    return chosen or ""


def offered(
    view: View, key: str, of: Filter | None = None, most: int = _OFFERED, by: str = "date"
) -> list[str]:
    """The ids of the reports to choose from, the best `most`, with a box to search for them by
    where there are more. `of`: a filter that says which are meant; `by`: as for `reports.search`.
    """
    there = answers.ask(reports.count, view.library, of)
    typed = ""
    if there > most:
        typed = st.text_input(
            view.words("yearly.find", n=f"{there:,}"),
            key=f"{key}_search",
            placeholder=view.words("yearly.find_hint"),
            icon=":material/search:",
        )
    return answers.ask(reports.search, view.library, typed, of, most, by)
