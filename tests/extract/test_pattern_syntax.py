"""The patterns keep to what every supported Python matches rightly."""

from __future__ import annotations

import re

from extract.number.numeral_pattern import NUMERAL, START


def test_no_group_is_possessive() -> None:
    """Python 3.11.0 to 3.11.4 match (?:…)++ wrongly; the atomic (?>(?:…)+) they match rightly."""
    possessive = re.compile(r"(?<!\\)\)(?:[+*?]|\{[\d,]+\})\+")
    assert [
        found[0] for pattern in (START, NUMERAL) for found in possessive.finditer(pattern.pattern)
    ] == []
