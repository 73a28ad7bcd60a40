"""Word, PDF, web pages, workbooks and tables in text: what comes out as the report's text."""

import io
import sys
from pathlib import Path

import openpyxl
import pytest

from reading import Limits, Report, UnreadableReport, read_report
from tests.reading.make import (
    docx_file,
    docx_of,
    docx_part,
    html_file,
    pdf_file,
    pdf_pages,
    xlsx_file,
    zip_file,
)

PARAGRAPHS = [
    "关于专项整治情况的报告",
    "今年以来，全市共排查问题12个，制定整改措施35条，目前已经整改完成8个，其余4个正在按计划推进整改。",
    "一、总体情况",
    "各级党组织召开专题会议126次，参加人员达到3500余人次，发现问题线索58条。",
]


def p(words: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"


def cells_of(report: Report) -> list[list[str]]:
    (table,) = report.tables
    return [
        [report.text[cell.start : cell.end] if cell else "" for cell in row] for row in table.grid()
    ]


def headings_of(report: Report) -> list[tuple[int, str]]:
    return [
        (heading.level, report.text[heading.start : heading.end]) for heading in report.headings
    ]


@pytest.mark.parametrize(
    ("form", "data"),
    [
        ("docx", docx_file(PARAGRAPHS)),
        ("html", html_file(PARAGRAPHS)),
        ("html", html_file(PARAGRAPHS, "gb2312")),
        ("pdf", pdf_file(pdf_pages(PARAGRAPHS))),
        ("pdf", pdf_file(pdf_pages(PARAGRAPHS, across=20, down=3))),
        ("markdown", "\n\n".join(["# " + PARAGRAPHS[0], *PARAGRAPHS[1:]]).encode()),
    ],
    ids=["docx", "html", "html in gb2312", "pdf", "pdf of many pages", "markdown"],
)
def test_same_text(form: str, data: bytes) -> None:
    report = read_report(data, name="不说明格式的名字")
    assert report.format == form
    assert report.text.split("\n") == PARAGRAPHS
    assert report.title == PARAGRAPHS[0]
    assert (1, "一、总体情况") in headings_of(report)


LEVELS = (
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
    '<w:lvlText w:val="%1、"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%2."/></w:lvl><w:lvl w:ilvl="2"><w:numFmt w:val="decimal"/><w:isLgl/>'
    '<w:lvlText w:val="%1.%3"/></w:lvl>'
)
NUMBERING = (
    f'<w:abstractNum w:abstractNumId="0">{LEVELS}</w:abstractNum>'
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/>'
    '<w:lvlText w:val="•"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
    '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)


def item(words: str, number: int = 1, level: int = 0) -> str:
    return p(words, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


@pytest.mark.parametrize(
    ("body", "parts", "text"),
    [
        (
            item("查摆问题")
            + item("对照检查", level=1)
            + item("2020年情况", level=1)
            + item("整改"),
            {"numbering": NUMBERING},
            "一、查摆问题\n1.对照检查\n2. 2020年情况\n二、整改",
        ),
        (
            item("甲") + item("乙") + item("重新开始", 3) + item("要点", 2),
            {"numbering": NUMBERING},
            "一、甲\n二、乙\n一、重新开始\n要点",
        ),
        (
            "<w:p><w:r><w:t>共查摆问题</w:t></w:r><w:del><w:r><w:delText>90</w:delText></w:r></w:del>"
            "<w:ins><w:r><w:t>12</w:t></w:r></w:ins><w:r><w:t>个。</w:t></w:r></w:p>",
            {},
            "共查摆问题12个。",
        ),
        (
            "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>共整改</w:t></w:r></w:p>"
            + p("8个。"),
            {},
            "共整改8个。",
        ),
        (
            "<w:p><w:r><w:t>正文。</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏99个</w:t></w:r>"
            "<w:r><w:instrText>PAGE 77</w:instrText></w:r></w:p>",
            {},
            "正文。",
        ),
        (
            '<w:p><w:r><w:t>正文。</w:t><w:footnoteReference w:id="2"/></w:r></w:p>' + p("后文。"),
            {
                "footnotes": '<w:footnote w:id="0" w:type="separator">'
                + p("—")
                + "</w:footnote><w:footnote w:id='2'>"
                + p("含试点12个。")
                + "</w:footnote>"
            },
            "正文。\n注：含试点12个。\n后文。",
        ),
        (
            "<w:p><w:r><w:t>框外。</w:t><w:pict><w:txbxContent>"
            + p("框内3件。")
            + "</w:txbxContent></w:pict></w:r></w:p>"
            + p("其后。"),
            {},
            "框外。\n框内3件。\n其后。",
        ),
        (
            p("目录第一章 3", '<w:pStyle w:val="TOC1"/>') + p("正文。"),
            {
                "styles": '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/>'
                "</w:style>"
            },
            "正文。",
        ),
        (
            item("甲") + item("12个县", level=2),
            {"numbering": NUMBERING},
            "一、甲\n1.1 12个县",
        ),
        (
            "<w:p><w:r><w:ruby><w:rt><w:r><w:t>zheng</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>整</w:t>"
            "</w:r></w:rubyBase></w:ruby></w:r><w:r><w:t>改12</w:t></w:r><w:r><w:rPr>"
            '<w:vertAlign w:val="superscript"/></w:rPr><w:t>3</w:t></w:r><w:r><w:t>个。</w:t></w:r></w:p>',
            {},
            "整改12个。",
        ),
        (
            item("共整改12个。", level=0),
            {
                "numbering": '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="x"><w:start w:val="y"/>'
                '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId'
                ' w:val="0"/><w:lvlOverride w:ilvl="z"><w:startOverride w:val="-"/></w:lvlOverride>'
                "</w:num>"
            },
            "1.共整改12个。",
        ),
    ],
    ids=(
        *("numbering", "restart", "tracked", "mark", "hidden", "footnote", "box", "contents"),
        *("levels", "raised", "odd numbers"),
    ),
)
def test_word(body: str, parts: dict[str, str], text: str) -> None:
    assert read_report(docx_of(body, **parts)).text == text


def test_word_headings_and_table() -> None:
    data = docx_file(["# 工作情况", "正文。"], [["地区", "件数"], ["甲市", "12"]])
    report = read_report(data, name="a.docx")
    assert headings_of(report) == [(1, "工作情况")]
    assert cells_of(report) == [["地区", "件数"], ["甲市", "12"]]
    assert report.text.endswith("地区\t件数\n甲市\t12")


def test_word_table_ends_in_empty_cells() -> None:
    report = read_report(docx_file(["正文。"], [["地区", "件数"], ["甲市", ""]]))
    assert cells_of(report) == [["地区", "件数"], ["甲市", ""]]
    assert all(cell.end <= len(report.text) for cell in report.tables[0].cells)


def cell(words: str, properties: str = "", more: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(words)}{more}</w:tc>"


def table(*rows: str) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


BOX = (
    "<w:p><w:r><mc:AlternateContent xmlns:mc="
    '"http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice><w:txbxContent>'
    f"{p('框内5件')}</w:txbxContent></mc:Choice><mc:Fallback><w:pict><w:txbxContent>{p('框内5件')}"
    "</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
)
INNER = table(cell("来信") + cell("8"), cell("来访") + cell("4"))
NOTE = '<w:p><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
NUMBER = '<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:p>'


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (
            table(cell("地区") + cell("件数"), cell("甲县") + cell("12", more=BOX)),
            "地区\t件数\n甲县\t12\n框内5件",
        ),
        (
            table(cell("地区") + cell("件数"), cell("甲县") + cell("12", more=INNER)),
            "地区\t件数\n甲县\t12\n来信\t8\n来访\t4",
        ),
        (
            table(cell("左栏", more=INNER) + cell("右栏共整改20个。")),
            "左栏\n来信\t8\n来访\t4\n右栏共整改20个。",
        ),
        (
            table(cell("地区") + cell("件数"), cell("甲县") + cell("12", more=NOTE)),
            "地区\t件数\n甲县\t12\n注：含旧案3件。",
        ),
        (
            table(
                cell("序号") + cell("地区"),
                f"<w:tc>{NUMBER}</w:tc>" + cell("甲县"),
                f"<w:tc>{NUMBER}</w:tc>" + cell("乙县"),
            ),
            "序号\t地区\n一、\t甲县\n二、\t乙县",
        ),
    ],
    ids=("box", "nested", "side by side", "note", "numbered rows"),
)
def test_in_a_cell(body: str, text: str) -> None:
    notes = f'<w:footnote w:id="2">{p("含旧案3件。")}</w:footnote>'
    assert read_report(docx_of(body, footnotes=notes, numbering=NUMBERING)).text == text


def test_word_cells_merged_the_old_way() -> None:
    begins, goes_on = '<w:hMerge w:val="restart"/>', "<w:hMerge/>"
    rows = cell("受理", begins) + cell("", goes_on), cell("来信") + cell("来访")
    (found,) = read_report(docx_of(table(*rows))).tables
    assert found.cells[0].column_span == 2 and len(found.cells) == 3


def test_word_merged_cells() -> None:
    rows = [
        cell("县区", '<w:vMerge w:val="restart"/>') + cell("受理", '<w:gridSpan w:val="2"/>'),
        cell("", "<w:vMerge/>") + cell("来信") + cell("来访"),
        cell("甲县") + cell("12") + cell("8"),
    ]
    body = "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"
    assert cells_of(read_report(docx_of(body))) == [
        ["县区", "受理", "受理"],
        ["县区", "来信", "来访"],
        ["甲县", "12", "8"],
    ]


def test_pdf_table_and_pages_with_pictures() -> None:
    across, down = [72.0, 172.0, 272.0, 372.0], [700.0, 670.0, 640.0]
    rules = [(72.0, y, 372.0, y) for y in down] + [(x, 640.0, x, 700.0) for x in across]
    words = [["地区", "受理", "办结"], ["甲市", "12", "8"]]
    drawings = [
        (x + 5, y - 20, 12, text)
        for y, row in zip(down, words, strict=False)
        for x, text in zip(across, row, strict=False)
    ]
    drawings.append((72.0, 740.0, 16, "办理情况表"))
    drawings.append((72.0, 600.0, 16, "以上数据截至年底，包括各县区。"))
    report = read_report(pdf_file([drawings, []], rules, pictures=[1]))
    assert cells_of(report) == words
    assert (
        report.text == "办理情况表\n地区\t受理\t办结\n甲市\t12\t8\n以上数据截至年底，包括各县区。"
    )
    assert [(note.code, note.details) for note in report.notes] == [
        ("scanned_pages", {"pages": [2]})
    ]


def test_pdf_with_a_damaged_page() -> None:
    data = pdf_file([[(72, 700, 16, "共查摆问题12个。")], [(72, 700, 16, "共整改8个。")]])
    at = data.rindex(b"/Type/Page/Parent")
    report = read_report(data[:at] + b"/Type/Pagx" + data[at + 10 :])
    assert report.text.startswith("共查摆问题12个。")
    assert {note.code for note in report.notes} == {"damaged_pages"} or "整改" in report.text


def test_pdf_columns() -> None:
    left = [(60.0, 700.0 - 20 * n, 12.0, f"左栏第{n}行的文字内容写满整行一直到") for n in range(8)]
    right = [
        (320.0, 700.0 - 20 * n, 12.0, f"右栏第{n}行的文字内容写满整行一直到") for n in range(8)
    ]
    mixed = [line for pair in zip(left, right, strict=True) for line in pair]
    text = read_report(pdf_file([mixed])).text
    assert text.index("左栏第7行") < text.index("右栏第0行")


def test_pdf_lines_of_a_column() -> None:
    words = "今年以来全市共排查问题1234个，制定整改措施35条，已经整改1102个，占全部问题的89.3%。"
    rows = [words[n : n + 12] for n in range(0, len(words), 12)]
    page = [
        (left, 700.0 - 20 * n, 12.0, row)
        for left in (60.0, 320.0)
        for n, row in enumerate(2 * rows)
    ]
    assert read_report(pdf_file([page])).text.split("\n")[0].startswith(words)


def test_pdf_paragraph_across_a_scanned_page() -> None:
    first = [(72.0, 700.0 - 20 * n, 12.0, "全市各级各部门开展专项整治工作共") for n in range(4)]
    last = [(72.0, 700.0, 12.0, "排查问题12个。")]
    report = read_report(pdf_file([first, [], last], pictures=[1]))
    assert report.text.endswith("工作共排查问题12个。")


def test_pdf_number_too_long_for_the_line() -> None:
    lines = [
        "共责令整改企业五千家立案处罚企业两千家",
        "有关情况通报，罚款金额总计约",
        "18213.33万元。",
    ]
    page = [(72.0, 700.0 - 20 * n, 12.0, line) for n, line in enumerate(lines)]
    assert read_report(pdf_file([page])).text == "".join(lines)


def test_pdf_running_head_of_one_page() -> None:
    lines = [(72.0, 730.0 - 20 * n, 12.0, f"第{n}行写满文字。") for n in range(5)]
    text = read_report(pdf_file([[(72.0, 805.0, 12.0, "某市简报第3期"), *lines]])).text
    assert text.startswith("第0行")


def test_pdf_hyphen() -> None:
    page = [(72.0, 700.0, 12.0, "the cam-"), (72.0, 684.0, 12.0, "paign 10-"), (72, 668, 12, "20")]
    assert read_report(pdf_file([page])).text == "the campaign 10-20"


def test_pdf_contents_are_no_table() -> None:
    rows = [("一、总体情况", "1"), ("二、主要做法", "5"), ("三、下一步", "9")]
    page = [
        drawing
        for n, (words, number) in enumerate(rows)
        for drawing in ((72.0, 700.0 - 20 * n, 12.0, words), (400.0, 700.0 - 20 * n, 12.0, number))
    ]
    assert not read_report(pdf_file([page])).tables


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>共查摆问题\n<b>12</b>个。</p>", "共查摆问题12个。"),
        ("<p>第一段<br>第二段</p>", "第一段\n第二段"),
        ("<p>共查摆问题12个，<br>整改8个。</p>", "共查摆问题12个，整改8个。"),
        ("<ol start=3><li>检查</li><li>整改</li></ol>", "3. 检查\n4. 整改"),
        (f"<ol start={'9' * 5000}><li>检查</li></ol>", "1. 检查"),
        ("<ol><li><p>检查</p><p>细查</p></li><li></li></ol>", "1. 检查\n细查"),
        (
            "<table><tr><td>结果\n\t维持<td>件\n数<br>甲<tr><td>1<td>2</table>",
            "结果维持\t件数甲\n1\t2",
        ),
        ("<p>共<del>90</del><ins>12</ins>个。</p>", "共12个。"),
        ("<script>var n=12</script><style>p{}</style><p>正文。</p>", "正文。"),
        ("<p>正文&lt;3&gt;个&nbsp;问题</p>", "正文<3>个 问题"),
        ("<p style='display: none'>隐藏99个</p><p>正文。</p>", "正文。"),
        (
            "<h1>通报</h1><div style='visibility:hidden;opacity:0'><p>共查12个。</p></div>",
            "通报\n共查12个。",
        ),
        ("<h1>通报</h1><div hidden><p>共查12个，整改8个。</p></div>", "通报\n共查12个，整改8个。"),
        (
            "<p>共12<sup>3</sup>个，3.5km<sup>2</sup>，10<sup>8</sup>元。</p>",
            "共12个，3.5km²，10⁸元。",
        ),
        ("<pre>共12个，\n  其中3个。</pre>", "共12个，\n其中3个。"),
        (
            "<p>通报</p><p>来源：市局 浏览次数：99 字号：[大 中 小]</p><p>全年访问量：12万次</p>",
            "通报\n来源：市局\n全年访问量：12万次",
        ),
        ("<p>正文。</p><p>苏ICP备12345号 访问量99次</p>", "正文。"),
        ("<div title='header'><p>简报第3期</p></div><p>正文。</p>", "正文。"),
        (
            "<p>正文。</p><ul>"
            + "<li><a href='/'>新闻若干条</a> 2021-01-01</li>" * 4
            + "</ul><ul><li>问题12个，见<a href='/'>附件</a></li></ul>",
            "正文。\n问题12个，见附件",
        ),
    ],
)
def test_page(page: str, text: str) -> None:
    assert read_report(f"<html><body>{page}</body></html>".encode()).text == text


