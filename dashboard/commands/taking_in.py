"""The reports a command is given, read into a library that is gone after it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.commands.telling import line
from dashboard.files.adding import add_sources
from dashboard.showing.words import Words
from dashboard.store.library import Library


@dataclass(frozen=True, slots=True)
class TakenIn:
    """Ids of the reports in the order given, each once, and whether a file was refused."""

    reports: tuple[str, ...]
    refused: bool


def declare_reports(parser: argparse.ArgumentParser, words: Words) -> None:
    """The arguments REPORT… of a command that has no library of its own."""
    parser.add_argument("reports", nargs="+", metavar="REPORT", help=words("cli.paths"))
    parser.add_argument("--encoding", help=words("cli.encoding"))
    parser.add_argument("--split", action="store_true", help=words("cli.split"))


def take_in(
    library: Library,
    paths: Sequence[str],
    words: Words,
    *,
    encoding: str | None = None,
    split: bool = False,
) -> TakenIn:
    """Read the reports; what was refused, and what is to be known of one, is told on stderr."""
    taken: dict[str, None] = {}
    refused = False
    for event in add_sources(library, paths, encoding=encoding, split=split):
        refused = refused or event.kind == "refused"
        if event.kind in ("refused", "note"):
            print(line(event, words), file=sys.stderr)
        if event.kind in ("added", "present"):
            taken[event.report] = None
    return TakenIn(tuple(taken), refused)
