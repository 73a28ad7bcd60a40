"""Bare values: numbers without a unit that are told as the value of something.

收入比由2.05缩小至1.96, 指数为103.5, 倍差比上年缩小0.01.
"""

from __future__ import annotations

import re

import regex

from extract.figure import Figure

# 倍差比上年缩小0.01: a change of a number without a unit.
_CHANGED = re.compile(r"(?:提高|下降|降低|缩小|上升|增加|减少|回落|扩大)了?$")
# 收入比由2.05缩小至1.96
_FROM = re.compile(r"[由从]$")
_TO = re.compile(r"[升降提增减缩扩]\w{0,2}[到至]")
_VALUE_BEFORE = regex.compile(
    r"(?:为|达|达到|至|到|是|[:：]|指数|系数|得分|评分|总分|排名|人数|总数|数|倍差|比值|差|分别|约|近|超|逾|共|余)\s?$"
)


def is_value(text: str, figure: Figure) -> bool:
    """Whether the words around a number without a unit make a value of it."""
    start, end = figure.start, figure.end
    if _VALUE_BEFORE.search(text, max(0, start - 4), start):
        return True
    if "." not in figure.text:
        return False
    if text[start - 1 : start] == "率":
        # 百万吨死亡率0.08
        return True
    if _CHANGED.search(text, max(0, start - 4), start):
        return True
    return bool(_FROM.search(text, max(0, start - 1), start)) and bool(_TO.match(text, end))
