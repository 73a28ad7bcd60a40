"""Steps that only their own rate tells of: 发放问卷1200份，回收1140份，回收率95%.

No verb of a campaign says that the one is a state of the other; the rate does, where it fits. Where
it does not, it may be of something else (硬化率 of all roads): only a rate that cannot be, or that
bears the name of the very deed in front of it, says that there is an error.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from conclude.conclusion import CONFLICT, Conclusion
from conclude.figure import same_measure
from conclude.measure import interval
from conclude.measure.body import may_be_same
from conclude.part.share import in_percent, share_of
from conclude.rate.stated import is_named_after, is_of_quality, is_of_the_two
from conclude.rate.step import Step, fits_size
from conclude.text.mention import Mention
from conclude.text.state import is_raised_noun, state_of
from conclude.text.telling import is_each, is_of_aim, is_of_part, is_plan, is_year_apart, span
from extract.number.unit_family import comparable, family

# 检查企业860家，整改742家，整改率100%: the rate is of what was found there.
LOOKED_AT = re.compile(r"检查|抽查|走访|巡查|核查|调研|评查|督查|巡察|暗访")
_GONE_THROUGH = re.compile(r"(?:排查|摸排|排摸|监测|普查|登记|巡检|检测|监督)(?!出)")
_REACHED = re.compile(r"[到至]$")  # 由360万元压减到288万元: a value that moved, no step
_OF_BODIES, _PREMISES = ("家", "户", "所", "家次", "户次"), ("场所", "单位", "企业")
BARE = re.compile(r"(?:已经?|现已|共|目前|其中)*[\u4e00-\u9fff]{2}(?:了|完成|成功|到位)?")
_AMONG = re.compile(r"[中里]，")
_INCLUDING = re.compile(r"^[^，；。（]{0,6}（[^）]{0,4}[含包]")
_FAR = 2  # sentences
_RULE = "step at its own rate"


def at_own_rate(
    told: Sequence[Step],
    place: int,
    rate: Mention,
    wholes: Mapping[int, Mention],
    before: Sequence[Mention],
) -> Conclusion | None:
    """What the step at `place` of a sentence is of the amount before it, at its own rate.

    `wholes` are the wholes of parts by their rows, `before` the mentions in front of the sentence.
    """
    step = told[place]
    later = step.mention
    alike = _bases(told, place, before)
    if not alike:
        return _of_other_unit(told, place, rate)
    bases = [one for one in alike if _can_be_base(one, later)]
    if not bases:
        return None
    rows = [_row(base, step, rate, wholes) for base in bases]
    fitting = next((row for row in rows if row.verdict != CONFLICT), None)
    if fitting is not None:
        return fitting
    next_to = place > 0 and bases[0] is told[place - 1].mention
    if next_to and is_of_the_two(rate):
        return rows[0]
    named = is_named_after(rate, later.statement + later.behind)
    if is_named_after(rate, bases[0].statement) or includes_others(later):
        return None  # 新生儿访视1200人，产后访视1100人，访视率98%
    nearest = bases[0] is alike[0] and _is_sure(bases[0], later, alone=len(bases) == 1)
    return rows[0] if named and nearest and not _is_of_several(alike, step, rate) else None


def _of_other_unit(told: Sequence[Step], place: int, rate: Mention) -> Conclusion | None:
    """The step of things in another unit, if the rate fits: 线索540条，立案162件，立案率30%."""
    step = told[place]
    for base in reversed(told[:place]):
        a, b = base.mention.figure, step.mention.figure
        both = a.measured and b.measured and a.status == b.status == "actual"
        if both and base.state.rank and comparable(a.unit, b.unit):
            row = _row(base.mention, step, rate, {})
            return row if row.verdict != CONFLICT else None
    return None


def _bases(told: Sequence[Step], place: int, before: Sequence[Mention]) -> list[Mention]:
    """The amounts in front that count in the step's unit, the nearest first.

    Those of its own sentence, or else of the last ones of its paragraph.
    """
    later = told[place].mention
    own = [step.mention for step in reversed(told[:place])]
    alike = [
        one for one in own if one.figure.unit == later.figure.unit and not is_of_aim(one.statement)
    ]
    if alike or any(step.state.rank for step in told[:place]):
        return alike
    return [
        one
        for one in reversed(before)
        if later.sentence - one.sentence <= _FAR
        and one.paragraph == later.paragraph
        and one.figure.unit == later.figure.unit
    ]


def includes_others(later: Mention) -> bool:
    """Whether what was settled is said to hold other things, too: 结案95件（含上年结转20件）."""
    return _INCLUDING.match(later.tail) is not None


def is_gone_through(base: Mention) -> bool:
    """Whether it was only gone through to find something: 排查企业420家, no 排查出隐患90处."""
    noun, unit = state_of(base).noun or base.figure.object, base.figure.unit
    if _GONE_THROUGH.search(base.statement) is None or is_raised_noun(noun):
        return False
    return unit in _OF_BODIES or family(unit) == "people" or noun.endswith(_PREMISES)


def _can_be_base(base: Mention, later: Mention) -> bool:
    a, b = base.figure, later.figure
    if not (a.measured and b.measured and a.status == b.status == "actual"):
        return False
    if _REACHED.search(later.statement) or not same_measure(a, b):
        return False
    if is_each(base.statement) or is_plan(later):
        return False
    if not may_be_same(a.scope, b.scope):
        return False
    then, now = span(base), span(later)
    apart = is_year_apart(base, later) or is_of_part(base, later) or (then and now and then != now)
    return not apart and fits_size(base, later, rated=True)


def _row(base: Mention, step: Step, rate: Mention, wholes: Mapping[int, Mention]) -> Conclusion:
    later = step.mention
    # 其中城镇人口22.1万人，城镇化率60%: a part and its share, no step.
    told_as_part = wholes.get(later.figure.row) is base and "其中" in later.lead
    is_part = (told_as_part and not step.state.name) or is_of_quality(rate)
    kind = "share" if is_part else "progress"
    return share_of(base.figure, later.figure, rate.figure, _RULE, kind)


def _is_of_several(alike: Sequence[Mention], step: Step, rate: Mention) -> bool:
    """Whether the rate is that of some of the amounts together: 旧存412件，新收3186件，执结."""
    stated, later = in_percent(rate.figure), step.mention.figure.widened
    for count in range(2, len(alike) + 1):
        together = interval.total(one.figure.widened for one in alike[:count])
        if stated.overlaps(interval.share(later, together)):
            return True
    return False


def _is_sure(base: Mention, later: Mention, alone: bool) -> bool:
    """Whether the step can be of nothing else, so that a rate that does not fit is an error."""
    if base.bracketed or "其中" in base.lead or LOOKED_AT.search(base.statement):
        return False
    state = state_of(base)
    if state.name in ("done", "doing", "undone"):
        return False
    noun = state.noun or base.figure.object
    if is_gone_through(base):
        return False
    if base.sentence != later.sentence:
        return alone and state.rank > 0
    if state.rank > 0 or is_raised_noun(noun):
        return True
    # 接通11.49万通，接通率: the deed and no noun; 机收面积4.2万亩，机收率: it may be of other land.
    bare = fits_size(base, later) and BARE.fullmatch(later.statement) is not None
    return bare or _AMONG.search(base.tail) is not None
