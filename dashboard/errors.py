"""Errors of the data layer: a code and details, which the words turn into a sentence."""

from __future__ import annotations

from typing import Any


class LibraryError(Exception):
    """Something the person can act on went wrong with the library.

    About the file (details: path, and log, the write-ahead log that belongs to it): `in_use`
    (another process holds it), `disk_full`, `read_only`, `unwritable` (the folder or the file may
    not be written), `not_a_library` (no DuckDB file), `foreign` (the DuckDB file of another
    program), `newer` (written by a later version), `damaged`, `log_damaged` (the file is whole, its
    log is not), `unreadable` (the system could not read or write it), `no_memory`, `gave_up` (the
    database stopped in the middle of its work); `nothing_there` (no library yet),
    `there_already` (a file that is not written over), `dataset` (it is a dataset, which is read
    only), `dataset_damaged` (its manifest or a piece of it cannot be read).

    About what was asked: `unknown_report`, `unknown_entry`, `bad_span`, `bad_field`, `bad_value`,
    `too_many_rows`, `same_report` (two different reports are needed), `late` (it takes too long).
    details: what the sentence needs (path, report, field, value …).
    """

    def __init__(self, code: str, **details: Any) -> None:
        super().__init__(code, details)
        self.code = code
        self.details = details

    def __str__(self) -> str:
        told = ", ".join(f"{key}={value}" for key, value in self.details.items())
        return f"{self.code}: {told}" if told else self.code
