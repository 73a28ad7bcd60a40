"""Growth that a report states (增长20%, 减少43人, 翻一番), against two values of one thing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from conclude.conclusion import CONFLICT, NONE, verdict_on
from conclude.figure import Figure, same_measure
from conclude.measure import interval
from conclude.measure.interval import Interval
from conclude.text.mention import Mention
from conclude.text.telling import NEAR, earlier
from conclude.wordlist import any_of, table, words

_AT_CONSTANT_PRICES = re.compile(r"不变价|可比价|可比口径|同口径|剔除|扣除")
# Indicators whose growth is always stated at constant prices.
_PRICED = re.compile(r"生产总值|GDP|增加值|经济总量|国民收入")
_QUOTIENTS = ("percent", "multiple", "fraction")
_YEARLY = re.compile(r"年均|平均每年|年平均|每年|复合")
_AMOUNTS_OF_CHANGE = {"降幅": "down", "增幅": "up", "涨幅": "up", "增速": "up"}
_PERIODS = {"十一五": 5, "十二五": 5, "十三五": 5, "十四五": 5}
_DIGITS = {word: number for number, word in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
_YEARS = re.compile(r"(?<!\d)([\d一二三四五六七八九十两]{1,2})年(?:来|间|里|内|时间|期间)")
_YEAR = re.compile(r"(?:19|20)\d\d(?=年)")


@dataclass(frozen=True, slots=True)
class Growth:
    """A growth as stated: its figure, its sign (1 up, -1 down, 0 not told), whether per year.

    A `quotient` is what the later value is of the earlier one: 是上年的1.36倍, 为上年同期的80%.
    """

    figure: Figure
    sign: int
    yearly: bool = False
    quotient: bool = False


def is_priced(figure: Figure) -> bool:
    """Whether the growth of what it measures is stated at constant prices."""
    return bool(_PRICED.search(figure.metric))


def stated_growth(mention: Mention) -> Growth | None:
    """The growth that the mention states of the thing told before it, or None.

    Only the comparison may stand in front: ，同比增长, ，减少, （增幅; a noun makes it another's.
    """
    if mention.figure.kind in _QUOTIENTS and _times().match(mention.lead):
        return Growth(mention.figure, 0, quotient=True)
    found = _stated().match(mention.lead)
    if found is None or _AT_CONSTANT_PRICES.search(mention.lead):
        return None
    verb = found["verb"]
    direction = table("change_verbs.tsv").get(verb, _AMOUNTS_OF_CHANGE.get(verb, "any"))
    sign = {"up": 1, "down": -1}.get(direction, 0)
    return Growth(mention.figure, sign, bool(_YEARLY.search(mention.lead)))


def hold(growth: Growth, old: Figure, new: Figure) -> tuple[Interval | None, str]:
    """What the two values give in the growth's own measure, and whether it agrees.

    The value is a percentage, percentage points where both are percentages, or the difference
    itself where the growth is an amount. None, if the growth cannot be of these two.
    """
    in_points = growth.figure.kind == "points" and old.kind == "percent"
    if in_points or (old.measured and same_measure(growth.figure, old)):
        return _difference(growth, old, new)
    stated = _in_percent(growth.figure)
    if stated is None or growth.figure.kind == "points":
        return None, NONE
    signed = interval.scaled(stated, _sign(growth, old, new))
    if growth.quotient:
        signed = interval.shifted(stated, -100)
    verdict = verdict_on(signed, lambda read: interval.growth(read(new), read(old)))
    if old.kind == "percent" and verdict == CONFLICT:
        # 由20%提高到30%，提高10%: points, loosely called percent.
        verdict = verdict_on(signed, lambda read: interval.difference(read(new), read(old)))
    return change_of(old, new), verdict


def _sign(growth: Growth, old: Figure, new: Figure) -> int:
    """1 or -1; where the word tells no direction (改善19.5%), that of the numbers."""
    if growth.quotient:
        return 1
    return growth.sign or (-1 if old.wording.middle > new.wording.middle else 1)


def compounded(growth: Growth, old: Figure, new: Figure, years: int) -> str:
    """Whether a growth per year, over the years, leads from the old value to the new one."""
    if years < 1:
        return NONE
    rate = growth.figure.widened
    sign = growth.sign or 1
    bounds = sorted(
        (max(0.0, 1 + sign * bound / 100) ** years - 1) * 100 for bound in (rate.low, rate.high)
    )
    over_years = Interval(None, bounds[0], bounds[1])
    return verdict_on(over_years, lambda read: interval.growth(read(new), read(old)))


def change_of(old: Figure, new: Figure) -> Interval | None:
    """Growth in percent over the wording; the difference in points where both are percentages."""
    if old.interval is None or new.interval is None:
        return None
    if old.kind == "percent":
        return interval.difference(new.interval, old.interval)
    if old.interval.low <= 0:
        return None
    return interval.growth(new.interval, old.interval)


def years_told(words_before: str) -> tuple[int, ...]:
    """Over how many years the words tell; empty where they do not say.

    2018年…2022年 are four. 五年间 and “十三五”期间 may be counted from the year before, or from
    their first year, which is a step less.
    """
    named = _YEAR.findall(words_before)
    if len(named) > 1:
        return (int(named[-1]) - int(named[-2]),)
    for name, years in _PERIODS.items():
        if name in words_before:
            return years, years - 1
    found = _YEARS.search(words_before)
    if found is None:
        return ()
    years = int(found[1]) if found[1].isdigit() else _DIGITS.get(found[1], 0)
    return years, years - 1


@cache
def _times() -> re.Pattern[str]:
    """The words in front of a quotient: 的 right behind the earlier value, or 是上年的."""
    return re.compile(
        rf"^(?:的|[^，；。（、]{{0,10}}[，；](?:是|为|达到|达|相当于|约为)(?:{earlier()}(?:同期)?)?的){NEAR}?$"
    )


@cache
def _stated() -> re.Pattern[str]:
    directions = ("up", "down", "any")
    verbs = any_of(word for one in directions for word in words("change_verbs.tsv", one))
    return re.compile(
        rf"""
        ^[^，；。（、]{{0,10}}[，；（、]?          # what is left of the value's own unit
        (?:[\d一二三四五六七八九十]+年(?:来|间)?|相比|同比|环比|(?:件数|人数|次数|户数|起数|金额|数量|、|和)(?=[^，；]{{1,16}}分别)|分别|共|累计|净|实际|相应|总体|平均|年均|平均每年|每年|各|则|也|将|了|\s
          |(?:比|较|与|同){earlier()}(?:同期|相比|的|时)*
          |{earlier()}(?:相比)?)*
        (?<![整立])(?P<verb>{verbs}|增幅|涨幅|增速|降幅|降|增)     # 整改 is no change
        (?:幅度?|比例?|率)?(?:分别)?(?:了|为|达到|达|是|近)?{NEAR}?$
        """,
        re.VERBOSE,
    )


def _difference(growth: Growth, old: Figure, new: Figure) -> tuple[Interval | None, str]:
    """The difference of the two values, against a growth in points or in their own unit."""
    stated = growth.figure.widened
    signed = interval.scaled(stated, _sign(growth, old, new))
    verdict = verdict_on(signed, lambda read: interval.difference(read(new), read(old)))
    return interval.difference(new.wording, old.wording), verdict


def _in_percent(figure: Figure) -> Interval | None:
    """A stated growth in percent: 20%, 四分之三 → 75, 1.5倍 → 150, 一番 → 100."""
    if figure.unit == "番" and figure.number:
        return interval.exactly((2**figure.number - 1) * 100)
    if figure.kind == "percent":
        return figure.widened
    if figure.kind in ("fraction", "multiple"):
        return interval.scaled(figure.widened, 100)
    return None
