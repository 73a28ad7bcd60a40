"""A brief as a Word document, in the styles of a template."""

from __future__ import annotations

import io
from typing import Any

from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from dashboard.files.word import bars, template
from dashboard.files.word.footnotes import Footnotes
from dashboard.files.word.page import Page
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
        self._page = Page(document)
        self._notes = Footnotes(
            document,
            self._page.style("footnote text").style_id,
            self._page.style("footnote reference").style_id,
        )
        self._texts = list(brief.notes.values())

    def write(self) -> None:
        """Write all of it."""
        self._page.begin(self._brief.title, self._brief.byline)
        for section in self._brief.sections:
            self._page.say(section.heading, "Heading 1")
            for sentence in section.paragraphs:
                self._say(self._page.say(""), sentence)
            if section.bars:
                self._bars(section)
        self._page.end()
        self._notes.keep()

    def _bars(self, section: Section) -> None:
        said = "; ".join(f"{bar.name} {spoken(bar.said)}" for bar in section.bars)
        made = bars.table(section.bars, f"{self._words('brief.alt')}: {said}")
        rows = list(made.iter(qn("w:tr")))[::2]  # between them stand gaps
        for row, bar in zip(rows, section.bars, strict=True):
            self._label(row, bar)
        self._page.put(made)
        # Word sets two tables apart, and a table from its end, by a paragraph.
        open_part = any(bar.is_open for bar in section.bars)
        self._page.say(self._words("brief.open_part") if open_part else "", "Caption")

    def _label(self, row: Any, bar: Bar) -> None:
        cells = row.findall(qn("w:tc"))
        for cell, sentence in ((cells[0], (Piece(bar.name),)), (cells[-1], bar.said)):
            paragraph = Paragraph(cell.find(qn("w:p")), self._document)
            paragraph.style = self._page.style("Table Text")
            self._say(paragraph, sentence)

    def _say(self, paragraph: Paragraph, sentence: Sentence) -> None:
        """A sentence with the marks of its notes."""
        for piece in sentence:
            paragraph.add_run(for_xml(piece.text))
            for place, number in enumerate(self._brief.numbers(piece)):
                if place:
                    self._notes.comma(paragraph)
                self._notes.refer(paragraph, number, self._texts[number - 1])
