"""One figure divided by another: what the reports give, a named ratio over them, any two."""

from __future__ import annotations

from collections import Counter

import pandas as pd
import streamlit as st

from conclude.measure.interval import Interval
from dashboard.asking import conclusions, queries, ratios
from dashboard.asking.ratios import Answer, Ratio, Result
from dashboard.errors import LibraryError
from dashboard.showing import bars, chart_text, charts, figure_words
from dashboard.showing import format as fmt
from dashboard.showing.bars import Bar
from dashboard.showing.escape import for_markdown
from dashboard.store.figure import Figure
from widgets import (
    answers,
    catalogue,
    chart,
    citation,
    conclusion_list,
    deciding,
    figure_picker,
    filter_panel,
    links,
    states,
    unchanging,
)
from widgets.shell import View, run

_DRAWN = 20  # answers in the chart and beneath it


def _concluded(view: View) -> None:
    """The shares and the ratios that stand in the reports, as they were concluded."""
    words = view.words
    found = answers.ask(conclusions.conclusions, view.library, view.filter, ("share", "ratio"))
    for kind in ("share", "ratio"):
        own = [one for one in found.rows if one.kind == kind]
        if kind == "share":
            own = [one for one in own if one.sure]
        if own:
            st.header(words(f"ratios.{kind}s"), anchor=f"ratios-{kind}s")
            conclusion_list.show(view, own, f"ratios_{kind}")
    if found.cut:
        st.caption(words("list.cut"))


def _named(view: View, rounding: bool) -> None:
    """The ratios that these figures can answer, one of them over the reports."""
    words = view.words
    st.header(words("ratios.named"), anchor="ratios-named")
    found = answers.ask(ratios.answered, view.library, view.filter, rounding)
    if not found.ratios:
        states.explain(words, "ratios.none", ":material/percent:")
        return
    by_name = {ratio.name: (ratio, told) for ratio, told in found.ratios}
    asked = st.query_params.get("ratio", "")
    names = list(by_name)
    chosen = st.selectbox(
        words("ratios.choose"),
        names,
        index=names.index(asked) if asked in names else 0,
        format_func=lambda name: words(
            "ratios.option",
            name=_name(by_name[name][0], view),
            n=len({answer.report for answer in by_name[name][1]}),
        ),
        key="ratios_named",
    )
    if asked != chosen:
        st.query_params["ratio"] = chosen
    ratio, told = by_name[chosen]
    _over_reports(view, ratio, told)
    if found.cut:
        st.caption(words("list.cut"))
    if ratio.own and not view.library.read_only:
        st.button(
            words("ratios.forget"),
            key="ratios_forget",
            icon=":material/delete:",
            on_click=lambda: ratios.forget(view.library, ratio.name),
        )


def _over_reports(view: View, ratio: Ratio, told: tuple[Answer, ...]) -> None:
    """A chart with a row an answer, and each in words."""
    words = view.words
    as_percent = ratio.share and all(answer.result.percent for answer in told)
    units = {answer.result.unit for answer in told}
    unit = units.pop() if len(units) == 1 and not as_percent else ""
    frame, title = _frame(view, told, as_percent), _name(ratio, view)
    drawn = frame[:_DRAWN]
    values = [_said(answer.result, view, as_percent) for answer in told[:_DRAWN]]
    source = citation.line(view, [answer.report for answer in told])
    chart.show(
        lambda: charts.ranges(drawn, unit, title, source, words, view.dark, as_percent=as_percent),
        _table(view, told, frame, as_percent),
        title=title,
        labels=drawn["label"].tolist(),
        values=values,
        words=words,
        key="ratios_chart",
        still=bars.html(
            [
                Bar(
                    str(row["label"]),
                    row["value"],
                    value,
                    view.palette.accent,
                    low=row["low"],
                    high=row["high"],
                    tip=str(row["sentence"]),
                )
                for row, value in zip(drawn.to_dict("records"), values, strict=True)
            ],
            title,
            source,
            view.palette,
        ),
    )
    for label, answer, value in zip(drawn["label"], told, values, strict=False):
        said = words(
            "ratios.line",
            report=for_markdown(str(label)),
            numerator=for_markdown(figure_words.said(answer.numerator, words)),
            denominator=for_markdown(figure_words.said(answer.denominator, words)),
            value=for_markdown(value),
        )
        links.line(view, said, answer.report, answer.numerator.start)
    if len(told) > _DRAWN:
        st.caption(words("list.more", n=len(told) - _DRAWN))


