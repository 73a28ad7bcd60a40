"""What one report says in each column of a ledger: a figure, a question, or nothing.

A report's chains of rates (`funnel`) go before its lone figures, a whole before its parts. Where
several figures could be meant and none of them takes in the others, a person has to say which.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from conclude.measure import interval
from conclude.measure.interval import Interval
from conclude.measure.scopes import takes_in_all
from dashboard.asking.conclusions import Conclusion
from dashboard.asking.funnel import Funnel
from dashboard.asking.report_kinds import Column, columns
from dashboard.asking.wording import interval_of
from dashboard.store.figure import Figure
from extract.number.unit_family import comparable

# told: one figure. sum: several, added up. doubt: one that the reading was not sure of, or a rate
# that does not follow from its numbers. question: several could be meant. missing: none was found.
STATES = ("told", "sum", "doubt", "question", "missing")

# How a body calls itself.
_OUR_OWN = ("我", "本")

# What a person chose: column → place of the figure in its report.
Picks = Mapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one cell. `value` is in base units, of a rate in percent; None where it is not
    `told`, `sum` or `doubt`. `figures` are the figure itself, what was added up, or the candidates.

    `reason` says why there is no value (`open`: the wording leaves a rate open; in totals `units`,
    `rates`) or why it is in doubt, as the reading or the conclusion says it.

    `rate` is the stored conclusion of a rate; `part` and `whole` are what it sets against each
    other, for totals. `of` is how many bodies it is of, `told` how many of these have a value.
    """

    state: str = "missing"
    figures: tuple[Figure, ...] = ()
    value: Interval | None = None
    unit: str = ""
    rate: Conclusion | None = None
    part: Interval | None = None
    whole: Interval | None = None
    reason: str = ""
    told: int = 0
    of: int = 1

    @property
    def sure(self) -> bool:
        """Whether it counts in a total."""
        return self.state in ("told", "sum")


@dataclass
class ReportSays:
    """What the library has of one report for a ledger: chains of sure rates, guesses about rates,
    single figures, and what a person chose."""

    organisation: str = ""
    chains: list[Funnel] = field(default_factory=list)
    guesses: list[Conclusion] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    picks: Picks = field(default_factory=dict)
    # What was found of a base, for the other columns that stand on it.
    _bases: dict[str, tuple[Funnel | None, Cell]] = field(default_factory=dict, init=False)

    def cell(self, column: Column) -> Cell:
        """The cell of a column."""
        if not column.step:
            return self._single(column)
        base = column if column.step == "base" else columns()[column.base]
        if base.name not in self._bases:
            self._bases[base.name] = self._base(base)
        chain, chosen = self._bases[base.name]
        if column.step == "base":
            return chosen
        if chain is None:
            return self._without_chain(column, base, chosen)
        return self._in_chain(column, chain)

    def _single(self, column: Column) -> Cell:
        """One figure of the column; candidates where several could be meant."""
        found = [one for one in self.figures if column.fits(one)]
        picked = _picked(found, self.picks.get(column.name))
        return _cell(found, self.organisation, picked)

    def _base(self, base: Column) -> tuple[Funnel | None, Cell]:
        """The chain on the base of a group of columns, where the report has one, and its cell."""
        chains = self._chains(base)
        by_end = self._picked_chain(base, chains)
        if by_end is not None:
            return by_end, _cell([by_end.base], self.organisation, by_end.base)
        starts = [chain.base for chain in chains]
        lone = [one for one in self.figures if base.fits(one) and one not in starts]
        picked = _picked([*starts, *lone], self.picks.get(base.name))
        if picked is not None:
            cell = _cell([picked], self.organisation, picked)
        elif starts:
            cell = _cell(starts, self.organisation, sure=True)
            cell = _with_rivals(cell, lone, self.organisation)
        else:
            cell = _cell(lone, self.organisation)
        own = [c for c in chains if cell.state == "told" and _same(c.base, cell.figures[0])]
        chain = self._one_outcome(base, own)
        return chain, cell

    def _picked_chain(self, base: Column, chains: Sequence[Funnel]) -> Funnel | None:
        """The chain whose end a person chose; its base is the base then, if none was chosen."""
        done = _done_of(base)
        if done is None or base.name in self.picks:
            return None
        end = _picked((chain.steps[-1] for chain in chains), self.picks.get(done.name))
        return next((chain for chain in chains if chain.steps[-1] == end), None)

    def _chains(self, base: Column) -> list[Funnel]:
        """The chains on a base that end in what its column of what was done counts."""
        done = _done_of(base)
        found = [chain for chain in self.chains if base.fits(chain.base)]
        return [chain for chain in found if done is not None and done.ends_with(chain.steps[-1])]

    def _one_outcome(self, base: Column, chains: Sequence[Funnel]) -> Funnel | None:
        """The chain whose end is the outcome of a base; None where several could be."""
        if not chains:
            return None
        done = _done_of(base)
        ends = [chain.steps[-1] for chain in chains]
        picked = _picked(ends, self.picks.get(done.name)) if done else None
        cell = _cell(ends, self.organisation, picked, sure=True)
        if cell.state != "told":
            return None
        return next(chain for chain in chains if chain.steps[-1] == cell.figures[0])

    def _in_chain(self, column: Column, chain: Funnel) -> Cell:
        """A column that follows from the chain of its base."""
        if column.step == "planned" and chain.planned is not None:
            return _cell([chain.planned], self.organisation, sure=True)
        if column.step == "planned":
            return self._alone(column)
        last = chain.rates[-1]
        if column.step == "rate":
            return _rate(last)
        assert last.second is not None  # a chain has no other rates
        return _cell([last.second], self.organisation, sure=True)

    def _without_chain(self, column: Column, base: Column, chosen: Cell) -> Cell:
        """A column of a base that no sure rate stands on, or several do."""
        chains = self._chains(base)
        if column.step == "planned" or not chains:
            return self._alone(column)
        if chosen.state == "told":  # the base is one, its outcomes are several
            chains = [chain for chain in chains if _same(chain.base, chosen.figures[0])] or chains
        ends = tuple(chain.steps[-1] for chain in chains)
        return Cell("question", ends, unit=ends[0].unit)

    def _alone(self, column: Column) -> Cell:
        """A column by its figures only; of a rate first a guess that waits for a decision.

        What the report tells of another base (整改81处 of 隐患90处) is none of them.
        """
        base = columns()[column.base]
        if column.step == "rate":
            guesses = [one for one in self.guesses if base.fits(one.first)]
            if len(guesses) == 1:
                return _rate(guesses[0])
        others = [chain for chain in self.chains if not base.fits(chain.base)]
        taken = {one.row for chain in others for rate in chain.rates for one in rate.figures}
        free = [one for one in self.figures if one.row not in taken and column.fits(one)]
        return _cell(free, self.organisation, _picked(free, self.picks.get(column.name)))


