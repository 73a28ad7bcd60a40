"""Measure words: the unit that stands behind a numeral, and the kind of thing that it measures."""

from __future__ import annotations

from typing import NamedTuple

import regex

from extract.lexicon import Prefixes, table, words

KINDS = table("measure_words.tsv")
_MEASURES = Prefixes(KINDS)
_NOUNS = Prefixes(words("unit_nouns.txt"))
# 10项目标 counts 目标, yet in 3人民币 or 5家庭 the character belongs to the next word.
_CLASHES = table("measure_word_clashes.tsv")

# 3个多月, 两个半小时: the measure word opens with 个, and 多 or 半 stands inside it.
_SPLIT = regex.compile(
    r"""个\s?(?P<inner>[多余来半])\s?(?P<rest>月|小时|星期|百分点|工作日|学期|季度|世纪|钟头|年头)""",
    regex.VERBOSE,
)
# 元/吨, 人/平方公里, 毫克/立方米: a unit per another.
_PER = regex.compile(r"\s?[/／每]\s?")


class Unit(NamedTuple):
    """A unit: its name without scale, its kind, where it ends in the text, and 多 or 半 inside."""

    name: str
    kind: str
    end: int
    inner: str = ""


NO_UNIT = Unit("", "", -1)


def unit_at(text: str, place: int) -> Unit:
    """The unit that stands in `text` at `place`, a compound one (元/吨) whole; NO_UNIT if none."""
    first = text[place : place + 1]
    if first == "个":
        split = _SPLIT.match(text, place)
        if split:
            name = "个" + split["rest"]
            return Unit(name, KINDS.get(name, "duration"), split.end(), split["inner"])
    word = _MEASURES.at(text, place)
    if word:
        end = place + len(word)
        clash = _CLASHES.get(word)
        if clash is None or text[end : end + 1] not in clash or end >= len(text):
            if text[end : end + 1] in "/／" and end < len(text):
                per = _PER.match(text, end)
                if per:
                    other = _MEASURES.at(text, per.end())
                    if other:
                        return Unit(f"{word}/{other}", "other", per.end() + len(other))
            return Unit(word, KINDS[word], end)
        shorter = _shorter(text, place, word)
        if shorter.name:
            return shorter
    noun = _NOUNS.at(text, place)
    if noun:
        return Unit(noun, "count", place + len(noun))
    return NO_UNIT


def _shorter(text: str, place: int, word: str) -> Unit:
    """A unit noun at `place` where the measure word `word` clashes with what follows it."""
    noun = _NOUNS.at(text, place)
    if len(noun) > len(word):
        return Unit(noun, "count", place + len(noun))
    return NO_UNIT
