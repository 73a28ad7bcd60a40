"""Units that a table states beside its figures: in brackets, in a caption, in a word like 件数."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

import regex

from extract.figure import THEN, Figure
from extract.number import approximator
from extract.number.numeral import SCALES
from extract.number.unit import KINDS

_BRACKET = regex.compile(
    r"[（(\[【]\s*(?:(?:计量|金额|货币)?单位\s*[：:]?)?\s*([^（）()\[\]【】]{1,12})[）)\]】]"
)
# 单位：万元; 单位：元 币种：人民币; 金额单位均为人民币元. 编制单位：… names a body.
_STATED = regex.compile(
    r"(?:(?:计量|金额|货币|数量)?单位\s*(?:[：:]|均?[为是]))\s*"
    r"([^\s，。；（）()\]】]{1,16}(?:\s*[、/]\s*[^\s，。；（）()]+)?)(?:\s*[（(]人民币[）)])?"
)
_CURRENCY = regex.compile(r"\s*币种\s*[：:]\s*\p{Han}+")
_RENMINBI = regex.compile(r"^(?:人民币|RMB|CNY|￥)\s*|\s*(?:人民币|RMB|CNY)$")
_PER_CENT = regex.compile(r"(?<=\p{Han})\s*[±＋+\-－]*\s*[%％]$")
_SLASH = regex.compile(r"\S[/／]([^/／\s]{1,6})$")
_COUNTED = regex.compile(
    r"(?P<unit>人次|件次|[人件户个家起项条名次所处亩份场篇只台套辆间村])(?:数量?|总数)$"
)
_SHARE = regex.compile(
    r"(?:率|占比|比重|比例|增速|增幅|降幅|涨幅|百分比|同比|环比|增长|增减|比上年)(?:[（(].*[）)])?$"
)
_MONEY = regex.compile(
    r"(?:额|资金|金|收入|支出|经费|投资|产值|总值|成本|价|费用?|款项?|利润|税收?)$"
)
# A unit between a name and its number: （万元）：85.
_IN_FRONT = regex.compile(
    r"\p{Han}[（(](?:单位\s*[：:])?\s*([^（）()\d]{1,8})[）)]\s*(?:[：:]|为|是|达到?)?\s*(?:约)?$"
)
_FROM_NAME = "unit in brackets"
_NEAR = 24  # characters in front of a number in which it stands
_SIGNS = {"％": "%", "﹪": "%", "百分比": "%", "百分点": "个百分点"}


class TableUnit(NamedTuple):
    """A unit without its scale, what the scale multiplies by, and the kind of thing it measures."""

    name: str
    factor: int
    kind: str


NONE = TableUnit("", 1, "count")


def unit_named(words: str) -> TableUnit | None:
    """万元 as (元, 10000, money); None where `words` are no unit."""
    words = _RENMINBI.sub("", words.strip())
    words = _SIGNS.get(words, words)
    if words == "%":
        return TableUnit("%", 1, "percent")
    if words in KINDS:
        return TableUnit(words, 1, KINDS[words])
    for length in (1, 2):
        scale, rest = words[:length], words[length:]
        if rest in KINDS and scale and all(sign in SCALES for sign in scale):
            factor = 1
            for sign in scale:
                factor *= SCALES[sign]
            return TableUnit(rest, factor, KINDS[rest])
    parts = regex.split(r"[/／]", words)
    if len(parts) == 2 and (first := unit_named(parts[0])) and parts[1] in KINDS:
        return TableUnit(f"{first.name}/{parts[1]}", first.factor, "other")
    return None


def stated_units(words: str) -> list[TableUnit]:
    """The units that a caption or header states behind 单位：, or a header in brackets."""
    return list(_stated_units(words))


@lru_cache(maxsize=2048)  # the same headers stand above every row
def _stated_units(words: str) -> tuple[TableUnit, ...]:
    places = [found[1] for found in _STATED.finditer(words)]
    places = places or [match[1] for match in _BRACKET.finditer(words)]
    if not places and _PER_CENT.search(words):
        places = ["%"]
    if not places and (slash := _SLASH.search(words)):
        places = [slash[1]]
    return tuple(unit for place in places for unit in _units(place))


def _units(place: str) -> list[TableUnit]:
    """The units of 万元, of 个、万元, and of 元/人民币."""
    whole = unit_named(place)
    parts = [place] if whole else regex.split(r"[、，,和/／]", place)
    return [unit for part in parts if (unit := unit_named(part))]


@lru_cache(maxsize=2048)
def without_unit(words: str) -> str:
    """A header without its brackets that only state a unit, and without 单位：…."""
    words = _BRACKET.sub(lambda match: "" if stated_units(match[0]) else match[0], words)
    words = _PER_CENT.sub("", words)
    slash = _SLASH.search(words)
    if slash and unit_named(slash[1]):
        words = words[: slash.start(1) - 1]
    return _CURRENCY.sub("", _STATED.sub("", words)).strip()


def unit_in_name(name: str) -> TableUnit | None:
    """The unit inside a header's own words: 件 of 办结件数, 人次 of 参加人次."""
    if counted := _COUNTED.search(name):
        return unit_named(counted["unit"])
    if name.endswith(("人次", "件次")):
        return unit_named(name[-2:])
    return None


