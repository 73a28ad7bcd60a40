"""Names as they may stand: the last look at each, which mends its edges or takes it back.

A name neither begins nor ends with an adverb, a particle or a preposition, holds no half of a
bracket, and is more than a word of place or a predicate that only measures. What cannot be mended
is no name: the figure then has none, and a doubt.
"""

from __future__ import annotations

import re
from functools import lru_cache

import regex

from extract.figure import THEN, Figure
from extract.name.noun import NOT_CUTS, NOUN_SIGNS
from extract.name.scope import is_whole
from extract.name.subject import NOT_PREPOSITIONS, without_adverbs
from extract.name.tail import KEPT_ALONE, is_tail
from extract.text.lexicon import Prefixes, Suffixes, words
from extract.text.memory import KEPT
from extract.text.period import is_time
from extract.text.rule import Rule
from extract.text.verb import (
    COMPOUND_HEADS,
    NOMINAL,
    VERB_ENDINGS,
    VERB_STAGES,
    VERBS,
    is_verb_only,
)

CHECKS = (
    Rule("edge of a name mended", "全市推行“非接触式”办税，可网上办理事项由214项增至233项。"),
    Rule("no name", "从30%提高到50%。"),
)
NO_NAME = "no name that can stand"
WEAK_RULE = "a rule that often errs gave the name"
SHORT_NAME = "hardly a name for a rate"
LONG_NAME = "a name as long as a sentence"
UNKNOWN_WORD = "a name that ends in no word of the lists"
# Rules that were right less often than nine times in ten on labelled reports.
_WEAK = frozenset(
    (
        "edge of a name mended",
        "what a share of them do",
        "words in front after all",
        "predicate of a part",
        "name in the clause before",
        "value behind its noun",
        "rest with more behind",
        "whole in front",
        "predicate behind",
        "noun in front of a figure and 的",
    )
)
# Words with which names of things, people and bodies end.
_HEADS = Suffixes(
    words("name_heads.txt")
    | NOMINAL
    | words("unit_nouns.txt")
    | frozenset(COMPOUND_HEADS)
    | words("shared_heads.txt")
    | words("objects.txt")
    | NOT_CUTS
    | words("edge_words.txt")
    | words("list_modifiers.txt")
    | (words("actors.tsv") - words("places.txt"))
)
_INHABITANTS = frozenset(("户", "人"))
_LONGEST = 18
_ANY_LONGEST = 26
# Rules that give long names, and right ones up to some length.
_OFTEN_LONG = frozenset(("words in front, nothing behind", "one name for a list"))
_TIMELIKE = frozenset("年月日季期底末初今去来目当前迄至时间")
# No word of place, time or manner is longer.
_LONGEST_NOTHING = 8
_LONGEST_BEHIND = 12

# Words of place and time that name nothing by themselves.
PLACE_WORDS = words("place_words.txt")
# Nouns and verbs of one sign that may be a whole name: 5个县, 捐500元.
_ONE_SIGN = words("one_sign_names.txt")
# 现有村民, 最多时贫困户: when it was so is none of the name.
_LEADS = Prefixes(words("name_leads.txt"))
_ALL = "全部"
_KNOWN = NOT_CUTS | NOT_PREPOSITIONS | words("edge_words.txt")
_FIRST = frozenset(
    "的了是有达约近共均已也都仍还并且而但则即就便才在从由对向把被与和及或于因使让令将拟可会应须再又很更"
)
_LAST = frozenset(
    "的了着是为达有约近共均已也都仍还并且而但即就在从由对把被与和及或于因使让将拟未不没屡微再又很更最等"
)
# 占总量的70%以上: what the share is one of is not told.
_SHARE_OF_WHAT = re.compile("占(?![地用道])")
_AGES = ("岁", "岁以上", "岁以下", "岁及以上")
_LASTING = frozenset(("历时", "耗时", "用时"))
_PAIRS = (("“", "”"), ("（", "）"), ("(", ")"), ("《", "》"), ("「", "」"), ("【", "】"))
_MARKS = "、，。；：！？,;"
# 服务对象分别: what leads on to the next word or number and is a part of none.
_EDGES = regex.compile(r"^(?:分别|以及|并且|已经)+|(?:分别|正在|以及|[同环]比|(?<=..)全部)+$")
# 全市, 36个, 是: what is left when a name is not one.
_NOTHING = regex.compile(r"[\d.,%％]*")


