"""The ledger as a workbook: opened again it holds the table, and its formulas give the totals."""

import io
import math
import re
import shutil

import openpyxl
import pytest

from dashboard.__main__ import main
from dashboard.asking import rollup
from dashboard.asking.filters import Filter
from dashboard.files.rollup_workbook import rollup_xlsx
from dashboard.showing import rollup_words
from dashboard.showing.words import Words
from dashboard.store.library import Library
from extract import extract_report
from reading import Report
from tests.unit_reports import write_reports, write_superior

HEAD = 4  # the line of the headers
ZH = Words("zh")


@pytest.fixture
def thirty(thirty_path, library_path):
    shutil.copy(thirty_path, library_path)
    library = Library(library_path)
    superior = library.reports().set_index("organisation")["id"]["澄江县专题教育领导小组"]
    yield library, superior
    library.close()


def opened(ledger, library, language="zh"):
    """The workbook with its formulas, and with the values that were written beside them."""
    made = rollup_xlsx(ledger, library.reports(), language)
    return [openpyxl.load_workbook(io.BytesIO(made), data_only=plain) for plain in (False, True)]


class Sheets:
    """Reckons the formulas that the workbook uses, as a spreadsheet would."""

    def __init__(self, book):
        self.book = book

    def value(self, sheet, cell):
        written = self.book[sheet][cell].value
        return self.reckon(sheet, written[1:]) if str(written).startswith("=") else written

    def reckon(self, sheet, formula):
        if found := re.fullmatch(r'IF\(COUNTIF\((.+?),"(.)"\)>0,"\2",SUM\(\1\)\)', formula):
            there = self.span(sheet, found[1])
            return found[2] if found[2] in there else self.added(there)
        if found := re.fullmatch(r"SUM\((.+)\)", formula):
            return self.added(self.span(sheet, found[1]))
        if found := re.fullmatch(r"(.+)/(.+)", formula):
            return self.reckon(sheet, found[1]) / self.reckon(sheet, found[2])
        if found := re.fullmatch(r'(.+)&"(.)"&(.+)', formula):
            ends = [self.reckon(sheet, found[at]) for at in (1, 3)]
            return f"{ends[0]:g}{found[2]}{ends[1]:g}"
        found = re.fullmatch(r"(?:'(.+)'!)?([A-Z]+\d+)", formula)
        return self.value(found[1] or sheet, found[2])

    def span(self, sheet, place):
        first, last = place.split(":")
        cells = self.book[sheet][first:last]
        return [self.value(sheet, cell.coordinate) for row in cells for cell in row]

    @staticmethod
    def added(values):
        return sum(one for one in values if isinstance(one, (int, float)))


def same(one, other):
    if isinstance(one, str) or isinstance(other, str):
        return one == other
    return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)


