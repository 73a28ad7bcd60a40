"""What stands before and behind a figure in its sentence, and what that says about its value."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

import pandas as pd

from conclude.wordlist import any_of, words

OLD, NEW = "old", "new"


class Surroundings(NamedTuple):
    """The words of its sentence before a figure and behind it, as far as they can matter.

    `begin` is where the sentence begins in the report.
    """

    before: str
    behind: str
    begin: int

    @property
    def clause(self) -> str:
        """What stands before the figure in its own clause."""
        return _CLAUSE.split(self.before)[-1]


# Words further away say nothing of a figure, and the work stays bounded.
_REACH = 120
_CLAUSE = re.compile("[，,；;。：:]")


def surroundings(figures: pd.DataFrame) -> list[Surroundings]:
    """The surroundings of each row of a figures table, in its order."""
    found = []
    last, offset = "", 0  # the sentence of the row before, and where it begins in the report
    columns = (figures[name].astype(object).fillna("") for name in ("sentence", "text", "start"))
    for sentence, text, start in zip(*columns, strict=True):
        at = start - offset if sentence == last else -1
        if sentence[at : at + len(text)] != text or at < 0:
            at = max(sentence.find(text), 0)
        last, offset = sentence, start - at
        end = at + len(text)
        found.append(
            Surroundings(sentence[max(0, at - _REACH) : at], sentence[end : end + _REACH], offset)
        )
    return found


def end_of_move(around: Surroundings) -> str:
    """OLD for A, NEW for B where a value moves from A to B (由A减至B, 从A提高到B); else empty."""
    if _moves_on().match(around.behind) and _FROM.search(around.clause):
        return OLD
    return NEW if _moved().search(around.clause) else ""


_FROM = re.compile("[由从](?!事|而|严|实|优|快|速)[^由从]*$")


@cache
def _moves_on() -> re.Pattern[str]:
    # 从A、B提高到C、D: only the second of two old values stands right before the verb
    return re.compile(
        rf"(?:[、和与][^，。；]{{1,12}})?，?(?:分别)?(?:{any_of(words('change_verbs.tsv'))}|)[到至为]"
    )


@cache
def _moved() -> re.Pattern[str]:
    return re.compile(rf"[由从].+{any_of(words('change_verbs.tsv'))}[到至为][^，。；]{{0,10}}$")
