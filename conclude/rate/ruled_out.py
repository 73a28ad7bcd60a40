"""Steps that the rest of their sentence rules out: sorts of a whole, parts of something else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from conclude.conclusion import FITS, Conclusion
from conclude.figure import Figure
from conclude.text.mention import Mention, Sentence
from conclude.text.state import state_of

# What is not settled, beside which what is settled is a step: 已整改、正在整改、未整改.
_LEFT = ("doing", "undone")
_REST = re.compile(r"未|正在|暂|尚|仍|其余|剩|待|继续|在办|推进|结转|延期|撤销|移送|转")


def without_ruled_out(drawn: Sequence[Conclusion], sentence: Sentence) -> Iterator[Conclusion]:
    """The conclusions of a sentence but those steps that other words of it rule out.

    A step of which a rate is stated has a witness of its own and stays.
    """
    told = {one.figure.row: one for one in sentence}
    for one in drawn:
        bare = one.kind == "progress" and one.stated is None
        later = told.get(one.second.row) if bare and one.second is not None else None
        if later is None or not _is_ruled_out(one, later, drawn, told):
            yield one


def _is_ruled_out(
    one: Conclusion, later: Mention, drawn: Sequence[Conclusion], told: dict[int, Mention]
) -> bool:
    settled = told.get(later.figure.whole)
    further = settled is None or settled.figure is one.first or "已" in later.statement
    if settled is not None and not further and "其中" in later.lead:
        return state_of(settled).name == "done"  # 审结900件，其中调解结案400件
    return any(
        _is_sort(one, later, other, told) or _is_of_another(one, later, other)
        for other in drawn
        if other.verdict == FITS
    )


def _is_sort(one: Conclusion, later: Mention, other: Conclusion, told: dict[int, Mention]) -> bool:
    """Whether it is one of the sorts that make up the whole, none of which is left to be done.

    830件，其中调解412件、裁决296件、撤回122件: how they ended, and not how many.
    """
    if other.kind != "sum" or other.first is not one.first or later.figure not in other.parts:
        return False
    beside = [told[part.row] for part in other.parts if part.row in told]
    others = [part for part in beside if part is not later]
    left = any(state_of(part).name in _LEFT or _REST.search(part.statement) for part in others)
    all_due = all(state_of(part).name == "due" for part in others)  # 立行立改21个，限期整改13个
    return "其中" in beside[0].lead and not (left or all_due)


def _is_of_another(one: Conclusion, later: Mention, other: Conclusion) -> bool:
    """Whether what fits says that it is a part of another amount: 占审结数的56%."""
    of_it = other.kind in ("share", "sum") and (
        other.second is later.figure or later.figure in other.parts
    )
    return of_it and not _is_same_amount(one.first, other.first)


def _is_same_amount(a: Figure, b: Figure) -> bool:
    return (a.number, a.unit) == (b.number, b.unit)
