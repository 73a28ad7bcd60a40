"""Of which time a figure tells, so that a year is never matched with the five years of a plan."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from conclude.figure import Figure
from conclude.text.surroundings import Surroundings
from conclude.wordlist import entries
from extract.telling.sections import Plans

YEAR, PLAN, SPAN, AHEAD = "year", "plan", "span", "ahead"
YEARLY, AVERAGE = "yearly", "average"

# Parts of a year: figures of a quarter match figures of that quarter only.
_PART_OF_YEAR = re.compile(
    r"""
      [一二三四1-4前][一二三四1-4]?个?季度   # 一季度, 前三季度
    | [上下]半年
    | (?:\d+|[一二三四五六七八九十]+)月      # 1—5月, 7月至9月
    """,
    re.VERBOSE,
)
_WHOLE_YEAR = re.compile("1月?[—－至到-]+12月")
_OF_YEAR = re.compile("(?<!预计)全年(?=[^，。]*\\d)(?!均)")
_YEARLY = re.compile("同比|[比较]上年|[比较]去年")
_AVERAGE = re.compile("年均|年平均")
# 五年增长30.8%, 三年累计, 比2015年增长, 翻了一番
_SINCE = re.compile(
    r"""
      (?<![\d十])(?:[二三四五六七八九十]|[2-9]|1\d)年[来间内]?[^，。年]{0,3}(?:累计|增长|增加|下降|减少)
    | [比较].{0,2}(?:20\d\d年|[五5]年前)
    | 翻.{0,4}番
    """,
    re.VERBOSE,
)


def times(figures: list[Figure], sentences: Iterable[str]) -> Iterator[str]:
    """YEAR, PLAN, SPAN or AHEAD for each figure, as its heading or the last sentence said.

    Every row counts, dates too: 过去五年 opens a stretch that lasts until 过去一年, a heading or
    a sentence that tells of the whole year (全年).
    """
    headings = _Headings()
    section, time = "", YEAR
    for figure, sentence in zip(figures, sentences, strict=True):
        if figure.section != section:
            section, time = figure.section, headings.time_under(figure.section)
        time = time_of(sentence) or _unless_of_year(time, sentence)
        yield time_of(figure.period) or time


def _unless_of_year(time: str, sentence: str) -> str:
    """The time that goes on; over the years no more where a sentence tells of the whole year."""
    return YEAR if time == SPAN and _OF_YEAR.search(sentence) else time


class _Headings:
    """Of which time the headings of a report say that it tells, asked in the order of the text."""

    def __init__(self) -> None:
        self._plans = Plans()
        self._read: dict[str, str] = {}  # headings, and the time that each of them names

    def time_under(self, section: str) -> str:
        """The time that the innermost heading names that names one; else the year."""
        path = section.split(" / ")
        for heading in path:
            if heading not in self._read:
                self._read[heading] = self._named(heading)
        return next(filter(None, (self._read[heading] for heading in reversed(path))), YEAR)

    def _named(self, heading: str) -> str:
        """2022年工作完成情况 is no plan, and so is 2023年总结及2024年打算, which is above both."""
        planned = self._plans.spoken_of(heading)
        time = time_of(heading, True)
        if time == PLAN and not planned:
            return YEAR
        return time


@lru_cache(maxsize=16_384)
def time_of(words: str, heading: bool = False) -> str:
    """The time that a heading, a sentence or a period names first; empty where it names none."""
    found = _wordings(heading).search(words)
    return _rows(heading)[int(found.lastindex or 1) - 1][1] if found else ""


@cache
def _rows(heading: bool) -> list[tuple[str, ...]]:
    return [row for row in entries("time_words.tsv") if heading or row[2] == "anywhere"]


@cache
def _wordings(heading: bool) -> re.Pattern[str]:
    return re.compile("|".join(f"({row[0]})" for row in _rows(heading)))


def part_of_year(period: str) -> tuple[str, ...]:
    """The quarter, half or months that a period names; empty for a year, a date or none.

    截至6月底 is no part of a year: it dates a count that goes on.
    """
    if period.startswith("截") or _WHOLE_YEAR.search(period):
        return ()
    return tuple(_PART_OF_YEAR.findall(period))


def growth_over(around: Surroundings, time: str) -> str:
    """Over which time something grew: YEARLY, AVERAGE (年均) or SPAN (五年增长, 比2002年增长)."""
    clause = around.clause
    if _AVERAGE.search(clause):
        return AVERAGE
    if _YEARLY.search(clause):
        return YEARLY
    return SPAN if _SINCE.search(clause) or time in (SPAN, AHEAD) else YEARLY


def summed(around: Surroundings, figure: Figure, time: str) -> bool:
    """Whether an amount was added up over years: 五年累计, or 新增就业 told of five years."""
    if _SINCE.search(around.clause):
        return True
    adds = figure.action or _ADDED.match(figure.metric) or "累计" in around.clause
    return time == SPAN and bool(adds)


_ADDED = re.compile("[^，。]{0,2}新增|新建|新开工|建成|完成|发放|投入|解决|转移")
