"""Bodies compared by meaning: 行业各级党组织和广大党员干部 are 各级党组织和党员干部.

A body that holds another (全市 and 市直机关) is not the same as it. The words are data:
words/body_words.tsv and words/body_synonyms.tsv.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from conclude.wordlist import any_of, table, words


@lru_cache(maxsize=16_384)
def members(scope: str) -> frozenset[str]:
    """The bodies that a scope names, each by the one name that stands for all its wordings."""
    names = (_plain(part) for part in _joins().split(scope))
    return frozenset(_synonym(name) for name in names if name)


def same_body(a: str, b: str) -> bool:
    """Whether two scopes, both named, are one body. An empty scope is the same as none."""
    return bool(a) and bool(b) and (a == b or members(a) == members(b))


def may_be_same(a: str, b: str) -> bool:
    """Whether nothing tells two scopes apart: one body, or one of them is not named."""
    return not a or not b or same_body(a, b)


@cache
def _joins() -> re.Pattern[str]:
    return re.compile(any_of(words("body_words.tsv", "joins")))


@cache
def _particles() -> re.Pattern[str]:
    leading = words("body_words.tsv", "all") | words("body_words.tsv", "filler")
    return re.compile(any_of(leading))


@cache
def _sector() -> re.Pattern[str]:
    return re.compile("^" + any_of(words("body_words.tsv", "sector")) + "(?=.)")


def _plain(name: str) -> str:
    return _particles().sub("", _sector().sub("", name.strip()))


def _synonym(name: str) -> str:
    return table("body_synonyms.tsv").get(name, name)
