"""Parts and wholes: which figure is said to be a part of which.

其中, 包括 and a bracket behind the whole open its parts; a share (占67.4%) is part of what its count is
part of; and where the whole is the topic of the clause (18个烂尾楼已治理8个) the part follows it.
"""

from __future__ import annotations

import regex

from extract.figure import Figure

_OPENS = regex.compile(r"其中|包括|包含|内含|(?<![蕴富不])含(?!量|义|金量|糖|有效)|分为|当中")
_CLOSES = regex.compile(r"[。！？\n]|此外|另外|同时|另有")
_AMONG = regex.compile(r"^[^，。；：、]{0,24}?中(?![央国小心学医药介等间层期东西])[，,]?")
_SHARE = regex.compile(r"占(?!地|用|据)")
# Units that count the same things: a part may be told in another one than the whole.
_FAMILIES = (
    frozenset("人 名 位 人次 名次 口".split()),
    frozenset("件 起 宗 例 件次".split()),
    frozenset("个 项 条 类".split()),
    frozenset("家 户 个".split()),
)
_TOPIC = regex.compile(r"(?:已|完成|其|全部|均|现|正在|有)")


def link_parts(text: str, counted: list[Figure]) -> None:
    """Set `part_of` of the figures that the text says to be parts of others."""
    wholes: list[Figure] = []
    bracket = -1
    for place, figure in enumerate(counted):
        previous = counted[place - 1] if place else None
        start = previous.after if previous else max(0, figure.before - 200)
        between = text[start : figure.before]
        if wholes and (
            _CLOSES.search(between) or (bracket >= 0 and any(s in between for s in "）)"))
        ):
            wholes, bracket = [], -1
        opened = _OPENS.search(between)
        if previous is not None and opened and _near(between, opened.start()):
            if not wholes or bracket < 0:
                wholes = _sentence_back(text, counted, place)
            bracket = 0 if _in_bracket(between, opened.start()) else -1
        elif previous is not None and between[:1] in ("（", "(") and between:
            if previous.unit == figure.unit and previous.end + 1 >= start:
                wholes, bracket = [previous], 0
        elif previous is not None and _AMONG.match(between):
            wholes = [previous]
            bracket = -1
        elif previous is not None and _is_topic(previous, figure, between):
            figure.part_of = previous
            continue
        if previous is not None and figure.kind == "percent" and _SHARE.search(between):
            if not any(sign in between for sign in "。；\n"):
                figure.part_of = previous.part_of
                continue
        if figure.kind == "percent":
            # 占比分别为70%、23.2%: each share is part of what the count of the same name is.
            count = _count_of(text, counted, place)
            if count is not None:
                figure.part_of = count.part_of
                continue
        if wholes:
            figure.part_of = _whole(figure, wholes)


def _count_of(text: str, counted: list[Figure], place: int) -> Figure | None:
    """The figure of the same sentence with the share's name that is itself part of a whole."""
    share = counted[place]
    for earlier in reversed(counted[max(0, place - 10) : place]):
        if earlier.metric == share.metric and earlier.part_of and earlier.kind != "percent":
            return None if "。" in text[earlier.end : share.start] else earlier
    return None


def _near(between: str, at: int) -> bool:
    """Whether the word that opens the parts stands in the last sentence in front of the figure."""
    return not any(sign in between[at:] for sign in "。！？")


def _in_bracket(between: str, at: int) -> bool:
    head = between[: at + 1]
    return max(head.rfind("（"), head.rfind("(")) > max(head.rfind("）"), head.rfind(")"))


def _sentence_back(text: str, counted: list[Figure], place: int) -> list[Figure]:
    """The figures in front of `place` that may be wholes: those of the last sentence with any."""
    wholes: list[Figure] = []
    for earlier in reversed(counted[max(0, place - 12) : place]):
        if wholes and any(sign in text[earlier.end : wholes[-1].start] for sign in "。！？\n"):
            break
        if earlier.part_of is None or not wholes:
            wholes.append(earlier)
    return wholes


def _is_topic(previous: Figure, figure: Figure, between: str) -> bool:
    """18个烂尾楼已治理8个: the whole with its noun, then what was done to a part of it."""
    return (
        previous.unit == figure.unit
        and bool(figure.unit)
        and figure.kind == "count"
        and 2 < len(between) <= 24
        and not any(sign in between for sign in "，。；：、\n（(至到为和")
        and figure.number <= previous.number
        and _TOPIC.search(between) is not None
    )


def _whole(figure: Figure, wholes: list[Figure]) -> Figure | None:
    """The nearest of `wholes` that `figure` can be a part of by unit, kind and size."""
    for alike in (_same_unit, _same_family):
        for whole in wholes:
            if alike(figure, whole) and _fits(figure, whole):
                return whole
    return None


def _same_unit(figure: Figure, whole: Figure) -> bool:
    return figure.unit == whole.unit and figure.status == whole.status


def _same_family(figure: Figure, whole: Figure) -> bool:
    return any(figure.unit in family and whole.unit in family for family in _FAMILIES)


def _fits(figure: Figure, whole: Figure) -> bool:
    if whole is figure or whole.part_of is figure:
        return False
    if figure.kind in ("percent", "points", "multiple"):
        return True
    if figure.number != figure.number or whole.number != whole.number:
        return True
    return figure.number <= whole.high
