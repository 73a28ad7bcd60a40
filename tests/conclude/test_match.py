"""Figures of two reports that tell of the same thing, and those that do not."""

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conclude.matching import evidence
from conclude.matching.match import match
from conclude.matching.name import name_of
from conclude.text.indicators import indicator
from conclude.text.surroundings import NEW, OLD, end_of_move, surroundings
from conclude.text.times import AHEAD, PLAN, SPAN, YEAR, time_of
from conclude.wordlist import entries
from extract import extract_figures
from tests.scoring_conclusions import read_lines

CASES_FOLDER = Path(__file__).parents[1] / "cases" / "matches"
CASES = [read_lines(CASES_FOLDER / name) for name in ("made_up.jsonl", "known_failures.jsonl")]


@pytest.mark.parametrize(
    "case",
    [
        *(pytest.param(case, id=case["what"]) for case in CASES[0]),
        *(
            pytest.param(case, id=case["what"], marks=pytest.mark.xfail(strict=True))
            for case in CASES[1]
        ),
    ],
)
def test_the_pairs_of_two_reports(case: dict[str, Any]) -> None:
    assert _matched(case["earlier"], case["later"]) == [tuple(pair) for pair in case["pairs"]]


@pytest.mark.parametrize(
    ("earlier", "later", "doubt"),
    [
        ("打掉犯罪团伙26个。", "捣毁犯罪窝点18个。", "the names differ"),
        ("全县立案20件。", "全县立案60件。", "of one name only"),
        ("全县立案20件。", "全县立案21件。", ""),
    ],
)
def test_what_is_not_sure_is_a_guess(earlier: str, later: str, doubt: str) -> None:
    assert match(*map(extract_figures, (earlier, later)))["doubt"].tolist() == [doubt]


def test_all_evidence_has_a_weight() -> None:
    rows = [(row[0], row[1]) for row in entries("match_weights.tsv")]
    told = [(reading, name) for reading in ("first", "second") for name in evidence.NAMES]
    assert rows[: len(rows) - 3] == [
        pair for pair in told if pair[0] == "second" or pair[1] not in evidence.OF_NEIGHBOURS
    ]


def test_the_plans_of_a_report_are_no_results() -> None:
    planned = "一、2031年工作回顾\n新建公厕34座。\n二、2032年工作安排\n新建公厕50座。\n"
    told = "一、2032年工作回顾\n新建公厕48座。\n二、2033年工作安排\n新建公厕60座。\n"
    pairs = _matched(planned, told)
    assert ("34座", "48座") in pairs
    assert ("50座", "48座") not in pairs


def test_a_thing_told_several_times_over_is_left_alone() -> None:
    twice = "东区新建标准化厂房12万平方米，西区新建标准化厂房8万平方米。"
    assert _matched(twice, "新建标准化厂房15万平方米。") == []


def test_a_bare_name_is_the_total_only_where_none_is_larger() -> None:
    whole = "全系统共查摆问题3650个。"
    part = "各单位开展自查，共排查“面子工程”等突出问题5200个。专项检查中，排查问题42个。"
    assert ("3650个", "42个") not in _matched(whole, part)


REPORTS = [case["earlier"] + case["later"] for case in CASES[0] if not case["pairs"]] + [
    case[side] for case in CASES[0] if case["pairs"] for side in ("earlier", "later")
]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(REPORTS), max_size=6), st.lists(st.sampled_from(REPORTS), max_size=6)
)
def test_swapped_reports_swap_the_pairs(one: list[str], other: list[str]) -> None:
    a, b = extract_figures("\n".join(one)), extract_figures("\n".join(other))
    there, back = match(a, b), match(b, a)
    assert sorted(zip(there["first"], there["second"], there["doubt"], strict=True)) == sorted(
        zip(back["second"], back["first"], back["doubt"], strict=True)
    )
    assert there["first"].is_unique
    assert there["second"].is_unique


def test_no_figures_no_pairs() -> None:
    empty, some = extract_figures(""), extract_figures("查摆问题12个。")
    for found in (match(empty, some), match(some, empty), match(empty, empty)):
        assert found.empty
        assert [str(dtype) for dtype in found.dtypes] == ["Int64", "Int64", "string"]


# metric, scope, and a metric of the same name or None for none at all
NAMES = [
    ("检视问题", "", "查摆问题"),
    ("新增就业", "城镇", "城镇新增就业"),
    ("棚户区改造", "", "棚改"),
    ("问题", "", None),
    ("投资", "", None),
    ("国家和地区", "", None),
]


@pytest.mark.parametrize(("metric", "scope", "other"), NAMES)
def test_names(metric: str, scope: str, other: str | None) -> None:
    name, wanted = name_of(metric, scope), name_of(other, "") if other else None
    assert (name and name.strict) == (wanted and wanted.strict)


INDICATORS = [
    ("实现地区生产总值", "生产总值"),
    ("GDP", "生产总值"),
    ("全年货物进出口总额", "进出口总额"),
    ("居民消费价格涨幅", "居民消费价格"),
    ("单位地区生产总值能耗", "单位生产总值能耗"),
    ("人均地区生产总值", "人均生产总值"),
    ("民营经济占地区生产总值比重", ""),
    ("查摆问题", ""),
    ("", ""),
]


@pytest.mark.parametrize(("metric", "name"), INDICATORS)
def test_indicators(metric: str, name: str) -> None:
    main = indicator(metric)
    assert (main.name if main else "") == name


TIMES = [
    ("一、2031年工作回顾", True, YEAR),
    ("二、2032年工作安排", True, PLAN),
    ("下一步工作打算", True, PLAN),
    ("二、“十六五”时期的主要目标", True, AHEAD),
    ("今年要完成“十六五”规划目标任务", False, ""),
    ("过去五年，我们共克时艰。", False, SPAN),
    ("过去一年，我们共克时艰。", False, YEAR),
    ("今后五年，我们将再接再厉。", False, AHEAD),
    ("查摆问题12个。", False, ""),
]


@pytest.mark.parametrize(("words", "heading", "time"), TIMES)
def test_times(words: str, heading: bool, time: str) -> None:
    assert time_of(words, heading) == time


MOVES = [
    ("经营主体从12万户增加到15万户。", [OLD, NEW]),
    ("贫困人口由31万减至2031年底的2.4万。", [OLD, NEW]),
    ("城乡居民收入从2.1万元、1.2万元分别提高到2.9万元、1.7万元。", [OLD, OLD, NEW, NEW]),
    ("从严查处问题12个，罚款提高到3万元。", ["", ""]),
    ("查摆问题12个。", [""]),
]


@pytest.mark.parametrize(("sentence", "ends"), MOVES)
def test_ends_of_moves(sentence: str, ends: list[str]) -> None:
    table = extract_figures(sentence)
    told = [end_of_move(near) for near in surroundings(table)]
    assert [
        end for end, role in zip(told, table["role"], strict=True) if role == "statistic"
    ] == ends


def _matched(earlier: str, later: str) -> list[tuple[str, str]]:
    one, other = extract_figures(earlier), extract_figures(later)
    return _texts(one, other, match(one, other))


def _texts(one: pd.DataFrame, other: pd.DataFrame, found: pd.DataFrame) -> list[tuple[str, str]]:
    rows = zip(found["first"], found["second"], strict=True)
    return [(one["text"].iloc[first], other["text"].iloc[second]) for first, second in rows]
