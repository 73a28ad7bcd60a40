"""Periods: the words that say when (今年以来, 截至2023年12月底), and where the dates stand."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable

from writing import dates

PERIOD = re.compile(
    rf"""
    (?: 截[至止](?:目前|[^，。；]{{0,12}}?(?:[年月]?[底末]|日|年(?![底末初中])|月(?![份底末])|月份))
      | [^，。；：、]{{0,16}}?以来(?!的)
      | [^，。；：、]{{0,10}}期间
      | (?:今|去|明|前|本|当|上)年
        (?:度|{dates.HALF_YEAR}|年底|同期|{dates.EDGE}|{dates.QUARTER}|前三季度)?
      | (?:全年|{dates.HALF_YEAR}|年(?:{dates.EDGE})|近年来?|本[年月季期]|上[月季])
      | (?:过去|近|最近|这)?(?:[一二两三四五六七八九十]+|\d+)年(?:来|间)
      | (?:截至)?(?:目前|当前|日前|近日|迄今|至今)
    )
    (?:为止|，)?""",
    re.VERBOSE,
)
# The signs with which a word of time begins that is not a stretch up to 以来 or 期间.
PERIOD_SIGNS = frozenset("截今去明前本当上下全年近过最这一二两三四五六七八九十0123456789目日迄至")
_DATED = re.compile(
    rf"""\s*(?:截[至止]|[到至])?(?:\d{{4}}年(?:度|{dates.EDGE}|{dates.HALF_YEAR}|{dates.QUARTER}|前三季度|(?:\d{{1,2}}月?{dates.TO})?\d{{1,2}}月(?:份|底|末|\d{{1,2}}日(?:\d{{1,2}}时)?)?)?
        |\d{{1,2}}{dates.TO}\d{{1,2}}月份?|\d{{1,2}}月(?:份|底|末|\d{{1,2}}日(?:\d{{1,2}}时)?)?|{dates.QUARTER}|“[十一二三四五]{{2,3}}”(?:时期|期间))(?:以来|期间|间)?""",
    re.VERBOSE,
)


# With one of these words of time begin, unless they are a stretch up to 以来 or 期间.
_HEAD_SIGN = re.compile(rf"[\s\d到第“{''.join(PERIOD_SIGNS)}]")
_STRETCH = re.compile("以来|期间")
_TIME = re.compile(rf"(?:{PERIOD.pattern}|{_DATED.pattern})(?:之?[前后内])?", re.VERBOSE)


def head_period(text: str, start: int, end: int) -> str:
    """The words of time at the head of a sentence (今年以来, 截至2023年12月底); empty if none."""
    if not _HEAD_SIGN.match(text, start, end) and not _STRETCH.search(text, start, end):
        return ""
    for pattern in (_DATED, PERIOD):
        found = pattern.match(text, start, end)
        if found is None or found.end() == start:
            continue
        following = text[found.end() : found.end() + 1]
        if found[0].endswith("，") or following in "，,全各我本":
            return found[0].strip().rstrip("，")
    return ""


def is_time(words: str) -> bool:
    """Whether words only say when (年底前, 今年以来)."""
    return bool(words) and _TIME.fullmatch(words) is not None


def after_time(words: str) -> str:
    """The words behind those of time at their head (1-8月份事故起数); all if they only say when."""
    found = _DATED.match(words) or PERIOD.match(words)
    return words[found.end() :] if found and found.end() < len(words) else words


class Dates:
    """Where the dates of a text stand."""

    def __init__(self, spans: Iterable[tuple[int, int]] = ()) -> None:
        """`spans` are the dates' starts and ends, in order."""
        self._spans = list(spans)
        self._starts = [start for start, _ in self._spans]

    def within(self, start: int, end: int) -> tuple[tuple[int, int], ...]:
        """The dates that begin in `text[start:end]`, counted from `start`."""
        at = bisect_left(self._starts, start)
        if at == len(self._starts) or self._starts[at] >= end:
            return ()
        last = bisect_left(self._starts, end)
        return tuple((first - start, stop - start) for first, stop in self._spans[at:last])


NO_DATES = Dates()
