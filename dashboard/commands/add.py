"""`python -m dashboard add [--if-empty] [--encoding NAME] [--split] PATH…`"""

from __future__ import annotations

import argparse
import contextlib

from dashboard.commands.telling import tell
from dashboard.files.adding import add_sources
from dashboard.showing.words import Words
from dashboard.store.library import Library


def declare(parser: argparse.ArgumentParser, words: Words) -> None:
    """The options of the command."""
    parser.add_argument("--if-empty", action="store_true", help=words("cli.if_empty"))
    parser.add_argument("--encoding", help=words("cli.encoding"))
    parser.add_argument("--split", action="store_true", help=words("cli.split"))
    parser.add_argument("paths", nargs="+", metavar="PATH", help=words("cli.paths"))


def run(options: argparse.Namespace, words: Words) -> int:
    """Read reports into the library; 1 when one was refused."""
    with contextlib.closing(Library()) as library:
        if options.if_empty and len(library.reports()):
            return 0
        events = add_sources(library, options.paths, encoding=options.encoding, split=options.split)
        return int(tell(events, words))
