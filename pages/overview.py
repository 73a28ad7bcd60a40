"""What the reports amount to, at a glance."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from dashboard.asking import conclusions, funnel, kinds_at_hand, queries, report_kinds
from dashboard.asking.conclusions import Conclusion
from dashboard.asking.funnel import Funnel
from dashboard.showing import (
    bars,
    charts,
    conclusion_words,
    figure_words,
    summary_sentences,
    theme,
)
from dashboard.showing import format as fmt
from dashboard.showing.bars import Bar
from dashboard.showing.escape import for_markdown
from dashboard.store.figure import Figure
from widgets import (
    answers,
    catalogue,
    chart,
    citation,
    conclusion_line,
    correcting,
    filter_panel,
    links,
    states,
)
from widgets.shell import View, run

_CARDS, _ATTENTION = 8, 4
_REPORTS, _FUNNELS = 100, 100  # rows and choices offered at once
_STEPS = 400  # rates and plans that funnels are made of, those of the newest reports first


def _cards(view: View) -> None:
    """The figures that sum the reports up: what, how many, what the wording leaves open, where."""
    shown = answers.ask(conclusions.highlights, view.library, view.filter, _CARDS)
    if not shown:
        return
    shown = report_kinds.cards_first(view.words.report_kind, shown)
    titles = catalogue.titles(view.library, (figure.report for figure in shown))
    columns = st.columns(4, gap="small") + st.columns(4, gap="small")
    for column, figure in zip(columns, shown, strict=False):
        with column.container(border=True, height="stretch", gap="xsmall"):
            st.metric(
                for_markdown(figure_words.name(figure, view.words)),
                for_markdown(figure_words.short(figure, view.words)),
                help=for_markdown(figure.sentence),
            )
            facts = (_measured(figure, view), titles.get(figure.report, ""))
            st.caption(" · ".join(for_markdown(fact) for fact in facts if fact))
            links.ways(view, figure, f"card_{figure.start}_{figure.report}")


def _measured(figure: Figure, view: View) -> str:
    """The unit, and between what bounds the number lies where the wording leaves that open."""
    language = view.words.language
    unit = fmt.unit(figure.unit, language)
    if figure.low == figure.high:
        return unit
    bounds = view.words("overview.bounds", bounds=fmt.interval(figure.low, figure.high, language))
    return " · ".join(filter(None, (unit, bounds)))


def _funnel(view: View) -> None:
    """What was raised and what became of it: the weightiest chain, or another one chosen."""
    words = view.words
    steps = (("progress", "ratio"), (), _STEPS)
    found = answers.ask(conclusions.conclusions, view.library, view.filter, *steps)
    chains = funnel.funnels(found.rows)[:_FUNNELS]
    if not chains:
        return
    st.header(words("overview.funnel"), anchor="overview-funnel")
    titles = catalogue.titles(view.library, (chain.report for chain in chains))
    # What a widget names its choices with lives as long as the session: the names, not the chains.
    names = {
        chain.key: f"{_path(chain, view)} · {titles.get(chain.report, '')}" for chain in chains
    }
    chosen = st.selectbox(
        words("overview.funnel_of"),
        list(names),
        format_func=lambda key: names.get(key, ""),
        key="overview_funnel_of",
    )
    chain = next(one for one in chains if one.key == chosen)
    for rate in chain.rates:
        said = words(
            "overview.rate",
            what=for_markdown(_step(rate)),
            rate=for_markdown(conclusion_words.result(rate, words)),
        )
        st.markdown(said + for_markdown(conclusion_words.agreement(rate, words)))
    _steps(view, chain)


def _path(chain: Funnel, view: View) -> str:
    done = [figure.metric for figure in chain.steps if figure != chain.planned]
    return " → ".join(name or figure_words.value(chain.base, view.words) for name in done)


def _step(rate: Conclusion) -> str:
    """What of what: 查摆问题 → 整改问题."""
    after = "" if rate.second is None else rate.second.metric
    return " → ".join(filter(None, (rate.first.metric, after)))


def _steps(view: View, chain: Funnel) -> None:
    """The chain as bars, one below the other."""
    words = view.words
    frame = pd.DataFrame(
        {
            "label": [figure.metric for figure in chain.steps],
            "stage": [figure.stage for figure in chain.steps],
            "value": [figure.number for figure in chain.steps],
            "low": [figure.low for figure in chain.steps],
            "high": [figure.high for figure in chain.steps],
            "text": [figure_words.value(figure, words) for figure in chain.steps],
            "unit": [fmt.unit(figure.unit, words.language) for figure in chain.steps],
            "sentence": [figure.sentence for figure in chain.steps],
            "report": catalogue.title(view.library, chain.report),
        }
    ).astype({"value": "float64", "low": "float64", "high": "float64"})
    title = summary_sentences.spoken(summary_sentences.of_funnel(chain, words))
    title = title or " → ".join(figure_words.said(figure, words) for figure in chain.steps)
    source = citation.line(view, [chain.report])
    chart.show(
        lambda: charts.steps(frame, chain.unit, title, source, words, view.dark),
        pd.DataFrame(
            {
                words("chart.what"): frame["label"],
                words.column("text"): frame["text"],
                words.column("number"): frame["value"],
                words.column("low"): frame["low"],
                words.column("high"): frame["high"],
                words.column("unit"): frame["unit"],
                words.column("sentence"): frame["sentence"],
            }
        ),
        title=title,
        labels=frame["label"].tolist(),
        values=frame["text"].tolist(),
        words=words,
        key="overview_funnel",
        still=bars.html(_bars(chain, view), title, source, view.palette),
    )


def _bars(chain: Funnel, view: View) -> list[Bar]:
    return [
        Bar(
            figure.metric,
            figure.number,
            figure_words.value(figure, view.words),
            view.palette.stages[figure.stage],
            theme.PATTERNS[figure.stage],
            figure.low,
            figure.high,
            figure.sentence,
        )
        for figure in chain.steps
    ]


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
    source = citation.line(view, [])
    of_stages = group == "stage"
    drawn = [
        Bar(
            name,
            float(count),
            f"{count:,}",
            view.palette.stages[value] if of_stages else view.palette.accent,
            theme.PATTERNS[value] if of_stages else "",
        )
        for name, value, count in zip(names, frame["value"], frame["count"], strict=True)
    ]
    chart.show(
        lambda: charts.counts(frame, group, title, source, words, view.dark),
        pd.DataFrame({words.column(group): names, words("chart.figures"): frame["count"]}),
        title=title,
        labels=names,
        values=[f"{n:,}" for n in frame["count"]],
        words=words,
        key=f"overview_{group}",
        still=bars.html(drawn, title, source, view.palette),
    )


def _reports(view: View) -> None:
    words = view.words
    frame = answers.ask(queries.reports_at_a_glance, view.library, view.filter, _REPORTS)
    st.header(words("overview.reports"), anchor="overview-reports")
    numbers = ("figures", "raised", "planned", "done", "doubtful", "corrected", "checked")
    st.dataframe(
        frame[["title", "date", *numbers]],
        hide_index=True,
        key="overview_reports",
        column_config={
            "title": st.column_config.TextColumn(words.column("title"), width=290),
            "date": words.column("date"),
            **{
                # As 1,234: "localized" has the browser make a formatter for each cell.
                name: st.column_config.NumberColumn(
                    words(f"overview.n_{name}"), format="accounting", step=1
                )
                for name in numbers
            },
        },
    )
    if len(frame) < (there := int(frame["of"].iloc[0])):
        st.caption(words("overview.reports_cut", n=len(frame), m=f"{there:,}"))


def _attention(view: View) -> None:
    """What cannot be as stated, and what waits for a decision."""
    words = view.words
    st.header(words("overview.attention"), anchor="overview-attention")
    found = answers.ask(conclusions.urgent, view.library, view.filter, _ATTENTION)
    if not found.there:
        st.success(words("overview.no_attention"), icon=":material/check_circle:")
    for one in found.rows:
        conclusion_line.brief(view, one, f"overview_{one.key}")
    label = words("overview.to_check", n=found.there)
    if not found.there:
        label = words("overview.to_check_none")
    st.page_link("pages/check.py", label=label, icon=":material/rule:")


def _body(view: View) -> None:
    words = view.words
    if not catalogue.count(view.library):
        states.empty_library(words)
        return
    told = answers.ask(kinds_at_hand.only_kind, view.library, view.filter)
    view = replace(view, words=words.of_kind(told))
    filter_panel.chips(words, view.library)
    correcting.say()
    n, _ = answers.ask(queries.counts, view.library, view.filter)
    if n == 0:
        states.nothing_matches(words)
        return
    _cards(view)
    _funnel(view)
    _attention(view)
    st.header(words("overview.spread"), anchor="overview-spread")
    stage, kind = st.columns(2, gap="medium")
    with stage:
        _by(view, "stage", answers.ask(queries.by_stage, view.library, view.filter))
    with kind:
        _by(view, "kind", answers.ask(queries.by_kind, view.library, view.filter))
    _reports(view)


run("overview", _body)
