"""`python -m dashboard COMMAND …`: finds the command and tells in words what stopped it."""

from __future__ import annotations

import argparse
import locale
import os
import sys
from typing import Protocol

from dashboard.commands import add, listing, rollup
from dashboard.commands.telling import explained
from dashboard.errors import LibraryError
from dashboard.showing.words import Words, language_of


class Command(Protocol):
    """What a module of `dashboard.commands` has; its help is `cli.NAME` of the words."""

    def declare(self, parser: argparse.ArgumentParser, words: Words) -> None:
        """Add the command's options."""

    def run(self, options: argparse.Namespace, words: Words) -> int:
        """Do it; 0 when all went well, 1 when something was refused."""


COMMANDS: dict[str, Command] = {
    "add": add,
    "list": listing,
    "rollup": rollup,
}


def main(arguments: list[str] | None = None) -> int:
    """Run a command; 0 when all went well, 1 when something was refused or the library is shut."""
    words = Words(_language())
    options = _parser(words).parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        # A console of another encoding shows question marks rather than nothing.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        return COMMANDS[options.command].run(options, words)
    except LibraryError as error:
        print(explained(("library_error",), error.code, error.details, words), file=sys.stderr)
        return 1


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
    for name, command in COMMANDS.items():
        command.declare(commands.add_parser(name, help=words(f"cli.{name}")), words)
    return parser


if __name__ == "__main__":
    sys.exit(main())
