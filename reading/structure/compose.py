"""Paragraphs, headings and tables as a format's reader finds them → a Report with spans."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

import regex

from reading.report import Cell, Heading, Note, Report, Table, UnreadableReport
from reading.safety.limits import default_limits
from reading.structure.header import split_header
from reading.structure.lines import join, join_lines
from reading.structure.metadata import propose
from reading.structure.outline import heading_in, list_items
from writing.sentence import PART_ENDS

_NO_TEXT = regex.compile(r"[\p{Cs}\p{Cc}\u200b\ufeff--[\t\n]]", regex.V1)  # nothing to be seen
_SPARSE = 10  # places in a table's grid for each cell that may be in it
_SPACES = regex.compile(r"[^\S\n]+")
_Placed = TypeVar("_Placed", Heading, Table)


@dataclass
class GridCell:
    """A cell as the format has it: its text, where it begins and how far it reaches."""

    text: str
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1


@dataclass
class Composer:
    """Collects the parts of a document in reading order and makes the report of them.

    Paragraphs become lines, tables one line a row with tabs between the cells.
    """

    format: str
    name: str = ""
    encoding: str = ""
    notes: list[Note] = field(default_factory=list)
    metadata: dict[str, str] = field(default_factory=dict)  # what the format itself states
    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    _headings: list[Heading] = field(default_factory=list)
    _tables: list[Table] = field(default_factory=list)
    _cells: int = 0
    _uncertain: list[tuple[int, int]] = field(default_factory=list)

    def note(self, code: str, **details: object) -> None:
        """Something the person should know about how the file was read."""
        self.notes.append(Note(code, details))

    def paragraph(
        self, text: str, level: int | None = None, *, uncertain: bool = False
    ) -> tuple[int, int] | None:
        """Add a paragraph; `level` makes it a heading (else outline marks decide). Its span.

        Lines of it that were broken inside a sentence are joined. uncertain: its letters may be
        others.
        """
        text = join_lines(text) if "\n" in text else text
        lines = (_SPACES.sub(" ", line).strip() for line in _NO_TEXT.sub("", text).split("\n"))
        clean = "\n".join(line for line in lines if line)
        if not clean:
            return None
        start = self._write(clean)
        found = (0, len(clean), level) if level is not None else heading_in(clean.split("\n")[0])
        if found:
            self._headings.append(Heading(start + found[0], start + found[1], found[2]))
        self._write_raw("\n")
        if uncertain:
            self._uncertain.append((start, start + len(clean)))
        return start, start + len(clean)

    def table(
        self,
        cells: list[GridCell],
        caption: tuple[int, int] | None = None,
        *,
        uncertain: bool = False,
    ) -> Table | None:
        """Add a table; `caption` is the span of the paragraph that names it. uncertain: its
        letters may be others. The table as it was written; None where its cells are empty."""
        height = max((cell.row for cell in cells), default=0) + 1
        width = max((cell.column for cell in cells), default=0) + 1
        self._cells += len(cells)
        limit = default_limits().max_cells
        if self._cells > limit or height * width > _SPARSE * limit:
            raise UnreadableReport("too_many_cells", limit=limit)
        for cell in cells:  # a merged cell may say that it reaches to the end of the world
            cell.row_span = max(1, min(cell.row_span, height - cell.row))
            cell.column_span = max(1, min(cell.column_span, width - cell.column))
        if not any(cell.text.strip() for cell in cells):
            return None
        start, placed = self._length, []
        rows: dict[int, list[GridCell]] = {}
        for cell in cells:
            rows.setdefault(cell.row, []).append(cell)
        for row in sorted(rows):
            for number, cell in enumerate(sorted(rows[row], key=lambda cell: cell.column)):
                if number:
                    self._write_raw("\t")
                text = cell_text(cell.text)
                at = self._write(text)
                placed.append(
                    Cell(
                        at,
                        at + len(text),
                        cell.row,
                        cell.column,
                        cell.row_span,
                        cell.column_span,
                    )
                )
            self._write_raw("\n")
        self._tables.append(Table(start, self._length - 1, tuple(placed), caption))
        if uncertain:
            self._uncertain.append((start, self._length - 1))
        return self._tables[-1]

    @property
    def text(self) -> str:
        """All that was written so far."""
        return "".join(self._parts)

    def finish(self) -> Report:
        """The report. Raises UnreadableReport: "empty" when no text came, "too_long"."""
        text = self.text.rstrip("\n")  # a last row may end in empty cells
        report = Report(
            text,
            name=self.name,
            format=self.format,
            encoding=self.encoding,
            headings=tuple(self._headings),
            tables=tuple(self._tables),
            notes=tuple(self.notes),
            uncertain=tuple(self._uncertain),
        )
        return describe(report, self.metadata)

    def _write(self, text: str) -> int:
        start = self._length
        if start + len(text) > default_limits().max_characters:
            raise UnreadableReport("too_long", limit=default_limits().max_characters)
        self._write_raw(text)
        return start

    def _write_raw(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)


def cell_text(text: str) -> str:
    """A cell's text: pieces broken only by the narrow column joined, paragraphs kept as lines."""
    lines = [_SPACES.sub(" ", line).strip() for line in _NO_TEXT.sub("", text).split("\n")]
    lines = [line for line in lines if line]
    if not lines or any(regex.search(rf"[{PART_ENDS}]$", line) for line in lines[:-1]):
        return "\n".join(lines)
    whole = lines[0]
    for line in lines[1:]:
        whole = join(whole, line)
    return whole


