"""`python -m dashboard add [--if-empty] [--encoding NAME] [--split] PATH…`"""

from __future__ import annotations

import argparse
import contextlib
import sys

from dashboard.commands.telling import tell
from dashboard.files.adding import add_sources
from dashboard.files.course import ConsoleCourse
from dashboard.showing.words import Words
from dashboard.store.dataset import open_any
from dashboard.store.faults import library_error


def declare(parser: argparse.ArgumentParser, words: Words) -> None:
    """The options of the command."""
    parser.add_argument("--if-empty", action="store_true", help=words("cli.if_empty"))
    parser.add_argument("--encoding", help=words("cli.encoding"))
    parser.add_argument("--split", action="store_true", help=words("cli.split"))
    parser.add_argument("paths", nargs="+", metavar="PATH", help=words("cli.paths"))


def run(options: argparse.Namespace, words: Words) -> int:
    """Read reports into the library; 1 when one was refused."""
    with contextlib.closing(open_any()) as library:
        if options.if_empty and library.rows("SELECT 1 FROM reports WHERE NOT removed LIMIT 1"):
            return 0
        if library.read_only:
            raise library_error("dataset", library.path)
        course = ConsoleCourse(words, sys.stderr)
        events = add_sources(
            library,
            options.paths,
            encoding=options.encoding,
            split=options.split,
            progress=course.show,
        )
        return int(tell(events, words, course.clear))
