"""The charts as data: what is drawn, scaled, said and escaped."""

from math import inf, nan

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest

from dashboard.showing import chart_frame, chart_text, charts, series_chart
from dashboard.showing import format as fmt
from dashboard.showing.format import Scale
from dashboard.showing.words import LANGUAGES, Words

TRAP = "<b>粗</b><a href='javascript:alert(1)'>链</a>"

STEPS = pd.DataFrame(
    {
        "label": ["查摆问题", "整改问题"],
        "stage": ["raised", "done"],
        "value": [77000.0, 66000.0],
        "low": [77000.0, 66000.0],
        "high": [78000.0, 67000.0],
        "text": ["7.7万多个", TRAP],
        "sentence": ["查摆问题7.7万多个。", TRAP],
        "report": ["总结", "总结"],
    }
)
SHARES = pd.DataFrame(
    {
        "label": ["问题", "问题", "案件"],
        "report": ["甲", "甲", "乙"],
        "share": [85.7, 50.0, nan],
        "low": [84.6, 50.0, 20.0],
        "high": [87.0, 50.0, inf],
        "stated": [nan, 110.0, nan],
        "detail": ["7.7万 → 6.6万"] * 3,
    }
)
SERIES = pd.DataFrame(
    {
        "series": ["处分", "处分", "立案", "立案"],
        "x": ["2019年", "2021年"] * 2,
        "value": [587000.0, 627000.0, 619000.0, 631000.0],
        "low": [587000.0, 627000.0, 619000.0, 631000.0],
        "high": [587000.0, 627000.0, 619000.0, inf],
    }
)


def drawn(language: str, dark: bool) -> list[go.Figure]:
    """One of each chart."""
    words = Words(language)
    counted = pd.DataFrame({"value": ["raised", "done"], "count": [3, 5]})
    return [
        charts.steps(STEPS, "个", "标题", TRAP, words, dark),
        charts.counts(counted, "stage", "标题", "来源", words, dark),
        charts.progress(SHARES, "标题", "来源", words, dark),
        charts.ranges(STEPS, "个", "标题", "来源", words, dark),
        *(
            series_chart.draw(SERIES, form, "人", "标题", "来源", words, dark)
            for form in series_chart.FORMS
        ),
    ]


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_chart_has_title_source_and_axis_units(language: str, dark: bool) -> None:
    for figure in drawn(language, dark):
        assert figure.layout.title.text == "标题"
        assert figure.layout.annotations[0].text
        axes = [figure.layout.xaxis.title.text, figure.layout.yaxis.title.text]
        assert any(axes)
        margin = figure.layout.margin
        assert figure.layout.height - margin.t - margin.b >= 60


@pytest.mark.parametrize(
    ("language", "axis", "first"), [("zh", "万个", 7.7), ("en", "thousand 个", 77)]
)
def test_the_axis_counts_as_its_readers_do(language: str, axis: str, first: float) -> None:
    figure = charts.steps(STEPS, "个", "标题", "来源", Words(language), False)
    assert figure.layout.xaxis.title.text == axis
    assert figure.data[0].x[0] == pytest.approx(first)
    assert figure.data[0].error_x.array[0] * 1000 / figure.data[0].x[0] * 77 == pytest.approx(1000)


def test_text_from_reports_is_no_markup_in_any_part_of_a_chart() -> None:
    figure = charts.steps(STEPS, "个", TRAP, TRAP, Words("zh"), False)
    parts = [
        figure.layout.title.text,
        figure.layout.annotations[0].text,
        *figure.data[0].customdata,
        *figure.data[1].text,
    ]
    assert not any("<a" in part or "<b>粗" in part for part in parts)
    assert any("&lt;a" in part.replace("<br>", "") for part in parts)


def test_rows_of_the_same_name_stay_apart() -> None:
    figure = charts.progress(SHARES, "标题", "来源", Words("zh"), False)
    assert len(set(figure.data[0].y)) == len(SHARES)


def test_the_band_is_the_interval_and_stated_shares_are_marked() -> None:
    figure = charts.progress(SHARES, "标题", "来源", Words("zh"), False)
    names = [trace.name for trace in figure.data]
    band = figure.data[names.index("区间")]
    assert (band.base[0], band.base[0] + band.x[0]) == pytest.approx((84.6, 87.0))
    assert figure.data[names.index("原文所述")].x[1] == pytest.approx(110)


def test_no_bar_and_no_mark_leaves_its_chart() -> None:
    progress = charts.progress(SHARES, "标题", "来源", Words("zh"), False)
    ends = [
        start + length
        for trace in progress.data
        for start, length in zip(
            trace.base if getattr(trace, "base", None) is not None else np.zeros(len(trace.x)),
            trace.x,
            strict=True,
        )
        if np.isfinite(length)
    ]
    assert max(ends) <= progress.layout.xaxis.range[1]
    steps = charts.steps(STEPS, "个", "标题", "来源", Words("zh"), False)
    assert max(STEPS["high"]) / 1e4 < steps.layout.xaxis.range[1]


