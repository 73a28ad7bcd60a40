"""Telling: whether a figure is told as fact, as aim or as change; who it is about, and when.

What a clause leaves out is carried on from the clauses before it in the sentence: the scope from
its subject, the period from the words of time at its head.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from extract.figure import Figure
from extract.name.scope import is_carried
from extract.number.numeral import CHINESE
from extract.telling.sections import Sections
from extract.text.clause import sentence_around
from extract.text.period import head_period
from extract.text.verb import VERBS, finite_verb_at

_AIM = regex.compile(
    r"""力争|争取(?=到20|在|[\p{Han}]{0,4}(?:达|实现|完成|突破|建成))|确保|目标(?:是|为|：|:|任务[：:是为\d])|预期目标|(?<!行动|支持|培养|改善|专项|三年|五年|工作|发展|投资|生产|年度|招生|倍增|按|原|有|无|调研|援助)计划
      |(?<!虚|模)拟(?!定|订|合|态)|(?<!截)(?:到|至)20[2-9]\d年(?!底|末)[，,]?(?=[^。；]{0,24}(?:达到|实现|建成|突破|提高|下降|形成|培育|翻))|预期(?=目标|增长|达到|实现)
      |(?<![主需重首纪必摘简只不都概提次纲扼险]|往年|以前|原来|原先)要(?=[\p{Han}]{2})(?![\p{Han}]{1,4}的)(?!求|素|点|闻|案|件|塞|害|员)|(?<![即必])将(?=[\p{Han}]{2}|[对为向]\d)
      |需(?:要)?(?=新增|补充|增加|投入|建设|新建|配备)|必?须(?=[\p{Han}]{0,4}(?:达|完成|实现|办结|整改))|(?<=[日月底]前)将
      |规划(?:建设|新建|实施)|努力(?:实现|达到|完成|使)|决定(?=[\p{Han}]{0,4}(?:投入|拿出|安排|新增|建设))|不得?(?:超过|低于|少于|高于)|原则上""",
    regex.VERBOSE,
)
_FACT = regex.compile(
    r"已|(?<![比较由从])去年|往年|此前|过去|实际(?!增长|使用|利用)|[成到现建]了|累计|全年完成|正在|(?<!将)剩余|以前|曾|现有|目前|尚未|仍有|存在|(?<![公一])共(?![公产同享建青性和])"
)
_PAST = regex.compile(_FACT.pattern + r"|同比(?!增|下|提|减|降|扩)")
# 60%以上要达到本科学历, 12件年底前必须办结, 剩余4件将于1月底前办结: the aim stands behind.
_REQUIRED = regex.compile(
    r"(?:[\p{Han}\d]{1,6}前)?(?:均|都|全部)?(?:要(?!求|素)|必须|须(?!知)|应当?(?!急)|将(?=[于在]|全部))(?=[\p{Han}\d])(?![^，。；]{1,10}的)"
)
# Words that look ahead only in front of a verb: 将新建, 计划投资, not 将返贫人口纳入, 支持计划.
_AHEAD = frozenset(("将", "计划", "拟"))
_NUMERALS = frozenset("0123456789" + CHINESE)
_TOWARDS = frozenset("为对向在于以到")
# 将坚持, 将继续: what goes on in what is to come.
_GOING_ON = ("坚持", "继续", "持续", "聚焦", "围绕", "按照", "强化", "深化", "加快", "加大", "加强")
_ADVERBS = regex.compile(
    r"(?:牢牢|着力|重点|继续|进一步|全面|新|再|分批|逐步|陆续|大力|全力|加快|再次|集中|统筹|共)*"
)
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


def tell(text: str, told: str, counted: list[Figure], sections: Sections) -> None:
    """Fill in sentence, section, status, scope and period as the whole sentence gives them.

    `told` is the text with full-width marks, in which clauses are looked for.
    """
    begin = end = -1
    aims: list[int] = []
    scope, outside, period, last = "", "", "", 0
    planned, section = False, ""
    for figure in counted:
        if not begin <= figure.start < end:
            begin, end = sentence_around(text, figure.start, figure.end)
            aims = list(_aims(told, begin, end))
            scope, outside, period = "", "", head_period(told, begin, figure.start)
            last = figure.before
            section, planned = sections.above(figure.start), sections.planned(figure.start)
        figure.sentence, figure.section = text[begin:end], section
        # 新增投诉10件（浙江7件，福建3件），办结2件: a place in brackets ends with them.
        opened = told.count("（", last, figure.before) - told.count("）", last, figure.before)
        if opened > 0:
            outside = scope
        elif opened < 0:
            scope = outside
        last = figure.before
        figure.scope = figure.scope or scope
        scope = figure.scope if is_carried(figure.scope) else scope
        period = figure.period = figure.period or period
        if not figure.origin and _is_aimed_at(told, figure, begin, aims, planned):
            figure.status = "target"


def _is_aimed_at(text: str, figure: Figure, begin: int, aims: list[int], planned: bool) -> bool:
    """Whether the figure is planned: by a word of aim before it, its section, or its bound."""
    nearest = max((aim for aim in aims if _governs(text, aim, figure)), default=-1)
    if nearest >= 0 and not _FACT.search(text, nearest, figure.start):
        return True
    if _REQUIRED.match(text, figure.after):
        return True
    if planned and not _PAST.search(text, begin, figure.start):
        return True
    return figure.approx in _LIMIT


def _governs(text: str, aim: int, figure: Figure) -> bool:
    """Whether a word of aim stands before the figure, in the same quotation if in any."""
    if aim >= figure.start:
        return False
    closes = text.find("”", aim, figure.start)
    return closes < 0 or text.find("“", aim, closes) >= 0


def _aims(text: str, begin: int, end: int) -> Iterator[int]:
    """Where the sentence speaks of what is aimed at."""
    for match in _AIM.finditer(text, begin, end):
        if match[0] not in _AHEAD:
            yield match.start()
            continue
        place = match.end()
        if match[0] != "将" and (VERBS.at(text, place) or text[place : place + 1] in _NUMERALS):
            yield match.start()
            continue
        adverbs = _ADVERBS.match(text, place)
        places = (place, adverbs.end() if adverbs else place)
        if text.startswith(_GOING_ON, place):
            yield match.start()
            continue
        if any(finite_verb_at(text, at) or text[at : at + 1] in _TOWARDS for at in places):
            yield match.start()
