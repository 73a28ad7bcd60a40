"""The same metric in different reports, organisations or years."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard.asking import compare, queries
from dashboard.showing import chart_text, series_chart
from dashboard.showing import format as fmt
from dashboard.showing.escape import for_markdown
from widgets import (
    address,
    answers,
    catalogue,
    chart,
    citation,
    filter_panel,
    links,
    states,
)
from widgets.shell import View, run

_BY = ("report", "organisation", "date")


def _choices(view: View, offered: pd.DataFrame) -> tuple[list[str], str, str, bool, str]:
    """Which metrics, along what, in which form, as an index, per what."""
    words = view.words
    names = dict(zip(offered["key"], offered["metric"], strict=True))
    reports = dict(zip(offered["key"], offered["reports"], strict=True))
    units = dict(zip(offered["key"], offered["unit"], strict=True))

    def name(key: str) -> str:
        unit = f" ({units[key]})" if units[key] else ""
        return words("compare.option", metric=f"{names[key]}{unit}", n=reports[key])

    keys = st.multiselect(
        words("compare.metrics"),
        list(names),
        default=address.choices(
            "cmp", list(names), compare.suggested(view.library, view.filter, offered)
        ),
        format_func=name,
        key="compare_keys",
        placeholder=words("compare.metrics_hint"),
        select_all=False,
    )
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        by = st.segmented_control(
            words("compare.by"),
            _BY,
            default=address.choice("by", _BY, "report"),
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
        bases = ["", *names]
        base = st.selectbox(
            words("compare.per"),
            bases,
            index=bases.index(address.choice("per", bases, "")),
            format_func=lambda key: names[key] if key else words("compare.per_none"),
            key="compare_per",
            width=240,
        )
        indexed = st.toggle(
            words("compare.index"),
            value=st.query_params.get("idx") == "1",
            key="compare_index",
            help=words("compare.index_help"),
        )
    return keys, by or "report", form or "bar", indexed, base


def _labels(found: pd.DataFrame, by: str, view: View) -> list[str]:
    titles = catalogue.titles(view.library)
    if by == "date":
        return [fmt.date(str(x), view.words.language) for x in found["x"]]
    if by == "report":
        return [
            titles.get(str(i), str(x)) for i, x in zip(found["report"], found["x"], strict=True)
        ]
    return [str(x) for x in found["x"]]


def _draw(view: View, found: pd.DataFrame, by: str, form: str, indexed: bool) -> None:
    words = view.words
    titles = catalogue.titles(view.library)
    found = found.sort_values("date", kind="stable").reset_index(drop=True)
    unit = str(found["unit"].iloc[0]) if found["unit"].nunique() == 1 else ""
    frame = pd.DataFrame(
        {
            "series": found["metric"],
            "x": _labels(found, by, view),
            "value": found["number"].astype("float64"),
            "low": found["low"].astype("float64"),
            "high": found["high"].astype("float64"),
            "sentence": found["sentence"],
            "report": [titles.get(str(i), "") for i in found["report"]],
        }
    )
    names = words("card.comma").join(dict.fromkeys(found["metric"]))
    title = words(
        "compare.title_index" if indexed else "compare.title",
        names=names,
        by=words(f"compare.title_{by}"),
    )
    values = [chart_text.written(row, unit, words) for _, row in frame.iterrows()]
    chart.show(
        series_chart.draw(
            frame,
            form,
            words("compare.index_axis") if indexed else unit,
            title,
            citation.line(view, found["report"]),
            words,
            view.dark,
            from_zero=not indexed,
        ),
        pd.DataFrame(
            {
                words("compare.metric"): frame["series"],
                words(f"compare.by_{by}"): frame["x"],
                words.column("text"): found["text"],
                words.column("number"): frame["value"],
                words.column("low"): frame["low"],
                words.column("high"): frame["high"],
                words.column("unit"): found["unit"],
                words.column("sentence"): found["sentence"],
            }
        ),
        title=title,
        labels=[f"{s} {x}" for s, x in zip(frame["series"], frame["x"], strict=True)],
        values=values,
        words=words,
        key="compare_chart",
    )
    if found["unit"].nunique() > 1:
        st.caption(words("compare.units_differ"))
    _beside(view, frame, by, compare.changing(found) if by != "organisation" else [])


def _beside(view: View, frame: pd.DataFrame, by: str, changing: list[str]) -> None:
    """The table beside the chart: a row a report, a column a metric, and for the metrics that are
    `changing` the change at the end."""
    words = view.words
    wide = frame.pivot_table(index="x", columns="series", values="value", sort=False)
    wide = wide.loc[list(dict.fromkeys(frame["x"])), list(dict.fromkeys(frame["series"]))]
    shown = wide.map(lambda value: fmt.number(value, words.language))
    if len(wide) > 1 and changing:
        shown.loc[words("compare.change")] = [
            _change(wide[name]) if name in changing else "" for name in wide
        ]
    along = words(f"compare.by_{by}")
    shown.index.name, shown.columns.name = along, None
    st.dataframe(
        shown.reset_index(),
        hide_index=True,
        key="compare_table",
        column_config={
            along: st.column_config.TextColumn(width="medium"),
            **{str(name): st.column_config.TextColumn(alignment="right") for name in shown.columns},
        },
    )


def _change(values: pd.Series) -> str:
    """From the first value there is to the last one, in percent."""
    there = values.dropna()
    if len(there) < 2 or not there.iloc[0]:
        return ""
    return f"{there.iloc[-1] / there.iloc[0] - 1:+,.1%}".replace("-", "−").replace("%", " %")


def _matching(view: View, found: pd.DataFrame, keys: list[str], offered: pd.DataFrame) -> None:
    """Which metric of which report was taken, and another choice for it."""
    words = view.words
    titles = catalogue.titles(view.library)
    with st.expander(words("compare.matching"), icon=":material/join:"):
        st.caption(words("compare.matching_about"))
        for _, row in found.iterrows():
            said = words(
                "compare.taken",
                metric=for_markdown(str(row["metric"])),
                report=for_markdown(titles.get(str(row["report"]), "")),
                text=for_markdown(str(row["text"])),
            )
            links.line(view, said, str(row["report"]), int(row["start"]))
        names = dict(zip(offered["key"], offered["metric"], strict=True))
        key = st.selectbox(
            words("compare.match_key"),
            keys,
            format_func=lambda one: str(names.get(one, one)),
            key="compare_match_key",
        )
        ids = list(titles)
        report = st.selectbox(
            words("compare.match_report"),
            ids,
            format_func=lambda i: titles[i],
            key="compare_match_report",
        )
        rows = queries.figures_page(
            view.library,
            view.filter.replace(reports=(report,), metrics=(), objects=()),
            columns=["metric", "unit", "text"],
            limit=500,
        ).drop_duplicates(["metric", "unit"])
        options = [(str(r["metric"]), str(r["unit"])) for _, r in rows.iterrows() if r["metric"]]
        texts = {(str(r["metric"]), str(r["unit"])): str(r["text"]) for _, r in rows.iterrows()}
        chosen = st.selectbox(
            words("compare.match_metric"),
            options,
            index=None,
            format_func=lambda option: f"{option[0]} {texts[option]}",
            placeholder=words("filter.any"),
            key="compare_match_metric",
        )
        metric, unit = chosen or ("", "")
        st.button(
            words("compare.match"),
            key="compare_match",
            disabled=chosen is None,
            on_click=lambda: compare.match(view.library, report, metric, unit, key),
        )
        for i, row in compare.matches(view.library).iterrows():
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(
                    words(
                        "compare.matched",
                        metric=for_markdown(str(row["metric"])),
                        report=for_markdown(titles.get(str(row["report"]), "")),
                        key=for_markdown(str(row["key"]).split("|")[0]),
                    ),
                    width="stretch",
                )
                st.button(
                    words("compare.unmatch"),
                    key=f"unmatch_{i}",
                    icon=":material/undo:",
                    on_click=lambda row=row: compare.unmatch(
                        view.library, row["report"], row["metric"], row["unit"]
                    ),
                )


def _body(view: View) -> None:
    words = view.words
    if catalogue.reports(view.library).empty:
        states.empty_library(words)
        return
    filter_panel.chips(words, view.library)
    offered = answers.ask(compare.candidates, view.library, view.filter)
    if offered.empty:
        states.nothing_matches(words)
        return
    keys, by, form, indexed, base = _choices(view, offered)
    address.remember(
        {"cmp": keys, "by": by, "form": form, "idx": "1" if indexed else "0", "per": base},
        {"idx": "0", "per": ""},
    )
    if not keys:
        st.info(words("compare.choose"), icon=":material/touch_app:")
        return
    found = compare.series(view.library, keys, view.filter, by)
    shown = found
    if base:
        shown = compare.per(shown, compare.series(view.library, [base], view.filter, by))
    if indexed:
        shown = compare.index_to_100(shown)
    if shown.empty:
        states.explain(words, "compare.none", ":material/stacked_line_chart:")
        return
    if found["x"].nunique() < 2:
        st.info(words("compare.only_one"), icon=":material/info:")
    _draw(view, shown, by, form, indexed)
    if found.attrs.get("cut"):
        st.caption(words("progress.cut"))
    _matching(view, found, keys, offered)


run("compare", _body)
