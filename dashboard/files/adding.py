"""Files into the library, told as events, report by report: for the page and the command."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from dashboard.errors import LibraryError
from dashboard.store.library import Library
from reading import Note, Refusal, Report, count_files, make_of_reports, pieces
from working import workers
from working.ahead import in_order
from working.rules import version_of
from working.workers import Extraction, GoOn

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


# Told, a few times a second, what is at work; to stop it raises.
Progress = Callable[[Event], object]
# What adds reports when it is told whom to keep informed.
Work = Callable[[Progress], Iterable[Event]]


def _untold(event: Event) -> None:
    """Nobody wants to know."""


def add_sources(
    library: Library,
    sources: Iterable[Source],
    *,
    encoding: str | None = None,
    split: bool = False,
    progress: Progress = _untold,
    cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[Event]:
    """Read, extract and add; a file that cannot be read is told as refused and keeps none out.

    encoding: of text files, instead of the guess. split: a file of several documents (第1篇 …
    第2篇 …) becomes a report of each.

    Each report is in the library, whole, before its event comes. Until the next one does,
    `progress` is called a few times a second with an event `reading` or `extracting`. To stop,
    stop asking for events, raise in `progress` or let `cancelled` say so: what is in stays in.
    """
    given = list(sources)
    expected = [_files_in(source) for source in given]
    count = _Count(0, sum(expected))
    known = _known(library)
    extracted: set[str] = set()  # names of the files that are read, and whose figures are not in

    def extract(report: Report, go_on: GoOn) -> _File:
        extracted.add(report.name)
        return _extracted(report, split, known, go_on)

    def tell(name: str, read: int, pages: int) -> bool:
        if name in extracted:
            progress(Event("extracting", name, count.done, count.total))
            return not cancelled()
        page = min(read + 1, pages)  # the one that is being read
        details = {"page": page, "pages": pages}
        progress(Event("reading", name, count.done, count.total, details=details))
        return not cancelled()

    for number, source in enumerate(given):
        behind = sum(expected[number + 1 :])
        for outcome in _read(source, encoding, tell, extract):
            if cancelled():
                return
            extracted.discard(outcome.name)
            count.done += 1
            count.total = max(count.total, count.done + behind)
            done, total = count.done, count.total
            if isinstance(outcome, Refusal):
                yield Event("refused", outcome.name, done, total, "", outcome.code, outcome.details)
            else:
                yield from _add_file(library, outcome, done, total)
        count.total = count.done + behind


@dataclass
class _Count:
    """Files that are through, and files known so far."""

    done: int
    total: int


def read_again(
    library: Library,
    source: Source,
    report: str,
    encoding: str,
    *,
    progress: Progress = _untold,
    by: str = "",
) -> Iterator[Event]:
    """Read a file in another encoding; once that is in, `report`, the first reading, is removed.

    report: its id, or empty when the first reading failed. When this one fails nothing changes.
    progress: as in `add_sources`. by: who removes it (`Library.remove`).
    """
    for event in add_sources(library, [source], encoding=encoding, progress=progress):
        if event.kind == "added" and library.has(report):
            library.remove(report, by)
        yield event


def split(
    library: Library, report: str, *, progress: Progress = _untold, by: str = ""
) -> Iterator[Event]:
    """A report of several documents becomes a report of each; `progress` as in `add_sources`.

    The whole is removed by `by` (`restore` brings it back) once every piece is in. Raises
    LibraryError unknown_report.
    """
    parts, known = pieces(library.report(report)), _known(library)
    refused = False

    def tell(part: Report) -> None:
        progress(Event("extracting", _name(part, of_several=True), 0, len(parts)))

    def work(part: Report, go_on: GoOn) -> _Extracted:
        return _extract(part, _name(part, of_several=True), go_on, known)

    for done, one in enumerate(in_order(work, parts, tell), start=1):
        event = _add(library, one, done, len(parts))
        refused = refused or event.kind == "refused"
        yield event
        yield from _noted(one, done, len(parts))
    if len(parts) > 1 and not refused:
        library.remove(report, by)


def re_extract(
    library: Library,
    reports: Iterable[str],
    *,
    progress: Progress = _untold,
    cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[Event]:
    """Extract reports of the library anew; corrections stay. Tells of each as `re_extracted`;
    `progress` and `cancelled` as in `add_sources`."""
    ids = list(reports)
    done = 0

    def wholes() -> Iterator[Report | LibraryError]:
        for report in ids:
            try:
                yield library.report(report)
            except LibraryError as error:
                yield error

    def tell(report: Report | LibraryError) -> None:
        name = report.title if isinstance(report, Report) else ""
        progress(Event("extracting", name or ids[done], done, len(ids), ids[done]))

    def work(report: Report | LibraryError, go_on: GoOn) -> _Extracted | LibraryError:
        if isinstance(report, LibraryError):
            return report
        name = report.title or report.id
        return _extract(report, name, lambda: go_on() and not cancelled())

    for one in in_order(work, wholes(), tell):
        if cancelled():
            return
        report, done = ids[done], done + 1
        yield _replaced(library, report, one, done, len(ids))
        if isinstance(one, _Extracted):
            yield from _noted(one, done, len(ids))


def _replaced(
    library: Library, report: str, one: _Extracted | LibraryError, done: int, total: int
) -> Event:
    """Put a report's new figures in the place of the old ones."""
    if isinstance(one, LibraryError):
        return Event("refused", report, done, total, report, one.code, one.details)
    if one.found is None:
        return Event("refused", one.name, done, total, report, one.failed, {"name": one.name})
    try:
        count = library.re_extract(
            report,
            one.found.figures,
            extraction=extraction_version(),
            notes=one.found.notes,
            follows=one.found.conclusions,
        )
    except LibraryError as error:
        return Event("refused", one.name, done, total, report, error.code, error.details)
    return Event("re_extracted", one.name, done, total, report, details={"figures": count})


