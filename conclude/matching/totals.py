"""Whose figure it is, and whether a bare name (整改问题 of no body) can be a report's total."""

from __future__ import annotations

import re
from collections import Counter

from conclude.figure import Figure
from conclude.measure.body import members
from conclude.measure.scopes import takes_in_all
from conclude.wordlist import table
from extract.number.unit_family import family

# A report whose figures are told of so many bodies is a round-up of places, without totals.
_MANY_BODIES = 8
_GOVERNMENT = re.compile("[省市州县区镇乡](?:委[省市州县区镇乡]?)?(?:人民)?政府")


def bodies(scope: str) -> frozenset[str]:
    """The bodies that a scope names; none where it is the whole of which the report tells.

    A place's government reports of the place: 区政府 is 全区.
    """
    if takes_in_all(scope) or _GOVERNMENT.fullmatch(scope):
        return frozenset()
    return members(scope)


class Totals:
    """Which bare names (words/match_bare.tsv) can be the total of the report they stand in."""

    def __init__(self, figures: list[Figure]) -> None:
        self._largest: dict[tuple[str, ...], float] = {}
        for figure in figures:
            kind = _kind(figure.object)
            if kind:
                key = _told_alike(kind, figure)
                self._largest[key] = max(self._largest.get(key, 0.0), _size(figure))
        told_of = {bodies(figure.scope) for figure in figures if figure.told}
        self._round_up = len(told_of - {frozenset()}) >= _MANY_BODIES

    def allow(self, figure: Figure) -> bool:
        """Whether nothing speaks against comparing it: it has a body, says more, or is largest."""
        kind = table("match_bare.tsv").get(figure.object)
        if figure.scope or kind is None:
            return True
        largest = self._largest[_told_alike(kind, figure)]
        return not self._round_up and _size(figure) >= largest


def _told_alike(kind: str, figure: Figure) -> tuple[str, ...]:
    """Figures that can be parts of one another: what is planned is no whole of what was done."""
    return kind, figure.stage, figure.status, family(figure.unit)


def _kind(name: str) -> str:
    """What kind of total a name ends with, from words/match_bare.tsv; empty where with none."""
    return next((kind for noun, kind in table("match_bare.tsv").items() if name.endswith(noun)), "")


class Levels:
    """Of which level a report tells, where it sets its own numbers beside another's.

    全省 and 全国 are each the whole of a report, but where one report tells of both, only the level
    of which it tells most is its own.
    """

    def __init__(self, figures: list[Figure]) -> None:
        told = Counter(level(figure) for figure in figures if figure.told)
        del told[""]
        # Of levels told as often, the smaller one is the report's: it quotes those above it.
        self._own = max(told, key=lambda name: (told[name], name != NATION), default="")

    def other_than_its_own(self, figure: Figure) -> frozenset[str]:
        """The level of a figure, if it is not the report's own."""
        name = level(figure)
        return frozenset({name}) if name not in ("", self._own) else frozenset()


NATION = "全国"
_LEVELS = re.compile("全[国省市区县州盟旗镇乡村]|我[国省市区县州]")


def level(figure: Figure) -> str:
    """The level of which a figure tells: 全省 for 我省, too; empty where nothing says it."""
    found = _LEVELS.match(figure.scope)
    if found:
        return f"全{found[0][1]}"
    return NATION if figure.metric.endswith("国内生产总值") else ""


def _size(figure: Figure) -> float:
    return figure.number or 0.0 if figure.told and figure.kind == "count" else 0.0
