"""Arithmetic where bounds are open or a divisor may be zero, and what holds for any numbers."""

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conclude.measure import interval
from conclude.measure.interval import Interval, exactly

MORE_THAN_66K = Interval(66_000, 66_000, 67_000)  # 6.6万余
MORE_THAN_77K = Interval(77_000, 77_000, 78_000)  # 7.7万多

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
    ("difference", Interval(None, 5, 6), exactly(3), None, 2, 3),
    ("difference", exactly(3), Interval(None, 5, 6), None, -3, -2),
    ("shifted", Interval(None, 5, 6), 3, None, 8, 9),
    ("ratio", exactly(1), Interval(None, -4, 0), None, -math.inf, -0.25),
    ("ratio", exactly(0), Interval(None, -math.inf, 0), None, 0, 0),
    ("ratio", exactly(5), exactly(1), 5, 5, 5),
    ("ratio", Interval(None, 0, 4), exactly(1), None, 0, 4),
    ("ratio", Interval(4, 4, math.inf), Interval(2, 2, math.inf), 2, 0, math.inf),
    ("ratio", exactly(0), Interval(2, 0, 4), 0, 0, 0),
]

# What an interval is read as, and what it says of values; asked when the test runs, not before.
METHODS = [
    (lambda: exactly(58.7).rounded(0.1), Interval(58.7, 58.65, 58.75)),
    (lambda: exactly(58.7).rounded(0), exactly(58.7)),
    (lambda: MORE_THAN_66K.rounded(1000), MORE_THAN_66K),
    (lambda: exactly(58.7).cut_off(0.1), Interval(58.7, 58.7, 58.8)),
    (lambda: exactly(0).cut_off(1), Interval(0, 0, 1)),
    (lambda: exactly(0.5).cut_off(0.1), Interval(0.5, 0.5, 0.6)),
    (lambda: exactly(-58.7).cut_off(0.1), Interval(-58.7, -58.8, -58.7)),
    (lambda: exactly(58.7).cut_off(0), exactly(58.7)),
    (lambda: MORE_THAN_66K.cut_off(1000), MORE_THAN_66K),
    (lambda: exactly(8).widened(2), Interval(8, 7, 10)),
    (lambda: exactly(-8).widened(2), Interval(-8, -10, -7)),
    (lambda: exactly(3), Interval(3, 3, 3)),
    (lambda: interval.total([]), exactly(0)),
    (lambda: interval.total([exactly(3), MORE_THAN_66K]), Interval(66_003, 66_003, 67_003)),
    (
        lambda: interval.total([exactly(3), Interval(None, 5, 6), exactly(2)]),
        Interval(None, 10, 11),
    ),
    (lambda: interval.total([Interval(None, 5, 6), exactly(2)]), Interval(None, 7, 8)),
    (lambda: MORE_THAN_66K.holds(66_000), True),
    (lambda: MORE_THAN_66K.holds(66_500), True),
    (lambda: MORE_THAN_66K.holds(67_000), True),
    (lambda: MORE_THAN_66K.holds(65_999), False),
    (lambda: MORE_THAN_66K.holds(67_001), False),
    # What binary fractions make of decimal ones is no difference, however great or small both are.
    (lambda: interval.below(0.3, 0.1 + 0.2), False),
    (lambda: interval.below(3e9, 3e9 + 1), False),
    (lambda: interval.below(3e9, 3e9 + 10), True),
    (lambda: interval.below(0, 1e-10), False),
    (lambda: interval.below(0, 1e-8), True),
]


@pytest.mark.parametrize(("ask", "wanted"), METHODS)
def test_what_it_is_read_as(ask, wanted):
    found = ask()
    if isinstance(wanted, bool):
        assert found is wanted
        return
    assert found.number == wanted.number
    assert (found.low, found.high) == pytest.approx((wanted.low, wanted.high))


@pytest.mark.parametrize("bounds", [(math.nan, 1), (1, math.nan), (math.nan, math.nan), (2, 1)])
def test_bounds_are_numbers_and_in_order(bounds):
    with pytest.raises(ValueError, match=re.escape(f"no interval: {bounds[0]}..{bounds[1]}")):
        Interval(None, *bounds)


@pytest.mark.parametrize(("operation", "a", "b", "number", "low", "high"), ARITHMETIC)
def test_arithmetic(operation, a, b, number, low, high):
    found = getattr(interval, operation)(a, b)
    assert found.number == (number if number is None else pytest.approx(number, abs=1e-3))
    assert (found.low, found.high) == (pytest.approx(low, abs=1e-3), pytest.approx(high, abs=1e-3))


finite = st.floats(-1e9, 1e9).map(lambda x: round(x, 3))


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
