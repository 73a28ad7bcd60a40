"""Cells that hold words: read as paragraphs of their own, with the row's label and the column's
header as their section."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import regex

from extract.figure import Figure
from extract.tables.figures import table_layout
from extract.tables.layout import WordCell, without_mark
from extract.text.verb import action_of, stage_of

if TYPE_CHECKING:
    from reading import Table

_LONGEST = 40  # characters of a label or header that names a section
_DONE = regex.compile(r"进展|完成情况|完成进度|落实|成效|成果|结果|实际|现状")
_AIM = regex.compile(r"力争|确保|争取|计划|拟|预计|目标|将|要|下一步|达到[^，。；]*以上")
_KEY = regex.compile(
    r"(?:总体|年度|绩效|工作|主要|阶段|近期|远期|全年)*(?:目标|计划|打算|安排)(?:任务)?"
)
_PLANNED = regex.compile(r"目标|计划|打算|下一步|安排|任务(?!完成)")


def cells_apart(text: str, tables: Sequence[Table]) -> str:
    """`text` with each cell of its tables on lines of its own; of the same length."""
    pieces: list[str] = []
    done = 0
    for table in sorted(tables, key=lambda table: table.start):
        pieces += [text[done : table.start], text[table.start : table.end].replace("\t", "\n")]
        done = table.end
    return "".join([*pieces, text[done:]])


def place_in_tables(
    figures: Sequence[Figure],
    text: str,
    tables: Sequence[Table],
    section_of: Callable[[int], str],
) -> None:
    """Give the figures that stand in cells of words their section, and the body that the row is
    about as scope; what a column of aims tells is a target.

    section_of: the headings above a place.
    """
    cells = sorted(
        (one for table in tables for one in table_layout(table, text).word_cells),
        key=lambda one: one.cell.start,
    )
    starts = [one.cell.start for one in cells]
    for figure in figures:
        place = bisect_right(starts, figure.start) - 1
        if place >= 0 and figure.end <= cells[place].cell.end:
            one = cells[place]
            _place(figure, one, section_of(figure.start))
            _mark_status(figure, one, text[one.cell.start : figure.start])


def _place(figure: Figure, cell: WordCell, section: str) -> None:
    label = without_mark(cell.label)
    names = [
        section,
        *(name for name in (label, *cell.headers) if name and len(name) <= _LONGEST),
    ]
    figure.section = " / ".join(
        " ".join(name.split()) for name in dict.fromkeys(filter(None, names))
    )
    figure.scope = figure.scope or cell.whom
    if not figure.metric and 0 < len(label) <= _LONGEST:
        figure.metric, figure.action = label, action_of(label)
        figure.object = label[len(figure.action) :] or label
        figure.stage = stage_of(figure.action, label)
        figure.doubt = figure.doubt or "metric from the row"


def _mark_status(figure: Figure, cell: WordCell, before: str) -> None:
    """A column of aims holds targets, and a row that 年度目标 heads; one of progress none, unless
    its own words say so."""
    header = cell.headers[-1] if cell.headers else ""
    if _DONE.search(header):
        if figure.status == "target" and not _AIM.search(before):
            figure.status = "actual"
    elif figure.status == "actual" and (_PLANNED.search(header) or _KEY.fullmatch(cell.label)):
        figure.status = "target"
