"""The same thing in several reports: what belongs together, what a person says of it, changes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from conclude.measure.interval import Interval, exactly
from dashboard.asking import compare
from dashboard.asking.compare import Compared, Point, Series
from dashboard.asking.filters import Filter
from dashboard.asking.yearly import yearly
from dashboard.errors import LibraryError
from dashboard.showing import compare_words
from dashboard.showing.words import Words
from extract import extract_report
from reading import Report
from tests.dashboard.conftest import FIGURE
from working import workers

FIRST = "2019年，全县立案610件，处分580人。全县接待游客320万人次。"
LATER = "2020年，全县立案640件，处分522人。全县接待游客400万人次。"
LAST = "2021年，全县立案671件。"


def add(library, text, date="", organisation="甲县"):
    report = Report(text=text, title=f"{organisation}{date}", date=date, organisation=organisation)
    return library.add(report, extract_report(report))


@pytest.fixture
def years(library):
    """Three years of one county."""
    made = [(FIRST, "2020-01"), (LATER, "2021-01"), (LAST, "2022-01")]
    return library, [add(library, text, date) for text, date in made]


def told(found):
    """Each series by its name: the wordings of its figures, and its changes, rounded."""
    return {
        one.name: (
            [point.figure.text for point in one.points],
            [round(change.value.number, 1) for change in one.changes],
        )
        for one in found.series
    }


def by_name(found):
    return {one.name: one for one in found.series}


def test_reports_of_one_body_are_chained_by_date(years):
    library, _ = years
    found = told(compare.compare(library, Filter()))
    assert found["立案"] == (["610件", "640件", "671件"], [10.0])
    assert found["处分"] == (["580人", "522人"], [-10.0])
    assert found["接待游客"] == (["320万人次", "400万人次"], [25.0])


CASES = [
    # (text, date, organisation) of two reports → the values of its one series, and its change
    (
        ("全年立案20件。", "2020", "甲县"),
        ("全年立案25件。", "2021", "甲县"),
        ["20件", "25件"],
        [25],
    ),
    # two places, or who knows which place: side by side, but nothing changed
    (("全年立案20件。", "2020", "甲县"), ("全年立案25件。", "2021", "乙县"), ["20件", "25件"], []),
    (("全年立案20件。", "2020", ""), ("全年立案25件。", "2021", ""), ["20件", "25件"], []),
    # one time, or who knows when
    (("全年立案20件。", "2021", "甲县"), ("全年立案25件。", "2021", "甲县"), None, []),
    (("全年立案20件。", "2020", "甲县"), ("全年立案25件。", "", "甲县"), ["20件", "25件"], []),
    # between percentages it is points
    (
        ("城镇化率为60%。", "2020", "甲县"),
        ("城镇化率为62.5%。", "2021", "甲县"),
        ["60%", "62.5%"],
        [2.5],
    ),
    # of a value that rose from one to another the later one counts
    (
        ("城镇化率为58%。", "2020", "甲县"),
        ("城镇化率从60%提高到62%。", "2021", "甲县"),
        ["58%", "62%"],
        [4],
    ),
]


@pytest.mark.parametrize(("one", "other", "values", "changes"), CASES)
def test_two_reports(library, one, other, values, changes):
    for report in (one, other):
        add(library, *report)
    (series,) = compare.compare(library, Filter()).series
    assert values in (None, [point.figure.text for point in series.points])
    assert [change.value.number for change in series.changes] == pytest.approx(changes)


def test_a_body_between_two_others_does_not_hide_its_change(library):
    for date, organisation, number in (
        ("2019", "甲县", 20),
        ("2020", "乙县", 40),
        ("2021", "甲县", 30),
    ):
        add(library, f"全年立案{number}件。", date, organisation)
    (series,) = compare.compare(library, Filter()).series
    assert not series.one_body
    assert [change.first.organisation for change in series.changes] == ["甲县"]
    assert [change.value.number for change in series.changes] == [50]


def test_two_bodies_are_matched_past_a_report_between_them(library):
    add(library, "全年立案20件。", "2019", "甲县")
    add(library, "全年处分9人。", "2020", "乙县")
    add(library, "全年立案25件。", "2021", "丙县")
    assert told(compare.compare(library, Filter())) == {"立案": (["20件", "25件"], [])}


NAMES = [
    # what a report tells twice over → the names of the series
    (
        "社会消费品零售总额完成{}亿元，同比增长{}%。",
        ["社会消费品零售总额", "社会消费品零售总额增长"],
    ),
    (
        "全年新增就业{}人。明年力争新增就业{}人。",
        ["新增就业", "新增就业（目标）"],
    ),
]


@pytest.mark.parametrize(("text", "names"), NAMES)
def test_series_of_one_metric_have_names_of_their_own(library, text, names):
    add(library, text.format(50, 6), "2019")
    add(library, text.format(60, 7), "2020")
    assert sorted(by_name(compare.compare(library, Filter()))) == names


def test_only_the_chosen_reports_and_the_newest_count(years, monkeypatch):
    library, ids = years
    found = told(compare.compare(library, Filter(reports=(ids[0], ids[2]))))
    assert found["立案"][0] == ["610件", "671件"]
    monkeypatch.setattr(compare, "MOST", 2)
    assert told(compare.compare(library, Filter()))["立案"][0] == ["640件", "671件"]
    assert [one.report for one in compare.comparable_reports(library, Filter())] == ids[::-1]


def test_more_figures_than_can_be_matched_leave_the_oldest_out(years, monkeypatch):
    library, _ = years
    monkeypatch.setattr(compare, "_MOST_PAIRS", 8)  # 3 figures beside 2, not beside 2 and 1
    found = compare.compare(library, Filter())
    assert found.left_out == 1 and told(found)["立案"][0] == ["640件", "671件"]


def test_matching_that_takes_too_long_says_so(years, monkeypatch):
    library, (first, second, _) = years
    monkeypatch.setattr(workers, "match", lambda pairs: None)
    assert compare.compare(library, Filter()) == Compared(late=True)
    with pytest.raises(LibraryError, match="late"):
        yearly(library, first, second)


def test_a_filter_leaves_the_series_that_it_touches(years):
    library, _ = years
    every = compare.compare(library, Filter())
    assert compare.within(library, Filter(), every) == every
    assert list(by_name(compare.within(library, Filter(metrics=("处分",)), every))) == ["处分"]
    assert compare.within(library, Filter(text="没有这句话"), every).series == ()


def test_a_comparison_starts_with_what_is_told_in_one_unit(years):
    library, _ = years
    series = compare.compare(library, Filter()).series
    units = {one.unit for one in series if one.key in compare.suggested(series)}
    assert len(units) == 1
    assert compare.suggested(()) == []


def test_figures_are_taken_out_matched_and_let_go_again(years):
    library, ids = years
    key = by_name(compare.compare(library, Filter()))["立案"].key
    compare.set_match(library, ids[1], "立案", "件", compare.APART)
    assert told(compare.compare(library, Filter()))["立案"][0] == ["610件", "671件"]
    compare.set_match(library, ids[1], "处分", "人", key)
    found = told(compare.compare(library, Filter()))
    assert "522人" in found["立案"][0]
    assert "640件" not in found["立案"][0]
    assert [(one.metric, one.key) for one in compare.matches(library)] == [
        ("立案", compare.APART),
        ("处分", key),
    ]
    for metric, unit in (("立案", "件"), ("处分", "人")):
        compare.unmatch(library, ids[1], metric, unit)
    assert told(compare.compare(library, Filter()))["立案"][0] == ["610件", "640件", "671件"]
    assert compare.matches(library) == []


def test_a_match_replaces_what_its_report_had_there(years):
    library, ids = years
    series = by_name(compare.compare(library, Filter()))
    compare.set_match(library, ids[1], "处分", "人", series["立案"].key)
    assert told(compare.compare(library, Filter()))["立案"][0] == ["610件", "522人", "671件"]


def test_a_guess_is_not_drawn_until_a_person_says_so(library, monkeypatch):
    monkeypatch.setattr(workers, "match", lambda pairs: [[(0, 0, "the names differ")]])
    add(library, "全县新增企业80家。", "2020")
    later = add(library, "全县新增商户90家。", "2021")
    found = compare.compare(library, Filter())
    assert found.series == ()
    (guess,) = found.guesses
    assert guess.doubt == "the names differ"
    figure = guess.later.figure
    compare.set_match(
        library, later, figure.metric, figure.unit, compare.key_of(guess.earlier.figure)
    )
    found = compare.compare(library, Filter())
    assert [value for value, _ in told(found).values()] == [["80家", "90家"]]
    assert found.guesses == ()
    compare.set_match(library, later, figure.metric, figure.unit, compare.APART)
    assert compare.compare(library, Filter()) == compare.Compared()


def test_figures_to_match_come_once_a_name(years):
    library, ids = years
    found = compare.figures_to_match(library, Filter(reports=(ids[0],)))
    assert [figure.metric for figure in found] == sorted(["立案", "处分", "接待游客"])


def point(number, date, organisation="甲县", report="", unit="件", low=None, high=None):
    low, high = number if low is None else low, number if high is None else high
    figure = replace(
        FIGURE,
        report=report or date,
        number=number,
        low=low,
        high=high,
        unit=unit,
        text=f"{number}{unit}",
    )
    return Point(figure, "报告", date, organisation, Interval(number, low, high), unit)


def series(*points):
    return Series("立案|count|things", "立案", points)


def test_first_is_a_hundred():
    made = series(point(50, "2019"), point(60, "2020", low=60, high=65))
    found = compare.index_to_100(made)
    assert [one.value for one in found.points] == [exactly(100), Interval(120, 120, 130)]
    assert found.unit == ""
    for left_out in (
        series(point(50, "2019"), point(60, "2020", "乙县")),
        series(point(0, "2019"), point(60, "2020")),
        series(),
    ):
        assert compare.index_to_100(left_out).points == ()


def test_per_another_series_of_the_same_reports():
    made = series(point(50, "2019"), point(60, "2020"), point(70, "2021"))
    base = series(point(10, "2019", unit="人"), point(0, "2020", unit="人"))
    (found,) = compare.per(made, base).points
    assert (found.value, found.unit) == (exactly(5), "件/人")


def test_of_one_organisation_the_newest_counts():
    made = series(point(50, "2019"), point(60, "2020"), point(70, "2020", "乙县"))
    assert [one.value.number for one in compare.along(made, "organisation").points] == [60, 70]
    assert compare.along(made, "date") == made
    with pytest.raises(LibraryError) as caught:
        compare.along(made, "nonsense")
    assert caught.value.code == "bad_field"


def test_nothing_grew_out_of_nothing():
    assert series(point(0, "2019"), point(60, "2020")).changes == ()


SAID = [
    (
        series(point(619, "2020-01"), point(631, "2022-01")),
        "立案：619件（2020年1月的报告） → 631件（2022年1月的报告），增长1.9%",
        "立案: 619 件 (report of Jan 2020) → 631 件 (report of Jan 2022), up 1.9%",
    ),
    (
        series(point(80, "2020"), point(60, "2021", low=60, high=64)),
        "立案：80件（2020年的报告） → 60件（2021年的报告），下降25.0%（20.0%～25.0%）",
        "立案: 80 件 (report of 2020) → 60 件 (report of 2021), down 25.0% (20.0–25.0%)",
    ),
    (series(point(80, "2020"), point(60, "2021", "乙县")), "立案", "立案"),
    (
        series(point(80, "2020"), point(100, "2021"), point(90, "2021", "乙县")),
        "立案：甲县：80件（2020年的报告） → 100件（2021年的报告），增长25.0%",
        "立案: 甲县: 80 件 (report of 2020) → 100 件 (report of 2021), up 25.0%",
    ),
]


@pytest.mark.parametrize(("made", "zh", "en"), SAID)
def test_a_comparison_in_words(made, zh, en):
    assert compare_words.heading(made, Words("zh")) == zh
    assert compare_words.heading(made, Words("en")) == en


def test_a_change_between_percentages_is_said_in_points():
    points = tuple(
        replace(one, figure=replace(one.figure, kind="percent", unit="%"), unit="%")
        for one in (point(62.5, "2020"), point(60, "2021"))
    )
    assert compare_words.heading(series(*points), Words("zh")).endswith("，下降2.5个百分点")
