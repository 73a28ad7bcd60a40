"""The amounts of a sentence, each with how far what it counts has come."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from conclude.measure import interval
from conclude.measure.interval import Interval
from conclude.text.mention import Mention, Sentence
from conclude.text.state import NO_STATE, State, state_of
from conclude.text.telling import is_each

_CLASSES = re.compile(r"(?:大)?(?:方面|领域|类别|类|层面|环节)的?")
_PLACE = re.compile(r"^.{2,6}[省市县区镇乡村州盟旗](?<!社区)$|街道$|社区$")
# What is more than this many times its base is of another thing, not an error of this one.
_LARGEST = 3
_BASES = ("raised", "accepted", "handed")
_FAR = 3  # sentences
_HEAD = 2  # characters of a noun that name what it is


@dataclass(frozen=True, slots=True)
class Step:
    """A mention and how far what it counts has come."""

    mention: Mention
    state: State

    @property
    def body(self) -> str:
        """Whose it is: the table's scope, or a place that is the subject of its verb."""
        subject = self.state.subject
        return self.mention.figure.scope or (subject if _PLACE.search(subject) else "")

    @property
    def noun(self) -> str:
        """What it counts: the noun of its clause, or what the table says."""
        named = self.mention.figure.object
        if self.state.verb and named.endswith(self.state.verb):
            # 重大隐患挂牌督办52项: the table takes the whole clause for the thing.
            named = self.state.subject
        return self.state.noun or named


def steps(sentence: Sentence) -> list[Step]:
    """The amounts of a sentence with the states that they are told in."""
    told: list[Step] = []
    for mention in sentence:
        amount = mention.figure.measured and not is_each(mention.statement)
        state = state_of(mention) if amount else NO_STATE
        if told and _CLASSES.fullmatch(mention.lead) and told[-1].state.verb:
            # 发现6个方面40个问题: what was found is what stands behind both numbers.
            found = told[-1].state
            state = State(found.name, found.verb, mention.behind, found.subject, mention.behind)
        if told and not mention.lead and told[-1].state.name != "filed":
            state = told[-1].state  # 转办信访件12批186件, 监测对象860户3200人
        told.append(Step(mention, state))
    return told


def first_told(base: Mention, before: Sequence[Mention]) -> Mention:
    """The first telling of a base that is told again by its number and noun alone.

    巡视组反馈了46个具体问题。…46个具体问题已整改41个: the base is the one that was raised.
    """
    again = base.figure
    if again.action or again.scope or not base.behind:
        return base
    for one in reversed(before):
        if base.sentence - one.sentence > _FAR or one.paragraph != base.paragraph:
            break
        figure = one.figure
        if (figure.number, figure.unit) != (again.number, again.unit) or not figure.object:
            continue
        state = state_of(one)
        named = base.behind.startswith((figure.object, figure.object[-_HEAD:]))
        if named and (state.name in _BASES or figure.stage == "raised"):
            return one
    return base


def fits_size(base: Mention, later: Mention, rated: bool = False) -> bool:
    """Whether the later amount can be of the base; of a `rated` one, whether it may be an error."""
    bound: Interval = base.figure.widened
    return not later.figure.widened.above(interval.scaled(bound, _LARGEST) if rated else bound)
