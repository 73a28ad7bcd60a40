"""Corrections: kept apart from the extraction, applied when asked, undone, never lost."""

from dataclasses import asdict

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.asking import passage, queries
from dashboard.asking.filters import Filter
from dashboard.errors import LibraryError
from extract.text.clause import sentence_at


def at(library, report, text):
    """The place of a figure by its wording."""
    figures = library.figures(report)
    row = figures[figures["text"] == text].iloc[0]
    return int(row["start"]), int(row["end"])


def one(library, report, text):
    return asdict(queries.figure(library, report, *at(library, report, text)))


CASES = [
    # field, value → what the row shows
    ("role", "named", {"role": "named"}),
    ("number", 77_500, {"number": 77_500, "low": 77_500, "high": 77_500, "approx": ""}),
    ("number", None, {"number": None, "low": None, "high": None}),
    ("low", 77_100, {"number": 77_000, "low": 77_100, "high": 78_000}),
    ("unit", " 项 ", {"unit": "项"}),
    ("metric", "查摆突出问题", {"metric": "查摆突出问题", "action": "查摆", "object": "突出问题"}),
    ("metric", "突出问题", {"metric": "突出问题", "action": "", "object": "突出问题"}),
    ("stage", "done", {"stage": "done"}),
    ("status", "target", {"status": "target"}),
    ("direction", "up", {"direction": "up"}),
    ("scope", "", {"scope": ""}),
    ("part_of", None, {"part_of": None}),
]


@pytest.mark.parametrize(("field", "value", "shown"), CASES)
def test_a_correction_shows_is_marked_and_can_be_undone(filled, field, value, shown):
    library, report = filled
    before = library.figures(report)
    entry = library.correct(report, *at(library, report, "7.7万多个"), field, value)
    row = one(library, report, "7.7万多个")
    assert {name: row[name] for name in shown} == shown
    assert row["corrected"]
    assert not row["checked"]
    assert library.figures(report)["corrected"].sum() == 1
    extracted = library.rows("SELECT number, metric FROM figures WHERE row = 0")
    assert extracted == [(77e3, "查摆问题")]
    library.undo(entry)
    assert library.figures(report).equals(before)


REFUSED = [
    ("role", "nonsense", "bad_value"),
    ("kind", "", "bad_value"),
    ("number", "many", "bad_value"),
    ("part_of", "3", "bad_value"),
    ("part_of", (0, 1), "bad_span"),
    ("part_of", "itself", "bad_value"),
    ("sentence", "x", "bad_field"),
    ("report", "x", "bad_field"),
]


@pytest.mark.parametrize(("field", "value", "code"), REFUSED)
def test_what_cannot_be_is_refused(filled, field, value, code):
    library, report = filled
    place = at(library, report, "7.7万多个")
    with pytest.raises(LibraryError) as caught:
        library.correct(report, *place, field, place if value == "itself" else value)
    assert caught.value.code == code
    assert library.corrections().empty


def test_a_place_without_a_figure_is_refused(filled):
    library, report = filled
    with pytest.raises(LibraryError) as caught:
        library.correct(report, 0, 2, "unit", "个")
    assert caught.value.code == "bad_span"
    with pytest.raises(LibraryError) as caught:
        library.correct("none", 0, 2, "unit", "个")
    assert caught.value.code in ("bad_span", "unknown_report")


def test_a_part_names_its_whole_by_place(filled):
    library, report = filled
    library.correct(
        report, *at(library, report, "6.6万余个"), "part_of", at(library, report, "7.7万多个")
    )
    assert one(library, report, "6.6万余个")["part_of"] == 0


def test_the_last_of_several_corrections_counts_and_undo_brings_the_one_before(filled):
    library, report = filled
    place = at(library, report, "7.7万多个")
    library.correct(report, *place, "unit", "条")
    second = library.correct(report, *place, "unit", "项")
    assert one(library, report, "7.7万多个")["unit"] == "项"
    library.undo(second)
    assert one(library, report, "7.7万多个")["unit"] == "条"
    with pytest.raises(LibraryError) as caught:
        library.undo(second)
    assert caught.value.code == "unknown_entry"
    log = library.corrections(report)
    assert log[["value", "undone"]].values.tolist() == [["项", True], ["条", False]]


def test_the_log_only_grows(filled):
    library, report = filled
    entry = library.correct(report, *at(library, report, "85.7%"), "unit", "％")
    library.undo(entry)
    assert library.rows("SELECT count(*) FROM corrections") == [(2,)]


def test_checked_is_no_correction(filled):
    library, report = filled
    library.check(report, *at(library, report, "85.7%"))
    assert one(library, report, "85.7%")["checked"]
    assert not one(library, report, "85.7%")["corrected"]
    assert queries.counts(library, Filter(marks=("checked",))) == (1, 4)
    library.check(report, *at(library, report, "85.7%"), checked=False)
    assert queries.counts(library, Filter(marks=("checked",))) == (0, 4)


def test_corrections_survive_a_new_extraction(filled, campaign):
    library, report = filled
    _, figures = campaign
    library.correct(report, *at(library, report, "7.7万多个"), "unit", "条")
    library.correct(report, *at(library, report, "85.7%"), "unit", "％")
    moved = figures.iloc[:3].copy()
    moved.loc[0, "end"] -= 1  # the new rules leave the measure word out of the span
    library.re_extract(report, moved)
    assert library.figures(report)["unit"].tolist() == ["条", "项", "个"]
    assert library.corrections(report)["applied"].tolist() == [False, True]
    library.re_extract(report, figures)
    assert library.figures(report)["unit"].tolist() == ["条", "项", "个", "％", "人次"]


