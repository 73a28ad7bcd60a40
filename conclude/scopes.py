"""Whether a scope is the whole of which a report tells: 全省, 各级党组织."""

from __future__ import annotations

import re
from functools import cache

from conclude.wordlist import any_of, words


def takes_in_all(scope: str) -> bool:
    """Whether the scope begins like one that leaves nobody out (words/whole_scopes.txt)."""
    return bool(_whole().match(scope))


@cache
def _whole() -> re.Pattern[str]:
    return re.compile(any_of(words("whole_scopes.txt")))
