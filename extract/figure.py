"""One quantified figure of a report, as the rules fill it in, before it becomes a row."""

from __future__ import annotations

from dataclasses import dataclass

NOT_A_NUMBER = float("nan")


@dataclass(slots=True, eq=False)
class Figure:
    """A figure and what is known about it.

    `start` and `end` are character offsets into the report's text (end exclusive), so that
    `text == report_text[start:end]`. `number`, `low` and `high` are in the base unit (77000 for
    7.7万); `number` is NaN where the wording names no one number, `low`/`high` are −inf/inf where
    the interval is open. `part_of` and `repeats` point at other figures of the same report.
    """

    start: int
    end: int
    text: str
    role: str = "statistic"
    kind: str = "count"
    number: float = NOT_A_NUMBER
    low: float = NOT_A_NUMBER
    high: float = NOT_A_NUMBER
    approx: str = ""
    unit: str = ""
    rule: str = ""
    # What the figure counts, filled in by the rules that read the clause around it.
    metric: str = ""
    action: str = ""
    object: str = ""
    stage: str = "other"
    status: str = "actual"
    direction: str = ""
    scope: str = ""
    period: str = ""
    section: str = ""
    sentence: str = ""
    doubt: str = ""
    part_of: Figure | None = None
    repeats: Figure | None = None
    # Where the words that belong to the figure begin and end: 约, 超过 in front and 以上, 左右
    # behind stand outside the span, yet are not part of what the figure counts.
    before: int = 0
    after: int = 0
    # The place value of the last written digit that is not zero (1000 for 7.7万); NaN where the
    # wording has none (a half, a fraction).
    step: float = NOT_A_NUMBER
    # How the numeral is written: arabic, chinese, mixed, vague, redacted.
    script: str = "arabic"
    # Whether it is what a change starts from (从2375元提高到2423元).
    origin: bool = False
    # Whose name this one's is made of, and by what kind of word (林地面积占全市: a share of it).
    named_after: Figure | None = None
    joined_by: str = ""
    # Its place in the order of the report's figures; set when all are found.
    row: int = -1
