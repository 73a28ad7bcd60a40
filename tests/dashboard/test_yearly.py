"""Two reports side by side: what is compared and in which words, what comes before what, the files."""

from __future__ import annotations

import io
from dataclasses import replace

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from conclude.measure.interval import Interval, exactly
from dashboard.__main__ import main
from dashboard.asking import compare, predecessor
from dashboard.asking.filters import Filter
from dashboard.asking.yearly import yearly
from dashboard.errors import LibraryError
from dashboard.files.word.yearly import yearly_docx
from dashboard.files.yearly_workbook import yearly_xlsx
from dashboard.showing import yearly_words
from dashboard.showing.words import LANGUAGES, Words
from extract import extract_report
from reading import Report

ZH = Words("zh")
LAST = """全年开展巡查420次，排查隐患2300余处，整治率92.5%。查处案件0.4万件，约谈38人。
全市发生火灾76起，比上年下降8.1%。受理咨询1.6万件。城区新建停车位600个。
检查企业5200多家。评选文明家庭15户。2024年，力争查处案件5000件。"""
THIS = """全年开展巡查483次，排查隐患2300余处，整治率95%。查处案件3120件，约谈38人。
全市发生火灾69起，比上年下降9.2%。受理咨询2.1万件，比上年的1.2万件增长75%。
检查企业5300多家。建成口袋公园6个。"""


def add(library, text, title, date="", organisation="", campaign=""):
    report = Report(text=text, title=title, date=date, organisation=organisation, campaign=campaign)
    return library.add(report, extract_report(report))


@pytest.fixture
def two(library):
    """Two years of one city."""
    first = add(library, LAST, "溪口市2023年综治工作总结", "2024-01", "溪口市综治办")
    return first, add(library, THIS, "溪口市2024年综治工作总结", "2025-01", "溪口市综治办")


# metric → both values, what lies between them, in percent, what is to be known
LINES = {
    "开展巡查": ("420次", "483次", "增加63次", "增长15.0%", ""),
    "排查隐患": ("2300余处", "2300余处", "基本持平", "基本持平", ""),
    "整治率": ("92.5%", "95%", "上升2.5个百分点", "—", ""),
    "查处案件": (
        "0.4万件",
        "3120件",
        "减少880件",
        "下降22.0%",
        "原文取整较粗，增减仅供参考",
    ),
    "约谈": ("38人", "38人", "持平", "持平", ""),
    "发生火灾": ("76起", "69起", "减少7起", "下降9.2%", ""),
    "发生火灾下降": ("8.1%", "9.2%", "降幅扩大1.1个百分点", "—", ""),
    "受理咨询": (
        "1.6万件",
        "2.1万件",
        "增加5000件",
        "增长31.3%",
        "原文取整较粗，增减仅供参考；后一份所引上年数1.2万件，与前一份不符，请核对口径",
    ),
    "检查企业": (
        "5200多家",
        "5300多家",
        "增加100（0～200）家",
        "增长1.9%（0.0%～3.8%）",
        "",
    ),
}


def test_what_both_tell_with_its_change(library, two):
    found = yearly(library, *two)
    said = {(line := yearly_words.line(pair, ZH)).name: line for pair in found.pairs}
    told = {
        name: (one.earlier, one.later, one.difference, one.growth, one.note)
        for name, one in said.items()
    }
    assert told == LINES
    assert list(said) == list(LINES), "in the order of the later report"
    assert [figure.text for figure in found.new] == ["6个"]
    assert [figure.text for figure in found.gone] == ["600个", "15户"]
    assert [yearly_words.why(one, ZH) for one in found.unlike] == ["一个是目标，一个是实际数"]
    assert found.cautions == ()
    assert yearly_words.sides(found, ZH) == ("上年", "今年")
    assert yearly_words.title(found, ZH) == "与上年对比"
    assert yearly_words.summary(found, ZH) == (
        "可比 9 项，新增 1 项，未再提及 2 项，不可比 1 项，待确认 0 项。"
    )


