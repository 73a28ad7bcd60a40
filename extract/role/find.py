"""Finding the figures of a text: where each stands, what number it names, its unit and its role.

What the figures count, and how they relate, is read afterwards from the clauses around them.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from extract.figure import Figure
from extract.number.expressions import IDIOMS, NUMBER_WORDS
from extract.number.numeral_at import Numeral, numeral_at
from extract.number.numeral_pattern import NUMERAL, START
from extract.number.plain_quantity import unit_behind
from extract.number.redaction import redacted
from extract.number.special_quantity import half_at
from extract.role import dates, roles
from extract.role.quantity import read_quantity
from extract.role.time_span import time_span

# The numbers of an address on the net count nothing.
_ADDRESS = re.compile(r"(?:[a-z]{3,6}://|www\.|mailto:)[!-~]+", re.IGNORECASE)
_FEW = frozenset("一二两三四五六七八九十")
_YEAR = re.compile(r"\d+")


def find_figures(text: str) -> list[Figure]:
    """All figures of `text` in order, none overlapping, with number, interval, unit and role.

    Numerals that only form words (统一, 进一步) are left out.
    """
    figures: list[Figure] = []
    addresses = _addresses(text)
    skip_from, skip_to = next(addresses)
    done = 0
    while found := START.search(text, done):
        start = found.start()
        while skip_to <= start:
            skip_from, skip_to = next(addresses)
        if skip_from <= start:
            done = skip_to
            continue
        done = max(_read(text, start, figures, done), start + 1)
    return figures


def _addresses(text: str) -> Iterator[tuple[float, int]]:
    """Where addresses stand, and one behind the end of every text."""
    if "://" in text or "www." in text or "mailto:" in text:
        yield from (found.span() for found in _ADDRESS.finditer(text))
    yield math.inf, len(text) + 1


def _read(text: str, start: int, figures: list[Figure], done: int) -> int:
    """Add the figures that begin with the sign at `start`; how far the text is read then."""
    if text[start] in "半一壹对對":
        half = half_at(text, start, done)
        if half is not None and half.start >= done:
            rule = roles.not_counted(text, half) if half.kind == "duration" else ""
            if half.kind == "duration" and time_span(text, half):
                half.taken_for("date", "time span")
            elif rule:
                half.taken_for("named", rule)
            figures.append(half)
            return max(half.end, half.after)
        if text[start] in "半对對":
            return start + 1
    match = NUMERAL.match(text, start)
    if match is None:
        return start + 1
    end = match.end()
    group = match.lastgroup
    if group == "redacted":
        blanked = redacted(text, start, end)
        if blanked is None:
            return end
        figures.append(blanked)
        return blanked.end
    if group == "circled":
        figures.append(Figure(start, end, match[0], "named", rule="list mark"))
        return end
    if group == "chinese":
        read = _expression(text, match, figures, done)
        if read:
            return read
    date_end = dates.date_at(text, start, end) or dates.labelled_at(text, start, end)
    if date_end and text[start - 1 : start] != "第":
        figures.append(_date(text, start, date_end))
        return date_end
    return read_quantity(text, match, figures, done)


def _expression(text: str, match: re.Match[str], figures: list[Figure], done: int) -> int:
    """Where the word or set phrase ends that the numeral of `match` helps to form; 0 if none.

    A set phrase is added as a name, with what the numeral in it reads; a word is no figure.
    """
    start, end = match.span()
    if text[end : end + 2] in ("分之", "份之") or _opens_range(text, end):
        return 0
    word = NUMBER_WORDS.around(text, start)
    if word is not None and not (word[0] == start and word[1] < end):
        return max(word[1], start + 1)
    idiom = IDIOMS.around(text, start)
    if idiom is None or idiom[1] <= done:
        return 0
    numeral = numeral_at(text, match)
    if numeral is not None and _counts_more(text, numeral, idiom):
        return 0
    begin = max(idiom[0], done)
    figure = Figure(begin, idiom[1], text[begin : idiom[1]], "named", rule="fixed expression")
    if numeral is not None and numeral.value is not None:
        figure.number = float(numeral.value)
    figures.append(figure)
    return idiom[1]


def _opens_range(text: str, end: int) -> bool:
    """Whether 到 or 至 and a number follow (一到五个), so that 一到 is no word."""
    return text[end : end + 1] in ("到", "至") and text[end + 1 : end + 2] in _FEW


def _counts_more(text: str, numeral: Numeral, idiom: tuple[int, int]) -> bool:
    """Whether the numeral takes in more than the phrase does: 三百米, 两美元."""
    if idiom[0] < numeral.start:
        return False
    unit = unit_behind(text, numeral.end)
    if not unit.name:
        return numeral.end > idiom[1]
    return numeral.end >= idiom[1] or (unit.kind != "count" and unit.end > idiom[1])


def _date(text: str, start: int, end: int) -> Figure:
    """The date `text[start:end]`; its number is the year, or the first number in it."""
    digits = _YEAR.match(text, start)
    number = float(digits[0][:9]) if digits else math.nan
    return Figure(start, end, text[start:end], "date", number=number, rule="calendar date")
