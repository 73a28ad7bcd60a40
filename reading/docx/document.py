"""Word documents (.docx) → Report: what a reader of the printed page would call its text.

Deleted text of tracked changes, hidden text, comments, field codes, tables of contents, headers
and footers are not part of it; automatic numbers, text boxes and notes are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

import regex
from lxml import etree

from reading.docx.names import W, list_of, outline_level, value
from reading.docx.numbering import Numbering
from reading.docx.places import Piece, Trail
from reading.docx.styles import Styles
from reading.docx.table import grid_cells, rows_of
from reading.report import Report, UnreadableReport
from reading.safety.archive import open_archive, unpack
from reading.safety.xml import parse
from reading.structure.compose import Composer
from reading.structure.superscript import raised

STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_MAIN_PART = regex.compile(r"word/document\d*\.xml")
_GONE = {f"{W}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "instrText", "delText", "rt")}
_TEXTS = {f"{W}tab": " ", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}ptab": " "}


def read_docx(data: bytes, name: str = "") -> Report:
    """The report of a .docx. Raises UnreadableReport: damaged, password, empty, a limit."""
    return _reader(Package(data), name).composer.finish()


@dataclass(frozen=True)
class Source:
    """A report with the XML it was read from: `text` is all that was written, which ends in the
    report's, and `trail` knows where its characters stand in `tree`, the XML of `package.main`."""

    report: Report
    package: Package
    tree: etree._Element
    text: str
    trail: Trail


def read_source(data: bytes, name: str = "") -> Source:
    """The same with where everything stands. Raises UnreadableReport as `read_docx` does."""
    package, trail = Package(data), Trail()
    reader = _reader(package, name, trail)
    return Source(reader.composer.finish(), package, package.document, reader.composer.text, trail)


class Package:
    """The parts of a .docx by their paths. Raises UnreadableReport: damaged, password, a limit."""

    def __init__(self, data: bytes) -> None:
        self.archive = open_archive(data)
        self.parts = {entry.filename.lstrip("/"): entry for entry in self.archive.infolist()}
        self.main = next((path for path in sorted(self.parts) if _MAIN_PART.fullmatch(path)), "")

    def part(self, path: str) -> etree._Element | None:
        """The root of a part, its names those of the transitional standard; None: not there."""
        entry = self.parts.get(path)
        if entry is None:
            return None
        return parse(unpack(self.archive, entry).replace(STRICT, TRANSITIONAL))

    @cached_property
    def document(self) -> etree._Element:
        """The root of the main part. Raises UnreadableReport damaged: there is none."""
        document = self.part(self.main)
        if document is None:
            raise UnreadableReport("damaged", reason="word/document.xml")
        return document


def _reader(package: Package, name: str, trail: Trail | None = None) -> _Reader:
    """A reader that has read the document."""
    reader = _Reader(
        Composer("docx", name),
        Numbering.of(package.part("word/numbering.xml")),
        Styles.of(package.part("word/styles.xml")),
        {
            "footnoteReference": _notes(package.part("word/footnotes.xml"), "footnote"),
            "endnoteReference": _notes(package.part("word/endnotes.xml"), "endnote"),
        },
        trail,
    )
    body = package.document.find(f"{W}body")
    if body is not None:
        reader.blocks(body)
    reader.flush()
    return reader


def _notes(root: etree._Element | None, kind: str) -> dict[str, etree._Element]:
    if root is None:
        return {}
    return {
        note.get(f"{W}id", ""): note
        for note in root.iter(f"{W}{kind}")
        if note.get(f"{W}type", "normal") == "normal"
    }


