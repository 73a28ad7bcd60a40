"""What a table's figures are: planned, reached, or a change, by its headers and its title."""

from __future__ import annotations

import regex

from extract.figure import Figure

CHANGE = regex.compile(
    r"同比|环比|增长|增速|增幅|增减|降幅|涨幅|(?:比|较)(?:上年|去年|年初|期初|上期)|下降|减少|变动"
)
_BARE_CHANGE = regex.compile(
    r"""(?:同比|环比|(?:[本今]?[年期月]末?|)(?:比|较|与)(?:上年|去年|年初|期初|上期|上月|上年同期|去年同期)(?:同期|末)?(?:相比)?)?
    (?:增长|增减|增速|增幅|升降|涨跌|变动|变化|增加|下降)?(?:情况|幅度|额|量|率|值)?""",
    regex.VERBOSE,
)
_DOWN = regex.compile(r"降幅|下降|减少|降低")
# The names of funds, plans by their name alone: 一般公共预算财政拨款.
_FUND = regex.compile(
    r"(?:一般公共|公共财政|政府性基金|国有资本经营|社会保险基金|社保基金)预算(?!数|执行|完成)"
)
_PLAN = regex.compile(
    r"(?<!完成|执行|占|为|比|较)(?:年初|全年|调整)?(?:目标|计划|任务|预期|预算)(?!执行|完成)"
)
_OUTCOME = regex.compile(r"决算|执行|完成|实际|实绩|实有|上年|去年|同期|上期")
_OF_PLANS = regex.compile(r"(?:预算|计划|目标|任务)[^，。；]{0,16}表$")
_NO_PLANS = regex.compile(r"决算|执行|完成|情况|进展|落实|考核")


def is_bare_change(name: str) -> bool:
    """Whether a header says only that something changed, not what: 同比, 增减（%）."""
    return bool(name) and bool(_BARE_CHANGE.fullmatch(name))


def plans(title: str) -> bool:
    """Whether a table of this title holds plans: 支出预算表, 任务分解表."""
    return bool(_OF_PLANS.search(title)) and not _NO_PLANS.search(title)


def tell_status(figure: Figure, names: list[str], planned: bool) -> None:
    """Set status and direction. names: the headers above, from the outermost in; planned: the
    title says that the table holds plans."""
    words = "".join(names)
    if CHANGE.search(words) or figure.direction:
        figure.status = "change"
        down = figure.direction == "down" or figure.number < 0 or _DOWN.search(words)
        figure.direction = "down" if down else "up"
        return
    for name in reversed(names):
        own = _FUND.sub("", name)
        if _PLAN.search(own):
            figure.status = "target"
            return
        if _OUTCOME.search(own):
            return
    if planned:
        figure.status = "target"
