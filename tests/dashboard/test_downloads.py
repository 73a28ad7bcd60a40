"""Files to take away: opened again they hold the table, and nothing in them acts as a formula."""

import io
import json
import math
import unicodedata
import zipfile
from datetime import date

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.asking.filters import Filter
from dashboard.asking.queries import REPORT_COLUMNS
from dashboard.errors import LibraryError
from dashboard.files import downloads
from dashboard.store.schema import SHOWN_COLUMNS
from extract import export
from extract.columns import ALL as COLUMNS
from extract.columns import LANGUAGES
from extract.export import cells, workbook

ALL = Filter(roles=())


def test_every_column_is_described():
    assert set(COLUMNS) == {*SHOWN_COLUMNS, *REPORT_COLUMNS}
    for column in COLUMNS.values():
        for language in LANGUAGES:
            assert column.name(language) and column.description(language)
            assert all(words.name(language) for value, words in column.values.items() if value)
        assert column.type in ("string", "integer", "number", "boolean")


@pytest.fixture
def hostile(filled):
    """The campaign with a correction, and words that a spreadsheet would run."""
    library, report = filled
    start, end = library.figures(report)[["start", "end"]].iloc[0].tolist()
    library.correct(report, start, end, "scope", '=HYPERLINK("x")')
    library.correct(report, start, end, "period", "＝1＋1")
    library.check(report, start, end)
    library.update(report, title="@SUM(1)")
    return library


def test_csv_opens_again(hostile):
    data = downloads.csv(hostile, ALL)
    assert data.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in data
    frame = pd.read_csv(io.BytesIO(data), keep_default_na=False)
    assert list(frame.columns) == list(COLUMNS)
    assert frame["text"].tolist() == ["7.7万多个", "8.3万余项", "6.6万余个", "85.7%", "XX人次"]
    assert frame["number"].tolist() == ["77000", "83000", "66000", "85.7", ""]
    assert frame["scope"][0] == '\'=HYPERLINK("x")'
    assert frame["period"][0] == "'＝1＋1"
    assert frame["title"][0] == "'@SUM(1)"
    assert frame["corrected"].tolist() == [True, False, False, False, False]
    assert frame["checked"].tolist() == [True, False, False, False, False]


def test_csv_follows_the_filter_and_the_columns(hostile):
    data = downloads.csv(hostile, Filter(stages=("done",)), ["metric", "number"])
    assert data.decode("utf-8-sig") == "metric,number\r\n整改问题,66000\r\n"


HEADERS = [
    # columns, language → the first two lines
    (["metric", "stage", "role"], "", "metric,stage,role\r\n查摆问题,raised,statistic\r\n"),
    (["metric", "stage", "role"], "zh", "指标,阶段,性质\r\n查摆问题,发现,统计数字\r\n"),
    (["metric", "stage", "role"], "en", "Metric,Stage,Role\r\n查摆问题,Identified,Statistic\r\n"),
    (["status", "direction"], "zh", "状态,方向\r\n实际,\r\n"),
    (["kind", "checked"], "zh", "类别,已核对\r\n数量,是\r\n"),
    (["rule", "doubt"], "zh", "规则,存疑\r\n阿拉伯数字加单位,指标取自前一个分句\r\n"),
]


@pytest.mark.parametrize(("columns", "language", "lines"), HEADERS)
def test_csv_in_codes_or_in_words(library, make, columns, language, lines):
    made = make(
        "查摆问题3个。",
        {"text": "3个", "number": 3.0, "action": "查摆", "object": "问题", "stage": "raised"}
        | {"rule": "digits", "doubt": "metric from the clause before"},
    )
    library.check(library.add(*made), 4, 6)
    assert downloads.csv(library, ALL, columns, language).decode("utf-8-sig") == lines


