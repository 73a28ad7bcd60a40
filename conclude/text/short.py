"""Short forms: 批捕 for 批准逮捕, 招生 for 招收新生."""

from __future__ import annotations


def is_short_for(short: str, worded: str) -> bool:
    """Whether the words hold the characters of the short one, in their order."""
    rest = iter(worded)
    return all(character in rest for character in short)
