"""A draft that was checked: comments where they belong, and everything else as it came."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from dashboard.__main__ import main
from dashboard.files.draft import Checked, anchor, check_draft
from dashboard.files.word.comments import Author, Remark, commented
from dashboard.showing.words import Words
from reading import UnreadableReport, read_report
from reading.drafts import read_draft
from tests.reading.make import docx_file, docx_of, zip_file

ZH = Words("zh")
NOW = datetime(2026, 5, 6, 7, 8, 9)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    "</Types>"
)
ROOT_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
    "</Relationships>"
)
WRONG = "查摆问题120个，已整改102个，整改率95%。"


def package(body: str, **parts: str) -> bytes:
    """A Word document that Word would open, by the XML of its body and other parts."""
    files = {"[Content_Types].xml": TYPES, "_rels/.rels": ROOT_RELATIONS}
    files["word/document.xml"] = f"<w:document {SPACE}><w:body>{body}</w:body></w:document>"
    files |= {
        f"word/{name}.xml": f"<w:{name} {SPACE}>{xml}</w:{name}>" for name, xml in parts.items()
    }
    return zip_file({name: text.encode() for name, text in files.items()})


def run(text: str, looks: str = "") -> str:
    return f'<w:r>{looks}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def check(data: bytes, language: str = "zh") -> Checked:
    return check_draft(data, "稿.docx", Words(language), NOW)


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def marked(data: bytes) -> dict[str, str]:
    """Comment id → the words between its marks; a mark without its other end is an error."""
    root = etree.fromstring(parts(data)["word/document.xml"])
    found: dict[str, str] = {}
    open_: set[str] = set()
    for element in root.iter():
        number = element.get(f"{W}id")
        if element.tag == f"{W}commentRangeStart":
            open_.add(number)
            found[number] = ""
        elif element.tag == f"{W}commentRangeEnd":
            open_.remove(number)
        elif element.tag == f"{W}t":
            for one in open_:
                found[one] += element.text or ""
    assert not open_
    references = [one.get(f"{W}id") for one in root.iter(f"{W}commentReference")]
    assert sorted(references) == sorted(found)
    return found


def without_comments(data: bytes) -> bytes:
    """The document's XML with the marks taken out and the runs that look the same joined."""
    root = etree.fromstring(parts(data)["word/document.xml"])
    for tag in ("commentRangeStart", "commentRangeEnd"):
        for mark in list(root.iter(f"{W}{tag}")):
            mark.getparent().remove(mark)
    for reference in list(root.iter(f"{W}commentReference")):
        reference.getparent().getparent().remove(reference.getparent())
    for one in list(root.iter(f"{W}r")):
        before = one.getprevious()
        if before is not None and before.tag == one.tag and _looks(before) == _looks(one):
            for child in one:
                if child.tag != f"{W}rPr":
                    before.append(child)
            one.getparent().remove(one)
    for text in list(root.iter(f"{W}t")):
        before = text.getprevious()
        text.attrib.clear()
        if before is not None and before.tag == text.tag:
            before.text = (before.text or "") + (text.text or "")
            text.getparent().remove(text)
    return etree.tostring(root, method="c14n")


def _looks(one: etree._Element) -> bytes:
    looks = one.find(f"{W}rPr")
    return b"" if looks is None else etree.tostring(looks, method="c14n")


BOLD = "<w:rPr><w:b/></w:rPr>"
LINK = f'<w:hyperlink w:anchor="x">{run("已整改102个，整改率95%")}</w:hyperlink>'
INSERTED = f'<w:ins w:id="7" w:author="甲">{run("整改率95%。")}</w:ins>'
DELETED = '<w:del w:id="8" w:author="甲"><w:r><w:delText>整改率85%。</w:delText></w:r></w:del>'
FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF x</w:instrText></w:r>'
    f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("整改率95%。")}'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
CELL = f"<w:tbl><w:tr><w:tc>{paragraph(run('甲局'))}</w:tc><w:tc>{paragraph(run(WRONG))}</w:tc></w:tr></w:tbl>"
CONTENT = f"<w:sdt><w:sdtContent>{paragraph(run(WRONG))}</w:sdtContent></w:sdt>"

# What the draft's body is → the words that its one finding is marked at.
BODIES = [
    ("one run", paragraph(run(WRONG)), "95%"),
    ("a bold run", paragraph(run("查摆问题120个，"), run("已整改102个，整改率95%", BOLD)), "95%"),
    (
        "a number in pieces",
        paragraph(run("查摆问题120个，已整改102个，整改率9"), run("5", BOLD), run("%。")),
        "95%",
    ),
    ("a link", paragraph(run("查摆问题120个，"), LINK, run("。")), "95%"),
    ("inserted text", paragraph(run("查摆问题120个，已整改102个，"), DELETED, INSERTED), "95%"),
    ("a field", paragraph(run("查摆问题120个，已整改102个，"), FIELD), "95%"),
    ("a table's cell", CELL, "95%"),
    ("a content control", CONTENT, "95%"),
    (
        "tabs and breaks in the run",
        paragraph(
            "<w:r><w:tab/><w:t>查摆问题120个，已整改102个，</w:t><w:br/><w:t>整改率95%</w:t><w:tab/><w:t>。</w:t></w:r>"
        ),
        "95%",
    ),
    ("white space", paragraph(run("  查摆问题120个，   已整改102个，\u3000整改率95%。  ")), "95%"),
    ("text without a run", f"<w:p><w:t>{WRONG}</w:t></w:p>", WRONG),
    ("behind a heading", paragraph(run("一、整改情况")) + paragraph(run(WRONG)), "95%"),
    (
        "behind a header of the text",
        paragraph(run("标题：通报")) + paragraph(run("日期：2024-01-02")) + paragraph(run(WRONG)),
        "95%",
    ),
]


