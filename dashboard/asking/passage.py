"""What a passage says when it is read by itself: a start for marking a figure that was missed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from extract import extract_figures

# Characters: a few sentences. What is longer is no figure, and this is read in the dashboard's own
# process, where a strange text must not keep everybody waiting.
_LONGEST = 500


@dataclass(frozen=True, slots=True)
class Reading:
    """What a passage says alone; `number` and its bounds are None where it names none."""

    number: float | None
    low: float | None
    high: float | None
    unit: str
    kind: str
    approx: str


def read(passage: str) -> Reading | None:
    """The longest figure in the passage, as it reads alone; None where it holds no figure, or is
    longer than any figure."""
    if len(passage) > _LONGEST:
        return None
    found = extract_figures(passage)
    found = found[found["role"] == "statistic"]
    if found.empty:
        return None
    longest = found.iloc[int((found["end"] - found["start"]).to_numpy().argmax())]
    number, low, high = (
        None if pd.isna(longest[name]) else float(longest[name])
        for name in ("number", "low", "high")
    )
    return Reading(
        number, low, high, str(longest["unit"]), str(longest["kind"]), str(longest["approx"])
    )


def fields(alone: Reading | None, number: float | None, unit: str) -> dict[str, Any]:
    """What to keep of a passage for which a person gave number and unit, as fields of a correction:
    with the number as it was read, also its bounds, its approximator and its kind; with another
    number only that."""
    kept: dict[str, Any] = {"number": number, "unit": unit}
    if alone is not None and (number, unit) == (alone.number, alone.unit):
        # The order of the log: a number brings exact bounds, which those read here replace.
        kept |= {
            "low": alone.low,
            "high": alone.high,
            "approx": alone.approx,
            "kind": alone.kind,
        }
    return kept


MOST_PLACES = 50


def places(
    text: str, typed: str, taken: Iterable[tuple[int, int]]
) -> tuple[list[tuple[int, int]], bool]:
    """Where what was typed stands in a text and no figure of `taken` stands yet, the first
    MOST_PLACES of them in order; and whether it stands in the text at all."""
    covered = sorted(taken)
    free: list[tuple[int, int]] = []
    at = text.find(typed) if typed else -1
    there = at >= 0
    while at >= 0 and len(free) < MOST_PLACES:
        end = at + len(typed)
        if not any(start < end and stop > at for start, stop in covered):
            free.append((at, end))
        at = text.find(typed, end)
    return free, there
