"""A dataset of `python -m extract corpus`, opened as a library that is read and never changed.

Its index has a library's tables, so that the same questions serve both; the texts of its reports
are read where they are.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from dashboard.errors import LibraryError
from dashboard.store import corrections, opening
from dashboard.store.database import Store, library_path
from dashboard.store.dataset_index import MANIFEST, index_of, literal, pieces
from dashboard.store.library import AMONG, Library
from dashboard.store.schema import SHOWN_COLUMNS, quoted
from reading import Report
from working import stored_report
from working.stored_report import METADATA

# Millions of figures are counted with every click: more than a library needs, and bounded still.
_SETTINGS = {**opening.SETTINGS, "memory_limit": "300MB", "threads": os.cpu_count() or 1}


def is_dataset(path: Path) -> bool:
    """Whether a path is a folder that such a dataset is in, finished or not."""
    return (path / MANIFEST).is_file()


def open_any(path: str | os.PathLike[str] | None = None) -> Library:
    """The library, or the dataset as one that cannot be changed, at a path (else at `LIBRARY`)."""
    place = library_path(path)
    return Dataset(place) if is_dataset(place) else Library(place)


class Dataset(Library):
    """A library that is read only: what would change it raises LibraryError `dataset`."""

    read_only = True

    def __init__(self, path: str | os.PathLike[str] | None = None) -> None:
        self._removers: dict[str, str] = {}
        Store.__init__(self, path)

    def _open(self) -> duckdb.DuckDBPyConnection:
        return open_dataset(self.path)

    def reports(self, among: Sequence[str] | None = None) -> pd.DataFrame:
        """As of a library."""
        return self.sql(
            f"""SELECT id, {quoted(METADATA)}, format, encoding, length, added_at, extraction,
                    whole, figures
                FROM reports WHERE {AMONG} ORDER BY date DESC, id""",
            [among if among is None else list(among)] * 2,
        )

    def report(self, report: str) -> Report:
        """As of a library."""
        document = self.rows("SELECT document FROM reports WHERE id = ?", [report])
        if not document:
            raise LibraryError("unknown_report", report=report)
        found = self.sql("SELECT * FROM documents WHERE document = ?", list(document[0]))
        return stored_report.from_row({str(name): value for name, value in found.iloc[0].items()})

    def rows_at(self, places: Sequence[tuple[str, int]]) -> list[tuple[Any, ...]]:
        """As of a library. Where they stand is looked up in two columns first: to look for them
        in all columns of millions of figures takes a second."""
        numbers = self.rows(
            """SELECT rowid FROM library.main.figures
               SEMI JOIN (SELECT unnest(?::VARCHAR[]) AS report, unnest(?::INTEGER[]) AS row) w
                   USING (report, row)""",
            [[report for report, _ in places], [row for _, row in places]],
        )
        return self.rows(
            f"""SELECT {quoted(SHOWN_COLUMNS)}
                FROM (SELECT *, FALSE AS corrected, FALSE AS checked FROM library.main.figures
                      WHERE rowid IN (SELECT unnest(?::BIGINT[])))""",
            [[number for (number,) in numbers]],
        )

    def corrections(self, report: str = "") -> pd.DataFrame:
        """As of a library: none."""
        return corrections.history_frame([])


def open_dataset(path: Path) -> duckdb.DuckDBPyConnection:
    """A connection to the index of a dataset, and to its texts as `documents`; raises what
    `index_of` does."""
    with opening.file_errors_told(path):
        index = index_of(path)
        settings = {**_SETTINGS, "enable_external_access": "true"}
        connection = duckdb.connect(":memory:", config=settings)
        with opening.closed_on_failure(connection):
            # DuckDB may read the index and this folder, and nothing else.
            folders = ", ".join(map(literal, (f"{path}/", f"{index.parent}/")))
            connection.execute(f"ATTACH {literal(index)} AS library (READ_ONLY)")
            connection.execute(f"SET allowed_directories = [{folders}]")
            connection.execute("SET enable_external_access = false")
            documents = f"CREATE VIEW documents AS SELECT * FROM {pieces(path, 'reports')}"
            connection.execute(documents)
            _name_tables(connection)
        return connection


def _name_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Give the index's tables the names that a library's have."""
    tables = connection.execute(
        """SELECT table_name FROM duckdb_tables() WHERE database_name = 'library'
           UNION ALL SELECT view_name FROM duckdb_views()
           WHERE database_name = 'library' AND NOT internal"""
    ).fetchall()
    for (name,) in tables:
        connection.execute(f"CREATE VIEW {name} AS FROM library.main.{name}")
