"""Opened: the wholes whose parts are being told, and when that ends."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

import regex

from extract.figure import Figure
from extract.relation.between import Between, measure_of
from extract.relation.near import LOOK_BACK
from extract.relation.rules import LASTING, TOLD_SO, TOPICS
from extract.relation.whole import fits, same_things, whole_among, whole_of
from extract.text.rule import Rule
from writing.sentence import sentence_ends_in

_OPENS = regex.compile(r"[，、 ]*其中|[\p{Han}“”]{0,10}(?<!其)中[，有已]")
# No whole has more parts than this: each part is set against those before it, so that a list
# without end would take time without end.
_MOST = 300
_ITS_SHARE = ("，占", "、占", "（占")


@dataclass(slots=True)
class Opened:
    """A whole that has been opened, by which rule, and the parts met so far.

    `wholes` are the figures that may be it, in groups, the likeliest first.
    """

    rule: Rule
    wholes: list[list[Figure]]
    # The figure in front of which it was opened.
    first: Figure
    bracket: bool = False
    # Whether each line below tells a part.
    lines: bool = False
    parts: list[Figure] = field(default_factory=list)

    @property
    def every(self) -> list[Figure]:
        """All figures that may be the whole."""
        return [whole for group in self.wholes for whole in group]

    def count(self) -> Figure | None:
        """The whole that shares are shares of: that of the parts, or the likeliest count."""
        if self.parts:
            return self.parts[-1].part_of
        return next((whole for whole in self.every if measure_of(whole) == "count"), None)

    def whole_of(self, between: Between) -> Figure | None:
        """The whole of the figure behind `between`; None if it is no part of what is open."""
        figure = between.figure
        wholes = self.wholes
        if self.lines and not self._is_item(between):
            return None
        if self.parts and "semicolon" in between.kinds and self.rule.name not in LASTING:
            wholes = [[part.part_of for part in self.parts if part.part_of is not None]]
        found = whole_among(figure, wholes, misfits=not self.parts)
        if found is None and (self._in_bracket(figure) or self._between_others(between)):
            found = self.parts[-1].part_of if self.parts else self.every[0]
        # 六条干线，包括东线、中线、西线6条: the items of a list, counted once more.
        counts_list = "joint" in between.kinds and not self.parts
        return None if found and counts_list and found.number == figure.number else found

    def _is_item(self, between: Between) -> bool:
        """Whether the figure is the first of its line, or its line tells all of the parts."""
        whole = self.parts[0].part_of if self.parts else None
        return whole is None or between.new_line or self._add_up(between, whole)

    def goes_on_below(self, between: Between) -> bool:
        """Whether the figure is the first one of the next line of a list."""
        whole = self.parts[0].part_of if self.parts else None
        figure = between.figure
        return (
            self.lines
            and between.new_line
            and whole is not None
            and figure.unit == self.parts[0].unit
            and figure.status == whole.status
            and self._told(figure.unit) + figure.number <= whole.number
        )

    def _in_bracket(self, figure: Figure) -> bool:
        """实际办园点1709个（其中民办396所）: just behind it, whatever the measure word."""
        whole = self.every[0]
        told = self.bracket and self.rule.name in TOLD_SO
        return (
            told and not self.parts and figure.kind == whole.kind == "count" and fits(figure, whole)
        )

    def _between_others(self, between: Between) -> bool:
        """护林员113人，公益岗位85个，护路员25人: an item with another unit between two others."""
        figure, following = between.figure, between.following
        if not self.parts or figure.action or following is None:
            return False
        whole = self.parts[-1].part_of
        alike = whole is not None and figure.kind == following.kind == whole.kind == "count"
        gap = between.text[figure.after : following.before]
        return (
            alike
            and self.rule.name in TOLD_SO
            and set(between.kinds) <= {"comma", "joint", "words"}
            and not any(sign in gap for sign in "。；（\n")
            and whole is not None
            and figure.unit != whole.unit
            and same_things(following, whole)
        )

    def settle(self) -> None:
        """Move the parts to the whole that they belong to, seen from behind the last of them."""
        self._settle_pairs()
        self._settle_sum()

    def _settle_pairs(self) -> None:
        """抽检850批，合格842批，其中蔬菜300批，合格298批: the item is one of what was inspected."""
        for item, told in pairwise(self.parts):
            whole = told.part_of
            if (
                whole is None
                or item.part_of is not whole
                or not told.metric == whole.metric != item.metric
            ):
                continue
            first = min(self.every, key=lambda other: other.start)
            if first.unit == item.unit == told.unit and fits(item, first):
                item.part_of = first

    def _settle_sum(self) -> None:
        """Move the parts to the whole that they add up to, if they add up to another one."""
        if len(self.parts) < 2:
            return
        whole = self.parts[0].part_of
        if any(part.part_of is not whole or measure_of(part) != "count" for part in self.parts):
            return
        total = self._told(self.parts[0].unit)
        for other in self.every:
            if other.unit == self.parts[0].unit and other.number == total:
                for part in self.parts:
                    part.part_of = other
                return

    def ends(self, between: Between) -> bool:
        """Whether the figure behind `between` tells of something else than the parts before it."""
        figure = between.figure
        if len(self.parts) >= _MOST:
            return True
        semicolon = "semicolon" in between.kinds
        if self.rule.name in LASTING:
            # 粮食45亩，其中：水稻20亩、玉米25亩；果树9亩，其中：…: all parts have been told.
            return semicolon and self._complete and opens_parts(between)
        if not self.parts:
            return semicolon and self.rule.name in TOLD_SO
        if self.rule.name in TOPICS:
            return self._leaves_topic(between)
        if semicolon:
            return not self._goes_on(between)
        if self.rule.name not in TOLD_SO:
            return opens_parts(between)
        return bool(figure.action) and self._is_told_apart(between)

    def _leaves_topic(self, between: Between) -> bool:
        """Whether the figure is none of what was done, or is to be done, to the topic."""
        figure = between.figure
        if self._add_up(between, self.every[0]):
            # 36件积案，化解31件，化解率86%；未化解5件.
            return False
        if "semicolon" in between.kinds:
            return True
        # 30个项目，已开工25个，竣工12个: no other noun is told.
        alike = figure.metric == figure.action or _same_deed(figure, self.parts[-1])
        return "comma" in between.kinds and not alike

    def _is_told_apart(self, between: Between) -> bool:
        """Whether a figure with a verb of its own is no more of the parts in front of it."""
        figure, last, whole = between.figure, self.parts[-1], self.parts[0].part_of
        if self._complete:
            # 企业85家，其中生产企业20家、流通企业65家，发现问题32个: all parts have been told.
            return whole_of(figure, [w for w in self.every if w is not whole]) is None
        if last.action or any(part.metric == figure.metric for part in self.parts):
            # 甲批捕2人，起诉3人；乙批捕4人，起诉5人: the same is told of each.
            return False
        if whole is not None and self._add_up(between, whole):
            # 贫困户90户，其中新增20户，去年已脱贫30户，今年脱贫40户
            return False
        if "已" in between.words or (figure.object and opens_parts(between)):
            # 其中村干部30人，已移送6人: what was done is progress, and no part.
            return True
        # 党内警告3人、严重警告2人，开除党籍1人: the parts go on until they add up to the whole.
        if whole is None or figure.unit != last.unit or whole.unit != figure.unit:
            # 其中道路事故8起、死亡10人: two things are told of the part as of the whole.
            found = whole_of(figure, self.every)
            if found is None or found.unit != figure.unit:
                return True
            # 查179家，发现隐患2588项，其中重大隐患111项，责令停产13家
            return "comma" in between.kinds and not _same_deed_as(found, figure)
        return self._told(whole.unit) + figure.number > whole.number

    def _add_up(self, between: Between, whole: Figure) -> bool:
        """Whether the parts up to the figure, or to one behind it, make up the whole.

        97个问题，已整改88个，正在整改4个，未整改5个.
        """
        total, end = self._told(whole.unit), between.figure.start
        for figure in between.counted[between.place : between.place + LOOK_BACK]:
            if sentence_ends_in(between.text[end : figure.start]):
                return False
            if figure.unit == whole.unit:
                total += figure.number
            if total >= whole.number:
                return total == whole.number
            end = figure.end
        return False

    def _goes_on(self, between: Between) -> bool:
        """Whether what stands behind a ； is one more part, and nothing that is counted beside it.

        其中35岁以下党员54名；大专以上党员42名, but 其中女运动员52名；裁判员16名.
        """
        figure = between.figure
        told = [part for part in self.parts if part.unit == figure.unit]
        if not told or opens_parts(between):
            return False
        last = told[-1]
        if last.part_of is not None and self._add_up(between, last.part_of):
            return True
        if not any(part.action == figure.action or _ends_alike(part, figure) for part in told):
            return False
        if self.rule.name not in TOLD_SO or figure.action:
            return True
        heads = {told.metric[-2:] for told in (*self.parts, last.part_of) if told is not None}
        return (
            figure.metric[-2:] in heads
            or between.text.startswith(_ITS_SHARE, figure.after)
            or self._is_told_like(between.following)
        )

    def resumes(self, between: Between) -> bool:
        """Whether the figure behind a ； is the part that was wanting to make up the whole."""
        whole = self.parts[0].part_of if self.parts else None
        figure = between.figure
        return (
            whole is not None
            and self.rule.name in TOLD_SO
            and figure.unit == whole.unit
            and self._told(whole.unit) + figure.number == whole.number
        )

    def _is_told_like(self, following: Figure | None) -> bool:
        """蔬菜30批，合格29批；水果20批，合格19批: whether the same is told of each item."""
        return following is not None and any(
            following.metric == part.metric and following.unit == part.unit
            for part in self.parts[1:]
        )

    @property
    def _complete(self) -> bool:
        """Whether the parts of the first whole make it up."""
        whole = self.parts[0].part_of if self.parts else None
        return whole is not None and self._told(whole.unit) == whole.number

    def _told(self, unit: str) -> float:
        """What the parts in that unit make up together."""
        return sum(part.number for part in self.parts if part.unit == unit)


def _ends_alike(part: Figure, figure: Figure) -> bool:
    """一审案件, 再审案件: whether the two names end with the same noun."""
    return part.metric[-2:] == figure.metric[-2:]


def _same_deed_as(whole: Figure, figure: Figure) -> bool:
    """Whether the same was done to a part as to the whole, told in the words of either."""
    return not whole.action or whole.action == figure.action or _ends_alike(whole, figure)


def _same_deed(figure: Figure, part: Figure) -> bool:
    """已复工21个、交付9个, 已整改46项，尚未整改4项: what was done, or not, to the topic."""
    return not figure.action or figure.metric.endswith(part.metric[-2:])


def opens_parts(between: Between) -> bool:
    """Whether parts of the figure itself are told behind it (烈士2316名，其中…; 20个问题中，…)."""
    following = between.following
    if following is None:
        return False
    gap = between.text[between.figure.after : following.before]
    return _OPENS.match(gap) is not None


class Stack:
    """What is open at a place of the text: a bracket inside a list, a list inside a sentence."""

    def __init__(self) -> None:
        self._open: list[Opened] = []
        # What the end of the last sentence closed.
        self.closed: Opened | None = None
        # What was closed since the sentence began.
        self._left: list[Opened] = []
        # The list of lines that is open, if one is.
        self.listing: Opened | None = None

    @property
    def top(self) -> Opened | None:
        """What was opened last and is still open."""
        return self._open[-1] if self._open else None

    def push(self, opened: Opened) -> None:
        """Open a whole; outside brackets it takes the place of the one before."""
        top = self.top
        if top is not None and not (opened.bracket or top.bracket or top.lines):
            self.pop()
        self._open.append(opened)
        if opened.lines:
            self.listing = opened

    def pop(self) -> Opened:
        """Close what was opened last."""
        opened = self._open.pop()
        opened.settle()
        self._left.append(opened)
        if opened is self.listing:
            self.listing = None
        return opened

    def clear(self) -> None:
        """Close everything: the sentence or the text has ended."""
        self.closed = None
        while self._open:
            self.closed = self.pop()
        self._left.clear()

    def leave(self, between: Between) -> None:
        """Close what the words between two figures close."""
        listing = self.listing
        if listing is not None and listing.goes_on_below(between):
            while self.top is not listing:
                self.pop()
            return
        for kind in between.kinds:
            if kind == "stop":
                self.clear()
            elif kind == "close":
                self._close_bracket()
            elif kind == "apart" and self._open and not self._open[-1].bracket:
                self.pop()
        if self._open and not self._open[-1].bracket and self._open[-1].ends(between):
            self.pop()
        if not self._open and "semicolon" in between.kinds:
            # 其中境内逃犯569名，已抓获567名；境外逃犯111名: the list goes on behind what was told.
            self._open += [left for left in self._left if left.resumes(between)][-1:]

    def _close_bracket(self) -> None:
        while self._open:
            if self.pop().bracket:
                return
