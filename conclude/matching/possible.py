"""Which figures of two reports can be of one thing at all, before their words are compared."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator

from conclude.matching.told import Told, near_in_size, of_other_spans, of_other_things
from conclude.matching.totals import NATION
from conclude.matching.wording import Worded


def possible(one: list[Worded], other: list[Worded]) -> Iterator[tuple[int, int]]:
    """The places of two figures that agree in all that has to: unit, aim or result, time; and that
    nothing sets apart."""
    sorts: dict[Hashable, list[int]] = defaultdict(list)
    for at, theirs in enumerate(other):
        sorts[theirs.told.sort].append(at)
    again, again_there = (_told_again(report) | _told_alike(report) for report in (one, other))
    of_others, of_others_there = _of_many_bodies(other, one), _of_many_bodies(one, other)
    for first, mine in enumerate(one):
        if first in again:
            continue
        for second in sorts.get(mine.told.sort, ()):
            whose = first in of_others or second in of_others_there
            if second in again_there or _apart(mine, other[second], whose):
                continue
            yield first, second


def _apart(mine: Worded, theirs: Worded, whose: bool) -> bool:
    """Whether something sets two figures apart; `whose`: a figure without a body, too, from one
    that has one."""
    a, b = mine.told, theirs.told
    return (
        _indicator(a) != _indicator(b)
        or not near_in_size(a.figure, b.figure)
        or not _can_be_of_one_body(a, b, whose)
        or mine.denials != theirs.denials
        or bool(mine.parting - theirs.parting and theirs.parting - mine.parting)
        or _contrast(mine, theirs)
        or of_other_spans(a, b)
        or of_other_things(a, b)
    )


def _can_be_of_one_body(a: Told, b: Told, whose: bool) -> bool:
    if a.body and b.body:
        return bool(a.body & b.body)
    # What a report quotes of the nation is no place's own.
    return (not whose and NATION not in a.body | b.body) or a.body == b.body


def _contrast(mine: Worded, theirs: Worded) -> bool:
    """Whether one names what the other does not: 门诊 and 住院."""
    shared = mine.contrasts.keys() & theirs.contrasts.keys()
    return any(not mine.contrasts[kind] & theirs.contrasts[kind] for kind in shared)


def _indicator(told: Told) -> str:
    """The main indicator that a figure is of (地区生产总值); empty for what is none."""
    return told.name.strict if told.name and told.name.main else ""


def _thing(told: Told) -> Hashable:
    return (told.name.strict if told.name else told.figure.metric), told.sort


def _of_many_bodies(report: list[Worded], other: list[Worded]) -> set[int]:
    """The figures of the other report of what a report tells of several bodies: 东区新建厂房,
    西区新建厂房. A telling without a body may be of any of them."""
    bodies: dict[Hashable, set[frozenset[str]]] = defaultdict(set)
    for one in report:
        if one.told.body:
            bodies[_thing(one.told)].add(one.told.body)
    return {at for at, one in enumerate(other) if len(bodies.get(_thing(one.told), ())) > 1}


def _told_alike(report: list[Worded]) -> set[int]:
    """What is told several times in the very same words, with one number and another."""
    words = [(one.told.context, one.told.full, one.told.sort, one.told.whole) for one in report]
    times = Counter(words)
    return {at for at, told in enumerate(words) if times[told] > 1}


def _told_again(report: list[Worded]) -> set[int]:
    """Where a main indicator is told once more: the first telling is the report's own."""
    seen: set[Hashable] = set()
    again = set()
    for at, one in enumerate(report):
        indicator = _indicator(one.told)
        thing = indicator, one.told.sort, one.told.body, one.told.whole
        if indicator and thing in seen:
            again.add(at)
        seen.add(thing)
    return again
