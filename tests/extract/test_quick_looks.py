"""Quick looks at a word before its pattern is tried: each lets through whatever the pattern fits.

Where a pattern learns a new word, the quick look in front of it must learn its sign.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from extract.name import change, naming, phrase, predicate, scope, subject, tail
from extract.relation import between
from extract.telling import status
from extract.text import negation, period, verb

ROOT = Path(__file__).parents[2]
Fits = Callable[[str], object]


def first(signs: frozenset[str]) -> Fits:
    """Whether a word begins with one of `signs`."""
    return lambda word: word[:1] in signs


def last(signs: frozenset[str]) -> Fits:
    """Whether a word ends with one of `signs`."""
    return lambda word: word[-1:] in signs


LOOKS: list[tuple[str, Fits, Fits]] = [  # name, quick look, pattern
    ("another thing", last(phrase._OF_ANOTHER_ENDS), phrase._OF_ANOTHER.fullmatch),
    ("adverb left", last(phrase._ADVERB_LEFT_ENDS), phrase._ADVERB_LEFT.search),
    (
        "outline mark",
        lambda word: word[:1] in phrase._LEADING or word[:1].isdecimal(),
        phrase._OUTLINE.match,
    ),
    ("list mark", first(phrase._MARKS), phrase._LIST_MARK.match),
    ("remark", first(phrase._MARKS), phrase._REMARK.match),
    ("compared", first(phrase._MARKS), phrase._COMPARED.match),
    ("reached", last(tail._REACHED_ENDS), tail._REACHED.search),
    ("from", tail._OPENS.search, tail._FROM.search),
    ("each", tail._OPENS.search, tail._EACH.search),
    ("comparison", subject._COMPARES.search, subject._COMPARISON.search),
    ("compared before", first(subject._COMPARING), subject._COMPARED_BEFORE.match),
    ("body", subject._BODY_SIGN.search, subject._BODY.match),
    ("fixed", subject._FIXED_SIGN.search, subject._FIXED.search),
    ("place", subject._may_open_place, subject._PLACE_NAMES.match),
    ("whole", first(scope._WHOLE_SIGNS), scope._WHOLE.match),
    ("others", first(subject._OTHERS_START), subject._OTHERS.match),
    ("towards", subject._FRAMING.search, subject._SOMEONE_TOWARDS.match),
    ("put in front", first(naming._PUT_IN_FRONT_STARTS), naming._PUT_IN_FRONT.match),
    ("caused", predicate._causes, predicate._CAUSING.search),
    ("rate", last(change._RATE_ENDS), change._RATE.search),
    ("not done", verb._UNDONE_SIGN.search, verb._NOT_DONE.search),
    ("negation", negation.holds_negative, negation.NEGATED.search),
    ("just in front", last(between._LAST_ENDS), between._LAST.search),
    ("grown", status._GROWS.search, status._ANY_NEAR.search),
    (
        "head of a sentence",
        lambda word: period._HEAD_SIGN.match(word) or period._STRETCH.search(word),
        lambda word: period._DATED.match(word) or period.PERIOD.match(word),
    ),
]
WORDS = (
    *("财政拨款支出", "政府采购预算", "企业所得税", "群众信访", "规模企业数", "中国共产党党员12"),
    *("该县居民", "省里要求", "铁路发送旅客", "“洞头区”居民", "洞头自治县居民", "全国铁路发送旅客"),
    *("与上月相比", "比改革前减轻负担", "审计已向有关部门移送", "一些地方少付", "造成全国"),
    *("比上年多", "由上期的", "平均每人", "锐减至", "增长速度", "尚未办结", "粮食产量屡"),
    *("是上年的", "高于全市平均", "超计划增产", "人民法院收案数量", "截至2023年12月底", "一是强化"),
)


@cache
def pieces() -> tuple[str, ...]:
    """The beginnings and endings of the clauses of the sample reports, and of some words."""
    texts = [path.read_text("utf-8") for path in sorted((ROOT / "data/reports").glob("*.txt"))]
    clauses = {*WORDS, *re.findall(r"[^，。；：、！？\s\d]{2,12}", "\n".join(texts))}
    ends = {clause[at:] for clause in clauses for at in range(len(clause))}
    return tuple(ends | {clause[:at] for clause in clauses for at in range(1, len(clause) + 1)})


@pytest.mark.parametrize(("look", "pattern"), [row[1:] for row in LOOKS], ids=[r[0] for r in LOOKS])
def test_a_quick_look_lets_through_what_the_pattern_fits(look: Fits, pattern: Fits) -> None:
    fitting = [piece for piece in pieces() if pattern(piece)]
    assert fitting, "no piece of text fits the pattern: add a word for it"
    assert [piece for piece in fitting if not look(piece)] == []


def test_a_whole_that_is_no_place_is_found_without_one() -> None:
    assert scope.is_where("全省")
    assert scope.is_where("海南省")
    assert not scope.is_where("问题")