def test_xlsx_opens_again(hostile):
    book = openpyxl.load_workbook(io.BytesIO(downloads.xlsx(hostile, ALL)))
    figures, codes, described = book.worksheets
    assert [sheet.title for sheet in book] == ["数字", "代码", "各列说明"]
    header = [cell.value for cell in figures[1]]
    assert header == [column.name("zh") for column in COLUMNS.values()]
    rows = list(figures.iter_rows(min_row=2))
    number = header.index("数值")
    assert [row[number].value for row in rows] == [77000, 83000, 66000, 85.7, None]
    assert rows[0][number].number_format == "#,##0"
    assert rows[3][number].number_format == "#,##0.0###"
    assert rows[0][header.index("范围")].value == '=HYPERLINK("x")'
    assert rows[0][header.index("范围")].data_type == "s"
    assert [row[header.index("性质")].value for row in rows][3:] == ["统计数字", "隐去的数字"]
    assert [row[header.index("阶段")].value for row in rows][:2] == ["发现", "部署"]
    assert [row[header.index("已核对")].value for row in rows][:2] == ["是", "否"]
    coded = [row for row in codes.iter_rows(values_only=True)]
    assert coded[0][:6] == ("report", "start", "end", "role", "kind", "stage")
    assert [row[5] for row in coded[1:3]] == ["raised", "planned"]
    assert len(coded) == len(rows) + 1
    assert figures.freeze_panes == "A2"
    assert described.max_row == len(COLUMNS) + 1
    english = openpyxl.load_workbook(io.BytesIO(downloads.xlsx(hostile, ALL, ["text"], "en")))
    assert [sheet.title for sheet in english] == ["Figures", "Columns"]
    assert english.worksheets[0]["A1"].value == "As written"


def test_a_sheet_that_cannot_hold_the_rows(hostile, monkeypatch):
    monkeypatch.setattr(workbook, "MOST_ROWS", 3)
    with pytest.raises(LibraryError) as caught:
        downloads.xlsx(hostile, ALL)
    assert (caught.value.code, caught.value.details) == (
        "too_many_rows",
        {"most": export.MOST_ROWS},
    )


def test_parquet_and_json_open_again(hostile):
    stored = hostile.figures(hostile.reports()["id"][0])
    frame = pd.read_parquet(io.BytesIO(downloads.parquet(hostile, ALL)))
    assert list(frame.columns) == list(COLUMNS)
    pd.testing.assert_series_equal(frame["number"], stored["number"])
    assert frame["scope"][0] == '=HYPERLINK("x")'
    records = json.loads(downloads.json(hostile, ALL))
    assert [one["number"] for one in records] == [77e3, 83e3, 66e3, 85.7, None]
    assert records[0]["checked"] is True


def test_the_package_describes_every_column_and_names_the_reports(hostile):
    with zipfile.ZipFile(io.BytesIO(downloads.package(hostile, ALL, language="en"))) as archive:
        described = json.loads(archive.read("datapackage.json"))
        data = archive.read("figures.csv")
    (resource,) = described["resources"]
    fields = resource["schema"]["fields"]
    assert [field["name"] for field in fields] == data.decode("utf-8-sig").split("\r\n")[0].split(
        ","
    )
    assert all(field["description"] and field["type"] for field in fields)
    assert resource["bytes"] == len(data)
    assert described["sources"] == [{"title": "@SUM(1) 2020-12"}]


@pytest.mark.parametrize("build", ["csv", "xlsx", "parquet", "json", "package"])
def test_nothing_to_download_is_still_a_file(library, build):
    data = getattr(downloads, build)(library, Filter(metrics=("nothing",)), ["text", "number"])
    assert data
    if build == "parquet":
        assert list(pd.read_parquet(io.BytesIO(data)).columns) == ["text", "number"]
    if build == "json":
        assert json.loads(data) == []


@pytest.mark.parametrize("build", ["csv", "xlsx", "parquet", "json", "package"])
def test_unknown_columns_are_refused(library, build):
    with pytest.raises(LibraryError) as caught:
        getattr(downloads, build)(library, ALL, ["nonsense"])
    assert caught.value.code == "bad_field"


