"""The table as a contract: the columns, their order and types, for texts of every kind."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from extract import COLUMNS, extract_figures, extract_report
from extract.columns import CATEGORIES
from reading import Cell, Heading, Report, Table, read_report

SAMPLES = sorted((Path(__file__).parents[2] / "data" / "reports").glob("*.txt"))

TEXTS = {
    "empty": "",
    "blank": " \n\t\u3000\n",
    "no figure": "各地统一部署，进一步压实责任。",
    "one figure": "共查摆问题7.7万多个。",
    "dates and names only": "2020年12月，增强“四个意识”，深化第三轮巡察。",
    "redacted": "处分XXX人次。",
    "a fraction of many digits": "三分之" + "九" * 29 + "个，3分之" + "1" * 29,
    "a decimal of many digits": "百分之" + "九" * 30 + "点五",
    "a power out of bounds": "1" * 40 + "^30",
    "a list without nouns": "1个、" * 300,
    "range and open interval": "每月开展3至5次，参加人员超过300人。",
    "part and repeat": "参训500人，其中女性200人。参训500人。",
    "astral characters": "😀共查摆问题40个𠮷整改问题30个。",
    "control characters": "\x00查摆\x07问题40个\r\n整改问题30个\u2028。",
    "digits without end": "9" * 400,
    "Chinese numerals without end": "万亿" * 200,
    "brackets without end": "（" * 300 + "40个",
}


def assert_valid(table: pd.DataFrame, text: str) -> None:
    """That `table` keeps the contract of the table of the figures of `text`."""
    assert list(table.columns) == list(COLUMNS)
    assert {name: str(dtype) for name, dtype in table.dtypes.items()} == COLUMNS
    assert isinstance(table.index, pd.RangeIndex)
    for column, values in CATEGORIES.items():
        assert tuple(table[column].cat.categories) == values
    before = 0
    for start, end, own in zip(table["start"], table["end"], table["text"], strict=True):
        assert before <= start < end <= len(text)
        assert text[start:end] == own
        before = end
    whole = table.drop(columns=["number", "low", "high", "step", "part_of", "repeats"])
    assert not whole.isna().any(axis=None)
    low, high, number = (table[column].to_numpy() for column in ("low", "high", "number"))
    assert not (low > high).any()
    assert not (number < low).any() and not (number > high).any()
    assert not np.isinf(number).any()
    assert not (np.isnan(low) ^ np.isnan(high)).any()
    step = table["step"].to_numpy()
    assert (np.isnan(step) | (step > 0)).all()
    assert np.isnan(step[np.isnan(number)]).all()
    rows = np.arange(len(table))
    for column in ("part_of", "repeats"):
        there = table[column].notna().to_numpy()
        others = table[column][there].to_numpy(dtype=np.int64)
        assert ((others >= 0) & (others < len(table)) & (others != rows[there])).all()
    repeated = table["repeats"].dropna()
    assert (repeated.to_numpy(dtype=np.int64) < repeated.index.to_numpy()).all()


@pytest.mark.parametrize("name", TEXTS)
def test_any_text_gives_a_valid_table(name: str) -> None:
    assert_valid(extract_figures(TEXTS[name]), TEXTS[name])


STEPS = [
    ("7.7万多个", 1000),
    ("85.70%", 0.1),
    ("1,200户", 100),
    ("三千二百人", 100),
    ("35万千瓦", 10_000),
    ("2.5亿元", 1e7),
    ("3至5次", np.nan),
    ("几十个", np.nan),
    ("XX人次", np.nan),
    ("三分之一", np.nan),
]


@pytest.mark.parametrize(("written", "step"), STEPS)
def test_the_step_is_the_place_of_the_last_digit_that_is_not_zero(
    written: str, step: float
) -> None:
    (row,) = extract_figures(f"共有{written}。").to_dict("records")
    assert row["text"] == written
    assert row["step"] == pytest.approx(step, nan_ok=True)


CELLS = [("1,230", 10, 100_000), ("12.50", 0.1, 1000), ("(3.04)", 0.01, 100), ("约30", 10, 100_000)]


@pytest.mark.parametrize(("written", "plain", "in_ten_thousands"), CELLS)
def test_the_step_of_a_cell_is_scaled_as_its_header_says(
    written: str, plain: float, in_ten_thousands: float
) -> None:
    for header, step in (("金额（元）", plain), ("金额（万元）", in_ten_thousands)):
        text = f"项目|{header}\n修路|{written}\n"
        cells = [text.index(words) for words in ("项目", header, "修路", written)]
        places = [(0, 0), (0, 1), (1, 0), (1, 1)]
        spans = zip(cells, (2, len(header), 2, len(written)), places, strict=True)
        made = Table(0, len(text), tuple(Cell(at, at + size, *rc) for at, size, rc in spans))
        table = extract_report(Report(text=text, tables=(made,)))
        assert table["step"].tolist() == pytest.approx([step])


def test_half_of_a_surrogate_pair_gives_a_valid_table() -> None:
    assert len(extract_figures("查摆问题40个\ud800。")) == 1


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_samples_give_valid_tables(path: Path) -> None:
    report = read_report(path)
    table = extract_report(report)
    assert len(table)
    assert_valid(table, report.text)
    assert set(table["report"]) == {report.id}


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_figure_says_where_it_stands_and_why_it_was_read(path: Path) -> None:
    table = extract_figures(read_report(path).text)
    assert (table["rule"] != "").all()
    counted = table[table["role"] == "statistic"]
    for sentence, text in zip(counted["sentence"], counted["text"], strict=True):
        assert text in sentence
        assert not re.search(r"。.*[^”’）)」』\s]", sentence.rstrip("。")), sentence


def test_the_empty_table_is_typed() -> None:
    table = extract_figures("")
    assert len(table) == 0
    assert {name: str(dtype) for name, dtype in table.dtypes.items()} == COLUMNS
    assert pd.concat([table, extract_figures("查摆问题40个。")])["start"].dtype == np.int32


def test_the_report_id_stands_in_every_row() -> None:
    assert list(extract_figures("查摆问题40个，整改30个。", "abc")["report"]) == ["abc", "abc"]


def test_headings_of_a_report_become_sections() -> None:
    text = "问题整改\n查摆问题40个。\n成效\n整改问题30个。"
    headings = tuple(Heading(text.find(h), text.find(h) + len(h), 1) for h in ("问题整改", "成效"))
    table = extract_report(Report(text=text, headings=headings))
    assert list(table["section"]) == ["问题整改", "成效"]


def test_the_same_text_gives_the_same_table() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in SAMPLES)
    pd.testing.assert_frame_equal(extract_figures(text), extract_figures(text))
