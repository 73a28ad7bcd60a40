"""What two reports do not share: told in one of them only, or so that it cannot be compared."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable
from typing import NamedTuple

from conclude.matching.told import Told

# Why figures of one name are not compared.
AIM = "one is an aim, the other a result"
UNIT = "the units differ"
SPAN = "one is of a year, the other of several"
PERIOD = "the periods differ"
BOUND = "one is told exactly, the other as a bound"
BODY = "the bodies differ"
WHOLE = "the wholes differ, or one is not told"
SEVERAL = "told several times, and none of them stands out"
ALIKE = "the names are alike"
# Why a figure is not compared at all.
BLANK = "the number was left out"
GENERAL = "the name is too general"
UNSURE = "the name is a guess"
ALONE = "an aim without a result"

_RELATIVE = ("percent", "points")
_MOSTLY = 0.6  # of the pairs of characters of the shorter name
_MOST = 50  # names with one pair of characters that are looked at, so that the work stays bounded
# A telling → what has to agree, in the order in which a difference is told.
_AGREE: tuple[tuple[str, Callable[[Told], Hashable]], ...] = (
    (AIM, lambda told: told.sort.status),
    (UNIT, lambda told: (told.sort.kind, told.sort.unit)),
    (SPAN, lambda told: told.sort.over),
    (PERIOD, lambda told: (told.sort.ahead, told.sort.part_of_year)),
    (BOUND, lambda told: told.sort.bounded),
    (BODY, lambda told: told.body),
    (WHOLE, lambda told: told.whole),
)


class Apart(NamedTuple):
    """Figures that are not compared, by their rows: one of each report, or one alone; and why."""

    first: int | None
    second: int | None
    why: str


class Rest(NamedTuple):
    """`apart` are not compared; `gone` and `new` are rows of the earlier and of the later report of
    which the other one tells nothing under this name."""

    apart: list[Apart]
    gone: list[int]
    new: list[int]


class Side(NamedTuple):
    """A report: the figures that can be matched, and those that only lack their number."""

    told: list[Told]
    blanks: list[Told]


def rest(one: Side, other: Side, pairs: Iterable[tuple[int, int]]) -> Rest:
    """What is left of two reports when `pairs` (rows of the one and of the other) are compared.

    Changes are left out, and so is what a report tells once more of a thing that is compared.
    """
    matched = list(pairs)
    left = _Left(one, other, matched)
    apart = [*left.blank(), *left.general(), *left.told_several_times(), *left.unlike()]
    apart += [*left.aims(), *left.alike(), *left.unsure()]
    apart.sort(key=lambda one: (one.second is None, one.second or 0, one.first or 0))
    return Rest(apart, *(list(side) for side in left.sides))


class _Left:
    """The tellings of two reports that nothing was said of yet, by row; each way to say something
    takes those away that it speaks of."""

    def __init__(self, one: Side, other: Side, pairs: list[tuple[int, int]]) -> None:
        self._all = one.told, other.told
        self._blanks = one.blanks, other.blanks
        self.sides = (
            _unmatched(one.told, {first for first, _ in pairs}),
            _unmatched(other.told, {second for _, second in pairs}),
        )

    def blank(self) -> list[Apart]:
        """Numbers that were left out, with what the other report tells under the name."""
        return self._beside(0, self._blanks[0], BLANK) + self._beside(1, self._blanks[1], BLANK)

    def general(self) -> list[Apart]:
        """Names that say too little, beside the same name of the other report."""
        return self._zipped(lambda told: None if told.name else (told.figure.metric, told.sort))

    def told_several_times(self) -> list[Apart]:
        """One thing in both reports, in one of them with several numbers."""
        return self._zipped(
            lambda told: told.name and (told.name.strict, told.sort, told.body, told.whole),
            both=True,
        )

    def unlike(self) -> list[Apart]:
        """Figures of one name that differ in something, those that differ least first."""
        found = []
        by_name: dict[Hashable, list[Told]] = defaultdict(list)
        for told in self.sides[1].values():
            by_name[_thing(told)].append(told)
        for told in list(self.sides[0].values()):
            others = by_name[_thing(told)]
            if others:
                nearest = min(others, key=lambda one: len(_differences(told, one)))
                others.remove(nearest)
                found.append(self._take(told, nearest, _differences(told, nearest)[0]))
        return found

    def aims(self) -> list[Apart]:
        """Aims beside the result that the other report tells under the name, or alone."""
        found = []
        for side in (0, 1):
            aims = [told for told in self.sides[side].values() if told.sort.status == "target"]
            found += self._beside(side, aims, AIM, ALONE)
        return found

    def alike(self) -> list[Apart]:
        """Figures of one sort whose names share most of their words: who knows whether they are of
        one thing, but neither is news."""
        found = []
        by_pair: dict[Hashable, list[Told]] = defaultdict(list)
        for told in self.sides[1].values():
            for two in _twos(told):
                by_pair[two, told.sort].append(told)
        for told in list(self.sides[0].values()):
            shared = Counter(
                other.figure.row
                for two in _twos(told)
                for other in by_pair[two, told.sort][:_MOST]
                if other.figure.row in self.sides[1]
            )
            for row, n in shared.most_common(1):
                other = self.sides[1][row]
                if n >= _MOSTLY * min(len(_twos(told)), len(_twos(other))):
                    found.append(self._take(told, other, ALIKE))
        return found

    def unsure(self) -> list[Apart]:
        """Figures whose name the reading had to guess."""
        found = []
        for side in (0, 1):
            guessed = [told for told in self.sides[side].values() if told.figure.doubt]
            found += [self._single(side, told, UNSURE) for told in guessed]
        return found

    def _beside(self, side: int, these: list[Told], why: str, alone: str = "") -> list[Apart]:
        """Each with the result of its name in the other report, compared or not."""
        results = {
            _measured(told): told for told in self._all[1 - side] if told.name and _is_result(told)
        }
        found = []
        for told in these:
            other = results.get(_measured(told)) if told.name else None
            if other is None:
                found.append(self._single(side, told, alone or why))
            else:
                pair = (other, told) if side else (told, other)
                found.append(self._take(*pair, why))
        return found

    def _zipped(self, key_of: Callable[[Told], Hashable], both: bool = False) -> list[Apart]:
        """Those of one key side by side; `both`: only keys that both reports have."""
        groups: tuple[dict[Hashable, list[Told]], ...] = (defaultdict(list), defaultdict(list))
        for side, group in zip(self.sides, groups, strict=True):
            for told in side.values():
                key = key_of(told)
                if key:
                    group[key].append(told)
        why = SEVERAL if both else GENERAL
        found = []
        for key in dict.fromkeys((*groups[0], *groups[1])):
            mine, theirs = groups[0].get(key, []), groups[1].get(key, [])
            if both and not (mine and theirs):
                continue
            together = list(zip(mine, theirs, strict=False))
            found += [self._take(first, second, why) for first, second in together]
            found += [self._single(0, told, why) for told in mine[len(together) :]]
            found += [self._single(1, told, why) for told in theirs[len(together) :]]
        return found

    def _take(self, first: Told, second: Told, why: str) -> Apart:
        self.sides[0].pop(first.figure.row, None)
        self.sides[1].pop(second.figure.row, None)
        return Apart(first.figure.row, second.figure.row, why)

    def _single(self, side: int, told: Told, why: str) -> Apart:
        row = told.figure.row
        self.sides[side].pop(row, None)
        return Apart(None, row, why) if side else Apart(row, None, why)


def _unmatched(side: list[Told], matched: set[int]) -> dict[int, Told]:
    """Those that are not compared, without changes (both values stand elsewhere) and without what
    is told again of a thing that is compared: its number, or its share of a whole."""
    compared = {(_whose(told), told.sort) for told in side if told.figure.row in matched}
    things = {whose for whose, _ in compared}
    return {
        told.figure.row: told
        for told in side
        if told.figure.row not in matched
        and told.sort.status != "change"
        and not (told.name and (_whose(told), told.sort) in compared)
        and not (told.sort.kind in _RELATIVE and _is_result(told) and _whose(told) in things)
    }


def _whose(told: Told) -> tuple[str, frozenset[str]]:
    return told.name.strict if told.name else "", told.body


def _is_result(told: Told) -> bool:
    return told.sort.status == "actual"


def _thing(told: Told) -> Hashable:
    """What it is of, and whether it is a share or an amount: no two units of one thing."""
    return told.name and (told.name.strict, told.sort.kind in _RELATIVE)


def _differences(a: Told, b: Told) -> list[str]:
    return [why for why, what in _AGREE if what(a) != what(b)]


def _measured(told: Told) -> Hashable:
    """What it is of, and in what it is measured."""
    return told.name and (told.name.strict, told.sort.kind)


def _twos(told: Told) -> set[str]:
    """The pairs of characters that follow each other in a name."""
    name = told.figure.metric
    return {name[at : at + 2] for at in range(len(name) - 1)}
