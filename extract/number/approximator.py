"""Approximators: the words that make a figure approximate, and the interval that they allow.

The intervals are those of the labelling conventions: 7.7万多 is 77,000 to 78,000, 近 n lies up to
half a step below n, 约 n half a step around it, 超过 n has no upper end. The words stand in
`words/approximators.tsv`.
"""

from __future__ import annotations

import math
import re
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, TypeVar

from extract.figure import Figure
from extract.text.lexicon import Prefixes, Suffixes, entries

if TYPE_CHECKING:
    from extract.number.numeral_at import Numeral

# Numbers are decimals; those of table cells, with the factor of their column, are fractions.
Exact = TypeVar("Exact", Decimal, Fraction)

BOUNDS = {word: bound for word, _, bound in entries("approximators.tsv")}
# The words in front of, and behind, a number.
FRONT = frozenset(word for word, place, _ in entries("approximators.tsv") if place == "before")
BACK = frozenset(word for word, place, _ in entries("approximators.tsv") if place == "behind")
BEFORE = Suffixes(FRONT)
BEHIND = Prefixes(BACK)

# One-character words in front of a number that mean something else inside a longer word: 通过3次,
# 以上5个, 打破3项, 附近3个, 节约3万元, 签约3个, 最近3年.
_NOT_AFTER = {
    "过": "通经路渡度见错超跨走去开记大",
    "破": "打攻侦爆突击",
    "上": "面以之加网线会手路车船身天地海陆史向晚早月周",
    "近": "最附亲靠就临贴远",
    "约": "节签条履制违大合契续预公缔简解毁",
    "超": "赶反",
    "約": "節簽條履制違大合契續預公",
}


def before(text: str, start: int) -> str:
    """The approximator that ends just in front of `start`; empty if none."""
    word = BEFORE.ending(text, start)
    if len(word) == 1 and word in _NOT_AFTER:
        at = start - 1
        if at > 0 and text[at - 1] in _NOT_AFTER[word]:
            return ""
    return word


# 至少完成4个, 不低于当地标准的1.6倍: a word that stands apart from its number, over a verb or a
# genitive.
_OVER_A_VERB = re.compile(r"(至少|最少|最多|至多)(?!的)[\u4e00-\u9fff]{1,10}$")
_OVER_A_GENITIVE = re.compile(
    r"(不低于|不少于|不高于|不超过|高于|低于|超过|约为|约占)[^，。；：！？\n、0-9%％]{1,14}的$"
)


def apart(text: str, start: int, done: int) -> str:
    """The approximator of the number at `start` that stands further in front, behind `done`."""
    if text[start - 1 : start] == "的":
        found = _OVER_A_GENITIVE.search(text, max(done, start - 20), start)
        return found[1] if found else ""
    near = text[max(done, start - 12) : start]
    found = _OVER_A_VERB.search(near) if "少" in near or "多" in near else None
    return found[1] if found else ""


def interval(number: Exact, step: Exact, word: str) -> tuple[float, float]:
    """The ends of what `word` allows around `number`, whose last digit is worth `step`."""
    bound = BOUNDS.get(word, "")
    value = float(number)
    if bound == "more":
        return value, float(number + step)
    if bound == "near":
        return float(number - step / 2), value
    if bound == "about":
        return float(number - step / 2), float(number + step / 2)
    if bound == "least":
        return value, math.inf
    if bound == "most":
        return -math.inf, value
    return value, value


_CURRENCY = re.compile(r"(?:人民[币幣]|新[台臺][币幣]|[港澳][币幣元])$")
_CURRENCY_ENDS = frozenset("币幣元")
_LONGEST_CURRENCY = 3
# 发案97起，破72起; 侦破、带破400余起: the cases that were solved, and no bound.
_CASES = frozenset("起件宗例案")
# 突破三道关口, 突破5项核心技术: the verb, no approximator.
_OBSTACLE = re.compile(
    r"(?:[\u4e00-\u9fff]{0,6})(?:关口|瓶颈|难题|难关|障碍|壁垒|技术|堵点|卡点|“卡脖子”)"
)


def fill_in(text: str, figure: Figure, numeral: Numeral, done: int) -> None:
    """Fill in the interval of `figure` by the approximators in front of, inside and behind it.

    Words in front of it are looked for behind `done`, where the figure before it ends.
    """
    inside = numeral.inner
    start, end = figure.start, figure.end
    if text[start - 1 : start] in _CURRENCY_ENDS:
        # 约人民币3.2亿元: the name of a currency stands between the two.
        currency = _CURRENCY.search(text, max(done, start - _LONGEST_CURRENCY), start)
        start = currency.start() if currency else start
    front = before(text, start) if text[start - 1 : start] in BEFORE.signs else ""
    if front and start - len(front) < done:
        front = ""
    behind = BEHIND.at(text, end) if text[end : end + 1] in BEHIND.signs else ""
    if behind and not _belongs_behind(text, figure, behind):
        behind = ""
    solved = front == "破" and figure.unit in _CASES and text[start - 2] not in "数量"
    if solved or (front == "突破" and _OBSTACLE.match(text, end)):
        front = ""
    figure.before, figure.after = start - len(front), end + len(behind)
    front = front or ("" if behind or numeral.value is None else apart(text, figure.start, done))
    figure.approx = front or behind or inside
    if numeral.value is None:
        figure.low = -math.inf if numeral.low is None else float(numeral.low)
        figure.high = math.inf if numeral.high is None else float(numeral.high)
    elif not figure.approx:
        figure.low = figure.high = figure.number
    elif inside == "上":
        figure.low, figure.high, figure.approx = float(numeral.value), math.inf, "上"
    else:
        figure.low, figure.high = interval(numeral.value, numeral.step, figure.approx)
        if inside and (front or behind):
            low, high = interval(numeral.value, numeral.step, inside)
            figure.low = max(low, figure.low)
            if BOUNDS[figure.approx] == "most":
                figure.low, figure.high = -math.inf, high


# 前后呼应, 上下联动, 许可: words that only begin like an approximator behind a number.
_NOT_BEHIND = {"前后": ("呼应", "一致"), "上下": ("同", "联", "游", "班", "级"), "许": ("可", "多")}


def _belongs_behind(text: str, figure: Figure, word: str) -> bool:
    """Whether the approximator `word` that stands behind the figure qualifies it."""
    stop = figure.end + len(word)
    tails = _NOT_BEHIND.get(word)
    return not (tails and text.startswith(tails, stop))
