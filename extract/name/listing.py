"""Lists: numbers that share a unit, and 分别, which deals them out to their subjects in order.

城镇和农村居民人均可支配收入分别增长6%和7.4% tells two things, each with its own number.
"""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

import regex

from extract.figure import THEN, Figure
from extract.name.ellipsis import EXTENT, EXTENTS
from extract.name.phrase import Phrase, take_apart
from extract.name.scope import who_or_where
from extract.name.tail import is_tail
from extract.number.approximator import BACK, FRONT, interval
from extract.number.numeral import CHINESE
from extract.text.clause import clause_start
from extract.text.lexicon import Prefixes, longest_first, table, words
from extract.text.period import NO_DATES, after_time, is_time
from extract.text.verb import VERBS, action_of, is_verb_only
from writing.sentence import sentence_ends_in

_JOINT_REACH = 3
_TURN_REACH = 8
_JOINT = re.compile(r"\s?[、和及与]\s?")
# 大专及以上学历 is one item.
_LISTED = regex.compile(r"以及|[、和与]|(?<![涉普惠])及(?![以其时])")
_SEVERALLY = ("分别", "各自", "依次")
_SEVERALLY_REACH = 14
_REACH = 90
# 城镇和农村居民收入: a first item that is only a modifier has lost the noun of the last one.
_MODIFIERS = words("list_modifiers.txt")
_OPENING_MODIFIERS = Prefixes(_MODIFIERS)
# An item that ends so names something measured, and is whole: 用水量、能耗、排放量.
_MEASURES = frozenset("量率额耗值数度价费金入")
_HEADS_OF_RATES = ("率", "量", "额", "价", "面积")
_GROWING = regex.compile(
    r"(?:能力|水平|力度)?(?:不断|持续|稳步|进一步|逐步|全面|继续|大幅|明显)?(?:提升|提高|增强|加强|改善)?$"
)
_STRIKING = regex.compile(
    r"(?:比较|较为|相对|尤为|十分|最为?|较|更)?(?:突出|集中|明显|严重|频发|多发|高发|居多|最多|靠前|居前|较[大多高快]|位?居前[列三两四五]位?|增[幅长][较最][大快高]"
    r"|(?:仍|均|都|始终|继续)?(?:处于|处在|保持在?|位于)[^，、]{0,6}水平)$"
)
_THINGS = {word: things.split("|") for word, things in table("joint_words.tsv").items()}
_JOINT_WORDS = regex.compile("|".join(longest_first(_THINGS)))
_LEVELS = regex.compile(r"(?P<level>[\p{Han}]{1,2})[两二三四五]级(?P<thing>[\p{Han}]{2,})")
_SERIES = regex.compile(rf"[{CHINESE}](?P<thing>[\p{{Han}}]{{2,}})")
# Measures that share what stands in front of the first of them.
_SHARED_KINDS = tuple(words("shared_measures.txt"))
_HEADS = tuple(words("shared_heads.txt"))


_BARE = frozenset(("number without a unit", "digits", "digits with scale"))


def share_bounds(counted: list[Figure], text: str) -> None:
    """Let the approximator of one end of a list hold for all of it (突破8万亿元、9万亿元).

    A word behind the last number does so only where the numbers are dealt out (分别增长7%和8%左右).
    """
    for first, second in pairwise(counted):
        alike = first.kind == second.kind and first.unit == second.unit
        near = second.start - first.end <= _JOINT_REACH
        if not alike or not near or not _JOINT.fullmatch(text, first.end, second.start):
            continue
        if first.approx in FRONT and second.approx == "" and second.number == second.number:
            _bound(second, first.approx)
    for first, second in reversed(list(pairwise(counted))):
        alike = first.kind == second.kind and first.unit == second.unit
        near = second.start - first.end <= _JOINT_REACH
        if not alike or not near or not _JOINT.fullmatch(text, first.end, second.start):
            continue
        if second.approx in BACK and first.approx == "" and first.number == first.number:
            dealt = text[max(0, first.before - _SEVERALLY_REACH) : first.before]
            if any(word in dealt for word in _SEVERALLY):
                _bound(first, second.approx)


def _bound(figure: Figure, word: str) -> None:
    figure.approx = word
    number, step = Decimal(repr(figure.number)), Decimal(repr(figure.step))
    figure.low, figure.high = interval(number, step, word)


