"""What was raised and what was done about it: shares, with what the wording leaves open."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import numpy as np
import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.asking import progress, queries
from dashboard.asking.conclusions import Conclusion
from dashboard.showing import (
    bars,
    chart_text,
    charts,
    conclusion_words,
    figure_words,
    summary_sentences,
    theme,
)
from dashboard.showing import format as fmt
from dashboard.showing.bars import Bar
from dashboard.showing.escape import for_markdown
from dashboard.store.decisions import Place
from dashboard.store.figure import Figure
from widgets import (
    answers,
    catalogue,
    chart,
    citation,
    conclusion_line,
    correcting,
    deciding,
    filter_panel,
    report_picker,
    states,
    unchanging,
)
from widgets.shell import View, run

_SHOWN = 20
# Columns of shares in the chart's rows → what they are called.
_SHARES = (
    ("share", "progress.share"),
    ("low", "progress.low"),
    ("high", "progress.high"),
    ("stated", "progress.stated"),
)


def _row(one: Conclusion, view: View) -> dict[str, object]:
    """A rate as a row of the bullet chart."""
    assert one.second is not None  # a rate has two figures
    first = figure_words.said(one.first, view.words)
    second = figure_words.said(one.second, view.words)
    stated = one.stated.number if one.stated and one.stated.kind == "percent" else None
    return {
        "label": _name(one),
        "report": catalogue.title(view.library, one.report, one.title),
        "share": np.nan if one.value is None else one.value,
        "low": -np.inf if one.low is None else one.low,
        "high": np.inf if one.high is None else one.high,
        "stated": np.nan if stated is None else stated,
        "detail": f"{first} → {second}",
        "sentence": one.second.sentence,
        "raised": first,
        "done": second,
    }


def _name(one: Conclusion) -> str:
    """What was done, and what it was done about where its name does not say."""
    assert one.second is not None  # a rate has two figures
    metric, noun = one.second.metric, one.second.object
    if noun in metric and noun not in ("", metric):
        return metric
    return " → ".join(filter(None, (one.first.metric, one.second.metric)))


def _table(frame: pd.DataFrame, view: View) -> pd.DataFrame:
    """The chart's rows with the names that people read."""
    words = view.words
    shares = {
        words("progress.in_percent", name=words(name)): chart_text.column(frame[field])
        for field, name in _SHARES
    }
    return pd.DataFrame(
        {
            words("progress.raised"): frame["raised"],
            words("progress.done"): frame["done"],
            **shares,
            words("progress.report"): frame["report"],
            words.column("sentence"): frame["sentence"],
        }
    )


def _rates(rates: Sequence[Conclusion], view: View) -> None:
    """All rates in one chart, then each in words under its report."""
    words = view.words
    shown = rates[:_SHOWN]
    frame = pd.DataFrame([_row(one, view) for one in shown])
    title = summary_sentences.of_rates(shown, words) or words("progress.chart_title")
    source = citation.line(view, [one.report for one in shown])
    chart.show(
        lambda: charts.progress(frame, title, source, words, view.dark),
        _table(frame, view),
        title=title,
        labels=frame["label"].tolist(),
        values=[conclusion_words.result(one, words) for one in shown],
        words=words,
        key="progress",
        still=bars.html(_bars(frame, view), title, source, view.palette, full=100.0),
    )
    if frame["stated"].notna().any():
        st.caption(words("progress.marked"))
    _lines("rate", shown, view, len(rates))


def _bars(frame: pd.DataFrame, view: View) -> list[Bar]:
    """The chart's rows as bars under their reports."""
    return [
        Bar(
            row["label"],
            row["share"],
            fmt.rate(row["share"], row["low"], row["high"], view.words.language),
            view.palette.stages["done"],
            theme.PATTERNS["done"],
            row["low"],
            row["high"],
            row["sentence"],
            row["report"],
            row["stated"],
        )
        for row in frame.to_dict("records")
    ]