# wordings of one thing in the earlier and in the later report → the change in both languages
CHANGES = [
    ("接访群众50人次。", "接访群众50多人次。", "基本持平", "about the same"),
    ("建成驿站约30个。", "建成驿站31个。", "增减不定（−4～6个）", "up or down (−4 to 6 个)"),
    ("建成驿站约30个。", "建成驿站48个。", "增加18（13～23）个", "up 18 (13 to 23) 个"),
    ("培训骨干3至5人。", "培训骨干6人。", "增加1～3人", "up 1 to 3 people"),
    ("全年办案12件以上。", "全年办案15件以上。", "增减不定", "up or down"),
    ("群众满意率96.4%。", "群众满意率95.1%。", "下降1.3个百分点", "down 1.3 points"),
    ("群众满意率96.4%。", "全年群众满意率96.4%。", "持平", "unchanged"),
    ("游客增长8.4%。", "游客增长6.1%。", "增幅收窄2.3个百分点", "rose 2.3 points less"),
    ("罚没款9200万元。", "罚没款1.3亿元。", "增加3800万元", "up 38 million yuan"),
]


@pytest.mark.parametrize(("earlier", "later", "zh", "en"), CHANGES)
def test_the_change_in_words(library, earlier, later, zh, en):
    ids = [add(library, text, f"{year}年小结") for text, year in ((earlier, 2023), (later, 2024))]
    (pair,) = yearly(library, *ids).pairs
    assert yearly_words.difference(pair, ZH) == zh
    assert yearly_words.difference(pair, Words("en")) == en


@pytest.mark.parametrize(
    ("earlier", "later", "rough"),
    [
        ("处分一般干部9.8万人。", "处分一般干部9.7万人。", True),
        ("处分一般干部9.8万人。", "处分一般干部9.5万人。", False),
        ("处分一般干部98人。", "处分一般干部97人。", False),  # counted to the last one
        ("处分一般干部9.8万人。", "全年处分一般干部9.8万人。", False),
    ],
)
def test_a_change_that_rounding_alone_could_make_is_called_rough(library, earlier, later, rough):
    ids = [add(library, text, f"{year}年小结") for text, year in ((earlier, 2023), (later, 2024))]
    (pair,) = yearly(library, *ids).pairs
    assert pair.rough is rough


# growth in percent → what is said of it
GROWTHS = [
    (exactly(81.25), "增长81.3%"),
    (exactly(-16.252), "下降16.3%"),
    (exactly(0), "持平"),
    (Interval(46.15, 43.4, 48.1), "增长46.2%（43.4%～48.1%）"),
    (Interval(-20.0, -22.0, -18.0), "下降20.0%（18.0%～22.0%）"),
    (Interval(1.9, 0, 3.8), "增长1.9%（0.0%～3.8%）"),
    (Interval(2.0, -1.0, 5.0), "增减不定（−1.0%～5.0%）"),
    (Interval(0, -2.0, 2.0), "基本持平"),
    (Interval(25.0, 25.0, float("inf")), "增长25.0%以上"),
]


@pytest.mark.parametrize(("value", "said"), GROWTHS)
def test_a_growth_is_told_by_its_amount(library, two, value, said):
    pair = replace(yearly(library, *two).pairs[0], growth=value)
    assert yearly_words.growth(pair, ZH) == said


# (title, date, organisation, campaign) of reports, the last one is asked about → which come before
SERIES = [
    (
        "titles that differ in their year",
        [
            ("溪口市2021年综治工作总结", "", "", ""),
            ("溪口市2023年综治工作总结", "", "", ""),
            ("溪口市2023年禁毒工作总结", "", "", ""),
            ("溪口市2024年综治工作总结", "", "", ""),
        ],
        [0, 1],
    ),
    (
        "years in Chinese signs, and a date that is told",
        [
            ("二〇二三年度工作报告", "2024-02", "溪口市政府", ""),
            ("二〇二四年度工作报告", "2025-02", "溪口市政府", ""),
        ],
        [0],
    ),
    (
        "one title of two places",
        [
            ("政府工作报告", "2024", "溪口市政府", ""),
            ("政府工作报告", "2025", "临河县政府", ""),
        ],
        [],
    ),
    (
        "one campaign of one body under other titles",
        [
            ("专题教育动员情况", "2023-05", "溪口市委", "专题教育"),
            ("扫黑除恶战报", "2024-01", "溪口市委", "扫黑除恶"),
            ("专题教育总结", "2024-03", "溪口市委", "专题教育"),
        ],
        [0],
    ),
    (
        "of one date one is kept, and nothing comes before itself",
        [
            ("综治月报第1期", "2024-01", "溪口市综治办", ""),
            ("综治月报第2期", "2024-02", "溪口市综治办", ""),
            ("综治月报第3期", "2024-03", "溪口市综治办", ""),
        ],
        [0, 1],
    ),
    ("without a date", [("综治总结", "", "甲", ""), ("综治总结", "", "甲", "")], []),
]


