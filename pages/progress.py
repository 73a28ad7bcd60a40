"""What was raised and what was done about it: shares, with what the wording leaves open."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.asking import progress, queries
from dashboard.asking.targets import Target
from dashboard.showing import chart_text, charts
from dashboard.showing import format as fmt
from dashboard.showing.escape import for_markdown
from extract.number.unit_family import comparable
from widgets import answers, catalogue, chart, citation, filter_panel, links, states
from widgets.shell import View, run

_SHOWN = 20
# Columns of shares in the chart's rows → what they are called.
_SHARES = (
    ("share", "progress.share"),
    ("low", "progress.low"),
    ("high", "progress.high"),
    ("stated", "progress.stated"),
    ("target", "progress.target"),
)


def _figure(figure: dict[str, Any] | None, view: View) -> str:
    """A figure as people read it: as written in Chinese, in digits in English."""
    if figure is None:
        return ""
    if view.words.language == "zh":
        return f"{figure['metric']} {figure['text']}"
    number = fmt.number(figure["number"], "en") or fmt.interval(figure["low"], figure["high"], "en")
    return f"{figure['metric']} {fmt.with_unit(number, figure['unit'], 'en')}"


def _share(figure: dict[str, Any] | None) -> float:
    """A stated percentage as a share, NaN when there is none."""
    number = figure["number"] if figure else None
    return np.nan if number is None else float(number) / 100


def _target(pair: progress.Pair) -> float:
    """The target as a share of what was raised, NaN when there is none."""
    number = pair.target["number"] if pair.target else None
    whole = pair.raised["number"]
    if pair.target is None or number is None:
        return np.nan
    if pair.target["kind"] == "percent":
        return float(number) / 100
    return float(number) / float(whole) if whole else np.nan


def _frame(pairs: list[progress.Pair], view: View) -> pd.DataFrame:
    """The pairs as the rows of the bullet chart."""
    titles = catalogue.titles(view.library)
    rows = []
    for pair in pairs:
        rate = pair.rate
        whole, part = _figure(pair.raised, view), _figure(pair.done, view)
        rows.append(
            {
                "label": " ".join(t for t in (pair.scope, pair.object) if t)
                or str(pair.done["metric"]),
                "share": _as_share(rate.number),
                "low": rate.low / 100,
                "high": rate.high / 100,
                "stated": _share(pair.stated),
                "verdict": {None: "", True: "fits", False: "differs"}[pair.stated_fits],
                "target": _target(pair),
                "detail": f"{whole} → {part}",
                "sentence": pair.done["sentence"],
                "report": titles.get(pair.report, pair.title),
                "raised": whole,
                "planned": _figure(pair.planned, view),
                "done": part,
                "id": pair.report,
                "start": int(pair.done["start"]),
            }
        )
    return pd.DataFrame(rows)


def _table(frame: pd.DataFrame, view: View) -> pd.DataFrame:
    """The chart's rows with the names that people read."""
    words = view.words
    return pd.DataFrame(
        {
            words("progress.object"): frame["label"],
            words("progress.raised"): frame["raised"],
            words("progress.planned"): frame["planned"],
            words("progress.done"): frame["done"],
            **{
                words("progress.in_percent", name=words(name)): chart_text.column(
                    frame[field], True
                )
                for field, name in _SHARES
            },
            words("progress.report"): frame["report"],
            words.column("sentence"): frame["sentence"],
        }
    )


def _bullets(pairs: list[progress.Pair], view: View) -> None:
    """All pairs in one chart, then each in words."""
    words = view.words
    frame = _frame(pairs[:_SHOWN], view)
    title = words("progress.chart_title")
    chart.show(
        charts.progress(frame, title, citation.line(view, frame["id"]), words, view.dark),
        _table(frame, view),
        title=title,
        labels=frame["label"].tolist(),
        values=_said(frame),
        words=words,
        key="progress",
    )
    for report, own in frame.groupby("report", sort=False):
        st.subheader(for_markdown(str(report)), anchor=False)
        with st.container(gap="xsmall"):
            for _, row in own.iterrows():
                _line(row, view)
    if len(pairs) > _SHOWN:
        st.caption(words("progress.more", n=len(pairs) - _SHOWN))


def _said(frame: pd.DataFrame) -> list[str]:
    return [fmt.share(row["share"], row["low"], row["high"]) for _, row in frame.iterrows()]


