"""Shares: the figure that a share (占67.4%), or a rate beside that of the whole, is a part of."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import regex

from extract.figure import Figure
from extract.relation.between import Between, measure_of
from extract.relation.near import (
    BLANK,
    NEAR,
    back,
    in_order,
    overlap,
    same_sentence,
    sentence_before,
)
from extract.relation.opened import Stack
from extract.relation.whole import fits, makes_share, same_things
from writing.sentence import sentence_ends_in

# A count and its share fit few wholes, so that they are looked for further back.
_FAR = 40
# 占比约为, 占: nothing is named.
_BARE = regex.compile(r"(?:占|比重?|例|到|了|的|不足|近|约|超过?|逾|达|为|[：:]|\s)*")
# 占世界, 占全省总量: what no figure of the report tells.
_OUTSIDE = regex.compile(r"(?:全[国省市县区州球行]|世界|国内|同期|[\p{Han}]{2,4}[省市](?!场))")
_ALL = regex.compile(
    r"(?:其|全部)?(?:总(?:量|数|额|体|人数|人次|户数|件数|面积)?|(?:全部|其)的?[\p{Han}]?(?:量|数|额)?)的?(?:比[重例])?[为达]?"
)


def dealt(between: Between, stack: Stack) -> Figure | None:
    """分别占25%、75%: each share is that of the count that stands in the same place before."""
    size = len(_run(between.counted[between.place : between.place + NEAR], between.text))
    counts = between.counted[max(0, between.place - size) : between.place]
    if "分别" not in between.words or size < 2 or not _are_dealt(counts, size, between.text):
        return None
    whole = _of_dealt(between, counts[0], size)
    if whole is not None:
        for count in counts:
            if count.unit == counts[0].unit:
                _link_count(count, whole)
    return whole


def _are_dealt(counts: list[Figure], size: int, text: str) -> bool:
    """Whether as many counts stand in front of the shares, in one sentence (15起、亡3人)."""
    told = len(counts) == size and all(measure_of(count) == "count" for count in counts)
    return told and not any(
        sentence_ends_in(text[one.end : other.before]) for one, other in pairwise(counts)
    )


def _of_dealt(between: Between, count: Figure, skip: int) -> Figure | None:
    """The whole of the count to which the share belongs, if it is that share of it."""
    share = between.figure
    if count.part_of is not None and makes_share(count, count.part_of, share):
        return count.part_of
    return _of_that_share(between, count, share, skip) or count.part_of


def _run(figures: list[Figure], text: str) -> list[Figure]:
    """The figures at the head of the list that are joined by 、 or 和 and measure alike."""
    size = 1
    while (
        size < len(figures)
        and figures[size].kind == figures[0].kind
        and not text[figures[size - 1].after : figures[size].before].strip(BLANK)
    ):
        size += 1
    return figures[:size]


def _of_that_share(between: Between, count: Figure, share: Figure, skip: int = 1) -> Figure | None:
    """The figure told before of which the count is as much as the share says."""
    place = between.place - skip
    fitting = [
        earlier
        for earlier in reversed(between.counted[max(0, place - _FAR) : place])
        if (earlier.unit == count.unit or (count.kind == "count" and same_things(earlier, count)))
        and earlier.kind == count.kind
        and makes_share(count, earlier, share)
    ]
    name = between.behind("share")
    return max(fitting, key=lambda w: (overlap(name, w.metric), w.part_of is None), default=None)


_GUESSED = "sorted by kind"


def _link_count(count: Figure, whole: Figure, share: Figure | None = None) -> None:
    """The count of a share is a part of the same whole, and of no other that was but guessed."""
    guessed = count.rule.endswith(_GUESSED)
    if guessed and share is not None and makes_share(count, whole, share):
        count.part_of = None
    if count.part_of is None and count is not whole and fits(count, whole):
        count.part_of = whole
        count.by("share with its count")


def as_before(between: Between, stack: Stack) -> Figure | None:
    """30%和20%: the next share of a list is one of the same whole."""
    if between.words.strip(BLANK) or between.previous.kind != between.figure.kind:
        return None
    text, counted, first = between.text, between.counted, between.place - 1
    while first and not text[counted[first - 1].after : counted[first].before].strip(BLANK):
        first -= 1
    size = len(_run(counted[first : first + NEAR], text))
    counts = counted[max(0, first - size) : first]
    one_unit = len({count.unit for count in counts}) == 1
    if one_unit or between.place - first >= size or not _are_dealt(counts, size, text):
        return between.previous.part_of
    # 亡15人，伤3人，损失2万元，分别占总数的9%、5%和2%: each of the whole in its own unit
    if "分别" not in text[counts[-1].after : counted[first].before]:
        return between.previous.part_of
    count = counts[between.place - first]
    whole = _of_dealt(between, count, between.place - first + size)
    if whole is not None:
        _link_count(count, whole)
    return whole


def of_the_named(between: Between, stack: Stack) -> Figure | None:
    """占实有人数的79.8%: by what the words name; of all of them (占总量), as its count is."""
    name = between.behind("share")
    if _BARE.fullmatch(name):
        return None
    count = between.previous if _is_count_of(between) else None
    if count is not None:
        whole = _of_that_share(between, count, between.figure)
        if whole is not None:
            _link_count(count, whole, between.figure)
            told = count.part_of is not None and makes_share(count, count.part_of, between.figure)
            return count.part_of if told else whole
    if _OUTSIDE.match(name):
        return None
    core = _AMOUNT.sub("", name)
    called = [earlier for earlier in back(between) if _is_named(core, earlier, count)]
    best = max(called, key=lambda whole: overlap(core, whole.metric), default=None)
    if best is None and _ALL.fullmatch(name.strip("的 约近")):
        best = (count.part_of if count else None) or (stack.top.count() if stack.top else None)
    if best is not None and count is not None and same_things(count, best):
        _link_count(count, best)
    return best


# 占实有人数的, 占查处问题总数的比重为: what is left is the name of the whole.
_AMOUNT = regex.compile(
    r"^(?:总|全部|全体)|(?:总(?:量|数|额|人数|人次|户数|件数|面积)|(?:人数|数量|数))?的?(?:比[重例]|份额)?(?:约?为|达到?|近|约|超过?|逾|不到|不足)*$"
)


# 占全县生产总值, 占当年案件: no other ones than those of the figure.
_GENERAL = regex.compile(
    r"(?:总|全部|所有|各类|当年|全年|本年|同期|全[县市省区州]|我[县市省区州])*"
)
# 查出问题50个，涉及金额3亿元: the money of the problems is called by more than its own name.
_CONCERNING = frozenset(("涉及", "涉案", "涉嫌"))


def _is_named(core: str, whole: Figure, count: Figure | None) -> bool:
    """Whether the words behind 占 name the figure: they hold its name, or it holds all of them."""
    if whole is count or measure_of(whole) != "count" or len(core) < 2 or not whole.metric:
        return False
    if count is not None and (count.kind != whole.kind or count.number > whole.high):
        return False
    return bool(
        (core.endswith(whole.metric) and _GENERAL.fullmatch(core.removesuffix(whole.metric)))
        or core in whole.metric
        or (whole.action in _CONCERNING and core.endswith(whole.object))
        or (core[-2:] in whole.metric[-2:] and in_order(core, whole.metric))
    )


def _is_count_of(between: Between) -> bool:
    """Whether the count of a share stands just in front of it (9起，占15%)."""
    subject = between.in_front("share").strip("、（( 约近也已仅只共就均")
    return measure_of(between.previous) == "count" and not subject


def with_its_count(between: Between, stack: Stack) -> Figure | None:
    """移送9起，占15%: share and count are parts of one whole."""
    if not _is_count_of(between) or not _BARE.fullmatch(between.behind("share")):
        return None
    count = between.previous
    if count.part_of is not None:
        whole = _of_that_share(between, count, between.figure)
        if whole is not None:
            _link_count(count, whole, between.figure)
        return _beside(between, count.part_of) or count.part_of
    whole = _of_that_share(between, count, between.figure) or _larger(between)
    if whole is not None:
        _link_count(count, whole)
    return whole


def _beside(between: Between, whole: Figure) -> Figure | None:
    """500户1400人，占45.5%: the whole of the count in front of the last one, if it fits better."""
    count, share = between.previous, between.figure
    first = between.counted[between.place - 2] if between.place > 1 else count
    other = first.part_of
    joined = not between.text[first.after : count.before].strip(BLANK)
    if other is None or not joined or makes_share(count, whole, share):
        return None
    return other if makes_share(first, other, share) else None


def _larger(between: Between) -> Figure | None:
    """The nearest figure of the sentence that the count of a share can be part of (占92.3%).

    Reports miscalculate: the words say so, whether or not it is that share.
    """
    count = between.previous
    for earlier in same_sentence(between, NEAR):
        if "；" in between.text[earlier.after : count.before]:
            return None
        if earlier is not count and earlier.unit == count.unit and earlier.number >= count.number:
            return earlier
    return None


def of_the_open(between: Between, stack: Stack) -> Figure | None:
    """女性占40%: of those whose parts are told, or of the count just told."""
    name = between.behind("share")
    if not _BARE.fullmatch(name):
        return None
    own = not {"among", "of_them", "kinds"} & set(between.kinds)
    if own and name.startswith("比") and not _adds_up(between):
        # 户数占比96.2%，金额占比54.7%: each is a share of something else.
        whole = between.previous.part_of
        told = whole is not None and makes_share(between.previous, whole, between.figure)
        return whole if told else None
    if stack.top is not None:
        return stack.top.count()
    if "semicolon" in between.kinds or _is_count_of(between):
        return None
    for earlier in same_sentence(between, NEAR):
        if measure_of(earlier) == "count":
            return earlier.part_of if earlier.part_of and earlier.kind != "money" else earlier
        if measure_of(earlier) == "percent":
            return earlier.part_of
    return None


def _adds_up(between: Between) -> bool:
    """Whether the next figure is another share beside this one, and the two are not too much."""
    following, figure = between.following, between.figure
    if following is None or following.kind != figure.kind:
        return False
    gap = between.text[figure.after : following.before]
    return "占" in gap and "。" not in gap and figure.number + following.number <= 100


def of_the_sentence_before(between: Between, stack: Stack) -> Figure | None:
    """安排投资40亿元。交通占60%，水利占40%: a list of shares alone divides the sum before."""
    name, subject = between.behind("share"), between.figure.metric.removesuffix("占比")
    if not _adds_up(between) or not _BARE.fullmatch(name):
        return None
    if stack.closed is not None and stack.closed.count() is not None:
        return stack.closed.count()
    counts = [f for f in sentence_before(between) if measure_of(f) == "count"]
    if subject != between.figure.metric:
        # 占地300亩。高级教师占比50%: of those that it names
        counts = [f for f in counts if overlap(subject, f.metric) > 1]
    return counts[-1] if counts else None


def some_of_them(between: Between, stack: Stack) -> Figure | None:
    """其中七成集中在三个领域; 群众中，九成多满意: a share of what is open."""
    figure = between.figure
    if stack.top is None or figure.direction or figure.metric.endswith(("率", "比重", "水平")):
        return None
    return stack.top.count()


def next_of_them(between: Between, stack: Stack) -> Figure | None:
    """九成满意，一成不满意: the next share of those of whom one was told just before."""
    previous = between.previous
    alike = previous.kind == between.figure.kind and measure_of(previous) == "percent"
    return some_of_them(between, stack) if alike and previous.part_of is not None else None


# 其中女代表占代表总数的25.9%: a share of what it names itself.
_OF_ITS_OWN = regex.compile(r"占(?![比地用])[\p{Han}]{2}")


def changed(between: Between, stack: Stack) -> Figure | None:
    """其中食品上涨7.8%，居住下降0.3%: a rate is part of a rate, where no count is told."""
    top, measure = stack.top, measure_of(between.figure)
    if top is None or any(measure_of(part) != measure for part in top.parts):
        return None
    if _OF_ITS_OWN.search(between.figure.metric):
        return None
    if not top.parts and "among" not in between.kinds and not _of_those_counted(between, top.first):
        return None
    kind = between.figure.kind
    wholes = [w for w in top.every if w.kind == kind and measure_of(w) == measure]
    if _run_on(wholes):
        # 起数和人数分别下降8.9%和9.4%，其中…: of the two, the one of the same name.
        wholes = [w for w in wholes if w.metric[-2:] == between.figure.metric[-2:]]
    whole = next(iter(wholes), None)
    if whole is not None:
        top.parts.append(between.figure)
    return whole


def _of_those_counted(between: Between, first: Figure) -> bool:
    """Whether the rate is that of the things just counted: 其中八类案件｜下降13%."""
    return first is between.previous and set(between.kinds) <= {"words"}


def _run_on(figures: list[Figure]) -> bool:
    """Whether the two nearest figures stand in one list (8.9%和9.4%)."""
    return len(figures) > 1 and figures[0].before - figures[1].after <= 1


SHARE_WAYS: dict[str, Callable[[Between, Stack], Figure | None]] = {
    "dealt": dealt,
    "same as before": as_before,
    "share of the named": of_the_named,
    "share with its count": with_its_count,
    "share of the open": of_the_open,
    "share of the sentence before": of_the_sentence_before,
    "some of them": some_of_them,
    "next of them": next_of_them,
    "change": changed,
}
