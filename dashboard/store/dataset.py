"""A dataset of `python -m extract corpus`, opened as a library that is read and never changed.

DuckDB reads its Parquet files where they are; what a library has besides is there and empty, so
that the same questions serve both.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from dashboard.errors import LibraryError
from dashboard.store import corrections, opening, schema, stored_report
from dashboard.store.database import Store, library_path
from dashboard.store.faults import library_error
from dashboard.store.library import AMONG, Library
from dashboard.store.schema import FIGURE_COLUMNS, METADATA, VIEW, quoted
from reading import Report

MANIFEST, RECEIPTS = "manifest.json", "done"
_FORMAT = 1
# Millions of figures are counted with every click: more than a library needs, and bounded still.
_SETTINGS = {**opening.SETTINGS, "memory_limit": "400MB", "threads": os.cpu_count() or 1}

# What a library has and a dataset has not.
_OTHERS = ("settings", "amended", "corrections", "decisions", "ratios", "matches", "kept")


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
                FROM documents WHERE {AMONG} ORDER BY date DESC, id""",
            [among if among is None else list(among)] * 2,
        )

    def report(self, report: str) -> Report:
        """As of a library."""
        found = self.sql(
            """SELECT * FROM documents
               WHERE document = (SELECT document FROM reports WHERE id = ?)""",
            [report],
        )
        if found.empty:
            raise LibraryError("unknown_report", report=report)
        return stored_report.from_row({str(k): v for k, v in found.iloc[0].items()})

    def corrections(self, report: str = "") -> pd.DataFrame:
        """As of a library: none."""
        return corrections.history_frame([])


def open_dataset(path: Path) -> duckdb.DuckDBPyConnection:
    """A connection to the tables of a dataset under the names that they have in a library.

    Raises LibraryError `dataset_damaged`, `newer`, `nothing_there` (no piece is finished yet), and
    those of `errors.py` about files.
    """
    with opening.file_errors_told(path):
        statements = list(_tables(path, _manifest(path)))
        # DuckDB may read this folder and nothing else.
        settings = {**_SETTINGS, "enable_external_access": "true"}
        connection = duckdb.connect(":memory:", config=settings)
        with opening.closed_on_failure(connection):
            connection.execute(f"SET allowed_directories = [{_literal(f'{path}/')}]")
            connection.execute("SET enable_external_access = false")
            try:
                for statement in statements:
                    connection.execute(statement)
            except duckdb.InvalidInputException as error:  # no Parquet, or not all of it
                raise library_error("dataset_damaged", path) from error
        return connection


def _manifest(path: Path) -> dict[str, Any]:
    try:
        manifest = json.loads((path / MANIFEST).read_text("utf-8"))
        version = int(manifest["format"])
    except (ValueError, KeyError, TypeError) as error:
        raise library_error("dataset_damaged", path) from error
    if version > _FORMAT:
        raise library_error("newer", path)
    return dict(manifest)


def _tables(path: Path, manifest: dict[str, Any]) -> Iterator[str]:
    """What makes a library's tables of a dataset, as SQL."""
    # What is written anew while this is open stays out: the pieces are those of now.
    pieces = [receipt.stem for receipt in sorted((path / RECEIPTS).glob("*.json"))]
    if not pieces:
        raise library_error("nothing_there", path)
    made_at = datetime.fromisoformat(manifest["made_at"]).astimezone(UTC).replace(tzinfo=None)
    files = {
        table: "read_parquet(["
        + ", ".join(_literal(path / table / f"part-{piece}.parquet") for piece in pieces)
        + "])"
        for table in ("reports", "figures", "conclusions")
    }
    for statement in schema.TABLES:
        if any(f" {table} (" in statement for table in _OTHERS) or "SEQUENCE" in statement:
            yield statement
    yield f"""CREATE VIEW documents AS
        SELECT *, TIMESTAMP '{made_at}' AS added_at, FALSE AS removed FROM {files["reports"]}"""
    yield f"""CREATE VIEW reports AS
        SELECT document, id, {quoted(METADATA)}, format, encoding, added_at, extraction, removed
        FROM documents"""
    yield f"""CREATE VIEW {VIEW} AS
        SELECT {quoted(FIGURE_COLUMNS)}, row, FALSE AS corrected, FALSE AS checked
        FROM {files["figures"]}"""
    yield f"""CREATE VIEW conclusions AS
        SELECT * EXCLUDE (document), '' AS decision, '' AS reason, NULL::BIGINT AS entry
        FROM {files["conclusions"]}"""
    yield """CREATE VIEW highlights AS
        SELECT id AS report, unnest(range(len(highlights))) AS place, unnest(highlights) AS row
        FROM documents"""


def _literal(value: object) -> str:
    return "'" + str(value).replace("'", "''") + "'"
