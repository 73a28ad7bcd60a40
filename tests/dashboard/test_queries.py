"""What the pages ask: pages of figures, facets, counts."""

import pandas as pd
import pytest

from dashboard.asking import queries
from dashboard.asking.filters import FACETS, Filter
from dashboard.errors import LibraryError
from dashboard.store import database
from dashboard.store.schema import SHOWN_COLUMNS
from extract import extract_report
from reading import Report


@pytest.fixture
def two(filled, make):
    """The campaign report and a newer one."""
    library, _ = filled
    library.add(
        *make(
            "查摆问题100个，整改问题90个，收缴资金35万元。",
            {
                "text": "100个",
                "number": 100.0,
                "unit": "个",
                "action": "查摆",
                "object": "问题",
                "stage": "raised",
            },
            {
                "text": "90个",
                "number": 90.0,
                "unit": "个",
                "action": "整改",
                "object": "问题",
                "stage": "done",
            },
            {
                "text": "35万元",
                "number": 350_000.0,
                "unit": "元",
                "kind": "money",
                "action": "收缴",
                "object": "资金",
                "stage": "done",
                "doubt": "two candidates",
            },
            title="下一年总结",
            date="2021-12-01",
        )
    )
    return library


def test_a_page_has_its_columns_and_the_place(two):
    page = queries.figures_page(two, Filter(), ["text", "title"], limit=2)
    assert list(page.columns) == ["text", "title", "report", "row", "start", "end"]
    assert len(page) == 2
    assert list(queries.figures_page(two, Filter()).columns) == list(SHOWN_COLUMNS)


def test_pages_make_the_whole(two):
    whole = queries.figures_page(two, Filter(), ["text"], sort="number", descending=True)
    parts = [
        queries.figures_page(two, Filter(), ["text"], "number", True, limit=3, offset=offset)
        for offset in (0, 3, 6)
    ]
    pd.testing.assert_frame_equal(pd.concat(parts, ignore_index=True), whole)


@pytest.mark.parametrize("most", [1, 4, 100])
def test_portions_make_the_whole_in_its_order(two, most):
    filter = Filter(stages=("raised", "done"))
    query, params = queries.selection(filter, ["text"])
    whole = two.rows(query, params)
    portions = [queries.selection(one, ["text"]) for one in queries.in_portions(two, filter, most)]
    assert len(portions) == (1 if most == 100 else 2)
    assert [row for query, params in portions for row in two.rows(query, params)] == whole


def test_reports_at_a_glance_say_how_many_there_are(two):
    newest = queries.reports_at_a_glance(two, Filter(), 1)
    assert newest[["date", "of"]].values.tolist() == [["2021-12-01", 2]]


SORTS = [
    ("number", True, "35万元"),
    ("number", False, "85.7%"),
    ("date", True, "100个"),
    ("title", False, "100个"),
]


@pytest.mark.parametrize(("sort", "descending", "first"), SORTS)
def test_sorting(two, sort, descending, first):
    page = queries.figures_page(two, Filter(), ["text"], sort, descending)
    assert page["text"][0] == first


def test_missing_numbers_come_last_both_ways(two):
    for descending in (True, False):
        page = queries.figures_page(two, Filter(roles=()), ["text"], "number", descending)
        assert page["text"].tolist()[-1] == "XX人次"


@pytest.mark.parametrize("column", ["nonsense", 'text"; DROP TABLE figures; --', "hidden"])
def test_unknown_columns_are_refused(two, column):
    for ask in (
        lambda: queries.figures_page(two, Filter(), [column]),
        lambda: queries.figures_page(two, Filter(), sort=column),
        lambda: queries.facet(two, Filter(), column),
    ):
        with pytest.raises(LibraryError) as caught:
            ask()
        assert caught.value.code == "bad_field"


def pairs(frame):
    return list(frame[["value", "count"]].itertuples(index=False, name=None))


def test_a_facet_ignores_its_own_choice_and_keeps_the_others(two):
    chosen = Filter(metrics=("查摆问题",))
    assert pairs(queries.facet(two, chosen, "metric"))[:2] == [("整改问题", 2), ("查摆问题", 2)]
    assert pairs(queries.facet(two, chosen, "stage")) == [("raised", 2)]
    marked = queries.facet(two, chosen, "metric")
    assert marked[marked["selected"]]["value"].tolist() == ["查摆问题"]


