"""Which rules made what the library holds: a short name that changes whenever they do."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from itertools import chain


@cache
def version_of(*packages: str) -> str:
    """A short name for the code and the word lists of these packages as they are."""
    digest = hashlib.sha256()
    for file in chain.from_iterable(_rules(resources.files(name)) for name in packages):
        digest.update(file.name.encode() + file.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:8]


def _rules(folder: Traversable) -> Iterator[Traversable]:
    for entry in sorted(folder.iterdir(), key=lambda one: one.name):
        if entry.is_dir():
            yield from _rules(entry)
        elif entry.name.endswith((".py", ".tsv", ".txt", ".toml")):
            yield entry
