"""Where a figure stands, as an editor names the place: which part of the report, which sentence of
it; in a table, which table and which of its rows."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dashboard.store.figure import Figure
from reading import Report
from writing import outline
from writing.sentence import SENTENCE_OR_LINE_ENDS

_PART = re.compile(
    rf"(?P<whole>{outline.PIECE}|{outline.CHAPTER}|{outline.SECTION})"
    rf"|(?P<numeral>{outline.NUMERAL})\s*[、．.]"
)
_ENDS = re.compile(rf"[{re.escape(SENTENCE_OR_LINE_ENDS)}]+")


@dataclass(frozen=True, slots=True)
class Place:
    """`part` is a chapter's own number (第三章), `numeral` that of a heading 三、, `heading` one
    without a number; at most one of them is set. Counting begins at 1: the sentence within the
    part, or the table of the report and the row of the table; 0 is none."""

    part: str = ""
    numeral: str = ""
    heading: str = ""
    sentence: int = 0
    table: int = 0
    row: int = 0


def place_of(figure: Figure, report: Report) -> Place:
    """Where a figure of this report stands."""
    for number, table in enumerate(report.tables, 1):
        if table.start <= figure.start < table.end:
            rows = [cell.row for cell in table.cells if cell.start <= figure.start < cell.end]
            return Place(table=number, row=rows[0] + 1 if rows else 0)
    heading = figure.section.split(" / ")[0]
    begin = report.text.rfind(heading, 0, figure.start) + len(heading) if heading else 0
    before = _ENDS.split(report.text[begin : figure.start])
    # What stands behind the last end is the sentence of the figure itself.
    sentence = 1 + sum(1 for one in before[:-1] if one.strip(_AROUND))
    marked = _PART.match(heading)
    if not marked:
        return Place(heading=heading, sentence=sentence)
    return Place(part=marked["whole"] or "", numeral=marked["numeral"] or "", sentence=sentence)


_AROUND = " \t\r\u3000”’」』）)"
