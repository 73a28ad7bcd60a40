"""A PDF page's characters with their places, and the lines that they form."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from operator import itemgetter
from statistics import median
from typing import NamedTuple

import pypdfium2.raw as pdfium
from pypdfium2 import PdfTextPage

from reading.pdf.turn import Turn, slants

_FAR_APART = 2.0  # characters' widths: a gap that parts columns
_HYPHEN = 2  # what PDFium calls the hyphen of a word that goes on in the next line
_WORD_GAP = 0.2  # a gap that parts Latin words
_SMALL, _LARGE = 4.0, 40.0  # points: how high the boxes of the characters of a text are
_FAR_LARGER = 3.0
Box = tuple[float, float, float, float]  # left, bottom, right, top
_matrix = pdfium.FS_MATRIX()  # filled in anew for each character, as these are
_left, _right, _bottom, _top = (ctypes.c_double() for _ in range(4))


class Glyph(NamedTuple):
    """A visible character; the origin is the page's lower left corner, in points."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float
    middle: float  # its height on the page


_left_of, _middle_of = itemgetter(1), itemgetter(6)


@dataclass(slots=True)
class Line:
    """Characters side by side."""

    text: str
    left: float
    right: float
    middle: float
    size: float
    column: int = 0  # of a page set in two: 1 left, 2 right; 0 runs across


def glyphs(page: PdfTextPage, count: int, turn: Turn) -> list[Glyph]:
    """The `count` characters of a page that are visible, in the order in which the file draws
    them, placed as on the page turned upright; watermarks, which slant, are left out."""
    raw, loose_at = page.raw, pdfium.FPDFText_GetLooseCharBox
    found: list[Glyph] = []
    make = partial(tuple.__new__, Glyph)  # twice as fast as its own call
    loose = pdfium.FS_RECTF()
    sizes: dict[float, float] = {}  # of fonts, by how high they make a character's box
    for index, character, han in _visible(raw, count):
        if not loose_at(raw, index, loose) or (turn.slanted and slants(page, index)):
            continue
        left, bottom, right, top = loose.left, loose.bottom, loose.right, loose.top
        size = high = top - bottom
        if not han or not _SMALL < high < _LARGE:
            if high not in sizes:
                sizes[high] = _font_size(raw, index) or high
            size = sizes[high]
            if high > _FAR_LARGER * size:
                left, bottom, right, top = _square(raw, index, size)
            elif size > _FAR_LARGER * high:
                size = high
        if turn.quarters:
            left, bottom, right, top = turn.box(left, bottom, right, top)
        if han:
            size = abs(right - left)
        found.append(make((character, left, right, bottom, top, size, (bottom + top) / 2)))
    return found


def _visible(raw: pdfium.FPDF_TEXTPAGE, count: int) -> Iterator[tuple[int, str, bool]]:
    """The characters of a page that can be seen, each with its number and whether it is Chinese."""
    code_at = pdfium.FPDFText_GetUnicode
    pending = 0  # first half of a character beyond the basic plane
    for index in range(count):
        code = code_at(raw, index)
        if 0x3400 <= code <= 0x9FFF:
            yield index, chr(code), True
        elif 0xD800 <= code < 0xDC00:
            pending = code
        elif 0xDC00 <= code < 0xE000:
            if pending:
                character = chr(0x10000 + ((pending - 0xD800) << 10) + (code - 0xDC00))
                yield index, character, is_han(character)
            pending = 0
        elif code > 0x20:
            character = chr(code)
            if not character.isspace() and code != 0xFFFE:
                yield index, character, False
        elif code == _HYPHEN:
            yield index, "-", False


def _square(raw: pdfium.FPDF_TEXTPAGE, index: int, size: float) -> Box:
    """A square of the font's size around what is drawn of a character.

    PDFium does not scale the boxes of fonts for vertical writing: they are far larger than it.
    """
    pdfium.FPDFText_GetCharBox(raw, index, _left, _right, _bottom, _top)
    across, middle = (_left.value + _right.value) / 2, (_bottom.value + _top.value) / 2
    return across - size / 2, middle - size / 2, across + size / 2, middle + size / 2


def _font_size(raw: pdfium.FPDF_TEXTPAGE, index: int) -> float:
    """The size of a character's font as it stands on the page; 0 where the file does not say.

    The box's height alone differs from font to font of the same size.
    """
    if not pdfium.FPDFText_GetMatrix(raw, index, _matrix):
        return 0.0
    size = abs(pdfium.FPDFText_GetFontSize(raw, index)) * math.hypot(_matrix.c, _matrix.d)
    return float(size)


