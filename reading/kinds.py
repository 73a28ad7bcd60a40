"""What kind of file it is, by its content; the name only tells texts apart that look alike."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import PurePath

import regex

from reading.report import UnreadableReport
from reading.safety.archive import open_archive

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS = (  # the streams of a compound file that tell what wrote it
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "slides"),
)
_FIRST_BYTES = (
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"II*\x00", "picture"),
    (b"MM\x00*", "picture"),
    (b"SQLite format 3\0", "binary"),
    (b"Rar!", "other_archive"),
    (b"7z\xbc\xaf\x27\x1c", "other_archive"),
    (b"\x1f\x8b", "other_archive"),
    (b"\x7fELF", "binary"),
    (b"MZ", "binary"),
)
_HTML = regex.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?>(?:<!--.*?-->\s*)*)<(?:!doctype\s+html|html|head|body|"
    rb"div|p|h[1-6]|table|article|section|meta)\b",
    regex.IGNORECASE | regex.DOTALL,
)
_PICTURE = regex.compile(
    rb"BM.{4}\0\0\0\0|RIFF.{4}WEBP|.{4}ftyp(?:heic|heix|mif1|avif)", regex.DOTALL
)
_MAIL = regex.compile(
    rb"(?=[^\0]*?^(?:MIME-Version|Content-Type):)"
    rb"(?:MIME-Version|From|Received|Return-Path|Date|Subject|Message-ID|Content-Type|X-[\w-]+):",
    regex.IGNORECASE | regex.MULTILINE,
)
_XML = regex.compile(rb"^(?:\xef\xbb\xbf)?\s*<(?:\?xml|svg|rss|feed)\b")
_XML_PROGRAMS = ((b'progid="Word.Document"', "doc"), (b'progid="Excel.Sheet"', "xls"))
_ZIP_PARTS = (  # of a file that is a package of parts, the part that tells what it is
    (regex.compile(r"word/document\d*\.xml"), "docx"),
    (regex.compile(r"xl/workbook\.xml"), "xlsx"),
    (regex.compile(r"xl/workbook\.bin"), "xlsb"),
    (regex.compile(r"ppt/presentation\.xml"), "pptx"),
    (regex.compile(r"OFD\.xml"), "ofd"),
)
_OTHER_PACKAGES = (
    (regex.compile(r"META-INF/container\.xml"), "EPUB"),
    (regex.compile(r"Index/(?:Document|CalculationEngine)\.iwa"), "iWork"),
    (regex.compile(r"\[Content_Types\]\.xml"), "Office"),
)
_MARKDOWN = (
    regex.compile(r"^#{1,6} +\S", regex.MULTILINE),
    regex.compile(r"(?<=^\|.+\|[ \t]*\n)\|[ :|-]+\|[ \t]*$", regex.MULTILINE),
    regex.compile(r"\*\*\S[^*\n]*\S\*\*"),
    regex.compile(r"\[[^\[\]\n]+\]\(https?://[^)\s]+\)"),
)
_OPEN_DOCUMENT = {"text": "odt", "spreadsheet": "ods", "presentation": "slides"}


def kind_of(data: bytes, name: str = "") -> str:
    """docx, xlsx, pptx, ofd, zip, pdf, doc, xls, xlsb, rtf, odt, ods, html, mail, text; or what
    cannot be read: encrypted, slides, picture, other_archive, binary.

    Raises UnreadableReport for a bad archive, and other_format for what only looks like one.
    """
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(data)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(OLE):
        return _ole_kind(data, name)
    first = next((kind for begin, kind in _FIRST_BYTES if data.startswith(begin)), "")
    return first or _text_kind(_in_ascii(data[:4096]))


def _text_kind(start: bytes) -> str:
    """What the start of a file that may be text says that it is."""
    for sign, kind in ((_PICTURE, "picture"), (_HTML, "html"), (_MAIL, "mail")):
        if sign.match(start):
            return kind
    if not _XML.match(start):
        return "text"
    for program, kind in _XML_PROGRAMS:
        if program in start:
            return kind
    raise UnreadableReport("other_format", format="XML")


def _in_ascii(start: bytes) -> bytes:
    """The start of a text; of one in UTF-16 with its mark the ASCII that is in it."""
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if start.startswith(mark):
            return start[2:].decode(encoding, "replace").encode("ascii", "replace")
    return start


def _zip_kind(data: bytes) -> str:
    archive = open_archive(data)
    names = {entry.filename for entry in archive.infolist()}
    for part, kind in _ZIP_PARTS:
        if any(map(part.fullmatch, names)):
            return kind
    if "mimetype" in names and "content.xml" in names:
        try:
            stated = archive.open("mimetype").read(100).decode("ascii", "replace")
        except (zipfile.BadZipFile, OSError, RuntimeError) as error:
            raise UnreadableReport("damaged", reason=str(error)) from None
        return next((kind for word, kind in _OPEN_DOCUMENT.items() if word in stated), "binary")
    for part, name in _OTHER_PACKAGES:
        if any(map(part.fullmatch, names)):
            raise UnreadableReport("other_format", format=name)
    return "zip"


def _ole_kind(data: bytes, name: str) -> str:
    for stream, kind in _OLE_STREAMS:
        if stream.encode("utf-16-le") in data:
            return kind
    return {".doc": "doc", ".wps": "doc", ".xls": "xls", ".et": "xls"}.get(
        PurePath(name).suffix.lower(), "binary"
    )


def text_kind(text: str, name: str = "") -> str:
    """text, markdown or csv: a text's own looks, or its name where they leave it open."""
    suffix = PurePath(name).suffix.lower()
    if suffix in (".csv", ".tsv", ".tab") or (suffix in (".xls", ".et") and "\t" in text):
        return "csv"  # what programs export as .xls is often a text with tabs
    if suffix in (".md", ".markdown") or _looks_like_markdown(text):
        return "markdown"
    return "csv" if separator_of(text) else "text"


def _looks_like_markdown(text: str) -> bool:
    """Whether a text has headings or a table of Markdown, or several kinds of its marks."""
    found = [bool(sign.search(text)) for sign in _MARKDOWN]
    return found[0] or found[1] or sum(found) > 1


def separator_of(text: str) -> str | None:
    """The separator of a table in text: when its first rows, three at least, all have as many
    fields, two at least with tabs and three with commas; else None."""
    for separator, least in (("\t", 2), (",", 3), (";", 3)):
        if separator not in text[:20_000]:
            continue
        try:
            rows = list(csv.reader(io.StringIO(text[:20_000]), delimiter=separator))
        except csv.Error:
            continue
        rows = [row for row in rows if row]
        whole = rows[: max(2, len(rows) - 1)][:20]  # the last may be cut off
        if len(rows) > 2 and len(whole[0]) >= least and len({len(row) for row in whole}) == 1:
            return separator
    return None
