"""A library of this test's own, and reports with figures made by hand."""

from collections.abc import Callable, Iterator

import pandas as pd
import pytest

from dashboard.store.library import Library
from dashboard.store.schema import FIGURE_COLUMNS
from extract import extract_figures
from extract.text.clause import sentence_at
from reading import Report

BLANK = dict.fromkeys(FIGURE_COLUMNS, "") | {
    "role": "statistic",
    "kind": "count",
    "stage": "other",
    "status": "actual",
    "part_of": None,
    "repeats": None,
}

Made = tuple[Report, pd.DataFrame]


def step_of(text: str) -> float | None:
    """The place value of the last digit of a figure, as it reads alone."""
    found = extract_figures(text)
    return float(found["step"].iloc[0]) if len(found) else None


def make_report(text: str, *figures: dict, **metadata: str) -> Made:
    """A report and its table. A figure gives `text` (found in order) and what differs from BLANK;
    `number` also fills low and high, `step` is what its text says, `metric` is action + object."""
    report = Report(text=text, **metadata)
    rows, at = [], 0
    for figure in figures:
        start = text.index(figure["text"], at)
        at = start + len(figure["text"])
        number = figure.get("number")
        row = BLANK | {"report": report.id, "start": start, "end": at, "number": number}
        row |= {"low": number, "high": number, "sentence": sentence_at(text, start, at)}
        row |= {"step": step_of(figure["text"]) if number is not None else None}
        row |= {"metric": figure.get("action", "") + figure.get("object", "")}
        rows.append(row | figure)
    return report, pd.DataFrame(rows, columns=list(FIGURE_COLUMNS))


@pytest.fixture
def library(library_path) -> Iterator[Library]:
    with_file = Library(library_path)
    yield with_file
    with_file.close()


@pytest.fixture
def make() -> Callable[..., Made]:
    return make_report


@pytest.fixture
def campaign(make) -> Made:
    """The core of the first sample report: what was found, planned and done."""
    return make(
        "全行业查摆问题7.7万多个，制定整改措施8.3万余项。\n整改问题6.6万余个，整改率85.7%。\n处分XX人次。",
        {
            "text": "7.7万多个",
            "number": 77e3,
            "high": 78e3,
            "approx": "多",
            "unit": "个",
            "action": "查摆",
            "object": "问题",
            "stage": "raised",
            "scope": "全行业",
        },
        {
            "text": "8.3万余项",
            "number": 83e3,
            "high": 84e3,
            "approx": "余",
            "unit": "项",
            "action": "制定",
            "object": "整改措施",
            "stage": "planned",
            "scope": "全行业",
        },
        {
            "text": "6.6万余个",
            "number": 66e3,
            "high": 67e3,
            "approx": "余",
            "unit": "个",
            "action": "整改",
            "object": "问题",
            "stage": "done",
        },
        {"text": "85.7%", "number": 85.7, "unit": "%", "kind": "percent", "object": "整改率"},
        {"text": "XX人次", "role": "redacted", "unit": "人次", "object": "处分"},
        title="专题教育总结",
        date="2020-12",
        organisation="全行业",
    )


@pytest.fixture
def filled(library, campaign) -> tuple[Library, str]:
    """A library that holds the campaign report, and the report's id."""
    return library, library.add(*campaign, extraction="test")
