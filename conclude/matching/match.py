"""Which figures of two reports tell of the same thing: 查摆问题 of last year and of this one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable
from functools import cache
from typing import NamedTuple

import pandas as pd

from conclude.figure import Figure, read_figures
from conclude.matching.name import Name, name_of
from conclude.matching.totals import Totals, bodies
from conclude.text.surroundings import OLD, Surroundings, end_of_move, surroundings
from conclude.text.times import AHEAD, PLAN, growth_over, part_of_year, summed, times
from conclude.wordlist import any_of, entries, words
from extract.number.unit_family import family

DOUBT = "the names differ in a word"


class Told(NamedTuple):
    """A figure that can be matched: its name and all else that has to agree.

    `sentence` is where its sentence begins in the report.
    """

    figure: Figure
    sentence: int
    name: Name
    body: frozenset[str]
    sort: Hashable


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
    pairs = _pairs(one, other, lambda told: told.name.strict, "")
    firsts, seconds = {pair[0] for pair in pairs}, {pair[1] for pair in pairs}
    pairs += _pairs(
        [told for told in one if told.name.loose and told.figure.row not in firsts],
        [told for told in other if told.name.loose and told.figure.row not in seconds],
        lambda told: told.name.loose,
        DOUBT,
    )
    frame = pd.DataFrame(sorted(pairs), columns=["first", "second", "doubt"])
    return frame.astype({"first": "Int64", "second": "Int64", "doubt": "string"})


def tellings(table: pd.DataFrame) -> list[Told]:
    """The figures of a report that can be matched, each with what has to agree."""
    figures = read_figures(table)
    around = surroundings(table)
    sentences = table["sentence"].astype(object).fillna("").tolist()
    bare = Totals(figures)
    found = []
    for figure, near, time in zip(figures, around, times(figures, sentences), strict=True):
        name = name_of(figure.metric, figure.scope) if _counts(figure, near, time) else None
        if name and bare.allow(figure):
            body = frozenset() if name.holds_scope else bodies(figure.scope)
            found.append(Told(figure, near.begin, name, body, _sort(figure, figures, near, time)))
    return found


# A measure in front of a noun says how large one project is: 200万吨褐煤项目, 700千瓦电站. An area
# or a length does so where no verb takes it (完成8万平方米绿化 is an amount of work).
_SIZES = ("mass", "volume", "power")
_EXTENTS = ("area", "length", "duration")


def _counts(figure: Figure, near: Surroundings, time: str) -> bool:
    if not figure.told or figure.first_telling >= 0 or figure.unit in words("match_units.txt"):
        return False
    if end_of_move(near) == OLD or (figure.status == "actual" and time in (PLAN, AHEAD)):
        return False  # what a plan tells as done is seldom what was done
    size = figure.kind in _SIZES or (figure.kind in _EXTENTS and not figure.action)
    return not (size and near.behind.startswith(figure.object[:2]))


def _sort(figure: Figure, figures: list[Figure], near: Surroundings, time: str) -> Hashable:
    """All that two figures of one name must agree in: measure, status, time, whole."""
    grows = figure.status == "change" or bool(figure.direction)
    unit = figure.unit if figure.kind != "count" else family(figure.unit)
    over = growth_over(near, time) if grows else summed(near, figure, time)
    ahead = time == AHEAD if figure.status == "target" else None
    return (
        figure.kind,
        unit,
        figure.status,
        figure.direction,
        over,
        ahead,
        part_of_year(figure.period),
        _whole_of(figure, figures),
    )


def _whole_of(figure: Figure, figures: list[Figure]) -> str:
    """The name of that of which a figure is a part; empty for what is no part."""
    if figure.whole < 0 or _ranks().search(figure.metric):
        return ""
    whole = figures[figure.whole].metric
    name = name_of(whole, "")
    return name.strict if name else whole


@cache
def _ranks() -> re.Pattern[str]:
    """Names that say of what they are a part: 省部级干部 are always a part of those meant."""
    return re.compile(any_of(row[0] for row in entries("dimensions.tsv") if row[1] == "rank"))


def _pairs(
    one: list[Told], other: list[Told], name: Callable[[Told], str], doubt: str
) -> list[tuple[int, int, str]]:
    mine, theirs = _by_key(one, name), _by_key(other, name)
    return [
        (mine[key].figure.row, theirs[key].figure.row, doubt)
        for key in mine
        if key in theirs and (not doubt or _near(mine[key].figure, theirs[key].figure))
    ]


# Names that differ and numbers that lie further apart than this tell of two things.
_FAR = 20.0


def _near(a: Figure, b: Figure) -> bool:
    low, high = sorted((abs(a.number or 0.0), abs(b.number or 0.0)))
    return high <= low * _FAR


def _by_key(told: list[Told], name: Callable[[Told], str]) -> dict[Hashable, Told]:
    """The one telling of each thing; things told several times over are left out."""
    things: dict[Hashable, dict[frozenset[str], list[Told]]] = defaultdict(dict)
    for one in told:
        things[name(one), one.sort].setdefault(one.body, []).append(one)
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
    if group[0].name.main:
        return group[0] if [one.sentence for one in group].count(group[0].sentence) == 1 else None
    if len({(one.figure.number, one.figure.text) for one in group}) == 1 and alone:
        return group[0]  # one number, told twice
    named = [one for one in group if one.figure.scope]
    if len(named) == 1:
        return named[0]
    return group[0] if len(group) == 1 and alone else None
