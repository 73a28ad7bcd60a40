"""What is made of the evidence: how likely each pair is beside its rivals, and which are ahead."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator

import numpy as np

from conclude.matching.evidence import Numbers, Place, Two, of_neighbours, of_two, weights
from conclude.matching.possible import possible
from conclude.matching.told import Told
from conclude.matching.wording import worded

_HELD = 0.5  # so likely has a pair to be that holds up one beside it
_READINGS = 3  # after the first: a chain of names that say too little is held up link by link
_LIKELY = 0.02  # a pair less likely than that says nothing of those beside it
_MOST = 30.0  # what is weighed beyond makes no odds, and would overflow

_CLEARLY = 0.5  # so far ahead of its rivals a pair has to be
_LEAD = 3.0  # by which a pair without a rival is ahead; what is further ahead is no surer

Weights = np.ndarray  # what each piece of evidence weighs


class Pairs:
    """The pairs of two reports' figures that can be of one thing, each by its `places`, with the
    evidence that the two figures give by themselves."""

    def __init__(self, one: list[Told], other: list[Told]) -> None:
        self._one, self._other = worded(one, other)
        self.places: list[Place] = list(possible(self._one, self._other))
        firsts = Counter(first for first, _ in self.places)
        seconds = Counter(second for _, second in self.places)
        twos = [
            Two(self._one[a], self._other[b], max(firsts[a], seconds[b])) for a, b in self.places
        ]
        self.evidence = of_two(twos)
        # Names that say too little (已整改) say what they are of only beside a pair that does.
        self.general = np.array([two.general for two in twos], dtype=bool)

    def told(self, at: int) -> tuple[Told, Told]:
        """The two figures of the pair that stands there in `places`."""
        first, second = self.places[at]
        return self._one[first].told, self._other[second].told

    def beside(self, weighed: Numbers, alone: Numbers) -> tuple[Numbers, Numbers]:
        """The evidence of a further reading, of the two figures and of their neighbours by what the
        reading before it `weighed`; and which names that say too little still stand `alone`."""
        known = likely(self.places, np.where(alone, -_MOST, weighed))
        near = of_neighbours(self.places, known, self._one, self._other)
        held_up = near.max(axis=1, initial=0.0) >= _HELD
        return np.hstack([self.evidence, near]), self.general & ~held_up

    def read(self, first: Weights, second: Weights) -> Iterator[tuple[int, list[float]]]:
        """What is ahead of its rivals (see `leads`) when all readings are done, by what the
        evidence weighs in the first and in those that follow."""
        weighed, alone = self.evidence @ first, self.general
        for _ in range(_READINGS):
            evidence, alone = self.beside(weighed, alone)
            weighed = evidence @ second
        return (lead for lead in leads(self.places, weighed) if not alone[lead[0]])


def sure(pairs: Pairs) -> Iterator[tuple[tuple[Told, Told], float]]:
    """The pairs that are each other's best, and how sure it is that they are of one thing."""
    for at, lead in pairs.read(weights("first"), weights("second")):
        yield pairs.told(at), surety(lead, weights("sure"))


def surety(lead: list[float], weighs: Weights) -> float:
    """How sure a pair is that is so far ahead: 0 to 1."""
    return 1 / (1 + math.exp(-float(np.dot(lead, weighs))))


def likely(places: list[Place], weighed: Numbers) -> dict[Place, float]:
    """How likely each pair is, where a figure is of one thing with one figure or with none."""
    chances = np.exp(np.clip(weighed, -_MOST, _MOST)).tolist()
    firsts: dict[int, float] = defaultdict(lambda: 1.0)
    seconds: dict[int, float] = defaultdict(lambda: 1.0)
    for (first, second), chance in zip(places, chances, strict=True):
        firsts[first] += chance
        seconds[second] += chance
    found = {
        (first, second): chance / math.sqrt(firsts[first] * seconds[second])
        for (first, second), chance in zip(places, chances, strict=True)
    }
    return {place: chance for place, chance in found.items() if chance > _LIKELY}


def leads(places: list[Place], weighed: Numbers) -> Iterator[tuple[int, list[float]]]:
    """The pairs ahead of all others of either figure: where each stands in `places`; what it
    weighs, how far the nearest rival of either figure is behind, and 1."""
    values = weighed.tolist()
    of_first: dict[int, list[float]] = defaultdict(list)
    of_second: dict[int, list[float]] = defaultdict(list)
    for (first, second), value in zip(places, values, strict=True):
        of_first[first].append(value)
        of_second[second].append(value)
    runners = [
        {figure: sorted(rivals, reverse=True)[:2] for figure, rivals in side.items()}
        for side in (of_first, of_second)
    ]
    for at, ((first, second), value) in enumerate(zip(places, values, strict=True)):
        ahead = min(
            _lead(value, side[figure])
            for side, figure in zip(runners, (first, second), strict=True)
        )
        if ahead > _CLEARLY:
            yield at, [value, ahead, 1.0]


def _lead(value: float, best: list[float]) -> float:
    """How far a value is ahead of its best rival; 0 or less where it is not the best."""
    if value < best[0]:
        return value - best[0]
    return min(value - best[1], _LEAD) if len(best) > 1 else _LEAD
