"""What the reports amount to, at a glance."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard.asking import checks, progress, queries
from dashboard.showing import chart_text, charts, theme
from dashboard.showing import format as fmt
from dashboard.showing.escape import for_markdown
from widgets import answers, catalogue, chart, citation, filter_panel, findings_list, links, states
from widgets.shell import View, run

_CARDS, _ATTENTION, _SHORT = 8, 4, 7
_REPORTS, _PAIRS = 100, 100  # rows and choices offered at once


def _cards(view: View) -> None:
    """The headline figures: what, how many, between what bounds, and the sentence."""
    words = view.words
    rows = answers.ask(queries.headline, view.library, view.filter, _CARDS)
    if rows.empty:
        return
    titles = catalogue.titles(view.library)
    columns = st.columns(4, gap="small") + st.columns(4, gap="small")
    for column, (_, row) in zip(columns, rows.iterrows(), strict=False):
        with column.container(border=True, height="stretch", gap="xsmall"):
            st.metric(
                for_markdown(str(row["metric"])),
                _value(row, view),
                help=for_markdown(str(row["sentence"])),
            )
            bounds = fmt.interval(row["low"], row["high"], words.language)
            exact = row["low"] == row["high"]
            said = words("overview.exact") if exact else words("overview.bounds", bounds=bounds)
            where = titles.get(str(row["report"]), str(row["title"]))
            unit = fmt.unit(str(row["unit"]), words.language)
            st.caption(" · ".join(filter(None, (for_markdown(unit), said, for_markdown(where)))))
            links.to_source(view, str(row["report"]), int(row["start"]))


def _value(row: pd.Series, view: View) -> str:
    """The figure in few characters: as written in Chinese where that is short, without its unit."""
    words = view.words
    written = str(row["text"]).removesuffix(str(row["unit"]))
    if words.language == "zh" and len(written) <= _SHORT:
        return written
    return fmt.short(row["number"], words.language) or fmt.interval(
        row["low"], row["high"], words.language
    )


def _funnel(view: View) -> None:
    """Raised, planned, done: of the object with the most raised, or another one chosen."""
    words = view.words
    pairs = answers.ask(progress.progress, view.library, view.filter, False).pairs
    if not pairs:
        return
    st.header(words("overview.funnel"), anchor=False)
    titles = catalogue.titles(view.library)
    order = sorted(range(len(pairs)), key=lambda i: _weight(pairs[i]))[:_PAIRS]
    # What a widget names its choices with lives as long as the session: the names, not the pairs.
    names = {i: f"{pairs[i].object} · {titles.get(pairs[i].report, '')}" for i in order}
    index = st.selectbox(
        words("overview.funnel_of"),
        order,
        format_func=names.__getitem__,
        key="overview_funnel_of",
    )
    pair = pairs[index]
    frame = progress.funnel([pair])
    steps = {"raised": pair.raised, "planned": pair.planned, "done": pair.done}
    metrics = [(steps[str(stage)] or {}).get("metric", "") for stage in frame["stage"]]
    frame["label"] = [
        words("card.colon").join(filter(None, (words.value("stage", str(stage)), metric)))
        for stage, metric in zip(frame["stage"], metrics, strict=True)
    ]
    frame["report"] = titles.get(pair.report, "")
    title = words("overview.funnel_title", object=pair.object)
    rate = fmt.percent(None if pair.rate.number is None else pair.rate.number / 100)
    bounds = fmt.percent_interval(pair.rate.low / 100, pair.rate.high / 100)
    if rate == bounds:
        st.markdown(words("overview.rate", rate=rate))
    else:
        st.markdown(words("overview.rate_between", rate=rate or bounds, bounds=bounds))
    chart.show(
        charts.steps(frame, pair.unit, title, citation.line(view, [pair.report]), words, view.dark),
        pd.DataFrame(
            {
                words("chart.what"): frame["label"],
                words.column("number"): frame["value"],
                words.column("low"): frame["low"],
                words.column("high"): frame["high"],
                words.column("unit"): pair.unit,
                words.column("sentence"): frame["sentence"],
            }
        ),
        title=title,
        labels=frame["label"].tolist(),
        values=[chart_text.written(row, pair.unit, words) for _, row in frame.iterrows()],
        words=words,
        key="overview_funnel",
    )


def _weight(pair: progress.Pair) -> tuple[bool, float]:
    """What to show first: what is counted before money, large before small."""
    number = pair.raised["number"]
    return pair.raised["kind"] == "money", -(number or 0.0)


def _by(view: View, group: str, frame: pd.DataFrame) -> None:
    """How many figures of each stage or kind."""
    words = view.words
    frame = frame[frame["count"] > 0]
    if group == "stage":
        frame = frame.sort_values("value", key=lambda column: column.map(theme.STAGES.index))
    frame = frame.reset_index(drop=True)
    if frame.empty:
        return
    title = words(f"overview.by_{group}")
    names = [words.value(group, str(value)) for value in frame["value"]]
    chart.show(
        charts.counts(frame, group, title, citation.line(view, []), words, view.dark),
        pd.DataFrame({words.column(group): names, words("chart.figures"): frame["count"]}),
        title=title,
        labels=names,
        values=[f"{n:,}" for n in frame["count"]],
        words=words,
        key=f"overview_{group}",
    )


def _reports(view: View) -> None:
    words = view.words
    frame = answers.ask(queries.reports_at_a_glance, view.library, view.filter, _REPORTS)
    st.header(words("overview.reports"), anchor=False)
    numbers = ("figures", "raised", "planned", "done", "doubtful", "corrected", "checked")
    st.dataframe(
        frame[["title", "date", *numbers]],
        hide_index=True,
        key="overview_reports",
        column_config={
            "title": st.column_config.TextColumn(words.column("title"), width=290),
            "date": words.column("date"),
            **{
                name: st.column_config.NumberColumn(words(f"overview.n_{name}"), format="localized")
                for name in numbers
            },
        },
    )
    if len(frame) < (there := int(frame["of"].iloc[0])):
        st.caption(words("overview.reports_cut", n=len(frame), m=f"{there:,}"))


def _attention(view: View) -> None:
    words = view.words
    st.header(words("overview.attention"), anchor=False)
    found = answers.ask(checks.findings, view.library, view.filter, True)
    urgent = [f for f in found if f.severity in ("error", "warning")]
    if not urgent:
        st.success(words("overview.no_attention"), icon=":material/check_circle:")
    for finding in urgent[:_ATTENTION]:
        findings_list.brief(view, finding)
    label = words("overview.to_check", n=len(urgent)) if urgent else words("overview.to_check_none")
    st.page_link("pages/check.py", label=label, icon=":material/rule:")


def _body(view: View) -> None:
    words = view.words
    if catalogue.reports(view.library).empty:
        states.empty_library(words)
        return
    filter_panel.chips(words, view.library)
    n, m = answers.ask(queries.counts, view.library, view.filter)
    if n == 0:
        states.nothing_matches(words)
        return
    st.markdown(words("figures.count", n=f"{n:,}", m=f"{m:,}"))
    _cards(view)
    _funnel(view)
    _attention(view)
    st.header(words("overview.spread"), anchor=False)
    stage, kind = st.columns(2, gap="medium")
    with stage:
        _by(view, "stage", answers.ask(queries.by_stage, view.library, view.filter))
    with kind:
        _by(view, "kind", answers.ask(queries.by_kind, view.library, view.filter))
    _reports(view)


run("overview", _body)
