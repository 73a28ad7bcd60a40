"""A Word document that is to be checked: its report, where its words stand, what was not read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import regex
from lxml import etree

from reading.docx.document import STRICT, TRANSITIONAL, Package, Source, read_source
from reading.docx.names import W
from reading.docx.places import Place
from reading.kinds import kind_of
from reading.reader import read_report
from reading.report import Report, UnreadableReport
from reading.safety.archive import unpack

_DIGIT = regex.compile(r"\d")
# What stands in parts of its own and is not read → the paths of these parts.
_UNREAD_PARTS = (
    ("charts", regex.compile(r"word/charts/chart\d*\.xml")),
    ("diagrams", regex.compile(r"word/diagrams/data\d*\.xml")),
    ("pictures", regex.compile(r"word/media/.+")),
    ("embedded", regex.compile(r"word/embeddings/.+")),
    ("signatures", regex.compile(r"_xmlsignatures/sig\d*\.xml")),
)
_RUNNING = regex.compile(r"word/(?:header|footer)\d*\.xml")


@dataclass(frozen=True)
class Draft:
    """A .docx as it came, the report it makes, and the XML that its text stands in."""

    data: bytes
    source: Source

    @property
    def report(self) -> Report:
        """Its report."""
        return self.source.report

    @property
    def package(self) -> Package:
        """Its parts."""
        return self.source.package

    @property
    def tree(self) -> etree._Element:
        """The root of its main part, which `places` point into."""
        return self.source.tree

    @cached_property
    def is_strict(self) -> bool:
        """Whether its names are those of the strict standard; `tree` has the transitional ones."""
        return STRICT in unpack(self.package.archive, self.package.parts[self.package.main])

    def written(self, root: etree._Element) -> bytes:
        """A part of the document as a file has it, in the document's own standard."""
        text = etree.tostring(
            root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True
        )
        return text.replace(TRANSITIONAL, STRICT) if self.is_strict else text

    def places(self, start: int, end: int) -> list[Place]:
        """Where report.text[start:end] stands, in order; empty for what stands nowhere, as an
        automatic number. A note's words stand at the reference to it."""
        source = self.source
        cut = len(source.text.rstrip("\n")) - len(source.report.text)
        return source.trail.places(source.text, start + cut, end + cut)

    def unread(self) -> Mapping[str, int]:
        """What may hold figures and was not read → how many: charts, diagrams, pictures, embedded
        files, headers and footers, hidden and deleted text; and signatures, which a change breaks.
        """
        found = {
            what: sum(1 for path in self.package.parts if pattern.fullmatch(path))
            for what, pattern in _UNREAD_PARTS
        }
        found["running"] = sum(map(self._has_figures, filter(_RUNNING.fullmatch, self._paths)))
        hidden = (
            run for run in self.tree.iter(f"{W}r") if run.find(f"{W}rPr/{W}vanish") is not None
        )
        found["hidden"] = sum(1 for run in hidden if _DIGIT.search("".join(run.itertext(f"{W}t"))))
        found["deleted"] = sum(
            1 for text in self.tree.iter(f"{W}delText") if _DIGIT.search(text.text or "")
        )
        return {what: count for what, count in found.items() if count}

    @property
    def _paths(self) -> list[str]:
        return sorted(self.package.parts)

    def _has_figures(self, path: str) -> bool:
        """Whether a header or footer says a number; that of its page is none."""
        part = self.package.part(path)
        if part is None:
            return False
        depth = 0  # inside a field: the number of a page, a date
        for element in part.iter(f"{W}fldChar", f"{W}t"):
            if element.tag == f"{W}fldChar":
                depth += {"begin": 1, "end": -1}.get(element.get(f"{W}fldCharType", ""), 0)
            elif depth == 0 and _DIGIT.search(element.text or "") and not _in_field(element):
                return True
        return False


def _in_field(element: etree._Element) -> bool:
    return next(element.iterancestors(f"{W}fldSimple"), None) is not None


def read_draft(data: bytes, name: str = "") -> Draft:
    """The draft in a .docx.

    Raises UnreadableReport as `read_report` does, and `not_docx` (details: format) for a document
    of another format, which has no place for comments.
    """
    kind = kind_of(data, name)
    if kind == "encrypted":
        raise UnreadableReport("password", name=name)
    if kind != "docx":
        raise UnreadableReport("not_docx", format=kind, name=name)
    # Once in a process of its own: what would break that one breaks nothing here.
    read_report(data, name=name)
    return Draft(data, read_source(data, name))
