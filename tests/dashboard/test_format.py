"""Numbers as they are shown."""

import math

import pytest

from dashboard.showing import format as fmt

BORNE_OUT = [
    # value, low, high → as shown
    (44.8201, 44.2, 45.5, "45"),
    (1.0779, 1.064, 1.091, "1.08"),
    (1.3052, 1.2, 1.4, "1.3"),
    (44.8201, 44.8201, 44.8201, "44.82"),
    (44.8201, 44.2, math.inf, "44.82"),
    (448201.0, 442000.0, 455000.0, "448,201"),
    (None, 1.0, 2.0, ""),
]


@pytest.mark.parametrize(("value", "low", "high", "shown"), BORNE_OUT)
def test_only_the_decimals_that_the_bounds_bear_out(value, low, high, shown):
    assert fmt.borne_out(value, low, high, "en") == shown
