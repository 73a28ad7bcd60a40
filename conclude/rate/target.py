"""Targets: what was aimed at and what was reached, of one thing and one time.

年初计划改造40个，全年实际完成46个，完成率115%. An aim without its result is a plan and no row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from conclude.conclusion import Conclusion, verdict_on
from conclude.figure import Figure, same_measure
from conclude.measure import interval
from conclude.measure.body import may_be_same
from conclude.measure.interval import Interval
from conclude.text.mention import Mention, Sentence
from conclude.text.state import state_of
from conclude.text.telling import AIMED, NEAR, earlier, is_of_aim, is_of_part

_OF_YEAR = (
    r"(?:年度|全年|当年|本年|年初|预期|既定|原定|省定|市定|县定|省下达|市下达|上级下达|下达)*的?"
)
_AIM = re.compile(r"计划|目标|任务|指标|预算|预期|应|拟|原定|规划|力争")
# 年底前计划改造, 任务为; what was reached is told with 完成 of its own, not with 计划完成.
_AIM_TOLD = re.compile(
    r"计划|目标|任务(?!清单)|指标|预算(?=数|为|是|安排|（|$)|原定|拟(?=[新改建修])"
)
# Words that set an aim only where a rate of fulfilment or 实际 says so.
_SET = re.compile(r"安排|下达|规划|部署|确定|承诺|要求(?!.*的$)|提出")
_AIMED_AT = re.compile(r"(?:计划|拟|应|目标|需|要求|任务)(?:是|为|年内|全年)?(?:完成|实现)")
_ATTAINED = re.compile(r"完成|已|实际|超额|实现|列入|纳入")
_BEYOND_YEAR = re.compile(
    r"明年|下年|来年|[三五]年|十[一二三四五]五|到20\d\d年|今后|下一步|任期|本届"
)
# What was done, whatever the clause in front of it says of aims.
_TOLD_DONE = re.compile(r"截至|实际|已")
# What says that it was done, where no rate says what it is held against.
_REACHED = re.compile(r"实际|实现|完成|已|到位|建成|共|累计|实为|为|达|完工|竣工|落实")
# 完成率, 完成年度计划的, 为年度目标的, 占计划的, and 超额完成, which is above the aim.
_RATE = re.compile(
    rf"""^(?:(?P<over>超额|超出|超过|超)(?:年度|年初|完成|计划|目标|任务|预算|年度|年初)*
          |(?P<short>[距离]*[^，；。]{{0,8}}(?:还|尚|相)?(?:差|欠))
          |(?:仅|只|约)?(?:完成|为|达到|占|达|相当于|是)?[^，；。]{{0,10}}?{AIMED}的?(?:完成率|完成)?
          |[^，；。]{{0,6}}(?:完成率|达成率|兑现率|执行率)
          |完成|完成比例|完成进度)
          (?:为|达到|达|是|约)?{NEAR}?$""",
    re.VERBOSE,
)
_STEM = re.compile(r"(?P<stem>[\u4e00-\u9fff]{2})率(?:为|达到|达)?$")
_AIM_IN_FRONT = re.compile(
    rf"(?:完成|实现|达到|占|为|是|超过|比|(?P<over>超出|超额完成|超)){_OF_YEAR}[^，；。的“”]{{0,6}}?{AIMED}（?的?$"
)
_AIM_BEHIND = re.compile(rf"^[^，；。]{{0,6}}的{_OF_YEAR}{AIMED}")
# 建成4.5万亩，年度任务为4万亩: the aim told behind, with no thing of its own.
_AIM_APART = re.compile(rf"^[^，；。]{{0,6}}[，（]{_OF_YEAR}{AIMED}(?:为|是)?{NEAR}?$")
_IN_TURN = re.compile(
    rf"(?:完成|为|达到|占)率?分别(?:为|达到)?$|分别(?:完成|为|占){_OF_YEAR}{AIMED}的$"
)
_OF_AIM = re.compile(r"^[^，；。]{0,6}的$")
_OVER_BEHIND = re.compile(r"^[^，；。]{0,4}(?:超额完成|超额|超出|超)$")
_OVER_AIM = re.compile(r"^[^，；。]{0,4}）$")
_NAMES_AIM = re.compile(rf"{AIMED}|超")
_TO_SETTLE = ("due", "raised")
_OF_PLAN = re.compile(r"计划|目标|指标|预算|拟|原定|规划|年初|年度")
_OF_ALL = re.compile(rf"(?:年度|全年){AIMED}")
# 不合格率要求控制在3%以内
_LIMIT = re.compile(r"(?:要求|目标|计划|指标|任务)[^，；。]{0,6}控制在$")
_WITHIN = ("以内", "以下", "之内")
_PERCENT = ("percent", "points")
_BY_DATE = re.compile(r"[底末月日]前|年内|序时")
_FULFILLED = re.compile(rf"{AIMED}|超|完成(?:率|进度|比例|{NEAR}?$)|[差欠]$")
_REACH = 3
_FAR = 2  # sentences
_LARGEST = 3  # more than this many times the aim is no result of it


def targets(sentence: Sentence, before: Sequence[Mention]) -> Iterator[Conclusion]:
    """The aims of a sentence with what was reached of them.

    Where it tells what was reached of an aim that was told before, `before` are the mentions in
    front of it.
    """
    own = list(_of_own_aims(sentence))
    yield from own
    reached = {one.second.row for one in own if one.second is not None}
    for mention in sentence:
        found = None if mention.figure.row in reached else _of_aim_before(mention, sentence, before)
        if found is not None:
            yield found


def _of_aim_before(
    reached: Mention, sentence: Sentence, before: Sequence[Mention]
) -> Conclusion | None:
    """年度计划投资8.4亿元。…完成8.82亿元，为年度计划的105%: the one aim of the last sentences."""
    stated = _stated(reached, sentence)
    if any("其中" in one.lead for one in sentence[: reached.place + 1]):
        return None  # 其中交通项目实际完成3亿元
    fulfilled = stated is not None and _FULFILLED.search(stated[0].clause)
    if not reached.figure.measured or not (fulfilled or "实际" in reached.clause):
        return None
    if any(_is_aim(one) and same_measure(one.figure, reached.figure) for one in sentence):
        return None
    aims = [
        one
        for one in before
        if reached.sentence - one.sentence <= _FAR
        and one.paragraph == reached.paragraph
        and one.figure.unit == reached.figure.unit
        and _is_aim(one)
    ]
    if len(aims) != 1 or not _is_result(aims[0], reached, sentence):
        return None
    if _BEYOND_YEAR.search(aims[0].lead) or not _is_sure(aims[0], reached, stated and stated[0]):
        return None
    near = interval.scaled(aims[0].figure.widened, _LARGEST)
    if reached.figure.widened.above(near):
        return None
    return replace(_row(aims[0].figure, reached, stated), rule="aim of a sentence before")


def _of_own_aims(sentence: Sentence) -> Iterator[Conclusion]:
    for place, aim in enumerate(sentence):
        if not _is_aim(aim) or _is_measured_by(sentence, aim):
            continue
        behind = list(takewhile(lambda one: not _is_aim(one), sentence[place + 1 :][:_REACH]))
        found = _reached(aim, behind, sentence)
        if found is not None:
            yield found
    yield from _rated_in_turn(list(_aims_behind(sentence)), sentence)


def _is_measured_by(sentence: Sentence, aim: Mention) -> bool:
    """Whether the aim is told behind its result, with its rate: 为年度目标8000批次的104.4%."""
    after = sentence[aim.place + 1 : aim.place + 2]
    of_it = bool(after) and _is_rate(after[0]) and _OF_AIM.match(after[0].lead) is not None
    return of_it and _AIM_IN_FRONT.search(aim.lead) is not None


def _rated_in_turn(drawn: list[Conclusion], sentence: Sentence) -> Iterator[Conclusion]:
    """The targets of a sentence, each with its rate where they are told together at its end:

    1200个（计划1000个），860户（计划800户），分别完成年度计划的120%和107.5%.
    """
    rates = [one for one in sentence if _is_rate(one)]
    together = rates and _IN_TURN.search(rates[0].clause)
    if not together or len(rates) != len(drawn) or any(one.stated for one in drawn):
        yield from drawn
        return
    for one, rate in zip(drawn, rates, strict=True):
        result = next(told for told in sentence if told.figure is one.second)
        yield _row(one.first, result, (rate, _in_percent(rate.figure)))


def _reached(aim: Mention, behind: Sentence, sentence: Sentence) -> Conclusion | None:
    """The row of an aim and its result: the one that has a rate behind it, or else the first."""
    results = [one for one in behind if _is_result(aim, one, sentence)]
    rated = [(one, _stated(one, sentence)) for one in results]
    reached, stated = next((pair for pair in rated if pair[1] is not None), (None, None))
    if reached is None:
        reached = results[0] if results else None
    if reached is None or not _is_sure(aim, reached, stated and stated[0]):
        return None
    return _row(aim.figure, reached, stated)


def _is_sure(aim: Mention, reached: Mention, rated: Mention | None) -> bool:
    """Whether aim and result are of one thing: a rate says so, or else their words do."""
    if state_of(aim).name in _TO_SETTLE and not _OF_PLAN.search(aim.statement):
        # 整改任务86项，完成72项: what there is to do, unless the rate calls it an aim.
        # 年底前应完成40项，实际完成42项，序时完成率105%
        dated = "实际" in reached.clause and _BY_DATE.search(aim.statement)
        named = rated is not None and _NAMES_AIM.search(rated.clause)
        return bool(named) or bool(rated is not None and dated)
    if rated is not None:
        # 下达资金1.5亿元，已拨付1.4亿元，拨付率93%: how far it has come, no aim.
        return not _is_set(aim) or _FULFILLED.search(rated.clause) is not None
    if _is_set(aim) and "实际" not in reached.clause:
        return False
    if _BEYOND_YEAR.search(aim.lead) or not _REACHED.search(reached.clause):
        return False
    same_body = may_be_same(aim.figure.scope, reached.figure.scope)
    return same_body and _is_alike(aim.figure.object, state_of(reached).noun)


def _is_alike(aimed: str, done: str) -> bool:
    return not aimed or not done or aimed[-2:] == done[-2:]


def _aims_behind(sentence: Sentence) -> Iterator[Conclusion]:
    """完成1.38万人，完成年度目标1.2万人的115%; 56亿元，超额完成52亿元的年度目标."""
    for reached, aim in pairwise(sentence):
        a, b = aim.figure, reached.figure
        if not (a.measured and b.measured and same_measure(a, b)):
            continue
        if b.status == "target" and not aim.lead.endswith("（计划"):
            continue
        found = _AIM_IN_FRONT.search(aim.lead)
        if found is not None and _is_excess(aim, reached):
            continue  # 超年初计划2个: by how much, not the aim
        if found is not None:
            yield _row(a, reached, _rate_of_aim(sentence, aim, found["over"] is not None))
        elif _AIM_BEHIND.match(aim.tail):
            yield _row(a, reached, None)
        elif _AIM_APART.match(aim.lead) and (aim.bracketed or not _is_aim(reached)):
            yield _row(a, reached, _stated(aim, sentence))


def _is_excess(aim: Mention, reached: Mention) -> bool:
    """Whether the number behind an aim's name can only be what went beyond it."""
    if aim.bracketed:
        return False
    return reached.figure.wording.above(interval.scaled(aim.figure.wording, _LARGEST))


