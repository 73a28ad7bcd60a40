"""The ledger: what stands in its cells, what counts in its totals, the superior's row beside it."""

import shutil
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conclude.measure.interval import Interval, exactly
from dashboard.asking import queries, report_kinds, rollup
from dashboard.asking.filters import Filter
from dashboard.asking.ledger_cells import Cell, ReportSays
from dashboard.asking.rollup_totals import Against, add_up, beside
from dashboard.errors import LibraryError
from dashboard.showing import rollup_words
from dashboard.showing.words import Words
from dashboard.store import kept
from dashboard.store.library import Library
from extract import extract_report
from reading import Report
from tests.dashboard.conftest import FIGURE
from tests.unit_reports import OTHERS, TOLD

COLUMNS = ("problems", "measures", "rectified", "rectified_rate")
ZH = Words("zh")


def add(library, text, organisation="甲局", date="2024-11-08", title="专题教育情况报告"):
    report = Report(
        text=text, title=title, organisation=organisation, date=date, name=f"{text}.txt"
    )
    return library.add(report, extract_report(report))


def said(ledger):
    """The cells of each row in words."""
    return {
        rollup_words.row_name(row, ledger.by, ZH): [rollup_words.cell(one, ZH) for one in row.cells]
        for row in ledger.rows
    }


def total(ledger):
    return [rollup_words.cell(one, ZH) for one in ledger.totals]


# What a report tells, and its cells: problems, measures, rectified, their rate.
CELLS = [
    (
        "全局共查摆问题64个，制定整改措施81条，已整改58个，整改率90.6%。",
        ["64个", "81条", "58个", "90.6%"],
    ),
    (
        "全局共查摆问题90多个，制定整改措施120条，已整改80余个。",
        ["90多个（90～100）", "120条", "80余个（80～90）", "88.9%（80.0%～100.0%）"],
    ),
    # the whole before its parts
    (
        "共查摆问题118个，其中机关问题23个、学校问题95个；制定措施140条，已完成整改109个。",
        ["118个", "140条", "109个", "92.4%"],
    ),
    (
        "全县共查摆问题185个，已整改170个。县直机关查摆问题85个，各乡镇查摆问题100个。",
        ["185个", "未见", "170个", "91.9%"],
    ),
    # two bodies, none of which is all of it
    (
        "局机关查摆问题20个，整改18个。各公路站查摆问题55个，整改51个。",
        ["待定：55个／20个", "未见", "待定：51个／18个", "待定：51个／18个"],
    ),
    # two times of one body
    (
        "第一轮查摆问题30个。第二轮查摆问题44个。",
        ["待定：30个／44个", "未见", "未见", "未见"],
    ),
    # the report's own rate does not follow from its numbers
    (
        "共查摆问题75个，整改到位71个，整改率97%。",
        ["75个", "未见", "71个", "存疑：94.7%"],
    ),
    ("发现突出问题75个，解决突出问题71个。", ["75个", "未见", "71个", "94.7%"]),
    ("反馈问题75个，已整改销号71个，正在整改4个。", ["75个", "未见", "71个", "94.7%"]),
    ("发现问题75个，已办结71个。", ["75个", "未见", "71个", "94.7%"]),
    ("收到来信75件，已办结71件。", ["未见", "未见", "未见", "未见"]),
    # what became of other things is not what became of problems
    ("排查隐患90处，已整改81处，整改率90%。", ["未见", "未见", "未见", "未见"]),
    # what became of it in another way is not what was rectified
    ("共查摆问题75个，移送问题12个。", ["75个", "未见", "未见", "未见"]),
    # a rate without its numbers is the report's own
    ("整改率达到92.5%。", ["未见", "未见", "未见", "92.5%"]),
    # of what is counted there is no less than nothing
    ("共查摆问题不到60个，已整改52个。", ["不到60个（0～60）", "未见", "52个", "未见"]),
    ("组织专题学习16场，参加干部740人次。", ["未见", "未见", "未见", "未见"]),
    # what is planned and by how much it grew is not what there is
    ("计划整改问题40个。查摆问题比上月增加12个。", ["未见", "未见", "未见", "未见"]),
]