@pytest.mark.parametrize(
    "script",
    [
        "var createTime = '2026-03-31 10:36';",
        'var ct = "1774922192";',
        '{"datePublished": "2026-03-31T10:36:00+08:00"}',
    ],
)
def test_date_that_a_script_states(script: str) -> None:
    page = f"<html><body><h1>通报</h1><p>正文。</p><script>{script}</script></body></html>"
    assert read_report(page.encode()).date == "2026-03-31"


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-be"])
def test_page_in_wide_characters(codec: str) -> None:
    page = "<html><body><p>共查摆问题12个。</p></body></html>"
    data = page.encode(codec) if codec == "utf-16" else b"\xfe\xff" + page.encode(codec)
    assert read_report(data).text == "共查摆问题12个。"


def test_markdown_lists_in_lists() -> None:
    text = "# 甲\n\n" + "".join(" " * 2 * level + f"- 问题{level}个\n" for level in range(25))
    assert read_report(text.encode(), name="a.md").text.endswith("问题24个")


def test_page_metadata() -> None:
    page = (
        '<html><head><meta name="ArticleTitle" content="整改通报"><meta name="PubDate" '
        'content="2021-12-28 10:00"><meta name="ContentSource" content="某某日报"></head>'
        "<body><p>正文，共12个。</p></body></html>"
    )
    report = read_report(page.encode())
    assert (report.title, report.date, report.source) == ("整改通报", "2021-12-28", "某某日报")


