"""Looking after the library's file from outside: look it over, copy it, bring a copy back, make it
small again.

The file must not be open elsewhere; each of these holds it while it works, and raises LibraryError
(`in_use`, `damaged` and the others about the file). No text of a report is in what they tell.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from dashboard.errors import LibraryError
from dashboard.store import schema
from dashboard.store.faults import code_of, library_error, log_of
from dashboard.store.opening import (
    SETTINGS,
    connect,
    copy_whole,
    file_errors_told,
    free_name,
    remove,
    tables_of,
    version_of,
    write_whole,
)
from working.rules import version_of as rules_of

# What must not be in a library: code → a question that gives a row for each. Each names the tables
# that it asks, since older libraries lack some.
_MUST_NOT_BE: dict[str, tuple[tuple[str, ...], str]] = {
    "report_twice": (("reports",), "SELECT id FROM reports GROUP BY id HAVING count(*) > 1"),
    "text_changed": (
        ("reports",),
        "SELECT id FROM reports WHERE left(sha256(text), 16) <> id",
    ),
    "figure_of_no_report": (
        ("reports", "figures"),
        "SELECT DISTINCT report FROM figures WHERE report NOT IN (SELECT id FROM reports)",
    ),
    "figure_not_in_text": (
        ("reports", "figures"),
        """SELECT DISTINCT report FROM figures JOIN reports ON id = report
           WHERE substring(reports.text, start + 1, "end" - start) <> figures.text""",
    ),
    "entry_of_no_report": (
        ("reports", "corrections"),
        "SELECT DISTINCT report FROM corrections WHERE report NOT IN (SELECT id FROM reports)",
    ),
    "decision_of_no_report": (
        ("reports", "decisions"),
        "SELECT DISTINCT report FROM decisions WHERE report NOT IN (SELECT id FROM reports)",
    ),
    "conclusion_of_no_figure": (
        ("conclusions", schema.VIEW),
        f"""SELECT DISTINCT c.report FROM conclusions c ANTI JOIN {schema.VIEW} s
            ON c.report = s.report AND c.first = s.row""",
    ),
    "entry_twice": (
        ("corrections", "decisions"),
        """SELECT entry FROM (SELECT entry FROM corrections UNION ALL SELECT entry FROM decisions)
           GROUP BY entry HAVING count(*) > 1""",
    ),
}
_COUNTED = ("reports", "figures", "conclusions", "corrections", "decisions")


@dataclass(frozen=True)
class Fault:
    """Something that must not be in a library: a code, where it is (a table, the ids of reports or
    the numbers of entries), and how many there are."""

    code: str
    where: tuple[str, ...]
    count: int


@dataclass(frozen=True)
class Health:
    """What was found: the tables' version, what is counted in each, the file's size in bytes.

    `removed`: reports that were removed and still take room. `extracted_by_others`: the ids of the
    reports that other rules than today's read; `old_conclusions`: those whose conclusions other
    rules drew, which opening the dashboard draws anew.
    """

    version: int
    size: int
    counts: dict[str, int]
    removed: int
    extracted_by_others: tuple[str, ...]
    old_conclusions: tuple[str, ...]
    faults: tuple[Fault, ...]


@dataclass(frozen=True)
class Copied:
    """A copy of the library: where it is, reports in it, bytes of the file and of the copy."""

    path: Path
    reports: int
    before: int
    after: int


def check(path: Path, extraction: str) -> Health:
    """Read the whole file and hold its parts against each other; nothing is changed.

    extraction: the name of today's rules, by which reports are told that others read.
    """
    with file_errors_told(path), connect(path, read_only=True) as library:
        version = _version(library, path)
        tables = tables_of(library)
        faults = [fault for table in sorted(tables) for fault in _unreadable(library, table)]
        if faults:
            return Health(version, path.stat().st_size, {}, 0, (), (), tuple(faults))
        for code, (asked, query) in _MUST_NOT_BE.items():
            if tables.keys() >= set(asked) and (found := _column(library, query)):
                faults.append(Fault(code, tuple(found), len(found)))
        shown = [table for table in _COUNTED if table in tables]
        counts = {table: _column(library, f"SELECT count(*) FROM {table}")[0] for table in shown}
        return Health(
            version,
            path.stat().st_size,
            {table: int(count) for table, count in counts.items()},
            len(_column(library, "SELECT id FROM reports WHERE removed")),
            tuple(
                _column(
                    library,
                    "SELECT id FROM reports WHERE NOT removed AND extraction <> ? ORDER BY id",
                    extraction,
                )
            ),
            _old_conclusions(library, tables),
            tuple(faults),
        )


def backup(path: Path, target: Path) -> Copied:
    """Copy the library, with what its log holds, to a file of its own, which any later version can
    open. Raises `there_already` besides."""
    if target.exists():
        raise library_error("there_already", target)
    with _held(path, read_only=True) as library:
        reports = _copy(library, path, target)
        return Copied(target, reports, path.stat().st_size, target.stat().st_size)


def restore(path: Path, source: Path, extraction: str) -> tuple[Copied, Path | None]:
    """Put a copy in the library's place. The library that was there is kept beside it, with its log
    if it has one; where, is the second answer (None: there was none).

    The copy is looked over first. Raises `damaged` (path: the copy) where something is wrong in it.
    """
    if check(source, extraction).faults:
        raise library_error("damaged", source)
    with _beside(path, "restored") as made:
        with _held(source, read_only=True) as library:
            reports = _copy(library, source, made)
        copied = Copied(path, reports, source.stat().st_size, made.stat().st_size)
        return copied, _put_in_place(made, path)


def compact(path: Path) -> Copied:
    """Write the library anew without the room that removed reports and old figures left in it; the
    new file takes the place of the old one once all of it is there."""
    with _held(path) as library, _beside(path, "compact") as made:
        before = path.stat().st_size
        reports = _copy(library, path, made)
        after = made.stat().st_size
        _let_go_on_windows(library)
        made.replace(path)
        return Copied(path, reports, before, after)


@contextmanager
def _beside(path: Path, mark: str) -> Iterator[Path]:
    """A name beside the library for a file that is to take its place; what is left there goes."""
    made = path.with_name(f"{path.name}.{mark}")
    with file_errors_told(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        remove(made)
        try:
            yield made
        finally:
            remove(made)


def _put_in_place(made: Path, path: Path) -> Path | None:
    """Let a whole file take the library's place; where the one that was there is kept."""
    if not path.exists():
        made.replace(path)
        return None
    try:
        with _held(path) as present:  # nobody opens it while it is put aside
            return _put_aside(made, path, present)
    except LibraryError as error:
        if error.code in ("in_use", "read_only", "unwritable", "disk_full"):
            raise
        return _put_aside(made, path, None)  # what is damaged or no library is kept all the same


