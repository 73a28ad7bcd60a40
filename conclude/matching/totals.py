"""Whose figure it is, and whether a bare name (整改问题 of no body) can be a report's total."""

from __future__ import annotations

import re

from conclude.figure import Figure
from conclude.measure.body import members
from conclude.measure.scopes import takes_in_all
from conclude.wordlist import words
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
    """Which bare names (words/match_bare.txt) can be the total of the report they stand in."""

    def __init__(self, figures: list[Figure]) -> None:
        self._largest: dict[tuple[str, str], float] = {}
        nouns = tuple(words("match_bare.txt"))
        for figure in figures:
            if figure.object.endswith(nouns):
                key = figure.stage, family(figure.unit)
                self._largest[key] = max(self._largest.get(key, 0.0), _size(figure))
        told_of = {bodies(figure.scope) for figure in figures if figure.told}
        self._round_up = len(told_of - {frozenset()}) >= _MANY_BODIES

    def allow(self, figure: Figure) -> bool:
        """Whether nothing speaks against comparing it: it has a body, says more, or is largest."""
        if figure.scope or figure.object not in words("match_bare.txt"):
            return True
        largest = self._largest[figure.stage, family(figure.unit)]
        return not self._round_up and _size(figure) >= largest


def _size(figure: Figure) -> float:
    return figure.number or 0.0 if figure.told and figure.kind == "count" else 0.0