@pytest.mark.parametrize(("text", "cells"), CELLS, ids=[text[:16] for text, _ in CELLS])
def test_a_cell_says_what_the_report_does(library, text, cells):
    add(library, text)
    ledger = rollup.rollup(library, Filter(), COLUMNS)
    assert said(ledger) == {"甲局": cells}


def test_the_columns_are_those_of_the_kind_of_most_reports(library):
    add(library, "查出问题12个。", "甲局", title="审计整改情况")
    add(library, "查出问题14个。", "乙局", title="审计整改报告")
    add(library, "查摆问题14个。", "丙局")
    ledger = rollup.rollup(library, Filter())
    assert ledger.kind == "audit" == rollup.common_kind(library, Filter())
    assert ledger.columns == report_kinds.ledger_of("audit")
    assert rollup_words.header(ledger, 0, ZH) == "查出问题"
    assert rollup.rollup(library, Filter(), kind="crime").columns[0] == "leads"


def test_only_leads_that_were_settled_stand_beside_leads(library):
    add(library, "受理线索90条，办结线索84条，办结率93.3%。移送起诉12件。", "甲局")
    add(library, "收到举报线索45条，核查办结40条。办结案件7件。", "乙局")
    ledger = rollup.rollup(library, Filter(), ("leads", "settled", "settled_rate"))
    assert said(ledger) == {"甲局": ["90条", "84条", "93.3%"], "乙局": ["45条", "40条", "88.9%"]}


def test_a_chain_is_told_from_its_start_to_its_end(library):
    add(library, "收到举报线索312条，转办290条，办结261条。", title="扫黑除恶战报")
    ledger = rollup.rollup(library, Filter(), ("leads", "settled", "settled_rate"))
    leads, settled, rate = ledger.rows[0].cells
    assert [cell.figures[0].text for cell in (leads, settled)] == ["312条", "261条"]
    assert rate.rate.first.text == "290条"  # each step stands on the one before


@pytest.fixture
def units(thirty_path, library_path):
    """Thirty units and their superior, and the superior's id."""
    shutil.copy(thirty_path, library_path)
    library = Library(library_path)
    titles = library.reports().set_index("organisation")["id"]
    yield library, titles["澄江县专题教育领导小组"]
    library.close()


def test_thirty_units_are_added_up_and_set_beside_their_superior(units):
    library, superior = units
    ledger = rollup.rollup(library, Filter(), superior=superior)
    assert len(ledger.rows) == 30 and ledger.columns == COLUMNS
    # Certain are the plain ones and those of the table above: 64, 90多, 118, 42, 75, 不到60.
    found = sum(one[0] for one in OTHERS.values())
    problems = ledger.totals[0]
    assert (problems.value.low, problems.value.high) == (found + 389, found + 459)
    assert (problems.told, problems.of) == (28, 30)
    assert ledger.totals[1].value == exactly(sum(one[1] for one in OTHERS.values()) + 500)
    rate = ledger.totals[3]
    done = sum(one[2] for one in OTHERS.values())
    assert rate.part.low == done + 58 + 80 + 109 + 39
    assert rate.value.low < 100 * rate.part.number / rate.whole.number < rate.value.high
    assert [one.verdict for one in ledger.against] == ["open", "open", "open", "open"]
    assert ledger.unnamed == 0
    assert {"澄江县供销社", "澄江县档案馆"} <= set(said(ledger))


def test_a_person_says_which_figure_is_meant_and_takes_it_back(units):
    library, superior = units
    before = said(rollup.rollup(library, Filter(), superior=superior))
    name = "澄江县交通运输局"
    row = next(one for one in rollup.rollup(library, Filter()).rows if one.name == name)
    rate = row.cells[3]
    assert rate.state == "question"
    column = rollup.pick_column("rectified_rate")
    assert column == "rectified"
    chosen = rate.figures[0]
    rollup.pick(library, chosen.report, column, chosen.place)
    assert said(rollup.rollup(library, Filter()))[name] == ["55个", "未见", "51个", "92.7%"]
    rollup.pick(library, chosen.report, column, None)
    assert said(rollup.rollup(library, Filter(), superior=superior)) == before
    assert kept.kept(library, rollup.PICKS) == {}


