"""Wholes: which of the figures told before it a part can be a part of, by unit, size and deed."""

from __future__ import annotations

from extract.figure import Figure

# Units that count the same things: a part may be told in another one than the whole.
_FAMILIES = (
    frozenset(["人", "名", "位", "人次", "名次", "口"]),
    frozenset(["件", "起", "宗", "例", "件次"]),
    frozenset(["个", "项", "条", "类", "处", "栋"]),
    frozenset(["家", "户", "个"]),
    frozenset(["头", "只", "头只", "匹", "羽"]),
)


def whole_of(figure: Figure, wholes: list[Figure]) -> Figure | None:
    """The nearest of `wholes` that `figure` can be a part of by unit, size and what is told."""
    for alike in (_same_action, _same_deed, _same_unit, same_family):
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


def same_family(figure: Figure, whole: Figure) -> bool:
    """Whether the units of the two count the same things (名 and 人)."""
    if _counts_people(figure.unit) and _counts_people(whole.unit):
        return True
    return any(figure.unit in family and whole.unit in family for family in _FAMILIES)


def _counts_people(unit: str) -> bool:
    return unit in _FAMILIES[0] or unit.endswith(("人口", "群众", "干部", "党员", "居民", "学生"))


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