def is_han(character: str) -> bool:
    """Whether it is a Chinese character, as wide as it is high."""
    return "\u3400" <= character <= "\u9fff" or character >= "\U00020000"


def _is_chinese(character: str) -> bool:
    """Whether it is written without spaces: Chinese characters and punctuation."""
    return character >= "\u2e80" or character in "“”‘’—…"


def rows_of(found: Iterable[Glyph]) -> list[list[Glyph]]:
    """Characters of the same height on the page, from the top down, each row from the left."""
    rows: list[list[Glyph]] = []
    height = reach = 0.0  # of the row's first character
    # From the top and, at the same height, from the left: two sorts are faster than one by both.
    for glyph in sorted(sorted(found, key=_left_of), key=_middle_of, reverse=True):
        below = height - glyph.middle
        if rows and (below < reach or below < 0.45 * glyph.size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
            height, reach = glyph.middle, 0.45 * max(glyph.size, 1)
    for row in rows:
        row.sort(key=_left_of)
    return rows


def lines(rows: list[list[Glyph]], parted: list[list[Line]]) -> list[Line]:
    """Rows of characters, with their `segments`, as lines from the top down, a page of two columns
    column by column."""
    whole = [segment for parts in parted for segment in parts]
    gutter = _gutter(whole) if len(whole) > len(rows) else None
    if gutter is None:
        return [
            parts[0] if len(parts) == 1 else _whole(row)
            for row, parts in zip(rows, parted, strict=True)
        ]
    return _by_column(whole, gutter)


def segments(row: list[Glyph]) -> list[Line]:
    """A row of characters, from the left, cut where a gap parts columns."""
    parts = []
    begin = 0
    _, _, end, _, _, before, _ = row[0]
    for place, (_, left, right, _, _, size, _) in enumerate(row):
        if left - end > _FAR_APART * (before if before > 1 else 1):
            parts.append(row[begin:place])
            begin = place
        end, before = right, size
    return [_whole(part) for part in [*parts, row[begin:]]]


def _whole(row: list[Glyph]) -> Line:
    """Characters from the left as a line."""
    pieces: list[str] = []
    before, begun, end, room = "", -math.inf, math.inf, 1.0
    farthest = row[0].right
    for text, left, right, _, _, size, _ in row:
        if text == before and left - begun < 0.2 * room:
            continue  # bold letters drawn twice
        gap = left - end
        if gap > _WORD_GAP * room:
            chinese = _is_chinese(before) or _is_chinese(text)
            if not chinese or gap > _FAR_APART * room:
                pieces.append(" ")
        pieces.append(text)
        before, begun, end, room = text, left, right, size if size > 1 else 1.0
        farthest = right if right > farthest else farthest
    sizes = [size for text, _, _, _, _, size, _ in row if "\u3400" <= text <= "\u9fff"]
    sizes = sizes or [glyph.size for glyph in row]
    return Line("".join(pieces), row[0].left, farthest, row[0].middle, median(sizes))


def _gutter(segments: list[Line]) -> float | None:
    """Where the white space runs between two columns of text, if the page has them."""
    if len(segments) < 12:
        return None
    left = min(segment.left for segment in segments)
    right = max(segment.right for segment in segments)
    span = right - left
    for tenth in range(-10, 11):
        at = left + span * (0.5 + tenth / 100)
        crossing = sum(1 for segment in segments if segment.left < at < segment.right)
        before = [segment for segment in segments if segment.right <= at]
        behind = [segment for segment in segments if segment.left >= at]
        full = [s for s in before + behind if s.right - s.left > 0.3 * span]
        enough = min(len(before), len(behind)) >= 5
        if enough and crossing <= 0.2 * len(segments) and len(full) > 0.5 * len(segments):
            return at
    return None


def _by_column(segments: list[Line], gutter: float) -> list[Line]:
    """Left column before right, above and below each line that runs across both."""
    ordered: list[Line] = []
    left: list[Line] = []
    right: list[Line] = []
    for segment in segments:
        if segment.left < gutter < segment.right:
            ordered += [*left, *right, segment]
            left, right = [], []
        elif segment.right <= gutter:
            segment.column = 1
            left.append(segment)
        else:
            segment.column = 2
            right.append(segment)
    return [*ordered, *left, *right]
