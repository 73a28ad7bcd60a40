"""The report as a document, its figures lit in place; one chosen, everything known about it."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from dashboard.asking import queries, report_kinds, reports
from dashboard.asking.filters import Filter
from dashboard.showing import highlight, theme
from dashboard.showing.escape import for_markdown
from widgets import (
    address,
    answers,
    catalogue,
    corrections_log,
    deciding,
    document,
    figure_card,
    missed,
    phone,
    report_picker,
    states,
    unchanging,
)
from widgets.shell import View, run
from working import stored_report

_BY = {"role": theme.ROLES, "stage": theme.STAGES}
# The nearest of Streamlit's named colours to those of the text.
_DOTS = {
    "raised": "orange",
    "planned": "yellow",
    "done": "blue",
    "activity": "green",
    "statistic": "blue",
    "date": "green",
    "ordinal": "yellow",
    "named": "violet",
}


def _chosen_report(view: View) -> str:
    """Which report to show: the address's, the one shown last, the filter's, the first."""
    asked = st.query_params.get("doc") or st.session_state.get("source_report") or ""
    offered = report_picker.offered(view, "source")
    titles = catalogue.titles(view.library, [asked, *offered])
    if asked not in titles:
        first = answers.ask(reports.search, view.library, "", view.filter, 1)
        asked = (first or offered)[0]
        titles |= catalogue.titles(view.library, [asked])

    def change() -> None:
        st.session_state["source_report"] = st.session_state["source_pick"]
        st.query_params["doc"] = st.session_state["source_pick"]
        st.query_params.pop("at", None)

    st.session_state["source_pick"] = asked
    st.selectbox(
        view.words("source.report"),
        list(dict.fromkeys([*offered, asked])),
        format_func=lambda i: titles.get(i, i),
        key="source_pick",
        on_change=change,
    )
    st.session_state["source_report"] = asked
    if st.query_params.get("doc") != asked:
        st.query_params["doc"] = str(asked)
    return str(asked)


def _legend(view: View, report: str, figures: pd.DataFrame) -> tuple[str, list[str]]:
    """What the colours mean and which of them are lit."""
    words = view.words
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        by = st.segmented_control(
            words("source.colour_by"),
            list(_BY),
            format_func=lambda value: words(f"source.by_{value}"),
            default="stage",
            required=True,
            key="source_by",
        )
        by = by or "stage"
        statistics = figures if by == "role" else figures[figures["role"] == "statistic"]
        counts = statistics[by].value_counts()
        there = [value for value in _BY[by] if counts.get(value, 0)]
        lit = st.pills(
            words("source.legend"),
            there,
            selection_mode="multi",
            default=[v for v in there if by == "stage" or v in ("statistic", "redacted")],
            format_func=lambda v: f"{_dot(by, v)} {words.value(by, v)} {counts[v]}",
            key=f"source_lit_{by}_{report}",
        )
    return by, list(lit or [])


def _dot(by: str, value: str) -> str:
    """A dot in the colour of a value, as Markdown."""
    colour = "violet" if (by, value) == ("stage", "other") else _DOTS.get(value, "gray")
    return f":{colour}[●]"


def _go(start: int | None) -> None:
    if start is not None:
        st.query_params["at"] = str(start)


def _steps(view: View, starts: list[int], at: int | None) -> None:
    """Previous and next, by button and by key."""
    words = view.words
    index = starts.index(at) if at in starts else -1
    before = starts[index - 1] if index > 0 else None
    after = starts[index + 1] if index + 1 < len(starts) else None
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button(
            words("source.previous"),
            shortcut="K",
            key="source_previous",
            on_click=_go,
            args=(before,),
            disabled=before is None,
            icon=":material/arrow_upward:",
        )
        st.button(
            words("source.next"),
            shortcut="J",
            key="source_next",
            on_click=_go,
            args=(after,),
            disabled=after is None,
            icon=":material/arrow_downward:",
        )
        st.markdown(
            words("source.position", i=index + 1, n=len(starts))
            if index >= 0
            else words("source.lit", n=len(starts))
        )
        with st.popover("", icon=":material/keyboard:", help=words("source.keys"), type="tertiary"):
            st.markdown(words("source.keys_list"))


def _body(view: View) -> None:
    words = view.words
    if not catalogue.count(view.library):
        states.empty_library(words)
        return
    chosen = _chosen_report(view)
    report = view.library.report(chosen)
    words = words.of_kind(report_kinds.kind_of(report.title, report.campaign))
    view = replace(view, words=words)
    figures = view.library.figures(chosen)
    facts = [report.organisation, report.date, report.source, report.campaign]
    st.caption(" · ".join(for_markdown(str(fact)) for fact in facts if fact))
    for note in filter(stored_report.of_extraction, report.notes):
        why = states.told(words, ("note",), note.code, note.details)
        st.warning(why, icon=":material/info:")
    if figures.empty:
        states.explain(words, "source.no_figures")
    by, lit = _legend(view, chosen, figures)
    marked = figures if by == "role" else figures[figures["role"] == "statistic"]
    shown = marked[marked[by].isin(lit)]
    starts = shown["start"].astype(int).tolist()
    asked = address.place(st.query_params.get("at", ""))
    at = asked if asked in set(figures["start"].astype(int)) else None

    text_side, figure_side = st.columns([3, 2], gap="medium")
    with text_side:
        _steps(view, starts, at)
        bounds = highlight.parts(report.text)
        part = _part(view, bounds, at)
        content = highlight.paragraphs(
            report.text, marked, by, lit, *bounds[part], tables=report.tables
        )
        picked, span = document.show(
            content,
            by=by,
            chosen=at,
            part=f"{chosen}:{part}",
            label=words("source.text"),
            palette=view.palette,
            words=words,
            key="source_document",
        )
    if picked is not None and picked != at:
        _go(picked)
        st.rerun()
    with figure_side:
        if span:
            missed.remember(chosen, span["start"], span["end"])
        if not unchanging.says(view.library, words, "correcting"):
            missed.show(view, report)
        if at is None:
            st.info(words("source.choose"), icon=":material/touch_app:")
        else:
            figure_card.show(view, queries.report_figures(view.library, chosen), at)
        phone.bring_into_sight("figure_card", "" if at is None else f"{chosen}:{at}")
        corrections_log.show(view, chosen)
        deciding.log(view, (chosen,))
    st.page_link(
        "pages/figures.py",
        label=words("source.as_table"),
        icon=":material/table_rows:",
        query_params={k: v for k, v in Filter(reports=(chosen,)).to_query().items()},
    )


def _part(view: View, bounds: list[tuple[int, int]], at: int | None) -> int:
    """Long texts are shown a part at a time; choosing a figure turns to its part."""
    if len(bounds) == 1:
        return 0
    if at is not None and st.session_state.get("source_turned_for") != at:
        st.session_state["source_part"] = highlight.part_of(at, bounds) + 1
        st.session_state["source_turned_for"] = at
    st.caption(view.words("source.parts", n=len(bounds)))
    if st.session_state.get("source_part", 1) > len(bounds):
        st.session_state["source_part"] = 1
    return st.pagination(len(bounds), key="source_part") - 1


run("source", _body)
