"""Whatever is repeated: the time that a text takes grows as the text does, and is bounded."""

import pytest

from scripts.shapes import WORK, dearest, known, made, summing_up


@pytest.mark.parametrize("work", WORK)
def test_no_shape_is_dear(work):
    shapes = known() if work is summing_up else [*known(), *made(300)]
    assert list(dearest(work, shapes)) == []


def test_growth_is_seen():
    def square(text):
        return (len(text) / 10_000) ** 2

    def line(text):
        return len(text) / 10_000

    def usual(_):
        return 1.0

    assert [one.shape for one in dearest(square, ["甲"], 1e9, usual)] == ["甲"]
    assert list(dearest(line, ["甲"], 1e9, usual)) == []
    assert [one.shape for one in dearest(line, ["甲"], 10, usual)] == ["甲"]
