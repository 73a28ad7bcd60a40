"""A source cut by bytes into pieces of bounded size, each a list of spans; nothing is read twice.

What is cut where depends on the source and the size alone, never on who does the work: the same
pieces come out on one machine and on many, and again after a stop.
"""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.parquet as pq

from corpus.storage import Entry, absolute, storage_of
from reading.collection import passed_over
from reading.safety.archive import entry_name

LEAST, MOST = 64 * 1024, 1024 * 1024  # bytes of a piece
_PIECES = 64  # at least so many, while they are larger than the least: all cores end together
_SPANS = 500  # in a piece: a million empty files are no one piece
_ENTRIES = 100_000  # of an archive, whose list is read for each of its pieces

# By the ending of a name: what is cut further than into files.
_KINDS = {".jsonl": "lines", ".ndjson": "lines", ".parquet": "rows", ".zip": "entries"}


@dataclass(frozen=True)
class Span:
    """A part of a source. kind: `file` (a document), `lines` (of JSON, those that begin in the
    bytes start to end), `rows` (start to end of the row group `group` of a Parquet file), `entries`
    (start to end of an archive's, by name), or `refused` with a `code`."""

    kind: str
    path: str
    name: str
    bytes: int
    start: int = 0
    end: int = 0
    group: int = 0
    code: str = ""


@dataclass(frozen=True)
class Piece:
    """Work for one process: spans in the order of the source."""

    number: int
    spans: tuple[Span, ...]

    @property
    def bytes(self) -> int:
        """How much of the source it is."""
        return sum(span.bytes for span in self.spans)


@dataclass(frozen=True)
class Extent:
    """How much there is in a source, and what changes whenever the source does."""

    files: int
    bytes: int
    fingerprint: str


def extent(sources: Sequence[str]) -> Extent:
    """Look at the names, sizes and dates of all files. Raises NoFsspec."""
    files = size = 0
    digest = hashlib.sha256()
    for number, entry in _entries(sources):
        files, size = files + 1, size + entry.size
        told = (number, entry.name, entry.size, entry.mark, entry.code)
        digest.update(repr(told).encode("utf-8", "surrogatepass"))
    return Extent(files, size, digest.hexdigest()[:16])


def size_for(total: int) -> int:
    """The bytes of a piece, for a source of so many."""
    return min(MOST, max(LEAST, total // _PIECES))


def pieces(sources: Sequence[str], size: int, column: str) -> Iterator[Piece]:
    """The source in pieces of about `size` bytes; of JSON and Parquet, `column` holds the texts."""
    spans: list[Span] = []
    number = held = 0
    for span in _spans((entry for _, entry in _entries(sources)), size, column):
        if spans and (held + span.bytes > size or len(spans) == _SPANS):
            yield Piece(number, tuple(spans))
            spans, number, held = [], number + 1, 0
        spans.append(span)
        held += span.bytes
    if spans:
        yield Piece(number, tuple(spans))


def _entries(sources: Sequence[str]) -> Iterator[tuple[int, Entry]]:
    for number, source in enumerate(sources):
        for entry in storage_of(source).walk(absolute(source)):
            yield number, entry


def _spans(entries: Iterable[Entry], size: int, column: str) -> Iterator[Span]:
    for entry in entries:
        if entry.code:
            yield _refused(entry, entry.code)
            continue
        kind = next((k for end, k in _KINDS.items() if entry.name.lower().endswith(end)), "file")
        if kind == "lines":
            yield from _lines(entry, size)
        elif kind == "rows":
            yield from _rows(entry, size, column)
        elif kind == "entries":
            yield from _archive(entry, size)
        else:
            yield Span("file", entry.path, entry.name, entry.size)


def _refused(entry: Entry, code: str) -> Span:
    return Span("refused", entry.path, entry.name, entry.size, code=code)


def _lines(entry: Entry, size: int) -> Iterator[Span]:
    if not entry.size:
        yield _refused(entry, "empty")
    for start in range(0, entry.size, size):
        end = min(start + size, entry.size)
        yield Span("lines", entry.path, entry.name, end - start, start, end)


def _rows(entry: Entry, size: int, column: str) -> Iterator[Span]:
    try:
        with storage_of(entry.path).open(entry.path) as file:
            groups = list(_row_groups(pq.ParquetFile(file).metadata, column))
    except (OSError, pa.ArrowException, KeyError):
        yield _refused(entry, "damaged")
        return
    if not groups:
        yield _refused(entry, "no_column_here")
    whole = sum(held for _, held in groups) or 1
    for group, (rows, held) in enumerate(groups):
        parts = max(1, -(-held // size))
        for part in range(parts if rows else 0):
            start, end = rows * part // parts, rows * (part + 1) // parts
            if start < end:
                share = entry.size * held * (end - start) // (whole * rows)
                yield Span("rows", entry.path, entry.name, share, start, end, group)


def _row_groups(metadata: pq.FileMetaData, column: str) -> Iterator[tuple[int, int]]:
    """Of each row group its rows, and the bytes of the texts in it; none without that column."""
    places = [
        place
        for place in range(metadata.num_columns)
        if metadata.schema.column(place).path == column
    ]
    for group in range(metadata.num_row_groups if places else 0):
        found = metadata.row_group(group)
        yield found.num_rows, found.column(places[0]).total_uncompressed_size


def _archive(entry: Entry, size: int) -> Iterator[Span]:
    try:
        with storage_of(entry.path).open(entry.path) as file, zipfile.ZipFile(file) as archive:
            sizes = [one.file_size for one in documents_in(archive)]
            packed = sum(one.compress_size for one in documents_in(archive)) or 1
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        yield _refused(entry, "damaged")
        return
    if not sizes or len(sizes) > _ENTRIES:
        yield _refused(entry, "too_many_entries" if sizes else "empty")
        return
    shrunk = min(1.0, packed / (sum(sizes) or 1))
    start = held = 0
    for place, one in enumerate(sizes):
        if place > start and held + one > size:
            yield Span("entries", entry.path, entry.name, int(held * shrunk), start, place)
            start, held = place, 0
        held += one
    yield Span("entries", entry.path, entry.name, int(held * shrunk), start, len(sizes))


def documents_in(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """The entries that may be documents, by name."""
    found = (one for one in archive.infolist() if not one.is_dir())
    return sorted(
        (one for one in found if not any(map(passed_over, entry_name(one).split("/")))),
        key=entry_name,
    )
