"""Figures report by report, with the report's title and date, the newest reports first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from dashboard.asking import searched
from dashboard.asking.filters import Filter
from dashboard.store.database import Store
from dashboard.store.figure import Figure, read_rows
from dashboard.store.schema import SHOWN_COLUMNS, quoted


@dataclass(frozen=True, slots=True)
class ReportFigures:
    """Some figures of one report, in the order of its text; `date` as the report carries it."""

    report: str
    title: str
    date: str
    organisation: str
    figures: tuple[Figure, ...] = ()


def reports(
    library: Store,
    filter: Filter,
    condition: str = "TRUE",
    params: Sequence[Any] = (),
    limit: int | None = None,
) -> list[ReportFigures]:
    """The reports that have a figure of the filter, the newest `limit` first, without their
    figures.

    `condition`: what the figures must meet besides, as SQL with its parameters.
    """
    where, values = searched.condition(library, filter)
    rows = library.rows(
        f"""SELECT id, title, date, organisation
            FROM reports SEMI JOIN (SELECT report FROM shown WHERE {where} AND ({condition})) f
                ON f.report = id
            ORDER BY date DESC, id LIMIT ?""",
        [*values, *params, limit],
    )
    return [
        ReportFigures(report, title or "", date or "", organisation or "")
        for report, title, date, organisation in rows
    ]


def figures(
    library: Store,
    filter: Filter,
    condition: str = "TRUE",
    params: Sequence[Any] = (),
    limit: int = 3_000,
) -> tuple[list[ReportFigures], bool]:
    """The figures of the filter that meet the condition, and whether older reports were left out
    to stay within `limit` figures (those of one report are always there)."""
    where, values = searched.condition(library, filter)
    about = reports(library, filter, condition, params)
    rows = library.rows(
        f"""SELECT {quoted(SHOWN_COLUMNS)} FROM (SELECT * FROM shown WHERE {where}) s
            JOIN (SELECT id, date FROM reports) ON id = report
            WHERE {condition} ORDER BY date DESC, report, start LIMIT ?""",
        [*values, *params, limit],
    )
    found = {name: tuple(some) for name, some in groupby(read_rows(rows), lambda one: one.report)}
    kept = [one for one in about if one.report in found]
    if len(rows) == limit and len(kept) > 1:
        kept.pop()  # the last one may have lost some of its figures
    return _filled(kept, found), len(kept) < len(about)


def _filled(
    about: Iterable[ReportFigures], found: dict[str, tuple[Figure, ...]]
) -> list[ReportFigures]:
    return [
        ReportFigures(one.report, one.title, one.date, one.organisation, found[one.report])
        for one in about
    ]
