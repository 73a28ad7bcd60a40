"""Which figures of two reports tell of the same thing: 查摆问题 of last year and of this one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator
from functools import cache
from typing import NamedTuple

import pandas as pd

from conclude.figure import Figure, read_figures
from conclude.matching.name import Name, name_of, same_words
from conclude.matching.totals import Totals, bodies
from conclude.text.surroundings import OLD, Surroundings, end_of_move, surroundings
from conclude.text.times import AHEAD, PLAN, growth_over, part_of_year, summed, times
from conclude.wordlist import any_of, entries, words
from extract.number.unit_family import family

DOUBT = "the names differ in a word"


class Sort(NamedTuple):
    """What two figures of one name must agree in: what is measured, how it is told, of when."""

    kind: str
    unit: str
    status: str
    direction: str
    over: str | bool  # of a growth YEARLY, AVERAGE or SPAN; else whether it was added up over years
    ahead: bool | None  # whether an aim lies ahead; None for what is no aim
    part_of_year: tuple[str, ...]


class Told(NamedTuple):
    """A figure that can be matched: its name and all else that has to agree.

    `sentence` is where its sentence begins in the report; `name` is None where what it counts is
    too general to compare; `words` are those of its clause; `whole` names that of which it is a
    part, empty for what is none.
    """

    figure: Figure
    sentence: int
    name: Name | None
    body: frozenset[str]
    sort: Sort
    whole: str
    words: str


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
        firsts, seconds = {pair[0] for pair in pairs}, {pair[1] for pair in pairs}
        pairs += _pairs(
            [told for told in one if told.figure.row not in firsts],
            [told for told in other if told.figure.row not in seconds],
            key,
            doubt,
        )
    pairs += told_next(one, other, pairs)
    frame = pd.DataFrame(sorted(pairs), columns=["first", "second", "doubt"])
    return frame.astype({"first": "Int64", "second": "Int64", "doubt": "string"})


def tellings(table: pd.DataFrame) -> list[Told]:
    """The figures of a report that can be matched, each with what has to agree."""
    return tellings_and_blanks(table)[0]


def tellings_and_blanks(table: pd.DataFrame) -> tuple[list[Told], list[Told]]:
    """The figures of a report that can be matched, and those that only lack their number."""
    figures = read_figures(table)
    around = surroundings(table)
    sentences = table["sentence"].astype(object).fillna("").tolist()
    bare = Totals(figures)
    found: list[Told] = []
    blanks: list[Told] = []
    for figure, near, time in zip(figures, around, times(figures, sentences), strict=True):
        blank = figure.role == "redacted"
        if not blank and not _counts(figure, near, time):
            continue
        name = name_of(figure.metric, figure.scope) if bare.allow(figure) else None
        if name and _TOTAL_BEHIND.match(near.behind):
            name = name._replace(loose="")
        body = frozenset() if name and name.holds_scope else bodies(figure.scope)
        sort, whole = _sort(figure, near, time), _whole_of(figure, figures)
        words_of = same_words(near.clause)
        told = Told(figure, near.begin, name, body, sort, whole, words_of)
        (blanks if blank else found).append(told)
    return found, blanks


# 新建管理站6个，累计建成64个: an addition whose total is told, and so only an addition.
_TOTAL_BEHIND = re.compile(r"[，、；（](?:累计|总数|总量|总共|共有)")
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


def _sort(figure: Figure, near: Surroundings, time: str) -> Sort:
    grows = figure.status == "change" or bool(figure.direction)
    unit = figure.unit if figure.kind != "count" else family(figure.unit)
    over = growth_over(near, time) if grows else summed(near, figure, time)
    ahead = time == AHEAD if figure.status == "target" else None
    return Sort(
        figure.kind,
        unit,
        figure.status,
        figure.direction,
        over,
        ahead,
        part_of_year(figure.period),
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


def _strict(told: Told) -> Hashable:
    return told.name and (told.name.strict, told.whole)


def _loose(told: Told) -> Hashable:
    return told.name and told.name.loose and (told.name.loose, told.whole)


def _unlinked(told: Told) -> Hashable:
    """One name in the same words, where one report alone says of what it is a part."""
    return told.name and told.words and (told.name.strict, told.words)


def _worded(told: Told) -> Hashable:
    """One clause, word by word."""
    return told.words if len(told.words) >= _CLAUSE else None


# The ways in which two figures are of one thing, each tried on what is left of those before.
_CLAUSE = 5  # characters that a clause needs to say what it tells of
_WAYS: tuple[tuple[Callable[[Told], Hashable], str], ...] = (
    (_strict, ""),
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
        and _of_one_whole(mine[key], theirs[key])
        and (not doubt or _near(mine[key].figure, theirs[key].figure))
    ]


def _of_one_whole(a: Told, b: Told) -> bool:
    return a.whole == b.whole or not a.whole or not b.whole


# Names that differ and numbers that lie further apart than this tell of two things.
_FAR = 20.0


def _near(a: Figure, b: Figure) -> bool:
    low, high = sorted((abs(a.number or 0.0), abs(b.number or 0.0)))
    return high <= low * _FAR


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


def told_next(
    one: list[Told], other: list[Told], pairs: list[tuple[int, int, str]]
) -> Iterator[tuple[int, int, str]]:
    """Pairs of figures told in the same words right behind figures of one thing.

    转办7.9万件，办结7.7万件 and 转办8.7万件，办结8.5万件: what was closed is of what was handed on.
    """
    mine, theirs = ({told.figure.row: told for told in report} for report in (one, other))
    firsts, seconds = {pair[0] for pair in pairs}, {pair[1] for pair in pairs}
    open_ends = sorted((pair for pair in pairs if not pair[2]), reverse=True)
    while open_ends:
        first, second, _ = open_ends.pop()
        a, b = mine.get(first + 1), theirs.get(second + 1)
        if a is None or b is None or a.figure.row in firsts or b.figure.row in seconds:
            continue
        follows = a.sentence == mine[first].sentence and b.sentence == theirs[second].sentence
        if follows and _told_alike(a, b):
            pair = a.figure.row, b.figure.row, ""
            firsts.add(pair[0])
            seconds.add(pair[1])
            open_ends.append(pair)
            yield pair


def _told_alike(a: Told, b: Told) -> bool:
    """Whether two figures of one sort and body are told in the same words."""
    if a.sort != b.sort or not a.words or a.words != b.words or not _of_one_whole(a, b):
        return False
    return a.body == b.body and _near(a.figure, b.figure)
