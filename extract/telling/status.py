"""Telling: whether a figure is told as fact, as aim or as change; who it is about, and when.

What a clause leaves out is taken over from the clauses before it in the sentence: the scope from
its subject, the period from the words of time at its head.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

import regex

from extract.figure import Figure
from extract.name.scope import outlasts_clause
from extract.number.numeral import CHINESE
from extract.telling.rules import (
    AIMS,
    BUDGET,
    CHANGE,
    GOAL,
    GOES_ON,
    LIMIT,
    NEAR,
    PLANNED,
    REQUIRED,
    SIGNED,
    together,
)
from extract.telling.sections import Sections
from extract.text.clause import clause_end, sentence_around
from extract.text.period import head_period
from extract.text.rule import Rule
from extract.text.verb import VERBS, finite_verb_at
from writing.han import with_han

_AIM = together(AIMS)
_FACT = regex.compile(
    r"已|(?<![比较由从])去年|往年|此前|过去|实际(?!增长|使用|利用)|[成到现建]了|累计|全年完成|正在|(?<!将)剩余|以前|曾|现有|目前|尚未|仍有|存在|(?<![公一])共(?![公产同享建青性和])"
    # 计划今年脱贫68户，今年实现77户: what came of the plan
    r"|(?<!\d|十)，(?:今年|目前|当年|本年度?)(?:实际)?(?:完成|实现)了?[约近超]?$"
)
# 将继续实施项目，全年完成30万人检查: behind a word of aim it is none of fact.
_DONE = regex.compile(_FACT.pattern.replace("|全年完成", ""))
_PAST = regex.compile(_FACT.pattern + r"|同比(?!增|下|提|减|降|扩)")
# 60%以上要达到本科学历, 12件年底前必须办结, 剩余4件将于1月底前办结: the aim stands behind.
_REQUIRED = re.compile(with_han(REQUIRED.pattern), re.VERBOSE)
_GOAL = regex.compile(GOAL.pattern)
_BUDGET = regex.compile(BUDGET.pattern, regex.VERBOSE)
# 预计接待游客700万人次，增长8%: the rate of the number foretold; but 预计接待700万人次，收入3亿元.
_BEYOND = regex.compile(
    r"[\d%％][^，。；]*(?:；|，(?!(?:同比|[比较][上去]年)?(?:增长|增加|下降|减少|提高)[约近超]?$))"
)
# Signs with which no word of aim begins, and which stand behind most figures.
_NEVER_BEHIND = frozenset("，。；、：（）\n")
_GOAL_STARTS = frozenset("的年全既原预控调约")
_ANY_NEAR = together(NEAR)
_NEAR = [(regex.compile(rule.pattern, regex.VERBOSE), rule) for rule in NEAR]
# How far in front of a figure the words stand that tell that it grew.
_REACH = 18
# A sign that stands in all of these words, so near to the figure.
_GROWS = re.compile(r"[多少增升涨降减跌高低快慢节]")
_NEAREST = 8
_SIGNS = {"+": "up", "＋": "up", "-": "down", "－": "down", "−": "down"}
_SIGNED = regex.compile(SIGNED.pattern)
_NUMERALS = frozenset("0123456789" + CHINESE)
_TO_COME = regex.compile(r"今年|明年|来年|下一?步|今后|接下来|20\d\d年")
_SENTENCE = 60
# 拟处罚金额30万元，立案侦查3件: what is meant to come ends with the clause.
_OWN_CLAUSE = ("拟处罚", "拟罚款")
_DIGIT = regex.compile(r"\d")
# What is told of one event, and planned by none.
_CAUGHT = (
    *("抓获", "擒获", "查获", "截获", "捉拿归案", "抓捕归案", "制服", "控制", "捣毁", "打掉"),
    *("救出", "解救", "送医", "逮捕", "拘留", "移送起诉"),
)
_TOWARDS = frozenset("为对向在于以到")
# 将坚持, 将继续: what goes on in what is to come; 将超过: what is foretold.
_GOING_ON = (
    "超过",
    "达到",
    "突破",
    "不低于",
    "不少于",
    "不超过",
    "坚持",
    "继续",
    "持续",
    "聚焦",
    "围绕",
    "按照",
    "强化",
    "深化",
    "加快",
    "加大",
    "加强",
)
_OF_A_GROWTH = regex.compile(r"[\p{Han}]{2,14}(?:增加|增长|提高|达到?|减少|下降)[到至]?[约近]?\d")
_ADVERBS = regex.compile(
    r"(?:[今全]年|年内|牢牢|着力|重点|免费|统一|继续|进一步|全面|新|再|分批|逐步|陆续|大力|全力|加快|再次|集中|统筹|共)*"
)
# 每年均不超过10件: told of what there was.
_ALWAYS = frozenset("均都皆")
_LIMIT = frozenset(
    (
        "不得超过",
        "不得高于",
        "不得多于",
        "不得低于",
        "不得少于",
        "不超过",
        "不超過",
        "不高于",
        "不低于",
        "不少于",
        "不突破",
        "不超",
    )
)


def mark_status(text: str, wide: str, counted: list[Figure], sections: Sections) -> None:
    """Fill in sentence, section, status, scope and period as the whole sentence gives them.

    `wide` is the text with full-width marks, in which clauses are looked for.
    """
    begin = end = -1
    aims: list[tuple[int, Rule]] = []
    scope, outside, period, last = "", "", "", 0
    planned, section = False, ""
    for figure in counted:
        if not begin <= figure.start < figure.end <= end:
            before = end if aims and _looks_ahead(wide, begin, aims) else -1
            begin, end = sentence_around(text, figure.start, figure.end)
            aims = list(_aims(wide, begin, end))
            if not aims and before == begin and _goes_on(wide, begin, end):
                aims = [(begin, GOES_ON)]
            scope, outside, period = "", "", head_period(wide, begin, figure.start)
            last = figure.before
            section, planned = sections.above(figure.start), sections.planned(figure.start)
        figure.sentence, figure.section = text[begin:end], section
        # 新增投诉10件（浙江7件，福建3件），办结2件: a place in brackets ends with them.
        between = wide[last : figure.before]
        opened = between.count("（") - between.count("）")
        if opened > 0:
            outside = scope
        elif opened < 0:
            scope = outside
        last = figure.before
        figure.scope = figure.scope or scope
        if figure.scope != scope and outlasts_clause(figure.scope):
            scope = figure.scope
        period = figure.period = figure.period or period
        _mark_one(wide, figure, begin, aims, planned)


def _looks_ahead(text: str, begin: int, aims: list[tuple[int, Rule]]) -> bool:
    """Whether a sentence says what will be done in a time to come: 明年我区将新建学校6所."""
    if any(rule.name == "foretells" for _, rule in aims):
        return False
    return any(
        rule is GOES_ON or (rule.name == "will do" and _TO_COME.search(text, begin, at) is not None)
        for at, rule in aims
    )


def _goes_on(text: str, begin: int, end: int) -> bool:
    """Whether a sentence has no subject, and tells of nothing that is done (改造危房300户)."""
    verb = len(VERBS.at(text, begin)) > 1 or text.startswith(_GOING_ON, begin, end)
    return verb and not _PAST.search(text, begin, end)


def _mark_one(
    text: str, figure: Figure, begin: int, aims: list[tuple[int, Rule]], planned: bool
) -> None:
    """Set the status of a figure, and note the rule that gave it."""
    if figure.status == "change":
        figure.by(CHANGE.name)
    _mark_change(text, figure, begin)
    rule = None if figure.origin else _aim_of(text, figure, begin, aims, planned)
    if rule is not None:
        figure.status = "target"
        figure.by(rule.name)


def _mark_change(text: str, figure: Figure, begin: int) -> None:
    """Set status and direction by the words just in front: 比上年多结29件, 比上年增3.6%."""
    signed = figure.kind == "percent" and figure.text[:1] in _SIGNS
    if signed and _SIGNED.search(text, begin, figure.before):
        figure.status, figure.direction = "change", _SIGNS[figure.text[0]]
        figure.by(SIGNED.name)
        return
    if not _GROWS.search(text, max(begin, figure.before - _NEAREST), figure.before):
        return
    start = max(begin, figure.before - _REACH)
    if not _ANY_NEAR.search(text, start, figure.before):
        return
    for pattern, rule in _NEAR:
        found = pattern.search(text, start, figure.before)
        if found is not None:
            ways = [way for way, word in found.groupdict().items() if word]
            figure.status, figure.direction = rule.gives, ways[0] if ways else ""
            figure.by(rule.name)
            return


# So many words of aim in front of a figure are looked at; a sentence has one or two.
_AIMS_BACK = 8


def _aim_of(
    text: str, figure: Figure, begin: int, aims: list[tuple[int, Rule]], planned: bool
) -> Rule | None:
    """The rule by which the figure is aimed at: a word of aim, its section, or its bound."""
    nearest = None
    if aims:
        end = bisect_left(aims, figure.start, key=_place)
        ahead = reversed(aims[max(0, end - _AIMS_BACK) : end])
        nearest = next((aim for aim in ahead if _governs(text, *aim, figure)), None)
    if nearest is not None and not _DONE.search(text, nearest[0], figure.start):
        return nearest[1]
    behind = text[figure.after : figure.after + 1]
    if behind not in _NEVER_BEHIND and _REQUIRED.match(text, figure.after):
        return REQUIRED
    if behind in _GOAL_STARTS and _GOAL.match(text, figure.after):
        # 低于3.5%的预期目标: the number is the goal, and no bound of something else.
        if figure.number == figure.number:
            figure.low = figure.high = figure.number
            figure.approx = ""
        return GOAL
    near = max(begin, figure.before - _NEAREST)
    if text.find("预算", near, figure.before) >= 0 and _BUDGET.search(text, near, figure.before):
        return BUDGET
    if planned and not _PAST.search(text, begin, figure.start):
        return PLANNED
    told = text[figure.before - 1 : figure.before] in _ALWAYS
    return LIMIT if figure.approx in _LIMIT and not told else None


def _place(aim: tuple[int, Rule]) -> int:
    return aim[0]


def _governs(text: str, aim: int, rule: Rule, figure: Figure) -> bool:
    """Whether a word of aim before the figure is said of it, in the same quotation if in any."""
    if rule.gives == "its number" and figure.start - aim > _NEAREST:
        return False
    clause = rule.gives == "its clause" or text.startswith(_OWN_CLAUSE, aim)
    if clause and _BEYOND.search(text, aim, figure.before):
        return False
    if rule.gives == "if nothing is done" and _FACT.search(text, max(0, aim - _REACH), aim):
        # 已于6月底前完成20件
        return False
    closes = text.find("”", aim, figure.start)
    return closes < 0 or text.find("“", aim, closes) >= 0


def _aims(text: str, begin: int, end: int) -> Iterator[tuple[int, Rule]]:
    """Where the sentence speaks of what is aimed at, and by which rule."""
    for match in _AIM.finditer(text, begin, end):
        rule = AIMS[int((match.lastgroup or "_0")[1:])]
        if rule.gives != "looks ahead" or match[0].startswith("规划") or _is_done(text, match):
            yield match.start(), rule


def _disposes(text: str, place: int) -> bool:
    """Whether 将 puts an object in front of its verb (将在家中制造炸药的李某抓获，缴获炸药)."""
    stop = clause_end(text, place, place + _SENTENCE)
    return text.endswith(_CAUGHT, place, stop) and not _DIGIT.search(text, place, stop)


def _verb_behind(text: str, place: int) -> bool:
    """Whether a verb stands at `place`, behind an adverb or with 新 as its first sign."""
    return bool(VERBS.at(text, place)) or (
        text[place - 1] == "新" and len(VERBS.at(text, place - 1)) > 1
    )


def _is_done(text: str, word: regex.Match[str]) -> bool:
    """Whether a verb stands behind a word that looks ahead: 将新建, but not 将返贫人口纳入."""
    place = word.end()
    verb = VERBS.at(text, place)
    if word[0] != "将" and (verb or text[place : place + 1] in _NUMERALS):
        return True
    if verb and text[place + len(verb) : place + len(verb) + 1] in _NUMERALS:
        # 将投资3亿元: a verb that is a noun, too, but has its number behind it.
        return True
    if text.startswith(_GOING_ON, place):
        return True
    if word[0] == "将" and _disposes(text, place):
        return False
    adverbs = _ADVERBS.match(text, place)
    if word[0] == "计划" and _OF_A_GROWTH.match(text, place):
        # 全镇计划农民人均纯收入增加18%
        return True
    if word[0] != "将" and adverbs and _verb_behind(text, adverbs.end()):
        # 计划新造林15000亩, 计划今年新建学校8所
        return True
    places = (place, adverbs.end() if adverbs else place)
    return any(finite_verb_at(text, at) or text[at : at + 1] in _TOWARDS for at in places)
