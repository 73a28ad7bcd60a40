"""Bodies are one by meaning, not by letters; a body within another is another."""

import pytest

from conclude.measure.body import may_be_same, same_body

SAME = [
    ("行业各级党组织和广大党员干部", "各级党组织和党员干部"),
    ("各级党组织和党员干部", "党员干部和各级党组织"),
    ("各级党委（党组）", "各级党委"),
    ("全系统", "全行业"),
    ("全体党员", "广大党员"),
]
DIFFERENT = [
    ("各直属单位", "各级党组织和党员干部"),
    ("全市", "市直机关"),
    ("全市", "全县"),
    ("各级党组织", "各级党组织和党员干部"),
    ("甲县", "乙县"),
    ("全系统", "系统直属单位"),
]


@pytest.mark.parametrize(("a", "b"), SAME)
def test_one_body(a, b):
    assert same_body(a, b)
    assert same_body(b, a)


@pytest.mark.parametrize(("a", "b"), DIFFERENT)
def test_two_bodies(a, b):
    assert not same_body(a, b)
    assert not may_be_same(a, b)


def test_body_that_is_not_named_may_be_any_and_is_none():
    assert may_be_same("", "全市")
    assert not same_body("", "")
