"""Funnels: what was raised, and step by step what became of it, out of a report's conclusions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dashboard.asking.conclusions import Conclusion
from dashboard.store.figure import Figure
from extract.number.unit_family import comparable

# One figure of a report, by the row of its first telling.
_Thing = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Funnel:
    """A chain of sure rates, each step on the one before (received → forwarded → settled), and what
    was planned for its first step, where the report tells it in a unit of the same sort."""

    rates: tuple[Conclusion, ...]
    planned: Figure | None = None

    @property
    def steps(self) -> tuple[Figure, ...]:
        """Its figures from the widest on; the plan stands behind what it was made for."""
        plans = () if self.planned is None else (self.planned,)
        done = (rate.second for rate in self.rates if rate.second is not None)
        return (self.base, *plans, *done)

    @property
    def base(self) -> Figure:
        """What all of it is measured against in the end."""
        return self.rates[0].first

    @property
    def key(self) -> str:
        """A name for it that lasts from one run to the next."""
        return self.rates[-1].key

    @property
    def unit(self) -> str:
        """The unit of all its steps; empty where they differ."""
        units = {figure.unit for figure in self.steps}
        return units.pop() if len(units) == 1 else ""

    @property
    def report(self) -> str:
        """The id of its report."""
        return self.rates[0].report


def funnels(found: Iterable[Conclusion]) -> list[Funnel]:
    """All chains of sure `progress` conclusions, the weightiest first: what is counted before
    money, a large base before a small one. A base with several outcomes gives a chain for each."""
    after: dict[_Thing, list[Conclusion]] = defaultdict(list)
    plans: dict[_Thing, Figure] = {}
    for one in found:
        if not one.sure or one.second is None:
            continue
        if one.kind == "progress" and _narrows(one):
            after[_thing(one.first)].append(one)
        elif one.kind == "ratio" and _is_plan(one.second, one.first):
            plans.setdefault(_thing(one.first), one.second)
    reached = {_thing(one.second) for rates in after.values() for one in rates if one.second}
    starts = [thing for thing in after if thing not in reached]
    chains = [Funnel(rates, plans.get(start)) for start in starts for rates in _from(start, after)]
    return sorted(chains, key=_weight)


def _from(
    thing: _Thing, after: dict[_Thing, list[Conclusion]], seen: tuple[_Thing, ...] = ()
) -> Iterator[tuple[Conclusion, ...]]:
    """Every way down from a figure; one that comes back to itself ends there."""
    for one in after[thing]:
        assert one.second is not None  # `funnels` keeps no other
        below = _thing(one.second)
        if below not in after or below in (*seen, thing):
            yield (one,)
        else:
            for rest in _from(below, after, (*seen, thing)):
                yield (one, *rest)


def _narrows(one: Conclusion) -> bool:
    """Whether a step can be drawn below its base: no more came out of it than went in."""
    return one.value is None or one.value <= 100


def _is_plan(plan: Figure, base: Figure) -> bool:
    """Whether it is what was planned for the base, and can stand on one axis with it."""
    return plan.stage == "planned" and comparable(plan.unit, base.unit)


def _thing(figure: Figure) -> _Thing:
    return figure.report, figure.row if figure.repeats is None else figure.repeats


def _weight(chain: Funnel) -> tuple[bool, float]:
    size = chain.base.number if chain.base.number is not None else chain.base.low
    return chain.base.kind == "money", -(size or 0.0)