def describe(report: Report, stated: dict[str, str]) -> Report:
    """`report` with its metadata: the header's first, then the format's own, then what the text
    states. The header is taken out of the text. Raises UnreadableReport "empty"."""
    header, body = split_header(report.text)
    cut = len(report.text) - len(body)
    if header:
        stripped = body.lstrip("\n")
        cut += len(body) - len(stripped)
        report = part(report, cut, len(report.text))
    if not report.text.strip():
        raise UnreadableReport("empty")
    places = [(heading.start, heading.end, heading.level) for heading in report.headings]
    if items := list_items(report.text, places):
        kept = (one for place, one in enumerate(report.headings) if place not in items)
        report = replace(report, headings=tuple(kept))
    proposed = propose(report)
    known = {key: value for key, value in {**proposed, **stated, **header}.items() if value}
    return replace(report, **known)  # type: ignore[arg-type]  # all keys are text fields


def part(report: Report, start: int, end: int) -> Report:
    """The report of text[start:end], with the headings and tables that lie in it, and what of it
    is uncertain."""

    def moved(table: Table) -> Table:
        caption = table.caption
        inside = caption is not None and caption[0] >= start
        return replace(
            table,
            start=table.start - start,
            end=table.end - start,
            cells=tuple(
                replace(cell, start=cell.start - start, end=cell.end - start)
                for cell in table.cells
            ),
            caption=(caption[0] - start, caption[1] - start) if caption and inside else None,
        )

    return replace(
        report,
        text=report.text[start:end],
        headings=tuple(
            replace(heading, start=heading.start - start, end=heading.end - start)
            for heading in _within(report.headings, start, end)
        ),
        tables=tuple(moved(table) for table in _within(report.tables, start, end)),
        uncertain=tuple(
            (max(first, start) - start, min(last, end) - start)
            for first, last in report.uncertain
            if first < end and last > start
        ),
    )


def _within(found: Sequence[_Placed], start: int, end: int) -> list[_Placed]:
    """Those of the headings or tables, which are in order, that lie in text[start:end]."""
    first = bisect_left(found, start, key=lambda one: one.start)
    last = bisect_right(found, end, lo=first, key=lambda one: one.start)
    return [one for one in found[first:last] if one.end <= end]
