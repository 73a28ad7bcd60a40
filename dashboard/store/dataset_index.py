"""The index of a dataset: what questions are asked of, copied once into a DuckDB file of its own.

DuckDB counts what it has in its own format several times as fast as Parquet. The texts of the
reports stay in Parquet: one at a time is read. The index lies in the dataset's folder, or in the
library's where that cannot be written, and is made anew when the dataset is another one.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from dashboard.store import opening, schema
from dashboard.store.database import DEFAULT_PATH
from dashboard.store.faults import library_error
from dashboard.store.schema import VIEW, quoted
from working.stored_report import METADATA

MANIFEST, RECEIPTS = "manifest.json", "done"
_FORMAT = 1
_NAME = "index.duckdb"
_VERSION = 1  # of the tables below
# What a library has and a dataset has not; they are there and empty.
_EMPTY = ("amended", "corrections", "decisions", "ratios", "matches", "kept")
_BUILDING = {**opening.SETTINGS, "memory_limit": "400MB", "threads": os.cpu_count() or 1}
_log = logging.getLogger(__name__)


def index_of(path: Path) -> Path:
    """The index of a dataset as it is now, made if it is not there yet.

    Raises LibraryError `dataset_damaged`, `newer`, `nothing_there` (no piece is finished yet), and
    those of `errors.py` about files.
    """
    manifest, receipts = _read(path)
    mark = _mark(manifest, receipts)
    beside = DEFAULT_PATH.parent / f"index-{mark}.duckdb"
    for place in (path / _NAME, beside):
        if _fits(place, mark):
            return place
    place = path / _NAME if os.access(path, os.W_OK) else beside
    _log.info("making the index of %s", path)
    begun = time.monotonic()
    place.parent.mkdir(parents=True, exist_ok=True)
    opening.write_whole(place, lambda part: _build(part, path, manifest, receipts, mark))
    _log.info("the index of %s took %.0f s", path, time.monotonic() - begun)
    return place


def pieces(path: Path, table: str) -> str:
    """The finished pieces of a table of a dataset, as SQL that reads them."""
    _, receipts = _read(path)
    return _files(path, table, receipts)


def literal(value: object) -> str:
    """A text as SQL."""
    return "'" + str(value).replace("'", "''") + "'"


def _read(path: Path) -> tuple[dict[str, Any], list[Path]]:
    """The manifest, and the receipts of the pieces that are finished."""
    try:
        manifest = json.loads((path / MANIFEST).read_text("utf-8"))
        version = int(manifest["format"])
    except (ValueError, KeyError, TypeError) as error:
        raise library_error("dataset_damaged", path) from error
    if version > _FORMAT:
        raise library_error("newer", path)
    receipts = sorted((path / RECEIPTS).glob("*.json"))
    if not receipts:
        raise library_error("nothing_there", path)
    return dict(manifest), receipts


def _mark(manifest: dict[str, Any], receipts: Sequence[Path]) -> str:
    """A short name for a dataset as it is: it changes with every piece."""
    digest = hashlib.sha256(f"{_VERSION} {schema.VERSION} {manifest.get('made_at')}".encode())
    for receipt in receipts:
        digest.update(receipt.name.encode() + receipt.read_bytes())
    return digest.hexdigest()[:16]


def _fits(index: Path, mark: str) -> bool:
    if not index.is_file():
        return False
    try:
        with duckdb.connect(str(index), read_only=True, config=opening.SETTINGS) as connection:
            found = connection.execute("SELECT value FROM settings WHERE name = 'dataset'")
            return found.fetchall() == [(mark,)]
    except duckdb.Error:  # not whole, or another program's: it is made anew
        return False


def _build(
    part: Path, path: Path, manifest: dict[str, Any], receipts: Sequence[Path], mark: str
) -> None:
    """Copy the tables, in the order of the pieces, and name them as a library does."""
    settings = {**_BUILDING, "enable_external_access": "true"}
    with duckdb.connect(str(part), config=settings) as connection:
        connection.execute("SET enable_progress_bar = false")
        connection.execute(f"SET temp_directory = {literal(f'{part}.tmp')}")
        try:
            for statement in _tables(path, manifest, receipts):
                connection.execute(statement)
        except duckdb.InvalidInputException as error:  # no Parquet, or not all of it
            raise library_error("dataset_damaged", path) from error
        connection.executemany(
            "INSERT INTO settings VALUES (?, ?)",
            [("schema", str(schema.VERSION)), ("dataset", mark)],
        )


def _tables(path: Path, manifest: dict[str, Any], receipts: Sequence[Path]) -> list[str]:
    """A library's tables out of a dataset's, as SQL."""
    made_at = datetime.fromisoformat(manifest["made_at"]).astimezone(UTC).replace(tzinfo=None)
    reports, figures, conclusions = (
        _files(path, table, receipts) for table in ("reports", "figures", "conclusions")
    )
    empty = [
        statement
        for statement in schema.TABLES
        if any(f"EXISTS {table} (" in statement for table in ("settings", *_EMPTY))
        or any(f"EXISTS {table}\n" in statement for table in _EMPTY)
    ]
    return [
        *empty,
        f"""CREATE TABLE reports AS
            SELECT id, {quoted(METADATA)}, format, encoding, TIMESTAMP '{made_at}' AS added_at,
                extraction, FALSE AS removed, document, length, figures, whole
            FROM {reports}""",
        f"""CREATE TABLE highlights AS
            SELECT id AS report, unnest(range(len(highlights)))::INTEGER AS place,
                unnest(highlights) AS row
            FROM {reports}""",
        f"""CREATE TABLE conclusions AS
            SELECT * EXCLUDE (document), '' AS decision, '' AS reason, NULL::BIGINT AS entry
            FROM {conclusions}""",
        f"CREATE TABLE figures AS SELECT * EXCLUDE (document) FROM {figures}",
        f"""CREATE VIEW {VIEW} AS
            SELECT {quoted(schema.FIGURE_COLUMNS)}, row, FALSE AS corrected, FALSE AS checked
            FROM figures""",
    ]


def _files(path: Path, table: str, receipts: Sequence[Path]) -> str:
    files = (literal(path / table / f"part-{receipt.stem}.parquet") for receipt in receipts)
    return f"read_parquet([{', '.join(files)}])"
