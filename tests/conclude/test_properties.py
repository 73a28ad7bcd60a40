"""What must hold of the conclusions of any report."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conclude import COLUMNS, conclude
from conclude.conclusions import draw
from conclude.table import KINDS, VERDICTS
from extract import extract_figures
from tests.conclude.conclusion_cases import cases, conflicts, drawn

SENTENCES = [case["text"] for case in cases("made_up.jsonl")]
NOT_SCALED = ("percent", "points", "multiple", "fraction")
NUMBERS = ("number", "low", "high")


def scaled(table):
    """The table with every amount ten times as large; shares and growth as they were."""
    table = table.copy()
    amounts = ~table["kind"].isin(NOT_SCALED)
    for column in (*NUMBERS, *({"step"} & set(table.columns))):
        table.loc[amounts, column] *= 10
    return table


def shape(table, text):
    return [
        (one.kind, one.first.row, None if one.second is None else one.second.row, one.verdict)
        for one in draw(table, text)
    ]


# Small counts are told to the last one; ten times as large they may have been rounded.
@pytest.mark.parametrize("text", SENTENCES)
def test_ten_times_as_much_of_everything_changes_no_verdict_and_no_share(text):
    table = extract_figures(text)
    assert shape(scaled(table), text) == shape(table, text)
    before, after = conclude(table, text), conclude(scaled(table), text)
    relative = before["kind"].isin(["progress", "share", "target"])
    pd.testing.assert_series_equal(before["value"][relative], after["value"][relative])


@settings(max_examples=60)
@given(st.sampled_from(SENTENCES), st.integers(2, 90), st.integers(2, 90))
def test_sentence_about_another_body_changes_nothing(text, found, settled):
    other = f"另据通报，青石湾街道养殖协会发现病害{found + settled}处，已处置{settled}处。"
    assert drawn(text) <= drawn(text + "\n\n" + other)


@settings(max_examples=100)
@given(st.integers(20, 5000), st.integers(1, 99), st.integers(5, 60))
def test_rate_is_found_right_or_wrong(found, percent, off):
    settled = found * percent // 100
    rate = round(settled / found * 100, 1)
    text = f"全县排查隐患{found}处，已整治{settled}处，整治率{{}}%。"
    true, wrong = text.format(rate), text.format(round((rate + off) % 100, 1))
    assert conflicts(true) == set()
    assert settled == 0 or conflicts(wrong) == {("progress", (6, f"{found}处"))}


@settings(max_examples=100)
@given(st.integers(100, 9000), st.integers(100, 9000))
def test_growth_is_signed(before, after):
    text = f"网格员由{before}人调整到{after}人。"
    (row,) = draw(extract_figures(text), text)
    assert (row.value.number > 0) == (after > before)
    assert row.verdict == "none"


@settings(max_examples=100)
@given(st.lists(st.integers(10, 500), min_size=3, max_size=5), st.integers(1, 300))
def test_parts_that_say_too_much_are_a_conflict(parts, more):
    names = ["甲镇网格", "乙镇网格", "丙镇网格", "丁镇网格", "戊镇网格"]
    listed = "、".join(f"{name}{part}个" for name, part in zip(names, parts, strict=False))
    true = f"全县共有网格{sum(parts)}个，其中{listed}。"
    assert {one.verdict for one in draw(extract_figures(true), true)} == {"fits"}
    whole = sum(parts) - more
    if whole >= max(parts):
        wrong = f"全县共有网格{whole}个，其中{listed}。"
        assert {one.verdict for one in draw(extract_figures(wrong), wrong)} == {"conflict"}


@settings(max_examples=150)
@given(st.text("问题整改其中占由到增加0123456789万个件%，。、（）\n", max_size=80))
def test_any_text_gives_a_valid_table(text):
    table = conclude(extract_figures(text), text)
    assert list(table.columns) == list(COLUMNS)
    assert set(table["kind"]) <= set(KINDS)
    assert set(table["verdict"]) <= set(VERDICTS)
    assert not ((table["doubt"] != "") & (table["verdict"] == "conflict")).any()
