"""Arithmetic over wordings: cases by hand, and what must hold for any numbers."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.asking import interval
from dashboard.asking.interval import Interval
from extract import extract_figures
from tests.dashboard.conftest import step_of


def exactly(number):
    return Interval(number, number, number)


MORE_THAN_66K = Interval(66_000, 66_000, 67_000)  # 6.6万余
MORE_THAN_77K = Interval(77_000, 77_000, 78_000)  # 7.7万多

STEPS = [
    ("58.7万人", 1000),
    ("35万人次", 10_000),
    ("40万人次", 10_000),
    ("3亿8千万件", 10_000_000),
    ("0.4万人", 1000),
    ("3024人", 0),
    ("8000名", 0),
    ("二十个", 0),
    ("三千人", 1000),
    ("三千二百四十五件", 0),
    ("１２．５万户", 1000),
    ("1,234.5万件", 1000),
    ("67.4%", 0.1),
    ("70%", 1),
    ("70.0%", 0.1),
    ("百分之八十五", 1),
    ("百分之三点五", 0.1),
    ("三成", 10),
    ("2.3个百分点", 0.1),
    ("251023.54万元", 100),
    ("35.34亿元", 1_000_000),
    ("2.5公里", 0.1),
    ("35万千瓦", 10_000),
    ("120万千瓦时", 10_000),
    ("350元/吨", 1),
    ("2/3", 0),
    ("一番", 0),
    ("一半", 0),
    ("XXX人次", 0),
]


@pytest.mark.parametrize(("text", "step"), STEPS)
def test_rounding_step_is_the_last_place_written(text, step):
    (row,) = extract_figures(f"共有{text}。").to_dict("records")
    assert row["text"] == text
    assert interval.rounding_step(row) == pytest.approx(step)


def test_a_cell_of_a_table_is_rounded_in_the_unit_of_its_header():
    row = {"text": "1,230", "unit": "元", "kind": "money", "number": 1.23e7, "step": 1e5}
    assert interval.rounding_step(row) == 1e4


def test_a_scale_is_no_part_of_a_unit():
    """35万千瓦: the 千 of 千瓦 scales nothing."""
    (row,) = extract_figures("新增装机35万千瓦。").to_dict("records")
    found = interval.of_row(row, rounding=True)
    assert (found.number, found.low, found.high) == (350_000, 345_000, 355_000)


def test_a_figure_without_a_step_stays_exact():
    """As those of a library of an older version, until their report is read again."""
    row = {"text": "35万人", "unit": "人", "kind": "count", "step": None}
    row |= {"number": 35e4, "low": 35e4, "high": 35e4}
    assert interval.of_row(row, rounding=True) == exactly(35e4)


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


def test_the_ranks_of_2019_add_up_only_with_rounding():
    texts = {"41人": 41, "0.4万人": 4e3, "2.4万人": 24e3, "8.5万人": 85e3, "9.8万人": 98e3}
    texts["37.7万人"] = 377e3
    rows = [
        {"number": n, "low": n, "high": n, "step": step_of(text)}
        | {"text": text, "unit": "人", "kind": "count"}
        for text, n in texts.items()
    ]
    whole = {"number": 587e3, "low": 587e3, "high": 587e3, "text": "58.7万人", "kind": "count"}
    whole |= {"step": 1000.0, "unit": "人"}
    as_said = interval.total(interval.of_row(row) for row in rows)
    rounded = interval.total(interval.of_row(row, rounding=True) for row in rows)
    assert as_said.number == 588_041
    assert not as_said.overlaps(interval.of_row(whole, rounding=True))
    assert rounded.overlaps(interval.of_row(whole, rounding=True))


@pytest.mark.parametrize("low", [None, math.nan])
def test_a_redacted_figure_has_no_interval(low):
    row = {"number": None, "low": low, "high": None, "text": "XX人", "kind": "count"}
    assert interval.of_row(row) is None


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
