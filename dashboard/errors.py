"""Errors of the data layer: a code and details, which the words turn into a sentence."""

from __future__ import annotations

from typing import Any


class LibraryError(Exception):
    """Something the person can act on went wrong with the library.

    code: `in_use` (another process holds the file), `damaged` (not a library file), `newer`
    (written by a later version), `unwritable` (the folder cannot be written), `unknown_report`,
    `unknown_entry`, `bad_span`, `bad_field`, `bad_value`, `too_many_rows`,
    `same_report` (two different reports are needed).
    details: what the sentence needs (path, report, field, value …).
    """

    def __init__(self, code: str, **details: Any) -> None:
        super().__init__(code, details)
        self.code = code
        self.details = details

    def __str__(self) -> str:
        told = ", ".join(f"{key}={value}" for key, value in self.details.items())
        return f"{self.code}: {told}" if told else self.code
