"""Phrases: the words in front of a figure, taken apart into scope, action and the thing counted.

A phrase reads from the left: words of time and order that tell nothing of the thing (目前, 共),
who acted (全国纪检监察机关), what was done (查处), to what (案件); and from the right: what joins
it to its number (达到, 同比增长).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from extract.name.scope import who_or_where
from extract.name.subject import (
    after_preposition,
    split_place,
    split_subject,
    strip_comparison,
    strip_manner,
    without_adverbs,
)
from extract.name.tail import strip_tail
from extract.text.lexicon import Prefixes, table, words
from extract.text.period import PERIOD, Dates
from extract.text.verb import NOMINAL, VERB_ENDINGS, VERB_STAGES, VERBS, action_of, is_verb_only
from writing.outline import ITEM

LEAD = Prefixes(words("lead_words.txt"))
# 和谐, 及时, 等级, 使用, 要求, 将军, 要素: a lead word that begins a longer one.
_LEAD_CLASHES = table("lead_word_clashes.tsv")
_DIVIDES = re.compile(
    r"(?<=[^“《（由从前近对比较])(?:今年以来|今年|去年|上半年)(?=[^”》）的初底末度同])(?=..)"
)
# 近三年, 前五年: the sign in front of a span of time.
_SPAN_SIGNS = frozenset("近前这上到至“")
# 其他15起: the rest, named by no more than that.
_OTHER = frozenset(("其他", "其它"))
_OTHERS = frozenset(("其他", "其余", "其它"))


class Phrase(NamedTuple):
    """A phrase taken apart.

    `core` is the name that is left: action with object, or noun. `tail` holds the classes of the
    words between it and the number, `lead` the last of the words stripped from its front.
    """

    core: str
    action: str
    scope: str
    period: str
    tail: str
    lead: str


def take_apart(text: str, start: int, end: int, dates: Dates, counts: bool = False) -> Phrase:
    """Take apart the phrase `text[start:end]`, which stands in front of a figure.

    `dates` tells where the dates of the text stand; `counts` that the figure counts things (户, 个)
    and does not measure.
    """
    return _take_apart(text[start:end], dates.within(start, end), counts)


@lru_cache(maxsize=16384)
def _take_apart(text: str, dates: tuple[tuple[int, int], ...], counts: bool) -> Phrase:
    """The same of a phrase on its own; phrases recur (同比增长), within and between reports."""
    start, end, date_ends = 0, len(text), dict(dates)
    begin, period, lead = _strip_lead(text, start, end, date_ends)
    stop, tail = strip_tail(text, begin, end, date_ends, counts)
    core, earlier = _ARTICLE.sub("", _BASIS.sub("", clean(text[begin:stop]))), ""
    for at in range(begin + 2, stop - 2):
        if at in date_ends and date_ends[at] < stop - 1 and text[at - 1] not in "“《（由从前近":
            period = text[at : date_ends[at]]
            core, earlier = _divide(clean(text[begin:at]), clean(text[date_ends[at] : stop]))
    divided = _DIVIDES.search(core) if not earlier else None
    if divided:
        # 厦门口岸今年往来两岸旅客量
        period = period or divided[0]
        earlier, core = core[: divided.start()], core[divided.end() :]
    core = _THRESHOLD.sub("", after_preposition(strip_comparison(core)))
    if lead in _OTHERS and (not core or lead in _OTHER):
        core = lead + core
    core, scope = split_subject(core)
    if not scope and not VERBS.at(core, 0):
        core, scope = split_place(core)
        core = core.removeprefix("的")
    scope = who_or_where(scope or earlier)
    core = _brief(strip_manner(core))
    if not without_adverbs(core):
        core = ""
    return Phrase(core, action_of(core), scope, period, tail, lead)


def _divide(ahead: str, behind: str) -> tuple[str, str]:
    """What is told, and who by, of the words on both sides of a date."""
    if is_verb_only(ahead) and not behind.startswith(("以来", "的")):
        # 发放2017年优待金
        return ahead + behind, ""
    behind = behind.removeprefix("的").removeprefix("以来")
    if len(behind) <= 3 < len(ahead) and not VERBS.at(behind, 0):
        # 粮食生产自2010年以来, 加分项目2014年高考有95个: the name stands in front.
        return clean(ahead.removesuffix("自")), ""
    # 内蒙古2019年实施产业扶贫项目: a date divides who acted from what was done.
    return behind, ahead


# 年收入不足10万元的嘎查村由428个减少到96个: the number only describes.
_THRESHOLD = re.compile(r"^[^，]*[0-9][^，的]{0,6}的(?=[\u4e00-\u9fff]{2,}$)")
# 组建一支260人的领跑队: an article in front of the number.
_ARTICLE = re.compile(r"(?<=[\u4e00-\u9fff]{2})一[支个批座条所家项名套种]$")
# 收入剔除虚增因素后增长7%: on what basis it is told.
_BASIS = re.compile(r"(?:剔除|扣除)[^，。]{1,14}后$")
# 河北、山西、内蒙古、新疆等专项监察处罚额: a long list that only gives examples.
_EXAMPLES = re.compile(r"(?:[^、等（“]+、){3,}[^、等]+等(?=[^等、]{4,}$)")
_LONG_LIST = 15
_LONG_NAME = 18
# 对…的行为罚款, 通过编织增收: a long name with one of these is a sentence.
_CLAUSE = re.compile(r"[对把将为]|通过|帮助|利用")


def _brief(core: str) -> str:
    """A name without a long list of examples; of a whole sentence, the verb at its end."""
    action = action_of(core)
    listed = _EXAMPLES.match(core, len(action))
    if listed and len(listed[0]) >= _LONG_LIST:
        return action + core[listed.end() :]
    if len(core) > _LONG_NAME and not action and _CLAUSE.search(core):
        last = VERB_ENDINGS.ending(core, len(core))
        if len(last) >= 2 and last not in NOMINAL:
            return last
    return core


_NOTE_MARK = re.compile(r"\[\d{1,3}\]")
_GLOSS = re.compile(
    r"(?<=[^（(]{2})[（(](?:即|指|含|不含|包括|以下简称|简称|其中|又称)[^（）()]*[）)]$"
)


def clean(name: str) -> str:
    """A name without the blanks and line breaks that the page put into it."""
    if not name.isalnum():
        name = "".join(name.split())
    if name.count("“") != name.count("”"):
        # “隧道内外的温差: a quotation that the name only begins or ends.
        name = name.lstrip("“").rstrip("”") if "“" in name[:1] or "”" in name[-1:] else name
    name = _NOTE_MARK.sub("", name) if "[" in name else name
    name = name.strip("、，,：:—-·．|│*#_◆◇●■□▲★※▶➢✓•").rstrip("和与")
    if name.endswith(("）", ")")):
        # 宏观税负（即税收收入占GDP比重）: a gloss behind the name is none of it.
        name = _GLOSS.sub("", name)
    if len(name) < 3 and not any(sign.isalnum() for sign in name):
        return ""
    return name[:-1] if name.endswith("及") and name[-2:] not in VERB_STAGES else name


_BULLETS = frozenset(" \u3000\n\t、，>#*◆◇●○■□▲△★☆※▶➢✓√·•①②③④⑤⑥⑦⑧⑨⑩")
# 一是, 二要: marks of a list told in a sentence.
_LIST_MARK = re.compile(r"[一二三四五六七八九十]{1,2}[是要]")
# 1.整改, （6）口岸, 二、立案: an outline mark in the same line.
_OUTLINE = re.compile(ITEM)
# 与上月相比, 相比去年同期: what a change is measured against.
_COMPARED = re.compile(
    r"(?:[与同和较][^，。；、：]{1,14}?(?:相比|比较|对比)|相比(?:较|之下|于)?)[，,]?"
)


# (春运第十三天)全国铁路发送旅客: a remark in brackets in front of what is told.
_REMARK = re.compile(r"[（(][^（）()]{2,30}[)）](?=[^（）()]{3})")


def _strip_lead(text: str, start: int, end: int, date_ends: dict[int, int]) -> tuple[int, str, str]:
    """Where the phrase begins behind words of time and order; the period, the last such word."""
    mark = _OUTLINE.match(text, start, end)
    at, period, lead = mark.end() if mark else start, "", ""
    while at < end:
        sign = text[at]
        if sign in _BULLETS or (sign == "“" and text.find("”", at, end) < 0):
            # A quotation that only ends behind the figure: “我们还将停车时长从30分钟….
            at += 1
            continue
        stop = date_ends.get(at, 0) or (sign in _SPAN_SIGNS and date_ends.get(at + 1, 0))
        if stop and stop <= end:
            # 2019年的, 2019年底: what stands behind the date goes with it.
            period = text[at:stop]
            at = stop
            while at < end and text[at] in "”的前后内":
                at += 1
            if text.startswith(("时期", "期间", "以来"), at):
                at += 2
            continue
        found = PERIOD.match(text, at, end)
        if found and found.end() > at:
            period = found[0].rstrip("，")
            at = found.end()
            if period[-1] in "底末初年月" and text[at : at + 1] in ("前", "后", "内"):
                at += not text.startswith("内蒙", at)
            continue
        mark = (
            _LIST_MARK.match(text, at, end)
            or _REMARK.match(text, at, end)
            or _COMPARED.match(text, at, end)
        )
        if mark:
            at = mark.end()
            continue
        word = LEAD.at(text, at)
        if word and at + len(word) <= end and not _opens_longer_word(text, at, word):
            at += len(word)
            lead = word
            continue
        break
    return at, period, lead


def _opens_longer_word(text: str, at: int, word: str) -> bool:
    if word == "共" and VERBS.at(text, at + 1) not in ("", "建设"):
        # 共建成房屋: 共 and 建成, not 共建.
        return False
    clash = _LEAD_CLASHES.get(word)
    following = text[at + len(word) : at + len(word) + 1]
    return bool(clash and following and following in clash)
