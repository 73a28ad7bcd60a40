"""Figures out of tables, against tables labelled by hand (tests/reading/tables)."""

import csv
from pathlib import Path

import pytest

from extract import extract_report
from extract.role.find import find_figures
from extract.tables.figures import outside_tables, table_figures
from reading import read_report
from tests.reading.make import docx_file, pdf_file, xlsx_file

TABLES = Path(__file__).with_name("tables")
LABELLED = sorted(TABLES.glob("[0-9]*.tsv"))
LEDGERS = sorted(TABLES.joinpath("ledgers").glob("*.tsv"))
FIELDS = ("text", "number", "unit", "metric", "scope", "period", "status", "direction")


def labels(path: Path) -> list[tuple[str, ...]]:
    with path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    return [tuple(row[field] or "" for field in FIELDS) for row in rows]


@pytest.mark.parametrize("path", LABELLED, ids=lambda path: path.stem)
def test_labelled_table(path: Path) -> None:
    source = next(p for p in path.parent.glob(f"{path.stem}.*") if p.suffix != ".tsv")
    report = read_report(source)
    figures = table_figures(report.text, report.tables)
    assert all(report.text[f.start : f.end] == f.text for f in figures)
    found = [
        (f.text, f"{f.number:.15g}", f.unit, f.metric, f.scope, f.period, f.status, f.direction)
        for f in figures
    ]
    assert found == labels(path)


@pytest.mark.parametrize("path", LEDGERS, ids=lambda path: path.stem)
def test_labelled_ledger(path: Path) -> None:
    source = next(p for p in path.parent.glob(f"{path.stem}.*") if p.suffix != ".tsv")
    table = extract_report(read_report(source))
    counted = table[table["role"] == "statistic"]
    found = [
        (row.text, f"{row.number:.15g}", row.unit, row.metric, row.section, row.scope, row.status)
        for row in counted.itertuples()
    ]
    lines = path.read_text("utf-8").splitlines()[1:]
    assert found == [tuple(line.split("\t")) for line in lines]


def test_published_report(shared: Path) -> None:
    report = read_report(shared / "docs" / "formats" / "gov_openinfo_annualreport_2024.pdf")
    found = [
        (f.text, f"{f.number:.15g}", f.unit, f.metric, f.scope)
        for f in table_figures(report.text, report.tables)
    ]
    lines = (TABLES / "annual-report-2024.tsv").read_text("utf-8").splitlines()[1:]
    assert len(lines) == 74
    place = 0  # the labelled ones, in order, among all that are found
    for line in lines:
        assert tuple(line.split("\t")) in found[place:]
        place = found.index(tuple(line.split("\t")), place) + 1


def test_part_of() -> None:
    report = read_report(TABLES / "06-indicators.html")
    figures = table_figures(report.text, report.tables)
    wholes = {f.metric: f.part_of.metric for f in figures if f.part_of is not None}
    assert wholes == {
        "第一产业增加值": "地区生产总值",
        "第一产业增加值比上年增长": "地区生产总值比上年增长",
    }


@pytest.mark.parametrize(
    ("text", "low", "high", "approx"),
    [
        ("约35万元", 345000, 355000, "约"),
        ("40余件", 40, 50, "余"),
        ("12人", 12, 12, ""),
        ("≥5个", 5, float("inf"), "≥"),
    ],
)
def test_interval_of_cell(text: str, low: float, high: float, approx: str) -> None:
    table = f"<table><tr><th>县</th><th>数</th></tr><tr><td>甲</td><td>{text}</td></tr></table>"
    report = read_report(table.encode())
    (figure,) = table_figures(report.text, report.tables)
    assert (figure.low, figure.high, figure.approx) == (low, high, approx)


ROWS = [["地区", "查摆问题（个）", "整改金额"], ["东城区", "12", "1,234.5"], ["西城区", "3", "80"]]
CAPTION = ["某市2021年整改情况", "单位：万元"]


