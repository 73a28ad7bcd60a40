"""Progress: what of the things raised has come further, each step on the one before.

查摆问题120个，已整改102个，整改率85%; 收到…15536件，转办10558件，办结8766件. Its base is looked for
in the sentence, then in the paragraph, then among what the report tells of the same body.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from conclude.conclusion import CONFLICT, Conclusion
from conclude.figure import same_measure
from conclude.measure import interval
from conclude.measure.body import may_be_same
from conclude.part.listing import is_earlier
from conclude.part.share import share_of
from conclude.rate.ledger import Ledger
from conclude.rate.own_rate import LOOKED_AT, at_own_rate, includes_others, is_gone_through
from conclude.rate.stated import (
    is_named,
    is_of_quality,
    is_returned,
    loose_rate_behind,
    rate_behind,
    rates_in_turn,
)
from conclude.rate.step import Step, first_told, fits_size
from conclude.text.mention import Mention
from conclude.text.state import (
    ACCEPTED,
    CARRIED_OUT,
    DONE,
    RAISED,
    RECEIVED,
    is_raised_noun,
    same_thing,
    state_of,
)
from conclude.text.telling import is_of_part, is_plan, is_year_apart, span

# 烂尾楼|已治理: the noun of the number in front, and what was done to it.
_TOPIC = re.compile(
    r"""^(?P<noun>[^，；：、（已共]{0,14}?)(?:中，?|里)?
        (?:截至[^，；]{2,8}，?)?(?:目前|现)?(?:已经?|共已)""",
    re.VERBOSE,
)
# A body in front of another noun: 22个省份|扶贫企业已复工 is not about provinces.
_BODY = re.compile(r"(?:省份|省|地市|市|县|区|乡镇|镇|乡|村|街道|社区|单位|部门|地区|国家)(?=.{2})")
# What can be done to money at fault, or owed; what is given back or paid out need not be all of it.
_OF_MONEY = frozenset(("整改", "纠正", "清偿", "清欠", "整治", "化解", "解决", "完成", "核结"))
# 10件实事全部完成，其中提前完成4件: all of it is done, and the rest tells how.
_ALL_DONE = re.compile(
    r"^[^，；。]{0,8}(?:全部|均已|都已|均)(?:按期|如期|已)?(?:完成|办结|整改|销号|解决|化解)"
)
# 旧存执行案件412件，新收3186件，共执结3022件: of both together.
_CARRIED_OVER = re.compile(r"^[^，]{0,4}[，、](?:新收|新受理|新接)")
# What is found out or given out by them is to be settled, whatever it is: 认定侵蚀沟, 督办事故.
_TO_BE_SETTLED = frozenset(("认定", "挂牌督办", "挂牌整治", "督办", "交办", "查出", "列入"))
_RATED = "step forward at a rate"
_REACH = 12  # mentions
_FAR = 3  # sentences


def progress(
    told: list[Step], before: list[Mention], wholes: Mapping[int, Mention], ledger: Ledger
) -> Iterator[Conclusion]:
    """The steps forward that a sentence tells.

    `told` are its amounts, `before` the mentions in front of it, `wholes` the wholes of its parts
    by their rows; `ledger` holds what the report's bodies raised so far, and is added to.
    """
    in_turn = rates_in_turn(told)
    for place, step in enumerate(told):
        rate = in_turn.get(place) or rate_behind(told, place)
        alone = None
        if rate is not None and (step.state.rank < ACCEPTED or is_returned(rate)):
            alone = at_own_rate(told, place, rate, wholes, before)
        base = _base_in_turn(told, place, in_turn)
        if base is not None and rate is not None:
            yield _row(base, step.mention, rate)
            continue
        if alone is not None:
            yield alone
        if step.state.rank < ACCEPTED or is_plan(step.mention) or _is_handed_rest(told, place):
            continue
        base = (
            _base_in_sentence(told, place, rate, wholes)
            or _whole_raised(step, wholes)
            or _base_before(step, before)
            or ledger.base_of(step.mention, step.state)
        )
        if base is None and rate is not None and (place in in_turn or is_named(rate)):
            alone = at_own_rate(told, place, rate, wholes, before)
            yield from () if alone is None else (alone,)
        if base is not None:
            base = first_told(base, before)
            row = _row(base, step.mention, rate or _fitting(told, place, base))
            # 排查企业420家，完成整改85家，整改率100%: of those where something was found.
            unsure = is_gone_through(base) or includes_others(step.mention)
            if row.verdict != CONFLICT or not unsure:
                yield row
    for step in told:
        ledger.enter(step.mention, step.state)


def _is_handed_rest(told: list[Step], place: int) -> bool:
    """Whether what was handed on is no step of all: the rest of what was settled at once
    (现场解决210个，转交相关部门110个), or what others handed over (督导组交办的146条线索).
    """
    step = told[place]
    if step.state.name != "handed":
        return False
    settled = place > 0 and told[place - 1].state.rank == DONE
    return settled or step.mention.statement.endswith("的")


def _row(base: Mention, later: Mention, rate: Mention | None) -> Conclusion:
    a, b = base.figure, later.figure
    if rate is None:
        value = interval.share(b.wording, a.wording)
        return Conclusion("progress", "step forward", a, b, value=value)
    row = share_of(a, b, rate.figure, _RATED, _kind(is_of_quality(rate)))
    if row.verdict == CONFLICT and not later.lead and f"按{b.unit}" not in rate.clause:
        return _row(base, later, None)  # 提起公诉760件1056人，起诉率84%: of the cases, it may be
    return row


def _fitting(told: list[Step], place: int, base: Mention) -> Mention | None:
    """A rate of another name behind a step, if it is what the step is of its base."""
    rate = loose_rate_behind(told, place)
    unit = base.figure.unit
    if rate is None or ("按" in rate.clause and f"按{unit}" not in rate.clause):
        return None
    row = share_of(base.figure, told[place].mention.figure, rate.figure, _RATED)
    return rate if row.verdict != CONFLICT else None


def _kind(is_part: bool) -> str:
    return "share" if is_part else "progress"


def _base_in_sentence(
    told: list[Step], place: int, rate: Mention | None, wholes: Mapping[int, Mention]
) -> Mention | None:
    """The nearest thing told before it that it can be a further state of.

    More than what was raised is of something else, and no earlier base is nearer to it. A part of
    a list is stepped over: 问题120个，其中甲类30个，乙类90个，已整改110个.
    """
    later = told[place]
    own = _own_base(told, place) if rate is not None else None
    if own is not None:
        return own
    for base in reversed(told[max(0, place - _REACH) : place]):
        if not _is_base(base, later, rate):
            continue
        is_part = base.mention.figure.row in wholes or "其中" in base.mention.lead
        if fits_size(base.mention, later.mention, rate is not None and not is_part):
            return base.mention
        if not is_part:
            return None
    return None


def _own_base(told: list[Step], place: int) -> Mention | None:
    """What a rated step follows in its own part of a sentence: …；县级挂牌135项，销号118项."""
    if place < 1 or "；" not in told[place - 1].mention.lead or told[place].state.noun:
        return None
    base, later = told[place - 1], told[place]
    counted = base.mention.figure.measured and not base.state.name
    alike = same_measure(base.mention.figure, later.mention.figure)
    return base.mention if counted and alike and fits_size(base.mention, later.mention) else None


def _base_in_turn(told: list[Step], place: int, rates: Mapping[int, Mention]) -> Mention | None:
    """甲、乙分别排查126处和94处，已整改120处和80处，整改率分别为: each of its own base."""
    places = sorted(rates)
    count = len(places)
    if place not in rates or places[0] < count:
        return None
    bases = told[places[0] - count : places[0]]
    first = bases[0]
    if "分别" not in first.mention.lead or not _is_base(first, told[places[0]], rates[place]):
        return None
    base = bases[places.index(place)].mention
    return base if same_measure(base.figure, told[place].mention.figure) else None


def _whole_raised(step: Step, wholes: Mapping[int, Mention]) -> Mention | None:
    """The whole of a part, where it was raised: …问题6个。其中，完成整改2项."""
    whole = wholes.get(step.mention.figure.row)
    if whole is None or not _is_base(Step(whole, state_of(whole)), step, None):
        return None
    return whole if fits_size(whole, step.mention) else None


def _base_before(step: Step, before: list[Mention]) -> Mention | None:
    """The one thing raised in the paragraph's last sentences that this can be a state of."""
    later = step.mention
    # 问题金额已整改5.8亿元: the subject is what was raised, no body.
    subject = step.state.subject.removesuffix("已")
    of_body = subject and not later.figure.scope and not is_raised_noun(subject)
    if step.state.name != "done" or of_body:
        return None
    found: Mention | None = None
    for mention in reversed(before):
        if later.sentence - mention.sentence > _FAR or mention.paragraph != later.paragraph:
            break
        if mention.figure.unit != later.figure.unit or not fits_size(mention, later):
            continue
        base = Step(mention, state_of(mention))
        if not 0 < base.state.rank < DONE or not _is_base(base, step, None):
            continue
        if found is not None and found.sentence != mention.sentence:
            return None
        found = found or mention
    return found


