"""Old Word documents (.doc, .wps) → Report, where LibreOffice is not there to convert them.

Deleted and hidden text, field codes, headers, footers and comments are not part of it. Automatic
numbers are not read, which is noted.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

import regex

from reading.report import Report
from reading.structure.compose import Composer, GridCell
from reading.word97.properties import Paragraph, Paragraphs, RowCell, left_out
from reading.word97.text import OldWord, open_word

_BODY, _FOOTNOTES, _ENDNOTES, _BOXES = 0, 1, 5, 6  # parts of the text
_PARAGRAPH, _CELL = "\r", "\x07"
_ENDS = _PARAGRAPH + _CELL + "\x0c"
_FIELD, _SHOWN, _FIELD_END = "\x13", "\x14", "\x15"
_SIGNS = str.maketrans(
    {"\x0b": "\n", "\x1e": "-", "\x1f": "", "\xa0": " ", "\t": " ", "\0": "", "\x0e": ""}
)
_OBJECTS = regex.compile(r"[\x01-\x08]")  # pictures, marks of notes and comments
_SAME = 20  # twentieths of a point: edges of cells that are meant to be one
_LONGEST_HEADING = 80


def read_doc(data: bytes, name: str = "") -> Report:
    """The report of a document of Word 97 to 2003, or of WPS in that format.

    Raises UnreadableReport: password, damaged, empty, too_long; needs_libreoffice for what Word
    wrote before 1997.
    """
    word = open_word(data)
    composer = Composer("doc", name)
    reader = _Reader(word, composer)
    reader.body()
    for part in (_FOOTNOTES, _ENDNOTES):
        for words, _ in reader.paragraphs(*word.part(part)):
            if words.strip():
                composer.paragraph(f"注：{words.strip()}")
    for words, _ in reader.paragraphs(*word.part(_BOXES)):
        composer.paragraph(words)
    if reader.listed:
        composer.note("numbers_unread")
    return composer.finish()


@dataclass
class _Row:
    cells: list[str]
    shape: list[RowCell]


@dataclass
class _Reader:
    word: OldWord
    composer: Composer
    listed: bool = False  # whether a paragraph has an automatic number
    _rows: list[_Row] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.properties = Paragraphs(self.word)
        self.unseen = left_out(self.word)
        self.unseen_from = [start for start, _ in self.unseen]

    def body(self) -> None:
        """Paragraphs and tables of the body, in order."""
        cell: list[str] = []
        cells: list[str] = []
        for words, about in self.paragraphs(*self.word.part(_BODY)):
            ended = words.endswith(_CELL)
            words = words.rstrip(_CELL)
            self.listed = self.listed or (about.listed and bool(words.strip()))
            if about.ends_row and not about.deep:
                self._rows.append(_Row(cells, about.cells))
                cells, cell = [], []
            elif about.in_table or ended:
                cell.append(words)
                if ended and not about.deep:
                    cells.append("\n".join(cell))
                    cell = []
            else:
                self._table()
                short = len(words) <= _LONGEST_HEADING and not words.rstrip().endswith("。")
                self.composer.paragraph(words, about.level if short else None)
        self._table()

    def paragraphs(self, start: int, end: int) -> Iterator[tuple[str, Paragraph]]:
        """The paragraphs between two characters, each with what is said of it."""
        text = self.word.text
        while start < end:
            stop = start
            while stop < end and text[stop] not in _ENDS:
                stop += 1
            about = self.properties.at(self.word.place_of(min(stop, end - 1)))
            mark = _CELL if text[stop : stop + 1] == _CELL else ""
            yield self._seen(start, stop) + mark, about
            start = stop + 1

    def _seen(self, start: int, stop: int) -> str:
        """The text between two characters as a reader sees it."""
        kept: list[str] = []
        hidden: list[bool] = []  # of the fields that are open: whether their code stands here
        for at in range(start, stop):
            sign = self.word.text[at]
            if sign == _FIELD:
                hidden.append(True)
            elif sign == _SHOWN and hidden:
                hidden[-1] = False
            elif sign == _FIELD_END and hidden:
                hidden.pop()
            elif not any(hidden) and not self._left_out(at):
                kept.append(sign)
        return _OBJECTS.sub("", "".join(kept)).translate(_SIGNS)

    def _left_out(self, character: int) -> bool:
        if not self.unseen:
            return False
        place = self.word.place_of(character)
        at = bisect_right(self.unseen_from, place) - 1
        return at >= 0 and place < self.unseen[at][1]

    def _table(self) -> None:
        """Hand over the rows gathered so far."""
        rows, self._rows = self._rows, []
        if not rows:
            return
        edges = _edges([edge for row in rows for c in row.shape for edge in (c.left, c.right)])
        cells: list[GridCell] = []
        above: dict[int, GridCell] = {}
        for number, row in enumerate(rows):
            shape = row.shape or [RowCell(n, n + 1, False, False) for n in range(len(row.cells))]
            for words, part in zip(row.cells, shape, strict=False):
                left, right = _at(edges, part.left), _at(edges, part.right)
                if part.goes_on and cells:
                    cells[-1].column_span += right - left
                elif part.from_above and left in above:
                    above[left].row_span = number - above[left].row + 1
                else:
                    above[left] = GridCell(words, number, left, 1, max(1, right - left))
                    cells.append(above[left])
        self.composer.table(cells)


def _edges(found: list[int]) -> list[int]:
    """The distinct edges of cells, those that are meant to be one as one."""
    merged: list[int] = []
    for edge in sorted(found):
        if not merged or edge - merged[-1] > _SAME:
            merged.append(edge)
    return merged


def _at(edges: list[int], edge: int) -> int:
    """Which of the edges one is meant to be; without any, as they are counted."""
    return min(range(len(edges)), key=lambda number: abs(edges[number] - edge), default=edge)
