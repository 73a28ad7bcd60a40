"""The figures that sum a report up, as a chief editor would put them on top."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

import pandas as pd

from conclude.conclusion import CONFLICT, Conclusion
from conclude.conclusions import draw
from conclude.figure import Figure, read_figures, same_measure
from conclude.summary.features import Candidate, Setting, is_minor, score, weight
from conclude.summary.order import in_order
from conclude.table import to_table
from conclude.text.indicators import indicator
from conclude.text.surroundings import surroundings
from conclude.text.times import AHEAD, PLAN, times
from conclude.wordlist import words
from writing.outline import CHAPTER, FIRST, SECOND, SECTION

MOST = 8  # cards of an overview
_KINDS = ("count", "money", "percent", "points", "area", "mass", "volume", "power", "length")
_FEW = 30  # things that are fewer are no headline: never 五 or 三
_FEW_IN_FRONT = 5  # unless the report begins with them
# A card's name: what is longer, or has a clause's end in it, was told in a sentence.
_HAN, _SIGNS, _LONGEST = re.compile(r"[\u4e00-\u9fff]"), re.compile("[，。；：？！]"), 30
# Wordings that name no one number: 上亿, 数万.
_VAGUE = ("上", "数", "几")
_HEADLINE = 4.0  # the weight from which an indicator marks a work report, with two others
_LEAST_INDICATORS = 3
_MANY_SESSIONS = 1000
_SECTION = re.compile(rf"\s*(?:{CHAPTER}|{SECTION}|{FIRST}|{SECOND})")
# The first line, unless it is as long as a paragraph.
_TITLE = re.compile(r"\s*[^\n]{1,80}\n")
_LEAST = 0.5  # the score below which a figure is shown only to reach the fewest
_FEWEST = 3


def highlights(figures: pd.DataFrame, text: str, most: int = MOST) -> list[int]:
    """Row numbers of the figures that sum the report up, best first, `most` at most.

    `figures` is the report's figures table and `text` its text, whose first line is its title.
    Of things told twice the first telling is shown, never a number that only the title rounds.
    Where fewer figures are worth it, fewer are shown.
    """
    return _best(figures, text, draw(figures, text), most)


def sum_up(figures: pd.DataFrame, text: str) -> tuple[pd.DataFrame, list[int]]:
    """What `conclude` and `highlights` give, from conclusions that are drawn once for both."""
    drawn = draw(figures, text)
    return to_table(drawn), _best(figures, text, drawn, MOST)


def _best(figures: pd.DataFrame, text: str, drawn: list[Conclusion], most: int) -> list[int]:
    candidates = _candidates(figures, text, roles(drawn))
    if not candidates:
        return []
    setting = _setting(candidates, text)
    by_row = {one.figure.row: one for one in candidates}
    chosen = _chosen(candidates, setting, max(most, MOST))
    return in_order([by_row[row] for row in chosen], drawn)[:most]


def _chosen(candidates: list[Candidate], setting: Setting, most: int) -> list[int]:
    """Rows of the best, best first, what tells again of those chosen before weighed down."""
    scores = {one.figure.row: score(one, setting) for one in candidates}
    by_row = {one.figure.row: one.figure for one in candidates}
    chosen: list[int] = []
    names: Counter[str] = Counter()
    objects: Counter[str] = Counter()
    while scores and len(chosen) < most:
        left = {
            row: value + _told_before(by_row[row], names, objects) for row, value in scores.items()
        }
        best = max(left, key=lambda row: (left[row], -row))
        if left[best] < (_LEAST if len(chosen) >= _FEWEST else 0):
            break
        again = {row for row in scores if row == best or _again(by_row, best, row)}
        best = min(row for row in again if by_row[row].number == by_row[best].number)
        chosen.append(best)
        scores = {row: value for row, value in scores.items() if row not in again}
        names[_name(by_row[best])] += 1
        objects[by_row[best].object] += 1
    return chosen


def _candidates(table: pd.DataFrame, text: str, parts: dict[int, set[str]]) -> list[Candidate]:
    figures = read_figures(table)
    around = surroundings(table)
    sentences = table["sentence"].astype(object).fillna("").tolist()
    out = {*_rounded_in_title(figures, text), *(row for row in parts if WRONG in parts[row])}
    first = next((at for at, one in enumerate(figures) if one.told and one.row not in out), 0)
    opening = text.find("\n", figures[first].start) if figures else 0
    found: list[Candidate] = []
    places: dict[int, int] = {}  # where a sentence begins → how many with candidates came before
    led: set[int] = set()  # where the sentences begin whose subject was told
    for figure, near, time in zip(figures, around, times(figures, sentences), strict=True):
        in_front = near.begin == around[first].begin
        if _can_be(figure, in_front) and figure.row not in out:
            place = places.setdefault(near.begin, len(places))
            own = frozenset(parts.get(figure.row, ()))
            leads = near.begin not in led and _is_result(figure, time, own)
            if leads:
                led.add(near.begin)
            at_top = figure.start < opening
            found.append(Candidate(figure, near, time, place, at_top, leads, own))
    return found


def _is_result(figure: Figure, time: str, own: frozenset[str]) -> bool:
    """Whether it is what was reached, and no part: neither an aim nor an earlier value."""
    planned = figure.status == "target" or time in (PLAN, AHEAD)
    return figure.whole < 0 and not planned and not own & {"aim", "earlier"}


def _can_be(figure: Figure, in_front: bool) -> bool:
    """Whether it is one number of something that has a name, told for the first time.

    `in_front` is whether it stands in the first sentence with a figure.
    """
    if not figure.told or figure.number is None or figure.first_telling >= 0:
        return False
    if not _is_name(figure.metric) or figure.kind not in _KINDS or figure.text.startswith(_VAGUE):
        return False
    few = figure.kind == "count" and abs(figure.number) < _FEW
    return not few or (in_front and _is_worth_it(figure))


def _is_name(metric: str) -> bool:
    """Whether it is the name of a thing, in words a reader knows: no sentence, no `confidence`."""
    return bool(_HAN.search(metric)) and len(metric) <= _LONGEST and not _SIGNS.search(metric)


def _is_worth_it(figure: Figure) -> bool:
    """Whether few things are a headline where they come first: 打掉涉黑组织7个, 12件民生实事."""
    digits = figure.text[:1].isascii() and (figure.number or 0.0) >= _FEW_IN_FRONT
    sorts = figure.unit in words("match_units.txt")
    held = figure.unit in words("highlight_words.tsv", "times")
    grown = figure.status == "change"
    return digits and not (grown or sorts or held or is_minor(figure))


def _rounded_in_title(figures: list[Figure], text: str) -> Iterator[int]:
    """Rows of the title that the report itself tells more exactly: 14亿元 of 14.28亿元."""
    title = _TITLE.match(text)
    end = title.end() if title else 0
    body = [figure for figure in figures if figure.start >= end]
    for figure in figures[: len(figures) - len(body)]:
        if any(_rounds(figure, other) for other in body):
            yield figure.row


def _rounds(title: Figure, other: Figure) -> bool:
    if not (title.told and other.told) or (title.kind, title.unit) != (other.kind, other.unit):
        return False
    if title.number is None or other.number is None or title.number == other.number:
        return False
    apart = other.number - title.number
    return other.step < title.step and -title.step / 2 <= apart < title.step


def _setting(candidates: list[Candidate], text: str) -> Setting:
    told = (indicator(one.figure.metric) for one in candidates)
    main = {one.name for one in told if one and one.weight >= _HEADLINE}
    sums = (abs(one.figure.number or 0.0) for one in candidates if one.figure.kind == "money")
    many = (
        one.figure.row
        for one in candidates
        if one.figure.unit in words("highlight_words.tsv", "times")
        and (one.figure.number or 0) >= _MANY_SESSIONS
    )
    work_report = len(main) >= _LEAST_INDICATORS
    return Setting(
        work_report,
        not work_report and _begins_with_a_section(candidates[0].figure, text),
        candidates[0].figure.scope,
        max(sums, default=0.0),
        next(many, -1),
    )


def _begins_with_a_section(first: Figure, text: str) -> bool:
    """Whether the first figure stands under a numbered heading, or behind one that runs in."""
    paragraph = text.rfind("\n", 0, first.start) + 1
    heading = first.section.rsplit(" / ", 1)[-1]
    return any(_SECTION.match(words) for words in (heading, text[paragraph : first.start]))


def _name(figure: Figure) -> str:
    main = indicator(figure.metric)
    return main.name if main else figure.metric


def _again(by_row: dict[int, Figure], chosen: int, row: int) -> bool:
    """Whether a row tells the chosen one's number again: 受处分62.7万人, or 7100名 for 7072人."""
    a, b = by_row[chosen], by_row[row]
    of_one_name = a.metric.endswith(b.metric) or b.metric.endswith(a.metric)
    return of_one_name and same_measure(a, b) and a.widened.overlaps(b.widened)