def _is_base(base: Step, later: Step, rate: Mention | None) -> bool:
    """Whether the later step can be a state of the base, by what they are and how they are told."""
    if _CARRIED_OVER.search(base.mention.lead) or not _can_be_compared(base, later):
        return False
    if _ALL_DONE.search(base.mention.tail) or is_earlier(base.mention):
        return False
    same_sentence = base.mention.sentence == later.mention.sentence
    worded = not base.state.verb or base.state.verb.startswith("涉及")
    at_fault = same_sentence and base.state.name == "raised" and worded
    given_back = _is_given_back(later) and not at_fault
    if rate is None and (later.state.name == "filed" or given_back):
        return False
    if _is_topic(base, later) or (rate is not None and _is_counted_before(base, later, rate)):
        return True
    if not 0 < base.state.rank < later.state.rank:
        return False
    if not same_thing(base.state, base.mention.figure.object, later.state):
        return False
    if later.state.rank == ACCEPTED:
        due = base.state.name == "due" and base.state.verb == later.state.verb
        return due or base.state.verb in RECEIVED
    if base.state.name == "drafted":
        return later.state.verb in CARRIED_OUT
    next_to = later.mention.place == base.mention.place + 1
    bare = next_to and not later.state.noun
    found = _is_one_breath(base, later) and not is_gone_through(base.mention)
    at_once = bare and (base.state.verb in _TO_BE_SETTLED or found)
    return rate is not None or base.state.rank > ACCEPTED or at_once or _can_be_settled(base)


