"""Openings: where the whole is looked for whose parts are told from here on.

Each way gives groups of figures that may be the whole, the likeliest first.
"""

from __future__ import annotations

from collections.abc import Callable

import regex

from extract.figure import Figure
from extract.relation.between import Between, measure_of
from extract.relation.near import (
    BLANK,
    back,
    in_order,
    overlap,
    same_sentence,
    sentence_before,
)
from extract.relation.opened import Stack
from extract.relation.whole import counts_people, fits, same_things
from extract.text.clause import CLAUSE_HEAD
from extract.text.verb import VERB_ENDINGS, VERB_STAGES
from writing.sentence import sentence_ends_in

Groups = list[list[Figure]]


def sentence(between: Between, stack: Stack) -> Groups:
    """The figures of the sentence: those behind its last ； first.

    Where 其中 opens a sentence, those of the one before; where it stands in the midst of one
    without a figure, what it is said of has none.
    """
    at = between.kinds.index("among")
    named_again = between.in_front("among").startswith(_THESE)
    if between.ended > 1 or (between.ended and between.kinds[at - 1] != "stop" and not named_again):
        return []
    if between.in_front("among") in _FOR:
        return [[earlier] for earlier in same_sentence(between)]
    groups: Groups = [[]]
    aside: list[Figure] = []
    near = between.figure
    in_bracket = False
    for earlier in back(between):
        gap = between.text[earlier.end : near.start]
        if near is not between.figure and sentence_ends_in(gap):
            if not between.ended or any(not told.direction for group in groups for told in group):
                break
            # 受理1803件，结案894件。同比，受案增加167件。其中：刑事案件68件: no part of a change.
            groups, near = [[]], between.figure
        if "；" in gap and near is not between.figure and groups[-1]:
            groups.append([])
        in_bracket = _leads_into_bracket(gap, in_bracket)
        part = earlier.part_of is not None and near is not between.figure
        if not _NO_WHOLE.search(between.text, max(0, earlier.before - 9), earlier.before):
            (aside if part or in_bracket else groups[-1]).append(earlier)
        near = earlier
    named = [_called_like(between)] if between.ended else []
    return [group for group in (*named, *groups, aside) if group]


# 现有学校136所。这些学校包括小学68所: the words in front point at the sentence before.
_THESE = ("这些", "上述", "以上")


def _called_like(between: Between) -> list[Figure]:
    """The nearest figure with the name of the one behind 其中, if another sentence stands between.

    受理案件44836件。办结36768件。其中，市中院受理案件5807件
    """
    figure, name = between.figure, between.figure.metric
    if len(name) < _LONG_NAME or figure.unit in ("", "%"):
        return []
    for earlier in back(between):
        alike = earlier.unit == figure.unit and earlier.status == figure.status
        if alike and earlier.number > figure.number and earlier.metric[-4:] == name[-4:]:
            return [earlier] if earlier.part_of is None else []
    return []


_LONG_NAME = 4


_BRACKETS = regex.compile(r"[（(）)]")
_CLOSING = "）)"


def _leads_into_bracket(gap: str, within: bool) -> bool:
    """Whether what stands in front of `gap` is told in a bracket, which `within` says of behind."""
    signs = _BRACKETS.findall(gap)
    return signs[0] in _CLOSING if signs else within


# 每千人6.6批次, 比上年同期847件: a rate, and what is only compared with, hold no parts.
_NO_WHOLE = regex.compile(
    r"每[十百千万]\p{Han}{0,3}$|[比较](?:[上去前]年|[12]\d{3}年|上[月期季])?(?:同期)?(?<=[年期月季])的?$"
)
# 为其中符合条件的102名申请救助金: of those told last.
_FOR = frozenset("为对给向将使")


def just_in_front(between: Between, stack: Stack) -> Groups:
    """The figure in front, and those that stand with it (683户2651人, 46件、58人)."""
    wholes = [between.previous]
    for earlier in same_sentence(between):
        if earlier is wholes[-1]:
            continue
        if between.text[earlier.after : wholes[-1].before].strip(BLANK):
            break
        wholes.append(earlier)
    return [wholes]


