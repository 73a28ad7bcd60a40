"""The same metric over reports: what belongs together and what it comes to."""

import pytest

from dashboard.asking import compare
from dashboard.asking.filters import Filter
from dashboard.errors import LibraryError


def fig(text, number, action, noun="", unit="件", **more):
    return {"text": text, "number": number, "action": action, "object": noun, "unit": unit} | more


@pytest.fixture
def years(library, make):
    """Three years of one body; the third calls the same thing by another name."""
    made = [
        make(
            "立案61.9万件，受理举报329万件，处分58.7万人。",
            fig("61.9万件", 619e3, "立案"),
            fig("329万件", 3.29e6, "受理", "举报", stage="raised"),
            fig("58.7万人", 587e3, "处分", unit="人"),
            title="2019年",
            date="2020-01",
            organisation="甲",
        ),
        make(
            "立案63.1万件，受理举报386万件。",
            fig("63.1万件", 631e3, "立案"),
            fig("386万件", 3.86e6, "受理", "举报", stage="raised"),
            title="2021年",
            date="2022-01",
            organisation="甲",
        ),
        make(
            "接收举报400万件，其中网络受理10件，立案5件次。",
            fig("400万件", 4e6, "接收", "举报", stage="raised"),
            fig("5件次", 5.0, "立案", unit="件次"),
            title="2022年",
            date="2023-01",
            organisation="乙",
        ),
    ]
    return library, [library.add(*one) for one in made]


def test_wordings_that_mean_the_same_are_one_candidate(years):
    library, _ = years
    found = compare.candidates(library, Filter()).set_index("key")
    assert found.loc["受理举报|count|things", "reports"] == 3
    assert found.loc["受理举报|count|things", "wordings"] == ["受理举报", "接收举报"]
    assert found.loc["立案|count|things", "reports"] == 2
    assert found.loc["立案|count|item-times", "reports"] == 1


def test_wordings_of_one_report_stay_apart(library, make):
    library.add(
        *make(
            "受理举报9件，接收举报8件。",
            fig("9件", 9.0, "受理", "举报", stage="raised"),
            fig("8件", 8.0, "接收", "举报", stage="raised"),
        )
    )
    assert len(compare.candidates(library, Filter())) == 2


SERIES = [
    ("report", ["2019年", "2021年", "2022年"], [3.29e6, 3.86e6, 4e6]),
    ("date", ["2020-01", "2022-01", "2023-01"], [3.29e6, 3.86e6, 4e6]),
    ("organisation", ["甲", "乙"], [3.86e6, 4e6]),
]


@pytest.mark.parametrize(("by", "x", "numbers"), SERIES)
def test_a_series(years, by, x, numbers):
    library, _ = years
    found = compare.series(library, ["受理举报|count|things"], Filter(), by)
    assert list(found.columns) == list(compare.SERIES)
    assert found["x"].tolist() == x
    assert found["number"].tolist() == numbers


def test_a_series_knows_no_other_way(years):
    with pytest.raises(LibraryError) as caught:
        compare.series(years[0], [], Filter(), "nonsense")
    assert caught.value.code == "bad_field"
    assert compare.series(years[0], [], Filter()).empty
    assert compare.series(years[0], ["nothing|count|things"], Filter()).empty


def test_rounding_widens_what_is_exact(years):
    library, _ = years
    found = compare.series(library, ["立案|count|things"], Filter(), rounding=True)
    assert found[["low", "high"]].values.tolist() == [[618_500, 619_500], [630_500, 631_500]]


def test_index_to_100(years):
    library, _ = years
    keys = ["立案|count|things", "处分|count|people"]
    found = compare.index_to_100(compare.series(library, keys, Filter()))
    assert found["number"].tolist() == pytest.approx([100, 631 / 619 * 100, 100])
    assert set(found["unit"]) == {""}


def test_per_something(years):
    library, _ = years
    cases = compare.series(library, ["立案|count|things"], Filter())
    people = compare.series(library, ["处分|count|people"], Filter())
    found = compare.per(cases, people)
    assert found[["x", "unit"]].values.tolist() == [["2019年", "件/人"]]
    assert found["number"][0] == pytest.approx(619 / 587)


def test_a_match_by_hand_is_remembered_and_forgotten(years, library_path):
    library, ids = years
    key = "立案|count|things"
    compare.match(library, ids[2], "立案", "件次", key)
    assert compare.matches(library)[["report", "metric", "unit", "key"]].values.tolist() == [
        [ids[2], "立案", "件次", key]
    ]
    assert compare.series(library, [key], Filter())["number"].tolist() == [619e3, 631e3, 5]
    candidates = compare.candidates(library, Filter()).set_index("key")
    assert candidates.loc[key, "reports"] == 3
    compare.unmatch(library, ids[2], "立案", "件次")
    assert len(compare.series(library, [key], Filter())) == 2


def test_a_comparison_starts_with_what_one_organisation_told_several_times(years):
    library, _ = years
    offered = compare.candidates(library, Filter())
    assert compare.suggested(library, Filter(), offered) == [
        "受理举报|count|things",
        "立案|count|things",
    ]


def test_two_organisations_that_use_one_word_are_no_start(library, make):
    for place in ("甲", "乙", "丙"):
        library.add(
            *make(
                f"{place}整改问题5个。", fig("5个", 5.0, "整改", "问题", "个"), organisation=place
            )
        )
    for year in ("2020", "2021"):
        text = f"{year}年，丁处分7人。"
        library.add(*make(text, fig("7人", 7.0, "处分", unit="人"), organisation="丁", date=year))
    offered = compare.candidates(library, Filter())
    assert offered["key"][0] == "整改问题|count|things"
    assert compare.suggested(library, Filter(), offered) == ["处分|count|people"]


def test_a_comparison_of_one_report_starts_with_its_first_metric(library, make):
    library.add(*make("处分7人。", fig("7人", 7.0, "处分", unit="人")))
    offered = compare.candidates(library, Filter())
    assert compare.suggested(library, Filter(), offered) == ["处分|count|people"]
    assert compare.suggested(library, Filter(), offered.iloc[:0]) == []


def test_only_one_organisations_values_are_a_change(years):
    library, _ = years
    keys = ["受理举报|count|things", "立案|count|things"]
    assert compare.changing(compare.series(library, keys, Filter())) == ["立案"]
