"""The rate that is stated of a step: 整改率85% behind 已整改102个, and what such a rate is of."""

from __future__ import annotations

import re

from conclude.rate.step import Step
from conclude.text.mention import Mention
from conclude.text.short import is_short_for
from conclude.text.telling import NEAR
from conclude.wordlist import any_of, table, words

_RATE = re.compile(
    rf"(?P<stem>[\u4e00-\u9fff]{{1,8}}?)(?:率|进度|比例)(?:已|均|{NEAR})?(?:为|达到|达|是|约)?{NEAR}?$"
)
_SHARE = re.compile(
    rf"^占(?:比|其|[^，；。占]{{0,8}}(?:总数|总量|总件数|总额))?的?(?:为|达到|达)?{NEAR}?$"
)
_IN_TURN = re.compile(r"[\u4e00-\u9fff]率分别(?:为|达到|达)?$")
_NAMES_IN_TURN = re.compile(
    r"(?P<names>(?:[\u4e00-\u9fff]{1,6}率[、和及与]){1,4}[\u4e00-\u9fff]{1,6}率)分别(?:为|达到|达)?$"
)
# Words in front of a rate's deed that do not narrow it.
_PLAIN = re.compile(
    r"^(?:按[^的]{1,6}计算的|总体|综合|整体|总的?|累计|平均|年度|全年|其|问题|事项|任务|案件|资金|隐患|反馈|已|成功|按期|按时|及时|限时|限期|如期|初次|当场)*"
)
_PLAIN_SORT = re.compile(r"^(?:目前|总体|综合|整体|累计|平均|年度|全年|其|已)*")
_DEED = 2  # characters of a deed: 整改, 办结
_IN_TIME = re.compile(r"按期|按时|及时|限时|限期|如期|一次性?|初次|当场|提前")
_COMPLEMENT = re.compile(r"(?:到位|完成|成功)$")
_AND = re.compile(r"^[和、及]$")
# 取消和整合率: of two deeds together.
_TWO_DEEDS = re.compile(r"[和与]|及(?!时)")
_DONE_RATE = re.compile(any_of(words("rates.tsv", "done")))
_QUALITY = re.compile(any_of(words("rates.tsv", "quality")))
_RETURNED = re.compile(any_of(words("rates.tsv", "returned")))
_REACH = 12
_OWN_REACH = 4


def rate_behind(told: list[Step], place: int) -> Mention | None:
    """The rate that is stated of the step at `place` of a sentence, or None."""
    rate = _next_but_rest(told, place)
    step = told[place]
    if rate is None or not is_told_share(rate):
        return _own_rate(told, place)
    found = _RATE.search(rate.clause)
    if found is None:
        is_share = step.state.name == "done" and _SHARE.search(rate.clause)
        return rate if is_share else None
    return rate if _is_of(found["stem"], told[: place + 1]) else None


def is_told_share(mention: Mention) -> bool:
    """Whether it is a share or a rate that is told."""
    return mention.figure.kind in ("percent", "fraction") and mention.figure.told


def _own_rate(told: list[Step], place: int) -> Mention | None:
    """The rate of a step's own verb behind further amounts: 办结2130条，查实674条，办结率92%."""
    verb = told[place].state.verb
    for step in told[place + 1 : place + 1 + _OWN_REACH]:
        if step.state.verb == verb:
            return None
        found = _RATE.search(step.mention.clause) if is_told_share(step.mention) else None
        if found is not None:
            return step.mention if verb and found["stem"] == verb else None
    return None


def loose_rate_behind(told: list[Step], place: int) -> Mention | None:
    """A rate right behind a step, by whatever name: 已整改闭环1.67万条，闭环率92.8%."""
    if place + 1 < len(told) and not told[place + 1].mention.lead:
        rate = rate_behind(told, place + 1)  # 提起公诉760件1056人，起诉率84%
    else:
        rate = _next_but_rest(told, place) if told[place].state.name == "done" else None
    if rate is None or not is_told_share(rate):
        return None
    return rate if _RATE.search(rate.clause) else None


def rates_in_turn(told: list[Step]) -> dict[int, Mention]:
    """The rates that are told together of several steps, by the place of each step.

    已整改120个，整改金额8.2亿元，整改率分别为93.8%和95.3%: as many as the last steps done.
    """
    found: dict[int, Mention] = {}
    for place, step in enumerate(told):
        if _IN_TURN.search(step.mention.clause) is None:
            continue
        named = _named_in_turn(told, place)
        if named:
            found.update(named)
            continue
        rates = [one.mention for one in told[place:] if one.mention.figure.kind == "percent"]
        done = [at for at in range(place) if told[at].state.name == "done"]
        while done and done[-1] + 1 < place and _AND.match(told[done[-1] + 1].mention.lead):
            done.append(done[-1] + 1)  # 已整改120处和80处
        if len(rates) > 1 and len(done) == len(rates):
            found.update(zip(done, rates, strict=True))
    return found


