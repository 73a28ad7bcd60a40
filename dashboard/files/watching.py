"""A folder that is watched: which files in it are new, and taking them into the library.

The library keeps which folder it is and which files of it were read, by name, size and time of
change: a file that was refused is not read again before it has changed. Files of folders within
it are not looked at, nor links, nor what programs put there for themselves (.tmp, ~$ …).
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from dashboard.files.adding import Event, add_sources
from dashboard.store import kept
from dashboard.store.library import Library

_KIND, _NAME = "watched", "folder"
MOST_ENTRIES = 2_000  # of a folder that are looked at
MOST_AT_ONCE = 50  # files taken in at one go
_RESTING = 3.0  # seconds without a change, after which a file counts as written to its end
_PASSED_OVER = (".", "~$", "~")
_UNFINISHED = (".tmp", ".part", ".crdownload", ".download")

Seen = dict[str, list[int]]  # name → time of change in nanoseconds, size


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits in the folder: the oldest new files, `more` of them than are taken in at one go;
    `too_many` says that not all of the folder was looked at, `missing` that it cannot be read."""

    folder: str
    files: tuple[Path, ...] = ()
    more: int = 0
    too_many: bool = False
    missing: bool = False


def folder(library: Library) -> str:
    """The folder that is watched; empty where none is."""
    found = kept.kept(library, _KIND).get(_NAME)
    return str(found["folder"]) if found else ""


def watch(library: Library, path: Path) -> None:
    """Watch this folder, and no other any more; what is in it already counts as new."""
    kept.keep(library, _KIND, _NAME, {"folder": str(path.resolve()), "seen": {}})


def stop(library: Library) -> None:
    """Watch no folder."""
    kept.forget(library, _KIND, _NAME)


def waiting(library: Library) -> Waiting | None:
    """The new files of the watched folder; None where none is watched."""
    found = kept.kept(library, _KIND).get(_NAME)
    if not found:
        return None
    place = str(found["folder"])
    try:
        entries, too_many = _entries(place)
    except OSError:
        return Waiting(place, missing=True)
    now = time.time_ns()
    new = [
        (stamp, name)
        for name, stamp in entries.items()
        if found["seen"].get(name) != stamp and now - stamp[0] > _RESTING * 1e9
    ]
    files = tuple(Path(place, name) for _, name in sorted(new))
    return Waiting(place, files[:MOST_AT_ONCE], max(0, len(files) - MOST_AT_ONCE), too_many)


def take_in(
    library: Library, progress: Callable[[Event], object] = lambda event: None
) -> Iterator[Event]:
    """Read the new files, the oldest first, told as events; each counts as seen when it is through,
    added or refused. What has gone meanwhile is told as refused.

    progress: as in `add_sources`.
    """
    found = waiting(library)
    files = found.files if found else ()
    for done, path in enumerate(files):
        try:
            stamp = _stamp(os.stat(path))
        except OSError:
            stamp = [0, 0]
        for event in add_sources(library, [path], progress=progress):
            yield replace(event, done=done + 1, total=len(files))
        _see(library, path.name, stamp)


def _entries(place: str) -> tuple[Seen, bool]:
    """The files of a folder with their stamps, and whether there are more than are looked at."""
    found: Seen = {}
    with os.scandir(place) as entries:
        for number, entry in enumerate(entries):
            if number >= MOST_ENTRIES:
                return found, True
            name = entry.name
            if name.startswith(_PASSED_OVER) or name.lower().endswith(_UNFINISHED):
                continue
            if entry.is_file(follow_symlinks=False):
                found[name] = _stamp(entry.stat(follow_symlinks=False))
    return found, False


def _stamp(stat: os.stat_result) -> list[int]:
    return [stat.st_mtime_ns, stat.st_size]


def _see(library: Library, name: str, stamp: list[int]) -> None:
    """Keep that a file was read; names that are no longer in the folder make room."""
    found = kept.kept(library, _KIND).get(_NAME)
    if not found:  # somebody ended the watch meanwhile
        return
    seen = {**found["seen"], name: stamp}
    if len(seen) > MOST_ENTRIES:
        there = set(os.listdir(found["folder"]))
        seen = {one: value for one, value in seen.items() if one in there}
    kept.keep(library, _KIND, _NAME, {**found, "seen": seen})