@dataclass
class _Reader:
    composer: Composer
    numbering: Numbering
    styles: Styles
    notes: dict[str, dict[str, etree._Element]]
    trail: Trail | None = None  # where the text stands is written down here, if anywhere
    # Text of a paragraph whose end mark was deleted: it goes on in the next.
    _carried: list[Piece] = field(default_factory=list)

    def blocks(self, parent: etree._Element) -> None:
        """Paragraphs and tables of the body, of a content control or of a text box."""
        for element in _blocks(parent):
            if element.tag == f"{W}p":
                self._paragraph(element)
            else:
                self.flush()
                self._table(element)

    def flush(self) -> None:
        """Write a paragraph that waited for the rest of its text."""
        carried, self._carried = self._carried, []
        self._write(_text(carried), carried)

    def _write(self, text: str, pieces: list[Piece], level: int | None = None) -> None:
        span = self.composer.paragraph(text, level)
        if span and self.trail is not None:
            self.trail.add(*span, pieces)

    def _paragraph(self, element: etree._Element) -> None:
        properties = element.find(f"{W}pPr")
        style = value(properties, "pStyle")
        if self.styles.is_contents(style):
            return
        pieces = self._pieces(element)
        text = _text(pieces)
        mark = properties.find(f"{W}rPr/{W}del") if properties is not None else None
        if mark is not None:
            self._carried += pieces
            return
        label = self._label(properties, style) if text.strip() else ""
        text = _text(self._carried) + _labelled(label, text)
        pieces, self._carried = [*self._carried, (label, None), *pieces], []
        level = outline_level(properties)
        if level is None:
            level = self.styles.level(style)
        if level == 0 and "title" not in self.composer.metadata and text.strip():
            self.composer.metadata["title"] = " ".join(text.split())
        # A whole paragraph in a heading's style is body text all the same.
        heading = level if level and len(text) <= 80 and not text.rstrip().endswith("。") else None
        self._write(text, pieces, heading)
        self._anchored(element)

    def _anchored(self, paragraph: etree._Element) -> None:
        """Text boxes and notes that hang on a paragraph, behind it."""
        for box in _boxes(paragraph):
            self.blocks(box)
            self.flush()
        for note, reference in self._notes_in(paragraph):
            lines = (_text(self._pieces(p)).strip() for p in note.iter(f"{W}p"))
            words = "\n".join(filter(None, lines))
            if words:
                self._write(f"注：{words}", [(f"注：{words}", reference)])

    def _label(self, properties: etree._Element | None, style: str) -> str:
        own = list_of(properties)
        inherited = self.styles.numbering(style)
        if own and not own[0] and inherited:
            own = (inherited[0], own[1])
        found = own or inherited
        return self.numbering.label(*found) if found else ""

    def _notes_in(self, element: etree._Element) -> list[tuple[etree._Element, etree._Element]]:
        """The notes that a paragraph refers to, each with its reference."""
        found = []
        for kind, notes in self.notes.items():
            for reference in element.iter(f"{W}{kind}"):
                note = notes.get(reference.get(f"{W}id", ""))
                gone = any(above.tag in _GONE for above in reference.iterancestors())
                if note is not None and not gone:
                    found.append((note, reference))
        return found

    def _pieces(self, element: etree._Element) -> list[Piece]:
        """The visible text of a paragraph, without its text boxes."""
        pieces: list[Piece] = []
        self._gather(element, pieces)
        return pieces

    def _gather(self, element: etree._Element, pieces: list[Piece]) -> None:
        for child in element:
            tag = child.tag
            if tag in (f"{W}t", _MATH_TEXT):
                pieces.append((child.text or "", child))
            elif tag == f"{W}br":
                if child.get(f"{W}type") in (None, "textWrapping"):
                    pieces.append(("\n", child))
            elif tag in _TEXTS:
                pieces.append((_TEXTS[tag], child))
            elif tag == f"{W}r":
                if not _hidden(child):
                    self._run(child, pieces)
            elif tag == f"{_ALTERNATE}AlternateContent":
                self._gather(_choice(child), pieces)
            elif tag not in _GONE and tag not in (f"{W}txbxContent", f"{W}p"):
                self._gather(child, pieces)

    def _run(self, run: etree._Element, pieces: list[Piece]) -> None:
        own: list[Piece] = []
        self._gather(run, own)
        if value(run.find(f"{W}rPr"), "vertAlign") == "superscript":
            text = raised(_text(own), _text(pieces[-3:]))  # as long as it was, or nothing
            own = [(text[at : at + len(one)], element) for at, one, element in _counted(own)]
        pieces += [piece for piece in own if piece[0]]

    def _table(self, element: etree._Element) -> None:
        """A table; what is nested in its cells or hangs on them comes behind it."""
        rows = rows_of(element)
        cells = [cell for row in rows for cell in row]
        frame = len(rows) == 1 and (
            len(cells) == 1 or any(cell.find(f".//{W}tbl") is not None for cell in cells)
        )
        if frame:  # it holds text, or parts of the page side by side
            for cell in cells:
                self.blocks(cell)
                self.flush()
            return
        given: list[list[Piece]] = []

        def text_of(cell: etree._Element) -> str:
            text, pieces = self._cell(cell)
            given.append(pieces)
            return text

        grid = grid_cells(rows, text_of)
        table = self.composer.table(grid)
        if table is not None and self.trail is not None:
            by_place = {(one.row, one.column): own for one, own in zip(grid, given, strict=True)}
            for made in table.cells:
                self.trail.add(made.start, made.end, by_place[made.row, made.column])
        for cell in cells:
            for block in _blocks(cell):
                if block.tag == f"{W}tbl":
                    self._table(block)
                else:
                    self._anchored(block)

    def _cell(self, cell: etree._Element) -> tuple[str, list[Piece]]:
        """The paragraphs of a cell, as text and in pieces; a number without text, as in a column
        序号, is text itself."""
        lines: list[str] = []
        found: list[Piece] = []
        for paragraph in _blocks(cell):
            if paragraph.tag == f"{W}p":
                properties = paragraph.find(f"{W}pPr")
                label = self._label(properties, value(properties, "pStyle"))
                pieces = self._pieces(paragraph)
                lines.append(_labelled(label, _text(pieces)))
                found += [(label, None), *pieces, ("\n", None)]
        return "\n".join(lines), found