def _frame(view: View, told: tuple[Answer, ...], as_percent: bool) -> pd.DataFrame:
    """The answers as the rows of the chart; of several in a report each says what it is of."""
    titles = catalogue.titles(view.library, (answer.report for answer in told))
    values = [_value(answer.result, as_percent) for answer in told]
    several = Counter(answer.report for answer in told)
    return pd.DataFrame(
        {
            "label": [
                titles.get(answer.report, answer.title)
                + (
                    f" · {figure_words.said(answer.denominator, view.words)}"
                    if several[answer.report] > 1
                    else ""
                )
                for answer in told
            ],
            "value": pd.Series([value.number for value in values], dtype="float64"),
            "low": [value.low for value in values],
            "high": [value.high for value in values],
            "sentence": [answer.numerator.sentence for answer in told],
        }
    )


def _table(
    view: View, told: tuple[Answer, ...], frame: pd.DataFrame, as_percent: bool
) -> pd.DataFrame:
    """The answers with the names that people read."""
    words = view.words
    return pd.DataFrame(
        {
            words("ratios.report"): frame["label"],
            words("ratios.numerator"): [figure_words.said(one.numerator, words) for one in told],
            words("ratios.denominator"): [
                figure_words.said(one.denominator, words) for one in told
            ],
            words("ratios.value"): chart_text.column(frame["value"]),
            words.column("low"): chart_text.column(frame["low"]),
            words.column("high"): chart_text.column(frame["high"]),
            words.column("unit"): "%" if as_percent else [one.result.unit for one in told],
            words.column("sentence"): frame["sentence"],
        }
    )


def _any_two(view: View, rounding: bool) -> None:
    """Numerator and denominator picked by hand, and kept under a name if wanted."""
    words = view.words
    st.header(words("ratios.any_two"), anchor="ratios-any-two")
    left, right = st.columns(2)
    with left:
        numerator = figure_picker.pick(view, words("ratios.numerator"), key="num")
    with right:
        denominator = figure_picker.pick(view, words("ratios.denominator"), key="den")
    if numerator is None or denominator is None:
        st.info(words("ratios.pick_both"), icon=":material/touch_app:")
        return
    result = ratios.ratio_of(numerator, denominator, rounding)
    if result is None:
        st.warning(words("ratios.cannot"), icon=":material/warning:")
        return
    st.metric(
        for_markdown(f"{numerator.metric} ÷ {denominator.metric}"),
        for_markdown(_said(result, view, as_percent=False)),
        border=True,
    )
    if result.percent is not None:
        st.caption(words("ratios.as_percent", share=_said(result, view, as_percent=True)))
    for figure in (numerator, denominator):
        said = for_markdown(f"“{figure.sentence}”")
        links.line(view, said, figure.report, figure.start)
    if not unchanging.says(view.library, words, "keeping"):
        _keep(view, numerator, denominator)


def _keep(view: View, numerator: Figure, denominator: Figure) -> None:
    """Keep this ratio, so that it is offered for every report."""
    words = view.words
    with st.form("ratios_keep", border=False):
        name = st.text_input(words("ratios.name"))
        kept = st.form_submit_button(words("ratios.keep"), icon=":material/bookmark_add:")
    if not kept:
        return
    try:
        ratios.save(view.library, ratios.from_figures(name.strip(), numerator, denominator))
    except LibraryError as error:
        st.error(states.sentence(words, error))
    else:
        st.query_params["ratio"] = name.strip()
        st.session_state.pop("ratios_named", None)
        st.rerun()


def _name(ratio: Ratio, view: View) -> str:
    return ratio.zh if view.words.language == "zh" else ratio.en


def _value(result: Result, as_percent: bool) -> Interval:
    return result.percent if as_percent and result.percent is not None else result.quotient


def _said(result: Result, view: View, as_percent: bool) -> str:
    """A quotient with its unit and its bounds, or as a percentage."""
    language = view.words.language
    value = _value(result, as_percent)
    if as_percent:
        return fmt.rate(value.number, value.low, value.high, language)
    number = fmt.with_unit(fmt.number(value.number, language), result.unit, language)
    bounds = "" if value.exact else fmt.interval(value.low, value.high, language)
    return fmt.bracketed(number, bounds, language)


def _body(view: View) -> None:
    words = view.words
    if not catalogue.count(view.library):
        states.empty_library(words)
        return
    filter_panel.chips(words, view.library)
    if answers.ask(queries.counts, view.library, view.filter)[0] == 0:
        states.nothing_matches(words)
        return
    rounding = st.toggle(
        words("ratios.rounding"), key="ratios_rounding", help=words("ratios.rounding_help")
    )
    _named(view, rounding)
    _concluded(view)
    _any_two(view, rounding)
    deciding.log(view, view.filter.reports)


run("ratios", _body)
