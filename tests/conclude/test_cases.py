"""Every sentence of the cases gives the conclusions it should, and no other."""

import pytest

from conclude.conclusions import draw
from conclude.table import KINDS
from conclude.wordlist import entries
from extract import extract_figures
from tests.conclude.conclusion_cases import cases, drawn, expected

MADE_UP = cases("made_up.jsonl")
KNOWN_FAILURES = cases("known_failures.jsonl")
RULES = entries("rules.tsv")


@pytest.mark.parametrize("case", MADE_UP, ids=lambda case: case["id"])
def test_sentence_gives_its_conclusions_and_no_other(case):
    assert drawn(case["text"]) == expected(case)


@pytest.mark.parametrize("case", KNOWN_FAILURES, ids=lambda case: case["id"])
@pytest.mark.xfail(strict=True, reason="known failures, with the reason in the file")
def test_known_failure_still_fails(case):
    assert drawn(case["text"]) == expected(case)


@pytest.mark.parametrize(("rule", "kind", "meaning", "example"), RULES, ids=lambda cell: cell[:24])
def test_rule_draws_its_kind_of_its_example(rule, kind, meaning, example):
    assert kind in KINDS
    assert (rule, kind) in {(one.rule, one.kind) for one in draw(extract_figures(example), example)}


def test_every_rule_that_speaks_is_in_the_table():
    spoken = {
        one.rule for case in MADE_UP for one in draw(extract_figures(case["text"]), case["text"])
    }
    assert spoken <= {rule[0] for rule in RULES}
