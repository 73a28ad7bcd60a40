"""`python -m dashboard add [--if-empty] [--split] PATH…` and `python -m dashboard list`."""

from __future__ import annotations

import argparse
import contextlib
import locale
import os
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.errors import LibraryError
from dashboard.files.adding import Event, add_sources
from dashboard.files.course import ConsoleCourse
from dashboard.showing.words import Words, language_of
from dashboard.store.library import Library


def main(arguments: list[str] | None = None) -> int:
    """Run a command; 0 when all went well, 1 when something was refused or the library is shut."""
    words = Words(_language())
    options = _parser(words).parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        # A console of another encoding shows question marks rather than nothing.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        library = Library()
    except LibraryError as error:
        print(_explained(("library_error",), error.code, error.details, words), file=sys.stderr)
        return 1
    try:
        return _list(library) if options.command == "list" else _add(library, options, words)
    finally:
        library.close()


def _language() -> str:
    """The language of the person's system; Windows calls it by its English name."""
    named = os.environ.get("LANG") or locale.getlocale()[0] or ""
    known = named.partition(".")[0]
    if known in ("", "C", "POSIX") or known.startswith("Chinese"):
        return language_of(None)
    return language_of(known.replace("_", "-"))


def _parser(words: Words) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m dashboard", description=words("cli.about"))
    commands = parser.add_subparsers(dest="command", required=True)
    add = commands.add_parser("add", help=words("cli.add"))
    add.add_argument("--if-empty", action="store_true", help=words("cli.if_empty"))
    add.add_argument("--encoding", help=words("cli.encoding"))
    add.add_argument("--split", action="store_true", help=words("cli.split"))
    add.add_argument("paths", nargs="+", metavar="PATH", help=words("cli.paths"))
    commands.add_parser("list", help=words("cli.list"))
    return parser


def _add(library: Library, options: argparse.Namespace, words: Words) -> int:
    if options.if_empty and len(library.reports()):
        return 0
    failed = False
    course = ConsoleCourse(words, sys.stderr)
    events = add_sources(
        library,
        options.paths,
        encoding=options.encoding,
        split=options.split,
        progress=course.show,
    )
    for event in events:
        failed = failed or event.kind == "refused"
        course.clear()
        print(_line(event, words), file=sys.stderr if event.kind == "refused" else sys.stdout)
    return int(failed)


def _list(library: Library) -> int:
    names = ["id", "date", "figures", "title", "name"]
    for report, date, figures, title, name in library.reports()[names].to_numpy():
        print(f"{report}  {date:10}  {figures:>6}  {title or name}")
    return 0


def _line(event: Event, words: Words) -> str:
    """What happened to one report, in a line."""
    if event.kind in ("refused", "note"):
        tables = ("note",) if event.kind == "note" else ("reading_error", "library_error")
        why = _explained(tables, event.code, event.details, words)
        return words(f"cli.{event.kind}", name=event.name, why=why)
    return words(f"cli.{event.kind}", name=event.name, n=event.details.get("figures", 0))


def _explained(tables: Sequence[str], code: str, details: Mapping[str, Any], words: Words) -> str:
    """The sentence for a code in the first of `tables` that has one which the details fill."""
    listed = {
        name: ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else value
        for name, value in details.items()
    }
    for table in tables:
        if words.has(f"{table}.{code}"):
            with contextlib.suppress(KeyError):
                return words(f"{table}.{code}", **{"code": code, **listed})
    return words(f"{tables[0]}.other", code=code)


if __name__ == "__main__":
    sys.exit(main())
