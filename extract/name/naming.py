"""Naming: what each figure of a text counts, read from the clause around it.

A figure's name stands in front of it (查摆问题7.7万多个), behind it (取消91项考核评比), or with the
figure before it (同比增长18.5%). The figures are gone through in order, since each may hand on its
name, its action and its scope to the next.
"""

from __future__ import annotations

from dataclasses import replace

import regex

from extract.figure import Figure
from extract.name.change import only_compares, tell_change
from extract.name.coordination import begins_change, is_joint, noun_follows, noun_waits
from extract.name.ellipsis import join_earlier, name_like, take_over
from extract.name.name_behind import name_by_what_follows
from extract.name.named_clause import Clause, Surroundings
from extract.name.noun import begins_clause, begins_with_verb
from extract.name.phrase import Phrase, take_apart
from extract.name.predicate import predicate_behind, predicate_of_rounds, what_was_caused
from extract.name.scope import is_where
from extract.name.side import COUNTED_UNITS, FRONT, MEASURED, RESTS, side
from extract.text.clause import clause_end, clause_start
from extract.text.period import Dates
from extract.text.verb import (
    ACTORS,
    COMPOUND_HEADS,
    NOMINAL,
    VERB_ENDINGS,
    VERBS,
    action_of,
    ends_with_verb,
    is_verb_only,
    last_verb,
    stage_of,
)
from writing.sentence import sentence_ends_in

_REACHING = ("实现", "完成", "保持", "达到", "确保")
_RATES = ("率", "比重", "占比", "生产总值")
_GRADE = "级"
# Verbs that only say what the figure before is about.
_CONCERNING = frozenset(("涉及", "涉案", "涉嫌", "涉及金额", "涉及资金"))
# Verbs whose object is to whom a thing went, where it is a place (交办武汉20件).
_HANDING = frozenset(("交办", "转办", "移交", "转交", "批转", "分办", "分配", "下达", "下拨"))
_LONGEST_PLACE = 5
# Households and those who live there, counted side by side.
_INHABITANTS = frozenset("户人")
_CARRIED = "name of the number before"
# 全省, 各地: a list that begins with them goes on with other things than places.
_WHOLES = frozenset("全各本我该")
# 正在整改10项 is not done yet.
_UNFINISHED = frozenset(("正在", "尚在", "仍在", "尚有", "仍有"))
# 以每年超过20%的速度增长: who grows stands in front of 以.
_AT_THE_RATE = regex.compile(
    r"的(?:平均|年均)?(?:速度|增速|速率|幅度|步伐)(?:快速|高速|持续|稳步|逐年)?(?P<change>[\p{Han}]{2})?"
)
_FALLING = frozenset(("下降", "递减", "减少", "回落", "下滑"))
_LASTING = regex.compile(r"(?P<verb>历时|耗时|用时)[约近超共仅]?$")
# 由1890公里延伸到, 从1月份的920人增加到6月份的, 提升到现在的
_ARRIVES = regex.compile(
    r"[，,]?[\p{Han}]{0,5}[到至为成]了?(?:(?:现在|目前|如今|当前|[今去当本]年|\d+(?:年|月份?|季度)|[年月季]底|年末)[\p{Han}]{0,2}的)?"
)
_GROWN_FROM = regex.compile(
    r"(?P<noun>[\p{Han}]{1,4}?)(?:增加|扩大|增|减少|减|压减|压缩|精简|扩展|发展)[到至为]\d"
)
_OFF_THE_LINE = regex.compile(
    r"的?[\p{Han}]{0,8}(?:线|目标|标准|均值|水平|要求)[高低多少]?(?:出|于)?"
)
_BEHIND_BRACKETS = regex.compile(r"[^（。；\n]*）[，、]")
# 占比超过10%的有44种: of the things that were told in this unit.
_OF_THEM = regex.compile(r"的(?:共|也|仅|只)?(?:有|达|为)$")


def name_figures(text: str, figures: list[Figure], counted: list[Figure]) -> None:
    """Fill in metric, action, object, scope, period, stage, status and direction.

    `figures` are all figures of the text, `counted` those among them that count something.
    """
    dates = Dates((f.start, f.end) for f in figures if f.role == "date")
    previous: Clause | None = None
    for place, figure in enumerate(counted):
        following = counted[place + 1] if place + 1 < len(counted) else None
        clause = _name(text, figure, previous, following, dates)
        last = previous.last_by_unit if previous and not _apart(text, previous, figure) else {}
        last[figure.unit] = figure
        clause.last_by_unit = last
        clause.outside = _outside(text, previous, figure)
        clause.before = previous.figure if previous else None
        previous = clause


