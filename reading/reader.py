"""One file → Report."""

from __future__ import annotations

import os
import stat
from dataclasses import replace
from pathlib import Path

from reading.encoding import decode
from reading.kinds import OLE, kind_of, text_kind
from reading.office import converted, libreoffice
from reading.plain.text import read_plain
from reading.report import Report, UnreadableReport
from reading.safety.limits import Limits, default_limits, limits_in_use
from reading.safety.progress import Progress, told_to
from reading.safety.worker import read_apart

_CONVERTED = ("doc", "rtf", "odt", "xls", "xlsb", "ods")
_REFUSED = {"encrypted": "password"}  # other kinds that cannot be read are codes themselves


def read_report(
    source: str | os.PathLike[str] | bytes,
    *,
    name: str = "",
    encoding: str | None = None,
    limits: Limits | None = None,
    progress: Progress | None = None,
) -> Report:
    """Read one file: text, Markdown, .docx, .pdf, .ofd, .html, .mht, .eml, .xlsx, .csv, .pptx;
    .doc and .wps; .xls, .xlsb, .rtf and OpenDocument where LibreOffice is installed. The content
    decides, not the name.

    source: a path, or the file's bytes. name: the file's name, taken from the path if not given.
    encoding: of a text, web page or table in text; overrides the guess. limits: see Limits.
    progress: called now and then with the pages done and the pages in all (of PDF files, the only
    ones that take long); where it answers False, reading stops.

    Raises UnreadableReport with a code and details (`name` always): missing, folder, archive,
    no_file, no_access, empty, binary, picture, slides, other_archive, other_format, encoding,
    encoding_unknown, password, damaged, xml_entity, zip_bomb, scanned, garbled,
    needs_libreoffice, too_large, too_long, too_large_unpacked, too_many_entries,
    too_many_pages, too_many_cells, too_slow, too_much_memory, crashed, stopped. For folders
    and .zip use read_reports.
    """
    if not isinstance(source, bytes):
        name = name or Path(source).name
    try:
        with limits_in_use(limits), told_to(progress):
            if not source:  # the path of nothing is that of the working folder
                raise UnreadableReport("empty" if isinstance(source, bytes) else "missing")
            data = source if isinstance(source, bytes) else file_bytes(Path(source))
            return read_bytes(data, name, encoding)
    except UnreadableReport as error:
        error.details.setdefault("name", name)
        raise


def read_bytes(data: bytes, name: str, encoding: str | None) -> Report:
    """`read_report` of a file's bytes, within the limits in force."""
    limit = default_limits().max_bytes
    if len(data) > limit:
        raise UnreadableReport("too_large", bytes=len(data), limit=limit)
    if not data.strip():
        raise UnreadableReport("empty")
    kind = kind_of(data, name)
    if kind == "zip":
        raise UnreadableReport("archive")
    if kind == "doc" and libreoffice() is None and data.startswith(OLE):
        return read_apart(kind, data, name, encoding)
    if kind in _CONVERTED:
        data, target = converted(data, kind)
        return replace(read_apart(target, data, name, encoding), format=kind)
    if kind in ("docx", "xlsx", "pptx", "pdf", "ofd", "html", "mail"):
        return read_apart(kind, data, name, encoding)
    if kind != "text":
        raise UnreadableReport(_REFUSED.get(kind, kind))
    text, used, notes = decode(data, encoding)
    kind = text_kind(text, name)
    if kind == "text":
        return read_plain(text, name=name, encoding=used, notes=notes)
    return read_apart(kind, data, name, encoding)


def file_bytes(path: Path) -> bytes:
    """A file's bytes. Raises UnreadableReport: missing, folder, no_file, no_access, too_large."""
    if path.is_dir():
        raise UnreadableReport("folder")
    try:
        found, limit = path.stat(), default_limits().max_bytes
        if not stat.S_ISREG(found.st_mode):  # a pipe that nobody writes to would be waited for
            raise UnreadableReport("no_file")
        size = found.st_size
        if size > limit:
            raise UnreadableReport("too_large", bytes=size, limit=limit)
        with path.open("rb") as file:
            data = file.read(limit + 1)  # a growing file has no end
        if len(data) > limit:
            raise UnreadableReport("too_large", bytes=len(data), limit=limit)
        return data
    except FileNotFoundError:
        raise UnreadableReport("missing") from None
    except OSError as error:
        raise UnreadableReport("no_access", reason=str(error.strerror)) from None
