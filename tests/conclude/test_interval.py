"""Arithmetic over wordings: cases by hand, and what must hold for any numbers."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conclude.measure import interval
from conclude.measure.interval import Interval, exactly, written_place

MORE_THAN_66K = Interval(66_000, 66_000, 67_000)  # 6.6万余
MORE_THAN_77K = Interval(77_000, 77_000, 78_000)  # 7.7万多

PLACES = [
    # text, kind, place of the last digit that is not zero → place of the last digit written
    ("58.7万人", "count", 1000, 1000),
    ("58.70万人", "count", 1000, 100),
    ("120万吨", "mass", 100_000, 10_000),
    ("3024人", "count", 1, 0),
    ("8000名", "count", 1000, 0),
    ("250千克", "mass", 10, 1),
    ("67.4%", "percent", 0.1, 0.1),
    ("70%", "percent", 10, 1),
    ("百分之八十", "percent", 10, 1),
    ("三成", "percent", 10, 10),
    ("251023.54万元", "money", 100, 100),
    ("四分之三", "fraction", 0.01, 0),
    ("翻一番", "multiple", 1, 0),
    ("XXX人次", "count", 0, 0),
]


@pytest.mark.parametrize(("text", "kind", "step", "place"), PLACES)
def test_place_is_that_of_the_last_digit_written(text, kind, step, place):
    assert written_place(text, kind, step) == pytest.approx(place)


def test_share_of_two_wordings():
    found = interval.share(MORE_THAN_66K, MORE_THAN_77K)
    assert [round(v, 1) for v in (found.number, found.low, found.high)] == [85.7, 84.6, 87.0]


ARITHMETIC = [
    (interval.difference, exactly(10), exactly(4), (6, 6, 6)),
    (interval.ratio, exactly(10), exactly(4), (2.5, 2.5, 2.5)),
    (interval.ratio, exactly(10), exactly(0), (None, -math.inf, math.inf)),
    (interval.growth, exactly(300), exactly(250), (20, 20, 20)),
    (interval.share, Interval(60, 60, math.inf), exactly(80), (75, 75, math.inf)),
]


@pytest.mark.parametrize(("operation", "a", "b", "result"), ARITHMETIC)
def test_arithmetic(operation, a, b, result):
    found = operation(a, b)
    assert (found.number, found.low, found.high) == pytest.approx(result)


def test_stated_number_may_be_rounded_or_cut_off():
    stated = exactly(99.89).widened(0.01)
    assert stated.overlaps(exactly(99.8958))  # cut off
    assert stated.overlaps(exactly(99.886))  # rounded
    assert not stated.overlaps(exactly(99.88))
    assert not stated.overlaps(exactly(99.91))


def test_what_is_no_interval_is_refused():
    with pytest.raises(ValueError, match="no interval"):
        Interval(1, 2, 1)


bounds = st.floats(-1e9, 1e9)


@st.composite
def intervals(draw):
    low, high = sorted((draw(bounds), draw(bounds)))
    return Interval((low + high) / 2, low, high)


@given(intervals(), intervals(), st.floats(0, 1), st.floats(0, 1))
def test_difference_holds_every_difference(a, b, x, y):
    first = a.low + (a.high - a.low) * x
    second = b.low + (b.high - b.low) * y
    found = interval.difference(a, b)
    slack = 1e-6 * max(1.0, abs(first), abs(second))
    assert found.low - slack <= first - second <= found.high + slack


@given(intervals(), intervals())
def test_overlap_is_mutual_and_excludes_above(a, b):
    assert a.overlaps(b) == b.overlaps(a)
    assert not (a.overlaps(b) and a.above(b))
