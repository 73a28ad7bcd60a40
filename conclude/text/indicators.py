"""The main indicators of a year's work report: 地区生产总值 and 国内生产总值 are one of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from conclude.wordlist import any_of, entries, words


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator by the name that stands for all its wordings.

    `weight` says how much an editor wants it among the highlights (words/indicators.tsv).
    """

    name: str
    weight: float


@lru_cache(maxsize=16_384)
def indicator(metric: str) -> Indicator | None:
    """The indicator that a metric names; None where it names something else, or a part of one.

    实现地区生产总值 is the output itself; 单位地区生产总值能耗 and 服务业增加值 are not.
    """
    named = _pattern().fullmatch(metric)
    return _forms()[named["form"]] if named else None


@cache
def _forms() -> dict[str, Indicator]:
    return {row[0]: Indicator(row[1], float(row[2])) for row in entries("indicators.tsv")}


@cache
def _pattern() -> re.Pattern[str]:
    front = any_of(words("indicator_affixes.tsv", "front"))
    behind = any_of(words("indicator_affixes.tsv", "behind"))
    return re.compile(rf"{front}*(?P<form>{any_of(_forms())}){behind}*")