CELLS = [
    ("=1+1", "'=1+1"),
    ("@x", "'@x"),
    ("＝1", "'＝1"),
    ("＠x", "'＠x"),
    ("﹦1", "'﹦1"),
    ("\t=1", "'\t=1"),
    ("\r=1", "'\r=1"),
    ("\tx", "'\tx"),
    (" \nx", "' \nx"),
    ("  =1", "'  =1"),
    ("\u3000＝1", "'\u3000＝1"),
    ("\0=1", "'\0=1"),
    ("\u00ad=1", "'\u00ad=1"),
    ("\u200e=1", "'\u200e=1"),
    ("\u202e=1", "'\u202e=1"),
    ("\u2060=1", "'\u2060=1"),
    ("\ufeff=1", "'\ufeff=1"),
    ("\ufe0f=1", "'\ufe0f=1"),
    ("\u3164=1", "'\u3164=1"),
    ("\u0301\u200b =1", "'\u0301\u200b =1"),
    ("-1", "-1"),
    ("+1", "+1"),
    ("－1", "－1"),
    ("-5%", "-5%"),
    ("−3.2万", "−3.2万"),
    ("-3.2万", "-3.2万"),
    ("-1,234.5亿", "-1,234.5亿"),
    ("-1+cmd", "'-1+cmd"),
    ("-1+1", "'-1+1"),
    ("+A1", "'+A1"),
    ("-5%%", "'-5%%"),
    ("-5人", "'-5人"),
    (" -3", "' -3"),
    ("-", "'-"),
    ("-1\n", "'-1\n"),
    ("1=1", "1=1"),
    ("'=1", "'=1"),
    ("3-5次", "3-5次"),
    ("问题", "问题"),
    ("", ""),
]


@pytest.mark.parametrize(("text", "cell"), CELLS)
def test_cells_are_no_formulas(text, cell):
    assert cells.safe(text) == cell


NUMBERS = [
    (77_000.0, "77000"),
    (85.7, "85.7"),
    (-3.0, "-3"),
    (1.8213333e8, "182133330"),
    (float("nan"), ""),
    (float("inf"), "INF"),
    (float("-inf"), "-INF"),
    (None, ""),
    (True, "true"),
    (5, "5"),
]


@pytest.mark.parametrize(("value", "cell"), NUMBERS)
def test_numbers_are_plain(value, cell):
    assert cells.csv_text([[value, "x"]]).decode() == f"{cell},x\r\n"


@given(st.text(max_size=12))
def test_no_text_comes_out_as_a_formula(text):
    safe = cells.safe(text)
    shown = "".join(sign for sign in safe if unicodedata.category(sign)[0] not in "CZM")
    if shown.startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠")):
        assert math.isfinite(
            float(unicodedata.normalize("NFKC", shown).rstrip("%‰万亿千百十").replace(",", ""))
        )


def test_a_charts_data_with_headers_made_safe():
    frame = pd.DataFrame({"=metric": ["-5人"], "value": [-5.0], "low": [None]})
    assert downloads.frame_csv(frame).decode("utf-8-sig") == "'=metric,value,low\r\n'-5人,-5,\r\n"


def test_file_names_carry_the_date():
    assert downloads.file_name("数字", "csv", date(2026, 11, 23)) == "数字-2026-11-23.csv"
    assert downloads.file_name("x", "zip").count("-") == 3


@pytest.mark.parametrize(
    ("stem", "extension", "name"),
    [
        ("台账", "xlsx", "台账-2026-03-01.xlsx"),
        ("查摆 → 整改：85%/年?", "", "查摆 → 整改：85% 年-2026-03-01"),
        ('a\\b:c*"d"<e>|f\n', "csv", "a b c d e f-2026-03-01.csv"),
        ("长" * 90, "png", "长" * 60 + "-2026-03-01.png"),
    ],
)
def test_a_file_is_named_by_title_and_date(stem: str, extension: str, name: str) -> None:
    assert downloads.file_name(stem, extension, date(2026, 3, 1)) == name
