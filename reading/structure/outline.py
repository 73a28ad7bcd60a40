"""Lines with an outline mark (第一章 一、 （一） 1. （1）) and the headings they make."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from writing import outline
from writing.sentence import PART_ENDS

_MARKS = (  # level, mark
    (0, regex.compile(rf"{outline.PIECE}(?=[\s：:、]|$)")),
    (1, regex.compile(rf"{outline.CHAPTER}(?=[\s：:、\p{{Han}}]|$)")),
    (1, regex.compile(outline.FIRST)),
    (2, regex.compile(rf"{outline.SECTION}(?=[\s：:、\p{{Han}}]|$)")),
    (2, regex.compile(outline.SECOND)),
    (3, regex.compile(outline.THIRD)),
    (4, regex.compile(outline.FOURTH)),
)
_BEFORE = " \t　>"  # indentation, and the quote mark that some web texts leave
_NUMBERED = 3  # the level from which on a numbered line may be an item of a list
_LONGEST = 45  # characters of a heading on a line of its own
_LONGEST_RUN_IN = 32  # characters of a heading that the paragraph runs on behind
_LONGEST_WITHOUT_FIGURES = 64  # characters of either: a longer line with figures reports them
_SENTENCE = regex.compile(rf"[{PART_ENDS}，,：:]\s*$")
_DIGIT = regex.compile(r"\d")
_RUN_IN = regex.compile(r"[^。；！？\n]*。")


def outline_mark(line: str) -> tuple[int, int] | None:
    """The level of the outline mark that `line` begins with and where the mark ends, or None."""
    indent = len(line) - len(line.lstrip(_BEFORE))
    for level, mark in _MARKS:
        if match := mark.match(line, indent):
            return level, match.end()
    return None


def heading_in(line: str) -> tuple[int, int, int] | None:
    """(start, end, level) of the heading that `line` is or begins with, by its outline mark.

    A short line without a sentence's end is a heading; so is a short first sentence behind
    一、 or （一） when the paragraph runs on behind it. Numbered items are headings only on a line
    of their own.
    """
    found = outline_mark(line)
    if not found:
        return None
    level, mark_end = found
    text = line.rstrip()
    start = len(line) - len(line.lstrip(_BEFORE))
    if level == 0:
        return start, len(text), level
    if (
        len(text) - start <= _most(text, _LONGEST)
        and not _SENTENCE.search(text)
        and len(text) > mark_end
    ):
        return start, len(text), level
    if level in (1, 2):
        run_in = _RUN_IN.match(text, mark_end)
        longest = _most(run_in[0], _LONGEST_RUN_IN) if run_in else 0
        if run_in and run_in.end() - start <= longest and run_in.end() < len(text):
            return start, run_in.end() - 1, level
    return None


def _most(words: str, with_figures: int) -> int:
    """How many characters a heading of these words may have."""
    return with_figures if _DIGIT.search(words) else _LONGEST_WITHOUT_FIGURES


def list_items(text: str, headings: Sequence[tuple[int, int, int]]) -> set[int]:
    """Which of `headings` (start, end, level) are items of a list, by their places in it.

    Numbered lines (1. （1）) that follow each other with nothing between head no text.
    """
    found: set[int] = set()
    for place in range(1, len(headings)):
        (start, end, level), (following, _, same) = headings[place - 1], headings[place]
        if (
            level == same >= _NUMBERED
            and not text[end:following].strip()
            and outline_mark(text[start:end])
            and outline_mark(text[following : following + _LONGEST])
        ):
            found |= {place - 1, place}
    return found
