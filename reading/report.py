"""What reading a file gives: a Report, or an UnreadableReport that says why not."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any


@dataclass(frozen=True)
class Note:
    """Something the person should know about how a file was read (no error).

    `code` is looked up in the interface's words, `details` fills the sentence in.
    """

    code: str
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Heading:
    """A heading's place in Report.text; level 1 is the highest below the title."""

    start: int
    end: int
    level: int


@dataclass(frozen=True)
class Cell:
    """A table cell: its place in Report.text and in the grid (a merged cell covers several)."""

    start: int
    end: int
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True)
class Table:
    """A table of a report: its cells row by row, and where its caption stands, if it has one.

    `start`/`end` span the whole table in Report.text. Empty cells are there, with start == end.
    """

    start: int
    end: int
    cells: tuple[Cell, ...]
    caption: tuple[int, int] | None = None

    def grid(self) -> list[list[Cell | None]]:
        """The cells as rows of columns; a merged cell stands in every place it covers."""
        height = max((cell.row + cell.row_span for cell in self.cells), default=0)
        width = max((cell.column + cell.column_span for cell in self.cells), default=0)
        rows: list[list[Cell | None]] = [[None] * width for _ in range(height)]
        for cell in self.cells:
            for row in range(cell.row, cell.row + cell.row_span):
                for column in range(cell.column, cell.column + cell.column_span):
                    rows[row][column] = cell
        return rows


@dataclass(frozen=True)
class Report:
    """A report as it is stored and shown. Every span, here and of figures, points into `text`.

    uncertain: the spans, in order, that OCR read from a picture: their letters may be others.
    """

    text: str
    title: str = ""
    source: str = ""
    organisation: str = ""
    date: str = ""
    campaign: str = ""
    name: str = ""
    format: str = "text"
    encoding: str = ""
    headings: tuple[Heading, ...] = ()
    tables: tuple[Table, ...] = ()
    notes: tuple[Note, ...] = ()
    uncertain: tuple[tuple[int, int], ...] = ()

    @cached_property
    def id(self) -> str:
        """The first 16 hex digits of the text's SHA-256: same text, same id."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


class UnreadableReport(Exception):
    """A file that cannot become a report. `code` names the reason, `details` fills the sentence."""

    def __init__(self, code: str, **details: Any) -> None:
        super().__init__(code, details)
        self.code = code
        self.details: dict[str, Any] = details

    def __str__(self) -> str:
        facts = ", ".join(f"{key}={value}" for key, value in self.details.items())
        return f"{self.code} ({facts})" if facts else self.code


@dataclass(frozen=True)
class Refusal:
    """A file of a folder or an archive that did not go in, by name, with the reason."""

    name: str
    code: str
    details: Mapping[str, Any] = field(default_factory=dict)
