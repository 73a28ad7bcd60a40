"""When and how a figure is told: as a plan, of an earlier time, of what span of time."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from conclude.text.mention import Mention
from conclude.wordlist import any_of, words

# Words in front of a number that narrow it and say nothing else.
NEAR = any_of(words("near_words.txt"))
YEAR = r"(?:20|19)\d\d年(?:度|底|末|初|年底|年末)?"

# What an aim is called: 年度计划, 目标任务, 预算数.
AIMED = r"(?:计划|目标|任务|预算(?!执行|管理|单位|绩效)|指标|预期)+(?:任务|数|值|总量|总数)?"
_OF_AIM = re.compile(rf"{AIMED}(?:为|是)?（?$")

_EACH = re.compile(r"每[^，；。]{0,5}$|人均|户均|村均|平均|日均|月均|年均|每(?:个|家)?单位$")

_PLAN = re.compile(
    r"""力争|争取|确保|(?<!实)目标|拟|预计|预期|努力
      |(?<![主需重首必只概纲])要(?![求素点件])
      |(?<![即必])将(?=[由从逐在]|于|增加|提高|达到|建成|新增|新建|实现|完成|$)
      |(?:^|[，；、（])到20\d\d年(?![底末]?[，]?(?:已|全))""",
    re.VERBOSE,
)
_DONE = re.compile(r"已|实际|完成了|截至|目前|累计")
_LAST_YEAR = re.compile(r"上年|去年|上一年|前年|上一?轮")
_THIS_YEAR = re.compile(r"今年|本年|本轮")
_OF_PART = re.compile(r"第[一二三四]批|首批|上半年|前三季度|[一二三四]季度")
_NUMBER = "[1-9一二三四五六七八九十]+"
_SPAN = re.compile(
    rf"""全年|上半年|下半年|前三季度|[一二三四]季度|当月|本月|全月
      |{_NUMBER}[—\-至到]{_NUMBER}月""",
    re.VERBOSE,
)


def is_plan(mention: Mention, context: str = "") -> bool:
    """Whether the figure is aimed at, not reached; `context` is more of its clause in front."""
    before = context + mention.lead
    if mention.figure.status == "target" and not _DONE.search(mention.statement):
        return True
    last = None
    for aim in _PLAN.finditer(before):
        last = aim
    if last is not None and not _DONE.search(before[last.end() :]):
        return True
    return _is_planned_under(mention.figure.section) and not _DONE.search(before)


def is_year_apart(a: Mention, b: Mention) -> bool:
    """Whether one is told of last year and the other of this one: 上年排查…，今年整改…."""
    if a.clause.endswith("的") or "截至" in b.lead:
        return False  # 上年查出的68个问题，截至今年6月底已整改66个
    return bool(_LAST_YEAR.search(a.clause) and _THIS_YEAR.search(b.clause))


def is_of_part(of: Mention, later: Mention) -> bool:
    """Whether the later one is told of a part of the time or of the work: 第一批完成60个."""
    found = _OF_PART.search(later.lead)
    return found is not None and found[0] not in of.lead


def is_of_aim(words_in_front: str) -> bool:
    """Whether the words say that the number behind them is an aim: 年度任务, 为年初预算."""
    return _OF_AIM.search(words_in_front) is not None


def is_each(words_in_front: str) -> bool:
    """Whether the words say that the number is for each, or on average: 人均, 每个村."""
    return _EACH.search(words_in_front) is not None


@cache
def earlier() -> str:
    """A pattern for a word of an earlier time: 上年同期, 2018年, 五年前."""
    years_ago = r"[\d一二三四五六七八九十两]+年(?:以)?前"
    before = r"(?:改革|整治|整改|治理|行动|斗争|改造|(?:开展|实施|启动)[^，；。、]{0,8})前"
    return f"(?:{any_of(words('earlier_times.txt'))}|{YEAR}|{years_ago}|{before})"


def span(mention: Mention) -> str:
    """The span of time that the figure is told of, as worded: 全年, 上半年; empty if none."""
    return _span_of(mention.clause, mention.figure.period)


@lru_cache(maxsize=4_096)  # it is held against one mention after the other
def _span_of(clause: str, period: str) -> str:
    found = _SPAN.search(clause) or _SPAN.search(period)
    return found[0] if found else ""


@cache
def _is_planned_under(section: str) -> bool:
    """Whether the headings say that what stands under them is to come: the innermost that says
    anything does. 2023年总结及2024年打算 is above both, and says of neither that it is to come."""
    for heading in reversed(section.split(" / ")):
        if any(word in heading for word in words("result_sections.txt")):
            return False
        if any(word in heading for word in words("plan_sections.txt")):
            return True
    return False
