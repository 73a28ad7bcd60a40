"""Rules as data: a name, an example, and a pattern over the shape of a clause.

A clause is taken apart into chunks, and its shape is a string with one letter a chunk, so that a
short pattern runs over what would else be many look-ups. No rule is written in letters: a pattern
names its chunks, `{predicate} {figure} {noun}`, and each name stands for its letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

# Letters that mean nothing in a pattern and follow each other, so that a range can be named.
_FIRST = 0x100


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: what it is called in the trace of a row, and a sentence in which it speaks.

    `pattern` is to match a whole shape, in names of chunks; it is empty where a rule is applied
    by code. `gives` says what the rule decides.
    """

    name: str
    example: str
    pattern: str = ""
    gives: str = ""


class Alphabet:
    """The kinds of chunks that a shape is made of, each with a letter of its own."""

    def __init__(self, kinds: Iterable[str]) -> None:
        self._letters = {kind: chr(_FIRST + place) for place, kind in enumerate(kinds)}

    def __getitem__(self, kind: str) -> str:
        """The letter of a kind of chunk. KeyError where the alphabet has none of that name."""
        return self._letters[kind]

    def shape(self, kinds: Iterable[str]) -> str:
        """The shape of chunks of these kinds, in order."""
        return "".join(map(self._letters.__getitem__, kinds))

    def compiled(self, pattern: str) -> re.Pattern[str]:
        """A pattern in names of chunks as one over letters; blanks in it only make it legible."""
        named = re.sub(r"\{(\w+)\}", lambda name: self[name[1]], pattern)
        return re.compile(named.replace(" ", ""))


class Rules:
    """An ordered list of rules over shapes: the first one that fits a shape speaks."""

    def __init__(self, alphabet: Alphabet, rules: Iterable[Rule]) -> None:
        self.rules = tuple(rules)
        self._patterns = [(alphabet.compiled(rule.pattern), rule) for rule in self.rules]
        # Clauses differ, their shapes recur.
        self._known: dict[str, Rule] = {}
        self._fitting: dict[str, tuple[Rule, ...]] = {}

    def __iter__(self) -> Iterator[Rule]:
        return iter(self.rules)

    def first(self, shape: str) -> Rule:
        """The first rule that fits the whole shape. The last rule of a list fits any."""
        rule = self._known.get(shape)
        if rule is None:
            rule = next(rule for pattern, rule in self._patterns if pattern.fullmatch(shape))
            self._known[shape] = rule
        return rule

    def fitting(self, shape: str) -> tuple[Rule, ...]:
        """All rules that fit the whole shape, in order: what is asked more than the shape tells."""
        rules = self._fitting.get(shape)
        if rules is None:
            rules = tuple(rule for pattern, rule in self._patterns if pattern.fullmatch(shape))
            self._fitting[shape] = rules
        return rules
