"""The same thing in different reports: what belongs together, and what it came to over time.

What two reports tell of one thing is for `conclude` to say; here reports are taken two by
two, their matches chained into series, and what a person matched or took apart goes before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

from conclude.matching.told import Told, tellings_and_blanks
from conclude.measure import interval
from conclude.measure.interval import Interval
from dashboard.asking import by_report, searched
from dashboard.asking.by_report import ReportFigures
from dashboard.asking.filters import DEFAULT_ROLES, Filter
from dashboard.asking.wording import interval_of
from dashboard.errors import LibraryError
from dashboard.store.conclusions import by_position
from dashboard.store.database import Store, now
from dashboard.store.figure import Figure, read_rows
from dashboard.store.schema import SHOWN_COLUMNS, quoted
from extract.number.unit_family import family
from working import workers

# So many reports are matched with each other at most.
MOST = 12
# So many pairs of figures are weighed at most, which takes a few seconds.
_MOST_PAIRS = 600_000
BY = ("report", "organisation", "date")
# The key of a figure that a person took out of its series.
APART = ""

_FIRST_STAGES = ("raised", "done")
_RELATIVE = ("percent", "points")
# What tells figures of one metric apart in a name, which is in the report's own language.
_MOVES = {"up": "增长", "down": "下降"}
_AIMS = {"target": "目标"}
# Names that say themselves that they are of a change.
_SAYS_SO = ("增长", "下降", "增幅", "降幅", "涨幅", "增速")
_TOLD = """role = 'statistic' AND repeats IS NULL AND high IS NOT NULL AND metric <> ''"""

# A figure by its report and its row.
_Node = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Point:
    """What one report tells of a thing: its figure, and the value to draw with its unit."""

    figure: Figure
    title: str
    date: str
    organisation: str
    value: Interval
    unit: str

    @property
    def report(self) -> str:
        """The id of its report."""
        return self.figure.report


@dataclass(frozen=True, slots=True)
class Series:
    """One thing in several reports, one point a report, the oldest first."""

    key: str
    name: str
    points: tuple[Point, ...]

    @property
    def unit(self) -> str:
        """The unit of all its points; empty where they differ."""
        units = {point.unit for point in self.points}
        return units.pop() if len(units) == 1 else ""

    @property
    def one_body(self) -> bool:
        """Whether all of it is told of one organisation, at different times."""
        return len(self.changes) == 1 and len({point.organisation for point in self.points}) == 1

    @property
    def changes(self) -> tuple[Change, ...]:
        """From the first to the last value of each organisation. Between two organisations there is
        a difference, but nothing changed; of what says neither by whom nor when nothing is known.
        """
        own: dict[str, list[Point]] = {}
        for point in self.points:
            if point.organisation and point.date:
                own.setdefault(point.organisation, []).append(point)
        ends = [(points[0], points[-1]) for points in own.values()]
        found = [change(first, last) for first, last in ends if first.date < last.date]
        return tuple(one for one in found if one is not None)


@dataclass(frozen=True, slots=True)
class Change:
    """From one value to a later one of the same organisation: percent of the first, or
    `in_points` between two percentages."""

    first: Point
    last: Point
    value: Interval
    in_points: bool


@dataclass(frozen=True, slots=True)
class Guess:
    """Two figures that may tell of one thing, for a person to say; `doubt` is why it is a guess."""

    earlier: Point
    later: Point
    doubt: str


@dataclass(frozen=True, slots=True)
class Compared:
    """What several reports tell of the same things: series of two points at least, those told of
    one organisation first; and guesses. `left_out`: older reports that were too much to match;
    `late`: nothing was, since that took too long."""

    series: tuple[Series, ...] = ()
    guesses: tuple[Guess, ...] = ()
    left_out: int = 0
    late: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """What a person said: this metric of this report belongs to the series `key`, or to none."""

    report: str
    metric: str
    unit: str
    key: str


@dataclass(frozen=True, slots=True)
class Table:
    """A report's figures, what of them can be matched, and what lacks only its number; the tellings
    name the figures by their position."""

    figures: list[Figure]
    told: list[Told]
    blanks: list[Told]


def key_of(figure: Figure) -> str:
    """The name under which a figure is compared: metric, kind, unit family, and its body."""
    parts = (figure.metric, figure.kind, family(figure.unit), figure.scope)
    return "|".join(parts).removesuffix("|")


def comparable_reports(
    library: Store, filter: Filter, limit: int | None = None
) -> list[ReportFigures]:
    """The reports that have something to compare, the newest `limit` first, without their
    figures."""
    return by_report.reports(library, filter, _TOLD, limit=limit)


def compare(library: Store, filter: Filter) -> Compared:
    """The series and guesses of the filter's reports, `MOST` of them at most; only the filter's
    reports count, so that its other conditions can change without matching anew (`within`)."""
    found = comparable_reports(library, filter.of_reports.replace(roles=DEFAULT_ROLES), MOST)
    about = _oldest_first(_that_fit(library, found))
    try:
        told = compared(library, about, tables(library, [one.report for one in about]))
    except LibraryError as error:
        if error.code != "late":
            raise
        return Compared(late=True)
    return replace(told, left_out=len(found) - len(about))


def compared(
    library: Store, reports: Sequence[ReportFigures], tables: Mapping[str, Table]
) -> Compared:
    """The series and guesses of some reports, the oldest first, whose `tables` were read.

    Raises LibraryError `late` where matching them takes too long.
    """
    about = {one.report: one for one in reports}
    points = {
        (figure.report, figure.row): point(about[figure.report], figure, value)
        for table in tables.values()
        for figure in table.figures
        if (value := interval_of(figure)) is not None
    }
    groups, guessed = _Groups(), []
    for first, second, doubt in _matches(_pairs(list(about.values())), tables):
        if doubt:
            guessed.append((first, second, doubt))
        else:
            groups.join(first, second)
    by_hand = matches(library)
    for said in by_hand:
        _follow(said, groups, points, guessed)
    chains = [_chain(group, points, list(about)) for group in groups.all()]
    return Compared(
        _in_order(_named([chain for chain in chains if len(chain) > 1])),
        tuple(_guesses(guessed, groups, points, by_hand)),
    )


def point(about: ReportFigures, figure: Figure, value: Interval) -> Point:
    """A figure as a point of a series, at its own value."""
    return Point(figure, about.title, about.date, about.organisation, value, figure.unit)


def change(first: Point, last: Point) -> Change | None:
    """From one value to the other; None where the first one is nothing to measure against."""
    if first.figure.kind in _RELATIVE and last.figure.kind in _RELATIVE:
        return Change(first, last, interval.difference(last.value, first.value), True)
    if first.value.low <= 0:
        return None
    return Change(first, last, interval.growth(last.value, first.value), False)


def within(library: Store, filter: Filter, compared: Compared) -> Compared:
    """The series and guesses that have a figure of the filter."""
    where, params = searched.condition(library, filter.replace(reports=()))
    reports = sorted({point.report for one in compared.series for point in one.points})
    reports += sorted({point.report for one in compared.guesses for point in _both(one)})
    if filter.replace(reports=()).is_empty or not reports:
        return compared
    rows = library.rows(
        f"""SELECT report, row FROM shown
            WHERE report IN ({", ".join("?" * len(reports))}) AND {where}""",
        [*reports, *params],
    )
    there = set(rows)
    return replace(
        compared,
        series=tuple(one for one in compared.series if _any(one.points, there)),
        guesses=tuple(one for one in compared.guesses if _any(_both(one), there)),
    )


def suggested(series: Sequence[Series], limit: int = 3) -> list[str]:
    """Keys of the series to start with: one organisation's, what was found or done first, all in
    one unit and told in as many reports."""
    if not series:
        return []
    ranked = sorted(
        series,
        key=lambda one: (
            not one.one_body,
            one.points[0].figure.stage not in _FIRST_STAGES,
            -len(one.points),
        ),
    )
    first = ranked[0]
    alike = [one for one in ranked if (one.unit, one.one_body) == (first.unit, first.one_body)]
    return [one.key for one in alike[:limit]]


def along(series: Series, by: str) -> Series:
    """The series along reports, organisations or dates: of one organisation its newest counts.
    Raises `bad_field`."""
    if by not in BY:
        raise LibraryError("bad_field", field=by)
    if by != "organisation":
        return series
    newest = {point.organisation or point.report: point for point in series.points}
    return replace(series, points=tuple(newest.values()))


def per(series: Series, base: Series) -> Series:
    """A series divided by another one, report by report; reports without a base, or whose base may
    be zero, are left out. Units become a/b, intervals follow."""
    bases = {point.report: point for point in base.points}
    points = []
    for point in series.points:
        under = bases.get(point.report)
        if under is not None and under.value.low > 0:
            unit = "" if point.unit == under.unit else f"{point.unit}/{under.unit}"
            value = interval.ratio(point.value, under.value)
            points.append(replace(point, value=value, unit=unit))
    return replace(series, points=tuple(points))


def index_to_100(series: Series) -> Series:
    """A series with its first value as 100. No points where it is not of one organisation over
    time, or where the first value is no number above zero."""
    first = series.points[0].value.number if series.points else None
    if not series.one_body or first is None or first <= 0:
        return replace(series, points=())
    factor = 100 / first
    return replace(
        series,
        points=tuple(
            replace(point, value=interval.scaled(point.value, factor), unit="")
            for point in series.points
        ),
    )


def figures_to_match(library: Store, filter: Filter) -> list[Figure]:
    """The figures of a filter (of one report) that a person can match: one for each metric and
    unit, by name."""
    found, _ = by_report.figures(library, filter, _TOLD)
    kept: dict[tuple[str, str], Figure] = {}
    for one in found:
        for figure in sorted(one.figures, key=lambda figure: figure.part_of is not None):
            kept.setdefault((figure.metric, figure.unit), figure)
    return sorted(kept.values(), key=lambda figure: figure.metric)


def set_match(library: Store, report: str, metric: str, unit: str, key: str) -> None:
    """Remember that this metric of this report belongs to the series `key`; `APART`: to none."""
    with library.writing() as cursor:
        _forget(cursor, report, metric, unit)
        cursor.execute(
            "INSERT INTO matches VALUES (?, ?, ?, ?, ?)", [report, metric, unit, key, now()]
        )


def unmatch(library: Store, report: str, metric: str, unit: str) -> None:
    """Forget a match; one that is not there changes nothing."""
    with library.writing() as cursor:
        _forget(cursor, report, metric, unit)


def matches(library: Store) -> list[Match]:
    """What people matched and took apart, in the order in which they did."""
    rows = library.rows("SELECT report, metric, unit, key FROM matches ORDER BY made_at")
    return [Match(*row) for row in rows]


class _Groups:
    """Figures that tell of one thing, one a report."""

    def __init__(self) -> None:
        self._of: dict[_Node, dict[str, _Node]] = {}

    def of(self, node: _Node) -> dict[str, _Node]:
        """The group of a figure: report → figure."""
        return self._of.setdefault(node, {node[0]: node})

    def join(self, one: _Node, other: _Node) -> None:
        """Bring two figures together, unless a report would then tell the thing twice."""
        here, there = self.of(one), self.of(other)
        if here is there or here.keys() & there.keys():
            return
        here.update(there)
        for node in there.values():
            self._of[node] = here

    def leave(self, node: _Node) -> None:
        """Let a figure stand alone."""
        self.of(node).pop(node[0])
        self._of[node] = {node[0]: node}

    def all(self) -> list[dict[str, _Node]]:
        """Every group once."""
        return list({id(group): group for group in self._of.values()}.values())


def _that_fit(library: Store, found: Sequence[ReportFigures]) -> list[ReportFigures]:
    """The newest of some reports, two at least, whose figures are not too many to be matched."""
    marks = ", ".join("?" * len(found)) or "NULL"
    sizes = dict(
        library.rows(
            f"SELECT report, count(*) FROM shown WHERE {_TOLD} AND report IN ({marks}) GROUP BY 1",
            [one.report for one in found],
        )
    )
    kept: list[ReportFigures] = []
    figures = pairs = 0
    for one in found:
        pairs += figures * sizes[one.report]
        figures += sizes[one.report]
        if len(kept) > 1 and pairs > _MOST_PAIRS:
            break
        kept.append(one)
    return kept


def _oldest_first(found: Iterable[ReportFigures]) -> list[ReportFigures]:
    """Reports by date; those without one come last."""
    return sorted(found, key=lambda one: (not one.date, one.date, one.report))


def tables(library: Store, reports: Sequence[str]) -> dict[str, Table]:
    """The figures of some reports with what can be matched of them: report → table."""
    query = f'SELECT {quoted(SHOWN_COLUMNS)} FROM shown WHERE report = ? ORDER BY start, "end"'
    return {
        report: Table(
            read_rows(library.rows(query, [report])),
            *tellings_and_blanks(by_position(library.sql(query, [report]))),
        )
        for report in reports
    }


def _pairs(reports: Sequence[ReportFigures]) -> list[tuple[str, str]]:
    """Which reports are matched, each pair in order of date: those of one organisation first, then
    the others; those that follow each other before those further apart."""
    found = list(combinations(range(len(reports)), 2))
    found.sort(
        key=lambda pair: (
            not _one_organisation(reports[pair[0]], reports[pair[1]]),
            pair[1] - pair[0],
        )
    )
    return [(reports[first].report, reports[second].report) for first, second in found]


def _one_organisation(one: ReportFigures, other: ReportFigures) -> bool:
    return one.organisation == other.organisation != ""


def _matches(
    pairs: Sequence[tuple[str, str]], tables: Mapping[str, Table]
) -> Iterator[tuple[_Node, _Node, str]]:
    """What a process apart matches: it may take seconds, and others' pages are not to wait."""
    told = [(tables[earlier].told, tables[later].told) for earlier, later in pairs]
    found = workers.match(told) if pairs else []
    if found is None:
        raise LibraryError("late")
    for (earlier, later), matched in zip(pairs, found, strict=True):
        for first, second, doubt in matched:
            yield (
                _node(tables[earlier].figures[first]),
                _node(tables[later].figures[second]),
                doubt,
            )