def test_a_base_is_chosen_before_its_outcome(units):
    library, _ = units
    row = next(
        one for one in rollup.rollup(library, Filter()).rows if one.name == "澄江县交通运输局"
    )
    small = row.cells[0].figures[1]
    rollup.pick(library, small.report, "problems", small.place)
    assert said(rollup.rollup(library, Filter()))["澄江县交通运输局"][:3] == [
        "20个",
        "未见",
        "18个",
    ]


def test_a_doubtful_reading_is_shown_and_does_not_count(filled):
    library, report = filled
    figures = queries.report_figures(library, report)
    doubtful = replace(figures[1], doubt="metric from the clause before")
    for figure, state in ((doubtful, "doubt"), (replace(doubtful, checked=True), "told")):
        cell = ReportSays(figures=[figure]).cell(report_kinds.column("measures"))
        assert (cell.state, cell.sure) == (state, state == "told")
        assert cell.figures == (figure,)


def test_of_one_body_the_newest_report_counts(library):
    add(library, "查摆问题30个。", "甲局", "2024-09")
    add(library, "查摆问题45个。", "甲局", "2024-11")
    add(library, "查摆问题20个。", "乙局", "2024-10")
    ledger = rollup.rollup(library, Filter(), ("problems",))
    assert said(ledger) == {"甲局": ["45个"], "乙局": ["20个"]}
    assert [row.older for row in ledger.rows] == [1, 0]
    assert total(ledger) == ["65个"]
    by_report = rollup.rollup(library, Filter(), ("problems",), by="report")
    assert len(by_report.rows) == 3 and total(by_report) == ["65个"]
    assert [row.counted for row in by_report.rows] == [True, False, True]


def test_what_tells_of_the_other_rows_together_is_not_added_to_them(library):
    add(library, "全县共查摆问题400余个，已整改310个。", "临沅县工作专班", title="临沅县2024年总结")
    add(library, "全局共查摆问题60个，已整改48个。", "临沅县水务局")
    add(library, "共查摆问题90个，已整改30个。", "临沅县林业局")
    ledger = rollup.rollup(library, Filter(), ("problems", "rectified_rate"))
    assert [row.name for row in ledger.wholes] == ["临沅县工作专班"]
    assert [row.name[3:] for row in ledger.rows] == ["林业局", "水务局", "工作专班"]
    assert total(ledger) == ["150个", "52.0%"]
    for descending in (True, False):
        for column in ("", "problems"):
            assert rollup.in_order(ledger, column, descending).rows[-1].left_out == "whole"
    by_report = rollup.rollup(library, Filter(), ("problems",), by="report")
    assert total(by_report) == ["150个"]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("澜水县教育局", "全县共查摆问题400个。"),  # another county's
        ("临沅县教育局", "全系统共查摆问题400个。"),
        ("临沅县教育局", "共查摆问题400个。"),
    ],
)
def test_what_is_not_sure_to_be_the_whole_of_the_others_counts(library, body, text):
    add(library, text, body)
    add(library, "全局共查摆问题60个。", "临沅县水务局")
    add(library, "共查摆问题90个。", "临沅县林业局")
    ledger = rollup.rollup(library, Filter(), ("problems",))
    assert ledger.wholes == () and total(ledger) == ["550个"]


def test_counties_of_one_city_that_each_tell_of_themselves_are_added_up(library):
    for county, n in (("甲县", 50), ("乙县", 60), ("丙县", 70)):
        add(library, f"全县共查摆问题{n}个。", county)
    assert total(rollup.rollup(library, Filter(), ("problems",))) == ["180个"]


def test_a_report_without_a_body_goes_by_its_file_behind_those_with_one(library):
    add(library, "查摆问题60个。", "")
    add(library, "查摆问题90个。", "住建局")
    ledger = rollup.rollup(library, Filter(), ("problems",))
    assert list(said(ledger)) == ["住建局", "查摆问题60个。"]
    assert ledger.unnamed == 1


def test_two_reports_of_one_day_are_a_question_unless_they_agree(library):
    add(library, "查摆问题30个，制定措施41条。", "甲局")
    add(library, "查摆问题45个，制定措施41条。", "甲局")
    ledger = rollup.rollup(library, Filter(), ("problems", "measures"))
    assert sorted(said(ledger)["甲局"][0]) == sorted("待定：30个／45个")
    assert said(ledger)["甲局"][1] == "41条"


