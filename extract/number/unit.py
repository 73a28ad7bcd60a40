"""Measure words: the unit that stands behind a numeral, and the kind of thing that it measures."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.text.lexicon import Prefixes, table, traditional_signs, words

KINDS = table("measure_words.tsv")
_MEASURES = Prefixes(KINDS)
_NOUNS = Prefixes(words("unit_nouns.txt"))
# 10项目标 counts 目标, yet in 3人民币 or 5家庭 the character belongs to the next word.
_CLASHES = table("measure_word_clashes.tsv")

# 2100多位居民: no 位居.
_COUNTED = Prefixes(words("counted_nouns.txt"))

# 3个多月, 两个半小时: the measure word opens with 个, and 多 or 半 stands inside it.
_SPLIT = re.compile(
    r"个\s?(?P<inner>[多余餘来半])\s?"
    r"(?P<rest>月|小时|星期|百分点|工作日|学期|季度|世纪|钟头|年头)"
)
# Units that are counted with 个 and without it.
_WITHOUT_GE = frozenset(("小时", "钟头"))
# 元/吨, 人/平方公里, 毫克/立方米, 元/平方米·月: a unit per another.
_PER = re.compile(r" ?[/／每] ?")
_PER_SIGNS = frozenset("/／每 ")
# 辆（艘、架、列）次, 头（只）: a measure word with others that stand for the same.
_OR_ELSE = re.compile(r"[（(](?P<others>\w{1,3}(?:[、，,/或]\w{1,3})*)[)）](?P<times>次)?")
_OTHER = re.compile(r"[、，,/或]")
# Signs of full width, and those of traditional script: looked up as the half-width, simplified
# ones. A unit keeps the script of the text; its name is half-width.
_WIDE = dict(zip("ｋｍｇｔｈｃＷＶｗＫＭＧ％µ", "kmgthcWVwKMG%μ", strict=True))
_LISTS = ("measure_words.tsv", "measure_word_clashes.tsv", "counted_nouns.txt", "unit_nouns.txt")
_TRADITIONAL = traditional_signs(*_LISTS)
_HALF_WIDTH = str.maketrans(_WIDE)
_PLAIN = str.maketrans(_WIDE | _TRADITIONAL)
_FOREIGN = re.compile("[" + "".join(_WIDE | _TRADITIONAL) + "]")
_LONGEST = 12


@dataclass(slots=True)
class Unit:
    """A unit: its name without scale, its kind, where it ends in the text, and 多 or 半 inside."""

    name: str
    kind: str
    end: int
    inner: str = ""


NO_UNIT = Unit("", "", -1)


def unit_at(text: str, place: int) -> Unit:
    """The unit that stands in `text` at `place`, a compound one (元/吨) whole; NO_UNIT if none."""
    following = text[place : place + _LONGEST]
    if not following:
        return NO_UNIT
    written = following
    if _FOREIGN.search(following):
        # Of the same length, so that places in it are places in the text.
        following, written = following.translate(_PLAIN), following.translate(_HALF_WIDTH)
    if following[0] == "个":
        split = _SPLIT.match(following)
        if split:
            kind = KINDS.get("个" + split["rest"], "duration")
            name = _named(written[0] + written[split.start("rest") : split.end()])
            return Unit(name, kind, place + split.end(), split["inner"])
    word = _MEASURES.at(following, 0)
    if word:
        size = len(word)
        clash = _CLASHES.get(word)
        free = clash is None or size >= len(following) or following[size] not in clash
        if not free and word[0] == "个":
            # 110个｜点位
            word, size, free = "个", 1, True
        if free or _COUNTED.at(following, size):
            return _joined(text, word, _named(written[:size]), place + size)
        noun = _NOUNS.at(following, 0)
        if len(noun) > size:
            return Unit(written[: len(noun)], "count", place + len(noun))
        return NO_UNIT
    noun = _NOUNS.at(following, 0) if following[0] in _NOUNS.signs else ""
    if noun:
        return Unit(written[: len(noun)], "count", place + len(noun))
    return NO_UNIT


def _named(written: str) -> str:
    """The name of a measure word: 3个小时 are 3小时, yet 个月 and 月 are two."""
    rest = written[1:]
    return rest if rest in _WITHOUT_GE else written


def _joined(text: str, word: str, written: str, end: int) -> Unit:
    """The unit that begins with the measure word `word`, as `written` up to `end`, whole."""
    sign = text[end : end + 1]
    if sign in "（(" and sign:
        others = _OR_ELSE.match(text, end)
        if others and all(other in KINDS for other in _OTHER.split(others["others"])):
            return Unit(written + others[0], KINDS[word], others.end())
    if sign in _PER_SIGNS and sign:
        name, stop = written, end
        while per := _PER.match(text, stop):
            other = _MEASURES.at(text, per.end()) or _NOUNS.at(text, per.end())
            if not other or (per[0].strip() == "每" and name != written):
                break
            name, stop = f"{name}/{other}", per.end() + len(other)
            if text[stop : stop + 1] in "·•・":
                inner = _MEASURES.at(text, stop + 1)
                if inner and text[stop : stop + 1]:
                    name, stop = f"{name}·{inner}", stop + 1 + len(inner)
        if stop > end:
            return Unit(name, "other", stop)
    return Unit(written, KINDS[word], end)
