"""One figure over another, the shipped ratios and one's own."""

import pytest

from dashboard.asking import queries, ratios
from dashboard.asking.filters import Filter
from dashboard.asking.ratios import Ratio, Side
from dashboard.errors import LibraryError
from tests.dashboard.conftest import step_of


def figure(text, number, unit, high=None, **more):
    row = {"number": number, "low": number, "high": high or number, "text": text, "unit": unit}
    row |= {"step": step_of(text)}
    return row | {"kind": "count"} | more


RESULTS = [
    # numerator, denominator, rounding → quotient, low, high, unit, percent
    (figure("83项", 83.0, "项"), figure("77个", 77.0, "个"), False, (83 / 77,) * 3, "项/个", True),
    (
        figure("8.3万余项", 83e3, "项", 84e3),
        figure("7.7万多个", 77e3, "个", 78e3),
        True,
        (83 / 77, 83 / 78, 84 / 77),
        "项/个",
        True,
    ),
    (figure("10次", 10.0, "次"), figure("5家", 5.0, "家"), False, (2, 2, 2), "次/家", False),
    (figure("5万人", 5e4, "人"), figure("10万人", 1e5, "人"), False, (0.5, 0.5, 0.5), "", True),
    (
        figure("5万人", 5e4, "人"),
        figure("10万人", 1e5, "人"),
        True,
        (0.5, 45 / 105, 55 / 95),
        "",
        True,
    ),
]


@pytest.mark.parametrize(("above", "below", "rounding", "bounds", "unit", "alike"), RESULTS)
def test_two_figures(above, below, rounding, bounds, unit, alike):
    result = ratios.ratio_of(above, below, rounding)
    found = result.quotient
    assert (found.number, found.low, found.high) == pytest.approx(bounds)
    assert result.unit == unit
    assert (result.percent is not None) is alike


def test_a_redacted_figure_has_no_ratio():
    hidden = figure("XX个", None, "个") | {"low": None, "high": None}
    assert ratios.ratio_of(hidden, figure("5个", 5.0, "个")) is None


def test_the_shipped_ratios_are_whole():
    shipped = ratios.shipped()
    assert len(shipped) >= 10
    assert len({ratio.name for ratio in shipped}) == len(shipped)
    for ratio in shipped:
        assert ratio.zh and ratio.en and ratio.numerator != ratio.denominator
        for side in (ratio.numerator, ratio.denominator):
            assert side.objects or side.metrics


def test_measures_per_problem_in_the_campaign(filled):
    library, _ = filled
    by_name = {ratio.name: count for ratio, count in ratios.offered(library, Filter())}
    assert by_name["measures_per_problem"] == 1
    assert by_name["problems_rectified"] == 1
    assert "sessions_per_organisation" not in by_name
    ratio = next(r for r in ratios.named(library) if r.name == "measures_per_problem")
    found = ratios.over_reports(library, ratio, Filter())
    assert found[["numerator_text", "denominator_text", "unit"]].values.tolist() == [
        ["8.3万余项", "7.7万多个", "项/个"]
    ]
    assert found["number"][0] == pytest.approx(83 / 77)
    assert found.attrs["cut"] is False
    assert ratios.over_reports(library, ratio, Filter(reports=("none",))).empty


def test_conditions_in_sql_and_in_python_agree(filled):
    library, report = filled
    rows = queries.records(library.figures(report))
    for ratio in ratios.shipped():
        for side in (ratio.numerator, ratio.denominator):
            where, params = side.to_sql()
            found = library.rows(f"SELECT row FROM shown WHERE {where} ORDER BY row", params)
            assert [row for (row,) in found] == [one["row"] for one in rows if side.fits(one)]


def test_an_own_ratio_is_kept_found_in_other_reports_and_forgotten(filled, make):
    library, report = filled
    rows = queries.records(library.figures(report))
    own = ratios.from_figures("整改比查摆", rows[2], rows[0])
    ratios.save(library, own)
    assert ratios.named(library)[0] == own
    library.add(
        *make(
            "查摆问题10个，整改问题9个。",
            {
                "text": "10个",
                "number": 10.0,
                "unit": "个",
                "action": "查摆",
                "object": "问题",
                "stage": "raised",
            },
            {
                "text": "9个",
                "number": 9.0,
                "unit": "个",
                "action": "整改",
                "object": "问题",
                "stage": "done",
            },
        )
    )
    found = ratios.over_reports(library, own, Filter())
    assert sorted(found["number"]) == pytest.approx([66 / 77, 0.9])
    ratios.forget(library, own.name)
    assert ratios.named(library) == ratios.shipped()


@pytest.mark.parametrize("name", ["", "  ", "measures_per_problem"])
def test_a_name_that_cannot_be_kept(library, name):
    with pytest.raises(LibraryError) as caught:
        ratios.save(library, Ratio(name, name, name, Side(), Side(), own=True))
    assert caught.value.code == "bad_value"


def test_cases_of_another_sort_are_no_share_of_the_leads(library, make):
    lead = {"text": "7732件", "number": 7732.0, "unit": "件", "stage": "raised"}
    library.add(
        *make(
            "受理腐败线索7732件。破获刑事案件5290起。立案处理560件。",
            lead | {"action": "受理", "object": "腐败线索"},
            figure("5290起", 5290.0, "起", action="破获", object="刑事案件", stage="done"),
            figure("560件", 560.0, "件", action="立案处理", stage="done"),
        )
    )
    ratio = next(one for one in ratios.named(library) if one.name == "leads_filed")
    found = ratios.over_reports(library, ratio, Filter())
    assert found[["numerator_metric", "denominator_metric"]].values.tolist() == [
        ["立案处理", "受理腐败线索"]
    ]


@pytest.mark.parametrize(
    ("above", "below", "share"),
    [
        ({"object": "问题", "stage": "done"}, {"object": "问题", "stage": "raised"}, True),
        ({"object": "措施", "stage": "planned"}, {"object": "问题", "stage": "raised"}, False),
        ({"object": "", "stage": "done"}, {"object": "", "stage": "raised"}, False),
    ],
)
def test_one_thing_over_itself_is_a_share(library, above, below, share):
    made = {"kind": "count", "metric": "甲"}
    ratios.save(library, ratios.from_figures("我的", made | above, made | below))
    assert ratios.named(library)[0].share is share
