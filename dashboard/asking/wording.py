"""What the wording of a stored figure allows, as an interval to reckon with."""

from __future__ import annotations

from conclude.measure.interval import Interval, written_place
from dashboard.store.figure import Figure


def interval_of(figure: Figure, rounding: bool = False) -> Interval | None:
    """The interval of a figure; None for one that was blanked.

    `rounding`: an exact number is read as rounded or cut off at its last place, so 58.7万 may be
    58.65万 to 58.8万; things counted one by one without a scale (5436次) stay exact.
    """
    if figure.low is None or figure.high is None or figure.low > figure.high:
        return None
    allowed = Interval(figure.number, figure.low, figure.high)
    if not rounding:
        return allowed
    return allowed.widened(written_place(figure.text, figure.kind, figure.step or 0.0))
