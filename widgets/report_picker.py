"""Picking one report out of many: searched in the library, not in what the browser was sent."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from widgets import catalogue
from widgets.shell import View

_OFFERED = 200


def pick(view: View, label: str, key: str, proposed: str) -> str:
    """The id of a report; kept in the address under `key`, `proposed` as long as none is chosen.

    Empty where nothing is proposed and nothing was chosen.
    """
    words = view.words
    reports = catalogue.reports(view.library)
    typed = ""
    if len(reports) > _OFFERED:  # the list itself is searched as one types, but holds so many only
        typed = st.text_input(
            words("yearly.find", n=f"{len(reports):,}"),
            key=f"{key}_search",
            placeholder=words("yearly.find_hint"),
            icon=":material/search:",
        )
    titles = catalogue.titles(view.library)
    asked = st.query_params.get(key, "")
    current = asked if asked in titles else proposed
    offered = [report for report in _found(reports, typed) if report != current][:_OFFERED]
    options = [current, *offered] if current else offered
    chosen = st.selectbox(
        label,
        options,
        index=0 if current else None,
        format_func=lambda report: titles.get(report, report),
        placeholder=words("yearly.choose"),
        key=f"{key}_pick_{current}",
    )
    if chosen and chosen != current:
        st.query_params[key] = chosen
        st.rerun()
    return chosen or ""


def _found(reports: pd.DataFrame, typed: str) -> list[str]:
    """The ids of the reports whose title, name, organisation or date holds every word typed."""
    held = reports["title"].astype(str)
    for name in ("name", "organisation", "campaign", "date"):
        held = held + "\n" + reports[name].astype(str)
    kept = pd.Series(True, index=reports.index)
    for word in typed.casefold().split():
        kept &= held.str.casefold().str.contains(word, regex=False)
    ids: list[str] = reports.loc[kept, "id"].tolist()
    return ids
