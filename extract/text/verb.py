"""Verbs: which words of a phrase say what was done, and where that stands in a campaign.

Many Chinese verbs also stand inside nouns (整改措施, 扶贫项目). Those of `nominal_verbs.txt` are
taken for an action only where they have an object of their own (整改问题).
"""

from __future__ import annotations

import re
from functools import lru_cache

import regex

from extract.text.lexicon import Prefixes, Suffixes, entries, table, words
from extract.text.memory import KEPT
from extract.text.negation import with_negation

VERB_STAGES = table("verbs.tsv")
VERBS = Prefixes(VERB_STAGES)
VERB_ENDINGS = Suffixes(VERB_STAGES)
NOMINAL = words("nominal_verbs.txt")
# How the names of those who act end, and which of those bodies do nothing but act.
ACTORS = Suffixes(row[0] for row in entries("actors.tsv"))
OFFICIAL_ACTORS = words("actors.tsv", "official")
# What is dealt with: behind 整改, 排查, 处理 these are the object, and the verb is one (整改问题).
_OBJECTS = tuple(words("objects.txt"))
# What is drawn up or held: behind 整改, 学习 these make a noun of the two (整改措施, 学习教育活动).
COMPOUND_HEADS = tuple(words("compound_heads.txt"))
# Verbs whose object is money set right: 整改资金, 追缴金额 (but 扶贫资金 is money for a purpose).
_DEALING = words("dealing_verbs.txt")
_SETTLING = (
    "整改|完成|办结|解决|销号|处理|落实|整治|治理|化解|办理|查处|结案|到位|开工|竣工|建成|审结|处置"
)
_NOT_DONE = regex.compile(
    rf"(?:未|没有|不予|尚未|无法|[应需待须拟])(?:能|及时|按期|如期|按时|全部)?(?:{_SETTLING})"
)
# The signs of which one stands in every such word.
_UNDONE_SIGN = re.compile("[未没不无应需待须拟]")
_DUE = regex.compile(rf"[应需待须拟](?:{_SETTLING})")
# Verbs that say no more than that there is something.
_NO_ACTION = words("verbs_of_being.txt")


def finite_verb_at(text: str, place: int) -> str:
    """The verb that stands at `place` and makes a clause, not a noun; empty if none does."""
    verb = VERBS.at(text, place)
    if len(verb) < 2 or verb in NOMINAL:
        return ""
    return verb


@lru_cache(maxsize=KEPT)
def action_of(name: str) -> str:
    """The verb with which a name begins, several joined by 、 with it; empty if there is none."""
    verb = VERBS.at(name, 0)
    if len(verb) < 2:
        # 新入选企业30家: 新 in front of any verb
        verb = VERBS.at(name, 1) if name[:1] == "新" else ""
        return "新" + verb if len(verb) >= 2 and verb not in NOMINAL else ""
    end = len(verb)
    if name.endswith(_OBJECTS):
        # 梳理排查各类问题
        following = VERBS.at(name, end)
        listed = name[end + len(following) : end + len(following) + 1] == "、"
        end += len(following) if len(following) >= 2 and not listed else 0
    while name[end : end + 1] in ("、", "和", "并", "及"):
        other = VERBS.at(name, end + 1)
        if len(other) < 2:
            break
        end += 1 + len(other)
    if verb in NOMINAL and end < len(name) and name[end] not in "了出到":
        # 接待床位, 整改措施: the verb is a part of the noun, unless a noun of some length follows.
        if verb in _DEALING and name.endswith(("资金", "金额", "款")):
            return verb
        if len(name) - end >= 3 and not name.endswith(COMPOUND_HEADS):
            return verb
        return verb if name.endswith(_OBJECTS) else ""
    if len(name) - end == 1 and name[end] in "值额点率量费价数":
        # 增加值, 总投资额, 通航点
        return ""
    return name[:end]


@lru_cache(maxsize=KEPT)
def stage_of(action: str, name: str) -> str:
    """Where in a campaign the action stands; `other` where no verb tells.

    What is still to be done (应整改, 待办理) is `planned`, what was not done (未整改到位) `other`.
    """
    if _UNDONE_SIGN.search(name) and _NOT_DONE.search(name):
        return "planned" if _DUE.search(name) else "other"
    if action:
        verb = VERBS.at(action, 0) or VERBS.at(action, action.startswith("新"))
        return VERB_STAGES.get(verb, "other")
    last = VERB_ENDINGS.ending(name, len(name))
    if last == "组织" and len(name) > 2:
        # 基层党组织: bodies that there are.
        return "base"
    stage = VERB_STAGES[last] if len(last) >= 2 or (last and last == name) else "other"
    # 外汇储备, 行动计划: a noun plans nothing.
    return "other" if stage == "planned" and last in NOMINAL else stage


@lru_cache(maxsize=KEPT)
def is_verb_only(phrase: str) -> bool:
    """Whether the phrase is a verb with no object (取消, 动态调整)."""
    if not phrase:
        return False
    if phrase in VERB_STAGES:
        return True
    last = VERB_ENDINGS.ending(phrase, len(phrase))
    return len(last) >= 2 and len(phrase) - len(last) <= 2


def ends_with_verb(phrase: str) -> bool:
    """Whether the phrase ends with a verb whose object is yet to come (本次审计抽查)."""
    last = VERB_ENDINGS.ending(phrase, len(phrase))
    if last == "组织" and len(phrase) > 2:
        # 涉黑组织, 基层党组织
        return False
    before = len(phrase) - len(last)
    return len(last) >= 2 and (
        last not in NOMINAL or before <= 2 or bool(ACTORS.ending(phrase, before))
    )


@lru_cache(maxsize=KEPT)
def last_verb(phrase: str) -> str:
    """The verb with which the phrase ends (动态调整 → 调整), verbs joined by 、 whole."""
    verb = _last_verb(phrase)
    return with_negation(phrase, verb) if verb and phrase.endswith(verb) else verb


def _last_verb(phrase: str) -> str:
    if action_of(phrase) == phrase:
        return phrase if phrase not in _NO_ACTION else ""
    comma = phrase.rfind("、")
    if (
        comma > 0
        and all(len(item) == 2 for item in phrase.split("、"))
        and VERB_ENDINGS.ending(phrase, len(phrase))
    ):
        # 新开、复航、加密
        return phrase
    if comma > 0 and is_verb_only(phrase[comma + 1 :]) and not _all_verbs(phrase[:comma]):
        # 组建微信群、覆盖21万家企业
        return last_verb(phrase[comma + 1 :])
    if _all_verbs(phrase) and VERB_ENDINGS.ending(phrase, len(phrase)) in NOMINAL:
        return phrase
    stem = phrase.rstrip("了出着到") or phrase
    last = VERB_ENDINGS.ending(stem, len(stem))
    if len(last) >= 2 and last not in _NO_ACTION and stem != phrase:
        return phrase[len(stem) - len(last) :].rstrip("着")
    if len(last) < 2 or last in _NO_ACTION or not ends_with_verb(phrase):
        return action_of(phrase) if "、" in phrase or "“" in phrase else ""
    return last


def _all_verbs(phrase: str) -> bool:
    """Whether the phrase is nothing but verbs (立案处理)."""
    at = 0
    while at < len(phrase):
        verb = VERBS.at(phrase, at)
        if len(verb) < 2:
            return False
        at += len(verb)
        at += phrase[at : at + 1] in "、和并" and at < len(phrase)
    return bool(phrase) and phrase not in _NO_ACTION
