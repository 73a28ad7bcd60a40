"""What the wording of a stored figure allows, as said and read as rounded."""

from dataclasses import replace

import pytest

from conclude.measure import interval
from dashboard.asking.wording import interval_of
from tests.dashboard.conftest import FIGURE, step_of


def fig(text, number, kind="count"):
    bounds = {"number": number, "low": number, "high": number, "step": step_of(text)}
    return replace(FIGURE, text=text, kind=kind, **bounds)


WIDENED = [
    # text, kind, number → bounds when it is read as rounded or cut off
    ("58.7万人", "count", 587e3, 586_500, 588_000),
    ("120万件", "count", 1.2e6, 1_195_000, 1_210_000),
    ("3024人", "count", 3024, 3024, 3024),
    ("8000名", "count", 8000, 8000, 8000),
    ("67.4%", "percent", 67.4, 67.35, 67.5),
    ("三成", "percent", 30, 25, 40),
]


@pytest.mark.parametrize(("text", "kind", "number", "low", "high"), WIDENED)
def test_read_as_rounded(text, kind, number, low, high):
    figure = fig(text, number, kind)
    found = interval_of(figure, rounding=True)
    assert (found.number, found.low, found.high) == pytest.approx((number, low, high))
    assert interval_of(figure) == interval.exactly(number)


def test_a_wording_with_bounds_of_its_own_is_not_widened():
    figure = replace(fig("6.6万余个", 66e3), high=67e3)
    assert interval_of(figure, rounding=True) == interval_of(figure)


def test_ranks_that_add_up_only_with_rounding():
    whole = fig("58.7万人", 587e3)
    parts = [fig("41人", 41), fig("0.4万人", 4e3), fig("2.4万人", 24e3), fig("8.5万人", 85e3)]
    parts += [fig("9.8万人", 98e3), fig("37.7万人", 377e3)]
    as_said = interval.total(interval_of(part) for part in parts)
    rounded = interval.total(interval_of(part, rounding=True) for part in parts)
    assert as_said.number == 588_041
    assert not as_said.overlaps(interval_of(whole, rounding=True))
    assert rounded.overlaps(interval_of(whole, rounding=True))


@pytest.mark.parametrize("bounds", [(None, None), (None, 5.0)])
def test_a_blanked_figure_has_no_interval(bounds):
    assert interval_of(replace(FIGURE, low=bounds[0], high=bounds[1])) is None
