"""Reports are found by what is typed of them, and named so that no two are taken for each other."""

from collections.abc import Callable, Iterator

import pandas as pd
import pytest

from dashboard.asking import reports
from dashboard.asking.filters import Filter
from dashboard.store.library import Library
from tests.dashboard.conftest import Made

# Name → title, organisation, date, campaign, in the order in which they are added.
REPORTS = {
    "a.txt": ("东州市2021年整改通报", "东州市", "2021-03", "巡视整改"),
    "b.txt": ("政府工作报告", "南江县", "2020", ""),
    "c.txt": ("政府工作报告", "北山区", "2022-01-15", ""),
    "d.txt": ("", "", "", "专题教育"),
    "e.txt": ("西湖镇 ANNUAL Report", "西湖镇", "2019", "巡视整改"),
}
# What is typed → the files found, in order; and what a filter leaves of them.
SEARCHES: list[tuple[str, Filter | None, str]] = [
    ("", None, "c a b e d"),
    ("政府", None, "c b"),
    ("政府 南江", None, "b"),
    ("南江县 2020", None, "b"),
    ("annual report", None, "e"),
    ("巡视整改", None, "a e"),
    ("整改", None, "a e"),
    ("d.txt", None, "d"),
    ("没有这样的", None, ""),
    ("%", None, ""),
    ("", Filter(years=("2022", "2020")), "c b"),
    ("", Filter(organisations=("东州市",), metrics=("整改",)), "a"),
    ("报告", Filter(campaigns=("巡视整改",)), ""),
]
TITLES = {
    "a.txt": "东州市2021年整改通报",
    "b.txt": "南江县 · 政府工作报告 (2020)",
    "c.txt": "北山区 · 政府工作报告 (2022)",
    "d.txt": "d.txt",
    "e.txt": "西湖镇 ANNUAL Report (2019)",
}


@pytest.fixture
def listed(library: Library, make: Callable[..., Made]) -> Iterator[dict[str, str]]:
    """Name of each file → the id of its report."""
    found = {}
    for number, (name, (title, whose, date, campaign)) in enumerate(REPORTS.items()):
        metadata = {"title": title, "organisation": whose, "date": date, "campaign": campaign}
        made = make(f"第{number}份报告，整改9个。", {"text": "9个"}, name=name, **metadata)
        found[name] = library.add(*made, extraction="old" if name == "a.txt" else "new")
    gone = make("又一份报告，整改9个。", {"text": "9个"}, title="政府工作报告")
    library.remove(library.add(*gone))
    yield found


@pytest.mark.parametrize(("typed", "filter", "names"), SEARCHES)
def test_reports_are_searched(
    library: Library, listed: dict[str, str], typed: str, filter: Filter | None, names: str
) -> None:
    expected = [listed[f"{name}.txt"] for name in names.split()]
    assert reports.search(library, typed, filter) == expected
    assert reports.search(library, typed, filter, limit=1) == expected[:1]
    if not typed:
        assert reports.count(library, filter) == len(expected)


def test_the_last_added_come_first_where_that_is_asked(
    library: Library, listed: dict[str, str]
) -> None:
    assert reports.search(library, by="added_at") == list(listed.values())[::-1]


def test_titles_tell_reports_apart(library: Library, listed: dict[str, str]) -> None:
    found = reports.titles(library, [*listed.values(), "0" * 16])
    assert found == {listed[name]: title for name, title in TITLES.items()}
    assert reports.titles(library, []) == {}
    plain = reports.plain_titles(library, listed.values())
    assert plain[listed["b.txt"]] == "政府工作报告"
    assert plain[listed["d.txt"]] == "d.txt"


def test_a_source_names_the_newest_and_how_many_there_are(
    library: Library, listed: dict[str, str]
) -> None:
    cited = reports.cited(library, Filter(), 2)
    assert cited.named == (("政府工作报告", "2022-01-15"), ("东州市2021年整改通报", "2021-03"))
    assert (cited.count, cited.versions) == (5, ("new", "old"))
    own = reports.cited(library, Filter(reports=(listed["b.txt"],), roles=()), 2)
    assert (own.named, own.count) == ((("政府工作报告", "2020"),), 1)


def test_some_reports_are_listed_as_all_of_them_are(
    library: Library, listed: dict[str, str]
) -> None:
    whole = library.reports()
    some = library.reports([listed["c.txt"], listed["a.txt"]])
    assert some["id"].tolist() == [listed["c.txt"], listed["a.txt"]]
    expected = whole[whole["id"].isin(some["id"])].reset_index(drop=True)
    pd.testing.assert_frame_equal(some, expected)
    assert library.reports([]).empty
