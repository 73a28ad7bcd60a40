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


def listed(library: Store) -> list[Listed]:
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


def series(reports: Sequence[Listed], report: str = "") -> list[str]:
    """The ids of a series of reports, the oldest first: that of `report`, else the one that was
    added to last. Empty where no report comes before."""
    for way in _WAYS:
        groups: dict[tuple[str, ...], list[Listed]] = defaultdict(list)
        for one in reports:
            key = way(one)
            if key:
                groups[key].append(one)
        for one in reports:
            group = groups.get(way(one), [])
            if report in ("", one.report) and any(other.date < one.date for other in group):
                return [other.report for other in reversed(group)]
    return []


def before(reports: Sequence[Listed], report: str) -> str:
    """The report that comes right before another one in its series; empty where none does."""
    dates = {one.report: one.date for one in reports}
    earlier = [
        one for one in series(reports, report) if dates[one] < dates[report] and one != report
    ]
    return earlier[-1] if earlier else ""


def newest_pair(reports: Sequence[Listed]) -> tuple[str, str]:
    """The newest report that has one before it, as (earlier, later); both empty where none has."""
    found = series(reports)
    return (before(reports, found[-1]), found[-1]) if found else ("", "")


def _year(title: str) -> str:
    found = _YEAR.search(title)
    return found[0] if found else ""
