"""Word documents (.docx) → Report: what a reader of the printed page would call its text.

Deleted text of tracked changes, hidden text, comments, field codes, tables of contents, headers
and footers are not part of it; automatic numbers, text boxes and notes are.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import regex
from lxml import etree

from reading.archive import open_archive, unpack
from reading.compose import Composer, GridCell
from reading.docx_numbering import Numbering
from reading.report import Report, UnreadableReport
from reading.xml import parse

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_GONE = {f"{_W}del", f"{_W}moveFrom", f"{_W}pPr", f"{_W}rPr", f"{_W}instrText", f"{_W}delText"}
_TEXTS = {f"{_W}tab": " ", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-", f"{_W}ptab": " "}
_HEADING_NAME = regex.compile(r"(?:heading|标题)\s*([1-9])", regex.IGNORECASE)
_CONTENTS_NAME = regex.compile(r"(?:toc|目录)\s*\d*", regex.IGNORECASE)
_TITLE_NAMES = ("title", "标题")


def read_docx(data: bytes, name: str = "") -> Report:
    """The report of a .docx. Raises UnreadableReport: damaged, password, empty, a limit."""
    archive = open_archive(data)
    parts = {entry.filename.lstrip("/"): entry for entry in archive.infolist()}

    def part(path: str) -> etree._Element | None:
        entry = parts.get(path)
        if entry is None:
            return None
        return parse(unpack(archive, entry).replace(_STRICT, _TRANSITIONAL))

    main = next((path for path in ("word/document.xml", "word/document2.xml") if path in parts), "")
    document = part(main)
    if document is None:
        raise UnreadableReport("damaged", reason="word/document.xml")
    reader = _Reader(
        Composer("docx", name),
        Numbering.of(part("word/numbering.xml")),
        _Styles.of(part("word/styles.xml")),
        {
            "footnoteReference": _notes(part("word/footnotes.xml"), "footnote"),
            "endnoteReference": _notes(part("word/endnotes.xml"), "endnote"),
        },
    )
    body = document.find(f"{_W}body")
    if body is not None:
        reader.blocks(body)
    reader.flush()
    return reader.composer.finish()


def _notes(root: etree._Element | None, kind: str) -> dict[str, etree._Element]:
    if root is None:
        return {}
    return {
        note.get(f"{_W}id", ""): note
        for note in root.iter(f"{_W}{kind}")
        if note.get(f"{_W}type", "normal") == "normal"
    }


@dataclass
class _Styles:
    """What a paragraph's style says: name, outline level, numbering; inherited from its base."""

    names: dict[str, str] = field(default_factory=dict)
    bases: dict[str, str] = field(default_factory=dict)
    properties: dict[str, etree._Element] = field(default_factory=dict)
    standard: str = ""

    @classmethod
    def of(cls, root: etree._Element | None) -> _Styles:
        styles = cls()
        for style in root.iter(f"{_W}style") if root is not None else ():
            if style.get(f"{_W}type") != "paragraph":
                continue
            identity = style.get(f"{_W}styleId", "")
            styles.names[identity] = _value(style, "name")
            styles.bases[identity] = _value(style, "basedOn")
            found = style.find(f"{_W}pPr")
            if found is not None:
                styles.properties[identity] = found
            if style.get(f"{_W}default") in ("1", "true"):
                styles.standard = identity
        return styles

    def chain(self, identity: str) -> list[str]:
        """The style and those it is based on, nearest first."""
        chain: list[str] = []
        identity = identity or self.standard
        while identity and identity not in chain:
            chain.append(identity)
            identity = self.bases.get(identity, "")
        return chain

    def level(self, identity: str) -> int | None:
        """The heading level that the style gives: 0 for a title, None for body text."""
        for style in self.chain(identity):
            name = self.names.get(style, "").strip()
            if match := _HEADING_NAME.fullmatch(name):
                return int(match[1])
            if name.lower() in _TITLE_NAMES:
                return 0
            outline = _value(self.properties.get(style), "outlineLvl")
            if outline.isdecimal() and int(outline) < 9:
                return int(outline) + 1
        return None

    def numbering(self, identity: str) -> tuple[str, int] | None:
        """(list, level) that the style gives."""
        for style in self.chain(identity):
            found = _list_of(self.properties.get(style))
            if found:
                return found
        return None


