"""What the pages ask about conclusions: drawn when a report was added, read here as they stand."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.asking import newest, searched
from dashboard.asking.filters import Filter
from dashboard.asking.newest import Condition
from dashboard.store.database import Store
from dashboard.store.decisions import Place
from dashboard.store.figure import Figure, read_rows

# So many conclusions are read at most, those of the newest reports first.
LIMIT = 2_000

# What a conclusion comes to: a guess is no verdict.
_VERDICT = "CASE WHEN doubt <> '' THEN 'doubt' ELSE verdict END"

# The row numbers of all figures that a conclusion rests on.
_ROWS = "list_distinct(list_concat([first, second, stated], parts))"

_SELECT = """SELECT report, title, date, organisation, kind, first, second, parts, stated, value,
        low, high, verdict, doubt, decision, reason, entry
    FROM conclusions JOIN (SELECT id, title, date, organisation FROM reports) ON id = report"""

# What an editor has to look at: what cannot be as stated, and what waits for a decision.
_URGENT = """decision <> 'settle' AND CASE WHEN doubt = '' THEN verdict = 'conflict'
    ELSE kind <> 'ratio' OR verdict <> 'none' END"""


@dataclass(frozen=True, slots=True)
class Conclusion:
    """A row of the conclusions table (docs/conclusions.md) with its figures.

    `value`, `low` and `high` are None where the numbers give none. `decision` is what a person
    decided about it (a key of `decisions.ACTIONS`, or empty), `entry` that decision's number.
    """

    report: str
    title: str
    date: str
    organisation: str
    kind: str
    first: Figure
    second: Figure | None
    parts: tuple[Figure, ...]
    stated: Figure | None
    value: float | None
    low: float | None
    high: float | None
    verdict: str
    doubt: str
    decision: str
    reason: str
    entry: int | None

    @property
    def sure(self) -> bool:
        """Whether it is asserted, and no guess that waits for a decision."""
        return not self.doubt

    @property
    def is_finding(self) -> bool:
        """Whether an editor is to know of it: it agrees or does not, it is a guess about what was
        done, a blank, or settled. A mere rate or quotient is none."""
        if self.verdict != "none" or self.kind == "blank" or self.decision == "settle":
            return True
        return not self.sure and self.kind != "ratio"

    @property
    def key(self) -> str:
        """A name for it that lasts from one run to the next: report, kind and places."""
        spans = (self.first.place, *(figure.place for figure in (self.second,) if figure))
        spans += tuple(part.place for part in self.parts)
        places = "_".join(f"{start}-{end}" for start, end in spans)
        return f"{self.report}_{self.kind}_{places}"

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All figures that it rests on, the base first."""
        others = (self.second, *self.parts, self.stated)
        return (self.first, *(figure for figure in others if figure is not None))

    @property
    def place(self) -> Place:
        """What a decision knows it by."""
        return Place(
            self.kind,
            self.first.place,
            None if self.second is None else self.second.place,
            tuple(part.place for part in self.parts),
        )


@dataclass(frozen=True, slots=True)
class Found:
    """Conclusions of the newest reports first, in the order of their texts; `cut` tells whether
    older reports were left out."""

    rows: tuple[Conclusion, ...]
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Urgent:
    """The first conclusions that an editor has to look at, and how many there are."""

    rows: tuple[Conclusion, ...] = ()
    there: int = 0


def conclusions(
    library: Store,
    filter: Filter,
    kinds: Sequence[str] = (),
    verdicts: Sequence[str] = (),
    limit: int = LIMIT,
) -> Found:
    """The conclusions of some kinds and verdicts (none named: all; `doubt` for guesses) that rest
    on a figure of the filter. Roles make no difference: a figure that was blanked is what a `blank`
    is about."""
    meant = _of(kinds, verdicts)
    rows: list[tuple[Any, ...]] = []
    for part in newest.parts(library, filter):
        condition, params = _condition(library, filter, part, meant)
        rows = library.rows(
            f"{_SELECT} WHERE {condition} ORDER BY date DESC, report, position LIMIT ?",
            [*params, limit + 1],
        )
        if len(rows) > limit:
            break
    return Found(_with_figures(library, rows[:limit]), len(rows) > limit)


def urgent(library: Store, filter: Filter, limit: int) -> Urgent:
    """What cannot be as stated, then what waits for a decision, of the newest reports first."""
    condition, params = _condition(library, filter, newest.every(filter), (_URGENT, []))
    # Only those that are shown are read: counting the others takes no figures.
    rows = library.rows(
        f"""{_SELECT} WHERE {condition}
            ORDER BY doubt <> '', date DESC, report, position LIMIT ?""",
        [*params, limit],
    )
    there = len(rows)
    if there == limit:
        query = f"SELECT count(*) FROM conclusions WHERE {condition}"
        there = int(library.rows(query, params)[0][0])
    return Urgent(_with_figures(library, rows), there)