def _line(row: pd.Series, view: View) -> None:
    """One pair in words, with the way to its sentence."""
    words = view.words
    said = words(
        "progress.line",
        detail=for_markdown(row["detail"]),
        share=fmt.share(row["share"], row["low"], row["high"]),
    )
    if row["verdict"]:
        said += words(f"progress.stated_{row['verdict']}", stated=fmt.percent(row["stated"]))
    if not np.isnan(row["target"]):
        said += words("progress.aimed_at", target=fmt.percent(row["target"]))
    links.line(view, said, str(row["id"]), int(row["start"]))


def _by_hand(rest: list[dict[str, Any]], view: View, rounding: bool) -> None:
    """Any two of the figures that found no partner, compared on the person's word."""
    words = view.words
    wholes = [row for row in rest if row["stage"] != "done"]
    parts = [row for row in rest if row["stage"] == "done"]
    st.header(words("progress.by_hand"), anchor=False)
    st.caption(words("progress.by_hand_about"))
    if not wholes or not parts:
        st.info(words("progress.no_rest"), icon=":material/info:")
        return
    left, right = st.columns(2)
    whole = _choose(left, "whole", wholes, view)
    if whole is not None:
        parts = sorted(parts, key=lambda part: progress.distance(whole, part))
    part = _choose(right, "part", parts, view)
    if whole is None or part is None:
        return
    made = progress.pair(whole, part, rounding)
    if made is None:
        st.warning(words("progress.redacted"), icon=":material/warning:")
        return
    _line(_frame([made], view).iloc[0], view)
    for figure in (whole, part):
        st.caption(for_markdown(f"“{figure['sentence']}”"))
    if not comparable(whole["unit"], part["unit"]):
        st.warning(words("progress.units_differ"), icon=":material/warning:")


def _choose(
    place: DeltaGenerator, side: str, rows: list[dict[str, Any]], view: View
) -> dict[str, Any] | None:
    """One of these figures, or none yet; the box finds them as a person types."""
    titles = catalogue.titles(view.library)
    named = {f"{row['report']}:{row['start']}": row for row in rows}
    chosen = place.selectbox(
        view.words(f"progress.{side}"),
        list(named),
        index=None,
        format_func=lambda at: (
            f"{_figure(named[at], view)} · {titles.get(named[at]['report'], '')}"
        ),
        placeholder=view.words("picker.choose", n=len(rows)),
        key=f"progress_{side}",
    )
    return named.get(chosen) if chosen else None


def _as_share(percent: float | None) -> float:
    """A percentage as a share, NaN for none."""
    return np.nan if percent is None else percent / 100


def _targets(targets: list[Target], view: View) -> None:
    """What was aimed at beside what was done, where no whole is known; a share only where both
    speak of the same time."""
    words = view.words
    groups = (
        ("targets", [one for one in targets if one.reached]),
        ("next_targets", [one for one in targets if not one.reached]),
    )
    for heading, group in groups:
        if not group:
            continue
        st.header(words(f"progress.{heading}"), anchor=False)
        st.caption(words(f"progress.{heading}_about"))
        with st.container(gap="xsmall"):
            for one in group[:_SHOWN]:
                _target_line(one, view)
        if len(group) > _SHOWN:
            st.caption(words("progress.more", n=len(group) - _SHOWN))


def _target_line(one: Target, view: View) -> None:
    words, reached = view.words, one.reached
    figures = {
        "target": for_markdown(_figure(one.target, view)),
        "actual": for_markdown(_figure(one.actual, view)),
    }
    if reached:
        share = fmt.share(_as_share(reached.number), reached.low / 100, reached.high / 100)
        said = words("progress.reached", share=share, **figures)
    else:
        said = words("progress.aimed", **figures)
    links.line(view, said, str(one.target["report"]), int(one.target["start"]))


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
        words("progress.rounding"), key="progress_rounding", help=words("progress.rounding_help")
    )
    found = answers.ask(progress.progress, view.library, view.filter, rounding)
    if not found.pairs:
        states.nothing_matches(words, "progress.none")
    else:
        _bullets(found.pairs, view)
    if found.cut:
        st.caption(words("progress.cut"))
    _targets(found.targets, view)
    _by_hand(found.rest, view, rounding)


run("progress", _body)
