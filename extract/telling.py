"""Telling: whether a figure is told as fact, as aim or as change; who it is about, and when.

What a clause leaves out is carried on from the clauses before it in the sentence: the scope from its
subject, the period from the words of time at its head.
"""

from __future__ import annotations

import regex

from extract.clause import sentence_around
from extract.figure import Figure
from extract.phrase import VERBS
from extract.sections import Sections

_AIM = regex.compile(
    r"""力争|争取(?!到|上级|资金|了)|确保|目标(?:是|为|任务|：|:)|预期目标|(?<!原|按|有|无)计划(?!生育|单列|外|经济|内)
      |(?<!虚|模)拟(?!定|订|合|态)|(?:到|至)20[2-9]\d年[^，。；]{0,6}(?:达到|实现|力争)|预期(?!寿命)
      |(?<![主需重首纪必摘简只不])要(?=[\p{Han}]{2})(?!求|素|点|闻|案|件|塞|害|员)|(?<![即必])将(?=[\p{Han}]{2})
      |努力(?:实现|达到|完成|使)|决定每年|每年拿出|不得?(?:超过|低于|少于|高于)|原则上""",
    regex.VERBOSE,
)
_FACT = regex.compile(r"已|去年|过去|完成了|达到了|实现了|累计|同比|比上年|较上年|新增了|全年完成|共")
_LIMIT = frozenset(("不超过", "不超過", "不高于", "不低于", "不少于", "不突破", "不超"))


def tell(text: str, counted: list[Figure], sections: Sections) -> None:
    """Fill in sentence, section, status, scope and period as the whole sentence gives them."""
    begin = end = -1
    aim, scope, period = -1, "", ""
    planned, section = False, ""
    for figure in counted:
        if not begin <= figure.start < end:
            begin, end = sentence_around(text, figure.start, figure.end)
            aim = _aim(text, begin, end)
            scope = period = ""
            section, planned = sections.above(figure.start), sections.planned(figure.start)
        figure.sentence, figure.section = text[begin:end], section
        scope = figure.scope = figure.scope or scope
        period = figure.period = figure.period or period
        if 0 <= aim < figure.start and not _FACT.search(text, aim, figure.start):
            figure.status = "target"
        elif planned and not _FACT.search(text, begin, figure.start):
            figure.status = "target"
        elif figure.approx in _LIMIT:
            figure.status = "target"


def _aim(text: str, begin: int, end: int) -> int:
    """Where the sentence begins to speak of what is aimed at; −1 if it does not."""
    for match in _AIM.finditer(text, begin, end):
        if match[0] != "将":
            return match.start()
        # 将返贫人口纳入帮扶 takes an object, 将新建一批 looks ahead.
        if len(VERBS.at(text, match.end())) >= 2:
            return match.start()
    return -1
