"""Finding the figures of a text: where each stands, what number it names, its unit and its role.

What the figures count, and how they relate, is read afterwards from the clauses around them.
"""

from __future__ import annotations

import math

import regex

from extract import dates, roles
from extract.expressions import IDIOMS, NUMBER_WORDS
from extract.figure import Figure
from extract.numeral_pattern import NUMERAL
from extract.quantity import read_quantity

_CIRCLED_STARTS = {"①": 1, "⑴": 1, "⒈": 1, "㈠": 1, "❶": 1}


def find_figures(text: str) -> list[Figure]:
    """All figures of `text` in order, none overlapping, with number, interval, unit and role.

    Numerals that only form words (统一, 进一步) are left out.
    """
    figures: list[Figure] = []
    done = 0
    for found in NUMERAL.finditer(text):
        match: regex.Match[str] | None = found
        if found.start() < done:
            if found.end() <= done:
                continue
            # A date or an expression took the first part of the match: read on behind it.
            match = NUMERAL.match(text, done, found.end())
        while match is not None:
            end = _read(text, match, figures, done)
            done = max(done, end)
            match = NUMERAL.match(text, end, found.end()) if 0 < end < found.end() else None
    return figures


def _read(text: str, match: regex.Match[str], figures: list[Figure], done: int) -> int:
    """Add the figures that begin with the numeral of `match`; how far the text is read then."""
    start, end = match.span()
    group = match.lastgroup
    if group == "redacted":
        redacted = roles.redacted(text, start, end)
        if redacted is None:
            return end
        figures.append(redacted)
        return redacted.end
    if group == "circled":
        figures.append(Figure(start, end, match[0], "named", rule="list mark"))
        return end
    if group == "chinese":
        word = NUMBER_WORDS.around(text, start)
        if word is not None:
            return max(word[1], start + 1)
        idiom = IDIOMS.around(text, start)
        if idiom is not None:
            begin = max(idiom[0], done)
            figures.append(
                Figure(begin, idiom[1], text[begin : idiom[1]], "named", rule="fixed expression")
            )
            return idiom[1]
    date_end = dates.date_at(text, start, end)
    if date_end and text[start - 1 : start] != "第":
        figures.append(_date(text, start, date_end))
        return date_end
    return read_quantity(text, match, figures, done)


def _date(text: str, start: int, end: int) -> Figure:
    """The date `text[start:end]`; its number is the year, or the first number in it."""
    digits = regex.match(r"\d+", text, pos=start)
    number = float(digits[0]) if digits else math.nan
    return Figure(start, end, text[start:end], "date", number=number, rule="calendar date")
