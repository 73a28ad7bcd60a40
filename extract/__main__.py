"""`python -m extract REPORT… [-o OUT]`, `python -m extract explain TEXT`, and `… corpus …`."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from extract.command.explain import explain
from extract.command.output import FORMATS
from extract.command.shown import COUNTED, in_columns
from extract.command.words import LANGUAGES, known, say
from extract.export import MOST_ROWS, TooManyRows
from extract.extraction import extract_figures, extract_report
from reading import Note, Refusal, Report, read_reports


def main(arguments: list[str] | None = None) -> int:
    """Run the command. 0: done; 1: a report was refused or the file not written; 2: misused."""
    arguments = sys.argv[1:] if arguments is None else arguments
    for stream in (sys.stdout, sys.stderr):
        # A console of another encoding shows question marks rather than nothing.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        if arguments[:1] == ["explain"]:
            return _explain(arguments[1:])
        if arguments[:1] == ["corpus"]:
            return _corpus(arguments[1:])
        return _tables(arguments)
    except BrokenPipeError:
        # `| head` has read enough; nothing is left to say on a closed pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130


def _corpus(arguments: list[str]) -> int:
    """Let the package of many reports do it, as a program of its own: it stands on this one, which
    must not know it, and has no use for the memory that this one has filled with words."""
    command = [sys.executable, "-m", "corpus", *arguments]
    if os.name == "posix":
        os.execv(sys.executable, command)
    return subprocess.call(command)


def _explain(arguments: list[str]) -> int:
    language = _language(arguments)
    parser = argparse.ArgumentParser(
        prog="python -m extract explain", description=say(language, "cli", "explain_about")
    )
    parser.add_argument("text", nargs="+", help=say(language, "cli", "text"))
    _add_language(parser, language)
    options = parser.parse_args(arguments)
    text = " ".join(options.text)
    if text == "-":
        text = sys.stdin.buffer.read().decode("utf-8", "replace")
    print(explain(text, options.lang))
    return 0


def _tables(arguments: list[str]) -> int:
    options = _options(arguments, _language(arguments))
    tables, refused = [], False
    for outcome in _read(options.reports, options.encoding):
        if isinstance(outcome, Refusal):
            refused = True
            _tell(options.lang, "refused", name=outcome.name, why=_why(outcome, options.lang))
            continue
        for note in outcome.notes:
            _tell(options.lang, "noted", name=outcome.name, what=_noted(note, options.lang))
        table = extract_report(outcome)
        if table.empty:
            _tell(options.lang, "none", name=outcome.name)
        tables.append((outcome.name, table))
    if options.out is None:
        _print(tables, options)
    elif tables or not refused:
        refused = not _write([table for _, table in tables], options.out, options.lang) or refused
    return int(refused)


def _options(arguments: list[str], language: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m extract",
        description=say(language, "cli", "about"),
        epilog=say(language, "cli", "epilog"),
    )
    parser.add_argument(
        "reports", nargs="+", metavar="REPORT", help=say(language, "cli", "reports")
    )
    parser.add_argument("-o", "--out", type=Path, help=say(language, "cli", "out"))
    parser.add_argument("--all", action="store_true", help=say(language, "cli", "all"))
    parser.add_argument("--encoding", help=say(language, "cli", "encoding"))
    _add_language(parser, language)
    options = parser.parse_args(arguments)
    if options.out is not None and options.out.suffix.lower() not in FORMATS:
        parser.error(say(language, "cli", "ending", ending=options.out.suffix))
    return options


def _language(arguments: list[str]) -> str:
    """The language asked for, known before the arguments are parsed so that help speaks it too."""
    early = argparse.ArgumentParser(add_help=False, exit_on_error=False)
    early.add_argument("--lang", choices=LANGUAGES, default=LANGUAGES[0])
    try:
        return str(early.parse_known_args(arguments)[0].lang)
    except argparse.ArgumentError:
        return LANGUAGES[0]


def _add_language(parser: argparse.ArgumentParser, language: str) -> None:
    parser.add_argument(
        "--lang", choices=LANGUAGES, default=LANGUAGES[0], help=say(language, "cli", "lang")
    )


def _read(sources: list[str], encoding: str | None) -> Iterator[Report | Refusal]:
    for source in sources:
        if source == "-":
            yield from read_reports(sys.stdin.buffer.read(), name="-", encoding=encoding)
        else:
            yield from read_reports(source, encoding=encoding)


def _why(refusal: Refusal, language: str) -> str:
    name = refusal.code if known("refusal", refusal.code) else "other"
    return say(language, "refusal", name, **{**refusal.details, "code": refusal.code})


def _noted(note: Note, language: str) -> str:
    details = {
        key: ", ".join(map(str, value)) if isinstance(value, list | tuple) else value
        for key, value in note.details.items()
    }
    return say(language, "note", note.code, **details)


def _print(tables: list[tuple[str, pd.DataFrame]], options: argparse.Namespace) -> None:
    shown = []
    for name, table in tables:
        counted = table if options.all else table[table["role"].isin(COUNTED)]
        if len(counted):
            shown.append((name, counted))
        elif len(table):
            _tell(options.lang, "none", name=name)
            _tell(options.lang, "none_counted")
    if shown:
        print(in_columns(shown, options.lang))


def _write(tables: list[pd.DataFrame], out: Path, language: str) -> bool:
    """Write the rows of all reports to `out`; whether it went well."""
    table = pd.concat(tables, ignore_index=True) if tables else extract_figures("")
    try:
        out.write_bytes(FORMATS[out.suffix.lower()](table, language))
    except TooManyRows:
        _tell(language, "too_many", n=len(table), most=MOST_ROWS)
    except OSError as error:
        _tell(language, "not_written", name=out, why=error.strerror)
    else:
        _tell(language, "written", name=out, n=len(table))
        return True
    return False


def _tell(language: str, what: str, /, **values: object) -> None:
    """Say something beside the table, which has standard output for itself."""
    print(say(language, "cli", what, **values), file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
