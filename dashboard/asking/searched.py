"""What a search of the text finds, found once and asked about often.

Reading the sentences is what costs with many figures, and a page asks up to nine questions about
one filter.
"""

from __future__ import annotations

from typing import Any

from dashboard.asking.filters import Filter
from dashboard.store.database import FOUND, Store


def condition(library: Store, filter: Filter, *, without: str = "") -> tuple[str, list[Any]]:
    """As `Filter.to_sql`, with the words that are searched for looked up already."""
    if filter.text:
        found = library.found(*Filter(text=filter.text, roles=()).to_sql())
        if found is not None:
            where, params = filter.replace(text="").to_sql(without=without)
            return f"(report, row) IN (SELECT report, row FROM {FOUND}) AND {where}", [
                found,
                *params,
            ]
    return filter.to_sql(without=without)
