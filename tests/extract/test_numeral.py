"""What numerals are worth, in every style in which one can be written."""

import json
from pathlib import Path

import pytest

from extract import extract_figures
from extract.number.numeral import read_numeral
from extract.role.find import find_figures

DISAGREEMENTS = Path(__file__).parents[1] / "cases" / "conform_disagreements.jsonl"

# numeral, value, step (the place value of the last digit that is not zero)
VALUES = [
    ("0", 0, 1),
    ("8000", 8000, 1000),
    ("3200", 3200, 100),
    ("85.7", 85.7, 0.1),
    ("1,234", 1234, 1),
    ("1，234", 1234, 1),
    ("１２３．５", 123.5, 0.1),
    ("7.7万", 77000, 1000),
    ("35万", 350000, 10000),
    ("3亿8千万", 380000000, 10000000),
    ("25万6千", 256000, 1000),
    ("1.2万亿", 1200000000000, 100000000000),
    ("3万4000", 34000, 1000),
    ("1千零1", 1001, 1),
    ("2千零30万", 20300000, 100000),
    ("8千5百", 8500, 100),
    ("十", 10, 10),
    ("廿五", 25, 1),
    ("两千零六", 2006, 1),
    ("三千二百四十五", 3245, 1),
    ("五千九百五十三", 5953, 1),
    ("二十万亿", 20000000000000, 10000000000000),
    ("一万五千亿", 1500000000000, 100000000000),
    ("壹佰贰拾叁", 123, 1),
    ("四十五億零四百零四萬", 4504040000, 10000),
    ("三百二", 320, 10),
    ("一万八", 18000, 1000),
    ("三点五", 3.5, 0.1),
    ("零點五", 0.5, 0.1),
    ("一点二五亿", 125000000, 1000000),
    ("两千万点五五四四", 20000000.5544, 0.0001),
    ("二〇二〇", 2020, 10),
]
# numeral, low, high
RANGES = [
    ("两三", 2, 3),
    ("三五", 3, 5),
    ("十七八", 17, 18),
    ("三四十", 30, 40),
    ("七八百万", 7000000, 8000000),
    ("三百四五", 340, 350),
    ("百八十", 80, 100),
]
NOT_NUMBERS = ["", "十三五", "五十千", "百千", "1" * 500, "一" * 500, "3万40", "万点"]
# Texts of one sign again and again, and of powers out of all bounds.
WALLS = [
    "1",
    "一",
    "X",
    "1,",
    "1 ",
    "百 ",
    "百分之",
    "第",
    "半",
    "1.",
    "1-",
    "1:",
    "1、",
    "1×",
    "十几",
    "又1",
]
HUGE = [
    "1e999",
    "9^999",
    "1×10^99",
    "2^-999",
    "0^-1",
    "9" * 5000,
    "1/0",
    "3:0",
    "1 1/0",
    "零分之一",
]


@pytest.mark.parametrize(("numeral", "value", "step"), VALUES)
def test_value_and_step(numeral: str, value: float, step: float) -> None:
    reading = read_numeral(numeral)
    assert reading is not None and reading.value is not None
    assert (float(reading.value), float(reading.step)) == (value, step)


@pytest.mark.parametrize(("numeral", "low", "high"), RANGES)
def test_neighbouring_digits_name_a_range(numeral: str, low: float, high: float) -> None:
    reading = read_numeral(numeral)
    assert reading is not None and reading.value is None
    assert (reading.low, reading.high) == (low, high)


@pytest.mark.parametrize("numeral", NOT_NUMBERS, ids=lambda numeral: numeral[:8])
def test_no_number(numeral: str) -> None:
    assert read_numeral(numeral) is None


@pytest.mark.parametrize("text", HUGE, ids=lambda text: text[:8])
def test_what_is_out_of_all_bounds_gives_a_table(text: str) -> None:
    table = extract_figures(text)
    assert all(text[row.start : row.end] == row.text for row in table.itertuples())


@pytest.mark.parametrize("sign", WALLS)
def test_a_wall_of_one_sign_gives_figures_in_order(sign: str) -> None:
    text = sign * 3000
    figures = find_figures(text)
    ends = [0, *(figure.end for figure in figures)]
    assert all(end <= figure.start for end, figure in zip(ends, figures, strict=False))


def test_disagreements_with_another_suite_have_reasons() -> None:
    cases = [json.loads(line) for line in DISAGREEMENTS.read_text("utf-8").splitlines()]
    assert cases
    assert all(case["text"] and case["reason"] and "expected" in case for case in cases)
