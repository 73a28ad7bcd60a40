"""Which units count the same kind of thing, from words/unit_families.tsv."""

from __future__ import annotations

from functools import lru_cache

from conclude.wordlist import table

# 个 counts people and occasions as well as things.
_ANYTHING = "个"
_COUNTED = ("things", "people", "times")


def family(unit: str) -> str:
    """The family of a unit; the unit itself where none is listed."""
    return table("unit_families.tsv").get(unit, unit)


@lru_cache(maxsize=4096)
def comparable(a: str, b: str) -> bool:
    """Whether figures in these units can be set against each other (no unit fits any count)."""
    if family(a) == family(b):
        return True
    others = {family(unit) for unit in (a, b) if unit not in (_ANYTHING, "")}
    return len(others) <= 1 and others <= set(_COUNTED)


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
