"""Opening the library's file: what is no library is left alone, an older one kept before it is
changed, a new one there wholly or not at all."""

from __future__ import annotations

import contextlib
import logging
import os
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from itertools import count
from pathlib import Path

import duckdb

from dashboard.store import schema
from dashboard.store.faults import library_error, log_of, told
from dashboard.store.log_head import is_sound

# What DuckDB may hold; the process needs about as much again for Python and what it imports.
_MEMORY = "144MB"
_THREADS = 2
SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "memory_limit": _MEMORY,
    "threads": _THREADS,
    # The library never reads other files or fetches extensions by itself.
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}
_log = logging.getLogger(__name__)


def open_library(path: Path) -> duckdb.DuckDBPyConnection:
    """The file as a library of this version; one that is not there yet is made.

    Raises LibraryError with the codes of `errors.py` that are about the file. Whatever it says,
    the file and its log are as they were.
    """
    with file_errors_told(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or (path.is_file() and path.stat().st_size == 0):
            _make(path)
        return _brought_up_to_date(path, connect(path))


def connect(path: Path, *, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    """A connection to a library of whatever version, as it is.

    Raises LibraryError; `log_damaged` also where DuckDB itself would pass over the log in silence
    and write over it with the next change.
    """
    with file_errors_told(path):
        if not path.exists():
            raise library_error("nothing_there", path)
        if not path.is_file():
            raise library_error("not_a_library", path)
        log = log_of(path)
        sound = not log.exists() or is_sound(path, log)
        connection = duckdb.connect(str(path), read_only=read_only, config=SETTINGS)
        with closed_on_failure(connection):
            if not sound and _taken_in(connection) == "0 bytes":
                raise library_error("log_damaged", path)
        return connection


@contextlib.contextmanager
def file_errors_told(path: Path) -> Iterator[None]:
    """What goes wrong with the file inside the block becomes a LibraryError; other errors pass."""
    try:
        yield
    except (duckdb.Error, OSError) as error:
        known = told(error, path)
        if known is None:
            raise
        raise known from error


def version_of(connection: duckdb.DuckDBPyConnection, path: Path) -> int:
    """The version of its tables; 0 of a file without tables. Raises LibraryError `foreign` for the
    tables of another program, `newer` for those of a later version."""
    tables = tables_of(connection)
    if not tables:
        return 0
    if not {"name", "value"} <= tables.get("settings", {}).keys():
        raise library_error("foreign", path)
    found = connection.execute("SELECT value FROM settings WHERE name = 'schema'").fetchall()
    if len(found) != 1 or not str(found[0][0]).isdecimal():
        raise library_error("foreign", path)
    version = int(found[0][0])
    if version > schema.VERSION:
        raise library_error("newer", path)
    return version


def copy_whole(source: Path, target: Path) -> None:
    """Copy a closed file so that the copy is there wholly or not at all."""
    write_whole(target, lambda part: shutil.copyfile(source, part))


def write_whole(target: Path, write: Callable[[Path], object]) -> None:
    """Let `write` make a file under another name, which becomes `target` once it is on the disk.

    Raises LibraryError about the target; then nothing of it is left.
    """
    part = target.with_name(f"{target.name}.part")
    with file_errors_told(target):
        remove(part)  # what a kill left
        try:
            write(part)
            with part.open("rb+") as written:
                os.fsync(written.fileno())
            part.replace(target)
        except BaseException:
            remove(part)
            raise


def remove(part: Path) -> None:
    """Take away an unfinished file, and the log that belongs to it."""
    for file in (part, log_of(part)):
        file.unlink(missing_ok=True)


def free_name(path: Path, mark: str) -> Path:
    """A file beside `path` that is not there yet: library.v1.duckdb, library.v1-2.duckdb …"""
    names = (f"{path.stem}.{mark}{'' if n == 1 else f'-{n}'}{path.suffix}" for n in count(1))
    return next(place for name in names if not (place := path.with_name(name)).exists())


def _make(path: Path) -> None:
    """A file without tables, under another name until it is whole: where it cannot be written
    nothing is left of it, and where the program is killed meanwhile no half of it is."""
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        duckdb.connect(str(part), config=SETTINGS).close()
        if path.exists():  # an empty file: nothing is in it
            part.replace(path)
        else:
            _put(part, path)
    finally:
        remove(part)


def _put(part: Path, path: Path) -> None:
    """Give the file its name, but not over one that another process made meanwhile."""
    try:
        os.link(part, path)
    except FileExistsError:
        pass
    except OSError:  # a file system without links
        part.rename(path)


def _brought_up_to_date(
    path: Path, connection: duckdb.DuckDBPyConnection
) -> duckdb.DuckDBPyConnection:
    """The connection, or another one, to the file with the tables of this version."""
    with closed_on_failure(connection):
        version = version_of(connection, path)
        changes = _changes(connection, version)
    if not changes:
        return connection
    if version:
        connection = _keep_copy(path, connection, version)
    with closed_on_failure(connection):
        connection.execute("BEGIN")
        for statement in changes:
            connection.execute(statement)
        connection.execute("DELETE FROM settings WHERE name = 'schema'")
        connection.execute("INSERT INTO settings VALUES ('schema', ?)", [str(schema.VERSION)])
        connection.execute("COMMIT")
    return connection


def _keep_copy(
    path: Path, connection: duckdb.DuckDBPyConnection, version: int
) -> duckdb.DuckDBPyConnection:
    """Copy the file, with all that its log holds, to library.v1.duckdb before it is changed."""
    with closed_on_failure(connection):
        connection.execute("CHECKPOINT")
    connection.close()
    kept = free_name(path, f"v{version}")
    copy_whole(path, kept)
    _log.info("the library was of version %s; it was kept as %s", version, kept)
    return connect(path)


def _changes(connection: duckdb.DuckDBPyConnection, version: int) -> list[str]:
    """What makes the file's tables those of this version; nothing where they are.

    By what is there and not by the version alone, since two versions 2 were about. A column that is
    new stays empty until a report is read again.
    """
    there, wanted = tables_of(connection), _wanted()
    added = [
        f'ALTER TABLE {table} ADD COLUMN "{column}" {kind}'
        for table, columns in wanted.items()
        for column, kind in columns.items()
        if table in there and table != schema.VIEW and column not in there[table]
    ]
    same = all(there.get(table, {}).keys() >= columns.keys() for table, columns in wanted.items())
    if same and version == schema.VERSION:
        return []
    # The view goes first: it stands on the tables that are changed.
    return [f"DROP VIEW IF EXISTS {schema.VIEW}", *added, *schema.TABLES]


@cache
def _wanted() -> dict[str, dict[str, str]]:
    with duckdb.connect(":memory:") as as_it_should_be:
        for statement in schema.TABLES:
            as_it_should_be.execute(statement)
        return tables_of(as_it_should_be)


def tables_of(connection: duckdb.DuckDBPyConnection) -> dict[str, dict[str, str]]:
    """The tables and views of a file: name → column → type."""
    rows = connection.execute(
        "SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE NOT internal"
    ).fetchall()
    found: dict[str, dict[str, str]] = {}
    for table, column, kind in rows:
        found.setdefault(table, {})[column] = kind
    return found


def _taken_in(connection: duckdb.DuckDBPyConnection) -> str:
    """How much of the log DuckDB holds, as it says it ('5.7 KiB')."""
    sizes = connection.execute("PRAGMA database_size")
    names = [column[0] for column in sizes.description or ()]
    return str(sizes.fetchall()[0][names.index("wal_size")])


@contextlib.contextmanager
def closed_on_failure(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Close the connection where something in the block goes wrong."""
    try:
        yield
    except BaseException:
        connection.close()
        raise
