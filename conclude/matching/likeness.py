"""Pairs by how much of their words two figures share, where no other comes near: a guess.

诉前委派调解纠纷 and 诉前委派调解; 调解成功 and 成功化解, told right behind them.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator
from itertools import product
from typing import NamedTuple

from conclude.matching.name import groups_of, is_general, loosened, plain, says_more, sets_apart
from conclude.matching.told import (
    Told,
    near_in_size,
    of_one_whole,
    of_other_spans,
    of_other_things,
)
from extract.text.verb import VERBS

DOUBT = "the names share most of their words"
# Numbers that lie further apart tell of two things; what is counted on grows by less in a year.
_CLOSE, _CLOSE_BESIDE, _STEADY = 1.7, 2.5, 1.5
# The share of their words that two names must have in common, and by how much more than with any
# other; held on pairs of reports that were labelled by hand, one pair left out at a time.
_ALIKE, _AHEAD_OF_OTHERS = 0.45, 0.15
_THING, _OTHER_VERB = 4, 0.1
_OFTEN = 3
_SIDES = (-1, 1)  # right in front of a figure, and right behind it
_BESIDE = 0.25  # a pair told right in front of two figures, or right behind, adds so much
# Characters that a name needs: beside a known pair, of a rate, and else.
_SHORTEST, _RATE, _NAME = 2, 6, 3
_RATES = ("percent", "points")
_OF_OTHER = re.compile("占|计划|目标|任务")  # a rate of something told elsewhere
_LONGEST = 24  # characters of a name that is no clause


_ANY_STAGE = {"other", "activity"}  # what goes with every other stage


class _Likeness(NamedTuple):
    first: int
    second: int
    score: float


def likely(
    one: list[Told], other: list[Told], pairs: list[tuple[int, int, str]]
) -> Iterator[tuple[int, int, str]]:
    """Pairs of what is left of two reports that share most of their words, each with its doubt.

    `pairs` are those known. Words count the less the more figures of both reports have them. A
    pair is made where both like each other best, by far.
    """
    firsts, seconds = {pair[0] for pair in pairs}, {pair[1] for pair in pairs}
    mine = [told for told in one if told.figure.row not in firsts]
    theirs = [told for told in other if told.figure.row not in seconds]
    weights = _weights([*one, *other])
    beside = _Beside(one, other, pairs)
    ordinary = _ordinary(one) & _ordinary(other)
    found = [
        _Likeness(a.figure.row, b.figure.row, score + _BESIDE * sides)
        for a, b in _of_one_sort(mine, theirs)
        for sides in (beside.sides(a, b),)
        if _agree(a, b, beside, sides)
        for score in (_likeness(a, b, weights, sides, ordinary),)
        if score
    ]
    best_first = _best((pair.first, pair.score) for pair in found)
    best_second = _best((pair.second, pair.score) for pair in found)
    for pair in sorted(found):
        if pair.score < _ALIKE:
            continue
        if _by_far(pair, best_first[pair.first]) and _by_far(pair, best_second[pair.second]):
            yield pair.first, pair.second, DOUBT


def _best(found: Iterable[tuple[int, float]]) -> dict[int, list[float]]:
    """The two best scores of each row."""
    scores: dict[int, list[float]] = defaultdict(list)
    for row, score in found:
        scores[row].append(score)
    return {row: sorted(each, reverse=True)[:2] for row, each in scores.items()}


def _by_far(pair: _Likeness, best: list[float]) -> bool:
    return pair.score == best[0] and (len(best) == 1 or best[1] <= pair.score - _AHEAD_OF_OTHERS)


def _of_one_sort(mine: list[Told], theirs: list[Told]) -> Iterator[tuple[Told, Told]]:
    sorts: dict[Hashable, list[Told]] = defaultdict(list)
    for told in theirs:
        sorts[told.sort].append(told)
    for a in mine:
        for b in sorts.get(a.sort, ()):
            yield a, b


def _agree(a: Told, b: Told, beside: _Beside, sides: int) -> bool:
    """Whether two figures of one sort agree in all but their names: body, whole, stage and size.

    `sides` says on how many sides a known pair stands right beside the two: there, what only one of
    the reports says of body and whole is no other one.
    """
    if any(one.name and one.name.main for one in (a, b)):
        return False
    far = _CLOSE if a.counted_on == b.counted_on else _STEADY
    if sides and far == _CLOSE:
        far = _CLOSE_BESIDE
    stages = {_stage(a), _stage(b)} - _ANY_STAGE
    return (
        len(stages) < 2
        and near_in_size(a.figure, b.figure, far)
        and not of_other_things(a, b)
        and not of_other_spans(a, b)
        and _of_one_body(a, b, beside, sides)
    )


def _stage(told: Told) -> str:
    """Its stage; of an aim, and of what is told to have come of a plan (实际), that it was planned
    says nothing.
    """
    stage = told.figure.stage
    says_nothing = told.sort.status == "target" or "实际" in told.words
    return "other" if stage == "planned" and says_nothing else stage


def _of_one_body(a: Told, b: Told, beside: _Beside, sides: int) -> bool:
    of_one = of_one_whole(a, b) or beside.can_be_one(a.figure.whole, b.figure.whole)
    if sides:
        of_one = of_one or sides == len(_SIDES)
        return of_one and (a.body <= b.body or b.body <= a.body)
    return of_one and a.body == b.body and bool(a.whole) == bool(b.whole)


def _likeness(
    a: Told, b: Told, weights: dict[str, float], sides: int, ordinary: frozenset[str]
) -> float:
    """The largest share of words that two wordings have in common; 0 where each says what the
    other does not, or a word tells parts of a whole apart (城镇, 农村, 重大) or denies it (未).
    `sides` says on how many sides a known pair stands right beside the two; words that are
    `ordinary` in both reports tell nothing apart.
    """
    return max(
        (
            _alike(one, other, weights, sides)
            for one, other in product(_wordings(a, sides > 0), _wordings(b, sides > 0))
            if not sets_apart(one, other, ordinary)
        ),
        default=0.0,
    )


def _alike(one: str, other: str, weights: dict[str, float], sides: int) -> float:
    """The share of words that two wordings have in common; 0 where each says what the other does
    not, unless only their verbs do: 发放扶贫小额信贷, 投放扶贫小额信贷.
    """
    share = _shared(one, other, weights)
    if says_more(one, other):
        return share
    things = _without_verb(one), _without_verb(other)
    least = _SHORTEST if sides == len(_SIDES) else _THING
    if min(map(len, things)) < least or any(map(is_general, things)) or not says_more(*things):
        return 0.0
    return max(share, _shared(*things, weights) - _OTHER_VERB)


def _without_verb(wording: str) -> str:
    """What it was done to, where a wording begins with a verb; else empty."""
    verb = VERBS.at(wording, 0)
    return wording[len(verb) :] if verb else ""


def _shared(one: str, other: str, weights: dict[str, float]) -> float:
    mine, theirs = _pieces(one), _pieces(other)
    whole = sum(weights[piece] for piece in (*mine, *theirs))
    return 2 * sum(weights[piece] for piece in mine & theirs) / whole if whole else 0.0


def _wordings(told: Told, beside: bool = True) -> list[str]:
    """What a figure counts, as its name and as its clause words it; nothing where that does not say
    enough by itself and nothing `beside` says more: 办结率, 立案, 占总数的.
    """
    rate = told.figure.kind in _RATES
    change = told.figure.status == "change"
    told_as = {told.full, *(() if change else (loosened(told.words), told.around))}
    least = _SHORTEST if beside else _RATE if rate else _NAME
    if not (beside or told.full) and plain(told.figure.metric) == told.words:
        return []  # what is too general as a name says no more as a clause: 发现问题
    of_other = rate and not beside and _OF_OTHER.search(told.figure.metric + told.words)
    return [
        one
        for one in told_as
        if least <= len(one) <= _LONGEST and not (of_other or is_general(one))
    ]


def _pieces(wording: str) -> frozenset[str]:
    return frozenset(wording[at : at + 2] for at in range(len(wording) - 1))


def _weights(tellings: list[Told]) -> dict[str, float]:
    """What each piece of a wording counts: the less, the more figures have it."""
    having: Counter[str] = Counter()
    for told in tellings:
        having.update({piece for wording in _wordings(told) for piece in _pieces(wording)})
    return {piece: 1 / (1 + math.log(number)) for piece, number in having.items()}


class _Beside:
    """The pairs that are known, by where they are told."""

    def __init__(
        self, one: list[Told], other: list[Told], pairs: list[tuple[int, int, str]]
    ) -> None:
        self._mine, self._theirs = (
            {told.figure.row: told for told in all_} for all_ in (one, other)
        )
        self._pairs = {(first, second) for first, second, _ in pairs}

    def sides(self, a: Told, b: Told) -> int:
        """On how many sides a known pair stands right beside two figures in their sentences."""
        rows = a.figure.row, b.figure.row
        return sum(
            (rows[0] + step, rows[1] + step) in self._pairs
            and self._mine[rows[0] + step].sentence == a.sentence
            and self._theirs[rows[1] + step].sentence == b.sentence
            for step in _SIDES
        )

    def can_be_one(self, first: int, second: int) -> bool:
        """Whether two rows are a known pair, or can be one by all but their names."""
        a, b = self._mine.get(first), self._theirs.get(second)
        if a is None or b is None:
            return False
        alike = a.sort == b.sort and a.body == b.body and near_in_size(a.figure, b.figure, _CLOSE)
        return (first, second) in self._pairs or alike


def _ordinary(told: list[Told]) -> frozenset[str]:
    """Words of which a report tells so often that they set nothing apart in it: 妇女."""
    often = Counter(word for one in told for word in groups_of(one.full or one.words))
    return frozenset(word for word, times in often.items() if times >= _OFTEN)