def drawn(rows: list[list[str]], rules: str = "all") -> bytes:
    """The table as a PDF draws it, with `rules`: all, open (none at its sides), three or none."""
    across, down = [72.0, 172.0, 292.0, 412.0], [700.0 - 30 * n for n in range(len(rows) + 1)]
    levels = {"three": [down[0], down[1], down[-1]], "none": []}.get(rules, down)
    sides = {"all": across, "open": across[1:-1]}.get(rules, [])
    lines = [(across[0], y, across[-1], y) for y in levels]
    lines += [(x, down[-1], x, down[0]) for x in sides]
    drawings = [(72.0, 760.0 - 30 * n, 12.0, line) for n, line in enumerate(CAPTION)]
    drawings += [
        (x + 5, y - 20, 12.0, words)
        for y, row in zip(down, rows, strict=False)
        for x, words in zip(across, row, strict=False)
    ]
    return pdf_file([drawings], lines)


@pytest.mark.parametrize(
    "data",
    [
        docx_file(CAPTION, ROWS),
        xlsx_file({"表": [[line] for line in CAPTION] + ROWS}),
        "\n".join([*CAPTION, *("\t".join(row) for row in ROWS)]).encode("gb18030"),
        *(
            "\n".join([*CAPTION, *(gap.join(row) for row in ROWS), "共整改8个。"]).encode()
            for gap in ("\t", "   ", "　")
        ),
        (
            "\n\n".join(CAPTION) + "\n\n|" + "|\n|".join("|".join(row) for row in ROWS[:1]) + "|\n"
            "|--|--|--|\n|" + "|\n|".join("|".join(row) for row in ROWS[1:]) + "|"
        ).encode(),
        *(drawn(ROWS, rules) for rules in ("all", "open", "three", "none")),
    ],
    ids=[
        "docx",
        "xlsx",
        "tsv",
        "tabs",
        "blanks",
        "wide blanks",
        "markdown",
        "pdf",
        "pdf open",
        "pdf three rules",
        "pdf no rules",
    ],
)
def test_same_table(data: bytes) -> None:
    report = read_report(data, name="表")
    found = [
        (f.text, f.number, f.unit, f.metric, f.scope, f.period)
        for f in table_figures(report.text, report.tables)
    ]
    assert found == [
        ("12", 12, "个", "查摆问题", "东城区", "2021年"),
        ("1,234.5", 12345000, "元", "整改金额", "东城区", "2021年"),
        ("3", 3, "个", "查摆问题", "西城区", "2021年"),
        ("80", 800000, "元", "整改金额", "西城区", "2021年"),
    ]


def test_table_open_at_its_sides() -> None:
    rows = [
        ["地区", "受理", "办结", "占比（%）"],
        ["甲县", "1", "2", "50"],
        ["乙县", "3", "4", "75"],
    ]
    across, down = [72.0, 172.0, 272.0, 372.0, 472.0], [700.0 - 30 * n for n in range(4)]
    rules = [(across[0], y, across[-1], y) for y in down]
    rules += [(x, down[-1], x, down[0]) for x in across[1:-1]]
    words = [
        (x + 5, y - 20, 12.0, cell)
        for y, row in zip(down, rows, strict=False)
        for x, cell in zip(across, row, strict=False)
    ]
    (table,) = read_report(pdf_file([words], rules)).tables
    assert [len(row) for row in table.grid()] == [4, 4, 4]


def test_what_the_running_text_keeps() -> None:
    lines = ["全市共查摆问题15个，涉及2个县区。", "第3次调度会通报如下"]
    rows = [["县区", "2020年整改金额（万元）", "说明"], ["甲县3个乡", "12", "已整改8个"]]
    report = read_report(docx_file(lines, rows))
    kept = outside_tables(find_figures(report.text), report.text, report.tables)
    found = [(figure.text, figure.role) for figure in kept]
    assert ("15个", "statistic") in found and ("2个", "statistic") in found
    assert ("2020年", "date") in found  # a header's date stays, its unit and counts do not
    assert ("8个", "statistic") in found  # words in a cell beside the figures are text
    assert not {"12", "3个", "万元"} & {text for text, _ in found}