def share_units(text: str, figures: list[Figure]) -> None:
    """Give the numbers of a list the unit that stands behind the last one (54、153、338个)."""
    for place in range(len(figures) - 2, -1, -1):
        first, second = figures[place], figures[place + 1]
        if first.unit == "个" and second.unit == "个百分点" and first.role == "statistic":
            # 高出4.1个和2.7个百分点
            if _JOINT.fullmatch(text, first.end, second.start):
                first.unit, first.kind = second.unit, second.kind
            continue
        if first.unit or not second.unit or second.role != "statistic":
            continue
        if first.script not in ("arabic", "mixed") or first.rule.rpartition(THEN)[2] not in _BARE:
            continue
        if _JOINT.fullmatch(text, first.end, second.start) and first.number < 10**9:
            first.role, first.unit, first.kind = "statistic", second.unit, second.kind
            first.rule = "number in a list"
            first.low = first.high = first.number
            first.before, first.after = first.start, first.end


def distribute(text: str, counted: list[Figure]) -> None:
    """Give the figures behind 分别 the names of their subjects, in order, if as many."""
    place = 0
    while place < len(counted):
        end = place + 1
        while end < len(counted) and (
            _goes_on(text, counted[end - 1], counted[end])
            or _turns(text, counted[place], counted[end - 1], counted[end])
        ):
            end += 1
        size = end - place
        if size > 1 and not _deal(text, counted, place, size):
            _continue(text, counted, place, size)
            _name_each(text, counted[place:end])
        place = end


def _goes_on(text: str, first: Figure, second: Figure) -> bool:
    """Whether nothing but a sign of a list stands between two figures."""
    if second.before - first.after > _JOINT_REACH:
        return False
    if _JOINT.fullmatch(text, first.after, second.before):
        return True
    alike = first.kind == second.kind and first.unit == second.unit
    return alike and text[first.after : second.before] == "，"


# 分别增长5%、下降3%和增长2%: growth in one, decline in the next.
_TURNED = regex.compile(
    r"[、和及与]\s?(?:[同环]比)?(?:增长|增加|上升|上涨|提高|提升|下降|减少|降低|回落|下跌)了?约?$"
)


def _turns(text: str, head: Figure, first: Figure, second: Figure) -> bool:
    """Whether a list of changes that are dealt out goes on with one of its own direction."""
    between = text[first.after : second.before]
    return (
        first.status == second.status == "change"
        and len(between) <= _TURN_REACH
        and _TURNED.match(between) is not None
        and any(word in text[max(0, head.before - 8) : head.before] for word in _SEVERALLY)
    )


_OF_ONE = regex.compile(r"(?:分别|依次)(?:达到?|为|是|有|占)?$")


def _name_each(text: str, figures: list[Figure]) -> None:
    """Give all figures of a list the name of the first, where one thing is told of each year.

    五年来新增就业人数分别为1310万人、1322万人、1312万人
    """
    first = figures[0]
    alike = len({(figure.unit, figure.kind) for figure in figures}) == 1
    told = _OF_ONE.search(text, max(0, first.before - _SEVERALLY_REACH), first.before)
    if alike and told and first.metric:
        _name(figures, 0, [first.metric] * len(figures), "one name for a list")


# 分别从209元、280元提高到217元、290元: the second list goes on with the subjects of the first.
_GOES_ON = regex.compile(r"[\p{Han}]{1,6}[到至为]$")


def _continue(text: str, counted: list[Figure], place: int, size: int) -> None:
    """Give a list of ends of changes the names of the list of their beginnings."""
    earlier = counted[max(0, place - size) : place]
    if (
        len(earlier) == size
        and all(figure.origin for figure in earlier)
        and _GOES_ON.match(text, earlier[-1].after, counted[place].before)
    ):
        _name(counted, place, [figure.metric for figure in earlier], "ends of dealt changes")


def _name(counted: list[Figure], place: int, names: list[str], rule: str) -> None:
    for figure, name in zip(counted[place : place + len(names)], names, strict=True):
        figure.metric, figure.action = name, action_of(name)
        figure.object = name[len(figure.action) :] or name
        figure.doubt = ""
        figure.by(rule)


