"""Files of each format, made for the tests."""

import io
import zipfile
import zlib
from collections.abc import Sequence

import docx
import openpyxl

Drawing = tuple[float, float, float, str]  # left, baseline, size, text: a line on a PDF page
PAGE = (595, 842)


def docx_file(lines: Sequence[str], table: Sequence[Sequence[str]] = ()) -> bytes:
    """A Word document of paragraphs (`# ` makes a heading), a table behind them."""
    document = docx.Document()
    for line in lines:
        if line.startswith("# "):
            document.add_heading(line[2:], 1)
        else:
            document.add_paragraph(line)
    if table:
        made = document.add_table(len(table), len(table[0]))
        for row, cells in zip(made.rows, table, strict=True):
            for cell, words in zip(row.cells, cells, strict=True):
                cell.text = words
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def docx_of(body: str, **parts: str) -> bytes:
    """A Word document by its XML: the body, and other parts by name (`numbering`, `footnotes`)."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    files = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f"<w:document {space}><w:body>{body}</w:body></w:document>",
    }
    for name, xml in parts.items():
        files[f"word/{name}.xml"] = f"<w:{name} {space}>{xml}</w:{name}>"
    return zip_file({name: text.encode() for name, text in files.items()})


def docx_part(words: str) -> bytes:
    """The main part of a Word document of one paragraph."""
    with zipfile.ZipFile(io.BytesIO(docx_of(f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"))) as made:
        return made.read("word/document.xml")


def html_file(lines: Sequence[str], charset: str = "utf-8") -> bytes:
    """A web page with a menu, the paragraphs as its main part, and a footer."""
    body = "\n".join(f"<p>{line}</p>" for line in lines)
    page = (
        f'<!DOCTYPE html><html><head><meta charset="{charset}"><title>页面</title></head><body>'
        '<div class="nav"><a href="/">首页</a> <a href="/1">新闻3条</a> <a href="/2">政务</a></div>'
        f'<div id="main"><div class="article">{body}</div></div>'
        '<div class="footer">备案号：12345678 访问量99次</div></body></html>'
    )
    return page.encode("gb18030" if charset == "gb2312" else charset)


def xlsx_file(sheets: dict[str, Sequence[Sequence[object]]], merged: Sequence[str] = ()) -> bytes:
    """A workbook; `merged` are areas of its first sheet."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    for area in merged:
        book.worksheets[0].merge_cells(area)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def zip_file(files: dict[str, bytes]) -> bytes:
    """An archive of files by name."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


def pdf_file(
    pages: Sequence[Sequence[Drawing]],
    rules: Sequence[tuple[float, float, float, float]] = (),
    pictures: Sequence[int] = (),
    extra: bytes = b"",
    under: bytes = b"",
    down: Sequence[Drawing] = (),
    turned: bool = False,
    latin: bool = False,
) -> bytes:
    """A PDF in a Chinese font that every reader has; `rules` are lines on the first page,
    `pictures` the pages that are a picture, `extra` goes into the trailer, `under` is painted
    below the first page's text, `down` is text on it in vertical writing, in a font of twenty
    times its size on a page of a twentieth. `turned`: all lies on its side on pages that are
    turned for the screen; `latin`: in a font that names each byte of GBK as a letter."""
    objects: list[bytes] = [b"", b""]  # catalogue and page tree, when the pages are known

    def add(content: bytes) -> int:
        objects.append(content)
        return len(objects)

    def stream(content: bytes, entries: bytes = b"") -> int:
        packed = zlib.compress(content)
        head = b"<</Length %d/Filter/FlateDecode %s>>" % (len(packed), entries)
        return add(head + b"stream\n" + packed + b"\nendstream")

    below = add(
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000/CIDSystemInfo"
        b"<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>"
    )
    font = add(
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H"
        b"/DescendantFonts[%d 0 R]>>" % below
    )
    vertical = add(
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-V"
        b"/DescendantFonts[%d 0 R]>>" % below
    )
    letters = add(b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>")
    image = stream(
        b"\xff" * 100,
        b"/Type/XObject/Subtype/Image/Width 10/Height 10/ColorSpace/DeviceGray/BitsPerComponent 8",
    )
    kids = []
    for number, drawings in enumerate(pages):
        content = b"".join(_text(b"L" if latin else b"F", *drawing) for drawing in drawings)
        if number == 0:
            content = b"%s\n0 g\n%s" % (under, content)
            content += b"q .05 0 0 .05 0 0 cm\n%sQ\n" % b"".join(
                _text(b"V", 20 * left, 20 * bottom, 20 * size, text)
                for left, bottom, size, text in down
            )
            content += b"".join(b"%.2f %.2f m %.2f %.2f l S\n" % rule for rule in rules)
        if number in pictures:
            content += b"q 500 0 0 700 40 60 cm /I Do Q\n"
        if turned:
            content = b"q 0 1 -1 0 %d 0 cm\n%sQ" % (PAGE[0], content)
        body = stream(content)
        kids.append(
            add(
                b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Contents %d 0 R/Resources"
                b"<</Font<</F %d 0 R/V %d 0 R/L %d 0 R>>/XObject<</I %d 0 R>>>>/Rotate %d>>"
                % (*PAGE, body, font, vertical, letters, image, 90 if turned else 0)
            )
        )
    objects[0] = b"<</Type/Catalog/Pages 2 0 R>>"
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (
        len(kids),
        b" ".join(b"%d 0 R" % kid for kid in kids),
    )
    return _numbered(objects, extra)


def _text(font: bytes, left: float, bottom: float, size: float, text: str) -> bytes:
    """A line of text: in the font L its bytes in GBK, in the others its characters."""
    code = text.encode("gb18030" if font == b"L" else "utf-16-be").hex().encode()
    return b"BT /%s %.2f Tf %.2f %.2f Td <%s> Tj ET\n" % (font, size, left, bottom, code)


def _numbered(objects: Sequence[bytes], extra: bytes) -> bytes:
    """The objects with their table of places."""
    made, places = b"%PDF-1.5\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n"
    return made + trailer % (len(objects) + 1, extra, start)


def pdf_pages(lines: Sequence[str], across: int = 28, down: int = 22) -> list[list[Drawing]]:
    """Paragraphs set as pages: `across` characters a line, `down` lines a page, the first line of
    a paragraph indented, a running head and a page number on each page."""
    size, left, top, pitch = 16.0, 72.0, 740.0, 28.0
    rows: list[tuple[float, str]] = []
    for line in lines:
        line = line.strip()
        rows.append((left + 2 * size, line[: across - 2]))
        rest = line[across - 2 :]
        while rest:
            rows.append((left, rest[:across]))
            rest = rest[across:]
    pages: list[list[Drawing]] = []
    for first in range(0, len(rows), down):
        number = len(pages) + 1
        page: list[Drawing] = [(280, 40, 12, f"- {number} -"), (230, 800, 10, "内部材料 注意保存")]
        for place, (indent, text) in enumerate(rows[first : first + down]):
            page.append((indent, top - place * pitch, size, text))
        pages.append(page)
    return pages
