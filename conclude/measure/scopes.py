"""Whether a scope is the whole of which a report tells: 全省, 各级党组织."""

from __future__ import annotations

import re
from functools import cache

from conclude.wordlist import any_of, words


def takes_in_all(scope: str, or_none: bool = False) -> bool:
    """Whether the scope begins like one that leaves nobody out (words/whole_scopes.txt).

    With `or_none` an empty scope does, too, and so does the reporting body's own name (行业).
    """
    if not scope:
        return or_none
    return bool(_whole().match(scope)) or (or_none and scope in words("body_words.tsv", "sector"))


@cache
def _whole() -> re.Pattern[str]:
    return re.compile(any_of(words("whole_scopes.txt")))
