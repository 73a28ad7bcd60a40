"""Raised → planned → done: what is compared, what is not, and the rates."""

import pytest

from dashboard.asking import progress, queries
from dashboard.asking.filters import Filter
from extract.number.unit_family import comparable


def fig(text, number, stage, noun="问题", unit="个", **more):
    return {
        "text": text,
        "number": number,
        "stage": stage,
        "object": noun,
        "unit": unit,
        "action": {"raised": "查出", "planned": "制定", "done": "整改"}.get(stage, ""),
    } | more


def test_the_campaign(filled):
    library, _ = filled
    found = progress.progress(library, Filter())
    (pair,) = found.pairs
    assert [round(v, 1) for v in (pair.rate.number, pair.rate.low, pair.rate.high)] == [
        85.7,
        84.6,
        87.0,
    ]
    assert pair.planned["text"] == "8.3万余项"
    assert pair.stated["text"] == "85.7%"
    assert pair.stated_fits
    assert (pair.object, pair.unit, pair.scope, pair.title) == (
        "问题",
        "个",
        "全行业",
        "专题教育总结",
    )
    assert found.rest == []
    assert not found.cut


CASES = [
    (
        "查摆问题77个。班子查找问题12条。整改问题66个。",
        [fig("77个", 77.0, "raised"), fig("12条", 12.0, "raised"), fig("66个", 66.0, "done")],
        [("77个", "66个")],
        ["12条"],
    ),
    (
        "查摆问题77个。班子查找问题70条。整改问题66个。",
        [
            fig("77个", 77.0, "raised"),
            fig("70条", 70.0, "raised", scope="班子"),
            fig("66个", 66.0, "done"),
        ],
        [("77个", "66个")],
        ["70条"],
    ),
    (
        "转办举报100件，办结举报件80件。",
        [
            fig("100件", 100.0, "activity", "举报", "件"),
            fig("80件", 80.0, "done", "", "件", part_of=0),
        ],
        [("100件", "80件")],
        [],
    ),
    (
        "查出问题50个。上述50个问题中，已整改40项。",
        [
            fig("50个", 50.0, "other"),
            fig("50个", 50.0, "other", repeats=0),
            fig("40项", 40.0, "done", "", "项", part_of=1),
        ],
        [("50个", "40项")],
        [],
    ),
    # the text, its figures, the pairs (raised, done), the texts of the rest
    (
        "甲县查出问题50个。乙县整改问题40个。",
        [fig("50个", 50.0, "raised", scope="甲县"), fig("40个", 40.0, "done", scope="乙县")],
        [],
        ["50个", "40个"],
    ),
    (
        "甲县查出问题50个。整改问题40项。",
        [fig("50个", 50.0, "raised", scope="甲县"), fig("40项", 40.0, "done", unit="项")],
        [("50个", "40项")],
        [],
    ),
    (
        "查出问题50个，收缴资金40万元。",
        [fig("50个", 50.0, "raised"), fig("40万元", 4e5, "done", "资金", "元", kind="money")],
        [],
        ["50个", "40万元"],
    ),
    (
        "查出问题50个、线索9件。整改问题40个，办结线索8件。",
        [
            fig("50个", 50.0, "raised"),
            fig("9件", 9.0, "raised", "线索", "件"),
            fig("40个", 40.0, "done"),
            fig("8件", 8.0, "done", "线索", "件"),
        ],
        [("50个", "40个"), ("9件", "8件")],
        [],
    ),
    (
        "查出问题60个。其中财务查出问题50个，已整改40个。",
        [
            fig("60个", 60.0, "raised"),
            fig("50个", 50.0, "raised"),
            fig("40个", 40.0, "done", "", part_of=1),
        ],
        [("50个", "40个")],
        ["60个"],
    ),
    (
        "查出问题50个。力争整改问题45个。",
        [fig("50个", 50.0, "raised"), fig("45个", 45.0, "done", status="target")],
        [],
        ["50个"],
    ),
]


@pytest.mark.parametrize(("text", "figures", "pairs", "rest"), CASES)
def test_only_what_can_be_compared_is_compared(library, make, text, figures, pairs, rest):
    library.add(*make(text, *figures))
    found = progress.progress(library, Filter())
    assert [(one.raised["text"], one.done["text"]) for one in found.pairs] == pairs
    assert [one["text"] for one in found.rest] == rest


def test_a_rate_that_the_report_states_wrongly(library, make):
    made = make(
        "查出问题50个，整改问题40个，整改率90%。",
        fig("50个", 50.0, "raised"),
        fig("40个", 40.0, "done"),
        {"text": "90%", "number": 90.0, "kind": "percent", "unit": "%", "object": "整改率"},
    )
    library.add(*made)
    (pair,) = progress.progress(library, Filter()).pairs
    assert pair.stated_fits is False


