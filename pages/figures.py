"""Every figure in a table: filtered, sorted, opened at its sentence, taken away as a file."""

from __future__ import annotations

from typing import Literal

import pandas as pd
import streamlit as st

from dashboard.asking import queries
from dashboard.asking.filters import Filter
from dashboard.showing import chart_text, highlight
from dashboard.showing import format as fmt
from dashboard.showing.escape import for_markdown
from extract.columns import ALL as COLUMNS
from widgets import address, answers, catalogue, downloads_row, filter_panel, links, states
from widgets.shell import View, run

_PAGE = 200
_ALWAYS = ("text", "low", "high", "corrected", "checked")  # asked for whatever is shown
_MARKS = "marks"  # what people did to a figure, shown as soon as there is any on the page
_INTERVAL = "interval"  # the two bounds in one column, empty where the wording is exact
_DEFAULT = ("metric", "text", "number", _INTERVAL, "unit", "stage", "title", "sentence")
_OFFERED = (
    *("metric", "text", "number", _INTERVAL, "low", "high", "step", "unit", "approx", "kind"),
    *("stage", "status", "direction", "action", "object", "scope", "period", "section", "role"),
    *(
        "title",
        "date",
        "organisation",
        "campaign",
        "sentence",
        "rule",
        "doubt",
        "corrected",
        "checked",
    ),
)
_SORTS = ("start", "number", "metric", "unit", "kind", "stage", "status", "scope", "title", "date")
_WIDTHS: dict[str, Literal["small", "medium", "large"] | int] = {
    "metric": 180,
    _INTERVAL: 120,
    "title": 170,
    "sentence": "large",
}
_NAMED = ("role", "kind", "stage", "status", "direction", "rule", "doubt")
_HEIGHT = 38 + 35 * 11  # what a row opens stays on the screen below


def _name(column: str, view: View) -> str:
    words = view.words
    if column == _MARKS:
        return words("filter.marks")
    return words("figures.interval") if column == _INTERVAL else words.column(column)


def _options(view: View) -> tuple[list[str], str, bool]:
    """Which columns, and in which order the rows come."""
    words = view.words
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        sort = st.selectbox(
            words("figures.sort"),
            _SORTS,
            index=_SORTS.index(address.choice("sort", _SORTS, "start")),
            format_func=lambda name: (
                words("figures.by_start") if name == "start" else words.column(name)
            ),
            key="figures_sort",
            width=200,
        )
        descending = st.toggle(
            words("figures.descending"),
            value=address.choice("desc", ("0", "1"), "0") == "1",
            key="figures_descending",
        )
        with st.popover(words("figures.columns"), icon=":material/view_column:"):
            columns = st.multiselect(
                words("figures.columns"),
                _OFFERED,
                default=address.choices("col", _OFFERED, _DEFAULT),
                format_func=lambda name: _name(name, view),
                key="figures_columns",
                placeholder=words("filter.any"),
                select_all=False,
            )
    columns = columns or list(_DEFAULT)
    address.remember(
        {"sort": sort, "desc": "1" if descending else "0", "col": columns},
        {"sort": "start", "desc": "0", "col": list(_DEFAULT)},
    )
    return columns, sort, descending


def _shown(page: pd.DataFrame, columns: list[str], view: View) -> pd.DataFrame:
    """The page's rows as people read them."""
    words = view.words
    shown = page.copy()
    if _INTERVAL in columns:
        shown[_INTERVAL] = [
            "" if low == high else fmt.interval(low, high, words.language)
            for low, high in zip(page["low"], page["high"], strict=True)
        ]
    for name in set(columns) & set(_NAMED):
        shown[name] = [words.value(name, str(value)) if value else "" for value in shown[name]]
    marked = [
        words("card.comma").join(
            words.value("mark", mark) for mark in ("corrected", "checked") if row[mark]
        )
        for _, row in page[["corrected", "checked"]].iterrows()
    ]
    if not any(marked):
        return shown[columns]
    shown.insert(0, _MARKS, marked)
    return shown[[_MARKS, *columns]]


