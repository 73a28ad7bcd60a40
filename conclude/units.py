"""Which units say the same of what is counted."""

from __future__ import annotations

from functools import lru_cache

from extract.number.unit_family import comparable, same_family

# 个 counts people, papers and occasions as well as things.
_ANYTHING = "个"


@lru_cache(maxsize=4096)
def alike(a: str, b: str) -> bool:
    """Whether the units say the same: equal, both of people, or one of them 个 or left out."""
    if a == b or (same_family(a, b) and not same_family(a, _ANYTHING)):
        return True
    return _ANYTHING in (a, b) and comparable(a, b)
