"""Passages of a report that can be read one by one: whole paragraphs, whole tables."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

import regex

from reading import Report

# Where a text may be cut, best first. A number never stands across one of these.
_CUTS = ("\n", "。！？!?；;", "，,、：: \t")
_CUT = regex.compile(rf"[{''.join(_CUTS)}]")


def passages(report: Report, start: int, end: int, size: int) -> Iterator[tuple[int, int]]:
    """The text from `start` to `end` in passages of about `size` characters, in order.

    A passage ends with a paragraph, else with a sentence, else behind a sign between words; it is
    longer than `size` where there is no such sign, or where a table is.
    """
    tables = [(table.start, table.end) for table in report.tables]
    while end - start > size:
        cut = min(_outside(tables, start, _cut(report.text, start, start + size, end)), end)
        yield start, cut
        start = cut
    if start < end:
        yield start, end


def _cut(text: str, start: int, most: int, end: int) -> int:
    """The best place to cut text[start:end] behind `start`, at `most` where that can be."""
    for signs in _CUTS:
        place = max(text.rfind(sign, start, most) for sign in signs)
        # A passage of next to nothing is no gain over a worse cut.
        if place >= start + (most - start) // 2:
            return place + 1
    found = _CUT.search(text, most, end)
    return found.end() if found else end


def _outside(tables: list[tuple[int, int]], start: int, cut: int) -> int:
    """The place nearest to `cut` that is in no table and behind `start`."""
    at = bisect_right(tables, (cut, 0)) - 1
    if at < 0 or cut >= tables[at][1]:
        return cut
    begin, end = tables[at]
    return begin if begin > start else end + 1
