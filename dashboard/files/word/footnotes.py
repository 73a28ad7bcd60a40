"""Real footnotes in a document of python-docx, which has no call for them."""

from __future__ import annotations

from typing import Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from lxml import etree

from dashboard.showing.escape import for_xml

_EMPTY = (
    f'<w:footnotes {nsdecls("w")}><w:footnote w:type="separator" w:id="-1"><w:p><w:r>'
    '<w:separator/></w:r></w:p></w:footnote><w:footnote w:type="continuationSeparator" '
    'w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote></w:footnotes>'
)


class Footnotes:
    """The notes of a document, added as they are referred to. Call `keep` when all are in."""

    def __init__(self, document: Any, text_style: str, mark_style: str) -> None:
        """The styles are ids of the document's own."""
        self._document = document
        self._text_style, self._mark_style = text_style, mark_style
        found = [
            relation.target_part
            for relation in document.part.rels.values()
            if relation.reltype == RELATIONSHIP_TYPE.FOOTNOTES
        ]
        self._part = found[0] if found else None
        self._root: Any = parse_xml(self._part.blob if self._part is not None else _EMPTY)
        ids = [int(note.get(qn("w:id"), "0")) for note in self._root]
        self._next = max([*ids, 0]) + 1
        self._known: dict[int, str] = {}  # number of a note → the bookmark at its reference

    def refer(self, paragraph: Any, number: int, text: str) -> None:
        """Put the mark of note `number` behind a paragraph: a footnote the first time, a reference
        to that one again. `text` is what the note says."""
        if number in self._known:
            self._refer_again(paragraph, number)
            return
        identity, self._next = str(self._next), self._next + 1
        name = self._known[number] = f"_Ref9704{number:04d}"
        begin = OxmlElement("w:bookmarkStart", {qn("w:id"): f"9704{number}", qn("w:name"): name})
        reference = OxmlElement("w:footnoteReference", {qn("w:id"): identity})
        end = OxmlElement("w:bookmarkEnd", {qn("w:id"): f"9704{number}"})
        paragraph._p.extend((begin, self._mark(reference), end))
        self._add(identity, text)

    def comma(self, paragraph: Any) -> None:
        """What stands between the marks of two notes."""
        told = OxmlElement("w:t")
        told.text = ","
        paragraph._p.append(self._mark(told))

    def keep(self) -> None:
        """Write the notes into the document's package."""
        data = etree.tostring(self._root, xml_declaration=True, encoding="UTF-8", standalone=True)
        if self._part is not None:
            self._part._blob = data
            return
        package = self._document.part.package
        part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, data, package)
        self._document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)

    def _add(self, identity: str, text: str) -> None:
        note: Any = OxmlElement("w:footnote", {qn("w:id"): identity})
        paragraph = OxmlElement("w:p")
        properties = OxmlElement("w:pPr")
        properties.append(OxmlElement("w:pStyle", {qn("w:val"): self._text_style}))
        words = OxmlElement("w:r")
        held = OxmlElement("w:t", {qn("xml:space"): "preserve"})
        held.text = f" {for_xml(text)}"
        words.append(held)
        paragraph.extend((properties, self._mark(OxmlElement("w:footnoteRef")), words))
        note.append(paragraph)
        self._root.append(note)

    def _mark(self, content: Any) -> Any:
        run = OxmlElement("w:r")
        looks = OxmlElement("w:rPr")
        # Raised by itself, too, for readers that do not look into styles: 12 with a note 3.
        looks.append(OxmlElement("w:rStyle", {qn("w:val"): self._mark_style}))
        looks.append(OxmlElement("w:vertAlign", {qn("w:val"): "superscript"}))
        run.extend((looks, content))
        return run

    def _refer_again(self, paragraph: Any, number: int) -> None:
        """A field that shows the number of the note and leads to it."""
        told = OxmlElement("w:t")
        told.text = str(number)
        code = OxmlElement("w:instrText", {qn("xml:space"): "preserve"})
        code.text = f" NOTEREF {self._known[number]} \\f \\h "
        for content in (
            OxmlElement("w:fldChar", {qn("w:fldCharType"): "begin"}),
            code,
            OxmlElement("w:fldChar", {qn("w:fldCharType"): "separate"}),
            told,
            OxmlElement("w:fldChar", {qn("w:fldCharType"): "end"}),
        ):
            paragraph._p.append(self._mark(content))
