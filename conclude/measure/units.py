"""Which units say the same of what is counted."""

from __future__ import annotations

from functools import lru_cache

from extract.number.unit_family import comparable, family

# 个 counts people, papers and occasions as well as things.
_ANYTHING = "个"


@lru_cache(maxsize=4096)
def alike(a: str, b: str) -> bool:
    """Whether the units say the same: equal, both of people, one of them 个 of things.

    People may be told without a unit (14.1万贫困人口).
    """
    if a == b or family(a) == family(b) != "things":
        return True
    if not (a and b):
        return family(a or b) == "people"
    return _ANYTHING in (a, b) and "people" not in (family(a), family(b)) and comparable(a, b)