def test_workbook() -> None:
    rows: list[list[object]] = [
        ["某市整改情况表", None, None],
        ["单位：万元", None, None],
        ["地区", "金额", "占比"],
        ["甲市", 1234.5, 0.5],
        [None, None, None],
        ["注：数据截至年底。", None, None],
    ]
    report = read_report(xlsx_file({"表": rows}, ["A1:C1"]), name="a.xlsx")
    assert report.title == "某市整改情况表"
    assert report.text.split("\n")[:2] == ["某市整改情况表", "单位：万元"]
    assert cells_of(report) == [["地区", "金额", "占比"], ["甲市", "1234.5", "0.5"]]
    (table,) = report.tables
    assert table.caption is not None
    assert report.text[slice(*table.caption)] == "某市整改情况表\n单位：万元"
    assert report.text.endswith("注：数据截至年底。")


def test_workbook_sheets_and_formulas() -> None:
    data = xlsx_file({"一季度": [["甲", "乙"], ["a", 1]], "二季度": [["甲", "乙"], ["a", "=1+1"]]})
    report = read_report(data)
    assert headings_of(report) == [(1, "一季度"), (1, "二季度")]
    assert [note.code for note in report.notes] == ["formulas_without_value"]


def test_workbook_shows_what_is_shown() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["县", "密", "件数"], ["甲", "x", 12], ["隐", "x", 99], ["乙", "x", 8]):
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["B"].hidden = True
    sheet["XFD1048576"] = " "
    sheet["C9"] = "注：截至年底。"
    book.create_sheet("藏").append(["丙", 7])
    book.worksheets[1].sheet_state = "hidden"
    stream = io.BytesIO()
    book.save(stream)
    report = read_report(stream.getvalue())
    assert report.text == "县\t件数\n甲\t12\n乙\t8\n注：截至年底。"
    assert [(note.code, note.details) for note in report.notes] == [
        ("hidden_left_out", {"sheets": 1, "rows": 1, "columns": 1})
    ]


