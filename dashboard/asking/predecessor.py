"""Which report comes before which: last year's of the same body, by title, campaign and date."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dashboard.store.database import Store

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# What the titles of one series differ in: 2023年度, 二〇二三年, 第3期.
_COUNTED = re.compile(r"第?[\d〇零一二三四五六七八九十]+(?:年度?|期|号|季度|月份?)?|[\W_]")


@dataclass(frozen=True, slots=True)
class Listed:
    """A report as it is listed; `date` as it carries it, else the year that its title names."""

    report: str
    title: str
    organisation: str
    campaign: str
    date: str


# What makes two reports one series, the surest first; empty where it says nothing.
_WAYS: tuple[Callable[[Listed], tuple[str, ...]], ...] = (
    lambda one: _filled(_COUNTED.sub("", one.title), one.organisation, needs=1),
    lambda one: _filled(one.organisation, one.campaign, needs=2),
    lambda one: _filled(one.organisation, needs=1),
)


def _filled(*parts: str, needs: int) -> tuple[str, ...]:
    return parts if all(parts[:needs]) else ()


def newest_pair(library: Store) -> tuple[str, str]:
    """The newest report that has one before it, as (earlier, later); both empty where none has."""
    found = _series(_listed(library))
    return (found[-2].report, found[-1].report) if found else ("", "")


def before(library: Store, report: str) -> str:
    """The report that comes right before another one in its series; empty where none does."""
    found = _series(_listed(library), report)
    return found[-2].report if found else ""


def series(library: Store, report: str) -> tuple[str, ...]:
    """The series of a report up to it, the oldest first; empty where no report comes before."""
    return tuple(one.report for one in _series(_listed(library), report))


def _listed(library: Store) -> list[Listed]:
    """The reports that have a date or a year in their title, newest first."""
    rows = library.rows(
        """SELECT id, coalesce(title, ''), coalesce(organisation, ''), coalesce(campaign, ''),
               coalesce(date, '')
           FROM reports WHERE NOT removed"""
    )
    found = [
        Listed(report, title, organisation, campaign, date or _year(title))
        for report, title, organisation, campaign, date in rows
    ]
    dated = [one for one in found if one.date]
    return sorted(dated, key=lambda one: (one.date, one.report), reverse=True)


def _series(reports: Sequence[Listed], report: str = "") -> list[Listed]:
    """The series of `report` up to it, the oldest first; else that of the newest report that comes
    behind another one. Of one date one report is kept. Empty where there is none."""
    for way in _WAYS:
        groups: dict[tuple[str, ...], list[Listed]] = defaultdict(list)
        for one in reports:
            if way(one):
                groups[way(one)].append(one)
        for one in reports:
            group = groups.get(way(one), []) if report in ("", one.report) else []
            earlier = {other.date: other for other in group if other.date < one.date}
            if earlier:
                return [*(earlier[date] for date in sorted(earlier)), one]
    return []


def _year(title: str) -> str:
    found = _YEAR.search(title)
    return found[0] if found else ""
