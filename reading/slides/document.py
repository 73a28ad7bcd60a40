"""Presentations (.pptx) → Report: each slide's title as a heading, its text and tables below.

Hidden slides, notes, masters and charts are not part of it.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator

from lxml import etree

from reading.report import Report, UnreadableReport
from reading.safety.archive import open_archive, unpack
from reading.safety.limits import default_limits
from reading.safety.xml import parse
from reading.structure.compose import Composer, GridCell

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_STRICT = (
    (b"http://purl.oclc.org/ooxml/drawingml/main", A[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/presentationml/main", P[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R[1:-1].encode()),
)
_TITLES = ("title", "ctrTitle")
_FURNITURE = ("dt", "ftr", "sldNum", "hdr")


def read_pptx(data: bytes, name: str = "") -> Report:
    """The report of a presentation. Raises UnreadableReport: damaged, password, empty, a limit."""
    archive = open_archive(data)
    parts = {entry.filename.lstrip("/"): entry for entry in archive.infolist()}
    composer = Composer("pptx", name)
    slides = _slides(archive, parts)
    if len(slides) > (limit := default_limits().max_pages):
        raise UnreadableReport("too_many_pages", pages=len(slides), limit=limit)
    for number, path in enumerate(slides):
        slide = _part(archive, parts, path)
        if slide is not None and slide.get("show") not in ("0", "false"):
            for shape in _shapes(slide):
                _write(shape, composer, number == 0)
    return composer.finish()


def _part(
    archive: zipfile.ZipFile, parts: dict[str, zipfile.ZipInfo], path: str
) -> etree._Element | None:
    if path not in parts:
        return None
    text = unpack(archive, parts[path])
    for strict, usual in _STRICT:
        text = text.replace(strict, usual)
    return parse(text)


def _slides(archive: zipfile.ZipFile, parts: dict[str, zipfile.ZipInfo]) -> list[str]:
    """The paths of the slides in the order in which they are shown."""
    show = _part(archive, parts, "ppt/presentation.xml")
    links = _part(archive, parts, "ppt/_rels/presentation.xml.rels")
    if show is None or links is None:
        raise UnreadableReport("damaged", reason="ppt/presentation.xml")
    targets = {link.get("Id", ""): link.get("Target", "") for link in links}
    places = [targets.get(one.get(f"{R}id", ""), "") for one in show.iter(f"{P}sldId")]
    return [posixpath.normpath(posixpath.join("ppt", p)).lstrip("/") for p in places if p]


def _shapes(slide: etree._Element) -> Iterator[etree._Element]:
    """The shapes of a slide that hold text: its title first, then in the order of drawing."""
    found = [*slide.iter(f"{P}sp", f"{P}graphicFrame")]
    found = [shape for shape in found if _kind(shape) not in _FURNITURE]
    return iter(sorted(found, key=lambda shape: _kind(shape) not in _TITLES))


def _kind(shape: etree._Element) -> str:
    """What a shape is for, by the place in the layout that it fills: title, body, dt …"""
    place = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
    return "" if place is None else place.get("type", "body")


def _write(shape: etree._Element, composer: Composer, first: bool) -> None:
    table = shape.find(f".//{A}tbl")
    if table is not None:
        composer.table(_cells(table))
        return
    title = _kind(shape) in _TITLES
    lines = [text for paragraph in shape.iter(f"{A}p") if (text := _text(paragraph)).strip()]
    if title and lines:
        words = " ".join(lines)
        if first:
            composer.metadata.setdefault("title", words)
        composer.paragraph(words, None if first else 1)
        return
    for line in lines:
        composer.paragraph(line)


def _text(paragraph: etree._Element) -> str:
    """A paragraph's text, its line breaks kept."""
    return "".join(
        "\n" if child.tag == f"{A}br" else child.text or ""
        for child in paragraph.iter(f"{A}t", f"{A}br")
    )


def _cells(table: etree._Element) -> list[GridCell]:
    """The cells of a table, merged ones once."""
    cells = []
    for row, line in enumerate(table.iter(f"{A}tr")):
        for column, cell in enumerate(line.iter(f"{A}tc")):
            if cell.get("hMerge") in ("1", "true") or cell.get("vMerge") in ("1", "true"):
                continue
            text = "\n".join(map(_text, cell.iter(f"{A}p")))
            down, across = (_whole(cell.get(name)) for name in ("rowSpan", "gridSpan"))
            cells.append(GridCell(text, row, column, down, across))
    return cells


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else 1