@pytest.mark.parametrize(
    ("value", "style", "shown"),
    [
        (0.079, "0.0%", "7.9%"),
        (1234567.891, "#,##0.00", "1,234,567.89"),
        (12.0, "General", "12"),
        (0.1 + 0.2, "General", "0.3"),
        (35.5, '0.0"万元"', "35.5万元"),
        (1234, '#,##0"件"', "1,234件"),
        (0.5, '"约"0%', "约50%"),
        (1234.5, "_ ¥* #,##0.00_ ;_ ¥* -#,##0.00_ ", "1,234.50"),
        (12345678, '0!.0,"万元"', "1234.6万元"),
        (12345678, '0"."0,"万"', "1234.6万"),
        (-123456, '0\\.00,,"亿"', "-0.00亿"),
        (1234567, "#,##0,", "1,235"),
        (-5, "#,##0_);(#,##0)", "-5"),
        (12345678901234567, "General", "12345678901234567"),
        (0.25, "# ?/?", "0.25"),
        (0.25, ".00", "0.25"),
        (1234, "0.00E+00", "1234"),
    ],
)
def test_number_as_shown(value: float, style: str, shown: str) -> None:
    from reading.sheets.number_format import number_text

    assert number_text(value, style) == shown


MAIL = 'Subject: =?utf-8?b?5pW05pS55oOF5Ya1?=\r\nContent-Type: text/{};\r\n charset="gbk"\r\n'


