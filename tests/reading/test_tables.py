"""Figures out of tables, against tables labelled by hand (tests/reading/tables)."""

import csv
from pathlib import Path

import pytest

from extract.tables import table_figures
from reading import read_report

TABLES = Path(__file__).with_name("tables")
LABELLED = sorted(TABLES.glob("*.tsv"))
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
    [("约35万元", 345000, 355000, "约"), ("40余件", 40, 50, "余"), ("12人", 12, 12, "")],
)
def test_interval_of_cell(text: str, low: float, high: float, approx: str) -> None:
    table = f"<table><tr><th>县</th><th>数</th></tr><tr><td>甲</td><td>{text}</td></tr></table>"
    report = read_report(table.encode())
    (figure,) = table_figures(report.text, report.tables)
    assert (figure.low, figure.high, figure.approx) == (low, high, approx)
