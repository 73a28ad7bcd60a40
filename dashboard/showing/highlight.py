"""A report's text cut into paragraphs and runs, so that a page can show its figures in place.

Nothing here makes HTML: runs carry plain text, and the page puts it in as text, never as markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from writing import outline

PAGE_CHARACTERS = 30_000
_HEADING = re.compile(
    r"^\s*(?:#{1,6}\s|"
    rf"{outline.PIECE}|{outline.CHAPTER}|{outline.SECTION}|{outline.FIRST}|{outline.SECOND})"
)
_HEADING_LENGTH = 40


@dataclass(frozen=True)
class Run:
    """A stretch of text, known by where it starts; a figure or what stands between figures."""

    start: int
    text: str
    figure: bool = False
    style: str = ""
    shown: bool = True
    checked: bool = False
    corrected: bool = False


@dataclass(frozen=True)
class Paragraph:
    """A line of the report. `level` is 0 for text and 1–6 for a heading."""

    level: int
    runs: tuple[Run, ...] = field(default_factory=tuple)


def parts(text: str, size: int = PAGE_CHARACTERS) -> list[tuple[int, int]]:
    """Where a long text is cut to be shown a part at a time: (start, end), cuts at line ends."""
    bounds, start = [], 0
    while len(text) - start > size:
        cut = text.rfind("\n", start, start + size) + 1
        end = cut if cut > start else start + size
        bounds.append((start, end))
        start = end
    return [*bounds, (start, len(text))]


def part_of(position: int, bounds: list[tuple[int, int]]) -> int:
    """The index of the part that holds `position`."""
    return next((i for i, (start, end) in enumerate(bounds) if start <= position < end), 0)


def paragraphs(
    text: str,
    figures: pd.DataFrame,
    by: str = "role",
    shown: Iterable[str] | None = None,
    start: int = 0,
    end: int | None = None,
) -> list[Paragraph]:
    """`text[start:end]` in paragraphs, with the figures in it as runs of their own.

    `figures`: columns `start`, `end` and the one named by `by` (`role` or `stage`), whose value
    becomes the style; `checked` and `corrected` where known. Only styles in `shown` are lit (None:
    all). Of figures that overlap, the first one is shown.
    """
    end = len(text) if end is None else end
    lit = None if shown is None else set(shown)
    inside = figures[(figures["start"] >= start) & (figures["end"] <= end)].sort_values("start")
    marks = inside.to_dict("records")
    result: list[Paragraph] = []
    position, at = start, 0
    for line in text[start:end].splitlines(keepends=True):
        stop = position + len(line)
        body = line.rstrip("\r\n")
        runs, here = [], position + len(body) - len(body.lstrip())
        while at < len(marks) and marks[at]["start"] < stop:
            mark = marks[at]
            at += 1
            if mark["start"] < here:
                continue
            if mark["start"] > here:
                runs.append(Run(here, text[here : mark["start"]]))
            style = str(mark[by])
            runs.append(
                Run(
                    int(mark["start"]),
                    text[mark["start"] : mark["end"]],
                    True,
                    style,
                    lit is None or style in lit,
                    bool(mark.get("checked", False)),
                    bool(mark.get("corrected", False)),
                )
            )
            here = int(mark["end"])
        if here < position + len(body):
            runs.append(Run(here, text[here : position + len(body)]))
        if body.strip():
            result.append(Paragraph(_level(body), tuple(runs)))
        position = stop
    return result


def _level(line: str) -> int:
    return (
        2
        if len(line.strip()) <= _HEADING_LENGTH
        and _HEADING.match(line)
        and not line.rstrip().endswith(("。", "；", "，"))
        else 0
    )


def as_data(content: list[Paragraph]) -> list[dict[str, Any]]:
    """The paragraphs as plain lists and dicts, for a component that takes JSON."""
    return [
        {
            "level": paragraph.level,
            "runs": [
                {
                    "start": run.start,
                    "text": run.text,
                    "figure": run.figure,
                    "style": run.style,
                    "shown": run.shown,
                    "checked": run.checked,
                    "corrected": run.corrected,
                }
                for run in paragraph.runs
            ],
        }
        for paragraph in content
    ]


def context(text: str, start: int, end: int) -> tuple[str, str, str]:
    """The paragraph around a figure: what stands before it, the figure, what stands after."""
    before = text.rfind("\n", 0, start) + 1
    after = text.find("\n", end)
    after = len(text) if after < 0 else after
    return text[before:start].lstrip(" \u3000"), text[start:end], text[end:after].rstrip()