def chosen(units: list[TableUnit], name: str) -> tuple[TableUnit, str]:
    """Which of a caption's units the column `name` has, and the doubt about it.

    A rate has none of them unless per cent is among them.
    """
    if _SHARE.search(name):
        for unit in units:
            if unit.kind in ("percent", "points"):
                return unit, ""
        return NONE, "unit not stated"
    fitting = [unit for unit in units if unit.kind not in ("percent", "points")] or units
    if len(fitting) < 2:
        return (fitting[0], "") if fitting else (NONE, "")
    money = [unit for unit in fitting if unit.kind == "money"]
    counts = [unit for unit in fitting if unit.kind != "money"]
    best = (money if _MONEY.search(name) else counts) or fitting
    return best[0], "" if money and counts and len(best) == 1 else "two candidates for the unit"


def is_share(name: str) -> bool:
    """Whether a header names a share or a rate of change."""
    return bool(_SHARE.search(name))


def give(figure: Figure, unit: TableUnit) -> None:
    """Give a figure its unit, and the number and interval that the unit's scale makes of it."""
    figure.unit, figure.kind = unit.name, unit.kind
    if unit.factor > 1 and figure.number == figure.number:
        value = Fraction(figure.number).limit_denominator(10**6) * unit.factor
        figure.number, figure.step = float(value), figure.step * unit.factor
        figure.low, figure.high = approximator.interval(
            value, Fraction(figure.step).limit_denominator(10**6), figure.approx
        )


def read_units_in_front(text: str, figures: list[Figure]) -> None:
    """Give bare numbers the unit in brackets in front of them: 总投资（万元）：85."""
    for figure in figures:
        bare = figure.role == "statistic" or "number without a unit" in figure.rule.split(THEN)
        if figure.unit or not bare or figure.step != figure.step:
            continue
        found = _IN_FRONT.search(text, max(0, figure.start - _NEAR), figure.start)
        if found and (unit := unit_named(found[1])):
            figure.low = figure.high = figure.number
            figure.role, figure.rule = "statistic", f"{figure.rule} > {_FROM_NAME}"
            give(figure, unit)


def names_without_units(counted: list[Figure]) -> None:
    """Take brackets that only state a unit off the names: 总投资（万元）."""
    for figure in counted:
        bracketed = figure.metric[-1:] in ("）", ")") and _FROM_NAME in figure.rule.split(THEN)
        if bracketed and stated_units(figure.metric):
            figure.metric, figure.object = map(without_unit, (figure.metric, figure.object))
