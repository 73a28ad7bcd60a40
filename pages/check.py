"""What an editor would want to know before printing, each with its sentences and its arithmetic."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import groupby

import streamlit as st

from dashboard.asking import conclusions, queries
from dashboard.files import downloads
from dashboard.showing import conclusion_words
from widgets import (
    answers,
    catalogue,
    correcting,
    deciding,
    filter_panel,
    findings_list,
    states,
    unchanging,
)
from widgets.shell import View, run

_PAGE = 30
_HIDDEN = "check_hidden"


def _body(view: View) -> None:
    words = view.words
    if not catalogue.count(view.library):
        states.empty_library(words)
        return
    filter_panel.chips(words, view.library)
    correcting.say()
    unchanging.says(view.library, words, "deciding")
    if answers.ask(queries.counts, view.library, view.filter)[0] == 0:
        states.nothing_matches(words)
        return
    asked = answers.ask(conclusions.conclusions, view.library, view.filter)
    _findings(view, [one for one in asked.rows if one.is_finding])
    if asked.cut:
        st.caption(words("check.cut"))
    deciding.log(view, view.filter.reports)


def _findings(view: View, found: list[conclusions.Conclusion]) -> None:
    """The findings of the chosen gravities, report by report, and all of them as a file."""
    words = view.words
    counts = Counter(conclusion_words.gravity(one) for one in found)
    there = [gravity for gravity in conclusion_words.GRAVITIES if counts[gravity]]
    if not there:
        states.explain(words, "check.nothing", ":material/check_circle:")
        return
    if not counts["error"] and not counts["question"]:
        st.success(words("overview.no_attention"), icon=":material/check_circle:")
    chosen = _chosen(view, there, counts)
    st.download_button(
        words("check.download", n=len(found)),
        data=lambda: downloads.frame_csv(conclusion_words.to_frame(found, words)),
        file_name=downloads.file_name(words("check.stem"), "csv", date.today()),
        mime="text/csv",
        on_click="ignore",
        key="check_csv",
        icon=":material/download:",
    )
    listed = [one for one in found if conclusion_words.gravity(one) in chosen]
    place = st.container()
    pages = -(-len(listed) // _PAGE)
    number = st.pagination(pages, key=f"check_page_{pages}") if pages > 1 else 1
    listed = listed[_PAGE * (number - 1) : _PAGE * number]
    titles = catalogue.titles(view.library, (one.report for one in listed))
    with place:
        for report, own in groupby(listed, key=lambda one: one.report):
            findings_list.report(view, titles.get(report, ""), list(own))


def _chosen(view: View, there: list[str], counts: Counter[str]) -> list[str]:
    """The gravities to show. A decision changes the counts and so makes new buttons: what was
    switched off is remembered apart from them, and stays off."""
    words = view.words
    key = "_".join(["check_gravities", *(str(counts[name]) for name in conclusion_words.GRAVITIES)])

    def remember() -> None:
        st.session_state[_HIDDEN] = [name for name in there if name not in st.session_state[key]]

    hidden = st.session_state.get(_HIDDEN, ())
    return st.pills(
        words("check.show"),
        there,
        selection_mode="multi",
        default=[gravity for gravity in there if gravity not in hidden],
        format_func=lambda gravity: f"{words.value('gravity', gravity)} {counts[gravity]}",
        key=key,
        on_change=remember,
    )


run("check", _body)
