"""The sample reports through reading, extraction, library and checks: what a newcomer sees."""

import pytest

from dashboard.asking import checks, compare, progress
from dashboard.asking.filters import Filter
from dashboard.files import adding


@pytest.fixture
def samples(library, root):
    """The six sample reports; their ids by the letter of the file name."""
    events = list(adding.add_sources(library, [root / "data" / "reports"]))
    assert {event.kind for event in events} <= {"added", "note"}
    return library, {event.name[0]: event.report for event in events}


def confirmed(library, report, code):
    found = checks.findings(library, Filter(reports=(report,)))
    return [[row["text"] for row in one.figures] for one in found if one.code == code]


def test_the_audit_adds_up(samples):
    library, ids = samples
    sums = confirmed(library, ids["D"], "parts_add_up")
    assert ["50个", "40项", "10项"] in sums
    assert ["251023.54万元", "215587.84万元", "35435.70万元"] in sums
    assert confirmed(library, ids["D"], "parts_fall_short") == []


def test_a_doctored_audit_does_not(library, root):
    (path,) = (root / "data" / "reports").glob("D_*")
    text = path.read_text("utf-8").replace("正在整改10项", "正在整改9项", 1)
    (event, *_) = adding.add_sources(library, [("doctored.txt", text.encode("utf-8"))])
    assert ["50个", "40项", "9项"] in confirmed(library, event.report, "parts_fall_short")


def test_the_ranks_of_2019_add_up_within_rounding(samples):
    library, ids = samples
    (sums,) = confirmed(library, ids["E"], "parts_add_up_rounded")
    assert sums[0] == "58.7万人"
    assert len(sums) == 7


@pytest.mark.parametrize("letter", ["E", "F"])
def test_the_shares_of_the_four_forms_fit(samples, letter):
    library, ids = samples
    assert len(confirmed(library, ids[letter], "share_fits")) == 4
    assert confirmed(library, ids[letter], "share_not_given") == []


def test_no_sample_is_wrong(samples):
    library, _ = samples
    assert checks.counts(checks.findings(library, Filter()))["error"] == 0


def test_the_rate_of_the_campaign(samples):
    library, ids = samples
    pairs = progress.progress(library, Filter(reports=(ids["A"],))).pairs
    rates = [one.rate for one in pairs if one.object == "问题"]
    assert [round(rates[0].low, 1), round(rates[0].high, 1)] == [84.6, 87.0]


def test_two_years_of_one_body(samples):
    library, ids = samples
    both = Filter(reports=(ids["E"], ids["F"]))
    key = compare.key_of("立案", "count", "件")
    found = compare.series(library, [key], both, "date")
    assert found["number"].tolist() == [619_000, 631_000]
    assert compare.index_to_100(found)["number"][1] == pytest.approx(101.94, abs=0.01)