def test_months_add_up_their_bodies_and_have_no_total(library):
    add(library, "查摆问题30个，已整改20个。", "甲局", "2024-10-08")
    add(library, "查摆问题31个，已整改27个。", "甲局", "2024-10-28")
    add(library, "查摆问题19个，已整改18个。", "乙局", "2024-10-20")
    add(library, "查摆问题60个。", "乙局", "2024-11-20")
    add(library, "查摆问题7个。", "丙局", "")
    ledger = rollup.rollup(library, Filter(), COLUMNS, by="month")
    assert said(ledger) == {
        "月份不明": ["7个", "未见", "未见", "未见"],
        "2024年10月": ["50个", "未见", "45个", "90.0%"],
        "2024年11月": ["60个", "未见", "未见", "未见"],
    }
    assert ledger.totals == ()


def test_the_filter_says_which_reports(library):
    first = add(library, "查摆问题30个。", "甲局")
    add(library, "组织学习20场。", "乙局")
    assert len(rollup.rollup(library, Filter()).rows) == 2
    assert list(said(rollup.rollup(library, Filter(reports=(first,))))) == ["甲局"]
    assert list(said(rollup.rollup(library, Filter(text="学习")))) == ["乙局"]


def test_any_metric_of_the_reports_can_be_a_column(library):
    add(library, "走访群众1200人，开展督查15次。", "甲局")
    add(library, "走访群众800多人，开展督查9次。", "乙局")
    add(library, "群众满意率96%。", "丙局")
    offered = {one.metric: one for one in rollup.metrics_at_hand(library, Filter())}
    assert offered["走访群众"].reports == 2
    columns = [offered[name].column for name in ("走访群众", "群众满意率")]
    ledger = rollup.rollup(library, Filter(), columns)
    assert said(ledger)["乙局"] == ["800多人（800～900）", "未见"]
    assert total(ledger) == ["2000人（2000～2100）", "比率，不合计"]


def test_rows_stand_by_value_by_name_or_as_they_were_given(library):
    ids = [
        add(library, f"查摆问题{n}。", body)
        for n, body in (("不到60个", "丁局"), ("80个", "乙局"), ("20多个", "丙局"), ("", "甲局"))
    ]
    ledger = rollup.rollup(library, Filter(), ("problems",))

    def names(one):
        return [row.name[0] for row in one.rows]

    assert names(ledger) == ["丙", "丁", "甲", "乙"]  # bǐng, dīng, jiǎ, yǐ
    assert names(rollup.in_order(ledger, "problems")) == ["丙", "丁", "乙", "甲"]
    assert names(rollup.in_order(ledger, "problems", descending=True)) == ["乙", "丁", "丙", "甲"]
    assert names(rollup.in_order(ledger, "", descending=True)) == ["乙", "甲", "丁", "丙"]
    assert names(rollup.as_given(ledger, ids)) == ["丁", "乙", "丙", "甲"]


def test_columns_are_kept_by_name_and_those_that_are_no_more_left_out(library):
    kept.keep(library, rollup.SETS, "季报", list(COLUMNS))
    kept.keep(library, rollup.SETS, "旧的", ["no such column"])
    assert rollup.column_sets(library) == {"季报": COLUMNS}


@pytest.mark.parametrize(
    ("by", "columns", "code"),
    [("unit", (), "bad_field"), ("report", ("nothing",), "bad_value")],
)
def test_what_is_asked_for_wrongly_is_refused(library, by, columns, code):
    with pytest.raises(LibraryError) as caught:
        rollup.rollup(library, Filter(), columns, by=by)
    assert caught.value.code == code


def test_an_empty_library_has_an_empty_ledger(library):
    ledger = rollup.rollup(library, Filter())
    assert ledger.rows == () and ledger.columns == COLUMNS


def cell(low, high=None, unit="个", number="low", kind="count"):
    high = low if high is None else high
    value = Interval(low if number == "low" else number, low, high)
    figure = replace(FIGURE, low=low, high=high, number=value.number, unit=unit, kind=kind)
    return Cell("told", (figure,), value, unit, told=1)


