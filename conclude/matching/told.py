"""What of a report's figures can be set beside another report's, and what has to agree."""

from __future__ import annotations

import math
import re
from functools import cache
from typing import NamedTuple

import pandas as pd

from conclude.figure import Figure, read_figures
from conclude.matching.name import Name, loosened, name_of, plain, same_words, says_more, whole_of
from conclude.matching.totals import Levels, Totals, bodies
from conclude.text.surroundings import OLD, Surroundings, end_of_move, surroundings
from conclude.text.telling import earlier
from conclude.text.times import AHEAD, PLAN, growth_over, part_of_year, summed, times
from conclude.wordlist import any_of, entries, words
from extract.number.unit_family import family


class Sort(NamedTuple):
    """What two figures of one name must agree in: what is measured, how it is told, of when."""

    kind: str
    unit: str
    status: str
    direction: str
    over: str | bool  # of a growth YEARLY, AVERAGE or SPAN; else whether it was added up over years
    # of an aim AHEAD, MET where what was reached is told behind it, or PLAN; empty for what is none
    ahead: str
    part_of_year: tuple[str, ...]
    bounded: bool  # whether a result is told as at least or at most so much


class Told(NamedTuple):
    """A figure that can be matched: its name and all else that has to agree.

    `sentence` is where its sentence begins in the report, `sentence_end` where it ends; `name` is
    None where what it counts is too general to compare; `words` are those of its clause; `whole`
    names that of which it is a part, empty for none. `full` is what it counts, its scope in front,
    empty where that does not say enough; `context` what its sentence says up to its clause's end,
    both `loosened`.
    `around` is its whole clause without the number, `loosened`. `counted_on` is whether it is told
    as a total over the years.
    """

    figure: Figure
    sentence: int
    sentence_end: int
    name: Name | None
    body: frozenset[str]
    sort: Sort
    whole: str
    words: str
    full: str
    context: str
    around: str
    counted_on: bool


def tellings(table: pd.DataFrame) -> list[Told]:
    """The figures of a report that can be matched, each with what has to agree."""
    return tellings_and_blanks(table)[0]


def tellings_and_blanks(table: pd.DataFrame) -> tuple[list[Told], list[Told]]:
    """The figures of a report that can be matched, and those that only lack their number."""
    figures = read_figures(table)
    around = surroundings(table)
    sentences = table["sentence"].astype(object).fillna("").tolist()
    bare, levels = Totals(figures), Levels(figures)
    title = _title(figures, around, sentences)
    found: list[Told] = []
    blanks: list[Told] = []
    told_of = times(figures, sentences)
    for figure, near, sentence, time in zip(figures, around, sentences, told_of, strict=True):
        blank = figure.role == "redacted"
        if not blank and not _counts(figure, near, time):
            continue
        allowed = bare.allow(figure)
        name = name_of(figure.metric, figure.scope) if allowed else None
        behind = _CLAUSE_END.split(near.behind, maxsplit=1)[0]
        added = bool(_TOTAL_BEHIND.match(near.behind))
        if name and added:
            name = name._replace(loose="")
        own = bool(title) and figure.scope in title
        no_other = own or (name and name.holds_scope) or _helped(figure.scope, near.before)
        body = frozenset() if no_other else bodies(figure.scope)
        told = Told(
            figure,
            near.begin,
            near.begin + len(sentence),
            name,
            body | levels.other_than_its_own(figure),
            _sort(figure, near, time),
            _whole_of(figure, near, figures),
            same_words(near.clause),
            _in_full(figure, own) if allowed and not added else "",
            loosened(near.before, behind),
            loosened(same_words(near.clause), _BEHIND.split(behind, maxsplit=1)[0]),
            bool(_COUNTED_ON.search(near.clause)),
        )
        (blanks if blank else found).append(told)
    return found, blanks


def _title(figures: list[Figure], around: list[Surroundings], sentences: list[str]) -> str:
    """The sentence with which the report begins, where it tells no figure but a year's number."""
    if not around or around[0].begin > 0:
        return ""
    tells = any(one.told for one, near in zip(figures, around, strict=True) if near.begin == 0)
    return "" if tells else sentences[0]


def _helped(scope: str, before: str) -> bool:
    """Whether the body only took part in what another did: 会同市场监管部门检查食堂."""
    if not scope:
        return False
    return scope.startswith(_WITH) or any(f"{word}{scope}" in before for word in _WITH)


_WITH = ("会同", "联合", "配合", "协同")


def _in_full(figure: Figure, own: bool) -> str:
    """What a figure counts, whose it is in front, unless that is the reporting body's `own`; empty
    where even that is general.
    """
    scope = figure.scope if bodies(figure.scope) and not own else ""
    named = scope or name_of(figure.metric, "")
    return loosened(scope, figure.metric) if named else ""


_COUNTED_ON = re.compile("累计|总数|总量|共有")
_BEHIND = re.compile(r"\d")
_CLAUSE_END = re.compile("[，、；。：,;:（）()]")
# 新建管理站6个，累计建成64个: an addition whose total is told, and so only an addition.
_TOTAL_BEHIND = re.compile(r"[，、；（](?:累计|总数|总量|总共|共有)")
# A measure in front of a noun says how large one project is: 200万吨褐煤项目, 700千瓦电站. An area
# or a length does so where no verb takes it (完成8万平方米绿化 is an amount of work).
_SIZES = ("mass", "volume", "power")
_EXTENTS = ("area", "length", "duration")


