"""How much a file may ask for. Past a limit it is refused with the reason, and the others go in."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, fields
from functools import cache
from typing import TypeVar

_MB = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """Limits of reading; each can be set by an environment variable READING_<NAME IN CAPITALS>."""

    max_bytes: int = 50 * _MB  # one file, as it lies on the disk
    max_characters: int = 5_000_000  # the text that came out of it: about 2,500 book pages
    max_pages: int = 1_000  # pages of a PDF, sheets of a workbook
    max_cells: int = 200_000  # cells of all tables of one file
    max_unpacked: int = 500 * _MB  # all that an archive (.zip, .docx, .xlsx) unpacks to
    max_ratio: int = 200  # unpacked to packed size of one entry; looked at above 10 MB unpacked
    max_entries: int = 5_000  # files in an archive or a folder
    max_depth: int = 2  # archives inside archives
    max_seconds: int = 60  # reading one file; converting with LibreOffice has as much again
    max_memory: int = 1_500 * _MB  # of the worker process


_in_use: ContextVar[Limits | None] = ContextVar("limits", default=None)
_Settings = TypeVar("_Settings")


def settings(kind: type[_Settings], area: str) -> _Settings:
    """The whole numbers of a dataclass, each as AREA_<NAME IN CAPITALS> of the environment sets
    it, else as it stands there."""
    values = {}
    for field in fields(kind):  # type: ignore[arg-type]
        setting = os.environ.get(f"{area}_{field.name.upper()}", "")
        if setting.isdecimal():
            values[field.name] = int(setting)
    return kind(**values)


@cache
def _from_environment() -> Limits:
    return settings(Limits, "READING")


def default_limits() -> Limits:
    """The limits in force: the documented defaults with the environment's settings over them,
    unless `limits_in_use` set others."""
    return _in_use.get() or _from_environment()


@contextmanager
def limits_in_use(limits: Limits | None) -> Iterator[None]:
    """Reading inside the with block keeps within `limits` (None: those already in force)."""
    token = _in_use.set(limits or _in_use.get())
    try:
        yield
    finally:
        _in_use.reset(token)