def _lines(name: str, shown: Sequence[Conclusion], view: View, there: int) -> None:
    """Each in words, with its buttons, report by report."""
    titles = catalogue.titles(view.library, (one.report for one in shown))
    for report, own in groupby(shown, key=lambda one: one.report):
        st.subheader(for_markdown(titles.get(report, "")), anchor=f"progress-{name}-{report}")
        with st.container(gap="xsmall"):
            for one in own:
                conclusion_line.show(view, one, f"progress_{one.key}")
    if there > len(shown):
        st.caption(view.words("progress.more", n=there - len(shown)))


def _group(name: str, found: Sequence[Conclusion], view: View) -> None:
    """A section of lines with its heading and what it is about; nothing where there are none."""
    if not found:
        return
    st.header(view.words(f"progress.{name}"), anchor=f"progress-{name}")
    st.caption(view.words(f"progress.{name}_about"))
    _lines(name, found[:_SHOWN], view, len(found))


def _by_hand(view: View) -> None:
    """Two figures of one report that no rule set against each other, on the person's word."""
    words = view.words
    st.header(words("progress.by_hand"), anchor="progress-by-hand")
    st.caption(words("progress.by_hand_about"))
    report = _report(view)
    free = answers.ask(progress.unpaired, view.library, report)
    if not free.wholes or not free.parts:
        st.info(words("progress.no_rest"), icon=":material/info:")
        return
    left, right = st.columns(2)
    whole = _choose(left, "whole", report, free.wholes, view)
    parts = free.parts if whole is None else progress.nearest(whole, free.parts)
    part = _choose(right, "part", report, parts, view)
    for figure in (whole, part):
        if figure is not None:
            st.caption(for_markdown(f"“{figure.sentence}”"))
    fits = whole is not None and part is not None and progress.can_be_part(part, whole)
    if whole is not None and part is not None and not fits:
        st.warning(words("progress.no_part"), icon=":material/warning:")
    if st.button(words("progress.pair"), key="progress_pair", disabled=not fits):
        assert whole is not None and part is not None  # else the button is off
        _pair(view, whole, part)


def _report(view: View) -> str:
    """The report of which figures are paired: one of the filter's."""
    offered = report_picker.offered(view, "progress_report", view.filter)
    titles = catalogue.titles(view.library, offered)
    return st.selectbox(
        view.words("progress.report"),
        offered,
        format_func=lambda report: titles.get(report, report),
        key="progress_report",
    )


def _choose(
    place: DeltaGenerator, side: str, report: str, figures: Sequence[Figure], view: View
) -> Figure | None:
    """One of these figures, or none yet; the box finds them as a person types."""
    words = view.words
    named = {figure.start: figure for figure in figures}
    chosen = place.selectbox(
        words(f"progress.{side}"),
        list(named),
        index=None,
        format_func=lambda start: figure_words.said(named[start], words),
        placeholder=words("picker.choose", n=len(figures)),
        key=f"progress_{side}_{report}",
    )
    return None if chosen is None else named.get(chosen)


def _pair(view: View, whole: Figure, part: Figure) -> None:
    """Keep the pair as a decision; what it gives then stands among the rates."""
    spans = whole.place, part.place
    correcting.tell(
        view.words,
        lambda: view.library.decide(whole.report, "draw", Place("progress", *spans), chosen=spans),
        view.words("deciding.drawn"),
    )
    st.rerun()


def _body(view: View) -> None:
    words = view.words
    if not catalogue.count(view.library):
        states.empty_library(words)
        return
    filter_panel.chips(words, view.library)
    correcting.say()
    if answers.ask(queries.counts, view.library, view.filter)[0] == 0:
        states.nothing_matches(words)
        return
    found = answers.ask(progress.progress, view.library, view.filter)
    if found.rates:
        _rates(found.rates, view)
    else:
        states.nothing_matches(words, "progress.none")
    if found.cut:
        st.caption(words("progress.cut"))
    _group("targets", found.targets, view)
    _group("questions", found.questions, view)
    if not unchanging.says(view.library, words, "deciding"):
        _by_hand(view)
    deciding.log(view, view.filter.reports)


run("progress", _body)