def _deal(text: str, counted: list[Figure], place: int, size: int) -> bool:
    """Deal out the names in front of 分别; whether there were as many names as figures."""
    first = counted[place]
    floor = counted[place - 1].after if place else 0
    start = max(first.before - _REACH, 0)
    window = text[max(first.before - 14, floor, start) : first.before]
    at = max(window.rfind(word) for word in _SEVERALLY)
    if at < 0:
        return _goes_on_in_order(text, counted, place, size) or _in_series(
            text, counted, place, size, floor
        )
    dealt = first.before - len(window) + at
    names = _subjects(text, counted, place, size, dealt, floor)
    if names is None:
        return False
    done = take_apart(text, dealt + len(_SEVERALLY[0]), first.before, NO_DATES).core
    if place and all(name in EXTENTS for name in names) and counted[place - 1].object:
        # 集体访214批2907人次，批次、人次分别减少38批、611人次
        thing = EXTENT.sub("", counted[place - 1].object)
        names = [thing + name for name in names]
    names = [after_time(name) for name in names]
    if done and not is_tail(done):
        names = _told_of_each(counted[place : place + size], names, done)
    _name(counted, place, names, "dealt out in order")
    for figure in counted[place : place + size]:
        figure.origin = first.origin
        if _TURNED.search(text, figure.before - _TURN_REACH, figure.before):
            continue
        if figure.kind == first.kind or first.status == "change":
            figure.status, figure.direction = first.status, first.direction
    return True


def _told_of_each(figures: list[Figure], names: list[str], predicate: str) -> list[str]:
    """The names with what is told of each behind 分别; years and places go to their columns."""
    if all(map(is_time, names)):
        # 2019年、2020年分别脱贫3200人、1800人
        for figure, when in zip(figures, names, strict=True):
            figure.period = when
        return [predicate] * len(names)
    if action_of(predicate):
        # 江苏、湖南分别追回18.3亿元、15.7亿元
        done = any(action_of(name) for name in names)
        return names if done else [name + predicate for name in names]
    if all(map(who_or_where, names)):
        # 甲乡、乙乡分别有贫困户35户、48户
        for figure, where in zip(figures, names, strict=True):
            figure.scope = where
        return [predicate] * len(names)
    return names


def _in_series(text: str, counted: list[Figure], place: int, size: int, floor: int) -> bool:
    """Whether a list stands behind a series that has as many members, and takes their names.

    第二、第三、第四种形态处理912人次、118人次、122人次; 城镇、农村居民收入2.9万元、1.6万元
    """
    figures, end = counted[place : place + size], counted[place].before
    phrase = take_apart(text, clause_start(text, end, floor), end, NO_DATES)
    alike = len({(figure.unit, figure.kind) for figure in figures}) == 1
    names = _items(phrase, size) if alike else None
    if names is None or not (phrase.core[0] == "第" or _one_measured(names)):
        return False
    _name(counted, place, names, "dealt out to a series")
    return True


def _one_measured(names: list[str]) -> bool:
    """Whether the names of a series are of one thing that is measured of each (城镇居民收入)."""
    return names[0][-1] in _MEASURES and len({name[-2:] for name in names}) == 1


def _goes_on_in_order(text: str, counted: list[Figure], place: int, size: int) -> bool:
    """Whether a list tells changes of the list before, which it then takes the names of.

    到位率分别为81%、74%、73%，环比提高8.7、3.5、4.5个百分点;
    火灾39起、亡5人，占总数的59%和48%
    """
    earlier = counted[max(0, place - size) : place]
    if len(earlier) < size or size < 2 or len({figure.metric for figure in earlier}) < size:
        return False
    begin, end = earlier[-1].after, counted[place].before
    if sentence_ends_in(text[begin:end]):
        return False
    phrase = take_apart(text, clause_start(text, end, begin), end, NO_DATES)
    grows = not phrase.core and ("up" in phrase.tail or "down" in phrase.tail)
    shares = phrase.core.startswith("占") and all(f.kind != counted[place].kind for f in earlier)
    if not (grows or shares):
        return False
    _name(counted, place, [figure.metric for figure in earlier], "dealt out like the list before")
    return True


