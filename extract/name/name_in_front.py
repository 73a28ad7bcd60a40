"""Names in front: whether the words before a figure name it (查摆问题7.7万多个)."""

from __future__ import annotations

import regex

from extract.figure import Figure
from extract.name.noun import begins_clause, begins_with_verb, noun_behind
from extract.name.phrase import Phrase
from extract.text.lexicon import words
from extract.text.verb import ends_with_verb, is_verb_only, last_verb

COUNTED_UNITS = words("unit_nouns.txt")
# 其余15条, 剩余4件: what is left of something told before.
RESTS = words("rest_words.txt")
MEASURED = frozenset(("percent", "points", "multiple", "money"))
_SHARES = frozenset(("percent", "points", "multiple"))
_SCOPE_ONLY = regex.compile(
    r"(?:全[国省市县区州旗镇乡村局院校系行业]+|我[国省市县区州旗委局院校]|各[地级方]|本[省市县区院校]|[^，。]{0,6}(?:省|市|县|区|州|旗|镇|乡|村|地区)|全行业|全系统|各地|国内|农村|城镇|城市|境内|境外)"
)
_MONEY_NOUN = regex.compile(
    r"(?:资金|补贴|贷款|经费|债券|基金|奖金|补助|补助金|保险费|[税专赔罚工货欠善捐房尾]款|工程款|订单|保证金|违约金|押金|定金|租金)$"
)
# 新增120个充电位: a verb that is taken for the tail of a name where none stands behind the number.
_ADDED = regex.compile(r"(?<=\p{Han})(?P<verb>新增|净增|完成|实现)了?$")
# 组团内9条道路, 园区里3家企业: where, not what.
_WITHIN = frozenset("内里")
# 将为1.6万家企业提供, 对320家店铺开展, 在36个城市: a preposition; but 总数为320家, 稳定在36个.
_PREPOSITION = regex.compile(
    r"(?<![总分均别仅约共数量额率值])为$|(?<!面)[对向将把使让]$|(?<![存现所持定制])在$"
)


def added_by(text: str, figure: Figure) -> str:
    """The verb of adding just in front of the figure (汇丰社区新增了120个充电位); empty if none."""
    found = _ADDED.search(text, max(0, figure.before - 6), figure.before)
    return found["verb"] if found else ""


def names_in_front(text: str, figure: Figure, phrase: Phrase, stop: int, adjacent: bool) -> bool:
    """Whether the words in front of the figure name it.

    `stop` is where its clause ends behind it, or the next figure begins; `adjacent` tells that a
    noun stands behind the next figure and waits for both (161类811条建议).
    """
    core, tail = phrase.core, phrase.tail
    if not core:
        return False
    if "from" in tail or "reached" in tail or "share" in tail:
        return True
    following = text[figure.after : figure.after + 1]
    behind = stop > figure.after and following not in "、和及"
    if (behind or adjacent) and _SCOPE_ONLY.fullmatch(core):
        return False
    if adjacent or core in RESTS:
        return not behind and not adjacent
    last = text[figure.before - 1 : figure.before]
    if not behind:
        return not (figure.unit in COUNTED_UNITS and (last_verb(core) or last == "等"))
    if last in ("等", "的") and figure.kind not in MEASURED:
        return False
    if last == "的" and figure.kind == "money" and not begins_with_verb(text, figure.after, stop):
        # 7个部门应缴的1.36亿元非税收入
        return False
    if figure.unit in COUNTED_UNITS:
        return False
    if core.endswith(("总投资", "总投资额", "总规模")) and following == "的":
        return True
    if following == "的" and figure.kind != "duration":
        return _told_before_genitive(text, figure, phrase)
    if figure.kind == "duration" and following == "的":
        return False
    counts = figure.kind not in MEASURED
    if figure.kind == "money" and _names_money(text, figure, stop):
        # 紧急预拨1.6亿元中央救灾资金
        return False
    if counts and _in_phrase(text, figure):
        return False
    if begins_with_verb(text, figure.after, stop):
        if figure.kind not in _SHARES and (is_verb_only(core) or (counts and ends_with_verb(core))):
            # 取消91项考核评比, 制定25条为基层减负的措施: what follows is the object still.
            return begins_clause(text, figure.after, stop, figure.kind == "money")
        return True
    if ends_with_verb(core):
        # 覆盖95%以上行政村
        return figure.kind in ("points", "multiple")
    if core[-1] in "着了":
        return False
    if counts and added_by(text, figure):
        return False
    if "plain" in tail and counts:
        return not text.endswith(("有", "共有", "现有"), 0, figure.before)
    return "plain" in tail or figure.kind in MEASURED


def _in_phrase(text: str, figure: Figure) -> bool:
    """Whether the figure stands in a phrase of place or of a preposition, and its noun behind."""
    if text[figure.before - 1 : figure.before] in _WITHIN:
        return True
    return _PREPOSITION.search(text, max(0, figure.before - 2), figure.before) is not None


def _told_before_genitive(text: str, figure: Figure, phrase: Phrase) -> bool:
    """Whether the name stands in front of a figure that 的 follows: 失业率控制在3.5%的较低水平."""
    if figure.kind in ("percent", "fraction"):
        kept = text[figure.before - 1 : figure.before] == "在" and "plain" in phrase.tail
        return kept or phrase.core.endswith(("率", "比重", "比例", "占比"))
    total = phrase.core.startswith("总") or phrase.core.endswith("额")
    return total or not is_verb_only(phrase.core)


def _names_money(text: str, figure: Figure, stop: int) -> bool:
    """Whether a kind of money stands behind the sum: 用好1800亿元引导基金."""
    noun = noun_behind(text, figure.after, stop)
    if not _MONEY_NOUN.search(noun):
        return False
    return not (
        begins_with_verb(text, figure.after, stop) and begins_clause(text, figure.after, stop)
    )
