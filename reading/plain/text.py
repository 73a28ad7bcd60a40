"""A text file's characters → Report."""

from __future__ import annotations

from reading.plain.tables import tables_in
from reading.report import Heading, Note, Report, UnreadableReport
from reading.safety.limits import default_limits
from reading.structure.compose import describe
from reading.structure.lines import join_lines, normal_line_ends
from reading.structure.outline import heading_in


def read_plain(
    text: str, *, name: str = "", encoding: str = "", notes: tuple[Note, ...] = ()
) -> Report:
    """The report of a plain text: metadata header taken off, broken lines joined, headings and
    tables found.

    Raises UnreadableReport: "empty" when nothing is to be seen, "too_long", "too_many_cells".
    """
    if len(text) > (limit := default_limits().max_characters):
        raise UnreadableReport("too_long", characters=len(text), limit=limit)
    body = join_lines(normal_line_ends(text)).strip("\n").rstrip()
    headings, position = [], 0
    for line in body.split("\n"):
        if found := heading_in(line):
            start, end, level = found
            headings.append(Heading(position + start, position + end, level))
        position += len(line) + 1
    report = Report(
        body,
        name=name,
        encoding=encoding,
        headings=tuple(headings),
        tables=tables_in(body),
        notes=notes,
    )
    return describe(report, {})
