"""Arithmetic over wordings: cases by hand, and what must hold for any numbers."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conclude import interval
from conclude.interval import Interval, exactly

MORE_THAN_66K = Interval(66_000, 66_000, 67_000)  # 6.6万余
MORE_THAN_77K = Interval(77_000, 77_000, 78_000)  # 7.7万多

PLACES = [
    # text, kind, place of the last digit that is not zero → place that was rounded to
    ("58.7万人", "count", 1000, 1000),
    ("58.70万元", "money", 1000, 100),
    ("120万件", "count", 100_000, 10_000),
    ("35万人次", "count", 10_000, 10_000),
    ("3024人", "count", 1, 0),
    ("8000名", "count", 1000, 0),
    ("三千人", "count", 1000, 1000),
    ("三千二百四十五件", "count", 1, 0),
    ("１２．５万户", "count", 1000, 1000),
    ("1,234.5万件", "count", 1000, 1000),
    ("67.4%", "percent", 0.1, 0.1),
    ("70%", "percent", 10, 1),
    ("百分之八十五", "percent", 1, 1),
    ("三成", "percent", 10, 10),
    ("2.3个百分点", "points", 0.1, 0.1),
    ("2/3", "fraction", 0.1, 0),
    ("翻一番", "multiple", 1, 0),
    ("一半", "percent", 10, 0),
    ("XXX人次", "count", 0, 0),
]


@pytest.mark.parametrize(("text", "kind", "step", "place"), PLACES)
def test_the_place_that_a_wording_was_rounded_to(text, kind, step, place):
    assert interval.written_place(text, kind, step) == pytest.approx(place)


def test_share_of_the_wordings_in_the_seed():
    found = interval.share(MORE_THAN_66K, MORE_THAN_77K)
    assert [round(v, 1) for v in (found.number, found.low, found.high)] == [85.7, 84.6, 87.0]


ARITHMETIC = [
    # operation, a, b → number, low, high
    ("share", exactly(40), exactly(50), 80, 80, 80),
    ("share", Interval(10, 10, math.inf), exactly(50), 20, 20, math.inf),
    ("share", exactly(10), Interval(50, 50, math.inf), 20, 0, 20),
    ("share", Interval(None, 1, 2), exactly(4), None, 25, 50),
    ("ratio", exactly(1), exactly(0), None, -math.inf, math.inf),
    ("ratio", exactly(1), Interval(None, -1, 1), None, -math.inf, math.inf),
    ("ratio", Interval(None, 1, 2), Interval(None, 0, 4), None, 0.25, math.inf),
    ("ratio", Interval(None, -2, 2), exactly(4), None, -0.5, 0.5),
    ("ratio", Interval(None, 0, math.inf), Interval(None, 0, math.inf), None, 0, math.inf),
    ("growth", exactly(386.2), exactly(329.4), 17.243, 17.243, 17.243),
    ("growth", exactly(90), exactly(100), -10, -10, -10),
    ("difference", MORE_THAN_77K, MORE_THAN_66K, 11_000, 10_000, 12_000),
    ("difference", Interval(10, 10, math.inf), exactly(3), 7, 7, math.inf),
]


@pytest.mark.parametrize(("operation", "a", "b", "number", "low", "high"), ARITHMETIC)
def test_arithmetic(operation, a, b, number, low, high):
    found = getattr(interval, operation)(a, b)
    assert found.number == (number if number is None else pytest.approx(number, abs=1e-3))
    assert (found.low, found.high) == (pytest.approx(low, abs=1e-3), pytest.approx(high, abs=1e-3))


def test_bounds_must_be_in_order():
    with pytest.raises(ValueError, match="no interval"):
        Interval(None, 2, 1)


finite = st.floats(-1e9, 1e9).map(lambda x: round(x, 3))
bound = st.one_of(finite, st.just(math.inf), st.just(-math.inf))


@st.composite
def intervals(draw, low=-1e9):
    middle = draw(st.floats(low, 1e9).map(lambda x: round(x, 3)))
    down, up = draw(st.floats(0, 1e6)), draw(st.one_of(st.floats(0, 1e6), st.just(math.inf)))
    return Interval(middle, max(low, middle - down), middle + up)


@given(intervals(), intervals(), st.floats(0, 1), st.floats(0, 1))
def test_what_holds_for_values_holds_for_their_intervals(a, b, x, y):
    """Any two values inside a and b have their sum, difference and quotient inside the result."""

    def inside(i, t):
        return i.low + (min(i.high, i.low + 1e7) - i.low) * t

    u, v = inside(a, x), inside(b, y)
    slack = 1e-6 * (1 + abs(u) + abs(v))
    for found, value in [
        (interval.total([a, b]), u + v),
        (interval.difference(a, b), u - v),
        *([(interval.ratio(a, b), u / v)] if abs(v) > 1e-6 else []),
    ]:
        tolerance = slack * (1 + abs(value))
        assert found.low - tolerance <= value <= found.high + tolerance


@given(intervals(), intervals())
def test_overlap_is_mutual_and_excludes_above(a, b):
    assert a.overlaps(b) == b.overlaps(a)
    assert not (a.overlaps(b) and a.above(b))


@given(intervals(low=1), intervals(low=1))
def test_growth_is_share_less_a_hundred(new, old):
    share, growth = interval.share(new, old), interval.growth(new, old)
    assert growth.number == pytest.approx(share.number - 100)
    assert growth.low == pytest.approx(share.low - 100)


@given(finite, st.floats(0.001, 1e6))
def test_rounding_holds_the_value_in_its_middle(number, step):
    found = exactly(number).rounded(step)
    assert found.low < number < found.high or step < 1e-9 * abs(number)
    assert found.high - found.low == pytest.approx(step, rel=1e-6, abs=1e-5)


@given(finite, st.floats(0.001, 1e6))
def test_what_was_rounded_or_cut_off_lies_within_the_widened(number, step):
    wide = exactly(number).widened(step)
    for narrow in (exactly(number).rounded(step), exactly(number).cut_off(step)):
        assert wide.low <= narrow.low
        assert narrow.high <= wide.high
