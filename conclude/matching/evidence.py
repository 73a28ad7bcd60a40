"""What speaks for and against two figures being of one thing, each a number with a name.

What each weighs stands in words/match_weights.tsv.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from functools import cached_property
from itertools import product

import numpy as np

from conclude.matching.name import plain
from conclude.matching.told import Told, times_apart
from conclude.matching.wording import Worded, Wording, alike, within
from conclude.wordlist import entries

Place = tuple[int, int]  # of a figure of the earlier report, and of one of the later
Numbers = np.ndarray  # a row a pair, a column a piece of evidence; or a number a pair

_RATES = ("percent", "points")
_ANY_STAGE = {"other", "activity"}  # what goes with every other stage
_MOST_NEAR = 2.0
# Numbers five times apart are as far apart as can be, rates nearly three times.
_FARTHEST, _FARTHEST_RATES = math.log(5), 1.0


class Two:
    """Two figures that can be of one thing.

    `rivals` is how many figures of the other report, at most, either of them can be of one with.
    """

    def __init__(self, one: Worded, other: Worded, rivals: int) -> None:
        self.a, self.b = one.told, other.told
        self._one, self._other = one, other
        self.rivals = rivals
        # Whether neither name says of itself what is told of: 已整改, 办结率.
        self.general = self.a.name is None and self.b.name is None

    @cached_property
    def apart(self) -> float:
        """How far the numbers lie apart, as a logarithm."""
        apart = math.log(times_apart(self.a.figure, self.b.figure))
        return min(apart, _FARTHEST_RATES if self.a.figure.kind in _RATES else _FARTHEST)

    @cached_property
    def of_one_name(self) -> bool:
        """Whether both are named, and alike."""
        if self.a.name is None or self.b.name is None:
            return False
        return self.a.name.strict == self.b.name.strict or self.pairs() == 1.0

    def characters(self) -> float:
        """The largest share of their characters that two wordings have in common."""
        return self._of_names(lambda x, y: alike(x.characters, y.characters))

    def pairs(self) -> float:
        """The same, of the pairs of characters."""
        return self._of_names(lambda x, y: alike(x.pairs, y.pairs))

    def within(self) -> float:
        """The largest share of a shorter wording's characters that the other's holds."""
        return self._of_names(lambda x, y: within(x.characters, y.characters))

    def context(self) -> float:
        """Of names that say too little, what their sentences have in common up to them."""
        if not self.general:
            return 0.0
        return alike(self._one.context.pairs, self._other.context.pairs)

    def around(self) -> float:
        """What the words of the figures next to them have in common."""
        return alike(self._one.around, self._other.around)

    def parting(self) -> float:
        """How many words that one of them has, and the other lacks, tell parts of a whole apart."""
        return float(len(self._one.parting ^ self._other.parting))

    def narrower(self) -> float:
        """Of how many things that can be one only one of them tells (养老保险, 保险)."""
        return float(len(self._one.contrasts.keys() ^ self._other.contrasts.keys()))

    def _of_names(self, share: Callable[[Wording, Wording], float]) -> float:
        if self.general:
            return 0.0
        return max(share(x, y) for x, y in product(self._one.names, self._other.names))


def _distance_of_one_name(two: Two) -> float:
    """How far they lie apart of what has one name: two provinces' enterprises may be 81 and 688."""
    return two.apart if two.of_one_name else 0.0


def _stages(two: Two) -> float:
    """Whether one is, say, found and the other put right."""
    return float(len({_stage(two.a), _stage(two.b)} - _ANY_STAGE) > 1)


def _stage(told: Told) -> str:
    """Its stage; of an aim, and of what is told to have come of a plan (实际), that it was planned
    says nothing."""
    says_nothing = told.sort.status == "target" or "实际" in told.words
    stage = told.figure.stage
    return "other" if stage == "planned" and says_nothing else stage


def _one_whole_told(two: Two) -> float:
    """Whether one report alone says of what it is a part."""
    return float(bool(two.a.whole) != bool(two.b.whole))


def _other_wholes(two: Two) -> float:
    """How little the names of the wholes have in common of which both are told to be parts."""
    a, b = frozenset(two.a.whole), frozenset(two.b.whole)
    return 1 - 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def _one_indicator(two: Two) -> float:
    """Whether both are of one of the year's main indicators: no pair of two is looked at."""
    return float(two.a.name is not None and two.a.name.main)


def _general_alike(two: Two) -> float:
    return float(two.general and plain(two.a.figure.metric) == plain(two.b.figure.metric))


# name → what it is of two figures; in the order of words/match_weights.tsv.
_OF_TWO: dict[str, Callable[[Two], float]] = {
    "characters": Two.characters,
    "pairs": Two.pairs,
    "within": Two.within,
    "context": Two.context,
    "around": Two.around,
    "parting": Two.parting,
    "narrower": Two.narrower,
    "distance": lambda two: two.apart,
    "distance of one name": _distance_of_one_name,
    "stages": _stages,
    "one whole told": _one_whole_told,
    "other wholes": _other_wholes,
    "one name": lambda two: float(two.of_one_name),
    "one indicator": _one_indicator,
    "general": lambda two: float(two.general),
    "general alike": _general_alike,
    "rate": lambda two: float(two.a.figure.kind in _RATES),
    "change": lambda two: float(two.a.figure.status == "change"),
    "rivals": lambda two: math.log(two.rivals),
    "always": lambda two: 1.0,
}
OF_NEIGHBOURS = ("beside", "near")
NAMES = (*_OF_TWO, *OF_NEIGHBOURS)


def of_two(twos: list[Two]) -> Numbers:
    """The evidence of each two figures by themselves."""
    rows = [[told(two) for told in _OF_TWO.values()] for two in twos]
    return np.array(rows, dtype=float).reshape(len(twos), len(_OF_TWO))


def of_neighbours(
    places: list[Place],
    likely: Mapping[Place, float],
    one: list[Worded],
    other: list[Worded],
) -> Numbers:
    """How likely the figures right beside two figures are of one thing, in their sentences and
    else near by. `likely` holds what was thought of the pairs so far.
    """
    rows = []
    for first, second in places:
        beside = _sum(likely, _in_one_sentence(first, second, one, other))
        near = min(_sum(likely, _next_but_one(first, second)), _MOST_NEAR)
        rows.append([beside, near])
    return np.array(rows, dtype=float).reshape(len(places), len(OF_NEIGHBOURS))


def _sum(likely: Mapping[Place, float], places: list[Place]) -> float:
    return sum(likely.get(place, 0.0) for place in places)


def _in_one_sentence(
    first: int, second: int, one: list[Worded], other: list[Worded]
) -> list[Place]:
    return [
        (first + step, second + step)
        for step in (-1, 1)
        if _of_one_sentence(one, first, first + step)
        and _of_one_sentence(other, second, second + step)
    ]


def _of_one_sentence(report: list[Worded], at: int, beside: int) -> bool:
    return 0 <= beside < len(report) and report[at].told.sentence == report[beside].told.sentence


def _next_but_one(first: int, second: int) -> list[Place]:
    steps = ((-2, -2), (2, 2), (1, 2), (2, 1), (-1, -2), (-2, -1))
    return [(first + step, second + other) for step, other in steps]


def weights(reading: str) -> np.ndarray:
    """What each piece of evidence weighs in a reading of the pairs: `first`, by themselves;
    `second`, beside what the first made of their neighbours; or `sure`, see `surety`."""
    return np.array([float(row[2]) for row in entries("match_weights.tsv") if row[0] == reading])