def test_a_chosen_value_stays_in_sight(two):
    found = queries.facet(two, Filter(metrics=("不存在",), units=("元",)), "metric")
    assert pairs(found) == [("收缴资金", 1), ("不存在", 0)]
    assert found["selected"].tolist() == [False, True]


def test_facets_of_several_columns_are_those_of_each(two):
    names = [column for column, _ in FACETS.values()]
    for filter_ in (
        Filter(text="问题"),
        Filter(text="问题", stages=("done",), low=1, marks=("first",)),
        Filter(text="人次", roles=()),
        Filter(kinds=("count",)),
    ):
        together = queries.facets(two, filter_, names)
        for name in names:
            pd.testing.assert_frame_equal(together[name], queries.facet(two, filter_, name))
            without = filter_.replace(**{queries.FIELD_OF_COLUMN[name]: ()})
            assert together[name]["count"].sum() == queries.counts(two, without)[0]


def test_search_as_you_type(two):
    assert pairs(queries.distinct(two, "metric", "整改")) == [
        ("整改问题", 2),
        ("制定整改措施", 1),
        ("整改率", 1),
    ]
    assert pairs(queries.distinct(two, "metric", "%")) == []


def test_n_of_m(two):
    assert queries.counts(two, Filter(stages=("done",))) == (3, 7)
    assert queries.counts(two, Filter(roles=(), stages=("done",))) == (3, 8)


def test_all_figures_of_a_report(two, filled):
    _, report = filled
    figures = queries.report_figures(two, report)
    assert [figure.text for figure in figures][:2] == ["7.7万多个", "8.3万余项"]
    assert (figures[0].number, figures[0].high, figures[0].part_of) == (77000, 78000, None)
    assert figures[-1].number is None
    assert queries.report_figures(two, "no report") == []


def test_one_figure(two, filled):
    _, report = filled
    found = queries.figures_page(two, Filter(reports=(report,))).iloc[0]
    figure = queries.figure(two, report, int(found["start"]), int(found["end"]))
    assert (figure.text, figure.number, figure.part_of) == ("7.7万多个", 77_000, None)
    assert queries.figure(two, report, 0, 1) is None


def test_counts_by_stage_and_kind(two):
    assert dict(pairs(queries.by_stage(two, Filter()))) == {
        "done": 3,
        "raised": 2,
        "planned": 1,
        "other": 1,
    }
    assert dict(pairs(queries.by_kind(two, Filter()))) == {"count": 5, "money": 1, "percent": 1}


def test_reports_at_a_glance(two):
    found = queries.reports_at_a_glance(two, Filter())
    assert found["title"].tolist() == ["下一年总结", "专题教育总结"]
    columns = ["figures", "raised", "planned", "done", "doubtful", "corrected", "checked"]
    assert found[columns].values.tolist() == [[3, 1, 0, 2, 1, 0, 0], [4, 1, 1, 1, 0, 0, 0]]


def test_an_empty_library_answers_everything(library):
    assert queries.counts(library, Filter()) == (0, 0)
    assert queries.figures_page(library, Filter()).empty
    assert queries.facets(library, Filter(text="x"), ["metric", "stage"])["metric"].empty
    assert queries.by_stage(library, Filter()).empty
    assert queries.reports_at_a_glance(library, Filter()).empty


def test_what_was_found_is_kept_until_something_changes(library, monkeypatch):
    def add(text):
        report = Report(text=text)
        library.add(report, extract_report(report))

    add("全县查摆问题200个。")
    search, about = Filter(text="查摆", roles=()).to_sql(), Filter(text="查摆")
    first = library.found(*search)
    assert library.found(*search) is first
    assert queries.counts(library, about) == (1, 1)
    add("全县查摆线索30件。")
    assert queries.counts(library, about) == (2, 2)
    monkeypatch.setattr(database, "_ROWS_KEPT", 3)
    second = library.found(*search)
    library.found(*Filter(text="线索", roles=()).to_sql())
    assert library.found(*search) is not second  # it made room
    monkeypatch.setattr(database, "_MOST_FOUND", 1)
    add("全县查摆隐患5处。")
    assert library.found(*search) is None
    assert queries.counts(library, about) == (3, 3)