def _node(figure: Figure) -> _Node:
    return figure.report, figure.row


def _follow(
    said: Match,
    groups: _Groups,
    points: dict[_Node, Point],
    guessed: Iterable[tuple[_Node, _Node, str]],
) -> None:
    """Do as a person said. Of several figures of that name the one that was guessed counts, then
    the first that is no part of another."""
    meant = [
        node
        for node, point in points.items()
        if (point.report, point.figure.metric, point.unit) == (said.report, said.metric, said.unit)
    ]
    if said.key == APART:
        for node in meant:
            groups.leave(node)
        return
    target = _home(said, groups, points)
    if not meant or target is None:
        return
    likely = {pair for a, b, _ in guessed for pair in ((a, b), (b, a))}
    home = groups.of(target).values()
    node = min(
        meant,
        key=lambda one: (
            not any((one, other) in likely for other in home),
            points[one].figure.part_of is not None,
            points[one].figure.start,
        ),
    )
    groups.leave(node)
    rival = groups.of(target).get(said.report)
    if rival is not None:
        groups.leave(rival)
    groups.join(target, node)


def _home(said: Match, groups: _Groups, points: dict[_Node, Point]) -> _Node | None:
    """A figure of the series that a person named: the largest of its key, of another report."""
    others = [
        node
        for node, point in points.items()
        if point.report != said.report and key_of(point.figure) == said.key
    ]
    return max(
        others,
        key=lambda node: (len(groups.of(node)), -points[node].figure.start),
        default=None,
    )