def check_names(counted: list[Figure]) -> None:
    """Mend or take back the names of what is counted, and doubt those of weak rules."""
    for at, figure in enumerate(counted):
        name = _mended(figure.metric)
        if name == figure.metric and name:
            figure.doubt = figure.doubt or _doubt(figure)
            continue
        homes = figure.scope or figure.unit == "户" or counted[at - 1].metric == "户"
        if not name and figure.unit in _INHABITANTS and homes:
            # 全镇13951户68202人
            figure.metric = figure.object = figure.unit
            figure.doubt = WEAK_RULE
            figure.by("noun as unit alone")
            continue
        figure.by("edge of a name mended" if name else "no name")
        if not name:
            figure.doubt = NO_NAME
        if not name.startswith(figure.action):
            figure.action = ""
        figure.metric = name
        figure.object = name[len(figure.action) :] or name
        figure.doubt = figure.doubt or _doubt(figure)


def leave_out_leads(counted: list[Figure]) -> None:
    """Take words that tell when it was so, or of how many, off the front of the names.

    Stage and parts are read from the whole name before.
    """
    for figure in counted:
        name = figure.metric
        lead = _LEADS.at(name, 0) if name[:1] in _LEADS.signs else ""
        if lead == _ALL and not is_verb_only(name[len(lead) :]):
            # 全部工业增加值, but 15.2万户｜全部脱贫
            continue
        if lead and len(name) - len(lead) >= 2:
            figure.metric = name[len(lead) :]
            figure.action = figure.action.removeprefix(lead)
            figure.object = figure.metric.removeprefix(figure.action) or figure.metric


def _doubt(figure: Figure) -> str:
    """Why a name that is well formed is still no more than likely; empty where it is sure."""
    weak, last = _spoken(figure.rule)
    length = len(figure.metric)
    if weak or (figure.metric[:1] == "占" and _SHARE_OF_WHAT.match(figure.metric)):
        return WEAK_RULE
    if last == "noun behind" and length > _LONGEST_BEHIND:
        return WEAK_RULE
    if figure.kind == "duration" and last != "how long it took":
        return WEAK_RULE
    if figure.kind in ("percent", "points", "multiple") and length < 3:
        return SHORT_NAME
    if length > (_ANY_LONGEST if last in _OFTEN_LONG else _LONGEST):
        return LONG_NAME
    return "" if _ends_known(figure.metric) else UNKNOWN_WORD


@lru_cache(maxsize=KEPT)
def _spoken(trace: str) -> tuple[bool, str]:
    """Whether a weak rule is among those that have spoken, and the last of them; traces recur."""
    rules = trace.split(THEN)
    return not _WEAK.isdisjoint(rules), rules[-1]


@lru_cache(maxsize=KEPT)
def _ends_known(name: str) -> bool:
    """Whether the last word of a name is a noun by a list or its last sign, a verb or quoted."""
    name = name.rstrip("）)》")
    if name in _ONE_SIGN or name in VERB_STAGES or name.endswith(_AGES):
        return True
    end = len(name)
    if name.endswith("”") or name[-1:].isascii() or name[-1:] in NOUN_SIGNS:
        return True
    return bool(_HEADS.ending(name, end)) or len(VERB_ENDINGS.ending(name, end)) > 1


@lru_cache(maxsize=KEPT)
def _mended(name: str) -> str:
    """The name without what cannot stand at its edges; empty where nothing that names is left."""
    name = _without_halves(name)
    if name and (name[0] in _MARKS or name[-1] in _MARKS or _EDGES.search(name)):
        name = _EDGES.sub("", name.strip(_MARKS))
    while name and (name[0] in _MARKS or _opens_badly(name)):
        name = name[1:]
    while name and _closes_badly(name):
        name = name[:-1]
    return "" if _names_nothing(name) else name


def _without_halves(name: str) -> str:
    """A name cut where the half of a bracket stands in it."""
    if name.isalnum():
        return name
    for opening, closing in _PAIRS:
        while name.count(opening) != name.count(closing):
            at = name.rfind(opening) if name.count(opening) > name.count(closing) else -1
            name = name[:at] if at >= 0 else name[name.find(closing) + 1 :]
    return name


def _opens_badly(name: str) -> bool:
    if name[0] not in _FIRST or (name[0] == "有" and len(name) > 3):
        return False
    return name[:2] not in _KNOWN and len(VERBS.at(name, 0)) < 2


def _closes_badly(name: str) -> bool:
    if name[-1] not in _LAST:
        return False
    return name[-2:] not in _KNOWN and len(VERB_ENDINGS.ending(name, len(name))) < 2


def _names_nothing(name: str) -> bool:
    """Whether a name is but a word of place, time or manner, or a predicate that measures."""
    if len(name) < 2:
        return name not in _ONE_SIGN and name not in VERB_STAGES
    if name[0] in "（(" and name[-1] in "）)":
        return True
    if len(name) > _LONGEST_NOTHING:
        return False
    return (
        name in PLACE_WORDS
        or (is_tail(name) and name not in KEPT_ALONE and name not in _LASTING)
        or (not _TIMELIKE.isdisjoint(name) and is_time(name))
        or is_whole(name)
        or not without_adverbs(name)
        or (not name[0].isalpha() and _NOTHING.fullmatch(name) is not None)
    )
