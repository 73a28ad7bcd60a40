"""A Word document of the binary format, made for the tests: text, headings, a table, hidden words."""

import struct
from collections.abc import Sequence

_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_LEAST = 4096  # bytes of a stream that stands in sectors of its own
_TEXT = 2048  # where the text begins in its stream

Row = Sequence[tuple[str, int]]  # the cells of a row: words, and their flags of merging


def word97_file(
    paragraphs: Sequence[tuple[str, int]] = (),
    rows: Sequence[Row] = (),
    hidden: str = "",
    version: int = 193,
) -> bytes:
    """Paragraphs with their style's number (1 is a heading), a table behind them; the words
    `hidden`, where they stand in the text, are hidden."""
    text, ends = "", list[tuple[int, bytes]]()
    for words, style in paragraphs:
        text += words + "\r"
        ends.append((len(text), struct.pack("<H", style)))
    cell, row_end = b"\x16\x24\x01", b"\x16\x24\x01\x17\x24\x01"
    for row in rows:
        for words, _ in row:
            text += words + "\x07"
            ends.append((len(text), b"\0\0" + cell))
        shape = bytes([len(row)]) + struct.pack(
            f"<{len(row) + 1}h", *(2000 * number for number in range(len(row) + 1))
        )
        shape += b"".join(struct.pack("<H18x", flags) for _, flags in row)
        text += "\x07"
        ends.append(
            (len(text), b"\0\0" + row_end + struct.pack("<HH", 0xD608, len(shape) + 1) + shape)
        )
    places = [_TEXT + 2 * end for end, _ in ends]
    paragraph_page = _page([_TEXT, *places], [_paragraph(said) for _, said in ends], 13)
    at = text.index(hidden) if hidden else 0
    borders = [_TEXT + 2 * place for place in (0, at, at + len(hidden), len(text))]
    character_page = _page(borders, [b"", b"\x03\x3c\x08\x01", b""], 1)
    stream = bytearray(_TEXT) + text.encode("utf-16-le")
    stream += bytes(-len(stream) % _SECTOR)
    first = len(stream) // _SECTOR
    stream += paragraph_page + character_page
    pieces = struct.pack("<IIHIH", 0, len(text), 0, _TEXT, 0)
    table = b"\x02" + struct.pack("<I", len(pieces)) + pieces
    pages = [struct.pack("<III", _TEXT, _TEXT + 2 * len(text), first + n) for n in range(2)]
    struct.pack_into("<HH", stream, 0, 0xA5EC, version)
    struct.pack_into("<H", stream, 0x0A, 0x0200)
    struct.pack_into("<i", stream, 0x4C, len(text))
    for number, place, length in (
        (33, 0, len(table)),
        (13, len(table), 12),
        (12, len(table) + 12, 12),
    ):
        struct.pack_into("<II", stream, 0x9A + 8 * number, place, length)
    return _compound({"WordDocument": bytes(stream), "1Table": table + b"".join(pages)})


def _paragraph(said: bytes) -> bytes:
    """A paragraph's style and properties behind their length."""
    said += bytes(len(said) % 2 == 0)
    return bytes([(len(said) + 1) // 2]) + said


def _page(borders: Sequence[int], packed: Sequence[bytes], entry: int) -> bytes:
    """A page of properties: borders, where each stands, and they themselves from the end up."""
    page = bytearray(_SECTOR)
    struct.pack_into(f"<{len(borders)}I", page, 0, *borders)
    at = _SECTOR - 2
    for number, said in enumerate(packed):
        if said:
            at = (at - len(said)) & ~1
            page[at : at + len(said)] = said
            page[4 * len(borders) + entry * number] = at // 2
    page[-1] = len(packed)
    return bytes(page)


def _compound(streams: dict[str, bytes]) -> bytes:
    """A compound file of the streams."""
    body, chain, entries = b"", [_FAT], list[bytes]()
    for name, content in streams.items():
        content = content.ljust(_LEAST, b"\0")
        content += bytes(-len(content) % _SECTOR)
        first, sectors = len(chain), len(content) // _SECTOR
        chain += [*range(first + 1, first + sectors), _END]
        entries.append(_entry(name, 2, first, len(content)))
        body += content
    directory = len(chain)
    chain.append(_END)
    entries = [_entry("Root Entry", 5, _END, 0, child=1), *entries]
    body += b"".join(entries).ljust(_SECTOR, b"\0")
    fat = struct.pack("<128I", *chain, *[_FREE] * (128 - len(chain)))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<IIIIIIIII", 0, 1, directory, 0, _LEAST, _END, 0, _END, 0)
    head += struct.pack("<I", 0) + b"\xff" * (4 * 108)
    return head + fat + body


def _entry(name: str, kind: int, first: int, size: int, child: int = -1) -> bytes:
    """An entry of the directory; the streams hang on each other to the right."""
    wide = name.encode("utf-16-le")
    right = 2 if name == "WordDocument" else -1
    return (
        wide.ljust(64, b"\0")
        + struct.pack("<HBBiii", len(wide) + 2, kind, 1, -1, right, child)
        + bytes(36)
        + struct.pack("<IQ", first, size)
    )
