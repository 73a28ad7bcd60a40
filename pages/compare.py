"""The same thing in different reports, organisations or years, and what reports tell of changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from dashboard.asking import compare, conclusions, reports
from dashboard.asking.compare import Compared, Point, Series
from dashboard.asking.filters import Filter
from dashboard.showing import (
    bars,
    chart_text,
    compare_words,
    figure_words,
    series_chart,
    theme,
)
from dashboard.showing.bars import Bar
from dashboard.showing.escape import for_markdown
from dashboard.store.figure import Figure
from widgets import (
    address,
    answers,
    catalogue,
    chart,
    citation,
    conclusion_list,
    deciding,
    filter_panel,
    fold,
    links,
    match_guesses,
    report_picker,
    series_frame,
    states,
    unchanging,
)
from widgets.shell import View, run

_OFFERED = 50  # reports to choose from, the newest; a search finds the others


@dataclass(frozen=True, slots=True)
class _Choices:
    """Which series, along what, in which form, as an index, per which other series."""

    series: tuple[Series, ...]
    by: str
    form: str
    indexed: bool
    base: Series | None


def _comparable(view: View) -> list[str]:
    """The newest reports that have something to compare, one more than are offered at once."""
    found = answers.ask(compare.comparable_reports, view.library, view.filter, _OFFERED + 1)
    return [one.report for one in found]


def _reports(view: View) -> tuple[str, ...]:
    """The reports to compare: as chosen, else the newest."""
    words = view.words
    ids = _comparable(view)
    if len(ids) < 3:
        return tuple(ids)
    there, offered = len(ids), ids
    if there > _OFFERED:
        there = answers.ask(reports.count, view.library, view.filter)
        offered = report_picker.offered(view, "compare_reports", view.filter)
    asked = st.query_params.get_all("rep")[: compare.MOST]
    chosen = st.session_state.get("compare_reports", asked)
    titles = catalogue.titles(view.library, [*offered, *asked, *chosen])
    asked = [report for report in asked if report in titles]
    chosen = st.multiselect(
        words("compare.reports"),
        list(titles),
        default=asked,
        format_func=lambda report: titles.get(report, report),
        max_selections=compare.MOST,
        key="compare_reports",
        placeholder=words(
            "compare.reports_newest" if there > compare.MOST else "compare.reports_all",
            n=compare.MOST,
            all=there,
        ),
        select_all=False,
    )
    address.remember({"rep": chosen}, {"rep": []})
    return tuple(chosen or ids[: compare.MOST])


def _choices(view: View, offered: Sequence[Series]) -> _Choices:
    words = view.words
    known = {one.key: one for one in offered}
    keys = st.multiselect(
        words("compare.metrics"),
        list(known),
        default=address.choices("cmp", list(known), compare.suggested(offered)),
        format_func=lambda key: words(
            "compare.option", metric=known[key].name, n=len(known[key].points)
        ),
        key="compare_keys",
        placeholder=words("compare.metrics_hint"),
        select_all=False,
    )
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        by = st.segmented_control(
            words("compare.by"),
            compare.BY,
            default=address.choice("by", compare.BY, "report"),
            required=True,
            format_func=lambda value: words(f"compare.by_{value}"),
            key="compare_by",
        )
        form = st.segmented_control(
            words("compare.form"),
            series_chart.FORMS,
            default=address.choice("form", series_chart.FORMS, "bar"),
            required=True,
            format_func=lambda value: words(f"compare.form_{value}"),
            key="compare_form",
        )
        bases = ["", *known]
        base = st.selectbox(
            words("compare.per"),
            bases,
            index=bases.index(address.choice("per", bases, "")),
            format_func=lambda key: known[key].name if key else words("compare.per_none"),
            key="compare_per",
            width=240,
        )
        indexed = st.toggle(
            words("compare.index"),
            value=st.query_params.get("idx") == "1",
            key="compare_index",
            help=words("compare.index_help"),
        )
    by, form = by or "report", form or "bar"
    address.remember(
        {"cmp": keys, "by": by, "form": form, "idx": "1" if indexed else "0", "per": base},
        {"idx": "0", "per": ""},
    )
    return _Choices(tuple(known[key] for key in keys), by, form, indexed, known.get(base))


def _worked_out(chosen: _Choices) -> list[Series]:
    """The chosen series as they are to be drawn; those without points are left out."""
    found = []
    for one in chosen.series:
        drawn = compare.along(one, chosen.by)
        if chosen.base is not None:
            drawn = compare.per(drawn, chosen.base)
        if chosen.indexed:
            drawn = compare.index_to_100(drawn)
        if drawn.points:
            found.append(drawn)
    return found


def _draw(view: View, drawn: Sequence[Series], chosen: _Choices) -> None:
    words, by = view.words, chosen.by
    frame = series_frame.frame(view, drawn, by)
    units = set(frame["unit"])
    unit = units.pop() if len(units) == 1 else ""
    title = _title(view, drawn, chosen)
    values = [chart_text.written(row, unit, words) for _, row in frame.iterrows()]
    source = citation.line(view, frame["id"])
    chart.show(
        lambda: series_chart.draw(
            frame,
            chosen.form,
            words("compare.index_axis") if chosen.indexed else unit,
            title,
            source,
            words,
            view.dark,
            from_zero=not chosen.indexed,
        ),
        pd.DataFrame(
            {
                words("compare.metric"): frame["series"],
                words(f"compare.by_{by}"): frame["x"],
                words.column("text"): frame["text"],
                words.column("number"): frame["value"],
                words.column("low"): frame["low"],
                words.column("high"): frame["high"],
                words.column("unit"): frame["unit"],
                words.column("sentence"): frame["sentence"],
            }
        ),
        title=title,
        labels=[f"{s} {x}" for s, x in zip(frame["series"], frame["x"], strict=True)],
        values=values,
        words=words,
        key="compare_chart",
        still=_still(view, frame, title, source) if chosen.form == "bar" else "",
    )
    if frame["unit"].nunique() > 1:
        st.caption(words("compare.units_differ"))


def _still(view: View, frame: pd.DataFrame, title: str, source: str) -> str:
    """The bars of each series under its name, on one scale where they are of one unit."""
    colours = view.palette.series
    names = list(dict.fromkeys(frame["series"]))
    drawn = [
        Bar(
            row["x"],
            row["value"],
            chart_text.written(row, row["unit"], view.words),
            colours[names.index(name) % len(colours)],
            theme.SERIES_PATTERNS[names.index(name) % len(theme.SERIES_PATTERNS)],
            row["low"],
            row["high"],
            row["sentence"],
            name,
        )
        for name in names
        for _, row in frame[frame["series"] == name].iterrows()
    ]
    return bars.html(drawn, title, source, view.palette, apart=frame["unit"].nunique() > 1)


def _title(view: View, drawn: Sequence[Series], chosen: _Choices) -> str:
    """The title of the chart: of one series as it stands its change, else what is drawn."""
    words = view.words
    as_told = chosen.base is None and not chosen.indexed
    if as_told and len(drawn) == 1 and drawn[0].one_body:
        return compare_words.heading(drawn[0], words)
    return words(
        "compare.title_index" if chosen.indexed else "compare.title",
        names=words("card.comma").join(one.name for one in drawn),
        by=words(f"compare.title_{chosen.by}"),
    )


def _told(view: View, series: Series) -> None:
    """A series in words: its change, and the sentences that it rests on."""
    words = view.words
    several = len({point.organisation for point in series.points}) > 1
    titles = catalogue.titles(view.library, (point.report for point in series.points))
    with st.container(gap="xsmall"):
        st.markdown(f"**{for_markdown(compare_words.heading(series, words))}**")
        for point in series.points:
            text, ways = st.columns([3, 1], gap="small", vertical_alignment="center")
            said = words(
                "compare.told",
                report=series_frame.report(view, point)
                if several
                else titles.get(point.report, ""),
                value=figure_words.value(point.figure, words),
                sentence=point.figure.sentence,
            )
            text.caption(for_markdown(said))
            with ways, st.container(horizontal=True, gap="small", vertical_alignment="center"):
                if not view.library.read_only:
                    _apart(view, series, point)
                links.to_source(view, point.report, point.figure.start)


def _apart(view: View, series: Series, point: Point) -> None:
    """The button that takes a figure out of its series."""
    figure = point.figure
    st.button(
        view.words("compare.apart"),
        key=f"apart_{series.key}_{point.report}",
        type="tertiary",
        on_click=lambda: compare.set_match(
            view.library, point.report, figure.metric, point.unit, compare.APART
        ),
    )


def _by_hand(view: View, reports: Sequence[str]) -> None:
    """Two figures of two reports matched on a person's word, and what was said before."""
    words = view.words
    inside = fold.unfolded(words("compare.matching"), "matching", ":material/join:")
    if inside is None:
        return
    said_before = compare.matches(view.library)
    known = (*reports, *(said.report for said in said_before))
    titles = catalogue.titles(view.library, known)
    with inside:
        st.caption(words("compare.matching_about"))
        chosen = []
        for side, place in zip(("first", "second"), st.columns(2), strict=True):
            with place:
                report = st.selectbox(
                    words(f"compare.match_{side}"),
                    reports,
                    index=0 if side == "first" else len(reports) - 1,
                    format_func=lambda report: titles.get(report, report),
                    key=f"compare_match_report_{side}",
                )
                chosen.append(_one_of(view, report, side))
        _match_them(view, *chosen)
        for i, said in enumerate(said_before):
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(
                    words(
                        "compare.matched" if said.key else "compare.taken_apart",
                        metric=for_markdown(said.metric),
                        report=for_markdown(titles.get(said.report, "")),
                        key=for_markdown(said.key.split("|")[0]),
                    ),
                    width="stretch",
                )
                st.button(
                    words("history.undo"),
                    key=f"unmatch_{i}",
                    icon=":material/undo:",
                    on_click=lambda said=said: compare.unmatch(
                        view.library, said.report, said.metric, said.unit
                    ),
                )


