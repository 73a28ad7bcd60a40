"""OFD documents (GB/T 33190) → Report: the text of their pages, as that of a PDF is read.

An OFD is an archive of XML: OFD.xml names the documents, each document its pages, each page its
text, character by character with places in millimetres, and its lines.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import PurePosixPath

from lxml import etree

from reading.ofd.drawing import Place, glyphs_of, rules_of
from reading.pdf.pages import Page, drop_running_lines, lines_of, ruled_tables, write_pages
from reading.report import Report, UnreadableReport
from reading.safety.archive import open_archive, unpack
from reading.safety.limits import default_limits
from reading.safety.progress import come_to
from reading.safety.xml import parse
from reading.structure.compose import Composer

_FEW = 12  # visible characters: fewer beside a picture make a scanned page
_RULES = 4  # rules of a page from which on it may have a table
_A4 = "0 0 210 297"


def read_ofd(data: bytes, name: str = "") -> Report:
    """The report of an OFD.

    Raises UnreadableReport: damaged, too_many_pages, scanned (no page has text), empty, a limit.
    """
    package = _Package.of(data)
    root = package.part("OFD.xml")
    if root is None:
        raise UnreadableReport("damaged", reason="OFD.xml")
    composer = Composer("ofd", name)
    title = "".join(root.xpath("//*[local-name()='Title']/text()")).strip()
    if title:
        composer.metadata["title"] = title
    found = [
        page
        for place in root.xpath("//*[local-name()='DocRoot']/text()")
        for page in _pages_of(package, package.path("", place))
    ]
    if len(found) > (limit := default_limits().max_pages):
        raise UnreadableReport("too_many_pages", pages=len(found), limit=limit)
    pages, scanned = [], []
    for number, (document, where) in enumerate(found, 1):
        if not come_to(number - 1, len(found)):
            seconds = default_limits().max_seconds
            composer.note("pages_unread", first=number, last=len(found), seconds=seconds)
            break
        page, is_picture = _page(package, document, where)
        scanned += [number] if is_picture else []
        pages.append(page)
    if scanned and sum(page.characters for page in pages) < _FEW * len(pages):
        raise UnreadableReport("scanned", pages=len(pages))
    if scanned:
        composer.note("scanned_pages", pages=tuple(scanned))
    drop_running_lines(pages)
    write_pages(pages, composer)
    return composer.finish()


@dataclass
class _Package:
    """The parts of the archive by their paths."""

    archive: zipfile.ZipFile
    entries: dict[str, zipfile.ZipInfo]

    @classmethod
    def of(cls, data: bytes) -> _Package:
        """The archive that the file's bytes are."""
        archive = open_archive(data)
        return cls(archive, {entry.filename.lstrip("/"): entry for entry in archive.infolist()})

    def part(self, path: str) -> etree._Element | None:
        """The XML of a part; None where there is none."""
        entry = self.entries.get(path)
        return None if entry is None else parse(unpack(self.archive, entry))

    def path(self, base: str, place: str) -> str:
        """The path that a part at `base` means by `place`."""
        place = place.strip()
        if place.startswith("/") or place in self.entries:
            return place.lstrip("/")
        return str(PurePosixPath(base).parent / place)


@dataclass
class _Document:
    """What holds for the pages of a document."""

    root: str
    area: str  # the page's box where a page states none
    templates: dict[str, str]


def _pages_of(package: _Package, root: str) -> list[tuple[_Document, str]]:
    """The document's pages in order, each by its path."""
    found = package.part(root)
    if found is None:
        return []
    areas = found.xpath("//*[local-name()='CommonData']//*[local-name()='PhysicalBox']/text()")
    templates = {
        one.get("ID", ""): package.path(root, one.get("BaseLoc", ""))
        for one in found.xpath("//*[local-name()='TemplatePage']")
    }
    document = _Document(root, areas[0] if areas else _A4, templates)
    places = found.xpath("//*[local-name()='Pages']/*[local-name()='Page']/@BaseLoc")
    return [(document, package.path(root, place)) for place in places]


def _page(package: _Package, document: _Document, path: str) -> tuple[Page, bool]:
    """A page, and whether it is a picture without text."""
    content = package.part(path)
    if content is None:
        return Page(0.0, 0.0, 0, [], []), False
    boxes = content.xpath("*[local-name()='Area']/*[local-name()='PhysicalBox']/text()")
    place = Place.of(boxes[0] if boxes else document.area)
    layers = [content]
    for used in content.xpath("*[local-name()='Template']/@TemplateID"):
        template = package.part(document.templates.get(used, ""))
        layers += [template] if template is not None else []
    glyphs = [glyph for layer in layers for glyph in glyphs_of(layer, place)]
    edges = [edge for layer in layers for edge in rules_of(layer, place)]
    picture = bool(content.xpath("//*[local-name()='ImageObject']")) and len(glyphs) < _FEW
    ruled = ruled_tables(edges, glyphs) if len(edges) >= _RULES else []
    tables, lines = lines_of(glyphs, ruled)
    return Page(place.width, place.height, len(glyphs), tables, lines), picture
