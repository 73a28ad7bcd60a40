"""Conclusions in the library: drawn with every change, and what people decide about them."""

from __future__ import annotations

import pytest

from dashboard.asking import newest
from dashboard.asking.conclusions import (
    Conclusion,
    Urgent,
    conclusions,
    counts,
    highlights,
    of_figure,
    urgent,
)
from dashboard.asking.filters import Filter
from dashboard.errors import LibraryError
from dashboard.store.decisions import Place
from dashboard.store.library import Library
from extract import extract_report
from reading import Report

TEXT = """全县共查摆问题200个，已整改150个，整改率75%。
县直机关收到群众来信80封，办结60封，办结率90%。
处分党员XX人次。"""


@pytest.fixture
def report(library: Library) -> str:
    told = Report(text=TEXT, title="整改情况")
    return library.add(told, extract_report(told))


def of_kind(library: Library, kind: str) -> list[Conclusion]:
    return list(conclusions(library, Filter(), (kind,)).rows)


def texts(found: list[Conclusion]) -> list[tuple[str, str]]:
    return [(one.first.text, one.second.text if one.second else "") for one in found]


def test_conclusions_are_there_once_a_report_is_added(library: Library, report: str) -> None:
    found = of_kind(library, "progress")
    assert texts(found) == [("200个", "150个"), ("80封", "60封")]
    assert [(one.value, one.verdict) for one in found] == [(75.0, "fits"), (75.0, "conflict")]
    assert [one.first.text for one in of_kind(library, "blank")] == ["XX人次"]
    assert counts(library, Filter()) == {"fits": 1, "conflict": 1, "none": 1}


def test_a_correction_draws_them_anew(library: Library, report: str) -> None:
    rate = next(one.stated for one in of_kind(library, "progress") if one.verdict == "conflict")
    assert rate is not None
    entry = library.correct(report, *rate.place, "number", 75)
    assert [one.verdict for one in of_kind(library, "progress")] == ["fits", "fits"]
    library.undo(entry)
    assert [one.verdict for one in of_kind(library, "progress")] == ["fits", "conflict"]


def test_a_filter_keeps_what_rests_on_its_figures(library: Library, report: str) -> None:
    found = conclusions(library, Filter(text="来信"), ("progress",)).rows
    assert texts(list(found)) == [("80封", "60封")]
    assert not conclusions(library, Filter(units=("吨",))).rows