def test_bars_carry_the_wording() -> None:
    steps = charts.steps(STEPS, "个", "标题", "来源", Words("zh"), False)
    assert steps.data[1].text[0].strip() == "7.7万多个"


def test_rates_stand_behind_their_bars() -> None:
    figure = charts.progress(SHARES, "标题", "来源", Words("zh"), False)
    told = next(
        trace for trace in figure.data if trace["type"] == "scatter" and trace.mode == "text"
    )
    assert told.text[0].strip() == "85.7%"
    assert max(told.x) < figure.layout.xaxis.range[1]


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        (3_294_000, "329.4万", "3.29 million"),
        (42, "42", "42"),
        (251_023_540, "2.51亿", "251 million"),  # exact it would be too long to stand beside a bar
    ],
)
def test_a_value_beside_its_bar_is_whole_where_it_is_short(value: int, zh: str, en: str) -> None:
    assert (fmt.as_told(value, "zh"), fmt.as_told(value, "en")) == (zh, en)


def test_bars_tell_series_apart_by_pattern_and_lines_by_dash() -> None:
    bars = series_chart.draw(SERIES, "bar", "人", "标题", "来源", Words("zh"), False)
    assert len({trace.marker.pattern.shape for trace in bars.data}) == 2
    lines = series_chart.draw(SERIES, "line", "人", "标题", "来源", Words("zh"), False)
    assert len({trace.line.dash for trace in lines.data}) == 2


def test_names_that_are_cut_to_the_same_words_keep_their_own_places() -> None:
    long = "一个名字很长很长很长很长很长很长很长很长的单位的报告"
    frame = SERIES[:2].assign(series="甲", x=[f"{long}（一）", f"{long}（二）"])
    figure = series_chart.draw(frame, "bar", "人", "标题", "来源", Words("zh"), False)
    assert len(set(figure.data[0].x)) == 2
    assert len(set(figure.layout.xaxis.categoryarray)) == 2


def test_bars_carry_their_values_and_stay_in_the_chart() -> None:
    figure = series_chart.draw(SERIES, "bar", "人", "标题", "来源", Words("zh"), False)
    for trace in figure.data:
        assert all(trace.text)
        assert max(trace.y) < figure.layout.yaxis.range[1]


def test_an_exact_value_has_no_whisker() -> None:
    counted = STEPS.assign(low=STEPS["value"], high=STEPS["value"])
    words = Words("zh")
    exact = charts.ranges(counted, "个", "题", "源", words, False).data[0].error_x
    assert np.isnan(exact.array).all() and np.isnan(exact.arrayminus).all()


@pytest.mark.parametrize(
    ("form", "from_zero", "mode"),
    [("line", False, "normal"), ("line", True, "tozero"), ("bar", False, "tozero")],
)
def test_only_lines_may_leave_zero_out(form: str, from_zero: bool, mode: str) -> None:
    words = Words("en")
    figure = series_chart.draw(SERIES, form, "", "t", "s", words, False, from_zero=from_zero)
    assert figure.layout.yaxis.rangemode == mode


def test_numbers_are_sent_as_arrays() -> None:
    for figure in drawn("zh", False):
        for trace in figure.data:
            assert isinstance(trace.x, np.ndarray) or isinstance(trace.y, np.ndarray)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("烟草行业政绩观专题教育", 12, ["烟草行业政绩", "观专题教育"]),
        ("一二三四五六，七", 12, ["一二三四五", "六，七"]),
        ("Read by version", 8, ["Read by", "version"]),
        ("", 8, []),
    ],
)
def test_lines_break_where_readers_expect(text: str, width: int, lines: list[str]) -> None:
    assert chart_text.wrap(text, width) == lines


def test_the_alternative_text_says_title_and_values() -> None:
    said = chart_text.alternative("完成率", ["问题"] * 14, ["85.7 %"] * 14, Words("zh"))
    assert said.startswith("完成率. 问题 85.7 %")
    assert "另有 2 项" in said


@pytest.mark.parametrize("image", ["png", "svg"])
def test_the_image_button_saves_what_was_chosen(image: str) -> None:
    settings = chart_frame.config(Words("zh"), "progress", image)
    assert settings["toImageButtonOptions"] == {"format": image, "filename": "progress", "scale": 2}
    assert settings["modeBarButtons"] == [["toImage"]]


@pytest.mark.parametrize(
    ("values", "step"),
    [
        ([1.0, 2.0], 1),
        ([5.0], 1),
        ([7.0, 12.0], 5),
        ([31.0], 10),
        ([900.0], 200),
        ([0.5, 2.0], None),
    ],
)
def test_counts_have_whole_steps(values: list[float], step: float | None) -> None:
    assert chart_frame.whole(np.array(values)).get("dtick") == step


def test_no_axis_stands_where_two_units_meet() -> None:
    frame = pd.DataFrame({"value": [3.0, 40.0], "low": [3.0, 40.0], "high": [3.0, 40.0]})
    scale = Scale(1.0, "")
    assert chart_frame.ticks(frame, "", scale, Words("zh"))["showticklabels"] is False
    assert chart_frame.ticks(frame, "个", scale, Words("zh"))["title_text"] == "个"