def _text(pieces: list[Piece]) -> str:
    return "".join(text for text, _ in pieces)


def _counted(pieces: list[Piece]) -> Iterator[tuple[int, str, etree._Element | None]]:
    """The pieces, each with how many characters stand before it."""
    at = 0
    for text, element in pieces:
        yield at, text, element
        at += len(text)


def _blocks(parent: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs and tables right under `parent`, content controls and insertions opened."""
    for element in parent:
        if element.tag in (f"{W}p", f"{W}tbl"):
            yield element
        elif element.tag == f"{W}sdt":
            gallery = value(element.find(f".//{W}docPartObj"), "docPartGallery")
            if gallery != "Table of Contents":
                for content in element.findall(f"{W}sdtContent"):
                    yield from _blocks(content)
        elif element.tag in (f"{W}ins", f"{W}moveTo", f"{W}customXml", f"{W}smartTag"):
            yield from _blocks(element)
        elif element.tag == f"{_ALTERNATE}AlternateContent":
            yield from _blocks(_choice(element))


def _labelled(label: str, text: str) -> str:
    """The number in front of its text; a space where 1.1 and 2020年 would run together."""
    apart = label and (
        label[-1].isalnum() or (label[-1] in ".．" and text.lstrip()[:1].isdecimal())
    )
    return f"{label} {text.lstrip()}" if apart else label + (text.lstrip() if label else text)


def _choice(alternate: etree._Element) -> etree._Element:
    """One of the alternatives of the same content: the newer when there is one."""
    for name in ("Choice", "Fallback"):
        found = alternate.find(f"{_ALTERNATE}{name}")
        if found is not None:
            return found
    return alternate


def _boxes(paragraph: etree._Element) -> list[etree._Element]:
    """The text boxes anchored in a paragraph, each once, not those inside another box."""
    found = []
    for box in paragraph.iter(f"{W}txbxContent"):
        between = []
        for above in box.iterancestors():
            if above is paragraph:
                break
            between.append(above.tag)
        twice = f"{_ALTERNATE}Fallback" in between
        if not (twice or f"{W}txbxContent" in between or _GONE & set(between)):
            found.append(box)
    return found


def _hidden(run: etree._Element) -> bool:
    vanish = run.find(f"{W}rPr/{W}vanish")
    return vanish is not None and vanish.get(f"{W}val", "1") not in ("0", "false")