def _one_of(view: View, report: str, side: str) -> Figure | None:
    """One of the figures of a report that can be matched, or none yet."""
    words = view.words
    found = answers.ask(compare.figures_to_match, view.library, Filter(reports=(report,)))
    figures = {f"{figure.start}:{figure.end}": figure for figure in found}
    chosen = st.selectbox(
        words("compare.match_metric"),
        list(figures),
        index=None,
        format_func=lambda place: figure_words.said(figures[place], words),
        placeholder=words("picker.choose", n=len(figures)),
        key=f"compare_match_{side}_{report}",
    )
    return figures[chosen] if chosen else None


def _match_them(view: View, first: Figure | None, second: Figure | None) -> None:
    words = view.words
    if first is None or second is None:
        st.button(words("compare.match"), key="compare_match", disabled=True)
    elif first.report == second.report:
        st.info(words("compare.match_same_report"), icon=":material/info:")
    else:
        st.button(
            words("compare.match"),
            key="compare_match",
            on_click=lambda: compare.set_match(
                view.library, second.report, second.metric, second.unit, compare.key_of(first)
            ),
        )


def _changes(view: View) -> None:
    """The changes that the reports tell themselves: 由A提高到B, 比上年增长."""
    words = view.words
    found = answers.ask(conclusions.conclusions, view.library, view.filter, ("change",))
    if not found.rows:
        return
    st.header(words("compare.changes"), anchor="compare-changes")
    st.caption(words("compare.changes_about"))
    conclusion_list.show(view, found.rows, "compare_changes")
    if found.cut:
        st.caption(words("list.cut"))
    deciding.log(view, view.filter.reports)


