"""The library's file: one DuckDB connection, a cursor per call, one writer at a time."""

from __future__ import annotations

import logging
import os
import shutil
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa

from dashboard.errors import LibraryError
from dashboard.store import schema

DEFAULT_PATH = Path("data") / "library.duckdb"
# What DuckDB may hold; the process needs about as much again for Python and what it imports.
_MEMORY = "144MB"
_THREADS = 2

_log = logging.getLogger(__name__)


class Store:
    """Opens the file, makes its tables and runs SQL; safe to use from several threads.

    A file of an older version is brought up to date; the old one is kept beside it.

    Raises LibraryError `in_use`, `damaged`, `newer` or `unwritable` (details: path).
    """

    def __init__(self, path: str | os.PathLike[str] | None = None) -> None:
        self.path = Path(path or os.environ.get("LIBRARY") or DEFAULT_PATH)
        self._writing = threading.RLock()
        # One question at a time: each uses all threads, and two at once need twice the memory.
        self._asking = threading.Lock()
        self._changes = 0
        self._connection = self._connect()
        try:
            self._make_tables()
        except (duckdb.Error, KeyError, ValueError) as error:
            self.close()
            raise LibraryError("damaged", path=str(self.path)) from error
        except LibraryError:
            self.close()
            raise

    def _connect(self) -> duckdb.DuckDBPyConnection:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            return duckdb.connect(
                str(self.path),
                config={
                    "memory_limit": _MEMORY,
                    "threads": _THREADS,
                    # The library never reads other files or fetches extensions by itself.
                    "enable_external_access": "false",
                    "autoinstall_known_extensions": "false",
                    "autoload_known_extensions": "false",
                },
            )
        except (duckdb.Error, OSError) as error:
            raise LibraryError(_why(error), path=str(self.path)) from error

    def _make_tables(self) -> None:
        """Make the tables that are not there yet; a library of an older version is brought up to
        date, all of it or nothing, after a copy was put beside it."""
        with self.writing() as cursor:
            cursor.execute(schema.TABLES[0])
            found = one(cursor, "SELECT value FROM settings WHERE name = 'schema'")
            if not found:
                cursor.execute("INSERT INTO settings VALUES ('schema', ?)", [str(schema.VERSION)])
        version = int(found[0]) if found else schema.VERSION
        if version > schema.VERSION:
            raise LibraryError("newer", path=str(self.path))
        if version < schema.VERSION:
            self._keep_copy(version)
        with self.writing() as cursor:
            for older in range(version, schema.VERSION):
                for statement in schema.MIGRATIONS[older]:
                    cursor.execute(statement)
            for statement in schema.TABLES:
                cursor.execute(statement)
            cursor.execute(
                "UPDATE settings SET value = ? WHERE name = 'schema'", [str(schema.VERSION)]
            )

    def _keep_copy(self, version: int) -> None:
        """Copy the closed file to library.v1.duckdb (v1-2, v1-3 … where that is taken)."""
        self.close()  # what still stands in the log beside the file comes into it
        stem, ending = self.path.stem, self.path.suffix
        names = (f"{stem}.v{version}{'' if n == 1 else f'-{n}'}{ending}" for n in count(1))
        copy = next(path for name in names if not (path := self.path.with_name(name)).exists())
        try:
            shutil.copy2(self.path, copy)
        except OSError as error:
            copy.unlink(missing_ok=True)
            raise LibraryError("unwritable", path=str(copy)) from error
        _log.info("the library was of version %s; it was kept as %s", version, copy)
        self._connection = self._connect()

    def close(self) -> None:
        """Let go of the file, so that another process can open it."""
        self._connection.close()

    @property
    def version(self) -> int:
        """A number that grows with every change made through this object: a key for caches."""
        return self._changes

    def sql(self, query: str, params: Sequence[Any] = ()) -> pd.DataFrame:
        """The answer of a SELECT as a DataFrame."""
        with self._asking, self._connection.cursor() as cursor:
            return cursor.execute(query, list(params)).df()

    def rows(self, query: str, params: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """The answer of a SELECT as plain tuples."""
        with self._asking, self._connection.cursor() as cursor:
            return cursor.execute(query, list(params)).fetchall()

    def batches(
        self, query: str, params: Sequence[Any] = (), size: int = 5_000
    ) -> Iterator[pa.RecordBatch]:
        """The answer of a SELECT as Arrow batches: for downloads, which write one after another.

        The whole answer is held meanwhile; cut large ones into portions.
        """
        with self._asking, self._connection.cursor() as cursor:
            reader: pa.RecordBatchReader = cursor.sql(query, params=list(params)).to_arrow_reader(
                size
            )
            answer = list(reader)
        yield from answer

    @contextmanager
    def writing(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor inside a transaction: all of the block happens, or nothing of it."""
        with self._writing, self._connection.cursor() as cursor:
            cursor.execute("BEGIN")
            try:
                yield cursor
            except BaseException:
                cursor.execute("ROLLBACK")
                raise
            cursor.execute("COMMIT")
            self._changes += 1


def insert(cursor: duckdb.DuckDBPyConnection, table: str, frame: pd.DataFrame) -> None:
    """Append a frame to a table by column names; NaN and NA become NULL."""
    cursor.register("incoming", pa.Table.from_pandas(frame, preserve_index=False))
    names = schema.quoted(list(frame.columns))
    cursor.execute(f"INSERT INTO {table} ({names}) SELECT {names} FROM incoming")
    cursor.unregister("incoming")


def one(
    cursor: duckdb.DuckDBPyConnection, query: str, params: Sequence[Any] = ()
) -> tuple[Any, ...] | None:
    """The only row of an answer. Fetches to the end: an open result would block the connection."""
    rows = cursor.execute(query, list(params)).fetchall()
    return rows[0] if rows else None


def _why(error: Exception) -> str:
    message = str(error)
    if "lock on file" in message or "being used by another process" in message:
        return "in_use"
    if isinstance(error, OSError) or "Cannot open file" in message or "Permission" in message:
        return "unwritable"
    return "damaged"