@pytest.mark.parametrize(
    ("body", "at"), [row[1:] for row in BODIES], ids=[row[0] for row in BODIES]
)
def test_a_comment_stands_at_its_figure_and_nothing_else_changes(body: str, at: str) -> None:
    data = package(body)
    checked = check(data)
    (finding,) = checked.findings
    assert anchor(finding).text == "95%"
    assert list(marked(checked.document).values())[1:] == [at]
    before, after = parts(data), parts(checked.document)
    added = {"word/comments.xml", "word/_rels/document.xml.rels"}
    assert set(after) - set(before) == added
    for name in set(before) - {"word/document.xml", "[Content_Types].xml"}:
        assert before[name] == after[name], name
    assert without_comments(checked.document) == without_comments(data)
    assert read_report(checked.document).text == read_report(data).text
    opened = docx.Document(io.BytesIO(checked.document))
    summary, comment = opened.comments
    assert comment.author == summary.author == "战报数字看板"
    assert "核对了 1 处关系：不符 1 处" in summary.text
    assert comment.text.startswith(
        "【不符】查摆问题 120个 → 整改问题 102个：85.0%；原文写 95%，不符"
    )
    assert "102个 ÷ 120个 = 85.0%" in comment.text


def test_a_number_left_open_is_told_apart_from_what_was_checked() -> None:
    checked = check(package(paragraph(run(f"{WRONG}处分问责干部XX人次。"))))
    summary, *comments = docx.Document(io.BytesIO(checked.document)).comments
    assert "核对了 1 处关系：不符 1 处。\n有 1 处数字没有填。" in summary.text
    assert [one.text.partition("】")[0] for one in comments] == ["【不符", "【提示"]


def test_two_findings_in_one_run_and_two_at_one_figure() -> None:
    text = "网格员由860人增加到1032人，增长25%。查摆问题120个，已整改102个，整改率95%。"
    data = package(paragraph(run(text)))
    draft = read_draft(data)
    at = text.index("25%")
    remarks = [
        Remark(at, at + 3, ("甲",)),
        Remark(at, at + 3, ("乙",)),
        Remark(text.index("860"), at, ("丙",)),
        Remark(text.index("95%"), text.index("95%") + 3, ("丁",)),
        Remark(0, len(text), ("戊",)),
    ]
    made = commented(draft, remarks, Author("某", "某", NOW))
    told = {
        one.text: marked(made)[str(one.comment_id)]
        for one in docx.Document(io.BytesIO(made)).comments
    }
    assert told == {
        "甲": "25%",
        "乙": "25%",
        "丙": "860人增加到1032人，增长",
        "丁": "95%",
        "戊": text,
    }
    assert without_comments(made) == without_comments(data)


RUNS = st.lists(
    st.tuples(st.text("甲乙丙1234，。", min_size=1, max_size=6), st.sampled_from(["", BOLD])),
    min_size=1,
    max_size=5,
)


@given(
    runs=RUNS,
    ends=st.lists(st.tuples(st.integers(0, 29), st.integers(1, 9)), min_size=1, max_size=6),
)
def test_any_words_can_be_marked(runs: list[tuple[str, str]], ends: list[tuple[int, int]]) -> None:
    data = package(paragraph(*(run(text, looks) for text, looks in runs)))
    draft = read_draft(data)
    text = draft.report.text
    spans = [(at, min(at + length, len(text))) for at, length in ends if at < len(text)]
    remarks = [Remark(*span, (str(number),)) for number, span in enumerate(spans)]
    made = commented(draft, remarks, Author("某", "某", NOW))
    assert marked(made) == {
        str(number): text[start:end] for number, (start, end) in enumerate(spans)
    }
    assert without_comments(made) == without_comments(data)


