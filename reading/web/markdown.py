"""Markdown → Report: by way of the page that it describes, HTML inside it included."""

from __future__ import annotations

from markdown_it import MarkdownIt

from reading.report import Note, Report
from reading.structure.compose import Composer
from reading.structure.header import split_header
from reading.structure.lines import normal_line_ends
from reading.web.page import write_page

_DEEPEST = 100  # blocks inside blocks; what is deeper would be left out


def read_markdown(
    text: str, *, name: str = "", encoding: str = "", notes: tuple[Note, ...] = ()
) -> Report:
    """The report of a Markdown text. Raises UnreadableReport: empty, a limit."""
    header, body = split_header(normal_line_ends(text))
    composer = Composer("markdown", name, encoding, list(notes), header)
    # Indented text is a Chinese paragraph, no code; a rule under a paragraph makes it no heading.
    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable(["table", "strikethrough"])
    write_page(parser.disable(["code", "lheading"]).render(body), composer)
    return composer.finish()
