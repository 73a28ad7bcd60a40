"""Each rule of status and of links has to be the one that speaks in its own example."""

from __future__ import annotations

import re

import pytest

from extract import extract_figures
from extract.command.words import known
from extract.figure import THEN
from extract.relation.between import CHUNKS
from extract.relation.openings import WHOLES
from extract.relation.rules import LINKS, OPENERS, SHARES, SINGLE
from extract.relation.shares import SHARE_WAYS
from extract.relation.single import COUNT_WAYS
from extract.telling.rules import STATUS_RULES
from extract.text.rule import Rule

RULES = [*LINKS, *STATUS_RULES]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_speaks_in_its_own_example(rule: Rule) -> None:
    traces = extract_figures(rule.example)["rule"]
    assert rule.name in {name for trace in traces for name in trace.split(THEN)}


@pytest.mark.parametrize("rule", LINKS, ids=lambda rule: rule.name)
def test_a_rule_of_links_links_in_its_example(rule: Rule) -> None:
    table = extract_figures(rule.example)
    spoke = table["rule"].map(lambda trace: rule.name in trace.split(THEN))
    assert table.loc[spoke, "part_of"].notna().all()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_has_words_in_every_language(rule: Rule) -> None:
    assert known("rule", rule.name)


def test_rules_are_told_apart_and_each_gives_a_way() -> None:
    names = [rule.name for rule in RULES]
    assert len(set(names)) == len(names)
    assert {rule.gives for rule in OPENERS} == set(WHOLES)
    assert {rule.gives for rule in SINGLE} == set(COUNT_WAYS)
    assert {rule.gives for rule in SHARES} == set(SHARE_WAYS)


def test_patterns_of_links_hold_names_and_no_letters() -> None:
    for rule in LINKS:
        assert not re.search(r"[^\W\d_]", re.sub(r"\{\w+\}", "", rule.pattern)), rule.name
        CHUNKS.compiled(rule.pattern)
