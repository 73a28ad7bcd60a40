"""The amounts of a sentence, each with how far what it counts has come."""

from __future__ import annotations

import re
from dataclasses import dataclass

from conclude import interval
from conclude.interval import Interval
from conclude.mention import Mention, Sentence
from conclude.state import NO_STATE, State, state_of
from conclude.telling import is_each

_CLASSES = re.compile(r"(?:大)?(?:方面|领域|类别|类|层面|环节)的?")
_PLACE = re.compile(r"^.{2,6}[省市县区镇乡村州盟旗](?<!社区)$|街道$|社区$")
# What is more than this many times its base is of another thing, not an error of this one.
_LARGEST = 3


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
        told.append(Step(mention, state))
    return told


def fits_size(base: Mention, later: Mention, rated: bool = False) -> bool:
    """Whether the later amount can be of the base; of a `rated` one, whether it may be an error."""
    bound: Interval = base.figure.widened
    return not later.figure.widened.above(interval.scaled(bound, _LARGEST) if rated else bound)
