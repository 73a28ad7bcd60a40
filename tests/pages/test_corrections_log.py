"""The log of corrections in changes, and passages that were typed."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from dashboard.asking import passage
from widgets.corrections_log import Entry, together

NOON = datetime(2026, 3, 1, 12)


def entry(number: int, field: str, start: int = 4, seconds: float = 0.0) -> Entry:
    noted: dict[Any, Any] = {"entry": number, "field": field, "start": start, "end": start + 3}
    return noted | {"made_at": NOON + timedelta(seconds=seconds)}


@pytest.mark.parametrize(
    ("log", "changes"),
    [
        ([], []),
        ([entry(1, "unit"), entry(2, "metric")], [[2], [1]]),
        ([entry(1, "missed"), entry(2, "role"), entry(3, "number")], [[1, 2, 3]]),
        # what was corrected later is a change of its own
        ([entry(1, "missed"), entry(2, "number"), entry(3, "number", seconds=0.5)], [[3], [1, 2]]),
        ([entry(1, "missed"), entry(2, "number", seconds=40)], [[2], [1]]),
        ([entry(1, "missed"), entry(2, "number", start=9)], [[2], [1]]),
        ([entry(1, "missed"), entry(4, "number")], [[4], [1]]),
        ([entry(1, "missed"), entry(2, "unit"), entry(3, "missed", start=9)], [[3], [1, 2]]),
    ],
)
def test_a_marked_passage_is_one_change(log: list[Entry], changes: list[list[int]]) -> None:
    found = together(log[::-1])
    assert [[one["entry"] for one in change] for change in found] == changes


TEXT = "排查隐患9处，整改9处；复查9处。"


@pytest.mark.parametrize(
    ("typed", "taken", "places", "there"),
    [
        ("9处", [], [(4, 6), (9, 11), (14, 16)], True),
        ("9处", [(4, 6)], [(9, 11), (14, 16)], True),
        ("9处", [(5, 6), (8, 11), (14, 16)], [], True),
        ("10处", [], [], False),
        ("", [], [], False),
        ("复查", [], [(12, 14)], True),
    ],
)
def test_the_places_where_a_passage_stands(
    typed: str, taken: list[tuple[int, int]], places: list[tuple[int, int]], there: bool
) -> None:
    assert passage.places(TEXT, typed, taken) == (places, there)