def extraction_version() -> str:
    """A short name for the rules and word lists as they are: it changes whenever they do."""
    return version_of(*_READ_BY)


@dataclass(frozen=True)
class _Extracted:
    """A report, what it is called, and what was found in it: None where the library has it
    already, or where `failed` says why not."""

    report: Report
    name: str
    found: Extraction | None
    failed: str = ""


@dataclass(frozen=True)
class _File:
    """A file as it was read, and the reports that it becomes."""

    name: str
    report: Report
    several: int  # documents in it that are kept as one report, 1 for one
    reports: list[_Extracted]


def _read(
    source: Source,
    encoding: str | None,
    progress: Callable[[str, int, int], bool],
    make: Callable[[Report, GoOn], _File],
) -> Iterator[_File | Refusal]:
    if isinstance(source, tuple):
        name, data = source
        return make_of_reports(data, make, name=name, encoding=encoding, progress=progress)
    return make_of_reports(source, make, encoding=encoding, progress=progress)


def _known(library: Library) -> frozenset[str]:
    """The reports that are in the library: the threads that read files must not ask it, for they
    may outlive it by the moment that they take to stop."""
    return frozenset(row[0] for row in library.rows("SELECT id FROM reports WHERE NOT removed"))


def _extracted(report: Report, split: bool, known: frozenset[str], go_on: GoOn) -> _File:
    """Extract what a file holds; in the thread that read it, several of which are at work."""
    parts = pieces(report)
    taken_apart = split and len(parts) > 1
    reports = parts if taken_apart else [report]
    return _File(
        report.name,
        report,
        1 if taken_apart else len(parts),
        [_extract(one, _name(one, of_several=taken_apart), go_on, known) for one in reports],
    )


def _extract(
    report: Report, name: str, go_on: GoOn, known: frozenset[str] = frozenset()
) -> _Extracted:
    """The figures of a report, unless it is one of those `known`."""
    if report.id in known:
        return _Extracted(report, name, None)
    try:
        return _Extracted(report, name, workers.extract(report, go_on))
    except workers.Stopped:
        return _Extracted(report, name, None, "extraction_stopped")
    except Exception:
        # One report that breaks a rule must not keep the others out; the log has the cause.
        _log.exception("no figures could be extracted from report %s", report.id)
        return _Extracted(report, name, None, "not_extracted")


def _add_file(library: Library, file: _File, done: int, total: int) -> Iterator[Event]:
    """Add what a file holds, and tell what is to be known about how it was read."""
    events = [_add(library, one, done, total) for one in file.reports]
    yield from events
    report = file.report
    notes = list(report.notes) if any(event.kind == "added" for event in events) else []
    if file.several > 1 and library.has(report.id):
        notes.append(Note("several_pieces", {"count": file.several}))
    for note in notes:
        yield Event("note", _name(report), done, total, report.id, note.code, note.details)
    for one, event in zip(file.reports, events, strict=True):
        if event.kind == "added":
            yield from _noted(one, done, total)


def _noted(one: _Extracted, done: int, total: int) -> Iterator[Event]:
    """What is to be known about how a report's figures were found."""
    for note in one.found.notes if one.found else ():
        yield Event("note", one.name, done, total, one.report.id, note.code, note.details)


def _name(report: Report, of_several: bool = False) -> str:
    if of_several:
        return f"{report.name} · {report.title}" if report.name else report.title
    return report.name or report.title


def _add(library: Library, one: _Extracted, done: int, total: int) -> Event:
    report, name, found = one.report, one.name, one.found
    if one.failed:
        return Event("refused", name, done, total, report.id, one.failed, {"name": name})
    if library.has(report.id):
        return Event("present", name, done, total, report.id)
    found = found or workers.extract(report)  # it was removed while this was at work
    noted = replace(report, notes=(*report.notes, *found.notes))
    try:
        library.add(
            noted, found.figures, extraction=extraction_version(), follows=found.conclusions
        )
    except LibraryError as error:
        return Event("refused", name, done, total, report.id, error.code, error.details)
    return Event("added", name, done, total, report.id, details={"figures": found.statistics})


def _files_in(source: Source) -> int:
    if isinstance(source, tuple):
        return count_files(source[1], name=source[0])
    return count_files(source)
