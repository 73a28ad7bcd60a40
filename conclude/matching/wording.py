"""In what words two figures are told: those that name them, and those around them."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from conclude.matching.name import (
    contrasts,
    denials,
    groups_of,
    is_general,
    loosened,
    parting_words,
)
from conclude.matching.told import Told

_LONGEST = 24  # characters of a wording that is still a name
_SHORTEST = 2
_OFTEN = 3  # a report that tells of a group so often tells nothing apart by it
_NEAR = 4  # figures on either side whose words say what is told of
_NUMBER = re.compile(r"[\d.,%万亿]+")


class Wording(NamedTuple):
    """The characters of a wording, and the pairs of them that follow each other."""

    characters: frozenset[str]
    pairs: frozenset[str]


class Worded(NamedTuple):
    """A figure with its words: `names` are the wordings of what it counts, `context` what its
    sentence says up to it, `around` the pairs of characters of the figures next to it, `parting`
    the words that tell parts of a whole apart (重大, 新增, 未), `denials` those that deny what it
    counts, `contrasts` what it says of those things of which it can be one only (城镇 or 农村)."""

    told: Told
    names: tuple[Wording, ...]
    context: Wording
    around: frozenset[str]
    parting: frozenset[str]
    denials: frozenset[str]
    contrasts: dict[str, frozenset[str]]


def worded(one: list[Told], other: list[Told]) -> tuple[list[Worded], list[Worded]]:
    """The figures of two reports with their words. Groups of which both tell all the time (妇女)
    tell nothing apart."""
    ordinary = _ordinary(one) & _ordinary(other)
    return _with_words(one, ordinary), _with_words(other, ordinary)


def alike(one: frozenset[str], other: frozenset[str]) -> float:
    """What share of two sets is common to both: 0 to 1."""
    together = len(one) + len(other)
    return 2 * len(one & other) / together if together else 0.0


def within(one: frozenset[str], other: frozenset[str]) -> float:
    """What share of the smaller of two sets the larger holds: 0 to 1."""
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0


def _with_words(report: list[Told], ordinary: frozenset[str]) -> list[Worded]:
    names = [_names(told) for told in report]
    found = []
    for at, told in enumerate(report):
        near = names[max(0, at - _NEAR) : at] + names[at + 1 : at + 1 + _NEAR]
        wording = f"{told.full}，{loosened(told.words)}"
        found.append(
            Worded(
                told,
                names=names[at],
                context=_wording(told.context),
                around=frozenset().union(*(name.pairs for each in near for name in each)),
                parting=parting_words(wording) - ordinary,
                denials=denials(told.full),
                contrasts=contrasts(wording),
            )
        )
    return found


def _names(told: Told) -> tuple[Wording, ...]:
    """Each wording of what a figure counts: its name, and its clause's words."""
    clause = () if told.sort.status == "change" else (loosened(told.words), told.around)
    wordings = dict.fromkeys(
        _NUMBER.sub("", wording)
        for wording in (told.full, *clause)
        if _SHORTEST <= len(wording) <= _LONGEST and not is_general(wording)
    )
    return tuple(map(_wording, wordings or [loosened(told.figure.metric)]))


def _wording(told: str) -> Wording:
    pairs = (told[at : at + 2] for at in range(len(told) - 1))
    return Wording(frozenset(told), frozenset(pairs))


def _ordinary(told: list[Told]) -> frozenset[str]:
    """Groups of which a report tells so often that they set nothing apart in it: 妇女."""
    often = Counter(word for one in told for word in groups_of(one.full or one.words))
    return frozenset(word for word, times in often.items() if times >= _OFTEN)
