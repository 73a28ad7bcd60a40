"""From a text, or a report as read from a file, to the table of its figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import pandas as pd

from extract.figure import Figure
from extract.frame import to_frame
from extract.name.listing import deal_out, share_bounds, share_units
from extract.name.naming import name_figures
from extract.relation.parts import link_parts
from extract.relation.repeats import mark_repeats
from extract.role.find import find_figures
from extract.tables.figures import outside_tables, table_figures
from extract.tables.identifier import tell_identifiers
from extract.tables.prose import cells_apart, place_in_tables
from extract.tables.unit import names_without_units, read_units_in_front
from extract.telling.sections import Sections
from extract.telling.status import tell
from extract.text.clause import sentence_around, with_wide_marks

if TYPE_CHECKING:
    from reading import Report, Table


def extract_figures(text: str, report: str = "") -> pd.DataFrame:
    """The table of all quantified figures of `text`, in order of where they stand.

    `report` is the report's id, the same in every row. Columns, dtypes and their order are those
    of `extract.COLUMNS`, for any text, the empty one too.
    """
    return to_frame(read_figures(text), report)


def extract_report(report: Report) -> pd.DataFrame:
    """The table of all figures of a report that was read from a file, with its id in each row.

    The headings and tables that the file's format knows are used: a number in a table is named by
    its header and its row.
    """
    headings = [(heading.start, heading.end, heading.level) for heading in report.headings]
    return to_frame(read_figures(report.text, headings, report.tables), report.id)


def read_figures(
    text: str, headings: Iterable[tuple[int, int, int]] | None = None, tables: Sequence[Table] = ()
) -> list[Figure]:
    """All figures of `text`, in order, with everything that is known of each.

    `headings` are those that the report's format knows (start, end, level); without them they are
    found by their marks. `tables` are the tables whose cells stand in the text.
    """
    laid = cells_apart(text, tables) if tables else text
    figures = find_figures(laid)
    told = with_wide_marks(laid)
    share_units(told, figures)
    read_units_in_front(told, figures)
    if tables:
        figures = outside_tables(figures, text, tables)
    counted = [figure for figure in figures if figure.role in ("statistic", "redacted")]
    share_bounds(counted, told)
    name_figures(told, figures, counted)
    deal_out(told, counted)
    names_without_units(counted)
    tell_identifiers(counted)
    counted = [figure for figure in counted if figure.role != "named"]
    sections = Sections(text, headings)
    tell(text, told, counted, sections)
    link_parts(told, counted)
    if tables:
        place_in_tables(counted, text, tables, sections.above)
        in_tables = table_figures(text, tables)
        for figure in in_tables:
            path = (sections.above(figure.start), figure.section)
            figure.section = " / ".join(filter(None, path))
        figures = sorted([*figures, *in_tables], key=lambda f: f.start)
        counted = [figure for figure in figures if figure.role in ("statistic", "redacted")]
    mark_repeats(counted)
    begin = end = -1
    for row, figure in enumerate(figures):
        figure.row = row
        if not figure.sentence:
            if not begin <= figure.start < end:
                begin, end = sentence_around(laid, figure.start, figure.end)
            figure.sentence = text[begin:end]
        figure.section = figure.section or sections.above(figure.start)
    return figures
