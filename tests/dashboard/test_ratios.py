"""One figure over another, the shipped ratios and one's own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard.asking import queries, ratios
from dashboard.asking.filters import Filter
from dashboard.asking.ratios import Ratio
from dashboard.asking.side import Side
from dashboard.errors import LibraryError
from dashboard.store.decisions import Place
from extract import extract_report
from reading import Report
from tests.dashboard.conftest import FIGURE, step_of


def fig(text, number, unit, high=None, **more):
    bounds = {"number": number, "low": number, "high": high or number, "step": step_of(text)}
    return replace(FIGURE, text=text, unit=unit, **bounds, **more)


RESULTS = [
    # numerator, denominator, rounding → quotient, low, high, unit, low and high in percent
    (fig("83项", 83.0, "项"), fig("77个", 77.0, "个"), False, (83 / 77,) * 3, "项/个", None),
    (
        fig("8.3万余项", 83e3, "项", 84e3),
        fig("7.7万多个", 77e3, "个", 78e3),
        True,
        (83 / 77, 83 / 78, 84 / 77),
        "项/个",
        None,
    ),
    (fig("10次", 10.0, "次"), fig("5家", 5.0, "家"), False, (2, 2, 2), "次/家", None),
    (fig("5万人", 5e4, "人"), fig("10万人", 1e5, "人"), False, (0.5, 0.5, 0.5), "", (50, 50)),
    (
        fig("5万人", 5e4, "人"),
        fig("8万人", 8e4, "人"),
        True,
        (0.625, 45 / 90, 60 / 75),
        "",
        (50, 80),
    ),
]


@pytest.mark.parametrize(("above", "below", "rounding", "bounds", "unit", "percent"), RESULTS)
def test_two_figures(above, below, rounding, bounds, unit, percent):
    result = ratios.ratio_of(above, below, rounding)
    found = result.quotient
    assert (found.number, found.low, found.high) == pytest.approx(bounds)
    assert result.unit == unit
    shown = result.percent and (result.percent.low, result.percent.high)
    assert shown == (percent and pytest.approx(percent))


@pytest.mark.parametrize("other", [fig("0个", 0.0, "个"), replace(FIGURE, text="XX个")])
def test_two_figures_without_a_quotient(other):
    assert ratios.ratio_of(fig("5个", 5.0, "个"), other) is None


def test_the_shipped_ratios_are_whole():
    shipped = ratios.shipped()
    assert len(shipped) >= 10
    assert len({ratio.name for ratio in shipped}) == len(shipped)
    for ratio in shipped:
        assert ratio.zh and ratio.en and ratio.numerator != ratio.denominator
        for side in (ratio.numerator, ratio.denominator):
            assert side.objects or side.metrics


def test_conditions_in_sql_and_in_python_agree(filled):
    library, report = filled
    figures = queries.report_figures(library, report)
    for ratio in ratios.shipped():
        for side in (ratio.numerator, ratio.denominator):
            where, params = side.to_sql()
            found = library.rows(f"SELECT row FROM shown WHERE {where} ORDER BY row", params)
            assert [row for (row,) in found] == [one.row for one in figures if side.fits(one)]


def add(library, text, title="报告", date="2020"):
    report = Report(text=text, title=title, date=date)
    return library.add(report, extract_report(report))


def draw(library, report, kind, first, second):
    """A conclusion of two figures, named by their wordings, on a person's word."""
    places = {one.text: one.place for one in queries.report_figures(library, report)}
    spans = places[first], places[second]
    return library.decide(report, "draw", Place(kind, *spans), chosen=spans)


def answered(library, name, filter=None, rounding=False):
    """The answers of one ratio as (numerator, denominator, what is shown)."""
    found = dict(
        (ratio.name, (ratio, told))
        for ratio, told in ratios.answered(library, filter or Filter(), rounding).ratios
    )
    if name not in found:
        return []
    ratio, told = found[name]
    values = [one.result.percent if ratio.share else one.result.quotient for one in told]
    return [
        (one.numerator.text, one.denominator.text, round(value.number, 2))
        for one, value in zip(told, values, strict=True)
    ]


def test_a_named_ratio_is_answered_by_conclusions_alone(library):
    report = add(
        library,
        "甲乡查摆问题50个。乙乡查摆问题40个。另有乡镇完成整改问题36个。丁乡制定整改措施60项。",
    )
    assert answered(library, "problems_rectified") == []
    entry = draw(library, report, "progress", "40个", "36个")
    assert answered(library, "problems_rectified") == [("36个", "40个", 90.0)]
    draw(library, report, "ratio", "50个", "60项")
    assert answered(library, "measures_per_problem") == [("60项", "50个", 1.2)]
    assert answered(library, "measures_per_problem", Filter(reports=("none",))) == []
    library.take_back(entry)
    assert answered(library, "problems_rectified") == []


def test_a_share_is_no_more_than_the_whole(library):
    report = add(library, "全县查摆问题30个。整改问题36个。")
    draw(library, report, "ratio", "30个", "36个")
    assert answered(library, "problems_rectified") == []


def test_rounding_opens_the_bounds_of_a_named_ratio(library):
    report = add(library, "全县查摆问题5万个，制定整改措施6万项。")
    draw(library, report, "ratio", "5万个", "6万项")
    for rounding in (False, True):
        every = ratios.answered(library, Filter(), rounding).ratios
        (told,) = [told for ratio, told in every if ratio.name == "measures_per_problem"]
        assert told[0].result.quotient.exact is not rounding


OWN = [
    # a report → what the person's own ratio 巡查 ÷ 检查单位 says of it
    ("全县巡查48次，检查单位12家。", [("48次", "12家", 4.0)]),
    # of two figures that fit nobody knows which is meant
    ("全县巡查48次，后又巡查24次，检查单位12家。", []),
    ("全县巡查48次。", []),
]


@pytest.mark.parametrize(("text", "answers"), OWN)
def test_an_own_ratio_is_answered_where_nothing_is_ambiguous(library, text, answers):
    own = Ratio(
        "我的", "我的", "我的", Side(metrics=("巡查",)), Side(metrics=("检查单位",)), own=True
    )
    ratios.save(library, own)
    add(library, text)
    assert answered(library, "我的") == answers


def test_an_own_ratio_is_kept_under_its_name_and_forgotten(filled):
    library, report = filled
    figures = queries.report_figures(library, report)
    own = ratios.from_figures("整改比查摆", figures[2], figures[0])
    ratios.save(library, own)
    ratios.save(library, own)
    assert ratios.named(library) == [own, *ratios.shipped()]
    ratios.forget(library, own.name)
    assert ratios.named(library) == ratios.shipped()


@pytest.mark.parametrize("name", ["", "  ", "measures_per_problem"])
def test_a_name_that_cannot_be_kept(library, name):
    with pytest.raises(LibraryError) as caught:
        ratios.save(library, Ratio(name, name, name, Side(), Side(), own=True))
    assert caught.value.code == "bad_value"


@pytest.mark.parametrize(
    ("above", "below", "share"),
    [
        ({"object": "问题", "stage": "done"}, {"object": "问题", "stage": "raised"}, True),
        ({"object": "措施", "stage": "planned"}, {"object": "问题", "stage": "raised"}, False),
        ({"object": "", "stage": "done"}, {"object": "", "stage": "raised"}, False),
    ],
)
def test_one_thing_over_itself_is_a_share(library, above, below, share):
    one = replace(FIGURE, metric="甲")
    ratios.save(library, ratios.from_figures("我的", replace(one, **above), replace(one, **below)))
    assert ratios.named(library)[0].share is share
