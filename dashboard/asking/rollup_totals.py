"""Totals of a ledger by interval arithmetic, and the superior's figure beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from conclude.measure import interval
from conclude.measure.interval import Interval
from dashboard.asking.ledger_cells import Cell, counted
from extract.number.unit_family import comparable

# Kinds of figures that cannot be added up; a rate is worked out from what was added up.
_RELATIVE = ("percent", "points", "multiple", "fraction")

# agrees: both can be one number. rounds: they can once the superior's is read as rounded.
# more, less: the superior tells more or less than its units together. open: units are missing, and
# what is left may be theirs. none: there is nothing to compare.
VERDICTS = ("agrees", "rounds", "more", "less", "open", "none")


@dataclass(frozen=True, slots=True)
class Against:
    """How the superior's figure stands to the total: `difference` is superior − total, of rates in
    points; None where there is nothing to compare."""

    verdict: str = "none"
    difference: Interval | None = None


def add_up(cells: Sequence[Cell]) -> Cell:
    """The total of a column: of the cells that are sure; `told` of `of` have a value.

    A rate is what was done of all over all it was done of, of those that tell both. Nothing is
    added up whose units differ, nor percentages; `reason` then says `units` or `rates`.
    """
    sure = [cell for cell in cells if cell.sure and cell.value is not None]
    of = sum(cell.of for cell in cells)
    told = sum(cell.told for cell in sure)
    if len(cells) == 1 and cells[0].state != "missing":
        return cells[0]
    if not sure:
        return Cell(told=0, of=of)
    if any(cell.unit == "%" for cell in sure):
        return _rate(sure, of)
    figures = tuple(figure for cell in sure for figure in cell.figures)
    units = {cell.unit for cell in sure}
    if any(figure.kind in _RELATIVE for figure in figures):
        return Cell("missing", figures, reason="rates", told=told, of=of)
    if not all(comparable(cell.unit, sure[0].unit) for cell in sure):
        return Cell("missing", figures, reason="units", told=told, of=of)
    unit = units.pop() if len(units) == 1 else ""
    total = interval.total(cell.value for cell in sure if cell.value is not None)
    return Cell("sum", figures, total, unit, told=told, of=of)


def beside(cell: Cell, total: Cell) -> Against:
    """The superior's cell beside the total of its units."""
    if not cell.sure or not total.sure or cell.value is None or total.value is None:
        return Against()
    if cell.unit != "%" and not comparable(cell.unit, total.unit or cell.unit):
        return Against()
    difference = interval.difference(cell.value, total.value)
    # Who is left out can only add to a sum, but may lift or lower a rate.
    may_explain = cell.unit == "%" or not total.value.above(_rounded(cell))
    if total.told < total.of and may_explain:
        return Against("open", difference)
    if cell.value.overlaps(total.value):
        return Against("agrees", difference)
    if _rounded(cell).overlaps(total.value):
        return Against("rounds", difference)
    return Against("more" if cell.value.above(total.value) else "less", difference)


def _rounded(cell: Cell) -> Interval:
    """The superior's figure as it may have been rounded or cut off; a rate stays as it is."""
    assert cell.value is not None  # `beside` asks for no other
    if cell.rate is None and len(cell.figures) == 1:
        return counted(cell.figures[0], rounding=True) or cell.value
    return cell.value


def _rate(sure: Sequence[Cell], of: int) -> Cell:
    """The rate of all: the parts together over the wholes together."""
    pairs = [cell for cell in sure if cell.part is not None and cell.whole is not None]
    if not pairs:
        figures = tuple(figure for cell in sure for figure in cell.figures[:1])
        return Cell("missing", figures, reason="rates", told=len(sure), of=of)
    part = interval.total(cell.part for cell in pairs if cell.part is not None)
    whole = interval.total(cell.whole for cell in pairs if cell.whole is not None)
    if whole.low <= 0:
        return Cell("missing", told=0, of=of, reason="rates")
    figures = tuple(figure for cell in pairs for figure in cell.figures[:2])
    told = sum(cell.told for cell in pairs)
    value = interval.share(part, whole)
    return Cell("sum", figures, value, "%", part=part, whole=whole, told=told, of=of)
