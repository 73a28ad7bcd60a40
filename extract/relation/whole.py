"""Wholes: which of the figures told before it a part can be a part of, by unit, size and deed."""

from __future__ import annotations

from extract.figure import Figure
from extract.number.unit_family import same_family


def whole_of(figure: Figure, wholes: list[Figure]) -> Figure | None:
    """The nearest of `wholes` that `figure` can be a part of by unit, size and what is told."""
    for alike in (_same_action, _same_deed, _same_unit, same_things):
        for whole in wholes:
            if alike(figure, whole) and fits(figure, whole):
                return whole
    return None


def _same_action(figure: Figure, whole: Figure) -> bool:
    """处分7817人，移送474人，其中处分厅局级干部207人: parts of those to whom the same was done."""
    return bool(figure.action) and figure.action == whole.action and _same_unit(figure, whole)


def _same_deed(figure: Figure, whole: Figure) -> bool:
    """开工 … 其中贫困户开工: what was done to the part was done to the whole."""
    return (
        _same_unit(figure, whole)
        and len(figure.metric) > 2
        and figure.metric[-2:] == whole.metric[-2:]
    )


def _same_unit(figure: Figure, whole: Figure) -> bool:
    units = {figure.unit, whole.unit}
    alike = len(units) == 1 or ("" in units and whole.kind == figure.kind)
    return alike and figure.status == whole.status


def same_things(figure: Figure, whole: Figure) -> bool:
    """Whether the units of the two count the same things (名 and 人)."""
    return same_family(figure.unit, whole.unit, each_time=True)


def fits(figure: Figure, whole: Figure) -> bool:
    """Whether `figure` can be a part of `whole` by its kind, its status and its size."""
    if whole is figure or whole.part_of is figure:
        return False
    if figure.kind in ("percent", "points", "multiple", "fraction"):
        return True
    if figure.kind != whole.kind or (figure.status == "change" != whole.status):
        return False
    if figure.number != figure.number or whole.number != whole.number:
        return True
    return figure.number <= whole.high
