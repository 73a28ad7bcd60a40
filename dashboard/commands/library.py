"""`python -m dashboard library check|backup FILE|restore FILE|compact|csv FILE|export FOLDER`: the
file that the library is, and what it holds as files of other kinds."""

from __future__ import annotations

import argparse
import contextlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from dashboard.asking.filters import Filter
from dashboard.commands.telling import explained
from dashboard.files import downloads, whole_library
from dashboard.files.adding import extraction_version
from dashboard.showing.words import LANGUAGES, Words
from dashboard.store import upkeep
from dashboard.store.database import Store, library_path
from dashboard.store.dataset import is_dataset, open_any
from dashboard.store.faults import library_error
from dashboard.store.opening import write_whole

_NAMED = 5  # reports or entries that a line names before it says how many more there are


def declare(parser: argparse.ArgumentParser, words: Words) -> None:
    """The options of the command."""
    tasks = parser.add_subparsers(dest="task", required=True)
    for task in _TASKS:
        declared = tasks.add_parser(task, help=words(f"upkeep.{task}"))
        if task in ("backup", "restore", "csv"):
            declared.add_argument("file", metavar="FILE", help=words("upkeep.file"))
        if task == "csv":
            declared.add_argument(
                "--headers", choices=(*LANGUAGES, "codes"), help=words("upkeep.headers")
            )
        if task == "export":
            declared.add_argument("folder", metavar="FOLDER", help=words("upkeep.folder"))
            declared.add_argument(
                "--format",
                choices=whole_library.FORMATS,
                default=whole_library.FORMATS[0],
                help=words("upkeep.format"),
            )


def run(options: argparse.Namespace, words: Words) -> int:
    """Do the task; 1 when something is wrong with the library."""
    if options.task != "csv" and is_dataset(library_path()):
        raise library_error("dataset", library_path())
    return _TASKS[options.task](options, words)


def _check(options: argparse.Namespace, words: Words) -> int:
    path = library_path()
    found = upkeep.check(path, extraction_version())
    print(words("upkeep.checked", path=path, size=_size(found.size), version=found.version))
    for table, count in found.counts.items():
        if table == "reports":
            print(words("upkeep.counts", reports=count, removed=found.removed))
        else:
            print(words(f"upkeep.count_{table}", n=count))
    for key, reports in (
        ("upkeep.read_by_others", found.extracted_by_others),
        ("upkeep.old_conclusions", found.old_conclusions),
    ):
        if reports:
            print(words(key, n=len(reports), which=_named(reports, words)))
    for fault in found.faults:
        where = _named(fault.where, words)
        if fault.code == "unreadable":
            table, why = fault.where
            said = explained(("library_error",), why, {"path": path, "log": ""}, words)
            print(words("upkeep.unreadable", table=table, why=said), file=sys.stderr)
        else:
            print(words(f"upkeep.{fault.code}", n=fault.count, which=where), file=sys.stderr)
    print(words("upkeep.faulty" if found.faults else "upkeep.whole"))
    return int(bool(found.faults))


def _backup(options: argparse.Namespace, words: Words) -> int:
    made = upkeep.backup(library_path(), Path(options.file))
    print(words("upkeep.backed_up", path=made.path, n=made.reports, size=_size(made.after)))
    return 0


def _restore(options: argparse.Namespace, words: Words) -> int:
    made, kept = upkeep.restore(library_path(), Path(options.file), extraction_version())
    print(words("upkeep.restored", path=made.path, n=made.reports, source=options.file))
    if kept:
        print(words("upkeep.kept", path=kept))
    return 0


def _compact(options: argparse.Namespace, words: Words) -> int:
    path = library_path()
    made = upkeep.compact(path)
    before, after = _size(made.before), _size(made.after)
    print(words("upkeep.compacted", path=path, n=made.reports, before=before, after=after))
    return 0


def _csv(options: argparse.Namespace, words: Words) -> int:
    language = options.headers or words.language
    language = "" if language == "codes" else language
    with contextlib.closing(open_any()) as library:
        path = Path(options.file)
        pieces = downloads.csv_pieces(library, Filter(roles=()), language=language)
        write_whole(path, lambda part: _write(part, pieces))
    print(words("upkeep.csv_written", path=path, size=_size(path.stat().st_size)))
    return 0


def _write(path: Path, pieces: Iterator[bytes]) -> None:
    with path.open("wb") as file:
        file.writelines(pieces)


def _export(options: argparse.Namespace, words: Words) -> int:
    with contextlib.closing(Store()) as library:
        written = whole_library.export(library, Path(options.folder), options.format)
    rows = ", ".join(f"{name} {count}" for name, count in written.items())
    print(words("upkeep.exported", folder=options.folder, rows=rows))
    return 0


_TASKS: dict[str, Callable[[argparse.Namespace, Words], int]] = {
    "check": _check,
    "backup": _backup,
    "restore": _restore,
    "compact": _compact,
    "csv": _csv,
    "export": _export,
}


def _named(which: tuple[str, ...], words: Words) -> str:
    named = ", ".join(which[:_NAMED])
    return words("upkeep.and_more", named=named) if len(which) > _NAMED else named


def _size(size: int) -> str:
    return f"{size / 1024**2:.1f} MB"
