"""What the Progress page shows as a rate, as a target, as a question, and offers for pairing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard.asking import progress
from dashboard.asking.filters import Filter
from dashboard.store.decisions import Place
from dashboard.store.figure import Figure
from dashboard.store.library import Library
from extract import extract_report
from reading import Report
from tests.dashboard.conftest import FIGURE

TEXT = """全县共查摆问题200个，已整改150个。
全年计划培训干部400人，实际培训干部460人。
全县发现漏水点90处。
全年打通断头路30处，补助农户70户。"""


@pytest.fixture
def report(library: Library) -> str:
    told = Report(text=TEXT, title="整改情况")
    return library.add(told, extract_report(told))


def texts(figures: tuple[Figure, ...]) -> list[str]:
    return [figure.text for figure in figures]


def test_rates_and_targets_stand_apart(library: Library, report: str) -> None:
    found = progress.progress(library, Filter())
    assert [texts(one.figures) for one in found.rates] == [["200个", "150个"]]
    assert [texts(one.figures) for one in found.targets] == [["400人", "460人"]]
    assert found.questions == ()
    assert not found.cut


def test_what_is_in_no_rate_is_offered_until_it_is_paired(library: Library, report: str) -> None:
    free = progress.unpaired(library, report)
    assert "200个" not in texts(free.wholes)
    assert "150个" not in texts(free.parts)
    (whole,) = [figure for figure in free.wholes if figure.text == "90处"]
    (part,) = [figure for figure in free.parts if figure.text == "30处"]
    assert progress.nearest(whole, free.parts)[0] == part
    spans = whole.place, part.place
    entry = library.decide(report, "draw", Place("progress", *spans), chosen=spans)
    drawn = progress.progress(library, Filter()).rates[-1]
    assert (drawn.decision, round(drawn.value or 0, 1)) == ("draw", 33.3)
    assert "90处" not in texts(progress.unpaired(library, report).wholes)
    library.take_back(entry)
    assert "90处" in texts(progress.unpaired(library, report).wholes)


@pytest.mark.parametrize(
    ("part", "fits"),
    [
        ({"unit": "项"}, True),
        ({"unit": "个", "low": 50.0}, True),
        ({"low": 51.0}, False),
        ({"unit": "人"}, True),
        ({"unit": "公里"}, False),
        ({"kind": "money", "unit": "元"}, False),
        ({"low": None}, False),
    ],
)
def test_a_part_counts_the_same_and_no_more(part: dict[str, object], fits: bool) -> None:
    whole = replace(FIGURE, unit="个", low=40.0, high=50.0)
    assert progress.can_be_part(replace(whole, **part), whole) is fits
