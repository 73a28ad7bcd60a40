"""What the pages ask about figures. Every answer is small; DuckDB does the work."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from dashboard.asking import searched
from dashboard.asking.filters import FIELD_OF_COLUMN, OF_REPORTS, Filter
from dashboard.errors import LibraryError
from dashboard.store.database import Store
from dashboard.store.figure import Figure, read_rows
from dashboard.store.schema import SHOWN_COLUMNS, quoted

PLACE = ("report", "row", "start", "end")
REPORT_COLUMNS = ("title", "date", "organisation", "campaign")
# Columns that conditions other than facets need (marks, bounds of the number).
_FOR_MARKS = ("corrected", "checked", "rule", "doubt", "approx", "repeats", "number", "low", "high")


def figures_page(
    library: Store,
    filter: Filter,
    columns: Sequence[str] | None = None,
    sort: str = "start",
    descending: bool = False,
    limit: int = 100,
    offset: int = 0,
) -> pd.DataFrame:
    """One page of the figures: `columns` (default all) and always report, row, start, end.

    Columns and `sort` may name SHOWN_COLUMNS or REPORT_COLUMNS. Missing values come last; figures
    that sort alike stand in the order of their reports. Raises LibraryError `bad_field`.
    """
    where, params = searched.condition(library, filter)
    # What is sorted is the places only, not the sentences.
    places = _select(where, (), sort, descending)
    within = "(report, row) IN (SELECT report, row FROM places)"
    query = f"""WITH places AS MATERIALIZED ({places} LIMIT ? OFFSET ?)
        {_select(within, columns, sort, descending)}"""
    return library.sql(query, [*params, limit, offset])


def selection(filter: Filter, columns: Sequence[str] | None = None) -> tuple[str, list[Any]]:
    """The SQL and parameters of all figures of a filter, in the order of the reports: downloads."""
    where, params = filter.to_sql()
    return _select(where, columns, "start", False), params


def in_portions(library: Store, filter: Filter, most: int = 50_000) -> Iterator[Filter]:
    """The filter cut into filters of some reports each, in the order of `selection`, with no more
    than `most` figures where reports allow: what one sorts must fit into the library's memory."""
    where, params = searched.condition(library, filter)
    sizes = library.rows(
        f"SELECT report, count(*) FROM shown WHERE {where} GROUP BY report ORDER BY report", params
    )
    portion: list[str] = []
    figures = 0
    for report, size in sizes:
        if portion and figures + size > most:
            yield filter.replace(reports=tuple(portion))
            portion, figures = [], 0
        portion.append(report)
        figures += size
    if portion:
        yield filter.replace(reports=tuple(portion))


def counts(library: Store, filter: Filter) -> tuple[int, int]:
    """`(n, m)`: how many figures match, and how many there are of the filter's roles."""
    return _count(library, filter), _count(library, Filter(roles=filter.roles))


def facet(
    library: Store, filter: Filter, column: str, limit: int = 50, search: str = ""
) -> pd.DataFrame:
    """The values of a column with their counts, most frequent first: value, count, selected.

    The column's own selection is left out, so that the counts say what another choice would give;
    all other conditions hold. Chosen values are always there, with 0 if nothing is left of them.
    `search` keeps values that contain it. Raises LibraryError `bad_field`.
    """
    return facets(library, filter, [column], limit, search)[column]


def facets(
    library: Store, filter: Filter, columns: Sequence[str], limit: int = 50, search: str = ""
) -> dict[str, pd.DataFrame]:
    """`facet` for several columns; a search of the text is done once for all of them."""
    for column in columns:
        if column not in FIELD_OF_COLUMN:
            raise LibraryError("bad_field", field=column)
    source, rest = "shown", filter
    before: list[Any] = []
    if filter.text:
        # Reading the sentences is what costs: find their figures once, count them often.
        searched_for = Filter(roles=filter.roles, text=filter.text)
        without = "role" if "role" in columns else ""
        found, before = searched.condition(library, searched_for, without=without)
        source, rest = "matching", filter.replace(text="")
    parts, params = [], list(before)
    for column in columns:
        where, values = rest.to_sql(without=column)
        by, of_reports = f'"{column}"', ""
        if column in OF_REPORTS:  # the figures are numbers a report at a time
            by, of_reports = "report", f"SELECT {OF_REPORTS[column]} AS value, n FROM reports JOIN "
        numbers = f"SELECT {by} AS value, count(*) AS n FROM {source} WHERE {where} GROUP BY 1"
        if of_reports:
            numbers = f"{of_reports} ({numbers}) c ON c.value = id"
        if search:
            values = [*values, search]
        parts.append(
            f"""(SELECT '{column}' AS facet, value, sum(n)::BIGINT AS count FROM ({numbers})
                 {"WHERE contains(value, ?)" if search else ""}
                 GROUP BY value ORDER BY count DESC, value LIMIT {int(limit)})"""
        )
        params += values
    query = " UNION ALL ".join(parts)
    if filter.text:
        own = [column for column in FIELD_OF_COLUMN if column not in OF_REPORTS]
        kept = quoted([*own, *_FOR_MARKS])
        query = f"WITH matching AS MATERIALIZED (SELECT {kept} FROM shown WHERE {found}) {query}"
    counted: dict[str, dict[str, int]] = {column: {} for column in columns}
    for column, value, count in library.rows(query, params):
        counted[column][value] = count
    return {
        column: _with_chosen(values, getattr(filter, FIELD_OF_COLUMN[column]))
        for column, values in counted.items()
    }


