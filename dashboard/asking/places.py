"""Figures as plain dicts with their report's title and date, for what is worked out row by row."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from dashboard.asking.filters import Filter
from dashboard.store.database import Store
from dashboard.store.schema import SHOWN_COLUMNS, quoted

Figure = dict[str, Any]

# What is worked out in Python looks at so many figures at most, the newest reports first.
LIMIT = 3_000
_MEASURED = ("number", "low", "high")


def figures(
    library: Store,
    filter: Filter,
    condition: str = "TRUE",
    params: Sequence[Any] = (),
    limit: int = LIMIT,
) -> tuple[list[Figure], bool]:
    """The figures of a filter that meet an SQL condition (with its parameters), report by report
    in order of `start`, and whether older reports were left out to stay within `limit` figures.

    Figures are dicts of SHOWN_COLUMNS, title, date, organisation; missing values are None.
    """
    where, values = filter.to_sql()
    matching = f"FROM shown WHERE {where} AND ({condition})"
    sizes = library.rows(
        f"""SELECT id, n, title, date, organisation FROM reports
            JOIN (SELECT report, count(*) AS n {matching} GROUP BY report) ON report = id
            ORDER BY date DESC, id""",
        [*values, *params],
    )
    about = {
        report: {"title": title, "date": date, "organisation": organisation}
        for report, _, title, date, organisation in _within(sizes, limit)
    }
    if not about:
        return [], False
    rows = library.rows(
        f"""SELECT {quoted(SHOWN_COLUMNS)} {matching}
            AND report IN ({", ".join("?" * len(about))}) ORDER BY report, start""",
        [*values, *params, *about],
    )
    order = {report: number for number, report in enumerate(about)}
    # The same words stand in many figures: held once, they take half the memory.
    held: dict[str, str] = {}
    found: list[Figure] = [
        {
            name: held.setdefault(value, value) if type(value) is str else value
            for name, value in zip(SHOWN_COLUMNS, row, strict=True)
        }
        for row in rows
    ]
    found.sort(key=lambda figure: order[figure["report"]])
    for figure in found:
        for name in _MEASURED:
            figure[name] = _clean(figure[name])
        figure |= about[figure["report"]]
    return found, len(about) < len(sizes)


def by_report(figures: list[Figure]) -> dict[str, list[Figure]]:
    """The figures of each report, in the order they came."""
    grouped: dict[str, list[Figure]] = {}
    for figure in figures:
        grouped.setdefault(figure["report"], []).append(figure)
    return grouped


def linked_wholes(rows: list[Figure]) -> dict[int, Figure]:
    """Row of a part → the whole that it is said to be a part of, at its first mention."""
    places = {row["row"]: row for row in rows}
    found: dict[int, Figure] = {}
    for row in rows:
        whole = places.get(row["part_of"])
        if whole is not None:
            found[row["row"]] = places.get(whole["repeats"], whole)
    return found


def scopes_fit(a: str, b: str) -> bool:
    """Whether two scopes can be the same: equal, one unsaid, or one inside the other's wording."""
    return not a or not b or a in b or b in a


def _within(sizes: list[tuple[Any, ...]], limit: int) -> list[tuple[Any, ...]]:
    """The first reports whose figures number `limit` at most, one report in any case."""
    total = 0
    kept: list[tuple[Any, ...]] = []
    for size in sizes:
        total += size[1]
        if kept and total > limit:
            break
        kept.append(size)
    return kept


def _clean(value: Any) -> Any:
    return None if isinstance(value, float) and math.isnan(value) else value
