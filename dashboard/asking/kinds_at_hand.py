"""Of which kinds the filter's reports are, as their titles tell."""

from __future__ import annotations

from dashboard.asking import newest, report_kinds, searched
from dashboard.asking.filters import Filter
from dashboard.store.database import Store


def kinds_at_hand(library: Store, filter: Filter) -> dict[str, str]:
    """Report id → kind (empty where nothing tells it), of the reports that have a figure of the
    filter; of all without one."""
    where, params = within(library, filter)
    rows = library.rows(
        f"""SELECT report, title, name, campaign
            FROM (SELECT id AS report, title, name, campaign FROM reports WHERE NOT removed)
            WHERE {where}""",
        params,
    )
    return {
        report: report_kinds.kind_of(title or name or "", campaign or "")
        for report, title, name, campaign in rows
    }


def only_kind(library: Store, filter: Filter) -> str:
    """The kind that all of the filter's reports have; empty where they differ or nothing tells."""
    found: set[str] = set()
    where, params = within(library, filter)
    for part, among in newest.parts(library, filter):
        rows = library.rows(
            f"""SELECT DISTINCT title, campaign FROM (
                    SELECT id AS report, coalesce(nullif(title, ''), name) AS title, campaign
                    FROM reports WHERE NOT removed)
                WHERE {part} AND {where}""",
            [*among, *params],
        )
        found = {report_kinds.kind_of(title or "", campaign or "") for title, campaign in rows}
        if len(found) > 1:
            break
    return found.pop() if len(found) == 1 else ""


def within(library: Store, filter: Filter) -> tuple[str, list[object]]:
    """The reports that have a figure of the filter, as a condition on `report`; all without one."""
    if filter.is_empty:
        return "TRUE", []
    where, params = searched.condition(library, filter)
    return f"report IN (SELECT report FROM shown WHERE {where})", list(params)