def _named_in_turn(told: list[Step], place: int) -> dict[int, Mention]:
    """立案162件，结案150件，立案率、结案率分别为30%和92.6%: each rate of the deed in its name."""
    names = _NAMES_IN_TURN.search(told[place].mention.statement)
    stems = re.split(r"率[、和及与]?", names["names"])[:-1] if names else []
    rates = [step.mention for step in told[place : place + len(stems)]]
    if len(stems) < 2 or len(rates) < len(stems) or not all(map(is_told_share, rates)):
        return {}
    at = [
        next((at for at in reversed(range(place)) if _tells(told[at], stem)), None)
        for stem in stems
    ]
    pairs = zip(at, rates, strict=True)
    return {at: rate for at, rate in pairs if at is not None} if len(set(at)) == len(at) else {}


def _tells(step: Step, deed: str) -> bool:
    return step.mention.figure.measured and deed in step.mention.statement


def stem_of(rate: Mention) -> str:
    """What a rate is called, without 率: 整改; empty for one without a name."""
    found = _RATE.search(rate.clause)
    return found["stem"] if found is not None else ""


def is_named(rate: Mention) -> bool:
    """Whether it is called a rate (整改率), not only a share (占)."""
    return _RATE.search(rate.clause) is not None


def is_named_after(rate: Mention, worded: str) -> bool:
    """Whether a rate bears the name of the deed that the words tell, whole or in short.

    风险消除率 of 已消除风险, 帮教率 of 已落实帮教措施, 批捕率 of 批准逮捕.
    """
    stem = _PLAIN_SORT.sub("", stem_of(rate))
    if len(stem) < _DEED or is_of_quality(rate) or _IN_TIME.search(stem):
        return False
    pairs = [stem[max(0, at - _DEED) : at] for at in range(len(stem), 0, -_DEED)]
    return all(pair in worded for pair in pairs) or is_short_for(stem, worded)


def is_of_quality(rate: Mention) -> bool:
    """Whether the rate tells how good things are, not how far they have come: 合格率."""
    return bool(_QUALITY.search(rate.clause))


def is_returned(rate: Mention) -> bool:
    """Whether the rate tells what came back of what was sent out: 回收率, 反馈率."""
    return bool(_RETURNED.search(rate.clause))


def is_of_the_two(rate: Mention) -> bool:
    """Whether the rate can only be of the two numbers told in front of it: 合格率, 回收率."""
    return is_of_quality(rate) or is_returned(rate)


def _next_but_rest(told: list[Step], place: int) -> Mention | None:
    """What stands behind a step, leaving out what is not done of the same base and other measures.

    已结案114起，追发工资3990万元，结案率95%.
    """
    kind = told[place].mention.figure.kind
    for step in told[place + 1 : place + 1 + _REACH]:
        other = step.mention.figure.measured and step.mention.figure.kind != kind
        rest = step.state.name in ("doing", "undone") or "限期" in step.mention.clause
        if not other and not rest:
            return step.mention
    return None


def _is_of(stem: str, told: list[Step]) -> bool:
    """Whether a rate by its first words is of the last step: its verb, or one of what is done.

    What else the words name must have been told, too: 重大隐患整改率 is not that of all 隐患.
    """
    step = told[-1]
    told_before = "".join(one.mention.lead + one.mention.behind for one in told)
    if _TWO_DEEDS.search(stem) or _sort(stem) not in told_before:
        return False
    worded = step.mention.clause + step.mention.behind
    if not step.mention.lead:
        worded += step.state.verb  # 提起公诉760件1056人
    limit = _IN_TIME.search(stem)
    if limit is not None and limit[0] not in worded:
        return False  # 已办结742件，按期办结率100%: of those that were closed
    quality = _QUALITY.search(stem)
    if quality is not None and quality[0] not in worded:
        return False  # 办理满意率
    deed = _COMPLEMENT.sub("", stem)[-_DEED:]
    if step.state.rank and step.state.name != "done" and _is_other_deed(deed, worded):
        return False  # 受理480件，受理件办结率100%
    if any(stem[at : at + 2] in worded for at in range(max(1, len(stem) - 1))):
        return True
    bare = _PLAIN.sub("", stem)
    if len(bare) == _DEED and is_short_for(bare, worded):
        return True
    return step.state.name == "done" and bool(_DONE_RATE.search(stem))


def _is_other_deed(deed: str, worded: str) -> bool:
    return table("states.tsv").get(deed) == "done" and deed not in worded


def _sort(stem: str) -> str:
    """What a rate's words say of the sort of things, its deed left out; empty for most."""
    deed = _COMPLEMENT.sub("", stem) or stem
    return _PLAIN.sub("", deed[:-_DEED])[:_DEED]