def test_the_newest_reports_come_first_and_older_ones_where_those_are_not_enough(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    for year in (2020, 2022, 2021):
        told = Report(text=f"查摆问题{year}个，已整改1000个。", date=str(year))
        library.add(told, extract_report(told))
    monkeypatch.setattr(newest, "_SIZES", (1, 2))
    for limit, years in ((0, []), (1, [2022]), (2, [2022, 2021]), (9, [2022, 2021, 2020])):
        found = conclusions(library, Filter(), ("progress",), limit=limit)
        assert [one.first.number for one in found.rows] == years
        assert found.cut == (limit < 3)


def test_what_is_urgent_is_shown_first_and_counted(library: Library, report: str) -> None:
    found = urgent(library, Filter(), 1)
    assert [(one.verdict, one.stated.text) for one in found.rows if one.stated] == [
        ("conflict", "90%")
    ]
    assert found.there == 1
    assert urgent(library, Filter(text="来信"), 4).there == 1
    assert urgent(library, Filter(text="查摆"), 4) == Urgent()
    conflict = found.rows[0]
    library.decide(report, "settle", conflict.place, reason="已说明")
    assert urgent(library, Filter(), 4) == Urgent()


def test_what_a_figure_takes_part_in(library: Library, report: str) -> None:
    raised = of_kind(library, "progress")[0].first
    assert texts(of_figure(library, report, raised.row)) == [("200个", "150个")]


def test_what_a_figure_takes_part_in_where_it_is_told_again(library: Library) -> None:
    told = Report(text="全县共查摆问题200个。\n会议指出，全县共查摆问题200个，已整改150个。")
    figures = extract_report(told)
    assert figures["repeats"].notna().sum() == 1
    report = library.add(told, figures)
    for row in (0, 1):
        assert texts(of_figure(library, report, row)) == [("200个", "150个")]


def test_a_pair_taken_apart_is_gone_until_it_is_taken_back(library: Library, report: str) -> None:
    first = of_kind(library, "progress")[0]
    entry = library.decide(report, "reject", first.place)
    assert texts(of_kind(library, "progress")) == [("80封", "60封")]
    library.re_extract(report, extract_report(library.report(report)))
    assert texts(of_kind(library, "progress")) == [("80封", "60封")]
    library.take_back(entry)
    assert texts(of_kind(library, "progress")) == [("200个", "150个"), ("80封", "60封")]
    with pytest.raises(LibraryError):
        library.take_back(entry)


def test_a_settled_finding_keeps_its_reason(library: Library, report: str) -> None:
    wrong = of_kind(library, "progress")[1]
    with pytest.raises(LibraryError):
        library.decide(report, "settle", wrong.place)
    library.decide(report, "settle", wrong.place, reason="按批次计算")
    again = of_kind(library, "progress")[1]
    assert (again.decision, again.reason) == ("settle", "按批次计算")


def test_other_figures_take_the_place_of_a_pair(library: Library, report: str) -> None:
    first, second = of_kind(library, "progress")
    assert second.second is not None
    chosen = (first.first.place, second.second.place)
    library.decide(report, "replace", first.place, chosen=chosen)
    replaced = [one for one in of_kind(library, "progress") if one.decision == "replace"]
    assert texts(replaced) == [("200个", "60封")]
    assert replaced[0].value == pytest.approx(30)


def test_what_took_the_place_of_a_pair_is_decided_about_in_turn(
    library: Library, report: str
) -> None:
    first, second = of_kind(library, "progress")
    assert second.second is not None
    chosen = (first.first.place, second.second.place)
    library.decide(report, "replace", first.place, chosen=chosen)
    (replaced,) = [one for one in of_kind(library, "progress") if one.decision == "replace"]
    entry = library.decide(report, "reject", replaced.place)
    assert texts(of_kind(library, "progress")) == [("80封", "60封")]
    library.take_back(entry)
    assert ("200个", "60封") in texts(of_kind(library, "progress"))


def test_a_pair_drawn_by_hand(library: Library, report: str) -> None:
    first = of_kind(library, "progress")[0]
    assert first.second is not None
    library.decide(report, "reject", first.place)
    place = Place("progress", first.first.place, first.second.place)
    library.decide(report, "draw", place, chosen=(first.first.place, first.second.place))
    assert ("200个", "150个") in texts(of_kind(library, "progress"))


def test_the_log_is_kept_and_goes_with_its_report(library: Library, report: str) -> None:
    library.decide(report, "reject", of_kind(library, "progress")[0].place)
    log = library.decisions()
    assert log["action"].tolist() == ["reject"]
    assert [TEXT[slice(*map(int, span.split(":")))] for span in log["second"]] == ["150个"]
    library.remove(report)
    assert not conclusions(library, Filter()).rows
    library.restore(report)
    assert texts(of_kind(library, "progress")) == [("80封", "60封")]
    library.remove(report)
    library.purge()
    assert library.decisions().empty


def test_highlights_sum_the_report_up(library: Library, report: str) -> None:
    assert {"200个", "150个"} <= {figure.text for figure in highlights(library, Filter())}


@pytest.mark.parametrize("action", ["draw", "replace", "forget", ""])
def test_a_decision_without_what_it_needs_is_refused(
    library: Library, report: str, action: str
) -> None:
    with pytest.raises(LibraryError):
        library.decide(report, action, Place("progress", (0, 1)))
