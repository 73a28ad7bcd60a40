"""What the pages ask about conclusions: drawn when a report was added, read here as they stand."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.asking import newest
from dashboard.asking.filters import Filter
from dashboard.store.database import Store
from dashboard.store.decisions import Place
from dashboard.store.figure import Figure, read_rows
from dashboard.store.schema import SHOWN_COLUMNS, quoted

# So many conclusions are read at most, those of the newest reports first.
LIMIT = 2_000

# What a conclusion comes to: a guess is no verdict.
_VERDICT = "CASE WHEN doubt <> '' THEN 'doubt' ELSE verdict END"

# The row numbers of all figures that a conclusion rests on.
_ROWS = "list_distinct(list_concat([first, second, stated], parts))"


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
    rows: list[tuple[Any, ...]] = []
    for part, among in newest.parts(library, filter):
        condition, params = _condition(filter, kinds, verdicts, part, among)
        rows = library.rows(
            f"""SELECT report, title, date, organisation, kind, first, second, parts, stated, value,
                    low, high, verdict, doubt, decision, reason, entry
                FROM conclusions JOIN (SELECT id, title, date, organisation FROM reports)
                    ON id = report
                WHERE {condition} ORDER BY date DESC, report, position LIMIT ?""",
            [*params, limit + 1],
        )
        if len(rows) > limit:
            break
    kept = rows[:limit]
    figures = _figures(library, kept)
    return Found(tuple(_conclusion(row, figures) for row in kept), len(rows) > limit)


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
    where, params = filter.of_figures.to_sql()
    rows: list[tuple[Any, ...]] = []
    for part, among in newest.parts(library, filter):
        rows = library.rows(
            f"""SELECT report, row, place FROM (SELECT report, row FROM shown
                    WHERE {part} AND {where})
                JOIN (SELECT * FROM highlights WHERE {part}) USING (report, row)
                JOIN (SELECT id, date FROM reports) ON id = report
                ORDER BY place, date DESC, report LIMIT ?""",
            [*among, *params, *among, limit],
        )
        # An older report's first comes before a newer one's second.
        if len(rows) == limit and not any(place for *_, place in rows):
            break
    found = figures_at(library, [(report, row) for report, row, _ in rows])
    return [found[report, row] for report, row, _ in rows]


def counts(library: Store, filter: Filter) -> dict[str, int]:
    """How many conclusions of the filter have each verdict, and how many are guesses (`doubt`)."""
    where, among = filter.of_reports.to_sql()
    condition, params = _condition(filter, (), (), where, among)
    rows = library.rows(
        f"""SELECT {_VERDICT}, count(*)
            FROM conclusions WHERE {condition} GROUP BY ALL""",
        params,
    )
    return {str(verdict): int(count) for verdict, count in rows}


def _condition(
    filter: Filter, kinds: Sequence[str], verdicts: Sequence[str], part: str, among: Sequence[Any]
) -> tuple[str, list[Any]]:
    """What a conclusion must meet: of some kinds and verdicts, among some reports (as SQL with its
    parameters), and resting on a figure of the filter, in whatever role."""
    conditions = [part]
    params = list(among)
    for column, values in (("kind", kinds), (_VERDICT, verdicts)):
        if values:
            conditions.append(f"{column} IN ({', '.join('?' * len(values))})")
            params += values
    of_figures = filter.of_figures.replace(roles=())
    if of_figures != Filter(roles=()):
        where, values = of_figures.to_sql()
        own = " AND ".join(conditions)
        conditions.append(
            f"""(report, position) IN (
                SELECT report, position
                FROM (SELECT report, position, unnest({_ROWS}) AS row FROM conclusions WHERE {own})
                SEMI JOIN (SELECT report, row FROM shown WHERE {part} AND {where})
                    USING (report, row))"""
        )
        params = [*params, *params, *among, *values]
    return " AND ".join(conditions), params


def _figures(library: Store, rows: Iterable[tuple[Any, ...]]) -> dict[tuple[str, int], Figure]:
    """The figures that conclusions rest on, by report and row."""
    places: dict[tuple[str, int], None] = {}
    for report, _, _, _, _, first, second, parts, stated, *_ in rows:
        known = (first, second, stated, *(parts or ()))
        places |= dict.fromkeys((report, row) for row in known if row is not None)
    return figures_at(library, list(places))


def figures_at(library: Store, places: Sequence[tuple[str, int]]) -> dict[tuple[str, int], Figure]:
    """The figures of some reports and rows, by these."""
    if not places:
        return {}
    reports, rows = (list(column) for column in zip(*places, strict=True))
    found = library.rows(
        f"""SELECT {quoted(SHOWN_COLUMNS)} FROM shown SEMI JOIN (
                SELECT unnest(?::VARCHAR[]) AS report, unnest(?::INTEGER[]) AS row)
            USING (report, row)""",
        [reports, rows],
    )
    return {(figure.report, figure.row): figure for figure in read_rows(found)}


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
