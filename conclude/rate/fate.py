"""What became of one base, as its parts: 已整改52个，正在整改8个，尚未整改4个 of 64."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from conclude.conclusion import CONFLICT, FITS, NONE, Conclusion
from conclude.figure import Figure, same_measure
from conclude.measure import interval
from conclude.part.parts import SHORT, falls_just_short, sum_verdict
from conclude.rate.step import Step, first_told
from conclude.text.mention import Mention
from conclude.text.state import DONE, same_thing

_REMAINDER = re.compile(r"其余|剩余|余下|另有|还有|尚有|仍有|暂不|不具备")
_STATES = ("done", "doing", "undone")
_REACH = 12


def fates(told: list[Step], before: Sequence[Mention]) -> Iterator[Conclusion]:
    """The bases of a sentence whose states behind them add up, or should and do not.

    `before` are the mentions in front of the sentence.
    """
    for base in told:
        parts = _states_behind(told, base)
        if len({part.state.name for part in parts}) < 2 and not _has_remainder(parts):
            continue
        whole = first_told(base.mention, before).figure
        figures = tuple(part.mention.figure for part in parts)
        verdict = sum_verdict(whole, figures)
        doubt = ""
        if verdict == CONFLICT and not _are_all(parts, whole, figures):
            if not falls_just_short(whole, figures):
                continue
            verdict, doubt = NONE, SHORT
        if verdict is None:
            continue
        total = interval.total(figure.wording for figure in figures)
        rule = "states of one base"
        yield Conclusion("sum", rule, whole, None, figures, None, total, verdict, doubt)
        yield from _of_their_money(told, parts, _at(whole, told, before))


def _at(figure: Figure, told: list[Step], before: Sequence[Mention]) -> Mention | None:
    """The mention right behind a figure, in its own sentence or in one before."""
    mentions = [*before, *(step.mention for step in told)]
    pairs = pairwise(mentions)
    return next((behind for one, behind in pairs if one.figure is figure), None)


def _of_their_money(
    told: list[Step], parts: Sequence[Step], whole: Mention | None
) -> Iterator[Conclusion]:
    """The money told behind a base and behind each of its parts, where it adds up, too.

    涉及金额86万元。…已整改40项，整改金额60万元；正在整改10项，涉及金额26万元.
    """
    behind = [part.mention.place + 1 for part in parts]
    if whole is None or whole.figure.kind != "money" or any(at >= len(told) for at in behind):
        return
    figures = tuple(told[at].mention.figure for at in behind)
    alike = all(one.measured and same_measure(one, whole.figure) for one in figures)
    if alike and sum_verdict(whole.figure, figures) == FITS:
        total = interval.total(figure.wording for figure in figures)
        rule = "money of the states"
        yield Conclusion("sum", rule, whole.figure, None, figures, None, total, FITS)


def _states_behind(told: list[Step], base: Step) -> list[Step]:
    """The steps right behind a base that tell what became of it; none if it is no base."""
    if not 0 < base.state.rank < DONE:
        return []
    parts: list[Step] = []
    for step in told[base.mention.place + 1 : base.mention.place + 1 + _REACH]:
        if not step.mention.figure.measured or step.mention.figure.kind != base.mention.figure.kind:
            continue
        if not _is_of(base, step):
            break
        parts.append(step)
    return parts


def _is_of(base: Step, step: Step) -> bool:
    if not same_measure(base.mention.figure, step.mention.figure):
        return False
    if _REMAINDER.search(step.mention.clause):
        return True
    thing = same_thing(base.state, base.mention.figure.object, step.state)
    set_a_term = step.state.name == "due" and "限期" in step.mention.clause
    return thing and (step.state.name in _STATES or set_a_term)


def _has_remainder(parts: Sequence[Step]) -> bool:
    return len(parts) > 1 and any(_REMAINDER.search(part.mention.clause) for part in parts)


def _are_all(parts: Sequence[Step], whole: Figure, figures: Sequence[Figure]) -> bool:
    """Whether a sum that does not fit is an error: all is told, or more than there is."""
    if _has_remainder(parts) or any(part.state.name == "undone" for part in parts):
        return True
    return interval.total(figure.widened for figure in figures).above(whole.widened)
