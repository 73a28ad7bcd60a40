"""The manifest of a dataset: what it was made of and by which rules, and a receipt a piece.

A receipt is the last of a piece's files to appear: with it the piece is in, without it, it is not.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Any

from corpus.storage import inside, read, storage_of
from working.rules import version_of

FORMAT = 1
MANIFEST = "manifest.json"
RECEIPTS = "done"
# What is counted of each piece, and of the whole.
COUNTED = ("reports", "figures", "conclusions", "errors")
Receipt = dict[str, Any]


def rules_in_force() -> dict[str, str]:
    """The versions of the packages whose rules decide what is in a dataset."""
    return {
        "reading": version_of("reading"),
        "extract": version_of("extract", "writing"),
        "conclude": version_of("conclude"),
    }


class NoDataset(Exception):
    """A folder holds no dataset that this version can go on with. code: none, format."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Manifest:
    """manifest.json. source: paths, column, encoding, files, bytes, fingerprint. rules: package →
    version. limits: those of reading and of extraction. closed: all pieces are in, and none is
    published again. totals: those of COUNTED and `pieces`, once it is finished."""

    source: dict[str, Any]
    rules: dict[str, str]
    limits: dict[str, dict[str, int]]
    piece_bytes: int
    made_at: str = field(default_factory=lambda: datetime.now(UTC).isoformat(timespec="seconds"))
    closed: bool = False
    finished: bool = False
    totals: dict[str, int] = field(default_factory=dict)
    format: int = FORMAT

    def publish(self, out: str) -> None:
        """Write it into the dataset."""
        data = json.dumps(asdict(self), ensure_ascii=False, indent=1).encode()
        storage_of(out).publish(inside(out, MANIFEST), lambda file: file.write(data))


def manifest_of(out: str) -> Manifest | None:
    """The manifest of a dataset, None where there is none. Raises NoDataset."""
    try:
        told = json.loads(read(storage_of(out), inside(out, MANIFEST)))
    except FileNotFoundError:
        return None
    except (ValueError, OSError):
        raise NoDataset("none") from None
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        raise NoDataset("format")
    try:
        return Manifest(**told)
    except TypeError:
        raise NoDataset("none") from None


def file_of(piece: int) -> str:
    """The name of a piece's file in the folder of a table."""
    return f"part-{piece:06d}.parquet"


def publish_receipt(out: str, receipt: Receipt) -> None:
    """Say that a piece is in."""
    path = inside(out, RECEIPTS, f"{receipt['piece']:06d}.json")
    data = json.dumps(receipt).encode()
    storage_of(out).publish(path, lambda file: file.write(data))


def receipt_of(out: str, piece: int) -> Receipt:
    """The receipt of a piece that is in."""
    found: Receipt = json.loads(read(storage_of(out), inside(out, RECEIPTS, f"{piece:06d}.json")))
    return found


def published(out: str) -> set[int]:
    """The numbers of the pieces that are in."""
    names = storage_of(out).names(inside(out, RECEIPTS))
    return {int(name[:-5]) for name in names if name.endswith(".json") and name[:-5].isdigit()}


def receipts(out: str) -> Iterator[Receipt]:
    """The receipts of the pieces that are in, in their order."""
    for piece in sorted(published(out)):
        yield receipt_of(out, piece)