# （上年同期46件）, （约合3亿元）: a bracket that compares or explains.
_COMPARES = regex.compile(
    r"[（(](?:上[年月季]|去年|同比|比|较|原|计划|目标|任务|另|约合|折合|折|人均|户均|平均|每|满分|不含|未|共|按|以|约|即|下同|超|完成)"
)


def in_bracket(between: Between, stack: Stack) -> Groups:
    """The figure in front of a bracket that tells its parts, in the same unit."""
    figure, previous = between.figure, between.previous
    counted = measure_of(figure) == "count" and figure.kind != "duration"
    if not counted or _COMPARES.search(between.words):
        return []
    if measure_of(previous) != "count":
        # 结案440件，结案率47%（调解211件）
        told = (w for w in same_sentence(between) if measure_of(w) == "count" and not w.direction)
        whole = next(told, None)
        return [[whole]] if whole and whole.unit == figure.unit and fits(figure, whole) else []
    wholes = just_in_front(between, stack)
    alike = any(
        whole.unit == figure.unit or (figure.kind == "count" and same_things(figure, whole))
        for whole in wholes[0]
    )
    return wholes if alike else []


def told_in_bracket(between: Between, stack: Stack) -> Groups:
    """What stands in front of a bracket with 其中; people are no part of cases."""
    if counts_people(between.figure) == counts_people(between.previous):
        return [[between.previous]]
    return sentence(between, stack)


_EVENT = regex.compile(r"(?:活动|工作|行动|过程|选举|改选|换届|演练|比赛|建设|检查)$")


def named(between: Between, stack: Stack) -> Groups:
    """The earlier figure that a topic without a number means (受处分人员中), by its name."""
    topic = between.in_front("of_them")
    if _EVENT.search(topic):
        # 村委会改选中，献血活动中: when it was, and not of whom.
        return []
    best, most = None, 1
    for earlier in back(between):
        if measure_of(earlier) != "count" or earlier.status == "change":
            continue
        if between.figure.unit not in (earlier.unit, "%", "") and not same_things(
            earlier, between.figure
        ):
            continue
        shared = overlap(topic, earlier.metric)
        if len(topic) > 1 and in_order(topic, earlier.metric):
            # 收案中: of 新收民事案件40件, too.
            shared = 2 * len(topic)
        elif earlier.metric and earlier.metric in topic:
            shared += len(topic)
        if shared > most:
            best, most = earlier, shared
    return [[best]] if best else []


def sorted_by_kind(between: Between, stack: Stack) -> Groups:
    """按学历分: the count just in front in the same sentence, the first one of the sentence before.

    A second list by kind divides the whole of the first.
    """
    top = stack.top
    if top is not None and top.rule.gives == "sorted" and top.parts:
        return [[top.parts[-1].part_of or top.every[0]]]
    if between.ended == 0:
        wholes = [w for w in same_sentence(between) if _can_hold(w, between.figure)]
        return [wholes] if wholes else []
    groups = sentence_before(between)
    wholes = [w for w in groups if _can_hold(w, between.figure) and fits(between.figure, w)]
    if not wholes:
        # 受理投诉60件，损失3万元。其中重大5件。从来源看，来信35件: the whole of what was divided.
        wholes = [w for w in back(between) if w.part_of is None and _is_divided(w, between)]
    return [[wholes[-1], *wholes]] if wholes else []


def _is_divided(whole: Figure, between: Between) -> bool:
    """Whether parts of the figure were told before, and the one behind is another part of it."""
    if not (_can_hold(whole, between.figure) and fits(between.figure, whole)):
        return False
    return any(part.part_of is whole for part in back(between))


def _can_hold(whole: Figure, figure: Figure) -> bool:
    if measure_of(whole) != "count":
        return False
    alike = whole.unit == figure.unit or same_things(whole, figure)
    return measure_of(figure) != "count" or alike


