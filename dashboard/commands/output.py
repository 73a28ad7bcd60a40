"""The file that a command writes."""

from __future__ import annotations

import sys
from pathlib import Path

from dashboard.showing.words import Words


def write(path: str, data: bytes, given: list[str], words: Words) -> bool:
    """Write it; told on stderr and False where it cannot be, or would take the place of what the
    command was given."""
    place = Path(path)
    if any(place.resolve() == Path(one).resolve() for one in given):
        print(words("cli.output_is_input", path=path), file=sys.stderr)
        return False
    try:
        place.write_bytes(data)
    except OSError as error:
        print(words("cli.unwritable", path=path, why=error.strerror), file=sys.stderr)
        return False
    return True