def _name(
    text: str,
    figure: Figure,
    previous: Clause | None,
    following: Figure | None,
    dates: Dates,
) -> Clause:
    """Name one figure; what the next one needs to know of it."""
    limit = previous.next_start if previous else 0
    start = clause_start(text, figure.before, limit)
    shared = previous is not None and start <= limit
    if (
        previous is not None
        and previous.figure.origin
        and shared
        and _arrives(text, previous, figure)
    ):
        # 由1890公里延伸到2640公里
        name_like(figure, previous.figure)
        figure.by("end of a change")
        _fill(figure, previous.phrase)
        return Clause(figure, previous.phrase, next_start=figure.after, front=True)
    by = _at_the_rate(text, start, figure) if figure.kind == "percent" else 0
    phrase = take_apart(
        text, start, by or figure.before, dates, figure.kind == "count" and bool(figure.unit)
    )
    phrase, place = _without_place(text, figure, phrase, previous)
    clause = Clause(figure, phrase, next_start=figure.after)
    stop = clause_end(text, figure.after, following.before if following else len(text))
    joined = previous is not None and is_joint(text[previous.figure.after : figure.before])
    if joined and previous is not None and _shares_name(text, figure, previous, following, stop):
        _share_name(figure, phrase, previous)
        clause.front = True
        return clause
    adjacent = previous is not None and previous.next_start == figure.before
    earlier = _earlier(text, figure, previous, adjacent)
    around = Surroundings(text, start, stop, previous, shared, earlier, following, dates)
    if by:
        figure.metric, figure.action = phrase.core, phrase.action
        figure.by("grows at a rate")
    else:
        _choose_name(around, figure, phrase, clause)
    if not figure.metric and figure not in clause.waiting:
        if clause.waiting and (clause.waiting[0].action or is_verb_only(clause.words)):
            figure.metric, figure.action = clause.words, clause.waiting[0].action
            figure.by("verb of the number before")
        if not figure.metric:
            take_over(around, figure, phrase.tail)
        if not figure.metric and clause.waiting and clause.waiting[0].unit == figure.unit:
            # 收入稳步提高，达到2.8万元和1.3万元: no noun came for those that wait.
            begin = clause_start(text, clause.waiting[0].before, 0)
            take_over(replace(around, start=begin, earlier=None), figure, phrase.tail)
    _fill_in(around, figure, phrase, clause)
    if by:
        change = _AT_THE_RATE.match(text, figure.after)
        figure.status = "change"
        figure.direction = "down" if change and change["change"] in _FALLING else "up"
    _share_status(text, figure, phrase, previous, joined)
    if figure.metric:
        for waiting in clause.waiting:
            name_like(waiting, figure)
            waiting.doubt = figure.doubt
            waiting.by("noun behind the next number")
            _fill(waiting, phrase)
        clause.waiting = []
    if place and place[0] not in _WHOLES:
        clause.of_place = figure.metric in _HANDING or figure.rule.endswith(_CARRIED)
    if previous is not None and previous.figure.metric.endswith(_GRADE):
        _share_head(text, previous.figure, figure)
    return clause


def _share_head(text: str, before: Figure, figure: Figure) -> None:
    """Give a number of one grade the noun of the next grade (2个国家级和8个省级示范村)."""
    grade, _, noun = figure.metric.partition(_GRADE)
    between = text[before.after : figure.before]
    told = len(between) > 1 and before.metric.endswith(between[:-1]) and is_joint(between[-1])
    if grade and noun and told:
        before.metric = before.object = before.metric + noun
        before.by("noun behind the next number")


def _at_the_rate(text: str, start: int, figure: Figure) -> int:
    """Where 以 stands of 以每年超过20%的速度增长, behind the one who grows; 0 if it does not."""
    if text[figure.after : figure.after + 1] != "的":
        return 0
    if not _AT_THE_RATE.match(text, figure.after):
        return 0
    return max(text.rfind("以", start, figure.before), 0)


def _without_place(
    text: str, figure: Figure, phrase: Phrase, previous: Clause | None
) -> tuple[Phrase, str]:
    """A phrase that names a place, and no thing or none besides, without it; and the place."""
    place = phrase.core
    listed = previous if previous is not None and previous.of_place else None
    if is_where(place) or (listed and _next_place(text, figure, phrase, listed)):
        # 全省320家食堂, 海南省15.2万户全部脱贫: where, not what.
        return phrase._replace(core="", action="", scope=phrase.scope or place), place
    place = phrase.core[len(phrase.action) :]
    if phrase.action in _HANDING and is_where(place):
        # 已交办武汉20件: to whom it was handed, not what.
        return phrase._replace(core=phrase.action, scope=place), place
    return phrase, ""


