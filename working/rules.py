"""Which rules made what the library holds: a short name that changes whenever they do."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[1]


@cache
def version_of(*packages: str) -> str:
    """A short name for the code and the word lists of these packages as they are."""
    digest = hashlib.sha256()
    for file in chain.from_iterable(_rules(_ROOT / name) for name in packages):
        digest.update(file.name.encode() + file.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:8]


def _rules(folder: Path) -> Iterator[Path]:
    for entry in sorted(folder.iterdir(), key=lambda one: one.name):
        if entry.is_dir():
            yield from _rules(entry)
        elif entry.name.endswith((".py", ".tsv", ".txt", ".toml")):
            yield entry
