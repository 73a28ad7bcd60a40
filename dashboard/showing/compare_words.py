"""What a comparison comes to, in words. Plain text, unescaped: it holds words of a report."""

from __future__ import annotations

from conclude.measure import interval
from conclude.measure.interval import Interval
from dashboard.asking.compare import Change, Point, Series
from dashboard.showing import figure_words
from dashboard.showing import format as fmt
from dashboard.showing.words import Words


def change(found: Change, words: Words) -> str:
    """The growth or the decline by its amount, never by its sign: 增长1.9%."""
    if found.value.low == found.value.high == 0:
        return words("yearly.same")
    down = _middle(found.value) < 0
    amount = _amount(found, interval.scaled(found.value, -1) if down else found.value, words)
    moved = "points" if found.in_points else "growth"
    return words(f"conclusion.{moved}_{'down' if down else 'up'}", amount=amount)


def from_to(found: Change, words: Words) -> str:
    """The two values and what lies between them: 61.9万件（…）→ 63.1万件（…），增长1.9%."""
    return words(
        "compare.from_to",
        first=dated(found.first, words),
        last=dated(found.last, words),
        change=change(found, words),
    )


def dated(point: Point, words: Words) -> str:
    """A value with the date of its report, which is seldom the time that the value is of."""
    said = figure_words.value(point.figure, words)
    date = words("compare.report_of", date=fmt.date(point.date, words.language))
    return fmt.bracketed(said, date, words.language)


def heading(series: Series, words: Words) -> str:
    """The name of a series with all its changes; of several organisations each by its name."""
    if not series.changes:
        return series.name
    if series.one_body:
        return words("compare.changed", name=series.name, change=from_to(series.changes[0], words))
    said = [
        words("compare.changed", name=one.first.organisation, change=from_to(one, words))
        for one in series.changes
    ]
    return words("compare.changed", name=series.name, change=words("chart.semicolon").join(said))


def _amount(found: Change, value: Interval, words: Words) -> str:
    if not found.in_points:
        return fmt.rate(value.number, value.low, value.high, words.language)
    bounds = "" if value.exact else fmt.interval(value.low, value.high, words.language)
    number = fmt.number(value.number, words.language)
    return words("conclusion.points", number=fmt.bracketed(number, bounds, words.language))


def _middle(value: Interval) -> float:
    return (value.low + value.high) / 2 if value.number is None else value.number
