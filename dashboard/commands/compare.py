"""`python -m dashboard compare EARLIER LATER -o FILE.docx`: two reports side by side."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from dashboard.asking.yearly import Yearly, yearly
from dashboard.commands.output import write
from dashboard.commands.taking_in import take_in
from dashboard.files.scratch import scratch_library
from dashboard.files.word.yearly import yearly_docx
from dashboard.files.yearly_workbook import yearly_xlsx
from dashboard.showing import yearly_words
from dashboard.showing.words import Words
from dashboard.store.library import Library

# Ending of the file → what makes it.
_FORMS: dict[str, Callable[[Yearly, str], bytes]] = {".docx": yearly_docx, ".xlsx": yearly_xlsx}


def declare(parser: argparse.ArgumentParser, words: Words) -> None:
    """The options of the command."""
    endings = words("cli.or").join(_FORMS)
    parser.add_argument("earlier", metavar="EARLIER", help=words("cli.compare_earlier"))
    parser.add_argument("later", metavar="LATER", help=words("cli.compare_later"))
    parser.add_argument(
        "-o",
        "--output",
        required=True,
        metavar="FILE",
        help=words("cli.compare_output", endings=endings),
    )
    parser.add_argument("--encoding", help=words("cli.encoding"))


def run(options: argparse.Namespace, words: Words) -> int:
    """Read both reports and write what they tell side by side; 1 when one of them was refused."""
    ending = Path(options.output).suffix.lower()
    if ending not in _FORMS:
        endings = words("cli.or").join(_FORMS)
        print(words("cli.no_ending", ending=endings, path=options.output), file=sys.stderr)
        return 1
    given = [options.earlier, options.later]
    with scratch_library() as library:
        ids = [_one(library, path, options.encoding, words) for path in given]
        if not all(ids):
            return 1
        found = yearly(library, *ids)
    for one in found.cautions:
        print(words(f"yearly.caution_{one}"), file=sys.stderr)
    if not write(options.output, _FORMS[ending](found, words.language), given, words):
        return 1
    print(yearly_words.summary(found, words))
    print(words("cli.written", path=options.output))
    return 0


def _one(library: Library, path: str, encoding: str | None, words: Words) -> str:
    """The id of the report of a file; empty, and told, where it cannot be read or holds several."""
    taken = take_in(library, [path], words, encoding=encoding)
    if len(taken.reports) > 1:
        several = words("cli.compare_several", path=path, n=len(taken.reports))
        print(several, file=sys.stderr)
    return taken.reports[0] if len(taken.reports) == 1 else ""
