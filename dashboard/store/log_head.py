"""The head of the write-ahead log, by which one that a kill cut short is told from a damaged one.

DuckDB passes over a log in silence whose head it cannot read, and writes over it with the next
change: right where the program was killed while it began the log, since nothing in it was confirmed
yet, and a loss where the head was damaged afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

# How DuckDB 2 begins a log: the version of the log, then the file that it belongs to (16 bytes) and
# which state of the file it goes on from, both as numbers of 7 bits a byte.
_BEFORE_IDENTITY = b"d\0be\0\x02f\0\x10"
_BEFORE_STATE = b"g\0"
_END = b"\xff\xff"
# Where the file has them: its identity, and its last two states in the head of each.
_IDENTITY = slice(124, 140)
_STATES = (slice(4104, 4112), slice(8200, 8208))


def is_sound(file: Path, log: Path) -> bool:
    """Whether a log begins as one of this file does, as far as it goes."""
    with log.open("rb") as begun:
        found = begun.read(128)
    return any(found.startswith(head[: len(found)]) for head in _heads(file))


def _heads(file: Path) -> Iterator[bytes]:
    with file.open("rb") as begun:
        head = begun.read(3 * 4096)
    identity = b"".join(_in_seven_bits(byte) for byte in head[_IDENTITY])
    for state in _STATES:
        number = _in_seven_bits(int.from_bytes(head[state], "little"))
        yield _BEFORE_IDENTITY + identity + _BEFORE_STATE + number + _END


def _in_seven_bits(number: int) -> bytes:
    """A number as LEB128: the last seven bits first, a bit more in each byte that others follow."""
    digits = []
    while number > 0x7F:
        digits.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*digits, number])