def _chain(
    group: dict[str, _Node], points: dict[_Node, Point], order: Sequence[str]
) -> tuple[Point, ...]:
    return tuple(points[group[report]] for report in order if report in group)


def _named(chains: Iterable[tuple[Point, ...]]) -> list[Series]:
    """Series with keys and names of their own."""
    found: dict[str, Series] = {}
    names: set[str] = set()
    for points in chains:
        figure = points[0].figure
        name = next(one for one in _names(figure) if one not in names)
        names.add(name)
        key = key_of(figure)
        key = key if key not in found else f"{key}|{figure.start}"
        found[key] = Series(key, name, points)
    return list(found.values())


def _names(figure: Figure) -> Iterable[str]:
    """The metric, then with ever more of what tells figures of one metric apart; the place in the
    text always does."""
    name = figure.metric
    if not name.endswith(_SAYS_SO):
        name += _MOVES.get(figure.direction, "")
    aim = _AIMS.get(figure.status, "")
    if aim:
        name = f"{name}（{aim}）"
    yield name
    for more in (figure.scope, figure.period, figure.unit, figure.text):
        if more:
            yield f"{name}（{more}）"
    yield f"{name}（{figure.text}，{figure.start}）"


def _in_order(series: Iterable[Series]) -> tuple[Series, ...]:
    """Those of one organisation first, then those of most reports, then as the text has them."""
    return tuple(
        sorted(
            series,
            key=lambda one: (not one.one_body, -len(one.points), one.points[0].figure.start),
        )
    )


def _guesses(
    guessed: Iterable[tuple[_Node, _Node, str]],
    groups: _Groups,
    points: dict[_Node, Point],
    by_hand: Iterable[Match],
) -> Iterable[Guess]:
    """The guesses that would bring two series together and of which nobody said anything yet."""
    said = {(one.report, one.metric, one.unit) for one in by_hand}
    for first, second, doubt in dict.fromkeys(guessed):
        earlier, later = points[first], points[second]
        if groups.of(first).keys() & groups.of(second).keys():
            continue
        if not {(one.report, one.figure.metric, one.unit) for one in (earlier, later)} & said:
            yield Guess(earlier, later, doubt)


def _both(guess: Guess) -> tuple[Point, Point]:
    return guess.earlier, guess.later


def _any(points: Iterable[Point], there: set[tuple[Any, ...]]) -> bool:
    return any((point.report, point.figure.row) in there for point in points)


def _forget(cursor: Any, report: str, metric: str, unit: str) -> None:
    cursor.execute(
        "DELETE FROM matches WHERE report = ? AND metric = ? AND unit = ?", [report, metric, unit]
    )
