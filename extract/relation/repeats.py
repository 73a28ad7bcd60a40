"""Repeats: the same figure told again further on, so that it is not counted twice."""

from __future__ import annotations

from extract.figure import Figure

# 7.7万多 and 7.7万余 say the same.
_ALIKE = {"余": "多", "餘": "多", "来": "多", "來": "多"}
# So many mentions of one number under one name are kept to compare with.
_KEPT = 8
# So few of a thing (5家单位) may be others under another heading, where nothing names the body.
_FEW = 20


def mark_repeats(counted: list[Figure]) -> None:
    """Point each figure at the first one before it that says the same: thing, number, body, time.

    `counted` are figures of running text. Two mentions of one metric with different numbers, or of
    which one is a change and the other is not, stay apart; so do two in one sentence, and two that
    are told of different bodies or times (一季度召开会议3次。二季度召开会议3次。).
    """
    told: dict[tuple[object, ...], list[Figure]] = {}
    for figure in counted:
        if not figure.metric or figure.low != figure.low:
            # Blanked digits and three-part ratios say nothing that could be said again.
            continue
        key = (
            figure.metric,
            figure.unit,
            figure.low,
            figure.high,
            _ALIKE.get(figure.approx, figure.approx),
            figure.status,
        )
        before = told.get(key)
        if before is None:
            told[key] = [figure]
            continue
        figure.repeats = next((first for first in before if _same(figure, first)), None)
        if figure.repeats is None and len(before) < _KEPT:
            before.append(figure)


def _same(figure: Figure, first: Figure) -> bool:
    """Whether nothing that is told of the two sets them apart."""
    return (
        figure.sentence != first.sentence
        and _agree(figure.scope, first.scope)
        and _agree(figure.period, first.period)
        and (
            figure.section == first.section
            or figure.high > _FEW
            or (figure.scope != "" and figure.scope == first.scope)
        )
    )


def _agree(words: str, others: str) -> bool:
    """Whether two wordings may mean the same: one is missing, or a part of the other."""
    return not words or not others or words in others or others in words
