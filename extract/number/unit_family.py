"""Which units count the same kind of thing, from unit_families.tsv."""

from __future__ import annotations

from functools import lru_cache

from extract.text.lexicon import table

FAMILIES = table("unit_families.tsv")

# 个 counts people, papers and occasions as well as things.
_ANYTHING = "个"
_COUNTED = ("things", "people", "papers", "times")
# 14.1万贫困人口: people are counted without a measure word too.
_PEOPLE = ("人口", "群众", "干部", "党员", "居民", "学生")
# Who came, each time, and what came: the same people and things, counted more than once.
_EACH_TIME = {"person-times": "people", "item-times": "things"}


def family(unit: str) -> str:
    """The family of a unit; the unit itself where none is listed."""
    return FAMILIES.get(unit) or ("people" if unit.endswith(_PEOPLE) else unit)


def same_family(a: str, b: str, *, each_time: bool = False) -> bool:
    """Whether the units count the same kind of thing (名 and 人).

    `each_time`: also where one of them counts it each time it comes (人 and 人次), as a part of
    those who took part may be told.
    """
    one, other = family(a), family(b)
    if each_time:
        one, other = _EACH_TIME.get(one, one), _EACH_TIME.get(other, other)
    return one == other


@lru_cache(maxsize=4096)
def comparable(a: str, b: str) -> bool:
    """Whether figures in these units can be set against each other (no unit fits any count)."""
    if same_family(a, b):
        return True
    others = {family(unit) for unit in (a, b) if unit not in (_ANYTHING, "")}
    return len(others) <= 1 and others <= set(_COUNTED)
