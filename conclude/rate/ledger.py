"""What each body of a report has raised, so that what it settled elsewhere finds its base.

A body that is named with what it raised (各级党组织查摆问题7.7万多个) and named again, sections
later, with what it settled (各级党组织和党员干部已整改问题6.6万余个) tells of one thing. So does a
report that tells of its whole body, or names none, where only one base is large enough.
"""

from __future__ import annotations

from collections import defaultdict

from conclude.measure.body import members
from conclude.measure.scopes import takes_in_all
from conclude.same import agree
from conclude.text.mention import Mention
from conclude.text.state import ACCEPTED, RAISED, State, is_raised_noun

_Key = tuple[frozenset[str], str, str, str]
_Thing = tuple[str, str, str]
_HEAD = 2  # characters of a noun that name what it is
# What was settled of the one base that is large enough must be at least so much of it: a few of
# very many are of another topic.
_MOST_OF = 0.5


class Ledger:
    """The bases of a report by body, noun and unit, in the order in which they are told."""

    def __init__(self) -> None:
        self._of_body: dict[_Key, list[Mention]] = defaultdict(list)
        self._bases: dict[_Thing, list[tuple[Mention, str]]] = defaultdict(list)

    def enter(self, mention: Mention, state: State) -> None:
        """Note what was raised, and by whom."""
        noun = state.noun or mention.figure.object
        if state.rank not in (RAISED, ACCEPTED) or not is_raised_noun(noun):
            return
        self._bases[_thing(mention, noun)].append((mention, noun))
        if mention.figure.scope:
            self._of_body[_key(mention, noun)].append(mention)

    def base_of(self, mention: Mention, state: State) -> Mention | None:
        """The base of what was settled; None where there is none, or not one number.

        It must name what was settled; for the rest, its body was named with one base, or it is of
        the whole report and there is only one base that can hold it.
        """
        noun = state.noun or mention.figure.object
        if state.name != "done" or not noun:
            return None
        base = None
        if mention.figure.scope:
            base = _one_of(self._of_body.get(_key(mention, noun), []))
        counted = mention.figure.kind == "count" and state.noun
        if base is None and counted and takes_in_all(mention.figure.scope, or_none=True):
            base = self._only_one(mention, noun)
        if base is None or mention.figure.widened.above(base.figure.widened):
            return None
        return base

    def _only_one(self, mention: Mention, noun: str) -> Mention | None:
        """The one base of the report that is large enough, told of its whole body."""
        large = [
            base
            for base, raised in self._bases.get(_thing(mention, noun), [])
            if raised.endswith(noun) and not mention.figure.widened.above(base.figure.widened)
        ]
        base = _one_of(large)
        if base is None or not takes_in_all(base.figure.scope, or_none=True):
            return None
        near = mention.figure.wording.middle >= base.figure.wording.middle * _MOST_OF
        return base if near else None


def _one_of(bases: list[Mention]) -> Mention | None:
    """The last of the bases, if all of them tell one number."""
    if not bases or any(not agree(bases[0].figure, one.figure) for one in bases[1:]):
        return None
    return bases[-1]


def _thing(mention: Mention, noun: str) -> _Thing:
    return noun[-_HEAD:], mention.figure.unit, mention.article


def _key(mention: Mention, noun: str) -> _Key:
    return members(mention.figure.scope), *_thing(mention, noun)
