"""Sections: the headings of a report, and which of them stand above a place in the text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

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
# A paragraph that opens with its heading: （一）经济实力明显增强。全年…
_RUN_IN = regex.compile(r"^(?P<title>[^。！？；，\n]{2,30})[。：]")
# What is planned stands under such headings, and what was done under none of them.
_PLAN = regex.compile(
    r"(?:目标|指标|任务|安排|打算|计划|部署|下一步|今后|重点工作|工作重点|工作思路|思路|展望|工作建议|努力方向|主要措施)"
)
_PAST = regex.compile(r"(?:回顾|总结|完成情况|情况|成效|成果|成绩|过去|去年|主要做法|做法|开展)")


# 今年要突出抓好七方面工作：, told in the text itself: what follows is planned, up to the next
# heading that says otherwise.
_ANNOUNCES = regex.compile(
    r"(?:今年|明年|新的一年|20\d\d年|下一步|下一阶段|下半年|今后|未来)[^。；\n]{0,24}?(?:要|将|重点|着力)[^。；\n]{0,16}?(?:工作|任务|目标)[：:。]\s*\n"
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
        self._announced = [found.end() for found in _ANNOUNCES.finditer(text)]
        headings = list(_find(text)) if known is None else sorted(known)
        path: list[tuple[int, str, int]] = []
        for start, end, level in headings:
            title = " ".join(text[start:end].split()).lstrip("#>").strip()
            while path and path[-1][0] >= level:
                path.pop()
            path.append((level, title, start))
            self._tops.append(path[0][2])
            self._starts.append(end)
            self._paths.append(" / ".join(title for _, title, _ in path))
            self._plans.append(_plans([title for _, title, _ in path]))

    def above(self, place: int) -> str:
        """The headings above `place`, joined by ` / `; empty where there are none."""
        at = bisect_right(self._starts, place) - 1
        return self._paths[at] if at >= 0 else ""

    def planned(self, place: int) -> bool:
        """Whether the headings above `place`, or what announces it, speak of plans."""
        at = bisect_right(self._starts, place) - 1
        plans = self._plans[at] if at >= 0 else None
        if plans is not None:
            return plans
        announced = bisect_right(self._announced, place) - 1
        return announced >= 0 and self._announced[announced] > (self._tops[at] if at >= 0 else -1)


def _plans(titles: list[str]) -> bool | None:
    """Whether the deepest heading that says one or the other speaks of plans; None if none does."""
    for title in reversed(titles):
        if _PLAN.search(title) and not _PAST.search(title):
            return True
        if _PAST.search(title):
            return False
    return None


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
