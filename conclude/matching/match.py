"""Which figures of two reports tell of the same thing: 查摆问题 of last year and of this one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable

import pandas as pd

from conclude.matching.beside import CLOSE, DOUBT, filled_in, told_next
from conclude.matching.likeness import likely
from conclude.matching.name import is_general, plain
from conclude.matching.told import (
    Told,
    near_in_size,
    of_one_whole,
    of_other_spans,
    of_other_things,
    tellings,
)
from conclude.wordlist import table


def match(earlier: pd.DataFrame, later: pd.DataFrame) -> pd.DataFrame:
    """Which figures of two reports tell of the same thing, in the earlier report's order.

    Both are figures tables. Columns: `first`, a row of `earlier`; `second`, a row of `later`;
    `doubt`, empty or why it is a guess. A figure is matched once at most. Where a report tells
    one thing several times over, with nothing to say which of them is meant, none is matched.
    Order does not matter: with the reports swapped, `first` and `second` are.
    """
    return match_tellings(tellings(earlier), tellings(later))


def match_tellings(one: list[Told], other: list[Told]) -> pd.DataFrame:
    """`match` for many reports: the `tellings` of each are read once."""
    pairs: list[tuple[int, int, str]] = []
    for key, doubt in _WAYS:
        pairs += _pairs(_left(one, pairs, 0), _left(other, pairs, 1), key, doubt)
    pairs += told_next(one, other, pairs)
    pairs += filled_in(_left(one, pairs, 0), _left(other, pairs, 1), pairs)
    pairs += told_next(one, other, pairs)
    for _ in range(_ROUNDS):
        pairs += likely(one, other, pairs)
        pairs += told_next(one, other, pairs)
    frame = pd.DataFrame(sorted(pairs), columns=["first", "second", "doubt"])
    return frame.astype({"first": "Int64", "second": "Int64", "doubt": "string"})


def _left(told: list[Told], pairs: list[tuple[int, int, str]], side: int) -> list[Told]:
    """What is in no pair yet; `side` is 0 for the earlier report, 1 for the later one."""
    taken = {pair[side] for pair in pairs}
    return [one for one in told if one.figure.row not in taken]


def _strict(told: Told) -> Hashable:
    return told.name and (told.name.strict, told.whole)


def _loose(told: Told) -> Hashable:
    return told.name and told.name.loose and (told.name.loose, told.whole)


def _unlinked(told: Told) -> Hashable:
    """One name in the same words, where one report alone says of what it is a part."""
    return told.name and told.words and (told.name.strict, told.words)


def _part_of(told: Told) -> Hashable:
    """A part of one whole may have a general name: 企业 of 经营主体."""
    return told.whole and (told.whole, plain(told.figure.metric))


def _worded(told: Told) -> Hashable:
    """One clause, word by word; 比上年提高 does not say what was."""
    if told.figure.status == "change" or is_general(told.words):
        return None
    return told.words if len(told.words) >= _CLAUSE else None


# The ways in which two figures are of one thing, each tried on what is left of those before.
_ROUNDS = 3  # a guess may make the one beside it likely
_CLAUSE = 5  # characters that a clause needs to say what it tells of
_WAYS: tuple[tuple[Callable[[Told], Hashable], str], ...] = (
    (_strict, ""),
    (_part_of, ""),
    (_unlinked, ""),
    (_worded, ""),
    (_loose, DOUBT),
)


def _pairs(
    one: list[Told], other: list[Told], key_of: Callable[[Told], Hashable], doubt: str
) -> list[tuple[int, int, str]]:
    mine, theirs = _by_key(one, key_of), _by_key(other, key_of)
    return [
        (mine[key].figure.row, theirs[key].figure.row, doubt)
        for key in mine
        if key in theirs
        and of_one_whole(mine[key], theirs[key])
        and not of_other_things(mine[key], theirs[key])
        and not of_other_spans(mine[key], theirs[key])
        and _can_be_of_one_size(mine[key], theirs[key], doubt)
    ]


def _can_be_of_one_size(a: Told, b: Told, doubt: str) -> bool:
    """Whether the numbers lie so close as is needed where little else is said: of a bare total, or
    where one report alone tells of what it is a part."""
    if a.whole != b.whole or a.figure.object in table("match_bare.tsv"):
        return near_in_size(a.figure, b.figure, CLOSE)
    return not doubt or near_in_size(a.figure, b.figure)


def _by_key(told: list[Told], key_of: Callable[[Told], Hashable]) -> dict[Hashable, Told]:
    """The one telling of each thing; things told several times over are left out."""
    things: dict[Hashable, dict[frozenset[str], list[Told]]] = defaultdict(dict)
    for one in told:
        key = key_of(one)
        if key:
            things[key, one.sort].setdefault(one.body, []).append(one)
    chosen: dict[Hashable, Told] = {}
    for thing, by_body in things.items():
        for body, group in by_body.items():
            one_of = _one_of(group, alone=len(by_body) == 1)
            if one_of:
                chosen[thing, body] = one_of
    return chosen


def _one_of(group: list[Told], alone: bool) -> Told | None:
    """The telling that stands for a group: a main indicator's first, the only one that says whose
    it is, or the only one. `alone` is whether no other body tells of the thing: where one does, a
    telling without a body may be of any of them. Two values of one name in a sentence are a list
    whose names the table does not tell apart.
    """
    if group[0].name and group[0].name.main:
        return group[0] if [one.sentence for one in group].count(group[0].sentence) == 1 else None
    if len({(one.figure.number, one.figure.text) for one in group}) == 1 and alone:
        return group[0]  # one number, told twice
    named = [one for one in group if one.figure.scope]
    if len(named) == 1:
        return named[0]
    return group[0] if len(group) == 1 and alone else None