def distinct(
    library: Store, column: str, search: str = "", limit: int = 50, filter: Filter | None = None
) -> pd.DataFrame:
    """Values of a column that contain `search`, most frequent first: value, count."""
    return facet(library, filter or Filter(), column, limit, search)[["value", "count"]]


def figures(library: Store, filter: Filter, limit: int) -> list[Figure]:
    """The first figures of the filter, in the order of their reports."""
    where, params = searched.condition(library, filter)
    query = f"SELECT {quoted(SHOWN_COLUMNS)} FROM shown WHERE {where}"
    return read_rows(library.rows(f"{query} ORDER BY report, start LIMIT ?", [*params, limit]))


def figure(library: Store, report: str, start: int, end: int) -> Figure | None:
    """The figure of a place, or None."""
    found = library.rows(
        f"""SELECT {quoted(SHOWN_COLUMNS)} FROM shown
            WHERE report = ? AND start = ? AND "end" = ?""",
        [report, start, end],
    )
    return read_rows(found)[0] if found else None


def report_figures(library: Store, report: str) -> list[Figure]:
    """All figures of one report, corrected, in the order of the text."""
    return read_rows(
        library.rows(
            f'SELECT {quoted(SHOWN_COLUMNS)} FROM shown WHERE report = ? ORDER BY start, "end"',
            [report],
        )
    )


def by_stage(library: Store, filter: Filter) -> pd.DataFrame:
    """How many figures of each stage match: value, count."""
    return _by(library, filter, "stage")


def by_kind(library: Store, filter: Filter) -> pd.DataFrame:
    """How many figures of each kind match: value, count."""
    return _by(library, filter, "kind")


def reports_at_a_glance(library: Store, filter: Filter, limit: int | None = None) -> pd.DataFrame:
    """One row a report that has matching figures, the newest `limit` (default all): id, title,
    date, organisation, campaign, figures, raised, planned, done (counts of figures), doubtful,
    corrected, checked, and `of`, how many such reports there are."""
    where, params = searched.condition(library, filter)
    return library.sql(
        f"""SELECT id, title, date, organisation, campaign, g.* EXCLUDE report,
                count(*) OVER () AS "of"
            FROM reports JOIN (
                SELECT report, count(*) AS figures,
                    count(*) FILTER (stage = 'raised') AS raised,
                    count(*) FILTER (stage = 'planned') AS planned,
                    count(*) FILTER (stage = 'done') AS done,
                    count(*) FILTER (doubt <> '') AS doubtful,
                    count(*) FILTER (corrected) AS corrected,
                    count(*) FILTER (checked) AS checked
                FROM shown WHERE {where} GROUP BY report) g ON g.report = id
            WHERE NOT removed ORDER BY date DESC, title, id LIMIT ?""",
        [*params, limit],
    )


def _select(where: str, columns: Sequence[str] | None, sort: str, descending: bool) -> str:
    names = list(SHOWN_COLUMNS) if columns is None else list(dict.fromkeys(columns))
    for name in (*names, sort):
        if name not in SHOWN_COLUMNS and name not in REPORT_COLUMNS:
            raise LibraryError("bad_field", field=name)
    names += [name for name in PLACE if name not in names]
    source = f"(SELECT * FROM shown WHERE {where}) f"
    if {*names, sort} & set(REPORT_COLUMNS):
        source += f" JOIN (SELECT id, {quoted(REPORT_COLUMNS)} FROM reports) ON id = report"
    first = (
        "" if sort == "start" and not descending else f'"{sort}" {_way(descending)} NULLS LAST, '
    )
    return f"SELECT {quoted(names)} FROM {source} ORDER BY {first}report, start"


def _way(descending: bool) -> str:
    return "DESC" if descending else "ASC"


def _by(library: Store, filter: Filter, column: str) -> pd.DataFrame:
    where, params = searched.condition(library, filter)
    return library.sql(
        f"""SELECT {column} AS value, count(*) AS count FROM shown WHERE {where}
            GROUP BY {column} ORDER BY count DESC, value""",
        params,
    )


def _count(library: Store, filter: Filter) -> int:
    where, params = searched.condition(library, filter)
    return int(library.rows(f"SELECT count(*) FROM shown WHERE {where}", params)[0][0])


def _with_chosen(counts: dict[str, int], chosen: Sequence[str]) -> pd.DataFrame:
    whole = counts | {value: 0 for value in chosen if value not in counts}
    return pd.DataFrame(
        {
            "value": pd.Series(list(whole), dtype="str"),
            "count": pd.Series(list(whole.values()), dtype="int64"),
            "selected": [value in chosen for value in whole],
        }
    )
