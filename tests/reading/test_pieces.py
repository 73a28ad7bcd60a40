"""A file of several documents kept as one or split."""

from reading import pieces, read_report
from tests.reading.make import docx_file

TEXT = "第1篇: 学习发言稿\n一、认识\n共学习12次。\n第2篇：整改通报\n（一）整改\n共整改8个。"


def test_split() -> None:
    report = read_report(f"来源：某某网\n日期：2021-01-02\n\n{TEXT}".encode(), name="合集.txt")
    assert report.title == "合集" and report.text == TEXT
    first, second = pieces(report)
    assert (first.title, second.title) == ("学习发言稿", "整改通报")
    assert first.text + "\n" + second.text == TEXT
    assert [second.text[h.start : h.end] for h in second.headings] == [
        "第2篇：整改通报",
        "（一）整改",
    ]
    assert (second.source, second.date) == ("某某网", "2021-01-02")
    assert first.id != second.id


def test_pieces_are_told_apart() -> None:
    text = "第1篇\n排查隐患12处。\n第2篇 通报\n整改8处。\n第3篇 通报\n整改9处。"
    titles = [piece.title for piece in pieces(read_report(text.encode()))]
    assert titles == ["第1篇 排查隐患12处。", "通报（2）", "通报（3）"]


def test_a_file_that_a_person_did_not_name_is_called_by_its_first_piece() -> None:
    n = TEXT.count("篇")
    for name in ("", "000_da91e6c58482d109.txt"):
        assert read_report(TEXT.encode(), name=name).title == f"学习发言稿 等{n}篇"
    assert read_report(TEXT.encode(), name="学习材料汇编.txt").title == "学习材料汇编"
    assert read_report(f"文件选编\n{TEXT}".encode(), name="a.txt").title == "文件选编"


def test_a_text_without_a_title_is_called_by_its_first_words() -> None:
    said = "各位代表：\n现在，我代表国务院，向大会报告政府工作，请予审议，并请委员提出意见。"
    title = "现在，我代表国务院，向大会报告政府工作，请予审议…"
    assert read_report(said.encode(), name="gwr_central.txt").title == title


def test_tables_go_with_their_piece() -> None:
    report = read_report(
        docx_file(["第一篇 甲", "正文。", "第二篇 乙"], [["县", "件"], ["甲", "3"]])
    )
    first, second = pieces(report)
    assert not first.tables
    (table,) = second.tables
    assert [second.text[cell.start : cell.end] for cell in table.cells] == ["县", "件", "甲", "3"]


def test_one_document_stays_whole() -> None:
    report = read_report("一、认识\n共学习12次。".encode())
    assert pieces(report) == [report]
