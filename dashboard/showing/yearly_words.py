"""Two reports side by side in words: a line for each pair, and why the rest is not compared.

Plain text, unescaped: it holds words of a report.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from conclude.matching.totals import bodies
from conclude.measure import interval
from conclude.measure.interval import Interval
from dashboard.asking.by_report import ReportFigures
from dashboard.asking.yearly import YEAR, Pair, Unlike, Yearly, year_of
from dashboard.showing import figure_words
from dashboard.showing import format as fmt
from dashboard.showing.words import Words
from dashboard.store.figure import Figure

# Names that say themselves that they are of a share.
_SHARES = ("率", "比", "例", "比重", "度", "面")
_RATES = (*_SHARES, "幅", "速")
_SIDES = ("earlier", "later")


@dataclass(frozen=True, slots=True)
class Line:
    """A pair as a line of a table: what it is of, both values as written, what lies between them
    as an amount and in percent, and what is to be known of it."""

    name: str
    earlier: str
    later: str
    difference: str
    growth: str
    note: str


def line(pair: Pair, words: Words) -> Line:
    """A pair in the words of a table."""
    return Line(
        name(pair.later.figure, words),
        figure_words.told(pair.earlier.figure, words),
        figure_words.told(pair.later.figure, words),
        difference(pair, words),
        growth(pair, words),
        note(pair, words),
    )


def name(figure: Figure, words: Words) -> str:
    """What a figure counts, of whom where that is not the whole report, and that it is an aim."""
    said = figure_words.name(figure, words)
    part = figure.part_of is not None and figure.kind == "percent" and figure.status == "actual"
    if part and "占" not in said and not said.endswith(_SHARES):
        said = words("yearly.share_of", name=said)
    if figure.status == "target":
        if figure.direction and not said.endswith(_RATES):
            said = figure_words.name(replace(figure, status="change"), words)
        said = words("yearly.aim_of", name=said)
    own = bodies(figure.scope) and figure.scope not in said
    return fmt.bracketed(said, figure.scope if own else "", words.language)


def difference(pair: Pair, words: Words) -> str:
    """What lies between the two values: an amount, or points between percentages."""
    move = _move(pair.difference)
    if move in ("same", "near", "unknown"):
        return words(f"yearly.{move}")
    value = _unsigned(pair.difference, move)
    number = _number(value, words)
    if pair.in_points:
        kind, amount = _points_kind(pair), words("conclusion.points", number=number)
    else:
        kind, amount = "amount", fmt.with_unit(number, pair.later.unit, words.language)
    return words(f"yearly.{kind}_{move}", amount=_or_more(amount, value, words))


def growth(pair: Pair, words: Words) -> str:
    """The growth in percent, with its bounds where the wording leaves some; a dash for none."""
    if pair.growth is None:
        return "—"
    move = _move(pair.growth)
    if move in ("same", "near", "unknown"):
        return words(f"yearly.{move}")
    value = _unsigned(pair.growth, move)
    amount = _or_more(_percent(value, words), value, words)
    return words(f"yearly.growth_{move}", amount=amount)


def note(pair: Pair, words: Words) -> str:
    """What is to be known: rounding, and whether the later report quotes the earlier value."""
    known = pair.growth is not None and not pair.growth.open
    told = [words("yearly.rough")] if pair.rough and known else []
    if pair.quoted is not None:
        key = "yearly.quoted" if pair.agrees else "yearly.misquoted"
        told.append(words(key, value=figure_words.told(pair.quoted, words)))
    return words("chart.semicolon").join(told)


def why(unlike: Unlike, words: Words) -> str:
    """Why figures are not compared."""
    return words.value("unlike", unlike.why)


def sides(found: Yearly, words: Words) -> tuple[str, str]:
    """What the columns of the two reports are called: last year and this year, where they are."""
    kind = "year" if _follow(found) else "time"
    earlier, later = (words(f"yearly.{side}_{kind}") for side in _SIDES)
    return earlier, later


def report(one: ReportFigures, words: Words) -> str:
    """The title of a report with its date."""
    return fmt.bracketed(one.title, fmt.date(one.date, words.language), words.language)


def summary(found: Yearly, words: Words) -> str:
    """How many things are compared, new, gone, and not compared."""
    return words(
        "yearly.summary",
        pairs=len(found.pairs),
        new=len(found.new),
        gone=len(found.gone),
        unlike=len(found.unlike),
        guesses=len(found.guesses),
    )


def left_out(found: Yearly, words: Words) -> str:
    """How many figures are not listed, as nothing stands beside them; empty for none."""
    return words("yearly.left_out", n=len(found.left_out)) if found.left_out else ""


def title(found: Yearly, words: Words) -> str:
    """What a document of the comparison is called."""
    return words("yearly.file_title" if _follow(found) else "yearly.file_title_time")


def reports(found: Yearly, words: Words) -> str:
    """The two reports, each by its column."""
    both = zip(sides(found, words), (found.earlier, found.later), strict=True)
    said = (words("yearly.side", side=side, report=report(one, words)) for side, one in both)
    return words("chart.semicolon").join(said)


def not_compared(found: Yearly) -> list[Unlike]:
    """What is not compared, the guesses that wait for a person first."""
    guesses = [Unlike(one.earlier.figure, one.later.figure, one.doubt) for one in found.guesses]
    return [*guesses, *found.unlike]


def period(title: str, date: str, words: Words) -> str:
    """Of which time a report is: the year that its title names, else its date."""
    told = YEAR.search(title)
    return fmt.date(told[0] if told else date, words.language)


def _follow(found: Yearly) -> bool:
    """Whether the later report is of the year behind the earlier one's."""
    first, second = year_of(found.earlier), year_of(found.later)
    return first is not None and second is not None and second - first == 1