def _in_files(columns: list[str]) -> list[str]:
    """The columns of a file that shows what the table shows: the interval as its two bounds."""
    bounds = {_INTERVAL: ("low", "high")}
    names = (name for column in columns for name in bounds.get(column, (column,)))
    return list(dict.fromkeys(names))


def _room(values: pd.Series) -> int | None:
    """The width that the longest number or wording needs: one that is cut off reads as another."""
    if values.dtype == "float64":
        texts = [fmt.number(value, "en") for value in values]
    elif values.name == "text":
        texts = [str(value) for value in values]
    else:
        return None
    longest = max((chart_text.columns(text) for text in texts), default=0)
    return min(max(26 + round(7.8 * longest), 80), 240)


def _table(view: View, page: pd.DataFrame, columns: list[str]) -> int | None:
    """The rows; returns the position of the one that was clicked."""
    words = view.words
    shown = _shown(page, columns, view)
    config = {}
    for name in shown.columns:
        label, width = _name(name, view), _WIDTHS.get(name) or _room(shown[name])
        kind = COLUMNS[name].type if name in COLUMNS else "string"
        if kind == "number":
            config[name] = st.column_config.NumberColumn(label, format="localized", width=width)
        elif kind == "boolean":
            config[name] = st.column_config.CheckboxColumn(label)
        else:
            config[name] = st.column_config.TextColumn(label, width=width)
    event = st.dataframe(
        shown,
        hide_index=True,
        column_config=config,
        on_select="rerun",
        selection_mode="single-cell",
        key="figures_table",
        height=min(38 + 35 * len(shown), _HEIGHT),
        alt=words("figures.alt", n=len(shown)),
    )
    cells = event["selection"]["cells"]
    return cells[0][0] if cells and cells[0][0] < len(page) else None


def _passage(view: View, row: pd.Series) -> None:
    """The figure in its paragraph."""
    text = view.library.report(str(row["report"])).text
    before, passage, after = highlight.context(text, int(row["start"]), int(row["end"]))
    with st.container(border=True, key="figures_passage"):
        st.markdown(
            f"{for_markdown(before)}:primary-background[{for_markdown(passage)}]{for_markdown(after)}"
        )
        st.caption(for_markdown(catalogue.title(view.library, str(row["report"]))))
        figure = queries.figure(
            view.library, str(row["report"]), int(row["start"]), int(row["end"])
        )
        if figure is not None:
            links.ways(view, figure, "row")


def _body(view: View) -> None:
    words = view.words
    if not catalogue.count(view.library):
        states.empty_library(words)
        return
    filter_panel.chips(words, view.library)
    n, _ = answers.ask(queries.counts, view.library, view.filter)
    if n == 0:
        states.nothing_matches(words)
        return
    columns, sort, descending = _options(view)
    pages = -(-n // _PAGE)
    st.caption(words("figures.open_hint_pages" if pages > 1 else "figures.open_hint"))
    place = st.container()
    number = st.pagination(pages, key=f"figures_page_{pages}") if pages > 1 else 1
    page = queries.figures_page(
        view.library,
        view.filter,
        columns=[name for name in dict.fromkeys((*columns, *_ALWAYS)) if name in COLUMNS],
        sort=sort,
        descending=descending,
        limit=_PAGE,
        offset=_PAGE * (number - 1),
    )
    with place:
        chosen = _table(view, page, columns)
        if chosen is not None:
            _passage(view, page.iloc[chosen])
    _, everything = answers.ask(queries.counts, view.library, Filter(roles=()))
    statistics, _ = answers.ask(queries.counts, view.library, Filter())
    if everything > statistics:
        st.caption(words("download.others", n=f"{everything - statistics:,}"))
    downloads_row.show(view, n, everything, _in_files(columns))


run("figures", _body)
