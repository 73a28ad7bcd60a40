"""The text of an old Word document and its pieces, by the File Information Block ([MS-DOC])."""

from __future__ import annotations

import io
import struct
from bisect import bisect_right
from dataclasses import dataclass

import olefile

from reading.report import UnreadableReport
from reading.safety.limits import default_limits

_WORD97 = 193  # the first version of the format that has Unicode
_ENCRYPTED, _SECOND_TABLE = 0x0100, 0x0200  # flags of the information block
_COMPRESSED = 0x40000000  # of a piece: one byte a character
_STARTS = 0x9A  # where the pairs of places and lengths stand
_CHARACTERS, _PARAGRAPHS, _PIECES = 12, 13, 33  # which of the pairs
# How many characters each part of the text has: body, footnotes, headers, macros, comments,
# endnotes, text boxes.
_COUNTS = 0x4C


@dataclass
class Piece:
    """A stretch of the text: from character `start` on, kept in the file from `place` on."""

    start: int
    end: int
    place: int
    wide: bool  # two bytes a character

    def place_of(self, character: int) -> int:
        """Where in the file a character of the piece stands."""
        return self.place + (character - self.start) * (2 if self.wide else 1)


@dataclass
class OldWord:
    """The streams of a document, its text and where the tables of properties stand."""

    stream: bytes  # the one with the text
    table: bytes
    data: bytes  # properties too long for the others
    pieces: list[Piece]
    text: str
    parts: list[int]  # characters of body, footnotes, headers, macros, comments, endnotes, boxes
    characters: tuple[int, int]  # place and length in `table`: of pages of character properties
    paragraphs: tuple[int, int]  # of pages of paragraph properties

    def part(self, number: int) -> tuple[int, int]:
        """Where a part of the text begins and ends: 0 body, 1 footnotes, 5 endnotes, 6 boxes."""
        start = sum(self.parts[:number])
        return start, start + self.parts[number]

    def place_of(self, character: int) -> int:
        """Where in the file a character of the text stands."""
        at = bisect_right(self.pieces, character, key=lambda piece: piece.start) - 1
        return self.pieces[max(at, 0)].place_of(character)


def open_word(data: bytes) -> OldWord:
    """Take the compound file apart.

    Raises UnreadableReport: password, too_long, damaged; needs_libreoffice for what Word wrote
    before 1997.
    """
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as compound:
            stream = compound.openstream("WordDocument").read()
            flags = _short(stream, 0x0A)
            if flags & _ENCRYPTED:
                raise UnreadableReport("password")
            if _short(stream, 2) < _WORD97:
                raise UnreadableReport("needs_libreoffice", format="doc")
            table = compound.openstream("1Table" if flags & _SECOND_TABLE else "0Table").read()
            extra = compound.openstream("Data").read() if compound.exists("Data") else b""
        return _taken_apart(stream, table, extra)
    except (OSError, struct.error, IndexError, ValueError) as error:
        raise UnreadableReport("damaged", reason=str(error)) from None


def _taken_apart(stream: bytes, table: bytes, extra: bytes) -> OldWord:
    place, length = _pair(stream, _PIECES)
    pieces = _pieces(table[place : place + length])
    parts = [max(0, count) for count in struct.unpack_from("<7i", stream, _COUNTS)]
    if sum(parts) > (limit := default_limits().max_characters):
        raise UnreadableReport("too_long", limit=limit)
    text = "".join(_text(stream, piece) for piece in pieces)
    return OldWord(
        stream,
        table,
        extra,
        pieces,
        text,
        parts,
        _pair(stream, _CHARACTERS),
        _pair(stream, _PARAGRAPHS),
    )


def _short(data: bytes, place: int) -> int:
    return int(struct.unpack_from("<H", data, place)[0])


def _pair(stream: bytes, number: int) -> tuple[int, int]:
    place, length = struct.unpack_from("<II", stream, _STARTS + 8 * number)
    return place, length


def _pieces(complex_part: bytes) -> list[Piece]:
    """The pieces of the text, behind the properties that pieces share."""
    place = 0
    while complex_part[place] == 1:
        place += 3 + _short(complex_part, place + 1)
    if complex_part[place] != 2:
        raise ValueError("piece table")
    (length,) = struct.unpack_from("<I", complex_part, place + 1)
    table = complex_part[place + 5 : place + 5 + length]
    count = (len(table) - 4) // 12
    borders = struct.unpack_from(f"<{count + 1}I", table)
    found = []
    for number in range(count):
        (where,) = struct.unpack_from("<I", table, 4 * (count + 1) + 8 * number + 2)
        wide = not where & _COMPRESSED
        where = where if wide else (where & ~_COMPRESSED) // 2
        found.append(Piece(borders[number], borders[number + 1], where, wide))
    return found


def _text(stream: bytes, piece: Piece) -> str:
    """The characters of a piece, as many as it says."""
    length = piece.end - piece.start
    if piece.wide:
        text = stream[piece.place : piece.place + 2 * length].decode("utf-16-le", "replace")
        # A character beyond the basic plane counts as two.
        return "".join(c if c <= "\uffff" else c + "\0" for c in text).ljust(length, "\0")
    text = stream[piece.place : piece.place + length].decode("cp1252", "replace")
    return text.ljust(length, "\0")