def _move(value: Interval) -> str:
    """`same`; `near`: the same as far as the words go; `open`: it may be more or less; `unknown`:
    so much so that a bound is missing; else `up` or `down`."""
    low, high = (0.0 if abs(end) < 1e-9 else end for end in (value.low, value.high))
    if low == high == 0:
        return "same"
    if value.number is not None and abs(value.number) < 1e-9:
        return "near"
    if low < 0 < high:
        return "unknown" if value.open else "open"
    return "up" if low >= 0 else "down"


def _points_kind(pair: Pair) -> str:
    """Percentages rise and fall; of changes the rise or the fall grows or shrinks."""
    figure = pair.later.figure
    if figure.status != "change" or not figure.direction:
        return "points"
    return "rise" if figure.direction == "up" else "fall"


def _unsigned(value: Interval, move: str) -> Interval:
    return interval.scaled(value, -1) if move == "down" else value


def _percent(value: Interval, words: Words) -> str:
    """A growth with its bounds; only these where its direction is open."""
    if value.open:
        return fmt.percent(value.low)
    if not value.low <= 0 < value.high:
        return fmt.rate(value.number, value.low, value.high, words.language)
    # Of a share it goes without saying that it may be nothing, of a growth it does not.
    bounds = _between(fmt.percent(value.low), fmt.percent(value.high), words)
    return (
        bounds
        if value.low < 0
        else fmt.bracketed(fmt.percent(value.number), bounds, words.language)
    )


def _number(value: Interval, words: Words) -> str:
    """An amount with its bounds; only these where its direction is open."""
    number, low, high = (
        fmt.number(one, words.language) for one in (value.number, value.low, value.high)
    )
    if value.exact or value.open:
        return low
    bounds = _between(low, high, words)
    return bounds if value.low < 0 < value.high else fmt.bracketed(number, bounds, words.language)


def _or_more(amount: str, value: Interval, words: Words) -> str:
    """An amount of which only the least is known."""
    return words("yearly.or_more", amount=amount) if value.open else amount


def _between(low: str, high: str, words: Words) -> str:
    return low if low == high else words("rollup.between", low=low, high=high)
