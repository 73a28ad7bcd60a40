"""What is known of the clause of one figure, kept for the figures behind it."""

from __future__ import annotations

from dataclasses import dataclass, field

from extract.figure import Figure
from extract.phrase import Phrase


@dataclass(slots=True)
class Clause:
    """The clause of one figure that has been named."""

    figure: Figure
    phrase: Phrase
    # Figures whose noun stands behind the next one (161类811条建议): they wait for its name.
    waiting: list[Figure] = field(default_factory=list)
    # Where the phrase of the next figure begins.
    next_start: int = 0
    # Whether the name stands in front of the figure.
    front: bool = False
    # Whether it is the noun behind the figure.
    behind: bool = False
    # The verb whose object the next figure is (梳理出18个单位报送的政策124项).
    handed: str = ""
    # The last figure of the sentence in each unit: what 同比减少11起 is a change of.
    told: dict[str, Figure] = field(default_factory=dict)