def _put_aside(made: Path, path: Path, present: duckdb.DuckDBPyConnection | None) -> Path:
    kept = free_name(path, "replaced")
    if present is not None:
        _let_go_on_windows(present)
    # The file keeps its name until the other one takes it: there is a library at every moment.
    try:
        os.link(path, kept)
    except OSError:  # a file system without links
        copy_whole(path, kept)
    log = log_of(path)
    if log.exists():
        log.replace(log_of(kept))
    made.replace(path)
    return kept


@contextmanager
def _held(path: Path, *, read_only: bool = False) -> Iterator[duckdb.DuckDBPyConnection]:
    """The file attached as `library`, for this process alone; its log is taken into it.

    Raises what `connect` and `version_of` raise, and `nothing_there` for a file without tables.
    """
    with connect(path, read_only=read_only) as looked_at:
        _version(looked_at, path)
    # To write another file, DuckDB must be allowed files.
    settings = {**SETTINGS, "enable_external_access": "true"}
    with file_errors_told(path), duckdb.connect(":memory:", config=settings) as connection:
        options = " (READ_ONLY)" if read_only else ""
        connection.execute(f"ATTACH {_literal(path)} AS library{options}")
        if not read_only:
            connection.execute("CHECKPOINT library")
        yield connection


def _copy(connection: duckdb.DuckDBPyConnection, source: Path, target: Path) -> int:
    """Copy what `_held` holds to a file, wholly or not at all; the number of reports in it.

    Raises `damaged` where the copy does not hold as many rows, table by table.
    """

    def write(part: Path) -> None:
        connection.execute(f"ATTACH {_literal(part)} AS copied")
        try:
            connection.execute("COPY FROM DATABASE library TO copied")
        except duckdb.Error as error:
            if code_of(error) == "damaged":  # what is read is, not what is written
                raise library_error("damaged", source) from error
            raise
        tables = _column(
            connection,
            "SELECT table_name FROM duckdb_tables() WHERE database_name = 'library'",
        )
        for table in tables:
            here, there = (
                _column(connection, f'SELECT count(*) FROM {name}.main."{table}"')
                for name in ("library", "copied")
            )
            if here != there:
                raise library_error("damaged", part)
        connection.execute("DETACH copied")

    write_whole(target, write)
    return int(_column(connection, "SELECT count(*) FROM library.main.reports")[0])


def _unreadable(library: duckdb.DuckDBPyConnection, table: str) -> list[Fault]:
    """Read every value of a table: DuckDB holds what it reads against the sums in the file."""
    try:
        library.execute(f'SELECT bit_xor(hash(t)) FROM "{table}" AS t').fetchall()
    except duckdb.Error as error:
        return [Fault("unreadable", (table, code_of(error) or "damaged"), 1)]
    return []


def _version(library: duckdb.DuckDBPyConnection, path: Path) -> int:
    version = version_of(library, path)
    if not version:
        raise library_error("nothing_there", path)
    return version


def _old_conclusions(library: duckdb.DuckDBPyConnection, tables: dict[str, Any]) -> tuple[str, ...]:
    drawn_by = _column(library, "SELECT value FROM settings WHERE name = 'conclusions'")
    if "conclusions" in tables and drawn_by == [rules_of("conclude")]:
        return ()
    return tuple(_column(library, "SELECT id FROM reports WHERE NOT removed ORDER BY id"))


def _column(connection: duckdb.DuckDBPyConnection, query: str, *params: Any) -> list[str]:
    return [str(row[0]) for row in connection.execute(query, list(params)).fetchall()]


def _literal(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def _let_go_on_windows(connection: duckdb.DuckDBPyConnection) -> None:
    """Windows gives no file another one's place that is open."""
    if os.name == "nt":
        connection.execute("DETACH library")
