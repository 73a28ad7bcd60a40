"""Figures as plain dicts with their report's title and date, for what is worked out row by row."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from dashboard.filters import Filter
from dashboard.schema import SHOWN_COLUMNS
from dashboard.store import Store

Figure = dict[str, Any]

# What is worked out in Python looks at so many figures at most, the newest reports first.
LIMIT = 6_000


def figures(
    library: Store,
    filter: Filter,
    condition: str = "TRUE",
    params: Sequence[Any] = (),
    limit: int = LIMIT,
) -> tuple[list[Figure], bool]:
    """The figures of a filter that meet an SQL condition (with its parameters), report by report
    in order of `start`, and whether some were left out: the last report is dropped when it was cut.

    Figures are dicts of SHOWN_COLUMNS, title, date, organisation; missing values are None.
    """
    where, values = filter.to_sql()
    columns = ", ".join(f'f."{column}"' for column in SHOWN_COLUMNS)
    rows = library.rows(
        f"""SELECT {columns}, title, date, organisation
            FROM (SELECT * FROM shown WHERE {where} AND ({condition})) f
            JOIN (SELECT id, title, date, organisation FROM reports) ON id = f.report
            ORDER BY date DESC, f.report, start LIMIT ?""",
        [*values, *params, limit + 1],
    )
    names = (*SHOWN_COLUMNS, "title", "date", "organisation")
    found = [{name: _clean(value) for name, value in zip(names, row, strict=True)} for row in rows]
    if len(found) <= limit:
        return found, False
    last = found[-1]["report"]
    whole = [figure for figure in found if figure["report"] != last]
    return whole or found[:limit], True


def by_report(figures: list[Figure]) -> dict[str, list[Figure]]:
    """The figures of each report, in the order they came."""
    grouped: dict[str, list[Figure]] = {}
    for figure in figures:
        grouped.setdefault(figure["report"], []).append(figure)
    return grouped


def scopes_fit(a: str, b: str) -> bool:
    """Whether two scopes can be the same: equal, one unsaid, or one inside the other's wording."""
    return not a or not b or a in b or b in a


def _clean(value: Any) -> Any:
    return None if isinstance(value, float) and math.isnan(value) else value
