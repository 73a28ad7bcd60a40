"""Changes: which figures tell growth or decline, and which of the two."""

from __future__ import annotations

import regex

from extract.figure import Figure

# 减少贫困人口81.36万人: the verb itself says that it is a change.
# 压缩审批时限30%
_SHARE_CHANGES = {"压缩": "down", "压减": "down", "缩短": "down", "精简": "down", "下调": "down"}
_COUNTED_CHANGES = frozenset(("减少", "增加"))
_CHANGING = {"减少": "down", "增加": "up", "降低": "down", "提高": "up"}
# 农民增收1.6万元, 亩均节水三成: what was gained or saved.
_GAINING = {"增收": "up", "增产": "up", "减收": "down", "降价": "down", "减产": "down"}
_SAVING = {"节水": "down", "节电": "down", "节能": "down", "节地": "down", "提速": "up"}
_RATE = regex.compile(r"(?:幅度|减幅|净增|增幅|增速|涨幅|降幅|(?<!自然)增长率|增长速度|跌幅|升幅)$")
_RATE_ENDS = frozenset("度幅增速率")
_FALLS = regex.compile(r"[降跌减缩][\p{Han}]{0,3}$")
# 高于全市平均水平4个百分点: a distance at one time, no change over time.
_BESIDE = regex.compile(
    r"(?:[高低快慢多少好优差强弱]于|[高多]出)(?:全[国省市县区州]|全行业|世界|[^，。；]{0,4}平均|预期|目标|标准|其他|当地|同类|城镇|农村|市场)[^，。；]{0,10}$"
)
_LESS_OR_MORE = regex.compile(r"(?:[增减]加?少?|净增|净减|[多少])了?$")


def tell_change(figure: Figure, tail: str, front: bool) -> None:
    """Set status and direction of a figure that its name or its tail makes a change.

    `tail` holds the classes of the words between the name and the number, `front` tells that the
    name stands in front of it.
    """
    if "reached" not in tail and "from" not in tail:
        if "up" in tail and figure.kind != "other":
            figure.status, figure.direction = "change", "up"
        elif "down" in tail:
            figure.status, figure.direction = "change", "down"
    verb = figure.metric[-2:]
    if verb in _GAINING or (verb in _SAVING and figure.kind == "percent"):
        figure.status, figure.direction = "change", (_GAINING | _SAVING)[verb]
    if (
        figure.action in _CHANGING
        and figure.action != figure.metric
        and (front or figure.action in _COUNTED_CHANGES)
    ):
        figure.status, figure.direction = "change", _CHANGING[figure.action]
    if figure.kind in ("percent", "points") and figure.action in _SHARE_CHANGES:
        figure.status, figure.direction = "change", _SHARE_CHANGES[figure.action]
    if figure.unit == "番":
        figure.status, figure.direction = "change", "up"
    if verb[-1:] in _RATE_ENDS and _RATE.search(figure.metric):
        figure.status = "change"
        figure.direction = figure.direction or ("down" if _FALLS.search(figure.metric) else "up")


def only_compares(text: str, figure: Figure, start: int, behind: bool) -> bool:
    """Whether a figure that looks like a change is none.

    It tells how far something lies above an average, or counts whom an improvement serves
    (提高600多万市民接驳便利性). `start` is where its clause begins, `behind` whether its name
    stands behind it.
    """
    if _BESIDE.search(text, start, figure.before):
        return True
    serves = behind and figure.kind == "count"
    return serves and not _LESS_OR_MORE.search(text, max(0, figure.before - 4), figure.before)
