"""The properties of an old Word document's characters and paragraphs: what is deleted or hidden,
what is a heading, a cell, the end of a row, and the cells that a row merges."""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from reading.word97.text import OldWord

_PAGE = 512  # bytes of a page of properties
_PAGE_NUMBER = 0x3FFFFF  # the bits that number it
_SIZES = (1, 1, 2, 4, 2, 2, 0, 3)  # bytes of an operand, by the upper bits of the property's number
_DELETED, _HIDDEN = 0x0800, 0x083C
_IN_TABLE, _ROW_END, _LEVEL, _LIST, _DEPTH = 0x2416, 0x2417, 0x2640, 0x460B, 0x6649
_STYLE = 0x4600  # the number of the paragraph's style
_ELSEWHERE = (0x6645, 0x6646)  # the properties stand in the stream Data
_ROW = 0xD608  # the cells of a row
_CHANGED_TABS = 0xC615
_BODY = 9  # the outline level of what is no heading
_CELL = 20  # bytes that tell of a cell
_GOES_ON, _FROM_ABOVE, _STARTS_DOWN = 0x0002, 0x0020, 0x0040  # merged with the left, from above

Property = tuple[int, bytes]  # its number and its operand


@dataclass(frozen=True)
class RowCell:
    """A cell of a row by its edges on the page, and how it is merged."""

    left: int
    right: int
    goes_on: bool  # part of the cell to its left
    from_above: bool  # part of the cell above


@dataclass
class Paragraph:
    """What is said of a paragraph."""

    level: int | None = None
    in_table: bool = False
    ends_row: bool = False
    deep: bool = False  # in a table inside a table
    listed: bool = False
    cells: list[RowCell] = field(default_factory=list)


def left_out(word: OldWord) -> list[tuple[int, int]]:
    """The stretches of the file whose characters are deleted or hidden, in order."""
    found = []
    for start, end, properties in _runs(word, word.characters, _of_characters):
        set_here = {number for number, operand in properties if operand[:1] == b"\x01"}
        if _DELETED in set_here or _HIDDEN in set_here:
            found.append((start, end))
    return sorted(found)


class Paragraphs:
    """The properties of paragraphs, asked for by where in the file a paragraph ends."""

    def __init__(self, word: OldWord) -> None:
        runs = [
            (start, end, _paragraph(properties))
            for start, end, properties in _runs(word, word.paragraphs, _of_paragraphs)
        ]
        runs.sort(key=lambda run: run[0])
        self._starts = [start for start, _, _ in runs]
        self._runs = runs

    def at(self, place: int) -> Paragraph:
        """What is said of the paragraph that the character at `place` ends."""
        number = bisect_right(self._starts, place) - 1
        if number >= 0 and self._runs[number][0] <= place < self._runs[number][1]:
            return self._runs[number][2]
        return Paragraph()


def _runs(
    word: OldWord, where: tuple[int, int], read: Callable[[bytes, int, int], bytes]
) -> Iterator[tuple[int, int, list[Property]]]:
    """Stretches of the file with their properties, page by page."""
    place, length = where
    table = word.table[place : place + length]
    count = max(0, (len(table) - 4) // 8)
    for number in struct.unpack_from(f"<{count}I", table, 4 * (count + 1)) if count else ():
        begin = (number & _PAGE_NUMBER) * _PAGE
        page = word.stream[begin : begin + _PAGE]
        if len(page) < _PAGE:
            continue
        runs = page[_PAGE - 1]
        borders = struct.unpack_from(f"<{runs + 1}I", page)
        for run in range(runs):
            packed = read(page, runs, run)
            yield borders[run], borders[run + 1], list(_properties(packed, word.data))


def _of_characters(page: bytes, runs: int, run: int) -> bytes:
    at = 2 * page[4 * (runs + 1) + run]
    return page[at + 1 : at + 1 + page[at]] if at else b""


def _of_paragraphs(page: bytes, runs: int, run: int) -> bytes:
    """The style's number, as a property of its own, and the paragraph's properties."""
    at = 2 * page[4 * (runs + 1) + 13 * run]
    if not at:
        return b""
    length = 2 * page[at] - 1
    if not page[at]:
        at, length = at + 1, 2 * page[at + 1]
    style, rest = page[at + 1 : at + 3], page[at + 3 : at + 1 + length]
    return struct.pack("<H", _STYLE) + style + rest


def _properties(packed: bytes, elsewhere: bytes) -> Iterator[Property]:
    """The properties one by one; those that stand elsewhere in their place."""
    place = 0
    while place + 2 <= len(packed):
        (number,) = struct.unpack_from("<H", packed, place)
        place += 2
        size = _SIZES[number >> 13]
        if not size:
            size, place = _variable(packed, place, number)
        operand = packed[place : place + size]
        place += size
        if number in _ELSEWHERE and len(operand) == 4:
            (at,) = struct.unpack("<I", operand)
            if at + 2 <= len(elsewhere):
                (length,) = struct.unpack_from("<H", elsewhere, at)
                yield from _properties(elsewhere[at + 2 : at + 2 + length], b"")
        else:
            yield number, operand


def _variable(packed: bytes, place: int, number: int) -> tuple[int, int]:
    """The size of an operand that states it, and where the operand begins."""
    if number == _ROW and place + 2 <= len(packed):
        return struct.unpack_from("<H", packed, place)[0] - 1, place + 2
    if place >= len(packed):
        return 0, place
    size = packed[place]
    if number == _CHANGED_TABS and size == 255:
        return len(packed) - place - 1, place + 1
    return size, place + 1


def _paragraph(properties: list[Property]) -> Paragraph:
    said = dict(properties)
    flags = {number: bool(operand[:1].strip(b"\0")) for number, operand in properties}
    depth = said.get(_DEPTH, b"")
    return Paragraph(
        _heading(said),
        flags.get(_IN_TABLE, False),
        flags.get(_ROW_END, False),
        len(depth) == 4 and struct.unpack("<i", depth)[0] > 1,
        any(said.get(_LIST, b"")),
        _row(said.get(_ROW, b"")),
    )


def _heading(said: dict[int, bytes]) -> int | None:
    """The level of a heading, by its own property or by one of the built-in styles 标题 1 to 9."""
    if own := said.get(_LEVEL):
        return own[0] + 1 if own[0] < _BODY else None
    style = said.get(_STYLE, b"\0\0")
    number = struct.unpack("<H", style)[0] if len(style) == 2 else 0
    return number if 1 <= number <= _BODY else None


def _row(operand: bytes) -> list[RowCell]:
    """The cells of a row."""
    count = operand[0] if operand else 0
    if len(operand) < 1 + 2 * (count + 1):
        return []
    edges = struct.unpack_from(f"<{count + 1}h", operand, 1)
    cells = []
    for number in range(count):
        at = 1 + 2 * (count + 1) + _CELL * number
        flags = struct.unpack_from("<H", operand, at)[0] if at + 2 <= len(operand) else 0
        above = bool(flags & _FROM_ABOVE) and not flags & _STARTS_DOWN
        cells.append(RowCell(edges[number], edges[number + 1], bool(flags & _GOES_ON), above))
    return cells
