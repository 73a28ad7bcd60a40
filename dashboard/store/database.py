"""The library's file: one DuckDB connection, a cursor per call, one writer at a time."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa

from dashboard.store import opening, schema
from dashboard.store.faults import code_of, library_error, log_of, told

DEFAULT_PATH = Path("data") / "library.duckdb"

# The name of what `Store.found` gives, in questions about it.
FOUND = "found"
# Rows of one search that are kept (25 bytes each), and of all of them.
_MOST_FOUND, _ROWS_KEPT = 200_000, 1_000_000

_log = logging.getLogger(__name__)


class Store:
    """Opens the file (`opening.py`) and runs SQL; safe to use from several threads.

    Every change is one transaction, on the disk before the call returns. Raises LibraryError with
    the codes of `errors.py` that are about the file, when it is opened and with every call.
    """

    # Whether nothing in it can be changed, whoever asks.
    read_only = False

    def __init__(self, path: str | os.PathLike[str] | None = None) -> None:
        self.path = library_path(path)
        self._writing = threading.RLock()
        # One question at a time: each uses all threads, and two at once need twice the memory.
        self._asking = threading.Lock()
        self._opening = threading.Lock()
        self._finding = threading.Lock()
        self._found: dict[tuple[Any, ...], pa.Table | None] = {}  # the one used last stands last
        self._changes = 0
        self._gave_up = False
        self._connection = self._open()

    def _open(self) -> duckdb.DuckDBPyConnection:
        return opening.open_library(self.path)

    def close(self) -> None:
        """Let go of the file, so that another process can open it."""
        self._connection.close()

    @property
    def version(self) -> int:
        """A number that grows with every change made through this object: a key for caches."""
        return self._changes

    def sql(self, query: str, params: Sequence[Any] = ()) -> pd.DataFrame:
        """The answer of a SELECT as a DataFrame."""
        with self._asking, self._cursor() as cursor:
            return cursor.execute(query, _values(cursor, params)).df()

    def rows(self, query: str, params: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """The answer of a SELECT as plain tuples."""
        with self._asking, self._cursor() as cursor:
            return cursor.execute(query, _values(cursor, params)).fetchall()

    def rows_at(self, places: Sequence[tuple[str, int]]) -> list[tuple[Any, ...]]:
        """The shown figures of some reports and rows, as tuples of SHOWN_COLUMNS."""
        reports = sorted({report for report, _ in places})
        return self.rows(
            f"""SELECT {schema.quoted(schema.SHOWN_COLUMNS)} FROM shown
                SEMI JOIN (SELECT unnest(?::VARCHAR[]) AS report, unnest(?::INTEGER[]) AS row) w
                    USING (report, row)
                WHERE report IN ({", ".join("?" * len(reports)) or "NULL"})""",
            [[report for report, _ in places], [row for _, row in places], *reports],
        )

    def found(self, condition: str, params: Sequence[Any]) -> pa.Table | None:
        """Report and row of the shown figures that meet a condition, to be a parameter of many
        questions that name it FOUND; found once for as long as nothing changes. None where they are
        too many to keep."""
        key = (self.version, condition, *params)
        with self._finding:
            if key in self._found:
                rows = self._found.pop(key)
            else:
                query = f"SELECT report, row FROM shown WHERE {condition} LIMIT {_MOST_FOUND + 1}"
                with self._asking, self._cursor() as cursor:
                    answer: pa.Table = cursor.sql(query, params=list(params)).to_arrow_table()
                rows = answer if answer.num_rows <= _MOST_FOUND else None
            self._found[key] = rows
            while sum(map(_size, self._found.values())) > _ROWS_KEPT:
                del self._found[next(iter(self._found))]
        return rows

    def batches(
        self, query: str, params: Sequence[Any] = (), size: int = 5_000
    ) -> Iterator[pa.RecordBatch]:
        """The answer of a SELECT as Arrow batches: for downloads, which write one after another.

        The whole answer is held meanwhile; cut large ones into portions. One without rows is an
        empty batch, which has the columns.
        """
        with self._asking, self._cursor() as cursor:
            reader: pa.RecordBatchReader = cursor.sql(
                query, params=_values(cursor, params)
            ).to_arrow_reader(size)
            answer = list(reader) or [pa.RecordBatch.from_pylist([], schema=reader.schema)]
        yield from answer

    @contextmanager
    def writing(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor inside a transaction: all of the block happens, or nothing of it.

        Raises LibraryError `dataset` where nothing can be changed.
        """
        if self.read_only:
            raise library_error("dataset", self.path)
        with self._writing, self._cursor() as cursor:
            cursor.execute("BEGIN")
            try:
                yield cursor
                cursor.execute("COMMIT")
            except BaseException:
                # A commit that failed, or a file that was given up, has nothing to roll back.
                with suppress(duckdb.Error):
                    cursor.execute("ROLLBACK")
                raise
            self._changes += 1
            self._settle(cursor)

    def _settle(self, cursor: duckdb.DuckDBPyConnection) -> None:
        """Bring what is confirmed out of the log into the file, which then is whole without it.

        On a full disk it stays in the log, where it is as safe, as long as both are kept together.
        """
        try:
            cursor.execute("CHECKPOINT")
        except duckdb.Error as error:
            self._note(error)
            _log.warning("changes stay in %s: %s", log_of(self.path), code_of(error) or "busy")

    @contextmanager
    def _cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor for one call; what goes wrong with the file meanwhile becomes a LibraryError."""
        if self._gave_up:
            self._open_anew()
        try:
            with self._connection.cursor() as cursor:
                yield cursor
        except duckdb.Error as error:
            self._note(error)
            known = told(error, self.path)
            if known is None:
                raise
            raise known from error

    def _note(self, error: duckdb.Error) -> None:
        """After some errors DuckDB does nothing more until the file is opened again."""
        if isinstance(error, (duckdb.FatalException, duckdb.InternalException)):
            self._gave_up = True

    def _open_anew(self) -> None:
        with self._opening:
            if self._gave_up:
                self._connection.close()
                self._connection = self._open()
                self._gave_up = False
                self._changes += 1


def _values(cursor: duckdb.DuckDBPyConnection, params: Sequence[Any]) -> list[Any]:
    """The parameters of a question; a table among them, what `Store.found` gives, gets its name."""
    values = []
    for one in params:
        if isinstance(one, pa.Table):
            cursor.register(FOUND, one)
        else:
            values.append(one)
    return values


def _size(rows: pa.Table | None) -> int:
    return 1 if rows is None else 1 + int(rows.num_rows)


def library_path(path: str | os.PathLike[str] | None = None) -> Path:
    """Where the library is: as given, as `LIBRARY` says, or data/library.duckdb."""
    return Path(path or os.environ.get("LIBRARY") or DEFAULT_PATH)


def now() -> datetime:
    """The time as the library keeps it: UTC, without a zone."""
    return datetime.now(UTC).replace(tzinfo=None)


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