def test_what_stands_in_a_box_or_a_note_is_marked_where_that_hangs() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{paragraph(run(WRONG))}</w:txbxContent></w:pict></w:r>"
    for body, more in (
        (paragraph(run("情况通报"), box), {}),
        (
            paragraph(run("情况通报"), '<w:r><w:footnoteReference w:id="2"/></w:r>', run("。")),
            {"footnotes": f'<w:footnote w:id="2">{paragraph(run(WRONG))}</w:footnote>'},
        ),
    ):
        checked = check(package(body, **more))
        assert len(checked.findings) == 1
        root = etree.fromstring(parts(checked.document)["word/document.xml"])
        start = next(one for one in root.iter(f"{W}commentRangeStart") if one.get(f"{W}id") == "1")
        inside = start.getnext()
        assert (
            inside.find(f".//{W}txbxContent") is not None
            or inside.find(f"{W}footnoteReference") is not None
        )
        assert inside.getnext().tag == f"{W}commentRangeEnd"
        assert not [one for one in start.iterancestors() if one.tag == f"{W}txbxContent"]


def test_comments_that_are_there_stay() -> None:
    made = docx.Document()
    line = made.add_paragraph("查摆问题120个，已整改102个，整改率95%。")
    made.add_comment(line.runs, text="请再核", author="张三", initials="张")
    stream = io.BytesIO()
    made.save(stream)
    checked = check(stream.getvalue())
    found = list(docx.Document(io.BytesIO(checked.document)).comments)
    assert [(one.author, one.comment_id) for one in found] == [
        ("张三", 0),
        ("战报数字看板", 1),
        ("战报数字看板", 2),
    ]
    assert found[0].text == "请再核"
    assert marked(checked.document) == {"0": WRONG, "1": WRONG, "2": "95%"}
    before, after = parts(stream.getvalue()), parts(checked.document)
    assert set(before) == set(after)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"word/document.xml", "word/comments.xml"}


def test_the_strict_standard_stays_strict() -> None:
    strict = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    data = {
        name: text.replace(SPACE[9:-1].encode(), strict)
        for name, text in parts(package(paragraph(run(WRONG)))).items()
    }
    after = parts(check(zip_file(data)).document)
    for name in ("word/document.xml", "word/comments.xml"):
        assert strict in after[name]
        assert SPACE[9:-1].encode() not in after[name]
    assert (
        b"purl.oclc.org/ooxml/officeDocument/relationships/comments"
        in after["word/_rels/document.xml.rels"]
    )


def test_hostile_words_stay_words() -> None:
    text = "=cmd|'/c calc'!A1 &lt;w:del&gt;查摆问题120个，已整改102个，整改率95%。]]&gt;"
    checked = check(package(paragraph(run(text))))
    (_, comment) = docx.Document(io.BytesIO(checked.document)).comments
    assert comment.text.startswith("【不符】查摆问题 120个")
    assert without_comments(checked.document) == without_comments(package(paragraph(run(text))))


def test_what_was_not_read_is_told() -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>另有9个</w:t></w:r>"
    data = parts(package(paragraph(run(WRONG), hidden, DELETED), header1=paragraph(run("第3期"))))
    page = paragraph('<w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>')
    data |= {"word/charts/chart1.xml": b"<c/>", "word/media/image1.png": b"x"}
    data["word/footer1.xml"] = f"<w:ftr {SPACE}>{page}</w:ftr>".encode()
    checked = check(zip_file(data))
    assert checked.unread == {"charts": 1, "pictures": 1, "running": 1, "hidden": 1, "deleted": 1}
    summary = next(iter(docx.Document(io.BytesIO(checked.document)).comments)).text
    for told in ("图表 1 个", "图片 1 张", "页眉页脚里的数字（1 处）", "按接受修订后的文字核对"):
        assert told in summary


def test_a_draft_without_findings_has_a_summary_only() -> None:
    checked = check(docx_file(["查摆问题120个，已整改102个，整改率85%。"]), "en")
    assert checked.findings == ()
    (summary,) = docx.Document(io.BytesIO(checked.document)).comments
    assert "Agrees: 1" in summary.text
    assert "Nothing was found that does not agree." in summary.text


REFUSED = [
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "not_docx"),
    ("查摆问题120个。".encode(), "not_docx"),
    (b"%PDF-1.7", "not_docx"),
    (docx_file(["一句话。"])[:900], "damaged"),
    (docx_of(""), "empty"),
]


@pytest.mark.parametrize(("data", "code"), REFUSED)
def test_what_cannot_be_checked_is_told(data: bytes, code: str) -> None:
    with pytest.raises(UnreadableReport) as error:
        check(data)
    assert error.value.code == code
    assert ZH.has(f"reading_error.{code}")


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch) -> None:
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    draft, made = tmp_path / "稿.docx", tmp_path / "已核对.docx"
    draft.write_bytes(docx_file([WRONG]))
    given = draft.read_bytes()
    assert main(["check", str(draft), "-o", str(made)]) == 0
    assert re.search("不符 1 处", capsys.readouterr().out)
    assert list(marked(made.read_bytes()).values()) == [WRONG, "95%"]
    assert main(["check", str(draft), "-o", str(draft)]) == 1
    assert draft.read_bytes() == given
    assert main(["check", str(tmp_path / "没有.docx"), "-o", str(made)]) == 1
    assert main(["check", str(draft), "-o", str(tmp_path / "没有" / "稿.docx")]) == 1
    assert "没有核对 没有.docx：文件不存在" in capsys.readouterr().err