def _value(element: etree._Element | None, name: str) -> str:
    child = element.find(f"{_W}{name}") if element is not None else None
    return "" if child is None else child.get(f"{_W}val", "")


def _list_of(properties: etree._Element | None) -> tuple[str, int] | None:
    found = properties.find(f"{_W}numPr") if properties is not None else None
    if found is None:
        return None
    level = _value(found, "ilvl")
    return _value(found, "numId"), int(level) if level.isdecimal() else 0


@dataclass
class _Reader:
    composer: Composer
    numbering: Numbering
    styles: _Styles
    notes: dict[str, dict[str, etree._Element]]
    _carried: str = ""  # text of a paragraph whose end mark was deleted: it goes on in the next

    def blocks(self, parent: etree._Element) -> None:
        """Paragraphs and tables of the body, of a content control or of a text box."""
        for element in parent:
            if element.tag == f"{_W}p":
                self._paragraph(element)
            elif element.tag == f"{_W}tbl":
                self.flush()
                self._table(element)
            elif element.tag == f"{_W}sdt":
                if _value(element.find(f".//{_W}docPartObj"), "docPartGallery") != (
                    "Table of Contents"
                ):
                    for content in element.findall(f"{_W}sdtContent"):
                        self.blocks(content)
            elif element.tag in (f"{_W}ins", f"{_W}moveTo", f"{_W}customXml", f"{_W}smartTag"):
                self.blocks(element)
            elif element.tag == f"{_ALTERNATE}AlternateContent":
                self.blocks(_choice(element))

    def flush(self) -> None:
        """Write a paragraph that waited for the rest of its text."""
        carried, self._carried = self._carried, ""
        self.composer.paragraph(carried)

    def _paragraph(self, element: etree._Element) -> None:
        properties = element.find(f"{_W}pPr")
        style = _value(properties, "pStyle")
        if _CONTENTS_NAME.fullmatch(self.styles.names.get(style, "").strip()):
            return
        text = self.text(element)
        mark = properties.find(f"{_W}rPr/{_W}del") if properties is not None else None
        if mark is not None:
            self._carried += text
            return
        label = self._label(properties, style) if text.strip() else ""
        text, self._carried = self._carried + _labelled(label, text), ""
        level = self.styles.level(style)
        outline = _value(properties, "outlineLvl")
        if outline.isdecimal() and int(outline) < 9:
            level = int(outline) + 1
        if level == 0 and "title" not in self.composer.metadata and text.strip():
            self.composer.metadata["title"] = " ".join(text.split())
        # A whole paragraph in a heading's style is body text all the same.
        heading = level if level and len(text) <= 80 and not text.rstrip().endswith("。") else None
        self.composer.paragraph(text, heading)
        for box in _boxes(element):
            self.blocks(box)
            self.flush()
        for note in self._notes_in(element):
            words = "\n".join(filter(None, (self.text(p).strip() for p in note.iter(f"{_W}p"))))
            if words:
                self.composer.paragraph(f"注：{words}")

    def _label(self, properties: etree._Element | None, style: str) -> str:
        own = _list_of(properties)
        inherited = self.styles.numbering(style)
        if own and not own[0] and inherited:
            own = (inherited[0], own[1])
        found = own or inherited
        return self.numbering.label(*found) if found else ""

    def _notes_in(self, element: etree._Element) -> list[etree._Element]:
        found = []
        for kind, notes in self.notes.items():
            for reference in element.iter(f"{_W}{kind}"):
                note = notes.get(reference.get(f"{_W}id", ""))
                gone = any(above.tag in _GONE for above in reference.iterancestors())
                if note is not None and not gone:
                    found.append(note)
        return found

    def text(self, element: etree._Element) -> str:
        """The visible text of a paragraph, without its text boxes."""
        pieces: list[str] = []
        self._gather(element, pieces)
        return "".join(pieces)

    def _gather(self, element: etree._Element, pieces: list[str]) -> None:
        for child in element:
            tag = child.tag
            if tag in (f"{_W}t", _MATH_TEXT):
                pieces.append(child.text or "")
            elif tag == f"{_W}br":
                pieces.append("\n" if child.get(f"{_W}type") in (None, "textWrapping") else "")
            elif tag in _TEXTS:
                pieces.append(_TEXTS[tag])
            elif tag == f"{_W}r":
                if not _hidden(child):
                    self._gather(child, pieces)
            elif tag == f"{_ALTERNATE}AlternateContent":
                self._gather(_choice(child), pieces)
            elif tag not in _GONE and tag not in (f"{_W}txbxContent", f"{_W}p"):
                self._gather(child, pieces)

    def _table(self, element: etree._Element) -> None:
        rows = _rows(element)
        if len(rows) == 1 and len(rows[0]) == 1:  # a frame around text
            self.blocks(rows[0][0])
            self.flush()
            return
        cells: list[GridCell] = []
        above: dict[int, GridCell] = {}  # the cell that a vertical merge goes on from, by column
        for number, row in enumerate(rows):
            column = _before(row[0].getparent()) if row else 0
            for cell in row:
                properties = cell.find(f"{_W}tcPr")
                span = _value(properties, "gridSpan")
                width = int(span) if span.isdecimal() and int(span) else 1
                merge = properties.find(f"{_W}vMerge") if properties is not None else None
                if merge is not None and merge.get(f"{_W}val") != "restart" and column in above:
                    above[column].row_span = number - above[column].row + 1
                else:
                    new = GridCell(self._cell_text(cell), number, column, 1, width)
                    cells.append(new)
                    above[column] = new
                column += width
        self.composer.table(cells)

    def _cell_text(self, cell: etree._Element) -> str:
        """Everything in a cell, a nested table as text."""
        lines = []
        for paragraph in cell.iter(f"{_W}p"):
            if any(a.tag in (f"{_W}del", f"{_W}moveFrom") for a in paragraph.iterancestors()):
                continue
            text = self.text(paragraph)
            properties = paragraph.find(f"{_W}pPr")
            label = self._label(properties, _value(properties, "pStyle")) if text.strip() else ""
            lines.append(_labelled(label, text))
        return "\n".join(lines)