@pytest.mark.parametrize(
    ("reports", "earlier"), [c[1:] for c in SERIES], ids=[c[0] for c in SERIES]
)
def test_which_report_comes_before(library, reports, earlier):
    ids = [
        add(library, f"全年立案{10 + at}件。", title, date, organisation, campaign)
        for at, (title, date, organisation, campaign) in enumerate(reports)
    ]
    expected = [ids[at] for at in earlier]
    assert predecessor.series(library, ids[-1]) == (*expected, ids[-1]) * bool(expected)
    assert predecessor.before(library, ids[-1]) == (expected[-1] if expected else "")
    assert predecessor.newest_pair(library) == ((expected[-1], ids[-1]) if expected else ("", ""))


def test_a_removed_report_comes_before_nothing(library, two):
    assert predecessor.newest_pair(library) == two
    library.remove(two[0])
    assert predecessor.newest_pair(library) == ("", "")


# titles, dates and organisations of both → what speaks against the pair, and what the columns are
PAIRS = [
    (("甲市2023年总结", "2024", "甲市"), ("甲市2024年总结", "2025", "甲市"), (), "上年"),
    (("甲市2021年总结", "2022", "甲市"), ("甲市2024年总结", "2025", "甲市"), ("apart",), "上期"),
    (("甲市2024年总结", "2025", "甲市"), ("甲市2023年总结", "2024", "甲市"), ("order",), "上期"),
    (("总结", "2023", "甲市"), ("总结", "2024", "乙市"), ("bodies",), "上年"),
    (("2023年上半年小结", "2023", ""), ("2024年小结", "2024", ""), ("spans",), "上年"),
    (("2023年1—6月小结", "", ""), ("2024年1—6月小结", "", ""), (), "上年"),
    (("小结", "", ""), ("总结", "", ""), (), "上期"),
]


@pytest.mark.parametrize(("first", "second", "cautions", "side"), PAIRS)
def test_what_speaks_against_a_pair(library, first, second, cautions, side):
    ids = [add(library, f"立案{20 + at}件。", *one) for at, one in enumerate((first, second))]
    found = yearly(library, *ids)
    assert found.cautions == cautions
    assert yearly_words.sides(found, ZH)[0] == side
    assert len(found.pairs) == 1


def test_what_a_person_matched_and_took_apart_is_followed(library, two):
    first, second = two
    compare.set_match(library, second, "约谈", "人", compare.APART)
    found = yearly(library, *two)
    assert "约谈" not in {pair.later.figure.metric for pair in found.pairs}
    said = [(one.earlier, one.later, one.why) for one in found.unlike]
    assert ("38人", "38人") in [(a.text, b.text) for a, b, _ in said if a and b]
    key = next(
        compare.key_of(figure)
        for figure in compare.figures_to_match(library, Filter(reports=(first,)))
        if figure.metric == "新建停车位"
    )
    compare.set_match(library, second, "建成口袋公园", "个", key)
    texts = {(p.earlier.figure.text, p.later.figure.text) for p in yearly(library, *two).pairs}
    assert ("600个", "6个") in texts


def test_two_different_reports_are_needed(library, two):
    for ids, code in (((two[0], two[0]), "same_report"), ((two[0], "none"), "unknown_report")):
        with pytest.raises(LibraryError) as caught:
            yearly(library, *ids)
        assert caught.value.code == code


def test_a_report_without_figures_is_beside_one_with(library, two):
    empty = add(library, "本期无统计数字。", "溪口市2025年综治工作总结", "2026-01")
    found = yearly(library, two[1], empty)
    assert found.pairs == ()
    assert found.new == ()
    assert len(found.gone) > 5
    assert yearly_xlsx(found)


