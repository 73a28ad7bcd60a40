"""What a passage says when it is read by itself: a start for marking a figure that was missed."""

from __future__ import annotations

from typing import Any

import pandas as pd

from extract import extract_figures

_READ = ("number", "low", "high", "unit", "kind", "approx")


def read(passage: str) -> dict[str, Any]:
    """number, low, high, unit, kind and approx of the longest figure in the passage, as it reads
    alone; missing numbers are None. Empty where it holds no figure."""
    found = extract_figures(passage)
    found = found[found["role"] == "statistic"]
    if found.empty:
        return {}
    longest = found.iloc[int((found["end"] - found["start"]).to_numpy().argmax())]
    return {name: None if pd.isna(longest[name]) else longest[name] for name in _READ}


def fields(read_alone: dict[str, Any], number: float | None, unit: str) -> dict[str, Any]:
    """What to keep of a passage for which a person gave number and unit: with the number as it was
    read, also its bounds, its approximator and its kind; with another number only that."""
    kept: dict[str, Any] = {"number": number, "unit": unit}
    if read_alone and number == read_alone["number"] and unit == read_alone["unit"]:
        # The order of the log: a number brings exact bounds, which those read here replace.
        kept |= {name: read_alone[name] for name in ("low", "high", "approx", "kind")}
    return kept
