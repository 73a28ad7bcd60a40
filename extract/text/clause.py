"""Clauses and sentences: how far the words around a figure belong to it."""

from __future__ import annotations

import re

import regex

from writing.sentence import SENTENCE_ENDS, SENTENCE_OR_LINE_ENDS

# What ends a clause. A full stop between digits is part of a figure and never looked at here.
BOUNDARIES = frozenset("→，。；：！？\n\u3000,;:!?…—|│】")
# Signs behind which a clause or an item of a list begins.
CLAUSE_HEAD = frozenset("，。；：、！？\n　 “（(—;:,.! ")
_CLOSING = {
    "”": "“",
    "》": "《",
    "）": "（",
    ")": "(",
    "』": "『",
    "」": "「",
    "’": "‘",
    "]": "[",
}
_OPENING = {opening: closing for closing, opening in _CLOSING.items()}
_BRACKETS_OPEN = frozenset("（([【")
_BRACKETS_CLOSE = frozenset("）)]】")
# The signs at which a clause may begin or end, looked for backwards and forwards. Backwards by a
# leap to the end: a search in reverse, which regex has, takes three times as long.
_BACKWARD = re.compile(
    rf".*[{re.escape(''.join((*BOUNDARIES, *_CLOSING, *_BRACKETS_OPEN)))}]", re.DOTALL
)
_FORWARD = re.compile(
    rf"[.{re.escape(''.join((*BOUNDARIES, *_OPENING, *_BRACKETS_OPEN, *_BRACKETS_CLOSE)))}]"
)
_AFTER_STOP = frozenset(("", " ", "\n", "\u3000"))
# Half-width marks beside Chinese characters, and the full-width ones that they stand for. A comma
# between digits is part of a number.
_NARROW = regex.compile(r"[,;:!?](?:(?<=[\p{Han}%％）)”》 ][,;:!?])|(?=[\p{Han}“（(《]))")
# 地区生产总值（GDP): a bracket whose halves are of two widths.
_HALVES = re.compile(r"（[^（）()\n]{1,40}\)|\([^（）()\n]{1,40}）")
_WIDE = str.maketrans(",;:!?", "，；：！？")
# A clause longer than this is cut off: a name that long is none, and the work stays bounded.
REACH = 90
_SENTENCE_REACH = 600
_FIRST_END = re.compile(f"[{SENTENCE_OR_LINE_ENDS}]")
_LAST_END = re.compile(f".*[{SENTENCE_OR_LINE_ENDS}]", re.DOTALL)


def with_wide_marks(text: str) -> str:
    """The text with half-width commas and half-wide brackets made wide; of the same length."""
    wide = _NARROW.sub(lambda mark: mark[0].translate(_WIDE), text)
    return _HALVES.sub(lambda pair: f"（{pair[0][1:-1]}）", wide)


def clause_start(text: str, place: int, limit: int) -> int:
    """Where the clause begins that reaches up to `place`, not before `limit`.

    Quotations and brackets that were opened and closed inside it are stepped over; one that is
    still open begins the clause.
    """
    limit = max(limit, place - REACH)
    at = place
    while found := _BACKWARD.match(text, limit, at):
        at = found.end() - 1
        sign = text[at]
        if (sign in BOUNDARIES and not _joins_digits(text, at)) or sign in _BRACKETS_OPEN:
            return at + 1
        if sign in _CLOSING:
            opening = text.rfind(_CLOSING[sign], limit, at)
            if opening < 0:
                return at + 1
            at = opening
    return min(limit, at)


def _joins_digits(text: str, place: int) -> bool:
    """Whether the sign at `place` is the dash of 1—11月 and no end of a clause."""
    return text[place] == "—" and text[place - 1 : place].isdigit() and text[place + 1].isdigit()


def clause_end(text: str, place: int, limit: int) -> int:
    """Where the clause ends that begins at `place`, not behind `limit`."""
    limit = min(limit, place + REACH, len(text))
    at = place
    while found := _FORWARD.search(text, at, limit):
        at = found.start()
        sign = text[at]
        if sign in BOUNDARIES or sign in _BRACKETS_CLOSE:
            return at
        if sign == "." and text[at + 1 : at + 2] in _AFTER_STOP:
            # A half-width full stop, not the point of 2.0.
            return at
        if sign in _OPENING:
            closing = text.find(_OPENING[sign], at + 1, limit)
            if closing < 0:
                return at if sign in _BRACKETS_OPEN else limit
            at = closing
        at += 1
    return max(limit, place)


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence that holds `text[start:end]`, without the blanks around it."""
    low = max(0, start - _SENTENCE_REACH)
    before = _LAST_END.match(text, low, start)
    begin = before.end() if before else low
    high = min(len(text), end + _SENTENCE_REACH)
    behind = _FIRST_END.search(text, end, high)
    stop = behind.start() + (behind[0] != "\n") if behind else high
    while begin < start and text[begin].isspace():
        begin += 1
    while stop > end and text[stop - 1].isspace():
        stop -= 1
    # The quotation that closes with the sentence belongs to it.
    if stop < len(text) and text[stop] in "”’」』" and text[stop - 1] in SENTENCE_ENDS:
        stop += 1
    return begin, stop


def sentence_at(text: str, start: int, end: int) -> str:
    """The sentence that holds `text[start:end]`, as the table gives it."""
    begin, stop = sentence_around(text, start, end)
    return text[begin:stop]
