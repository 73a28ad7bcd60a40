"""Signs that end a sentence, and signs that end a part of one."""

from __future__ import annotations

SENTENCE_ENDS = "。！？!?"
# What stands between coordinate parts ends a part.
PART_ENDS = SENTENCE_ENDS + "；;"
# A paragraph's end ends a sentence too, whatever stands before it.
SENTENCE_OR_LINE_ENDS = SENTENCE_ENDS + "\n"
PART_OR_LINE_ENDS = PART_ENDS + "\n"


def sentence_ends_in(between: str) -> bool:
    """Whether a sentence ends in the words `between` two places of a text."""
    # Told sign by sign: on a few words twice as fast as a pattern.
    return (
        "。" in between
        or "\n" in between
        or "！" in between
        or "？" in between
        or "!" in between
        or "?" in between
    )


def part_ends_in(between: str) -> bool:
    """Whether a sentence or a part of one ends in the words `between` two places of a text."""
    return "；" in between or ";" in between or sentence_ends_in(between)
