"""A figure in words: what it counts, and its value as the person's language writes it."""

from __future__ import annotations

from dashboard.showing import format as fmt
from dashboard.showing.words import Words
from dashboard.store.figure import Figure

_MOST = 7  # characters of a wording that a card holds


def value(figure: Figure, words: Words) -> str:
    """As written in Chinese, in digits with its unit in English; blanked digits as they stand."""
    if words.language == "zh" or figure.role == "redacted":
        return figure.text
    number = fmt.number(figure.number, "en") or fmt.interval(figure.low, figure.high, "en")
    return fmt.with_unit(number, figure.unit, "en") or figure.text


def said(figure: Figure, words: Words) -> str:
    """What it counts, and its value: 查摆问题 7.7万多个."""
    return f"{figure.metric} {value(figure, words)}".strip()


def short(figure: Figure, words: Words) -> str:
    """Its value in few characters, without the unit: as written in Chinese where that is short."""
    written = figure.text.removesuffix(figure.unit)
    if words.language == "zh" and len(written) <= _MOST:
        return written
    return fmt.short(figure.number, words.language) or fmt.interval(
        figure.low, figure.high, words.language
    )
