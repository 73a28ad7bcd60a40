"""By what name figures are compared: 检视问题 and 查摆问题 have one, 问题 alone has none."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache
from typing import NamedTuple

from conclude.text.indicators import indicator
from conclude.wordlist import any_of, entries, words


class Name(NamedTuple):
    """`strict` is equal for wordings of one thing; `loose` also where one says a word more."""

    strict: str
    loose: str
    main: bool  # whether it is one of the year's main indicators
    holds_scope: bool  # whether the scope was a part of the name: 城镇 of 累计新增就业


@lru_cache(maxsize=16_384)
def name_of(metric: str, scope: str) -> Name | None:
    """The name of what a metric counts; None where it is too general to compare.

    The scope may hold the first words of an indicator: 城镇 and 累计新增就业.
    """
    for wording in (scope + metric, metric):
        main = indicator(wording)
        if main:
            return Name(main.name, "", True, wording != metric)
    name = plain(metric)
    name = _table("only").get(name, name)
    if len(name) < _SHORTEST or name in _generic():
        return None
    short = _AMOUNT.sub("", _replaced(_place().sub("", name), "loose"))
    if len(short) < _SHORTEST or short in _generic():
        short = name
    return Name(_bag(name), _bag(short), False, False)


def plain(*wordings: str) -> str:
    """The wordings one behind the other, other words for one thing made one."""
    told = "".join(_WITH.sub("", wording) for wording in wordings)
    return _NOISE.sub("", _replaced(told, "same"))


def is_general(words_told: str) -> bool:
    """Whether words as `plain` gives them do not say what is told of: 完成年度任务."""
    return words_told in _generic()


def loosened(*wordings: str) -> str:
    """`plain`, without the words that a report may add or leave out, unless it has no others."""
    told = plain(*wordings)
    return _AMOUNT.sub("", _replaced(told, "loose")) or told


def whole_of(wording: str) -> str:
    """The name of a whole: what was received is all that there is of it. Itself where it has
    none, being too general.
    """
    name = name_of(_replaced(wording, "whole"), "") or name_of(wording, "")
    return (name.loose or name.strict) if name else wording


def says_more(one: str, other: str) -> bool:
    """Whether one of two wordings says all that the other does, in whatever order: 一审 and 二审
    each say what the other does not.
    """
    mine, theirs = Counter(one), Counter(other)
    return not mine - theirs or not theirs - mine


def parting_words(wording: str) -> frozenset[str]:
    """The words of a wording that tell parts of a whole apart (重大, 新增), and those that deny."""
    return frozenset(_parting().findall(wording))


def contrasts(wording: str) -> dict[str, frozenset[str]]:
    """What a wording says of those things of which it can be one only: 城镇 of settlements."""
    found: dict[str, set[str]] = {}
    for word in _contrasting().findall(wording):
        for kind in _kinds_of_contrast()[word]:
            found.setdefault(kind, set()).add(word)
    return {kind: frozenset(told) for kind, told in found.items()}


def denials(wording: str) -> frozenset[str]:
    """The words of a wording that deny the rest: 未整改, 不起诉."""
    return frozenset(_DENIAL.findall(wording))


def groups_of(wording: str) -> set[str]:
    """The people and bodies that a wording names and that may tell parts of a whole apart: 妇女."""
    return set(_groups().findall(wording))


def same_words(clause: str) -> str:
    """The words of a clause in front of its number, other wordings of one thing made one.

    Empty where it tells several things at once (分别), of which the number is one.
    """
    if "分别" in clause:
        return ""
    own = _TIMES.sub("", _LISTED.sub("", _moved().sub("", clause.strip())))
    return plain(_replaced(_NUMBER.sub("", own), "clause"))


_SHORTEST = 2
# How much of it there is: 手术量 are 手术.
_AMOUNT = re.compile("(?<=..)(?<![余总名限差])[量数额]$")
# With whom it was done is no part of what was done: 联合教育、公安等部门检查食堂.
_WITH = re.compile(
    r"^(?:(?:联合|会同|协同|配合)[^，。；]{1,24}?(?:部门|单位|机关)|[^，。；]{1,24}?等部门)(?=.)"
)
# 投诉类3.56万件、求助类: what is told before it in a list is not its own.
_LISTED = re.compile(r"^.*\d[^、]*、")
# When it was, where it was told, and that it has come about: no words of what it is.
_TIMES = re.compile(
    r"^(?:上述|以上)|将?力争|突破|(?:截至)?(?:20\d\d年|全年|年内|去年|今年|目前|\d+月底?)|已经?|均|达到?|为|其中|年末|年底|截至"
)
# The number told before it in its clause: 来访684批1923人次.
_NUMBER = re.compile(r"\d[\d.,]*[万亿]?[多余]?")
_DENIAL = re.compile("[不未无非拒]")
_NOISE = re.compile(r"[“”\"‘’《》、，（）()\s]|[和与及的]")


def _bag(name: str) -> str:
    """The characters of a name, sorted: 国内国际航线 and 国际国内航线 are one."""
    return "".join(sorted(name))


def _replaced(name: str, kind: str) -> str:
    table = _table(kind)
    return _wordings(kind).sub(lambda found: table[found.group()], name)


@cache
def _table(kind: str) -> dict[str, str]:
    rows = [row for row in entries("match_names.tsv") if row[2] == kind]
    return {row[0]: "" if row[1] == "-" else row[1] for row in rows}


@cache
def _wordings(kind: str) -> re.Pattern[str]:
    return re.compile(any_of(_table(kind)))


@cache
def _apart() -> re.Pattern[str]:
    return re.compile(any_of(row[0] for row in entries("dimensions.tsv") if row[1] != "topic"))


@cache
def _parting() -> re.Pattern[str]:
    """Words that tell parts of a whole apart, and those that deny."""
    return re.compile(f"{_apart().pattern}|{_DENIAL.pattern}|其他")


@cache
def _kinds_of_contrast() -> dict[str, list[str]]:
    kinds: dict[str, list[str]] = {}
    for kind, told in entries("contrasts.tsv"):
        for word in told.split():
            kinds.setdefault(word, []).append(kind)
    return kinds


@cache
def _contrasting() -> re.Pattern[str]:
    return re.compile(any_of(_kinds_of_contrast()))


@cache
def _moved() -> re.Pattern[str]:
    """That something came to its value: 压缩至, 由96个增加到."""
    return re.compile(rf"(?:[由从][^，；。]*?)?{any_of(words('change_verbs.tsv'))}[到至为]$")


@cache
def _groups() -> re.Pattern[str]:
    of_people = ("walk of life", "hardship", "people", "size", "ownership")
    return re.compile(any_of(row[0] for row in entries("dimensions.tsv") if row[1] in of_people))


@cache
def _place() -> re.Pattern[str]:
    places = any_of(row[0] for row in entries("match_names.tsv") if row[2] == "place")
    return re.compile(rf"^.{{2,}}?{places}(?=.)")


@cache
def _generic() -> frozenset[str]:
    return frozenset(_NOISE.sub("", name) for name in words("match_generic.txt"))
