"""`python -m dashboard check DRAFT.docx -o CHECKED.docx`"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from dashboard.commands.output import write
from dashboard.commands.telling import explained
from dashboard.files.draft import check_draft
from dashboard.showing import draft_words
from dashboard.showing.words import Words
from reading import UnreadableReport
from reading.reader import file_bytes


def declare(parser: argparse.ArgumentParser, words: Words) -> None:
    """The options of the command."""
    parser.add_argument("draft", metavar="DRAFT.docx", help=words("cli.draft"))
    parser.add_argument("-o", "--output", required=True, metavar="FILE", help=words("cli.output"))


def run(options: argparse.Namespace, words: Words) -> int:
    """Write the draft with its comments and print what was checked; 1 when it cannot be read."""
    path = Path(options.draft)
    try:
        checked = check_draft(file_bytes(path), path.name, words)
    except UnreadableReport as error:
        why = explained(("reading_error",), error.code, error.details, words)
        print(words("draft.failed", name=path.name, why=why), file=sys.stderr)
        return 1
    if not write(options.output, checked.document, [options.draft], words):
        return 1
    for line in draft_words.summary(
        checked.figures, checked.counts, checked.unread, checked.cut, words
    ):
        print(line)
    print(words("draft.done", path=options.output, n=len(checked.findings)))
    return 0
