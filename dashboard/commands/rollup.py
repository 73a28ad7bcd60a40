"""`python -m dashboard rollup REPORT… -o 台账.xlsx`: the reports of many units as one ledger."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from dashboard.asking import report_kinds, rollup
from dashboard.asking.filters import Filter
from dashboard.commands.taking_in import declare_reports, take_in
from dashboard.errors import LibraryError
from dashboard.files.rollup_workbook import rollup_xlsx
from dashboard.files.scratch import scratch_library
from dashboard.showing.words import Words
from dashboard.store.library import Library

_ENDING = ".xlsx"


def declare(parser: argparse.ArgumentParser, words: Words) -> None:
    """The options of the command."""
    kinds, columns = report_kinds.kinds(), report_kinds.columns()
    called = [column.called[words.language] for column in columns.values()]
    declare_reports(parser, words)
    parser.add_argument(
        "-o", "--output", required=True, metavar="FILE", help=words("cli.rollup_output")
    )
    parser.add_argument("--superior", metavar="REPORT", help=words("cli.rollup_superior"))
    parser.add_argument(
        "--rows", choices=rollup.ROWS, default=rollup.ROWS[0], help=words("cli.rollup_rows")
    )
    parser.add_argument(
        "--kind", choices=list(kinds), help=words("cli.rollup_kind", kinds=", ".join(kinds))
    )
    parser.add_argument(
        "--columns", help=words("cli.rollup_columns", columns=", ".join(dict.fromkeys(called)))
    )


def run(options: argparse.Namespace, words: Words) -> int:
    """Read the reports and write the ledger; 1 when a report was refused or nothing written."""
    place = Path(options.output)
    if place.suffix.lower() != _ENDING:
        return _stop(words("cli.no_ending", ending=_ENDING, path=place))
    with scratch_library() as library:
        reading = {"encoding": options.encoding, "split": options.split}
        taken = take_in(library, options.reports, words, **reading)
        above = take_in(library, [options.superior] if options.superior else [], words, **reading)
        if not taken.reports:
            return _stop(words("cli.nothing_read"))
        try:
            columns = _columns(library, options.columns or "", words)
        except LibraryError as error:
            return _stop(words("cli.unknown_column", column=error.details["value"]))
        superior = above.reports[0] if above.reports else ""
        ledger = rollup.rollup(
            library, Filter(), columns, options.rows, options.kind or "", superior
        )
        ledger = rollup.as_given(ledger, taken.reports)
        made = rollup_xlsx(ledger, library.reports(ledger.reports), words.language)
    try:
        place.write_bytes(made)
    except OSError as error:
        return _stop(words("cli.not_written", path=place, why=error.strerror or error))
    print(words("cli.written", path=place))
    return int(taken.refused or above.refused)


def _columns(library: Library, asked: str, words: Words) -> tuple[str, ...]:
    """The columns that were asked for by name, by header or by metric. Raises `bad_value`."""
    known = {name: name for name in report_kinds.columns()}
    for metric in rollup.metrics_at_hand(library, Filter()):
        known.setdefault(metric.metric, metric.column)
    for name, column in report_kinds.columns().items():
        known[column.called[words.language]] = name
    names = [name.strip() for name in asked.replace("，", ",").split(",") if name.strip()]
    for name in names:
        if name not in known:
            raise LibraryError("bad_value", field="column", value=name)
    return tuple(known[name] for name in names)


def _stop(why: str) -> int:
    print(why, file=sys.stderr)
    return 1
