"""The conclusions of a report: every kind's rules over its sentences, in one pass."""

from __future__ import annotations

import pandas as pd

from conclude.change import changes
from conclude.conclusion import Conclusion
from conclude.figure import read_figures
from conclude.mention import sentences
from conclude.table import to_table


def conclude(figures: pd.DataFrame, text: str) -> pd.DataFrame:
    """What the figures of one report give, a row for each conclusion.

    `figures` is the report's figures table, `text` the text that its `start` and `end` refer to.
    Row numbers in `first`, `second`, `parts` and `stated` are positions in `figures`.
    """
    return to_table(draw(figures, text))


def draw(figures: pd.DataFrame, text: str) -> list[Conclusion]:
    """The conclusions with the rule that drew each, ordered by their place in the text."""
    told = sentences(read_figures(figures), text)
    drawn: list[Conclusion] = []
    for sentence in told:
        drawn += changes(sentence)
    return sorted(drawn, key=lambda one: (one.first.row, one.kind))
