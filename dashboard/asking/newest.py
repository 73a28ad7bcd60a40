"""The newest reports first: what is wanted of the newest is asked of a part of a large library
before it is asked of all of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dashboard.asking.filters import Filter
from dashboard.store.database import Store

# What rows must meet, as SQL, with its parameters.
Condition = tuple[str, list[Any]]

# So many reports are looked into: the newest mostly have all that is shown.
_SIZES = (40, 2_000, 20_000)


def parts(library: Store, filter: Filter) -> Iterator[Condition]:
    """The newest reports that a filter means, more of them, at last all. What the newest have
    enough of is the same in every part."""
    where, params = every(filter)
    there = int(library.rows("SELECT count(*) FROM reports")[0][0])
    for size in _SIZES:
        if size < there:
            newest = f"""SELECT id FROM (SELECT id, id AS report, date FROM reports) r
                WHERE {where} ORDER BY date DESC, id LIMIT {size}"""
            yield f"report IN ({newest})", list(params)
    yield where, list(params)


def every(filter: Filter) -> Condition:
    """All reports that a filter means, whatever their figures."""
    where, params = filter.of_reports.to_sql()
    return where, list(params)
