"""Sections: the headings of a report, and which of them stand above a place in the text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from copy import copy

import regex

from writing import outline

_HEADING = regex.compile(
    rf"""^[ \t\u00a0\u3000>]*
    (?:
        (?P<markdown>\#{{1,6}})[ \t]*
      | (?P<piece>第(?:{outline.NUMERAL}|\d+)[篇章编部]|第\s?\d+\s?[篇章编部分])[ \t\u3000:：、.]*
      | (?P<part>第{outline.NUMERAL}[节部分条])[ \t\u3000:：、]*
      | (?P<first>{outline.FIRST})
      | (?P<second>{outline.SECOND})
      | (?P<third>{outline.THIRD})
    )
    (?P<title>[^\n]{{1,60}}?)[ \t\u3000]*$""",
    regex.VERBOSE | regex.MULTILINE,
)
_LEVELS = ("piece", "part", "first", "second", "third")
# What is planned stands under such headings, and what was done under none of them. 目标, 任务 and
# their like plan where the heading does not begin with a predicate (聚焦目标任务).
_PLAN = regex.compile(
    r"""
    下一?步|下一?阶段|今后|[明来]年|打算|展望|努力方向|工作建议|预期目标|奋斗目标
  | (?:20\d\d年|今年)[^，。]{0,14}?(?:目标|任务|安排|思路|计划|要点)
  | ^(?!.{0,6}(?:聚焦|围绕|紧扣|对标|落实|完成|超额|明确|强化|压实|细化|锚定|坚持|突出|加强))
    .*(?:目标|任务|安排|计划(?!”)|思路|重点工作|工作重点|工作部署|主要措施
        |(?:预期|发展|约束性|控制)性?指标)
    """,
    regex.VERBOSE,
)
# 2024年主要工作: planned where a heading before it looks back, or names an earlier year.
_WORK = regex.compile(
    r"(?:(?P<year>20\d\d)年|今年(?!以来)|下半年)[^，。]{0,8}?(?:工作|举措|重点)[：:]?$"
)
_YEAR = regex.compile(r"20\d\d(?=年)")
_REVIEWS = regex.compile(r"回顾|总结|过去|去年|上年")
_PAST = regex.compile(r"(?:回顾|总结|完成情况|情况|成效|成果|成绩|过去|去年|主要做法|做法|开展)")


# 今年要突出抓好七方面工作：, told in the text itself: what follows is planned, up to the next
# heading that says otherwise.
_ANNOUNCES = regex.compile(
    r"(?:今年|明年|新的一年|20\d\d年|下一步|下一阶段|下半年|今后|未来)[^。；\n]{0,24}?(?:要|将|重点|着力)[^。；\n]{0,16}?(?:工作|任务|目标)[：:。]\s*\n"
)
# 过去一年，各项工作取得了很大成绩。, told under a heading of plans: what follows was done.
_LOOKS_BACK = regex.compile(
    r"(?:^|[。\n][ \u3000]*)(?:过去的?一年|一年来|去年)，"
    r"[^。；\n]{0,20}取得[^。；\n]{0,8}(?:成绩|成效|进展)[：:。]"
)


class Sections:
    """The headings of a text; asked for a place, it tells the path of headings above it."""

    def __init__(self, text: str, known: Iterable[tuple[int, int, int]] | None = None) -> None:
        """Take the `known` headings (start, end, level); without any, find those of `text`."""
        self._starts: list[int] = []
        self._paths: list[str] = []
        self._plans: list[bool | None] = []
        # Where the outermost heading begins of those above.
        self._tops: list[int] = []
        # Where the text begins that it is asked about.
        self._begin = 0
        headings = list(_find(text)) if known is None else sorted(known)
        path: list[tuple[int, str, int, bool | None]] = []
        plans = Plans()
        for start, end, level in headings:
            title = " ".join(text[start:end].split()).lstrip("#>").strip()
            while path and path[-1][0] >= level:
                path.pop()
            path.append((level, title, start, plans.spoken_of(title)))
            self._tops.append(path[0][2])
            self._starts.append(end)
            self._paths.append(" / ".join(title for _, title, _, _ in path))
            said = [plans for *_, plans in path if plans is not None]
            self._plans.append(said[-1] if said else None)
        # Where the text itself tells that plans follow; under a heading of plans, what was done.
        self._announced = [(found.end(), True) for found in _ANNOUNCES.finditer(text)]
        if True in self._plans:
            done = _LOOKS_BACK.finditer(text, self._starts[self._plans.index(True)])
            self._announced = sorted([*self._announced, *((found.end(), False) for found in done)])

    def of_text_from(self, begin: int) -> Sections:
        """The same headings for the part of the text that begins at `begin`, as if it stood
        alone: a place is counted from there."""
        moved = copy(self)
        moved._begin = self._begin + begin
        return moved

    def above(self, place: int) -> str:
        """The headings above `place`, joined by ` / `; empty where there are none."""
        place += self._begin
        at = bisect_right(self._starts, place) - 1
        return self._paths[at] if at >= 0 else ""

    def planned(self, place: int) -> bool:
        """Whether the headings above `place`, or what announces it, speak of plans."""
        place += self._begin
        at = bisect_right(self._starts, place) - 1
        plans = self._plans[at] if at >= 0 else None
        announced = bisect_right(self._announced, (place, True)) - 1
        said_at, ahead = self._announced[announced] if announced >= 0 else (-1, False)
        if plans is None:
            return ahead and said_at > (self._tops[at] if at >= 0 else -1)
        return plans and (ahead or said_at < self._starts[at])


class Plans:
    """Which headings of a report speak of plans; asked for each, in the order of the text."""

    def __init__(self) -> None:
        # The earliest year that a heading named, and whether one looked back.
        self._first_year, self._reviewed = "9999", False

    def spoken_of(self, title: str) -> bool | None:
        """Whether a heading speaks of plans; None if it says neither."""
        plans = self._read(title)
        self._first_year = min([self._first_year, *_YEAR.findall(title)])
        # 2023年总结及2024年打算 is above both: what comes next looks back.
        both = _REVIEWS.search(title) and _PLAN.search(title)
        self._reviewed = self._reviewed or bool(_REVIEWS.search(title) and not both)
        return plans

    def _read(self, title: str) -> bool | None:
        if _PAST.search(title):
            return False
        if _PLAN.search(title):
            return True
        work = _WORK.search(title)
        if work is None:
            return None
        return True if self._reviewed or self._first_year < (work["year"] or "") else None


def _find(text: str) -> Iterable[tuple[int, int, int]]:
    """Headings by their marks: # of Markdown, 第1篇, 一、, （一）, 1. before a short line."""
    for match in _HEADING.finditer(text):
        title = match["title"]
        kind = match.lastgroup
        level = next((i + 1 for i, name in enumerate(_LEVELS) if match[name]), 0)
        if match["markdown"]:
            level = len(match["markdown"])
        if not level or kind is None:
            continue
        if title[-1] in "。；，、" or title.count("，") > 2 or "。" in title:
            continue
        start = match.start() + len(match[0]) - len(match[0].lstrip(" \t\u00a0\u3000>"))
        yield start, match.start("title") + len(title.rstrip()), level
