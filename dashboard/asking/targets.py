"""Targets: which figure tells what was done of the same, and how much of the target that is."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.asking import interval
from dashboard.asking.interval import Interval
from dashboard.asking.places import Figure, scopes_fit
from extract.number.unit_family import comparable


@dataclass(frozen=True)
class Target:
    """A target beside what was done of the same, for figures outside the pairs. `reached` in %;
    None where the two stand in different parts of the report: last year's result does not reach
    this year's target."""

    actual: Figure
    target: Figure
    reached: Interval | None


def same_aim(target: Figure, actual: Figure) -> bool:
    """Whether a target aims at what the other figure counts; a bare noun names no aim."""
    return (
        bool(target["action"] or target["kind"] == "percent")
        and target["kind"] == actual["kind"]
        and comparable(target["unit"], actual["unit"])
        and target["stage"] == actual["stage"]
        and scopes_fit(target["scope"], actual["scope"])
        and bool(target["metric"])
        and (
            target["metric"] == actual["metric"]
            or bool(target["object"] and target["object"] == actual["object"])
        )
    )


def same_term(target: Figure, actual: Figure) -> bool:
    """Whether both speak of the same time, as far as the report's layout tells: the same period and
    the same main heading. A work report looks back in one chapter and sets targets in another."""
    one, other = target["period"], actual["period"]
    if one and other and one != other:
        return False
    return bool(target["section"].split(" / ")[0] == actual["section"].split(" / ")[0])


def reached(actual: Figure, target: Figure, rounding: bool) -> Interval | None:
    """How much of the target was reached, in %; None where one of the two has no interval."""
    whole, part = interval.of_row(target, rounding), interval.of_row(actual, rounding)
    return interval.share(part, whole) if whole and part else None
