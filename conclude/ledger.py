"""What each body of a report has raised, so that what it settled elsewhere finds its base.

A body that is named with what it raised (各级党组织查摆问题7.7万多个) and named again, sections
later, with what it settled (各级党组织和党员干部已整改问题6.6万余个) tells of one thing.
"""

from __future__ import annotations

from collections import defaultdict

from conclude.body import members
from conclude.mention import Mention
from conclude.same import agree
from conclude.state import ACCEPTED, RAISED, State, is_raised_noun

_Key = tuple[frozenset[str], str, str, str]
_HEAD = 2  # characters of a noun that name what it is


class Ledger:
    """The bases of a report by body, noun and unit, in the order in which they are told."""

    def __init__(self) -> None:
        self._bases: dict[_Key, list[Mention]] = defaultdict(list)

    def enter(self, mention: Mention, state: State) -> None:
        """Note what a named body raised."""
        noun = state.noun or mention.figure.object
        if state.rank in (RAISED, ACCEPTED) and mention.figure.scope and is_raised_noun(noun):
            self._bases[_key(mention, noun)].append(mention)

    def base_of(self, mention: Mention, state: State) -> Mention | None:
        """The base of what a named body settled; None where there is none, or not one number."""
        noun = state.noun or mention.figure.object
        if state.name != "done" or not mention.figure.scope or not noun:
            return None
        bases = self._bases.get(_key(mention, noun), [])
        if not bases or any(not agree(bases[0].figure, one.figure) for one in bases[1:]):
            return None
        possible = not mention.figure.widened.above(bases[-1].figure.widened)
        return bases[-1] if possible else None


def _key(mention: Mention, noun: str) -> _Key:
    return members(mention.figure.scope), noun[-_HEAD:], mention.figure.unit, mention.article