def of_figure(library: Store, report: str, row: int) -> list[Conclusion]:
    """All conclusions that one figure takes part in, here or where it is told again, in the order
    of the text."""
    told = library.rows(
        """SELECT row FROM shown WHERE report = ? AND coalesce(repeats, row) IN (
               SELECT coalesce(repeats, row) FROM shown WHERE report = ? AND row = ?)""",
        [report, report, row],
    )
    rows = {place for (place,) in told}
    found = conclusions(library, Filter(reports=(report,), roles=()), limit=100_000)
    return [one for one in found.rows if any(figure.row in rows for figure in one.figures)]


def highlights(library: Store, filter: Filter, limit: int = 8) -> list[Figure]:
    """The figures that sum the reports up, best first; the newest reports take turns."""
    where, params = searched.condition(library, filter.of_figures)
    rows: list[tuple[Any, ...]] = []
    for part, among in newest.parts(library, filter):
        rows = library.rows(
            f"""SELECT report, row, place
                FROM (SELECT report, row FROM shown WHERE {part} AND {where})
                JOIN (SELECT * FROM highlights WHERE {part}) USING (report, row)
                JOIN (SELECT id, date FROM reports) ON id = report
                ORDER BY place, date DESC, report LIMIT ?""",
            [*among, *params, *among, limit],
        )
        # An older report's first comes before a newer one's second.
        if len(rows) == limit and not any(place for *_, place in rows):
            break
    places = [(report, row) for report, row, _ in rows]
    figures = _figures(library, places)
    return [figures[place] for place in places]


def counts(library: Store, filter: Filter) -> dict[str, int]:
    """How many conclusions of the filter have each verdict, and how many are guesses (`doubt`)."""
    condition, params = _condition(library, filter, newest.every(filter))
    rows = library.rows(
        f"""SELECT {_VERDICT}, count(*)
            FROM conclusions WHERE {condition} GROUP BY ALL""",
        params,
    )
    return {str(verdict): int(count) for verdict, count in rows}


def _of(kinds: Sequence[str], verdicts: Sequence[str]) -> Condition:
    condition = "TRUE"
    for column, values in (("kind", kinds), (_VERDICT, verdicts)):
        if values:
            condition += f" AND {column} IN ({', '.join('?' * len(values))})"
    return condition, [*kinds, *verdicts]


def _condition(
    library: Store, filter: Filter, part: Condition, meant: Condition = ("TRUE", [])
) -> Condition:
    """What conclusions of a part of the reports must meet: what is `meant`, and that they rest on
    a figure of the filter, in whatever role."""
    among, of_part = part
    condition, params = f"{among} AND {meant[0]}", [*of_part, *meant[1]]
    of_figures = filter.of_figures.replace(roles=())
    if of_figures == Filter(roles=()):
        return condition, params
    where, values = searched.condition(library, of_figures)
    # The rows of those that are meant only: there are three for each conclusion.
    resting = f"""(report, position) IN (
        SELECT report, position
        FROM (SELECT report, position, unnest({_ROWS}) AS row FROM conclusions
              WHERE {condition})
        SEMI JOIN (SELECT report, row FROM shown WHERE {among} AND {where}) USING (report, row))"""
    return f"{condition} AND {resting}", [*params, *params, *of_part, *values]


def _with_figures(library: Store, rows: Sequence[tuple[Any, ...]]) -> tuple[Conclusion, ...]:
    """Conclusions of rows of `_SELECT`, with the figures that they rest on."""
    wanted = {
        (report, row)
        for report, _, _, _, _, first, second, parts, stated, *_ in rows
        for row in (first, second, stated, *(parts or ()))
        if row is not None
    }
    figures = _figures(library, sorted(wanted))
    return tuple(_conclusion(row, figures) for row in rows)


def _figures(library: Store, wanted: Sequence[tuple[str, int]]) -> dict[tuple[str, int], Figure]:
    """Figures by report and row."""
    found = read_rows(library.rows_at(wanted)) if wanted else ()
    return {(figure.report, figure.row): figure for figure in found}


def _conclusion(row: tuple[Any, ...], figures: dict[tuple[str, int], Figure]) -> Conclusion:
    report, title, date, organisation, kind, first, second, parts, stated, *rest = row
    value, low, high, verdict, doubt, decision, reason, entry = rest
    return Conclusion(
        report,
        title or "",
        date or "",
        organisation or "",
        kind,
        figures[report, first],
        None if second is None else figures[report, second],
        tuple(figures[report, part] for part in parts or ()),
        None if stated is None else figures[report, stated],
        _number(value),
        _number(low),
        _number(high),
        verdict,
        doubt,
        decision,
        reason,
        entry,
    )


def _number(value: float | None) -> float | None:
    return None if value is None or math.isnan(value) else value
