"""Old Word documents without LibreOffice, OFD and presentations."""

import pytest

import reading.reader
from extract import extract_report
from reading import UnreadableReport, read_report
from tests.reading.make import zip_file
from tests.reading.make_word97 import word97_file


@pytest.fixture(autouse=True)
def no_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a computer without it."""
    monkeypatch.setattr(reading.reader, "libreoffice", lambda: None)


def test_old_word() -> None:
    data = word97_file(
        [("青禾县整改情况通报", 0), ("一、总体情况", 1), ("全县排查问题312个，整改289个。", 0)],
        [
            [("乡镇", 0), ("问题（个）", 0), ("", 0x0001 * 2)],
            [("南坪镇", 0), ("120", 0), ("3", 0)],
        ],
    )
    report = read_report(data, name="通报.doc")
    assert report.format == "doc" and report.title == "青禾县整改情况通报"
    assert [report.text[h.start : h.end] for h in report.headings] == ["一、总体情况"]
    assert report.text.endswith("乡镇\t问题（个）\n南坪镇\t120\t3")
    (table,) = report.tables
    assert [cell.column_span for cell in table.cells] == [1, 2, 1, 1, 1]


def test_old_word_merged_downwards() -> None:
    rows = [[("南坪镇", 0x60), ("一季度", 0), ("12", 0)], [("", 0x20), ("二季度", 0), ("8", 0)]]
    (table,) = read_report(word97_file([("情况", 0)], rows), name="a.wps").tables
    assert [(cell.row, cell.row_span) for cell in table.cells] == [
        (0, 2),
        (0, 1),
        (0, 1),
        (1, 1),
        (1, 1),
    ]


def test_old_word_hidden_and_fields() -> None:
    words = "排查问题\x13 REF x \x14312\x15个，删去的99个，整改289个。\x01"
    report = read_report(word97_file([(words, 0)], hidden="删去的99个，"), name="a.doc")
    assert report.text == "排查问题312个，整改289个。"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (word97_file([("排查问题312个。", 0)], version=104), "needs_libreoffice"),
        (word97_file([("排查问题312个。", 0)])[:1500], "damaged"),
        (word97_file([("", 0)]), "empty"),
    ],
)
def test_old_word_refused(data: bytes, code: str) -> None:
    with pytest.raises(UnreadableReport) as caught:
        read_report(data, name="a.doc")
    assert caught.value.code == code


NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def ofd_file(objects: list[str], template: str = "") -> bytes:
    """An OFD of a page for each of `objects`, its text and lines; `template` is drawn on all."""
    count = range(len(objects))
    pages = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/{n}.xml"/>' for n in count)
    files = {
        "OFD.xml": f"<ofd:OFD {NAMESPACE}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>"
        "</ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {NAMESPACE}><ofd:CommonData><ofd:PageArea>"
        "<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
        '<ofd:TemplatePage ID="9" BaseLoc="Tpls/9.xml"/></ofd:CommonData>'
        f"<ofd:Pages>{pages}</ofd:Pages></ofd:Document>",
        "Doc_0/Tpls/9.xml": f"<ofd:Page {NAMESPACE}><ofd:Content><ofd:Layer>{template}"
        "</ofd:Layer></ofd:Content></ofd:Page>",
    }
    for number in count:
        files[f"Doc_0/Pages/{number}.xml"] = (
            f'<ofd:Page {NAMESPACE}><ofd:Template TemplateID="9"/><ofd:Content><ofd:Layer>'
            f"{objects[number]}</ofd:Layer></ofd:Content></ofd:Page>"
        )
    return zip_file({name: text.encode() for name, text in files.items()})


def ofd_text(x: float, y: float, words: str, size: float = 5.0) -> str:
    """A line of text: its left end and base line in millimetres from the upper left corner."""
    steps = f"g {len(words) - 1} {size}" if len(words) > 1 else ""
    return (
        f'<ofd:TextObject ID="1" Boundary="{x} {y - size} 180 {size}" Size="{size}">'
        f'<ofd:TextCode X="0" Y="{size}" DeltaX="{steps}">{words}</ofd:TextCode></ofd:TextObject>'
    )


def ofd_line(x: float, y: float, right: float, bottom: float) -> str:
    """A rule."""
    return (
        f'<ofd:PathObject ID="2" Boundary="0 0 210 297" LineWidth="0.3"><ofd:AbbreviatedData>'
        f"M {x} {y} L {right} {bottom}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def test_ofd() -> None:
    first = "全县排查安全隐患三百一十二处，其中重大隐患二十三处，已经全部建立台"
    page = ofd_text(20, 40, first) + ofd_text(20, 50, "账，整改隐患289处。")
    across, down = [20.0, 80.0, 150.0], [60.0, 70.0, 80.0, 90.0]
    rules = "".join(ofd_line(across[0], y, across[-1], y) for y in down)
    rules += "".join(ofd_line(x, down[0], x, down[-1]) for x in across)
    rows = [["乡镇", "排查隐患"], ["南坪镇", "120"], ["北垭乡", "96"]]
    words = "".join(
        ofd_text(x + 2, y + 7, cell)
        for y, row in zip(down, rows, strict=False)
        for x, cell in zip(across, row, strict=False)
    )
    report = read_report(ofd_file([page + rules + words]), name="台账.ofd")
    assert report.format == "ofd"
    assert report.text == f"{first}账，整改隐患289处。\n乡镇\t排查隐患\n南坪镇\t120\n北垭乡\t96"
    figures = extract_report(report)
    counted = figures[figures["role"] == "statistic"]
    assert counted["text"].tolist()[-3:] == ["289处", "120", "96"]


def test_ofd_pages_that_are_pictures() -> None:
    picture = '<ofd:ImageObject ID="3" Boundary="0 0 210 297" ResourceID="5"/>'
    line = ofd_text(20, 40, "全县排查安全隐患三百一十二处，整改三百处，约谈二十人。")
    report = read_report(ofd_file([line, picture]), name="a.ofd")
    assert [(note.code, note.details["pages"]) for note in report.notes] == [("scanned_pages", [2])]
    with pytest.raises(UnreadableReport, match="scanned"):
        read_report(ofd_file([picture]))


SLIDES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def slide(title: str, lines: list[str], table: str = "", attributes: str = "") -> bytes:
    """A slide of a title, lines of text and a table."""

    def shape(kind: str, words: list[str]) -> str:
        text = "".join(f"<a:p><a:r><a:t>{word}</a:t></a:r></a:p>" for word in words)
        place = f'<p:nvSpPr><p:nvPr><p:ph type="{kind}"/></p:nvPr></p:nvSpPr>'
        return f"<p:sp>{place}<p:txBody>{text}</p:txBody></p:sp>"

    frame = f"<p:graphicFrame><a:tbl>{table}</a:tbl></p:graphicFrame>" if table else ""
    body = shape("body", lines) + shape("title", [title]) + frame + shape("sldNum", ["7"])
    return f"<p:sld {SLIDES} {attributes}><p:cSld>{body}</p:cSld></p:sld>".encode()


def test_presentation() -> None:
    def cell(words: str, attributes: str = "") -> str:
        return f"<a:tc {attributes}><a:txBody><a:p><a:t>{words}</a:t></a:p></a:txBody></a:tc>"

    table = (
        "<a:tr>" + cell("隐患（处）", 'gridSpan="2"') + cell("", 'hMerge="1"') + "</a:tr>"
        "<a:tr>" + cell("南坪镇") + cell("120") + "</a:tr>"
    )
    links = "".join(f'<Relationship Id="r{n}" Target="slides/slide{n}.xml"/>' for n in (1, 2, 3))
    order = "".join(f'<p:sldId r:id="r{n}"/>' for n in (2, 1, 3))
    data = zip_file(
        {
            "ppt/presentation.xml": f"<p:presentation {SLIDES}>{order}</p:presentation>".encode(),
            "ppt/_rels/presentation.xml.rels": f"<Relationships>{links}</Relationships>".encode(),
            "ppt/slides/slide1.xml": slide("整改进展", ["整改隐患289处。"], table),
            "ppt/slides/slide2.xml": slide("青禾县隐患治理情况", ["排查隐患312处。"]),
            "ppt/slides/slide3.xml": slide("备用", ["约谈99人。"], attributes='show="0"'),
        }
    )
    report = read_report(data, name="汇报.pptx")
    assert report.title == "青禾县隐患治理情况"
    assert report.text.split("\n") == [
        "青禾县隐患治理情况",
        "排查隐患312处。",
        "整改进展",
        "整改隐患289处。",
        "隐患（处）",
        "南坪镇\t120",
    ]
    assert [report.text[h.start : h.end] for h in report.headings] == ["整改进展"]
