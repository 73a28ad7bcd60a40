"""The texts of the charts: labels that wrap, tooltips, axis titles, and the chart in words."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import pandas as pd
import wcwidth

from dashboard.showing import format as fmt
from dashboard.showing.escape import for_chart
from dashboard.showing.words import Words

LABEL_WIDTH = 18  # columns; a Chinese character takes two
_COLUMN = 6.6  # pixels of half a Chinese character at the size of labels
_SMALL = '<span style="font-size:10px">'
_TAG = re.compile("<[^>]*>")
_CLOSING = "，。；：、）》”！？,.;:)"


def wrap(text: str, width: int) -> list[str]:
    """`text` in lines of at most `width` columns, a Chinese character taking two."""
    lines, line, used = [], "", 0
    for word in _pieces(text):
        size = columns(word)
        if line and used + size > width:
            lines.append(line.rstrip())
            line, used = "", 0
        line, used = line + word, used + size
    return [*lines, line.rstrip()] if line.strip() else lines


def _pieces(text: str) -> list[str]:
    """Where a line may break: after spaces and around Chinese characters, not before `，。）`."""
    pieces: list[str] = []
    for char in text:
        last = pieces[-1] if pieces else " "
        joins = not (_wide(char) or _wide(last) or last.endswith(" "))
        if pieces and (joins or char in _CLOSING):
            pieces[-1] += char
        else:
            pieces.append(char)
    return pieces


def columns(text: str) -> int:
    """The width of a text, a Chinese character counting two."""
    return wcwidth.width(text)


def _wide(text: str) -> bool:
    return wcwidth.width(text[-1]) == 2


def label(text: str, width: int = LABEL_WIDTH, lines: int = 2) -> str:
    """A label in at most so many lines, cut with an ellipsis, escaped."""
    found = wrap(" ".join(text.split()), width)
    if len(found) > lines:
        found = [*found[: lines - 1], found[lines - 1] + "…"]
    return "<br>".join(for_chart(line, width=1000) for line in found)


def labels(values: pd.Series, below: pd.Series | None = None) -> list[str]:
    """Axis labels, wrapped, with a second one in small print below.

    Equal ones are told apart by an invisible mark, lest their rows merge.
    """
    seen: dict[str, int] = {}
    found = []
    under = [""] * len(values) if below is None else list(below)
    for value, small in zip(values.astype(str), under, strict=True):
        one = label(value)
        if small:
            one = f"{label(value, lines=1)}<br>{_SMALL}{label(str(small), lines=1)}</span>"
        seen[one] = seen.get(one, 0) + 1
        found.append(one + "\u200b" * (seen[one] - 1))
    return found


def room(labels: Sequence[str]) -> int:
    """The width in pixels that the labels of an upright axis need."""
    lines = [_TAG.sub("", line) for label in labels for line in label.split("<br>")]
    return 16 + round(_COLUMN * max((columns(line) for line in lines), default=0))


def tooltips(frame: pd.DataFrame, values: Sequence[str]) -> np.ndarray:
    """One tooltip a row: the value in words, the sentence, the report."""
    sentences = frame["sentence"] if "sentence" in frame else pd.Series("", index=frame.index)
    reports = frame["report"] if "report" in frame else pd.Series("", index=frame.index)
    tips = []
    for value, sentence, report in zip(values, sentences, reports, strict=True):
        parts = [f"<b>{for_chart(value)}</b>"]
        if isinstance(sentence, str) and sentence:
            parts.append(for_chart(sentence))
        if isinstance(report, str) and report:
            parts.append(f"<i>{for_chart(report)}</i>")
        tips.append("<br>".join(parts))
    return np.array(tips, dtype=object)


def axis_title(scale: fmt.Scale, unit: str, words: Words) -> str:
    """What an axis counts: `万个`, `thousand yuan`, or the unit alone."""
    spelled = fmt.unit(unit, words.language)
    if words.language == "zh":
        return f"{scale.name}{spelled}"
    return " ".join(part for part in (scale.name, spelled) if part)


def written(row: pd.Series, unit: str, words: Words) -> str:
    """A value with its interval: `7.7万个（7.7万～7.8万）`."""
    value = fmt.with_unit(fmt.number(row["value"], words.language), unit, words.language)
    bounds = fmt.interval(row["low"], row["high"], words.language)
    if not value:
        return fmt.with_unit(bounds, unit, words.language)
    return (
        value
        if row["low"] == row["high"] or not bounds
        else words("chart.bounds", value=value, bounds=bounds)
    )


def column(values: pd.Series, in_percent: bool = False) -> pd.Series:
    """Numbers for the table and the CSV behind a chart: shares in percent where asked, without the
    noise of binary fractions; an open end is missing."""
    numbers = values.astype("float64") * (100 if in_percent else 1)
    return numbers.replace([np.inf, -np.inf], np.nan).round(4)


def alternative(title: str, labels: Sequence[str], values: Sequence[str], words: Words) -> str:
    """The chart in words, for those who do not see it: title, then each label with its value."""
    shown = list(zip(labels, values, strict=True))
    said = "; ".join(f"{label} {value}" for label, value in shown[:12])
    rest = words("chart.alt_more", n=len(shown) - 12) if len(shown) > 12 else ""
    return f"{title}. {said}{rest}"
