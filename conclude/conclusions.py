"""The conclusions of a report: every kind's rules over its sentences, in one pass."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from conclude.blank import blanks
from conclude.change.change import changes
from conclude.conclusion import FITS, Conclusion
from conclude.figure import read_figures
from conclude.part.addition import additions
from conclude.part.listing import listings, wholes_of
from conclude.part.parts import sums
from conclude.part.share import in_percent, shares
from conclude.rate.fate import fates
from conclude.rate.ledger import Ledger
from conclude.rate.progress import progress
from conclude.rate.rate_first import rates_first
from conclude.rate.step import steps
from conclude.rate.target import targets
from conclude.ratio import ratios
from conclude.same import Tellings, rebased, retold
from conclude.table import to_table
from conclude.text.mention import Mention, Sentence, sentences

# How many mentions in front of a sentence can still be a whole or a base of one in it.
_MEMORY = 40


def conclude(figures: pd.DataFrame, text: str) -> pd.DataFrame:
    """What the figures of one report give, a row for each conclusion.

    `figures` is the report's figures table, `text` the text that its `start` and `end` refer to.
    Row numbers in `first`, `second`, `parts` and `stated` are positions in `figures`.
    """
    return to_table(draw(figures, text))


def draw(figures: pd.DataFrame, text: str) -> list[Conclusion]:
    """The conclusions with the rule that drew each, ordered by their place in the text."""
    before: list[Mention] = []
    ledger, tellings = Ledger(), Tellings()
    drawn: list[Conclusion] = []
    for sentence in sentences(read_figures(figures), text):
        drawn += _of_sentence(sentence, before, ledger)
        drawn += tellings.retold(sentence)
        before = [*before, *sentence][-_MEMORY:]
    return sorted(_once(drawn), key=lambda one: (one.first.row, one.kind))


def _once(drawn: list[Conclusion]) -> list[Conclusion]:
    """Each conclusion once: a list can be opened by 其中 and tell states, too."""
    kept: dict[tuple[object, ...], Conclusion] = {}
    for one in _without_refuted(drawn):
        second = None if one.second is None else one.second.row
        parts = tuple(part.row for part in one.parts)
        kept.setdefault((one.kind, *parts) if parts else (one.kind, one.first.row, second), one)
    return [one for one in kept.values() if not _is_said_better(one, kept)]


def _without_refuted(drawn: list[Conclusion]) -> Iterator[Conclusion]:
    """The conclusions but the sums that do not fit of a whole or a part of one that does."""
    fitting = [one for one in drawn if one.kind == "sum" and one.verdict == FITS]
    wholes = {(one.first.row, part.row) for one in fitting for part in one.parts}
    parts = {part.row: one.first.row for one in fitting for part in one.parts}
    for one in drawn:
        rows = [part.row for part in one.parts]
        refuted = any((one.first.row, row) in wholes or row in parts for row in rows)
        if one.verdict == FITS or not refuted:
            yield one


# Of one pair, a target says more than a step, and a step more than a share.
_BETTER = {"progress": ("target",), "share": ("target", "progress")}


def _is_said_better(one: Conclusion, kept: dict[tuple[object, ...], Conclusion]) -> bool:
    """Whether another conclusion of the same two figures says it: 任务60户，已完成57户，占95%."""
    second = None if one.second is None else one.second.row
    return any((kind, one.first.row, second) in kept for kind in _BETTER.get(one.kind, ()))


def _of_sentence(sentence: Sentence, before: list[Mention], ledger: Ledger) -> Iterator[Conclusion]:
    yield from blanks(sentence)
    yield from changes(sentence, before)
    lists = listings(sentence, before)
    stated = list(shares(sentence, lists, before))
    yield from stated
    shared = {
        one.second.row: in_percent(one.stated)
        for one in stated
        if one.second is not None and one.stated is not None
    }
    for one in lists:
        yield from sums(one, shared)
    yield from targets(sentence, before)
    told = steps(sentence)
    yield from rates_first(told)
    yield from progress(told, before, wholes_of(lists), ledger)
    yield from fates(told, before)
    yield from additions(sentence, before)
    yield from retold(sentence, before)
    yield from rebased(sentence, before)
    yield from ratios(sentence)
