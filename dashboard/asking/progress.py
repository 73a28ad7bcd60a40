"""How far things got: the stored rates and targets, and the figures that stand in none of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.asking import conclusions
from dashboard.asking.conclusions import Conclusion
from dashboard.asking.filters import Filter
from dashboard.store.database import Store
from dashboard.store.figure import Figure, read_rows
from dashboard.store.schema import SHOWN_COLUMNS, quoted
from extract.number.unit_family import comparable

_WHOLES = ("raised", "base")
_MEASURED = ("count", "money")


@dataclass(frozen=True, slots=True)
class Progress:
    """What stands as a rate of 100 % at most; targets, with what was over-fulfilled; guesses that
    wait for a decision; and whether older reports were left out."""

    rates: tuple[Conclusion, ...]
    targets: tuple[Conclusion, ...]
    questions: tuple[Conclusion, ...]
    cut: bool


@dataclass(frozen=True, slots=True)
class Unpaired:
    """Figures of one report that could be set against each other by hand, as the text has them."""

    wholes: tuple[Figure, ...]
    parts: tuple[Figure, ...]


def progress(library: Store, filter: Filter) -> Progress:
    """The rates and targets that rest on a figure of the filter."""
    found = conclusions.conclusions(library, filter, kinds=("progress", "target"))
    sure = [one for one in found.rows if one.sure]
    return Progress(
        tuple(one for one in sure if _is_rate(one)),
        tuple(one for one in sure if not _is_rate(one)),
        tuple(one for one in found.rows if not one.sure),
        found.cut,
    )


def unpaired(library: Store, report: str) -> Unpaired:
    """What was found or there at first, and what was done, in one report; without the figures that
    stand in one of its rates."""
    rows = library.rows(
        f"""SELECT {quoted(SHOWN_COLUMNS)} FROM shown
            WHERE report = ? AND role = 'statistic' AND status = 'actual' AND repeats IS NULL
                AND low IS NOT NULL AND kind IN ({", ".join("?" * len(_MEASURED))})
            ORDER BY start""",
        [report, *_MEASURED],
    )
    rates = progress(library, Filter(reports=(report,), roles=())).rates
    paired = {figure.row for one in rates for figure in one.figures}
    free = [figure for figure in read_rows(rows) if figure.row not in paired]
    return Unpaired(
        tuple(figure for figure in free if figure.stage in _WHOLES),
        tuple(figure for figure in free if figure.stage == "done"),
    )


def nearest(whole: Figure, parts: Iterable[Figure]) -> list[Figure]:
    """The parts, those first that are likeliest to be measured against the whole."""
    return sorted(
        parts,
        key=lambda part: (
            not can_be_part(part, whole),
            whole.object != part.object,
            abs(part.start - whole.start),
        ),
    )


def can_be_part(part: Figure, whole: Figure) -> bool:
    """Whether one may count some of what the other counts: the same sort of unit, and no more."""
    if whole.high is None or part.low is None:
        return False
    return part.kind == whole.kind and comparable(part.unit, whole.unit) and part.low <= whole.high


def _is_rate(one: Conclusion) -> bool:
    within = one.low is not None and one.low <= 100 and (one.value is None or one.value <= 100)
    return one.kind == "progress" and within