def cells(sheet, top):
    """The rows of a sheet below its headers, without the empty ones."""
    return [row for row in sheet.iter_rows(min_row=top + 1) if row[0].value or row[4].value]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_workbook_holds_what_the_table_says(library, two, language):
    words, found = Words(language), yearly(library, *two)
    book = openpyxl.load_workbook(io.BytesIO(yearly_xlsx(found, language)))
    names = ("sheet_pairs", "new", "gone", "unlike", "sheet_sources")
    assert book.sheetnames == [words(f"yearly.{name}") for name in names]
    pairs, new, gone, unlike, sources = book.worksheets
    for sheet in book:
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
        assert sheet.freeze_panes
    rows = cells(pairs, 5)
    assert len(rows) == len(found.pairs)
    for row, pair in zip(rows, found.pairs, strict=True):
        line = yearly_words.line(pair, words)
        percent = 100 if pair.later.figure.kind == "percent" else 1
        values = [pair.earlier.value.number, pair.later.value.number]
        assert [row[0].value, row[2].value, row[3].value] == [line.name, line.earlier, line.later]
        assert [row[4].value * percent, row[5].value * percent] == pytest.approx(values)
        assert row[6].value == pytest.approx(pair.difference.number, abs=1e-5)
        if pair.growth is None:
            assert row[7].value == "—"
        else:
            assert row[7].value * 100 == pytest.approx(pair.growth.number, abs=1e-3)
        bounds = (
            [pair.growth.low, pair.growth.high] if pair.growth and not pair.growth.exact else []
        )
        assert [c.value * 100 for c in row[8:10] if c.value is not None] == pytest.approx(
            bounds, abs=1e-3
        )
        assert (row[10].value or "") == line.note
        for cell, point in ((row[4], pair.earlier), (row[5], pair.later)):
            assert point.figure.sentence in cell.comment.text
    for sheet, figures in ((new, found.new), (gone, found.gone)):
        said = [(row[0].value, row[2].value, row[5].value) for row in cells(sheet, 1)]
        assert said == [
            (yearly_words.name(one, words), one.number, one.sentence) for one in figures
        ]
    assert [row[4].value for row in cells(unlike, 1)] == [
        yearly_words.why(one, words) for one in yearly_words.not_compared(found)
    ]
    shown = 2 * len(found.pairs) + len(found.new) + len(found.gone)
    shown += sum((one.earlier is not None) + (one.later is not None) for one in found.unlike)
    assert len(cells(sources, 1)) == shown


def footnotes(document):
    """The notes of a document, by their numbers."""
    part = next(
        one.target_part for one in document.part.rels.values() if one.reltype.endswith("/footnotes")
    )
    notes = {}
    for note in parse_xml(part.blob):
        text = "".join(one.text or "" for one in note.iter(qn("w:t")))
        notes[note.get(qn("w:id"))] = text.strip()
    return notes


def noted(cell, notes):
    """What the notes at a cell say."""
    marks = cell._tc.iter(qn("w:footnoteReference"))
    return [notes[mark.get(qn("w:id"))] for mark in marks]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_document_holds_what_the_table_says(library, two, language):
    words, found = Words(language), yearly(library, *two)
    document = docx.Document(io.BytesIO(yearly_docx(found, language)))
    told = [paragraph.text for paragraph in document.paragraphs]
    assert told[0] == yearly_words.title(found, words)
    assert yearly_words.summary(found, words) in told
    headings = [one.text for one in document.paragraphs if one.style.name == "Heading 1"]
    assert headings == [
        words(f"yearly.heading_{name}") for name in ("pairs", "new", "gone", "unlike")
    ]
    notes = footnotes(document)
    pairs, new, gone, unlike = document.tables
    lines = [yearly_words.line(pair, words) for pair in found.pairs]
    assert [[cell.text for cell in row.cells] for row in pairs.rows[1:]] == [
        [one.name, one.earlier, one.later, one.difference, one.growth] for one in lines
    ]
    for row, pair, line in zip(pairs.rows[1:], found.pairs, lines, strict=True):
        (note,) = noted(row.cells[0], notes)
        assert pair.earlier.figure.sentence in note
        assert pair.later.figure.sentence in note
        assert line.note in note
    for table, figures in ((new, found.new), (gone, found.gone)):
        assert [row.cells[0].text for row in table.rows[1:]] == [
            yearly_words.name(figure, words) for figure in figures
        ]
        for row, figure in zip(table.rows[1:], figures, strict=True):
            assert figure.sentence in noted(row.cells[0], notes)[0]
    assert [row.cells[0].text for row in unlike.rows[1:]] == [
        yearly_words.why(one, words) for one in yearly_words.not_compared(found)
    ]


