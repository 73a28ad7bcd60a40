"""Zip files, safely: nothing is unpacked before its size, ratio, number and names were checked."""

from __future__ import annotations

import io
import lzma
import stat
import zipfile
import zlib
from pathlib import PurePosixPath

from reading.report import UnreadableReport
from reading.safety.limits import default_limits

_RATIO_FROM = 10 * 1024 * 1024  # smaller entries may be packed as tightly as they like
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
)
_ENCRYPTED, _UTF8 = 0x1, 0x800  # flags of an entry


def open_archive(data: bytes) -> zipfile.ZipFile:
    """The archive, when what it says about itself keeps within the limits.

    Raises UnreadableReport: damaged, too_many_entries, too_large_unpacked.
    """
    limits = default_limits()
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError, EOFError) as error:
        raise UnreadableReport("damaged", reason=str(error)) from None
    entries = archive.infolist()
    if len(entries) > limits.max_entries:
        raise UnreadableReport("too_many_entries", entries=len(entries), limit=limits.max_entries)
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > limits.max_unpacked:
        raise UnreadableReport("too_large_unpacked", bytes=unpacked, limit=limits.max_unpacked)
    return archive


def entry_name(entry: zipfile.ZipInfo) -> str:
    """The entry's name; older Chinese Windows writes it in GBK without saying so."""
    if entry.flag_bits & _UTF8:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return entry.filename


def unpack(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """The bytes of an entry. Raises UnreadableReport: password, zip_bomb, damaged, outside."""
    limits = default_limits()
    path = PurePosixPath(entry_name(entry).replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or (path.parts and path.parts[0].endswith(":")):
        raise UnreadableReport("outside")
    if stat.S_ISLNK(entry.external_attr >> 16):  # a link leads who knows where
        raise UnreadableReport("outside")
    if entry.flag_bits & _ENCRYPTED:
        raise UnreadableReport("password")
    ratio = entry.file_size / max(1, entry.compress_size)
    if entry.file_size > _RATIO_FROM and ratio > limits.max_ratio:
        raise UnreadableReport("zip_bomb", ratio=int(ratio), limit=limits.max_ratio)
    try:
        with archive.open(entry) as stream:
            # An entry that says it is smaller than it is ends at the size it said.
            return stream.read(entry.file_size)
    except _BROKEN as error:
        raise UnreadableReport("damaged", reason=str(error)) from None
