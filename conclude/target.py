"""Targets: what was aimed at and what was reached, of one thing and one time.

年初计划改造40个，全年实际完成46个，完成率115%. An aim without its result is a plan and no row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from conclude import interval
from conclude.conclusion import Conclusion, verdict_on
from conclude.figure import Figure, same_measure
from conclude.interval import Interval
from conclude.mention import Mention, Sentence
from conclude.telling import NEAR, earlier

_AIM = re.compile(r"计划|目标|任务|指标|预算|预期|应")
_AIMED = r"(?:计划|目标|任务|预算|指标)(?:任务|数|值)?"
_OF_YEAR = r"(?:年度|全年|年初|预期|既定|省定|市定)*"
_AIM_TOLD = re.compile(
    rf"(?:年度|年初|全年|今年)[^，；。已完]{{0,4}}{_AIMED}[^，；。已完超额]{{0,12}}$"
)
_REACHED = re.compile(r"实际|实现|完成|已|到位|建成|共|累计|实为|为|达")
# 完成率, 完成年度计划的, 为年度目标的, 占计划的, and 超额完成, which is above the aim.
_RATE = re.compile(
    rf"""^(?:(?P<over>超额|超)(?:完成|计划|目标|任务)*
          |(?:完成|为|达到|占|达|相当于|是)?[^，；。]{{0,6}}?{_AIMED}(?:总量|总数)?的?(?:完成率)?
          |[^，；。]{{0,6}}(?:完成率|达成率|兑现率|执行率)
          |完成比例|完成进度)
          (?:为|达到|达|是|约)?{NEAR}?$""",
    re.VERBOSE,
)
_AIM_IN_FRONT = re.compile(rf"(?:完成|实现|达到|占|为|超过|超出){_OF_YEAR}{_AIMED}的?$")
_AIM_BEHIND = re.compile(rf"^[^，；。]{{0,6}}的{_OF_YEAR}{_AIMED}")
_OF_AIM = re.compile(r"^[^，；。]{0,6}的$")
_PERCENT = ("percent", "points")
_REACH = 3


def targets(sentence: Sentence) -> Iterator[Conclusion]:
    """The aims of a sentence with what was reached of them."""
    for place, aim in enumerate(sentence):
        if not _is_aim(aim):
            continue
        for reached in sentence[place + 1 : place + 1 + _REACH]:
            if _is_result(aim, reached):
                yield _row(aim.figure, reached, _stated(reached, sentence))
                break
    yield from _aims_behind(sentence)


def _aims_behind(sentence: Sentence) -> Iterator[Conclusion]:
    """完成1.38万人，完成年度目标1.2万人的115%; 56亿元，超额完成52亿元的年度目标."""
    for reached, aim in pairwise(sentence):
        a, b = aim.figure, reached.figure
        if not (a.measured and b.measured and same_measure(a, b)) or b.status == "target":
            continue
        if not (_AIM_IN_FRONT.search(aim.statement) or _AIM_BEHIND.match(aim.tail)):
            continue
        after = sentence[aim.place + 1 : aim.place + 2]
        stated = after[0] if after and _OF_AIM.match(after[0].lead) else None
        yield _row(a, reached, None if stated is None else (stated, stated.figure.widened))


def _is_aim(mention: Mention) -> bool:
    figure = mention.figure
    if not figure.told:
        return False
    if figure.status == "target":
        return bool(_AIM.search(mention.lead + mention.behind))
    told = _AIM_TOLD.search(mention.statement)
    return figure.measured and told is not None and "完成" not in mention.statement


def _is_result(aim: Mention, reached: Mention) -> bool:
    a, b = aim.figure, reached.figure
    if not b.told or b.status != "actual" or a.kind != b.kind or not same_measure(a, b):
        return False
    if _RATE.match(reached.clause) and a.kind not in _PERCENT:
        return False
    return bool(_REACHED.search(reached.clause)) and not re.match(earlier(), reached.clause)


def _row(aim: Figure, reached: Mention, stated: tuple[Mention, Interval] | None) -> Conclusion:
    figure = reached.figure
    if aim.kind in _PERCENT:
        return Conclusion("target", "aim in percent", aim, figure)
    value = interval.share(figure.wording, aim.wording)
    if stated is None:
        return Conclusion("target", "aim and result", aim, figure, value=value)
    mention, given = stated
    # An aim is set, not rounded.
    verdict = verdict_on(given, lambda read: interval.share(read(figure), aim.wording))
    rule = "aim and result at a rate"
    return Conclusion("target", rule, aim, figure, (), mention.figure, value, verdict)


def _stated(reached: Mention, sentence: Sentence) -> tuple[Mention, Interval] | None:
    """The rate of fulfilment told behind the result, in percent of the aim."""
    for mention in sentence[reached.place + 1 : reached.place + 3]:
        found = _RATE.match(mention.clause) if mention.figure.kind == "percent" else None
        if found is not None:
            over = found["over"] is not None
            return mention, interval.shifted(mention.figure.widened, 100 if over else 0)
    return None
