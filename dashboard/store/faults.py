"""What a failure of the library's file means for the person: a code for what DuckDB or the system
said."""

from __future__ import annotations

import errno
from pathlib import Path

import duckdb

from dashboard.errors import LibraryError

# What is said → the code; the first that is found counts. The sentences are DuckDB's and, inside
# them, those of the systems. An error that is none of these is a fault of the program.
_SAID: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "disk_full",
        ("No space left", "not enough space", "disk is full", "File too large", "quota exceeded"),
    ),
    ("read_only", ("Read-only file system", "read-only mode")),
    (
        "in_use",
        (
            "lock on file",
            "being used by another process",
            "with a different configuration",
            "already attached",
        ),
    ),
    ("log_damaged", ("replaying WAL",)),
    ("newer", ("storage version", "newer version of DuckDB")),
    ("not_a_library", ("not a valid DuckDB database file",)),
    ("damaged", ("Corrupt", "checksum", "Could not read enough bytes", "ailed to deserialize")),
    ("unwritable", ("Cannot open file", "Permission", "Access is denied")),
)
# Windows has no quota of this name.
_FULL = (errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC))
# The kinds of DuckDB's errors whose words are looked at: a query may quote anything.
_TELLING = (
    duckdb.IOException,
    duckdb.FatalException,
    duckdb.TransactionException,
    duckdb.ConnectionException,
    duckdb.ResourceInUseException,
)
# What an error of a kind means whose words say nothing of the above.
_OF_THE_FILE: tuple[tuple[type[duckdb.Error], str], ...] = (
    (duckdb.OutOfMemoryException, "no_memory"),
    (duckdb.IOException, "unreadable"),
    (duckdb.FatalException, "gave_up"),
    (duckdb.InternalException, "gave_up"),
    (duckdb.SerializationException, "damaged"),
)


def code_of(error: Exception) -> str | None:
    """The code of a LibraryError; None for an error that the file has no part in."""
    if isinstance(error, OSError):
        if error.errno == errno.EROFS:
            return "read_only"
        return "disk_full" if error.errno in _FULL else "unwritable"
    if not isinstance(error, duckdb.Error):
        return None
    said = str(error)
    if isinstance(error, _TELLING) or type(error) is duckdb.Error:
        for code, sentences in _SAID:
            if any(sentence in said for sentence in sentences):
                return code
    return next((code for kind, code in _OF_THE_FILE if isinstance(error, kind)), None)


def told(error: Exception, path: Path) -> LibraryError | None:
    """The error for the person; None where the file has no part in it."""
    code = code_of(error)
    return None if code is None else library_error(code, path)


def library_error(code: str, path: Path) -> LibraryError:
    """The error with what its sentence needs: the file and the log that belongs to it."""
    return LibraryError(code, path=str(path), log=str(log_of(path)))


def log_of(path: Path) -> Path:
    """The write-ahead log: changes that are confirmed and not yet in the file itself."""
    return path.with_name(f"{path.name}.wal")
