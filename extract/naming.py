"""Naming: what each figure of a text counts, read from the clause around it.

A figure's name stands in front of it (查摆问题7.7万多个), behind it (取消91项考核评比), or with the
figure before it (同比增长18.5%). The figures are gone through in order, since each may hand on its
name, its action and its scope to the next.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import regex

from extract.carried import carry_on, join_earlier
from extract.clause import clause_end, clause_start
from extract.figure import Figure
from extract.gap import PLACE, begins_change, is_joint, noun_waits, share_out
from extract.lexicon import words
from extract.noun import begins_clause, begins_with_verb, noun_behind
from extract.period import Dates
from extract.phrase import Phrase, clean, take_apart
from extract.verb import NOMINAL, ends_with_verb, is_verb_only, last_verb, stage_of

# Verbs whose object goes on to do something itself: 组织15个单位开展检查.
_CAUSATIVES = words("causative_verbs.txt")
# Verbs whose object is what is held, not what is counted.
_HOLDING = frozenset(["开展", "进行"])
# 减少贫困人口81.36万人: the verb itself says that it is a change.
_CHANGING = {"减少": "down", "增加": "up", "降低": "down", "提高": "up"}
# How many figures at most wait for one noun: a longer list is no phrase, and costs too much.
_WAITING = 15
# Verbs that only say what the figure before is about.
_CONCERNING = frozenset(("涉及", "涉案", "涉嫌", "涉及金额", "涉及资金"))
# 正在整改10项 is not done yet.
_UNFINISHED = frozenset(["正在", "尚在", "仍在", "尚有", "仍有"])
_SCOPE_ONLY = regex.compile(
    r"(?:全[国省市县区州旗镇乡村局院校系行业]+|我[国省市县区州旗委局院校]|各[地级方]|本[省市县区院校]|[^，。]{0,6}(?:省|市|县|区|州|旗|镇|乡|村|地区)|全行业|全系统|各地|国内|农村|城镇|城市|境内|境外)"
)
_COUNTED_UNITS = words("unit_nouns.txt")
_MEASURED = frozenset(("percent", "points", "multiple", "money"))
_MONEY_NOUN = regex.compile(
    r"(?:资金|补贴|贷款|经费|债券|基金|奖金|补助|补助金|保险费|税款|专款|赔款|订单|保证金|违约金)$"
)
_RATE = regex.compile(r"(?:增幅|增速|涨幅|降幅|增长率|增长速度|跌幅|升幅)$")


@dataclass(slots=True)
class Clause:
    """What is known of the clause of one figure, kept for the figures behind it."""

    figure: Figure
    phrase: Phrase
    # Figures whose noun stands behind the next one (161类811条建议): they wait for its name.
    waiting: list[Figure] = field(default_factory=list)
    # Where the phrase of the next figure begins.
    next_start: int = 0
    # Whether the name stands in front of the figure.
    front: bool = False


def name_figures(text: str, figures: list[Figure], counted: list[Figure]) -> None:
    """Fill in metric, action, object, scope, period, stage, status and direction.

    `figures` are all figures of the text, `counted` those among them that count something.
    """
    dates = Dates((f.start, f.end) for f in figures if f.role == "date")
    previous: Clause | None = None
    for place, figure in enumerate(counted):
        following = counted[place + 1] if place + 1 < len(counted) else None
        previous = _name(text, figure, previous, following, dates)


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
        and _ARRIVES.fullmatch(text, previous.figure.after, figure.before)
    ):
        # 由1890公里延伸到2640公里
        figure.metric, figure.action = previous.figure.metric, previous.figure.action
        _fill(figure, previous.phrase)
        return Clause(figure, previous.phrase, next_start=figure.after, front=True)
    phrase = take_apart(
        text, start, figure.before, dates, figure.kind == "count" and bool(figure.unit)
    )
    clause = Clause(figure, phrase, next_start=figure.after)
    origin = "from" in phrase.tail and begins_change(text, figure, following)
    stop = clause_end(text, figure.after, following.before if following else len(text))
    joined = previous is not None and is_joint(text[previous.figure.after : figure.before])
    if joined and previous is not None and previous.front and not previous.waiting:
        # 2896件3021人, 104.9万户、175.6万人: two units on one name.
        told = begins_with_verb(text, figure.after, stop)
        if stop == figure.after or (told and begins_clause(text, figure.after, stop)):
            figure.metric, figure.action = previous.figure.metric, previous.figure.action
            clause.front = True
            _fill(figure, phrase)
            figure.origin = previous.figure.origin
            if figure.kind == previous.figure.kind:
                figure.status, figure.direction = previous.figure.status, previous.figure.direction
            return clause
    adjacent = following is not None and noun_waits(text, figure, following)
    if not (adjacent and ends_with_verb(phrase.core)) and _front_names(text, figure, phrase, stop):
        figure.metric, figure.action = phrase.core, phrase.action
        origin = "from" in phrase.tail
        clause.front = True
        join_earlier(text, figure, previous.figure if previous else None)
    elif phrase.core or not (origin or "reached" in phrase.tail):
        _name_by_what_follows(text, figure, phrase, clause, previous, following, stop, shared)
    figure.origin = origin
    if not figure.metric and figure not in clause.waiting:
        if clause.waiting:
            figure.metric = figure.action = clause.waiting[0].action
        if not figure.metric:
            carry_on(text, figure, previous.figure if previous else None, start, shared)
    _fill(figure, phrase)
    if phrase.core and not clause.front and text[figure.before - 1 : figure.before] == "的":
        figure.stage = stage_of(last_verb(phrase.core), phrase.core)
    if joined and previous is not None and not phrase.tail and figure.kind == previous.figure.kind:
        # 同比分别增长26%、22%、15%
        figure.status, figure.direction = previous.figure.status, previous.figure.direction
    if (
        previous is not None
        and figure.stage == "other"
        and not figure.action
        and text[previous.figure.after : figure.before][:1] in ("、", "和", "及")
    ):
        # 打掉涉黑组织13个、涉恶团伙58个: what was done to the first was done to the second.
        figure.stage = previous.figure.stage
    if previous is not None and figure.action in _CONCERNING and not _apart(text, previous, figure):
        # 正在整改10项，涉及金额35435.70万元: the money stands where the count does.
        figure.stage = previous.figure.stage
    if figure.metric:
        for waiting in clause.waiting:
            waiting.metric, waiting.action = figure.metric, figure.action
            _fill(waiting, phrase)
        clause.waiting = []
    return clause


_ARRIVES = regex.compile(r"[，,]?[\p{Han}]{0,5}[到至为成]")


def _apart(text: str, previous: Clause, figure: Figure) -> bool:
    """Whether a sentence ends between the two figures."""
    return any(sign in text[previous.figure.after : figure.before] for sign in "。！？\n")


def _front_names(text: str, figure: Figure, phrase: Phrase, stop: int) -> bool:
    """Whether the words in front of the figure name it."""
    core, tail = phrase.core, phrase.tail
    if not core:
        return False
    if "from" in tail or "reached" in tail or "share" in tail:
        return True
    following = text[figure.after : figure.after + 1]
    behind = stop > figure.after and following not in "、和及"
    if behind and _SCOPE_ONLY.fullmatch(core):
        return False
    if not behind:
        return not (figure.unit in _COUNTED_UNITS and is_verb_only(core))
    last = text[figure.before - 1 : figure.before]
    if last in ("等", "的") and figure.kind not in _MEASURED:
        return False
    if figure.unit in _COUNTED_UNITS:
        return False
    if following == "的" and figure.kind != "duration":
        return not (figure.kind == "money" and is_verb_only(core)) and figure.kind != "percent"
    if figure.kind == "duration" and following == "的":
        return False
    if begins_with_verb(text, figure.after, stop):
        if is_verb_only(core) and figure.kind not in ("percent", "points", "multiple"):
            # 取消91项考核评比, 制定25条为基层减负的措施: what follows is the object still.
            return begins_clause(text, figure.after, stop, figure.kind == "money")
        return True
    if ends_with_verb(core):
        # 覆盖95%以上行政村
        return figure.kind in ("points", "multiple")
    if core[-1] in "着了":
        return False
    if "plain" in tail and figure.kind not in _MEASURED:
        return not text.endswith(("有", "共有", "现有"), 0, figure.before)
    if figure.kind == "money" and _MONEY_NOUN.search(noun_behind(text, figure.after, stop)):
        # 紧急预拨1.6亿元中央救灾资金
        return False
    return "plain" in tail or figure.kind in _MEASURED


def _name_by_what_follows(
    text: str,
    figure: Figure,
    phrase: Phrase,
    clause: Clause,
    previous: Clause | None,
    following: Figure | None,
    stop: int,
    shared: bool,
) -> None:
    """Name the figure by the noun behind it, with the verb in front if there is one."""
    action = last_verb(phrase.core) if phrase.core else ""
    if text[figure.before - 1 : figure.before] in ("等", "的"):
        # 尚未整改到位的23个问题: what stands in front only describes.
        action = ""
    if previous is not None and shared and not action and not previous.front:
        # 报送627份小结、171份报告: what was done to the first was done to the second.
        between = text[previous.next_start : figure.before]
        if is_joint(between) or between == "的":
            action = previous.figure.action
    waiting = previous.waiting if previous is not None and shared else []
    if figure.unit in _COUNTED_UNITS:
        noun = figure.unit
        if action and text[figure.after : figure.after + 1] == "的":
            # 解决40.7万贫困人口的饮水安全问题
            rest = noun_behind(text, figure.after + 1, stop)
            noun += "的" + rest if rest else ""
        elif action and not begins_with_verb(text, figure.after, stop):
            # 解决6434万农村人口饮水安全问题
            noun += noun_behind(text, figure.after, stop)
        figure.metric, figure.action = action + noun, action
        return
    if following is not None and stop == following.before:
        gap = text[figure.after : stop]
        if is_joint(gap):
            clause.waiting = [*waiting[-_WAITING:], figure]
            figure.action = action
            clause.next_start = stop
            return
        noun, clause.next_start = share_out(text, figure, stop)
        if text[following.after : following.after + 1] == "的" and is_verb_only(noun):
            # 1000个投资1亿元以上的补链项目: the second figure only describes the thing.
            end = clause_end(text, following.after, len(text))
            noun = noun_behind(text, following.after + 1, end, bool(action))
            clause.next_start = figure.after
    else:
        # 有10万人次贫困人口实现就业: what they do is what is told of them.
        there_is = text[figure.before - 1 : figure.before] == "有" and stop - figure.after <= 14
        governed = there_is or (bool(action) and action not in _CAUSATIVES)
        noun = noun_behind(text, figure.after, stop, governed)
        if text[figure.after : figure.after + 1] in ("、", "，"):
            noun = ""
    if noun in ("中", "里", "内"):
        noun = ""
    if previous is not None and shared and noun.endswith(("等项目", "等工程")):
        # The last of a list: 等项目 sums up them all.
        noun = noun[:-3]
    clause.waiting = waiting
    if noun and action in _HOLDING:
        # 开展75个市县单位分层分类对标: the number counts the units, not what is done with them.
        place = PLACE.match(noun)
        if place or len(noun) < stop - figure.after:
            noun, action = place[0] if place else noun, ""
    if noun:
        figure.metric, figure.action = action + noun, action
    elif not phrase.core and not phrase.tail and figure.kind == "percent" and stop > figure.after:
        # 91.4%表示“满意”: what so many of them do.
        figure.metric = clean(text[figure.after : min(stop, figure.after + 20)])
    elif phrase.core:
        figure.metric, figure.action = phrase.core, phrase.action


def _fill(figure: Figure, phrase: Phrase) -> None:
    """Fill in what follows from the name: object, stage, status, direction, scope, period."""
    figure.object = figure.metric[len(figure.action) :].lstrip("了出的") or figure.metric
    if figure.kind in _MEASURED and figure.kind != "money" and figure.action in NOMINAL:
        # 投资增长12%, 服务业增加值: the verb is a part of the noun.
        figure.action, figure.object = "", figure.metric
    figure.stage = stage_of(figure.action, figure.metric)
    if figure.kind in ("percent", "points", "multiple") and not figure.action:
        figure.stage = "other"
    tail = phrase.tail
    if phrase.lead in _UNFINISHED and figure.stage == "done":
        figure.stage = "activity"
    if "reached" not in tail and "from" not in tail:
        if "up" in tail and figure.kind != "other":
            figure.status, figure.direction = "change", "up"
        elif "down" in tail:
            figure.status, figure.direction = "change", "down"
    if figure.action in _CHANGING and figure.action != figure.metric:
        figure.status, figure.direction = "change", _CHANGING[figure.action]
    if figure.unit == "番":
        figure.status, figure.direction = "change", "up"
    if _RATE.search(figure.metric):
        figure.status = "change"
    figure.scope = phrase.scope
    figure.period = phrase.period
