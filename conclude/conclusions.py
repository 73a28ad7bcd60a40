"""The conclusions of a report: every kind's rules over its sentences, in one pass."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from conclude.blank import blanks
from conclude.change.change import changes
from conclude.change.witness import grown
from conclude.conclusion import CONFLICT, FITS, Conclusion
from conclude.figure import read_figures
from conclude.part.addition import ADDED_UP, DONE, additions
from conclude.part.listing import listings, wholes_of
from conclude.part.parts import sums
from conclude.part.share import in_percent, shares
from conclude.rate.fate import fates
from conclude.rate.ledger import Ledger
from conclude.rate.progress import progress
from conclude.rate.rate_first import rates_first
from conclude.rate.ruled_out import without_ruled_out
from conclude.rate.step import steps
from conclude.rate.target import targets
from conclude.rate.witness import BY_FIT, witnessed
from conclude.ratio import ratios
from conclude.same import Tellings, pointed_at, rebased, retold, swapped
from conclude.table import to_table
from conclude.text.mention import Mention, Sentence, sentences

# The rules by which numbers tell what no words do.
_BY_NUMBERS = (ADDED_UP, BY_FIT)
_NAMED = 2  # characters of a noun that tell a thing again
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
    """Each conclusion once: a list can be opened by 其中 and tell states, too.

    Of two rows of one pair that stands which a stated number is held against; a sum that only the
    numbers tell is left where the words tell its parts.
    """
    kept: dict[tuple[object, ...], Conclusion] = {}
    listed = {_parts(one) for one in drawn if one.parts and one.rule != ADDED_UP}
    stepped = {
        one.second.row
        for one in drawn
        if one.second and one.kind == "progress" and one.rule != DONE
    }
    for one in sorted(_without_refuted(drawn), key=lambda one: one.stated is None):
        second = None if one.second is None else one.second.row
        by_words = one.rule != ADDED_UP or _parts(one) not in listed
        if by_words and not (one.rule == DONE and second in stepped):
            kept.setdefault((one.kind, one.first.row, second, *_parts(one)), one)
    return [one for one in kept.values() if not _is_said_better(one, kept)]


def _parts(one: Conclusion) -> tuple[int, ...]:
    """The rows of a sum's parts."""
    return tuple(part.row for part in one.parts)


def _without_refuted(drawn: list[Conclusion]) -> Iterator[Conclusion]:
    """The conclusions but those that another refutes by its numbers: a sum of a part of one that
    fits, a rate that fits another pair.
    """
    fitting = [one for one in drawn if one.verdict == FITS]
    parts = {part.row for one in fitting for part in one.parts}
    rates = {one.stated.row for one in fitting if one.stated is not None}
    for one in drawn:
        of_others = any(part.row in parts for part in one.parts)
        # 早稻12万吨，包括直播7万吨；晚稻19万吨: no part of what is a part beside it
        of_others = of_others or (
            one.kind == "part" and one.second is not None and one.second.row in parts
        )
        told = one.stated is not None and one.stated.row in rates
        refuted = of_others or (told and one.verdict == CONFLICT)
        if one.verdict == FITS or not refuted:
            yield one


# Of one pair, a target says more than a step, and a step more than a share.
_BETTER = {"progress": ("target",), "share": ("target", "progress")}


def _is_said_better(one: Conclusion, kept: dict[tuple[object, ...], Conclusion]) -> bool:
    """Whether another conclusion of the same two figures says it: 任务60户，已完成57户，占95%."""
    second = None if one.second is None else one.second.row
    return any((kind, one.first.row, second) in kept for kind in _BETTER.get(one.kind, ()))


def _of_sentence(sentence: Sentence, before: list[Mention], ledger: Ledger) -> list[Conclusion]:
    drawn = list(_told(sentence, before, ledger))
    stated = [(one.stated.row, one.verdict) for one in drawn if one.stated is not None]
    doubted = {row for row, verdict in stated if verdict == CONFLICT}
    used = {row for row, _ in stated} - doubted
    drawn += witnessed(sentence, before, used, doubted)
    drawn = list(without_ruled_out(drawn, sentence))
    return [_of_first_telling(one, before, sentence) for one in drawn]


def _of_first_telling(one: Conclusion, before: list[Mention], sentence: Sentence) -> Conclusion:
    """What the numbers alone tell of a whole that is told again: 742件举报, of 举报742件."""
    again = next((told for told in [*before, *sentence] if told.figure is one.first), None)
    if again is None or one.rule not in _BY_NUMBERS or len(again.behind) < _NAMED:
        return one
    noun, figure = again.behind[:_NAMED], again.figure
    for told in before:
        same = (told.figure.number, told.figure.unit) == (figure.number, figure.unit)
        if same and noun in told.statement + told.behind:
            return replace(one, first=told.figure)
    return one


def _told(sentence: Sentence, before: list[Mention], ledger: Ledger) -> Iterator[Conclusion]:
    yield from blanks(sentence)
    moved = list(changes(sentence, before))
    yield from moved
    yield from grown(sentence, before, moved)
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
    yield from pointed_at(sentence, before)
    yield from swapped(sentence, before)
    yield from ratios(sentence)
