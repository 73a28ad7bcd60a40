"""Rates that are told before the step that they are of.

整改率为88.6%（应整改79项，已整改70项）; 包案64件，化解率96.9%，已化解的62件.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from conclude.conclusion import CONFLICT, Conclusion
from conclude.figure import same_measure
from conclude.part.share import share_of
from conclude.rate.stated import is_of_quality, is_told_share, rate_behind, stem_of
from conclude.rate.step import Step, fits_size
from conclude.text.mention import Mention
from conclude.text.state import DONE

_RULE = "step forward at a rate told first"
_IN_ALL = re.compile(r"^，(?:总数|总量|总计)?(?:一?共有?|共计|合计|为|达)+$|^，(?:总数|总量|总计)$")
_THAT_IS = re.compile(r"^[，—]+(?:即|也就是)(?!将|使|便|可)")
_DONE_OF_IT = re.compile(r"^，(?:目前|现)?已经?")


def rates_first(told: Sequence[Step]) -> Iterator[Conclusion]:
    """The steps of a sentence behind a rate of their own name."""
    for place in range(len(told) - 2):
        one, other, third = told[place : place + 3]
        if is_told_share(one.mention):
            yield from _behind(list(told), place)
        elif is_told_share(other.mention) and _DONE_OF_IT.match(third.mention.lead):
            bare = stem_of(other.mention) == third.state.verb and not third.state.noun
            yield from _row(one, third, other.mention) if bare else ()


def _behind(told: list[Step], place: int) -> Iterator[Conclusion]:
    """The base and its step right behind a rate; in brackets or behind 即 only its own.

    Elsewhere the rate must begin the sentence and fit them, and the step have no other rate.
    """
    rate, one, other = told[place].mention, told[place + 1], told[place + 2]
    base, later = (other, one) if _IN_ALL.match(other.mention.lead) else (one, other)
    lead = one.mention.lead
    bracketed = lead == f"（{one.mention.statement}" or _THAT_IS.match(lead) is not None
    if not bracketed and (place or rate_behind(told, other.mention.place)):
        return
    for row in _row(base, later, rate):
        if bracketed or row.verdict != CONFLICT:
            yield row


def _row(base: Step, later: Step, rate: Mention) -> Iterator[Conclusion]:
    stem, verb = stem_of(rate), later.state.verb
    if later.state.rank != DONE or not stem.endswith(verb) or is_of_quality(rate):
        return
    a, b = base.mention, later.mention
    is_base = a.figure.measured and a.figure.status != "change" and base.state.name != "done"
    if base.mention.place > later.mention.place:
        is_base = a.figure.measured
    alike = same_measure(a.figure, b.figure) and a.figure.unit == b.figure.unit
    if is_base and alike and fits_size(a, b, rated=True):
        yield share_of(a.figure, b.figure, rate.figure, _RULE, "progress")