def _rate_of_aim(sentence: Sentence, aim: Mention, over: bool) -> tuple[Mention, Interval] | None:
    """The rate right behind an aim: 完成年度目标（1.2万人）的115%, 超出计划（1200个）5%."""
    after = sentence[aim.place + 1 : aim.place + 2]
    if not after or not _is_rate(after[0]):
        return None
    if _OF_AIM.match(after[0].lead):
        return after[0], interval.shifted(_in_percent(after[0].figure), 0)
    if _OVER_BEHIND.match(after[0].lead):
        return after[0], interval.shifted(_in_percent(after[0].figure), 100)
    if over and _OVER_AIM.match(after[0].lead):
        return after[0], interval.shifted(_in_percent(after[0].figure), 100)
    return None


def _is_aim(mention: Mention) -> bool:
    figure = mention.figure
    if not figure.told:
        return False
    if figure.status == "target" and _AIM.search(mention.lead + mention.behind):
        return True
    told = _AIMED_AT.sub("目标", mention.statement)
    if figure.kind in _PERCENT and _LIMIT.search(told) and mention.behind.startswith(_WITHIN):
        return True
    if figure.kind in _PERCENT and not is_of_aim(told):
        return False
    if not (figure.measured or figure.kind in _PERCENT) or _ATTAINED.search(told):
        return False
    by_name = _AIM_TOLD.search(told) or _AIM_BEHIND.match(mention.tail)
    return bool(by_name or _SET.search(told))


