"""From a text, or a report as read from a file, to the table of its figures."""

from __future__ import annotations

import logging
import traceback
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from extract.collecting import collection_paused
from extract.figure import Figure
from extract.frame import to_frame
from extract.name.listing import distribute, share_bounds, share_units
from extract.name.naming import name_figures
from extract.name.wellformed import check_names, leave_out_leads
from extract.relation.parts import link_parts
from extract.relation.repeats import mark_repeats
from extract.role.find import find_figures
from extract.tables.figures import outside_tables, table_figures
from extract.tables.identifier import tell_identifiers
from extract.tables.prose import cells_apart, place_in_tables
from extract.tables.unit import names_without_units, read_units_in_front
from extract.telling.sections import Sections
from extract.telling.status import mark_status
from extract.text.clause import sentence_around, with_wide_marks

if TYPE_CHECKING:
    from reading import Report, Table

_log = logging.getLogger(__name__)
# Of a text whose reading fails each paragraph is read alone, and of such a paragraph each sentence.
_APART = ("\n", "。！？!?\n")
NOT_READ = "sentence not understood"
BY_OCR = "read by OCR"


def extract_figures(text: str, report: str = "") -> pd.DataFrame:
    """The table of all quantified figures of `text`, in order of where they stand.

    `report` is the report's id, the same in every row. Columns, dtypes and their order are those
    of `extract.COLUMNS`, for any text, the empty one too.
    """
    with collection_paused():
        return to_frame(read_figures(text), report)


def extract_report(report: Report) -> pd.DataFrame:
    """The table of all figures of a report that was read from a file, with its id in each row.

    The headings and tables that the file's format knows are used: a number in a table is named by
    its header and its row. All figures that OCR read are in doubt for that.
    """
    with collection_paused():
        return to_frame(report_figures(report), report.id)


def report_sections(report: Report) -> Sections:
    """The sections of a report, by the headings that its format knows."""
    headings = [(heading.start, heading.end, heading.level) for heading in report.headings]
    return Sections(report.text, headings)


def report_figures(report: Report, sections: Sections | None = None) -> list[Figure]:
    """The figures of a report, in order. Of one that is a part of another, `sections` are those of
    the whole."""
    figures = _figures(report.text, sections or report_sections(report), report.tables)
    starts = [start for start, _ in report.uncertain]
    for figure in figures:
        place = bisect_right(starts, figure.start) - 1
        if place >= 0 and figure.start < report.uncertain[place][1]:
            figure.doubt = BY_OCR
    return figures


def read_figures(
    text: str, headings: Iterable[tuple[int, int, int]] | None = None, tables: Sequence[Table] = ()
) -> list[Figure]:
    """All figures of `text`, in order, with everything that is known of each.

    `headings` are those that the report's format knows (start, end, level); without them they are
    found by their marks. `tables` are the tables whose cells stand in the text.
    """
    return _figures(text, Sections(text, headings), tables)


def _figures(text: str, sections: Sections, tables: Sequence[Table]) -> list[Figure]:
    laid = cells_apart(text, tables) if tables else text
    wide = with_wide_marks(laid)
    figures = _find(text, laid, wide, tables)
    try:
        _read(laid, wide, figures, sections)
    except MemoryError:
        raise
    except Exception:
        # A sentence that no rule foresaw keeps no report out. Found again, since the reading that
        # failed has written into the figures.
        figures = _find(text, laid, wide, tables)
        _read_apart(laid, wide, figures, sections)
    mark_repeats(_counted(figures))
    if tables:
        place_in_tables(_counted(figures), text, tables, sections.above)
        in_tables = table_figures(text, tables)
        for figure in in_tables:
            path = (sections.above(figure.start), figure.section)
            figure.section = " / ".join(filter(None, path))
        figures = sorted([*figures, *in_tables], key=lambda f: f.start)
    begin = end = -1
    for row, figure in enumerate(figures):
        figure.row = row
        if not figure.sentence:
            if not begin <= figure.start < figure.end <= end:
                begin, end = sentence_around(laid, figure.start, figure.end)
            figure.sentence = text[begin:end]
        figure.section = figure.section or sections.above(figure.start)
    return figures


def _find(text: str, laid: str, wide: str, tables: Sequence[Table]) -> list[Figure]:
    """The figures of the running text, with their numbers and units, not yet named.

    `laid` is the text with the cells of its tables apart, `wide` that with full-width marks.
    """
    figures = find_figures(laid)
    share_units(wide, figures)
    read_units_in_front(wide, figures)
    if tables:
        figures = outside_tables(figures, text, tables)
    share_bounds(_counted(figures), wide)
    return figures


def _counted(figures: list[Figure]) -> list[Figure]:
    return [figure for figure in figures if figure.role in ("statistic", "redacted")]


def _read(text: str, wide: str, figures: list[Figure], sections: Sections) -> None:
    """Name the figures, tell what is said of them, and link the parts to their wholes.

    `wide` is the text with full-width marks, in which clauses are looked for.
    """
    counted = _counted(figures)
    name_figures(wide, figures, counted)
    distribute(wide, counted)
    names_without_units(counted)
    tell_identifiers(counted)
    counted = _counted(counted)
    check_names(counted)
    mark_status(text, wide, counted, sections)
    link_parts(wide, counted)
    leave_out_leads(counted)


def _read_apart(
    text: str,
    wide: str,
    figures: list[Figure],
    sections: Sections,
    apart: tuple[str, ...] = _APART,
) -> None:
    """Read each passage alone; a sentence that cannot be read has figures without a name.

    apart: the signs between passages, of the larger ones first.
    """
    for passage in _passages(text, figures, apart[0]):
        found = [copy(figure) for figure in passage]
        try:
            _read(text, wide, passage, sections)
        except MemoryError:
            raise
        except Exception as error:
            for figure, as_found in zip(passage, found, strict=True):
                for name in Figure.__slots__:
                    setattr(figure, name, getattr(as_found, name))
            if len(apart) > 1:
                _read_apart(text, wide, passage, sections, apart[1:])
            else:
                _leave_unread(passage, error)


def _passages(text: str, figures: list[Figure], signs: str) -> Iterator[list[Figure]]:
    """The figures in order, divided wherever one of `signs` stands between two of them."""
    passage = figures[:1]
    for before, figure in pairwise(figures):
        if any(sign in text[before.end : figure.start] for sign in signs):
            yield passage
            passage = []
        passage.append(figure)
    if passage:
        yield passage


def _leave_unread(passage: list[Figure], error: Exception) -> None:
    """Say in the figures and in the log, which holds no word of the report, what was not read."""
    for figure in _counted(passage):
        figure.doubt = NOT_READ
    rule = traceback.extract_tb(error.__traceback__)[-1]
    _log.warning(
        "no names for the figures in characters %d to %d: %s in %s, %s",
        passage[0].start,
        passage[-1].end,
        type(error).__name__,
        Path(rule.filename).stem,
        rule.name,
    )
