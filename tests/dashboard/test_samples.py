"""The sample reports through reading, extraction, conclusions and library: what a newcomer sees."""

import pytest

from dashboard.asking import compare, conclusions, funnel, progress
from dashboard.asking.filters import Filter
from dashboard.files import adding


@pytest.fixture
def samples(library, root):
    """The six sample reports; their ids by the letter of the file name."""
    events = list(adding.add_sources(library, [root / "data" / "reports"]))
    assert {event.kind for event in events} <= {"added", "note"}
    return library, {event.name[0]: event.report for event in events}


def sums(library, report, verdict):
    found = conclusions.conclusions(library, Filter(reports=(report,)), ("sum",), (verdict,))
    return [[figure.text for figure in one.figures] for one in found.rows]


def test_the_parts_of_the_complaints_add_up(samples):
    library, ids = samples
    assert ["10558件", "8766件", "1792件"] in sums(library, ids["B"], "fits")
    assert sums(library, ids["B"], "conflict") == []


def test_a_doctored_share_does_not_fit(library, root):
    (path,) = (root / "data" / "reports").glob("E_*")
    text = path.read_text("utf-8")
    assert text.count("67.4%") == 1
    doctored = text.replace("67.4%", "68.4%")
    (event, *_) = adding.add_sources(library, [("doctored.txt", doctored.encode("utf-8"))])
    asked = Filter(reports=(event.report,))
    (wrong,) = conclusions.conclusions(library, asked, verdicts=("conflict",)).rows
    assert (wrong.kind, wrong.stated.text, round(wrong.value, 1)) == ("share", "68.4%", 67.4)


@pytest.mark.parametrize("letter", ["E", "F"])
def test_the_shares_of_the_four_forms_fit(samples, letter):
    library, ids = samples
    found = conclusions.conclusions(library, Filter(reports=(ids[letter],)), ("share",)).rows
    assert [one.verdict for one in found] == ["fits"] * 4


def test_no_sample_is_wrong(samples):
    library, _ = samples
    assert conclusions.conclusions(library, Filter(), verdicts=("conflict",)).rows == ()


def test_the_rate_of_the_campaign(samples):
    library, ids = samples
    (rate,) = [
        one
        for one in progress.progress(library, Filter(reports=(ids["A"],))).rates
        if one.first.text == "7.7万多个"
    ]
    assert [round(bound, 1) for bound in (rate.value, rate.low, rate.high)] == [85.7, 84.6, 87.0]


def test_the_complaints_are_followed_step_by_step(samples):
    library, ids = samples
    found = conclusions.conclusions(library, Filter(reports=(ids["B"],)))
    chain = funnel.funnels(found.rows)[0]
    assert [figure.text for figure in chain.steps] == ["15536件", "10558件", "8766件"]


def test_two_years_of_one_body(samples):
    library, ids = samples
    both = Filter(reports=(ids["E"], ids["F"]))
    (found,) = [
        one
        for one in compare.compare(library, both).series
        if [point.figure.text for point in one.points] == ["61.9万件", "63.1万件"]
    ]
    (change,) = found.changes
    assert change.value.number == pytest.approx(1.94, abs=0.01)
