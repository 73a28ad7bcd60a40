"""The template of a brief: a .docx whose styles say how it looks, and whose marks say what goes
where. An office may change the one in data/, or give its own."""

from __future__ import annotations

import io
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import docx
from docx.oxml.ns import qn

from reading import UnreadableReport
from reading.kinds import kind_of
from reading.safety.archive import open_archive, unpack

FILE = Path(__file__).resolve().parents[3] / "data" / "brief.docx"

# The styles that a brief uses, as Word calls them in a file; what a template lacks it is lent.
STYLES = (
    "Title",
    "Subtitle",
    "Heading 1",
    "Body Text",
    "Table Text",
    "Caption",
    "footnote text",
    "footnote reference",
)
TITLE, BYLINE, BODY = "【标题】", "【单位和日期】", "【正文】"


def open_template(data: bytes | None = None, name: str = "") -> Any:
    """A template (None: the one that comes with the program) as a python-docx document with all
    of STYLES. Raises UnreadableReport: not_docx, password, damaged, a limit."""
    document = _opened(FILE.read_bytes() if data is None else data, name)
    if data is not None:
        _lend_styles(document)
    return document


def _opened(data: bytes, name: str) -> Any:
    kind = kind_of(data, name)
    if kind != "docx":
        raise UnreadableReport("password" if kind == "encrypted" else "not_docx", format=kind)
    archive = open_archive(data)
    for entry in archive.infolist():  # within the limits, before the library opens it
        unpack(archive, entry)
    try:
        return docx.Document(io.BytesIO(data))
    except Exception as error:  # a library's surprise at someone's file is a bad file
        raise UnreadableReport("damaged", reason=type(error).__name__) from None


def _lend_styles(document: Any) -> None:
    """Put in the styles that a template lacks, on top of its own standard style."""
    own = {style.name for style in document.styles}
    for style in _ours().styles:
        if style.name in STYLES and style.name not in own:
            lent = deepcopy(style.element)
            for tag in ("w:basedOn", "w:next", "w:link"):
                for reference in lent.findall(qn(tag)):
                    lent.remove(reference)
            document.styles.element.append(lent)


@cache
def _ours() -> Any:
    return docx.Document(io.BytesIO(FILE.read_bytes()))
