"""Signs that end a sentence, and signs that end a part of one."""

from __future__ import annotations

import re

SENTENCE_ENDS = "。！？!?"
# What stands between coordinate parts ends a part.
PART_ENDS = SENTENCE_ENDS + "；;"
# A paragraph's end ends a sentence too, whatever stands before it.
SENTENCE_OR_LINE_ENDS = SENTENCE_ENDS + "\n"
PART_OR_LINE_ENDS = PART_ENDS + "\n"
_SENTENCE_OR_LINE_END = re.compile(f"[{SENTENCE_OR_LINE_ENDS}]")
_PART_OR_LINE_END = re.compile(f"[{PART_OR_LINE_ENDS}]")


def sentence_ends_in(between: str) -> bool:
    """Whether a sentence ends in the words `between` two places of a text."""
    return _SENTENCE_OR_LINE_END.search(between) is not None


def part_ends_in(between: str) -> bool:
    """Whether a sentence or a part of one ends in the words `between` two places of a text."""
    return _PART_OR_LINE_END.search(between) is not None
