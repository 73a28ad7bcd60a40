"""A figure in words: what it counts, and its value as the person's language writes it."""

from __future__ import annotations

import re

from dashboard.showing import format as fmt
from dashboard.showing.words import Words
from dashboard.store.figure import Figure

_MOST = 7  # characters of a wording that a card holds
_LONG = re.compile(r"\d{5,}(?:\.\d+)?[万亿]")  # 67665亿 reads better as 6.77万亿
# Names that say themselves that they are of a change.
_SAYS_SO = ("增长", "增加", "上升", "提高", "下降", "减少", "降低", "增幅", "降幅", "增速")


def value(figure: Figure, words: Words) -> str:
    """As written in Chinese, in digits with its unit in English; blanked digits as they stand."""
    if words.language == "zh" or figure.role == "redacted":
        return figure.text
    number = fmt.number(figure.number, "en") or fmt.interval(figure.low, figure.high, "en")
    return fmt.with_unit(number, figure.unit, "en") or figure.text


def told(figure: Figure, words: Words) -> str:
    """Its value as a sentence tells it, with what makes it approximate, be it a word in front of it
    (近8000名), its bounds where the word is not shown, or the number that a person put right."""
    said, approx = value(figure, words), figure.approx
    if words.language == "zh" and not _put_right(figure):
        if approx in said or figure.role == "redacted":
            return said
        if f"{approx}{said}" in figure.sentence:
            return f"{approx}{said}"
        if f"{said}{approx}" in figure.sentence:
            return f"{said}{approx}"
    elif words.language == "zh":
        said = fmt.with_unit(fmt.number(figure.number, "zh"), figure.unit, "zh") or said
    bounds = fmt.interval(figure.low, figure.high, words.language)
    return said if figure.low == figure.high else fmt.bracketed(said, bounds, words.language)


def _put_right(figure: Figure) -> bool:
    """Whether a person gave it another number than its text says."""
    read = fmt.parse_quantity(figure.text, [figure.unit]) if figure.corrected else None
    return figure.corrected and (read is None or read[0] != figure.number)


def name(figure: Figure, words: Words) -> str:
    """What it counts; of a change that it is one: 生产总值 of 增长5.5% is 生产总值增长."""
    if figure.status != "change" or not figure.direction or not figure.metric:
        return figure.metric
    if figure.metric.endswith(_SAYS_SO):
        return figure.metric
    return words(f"figures.change_{figure.direction}", metric=figure.metric)


def said(figure: Figure, words: Words) -> str:
    """What it counts, and its value with all that makes it approximate: 涉及金额 约25.1亿元."""
    return f"{name(figure, words)} {told(figure, words)}".strip()


def short(figure: Figure, words: Words) -> str:
    """Its value in few characters, without the unit: as written in Chinese where that is short."""
    written = figure.text.removesuffix(figure.unit)
    if words.language == "zh" and len(written) <= _MOST and not _LONG.match(written):
        return written
    said = fmt.short(figure.number, words.language)
    if not said:
        return fmt.interval(figure.low, figure.high, words.language)
    more = figure.number == figure.low and figure.high != figure.low  # 7.7万多 is 77,000+
    return f"{said}+" if more and words.language == "en" else said