def test_a_target_beside_what_was_reached(library, make):
    made = make(
        "查出问题50个。力争整改问题45个。目前整改问题36个。",
        fig("50个", 50.0, "raised"),
        fig("45个", 45.0, "done", status="target"),
        fig("36个", 36.0, "done"),
    )
    library.add(*made)
    (pair,) = progress.progress(library, Filter()).pairs
    assert pair.target["text"] == "45个"
    assert pair.reached.number == 80


def test_a_target_outside_the_pairs(library, make):
    made = make(
        "计划培训8000人次。实际培训9000人次。",
        fig("8000人次", 8000.0, "activity", "培训", "人次", action="组织", status="target"),
        fig("9000人次", 9000.0, "activity", "培训", "人次", action="组织"),
    )
    library.add(*made)
    found = progress.progress(library, Filter())
    assert [(t.actual["text"], round(t.reached.number, 1)) for t in found.targets] == [
        ("9000人次", 112.5)
    ]


def test_pairing_by_hand_and_the_funnel(filled):
    library, report = filled
    rows = queries.records(library.figures(report))
    pair = progress.pair(rows[1], rows[2], by_hand=True)
    assert pair.by_hand
    assert pair.rate.low == pytest.approx(66 / 84 * 100)
    assert progress.pair(rows[0], rows[4]) is None
    funnel = progress.funnel(progress.progress(library, Filter()).pairs)
    assert funnel["stage"].tolist() == ["raised", "planned", "done"]
    assert funnel["value"].tolist() == [77e3, 83e3, 66e3]


UNITS = [
    ("个", "项", True),
    ("件", "起", True),
    ("人", "名", True),
    ("次", "场", True),
    ("个", "人", True),
    ("", "个", True),
    ("件", "人", False),
    ("件", "件次", False),
    ("人", "人次", False),
    ("元", "个", False),
    ("公里", "米", False),
    ("", "元", False),
]


@pytest.mark.parametrize(("a", "b", "fit"), UNITS)
def test_units_that_can_be_compared(a, b, fit):
    assert comparable(a, b) is comparable(b, a) is fit


LOOKING_BACK, LOOKING_AHEAD = "一、上年回顾 / （一）就业", "二、今年安排"


@pytest.mark.parametrize(
    ("target_section", "target_period", "actual_period", "reached"),
    [
        (LOOKING_BACK, "", "", 125.0),
        ("一、上年回顾 / （二）目标", "", "", 125.0),
        (LOOKING_BACK, "2025年", "2025年", 125.0),
        (LOOKING_BACK, "今年", "去年", None),
        (LOOKING_AHEAD, "", "", None),
        (LOOKING_AHEAD, "今年", "", None),
    ],
)
def test_a_result_does_not_reach_a_target_set_for_another_time(
    library, make, target_section, target_period, actual_period, reached
):
    jobs = {"unit": "人", "action": "新增", "object": "就业", "stage": "activity"}
    library.add(
        *make(
            "新增就业100人。目标新增就业80人。",
            {"text": "100人", "number": 100.0, "section": LOOKING_BACK, "period": actual_period}
            | jobs,
            {"text": "80人", "number": 80.0, "section": target_section, "period": target_period}
            | jobs
            | {"status": "target"},
        ),
        extraction="test",
    )
    (found,) = progress.progress(library, Filter()).targets
    assert (found.reached.number if found.reached else None) == reached
    assert (found.target["text"], found.actual["text"]) == ("80人", "100人")


def test_measures_told_with_what_was_done_are_its_plan(library, make):
    library.add(
        *make(
            "查摆问题77个。\n制定整改措施83项，整改问题66个。",
            fig("77个", 77.0, "raised"),
            fig("83项", 83.0, "planned", "整改措施", "项"),
            fig("66个", 66.0, "done"),
        ),
        extraction="test",
    )
    (pair,) = progress.progress(library, Filter()).pairs
    assert pair.planned["text"] == "83项"


def test_what_is_offered_for_pairing_starts_with_what_compares():
    whole = {"report": "a", "kind": "count", "unit": "个", "object": "问题"}
    parts = [
        whole | {"report": "b"},
        whole | {"kind": "money", "unit": "元", "object": "资金"},
        whole | {"unit": "人", "object": "干部"},
        whole | {"unit": "项"},
    ]
    ordered = sorted(parts, key=lambda part: progress.distance(whole, part))
    assert [part["unit"] for part in ordered] == ["项", "人", "元", "个"]
