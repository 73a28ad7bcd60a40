"""Comma- and tab-separated values → Report: a table, or documents with a text in each row."""

from __future__ import annotations

import csv
import io

from reading.kinds import separator_of
from reading.report import Note, Report, UnreadableReport
from reading.safety.limits import default_limits
from reading.sheets.rows import add_rows
from reading.structure.compose import Composer, GridCell
from reading.structure.header import iso_date
from reading.structure.lines import join_lines, normal_line_ends

_LONG = 200  # characters: a cell that holds so much is a text of its own
_NAMES = {
    "title": ("title", "标题", "题目", "名称"),
    "date": ("date", "publish_date", "pubdate", "日期", "时间", "发布日期", "发布时间"),
    "source": ("source", "来源", "发布机构"),
    "organisation": ("organisation", "organization", "单位", "机构", "province", "地区", "省份"),
}


def read_csv(
    text: str, *, name: str = "", encoding: str = "", notes: tuple[Note, ...] = ()
) -> Report:
    """The report of comma- or tab-separated values. Raises UnreadableReport: damaged, a limit."""
    text = normal_line_ends(text)
    separator = separator_of(text)
    if separator is None:  # a title in front, or rows of unlike length: what most lines hold
        lines = text.split("\n")
        separator = max(",\t;", key=lambda sign: sum(sign in line for line in lines))
    csv.field_size_limit(default_limits().max_characters)
    try:
        rows = _rows(text, separator)
    except csv.Error as error:
        raise UnreadableReport("damaged", reason=str(error)) from None
    composer = Composer("tsv" if separator == "\t" else "csv", name, encoding, list(notes))
    if _hold_texts(rows):
        _texts(rows, composer)
    else:
        add_rows(
            [[GridCell(value, r, c) for c, value in enumerate(row)] for r, row in enumerate(rows)],
            composer,
        )
    return composer.finish()


def _rows(text: str, separator: str) -> list[list[str]]:
    """The rows; a quote that nothing closes is a character, lest it swallow the rest."""
    try:
        return list(csv.reader(io.StringIO(text), delimiter=separator, strict=True))
    except csv.Error:
        return list(csv.reader(io.StringIO(text), delimiter=separator, quoting=csv.QUOTE_NONE))


def _hold_texts(rows: list[list[str]]) -> bool:
    """Whether each row holds a document: long texts in one column, and in the others none that
    run over a sentence's end, as those of a ledger do (problem, measures, result)."""
    body = rows[1:]
    width = max(map(len, body), default=0)
    columns = [[row[place] for row in body if place < len(row)] for place in range(width)]
    long = [column for column in columns if any(len(cell) > _LONG for cell in column)]
    told = [column for column in columns if sum(map(_tells, column)) > len(column) / 2]
    return bool(long) and len(told) < 2


def _tells(cell: str) -> bool:
    return cell.rstrip().endswith(("。", "；", "！")) or cell.count("，") > 1 or len(cell) > _LONG


def _texts(rows: list[list[str]], composer: Composer) -> None:
    """Rows that each hold a document: its text in one column, what is known of it in others."""
    head = [cell.strip().lower() for cell in rows[0]]
    places = {
        field: next((head.index(known) for known in names if known in head), -1)
        for field, names in _NAMES.items()
    }
    several = len(rows) > 2
    for row in rows[1:]:
        stated = {
            field: row[place].strip() for field, place in places.items() if 0 <= place < len(row)
        }
        title = stated.get("title", "")
        if several:
            composer.paragraph(title or f"第{rows.index(row)}篇", 0)
        else:
            date = iso_date(stated.get("date", ""))
            composer.metadata |= stated | ({"date": date} if "date" in stated else {})
        for cell in row:
            if len(cell) > _LONG:
                for line in join_lines(normal_line_ends(cell)).split("\n"):
                    composer.paragraph(line)