def counted(figure: Figure, rounding: bool = False) -> Interval | None:
    """The interval of a figure; of what is counted no less than nothing (不到60个)."""
    allowed = interval_of(figure, rounding)
    if allowed is None or figure.kind != "count" or allowed.low >= 0 or allowed.high < 0:
        return allowed
    return Interval(allowed.number, 0.0, allowed.high)


def _done_of(base: Column) -> Column | None:
    """The column of what was done about a base."""
    return next(
        (one for one in columns().values() if one.base == base.name and one.step == "done"), None
    )


def _cell(
    found: Sequence[Figure], organisation: str, picked: Figure | None = None, sure: bool = False
) -> Cell:
    """The cell of some candidates. `sure`: a conclusion stands on them, which leaves no doubt."""
    kept = [picked] if picked is not None else _settled(found, organisation)
    if not kept:
        return Cell()
    figure = kept[0]
    if len(kept) > 1:
        return Cell("question", tuple(kept), unit=figure.unit)
    doubtful = bool(figure.doubt) and not (sure or picked is not None or figure.checked)
    return Cell(
        "doubt" if doubtful else "told",
        (figure,),
        counted(figure),
        figure.unit,
        reason=figure.doubt if doubtful else "",
        told=int(not doubtful),
    )


def _settled(found: Sequence[Figure], organisation: str) -> list[Figure]:
    """The figure that is meant, alone, or all that could be."""
    told = [figure for figure in found if interval_of(figure) is not None]
    wholes = [figure for figure in told if figure.part_of is None] or told
    different: list[Figure] = []
    for figure in wholes:
        if not any(_says_the_same(figure, other) for other in different):
            different.append(figure)
    if len(different) < 2:
        return different
    above = [one for one in different if _takes_in(one, different, organisation)]
    return above if len(above) == 1 else different


def _takes_in(whole: Figure, every: Sequence[Figure], organisation: str) -> bool:
    """Whether a figure is told of all the report is about, and the others can be parts of it."""
    others = [one for one in every if one is not whole]
    if not _of_all(whole, organisation) or any(_of_all(one, organisation) for one in others):
        return False
    if not all(comparable(whole.unit, one.unit) for one in others):
        return False
    parts = interval.total(one for one in map(interval_of, others) if one is not None)
    return whole.high is not None and not interval.below(whole.high, parts.low)


def _of_all(figure: Figure, organisation: str) -> bool:
    """Whether it is told of the body as a whole: 全县, 我局, its own name, or nobody named."""
    scope = figure.scope
    return takes_in_all(scope, or_none=True) or scope in organisation or scope.startswith(_OUR_OWN)


def _with_rivals(cell: Cell, lone: Sequence[Figure], organisation: str) -> Cell:
    """The base of a chain, unless a larger figure of the same sort stands alone in the report."""
    if cell.state != "told" or cell.value is None:
        return cell
    own = cell.figures[0]
    larger = [
        one
        for one in _settled(lone, organisation)
        if one.part_of is None
        and one.low is not None
        and one.low > cell.value.high
        and comparable(one.unit, own.unit)
    ]
    return Cell("question", (own, *larger), unit=own.unit) if larger else cell


def _rate(one: Conclusion) -> Cell:
    """A rate as its stored conclusion has it."""
    if one.low is None or one.high is None or one.second is None:
        return Cell()
    if math.isinf(one.low) and math.isinf(one.high):
        return Cell(figures=(one.second, one.first), reason="open")
    value = Interval(one.value, one.low, one.high)
    figures = tuple(f for f in (one.second, one.first, one.stated) if f is not None)
    part, whole = counted(one.second), counted(one.first)
    if one.doubt:
        return Cell("doubt", figures, value, "%", one, reason=one.doubt)
    state = "doubt" if one.verdict == "conflict" and one.decision != "settle" else "told"
    return Cell(state, figures, value, "%", one, part, whole, told=int(state == "told"))


def _picked(found: Iterable[Figure], place: tuple[int, int] | None) -> Figure | None:
    return next((one for one in found if place is not None and one.place == place), None)


def _same(one: Figure, other: Figure) -> bool:
    """Whether two figures are one, told once or twice."""
    return _first_row(one) == _first_row(other)


def _first_row(figure: Figure) -> int:
    return figure.row if figure.repeats is None else figure.repeats


def _says_the_same(one: Figure, other: Figure) -> bool:
    return (one.low, one.high) == (other.low, other.high) and comparable(one.unit, other.unit)