def test_a_missed_passage_becomes_a_row(filled):
    library, report = filled
    text = library.report(report).text
    start = text.index("全行业")
    fields = {"metric": "行业", "number": 1, "stage": "base"}
    entry = library.add_missed(report, start, start + 3, **fields)
    row = one(library, report, "全行业")
    assert row["rule"] == "marked by hand"
    assert (row["metric"], row["number"], row["stage"], row["row"]) == ("行业", 1, "base", 5)
    assert row["sentence"] == "全行业查摆问题7.7万多个，制定整改措施8.3万余项。"
    assert row["corrected"]
    assert queries.counts(library, Filter(marks=("by_hand",)))[0] == 1
    library.correct(report, start, start + 3, "unit", "个")
    assert one(library, report, "全行业")["unit"] == "个"
    library.undo(entry)
    assert len(library.figures(report)) == 5
    assert library.corrections(report)["undone"].all()
    library.add_missed(report, start, start + 3)
    assert one(library, report, "全行业")["unit"] == ""


def test_a_missed_passage_that_is_found_later_is_no_second_row(filled, campaign):
    library, report = filled
    _, figures = campaign
    library.re_extract(report, figures.iloc[1:])
    start, end = int(figures["start"][0]), int(figures["end"][0])
    library.add_missed(report, start, end, metric="查摆毛病")
    library.re_extract(report, figures)
    found = library.figures(report)
    assert len(found) == 5
    assert found["metric"][0] == "查摆毛病"
    assert found["number"][0] == 77e3


@pytest.mark.parametrize(("start", "end"), [(3, 3), (5, 2), (-1, 2), (0, 10_000), (5, 12)])
def test_a_passage_that_cannot_be_marked(filled, start, end):
    library, report = filled
    with pytest.raises(LibraryError) as caught:
        library.add_missed(report, start, end)
    assert caught.value.code == "bad_span"
    assert library.corrections(report).empty


ACTIONS = [
    ("unit", "条"),
    ("metric", "查摆毛病"),
    ("number", 5),
    ("number", None),
    ("role", "named"),
    ("checked", True),
    ("part_of", None),  # of the last figure
    ("missed", None),
    ("undo", None),
]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(st.lists(st.tuples(st.sampled_from(ACTIONS), st.integers(0, 4)), max_size=8))
def test_undoing_everything_brings_the_extraction_back(filled, actions):
    """Whatever was corrected, marked, taken back, in whatever order: undo leads home."""
    library, report = filled
    before = library.figures(report)
    first, last = before[["start", "end"]].iloc[0].tolist(), before[["start", "end"]].iloc[4]
    open_entries = []
    for (field, value), which in actions:
        try:
            if field == "undo":
                if open_entries:
                    library.undo(open_entries.pop(which % len(open_entries)))
            elif field == "missed":
                open_entries.append(library.add_missed(report, 0, 3, unit="个"))
            else:
                target = first if field == "part_of" else before[["start", "end"]].iloc[which]
                whole = tuple(last) if field == "part_of" else value
                open_entries.append(library.correct(report, *map(int, target), field, whole))
        except LibraryError as error:
            assert error.code == "bad_span"  # the passage is marked already
    for entry in open_entries:
        library.undo(entry)
    pd.testing.assert_frame_equal(library.figures(report), before)


SENTENCES = [
    ("甲。乙5个！丙", "5", "乙5个！"),
    ("5个问题", "5", "5个问题"),
    ("标题\n　　查出5个\n下文", "5", "查出5个"),
    ("甲；乙5。丙", "5", "甲；乙5。"),
]


@pytest.mark.parametrize(("text", "mark", "sentence"), SENTENCES)
def test_the_sentence_of_a_passage(text, mark, sentence):
    start = text.index(mark)
    assert sentence_at(text, start, start + len(mark)) == sentence


@pytest.mark.parametrize(
    ("passage_text", "number", "unit", "kept"),
    [
        (
            "500多万元",
            5e6,
            "元",
            {"number": 5e6, "unit": "元", "low": 5e6, "high": 6e6, "approx": "多", "kind": "money"},
        ),
        ("500多万元", 6e6, "元", {"number": 6e6, "unit": "元"}),
        ("各位代表", None, "", {"number": None, "unit": ""}),
    ],
)
def test_a_missed_passage_keeps_what_it_says_alone(passage_text, number, unit, kept):
    assert passage.fields(passage.read(passage_text), number, unit) == kept


def test_a_long_passage_is_not_read():
    assert passage.read("查摆问题12个。" + "整改" * 100) is not None
    assert passage.read("查摆问题12个。" + "整改" * 1000) is None


def test_a_missed_approximate_amount_has_its_interval(filled):
    library, report = filled
    start = library.report(report).text.index("全行业")
    said = passage.fields(passage.read("500多万元"), 5e6, "元")
    library.add_missed(report, start, start + 3, **said)
    row = one(library, report, "全行业")
    assert [row[name] for name in ("number", "low", "high", "approx", "kind")] == [
        *(5e6, 5e6, 6e6),
        *("多", "money"),
    ]
