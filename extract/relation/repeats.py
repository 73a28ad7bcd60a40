"""Repeats: the same figure told again further on, so that it is not counted twice."""

from __future__ import annotations

from extract.figure import Figure

# 7.7万多 and 7.7万余 say the same.
_ALIKE = {"余": "多", "餘": "多", "来": "多", "來": "多"}


def mark_repeats(counted: list[Figure]) -> None:
    """Point each figure at the first one before it with the same metric, unit and number.

    Two mentions of one metric with different numbers, or of which one is a change and the other
    is not, stay apart.
    """
    first: dict[tuple[object, ...], Figure] = {}
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
        earlier = first.setdefault(key, figure)
        if earlier is not figure:
            figure.repeats = earlier