# 受理投诉60件：河东县40件: an amount of items behind the colon, not a gloss on the number.
def behind_colon(between: Between, stack: Stack) -> Groups:
    """The figure in front of a colon behind which its parts are told in the same unit."""
    figure, previous = between.figure, between.previous
    if figure.unit != previous.unit or measure_of(figure) != "count" or not figure.unit:
        return []
    return [[previous]] if fits(figure, previous) and figure.number < previous.number else []


_DEALT = regex.compile(r"[，：]?(?:分别|依次)(?:是|为)(?=[\p{Han}“])")


def dealt_out(between: Between, stack: Stack) -> Groups:
    """持证残疾人300人，分别为肢体残疾200人、视力残疾100人: the figure in front."""
    figure, previous, following = between.figure, between.previous, between.following
    alike = (
        figure.kind == previous.kind == "count"
        and following is not None
        and figure.unit == previous.unit
        and figure.number < previous.number
        and _DEALT.match(between.words) is not None
    )
    return [[previous]] if alike else []


_DONE = regex.compile(r"(?:已|完成|其|全部|均|现|正在|有|整改|治理|解决)")
_CHANGE = regex.compile(r"[增减降升提扩缩压涨跌][\p{Han}]{0,2}[到至为]$")


def topic(between: Between, stack: Stack) -> Groups:
    """18个烂尾楼已治理8个: the whole with its noun, then what was done to a part of it."""
    figure, previous, words = between.figure, between.previous, between.words
    said = (
        _holds_part(previous, figure)
        and figure.kind == "count"
        and 2 < len(words) <= 24
        and "、" not in words
        and not previous.origin
        and not _CHANGE.search(words)
        and not words.rstrip("近约超").endswith(("、", "和", "及", "与"))
        and (_DONE.search(words) is not None or _ends_done(words))
    )
    return [[previous]] if said else []


def _holds_part(previous: Figure, figure: Figure) -> bool:
    """Whether the topic may hold the figure by unit and size, and is no part of another one."""
    nested = figure.stage == "done" and figure.number < previous.number
    return (
        (previous.part_of is None or nested)
        and bool(figure.unit)
        and (previous.unit == figure.unit or same_things(figure, previous))
        and figure.number <= previous.high
    )


def _ends_done(words: str) -> bool:
    """Whether the words between end with a verb of what was done (境内逃犯到案)."""
    verb = VERB_ENDINGS.ending(words, len(words))
    return len(verb) >= 2 and VERB_STAGES[verb] == "done"


def topic_in_front(between: Between, stack: Stack) -> Groups:
    """省委移交的23件问题线索，已办结21件: the whole is the topic, with its noun behind it."""
    figure, previous = between.figure, between.previous
    noun, _, deed = between.words.partition("，")
    told = (
        1 < len(noun) <= 16
        and len(deed) <= 14
        and bool(previous.metric)
        and noun.endswith(previous.metric[-2:])
        and _holds_part(previous, figure)
        and (deed.startswith(("已", "目前已", "现已", "均已")) or _is_topic(between))
    )
    return [[previous]] if told else []


# 对主动投案的71名干部，从轻处理64人; 上级交办的36件积案，化解31件
_TOPIC_HEAD = regex.compile(r"(?:^|[，。；：\n\u3000])(?:对|针对|[^，。；：\n]{2,20}的)$")


def _is_topic(between: Between) -> bool:
    """Whether the figure in front stands with its noun at the head of the sentence, described."""
    previous, figure = between.previous, between.figure
    head = between.text[max(0, previous.before - 24) : previous.before]
    behind = between.text[figure.after : figure.after + 1]
    return (
        _TOPIC_HEAD.search(head) is not None and behind in CLAUSE_HEAD and figure.stage != "raised"
    )


WHOLES: dict[str, Callable[[Between, Stack], Groups]] = {
    "in front of the bracket": told_in_bracket,
    "sentence": sentence,
    "just in front": just_in_front,
    "bracket": in_bracket,
    "named": named,
    "sorted": sorted_by_kind,
    "list": behind_colon,
    "dealt out": dealt_out,
    "topic": topic,
    "topic in front": topic_in_front,
}
