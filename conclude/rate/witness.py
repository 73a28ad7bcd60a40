"""Rates that the numbers themselves tell the pair of, where no verb or order of words does.

A rate is held against every pair of amounts around it. The pair must be named by the words, a
little: its deed in the rate's name, its whole behind 占. That one of so few pairs gives the very
rate is the second witness. Where none does, it is an error only if the words leave one pair alone.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice

from conclude.change.growth import stated_growth
from conclude.conclusion import CONFLICT, Conclusion
from conclude.figure import same_measure
from conclude.measure import interval
from conclude.measure.body import may_be_same
from conclude.part.listing import is_amount, is_earlier
from conclude.part.share import in_percent, share_of
from conclude.rate.own_rate import BARE, LOOKED_AT, includes_others, is_gone_through
from conclude.rate.stated import is_named_after, is_of_quality, is_told_share, stem_of
from conclude.text.mention import Mention, Sentence
from conclude.text.short import is_short_for
from conclude.text.state import is_raised_noun, state_of
from conclude.text.telling import AIMED, is_plan, is_year_apart, span

BY_FIT, BY_NAME = "rate of the pair that gives it", "rate of the one pair it can be of"
_RATE = re.compile(r"率|进度|完成|比例|占|比重")
_SHARE = re.compile(
    r"占(?:到|了|比|其|超过|超|近|约)*(?P<of>[^，；。占]{0,14}?)(?:的)?(?:比例|比重|比)?(?:的)?(?:为|达到|达|是|仅为|仅|约|近|超过|超|不足|了)*$|(?:占比|比重|比例)[^，；。率]{0,4}$"
)
_ALL_OF = re.compile(
    r"^(?:全部|所有|总|其|本|被|应|该)+|(?:的)?(?:总数|总量|总额|总人数|总件数|总|数|量|人数|件数)$"
)
_OF_AIM = re.compile(rf"{AIMED}|超额")
_BARE_SHARE = re.compile(r"(?:占比|所占|比重|比例)[^，；。率]{0,4}$")
# 前者占72%: the first of the two in front.
_OF_TWO = {"前者": 1, "后者": 0}
# 本科2652名，占85%: a part itself, no whole of others.
_SHARE_BEHIND = re.compile(r"^[，、（][^，；。]{0,16}占[^，；。]{0,16}$")
_IN_TURN = re.compile(r"(?:率|进度|比例)分别(?:为|达到|达|是)?$")
_AND = re.compile(r"^[、和及与]$")
# What stands around a name in a list: 其中|重大隐患, 分阶段整改|的.
_CALLED = re.compile(r"^(?:其中|另有|要求|需要|需)|(?:共|有|为|的|类)+$")
_NO_RATE = re.compile(r"增长|下降|提高|上升|回落|同比|环比|增速|增幅|降幅|高于|低于|比上年|较上年")
_LONG_NAME = 3  # characters of a name that tells its whole in any paragraph
_WIDE = 3.0  # a rate of which so many percent can be meant gives away nothing
_NEAR, _FAR = 6, 2  # amounts in front of a rate, sentences
# Amounts in front of a rate among which its base is looked for, and pairs that it is held against,
# the nearest first. In prose there are fewer; a text of nothing but amounts and rates would have
# every rate held against every pair of them.
_REACH, _MOST_PAIRS = 16, 24
_EXACT = 0.11  # the place of a rate that is told to a tenth of a percent

# A step or part, and the amounts that it can be of.
_Held = tuple[Mention, list[Mention]]


def witnessed(
    sentence: Sentence,
    before: Sequence[Mention],
    used: Collection[int],
    doubted: Collection[int],
) -> Iterator[Conclusion]:
    """The pairs of the rates of a sentence that nothing else was drawn from.

    `used` are the rows of the rates that are accounted for, `doubted` of those that did not fit;
    `before` stands in front.
    """
    first = sentence[0]
    near = [
        one
        for one in before
        if one.paragraph == first.paragraph and first.sentence - one.sentence <= _FAR
    ]
    far = [one for one in before if one not in near and _counts(one)]
    in_turn = list(_in_turn(sentence, near))
    yield from in_turn
    used = {*used, *(one.stated.row for one in in_turn if one.stated is not None)}
    shared: Mention | None = None  # the whole of the share before: what follows is of it, too
    here, front = ([one for one in group if _counts(one)] for group in (sentence, near))
    for rate in sentence:
        if rate.figure.row in used or not _is_rate(rate):
            continue
        found = _pair(rate, here, front, far) or _of_shared(rate, shared, sentence)
        if found is not None and found.kind == "share":
            told = (one for one in [*near, *sentence] if one.figure is found.first)
            shared = next(told, None)
        if found is not None and not (rate.figure.row in doubted and found.verdict == CONFLICT):
            yield found


def _in_turn(sentence: Sentence, near: Sequence[Mention]) -> Iterator[Conclusion]:
    """Rates in the order of the steps in front, each step of the base that bears its name:

    甲类90个，乙类30个。甲类完成80个，乙类完成12个，完成率分别为88.9%和40%.
    """
    first = next((one for one in sentence if _IN_TURN.search(one.statement)), None)
    if first is None or not is_told_share(first):
        return
    rates = [first]
    for one in sentence[first.place + 1 :]:
        if not is_told_share(one) or not _AND.match(one.lead):
            break
        rates.append(one)
    steps = [one for one in sentence[: first.place] if _counts(one)][-len(rates) :]
    if len(rates) < 2 or len(steps) != len(rates):
        return
    for later, rate in zip(steps, rates, strict=True):
        told = [one for one in [*near, *sentence[: later.place]] if _counts(one)]
        bases = [one for one in told if _can_be_of(one, later) and _bears_name(one, later)]
        if len(bases) == 1 and not later.figure.widened.above(bases[0].figure.widened):
            yield share_of(bases[0].figure, later.figure, rate.figure, BY_FIT, "progress")


def _bears_name(base: Mention, later: Mention) -> bool:
    """Whether a step begins with what its base is called: 分阶段整改类|完成, of 分阶段整改的."""
    called = _CALLED.sub("", base.statement)
    return len(called) > 2 and later.statement.startswith(called)


def _is_rate(rate: Mention) -> bool:
    if not is_told_share(rate) or rate.figure.status == "change" or is_plan(rate):
        return False
    if rate.statement.endswith(("由", "从")):
        return False  # 签发率由58.7%提高到70%: what it was
    if rate.tail.startswith("的"):
        return False  # 占比超过10%的有44种: which ones are meant
    if stated_growth(rate) is not None or _NO_RATE.search(rate.statement):
        return False
    return _RATE.search(rate.statement) is not None


def _pair(
    rate: Mention, amounts: Sequence[Mention], told: Sequence[Mention], far: Sequence[Mention]
) -> Conclusion | None:
    """The pair that gives the rate, of the amounts of its sentence and of those `told` before."""
    ahead = [one for one in amounts if one.place < rate.place][-_REACH:]
    behind = [one for one in amounts if one.place == rate.place + 1 and "；" not in one.lead]
    around = [*told[-_REACH:], *ahead]
    held: Iterator[_Held] = (
        (one, bases)
        for one in (*ahead[: -_NEAR - 1 : -1], *behind)
        if (bases := _bases(one, around, rate, far))
    )
    of_two = _OF_TWO.get(rate.statement[:2])
    if of_two is not None:
        held = islice(held, of_two, of_two + 1)
    pairs = list(islice(_nearest(held), _MOST_PAIRS))
    best: tuple[int, Conclusion] | None = None
    for nearness, distance, later, base in pairs:
        row = share_of(base.figure, later.figure, rate.figure, BY_FIT, _kind(rate, base, later))
        if row.verdict == CONFLICT:
            continue
        weight = _weight(rate, base, later, nearness, distance)
        if best is None or weight > best[0]:
            best = weight, row
    if best is not None:
        return best[1] if best[0] >= _needed(rate) else None
    nearest = [(later, base) for nearness, _, later, base in pairs if not nearness]
    return _error(rate, nearest[0][0], [base for _, base in nearest]) if nearest else None


def _nearest(held: Iterable[_Held]) -> Iterator[tuple[int, int, Mention, Mention]]:
    """Each step or part with each of its bases, and how near they are: the one to the rate, the
    other to it."""
    for nearness, (later, bases) in enumerate(held):
        for distance, base in enumerate(bases):
            yield nearness, distance, later, base


def _of_shared(rate: Mention, shared: Mention | None, sentence: Sentence) -> Conclusion | None:
    """The part in front of a bare share, of the whole of the share before: …；盗窃31起，占31%."""
    if shared is None or _of(rate) or _SHARE.search(rate.statement) is None or not rate.place:
        return None
    part = sentence[rate.place - 1]
    if not _counts(part) or not _can_be_of(shared, part) or part.figure.row == shared.figure.row:
        return None
    return share_of(shared.figure, part.figure, rate.figure, BY_NAME, "share")


def _counts(mention: Mention) -> bool:
    """Whether it is an amount of this time that can be a base or a part of it."""
    return is_amount(mention) and not is_earlier(mention) and bool(mention.figure.number)


def _bases(
    later: Mention, around: Sequence[Mention], rate: Mention, far: Sequence[Mention]
) -> list[Mention]:
    """The amounts of its measure in front of a step or part, the nearest first."""
    front = [one for one in reversed(around) if _stands_before(one, later)]
    if rate.statement[:2] == "后者":
        front = front[1:]
    bases = [one for one in front if _can_be_of(one, later)]
    if _SHARE.search(rate.statement) is None:
        return bases
    wholes = [one for one in bases if _SHARE_BEHIND.match(one.tail) is None]
    if len(_of(rate)) >= _LONG_NAME:
        wholes += [one for one in reversed(far) if _can_be_of(one, later)]
    return [one for one in wholes if _names_base(rate, one)] if _of(rate) else wholes


def _stands_before(one: Mention, later: Mention) -> bool:
    return (one.sentence, one.place) < (later.sentence, later.place)


def _can_be_of(base: Mention, later: Mention) -> bool:
    a, b = base.figure, later.figure
    if not same_measure(a, b) or a.unit != b.unit or not may_be_same(a.scope, b.scope):
        return False
    then, now = span(base), span(later)
    return not (is_year_apart(base, later) or (then and now and then != now))


def _kind(rate: Mention, base: Mention, later: Mention) -> str:
    if _OF_AIM.search(rate.statement) or base.figure.status == "target":
        return "target"
    if "其中" in later.lead and state_of(base).name == "done":
        return "share"  # 审结900件，其中调解400件，调解率44.4%
    return "share" if _SHARE.search(rate.statement) or is_of_quality(rate) else "progress"


def _needed(rate: Mention) -> int:
    """How much the words must say: less where the rate is told to a tenth of a percent."""
    told = in_percent(rate.figure)
    if told.high - told.low > _WIDE:
        return 4
    return 2 if told.high - told.low <= 2 * _EXACT else 3


def _weight(rate: Mention, base: Mention, later: Mention, nearness: int, distance: int) -> int:
    """How much the words say that the rate is of the two."""
    weight = 2 * _names_step(rate, later) + 2 * _names_base(rate, base)
    weight += (nearness == 0) + (distance == 0) + (base.sentence == later.sentence)
    return weight - (later.figure.widened.above(base.figure.widened) * 2)


def _names_step(rate: Mention, later: Mention) -> bool:
    worded = later.statement + later.behind
    stem = stem_of(rate)
    return is_named_after(rate, worded) or (len(stem) > 1 and stem[-2:] in worded)


def _names_base(rate: Mention, base: Mention) -> bool:
    """Whether the words behind 占 name the base: 占抽查项目总数的 of 抽查专项债券项目."""
    noun = _of(rate)
    told = base.statement + base.behind
    if len(noun) < 2:
        return False
    if is_short_for(noun, told) or is_short_for(noun, base.figure.metric):
        return True
    if len(base.figure.metric) > 2 and base.figure.metric in noun:
        return True  # 占民商事结案数的, of 民商事
    # 占被处分人员的, of 给予处分: what tells these people from others.
    return len(noun) > 3 and any(noun[at : at + 2] in told for at in range(len(noun) - 3))


def _of(rate: Mention) -> str:
    """What a share is said to be of, bare; empty where it is not said."""
    found = None if _BARE_SHARE.search(rate.statement) else _SHARE.search(rate.statement)
    return _noun(found["of"] or "") if found else ""


def _noun(of: str) -> str:
    """What a share is of, bare: 全部刑事案件 → 刑事案件."""
    return _ALL_OF.sub("", _ALL_OF.sub("", of)).removesuffix("的")


def _error(rate: Mention, later: Mention, bases: Sequence[Mention]) -> Conclusion | None:
    """The one pair that the rate can be of, where it does not fit."""
    own = [one for one in bases if one.sentence == later.sentence]
    if _SHARE.search(rate.statement) is None:
        base = _base_of_step(rate, later, own or bases)
    elif _of(rate):
        base = bases[0] if len(bases) == 1 else None
    else:
        base = own[0] if len(own) == 1 and own[0].place == later.place - 1 else None
        base = base if base is not None and _may_hold(base, later) else None
    if base is None or later.figure.widened.above(base.figure.widened):
        return None
    if _is_of_both(base, later, rate):
        return None
    kind = _kind(rate, base, later)
    return share_of(base.figure, later.figure, rate.figure, BY_NAME, kind)


def _base_of_step(rate: Mention, later: Mention, bases: Sequence[Mention]) -> Mention | None:
    """The base of a step that bears the rate's name, where there is one and no other."""
    together = interval.total(one.figure.widened for one in bases)
    if in_percent(rate.figure).overlaps(interval.share(later.figure.widened, together)):
        return None  # 旧存412件，新收3186件，执结3022件: of both
    bases = [one for one in bases if _same_part(one, later)] or list(bases)
    if len({one.figure.number for one in bases}) != 1 or not is_named_after(
        rate, later.statement + later.behind
    ):
        return None
    base = bases[-1]
    if is_named_after(rate, base.statement) or LOOKED_AT.search(base.statement):
        return None
    if (
        (is_gone_through(base) and not base.statement.endswith("登记"))
        or includes_others(later)
        or base.bracketed
    ):
        return None
    next_to = abs(rate.place - later.place) == 1
    state = state_of(base)
    noun = state.noun or base.figure.object
    # 耕地5.6万亩，机收面积4.2万亩，机收率95%: it may be of other land.
    raised = bool(state.name) or is_raised_noun(noun) or BARE.fullmatch(later.statement)
    far = base.sentence != later.sentence and not state.rank
    return None if far or not raised or not next_to or "其中" in base.lead else base


def _same_part(base: Mention, later: Mention) -> bool:
    """Whether both stand between the same semicolons."""
    return (
        base.sentence == later.sentence and "；" not in later.lead and later.place - base.place < 2
    )


def _may_hold(base: Mention, later: Mention) -> bool:
    """Whether an amount can be the whole of the one behind it: it is named otherwise, and first."""
    a, b = base.figure.metric, later.figure.metric
    return bool(a and b) and a[-2:] != b[-2:] and "、" not in later.lead[:1]


def _is_of_both(base: Mention, later: Mention, rate: Mention) -> bool:
    """Whether the rate is what the later one is of both together, or what is left of the base."""
    a, b = base.figure.widened, later.figure.widened
    told = in_percent(rate.figure)
    together = interval.share(b, interval.total([a, b]))
    rest = interval.shifted(interval.scaled(interval.share(b, a), -1), 100)
    return told.overlaps(together) or (not told.open and told.overlaps(rest))
