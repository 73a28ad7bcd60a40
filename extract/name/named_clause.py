"""What is known of the clause of one figure, for itself and for the figures behind it."""

from __future__ import annotations

from dataclasses import dataclass, field

from extract.figure import Figure
from extract.name.phrase import Phrase
from extract.text.period import Dates


@dataclass(slots=True)
class Clause:
    """The clause of one figure that has been named."""

    figure: Figure
    phrase: Phrase
    # The words in front of the first of the figures that wait.
    words: str = ""
    # Figures whose noun stands behind the next one (161类811条建议): they wait for its name.
    waiting: list[Figure] = field(default_factory=list)
    # Where the phrase of the next figure begins.
    next_start: int = 0
    # Whether the name stands in front of the figure.
    front: bool = False
    # Whether it is the noun behind the figure.
    behind: bool = False
    # Whether it says no more than where (黄石3件), so that the next one may do so, too.
    of_place: bool = False
    # The verb whose object the next figure is (梳理出18个单位报送的政策124项).
    handed: str = ""
    # The last figure of the sentence in each unit: what 同比减少11起 is a change of.
    last_by_unit: dict[str, Figure] = field(default_factory=dict)
    # The figure in front of the brackets in which this one stands.
    outside: Figure | None = None
    # The figure told before it.
    before: Figure | None = None


@dataclass(slots=True)
class Surroundings:
    """What stands around a figure that is to be named."""

    text: str
    # Where its clause begins, and where that ends behind it or the next figure begins.
    start: int
    stop: int
    # The clause of the figure before, and whether that is the same clause.
    previous: Clause | None
    shared: bool
    # The figure whose name this one may take over.
    earlier: Figure | None
    following: Figure | None
    dates: Dates
