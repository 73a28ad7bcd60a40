"""The word lists of the extractor: data files beside this module, read once.

Each file says in its header what it means and what its columns are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path

from opencc import OpenCC

FOLDER = Path(__file__).parents[1] / "words"


@cache
def entries(name: str) -> tuple[tuple[str, ...], ...]:
    """The lines of the list `name` (a file name), split into columns; comments are left out.

    A word that traditional script writes otherwise comes in that spelling too, as the standards of
    OpenCC, Taiwan and Hong Kong have it.
    """
    rows = _lines(name)
    known = {row[0] for row in rows}
    spelled = {
        word: (word, *row[1:])
        for words_so in _traditional(name)
        for word, row in zip(words_so, rows, strict=True)
        if word not in known
    }
    return (*rows, *spelled.values())


@cache
def traditional_signs(*names: str) -> dict[str, str]:
    """The signs of traditional script in the words of these lists, and their simplified ones."""
    return {
        other: sign
        for name in names
        for words_so in _traditional(name)
        for row, word in zip(_lines(name), words_so, strict=True)
        for sign, other in zip(row[0], word, strict=True)
        if sign != other
    }


@cache
def _traditional(name: str) -> list[list[str]]:
    """The words of a list in each spelling of traditional script, each as long as it was."""
    listed = "\n".join(row[0] for row in _lines(name))
    return [script.convert(listed).split("\n") for script in _scripts()]


@cache
def _scripts() -> tuple[OpenCC, ...]:
    return tuple(OpenCC(standard) for standard in ("s2t", "s2tw", "s2hk"))


@cache
def _lines(name: str) -> tuple[tuple[str, ...], ...]:
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return tuple(
        tuple(line.split("\t")) for line in lines if line.strip() and not line.startswith("#")
    )


@cache
def words(name: str, group: str = "") -> frozenset[str]:
    """The words of the list `name`; with `group`, only those whose second column is `group`."""
    return frozenset(row[0] for row in entries(name) if not group or row[1] == group)


@cache
def table(name: str) -> dict[str, str]:
    """The list `name` as a table from its first column to its second."""
    return {row[0]: row[1] for row in entries(name)}


def longest_first(some: Iterable[str]) -> list[str]:
    """The words in the order in which a pattern has to try them."""
    return sorted(some, key=lambda word: (-len(word), word))


class Prefixes:
    """Words looked up by how a text goes on at a place: the longest one that stands there."""

    def __init__(self, some: Iterable[str]) -> None:
        some = tuple(some)
        # The signs with which a word begins: where another one stands, no look-up is needed.
        self.signs = frozenset(word[0] for word in some)
        self._single = {word: word for word in some if len(word) == 1}
        self._by_two = _by_two(some, lambda word: word[:2], lambda two: two[0])
        # The two signs with which a longer word begins.
        self.pairs = frozenset(self._by_two)

    def at(self, text: str, place: int) -> str:
        """The longest word of the list that stands in `text` at `place`; empty if none does."""
        found = self._by_two.get(text[place : place + 2])
        if found is None:
            return self._single.get(text[place : place + 1], "") if self._single else ""
        longer, short = found
        for word in longer:
            if text.startswith(word, place):
                return word
        return short


class Suffixes:
    """Words looked up by how a text ends at a place: the longest one that ends there."""

    def __init__(self, some: Iterable[str]) -> None:
        some = tuple(some)
        # The signs with which a word ends.
        self.signs = frozenset(word[-1] for word in some)
        self._single = {word: word for word in some if len(word) == 1}
        self._by_two = _by_two(some, lambda word: word[-2:], lambda two: two[1])

    def ending(self, text: str, place: int) -> str:
        """The longest word of the list that ends in `text` just before `place`; empty if none."""
        found = self._by_two.get(text[place - 2 : place]) if place > 1 else None
        if found is None:
            return self._single.get(text[place - 1 : place], "") if place > 0 else ""
        longer, short = found
        for word in longer:
            if text.endswith(word, 0, place):
                return word
        return short


def _by_two(
    some: Sequence[str], two_of: Callable[[str], str], one_of: Callable[[str], str]
) -> dict[str, tuple[tuple[str, ...], str]]:
    """The longer words of a list by two of their signs, since nearly all places are told apart by
    them at once: the words of three signs and more, and what else stands there, of two or one."""
    known = frozenset(some)
    longer: dict[str, list[str]] = {}
    for word in longest_first(known):
        if len(word) > 1:
            longer.setdefault(two_of(word), []).append(word)
    return {
        two: (
            tuple(word for word in words_so if len(word) > 2),
            two if two in known else one_of(two) if one_of(two) in known else "",
        )
        for two, words_so in longer.items()
    }