def _next_place(text: str, figure: Figure, phrase: Phrase, previous: Clause) -> bool:
    """Whether a word that no list holds names the next place of a list (黄石3件，仙桃1件)."""
    core = phrase.core
    return (
        previous.figure.unit == figure.unit
        and not phrase.tail
        and 2 <= len(core) <= _LONGEST_PLACE
        and text[previous.figure.after : figure.before].strip("，、；和 ") == core
        and text[figure.after : figure.after + 1] in "，、；。和\n"
        and not (len(VERBS.at(core, 0)) > 1 or core in RESTS)
    )


def _share_name(figure: Figure, phrase: Phrase, previous: Clause) -> None:
    """Give a figure of a list the name of the one before it."""
    before = previous.figure
    name_like(figure, before)
    figure.by("one name for a list")
    _fill(figure, phrase)
    figure.origin = before.origin
    if figure.kind == before.kind:
        figure.status, figure.direction = before.status, before.direction


def _choose_name(around: Surroundings, figure: Figure, phrase: Phrase, clause: Clause) -> None:
    """Name the figure by the words in front of it, behind it, or of the figure before."""
    text, following = around.text, around.following
    earlier = around.earlier
    figure.origin = "from" in phrase.tail and begins_change(text, figure, following)
    adjacent = following is not None and noun_waits(text, figure, following)
    if predicate := what_was_caused(text, figure):
        figure.metric, figure.action = predicate, action_of(predicate)
        figure.by("what was caused")
    elif predicate := predicate_of_rounds(text, figure, phrase):
        figure.metric, figure.action = predicate, action_of(predicate)
        figure.by("predicate counted in rounds")
    elif (
        not phrase.core
        and _OF_THEM.search(text, max(0, figure.before - 5), figure.before)
        and earlier
        and earlier.unit == figure.unit
    ):
        figure.by("some of them")
        take_over(around, figure, phrase.tail)
    elif _in_front(around, figure, phrase, adjacent):
        _name_in_front(around, figure, phrase, clause)
    elif phrase.core or not (figure.origin or "reached" in phrase.tail):
        name_by_what_follows(around, figure, phrase, clause)


def _name_in_front(around: Surroundings, figure: Figure, phrase: Phrase, clause: Clause) -> None:
    """Name the figure by the words in front of it, and by what it takes over with them."""
    text, previous = around.text, around.previous
    figure.metric, figure.action = phrase.core, phrase.action
    if previous and previous.handed and around.shared and not phrase.action:
        figure.metric, figure.action = previous.handed + phrase.core, previous.handed
        figure.by("object of the verb before")
    if figure.kind == "duration":
        _name_by_duration(around, figure, phrase)
    if len(phrase.core) > 4 and phrase.core.startswith(_REACHING) and phrase.core.endswith(_RATES):
        # 实现标准化率100%: the verb is no more than a tail.
        figure.metric, figure.action = phrase.core[2:], ""
    if figure.unit == "个" and phrase.core:
        # 一年级从12个班增加到20个班: what is counted stands behind, who has it in front.
        figure.metric += _counted_behind(text, figure)
    if figure.kind == "count" and (done := _done_to_them(around, figure, phrase)):
        # 将困难群众1.2万户2.9万人纳入低保: what was done stands behind the number.
        figure.metric, figure.action = done, ""
        figure.by("done to those in front")
    figure.origin = "from" in phrase.tail
    clause.front = True
    join_earlier(around, figure)


def _name_by_duration(around: Surroundings, figure: Figure, phrase: Phrase) -> None:
    """Name a duration by what took so long (专案组历时两个多月, 建设历时3年)."""
    lasting = _LASTING.search(around.text, around.start, figure.before)
    if lasting and lasting["verb"] not in phrase.core:
        who = ACTORS.ending(phrase.core, len(phrase.core))
        figure.metric, figure.action = ("" if who else phrase.core) + lasting["verb"], ""
        figure.by("how long it took")


def _done_to_them(around: Surroundings, figure: Figure, phrase: Phrase) -> str:
    """Those whom 将 or 把 puts in front of the verb, with what is done to them; else empty."""
    text, following = around.text, around.following
    if phrase.action or text[around.start] not in _PUT_IN_FRONT_STARTS:
        return ""
    if not _PUT_IN_FRONT.match(text, around.start, figure.before):
        return ""
    at = figure.after
    if following is not None and following.before == around.stop:
        if not is_joint(text[at : following.before]):
            return ""
        at = following.after
    new = text.startswith("新", at) and len(VERBS.at(text, at + 1)) > 1
    predicate = predicate_behind(text, at + new)
    if not predicate:
        return ""
    return phrase.core + "新" * new + predicate


