"""Tails: what joins a thing to its number (达到, 同比增长, 由…减至), taken off the end of a phrase.

The tail tells whether the number is a state or a change, and of a change its direction.
"""

from __future__ import annotations

import re

import regex

from extract.number.unit import KINDS
from extract.text.lexicon import Suffixes, table, words
from extract.text.verb import VERB_ENDINGS
from writing.han import with_han

_CLASSES = table("tail_words.tsv")
_TAILS = Suffixes(_CLASSES)
# A character that closes a longer word and is no tail there: 统计, 行为, 自由, 新增, 所有.
_CLASHES = table("tail_word_clashes.tsv")
# 蹿升到, 猛增到, 锐减至: any growth or decline that ends somewhere.
_REACHED = re.compile(
    with_han(r"(?:[\p{Han}](?=[升增降减涨跌扩缩长落]))?[升增降减涨跌扩缩长落][到至为]了?$")
)
_REACHED_ENDS = frozenset("到至为了")


# 农房风貌提升26.4万户: what is counted in households or pieces is not raised by so many.
_UNCOUNTED_CHANGES = frozenset(("提升", "提高", "改善", "扩大", "压缩", "精简", "缩短"))


# 诉讼标的146亿元: what a suit is about, no particle.
_IN_DISPUTE = ("诉讼标的", "争议标的", "执行标的", "结案标的", "涉案标的", "案件标的", "到位标的")
KEPT_ALONE = words("tail_words_kept.txt")
_NOTHING = words("tail_words_kept_behind.txt") | {""}
# 由上期的63家, 从原来的5个: a change from some time, told by no date.
_FROM = re.compile(
    r"(?<![自理缘经交转])由[^，、由从的]{0,8}的?$|(?<![服])从(?![业事严宽容小众属句紧快重轻而])[^，、由从的]{0,8}的?$"
)


# 比上年多结29件, 较上届少2枚, 比上年增3.6%
_MORE_THAN = regex.compile(
    r"(?:同比|环比)(?P<more>[多少增减])[\p{Han}]?$|(?:比|较)(?:上[年届次期月季]|去年|前年|往年|同期|年初|计划)[^，、]{0,4}?(?P<more>[多少增减])[\p{Han}]?$"
)
_MORE = frozenset("多少增减")
_UPWARD = frozenset("多增")
# With one of these what a change begins with and what is measured per another are told; so far in
# front they may stand.
_OPENS = re.compile("[由从每]")
_REACH = 11
_YEARS = frozenset(("今年", "去年", "上年", "当年", "前年"))
# 平均浓度每立方米31微克: what it is measured per.
_EACH = regex.compile(r"每(?P<unit>[\p{Han}]{1,5})$")
_EACH_OF = ("人", "户", "年", "月", "亩", "次", "吨", "件", "平方米", "公里")


def strip_tail(
    text: str, begin: int, end: int, date_ends: dict[int, int], counts: bool
) -> tuple[int, str]:
    """Where the phrase ends in front of what joins it to its number; the classes of those words."""
    stop, classes = end, ""
    opens = "由" in text or "从" in text or "每" in text
    for _ in range(8):
        while stop > begin and text[stop - 1] in " \u3000\n\t、，":
            stop -= 1
        if stop <= begin:
            break
        last = text[stop - 1]
        word = _TAILS.ending(text, stop) if last in _TAILS.signs else ""
        if word == "的" and text.endswith(_IN_DISPUTE, begin, stop):
            break
        if word and stop - len(word) >= begin:
            clash = _CLASHES.get(word[0])
            before = stop - len(word) - 1
            if clash and before >= begin and text[before] in clash:
                word = _behind_clash(text, begin, before, word)
            if counts and word in _UNCOUNTED_CHANGES:
                break
        if word and stop - len(word) >= begin:
            change = "up " in classes or "down " in classes
            if not change and word in KEPT_ALONE and text[begin : stop - len(word)] in _NOTHING:
                # 完成4个, 人均800元: with nothing in front the word itself is what is told.
                break
            classes += _CLASSES[word] + " "
            stop -= len(word)
            if word in _YEARS and stop - 1 > begin and text[stop - 1] in "比较":
                # 发生率较今年下降
                stop -= 1
            continue
        if (last in _MORE or text[stop - 2] in _MORE) and (
            more := _MORE_THAN.search(text, max(0, stop - 16), stop)
        ):
            classes += "up " if more["more"] in _UPWARD else "down "
            stop = max(more.start(), begin)
            continue
        opened = _OPENS.search(text, max(begin, stop - _REACH), stop) if opens else None
        if opened and (origin := _FROM.search(text, opened.start(), stop)):
            classes += "from "
            stop = origin.start()
            continue
        each = _EACH.search(text, max(begin + 1, stop - 6), stop) if opened else None
        if each and (each["unit"] in KINDS or each["unit"].endswith(_EACH_OF)):
            stop = each.start()
            continue
        if last in _REACHED_ENDS and (reached := _REACHED.search(text, begin, stop)):
            classes += "reached "
            stop = reached.start()
            continue
        if last not in _DATE_ENDS:
            break
        date = _date_before(text, begin, stop, date_ends)
        if date >= 0:
            stop = date
            if stop - 1 > begin and text[stop - 1] in "比较" and text[stop - 2] not in "对占评相":
                # 比2002年增长
                stop -= 1
            continue
        break
    return stop, classes


def _behind_clash(text: str, begin: int, before: int, word: str) -> str:
    """What is left of the tail `word` where the sign at `before` may take its first character.

    The longest tail behind it (新增｜至), none where no other one is left (新增加); the word itself
    where the sign closes a verb (更新｜增长).
    """
    verb = VERB_ENDINGS.ending(text, before + 1)
    if len(verb) >= 2 and before + 1 - len(verb) >= begin:
        return word
    return _TAILS.ending(word[1:], len(word) - 1)


_DATES = ("目前", "去年", "今年", "上年", "上年同期", "当年", "年底", "年初")
_CALENDAR_ENDS = frozenset("年月日底末初度期间届")
_DATE_ENDS = _CALENDAR_ENDS | {date[-1] for date in _DATES}


def _date_before(text: str, begin: int, stop: int, date_ends: dict[int, int]) -> int:
    """Where the date or word of time begins that ends at `stop`; −1 if none does."""
    if text[stop - 1] in _CALENDAR_ENDS:
        for at in range(max(begin, stop - 14), stop):
            if date_ends.get(at) == stop:
                return at
    for word in _DATES:
        if text.endswith(word, begin, stop):
            return stop - len(word)
    return -1


def is_tail(words: str) -> bool:
    """Whether words are nothing but a tail (增至, 增长): they name nothing."""
    return words.removesuffix("了") in _CLASSES or (
        words[-1:] in _REACHED_ENDS and _REACHED.fullmatch(words) is not None
    )
