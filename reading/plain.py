"""A text file's characters → Report."""

from __future__ import annotations

from dataclasses import replace

import regex

from reading.header import split_header
from reading.report import Note, Report, UnreadableReport

_LINE_ENDS = regex.compile(r"\r\n?|[\v\f\x85\u2028]|\u2029")


def normal_lines(text: str) -> str:
    """`text` with every kind of line end as LF, without a mark of the file's end (Ctrl-Z)."""
    return _LINE_ENDS.sub("\n", text).replace("\x1a", "")


def read_plain(
    text: str, *, name: str = "", encoding: str = "", notes: tuple[Note, ...] = ()
) -> Report:
    """The report of a plain text. Raises UnreadableReport "empty" when nothing is to be seen."""
    metadata, body = split_header(normal_lines(text))
    body = body.strip("\n").rstrip()
    if not body.strip():
        raise UnreadableReport("empty")
    report = Report(body, name=name, encoding=encoding, notes=notes)
    return replace(report, **metadata)  # type: ignore[arg-type]  # the header's keys are str fields
