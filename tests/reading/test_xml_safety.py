"""XML that would do harm, in every encoding and part in which it can come."""

import io
import zipfile

import pytest

from reading import UnreadableReport, read_report
from reading.safety.xml import parse, refuse_dtd
from tests.reading.make import docx_file, xlsx_file, zip_file

DTD = '<!DOCTYPE a [<!ENTITY b "甲乙丙丁戊己庚辛壬癸">]>'
XML = '<?xml version="1.0" encoding="{}"?>{}<a>&b;</a>'
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"]
PARTS = [
    "xl/workbook.xml",
    "xl/worksheets/sheet1.xml",
    "xl/styles.xml",
    "xl/_rels/workbook.xml.rels",
    "[Content_Types].xml",
    "xl/worksheets/sheet1.bin",
    "docProps/core.xml",
]


def written(dtd: str, encoding: str) -> bytes:
    """XML that says its encoding; UTF-16 of one order has its mark."""
    name = {"utf-8-sig": "utf-8"}.get(encoding, encoding.removesuffix("-le").removesuffix("-be"))
    mark = "\ufeff" if encoding in ("utf-16-le", "utf-16-be") else ""
    return (mark + XML.format(name, dtd)).encode(encoding)


def with_part(part: str, data: bytes) -> bytes:
    """A whole workbook in which one part is `data`."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(xlsx_file({"表": [["整改", 5]]}))) as whole,
        zipfile.ZipFile(stream, "w") as changed,
    ):
        for name in whole.namelist():
            if name != part:
                changed.writestr(name, whole.read(name))
        changed.writestr(part, data)
    return stream.getvalue()


@pytest.mark.parametrize("encoding", [*ENCODINGS, "utf-32"])
@pytest.mark.parametrize("before", ["", "<!-- 长 -->" * 20_000, "<?pi 长?>\n\n"])
def test_a_dtd_is_refused_in_any_encoding(encoding: str, before: str) -> None:
    with pytest.raises(UnreadableReport, match="xml_entity"):
        parse(written(before + DTD, encoding))


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_no_part_of_a_workbook_has_a_dtd(part: str, encoding: str) -> None:
    data = with_part(part, written("<!-- 长 -->" * 500 + DTD, encoding))
    with pytest.raises(UnreadableReport, match="xml_entity"):
        read_report(data, name="a.xlsx")


@pytest.mark.parametrize("encoding", ENCODINGS[:5])
def test_no_part_of_a_document_has_a_dtd(encoding: str) -> None:
    with pytest.raises(UnreadableReport, match="xml_entity"):
        read_report(zip_file({"word/document.xml": written(DTD, encoding)}), name="a.docx")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<",
        b"<a/>",
        b"\x89PNG",
        b"<!DOC",
        b"\xff\xfe",
        b"<?xml encoding='none'?><a/>",
        b"\0" * 9,
    ],
)
def test_what_has_no_dtd_passes(data: bytes) -> None:
    refuse_dtd(data)


def test_a_workbook_in_utf_16_is_read() -> None:
    part = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(io.BytesIO(xlsx_file({"表": [["整改", 5]]}))) as whole:
        sheet = whole.read(part).decode("utf-8")
    assert read_report(with_part(part, sheet.encode("utf-16")), name="a.xlsx").text == "整改\t5"


def test_merged_cells_are_counted_in_utf_16_and_under_a_prefix() -> None:
    part = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(io.BytesIO(xlsx_file({"表": [["整改", 5]]}))) as whole:
        sheet = whole.read(part).decode("utf-8")
    merged = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>'
    prefixed = sheet.replace("</worksheet>", merged).replace("<mergeCell ", "<x:mergeCell ")
    for data in (sheet.replace("</worksheet>", merged).encode("utf-16"), prefixed.encode()):
        with pytest.raises(UnreadableReport, match="too_many_cells"):
            read_report(with_part(part, data), name="a.xlsx")


def test_a_document_without_a_dtd_is_read() -> None:
    assert "整改5个" in read_report(docx_file(["整改5个。"]), name="a.docx").text
