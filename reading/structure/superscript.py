"""Raised characters: a power or the 2 of km² stays what it is, a note's mark is no digit more."""

from __future__ import annotations

import regex

_POWERS = str.maketrans("0123456789-−+", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻⁺")
_BASE = regex.compile(r"\p{Latin}$|(?<!\d)10$")
_POWER = regex.compile(r"[-−+]?\d{1,3}")
_MARK = regex.compile(
    r"(?:[\[［〔【(（]\s*)?(?:(?:注\s*)?\d{1,3}|注|[①-⑳]|[*＊※†‡]{1,3})(?:\s*[\]］〕】)）])?"
)


def raised(text: str, before: str) -> str:
    """How the superscript `text` behind `before` is written: 10⁸ and km² as such, the mark of a
    note not at all, for 12 with a note 3 is not 123."""
    if _BASE.search(before) and _POWER.fullmatch(text):
        return text.translate(_POWERS)
    return "" if _MARK.fullmatch(text.strip()) else text
