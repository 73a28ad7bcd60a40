"""Spans of time: durations that only say when (近五年来, 3年内), and count nothing."""

from __future__ import annotations

import regex

from extract.figure import Figure
from extract.text.clause import CLAUSE_HEAD
from extract.text.verb import finite_verb_at

# 近五年, 过去一年, 前五年, 三年来, 5年内: when something happened, not how long it took.
_SPAN_BEFORE = regex.compile(
    r"(?:连续|过去|(?<![了期时续短长前迟])近|最近|前|这|未来|今后|上|下|头|往后|每隔|满|再过|后)\s?$"
)
_MEASURED_TIME = regex.compile(
    r"(?:为期|历时|持续|长达|耗时|用时|缩短|延长|提前|推迟|不到|至少|达|满|停建|已经|整整)[^，。；]{0,3}$"
)
_SPAN_BEHIND = regex.compile(
    r"(?:多)?(?:[来來](?!自)|以[来來]|[间間](?!接|隔)|内(?!容|部|地|蒙)|之内|以前|前|以后|后(?!续|备|勤)|里)"
)


def time_span(text: str, figure: Figure) -> bool:
    """Whether a duration only says when (近五年来, 3年内)."""
    if _SPAN_BEHIND.match(text, figure.end):
        return True
    if text[figure.start - 1 : figure.start] in CLAUSE_HEAD and finite_verb_at(text, figure.end):
        # 三年打掉涉黑组织138个
        return True
    if _SPAN_BEFORE.search(text, max(0, figure.start - 3), figure.start):
        return True
    # 五年累计支出, 不平凡的五年: years told in words are a span of time unless they are measured.
    if (
        text[figure.start - 1 : figure.start] == "的"
        and text[figure.end : figure.end + 1] in "，。；、！"
    ):
        # 持续提升的五年
        return figure.unit == "年"
    in_words = figure.unit == "年" and figure.script == "chinese" and not figure.approx
    return in_words and not _MEASURED_TIME.search(text, max(0, figure.start - 5), figure.start)
