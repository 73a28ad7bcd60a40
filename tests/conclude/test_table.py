"""The conclusions table as a contract, and what the package may know."""

import ast
import time
from pathlib import Path

import pandas as pd

from conclude import COLUMNS, conclude
from conclude.wordlist import FOLDER, entries
from extract import extract_figures

PACKAGE = Path(__file__).parents[2] / "conclude"
FORBIDDEN = {"dashboard", "widgets", "pages", "app", "streamlit", "duckdb", "plotly", "reading"}
TEXT = "共查摆问题120个，已整改102个，整改率85%。其中，立行立改80个。"


def test_columns_and_types_are_those_of_the_contract():
    table = conclude(extract_figures(TEXT), TEXT)
    assert list(table.columns) == list(COLUMNS)
    for name, dtype in COLUMNS.items():
        assert table[name].dtype == dtype
    assert all(isinstance(parts, list) for parts in table["parts"])


def test_no_figures_give_an_empty_table_of_the_same_types():
    table = conclude(extract_figures(""), "")
    assert len(table) == 0
    assert {name: str(dtype) for name, dtype in table.dtypes.items()} == {
        name: str(dtype) for name, dtype in conclude(extract_figures(TEXT), TEXT).dtypes.items()
    }


def test_rows_are_positions_whatever_the_index():
    figures = extract_figures(TEXT)
    moved = figures.set_index(pd.Index(range(100, 100 + len(figures))))
    pd.testing.assert_frame_equal(conclude(figures, TEXT), conclude(moved, TEXT))


def test_table_of_plain_objects_reads_like_the_typed_one():
    figures = extract_figures(TEXT)
    plain = figures.astype(object).where(figures.notna(), None)
    pd.testing.assert_frame_equal(conclude(plain, TEXT), conclude(figures, TEXT))


def test_bounds_follow_the_wording():
    text = "各级党组织查摆问题7.7万多个，已整改6.6万余个。"
    (row,) = conclude(extract_figures(text), text).itertuples()
    assert [round(value, 1) for value in (row.value, row.low, row.high)] == [85.7, 84.6, 87.0]


def test_package_knows_no_screen_and_no_library():
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [name.name for name in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            assert not {name.split(".")[0] for name in names} & FORBIDDEN, path.name


def test_word_lists_have_a_header_and_no_line_twice():
    for path in FOLDER.iterdir():
        assert path.read_text("utf-8").startswith("#"), path.name
        rows = entries(path.name)
        assert len(rows) == len(set(rows)), path.name


def test_time_grows_with_the_number_of_figures():
    figures = extract_figures(TEXT * 40)
    few, many = pd.concat([figures] * 1), extract_figures(TEXT * 800)

    def seconds(table, text):
        start = time.process_time()
        conclude(table, text)
        return time.process_time() - start

    seconds(few, TEXT * 40)
    once = max(min(seconds(few, TEXT * 40) for _ in range(3)), 1e-3)
    assert min(seconds(many, TEXT * 800) for _ in range(2)) < once * 20 * 4


def test_sentence_without_end_takes_no_quadratic_time():
    long = "查摆问题120个，其中班子问题20个、" * 3000
    figures = extract_figures(long)
    start = time.process_time()
    conclude(figures, long)
    assert time.process_time() - start < len(figures) / 1000


def test_ratio_of_rounded_numbers_has_the_bounds_of_their_last_digit():
    text = "全省举办宣讲7809场，参加群众35万人次。"
    (row,) = conclude(extract_figures(text), text).itertuples()
    assert row.kind == "ratio"
    assert (round(row.low, 2), round(row.high, 2)) == (44.18, 45.46)
