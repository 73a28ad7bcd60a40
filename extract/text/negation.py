"""Negations: a name never loses the one in front of its verb (不批捕, 未整改, 没有政府性债务的)."""

from __future__ import annotations

import regex

_NEGATIONS = r"[尚仍从并均暂]未|未[能曾予获被]|没[有能]|不[予能再服]|暂不|拒不|无[法力]|未|不|没"
# 不 and 未 that close another word: 无不, 差不(多), 前所未(有).
_CLOSING = regex.compile(rf"(?<![无差所了得])(?:{_NEGATIONS})$")
NEGATED = regex.compile(rf"(?:{_NEGATIONS})(?![同断仅少足等良日久久如过超高低多])")


def holds_negative(words: str) -> bool:
    """Whether one of the signs stands in the words of which every negation holds one."""
    return "不" in words or "未" in words or "没" in words or "无" in words


def negation_before(text: str, place: int, floor: int = 0) -> str:
    """The negation that ends in `text` just before `place`, not before `floor`; empty if none."""
    found = _CLOSING.search(text, max(floor, place - 4), place)
    return found[0] if found else ""


def with_negation(whole: str, name: str) -> str:
    """The name with the negation that stands in front of it in `whole`, which ends with it."""
    place = len(whole) - len(name)
    if not name or place <= 0 or not whole.endswith(name):
        return name
    return negation_before(whole, place) + name
