"""Single: a count that its own words tell to be a part, or the whole of what stands before."""

from __future__ import annotations

from collections.abc import Callable

import regex

from extract.figure import Figure
from extract.relation.between import Between
from extract.relation.near import NEAR, same_sentence
from extract.relation.opened import Stack
from extract.relation.whole import fits, same_things
from extract.text.clause import CLAUSE_HEAD
from extract.text.verb import VERB_STAGES, VERBS
from writing.sentence import sentence_ends_in


def summed(between: Between, stack: Stack) -> Figure | None:
    """新建小学25所、中学15所，共40所: links the parts in front that add up to the figure."""
    figure = between.figure
    parts: list[Figure] = []
    total = 0.0
    for earlier in same_sentence(between):
        alike = earlier.unit == figure.unit or same_things(earlier, figure)
        if earlier.part_of is not None or not alike:
            # 新建小学25所1200人、中学15所800人，共40所
            continue
        parts.append(earlier)
        total += earlier.number
        if total == figure.number and len(parts) > 1:
            for part in parts:
                part.part_of = figure
                part.by("whole behind its parts")
            break
        if total > figure.number:
            break
    return None


_EXCEPT = regex.compile(r"(?:^|，)除[^，。；]*$")


def described(between: Between, stack: Stack) -> Figure | None:
    """具有执法资格的87人: those of the last count in that unit who are so.

    What was done or not yet done (未办结的36件) is progress, and no part.
    """
    figure, text = between.figure, between.text
    ends = text[figure.after : figure.after + 1] in CLAUSE_HEAD or _is_excepted(between)
    if not ends or "semicolon" in between.kinds:
        return None
    clause = regex.split(r"[，。；：\n]", between.words)[-1]
    if _tells(clause, ("raised", "planned", "done")) and not _EXCEPT.search(between.words):
        return None
    return _last_alike(between)


def _is_excepted(between: Between) -> bool:
    after = between.text[between.figure.after : between.figure.after + 1]
    return after in ("外", "以", "之") and _EXCEPT.search(between.words) is not None


def _tells(clause: str, stages: tuple[str, ...]) -> bool:
    """Whether a clause holds a verb of what a campaign does in one of these stages."""
    return any(
        len(verb := VERBS.at(clause, at)) >= 2 and VERB_STAGES[verb] in stages
        for at in range(len(clause))
    )


def _last_alike(between: Between) -> Figure | None:
    """The last count of the sentence in the figure's unit, if it is no smaller."""
    figure = between.figure
    for earlier in same_sentence(between):
        alike = earlier.unit == figure.unit or same_things(earlier, figure)
        if alike and earlier.kind == figure.kind == "count" and figure.unit:
            held = fits(figure, earlier) and earlier.status == figure.status
            return (
                (earlier.part_of or earlier)
                if _told_alike(between, earlier)
                else (earlier if held else None)
            )
    return None


def _told_alike(between: Between, earlier: Figure) -> bool:
    """Whether the figure goes on with the parts of which `earlier` is the last."""
    whole = earlier.part_of
    return whole is not None and fits(between.figure, whole)


# 有3个因订单不足停工, 有5户未达标: what is told of some of them stands behind.
_TOLD = frozenset("因未已被仍还尚在达是为不没符超低高由获通")


def some(between: Between, stack: Stack) -> Figure | None:
    """64个车间吸纳2170人，有3个因订单不足停工: some of those counted in that unit."""
    figure = between.figure
    if between.text[figure.after : figure.after + 1] not in _TOLD:
        return None
    return _last_alike(between)


# 问题90个，涉及食品60个、药品30个: what the items are about, not another deed.
_NO_DEED = frozenset(("", "涉及"))
_ITEMISED = regex.compile(r"其中|包括|包含|分为|构成")
# So far in front of an item 其中 is looked for.
_ITEM = 20


def adding_up(between: Between, stack: Stack) -> Figure | None:
    """培训班30期，线上班18期、线下班12期: items that add up to the count in front of them."""
    figure = between.figure
    counted = figure.kind in ("count", "money") and figure.status == "actual"
    if figure.action not in _NO_DEED or not figure.unit or not counted:
        return None
    parts, total = [figure], figure.number
    for earlier in same_sentence(between, NEAR + 2):
        if earlier.unit != figure.unit or earlier.status != "actual" or earlier.origin:
            return None
        if len(parts) > 1 and earlier.number == total:
            if not _may_add_up(between.text, earlier, parts):
                return None
            if _ITEMISED.search(between.text, max(0, earlier.before - _ITEM), earlier.before):
                # 其中工业企业3家、商贸企业2家、服务企业1家: it is an item like them.
                return None
            for part in parts[1:]:
                part.part_of = earlier
                part.by("items that add up")
            return earlier
        if earlier.action not in _NO_DEED or earlier.part_of is not None:
            return None
        parts.append(earlier)
        total += earlier.number
    return None


# So small numbers often make a sum by chance.
_SMALL_SUM = 20


def _may_add_up(text: str, whole: Figure, parts: list[Figure]) -> bool:
    """Whether a sum of items is more than chance, by how the list is written.

    名师4人、模范2人、标兵2人: the first is an item like the others. A small sum must hold things
    called like it, or items that 、 divides behind a ，.
    """
    if text[whole.after : whole.after + 1] == "、":
        return False
    if whole.number >= _SMALL_SUM:
        return True
    last, before = parts[0], parts[1]
    last_sign = whole.metric.rstrip("”")[-1:]
    alike = any(part.metric.rstrip("”")[-1:] == last_sign for part in parts)
    return alike or "，" not in text[before.after : last.before]


_CLAUSE_BEFORE = regex.compile(r"(?r)[，。；：！？\n]")


def stages(between: Between, stack: Stack) -> Figure | None:
    """产业发展问题16项，部分整改4项，已整改12项: what was done, and not, makes up a topic.

    Where a verb stands with the whole (立案40件，办结30件，未办结10件) it is progress, and no part.
    """
    figure = between.figure
    parts, total = [figure], figure.number
    for earlier in same_sentence(between, NEAR):
        if earlier.unit != figure.unit:
            continue
        if len(parts) > 1 and earlier.number == total and _is_named_alone(between.text, earlier):
            for part in parts[1:]:
                part.part_of = earlier
                part.by("stages of a topic")
            return earlier
        if earlier.part_of is not None or earlier.status != "actual":
            return None
        parts.append(earlier)
        total += earlier.number
    return None


def _is_named_alone(text: str, figure: Figure) -> bool:
    """Whether a count stands with its noun and no verb at the head of a sentence."""
    if figure.kind != "count" or figure.status != "actual" or figure.action or not figure.metric:
        return False
    mark = _CLAUSE_BEFORE.search(text, max(0, figure.before - 30), figure.before)
    head = mark is None or sentence_ends_in(mark[0])
    clause = text[mark.end() if mark else max(0, figure.before - 30) : figure.before]
    return head and not _tells(clause, ("raised", "done"))


COUNT_WAYS: dict[str, Callable[[Between, Stack], Figure | None]] = {
    "sum": summed,
    "described": described,
    "some": some,
    "adding up": adding_up,
    "stages": stages,
}
