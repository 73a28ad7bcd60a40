"""Tables inside a text, set with tabs or blanks, as the typist or Word's plain text leaves them."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from reading.report import Cell, Table, UnreadableReport
from reading.safety.limits import default_limits

NUMBER = regex.compile(r"[-−+]?[\d０-９][\d０-９,，.．\s]*[%％‰]?|[-—–－/]")
_BETWEEN = regex.compile(r" *\t *|[ \u3000]*\u3000[ \u3000]*| {2,}")
_BY_TABS, _BY_BLANKS = 2, 3  # rows that make a table: blanks stand below each other by chance too
_SENTENCE = regex.compile(r"[。；]|，")
_FILLED = 0.6  # of the cells below the head of at least one column are numbers


@dataclass(frozen=True)
class _Field:
    start: int
    end: int
    text: str


def tables_in(text: str) -> tuple[Table, ...]:
    """The tables of `text` (LF line ends): lines that are cut into as many fields each, the first
    of words, below it columns of numbers. Raises UnreadableReport too_many_cells."""
    found: list[Table] = []
    run: list[list[_Field]] = []
    tabs = True
    cells, position = 0, 0
    for line in [*text.split("\n"), ""]:
        fields = _fields(line, position)
        position += len(line) + 1
        if run and len(fields) != len(run[0]):
            if table := _table(run, tabs):
                found.append(table)
                cells += len(table.cells)
            run, tabs = [], True
        if len(fields) > 1:
            run.append(fields)
            tabs = tabs and "\t" in line
    if cells > (limit := default_limits().max_cells):
        raise UnreadableReport("too_many_cells", limit=limit)
    return tuple(found)


def _fields(line: str, position: int) -> list[_Field]:
    """The parts of a line between tabs or blanks, with their places in the text."""
    begin, last = len(line) - len(line.lstrip(" \u3000")), len(line.rstrip(" \u3000"))
    fields = []
    for gap in _BETWEEN.finditer(line, begin, last):
        fields.append(_Field(position + begin, position + gap.start(), line[begin : gap.start()]))
        begin = gap.end()
    fields.append(_Field(position + begin, position + last, line[begin:last]))
    return fields


def _table(run: list[list[_Field]], tabs: bool) -> Table | None:
    if len(run) < (_BY_TABS if tabs else _BY_BLANKS) or any(map(_is_number, run[0])):
        return None
    if not (_has_numbers(run) or (tabs and _has_sentences(run))):
        return None
    cells = tuple(
        Cell(field.start, field.end, row, column)
        for row, fields in enumerate(run)
        for column, field in enumerate(fields)
    )
    return Table(run[0][0].start, run[-1][-1].end, cells)


def _has_numbers(run: list[list[_Field]]) -> bool:
    """Whether a column holds mostly numbers below the head."""
    head = next((n for n, row in enumerate(run) if any(map(_is_number, row))), len(run))
    body = run[head:]
    return bool(body) and any(
        sum(_is_number(row[column]) for row in body) >= _FILLED * len(body)
        for column in range(1, len(run[0]))
    )


def _has_sentences(run: list[list[_Field]]) -> bool:
    """Whether a column behind the first holds sentences below a head without any: a ledger."""
    told = [[bool(_SENTENCE.search(field.text)) for field in row] for row in run]
    return not any(told[0]) and any(
        sum(row[column] for row in told[1:]) >= _FILLED * (len(run) - 1)
        for column in range(1, len(run[0]))
    )


def _is_number(field: _Field) -> bool:
    return NUMBER.fullmatch(field.text) is not None