def _counts(figure: Figure, near: Surroundings, time: str) -> bool:
    if not figure.told or figure.first_telling >= 0 or figure.unit in words("match_units.txt"):
        return False
    if end_of_move(near) == OLD:
        return False
    if figure.status != "change" and _compared_with().search(near.clause):
        return False
    if figure.status == "actual" and time in (PLAN, AHEAD):
        return False  # what a plan tells as done is seldom what was done
    size = figure.kind in _SIZES or (figure.kind in _EXTENTS and not figure.action)
    return not (size and near.behind.startswith(figure.object[:2]))


@cache
def _compared_with() -> re.Pattern[str]:
    """In front of the value of an earlier time that another is compared with: 较上年末的, （上年,
    上年分别为720元和.
    """
    year = any_of(words("earlier_times.txt"))
    return re.compile(
        rf"[比较与]{earlier()}[^，。]{{0,6}}$|[（(]{earlier()}(?:同期)?[为是]?$"
        rf"|^{year}(?:同期)?(?:分别)?[为是](?:\d[^，。]*)?$"
    )


# 预计全年接待游客9.6亿人次, told among results: what the year comes to, as far as is known.
_EXPECTED = re.compile("预计")
MET = "met"
_REACHED = re.compile(r"^[^。；]{0,24}实际[^，。；]{0,10}\d")
# 30万亩以上, told in a plan whose heading runs in, is no result to set beside 26.4万亩.
_BOUNDS = ("以上", "以下", "以内", "之内")
_AMOUNTS = ("count", "money", "area", "length", *_SIZES)


def _sort(figure: Figure, near: Surroundings, time: str) -> Sort:
    grows = figure.status == "change" or bool(figure.direction)
    unit = figure.unit if figure.kind != "count" else family(figure.unit)
    over = growth_over(near, time) if grows else summed(near, figure, time)
    expected = time not in (PLAN, AHEAD) and _EXPECTED.search(near.before)
    status = "actual" if figure.status == "target" and expected else figure.status
    ahead = _ahead(near, time) if status == "target" else ""
    return Sort(
        figure.kind,
        unit,
        status,
        figure.direction,
        over,
        ahead,
        part_of_year(figure.period),
        status == "actual" and figure.kind in _AMOUNTS and near.behind.startswith(_BOUNDS),
    )


def _ahead(near: Surroundings, time: str) -> str:
    """When an aim is to be reached: 计划改造160座，实际改造168座 is no aim of next year."""
    if time == AHEAD:
        return AHEAD
    return MET if _REACHED.search(near.behind) else PLAN


def _whole_of(figure: Figure, near: Surroundings, figures: list[Figure]) -> str:
    """The name of that of which a figure is a part; empty for what is no part.

    What the head of its sentence says goes before what the table does: 已结案件中，刑事386件.
    """
    head = _HEAD.match(near.before)
    of_head = head is not None and name_of(head[1], "") is not None
    if _ranks().search(figure.metric) or (figure.whole < 0 and not of_head):
        return ""
    return whole_of(head[1] if head and of_head else figures[figure.whole].metric)


_HEAD = re.compile("^在?([^，。；、其0-9]{2,10})当?中，")


@cache
def _ranks() -> re.Pattern[str]:
    """Names that say of what they are a part: 省部级干部 are always a part of those meant."""
    return re.compile(any_of(row[0] for row in entries("dimensions.tsv") if row[1] == "rank"))


def of_other_spans(a: Told, b: Told) -> bool:
    """Whether one tells what was built or set up in a year, the other all that there is of it:
    建成书房26家 and 累计建成书房34家. What both added up over several years is of one span.
    """
    adds = any(_ADDED.match(one.figure.metric) for one in (a, b))
    return a.counted_on != b.counted_on and adds and a.sort.over is not True


def of_other_things(a: Told, b: Told) -> bool:
    """Whether two figures with a deed for a name say in front of it to what it was done, each what
    the other does not: 以调解方式结案 and 以判决方式结案.
    """
    deeds = all(one.figure.action and len(one.figure.metric) <= _DEED for one in (a, b))
    main = a.name is not None and a.name.main
    return deeds and not main and not says_more(_to_what(a), _to_what(b))


def _to_what(told: Told) -> str:
    """What stands in its clause in front of a deed."""
    return loosened(_MOVES.sub("", told.words.removesuffix(plain(told.figure.metric))))


_ADDED = re.compile("新?(?:增|建|建成|建设|创建|培育|打造|设立|评定|认定|命名)")
_MOVES = re.compile("[由从].*[到至为]$")  # 由70%提高到
_DEED = 4  # characters of a name that says what was done, and not to what
# Numbers that lie further apart tell of two things.
_FAR = 20.0


def near_in_size(a: Figure, b: Figure) -> bool:
    """Whether neither number is more than twenty times the other."""
    return times_apart(a, b) <= _FAR


def times_apart(a: Figure, b: Figure) -> float:
    """How many times the smaller number the larger one is: 1 or more, infinite beside nought."""
    low, high = sorted((_size(a), _size(b)))
    if high == 0:
        return 1.0
    return high / low if low else math.inf


def _size(figure: Figure) -> float:
    """Its number, or of a range the middle; what is open at one end is as large as told."""
    if figure.interval is None:
        return 0.0
    interval = figure.interval
    if interval.number is None and interval.open:
        return min(abs(interval.low), abs(interval.high))
    return abs(interval.middle)
