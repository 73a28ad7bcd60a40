"""Parts and wholes: which figure is said to be a part of which.

Parts are opened by 其中, 包括, 按用途分, by a bracket behind the whole, by a topic (上述问题中,
18个烂尾楼已治理8个), and last until the sentence ends. A share (占67.4%) is part of what its count
is part of.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import regex

from extract.figure import Figure
from extract.relation.topic import is_topic, is_topic_first
from extract.relation.whole import fits, same_things, whole_of
from writing.sentence import SENTENCE_OR_LINE_ENDS, sentence_ends_in

_OPENS = regex.compile(
    r"其中|包括|包含|内含|(?<![蕴富不])含(?!量|义|金量|糖|有效)|分为|当中|按[^，。；：]{1,10}(?:分类?|划分)(?=[，,：:为])"
)
_CLOSES = regex.compile(r"此外|另外|同时|另有")
# 上述50个问题中，; 受访的1.2万人中，: what is told next is told of some of them.
_AMONG = regex.compile(
    r"^[^，。；：]{0,24}?(?:(?<![其集高初空途])中(?![央国小心学医药介等间层期东西])[，,]?|(?<![公海英华])里[，,])"
)
_TOPIC_AMONG = regex.compile(
    r"(?:^|[，。；：\n　])(?P<topic>[^，。；：\n]{2,24}?)(?<![其集])中[，,](?=[^，。；]{0,16}$)"
)
_SHARE = regex.compile(r"占(?!地|用|据|领)")
_BARE_SHARE = regex.compile(r"占(?:比)?(?:不到|不足|近|约|超过|超|逾|达|为|了|比)*$")
_SHARED = frozenset(("count", "money", "area", "length", "mass", "volume"))
_PERSON = Figure(0, 0, "", unit="人")
_MARKS = frozenset(("以上", "以下", "以内", "及以上"))
_PUNCTUATION = regex.compile(r"[，。；：、\n（(]")
_BLANK = "、和及与 \u3000"
_LOOK_BACK = 12


@dataclass(slots=True)
class _Opened:
    """Wholes whose parts are being told, nearest first, and the parts met so far."""

    wholes: list[Figure] = field(default_factory=list)
    parts: list[Figure] = field(default_factory=list)
    bracket: int = 0  # how many brackets are open
    among: bool = False
    named: bool = False  # opened by 其中 or 包括
    topic: bool = False  # opened by the topic of one clause

    def settle(self) -> None:
        """Move the parts to the whole that they add up to, if they add up to another one."""
        if len(self.parts) < 2 or len(self.wholes) < 2:
            return
        whole = self.parts[0].part_of
        if any(part.part_of is not whole or part.kind == "percent" for part in self.parts):
            return
        total = sum(part.number for part in self.parts)
        for other in self.wholes:
            if other.unit == self.parts[0].unit and other.number == total:
                for part in self.parts:
                    part.part_of = other
                return


def link_parts(text: str, counted: list[Figure]) -> None:
    """Set `part_of` of the figures that the text says to be parts of others."""
    opened = _Opened()
    counted = [
        figure
        for place, figure in enumerate(counted)
        if place + 1 == len(counted) or not _describes(text, figure, counted[place + 1])
    ]
    for place in range(1, len(counted)):
        figure, previous = counted[place], counted[place - 1]
        between = text[previous.after : figure.before]
        ended = max(between.rfind(sign) for sign in SENTENCE_OR_LINE_ENDS)
        if (
            ended >= 0
            or _CLOSES.search(between)
            or (opened.topic and figure.action and "，" in between)
            or (opened.bracket and opened.bracket + _opens_brackets(between) <= 0)
        ):
            opened.settle()
            opened = _Opened()
        if opened.bracket:
            opened.bracket += _opens_brackets(between)
        apart = opened.named and not opened.parts and bool(figure.action) and "；" in between
        if apart or (opened.parts and _new_deed(figure, opened, between)):
            # 其中小学25所、中学15所；新建医院6所: something else is told now.
            opened.settle()
            opened = _Opened()
        new = _open(text, counted, place, between, ended + 1, opened)
        if new is not None:
            opened.settle()
            opened = new
        if figure.kind == "percent" or (
            figure.kind == "fraction" and (opened.among or _SHARE.search(between))
        ):
            figure.part_of = _whole_of_share(text, counted, place, between, opened)
        elif opened.wholes:
            figure.part_of = whole_of(figure, opened.wholes) or _in_bracket(figure, opened)
            if figure.part_of is not None:
                opened.parts.append(figure)
                if figure.stage == "other" and not figure.action:
                    figure.stage = figure.part_of.stage
    opened.settle()


def _describes(text: str, figure: Figure, following: Figure) -> bool:
    """Whether a figure is but the mark by which things are counted: 3亿元以上项目35个."""
    if figure.approx not in _MARKS or figure.kind == following.kind:
        return False
    noun = text[figure.after : following.before]
    return bool(noun) and not _PUNCTUATION.search(noun) and following.metric.endswith(noun[-2:])


def _opens_brackets(between: str) -> int:
    """How many more brackets open than close in the words between two figures."""
    opening = between.count("（") + between.count("(")
    return opening - between.count("）") - between.count(")")


def _new_deed(figure: Figure, opened: _Opened, between: str) -> bool:
    """Whether the figure tells of something else than the parts before it."""
    last = opened.parts[-1]
    if "；" in between and figure.unit != last.unit:
        return True
    if not figure.action:
        return False
    if "；" in between:
        return figure.action != last.action
    if last.action or not opened.named:
        return False
    # 党内警告3人、严重警告2人，开除党籍1人: the parts go on until they add up to the whole.
    whole = opened.parts[0].part_of
    if whole is None or figure.unit != last.unit or whole.unit != figure.unit:
        return True
    return sum(part.number for part in opened.parts) + figure.number > whole.number


def _open(
    text: str, counted: list[Figure], place: int, between: str, begin: int, opened: _Opened
) -> _Opened | None:
    """The wholes that the words in front of the figure open; None if they open none.

    `begin` is where the figure's own sentence begins in the words `between` it and the one before.
    """
    figure, previous = counted[place], counted[place - 1]
    word = _OPENS.search(between, begin)
    if word and between.find("）", word.end()) > between.find("（") >= 0:
        # 基金（含生育保险）总收入: a gloss on the name.
        word = None
    if word:
        if opened.wholes and opened.bracket:
            return None
        wholes = _sentence_back(text, counted, place)
        if between[:1] in ("（", "("):
            # 幼儿园1252所、办园点1709个（其中民办396所）; people are no part of cases.
            people = same_things(figure, _PERSON) == same_things(previous, _PERSON)
            wholes = [previous] if people else wholes
        topic = _topic_of(counted, place, between[: word.start()], figure.unit)
        bracket = between.rfind("（", 0, word.start() + 1) > between.rfind("）")
        return _Opened([topic, *wholes] if topic else wholes, bracket=int(bracket), named=True)
    if between[:1] in ("（", "(") and between and previous.unit == figure.unit:
        return _Opened([previous], bracket=1)
    if _AMONG.match(between):
        return _Opened([previous], among=True)
    found = (
        _TOPIC_AMONG.search(between, max(begin - 1, 0)) if between.find("中", begin) > 0 else None
    )
    if found:
        topic = _topic_of(counted, place, found["topic"], figure.unit)
        if topic is not None:
            return _Opened([topic], among=True)
    nested = figure.stage == "done" and figure.number < previous.number
    topic_first = is_topic(previous, figure, between) or is_topic_first(previous, figure, between)
    if (previous.part_of is None or nested) and topic_first:
        return _Opened([previous], topic=True)
    return None


def _sentence_back(text: str, counted: list[Figure], place: int) -> list[Figure]:
    """The figures in front of `place` that may be wholes: those of the last sentence with any."""
    wholes: list[Figure] = []
    for earlier in reversed(counted[max(0, place - _LOOK_BACK) : place]):
        if wholes and sentence_ends_in(text[earlier.end : wholes[-1].start]):
            break
        if earlier.part_of is None or not wholes:
            wholes.append(earlier)
    return wholes


def _topic_of(counted: list[Figure], place: int, topic: str, unit: str) -> Figure | None:
    """The earlier figure that a topic without a number means (上述一级风险房屋中), by its name."""
    topic = topic.rsplit("。", 1)[-1].rsplit("，", 1)[-1].strip()
    best, most = None, 1
    for earlier in reversed(counted[max(0, place - _LOOK_BACK) : place]):
        if earlier.unit != unit and unit not in ("%", ""):
            continue
        if earlier.kind == "percent":
            continue
        shared = _overlap(topic, earlier.metric)
        if earlier.metric and earlier.metric in topic:
            shared += len(topic)
        if shared > most:
            best, most = earlier, shared
    return best


def _overlap(first: str, second: str) -> int:
    """How many characters the longest common stretch of two names has."""
    longest = 0
    for start in range(len(first)):
        while first[start : start + longest + 1] in second and start + longest < len(first):
            longest += 1
    return longest


def _whole_of_share(
    text: str, counted: list[Figure], place: int, between: str, opened: _Opened
) -> Figure | None:
    """What a percentage is a share of, where that is a figure of the text."""
    share, previous = counted[place], counted[place - 1]
    if not between.strip(_BLANK) and previous.kind == share.kind and previous.part_of is not None:
        return previous.part_of
    if share.direction:
        # 其中自付费用下降10.89%: a change is part of a change, where no count stands between.
        if opened.parts or not _OPENS.search(between):
            return None
        return next((w for w in opened.wholes if w.kind == "percent" and w.direction), None)
    same_sentence = not sentence_ends_in(between)
    if _SHARE.search(between) and same_sentence and "；" not in between:
        if previous.part_of is not None and previous.kind != "percent":
            return previous.part_of
        if _BARE_SHARE.search(between):
            subject = between[: _SHARE.search(between).start()]  # type: ignore[union-attr]
            if subject.strip("，,、 （("):
                if opened.wholes:
                    return whole_of(share, opened.wholes) or _count(opened.wholes)
                return previous if previous.kind in _SHARED else None
            return previous.part_of or _larger(text, counted, place)
    count = _count_of(text, counted, place)
    if count is not None:
        return count.part_of
    if opened.among:
        return _count(opened.wholes)
    if not between.strip(_BLANK) and previous.part_of is not None:
        return previous.part_of
    if opened.wholes and _SHARE.search(between):
        return opened.wholes[0]
    if opened.named and _OPENS.search(between):
        # 疑点数据11.3万条，其中七成集中在3个领域
        return _count(opened.wholes)
    return None


def _count(wholes: list[Figure]) -> Figure | None:
    return next((whole for whole in wholes if whole.kind != "percent"), None)


def _larger(text: str, counted: list[Figure], place: int) -> Figure | None:
    """The nearest figure of the sentence that the count of a share can be part of (占92.3%)."""
    count = counted[place - 1]
    for earlier in reversed(counted[max(0, place - 6) : place - 1]):
        if sentence_ends_in(text[earlier.end : count.start]):
            return None
        if earlier.unit == count.unit and earlier.number >= count.number:
            return earlier
    return None


def _count_of(text: str, counted: list[Figure], place: int) -> Figure | None:
    """The figure of the same sentence with the share's name that is itself part of a whole."""
    share = counted[place]
    for earlier in reversed(counted[max(0, place - 10) : place]):
        if earlier.metric == share.metric and earlier.part_of and earlier.kind != "percent":
            return None if "。" in text[earlier.end : share.start] else earlier
    return None


def _in_bracket(figure: Figure, opened: _Opened) -> Figure | None:
    """实际办园点1709个（其中民办396所）: in a bracket just behind it, whatever the measure word."""
    whole = opened.wholes[0]
    counts = opened.bracket and not opened.parts and figure.kind == whole.kind == "count"
    return whole if counts and fits(figure, whole) else None
