"""Each rule is tried on its own example, and has to be the one that speaks there."""

from __future__ import annotations

import re

import pytest

from extract import extract_figures
from extract.command.words import known
from extract.figure import THEN
from extract.name.rules import NAME_RULES
from extract.name.side import BEHIND, CHUNKS, FRONT, SIDES
from extract.name.wellformed import CHECKS
from extract.text.rule import Alphabet, Rule, Rules

RULES = [*SIDES, *NAME_RULES, *CHECKS]


def spoken(text: str) -> set[str]:
    """The names of all rules that spoke for some figure of `text`."""
    return {name for trace in extract_figures(text)["rule"] for name in trace.split(THEN)}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_speaks_in_its_own_example(rule: Rule) -> None:
    assert rule.name in spoken(rule.example)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_has_words_in_every_language(rule: Rule) -> None:
    assert known("rule", rule.name)


def test_rules_are_told_apart_and_not_too_many() -> None:
    names = [rule.name for rule in RULES]
    assert len(set(names)) == len(names) <= 120
    assert {rule.gives for rule in SIDES} == {FRONT, BEHIND}


def test_a_name_is_traced_to_the_rule_that_gave_it() -> None:
    table = extract_figures("全市查摆问题320个，已整改300个，同比增长5%。取消91项考核评比。")
    traces = [trace.split(THEN) for trace in table["rule"]]
    assert [trace[0] for trace in traces] == ["digits"] * 4
    assert all(len(trace) > 1 for trace in traces)


def test_the_first_rule_that_fits_a_shape_speaks() -> None:
    alphabet = Alphabet(("verb", "noun", "figure"))
    rules = Rules(
        alphabet,
        (
            Rule("named", "", "{verb}?{noun} {figure}", "front"),
            Rule("bare", "", ".*{figure}", "behind"),
        ),
    )
    shapes = [("verb", "noun", "figure"), ("noun", "figure"), ("verb", "figure")]
    assert [rules.first(alphabet.shape(s)).name for s in shapes] == ["named", "named", "bare"]
    with pytest.raises(KeyError):
        alphabet.compiled("{adverb}")


def test_a_pattern_of_the_sides_holds_names_and_no_letters() -> None:
    for rule in SIDES:
        assert not re.search(r"[^\W\d_]", re.sub(r"\{\w+\}", "", rule.pattern)), rule.name
        CHUNKS.compiled(rule.pattern)
