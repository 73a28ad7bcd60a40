"""Which units count the same kind of thing, from unit_families.tsv."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib import resources

# 个 counts people and occasions as well as things.
_ANYTHING = "个"
_COUNTED = ("things", "people", "times")


@cache
def families() -> dict[str, str]:
    """unit → family, as listed."""
    text = resources.files("dashboard.asking").joinpath("unit_families.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {unit: family.strip() for unit, family in rows}


def family(unit: str) -> str:
    """The family of a unit; the unit itself where none is listed."""
    return families().get(unit, unit)


@lru_cache(maxsize=4096)
def comparable(a: str, b: str) -> bool:
    """Whether figures in these units can be set against each other (no unit fits any count)."""
    if family(a) == family(b):
        return True
    others = {family(unit) for unit in (a, b) if unit not in (_ANYTHING, "")}
    return len(others) <= 1 and others <= set(_COUNTED)
