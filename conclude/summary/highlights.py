"""The figures that sum a report up, as a chief editor would put them on top."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

import pandas as pd

from conclude.conclusion import Conclusion
from conclude.conclusions import draw
from conclude.figure import Figure, read_figures, same_measure
from conclude.summary.features import Candidate, Setting, is_minor, score, weight
from conclude.table import to_table
from conclude.text.indicators import indicator
from conclude.text.surroundings import surroundings
from conclude.text.times import times
from conclude.wordlist import words

MOST = 8  # cards of an overview
_KINDS = ("count", "money", "percent", "points", "area", "mass", "volume", "power", "length")
_FEW = 30  # things that are fewer are no headline: never 五 or 三
_FEW_IN_FRONT = 5  # unless the report begins with them
# Wordings that name no one number: 上亿, 数万.
_VAGUE = ("上", "数", "几")
_HEADLINE = 4.0  # the weight from which an indicator marks a work report, with two others
_LEAST_INDICATORS = 3
_MANY_SESSIONS = 1000
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
    candidates = _candidates(figures, text)
    if not candidates:
        return []
    setting = _setting(candidates)
    parts = roles(drawn)
    scores = {
        one.figure.row: score(one, setting) + sum(map(weight, parts.get(one.figure.row, ())))
        for one in candidates
    }
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
        chosen.append(best)
        scores = {row: value for row, value in scores.items() if not _again(by_row, best, row)}
        names[_name(by_row[best])] += 1
        objects[by_row[best].object] += 1
    return chosen


def _candidates(table: pd.DataFrame, text: str) -> list[Candidate]:
    figures = read_figures(table)
    around = surroundings(table)
    sentences = table["sentence"].astype(object).fillna("").tolist()
    rounded = set(_rounded_in_title(figures, text))
    first = next((at for at, one in enumerate(figures) if one.told and one.row not in rounded), 0)
    opening = text.find("\n", figures[first].start) if figures else 0
    found: list[Candidate] = []
    places: dict[int, int] = {}  # where a sentence begins → how many with candidates came before
    for figure, near, time in zip(figures, around, times(figures, sentences), strict=True):
        in_front = near.begin == around[first].begin
        if _can_be(figure, in_front) and figure.row not in rounded:
            place = places.setdefault(near.begin, len(places))
            found.append(Candidate(figure, near, time, place, figure.start < opening))
    return found


def _can_be(figure: Figure, in_front: bool) -> bool:
    """Whether it is one number of something that has a name, told for the first time.

    `in_front` is whether it stands in the first sentence with a figure.
    """
    if not figure.told or figure.number is None or figure.first_telling >= 0:
        return False
    if not figure.metric or figure.kind not in _KINDS or figure.text.startswith(_VAGUE):
        return False
    few = figure.kind == "count" and abs(figure.number) < _FEW
    return not few or (in_front and _is_worth_it(figure))


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


def _setting(candidates: list[Candidate]) -> Setting:
    told = (indicator(one.figure.metric) for one in candidates)
    main = {one.name for one in told if one and one.weight >= _HEADLINE}
    sums = (abs(one.figure.number or 0.0) for one in candidates if one.figure.kind == "money")
    many = (
        one.figure.row
        for one in candidates
        if one.figure.unit in words("highlight_words.tsv", "times")
        and (one.figure.number or 0) >= _MANY_SESSIONS
    )
    return Setting(
        len(main) >= _LEAST_INDICATORS,
        candidates[0].figure.scope,
        max(sums, default=0.0),
        next(many, -1),
    )


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

    The first thing that the report raises, and all that became of it, are `main`.
    """
    found: dict[int, set[str]] = defaultdict(set)
    for row in _funnel(drawn):
        found[row].add("main")
    for one in drawn:
        second = -1 if one.second is None else one.second.row
        if one.kind == "target":
            found[one.first.row].add("aim")
            found[second].add("settled")
        elif one.kind == "change":
            found[one.first.row].add("earlier")
        elif one.kind == "progress":
            found[second].add("settled")
            if one.stated is not None and "main" in found[second]:
                found[one.stated.row].add("main_rate")
        if one.kind in ("progress", "target") and one.stated is not None:
            found[one.stated.row].add("of_step")
    return found


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
