"""Which figures of two reports tell of the same thing: 查摆问题 of last year and of this one."""

from __future__ import annotations

import pandas as pd

from conclude.matching.told import Told, tellings
from conclude.matching.weighing import Pairs, sure

NAMES_DIFFER = "the names differ"
OF_ONE_NAME = "of one name only"
# How sure it has to be of a pair that is offered, and of one that is asserted. Held on pairs of
# reports that were labelled by hand, those of one author left out at a time.
_OFFERED, _ASSERTED = 0.6, 0.9


def match(earlier: pd.DataFrame, later: pd.DataFrame) -> pd.DataFrame:
    """Which figures of two reports tell of the same thing, in the earlier report's order.

    Both are figures tables. Columns: `first`, a row of `earlier`; `second`, a row of `later`;
    `doubt`, empty or why it is a guess. A figure is matched once at most. Where a report tells
    one thing several times over, with nothing to say which of them is meant, none is matched.
    Order does not matter: with the reports swapped, `first` and `second` are.
    """
    return match_tellings(tellings(earlier), tellings(later))


def match_tellings(one: list[Told], other: list[Told]) -> pd.DataFrame:
    """`match` for many reports: the `tellings` of each are read once.

    All pairs that can be are weighed by what the two figures say, then by what that made of the
    pairs beside them as well. A pair is made where each figure is the other's best, and clearly.
    """
    pairs = [
        (a.figure.row, b.figure.row, "" if value >= _ASSERTED else _doubt(a, b))
        for (a, b), value in sure(Pairs(one, other))
        if value >= _OFFERED
    ]
    frame = pd.DataFrame(sorted(pairs), columns=["first", "second", "doubt"])
    return frame.astype({"first": "Int64", "second": "Int64", "doubt": "string"})


def _doubt(a: Told, b: Told) -> str:
    alike = a.name and b.name and a.name.strict == b.name.strict
    return OF_ONE_NAME if alike else NAMES_DIFFER
