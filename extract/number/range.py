"""Ranges: two numbers that bound one quantity.

3至5个, 30%—50%, 从三到五, 3、4万人, 20和30之间, 大于100并且小于300, 五万元以上二十万元以下.
"""

from __future__ import annotations

import math
import re

from extract.figure import Figure
from extract.number import approximator
from extract.number.numeral_at import Numeral, numeral_from
from extract.number.plain_quantity import plain_with_value
from extract.number.special_quantity import special
from extract.text.lexicon import Prefixes

_TO = re.compile(r"[ ]?(?:[—–―‒]{1,2}|-{1,2}|−|－{1,2}|~|～|〜|∼|至|到)[ ]?\n?")
_TO_SIGNS = frozenset("—–―‒-−－~～〜∼至到")
_HYPHENS = frozenset(("-", "--", "到", "至", "−", "－"))
_AND = re.compile(r"[ ]?[和与與跟][ ]?")
_BETWEEN = re.compile(r"(?:之间|之間|中间|间|間)")
_BETWEEN_BEFORE = re.compile(r"(?:在|于|於|介于|介乎|位于)$")
# 由5个到10个 and 由/从…提高到… tell a change: two figures. 从事3至5年 does not.
_FROM = re.compile(
    r"(?:由(?![于此])|从(?![事而业中不])|從(?![事而業中不])|自(?![主己然治愿身]))[^，。；：！？\n]{0,14}$"
)
_MOREOVER = re.compile(r"[ ]?(?:并且|並且|并|並|且|而|又|同时|同時|的同时|的同時|、)?[ ]?")
_COMPARING = Prefixes(
    word
    for word, bound in approximator.BOUNDS.items()
    if bound in ("least", "most") and len(word) > 1
)
_NEIGHBOURS = re.compile(r"[ ]?、[ ]?(?=[0-9０-９一二三四五六七八九])")


def range_from(text: str, first: Figure, numeral: Numeral) -> Figure | None:
    """The range that `first`, read from `numeral`, opens; None if it stands alone."""
    if first.number != first.number:
        return None
    stop = first.after
    sign = text[stop : stop + 1]
    if not sign:
        return None
    if sign in _TO_SIGNS or (sign == " " and text[stop + 1 : stop + 2] in _TO_SIGNS):
        return _up_to(text, first, numeral) if stop == first.end else None
    if sign == "、":
        return _neighbours(text, first, numeral) or _compared(text, first)
    if sign in "和与與跟 " and (found := _between(text, first, numeral)):
        return found
    return _compared(text, first) if first.approx else None


def _second(text: str, place: int) -> tuple[Figure, Numeral] | None:
    """The quantity at `place`, plain or a share in words, with its numeral."""
    numeral = numeral_from(text, place)
    if numeral is None:
        return None
    figure = special(text, numeral, place)
    if figure is not None:
        return figure, numeral
    return plain_with_value(text, numeral, place)


def _up_to(text: str, first: Figure, numeral: Numeral) -> Figure | None:
    joint = _TO.match(text, first.end)
    if joint is None:
        return None
    sign = joint[0].strip()
    directly = text[first.start - 1 : first.start] in ("从", "從") and not first.unit
    if (
        sign in ("至", "到")
        and not directly
        and _FROM.search(text, max(0, first.start - 16), first.start)
    ):
        return None
    found = _second(text, joint.end())
    if found is None or math.isnan(found[0].number):
        return None
    second, other = found
    if (
        not second.unit
        and not first.unit
        and sign in ("-", "--")
        and numeral.script == "arabic" == other.script
    ):
        return None
    if first.unit and first.unit != second.unit and second.unit:
        return None
    low, high = first.number, second.number
    if not first.unit and first.kind != "fraction":
        low = _share_scale(low, numeral, second, other)
    if low >= high and sign in _HYPHENS:
        return None
    return _joined(text, first, second, min(low, high), max(low, high))


def _share_scale(low: float, numeral: Numeral, second: Figure, other: Numeral) -> float:
    """The first number with the scale that stands behind the second: 3—5万, 三至五成."""
    assert numeral.value is not None
    if second.unit == "%" and "成" in second.text and numeral.value < 10:
        return low * 10
    if numeral.shared == 1 and other.shared > 1 and low * other.shared < second.number:
        return float(numeral.value * other.shared)
    return low


def _joined(text: str, first: Figure, second: Figure, low: float, high: float) -> Figure:
    figure = Figure(first.start, second.end, text[first.start : second.end])
    figure.unit = second.unit or first.unit
    figure.kind = second.kind if second.unit else first.kind
    figure.low, figure.high = low, high
    figure.before, figure.after = first.before, second.after
    figure.approx = first.approx or second.approx
    figure.script, figure.rule, figure.step = first.script, "range", first.step
    return figure


def _neighbours(text: str, first: Figure, numeral: Numeral) -> Figure | None:
    """3、4万人 and 七、八个: neighbouring digits that share a scale, or are written as words."""
    joint = _NEIGHBOURS.match(text, first.end)
    if joint is None or first.unit or first.after != first.end or numeral.value is None:
        return None
    if (
        not 1 <= numeral.value <= 8
        or numeral.end - numeral.start != 1
        or text[first.start - 1 : first.start] in ("、", "第")
    ):
        return None
    other = numeral_from(text, joint.end())
    if other is None or other.value is None or other.value != (numeral.value + 1) * other.shared:
        return None
    if other.shared == 1 and numeral.script != "chinese":
        return None
    second, _ = plain_with_value(text, other, joint.end())
    if not second.unit and other.shared == 1:
        return None
    return _joined(text, first, second, float(numeral.value * other.shared), second.number)


def _between(text: str, first: Figure, numeral: Numeral) -> Figure | None:
    """20和30之间, 10000与20000间."""
    joint = _AND.match(text, first.end)
    if joint is None or first.after != first.end:
        return None
    found = _second(text, joint.end())
    if found is None or math.isnan(found[0].number):
        return None
    second, other = found
    if second.unit == "间" and not first.unit:
        second, _ = plain_with_value(text[: other.end], other, joint.end())
        if "与" not in joint[0] and not _BETWEEN_BEFORE.search(
            text, max(0, first.start - 2), first.start
        ):
            return None
    if not _BETWEEN.match(text, second.end) or (first.unit and first.unit != second.unit):
        return None
    low = first.number if first.unit else _share_scale(first.number, numeral, second, other)
    return _joined(text, first, second, low, second.number) if low < second.number else None


def _compared(text: str, first: Figure) -> Figure | None:
    """大于100并且小于300, 五万元以上二十万元以下: from both sides, in one breath."""
    bound = approximator.BOUNDS.get(first.approx)
    if bound not in ("least", "most"):
        return None
    joint = _MOREOVER.match(text, first.after)
    assert joint is not None
    if first.after > first.end:
        place = joint.end()
    else:
        word = _COMPARING.at(text, joint.end())
        if not word or approximator.BOUNDS[word] == bound:
            return None
        place = joint.end() + len(word)
    found = _second(text, place)
    if found is None or math.isnan(found[0].number):
        return None
    second = found[0]
    if first.after > first.end and (
        second.after == second.end
        or {bound, approximator.BOUNDS.get(second.approx)} != {"least", "most"}
    ):
        return None
    if first.unit and second.unit and first.unit != second.unit:
        return None
    low, high = sorted((first.number, second.number))
    if (low == first.number) != (bound == "least"):
        return None
    figure = _joined(text, first, second, low, high)
    figure.approx = first.approx
    return figure
