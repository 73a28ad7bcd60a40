"""Progress: what of the things raised has come further, each step on the one before.

查摆问题120个，已整改102个，整改率85%; 收到…15536件，转办10558件，办结8766件. Within the sentence,
then within the paragraph. The states of one base (已整改, 正在整改, 未整改) are its parts, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from conclude import interval
from conclude.body import may_be_same
from conclude.conclusion import CONFLICT, FITS, NONE, Conclusion
from conclude.figure import same_measure
from conclude.ledger import Ledger
from conclude.mention import Mention, Sentence
from conclude.parts import sum_verdict
from conclude.share import in_percent, share_of
from conclude.state import ACCEPTED, DONE, NO_STATE, RECEIVED, State, is_raised_noun, same_thing, state_of
from conclude.telling import NEAR, is_plan, span

_RATE = re.compile(rf"(?P<stem>[\u4e00-\u9fff]{{1,8}})率(?:已|均)?(?:为|达到|达|是|约)?{NEAR}?$")
# Rates that tell how good things are, not how far they have come.
_QUALITY = re.compile(r"合格|优良|优秀|满意|达标|通过|及格|命中|准确|正确")
# Rates that can only be of the two numbers in front of them.
_OF_THE_TWO = re.compile(r"合格|优良|回收|通过|及格|到会")
_PLAIN_RATES = re.compile(r"整改|办结|办理|完成|销号|化解|解决|处置|整治|治理|落实|结案|审结|办复|答复|破案|清偿")
_SHARE = re.compile(rf"^占(?:比|[^，；。占]{{0,8}}(?:总数|总量|总件数|总额)|其)?(?:的)?(?:为|达到|达)?{NEAR}?$")
# 取消和整合率: of two deeds together.
_TWO_DEEDS = re.compile(r"[和及与]")
_REMAINDER = re.compile(r"其余|剩余|余下|还有|尚有|仍有")
# 烂尾楼|已治理: the noun of the number in front, and what was done to it.
_TOPIC = re.compile(r"^(?P<noun>[^，；：、（已共]{1,14}?)(?:中，?|里)?(?:目前|现)?(?:已经?|共已)")
# A body in front of another noun: 22个省份|扶贫企业已复工 is not about provinces.
_BODY = re.compile(r"(?:省份|省|地市|市|县|区|乡镇|镇|乡|村|街道|社区|单位|部门|地区|国家)(?=.{2})")
_LARGEST = 3  # times the base: what is larger is of another thing, not an error of this one
# What is given back of money at fault is not all that was to be put right.
_RETURNED = frozenset(("收回", "追回", "退还", "支付", "清退", "兑现", "处理", "处置"))
_REACH = 12  # mentions
_FAR = 3  # sentences


@dataclass(frozen=True, slots=True)
class Step:
    """A mention and how far what it counts has come."""

    mention: Mention
    state: State

    @property
    def noun(self) -> str:
        """What it counts: the noun of its clause, or what the table says."""
        return self.state.noun or self.mention.figure.object


def steps(sentence: Sentence) -> list[Step]:
    """The amounts of a sentence with the states that they are told in."""
    return [
        Step(mention, state_of(mention) if mention.figure.measured else NO_STATE)
        for mention in sentence
    ]


def progress(
    sentence: Sentence, before: list[Mention], wholes: Mapping[int, Mention], ledger: Ledger
) -> Iterator[Conclusion]:
    """The steps forward that a sentence tells.

    `before` are mentions in front of it, `wholes` the wholes of its parts by their rows; `ledger`
    holds what the report's bodies raised so far, and is added to.
    """
    told = steps(sentence)
    for place, step in enumerate(told):
        rate = _rate_behind(told, place)
        if rate is not None and not step.state.name:
            yield from _at_rate_alone(told, place, rate)
        if step.state.rank < ACCEPTED or is_plan(step.mention):
            continue
        base = _base_in_sentence(told, place, rate)
        if base is None:
            base = _whole_raised(step, wholes) or _base_before(step, before) or ledger.base_of(step.mention, step.state)
        if base is not None:
            yield _row(base, step.mention, rate)
    for step in told:
        ledger.enter(step.mention, step.state)
    yield from _states_of_one_base(told)


def _at_rate_alone(told: list[Step], place: int, rate: Mention) -> Iterator[Conclusion]:
    """发放问卷1200份，回收1140份，回收率95%: no verb of a campaign, but its own rate."""
    later = told[place].mention
    if place == 0 or not later.figure.measured or later.figure.status != "actual":
        return
    base = told[place - 1].mention
    alike = base.figure.measured and base.figure.unit == later.figure.unit
    if alike and base.figure.status == "actual" and _fits_size(base, later, rate):
        row = _row(base, later, rate)
        if row.verdict != CONFLICT or _OF_THE_TWO.search(rate.clause):
            yield row


def _row(base: Mention, later: Mention, rate: Mention | None) -> Conclusion:
    a, b = base.figure, later.figure
    if rate is None:
        return Conclusion("progress", "step forward", a, b, value=interval.share(b.wording, a.wording))
    kind = "share" if _QUALITY.search(rate.clause) else "progress"
    return share_of(a, b, rate.figure, "step forward at a rate", kind)


def _whole_raised(step: Step, wholes: Mapping[int, Mention]) -> Mention | None:
    """The whole of a part, where it was raised: …问题6个。其中，完成整改2项."""
    whole = wholes.get(step.mention.figure.row)
    if whole is None or not _is_base(Step(whole, state_of(whole)), step, None):
        return None
    return whole if _fits_size(whole, step.mention, None) else None


def _base_in_sentence(told: list[Step], place: int, rate: Mention | None) -> Mention | None:
    """The nearest thing told before it that it can be a further state of."""
    later = told[place]
    for base in reversed(told[max(0, place - _REACH) : place]):
        if not _is_base(base, later, rate):
            continue
        if _fits_size(base.mention, later.mention, rate):
            return base.mention
        if "其中" not in base.mention.lead:
            # More than what was raised: of something else, and no earlier base is nearer to it.
            return None
    return None


def _is_base(base: Step, later: Step, rate: Mention | None) -> bool:
    a, b = base.mention, later.mention
    if not a.figure.told or not same_measure(a.figure, b.figure) or a.figure.status == "change":
        return False
    if not may_be_same(a.figure.scope, b.figure.scope) or not _same_time(a, b):
        return False
    if rate is None and (later.state.name == "filed" or _only_of_itself(later)):
        return False
    if _is_topic(base, later):
        return True
    if rate is not None and _is_counted_before(base, later, rate):
        return True
    if not 0 < base.state.rank < later.state.rank:
        return False
    if not same_thing(base.state, a.figure.object, later.state):
        return False
    if later.state.rank == ACCEPTED:
        return base.state.verb in RECEIVED
    return rate is not None or base.state.rank > ACCEPTED or _can_be_settled(base)


def _is_counted_before(base: Step, later: Step, rate: Mention) -> bool:
    """贫困人口2.4万人，已脱贫2.28万人，脱贫率95%: no verb, but the rate says what it is of."""
    figure = base.mention.figure
    return (
        not base.state.name
        and figure.status == "actual"
        and later.state.name == "done"
        and not later.state.noun
        and _RATE.search(rate.clause) is not None
        and "其中" not in base.mention.lead
    )


def _only_of_itself(later: Step) -> bool:
    """Whether it tells of money that need not be all that was raised: 收回, 退还."""
    return later.mention.figure.kind == "money" and later.state.verb in _RETURNED


def _is_topic(base: Step, later: Step) -> bool:
    """18个烂尾楼已治理8个: what the clause is about, with nothing between."""
    if later.mention.place != base.mention.place + 1 or later.state.noun:
        return False
    topic = _TOPIC.match(later.mention.lead)
    return topic is not None and not _BODY.match(topic["noun"])


def _can_be_settled(base: Step) -> bool:
    noun = base.noun or base.mention.behind
    return base.state.name == "due" or not noun or is_raised_noun(noun) or is_raised_noun(base.mention.figure.metric)


def _fits_size(a: Mention, b: Mention, rate: Mention | None) -> bool:
    if rate is None:
        return not b.figure.widened.above(a.figure.widened)
    return not b.figure.widened.above(interval.scaled(a.figure.widened, _LARGEST))


def _same_time(a: Mention, b: Mention) -> bool:
    before, after = span(a), span(b)
    return not after or not before or before == after


def _base_before(step: Step, before: list[Mention]) -> Mention | None:
    """The one thing raised in the paragraph's last sentences that this can be a state of."""
    later = step.mention
    if step.state.name != "done" or (step.state.subject and not later.figure.scope):
        return None
    found = None
    for mention in reversed(before):
        if later.sentence - mention.sentence > _FAR or mention.paragraph != later.paragraph:
            break
        base = Step(mention, state_of(mention))
        if not 0 < base.state.rank < DONE or mention.figure.unit != later.figure.unit:
            continue
        if not _is_base(base, step, None) or not _fits_size(mention, later, None):
            continue
        if found is not None and found.sentence != mention.sentence:
            return None
        found = found or mention
    return found


