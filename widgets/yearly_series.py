"""The reports of one body over the years: a table with a column each, and one metric drawn."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dashboard.asking import compare
from dashboard.asking.compare import Series
from dashboard.asking.filters import Filter
from dashboard.showing import chart_text, compare_words, figure_words, series_chart
from dashboard.showing.escape import for_markdown
from widgets import address, answers, chart, citation, links, series_frame, states
from widgets.shell import View

_NAME = 150  # pixels of the first column


def show(view: View, reports: Sequence[str]) -> None:
    """What at least two of the reports tell, the last of them; `reports` are ids, oldest first."""
    words, reports = view.words, reports[-compare.MOST :]
    st.caption(words("yearly.series_about", n=len(reports)))
    found = answers.ask(compare.compare, view.library, Filter(reports=tuple(reports)))
    if not found.series:
        states.explain(words, "yearly.no_pairs")
        return
    table = _table(view, found.series)
    st.dataframe(
        table,
        hide_index=True,
        key="yearly_series_table",
        column_config={table.columns[0]: st.column_config.TextColumn(width=_NAME, pinned=True)},
    )
    _draw(view, found.series)


def _table(view: View, series: Sequence[Series]) -> pd.DataFrame:
    """A row a metric, a column a report, and the last value against the first."""
    words = view.words
    names = _columns(view, series)
    rows = []
    for one in series:
        row = {words("yearly.metric"): one.name} | dict.fromkeys(names.values(), "")
        for point in one.points:
            row[names[point.report]] = figure_words.told(point.figure, words)
        row[words("yearly.series_change")] = _change(view, one)
        rows.append(row)
    return pd.DataFrame(rows)


def _columns(view: View, series: Sequence[Series]) -> dict[str, str]:
    """The reports, the oldest first, by what their columns are called."""
    points = sorted(
        {point.report: point for one in series for point in one.points}.values(),
        key=lambda point: (not point.date, point.date),
    )
    return series_frame.labels(view, points, series_frame.PERIOD)


def _change(view: View, series: Series) -> str:
    found = compare.change(series.points[0], series.points[-1])
    return compare_words.change(found, view.words) if found is not None else "—"


def _draw(view: View, series: Sequence[Series]) -> None:
    """One metric as bars, and its sentences."""
    words = view.words
    known = {one.key: one for one in series}
    keys = list(known)
    suggested = compare.suggested(series, 1) or keys[:1]
    key = st.selectbox(
        words("yearly.series_metric"),
        keys,
        index=keys.index(address.choice("draw", keys, suggested[0])),
        format_func=lambda one: known[one].name,
        key="yearly_series_metric",
        width=320,
    )
    address.remember({"draw": key}, {"draw": suggested[0]})
    one = known[key]
    frame = series_frame.frame(view, [one], series_frame.PERIOD)
    change = _change(view, one)
    title = words("yearly.series_title", name=one.name, change=change)
    chart.show(
        series_chart.draw(
            frame, "bar", one.unit, title, citation.line(view, frame["id"]), words, view.dark
        ),
        pd.DataFrame(
            {
                words("yearly.period"): frame["x"],
                words.column("text"): frame["text"],
                words.column("number"): frame["value"],
                words.column("unit"): frame["unit"],
                words.column("sentence"): frame["sentence"],
            }
        ),
        title=title,
        labels=frame["x"].tolist(),
        values=[chart_text.written(row, one.unit, words) for _, row in frame.iterrows()],
        words=words,
        key="yearly_series",
    )
    names = series_frame.labels(view, one.points, series_frame.PERIOD)
    for point in one.points:
        said = words(
            "yearly.said",
            side=names[point.report],
            value=figure_words.told(point.figure, words),
            sentence=point.figure.sentence,
        )
        links.line(view, for_markdown(said), point.report, point.figure.start, small=True)
