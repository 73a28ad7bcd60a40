"""The filter: one value, its address, its SQL."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.asking import queries
from dashboard.asking.filters import FACETS, MARKS, Filter

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
values = st.lists(st.one_of(words, st.sampled_from(["", "~", "~*", "~~", "问题"])), max_size=3)
bounds = st.one_of(st.none(), st.floats(allow_nan=True), st.integers(-(10**18), 10**18))


@st.composite
def filters(draw):
    chosen = {name: tuple(draw(values)) for name in FACETS}
    return Filter(
        **chosen,
        marks=tuple(draw(st.lists(st.sampled_from(sorted(MARKS))))),
        text=draw(words),
        low=draw(bounds),
        high=draw(bounds),
    )


@given(filters())
def test_the_address_holds_the_whole_filter(filter_):
    assert Filter.from_query(filter_.to_query()) == filter_


@given(filters())
def test_taking_every_chip_off_empties_the_filter(filter_):
    for name, value in filter_.chips():
        filter_ = filter_.without(name, value)
    assert filter_.is_empty
    assert filter_.chips() == []


@given(filters())
def test_no_value_enters_the_sql(filter_):
    where, params = filter_.to_sql()
    assert where.count("?") == len(params)
    longest = [value for value in filter_.metrics if len(value) > 4]
    assert not any(value in where for value in longest)


@given(filters(), st.sampled_from(sorted(FACETS)), words)
def test_toggling_twice_changes_nothing(filter_, name, value):
    assert filter_.toggle(name, value).toggle(name, value) == filter_


@given(st.dictionaries(st.sampled_from(["metric", "role", "q", "min", "mark", "x"]), values))
def test_any_address_gives_a_filter(query):
    assert isinstance(Filter.from_query(query), Filter)


ADDRESSES = [
    (Filter(), {}),
    (Filter(metrics=("查摆问题",)), {"metric": ["查摆问题"]}),
    (Filter(metrics=("",)), {"metric": ["~"]}),
    (Filter(roles=()), {"role": ["~*"]}),
    (Filter(roles=("date",)), {"role": ["date"]}),
    (Filter(low=1e6, high=0.5), {"min": ["1000000"], "max": ["0.5"]}),
    (Filter(text=" 整改  率 ", marks=("checked",)), {"q": ["整改 率"], "mark": ["checked"]}),
]


@pytest.mark.parametrize(("filter_", "query"), ADDRESSES)
def test_addresses_are_short_and_stable(filter_, query):
    assert filter_.to_query() == query
    assert Filter.from_query(query) == filter_


@pytest.mark.parametrize("low", [float("nan"), float("inf"), float("-inf")])
def test_a_bound_that_is_no_number_is_none(low):
    assert Filter(low=low) == Filter()


def test_equal_filters_are_one_key():
    assert hash(Filter(metrics=("b", "a", "a"))) == hash(Filter(metrics=["a", "b"]))
    assert Filter(metrics="a") == Filter(metrics=("a",))
    assert Filter(marks=("nonsense",)).is_empty


MATCHES = [
    # filter → the figures of the campaign report that match, by their wording
    (Filter(), ["7.7万多个", "8.3万余项", "6.6万余个", "85.7%"]),
    (Filter(roles=()), ["7.7万多个", "8.3万余项", "6.6万余个", "85.7%", "XX人次"]),
    (Filter(roles=("redacted",)), ["XX人次"]),
    (Filter(metrics=("查摆问题", "整改问题")), ["7.7万多个", "6.6万余个"]),
    (Filter(objects=("问题",), stages=("done",)), ["6.6万余个"]),
    (Filter(kinds=("percent",)), ["85.7%"]),
    (Filter(units=("项",)), ["8.3万余项"]),
    (Filter(scopes=("",)), ["6.6万余个", "85.7%"]),
    (Filter(text="整改"), ["7.7万多个", "8.3万余项", "6.6万余个", "85.7%"]),
    (Filter(text="整改 全行业"), ["7.7万多个", "8.3万余项"]),
    (Filter(text="制定整改"), ["7.7万多个", "8.3万余项"]),
    (Filter(text="xx", roles=()), ["XX人次"]),
    (Filter(text="'; DROP TABLE figures --"), []),
    (Filter(text="%"), ["6.6万余个", "85.7%"]),
    (Filter(text="_"), []),
    (Filter(low=70_000), ["7.7万多个", "8.3万余项"]),
    (Filter(low=85, high=66_000), ["6.6万余个", "85.7%"]),
    (Filter(marks=("approximate",)), ["7.7万多个", "8.3万余项", "6.6万余个"]),
    (Filter(marks=("exact",)), ["85.7%"]),
    (Filter(marks=("repeated",)), []),
    (Filter(marks=("first", "unchecked"), kinds=("percent",)), ["85.7%"]),
    (Filter(reports=("none",)), []),
]


@pytest.mark.parametrize(("filter_", "texts"), MATCHES)
def test_what_a_filter_finds(filled, filter_, texts):
    library, _ = filled
    page = queries.figures_page(library, filter_, ["text"])
    assert page["text"].tolist() == texts
    assert queries.counts(library, filter_)[0] == len(texts)


def test_a_range_matches_by_its_interval(library, make):
    made = make("3至5次，超过9次。", {"text": "3至5次"}, {"text": "9次", "number": 9.0})
    made[1].loc[0, ["low", "high"]] = [3.0, 5.0]
    made[1].loc[1, "high"] = float("inf")
    library.add(*made)
    found = [
        queries.figures_page(library, Filter(low=low, high=high), ["text"])["text"].tolist()
        for low, high in [(4, None), (None, 4), (6, 8), (10, None)]
    ]
    assert found == [["3至5次", "9次"], ["3至5次"], [], []]
