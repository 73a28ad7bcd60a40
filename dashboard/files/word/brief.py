"""A brief as a Word document, in the styles of a template."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from dashboard.files.word import bars, template
from dashboard.files.word.footnotes import Footnotes
from dashboard.showing.brief import Bar, Brief, Section
from dashboard.showing.escape import for_xml
from dashboard.showing.summary_sentences import Piece, Sentence, spoken
from dashboard.showing.words import Words


def word_document(brief: Brief, words: Words, given: bytes | None = None, name: str = "") -> bytes:
    """The .docx of a brief in the template `given` (of that name), or in the one that comes with
    the program. Raises UnreadableReport for a template that cannot be opened."""
    document = template.open_template(given, name)
    writer = _Writer(document, brief, words)
    writer.write()
    properties = document.core_properties
    properties.title, properties.author = for_xml(brief.title), words("app.name")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


class _Writer:
    def __init__(self, document: Any, brief: Brief, words: Words) -> None:
        self._document, self._brief, self._words = document, brief, words
        self._styles = {style.name: style for style in document.styles}
        text, mark = self._styles["footnote text"], self._styles["footnote reference"]
        self._notes = Footnotes(document, text.style_id, mark.style_id)
        self._texts = list(brief.notes.values())

    def write(self) -> None:
        """Put title, byline and text where the template has their marks; where it has no place
        for the text, all of it at the end."""
        places = list(self._places())
        body = next((one for one in places if template.BODY in one.text), None)
        if body is None:
            self._append("Title").add_run(for_xml(self._brief.title))
            self._append("Subtitle").add_run(for_xml(self._brief.byline))
            body = self._append("Body Text")
        for paragraph in places:
            _fill(paragraph, template.TITLE, self._brief.title)
            _fill(paragraph, template.BYLINE, self._brief.byline)
        for element in self._elements():
            body._p.addprevious(element)
        _take_out(body._p)
        self._notes.keep()

    def _places(self) -> Iterator[Paragraph]:
        """The paragraphs in which a mark may stand: those of the text, its tables, headers and
        footers."""
        roots = [self._document.element.body]
        for section in self._document.sections:
            roots += [section.header._element, section.footer._element]
        for root in roots:
            for element in root.iter(qn("w:p")):
                yield Paragraph(element, self._document)

    def _append(self, style: str) -> Paragraph:
        return self._document.add_paragraph(style=self._styles[style])

    def _elements(self) -> Iterator[Any]:
        """Paragraphs and tables of the text, made at the end of the document, to be moved."""
        for section in self._brief.sections:
            heading = self._append("Heading 1")
            heading.add_run(for_xml(section.heading))
            yield heading._p
            for sentence in section.paragraphs:
                paragraph = self._append("Body Text")
                self._say(paragraph, sentence)
                yield paragraph._p
            if section.bars:
                yield from self._bars(section)

    def _bars(self, section: Section) -> Iterator[Any]:
        said = "; ".join(f"{bar.name} {spoken(bar.said)}" for bar in section.bars)
        made = bars.table(section.bars, f"{self._words('brief.alt')}: {said}")
        rows = list(made.iter(qn("w:tr")))[::2]  # between them stand gaps
        for row, bar in zip(rows, section.bars, strict=True):
            self._label(row, bar)
        yield made
        legend = self._append("Caption")
        if any(bar.is_open for bar in section.bars):
            legend.add_run(self._words("brief.open_part"))
        yield legend._p  # Word sets two tables apart, and a table from its end, by a paragraph

    def _label(self, row: Any, bar: Bar) -> None:
        cells = row.findall(qn("w:tc"))
        for cell, sentence in ((cells[0], (Piece(bar.name),)), (cells[-1], bar.said)):
            paragraph = Paragraph(cell.find(qn("w:p")), self._document)
            paragraph.style = self._styles["Table Text"]
            self._say(paragraph, sentence)

    def _say(self, paragraph: Paragraph, sentence: Sentence) -> None:
        """A sentence with the marks of its notes."""
        for piece in sentence:
            paragraph.add_run(for_xml(piece.text))
            for place, number in enumerate(self._brief.numbers(piece)):
                if place:
                    self._notes.comma(paragraph)
                self._notes.refer(paragraph, number, self._texts[number - 1])


def _fill(paragraph: Paragraph, mark: str, text: str) -> None:
    """Put a text in the place of its mark, in the looks of the run where the mark begins."""
    if mark not in paragraph.text:
        return
    runs = paragraph.runs
    whole = "".join(run.text for run in runs).replace(mark, for_xml(text))
    for run in runs[1:]:
        _take_out(run._r)
    runs[0].text = whole


def _take_out(element: Any) -> None:
    element.getparent().remove(element)