def _rate_behind(told: list[Step], place: int) -> Mention | None:
    """The rate that is stated of the step: 整改率85% behind 已整改102个."""
    rate = _rate_at(told, place)
    if rate is None or rate.figure.kind not in ("percent", "fraction") or not rate.figure.told:
        return None
    step = told[place]
    words = step.mention.clause + step.mention.behind
    found = _RATE.search(rate.clause)
    if found is None:
        return rate if _SHARE.search(rate.clause) and step.state.name == "done" else None
    stem = found["stem"]
    if _TWO_DEEDS.search(stem):
        return None
    told_so = any(stem[at : at + 2] in words for at in range(max(1, len(stem) - 1)))
    plain = step.state.name == "done" and bool(_PLAIN_RATES.search(stem))
    return rate if told_so or plain else None


def _rate_at(told: list[Step], place: int) -> Mention | None:
    """Where the rate of a step can stand: behind it, or behind what is not done of the same base."""
    for step in told[place + 1 : place + 1 + _REACH]:
        if step.state.name not in ("doing", "undone"):
            return step.mention
    return None


def _states_of_one_base(told: list[Step]) -> Iterator[Conclusion]:
    """已整改52个，正在整改8个，尚未整改4个 as parts of what was raised."""
    for base in told:
        parts = _states_behind(told, base)
        if len(parts) < 2:
            continue
        whole = base.mention.figure
        figures = tuple(part.mention.figure for part in parts)
        verdict = sum_verdict(whole, figures)
        names = {part.state.name for part in parts}
        rest = any(_REMAINDER.search(part.mention.clause) for part in parts)
        too_much = interval.total(figure.widened for figure in figures).above(whole.widened)
        told_as_all = "undone" in names or rest or too_much
        if verdict is None or (verdict == CONFLICT and not told_as_all):
            continue
        total = interval.total(figure.wording for figure in figures)
        yield Conclusion("sum", "states of one base", whole, None, figures, value=total, verdict=verdict)


def _states_behind(told: list[Step], base: Step) -> list[Step]:
    """The steps right behind a base that tell what became of it; none if it is no base."""
    if not 0 < base.state.rank < DONE or not base.mention.figure.measured:
        return []
    parts: list[Step] = []
    for step in told[base.mention.place + 1 : base.mention.place + 1 + _REACH]:
        if not step.mention.figure.measured:
            continue
        if base.mention.figure.kind != step.mention.figure.kind:
            continue
        of_base = step.state.name in ("done", "doing", "undone") and same_thing(
            base.state, base.mention.figure.object, step.state
        )
        if not of_base and _REMAINDER.search(step.mention.clause) is None:
            break
        if not same_measure(base.mention.figure, step.mention.figure):
            break
        parts.append(step)
    names = [part.state.name for part in parts]
    return parts if len(set(names)) > 1 or len(names) != len(set(names)) > 0 else []

