"""Files into the library, told as events, report by report: for the page and the command."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from dashboard.errors import LibraryError
from dashboard.store.library import Library
from dashboard.store.rules import version_of
from extract import extract_report
from reading import Note, Refusal, Report, count_files, pieces, read_reports

# A path (file, folder, .zip), or a name with the file's bytes.
Source = str | os.PathLike[str] | tuple[str, bytes]

# The packages whose rules and word lists decide what is read in a report's text.
_READ_BY = ("extract", "writing")

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Event:
    """What happened to one file or report.

    kind: `added`, `present` (the library has it already), `re_extracted`, `refused` (code and
    details say why), `note` (something to know about how it was read; `several_pieces`: the report
    can be `split`). `done` of `total` are through; `total` counts the files known so far. details
    of `added`, `present` and `re_extracted`: figures, their number.
    """

    kind: str
    name: str
    done: int
    total: int
    report: str = ""
    code: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)


def add_sources(
    library: Library,
    sources: Iterable[Source],
    *,
    encoding: str | None = None,
    split: bool = False,
    progress: Callable[[Event], object] = lambda event: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[Event]:
    """Read, extract and add; a file that cannot be read is told as refused and keeps none out.

    encoding: of text files, instead of the guess. split: a file of several documents (第1篇 …
    第2篇 …) becomes a report of each.

    Each report is in the library, whole, before its event comes. While the next is being read,
    `progress` is called a few times a second with an event `reading`. To stop, stop asking for
    events, raise in `progress` or let `cancelled` say so: what is in stays in.
    """
    given = list(sources)
    expected = [_files_in(source) for source in given]
    count = _Count(0, sum(expected))

    def tell(name: str, read: int, pages: int) -> bool:
        page = min(read + 1, pages)  # the one that is being read
        details = {"page": page, "pages": pages}
        progress(Event("reading", name, count.done, count.total, details=details))
        return not cancelled()

    for number, source in enumerate(given):
        behind = sum(expected[number + 1 :])
        for outcome in _read(source, encoding, tell):
            if cancelled():
                return
            count.done += 1
            count.total = max(count.total, count.done + behind)
            done, total = count.done, count.total
            if isinstance(outcome, Refusal):
                yield Event("refused", outcome.name, done, total, "", outcome.code, outcome.details)
            else:
                yield from _add_file(library, outcome, split, done, total)
        count.total = count.done + behind


@dataclass
class _Count:
    """Files that are through, and files known so far."""

    done: int
    total: int


def read_again(library: Library, source: Source, report: str, encoding: str) -> Iterator[Event]:
    """Read a file in another encoding; once that is in, `report`, the first reading, is removed.

    report: its id, or empty when the first reading failed. When this one fails nothing changes.
    """
    for event in add_sources(library, [source], encoding=encoding):
        if event.kind == "added" and library.has(report):
            library.remove(report)
        yield event


def split(library: Library, report: str) -> Iterator[Event]:
    """A report of several documents becomes a report of each.

    The whole is removed (`restore` brings it back) once every piece is in. Raises LibraryError
    unknown_report.
    """
    parts = pieces(library.report(report))
    refused = False
    for done, part in enumerate(parts, start=1):
        event = _add(library, part, _name(part, of_several=True), done, len(parts))
        refused = refused or event.kind == "refused"
        yield event
    if len(parts) > 1 and not refused:
        library.remove(report)


def re_extract(
    library: Library, reports: Iterable[str], *, cancelled: Callable[[], bool] = lambda: False
) -> Iterator[Event]:
    """Extract reports of the library anew; corrections stay. Tells of each as `re_extracted`."""
    ids = list(reports)
    for done, report in enumerate(ids, start=1):
        if cancelled():
            return
        try:
            name = library.report(report).title or report
            count = library.re_extract(report, extract_report, extraction=extraction_version())
        except LibraryError as error:
            yield Event("refused", report, done, len(ids), report, error.code, error.details)
        else:
            yield Event("re_extracted", name, done, len(ids), report, details={"figures": count})


def extraction_version() -> str:
    """A short name for the rules and word lists as they are: it changes whenever they do."""
    return version_of(*_READ_BY)


def _read(
    source: Source, encoding: str | None, progress: Callable[[str, int, int], bool]
) -> Iterator[Report | Refusal]:
    if isinstance(source, tuple):
        name, data = source
        return read_reports(data, name=name, encoding=encoding, progress=progress)
    return read_reports(source, encoding=encoding, progress=progress)


def _add_file(
    library: Library, report: Report, split: bool, done: int, total: int
) -> Iterator[Event]:
    """Add what a file holds, and tell what is to be known about how it was read."""
    parts = pieces(report)
    taken_apart = split and len(parts) > 1
    events = [
        _add(library, one, _name(one, of_several=taken_apart), done, total)
        for one in (parts if taken_apart else [report])
    ]
    yield from events
    notes = list(report.notes) if any(event.kind == "added" for event in events) else []
    if len(parts) > 1 and not split and library.has(report.id):
        notes.append(Note("several_pieces", {"count": len(parts)}))
    for note in notes:
        yield Event("note", _name(report), done, total, report.id, note.code, note.details)


def _name(report: Report, of_several: bool = False) -> str:
    if of_several:
        return f"{report.name} · {report.title}" if report.name else report.title
    return report.name or report.title


def _add(library: Library, report: Report, name: str, done: int, total: int) -> Event:
    if library.has(report.id):
        return Event("present", name, done, total, report.id)
    try:
        figures = extract_report(report)
        library.add(report, figures, extraction=extraction_version())
    except LibraryError as error:
        return Event("refused", name, done, total, report.id, error.code, error.details)
    except Exception:
        # One report that breaks a rule must not keep the others out; the log has the cause.
        _log.exception("no figures could be extracted from %s", name)
        return Event("refused", name, done, total, report.id, "not_extracted", {"name": name})
    return Event("added", name, done, total, report.id, details={"figures": _statistics(figures)})


def _statistics(figures: Any) -> int:
    return int((figures["role"] == "statistic").sum())


def _files_in(source: Source) -> int:
    if isinstance(source, tuple):
        return count_files(source[1], name=source[0])
    return count_files(source)