def _matched(view: View, reports: tuple[str, ...]) -> Compared:
    """What the chosen reports tell of the same things, as far as the filter lets it through."""
    if len(reports) < 2:
        return Compared()
    found = answers.ask(compare.compare, view.library, Filter(reports=reports))
    return compare.within(view.library, view.filter, found)


def _side_by_side(view: View, found: Compared) -> None:
    words = view.words
    chosen = _choices(view, found.series)
    if not chosen.series:
        st.info(words("compare.choose"), icon=":material/touch_app:")
        return
    drawn = _worked_out(chosen)
    if not drawn:
        states.explain(words, "compare.none", ":material/stacked_line_chart:")
        return
    _draw(view, drawn, chosen)
    for one in chosen.series:
        _told(view, one)
    if not any(one.changes for one in chosen.series):
        st.caption(words("compare.no_change_why"))


def _body(view: View) -> None:
    words = view.words
    if not catalogue.count(view.library):
        states.empty_library(words)
        return
    filter_panel.chips(words, view.library)
    if not _comparable(view):
        states.nothing_matches(words)
        return
    reports = _reports(view)
    found = _matched(view, reports)
    if found.left_out:
        st.caption(words("compare.left_out", n=len(reports) - found.left_out))
    if found.late:
        states.explain(words, "compare.late", ":material/stacked_line_chart:")
    elif found.series:
        _side_by_side(view, found)
    else:
        states.explain(words, "compare.no_series", ":material/stacked_line_chart:")
    match_guesses.show(view, found.guesses)
    if not unchanging.says(view.library, words, "deciding") and len(reports) > 1:
        _by_hand(view, reports)
    _changes(view)


run("compare", _body)
