"""When and how a figure is told: as a plan, of an earlier time, of what span of time."""

from __future__ import annotations

import re
from functools import cache

from conclude.mention import Mention
from conclude.wordlist import any_of, words

# Words around a number that narrow it and say nothing else.
NEAR = r"(?:约|大约|近|将近|接近|超过|超|逾|突破|达到|达|至少|不少于|不低于|不足|不到|低于|高达|多达|仅|只有|只|仅有)"
YEAR = r"(?:20|19)\d\d年(?:度|底|末|初|年底|年末)?"

_PLAN = re.compile(
    r"""力争|争取|确保|(?<!实)目标|拟|预计|预期|努力
      |(?<![主需重首必只概纲])要(?![求素点件])
      |(?<![即必])将(?=[由从逐在]|于|增加|提高|达到|建成|新增|新建|实现|完成|$)
      |(?:^|[，；、（])到20\d\d年(?![底末]?[，]?(?:已|全))""",
    re.VERBOSE,
)
_DONE = re.compile(r"已|实际|完成了|截至|目前|累计")
_PLAN_SECTION = re.compile(
    r"工作(?:安排|打算|计划|思路|目标|重点|任务|部署)|下一步|下步|下阶段|主要(?:任务|目标)|今后|展望|预期目标|(?:今年|明年|来年)工作|目标任务|重点工作|总体要求"
)
_SPAN = re.compile(
    r"全年|上半年|下半年|[一二三四]季度|前三季度|[1-9一二三四五六七八九十]+[—\-至到][1-9一二三四五六七八九十]+月|当月|本月|全月"
)


def is_plan(mention: Mention, context: str = "") -> bool:
    """Whether the figure is aimed at, not reached; `context` is more of its clause in front."""
    if mention.figure.status == "target":
        return True
    before = context + mention.lead
    found = None
    for found in _PLAN.finditer(before):
        pass
    if found is not None and not _DONE.search(before[found.end() :]):
        return True
    return bool(_PLAN_SECTION.search(mention.figure.section)) and not _DONE.search(before)


@cache
def earlier() -> str:
    """A pattern for a word of an earlier time: 上年同期, 2018年, 五年前."""
    years_ago = r"[\d一二三四五六七八九十两]+年(?:以)?前"
    return f"(?:{any_of(words('earlier_times.txt'))}|{YEAR}|{years_ago})"


def span(mention: Mention) -> str:
    """The span of time that the figure is told of, as worded: 全年, 上半年; empty if none."""
    found = _SPAN.search(mention.clause) or _SPAN.search(mention.figure.period)
    return found[0] if found else ""