def test_a_document_says_where_there_is_nothing(library):
    ids = [
        add(library, f"立案{n}件。", f"{n}号简讯", date) for n, date in ((20, "2023"), (25, "2024"))
    ]
    document = docx.Document(io.BytesIO(yearly_docx(yearly(library, *ids))))
    assert len(document.tables) == 1
    assert [one.text for one in document.paragraphs].count(ZH("yearly.nothing")) == 3


def test_nothing_in_the_workbook_is_a_formula(library):
    ids = [
        add(library, f"=1+1，@登记“=HYPERLINK”企业{n}家，建成=SUM(A1)公园{n}个。", f"=年报{y}年", y)
        for n, y in ((20, "2023"), (25, "2024"))
    ]
    book = openpyxl.load_workbook(io.BytesIO(yearly_xlsx(yearly(library, *ids))))
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert kinds <= {"s", "n"}
    assert any("=" in str(cell.value) for row in book.worksheets[4].iter_rows() for cell in row)


def test_words_that_xml_cannot_hold_come_as_blanks(library, two):
    found = yearly(library, *two)
    earlier = replace(found.earlier, title="<甲>&\x0b市")
    document = docx.Document(io.BytesIO(yearly_docx(replace(found, earlier=earlier))))
    assert any("<甲>& 市" in one.text for one in document.paragraphs)


@pytest.fixture
def files(tmp_path):
    """Both reports as files."""
    made = []
    for name, title, text in (
        ("去年.txt", "溪口市2023年综治工作总结", LAST),
        ("今年.txt", "溪口市2024年综治工作总结", THIS),
    ):
        path = tmp_path / name
        path.write_text(f"{title}\n\n{text}\n", encoding="utf-8")
        made.append(str(path))
    return made


@pytest.fixture
def no_library(tmp_path, monkeypatch):
    """Where the person's library would be; a command that makes one has failed."""
    path = tmp_path / "library.duckdb"
    monkeypatch.setenv("LIBRARY", str(path))
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    yield path
    assert not path.exists()


def test_the_command_writes_the_document(files, tmp_path, no_library):
    made = tmp_path / "对比.DOCX"
    assert main(["compare", *files, "-o", str(made)]) == 0
    table = docx.Document(made).tables[0]
    assert [row.cells[0].text for row in table.rows[1:]] == list(LINES)


def test_the_command_writes_the_workbook(files, tmp_path, no_library, capsys):
    made = tmp_path / "对比.xlsx"
    assert main(["compare", *files, "-o", str(made)]) == 0
    assert "可比 9 项" in capsys.readouterr().out
    book = openpyxl.load_workbook(made)
    assert [row[0].value for row in cells(book["对比"], 5)] == list(LINES)


# arguments in place of the second report and the file → what is said
REFUSED = [
    ("今年.txt", "对比.pdf", "文件名要以"),
    ("去年.txt", "对比.xlsx", "两份不同的报告"),
    ("没有.txt", "对比.xlsx", "没有添加 没有.txt"),
    ("今年.txt", "去年.txt", "文件名要以"),
    ("今年.txt", "没有/对比.xlsx", "无法写入"),
]


@pytest.mark.parametrize(("later", "made", "said"), REFUSED)
def test_the_command_says_what_stopped_it(files, tmp_path, no_library, capsys, later, made, said):
    arguments = ["compare", files[0], str(tmp_path / later), "-o", str(tmp_path / made)]
    assert main(arguments) == 1
    told = capsys.readouterr()
    assert said in told.err
    assert "Traceback" not in told.err
    assert not (tmp_path / "对比.xlsx").exists()
