"""Whatever is repeated: the time that a text takes grows as the text does, and is bounded."""

import pytest

from scripts.shapes import COST, dearest, extracting, known, made, prose, summing_up


@pytest.mark.parametrize("work", [extracting, summing_up])
def test_no_shape_is_dear(work):
    shapes = known() if work is summing_up else [*known(), *made(300)]
    assert list(dearest(work, shapes, COST[work] * prose(work))) == []


def test_growth_is_seen():
    def square(text):
        return (len(text) / 10_000) ** 2

    def line(text):
        return len(text) / 10_000

    assert [one.shape for one in dearest(square, ["甲"], 1e9)] == ["甲"]
    assert list(dearest(line, ["甲"], 1e9)) == []
    assert [one.shape for one in dearest(line, ["甲"], 10)] == ["甲"]