def roles(drawn: list[Conclusion]) -> dict[int, set[str]]:
    """What the conclusions say of figures, as features, by row: aim, earlier, settled, of_step.

    The first thing that the report raises, and all that became of it, are `main`. What cannot be
    true beside the other figures is WRONG, and no highlight.
    """
    found: dict[int, set[str]] = defaultdict(set)
    for row in _funnel(drawn):
        found[row].add("main")
    for one in drawn:
        first, second, stated = one.first.row, _row(one.second), _row(one.stated)
        for row, role in zip((first, second), _ROLES.get(one.kind, ("", "")), strict=True):
            found[row].add(role)
        if one.kind == "progress" and "main" in found[second]:
            found[stated].add("main_rate")
        if one.kind in ("progress", "target"):
            found[stated].add("of_step")
        if one.verdict == CONFLICT:
            found[second if one.kind in _SECOND_IS_WRONG else stated].add(WRONG)
    return {row: names - {""} for row, names in found.items() if row >= 0}


WRONG = "wrong"
# What a conclusion of a kind makes of its first and its second figure.
_ROLES = {
    "target": ("aim", "reached"),
    "change": ("earlier", "grown"),
    "progress": ("", "settled"),
}
_SECOND_IS_WRONG = ("part", "same")


def _row(figure: Figure | None) -> int:
    return -1 if figure is None else figure.row


def _funnel(drawn: list[Conclusion]) -> Iterator[int]:
    """Rows of the report's first steps forward, each on the one before: 收到, 转办, 办结."""
    steps = sorted(
        (one for one in drawn if one.kind == "progress" and one.second is not None),
        key=lambda one: (one.first.start, one.second.start if one.second else 0),
    )
    reached = {steps[0].first.row} if steps else set()
    yield from reached
    for one in steps:
        if one.second is not None and one.first.row in reached:
            reached.add(one.second.row)
            yield one.second.row


def _told_before(figure: Figure, names: Counter[str], objects: Counter[str]) -> float:
    """What is taken off for figures of the same thing that were chosen before."""
    name = _name(figure)
    if names[name]:
        return weight("again") * names[name]
    return weight("same_object") if objects[figure.object] else 0.0
