"""A number found by describing it: “2020年 烟草 整改问题” ranks the figures, best first.

What is typed is taken apart into years and words. A word is looked for by its pairs of neighbouring
characters, so that 整改的问题 still finds 整改问题; where it stands says how much it is worth: in
the metric most, then in whose figure it is and when, then in the heading, then in the sentence.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from dashboard.store.database import Store
from dashboard.store.figure import Figure, read_rows
from dashboard.store.schema import SHOWN_COLUMNS

MOST_WORDS, MOST_CHARACTERS = 8, 80  # of a description that are read
_YEAR = re.compile(r"(?<![\d.])((?:19|20)\d\d)(?:年度?)?(?![\d.])")
_RUN = re.compile(r"[a-z0-9.]+|[^a-z0-9.]+")
_BETWEEN = re.compile(r"[\W_]+")
# What one describes a figure with that says nothing about it.
_EMPTY = re.compile(r"的|了|多少|几个|是|有|在")

# What a match is worth, by where it stands; a year named by the sentence alone may be another's.
_METRIC, _WHOSE, _SECTION, _SENTENCE = 1.0, 0.8, 0.5, 0.3
_ENOUGH = 0.25  # of what a perfect match is worth: below it lies coincidence


@dataclass(frozen=True, slots=True)
class Description:
    """What was typed, taken apart: `years` as written, `words` without years and empty words."""

    years: tuple[str, ...]
    words: tuple[str, ...]

    @property
    def named(self) -> tuple[str, ...]:
        """Years and words, each of which weighs the same."""
        return (*self.years, *self.words)


@dataclass(frozen=True, slots=True)
class Found:
    """A figure that fits, with its report's facts; `score` is 1 for a perfect match, and `missing`
    are the words and years of the description of which nothing stands with it."""

    figure: Figure
    title: str
    organisation: str
    date: str
    score: float
    missing: tuple[str, ...]


def described(typed: str) -> Description:
    """What a person typed as years and words; characters of full width count as plain ones."""
    plain = unicodedata.normalize("NFKC", typed)[:MOST_CHARACTERS].lower()
    years = tuple(dict.fromkeys(_YEAR.findall(plain)))
    parts = _BETWEEN.split(_EMPTY.sub(" ", _YEAR.sub(" ", plain)))
    words = tuple(dict.fromkeys(word for word in parts if word))
    return Description(years[:2], words[:MOST_WORDS])


def find(library: Store, typed: str, limit: int = 8) -> list[Found]:
    """The figures that fit what was typed, best first; none where nothing fits well enough.

    Statistics of the whole library: one telling of each before its repeats, and a name that says
    just what was asked for before one that says more.
    """
    asked = described(typed)
    if not asked.named:
        return []
    asking = _Asking([limit])
    scores = [asking.year(year) for year in asked.years]
    scores += [asking.word(word) for word in asked.words]
    names = [f"s{index}" for index in range(len(scores))]
    query = f"""
        WITH scored AS (
            SELECT f.report, f.row, repeats IS NOT NULL AS again, length(metric) AS long, date,
                {", ".join(f"{score} AS {name}" for score, name in zip(scores, names, strict=True))}
            FROM shown f JOIN ({asking.of_reports()}) r ON r.id = f.report
            WHERE role = 'statistic'),
        best AS MATERIALIZED (
            SELECT *, ({" + ".join(names)}) / {len(names)} AS score FROM scored
            WHERE score >= {_ENOUGH} ORDER BY {_ORDER} LIMIT $1)
        SELECT {", ".join(f'f."{name}"' for name in SHOWN_COLUMNS)},
            title, organisation, date, score, {", ".join(names)}
        FROM best JOIN shown f USING (report, row)
            JOIN (SELECT id, title, organisation FROM reports) ON id = report
        ORDER BY {_ORDER}"""
    rows = library.rows(query, asking.params)
    figures = read_rows(row[: len(SHOWN_COLUMNS)] for row in rows)
    return [
        _found(asked, figure, row[len(SHOWN_COLUMNS) :])
        for figure, row in zip(figures, rows, strict=True)
    ]


_ORDER = "score DESC, again, long, date DESC, report, row"


def _found(asked: Description, figure: Figure, facts: Sequence[Any]) -> Found:
    title, organisation, date, score, *each = facts
    missing = tuple(name for name, worth in zip(asked.named, each, strict=True) if not worth)
    return Found(figure, title, organisation, date, float(score), missing)


@dataclass(slots=True)
class _Asking:
    """The SQL of the scores, with the parameters that it names ($1 …). What is the same for a whole
    report is asked once a report, and stands as r0, r1 … beside its figures."""

    params: list[Any]
    reports: list[str] = field(default_factory=list)

    def year(self, year: str) -> str:
        """What a figure is worth for a year: its period names it, or no other one and its report
        is of that year."""
        at = self._param(year)
        own = self._of_report(f"starts_with(date, {at}) OR contains(whose, {at})")
        return f"""CASE WHEN contains(period, {at}) THEN {_METRIC}
            WHEN contains(period, '年') AND regexp_matches(period, '(19|20)\\d\\d年') THEN 0
            WHEN {own} THEN {_WHOSE} WHEN contains(sentence, {at}) THEN {_SENTENCE} ELSE 0 END"""

    def word(self, word: str) -> str:
        """What a figure is worth for a word: the mean over its pairs of characters."""
        grams = _grams(word)
        return f"({' + '.join(map(self._gram, grams))}) / {len(grams)}"

    def of_reports(self) -> str:
        """The SQL of the reports, with what `year` and `word` ask of them."""
        hits = "".join(f", {hit} AS r{index}" for index, hit in enumerate(self.reports))
        return f"""SELECT id, date{hits} FROM (
            SELECT id, date, lower(concat_ws(' ', title, organisation, campaign)) AS whose
            FROM reports WHERE NOT removed)"""

    def _gram(self, gram: str) -> str:
        at = self._param(gram)
        own = self._of_report(f"contains(whose, {at})")
        fold = "lower({})" if gram.upper() != gram else "{}"  # only letters have case
        metric, scope, period, section, sentence = (
            f"contains({fold.format(column)}, {at})"
            for column in ("metric", "scope", "period", "section", "sentence")
        )
        return f"""CASE WHEN {metric} THEN {_METRIC} WHEN {own} OR {scope} OR {period} THEN {_WHOSE}
            WHEN {section} THEN {_SECTION} WHEN {sentence} THEN {_SENTENCE} ELSE 0 END"""

    def _param(self, value: str) -> str:
        self.params.append(value)
        return f"${len(self.params)}"

    def _of_report(self, hit: str) -> str:
        self.reports.append(hit)
        return f"r{len(self.reports) - 1}"


def _grams(word: str) -> list[str]:
    """The pairs of neighbouring characters of a word; letters and digits stay together."""
    grams: list[str] = []
    for run in _RUN.findall(word):
        paired = len(run) > 2 and not run.isascii()
        grams += [run[i : i + 2] for i in range(len(run) - 1)] if paired else [run]
    return list(dict.fromkeys(grams))
