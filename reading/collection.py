"""A folder, an archive or a single file → its reports one by one, each refused file by name."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextvars import copy_context
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar

from reading.kinds import kind_of
from reading.reader import file_bytes, read_bytes
from reading.report import Refusal, Report, UnreadableReport
from reading.safety.archive import entry_name, open_archive, unpack
from reading.safety.limits import Limits, default_limits, limits_in_use
from reading.safety.progress import Progress, told_to

_NO_REPORTS = ("__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini")  # what systems leave behind
_AHEAD = 4  # files in the making at a time: enough for the processors, few enough for the memory
_EVERY = 0.2  # seconds between two tellings how far the file that is waited for is

# Told of a file's name, its pages done and its pages in all; False stops reading that file.
FileProgress = Callable[[str, int, int], bool | None]
Outcome = TypeVar("Outcome")


def read_reports(
    source: str | os.PathLike[str] | bytes,
    *,
    name: str = "",
    encoding: str | None = None,
    limits: Limits | None = None,
    progress: FileProgress | None = None,
) -> Iterator[Report | Refusal]:
    """Read a file, a .zip of files or a folder with all its subfolders, in the order of names.

    Yields a Report for each file, or a Refusal that names it and says why; a bad file never keeps
    the others out. Names are paths inside the folder or archive (`a.zip/b/c.docx`). System files
    (.DS_Store, Thumbs.db, Word's ~$ lock files) are passed over.

    progress: called a few times a second, by the thread that asks for the next outcome, with the
    name of the file that is waited for, its pages done and its pages in all (0 and 0 where they
    are not known). Where it answers False, reading that file stops. When it raises, or the
    iterator is closed, all reading stops and nothing more is waited for.
    """
    return make_of_reports(
        source,
        lambda report, go_on: report,
        name=name,
        encoding=encoding,
        limits=limits,
        progress=progress,
    )


def make_of_reports(
    source: str | os.PathLike[str] | bytes,
    make: Callable[[Report, Callable[[], bool]], Outcome],
    *,
    name: str = "",
    encoding: str | None = None,
    limits: Limits | None = None,
    progress: FileProgress | None = None,
) -> Iterator[Outcome | Refusal]:
    """What `make` makes of each report that `read_reports` would yield, with its arguments.

    `make` is called by the thread that read the file, one of several, with the report and with
    what says whether to go on. It may raise UnreadableReport, too.
    """
    with limits_in_use(limits):
        context = copy_context()
    # The limits are a context variable: a generator must carry its own context along.
    files = _files(source, name, context.run(default_limits))
    pool = ThreadPoolExecutor(max_workers=min(_AHEAD, os.cpu_count() or 1))
    making: list[_InTheMaking] = []

    def start(item: tuple[str, bytes | UnreadableReport]) -> _InTheMaking:
        own, one = context.copy(), _InTheMaking(item[0])

        def read() -> Any:
            found = own.run(_read, *item, encoding, one.told)
            return found if isinstance(found, Refusal) else one.made(make, found)

        one.outcome = pool.submit(read)
        return one

    try:
        making += [start(item) for item in islice(files, _AHEAD)]
        while making:
            outcome = making[0].awaited(progress)
            making.pop(0)
            making += [start(item) for item in islice(files, 1)]
            yield outcome
    finally:
        for one in making:
            one.stopped = True
        pool.shutdown(wait=False, cancel_futures=True)


@dataclass
class _InTheMaking:
    """A file that a thread of the pool reads, how far that is, and whether it is to stop."""

    name: str
    outcome: Future[Any] = field(default_factory=Future)
    pages: tuple[int, int] = (0, 0)
    stopped: bool = False

    def told(self, done: int, of: int) -> bool:
        """Keep how far it is, for whoever waits; whether to go on."""
        self.pages = done, of
        return not self.stopped

    def made(self, make: Callable[[Report, Callable[[], bool]], Any], report: Report) -> Any:
        """What the report is made into."""
        try:
            return make(report, lambda: not self.stopped)
        except UnreadableReport as error:
            return Refusal(self.name, error.code, {**error.details, "name": self.name})

    def awaited(self, progress: FileProgress | None) -> Any:
        """What the file became; until then `progress` is told how far it is."""
        while progress and not wait([self.outcome], _EVERY).done:
            if progress(self.name, *self.pages) is False:
                self.stopped = True
        return self.outcome.result()


@dataclass
class _Room:
    """What an archive, with the archives in it, may still unpack: bytes and files."""

    unpacked: int
    entries: int

    def take(self, entries: list[zipfile.ZipInfo]) -> None:
        """Raises UnreadableReport too_many_entries, too_large_unpacked."""
        limits = default_limits()
        self.entries -= len(entries)
        self.unpacked -= sum(entry.file_size for entry in entries)
        if self.entries < 0:
            raise UnreadableReport("too_many_entries", limit=limits.max_entries)
        if self.unpacked < 0:
            size = limits.max_unpacked - self.unpacked
            raise UnreadableReport("too_large_unpacked", bytes=size, limit=limits.max_unpacked)


def count_files(source: str | os.PathLike[str] | bytes, *, name: str = "") -> int:
    """How many files `read_reports` is going to tell of, archives inside `source` counted as one.

    Looks at names only, so that progress can be shown before anything is read.
    """
    if isinstance(source, bytes):
        return _entries(io.BytesIO(source)) if name.lower().endswith(".zip") else 1
    path = Path(source)
    if not path.is_dir() or not os.fspath(source):
        return _entries(path) if path.suffix.lower() == ".zip" and path.is_file() else 1
    count = 0
    for _, folders, names in os.walk(path):
        folders[:] = [folder for folder in folders if not passed_over(folder)]
        count += sum(not passed_over(name) for name in names)
    return count


def _entries(archive: Path | io.BytesIO) -> int:
    try:
        with zipfile.ZipFile(archive) as opened:
            names = [PurePosixPath(e.filename) for e in opened.infolist() if not e.is_dir()]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return 1
    return max(1, sum(not any(map(passed_over, name.parts)) for name in names))


def _read(
    name: str, data: bytes | UnreadableReport, encoding: str | None, progress: Progress | None
) -> Report | Refusal:
    try:
        if isinstance(data, UnreadableReport):
            raise data
        with told_to(progress):
            return read_bytes(data, name, encoding)
    except UnreadableReport as error:
        return Refusal(name, error.code, {**error.details, "name": name})


def _files(
    source: str | os.PathLike[str] | bytes, name: str, limits: Limits
) -> Iterator[tuple[str, bytes | UnreadableReport]]:
    """Every file's name with its bytes, or with the reason why there are none."""
    with limits_in_use(limits):
        if isinstance(source, bytes):
            found = _opened(name, source)
        elif not os.fspath(source):  # the path of nothing is that of the working folder
            found = iter([(name, UnreadableReport("missing"))])
        elif Path(source).is_dir():
            found = _folder(Path(source))
        else:
            found = _file(Path(source), name or Path(source).name)
    while True:
        with limits_in_use(limits):
            item = next(found, None)
        if item is None:
            return
        yield item


def _folder(folder: Path) -> Iterator[tuple[str, bytes | UnreadableReport]]:
    limit, root = default_limits().max_entries, folder.resolve()
    seen = 0
    closed: list[OSError] = []
    for place, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(f for f in folders if not passed_over(f))
        for name in sorted(name for name in names if not passed_over(name)):
            path = Path(place, name)
            shown = path.relative_to(folder).as_posix()
            seen += 1
            if seen > limit:
                yield shown, UnreadableReport("too_many_entries", limit=limit)
                return
            if path.is_symlink() and not path.resolve().is_relative_to(root):
                yield shown, UnreadableReport("outside")
            else:
                yield from _file(path, shown)
    for error in closed:
        shown = Path(error.filename).relative_to(folder).as_posix()
        yield shown, UnreadableReport("no_access", reason=str(error.strerror))


def _file(path: Path, name: str) -> Iterator[tuple[str, bytes | UnreadableReport]]:
    try:
        data = file_bytes(path)
    except UnreadableReport as error:
        yield name, error
        return
    yield from _opened(name, data)


def _opened(
    name: str, data: bytes, depth: int = 0, room: _Room | None = None
) -> Iterator[tuple[str, bytes | UnreadableReport]]:
    """The file itself, or what is in it when it is an archive (`depth` archives deep)."""
    room = room or _Room(default_limits().max_unpacked, default_limits().max_entries)
    try:
        if len(data) > default_limits().max_bytes or kind_of(data, name) != "zip":
            yield name, data
            return
        if depth >= default_limits().max_depth:
            raise UnreadableReport("too_deep", limit=default_limits().max_depth)
        archive = open_archive(data)
        room.take(archive.infolist())
    except UnreadableReport as error:
        yield name, error
        return
    entries = sorted(archive.infolist(), key=entry_name)
    entries = [entry for entry in entries if not entry.is_dir()]
    reports = [e for e in entries if not any(map(passed_over, PurePosixPath(entry_name(e)).parts))]
    if not reports:
        yield name, UnreadableReport("empty")
    yield from chain.from_iterable(_entry(name, archive, entry, depth, room) for entry in reports)


def _entry(
    name: str, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, depth: int, room: _Room
) -> Iterator[tuple[str, bytes | UnreadableReport]]:
    shown = f"{name}/{entry_name(entry)}" if name else entry_name(entry)
    try:
        data = unpack(archive, entry)
    except UnreadableReport as error:
        yield shown, error
        return
    yield from _opened(shown, data, depth + 1, room)


def passed_over(name: str) -> bool:
    """Whether a name in a folder or archive is one that systems and programs leave behind."""
    return name in _NO_REPORTS or (name.startswith(("~$", ".")) and name not in (".", ".."))