def _subjects(
    text: str, counted: list[Figure], place: int, size: int, end: int, floor: int
) -> list[str] | None:
    """The names in front of 分别: in its clause, of the figures before, in the clause before."""
    begin = clause_start(text, end, floor)
    names = _of_fields(text[begin:end], size) or _items(
        take_apart(text, begin, end, NO_DATES), size
    )
    if names:
        return names
    # 扑救、救援、救助，这三类警情分别增加: what is only pointed at is none of those it is dealt to
    pointed = place > 0 and text[counted[place - 1].before - 1] == "这"
    earlier = counted[max(0, place - pointed - size) : place - pointed]
    if len(earlier) == size and (names := _measured_by(text, earlier, begin, end)):
        return names
    if len(earlier) == size and earlier[0].metric:
        # 造林50亩，植树3万株。分别占50%、98%: a sentence of its own goes on with the one before.
        stretch = text[earlier[0].start : end].rstrip("。\n\u3000 ")
        apart = len({figure.metric for figure in earlier}) == size
        if (
            apart
            and "。" not in stretch
            and (pointed or take_apart(text, begin, end, NO_DATES).core in _JOINING_WORDS)
        ):
            return [figure.metric for figure in earlier]
    if text[begin - 1 : begin] == "，" and (names := _in_clauses(text, begin, end, floor, size)):
        return names
    if begin - 1 > floor and text[begin - 1] in "，,":
        before = clause_start(text, begin - 1, floor)
        phrase = take_apart(text, before, begin - 1, NO_DATES)
        striking = _STRIKING.search(phrase.core)
        if striking:
            # 小客车、摩托车酒驾突出，分别查处58起、27起
            phrase = phrase._replace(core=phrase.core[: striking.start()])
        names = _items(phrase, size)
        measured = take_apart(text, begin, end, NO_DATES).core
        if names and measured.endswith(_HEADS_OF_RATES):
            # 医疗废物、生活垃圾、城市污水处理能力提升，处理率分别达到95%、85%、80%
            bare = (_GROWING.sub("", name).removesuffix(measured) for name in names)
            return [name.removesuffix(measured[:-1]).rstrip("的") + measured for name in bare]
        return names
    return None


# With no more than that in front, figures that are dealt out are those of the list before.
_JOINING_WORDS = frozenset(("", "同比", "占比", "比重"))
# 教育、卫生、科技等领域的投入: each field with what is told of all.
_FIELDS = regex.compile(
    r"(?P<items>[^，等]+、[^，等]+)(?<![高中初平同])等(?:[\p{Han}]{0,2}(?:领域|方面|行业|产业|部门|地区|项目))?的?(?P<head>[\p{Han}]{2,8})"
)


def _in_clauses(text: str, begin: int, end: int, floor: int, size: int) -> list[str] | None:
    """The names of subjects that ， divides, since 、 stands inside them; None if not so many.

    交通运输、仓储业，批发和零售业，住宿业分别获得退税
    """
    names = [take_apart(text, begin, end, NO_DATES).core]
    while len(names) < size and begin - 1 > floor and text[begin - 1] == "，":
        before = clause_start(text, begin - 1, floor)
        names.insert(0, take_apart(text, before, begin - 1, NO_DATES).core)
        begin = before
    alike = len({name[-1:] for name in names}) == 1
    return names if len(names) == size and all(names) and alike else None


def _measured_by(text: str, heads: list[Figure], begin: int, end: int) -> list[str]:
    """The names of figures whose heads hold a number: 3小时、6小时最大雨量分别为57毫米、110毫米."""
    listed = all(_JOINT.fullmatch(text, a.after, b.before) for a, b in pairwise(heads))
    noun = take_apart(text, heads[-1].after, end, NO_DATES).core
    if not listed or not noun or heads[-1].after != begin:
        return []
    return [head.text + noun for head in heads]


def _of_fields(words: str, size: int) -> list[str] | None:
    """The names of `size` fields listed in front of 等; None if it lists another number."""
    listed = _FIELDS.fullmatch(words.strip())
    if listed is None:
        return None
    items = regex.split(r"[、和与及]", listed["items"])
    return [item + listed["head"] for item in items] if len(items) == size else None


