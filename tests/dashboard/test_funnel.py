"""Funnels: rates chained step by step, with the plan for what was raised."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard.asking.conclusions import Conclusion
from dashboard.asking.funnel import funnels
from dashboard.store.figure import Figure
from tests.dashboard.conftest import CONCLUSION, FIGURE


def fig(row: int, number: float, **more: object) -> Figure:
    given = {"row": row, "start": row * 10, "end": row * 10 + 2, "number": number}
    return replace(FIGURE, **given, low=number, high=number, text=f"{number:g}件", **more)


def rate(first: Figure, second: Figure, **more: object) -> Conclusion:
    given = {"value": second.number / first.number * 100} | more
    return replace(CONCLUSION, report=first.report, first=first, second=second, **given)


RECEIVED, SENT, SETTLED = fig(0, 200.0), fig(1, 120.0), fig(2, 90.0)
AGAIN = fig(3, 120.0, repeats=1)
FINED = fig(4, 5e6, kind="money", unit="元")
PAID = fig(5, 4e6, kind="money", unit="元")
PLAN = fig(6, 210.0, stage="planned", unit="项")
PEOPLE = fig(7, 30.0, stage="planned", unit="人")


@pytest.mark.parametrize(
    ("what", "drawn", "steps"),
    [
        ("nothing", [], []),
        ("one step", [rate(RECEIVED, SENT)], [[200, 120]]),
        (
            "each step on the one before",
            [rate(SENT, SETTLED), rate(RECEIVED, SENT)],
            [[200, 120, 90]],
        ),
        (
            "a base told again is the same base",
            [rate(RECEIVED, SENT), rate(AGAIN, SETTLED)],
            [[200, 120, 90]],
        ),
        (
            "two outcomes of one base are two chains",
            [rate(RECEIVED, SENT), rate(RECEIVED, SETTLED)],
            [[200, 120], [200, 90]],
        ),
        (
            "what is counted stands before money, the larger base first",
            [rate(FINED, PAID), rate(SENT, SETTLED)],
            [[120, 90], [5e6, 4e6]],
        ),
        ("a guess is no step", [rate(RECEIVED, SENT, doubt="far apart")], []),
        ("more than there was is no step", [rate(SENT, RECEIVED)], []),
        (
            "the plan stands behind its base",
            [rate(RECEIVED, SENT), rate(RECEIVED, PLAN, kind="ratio")],
            [[200, 210, 120]],
        ),
        (
            "what cannot stand on the same axis is no step",
            [rate(RECEIVED, SENT), rate(RECEIVED, PEOPLE, kind="ratio")],
            [[200, 120]],
        ),
        (
            "a share is no step",
            [rate(RECEIVED, SENT, kind="share")],
            [],
        ),
    ],
)
def test_chains(what: str, drawn: list[Conclusion], steps: list[list[float]]) -> None:
    assert [[figure.number for figure in one.steps] for one in funnels(drawn)] == steps


def test_chains_of_two_reports_stay_apart() -> None:
    other = replace(RECEIVED, report="乙"), replace(SENT, report="乙")
    chains = funnels([rate(RECEIVED, SENT), rate(*other)])
    assert {chain.report for chain in chains} == {"报告", "乙"}
    assert len({chain.key for chain in chains}) == 2


def test_a_circle_ends() -> None:
    more = replace(CONCLUSION, first=SETTLED, second=SENT, value=None)
    assert len(funnels([rate(RECEIVED, SENT), rate(SENT, SETTLED), more])) == 1


@pytest.mark.parametrize(("plan", "unit"), [(None, "件"), (PLAN, "")])
def test_the_unit_is_that_of_all_steps(plan: Figure | None, unit: str) -> None:
    drawn = [rate(RECEIVED, SENT)]
    if plan:
        drawn.append(rate(RECEIVED, plan, kind="ratio"))
    assert funnels(drawn)[0].unit == unit
