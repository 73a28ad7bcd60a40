"""One figure divided by another: any two, or a named ratio over the reports."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from dashboard.asking import queries, ratios
from dashboard.asking.interval import Interval
from dashboard.errors import LibraryError
from dashboard.showing import chart_text, charts
from dashboard.showing import format as fmt
from dashboard.showing.escape import for_markdown
from widgets import answers, catalogue, chart, citation, figure_picker, filter_panel, links, states
from widgets.shell import View, run


def _name(ratio: ratios.Ratio, view: View) -> str:
    return ratio.zh if view.words.language == "zh" else ratio.en


def _value(number: float | None, low: float, high: float, unit: str, view: View) -> str:
    """A quotient with its interval and unit."""
    words = view.words
    value = fmt.with_unit(fmt.number(number, words.language), unit, words.language)
    bounds = fmt.interval(low, high, words.language)
    return value if low == high else words("chart.bounds", value=value or "—", bounds=bounds)


def _named(view: View, rounding: bool) -> None:
    """The ratios that these figures can answer, one of them over the reports."""
    words = view.words
    st.header(words("ratios.named"), anchor=False)
    offered = answers.ask(ratios.offered, view.library, view.filter)
    if not offered:
        states.explain(words, "ratios.none", ":material/percent:")
        return
    by_name = {ratio.name: (ratio, n) for ratio, n in offered}
    asked = st.query_params.get("ratio", "")
    names = list(by_name)
    chosen = st.selectbox(
        words("ratios.choose"),
        names,
        index=names.index(asked) if asked in names else 0,
        format_func=lambda name: words(
            "ratios.option", name=_name(by_name[name][0], view), n=by_name[name][1]
        ),
        key="ratios_named",
    )
    if asked != chosen:
        st.query_params["ratio"] = chosen
    ratio = by_name[chosen][0]
    frame = ratios.over_reports(view.library, ratio, view.filter, rounding)
    _over_reports(view, ratio, frame)
    if ratio.own:
        st.button(
            words("ratios.forget"),
            key="ratios_forget",
            icon=":material/delete:",
            on_click=lambda: ratios.forget(view.library, ratio.name),
        )


def _over_reports(view: View, ratio: ratios.Ratio, found: pd.DataFrame) -> None:
    words = view.words
    titles = catalogue.titles(view.library)
    as_percent = ratio.share and bool(found["percent"].notna().all())
    unit = str(found["unit"].iloc[0]) if found["unit"].nunique() == 1 and not as_percent else ""
    frame = pd.DataFrame(
        {
            "label": [titles.get(i, "") for i in found["report"]],
            "value": found["number"].astype("float64"),
            "low": found["low"],
            "high": found["high"],
            "sentence": found["numerator_sentence"],
        }
    )
    values = [
        fmt.share(row["value"], row["low"], row["high"])
        if as_percent
        else _value(row["value"], row["low"], row["high"], unit, view)
        for _, row in frame.iterrows()
    ]
    sides = {side: _side(found, side, view) for side in ("numerator", "denominator")}
    title = _name(ratio, view)
    chart.show(
        charts.ranges(
            frame,
            unit,
            title,
            citation.line(view, found["report"]),
            words,
            view.dark,
            as_percent=as_percent,
        ),
        pd.DataFrame(
            {
                words("ratios.report"): frame["label"],
                words("ratios.numerator"): sides["numerator"],
                words("ratios.denominator"): sides["denominator"],
                words("ratios.value"): chart_text.column(frame["value"], as_percent),
                words.column("low"): chart_text.column(frame["low"], as_percent),
                words.column("high"): chart_text.column(frame["high"], as_percent),
                words.column("unit"): "%" if as_percent else found["unit"],
                words.column("sentence"): frame["sentence"],
            }
        ),
        title=title,
        labels=frame["label"].tolist(),
        values=values,
        words=words,
        key="ratios_chart",
    )
    if found.attrs.get("cut"):
        st.caption(words("progress.cut"))
    for i, value in enumerate(values):
        row = found.iloc[i]
        said = words(
            "ratios.line",
            report=for_markdown(frame["label"].iloc[i]),
            numerator=for_markdown(sides["numerator"][i]),
            denominator=for_markdown(sides["denominator"][i]),
            value=value,
        )
        links.line(view, said, str(row["report"]), int(row["numerator_start"]))


def _side(found: pd.DataFrame, side: str, view: View) -> list[str]:
    """What stands above or below the line in each report: metric and figure, as people read it."""
    language = view.words.language
    said = []
    for _, row in found.iterrows():
        number = fmt.number(row[f"{side}_number"], language)
        in_digits = fmt.with_unit(number, row[f"{side}_unit"], language)
        value = row[f"{side}_text"] if language == "zh" or not number else in_digits
        said.append(f"{row[f'{side}_metric']} {value}".strip())
    return said


def _any_two(view: View, rounding: bool) -> None:
    """Numerator and denominator picked by hand, and kept under a name if wanted."""
    words = view.words
    st.header(words("ratios.any_two"), anchor=False)
    left, right = st.columns(2)
    with left:
        numerator = figure_picker.pick(view, words("ratios.numerator"), key="num")
    with right:
        denominator = figure_picker.pick(view, words("ratios.denominator"), key="den")
    if numerator is None or denominator is None:
        st.info(words("ratios.pick_both"), icon=":material/touch_app:")
        return
    result = ratios.ratio_of(numerator, denominator, rounding)
    if result is None or (result.quotient.number is not None and _endless(result.quotient)):
        st.warning(words("ratios.cannot"), icon=":material/warning:")
        return
    quotient = result.quotient
    st.metric(
        for_markdown(f"{numerator['metric']} ÷ {denominator['metric']}"),
        fmt.with_unit(fmt.number(quotient.number, words.language), result.unit, words.language)
        or "—",
        border=True,
    )
    if not quotient.exact:
        bounds = fmt.interval(quotient.low, quotient.high, words.language)
        st.caption(words("overview.bounds", bounds=bounds))
    if result.percent is not None:
        st.caption(
            words(
                "ratios.as_percent",
                share=fmt.share(
                    _share(result.percent.number),
                    result.percent.low / 100,
                    result.percent.high / 100,
                ),
            )
        )
    for figure in (numerator, denominator):
        said = for_markdown(f"“{figure['sentence']}”")
        links.line(view, said, str(figure["report"]), int(figure["start"]))
    _keep(view, numerator, denominator)


def _share(percent: float | None) -> float | None:
    return None if percent is None else percent / 100


def _endless(quotient: Interval) -> bool:
    return quotient.low == float("inf")


def _keep(view: View, numerator: dict[str, Any], denominator: dict[str, Any]) -> None:
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
        words("progress.rounding"), key="ratios_rounding", help=words("progress.rounding_help")
    )
    _named(view, rounding)
    _any_two(view, rounding)


run("ratios", _body)
