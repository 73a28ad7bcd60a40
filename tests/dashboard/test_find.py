"""A number found by describing it: what stands first, what is missing, and that nothing is."""

from collections.abc import Iterator

import pytest

from dashboard.asking.find import described, find
from dashboard.store.library import Library

# title, date and organisation of a report; action, object, scope, period, section, text, number
REPORTS = (
    (
        ("林草系统专题教育总结", "2020-12", "东坪县林草局"),
        (
            ("查摆", "问题", "东坪县", "", "二、检视问题", "412个", 412.0),
            ("整改", "问题", "东坪县", "", "三、整改落实", "380个", 380.0),
            ("整改", "问题线索", "东坪县", "", "三、整改落实", "31件", 31.0),
            ("整改", "问题", "东坪县", "2019年", "三、整改落实", "298个", 298.0),
            ("举办", "培训班", "各乡镇", "", "一、学习教育", "17期", 17.0),
        ),
    ),
    (
        ("供水集团专题教育总结", "2021-03-01", "西坪县供水集团"),
        (
            ("整改", "问题", "西坪县", "", "三、整改落实", "95个", 95.0),
            ("检修", "GDP监测泵", "西坪县", "上半年", "一、日常工作", "12台", 12.0),
        ),
    ),
)
_NAMES = ("action", "object", "scope", "period", "section", "text", "number")


@pytest.fixture
def described_library(library: Library, make) -> Iterator[Library]:
    for (title, date, organisation), figures in REPORTS:
        said = "".join(f"{one[0]}{one[1]}{one[5]}。" for one in figures)
        made = [dict(zip(_NAMES, one, strict=True)) for one in figures]
        library.add(*make(said, *made, title=title, date=date, organisation=organisation))
    yield library


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("整改问题 林草", "380个"),  # the body is in the title and the organisation only
        ("2020年 林草 整改问题", "380个"),
        ("2019 整改问题", "298个"),  # the period outweighs the year of the report
        ("2021年整改问题", "95个"),
        ("西坪县整改的问题有多少", "95个"),  # written as one sentence
        ("整改问题线索", "31件"),
        ("检视问题", "412个"),  # by the heading
        ("培训班", "17期"),
        ("ｇｄｐ监测泵", "12台"),  # of full width, and in small letters
        ("上半年 西坪县", "12台"),
    ],
)
def test_what_is_described_stands_first(described_library: Library, typed: str, first: str) -> None:
    found = find(described_library, typed)
    assert found[0].figure.text == first
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert all(0 < one.score <= 1 for one in found)


@pytest.mark.parametrize("typed", ["", "   ", "，。", "飞船轨道", "的", "%'\"; DROP TABLE figures"])
def test_nothing_is_found_where_nothing_fits(described_library: Library, typed: str) -> None:
    assert find(described_library, typed) == []


def test_what_no_figure_has_is_named(described_library: Library) -> None:
    found = find(described_library, "整改问题 飞船轨道 2035年")
    assert found == [] or all(one.missing == ("2035", "飞船轨道") for one in found)
    found = find(described_library, "整改问题 飞船轨道")
    assert found[0].missing == ("飞船轨道",)


def test_repeats_come_after_what_they_repeat(library: Library, make) -> None:
    report = make(
        "巡查点位80处。巡查点位80处。",
        {"text": "80处", "number": 80.0, "action": "巡查", "object": "点位"},
        {"text": "80处", "number": 80.0, "action": "巡查", "object": "点位", "repeats": 0},
    )
    library.add(*report)
    assert [one.figure.row for one in find(library, "巡查点位")] == [0, 1]


def test_removed_reports_are_not_searched(described_library: Library) -> None:
    for report in described_library.reports()["id"]:
        described_library.remove(report)
    assert find(described_library, "整改问题") == []


@pytest.mark.parametrize(
    ("typed", "years", "words"),
    [
        ("2020年 烟草 整改问题", ("2020",), ("烟草", "整改问题")),
        ("２０２０年度的整改率", ("2020",), ("整改率",)),
        ("20200个", (), ("20200个",)),  # no year
        ("查摆了多少问题？", (), ("查摆", "问题")),
        ("甲 " * 50, (), ("甲",)),
    ],
)
def test_a_description_is_years_and_words(
    typed: str, years: tuple[str, ...], words: tuple[str, ...]
) -> None:
    found = described(typed)
    assert (found.years, found.words) == (years, words)
