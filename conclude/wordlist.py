"""The word lists of the conclusions: data files in words/, each with its meaning in its header."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from extract.text.lexicon import longest_first

FOLDER = Path(__file__).with_name("words")


@cache
def entries(name: str) -> tuple[tuple[str, ...], ...]:
    """The lines of the list `name` (a file name), split at tabs; comments are left out."""
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return tuple(
        tuple(cell.strip() for cell in line.split("\t"))
        for line in lines
        if line.strip() and not line.startswith("#")
    )


@cache
def words(name: str, group: str = "") -> frozenset[str]:
    """The words of the list `name`; with `group`, only those whose second column is `group`."""
    return frozenset(row[0] for row in entries(name) if not group or row[1] == group)


@cache
def table(name: str) -> dict[str, str]:
    """The list `name` as a table from its first column to its second."""
    return {row[0]: row[1] for row in entries(name)}


def any_of(some: Iterable[str]) -> str:
    """A pattern for one of the words, the longest that fits."""
    return "(?:" + "|".join(re.escape(word) for word in longest_first(some)) + ")"
