"""A file → Report."""

from __future__ import annotations

import os
from pathlib import Path

from reading.encoding import decode
from reading.plain import read_plain
from reading.report import Report, UnreadableReport

_BINARY = (b"PK\x03\x04", b"%PDF-", b"\xd0\xcf\x11\xe0", b"\x7fELF", b"\x89PNG", b"\xff\xd8\xff")


def read_report(
    source: str | os.PathLike[str] | bytes, *, name: str = "", encoding: str | None = None
) -> Report:
    """Read one file.

    source: a path, or the file's bytes. name: the file's name, taken from the path if not given.
    encoding: of a text file, overrides the guess.
    Raises UnreadableReport with a code: missing, folder, empty, binary, encoding, …
    """
    if isinstance(source, bytes):
        data = source
    else:
        path = Path(source)
        name = name or path.name
        if path.is_dir():
            raise UnreadableReport("folder", name=name)
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            raise UnreadableReport("missing", name=name) from None
        except OSError as error:
            raise UnreadableReport("no_access", name=name, reason=str(error.strerror)) from None
    try:
        if not data.strip():
            raise UnreadableReport("empty")
        if data.startswith(_BINARY):
            raise UnreadableReport("binary")
        text, used, notes = decode(data, encoding)
        report = read_plain(text, name=name, encoding=used, notes=notes)
    except UnreadableReport as error:
        error.details.setdefault("name", name)
        raise
    return report