_PUT_IN_FRONT = regex.compile(r"(?:已|并|共|先后|依法|分别)*[将把](?=[\p{Han}]{2})")
_PUT_IN_FRONT_STARTS = frozenset("已并共先依分将把")


def _counted_behind(text: str, figure: Figure) -> str:
    """The noun between a value that a change begins with and the verb of the change."""
    found = _GROWN_FROM.match(text, figure.after)
    return found["noun"] if found else ""


def _in_front(around: Surroundings, figure: Figure, phrase: Phrase, adjacent: bool) -> bool:
    """Whether the words in front of the figure name it.

    `adjacent` tells that the noun may stand behind the next figure.
    """
    following = around.following
    described = around.text[figure.before - 1 : figure.before] == "的"
    if described and following is not None and not noun_follows(around.text, following):
        # 移民搬迁安置的221户804人，: no noun comes for the two
        adjacent = False
    if adjacent and ends_with_verb(phrase.core):
        figure.by("verb in front, noun behind the next number")
        return False
    one_noun = _one_noun(around.text, figure, around.following)
    to_figure = around.following is not None and around.stop == around.following.before
    rule = side(around.text, figure, phrase, around.stop, one_noun, to_figure)
    figure.by(rule.name)
    return rule.gives == FRONT


def _fill_in(around: Surroundings, figure: Figure, phrase: Phrase, clause: Clause) -> None:
    """Fill in what follows from the name and from where it stands: status and stage."""
    text, stage = around.text, figure.stage
    _fill(figure, phrase, clause.front)
    behind = clause.behind and not clause.front
    if figure.status == "change" and only_compares(text, figure, around.start, behind):
        figure.status, figure.direction = "actual", ""
    if stage != "other":
        figure.stage = stage
    last = text[figure.before - 1 : figure.before]
    if phrase.core and not clause.front and last == "的":
        figure.stage = stage_of(last_verb(phrase.core), phrase.core)
    if phrase.action and not clause.front and last == "等":
        # 查摆违规吃喝等18项重点问题
        figure.stage = stage_of(phrase.action, phrase.core)


def _one_noun(text: str, figure: Figure, following: Figure | None) -> bool:
    """Whether the next figure stands just behind, and a noun for both (四批次43个事项)."""
    return (
        following is not None
        and following.before == figure.after
        and (following.unit in COUNTED_UNITS or noun_follows(text, following))
    )


def _arrives(text: str, previous: Clause, figure: Figure) -> bool:
    """Whether the figure is what the change comes to that begins with the one before."""
    return _ARRIVES.fullmatch(text, previous.figure.after, figure.before) is not None


def _outside(text: str, previous: Clause | None, figure: Figure) -> Figure | None:
    """The figure in front of the brackets in which this one stands."""
    if previous is None:
        return None
    between = text[previous.figure.after : figure.before]
    opened, closed = between.rfind("（"), between.rfind("）")
    if opened > closed:
        return previous.figure
    return previous.outside if closed < 0 else None


def _earlier(text: str, figure: Figure, previous: Clause | None, adjacent: bool) -> Figure | None:
    """The figure whose name this one takes over if it has none: of the same unit, or the last.

    `adjacent` tells that the noun of the one before ends just in front of this one.
    """
    if previous is None:
        return None
    off_the_line = figure.kind == "points" and previous.figure.kind == "percent"
    if off_the_line and _OFF_THE_LINE.fullmatch(text, previous.figure.after, figure.before):
        # 负债率降低2个百分点，比63%的管控线｜低1.8个百分点
        return previous.last_by_unit.get(figure.unit)
    if previous.before is not None and _of_an_aim(text, figure, previous):
        return previous.before
    if previous.behind and not previous.front and adjacent:
        # 3亿元以上项目｜35个
        return previous.figure
    if previous.outside and _BEHIND_BRACKETS.match(text, previous.figure.after, figure.before):
        # 收案321件（不含旧存28件），比上年下降1.3%
        return previous.outside
    if figure.kind == "count" and figure.unit:
        return previous.last_by_unit.get(figure.unit, previous.figure)
    return previous.figure


# 完成审计项目27个，占年初计划20个的135%: of what was aimed at.
_AIMED_AT = regex.compile(r"(?:占|为|完成|达到?|是|相当于)[^，。；：]{2,16}$")


