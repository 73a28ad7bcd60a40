"""What a check says: one finding."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dashboard.asking.places import Figure

SEVERITIES = ("error", "warning", "note", "ok")

# What a check makes: the finding's code, the figures it is about, its arithmetic.
Made = tuple[str, list[Figure], dict[str, Any]]


@dataclass(frozen=True)
class Finding:
    """Something found in one report; `ok` findings confirm what fits.

    `figures`: the figures it is about, as dicts (a whole first, then its parts; for a share the
    whole, the part, the share; for growth the old, the new, the change). `arithmetic`: numbers by
    name, as the code's sentence needs them: sum, sum_low, sum_high, whole, whole_low, whole_high,
    difference; or computed, computed_low, computed_high, stated.
    """

    code: str
    severity: str
    report: str
    title: str
    figures: tuple[Figure, ...]
    arithmetic: dict[str, Any]