@pytest.mark.parametrize("by", rollup.ROWS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_formula_gives_what_was_written_beside_it(thirty, by, language):
    library, superior = thirty
    ledger = rollup.rollup(library, Filter(), by=by, superior=superior)
    book, plain = opened(ledger, library, language)
    sheets = Sheets(book)
    formulas = 0
    for sheet in book.worksheets[:2]:
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            if str(cell.value).startswith("="):
                formulas += 1
                reckoned = sheets.value(sheet.title, cell.coordinate)
                assert same(reckoned, plain[sheet.title][cell.coordinate].value), cell.coordinate
    assert formulas > (100 if by != "month" else 1)


def test_the_ledger_holds_the_numbers_of_the_table(thirty):
    library, superior = thirty
    ledger = rollup.rollup(library, Filter(), superior=superior)
    _, plain = opened(ledger, library)
    sheet, bounds = plain["台账"], plain["区间"]
    assert [cell.value for cell in sheet[HEAD]] == [
        *("单位", "报告", "日期"),
        *("查摆问题（个）", "措施（条）", "整改（个）", "整改率"),
    ]
    lines = list(sheet.iter_rows(min_row=HEAD + 1, values_only=True))
    for row, line in zip(ledger.rows, lines, strict=False):
        assert line[0] == rollup_words.row_name(row, "organisation", ZH)
        for cell, written in zip(row.cells, line[3:], strict=True):
            if cell.sure:
                factor = 100 if cell.unit == "%" else 1
                assert same(written * factor, cell.value.number)
            else:
                assert written == rollup_words.cell(cell, ZH)
    below = lines[len(ledger.rows)]
    assert below[0] == "合计"
    for total, written in zip(ledger.totals, below[3:], strict=True):
        assert same(written * (100 if total.unit == "%" else 1), total.value.number)
    line = HEAD + 1 + len(ledger.rows)
    assert bounds.cell(line, 3).value == ledger.totals[0].value.low
    assert bounds.cell(line, 4).value == ledger.totals[0].value.high
    assert [bounds.cell(line, at).value for at in (17, 18)] == pytest.approx(
        [ledger.totals[3].value.low / 100, ledger.totals[3].value.high / 100]
    )
    assert lines[len(ledger.rows) + 1][3] == "28／30（2 个未计）"
    assert lines[len(ledger.rows) + 2][3] == 2700
    assert "还不能核对" in lines[len(ledger.rows) + 3][3]


def test_a_correction_in_the_sheet_reaches_total_and_rate(thirty):
    """Someone types another number of what was done: the rate and the totals follow."""
    library, _ = thirty
    ledger = rollup.rollup(library, Filter())
    book, plain = opened(ledger, library)
    line = next(row for row in range(5, 40) if book["台账"].cell(row, 1).value == "澄江县财政局")
    last = HEAD + 1 + len(ledger.rows)
    before = plain["台账"].cell(last, 6).value
    book["台账"].cell(line, 6).value = 64
    sheets = Sheets(book)
    assert sheets.value("台账", f"G{line}") == 1
    assert sheets.value("台账", f"F{last}") == before + 6
    assert sheets.value("台账", f"G{last}") > plain["台账"].cell(last, 7).value


def test_a_cell_shows_that_it_is_approximate_and_keeps_its_sentence(thirty):
    library, _ = thirty
    book, _ = opened(rollup.rollup(library, Filter()), library)
    sheet = book["台账"]
    line = next(row for row in sheet.iter_rows(min_row=5) if row[0].value == "澄江县水利局")
    assert line[3].value == 90
    assert line[3].number_format == '"约"#,##0'
    note = line[3].comment.text
    assert "90多个" in note and "90～100" in note and "全局共查摆问题90多个" in note


def test_sources_tell_every_figure_and_what_is_missing(thirty):
    library, superior = thirty
    ledger = rollup.rollup(library, Filter(), superior=superior)
    _, plain = opened(ledger, library)
    lines = list(plain["出处"].iter_rows(values_only=True))
    names = [str(name) for name in lines[0]]
    rows = [dict(zip(names, line, strict=True)) for line in lines[1:]]
    told = next(row for row in rows if row["行"] == "澄江县水利局" and row["列"] == "查摆问题")
    assert (told["数值"], told["下限"], told["上限"]) == (90, 90, 100)
    assert told["报送单位"] == "澄江县水利局" and told["日期"] == "2024-11-08"
    report = library.reports().set_index("organisation").loc["澄江县水利局", "id"]
    start, end = (int(one) for one in told["位置（第几字）"].split("–"))
    assert library.report(report).text[start - 1 : end] == "90多个"
    states = [row["情况"] for row in rows if row["行"] == "澄江县交通运输局"]
    assert states.count("待定") == 6 and states.count("未见") == 1
    assert {row["情况"] for row in rows} == {"已填", "待定", "存疑", "未见"}


def test_it_prints_on_a4_across(thirty):
    library, _ = thirty
    book, _ = opened(rollup.rollup(library, Filter()), library)
    for sheet in book.worksheets:
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.page_setup.fitToHeight == 0  # and one page wide, which needs no saying
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows
    assert book["台账"]["A1"].font.name == "宋体"


def test_words_of_a_report_are_no_formula(library):
    for at, name in enumerate(("=HYPERLINK(1)", "+1+1", "@SUM(1)", "-2+3")):
        report = Report(text=f"{name}查摆问题{30 + at}个。", title=name, organisation=name)
        library.add(report, extract_report(report))
    book, _ = opened(rollup.rollup(library, Filter(), ("problems",)), library)
    names = [row[0].value for row in book["台账"].iter_rows(min_row=5, max_row=8)]
    assert sorted(names) == sorted(("=HYPERLINK(1)", "+1+1", "@SUM(1)", "-2+3"))
    texts = [row[0] for row in book["台账"].iter_rows(min_row=5, max_row=8)]
    texts += [cell for row in book["出处"].iter_rows(min_row=2) for cell in row[:5]]
    assert {cell.data_type for cell in texts if cell.value is not None} == {"s"}
    assert not any(cell.hyperlink for cell in texts)


# What two units tell, the total in the ledger, and its bounds.
OPEN = [
    (("超过100个", "20个"), "约", (120, "∞")),
    (("几十个", "20个"), "～", None),
]


@pytest.mark.parametrize(("told", "mark", "bounds"), OPEN)
def test_an_open_wording_leaves_the_total_open(library, told, mark, bounds):
    for at, words in enumerate(told):
        report = Report(text=f"共查摆问题{words}。", title=f"报告{at}", organisation=f"{at}局")
        library.add(report, extract_report(report))
    ledger = rollup.rollup(library, Filter(), ("problems",))
    book, plain = opened(ledger, library)
    total = plain["台账"].cell(7, 4)
    assert mark in f"{total.value}{total.number_format}"
    low, high = (plain["区间"].cell(7, at).value for at in (3, 4))
    assert (low, high) == (bounds or (ledger.totals[0].value.low, ledger.totals[0].value.high))
    sheets = Sheets(book)
    assert same(sheets.value("台账", "D7"), total.value)
    assert same(sheets.value("区间", "D7"), high)


def test_the_command_writes_the_ledger_and_keeps_no_library(tmp_path, library_path, capsys):
    reports = [str(path) for path in write_reports(tmp_path)[:4]]
    place = tmp_path / "台账.xlsx"
    asked = ["rollup", *reports, "-o", str(place), "--superior", str(write_superior(tmp_path))]
    assert main(asked) == 0
    assert str(place) in capsys.readouterr().out
    assert not library_path.exists()
    sheet = openpyxl.load_workbook(place, data_only=True)["台账"]
    names = [row[0].value for row in sheet.iter_rows(min_row=5, max_row=8)]
    assert names == ["澄江县财政局", "澄江县水利局", "澄江县教育体育局", "澄江县民政局"]
    assert sheet.cell(9, 4).value == 64 + 90 + 118 + 42
    assert sheet.cell(11, 4).value == 2700


def test_the_command_takes_columns_by_name_header_or_metric(tmp_path, monkeypatch):
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    report = str(write_reports(tmp_path)[5])
    place = tmp_path / "a.xlsx"
    asked = ["rollup", report, "-o", str(place), "--rows", "report"]
    assert main([*asked, "--columns", "rectified,措施，参加干部"]) == 0
    sheet = openpyxl.load_workbook(place)["台账"]
    assert [cell.value for cell in sheet[HEAD]][2:] == ["整改", "措施", "参加干部（人次）"]
    assert sheet.cell(5, 5).value == 740


WRONG = [
    (["{report}", "-o", "{folder}/a.xls"], ".xlsx"),
    (["{report}", "-o", "{folder}/none/a.xlsx"], "a.xlsx"),
    (["{folder}/none.txt", "-o", "{folder}/a.xlsx"], "none.txt"),
    (["{report}", "-o", "{folder}/a.xlsx", "--columns", "没有这列"], "没有这列"),
]


@pytest.mark.parametrize(("arguments", "said"), WRONG)
def test_the_command_says_what_stopped_it(tmp_path, capsys, arguments, said):
    report = write_reports(tmp_path)[0]
    filled = [one.format(report=report, folder=tmp_path) for one in arguments]
    assert main(["rollup", *filled]) == 1
    assert said in capsys.readouterr().err
    assert not list(tmp_path.glob("*.xls*"))


def test_a_refused_report_is_told_and_the_others_written(tmp_path, capsys):
    good, bad = write_reports(tmp_path)[0], tmp_path / "坏.docx"
    bad.write_bytes(b"PK\x03\x04 no document")
    place = tmp_path / "a.xlsx"
    assert main(["rollup", str(good), str(bad), "-o", str(place)]) == 1
    assert "坏.docx" in capsys.readouterr().err and place.exists()
