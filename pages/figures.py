"""Every figure in a table: filtered, sorted, opened at its sentence, taken away as a file."""

from __future__ import annotations

from typing import Literal

import pandas as pd
import streamlit as st

from dashboard import highlight, queries
from dashboard.columns import COLUMNS
from dashboard.escape import for_markdown
from dashboard.filters import Filter
from widgets import answers, catalogue, downloads_row, filter_panel, links, states
from widgets.shell import View, run

_PAGE = 200
_DEFAULT = ("metric", "text", "number", "low", "high", "unit", "stage", "title", "sentence")
_OFFERED = (
    *("metric", "text", "number", "low", "high", "unit", "approx", "kind", "stage", "status"),
    *("direction", "action", "object", "scope", "period", "section", "role", "title", "date"),
    *("organisation", "campaign", "sentence", "rule", "doubt", "corrected", "checked"),
)
_SORTS = ("start", "number", "metric", "stage", "unit", "date")
_WIDTHS: dict[str, Literal["small", "medium", "large"]] = {
    "metric": "medium",
    "title": "medium",
    "sentence": "large",
}
_CLOSED = ("role", "kind", "stage", "status", "direction")


def _options(view: View) -> tuple[list[str], str, bool]:
    """Which columns, and in which order the rows come."""
    words = view.words
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        sort = st.selectbox(
            words("figures.sort"),
            _SORTS,
            format_func=lambda name: words(f"figures.by_{name}"),
            key="figures_sort",
            width=200,
        )
        descending = st.toggle(words("figures.descending"), key="figures_descending")
        with st.popover(words("figures.columns"), icon=":material/view_column:"):
            columns = st.multiselect(
                words("figures.columns"),
                _OFFERED,
                default=_DEFAULT,
                format_func=words.column,
                key="figures_columns",
                placeholder=words("filter.any"),
                select_all=False,
            )
    return columns or list(_DEFAULT), sort, descending


def _table(view: View, page: pd.DataFrame, columns: list[str]) -> int | None:
    """The rows; returns the position of the one chosen."""
    words = view.words
    shown = page[columns].copy()
    for name in set(columns) & set(_CLOSED):
        shown[name] = [words.value(name, str(value)) if value else "" for value in shown[name]]
    config = {
        name: st.column_config.NumberColumn(words.column(name), format="localized")
        if COLUMNS[name].type == "number"
        else st.column_config.CheckboxColumn(words.column(name))
        if COLUMNS[name].type == "boolean"
        else st.column_config.TextColumn(words.column(name), width=_WIDTHS.get(name))
        for name in columns
    }
    event = st.dataframe(
        shown,
        hide_index=True,
        column_config=config,
        on_select="rerun",
        selection_mode="single-row",
        key="figures_table",
        height=min(38 + 35 * len(shown), 560),
        alt=words("figures.alt", n=len(shown)),
    )
    rows = event["selection"]["rows"]
    return rows[0] if rows and rows[0] < len(page) else None


def _passage(view: View, row: pd.Series) -> None:
    """The figure in its paragraph."""
    text = view.library.report(str(row["report"])).text
    before, figure, after = highlight.context(text, int(row["start"]), int(row["end"]))
    with st.container(border=True, key="figures_passage"):
        st.markdown(
            f"{for_markdown(before)}:primary-background[{for_markdown(figure)}]{for_markdown(after)}"
        )
        titles = catalogue.titles(view.library)
        st.caption(for_markdown(titles.get(str(row["report"]), "")))
        links.to_source(view, str(row["report"]), int(row["start"]))


def _body(view: View) -> None:
    words = view.words
    if catalogue.reports(view.library).empty:
        states.empty_library(words)
        return
    filter_panel.chips(words, view.library)
    n, m = answers.ask(queries.counts, view.library, view.filter)
    st.markdown(words("figures.count", n=f"{n:,}", m=f"{m:,}"))
    if n == 0:
        states.nothing_matches(words)
        return
    columns, sort, descending = _options(view)
    hint = st.container()
    place = st.container()
    pages = -(-n // _PAGE)
    number = st.pagination(pages, key=f"figures_page_{pages}") if pages > 1 else 1
    page = queries.figures_page(
        view.library,
        view.filter,
        columns=list(dict.fromkeys((*columns, "text"))),
        sort=sort,
        descending=descending,
        limit=_PAGE,
        offset=_PAGE * (number - 1),
    )
    with place:
        chosen = _table(view, page, columns)
    hint.caption(words("figures.open_hint"))
    if chosen is not None:
        _passage(view, page.iloc[chosen])
    _, everything = answers.ask(queries.counts, view.library, Filter(roles=()))
    downloads_row.show(view, n, everything)


run("figures", _body)
