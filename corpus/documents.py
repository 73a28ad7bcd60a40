"""A span of a source → its documents one by one, by stream: a report, or why there is none."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import IO, Any

import pyarrow as pa
import pyarrow.parquet as pq

from corpus.pieces import Span, documents_in
from corpus.storage import storage_of
from reading import Refusal, Report, UnreadableReport, default_limits, read_report, read_reports
from reading.plain.text import read_plain
from reading.safety.archive import entry_name, unpack
from working.stored_report import METADATA

_BATCH = 64  # rows of a Parquet file at a time
_BUFFER = 1024 * 1024
_BROKEN = (OSError, pa.ArrowException, zipfile.BadZipFile, ValueError, EOFError, RuntimeError)


Outcome = Report | Refusal


@dataclass(frozen=True)
class Unread:
    """A document of a source that is still to be read, and how many bytes of the source it is.

    `read` gives what it becomes: one report, or a Refusal; of an archive in an archive, several.
    """

    name: str
    bytes: int
    read: Callable[[], Iterable[Outcome]]


def documents(span: Span, column: str, encoding: str | None) -> Iterator[Unread]:
    """The documents of a span in their order. Where it cannot be gone on, the last one is refused.

    column: where JSON and Parquet hold the text. encoding: of other texts, instead of the guess.
    """
    if span.kind == "refused":
        yield _refused(span.name, span.bytes, UnreadableReport(span.code))
        return
    try:
        with storage_of(span.path).open(span.path) as file:
            if span.kind == "lines":
                yield from _lines(file, span, column)
            elif span.kind == "rows":
                yield from _rows(file, span, column)
            elif span.kind == "entries":
                yield from _entries(file, span, encoding)
            else:
                yield _file(file, span, encoding)
    except _BROKEN as error:
        code = "missing" if isinstance(error, FileNotFoundError) else "damaged"
        yield _refused(span.name, 0, UnreadableReport(code, reason=type(error).__name__))


def _refused(name: str, size: int, error: UnreadableReport) -> Unread:
    return Unread(name, size, lambda: [_refusal(name, error)])


def _refusal(name: str, error: UnreadableReport) -> Refusal:
    return Refusal(name, error.code, {**error.details, "name": name})


def _one(name: str, size: int, make: Callable[[], Report]) -> Unread:
    def read() -> Iterable[Outcome]:
        try:
            yield make()
        except UnreadableReport as error:
            yield _refusal(name, error)

    return Unread(name, size, read)


def _file(file: IO[bytes], span: Span, encoding: str | None) -> Unread:
    limit = default_limits().max_bytes
    data = file.read(limit + 1)
    if len(data) > limit:
        too_large = UnreadableReport("too_large", bytes=span.bytes, limit=limit)
        return _refused(span.name, span.bytes, too_large)
    return Unread(span.name, span.bytes, partial(_read, data, span.name, encoding))


def _entries(file: IO[bytes], span: Span, encoding: str | None) -> Iterator[Unread]:
    limit = default_limits().max_bytes
    with zipfile.ZipFile(file) as archive:
        for entry in documents_in(archive)[span.start : span.end]:
            name, size = f"{span.name}/{entry_name(entry)}", entry.compress_size
            try:
                if entry.file_size > limit:
                    raise UnreadableReport("too_large", bytes=entry.file_size, limit=limit)
                data = unpack(archive, entry)
            except UnreadableReport as error:
                yield _refused(name, size, error)
                continue
            yield Unread(name, size, partial(_read, data, name, encoding))


def _read(data: bytes, name: str, encoding: str | None) -> Iterable[Outcome]:
    """A file's document, or those of an archive in an archive."""
    try:
        return [read_report(data, name=name, encoding=encoding)]
    except UnreadableReport as error:
        if error.code != "archive":
            return [_refusal(name, error)]
    return read_reports(data, name=name, encoding=encoding)


def _lines(file: IO[bytes], span: Span, column: str) -> Iterator[Unread]:
    """The lines that begin in the span; one that began before it belongs to the span before."""
    limit = default_limits().max_bytes
    place = span.start
    if place:
        file.seek(place - 1)
        place += _skip_line(file) - 1
    while place < span.end:
        line = file.readline(limit)
        if not line:
            return
        name, length = f"{span.name}@{place}", len(line)
        if length == limit and not line.endswith(b"\n"):
            length += _skip_line(file)
            yield _refused(name, length, UnreadableReport("too_large", bytes=length, limit=limit))
        elif line.strip():
            yield _one(name, length, partial(_of_line, line, name, column))
        place += length


def _skip_line(file: IO[bytes]) -> int:
    """Go to the next line; how many bytes that was."""
    skipped = 0
    while rest := file.readline(_BUFFER):
        skipped += len(rest)
        if rest.endswith(b"\n"):
            break
    return skipped


def _of_line(line: bytes, name: str, column: str) -> Report:
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise UnreadableReport("damaged") from None
    if not isinstance(record, dict):
        raise UnreadableReport("no_column", column=column)
    return _of_record(record, name, column)


def _rows(file: IO[bytes], span: Span, column: str) -> Iterator[Unread]:
    opened = pq.ParquetFile(file, buffer_size=_BUFFER, pre_buffer=False)
    told = [name for name in (column, *METADATA) if name in opened.schema_arrow.names]
    first = sum(opened.metadata.row_group(group).num_rows for group in range(span.group))
    size = span.bytes // (span.end - span.start)
    row = 0
    for batch in opened.iter_batches(_BATCH, row_groups=[span.group], columns=told):
        if row + len(batch) > span.start:
            for place, record in enumerate(batch.to_pylist(), row):
                if span.start <= place < span.end:
                    name = f"{span.name}#{first + place}"
                    yield _one(name, size, partial(_of_record, record, name, column))
        row += len(batch)
        if row >= span.end:
            return


def _of_record(record: dict[str, Any], name: str, column: str) -> Report:
    """The report of a JSON object or a row: its text, and what else it states of the report."""
    text = record.get(column)
    if not isinstance(text, str):
        raise UnreadableReport("no_column", column=column)
    told = {key: _whole(record[key]) for key in METADATA if isinstance(record.get(key), str)}
    stated: dict[str, Any] = {key: value for key, value in told.items() if value.strip()}
    return replace(read_plain(_whole(text), name=name), **stated)


def _whole(text: str) -> str:
    """The text, half a surrogate pair in it shown as ?: no file can hold one."""
    return text.encode("utf-8", "replace").decode("utf-8")