def _labelled(label: str, text: str) -> str:
    """The number in front of its text; a space where `1.` and `2020年` would run together."""
    if label and label[-1] in ".．" and text.lstrip()[:1].isdecimal():
        return f"{label} {text.lstrip()}"
    return label + (text.lstrip() if label else text)


def _rows(table: etree._Element) -> list[list[etree._Element]]:
    """The cells of each row, content controls opened, deleted rows left out."""
    rows = []
    for row in _inside(table, f"{_W}tr"):
        if row.find(f"{_W}trPr/{_W}del") is None:
            cells = _inside(row, f"{_W}tc")
            if cells:
                rows.append(cells)
    return rows


def _inside(parent: etree._Element, tag: str) -> list[etree._Element]:
    found = []
    for child in parent:
        if child.tag == tag:
            found.append(child)
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"):
            found += _inside(child, tag)
    return found


def _before(row: etree._Element | None) -> int:
    """How many columns of the grid a row leaves out at its beginning."""
    if row is None or row.tag != f"{_W}tr":
        return 0
    skipped = _value(row.find(f"{_W}trPr"), "gridBefore")
    return int(skipped) if skipped.isdecimal() else 0


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
    for box in paragraph.iter(f"{_W}txbxContent"):
        between = []
        for above in box.iterancestors():
            if above is paragraph:
                break
            between.append(above.tag)
        twice = f"{_ALTERNATE}Fallback" in between
        if not (twice or f"{_W}txbxContent" in between or _GONE & set(between)):
            found.append(box)
    return found


def _hidden(run: etree._Element) -> bool:
    vanish = run.find(f"{_W}rPr/{_W}vanish")
    return vanish is not None and vanish.get(f"{_W}val", "1") not in ("0", "false")
