"""What an editor would want to know before printing, each with its sentences and its arithmetic."""

from __future__ import annotations

from datetime import date
from itertools import groupby

import streamlit as st

from dashboard.asking import checks, queries
from dashboard.files import downloads
from dashboard.showing import finding_words
from widgets import answers, catalogue, filter_panel, findings_list, states
from widgets.shell import View, run

_SEVERITIES = ("error", "warning", "note", "ok")
_PAGE = 30


def _body(view: View) -> None:
    words = view.words
    if catalogue.reports(view.library).empty:
        states.empty_library(words)
        return
    filter_panel.chips(words, view.library)
    if answers.ask(queries.counts, view.library, view.filter)[0] == 0:
        states.nothing_matches(words)
        return
    rounding = st.toggle(
        words("check.rounding"), value=True, key="check_rounding", help=words("check.rounding_help")
    )
    found = answers.ask(checks.findings, view.library, view.filter, rounding)
    counts = checks.counts(found)
    there = [s for s in _SEVERITIES if counts.get(s, 0)]
    if not there:
        states.explain(words, "check.nothing", ":material/check_circle:")
        return
    if not counts["error"] and not counts["warning"]:
        st.success(words("overview.no_attention"), icon=":material/check_circle:")
    chosen = st.pills(
        words("check.show"),
        there,
        selection_mode="multi",
        default=[s for s in there if s != "note"],
        format_func=lambda s: f"{words(f'severity.{s}')} {counts[s]}",
        key="check_severities",
    )
    st.download_button(
        words("check.download", n=len(found)),
        data=lambda: downloads.frame_csv(finding_words.to_frame(found, words)),
        file_name=downloads.file_name(words("check.stem"), "csv", date.today()),
        mime="text/csv",
        on_click="ignore",
        key="check_csv",
        icon=":material/download:",
    )
    titles = catalogue.titles(view.library)
    order = {report: i for i, report in enumerate(dict.fromkeys(f.report for f in found))}
    listed = sorted((f for f in found if f.severity in chosen), key=lambda f: order[f.report])
    place = st.container()
    pages = -(-len(listed) // _PAGE)
    number = st.pagination(pages, key=f"check_page_{pages}") if pages > 1 else 1
    with place:
        for report, own in groupby(
            listed[_PAGE * (number - 1) : _PAGE * number], key=lambda f: f.report
        ):
            findings_list.report(view, titles.get(report, ""), list(own))


run("check", _body)
