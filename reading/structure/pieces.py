"""A file that holds several documents (第1篇 … 第2篇 …) → a report of each."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import regex

from reading.report import Report
from reading.structure.compose import part
from reading.structure.metadata import propose
from writing.outline import PIECE

_FIRST_WORDS = 20  # characters of the text that name a piece without a title
_MARK = regex.compile(rf"{PIECE}[\s：:、]*")


def pieces(report: Report) -> list[Report]:
    """The documents of a file, each with its own title, in order; [report] when it is one.

    They begin at headings of level 0. What stands before the first goes with it. Source, date,
    organisation and campaign of the file hold for each piece unless it states its own.
    """
    starts = [heading for heading in report.headings if heading.level == 0]
    if len(starts) < 2:
        return [report]
    borders = [0, *(heading.start for heading in starts[1:]), len(report.text)]
    found = []
    for number, heading in enumerate(starts):
        start, end = borders[number], borders[number + 1]
        end = start + len(report.text[start:end].rstrip("\n"))
        line = report.text[heading.start : heading.end].strip()
        one = replace(part(report, start, end), title=_title(line, report.text[heading.end : end]))
        own = {key: value for key, value in propose(one).items() if key != "title"}
        found.append(replace(one, **own))  # type: ignore[arg-type]  # all keys are text fields
    return _told_apart(found)


def _title(line: str, below: str) -> str:
    """A piece's title: behind its number, else its number with the first words below."""
    title = _MARK.sub("", line, count=1)
    if title:
        return title
    first = next((words.strip() for words in below.split("\n") if words.strip()), "")
    return f"{line} {first[:_FIRST_WORDS]}".rstrip()


def _told_apart(found: list[Report]) -> list[Report]:
    """Pieces of the same title with their number behind it."""
    often = Counter(one.title for one in found)
    return [
        replace(one, title=f"{one.title}（{number}）") if often[one.title] > 1 else one
        for number, one in enumerate(found, 1)
    ]
