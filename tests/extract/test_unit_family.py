"""Unit families: which units count the same kind of thing."""

from __future__ import annotations

import pytest

from extract.number.unit import KINDS
from extract.number.unit_family import FAMILIES, comparable, family, same_family

# two units → the same family; the same when some count each time; comparable
PAIRS = [
    ("个", "项", True, True, True),
    ("件", "起", True, True, True),
    ("名", "人", True, True, True),
    ("人", "贫困人口", True, True, True),
    ("個", "項", True, True, True),
    ("人", "人次", False, True, False),
    ("件", "件次", False, True, False),
    ("份", "篇", True, True, True),
    ("个", "份", False, False, True),
    ("个", "人", False, False, True),
    ("", "人", False, False, True),
    ("份", "项", False, False, False),
    ("头", "只", True, True, True),
    ("次", "场", True, True, True),
    ("次", "项", False, False, False),
    ("元", "亩", False, False, False),
    ("元", "元", True, True, True),
]


@pytest.mark.parametrize(("a", "b", "same", "each_time", "compared"), PAIRS)
def test_families(a: str, b: str, same: bool, each_time: bool, compared: bool) -> None:
    for one, other in ((a, b), (b, a)):
        assert same_family(one, other) is same
        assert same_family(one, other, each_time=True) is each_time
        assert comparable(one, other) is compared


def test_every_unit_of_the_table_is_a_measure_word() -> None:
    assert set(FAMILIES) - set(KINDS) == set()


def test_a_unit_that_is_not_listed_is_a_family_of_its_own() -> None:
    assert (family("公里"), family("人"), family("")) == ("公里", "people", "")
