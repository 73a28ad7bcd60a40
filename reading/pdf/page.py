"""A PDF page's characters with their places, and the lines that they form."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import pypdfium2.raw as pdfium
from pypdfium2 import PdfTextPage

_FAR_APART = 2.0  # characters' widths: a gap that parts columns
_HYPHEN = 2  # what PDFium calls the hyphen of a word that goes on in the next line
_WORD_GAP = 0.2  # a gap that parts Latin words
_matrix = pdfium.FS_MATRIX()  # filled in anew for each character


@dataclass(frozen=True, slots=True)
class Glyph:
    """A visible character; the origin is the page's lower left corner, in points."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float

    @property
    def middle(self) -> float:
        """Its height on the page."""
        return (self.bottom + self.top) / 2


@dataclass(slots=True)
class Line:
    """Characters side by side."""

    text: str
    left: float
    right: float
    middle: float
    size: float
    column: int = 0  # of a page set in two: 1 left, 2 right; 0 runs across


def glyphs(page: PdfTextPage) -> list[Glyph]:
    """The visible characters of a page in the order in which the file draws them."""
    raw, found = page.raw, []
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    loose = pdfium.FS_RECTF()
    pending = 0  # first half of a character beyond the basic plane
    for index in range(page.count_chars()):
        code = pdfium.FPDFText_GetUnicode(raw, index)
        if 0xD800 <= code < 0xDC00:
            pending = code
            continue
        if 0xDC00 <= code < 0xE000 and pending:
            code = 0x10000 + ((pending - 0xD800) << 10) + (code - 0xDC00)
        pending = 0
        code = ord("-") if code == _HYPHEN else code
        character = chr(code)
        if code < 0x20 or character.isspace() or code == 0xFFFE:
            continue
        if not pdfium.FPDFText_GetLooseCharBox(raw, index, loose):
            continue
        pdfium.FPDFText_GetCharBox(raw, index, left, right, bottom, top)
        found.append(
            Glyph(
                character,
                min(loose.left, left.value),
                max(loose.right, right.value),
                loose.bottom,
                loose.top,
                abs(loose.right - loose.left)
                if _is_han(character)
                else _size(raw, index, abs(loose.top - loose.bottom)),
            )
        )
    return found


def _size(raw: pdfium.FPDF_TEXTPAGE, index: int, height: float) -> float:
    """The size of a character's font as it stands on the page; `height` of its box at need.

    The box's height alone differs from font to font of the same size.
    """
    if not pdfium.FPDFText_GetMatrix(raw, index, _matrix):
        return height
    size = abs(pdfium.FPDFText_GetFontSize(raw, index)) * math.hypot(_matrix.c, _matrix.d)
    return float(size) if 0.3 * height < size < 3 * height else height


def _is_han(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff" or character >= "\U00020000"


def _is_chinese(character: str) -> bool:
    """Whether it is written without spaces: Chinese characters and punctuation."""
    return character >= "\u2e80" or character in "“”‘’—…"


def rows_of(found: Iterable[Glyph]) -> list[list[Glyph]]:
    """Characters of the same height on the page, from the top down."""
    rows: list[list[Glyph]] = []
    height = size = 0.0  # of the row's first character
    for glyph in sorted(found, key=lambda glyph: (-glyph.bottom - glyph.top, glyph.left)):
        middle = glyph.middle
        if rows and abs(height - middle) < 0.45 * max(size, glyph.size, 1):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
            height, size = middle, glyph.size
    return rows


def lines(rows: list[list[Glyph]]) -> list[Line]:
    """Rows of characters as lines from the top down, a page of two columns column by column."""
    parted = [segments(row) for row in rows]
    whole = [segment for parts in parted for segment in parts]
    gutter = _gutter(whole) if len(whole) > len(rows) else None
    if gutter is None:
        return [
            parts[0] if len(parts) == 1 else _whole(row)
            for row, parts in zip(rows, parted, strict=True)
        ]
    return _by_column(whole, gutter)


def segments(row: list[Glyph]) -> list[Line]:
    """A row of characters cut where a gap parts columns."""
    row = sorted(row, key=lambda glyph: glyph.left)
    parts = [[row[0]]]
    for glyph in row[1:]:
        before = parts[-1][-1]
        if glyph.left - before.right > _FAR_APART * max(before.size, 1):
            parts.append([glyph])
        else:
            parts[-1].append(glyph)
    return [_whole(part) for part in parts]


def _whole(row: list[Glyph]) -> Line:
    row = sorted(row, key=lambda glyph: glyph.left)
    pieces = [row[0].text]
    for before, glyph in pairwise(row):
        gap = glyph.left - before.right
        size = max(before.size, 1)
        if before.text == glyph.text and glyph.left - before.left < 0.2 * size:
            continue  # bold letters drawn twice
        chinese = _is_chinese(before.text) or _is_chinese(glyph.text)
        if gap > (_FAR_APART if chinese else _WORD_GAP) * size:
            pieces.append(" ")
        pieces.append(glyph.text)
    return Line(
        "".join(pieces),
        row[0].left,
        max(glyph.right for glyph in row),
        row[0].middle,
        median([glyph.size for glyph in row if _is_han(glyph.text)] or [g.size for g in row]),
    )


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
