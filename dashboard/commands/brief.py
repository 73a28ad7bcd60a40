"""`python -m dashboard brief REPORT… -o BRIEF.docx [--title TITLE] [--template FILE.docx]`"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from dashboard.commands.output import write
from dashboard.commands.taking_in import declare_reports, take_in
from dashboard.commands.telling import explained
from dashboard.files.brief import brief_of
from dashboard.files.scratch import scratch_library
from dashboard.files.word.brief import word_document
from dashboard.showing.words import Words
from reading import UnreadableReport
from reading.reader import file_bytes


def declare(parser: argparse.ArgumentParser, words: Words) -> None:
    """The options of the command."""
    declare_reports(parser, words)
    parser.add_argument("-o", "--output", required=True, metavar="FILE", help=words("cli.output"))
    parser.add_argument("--title", default="", help=words("cli.brief_title"))
    parser.add_argument("--template", metavar="FILE.docx", help=words("cli.template"))


def run(options: argparse.Namespace, words: Words) -> int:
    """Write the brief of the reports that can be read; 1 when one was refused or none is left."""
    with scratch_library() as library:
        taken = take_in(
            library, options.reports, words, encoding=options.encoding, split=options.split
        )
        if not taken.reports:
            return 1
        brief = brief_of(library, taken.reports, words, options.title)
    try:
        template = None if options.template is None else file_bytes(Path(options.template))
        document = word_document(brief, words, template, options.template or "")
    except UnreadableReport as error:
        why = explained(("reading_error",), error.code, error.details, words)
        print(words("brief.template_wrong", name=options.template, why=why), file=sys.stderr)
        return 1
    given = [*options.reports, *([options.template] if options.template else [])]
    if not write(options.output, document, given, words):
        return 1
    print(words("brief.done", path=options.output))
    return int(taken.refused)