def _of_an_aim(text: str, figure: Figure, previous: Clause) -> bool:
    """Whether a rate is told of a number that only measures what was told before it."""
    last, told = previous.figure, previous.before
    return (
        told is not None
        and figure.kind == "percent"
        and text[last.after : figure.before] == "的"
        and last.unit == told.unit
        and not sentence_ends_in(text[told.after : last.before])
        and _AIMED_AT.match(text, clause_start(text, last.before, told.after), last.before)
        is not None
    )


def _shares_name(
    text: str, figure: Figure, previous: Clause, following: Figure | None, stop: int
) -> bool:
    """Whether a name in front of the figure before is that of this one, too.

    2896件3021人, 104.9万户、175.6万人: two units on one name; 分别为17%、16%和15%: a list.
    """
    if not previous.front or previous.waiting:
        return False
    if stop == figure.after or (
        previous.next_start == figure.before and text[figure.after] in "、，；。（"
    ):
        # 摧毁团伙54个257人、抓获逃犯211人
        return True
    if figure.kind in ("percent", "points") and figure.kind == previous.figure.kind:
        return following is not None and is_joint(text[figure.after : following.before])
    goes_on = begins_with_verb(text, figure.after, stop)
    if {previous.figure.unit, figure.unit} <= _INHABITANTS and len(
        VERBS.at(text, figure.after)
    ) > 1:
        # 甲村30户、133人扶持基础母羊16只
        return True
    return goes_on and begins_clause(text, figure.after, stop)


def _share_status(
    text: str, figure: Figure, phrase: Phrase, previous: Clause | None, joined: bool
) -> None:
    """Take over from the figure before what holds for both: status, direction, stage."""
    if previous is None:
        return
    before = previous.figure
    if joined and not phrase.tail and figure.kind == before.kind:
        # 同比分别增长26%、22%、15%
        figure.status, figure.direction = before.status, before.direction
    listed = before.action and not figure.action
    if listed and text[before.after : figure.before][:1] in ("、", "和", "及"):
        # 打掉涉黑组织13个、涉恶团伙58个: what was done to the first was done to the second.
        figure.stage = before.stage
        described = text[figure.before - 1] == "的"
        bare = figure.metric == phrase.core and not described and not _tells(phrase.core)
        predicate = before.action not in NOMINAL and before.metric != before.action
        if bare and predicate and figure.kind == before.kind == "count":
            action = _whole_action(before)
            figure.metric, figure.action = action + figure.metric, action
            figure.by("verb of the list")
    if figure.action in _CONCERNING and not _apart(text, previous, figure):
        # 正在整改10项，涉及金额35435.70万元: the money stands where the count does.
        figure.stage = before.stage


def _whole_action(figure: Figure) -> str:
    """The action of a name with the verb that goes on with it (新开工改造｜老旧小区)."""
    rest = figure.metric[len(figure.action) :]
    verb = VERBS.at(rest, 0)
    thing = rest[len(verb) :]
    two = (
        len(verb) == 2
        and len(thing) > 2
        and "的" not in thing
        and not thing.endswith(COMPOUND_HEADS)
    )
    return figure.action + verb if two and len(VERBS.at(thing, 0)) < 2 else figure.action


def _tells(name: str) -> bool:
    """Whether a name begins or ends with a verb of its own (停产整顿煤矿, 阶段办结)."""
    return len(VERBS.at(name, 0)) >= 2 or len(VERB_ENDINGS.ending(name, len(name))) >= 2


def _apart(text: str, previous: Clause, figure: Figure) -> bool:
    """Whether a sentence ends between the two figures."""
    return sentence_ends_in(text[previous.figure.after : figure.before])


def _fill(figure: Figure, phrase: Phrase, front: bool = True) -> None:
    """Fill in what follows from the name: object, stage, status, direction, scope, period."""
    rest = figure.metric[len(figure.action) :]
    figure.object = (rest.lstrip("了出的") if figure.action else rest) or figure.metric
    if figure.kind in MEASURED and figure.kind != "money" and figure.action in NOMINAL:
        # 投资增长12%, 服务业增加值: the verb is a part of the noun.
        figure.action, figure.object = "", figure.metric
    figure.stage = stage_of(figure.action, figure.metric)
    if figure.kind in ("percent", "points", "multiple") and not figure.action:
        figure.stage = "other"
    if phrase.lead in _UNFINISHED and figure.stage == "done":
        figure.stage = "activity"
    tell_change(figure, phrase.tail, front)
    figure.scope = phrase.scope or figure.scope
    figure.period = phrase.period
