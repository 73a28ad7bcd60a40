"""Reports found and named: a few of many, never all of them.

A library may have three reports or hundreds of thousands; what a page offers to choose from is
looked for here, and what it calls a report is asked for those that it shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath

from dashboard.asking.filters import Filter
from dashboard.store.database import Store

_YEAR = re.compile(r"(?<!\d)(19|20)\d\d(?!\d)")

# The reports with `report` as their id, as filters ask for it, and a title that all of them have.
_THERE = """(SELECT id AS report, id, coalesce(nullif(title, ''), nullif(name, ''), id) AS called,
    title, name, organisation, campaign, date, added_at, extraction
    FROM reports WHERE NOT removed)"""
_NEWEST = "date DESC, added_at DESC, id"
_ORDERS = {"date": _NEWEST, "added_at": "added_at DESC, date DESC, id"}
_HELD = "lower(concat_ws(chr(10), title, name, organisation, campaign, date))"


@dataclass(frozen=True, slots=True)
class Cited:
    """Reports to name as a source: title and date of the first of them, how many there are, and
    the versions of the rules that read them."""

    named: tuple[tuple[str, str], ...]
    count: int
    versions: tuple[str, ...]


def count(library: Store, filter: Filter | None = None) -> int:
    """How many reports there are; those that a filter means, whatever figures it lets through."""
    where, params = _meant(filter)
    return int(library.rows(f"SELECT count(*) FROM {_THERE} WHERE {where}", params)[0][0])


def search(
    library: Store,
    typed: str = "",
    filter: Filter | None = None,
    limit: int = 50,
    by: str = "date",
) -> list[str]:
    """The ids of the reports that a filter means and whose title, file, organisation, campaign or
    date holds every word typed; those with the typed in their title first, then the newest by their
    `date` or as they were `added_at`."""
    where, params = _meant(filter)
    words = typed.casefold().split()
    held = "".join(f" AND contains({_HELD}, ?)" for _ in words)
    rows = library.rows(
        f"""SELECT id FROM {_THERE} WHERE {where}{held}
            ORDER BY contains(lower(called), ?) DESC, {_ORDERS[by]} LIMIT ?""",
        [*params, *words, " ".join(words), limit],
    )
    return [str(row[0]) for row in rows]


def plain_titles(library: Store, reports: Iterable[str]) -> dict[str, str]:
    """Report id → title as the report has it, else the name of its file."""
    rows = library.rows(
        f"SELECT id, called FROM {_THERE} WHERE id IN (SELECT unnest(?::VARCHAR[]))",
        [list(reports)],
    )
    return {str(report): str(called) for report, called in rows}


def titles(library: Store, reports: Iterable[str]) -> dict[str, str]:
    """Report id → title with its year, behind its body where another report has that title too:
    thirty units send thirty reports of one title, and each place has its 政府工作报告."""
    rows = library.rows(
        f"""WITH there AS {_THERE},
            asked AS MATERIALIZED (
                SELECT * FROM there WHERE id IN (SELECT unnest(?::VARCHAR[]))),
            several AS (
                SELECT called FROM there WHERE called IN (SELECT called FROM asked)
                GROUP BY called HAVING count(*) > 1)
            SELECT id, called, organisation, name, date, called IN (FROM several) FROM asked""",
        [list(reports)],
    )
    return {
        str(report): _title(called, organisation or "", name or "", date or "", several)
        for report, called, organisation, name, date, several in rows
    }


def _title(called: str, organisation: str, name: str, date: str, several: bool) -> str:
    year = date[:4]
    title = called if not year or _YEAR.search(called) else f"{called} ({year})"
    whose = organisation or PurePath(name).stem
    return f"{whose} · {title}" if several and whose not in title else title


def cited(library: Store, filter: Filter, most: int) -> Cited:
    """The reports that a filter means, the newest `most` of them by name."""
    where, params = _meant(filter)
    named = library.rows(
        f"SELECT called, date FROM {_THERE} WHERE {where} ORDER BY {_NEWEST} LIMIT ?",
        [*params, most],
    )
    versions = library.rows(
        f"SELECT extraction, count(*) FROM {_THERE} WHERE {where} GROUP BY 1 ORDER BY 1", params
    )
    return Cited(
        tuple((str(called), str(date or "")) for called, date in named),
        sum(int(reports) for _, reports in versions),
        tuple(str(version) for version, _ in versions if version),
    )


def _meant(filter: Filter | None) -> tuple[str, list[object]]:
    return ("TRUE", []) if filter is None else filter.of_reports.to_sql()
