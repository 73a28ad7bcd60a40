"""A document written into a template: title and byline at their marks, the text in order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from dashboard.files.word import template
from dashboard.showing.escape import for_xml


class Page:
    """The text of a document: `begin`, then what is said and put there, then `end`."""

    def __init__(self, document: Any) -> None:
        """`document` has all of `template.STYLES`."""
        self.document = document
        self._styles = {style.name: style for style in document.styles}
        self._body: Any = None  # what is added stands before this paragraph

    def style(self, name: str) -> Any:
        """One of the document's styles."""
        return self._styles[name]

    def begin(self, title: str, byline: str) -> None:
        """Put title and byline where the template has their marks; where it has no mark for the
        text, title, byline and text come at the end."""
        places = list(self._places())
        body = next((one for one in places if template.BODY in one.text), None)
        if body is None:
            self._append("Title", title)
            self._append("Subtitle", byline)
            body = self._append("Body Text", "")
        for paragraph in places:
            _fill(paragraph, template.TITLE, title)
            _fill(paragraph, template.BYLINE, byline)
        self._body = body._p

    def say(self, text: str, style: str = "Body Text") -> Paragraph:
        """Add a paragraph."""
        paragraph = self._append(style, text)
        self.put(paragraph._p)
        return paragraph

    def put(self, element: Any) -> None:
        """Add an element, such as a table."""
        self._body.addprevious(element)

    def end(self) -> None:
        """Take the mark of the text out."""
        self._body.getparent().remove(self._body)

    def _append(self, style: str, text: str) -> Paragraph:
        paragraph: Paragraph = self.document.add_paragraph(style=self._styles[style])
        if text:
            paragraph.add_run(for_xml(text))
        return paragraph

    def _places(self) -> Iterator[Paragraph]:
        """The paragraphs in which a mark may stand: of the text, its tables, headers, footers."""
        roots = [self.document.element.body]
        for section in self.document.sections:
            roots += [section.header._element, section.footer._element]
        for root in roots:
            for element in root.iter(qn("w:p")):
                yield Paragraph(element, self.document)


def _fill(paragraph: Paragraph, mark: str, text: str) -> None:
    """Put a text in the place of its mark, in the looks of the run where the mark begins."""
    if mark not in paragraph.text:
        return
    runs = paragraph.runs
    whole = "".join(run.text for run in runs).replace(mark, for_xml(text))
    for run in runs[1:]:
        run.clear()
    runs[0].text = whole