def _can_be_compared(base: Step, later: Step) -> bool:
    """Whether body, time and measure allow it."""
    a, b = base.mention.figure, later.mention.figure
    if not a.told or not b.told or a.status == "change" or not same_measure(a, b):
        return False
    before, after = span(base.mention), span(later.mention)
    same_time = (not after or not before or before == after) and not is_year_apart(
        base.mention, later.mention
    )
    same_time = same_time and not is_of_part(base.mention, later.mention)
    return same_time and (_is_one_breath(base, later) or may_be_same(base.body, later.body))


def _is_one_breath(base: Step, later: Step) -> bool:
    """部门检查发现380项、整改350项: the two deeds right beside each other, both of one thing."""
    next_to = later.mention.place == base.mention.place + 1
    bare = base.state.rank == RAISED and not base.state.noun and not later.state.noun
    return next_to and bare and later.mention.statement == f"、{later.state.verb}"


def _is_counted_before(base: Step, later: Step, rate: Mention) -> bool:
    """贫困人口2.4万人，已脱贫2.28万人，脱贫率95%: no verb, but the rate says what it is of.

    So it does right behind another deed: 清理欠薪案件310件，已结案290件，结案率93.5%.
    """
    next_to = later.mention.place == base.mention.place + 1
    deed = base.state.name == "done" and base.state.verb != later.state.verb
    done_before = next_to and deed and is_raised_noun(base.noun)
    counted = (not base.state.name or done_before) and base.mention.figure.status == "actual"
    settled = later.state.rank > ACCEPTED and not later.state.noun
    told = counted and settled and is_named(rate) and "其中" not in base.mention.lead
    return told and not LOOKED_AT.search(base.mention.statement)


def _is_given_back(later: Step) -> bool:
    """Whether it tells of money that need not be all that was raised: 收回, 退还."""
    return later.mention.figure.kind == "money" and later.state.verb not in _OF_MONEY


def _is_topic(base: Step, later: Step) -> bool:
    """18个烂尾楼已治理8个: what the clause is about, with nothing between."""
    if later.mention.place != base.mention.place + 1 or later.state.noun:
        return False
    topic = _TOPIC.match(later.mention.lead)
    return topic is not None and not _BODY.match(topic["noun"])


def _can_be_settled(base: Step) -> bool:
    """Whether the base is something to settle, not what was gone through to find it."""
    noun = base.noun or base.mention.behind
    return (
        base.state.name == "due"
        or not noun
        or is_raised_noun(noun)
        or is_raised_noun(base.mention.figure.metric)
    )
