"""Names carried on: what a figure with no name of its own takes over from what stands before."""

from __future__ import annotations

import regex

from extract.clause import clause_start
from extract.figure import Figure
from extract.period import NO_DATES
from extract.phrase import take_apart
from extract.verb import stage_of

_ADDING = frozenset(["新增", "净增", "新增加"])


def join_earlier(text: str, figure: Figure, earlier: Figure | None) -> None:
    """Put the name of the figure before in front of one that needs it: 占总人次, 新增, 已解决."""
    if earlier is None or not earlier.metric:
        return
    if any(sign in text[earlier.after : figure.before] for sign in "。！？；;\n"):
        return
    if figure.metric.startswith("占") or figure.metric == "比重" or figure.metric in _ADDING:
        figure.metric = earlier.metric + figure.metric
        figure.action = earlier.action
    elif figure.metric in _PER_HEAD_WORDS:
        figure.metric, figure.action = figure.metric + earlier.metric, ""
    elif figure.metric in _SORTING and earlier.object:
        # 征求意见689条，归纳为4大类
        figure.metric = figure.metric + earlier.object
    elif (
        figure.metric == figure.action
        and figure.unit == earlier.unit
        and earlier.stage == "raised"
        and earlier.object
        and stage_of(figure.action, figure.metric) == "done"
    ):
        # 查摆问题83个，已解决73个: what was found is what was solved.
        figure.metric = figure.action + earlier.object


def carry_on(text: str, figure: Figure, earlier: Figure | None, start: int, shared: bool) -> None:
    """Name a figure that has no words of its own after the figure or the clause before it."""
    sign = text[start - 1 : start]
    if (sign in _INTRODUCES or figure.origin) and _name_by_clause_before(
        text, figure, earlier, start
    ):
        return
    per_head = sign == "，" and _PER_HEAD.match(text, start, figure.before)
    if per_head and _name_by_clause_before(text, figure, earlier, start):
        # 养老金标准再次提高，年人均提高2556元
        return
    if earlier is not None and earlier.metric:
        between = text[earlier.after : figure.before]
        if not any(sign in between for sign in "。！？\n"):
            figure.metric, figure.action = earlier.metric, earlier.action
            figure.doubt = "" if shared else "metric from the figure before"
            return
    if sign in ("，", ","):
        _name_by_clause_before(text, figure, earlier, start)


_PER_HEAD_WORDS = frozenset(("人均", "户均"))
_SORTING = frozenset(["归纳", "梳理", "汇总", "细化", "分解", "归类", "归并"])
_PER_HEAD = regex.compile(r"(?:[年月]?人均|户均|每人)")
# 查摆问题：320个, 整改（300个）, a form with blanks: the name stands before the sign.
_INTRODUCES = frozenset("：:（(　")


def _name_by_clause_before(text: str, figure: Figure, earlier: Figure | None, start: int) -> bool:
    """Name the figure by the clause in front of its own; whether that names anything."""
    floor = max(earlier.after if earlier else 0, start - 60)
    if start - 1 <= floor:
        return False
    begin = clause_start(text, start - 1, floor)
    before = take_apart(text, begin, start - 1, NO_DATES)
    if not before.core:
        return False
    figure.metric, figure.action = before.core, before.action
    figure.doubt = "metric from the clause before"
    return True
