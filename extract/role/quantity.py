"""Quantities: what a numeral and the words around it say, read as one figure.

A numeral makes a row of its own (7.7万多个) or, with the next one, a range (3至5个).
"""

from __future__ import annotations

import re

from extract.figure import Figure
from extract.number.numeral_at import is_digit_run, numeral_at
from extract.number.plain_quantity import behind_point, plain_with_value
from extract.number.range import range_from
from extract.number.special_quantity import special
from extract.role import roles
from extract.role.time_span import time_span

_BLANKS = (" ", "\u3000")
_GOING_ON = re.compile(
    r"[ \u3000]{1,2}(?:[%％‰]|[分份][ \u3000]{0,2}之|又[ \u3000]?[0-9一二三四五六七八九]"
    r"|[成折](?=$|[，。、；\s])|[-—–~～][ ]?[0-9]|[0-9]{1,3}[/／][0-9])"
)


def read_quantity(text: str, match: re.Match[str], figures: list[Figure], done: int) -> int:
    """Add the figure that begins with the numeral of `match`; how far the text is read then.

    `match` is one of the pattern NUMERAL, behind `done`, where the figure before it ends. Adds
    nothing where the numeral is one sign and names no number; a number that belongs to a name, an
    ordinal or a mark gets that role.
    """
    numeral = numeral_at(text, match)
    if numeral is None:
        return _misread(match, figures)
    if numeral.start > done and text[numeral.start - 1] in ".．":
        numeral = behind_point(text, numeral, done)
    start, end, value = numeral.start, numeral.end, numeral.value
    name = None
    if text[end : end + 1] not in _BLANKS or not _goes_on(text, end):
        name = roles.in_name(text, start, end, value)
    if name is None and numeral.script == "arabic" and not numeral.inner:
        name = roles.in_digits_name(text, start, end, value)
    if name is not None:
        figures.append(name)
        return name.end
    figure = special(text, numeral, done)
    if figure is None:
        figure, numeral = plain_with_value(text, numeral, done)
    if figure.rule != "ratio" and figure.rule != "product":
        figure = range_from(text, figure, numeral) or figure
    _weigh(text, figure, text[start:end])
    figures.append(figure)
    return max(figure.end, figure.after)


def _goes_on(text: str, end: int) -> bool:
    """Whether the number goes on over a blank: 10 %, 三 分之二, 70 - 90天. It is no mark then."""
    return _GOING_ON.match(text, end) is not None


def _misread(match: re.Match[str], figures: list[Figure]) -> int:
    """A run of numeral characters that is no number: 三三制, 五十千, a wall of digits."""
    start, end = match.span()
    if end - start > 1:
        figures.append(Figure(start, end, match[0], "named", rule="numerals in a name"))
    return end


def _weigh(text: str, figure: Figure, numeral: str) -> None:
    """Give a figure that only looks like a quantity the role of a name."""
    if figure.rule == "range" and not figure.unit and figure.script == "arabic":
        figure.role = "named"
        return
    if figure.kind == "duration" and time_span(text, figure):
        figure.taken_for("date", "time span")
        return
    named_digits = figure.rule == "Chinese numeral" and figure.number == figure.number
    if named_digits and figure.kind != "percent" and is_digit_run(numeral):
        figure.taken_for("named", "digits in a name")
        return
    rule = roles.not_counted(text, figure)
    if rule:
        figure.taken_for("named", rule)