def _is_set(mention: Mention) -> bool:
    """Whether only a word like 安排 or 下达 says that it is an aim."""
    return mention.figure.status != "target" and not _AIM_TOLD.search(mention.statement)


def _is_result(aim: Mention, reached: Mention, sentence: Sentence) -> bool:
    a, b = aim.figure, reached.figure
    if not b.told or not same_measure(a, b) or _is_of_part(aim, reached, sentence):
        return False
    if not _is_done(reached, sentence):
        return False
    if _RATE.match(reached.clause) and a.kind not in _PERCENT:
        return False
    if a.kind in _PERCENT and not _REACHED.search(reached.clause):
        return False
    return not _is_aim(reached) and not re.match(earlier(), reached.clause)


def _is_done(reached: Mention, sentence: Sentence) -> bool:
    """Whether it was reached: the words of the plan in front of it may have been carried on."""
    if reached.figure.status == "actual" or _TOLD_DONE.search(reached.lead):
        return True
    return _stated(reached, sentence) is not None


def _is_of_part(aim: Mention, reached: Mention, sentence: Sentence) -> bool:
    """Whether the result is of a part of the time, unless its rate is of the whole aim."""
    stated = _stated(reached, sentence)
    of_all = stated is not None and _OF_ALL.search(stated[0].clause)
    return is_of_part(aim, reached) and not of_all


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
    """The rate of fulfilment told right behind the result, in percent of the aim.

    Amounts of another kind may stand between: 开工120个，完成投资36亿元，开工率95%.
    """
    for mention in sentence[reached.place + 1 : reached.place + 3]:
        if _is_rate(mention):
            return _fulfilment(mention, reached)
        if mention.figure.kind == reached.figure.kind:
            return None
    return None


def _fulfilment(mention: Mention, reached: Mention) -> tuple[Mention, Interval] | None:
    if "分别" in mention.clause:
        return None  # told of several in turn
    given = _in_percent(mention.figure)
    found = _RATE.match(mention.clause)
    if found is not None:
        if found["short"] is not None:
            return mention, interval.shifted(interval.scaled(given, -1), 100)
        over = found["over"] is not None
        return mention, interval.shifted(given, 100) if over else given
    stem = _STEM.search(mention.clause)
    # 已开工114个，开工率95%
    return (mention, given) if stem and stem["stem"] in reached.clause else None


def _is_rate(mention: Mention) -> bool:
    times = mention.figure.kind == "multiple" and re.search(AIMED, mention.statement)
    return (mention.figure.kind in ("percent", "fraction") or bool(times)) and mention.figure.told


def _in_percent(figure: Figure) -> Interval:
    parts = figure.kind in ("fraction", "multiple")
    return interval.scaled(figure.widened, 100) if parts else figure.widened
