"""The newest reports first: what is wanted of the newest is asked of a part of a large library
before it is asked of all of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dashboard.asking.filters import Filter
from dashboard.store.database import Store

_PARTS = (2_000, 20_000)


def parts(library: Store, filter: Filter) -> Iterator[tuple[str, list[Any]]]:
    """Conditions on `report`, each with its parameters: the newest reports that a filter means,
    more of them, at last all. What the newest have enough of is the same in every part."""
    where, params = filter.of_reports.to_sql()
    there = int(library.rows("SELECT count(*) FROM reports")[0][0])
    for size in _PARTS:
        if size < there:
            newest = f"""SELECT id FROM (SELECT id, id AS report, date FROM reports) r
                WHERE {where} ORDER BY date DESC, id LIMIT {size}"""
            yield f"report IN ({newest})", list(params)
    yield where, list(params)
