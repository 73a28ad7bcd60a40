"""This year's report beside last year's: what both tell, what one alone tells, what is no pair.

What tells of one thing is for `compare` to say, as people decided; the rest is for `conclude`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from conclude.matching.rest import ALONE, GENERAL, UNSURE, Apart, Side, rest
from conclude.measure import interval
from conclude.measure.interval import Interval, written_place
from dashboard.asking import compare
from dashboard.asking.by_report import ReportFigures
from dashboard.asking.compare import Guess, Point, Series, Table
from dashboard.asking.conclusions import Conclusion, conclusions
from dashboard.asking.filters import Filter
from dashboard.asking.wording import interval_of
from dashboard.errors import LibraryError
from dashboard.store.database import Store
from dashboard.store.figure import Figure

# Of 增加43人 and 增加50人 the difference says something, a growth in percent does not.
_CHANGE = "change"
_ROUGH = 10.0  # points
_LAST_YEAR = re.compile("上年|去年|上一年|同期")
_ALONE = (ALONE, GENERAL, UNSURE)
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?=年|\b|_)")
# The part of a year that a title says a report is of.
_SPAN = re.compile(r"[一二三四1-4前]个?季度|[上下]半年|\d+[-—~～至]\d+月")


@dataclass(frozen=True, slots=True)
class Pair:
    """One thing in both reports.

    `difference` is later − earlier in base units, points between percentages. `growth` is in
    percent of the earlier value; None between percentages and between changes, and where the
    earlier value is nothing to measure against; `rough` where a number was rounded so coarsely that
    the growth is known to some points only, or may be none. `quoted` is what the later report says
    of the earlier time, `agrees` whether that can be what the earlier report says.
    """

    earlier: Point
    later: Point
    difference: Interval
    growth: Interval | None
    in_points: bool
    rough: bool = False
    quoted: Figure | None = None
    agrees: bool = True


@dataclass(frozen=True, slots=True)
class Unlike:
    """Figures that are not compared, one of each report or one alone, and why (see
    conclude/matching/rest.py)."""

    earlier: Figure | None
    later: Figure | None
    why: str

    @property
    def is_alone(self) -> bool:
        """Whether nothing could be meant by it in the other report."""
        return (self.earlier is None or self.later is None) and self.why in _ALONE


@dataclass(frozen=True, slots=True)
class Yearly:
    """Two reports side by side, in the order of the later one's text.

    `new` and `gone` are figures of which the other report tells nothing under that name; `guesses`
    wait for a person; `unlike` are not compared; `left_out` are aims and figures of doubtful names
    beside which nothing stands. `cautions` are what makes the two reports a doubtful pair: `order`
    (the earlier one has the later date), `apart` (years lie between them), `bodies` (two
    organisations), `spans` (parts of a year that differ).
    """

    earlier: ReportFigures
    later: ReportFigures
    pairs: tuple[Pair, ...] = ()
    guesses: tuple[Guess, ...] = ()
    new: tuple[Figure, ...] = ()
    gone: tuple[Figure, ...] = ()
    unlike: tuple[Unlike, ...] = ()
    left_out: tuple[Unlike, ...] = ()
    cautions: tuple[str, ...] = ()


def yearly(library: Store, first: str, second: str) -> Yearly:
    """Two reports side by side, by their ids; `first` is taken for the earlier one.

    Raises LibraryError `unknown_report`, `same_report` (two different ones are needed).
    """
    if first == second:
        raise LibraryError("same_report")
    earlier, later = _about(library, first), _about(library, second)
    tables = compare.tables(library, (first, second))
    one, other = tables[first], tables[second]
    found = compare.compared(library, (earlier, later), tables)
    used = [tuple(point.figure.row for point in one.points) for one in found.series]
    used += [(guess.earlier.figure.row, guess.later.figure.row) for guess in found.guesses]
    at, at_later = _positions(one), _positions(other)
    left = rest(
        Side(one.told, one.blanks),
        Side(other.told, other.blanks),
        [(at[first], at_later[second]) for first, second in used],
    )
    before, quoted = _changes(library, earlier.report), _changes(library, later.report)
    gone, new = _told(one, left.gone, before), _told(other, left.new, quoted)
    pairs = [_pair(series, quoted, earlier) for series in found.series]
    unlike = list(_unlike(one, other, left.apart, before, quoted))
    return Yearly(
        earlier,
        later,
        tuple(sorted(pairs, key=lambda pair: pair.later.figure.start)),
        found.guesses,
        new,
        gone,
        tuple(row for row in unlike if not row.is_alone),
        tuple(row for row in unlike if row.is_alone),
        tuple(_cautions(earlier, later)),
    )


def _about(library: Store, report: str) -> ReportFigures:
    rows = library.rows(
        """SELECT coalesce(nullif(title, ''), nullif(name, ''), id), date, organisation
           FROM reports WHERE id = ? AND NOT removed""",
        [report],
    )
    if not rows:
        raise LibraryError("unknown_report", report=report)
    ((title, date, organisation),) = rows
    return ReportFigures(report, title, date or "", organisation or "")


def _positions(table: Table) -> dict[int, int]:
    return {figure.row: position for position, figure in enumerate(table.figures)}


def _changes(library: Store, report: str) -> list[Conclusion]:
    """The changes that a report tells itself, from a value that is not of its own time."""
    return list(conclusions(library, Filter(reports=(report,)), ("change",)).rows)


def _told(
    table: Table, positions: Iterable[int], changes: Iterable[Conclusion]
) -> tuple[Figure, ...]:
    """Figures by their position, without the values of an earlier time."""
    old = _old(changes)
    figures = (table.figures[position] for position in positions)
    return tuple(figure for figure in figures if figure.row not in old)


def _old(changes: Iterable[Conclusion]) -> set[int]:
    return {change.first.row for change in changes}


def _unlike(
    one: Table,
    other: Table,
    apart: Iterable[Apart],
    before: list[Conclusion],
    after: list[Conclusion],
) -> Iterator[Unlike]:
    """What is not compared, without the values of an earlier time that stand alone."""
    for first, second, why in apart:
        earlier = None if first is None else one.figures[first]
        later = None if second is None else other.figures[second]
        if earlier and later is None and earlier.row in _old(before):
            continue
        if later and earlier is None and later.row in _old(after):
            continue
        yield Unlike(earlier, later, why)


def _pair(series: Series, changes: Iterable[Conclusion], before: ReportFigures) -> Pair:
    first, last = series.points
    change = compare.change(first, last)
    in_points = change is not None and change.in_points
    measured = change is not None and not in_points and last.figure.status != _CHANGE
    quoted = next((one.first for one in changes if _quotes(one, first, last, before.date)), None)
    return Pair(
        first,
        last,
        interval.difference(last.value, first.value),
        change.value if change is not None and measured else None,
        in_points,
        measured and _is_rough(first.figure, last.figure),
        quoted,
        quoted is None or _agree(quoted, first.figure),
    )


def _is_rough(first: Figure, last: Figure) -> bool:
    """Whether rounding alone, at the last place written, leaves the growth open by some points, or
    could make all of it: 9.8万 and 9.7万 may be one number."""
    told = [value for one in (first, last) if (value := interval_of(one)) is not None]
    old, new = (
        value.rounded(written_place(one.text, one.kind, one.step or 0.0))
        for value, one in zip(told, (first, last), strict=True)
    )
    if old.low <= 0:
        return True
    growth = interval.growth(new, old)
    # Bounds that the wording leaves are told with the growth.
    moved = all(value.exact for value in told) and first.number != last.number
    return growth.high - growth.low > _ROUGH or (moved and growth.low <= 0 <= growth.high)


def _quotes(change: Conclusion, first: Point, last: Point, date: str) -> bool:
    """Whether a change that the later report tells starts from the earlier report's value: it ends
    at the figure that is compared, and its sentence names last year."""
    ends = change.second is not None and change.second.row == last.figure.row
    alike = (change.first.kind, change.first.unit) == (first.figure.kind, first.figure.unit)
    names = _LAST_YEAR.search(change.first.sentence) or (
        date and f"{date[:4]}年" in change.first.sentence
    )
    return change.sure and ends and alike and bool(names)


def _agree(quoted: Figure, told: Figure) -> bool:
    """Whether both can be one value, either of them rounded or cut off at its last place."""
    a, b = interval_of(quoted, rounding=True), interval_of(told, rounding=True)
    return a is not None and b is not None and a.overlaps(b)


def year_of(one: ReportFigures) -> int | None:
    """The year that a report is of: as its title says, else as it is dated."""
    told = YEAR.search(one.title)
    text = told[0] if told else one.date[:4]
    return int(text) if text.isdigit() else None


def _cautions(earlier: ReportFigures, later: ReportFigures) -> Iterator[str]:
    if earlier.date and later.date and earlier.date > later.date:
        yield "order"
    first, second = year_of(earlier), year_of(later)
    if first is not None and second is not None and second - first > 1:
        yield "apart"
    if earlier.organisation and later.organisation and earlier.organisation != later.organisation:
        yield "bodies"
    if _SPAN.findall(earlier.title) != _SPAN.findall(later.title):
        yield "spans"
