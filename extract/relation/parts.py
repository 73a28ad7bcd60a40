"""Parts and wholes: which figure is said to be a part of which.

The figures are gone through in order. The words between two of them may close what was open (the
end of a sentence, another deed), may open a whole whose parts are told from here on (其中, a
bracket, 按用途分, 50个问题中), and may link the one figure behind them (占67.4%, 具有资格的87人).
The rules are those of `rules`; the ways to a whole stand in `openings`, `single` and `shares`.
"""

from __future__ import annotations

from collections.abc import Callable

import regex

from extract.figure import Figure
from extract.relation.between import Between, measure_of
from extract.relation.opened import Opened, Stack
from extract.relation.openings import WHOLES
from extract.relation.rules import OPENERS, SHARES, SINGLE
from extract.relation.shares import SHARE_WAYS
from extract.relation.single import COUNT_WAYS
from extract.text.rule import Rules

_MARKS = frozenset(("以上", "以下", "以内", "及以上", "超过", "超", "不足"))
_PUNCTUATION = regex.compile(r"[，。；：、\n（(]")


def link_parts(text: str, counted: list[Figure]) -> None:
    """Set `part_of` of the figures that the text says to be parts of others."""
    counted = [
        figure
        for place, figure in enumerate(counted)
        if place + 1 == len(counted) or not _describes(text, figure, counted[place + 1])
    ]
    stack = Stack()
    for place in range(1, len(counted)):
        between = Between(text, counted, place)
        if _says_nothing(between, stack):
            continue
        stack.leave(between)
        _open(between, stack)
        _link(between, stack)
    stack.clear()


def _says_nothing(between: Between, stack: Stack) -> bool:
    """Whether the figure is the head of a sentence, or a rate, of which no whole is told."""
    if between.begins and stack.listing is None:
        if between.silent:
            stack.clear()
        return between.silent
    alone = stack.top is None and between.previous.part_of is None
    return alone and measure_of(between.figure) != "count" and between.silent


def _describes(text: str, figure: Figure, following: Figure) -> bool:
    """Whether a figure is but the mark by which things are counted: 3亿元以上项目35个."""
    if figure.approx not in _MARKS or figure.kind == following.kind:
        return False
    noun = text[figure.after : following.before]
    if not noun:
        # 产值超10亿元3家
        return figure.kind == "money" and figure.approx.startswith("超")
    if _PUNCTUATION.search(noun):
        return False
    return noun.startswith("的") or following.metric.endswith(noun.strip("的")[-2:])


def _open(between: Between, stack: Stack) -> None:
    """Open the whole that the words in front of the figure open, if any."""
    bracket = "open" in between.kinds
    for rule in OPENERS.fitting(between.shape):
        wholes = WHOLES[rule.gives](between, stack)
        if wholes:
            stack.push(Opened(rule, wholes, between.figure, bracket, between.lists))
            return
    if bracket:
        stack.push(Opened(OPENERS.rules[0], [], between.figure, bracket))


def _link(between: Between, stack: Stack) -> None:
    """Link the figure to the whole that is open, or to the one that its own words tell."""
    figure = between.figure
    if measure_of(figure) != "count":
        _link_alone(between, stack, SHARES, SHARE_WAYS)
        return
    top = stack.top
    if top is not None and top.wholes:
        whole = top.whole_of(between)
        if whole is not None:
            _set(figure, whole, top.rule.name)
            top.parts.append(figure)
            return
    _link_alone(between, stack, SINGLE, COUNT_WAYS)


def _link_alone(
    between: Between,
    stack: Stack,
    rules: Rules,
    ways: dict[str, Callable[[Between, Stack], Figure | None]],
) -> None:
    for rule in rules.fitting(between.shape):
        whole = ways[rule.gives](between, stack)
        if whole is not None and whole is not between.figure:
            _set(between.figure, whole, rule.name)
            return


def _set(figure: Figure, whole: Figure, rule: str) -> None:
    """Make the figure a part of `whole`; without a verb of its own it stands where that stands.

    The same number of the same thing is told again, and is no part.
    """
    if figure.metric == whole.metric and figure.text == whole.text:
        return
    figure.part_of = whole
    figure.by(rule)
    if not figure.metric and figure.scope and whole.unit == figure.unit:
        # 信访件159件，从分布看，甲市50件: a place tells where, and the whole what.
        figure.metric, figure.action, figure.object = whole.metric, whole.action, whole.object
        figure.doubt = ""
    if measure_of(figure) == "count" and figure.stage == "other" and not figure.action:
        figure.stage = whole.stage
