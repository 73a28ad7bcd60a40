"""In what words two figures are told: those that name them, and those around them."""

from __future__ import annotations

import math
import re
from collections import Counter
from typing import NamedTuple

from conclude.matching.name import contrasts, groups_of, is_general, loosened, parting_words
from conclude.matching.told import Told

_LONGEST = 24  # characters of a wording that is still a name
_SHORTEST = 2
_OFTEN = 3  # a report that tells of a group so often tells nothing apart by it
_NEAR = 4  # figures on either side whose words say what is told of
_SINGLE = 0.5  # what a character says beside a pair of them
_NUMBER = re.compile(r"[\d.,%万亿]+")


class Pieces(NamedTuple):
    """The characters of a wording and the pairs of them, and what these weigh together."""

    held: frozenset[str]
    weight: float


class Worded(NamedTuple):
    """A figure with its words: `names` are the wordings of what it counts, `context` what its sentence
    says up to it, `around` the wordings of the figures next to it, `parting` the words that tell parts of a whole apart (重大, 新增, 未), `contrasts` what it says of
    those things of which it can be one only (城镇 or 农村), `whole` the place in the report of that of
    which it is a part, -1 for none."""

    told: Told
    names: tuple[Pieces, ...]
    context: Pieces
    around: Pieces
    parting: frozenset[str]
    contrasts: dict[str, frozenset[str]]
    whole: int


def worded(one: list[Told], other: list[Told]) -> tuple[list[Worded], list[Worded], Weights]:
    """The figures of two reports with their words, and what each piece of them weighs: the less,
    the more figures of both reports have it."""
    reports = [[(told, _pieces_of(told)) for told in report] for report in (one, other)]
    weights = Weights([pieces for report in reports for _, pieces in report])
    ordinary = _ordinary(one) & _ordinary(other)
    first, second = (_with_words(report, weights, ordinary) for report in reports)
    return first, second, weights


class Weights:
    """What each piece weighs of the wordings of two reports."""

    def __init__(self, told: list[list[frozenset[str]]]) -> None:
        having = Counter(piece for wordings in told for piece in frozenset().union(*wordings))
        self._of = {
            piece: (_SINGLE if len(piece) == 1 else 1.0) / (1 + math.log(number))
            for piece, number in having.items()
        }

    def weighed(self, held: frozenset[str]) -> Pieces:
        """Pieces with what they weigh together."""
        return Pieces(held, self._sum(held))

    def alike(self, one: Pieces, other: Pieces) -> float:
        """What share of two wordings is common to both: 0 to 1."""
        together = one.weight + other.weight
        return 2 * self._sum(one.held & other.held) / together if together else 0.0

    def within(self, one: Pieces, other: Pieces) -> float:
        """What share of the shorter of two wordings stands in the longer one: 0 to 1."""
        shorter = min(one.weight, other.weight)
        return self._sum(one.held & other.held) / shorter if shorter else 0.0

    def _sum(self, held: frozenset[str]) -> float:
        return math.fsum(self._of.get(piece, 0.0) for piece in held)


def _with_words(
    report: list[tuple[Told, list[frozenset[str]]]], weights: Weights, ordinary: frozenset[str]
) -> list[Worded]:
    places = {told.figure.row: at for at, (told, _) in enumerate(report)}
    found = []
    for at, (told, names) in enumerate(report):
        near = report[max(0, at - _NEAR) : at] + report[at + 1 : at + 1 + _NEAR]
        around = frozenset().union(*(pieces for _, wordings in near for pieces in wordings))
        wording = f"{told.full}，{loosened(told.words)}"
        named = tuple(weights.weighed(pieces) for pieces in names)
        parting = parting_words(wording) - ordinary
        whole = places.get(told.figure.whole, -1)
        apart = contrasts(wording)
        context = weights.weighed(_pieces_in(told.context))
        near_by = weights.weighed(around)
        found.append(Worded(told, named, context, near_by, parting, apart, whole))
    return found


def _pieces_of(told: Told) -> list[frozenset[str]]:
    """The pieces of each wording of what a figure counts: its name, and its clause's words."""
    clause = () if told.sort.status == "change" else (loosened(told.words), told.around)
    wordings = dict.fromkeys(
        wording
        for wording in (told.full, *clause)
        if _SHORTEST <= len(wording) <= _LONGEST and not is_general(wording)
    )
    names = [_NUMBER.sub("", wording) for wording in wordings] or [loosened(told.figure.metric)]
    return [_pieces_in(name) for name in names]


def _pieces_in(wording: str) -> frozenset[str]:
    pairs = (wording[at : at + 2] for at in range(len(wording) - 1))
    return frozenset((*wording, *pairs))


def _ordinary(told: list[Told]) -> frozenset[str]:
    """Groups of which a report tells so often that they set nothing apart in it: 妇女."""
    often = Counter(word for one in told for word in groups_of(one.full or one.words))
    return frozenset(word for word, times in often.items() if times >= _OFTEN)
