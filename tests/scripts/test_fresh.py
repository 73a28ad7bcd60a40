"""Fresh text does not repeat, and has figures as dense as what it is made of."""

import random
import re
from collections import Counter

import pytest

from benchmarks.fresh import fresh_texts, samples, varied
from extract import extract_figures

SIZE = 200_000
TEXTS = fresh_texts(SIZE, seed=1)


@pytest.mark.parametrize("kind", TEXTS)
def test_hardly_a_clause_comes_twice(kind: str) -> None:
    clauses = Counter(c for c in re.split(r"[，。！？；：、\s]", TEXTS[kind]) if len(c) >= 8)
    again = sum(count for count in clauses.values() if count > 1)
    assert again / clauses.total() < 0.05
    assert len(TEXTS[kind].encode()) >= SIZE


@pytest.mark.parametrize("kind", TEXTS)
def test_a_seed_gives_the_same_text_and_another_seed_another(kind: str) -> None:
    assert fresh_texts(SIZE, seed=1)[kind] == TEXTS[kind]
    other = fresh_texts(SIZE, seed=2)[kind]
    assert not {line for line in other.splitlines() if len(line) > 30} & set(
        TEXTS[kind].splitlines()
    )


@pytest.mark.parametrize("text", samples())
def test_a_varied_report_has_about_as_many_figures(text: str) -> None:
    assert len(extract_figures(varied(text, random.Random(1)))) == pytest.approx(
        len(extract_figures(text)), rel=0.15
    )
