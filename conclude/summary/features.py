"""What speaks for and against a figure as a highlight.

The weights are data: words/highlight_weights.tsv.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from conclude.figure import Figure
from conclude.measure.scopes import takes_in_all
from conclude.text.indicators import indicator
from conclude.text.surroundings import NEW, OLD, Surroundings, end_of_move
from conclude.text.telling import is_each
from conclude.text.times import AHEAD, PLAN, SPAN
from conclude.wordlist import any_of, table, words
from extract.number.unit_family import family

_RATES = ("percent", "points")
_HALF = 50
_LONG = 20  # characters of a name that is a whole clause
_INCOME = re.compile("人均.*收入$")
_THOUSAND, _HUNDRED_MILLION = 3, 8  # powers of ten from which things and yuan count as many
_MOST_SIZE = 2.5


@dataclass(frozen=True, slots=True)
class Setting:
    """What a report is, as far as its figures depend on it.

    `work_report` is whether it tells the main indicators of a year; `by_section` whether it does
    not sum itself up in front, but begins with its first section: then each section has work of
    its own to tell of. `first_body` is the scope of its first figure, `largest_sum` its largest
    amount of money, `sessions` the row of its first large number of sessions, -1 where there is
    none.
    """

    work_report: bool
    by_section: bool
    first_body: str
    largest_sum: float
    sessions: int = -1


@dataclass(frozen=True, slots=True)
class Candidate:
    """A figure that may be a highlight, where it stands and of what time it tells.

    `sentence` counts the sentences with candidates, from 0; `opening` is whether it stands in the
    report's first paragraph with a figure, `leads` whether it is what its sentence is about: the
    first number in it that is a result and no part. `roles` says what the conclusions make of it.
    """

    figure: Figure
    around: Surroundings
    time: str
    sentence: int
    opening: bool = False
    leads: bool = False
    roles: frozenset[str] = frozenset()


def score(one: Candidate, setting: Setting) -> float:
    """How much a figure sums up its report: the weights of all its features together."""
    main = indicator(one.figure.metric)
    of_kind = () if main else _of_detail(one, setting)
    total = main.weight if main else size(one.figure) * weight("size")
    total += weight("front") / (1 + 0.4 * one.sentence)
    return total + sum(map(weight, (*of_kind, *_of_any(one, setting), *one.roles)))


@cache
def weight(feature: str) -> float:
    """The weight of a feature, from words/highlight_weights.tsv."""
    return float(table("highlight_weights.tsv")[feature])


def is_minor(figure: Figure) -> bool:
    """Whether it sorts or spreads the work: 5个方面."""
    return bool(_among("minor").search(figure.metric))


def is_income(figure: Figure) -> bool:
    """Whether it is what one person earns: 脱贫人口人均纯收入."""
    return figure.kind == "money" and _INCOME.search(figure.metric) is not None


def size(figure: Figure) -> float:
    """Powers of ten above what is many for its kind, negative below; 0 for rates and measures, and
    for what one person earns.
    """
    if is_income(figure):
        return 0.0
    number = max(1.0, abs(figure.number or 0.0))
    if figure.kind == "count":
        return min(math.log10(number) - _THOUSAND, _MOST_SIZE)
    if figure.kind == "money":
        return min(math.log10(number) - _HUNDRED_MILLION, _MOST_SIZE)
    return 0.0


def _of_detail(one: Candidate, setting: Setting) -> Iterator[str]:
    """Features of what is no main indicator."""
    figure = one.figure
    core = bool(_among("core").search(figure.metric))
    if setting.work_report:
        yield "detail"
    if figure.stage in ("raised", "done", "planned", "base", "activity"):
        yield figure.stage
    if core:
        yield "core"
    if _is_headline(figure):
        yield "headline"
    if figure.stage in ("other", "base") and _among("members", end=True).search(figure.metric):
        yield "members"
    if figure.action == figure.metric and not core and not _is_done_to_people(figure):
        yield "bare"
    if is_income(figure) and figure.status != "change":
        yield "income"
    elif is_each(one.around.clause):
        yield "each"
    yield from _of_kind(figure, setting)


def _is_headline(figure: Figure) -> bool:
    """Whether it is what the work of its body is for, itself and no part or growth of it."""
    grown = figure.status == "change" or figure.kind == "points"
    return figure.whole < 0 and not grown and _among("headline").search(figure.metric) is not None


def _is_done_to_people(figure: Figure) -> bool:
    """Whether a verb alone says what was done to whom: 提起公诉860人."""
    return figure.stage == "done" and family(figure.unit) == "people"


def _of_kind(figure: Figure, setting: Setting) -> Iterator[str]:
    rate = figure.metric.endswith("率")
    if rate and figure.kind == "percent" and figure.status != "change" and not setting.work_report:
        yield "rate"
    if _among("judged").search(figure.metric) and figure.kind == "percent":
        yield "judged"
    if figure.kind in _RATES and figure.status != "change" and not rate:
        yield "share"
    if figure.kind == "money" and (figure.number or 0) * 2 > setting.largest_sum:
        yield "largest_sum"
    if figure.kind not in ("count", "money", *_RATES):
        yield "other"


def _of_any(one: Candidate, setting: Setting) -> Iterator[str]:
    """Features that every figure may have."""
    figure = one.figure
    yield from _of_status(one)
    if one.opening:
        yield "opening"
    end = end_of_move(one.around)
    if end in (OLD, NEW):
        yield end
    if figure.row == setting.sessions:
        yield "sessions"
    if figure.unit in words("highlight_words.tsv", "times"):
        yield "times"
    yield from _of_body(figure, setting)
    if figure.whole >= 0:
        yield "part"
    if setting.by_section:
        yield from _of_section(one)
    if figure.doubt:
        yield "doubt"
    if figure.kind == "count" and is_minor(figure):
        yield "minor"
    if len(figure.metric) > _LONG:
        yield "long"


def _of_section(one: Candidate) -> Iterator[str]:
    """Features of a figure in a report whose sections each tell of a work of their own."""
    if one.leads:
        yield "leads"
    if one.figure.whole >= 0:
        yield "part_of_section"


def _of_body(figure: Figure, setting: Setting) -> Iterator[str]:
    if figure.scope and (figure.scope == setting.first_body or takes_in_all(figure.scope)):
        yield "whole"
    elif _among("place").search(figure.scope):
        yield "place"


def _of_status(one: Candidate) -> Iterator[str]:
    figure = one.figure
    if figure.status == "target" or one.time in (PLAN, AHEAD):
        yield "target"
    if one.time == SPAN:
        yield "years"
    if figure.kind == "points":
        yield "points"
    if figure.status == "change" and figure.kind not in ("count", "money"):
        yield "change"
        if one.sentence == 0:
            yield "main_growth"
        if (
            figure.direction == "down"
            and figure.kind == "percent"
            and (figure.number or 0) >= _HALF
        ):
            yield "cut"


@cache
def _among(group: str, end: bool = False) -> re.Pattern[str]:
    return re.compile(any_of(words("highlight_words.tsv", group)) + ("$" if end else ""))