# Cells, and their total: low, high, of how many; or why there is none.
TOTALS = [
    ([cell(3), cell(4)], (7, 7, 2)),
    ([cell(3), cell(4, 5), Cell()], (7, 8, 2)),
    ([cell(30, 90, number=None), cell(4)], (34, 94, 2)),
    ([cell(3), cell(4, unit="件")], (7, 7, 2)),
    ([cell(3), cell(4, unit="元", kind="money")], "units"),
    ([cell(90, unit="%", kind="percent"), cell(80, unit="%", kind="percent")], "rates"),
    ([cell(3), Cell("question"), Cell("doubt", value=exactly(9))], (3, 3, 1)),
]


@pytest.mark.parametrize(("cells", "result"), TOTALS)
def test_a_total_is_of_what_is_sure(cells, result):
    found = add_up(cells)
    assert found.of == len(cells)
    if isinstance(result, str):
        assert (found.value, found.reason) == (None, result)
    else:
        assert (found.value.low, found.value.high, found.told) == result


bounds = st.tuples(st.integers(0, 10**6), st.integers(0, 10**4)).map(lambda p: (p[0], p[0] + p[1]))


@given(st.lists(bounds, min_size=2, max_size=12), st.data())
def test_whatever_the_units_mean_the_total_holds_it(every, data):
    found = add_up([cell(low, high) for low, high in every])
    meant = sum(data.draw(st.integers(low, high)) for low, high in every)
    assert found.value.holds(meant)


# The superior's cell, the total, of how many, and what is said of the two.
BESIDE = [
    (cell(100), exactly(100), (3, 3), "agrees"),
    (cell(100, 110), Interval(98, 98, 104), (3, 3), "agrees"),
    (cell(110), exactly(100), (3, 3), "more"),
    (cell(90), exactly(100), (3, 3), "less"),
    (cell(110), exactly(100), (2, 3), "open"),
    (cell(100), exactly(100), (2, 3), "open"),
    (cell(90), exactly(100), (2, 3), "less"),  # units left out can only add to it
    (Cell(), exactly(100), (3, 3), "none"),
    (cell(100, unit="元", kind="money"), exactly(100), (3, 3), "none"),
]


@pytest.mark.parametrize(("above", "sum_", "told", "verdict"), BESIDE)
def test_the_superior_agrees_or_does_not(above, sum_, told, verdict):
    below = Cell("sum", (), sum_, "个", told=told[0], of=told[1])
    assert beside(above, below).verdict == verdict


def test_a_rounded_number_of_the_superior_agrees_once_it_is_read_so(library):
    superior = add(library, "全县共查摆问题7.7万个。", "县委")
    add(library, "共查摆问题76983个。", "甲局")
    ledger = rollup.rollup(library, Filter(), ("problems",), superior=superior)
    assert [one.verdict for one in ledger.against] == ["rounds"]
    assert rollup_words.against(ledger.against[0], ledger.totals[0], ZH) == "四舍五入后相符"


AGAINST = [
    (Against("more", Interval(12, 12, 12)), "个", "上级多12个"),
    (Against("less", Interval(-8, -13, -3)), "个", "上级少3～13个"),
    (Against("open", Interval(None, -3, 17)), "个", "上级减合计：−3～17个；有单位未计，还不能核对"),
    (Against("less", Interval(-1, -1.04, -1)), "%", "上级少1.0个百分点"),
    (Against(), "个", "无法对照"),
]


@pytest.mark.parametrize(("against", "unit", "words"), AGAINST)
def test_a_difference_is_told_by_its_amount(against, unit, words):
    assert rollup_words.against(against, Cell(unit=unit), ZH) == words


def test_a_ledger_asks_the_library_a_few_questions_whatever_its_size(units, monkeypatch):
    library, superior = units
    asked = []
    plain = type(library).rows
    monkeypatch.setattr(
        type(library), "rows", lambda *given: asked.append(given[1]) or plain(*given)
    )
    rollup.rollup(library, Filter(), superior=superior)
    assert len(asked) <= 6


def test_the_made_up_reports_are_thirty():
    assert len(TOLD) + len(OTHERS) == 30