@pytest.mark.parametrize(
    ("name", "data", "text"),
    [
        (
            "网页.mht",
            MAIL.format("html").encode() + b"\r\n<p>" + "整改12个。".encode("gbk"),
            "整改12个。",
        ),
        (
            "信.eml",
            MAIL.format("plain").encode() + b"\r\n" + "整改12个。".encode("gbk"),
            "整改12个。",
        ),
        ("导出.xls", "县\t件数\n甲\t12\n".encode("gbk"), "县\t件数\n甲\t12"),
        ("断.csv", b'\xe5\x8e\xbf,n\n\xe7\x94\xb2,"3\nb,4\n', '县\tn\n甲\t"3\nb\t4'),
        ("二.docx", zip_file({"word/document2.xml": docx_part("整改12个。")}), "整改12个。"),
    ],
    ids=lambda value: value if isinstance(value, str) and "." in value else "",
)
def test_unusual_files(name: str, data: bytes, text: str) -> None:
    assert read_report(data, name=name).text == text


def test_csv_of_documents() -> None:
    body = "今年以来共查摆问题12个，已经整改8个。" * 12
    one = f'标题,发布日期,正文\n整改情况通报,2021/12/28,"{body}"\n'
    report = read_report(one.encode("utf-8-sig"), name="a.csv")
    assert (report.title, report.date, report.text) == ("整改情况通报", "2021-12-28", body)


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (pdf_file([[], []], pictures=[0, 1]), "扫描.pdf", "scanned"),
        (
            pdf_file(
                [[(72, 700, 12, "密")]],
                extra=b"/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>"
                % (b"11" * 32, b"22" * 32),
            ),
            "密.pdf",
            "password",
        ),
        (b"%PDF-1.5 nothing more", "坏.pdf", "damaged"),
        (docx_file(PARAGRAPHS)[:-3000], "断.docx", "damaged"),
        (zip_file({"word/document.xml": b"<w:document"}), "坏.docx", "damaged"),
        (
            zip_file({"word/document.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
            "实体.docx",
            "xml_entity",
        ),
        (
            zip_file({"xl/workbook.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
            "实体.xlsx",
            "xml_entity",
        ),
        (docx_file([]), "空.docx", "empty"),
        (html_file([]), "空.html", "empty"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "",
            "password",
        ),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "照片.txt", "picture"),
        (zip_file({"a.txt": b"a"}), "a.zip", "archive"),
        (zip_file({"ppt/presentation.xml": b"<a/>"}), "a.pptx", "damaged"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "PowerPoint Document".encode("utf-16-le"),
            "a.ppt",
            "slides",
        ),
        (b"Rar!\x1a\x07\x00", "a.rar", "other_archive"),
        (zip_file({"OFD.xml": b"<a/>", "Doc_0/Document.xml": b"<a/>"}), "a.ofd", "empty"),
        (
            zip_file({"[Content_Types].xml": b"<a/>", "doc/b.xml": b"<a/>"}),
            "a.docx",
            "other_format",
        ),
        (b"<?xml version='1.0'?><rss><item>12</item></rss>", "a.txt", "other_format"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "a.png", "picture"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_refused(data: bytes, name: str, code: str) -> None:
    with pytest.raises(UnreadableReport) as caught:
        read_report(data, name=name)
    assert caught.value.code == code


def test_without_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reading.office.libreoffice", lambda: None)
    with pytest.raises(UnreadableReport, match="needs_libreoffice"):
        read_report(b"{\\rtf1 text}", name="旧.rtf")


def test_old_word(shared: Path) -> None:
    report = read_report(shared / "docs" / "formats" / "shengming.doc")
    assert report.format == "doc"
    assert "1998年人民日报语料" in report.text and report.date == "2001-04-01"


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
@pytest.mark.parametrize(
    ("script", "code"), [("sleep 60", "too_slow"), ("exit 1", "damaged"), ("exit 0", "damaged")]
)
def test_libreoffice_fails(
    script: str, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setenv("LIBREOFFICE", str(program))
    with pytest.raises(UnreadableReport) as caught:
        read_report(b"{\\rtf1 a}", limits=Limits(max_seconds=1))
    assert caught.value.code == code


def test_shared_formats(shared: Path) -> None:
    folder = shared / "docs" / "formats"
    annual = read_report(folder / "gov_openinfo_annualreport_2024.pdf")
    assert len(annual.tables) == 4 and annual.date == "2024"
    assert "- 2 -" not in annual.text and "公开专栏" in annual.text
    assert [len(table.grid()) for table in annual.tables] == [8, 6, 28, 4]
    revised = read_report(folder / "word_08-comments-revisions.docx").text
    assert "插入的修订文字" in revised and "删除的修订文字" not in revised
    assert "文本框内文字" in read_report(folder / "word_05-textbox-shape.docx").text
    assert "1.自动编号第一项" in read_report(folder / "word_06-auto-numbering.docx").text