def _shared_head(items: list[str]) -> str:
    """The end of the last item that the others share (涉诈、涉毒警情); empty if each is whole."""
    last = items[-1]
    ending = items[0][-2:]
    repeated = last.find(ending)
    if len(items[0]) >= 4 and 0 < repeated < len(last) - 4 and repeated + 2 == len(items[0]):
        # 职工医保、居民医保报销比例: the first item ends where the last goes on.
        return last[repeated + 2 :]
    particle = last.find("的", 1, len(last) - 2)
    if particle > 0 and last[-1] in _MEASURES and not any("的" in item for item in items[:-1]):
        # 小麦、大米的消费量
        return last[particle:]
    places = [at for head in _HEADS if (at := last.find(head, 2)) > 0]
    whole = any(item.endswith(_HEADS) or item[-1] in _MEASURES for item in items[:-1])
    if whole:
        return ""
    if not places:
        return _head_behind(items)
    # 大气、水、噪声污染问题: the items before are as long as what opens the last one.
    alike = max(len(item) for item in items[:-1])
    if alike < min(places) and all(item[-1] != last[alike] for item in items[:-1]) and alike == 2:
        return last[alike:]
    return last[min(places) :]


def _shared_modifier(items: list[str]) -> str:
    """What opens the first item and holds for the others (一般公共预算｜收入和支出); else empty."""
    kind = next((kind for kind in _SHARED_KINDS if items[0].endswith(kind)), "")
    modifier = items[0][: len(items[0]) - len(kind)]
    alone = all(item in _SHARED_KINDS and item != kind for item in items[1:])
    return modifier if kind and len(modifier) > 1 and alone else ""


def _head_behind(items: list[str]) -> str:
    """What is measured of each item, where the last one goes on to it (农药、化肥使用量).

    Empty where it does not. The last item is as long as the others are, or ends with the sign
    that they end with (法官、检察官员额).
    """
    last, first = items[-1], items[0]
    if last[-1] not in _MEASURES or any(len(item) != len(first) for item in items[:-1]):
        return ""
    at = last.find(first[-1], 1, len(last) - 2)
    at = at + 1 if at > 0 else len(first)
    return last[at:] if len(first) >= 2 and len(last) - at >= 2 else ""


def _items(phrase: Phrase, size: int) -> list[str] | None:
    """The `size` items that a phrase lists; None if it lists another number of them."""
    joint = _JOINT_WORDS.search(phrase.core)
    if joint and size == len(_THINGS[joint[0]]):
        # 存贷款余额分别达38.7万亿元、29.9万亿元
        return [phrase.core.replace(joint[0], thing, 1) for thing in _THINGS[joint[0]]]
    items = [item for item in _LISTED.split(phrase.core) if item]
    if len(items) != size:
        return None
    if modifier := _shared_modifier(items):
        return [items[0], *(modifier + item for item in items[1:])]
    done = VERBS.at(items[-1], 0)
    if (
        len(done) > 1
        and len(items[-1]) - len(done) > 1
        and all(is_verb_only(item) for item in items[:-1])
    ):
        # 新建、改造、维修校舍: what was done to the same thing
        return [*(item + items[-1][len(done) :] for item in items[:-1]), items[-1]]
    levels = _LEVELS.fullmatch(items[-1])
    if levels:
        # 省、市、县三级化肥到位率
        return [*(item + levels["thing"] for item in items[:-1]), levels["level"] + levels["thing"]]
    series = _SERIES.fullmatch(items[-1])
    if series and items[0][0] == "第" and all(item[-1] in CHINESE for item in items[:-1]):
        # 第一、二、三、四种形态
        return ["第" + item.removeprefix("第") + series["thing"] for item in items[:-1]] + [
            "第" + items[-1]
        ]
    last = items[-1]
    sibling = _OPENING_MODIFIERS.at(last, 0)
    if last[0] == "第" and all(item[0] == "第" for item in items):
        # 第二、第三、第四种形态
        sibling = last[: max(len(item) for item in items[:-1])]
    if sibling and all(item in _MODIFIERS or len(item) == len(sibling) for item in items[:-1]):
        # 城镇和农村居民收入: the noun stands behind the modifier of the last one.
        rest = last[len(sibling) :]
        return [*(item + rest for item in items[:-1]), last] if len(rest) > 1 else items
    head = _shared_head(items)
    return [*(item + head for item in items[:-1]), last] if head else items
