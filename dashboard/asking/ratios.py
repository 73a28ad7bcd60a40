"""One figure divided by another: any two, the ratios of data/ratios.toml, and a person's own."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from conclude.measure import interval
from conclude.measure.body import may_be_same
from conclude.measure.interval import Interval
from dashboard.asking import by_report, conclusions
from dashboard.asking.conclusions import Conclusion
from dashboard.asking.filters import Filter
from dashboard.asking.side import Side
from dashboard.asking.wording import interval_of
from dashboard.errors import LibraryError
from dashboard.store.database import Store, now
from dashboard.store.figure import Figure
from extract.number.unit_family import family

_SHIPPED = Path(__file__).resolve().parents[2] / "data" / "ratios.toml"
# Conclusions that set one figure against another.
KINDS = ("share", "ratio", "progress")
_TOLD = "role = 'statistic' AND status = 'actual' AND repeats IS NULL AND high IS NOT NULL"


@dataclass(frozen=True, slots=True)
class Ratio:
    """A named ratio; `own`: saved by the person, with zh and en as typed; `share`: the numerator is
    what became of the denominator, so that the result reads as a percentage."""

    name: str
    zh: str
    en: str
    numerator: Side
    denominator: Side
    own: bool = False
    share: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """What two figures give: the quotient, its unit (项/个; empty where both are alike), and, where
    they count the same kind of thing and may be a part and its whole, the quotient in percent."""

    quotient: Interval
    unit: str
    percent: Interval | None


@dataclass(frozen=True, slots=True)
class Answer:
    """A named ratio in one report."""

    title: str
    date: str
    numerator: Figure
    denominator: Figure
    result: Result

    @property
    def report(self) -> str:
        """The id of its report."""
        return self.numerator.report


@dataclass(frozen=True, slots=True)
class Answered:
    """The named ratios that have answers, those of most reports first, newest reports first in
    each; `cut` tells whether older reports were left out."""

    ratios: tuple[tuple[Ratio, tuple[Answer, ...]], ...]
    cut: bool = False


def ratio_of(numerator: Figure, denominator: Figure, rounding: bool = False) -> Result | None:
    """One figure divided by another; None where one was blanked or the divisor is zero."""
    above, below = interval_of(numerator, rounding), interval_of(denominator, rounding)
    if above is None or below is None or below.low == below.high == 0:
        return None
    units = numerator.unit, denominator.unit
    unit = "" if units[0] == units[1] else "/".join(units).strip("/")
    quotient = interval.ratio(above, below)
    part = family(units[0]) == family(units[1]) and quotient.low <= 1
    return Result(quotient, unit, interval.scaled(quotient, 100) if part else None)


def named(library: Store) -> list[Ratio]:
    """The person's own ratios, newest first, then the shipped ones."""
    rows = library.rows("SELECT name, definition FROM ratios ORDER BY made_at DESC")
    return [_read(json.loads(text) | {"name": name}, own=True) for name, text in rows] + shipped()


@cache
def shipped() -> list[Ratio]:
    """The ratios of data/ratios.toml."""
    return [_read(entry) for entry in tomllib.loads(_SHIPPED.read_text("utf-8"))["ratio"]]


def save(library: Store, ratio: Ratio) -> None:
    """Keep a ratio in the library; one of the same name is replaced. Raises `bad_value` when the
    name is empty or belongs to a shipped ratio."""
    if not ratio.name.strip() or any(ratio.name == other.name for other in shipped()):
        raise LibraryError("bad_value", field="name", value=ratio.name)
    text = json.dumps(asdict(ratio), ensure_ascii=False)
    with library.writing() as cursor:
        cursor.execute("DELETE FROM ratios WHERE name = ?", [ratio.name])
        cursor.execute("INSERT INTO ratios VALUES (?, ?, ?)", [ratio.name, text, now()])


def forget(library: Store, name: str) -> None:
    """Delete one of the person's own ratios; a name that is not there changes nothing."""
    with library.writing() as cursor:
        cursor.execute("DELETE FROM ratios WHERE name = ?", [name])


def from_figures(name: str, numerator: Figure, denominator: Figure) -> Ratio:
    """A ratio that finds figures like these two in any report: noun (or metric), stage, kind."""
    above, below = _side_like(numerator), _side_like(denominator)
    alike = bool(above.objects) and above.objects == below.objects and above.kinds == below.kinds
    return Ratio(name, name, name, above, below, own=True, share=alike)


def answered(library: Store, filter: Filter, rounding: bool = False) -> Answered:
    """The named ratios as the reports answer them.

    A ratio is answered by sure conclusions whose second figure fits its numerator and whose first
    its denominator. A person's own is answered besides where a report has exactly one figure for
    each side; where it has several nothing is said.
    """
    found = conclusions.conclusions(library, filter, kinds=KINDS)
    sure = [one for one in found.rows if one.sure]
    cut = found.cut
    every: list[tuple[Ratio, tuple[Answer, ...]]] = []
    for ratio in named(library):
        told = list(_concluded(ratio, sure, rounding))
        if ratio.own:
            more, left_out = _only_ones(library, ratio, filter, rounding)
            known = {answer.report for answer in told}
            told += [answer for answer in more if answer.report not in known]
            cut = cut or left_out
        if told:
            told.sort(key=lambda answer: answer.date, reverse=True)
            every.append((ratio, tuple(told)))
    every.sort(key=lambda entry: -len({answer.report for answer in entry[1]}))
    return Answered(tuple(every), cut)


def _concluded(ratio: Ratio, sure: Iterable[Conclusion], rounding: bool) -> Iterator[Answer]:
    """The answers that stored conclusions give."""
    for one in sure:
        above, below = one.second, one.first
        if above is None or not (ratio.numerator.fits(above) and ratio.denominator.fits(below)):
            continue
        result = ratio_of(above, below, rounding)
        if result is not None and _sensible(ratio, result):
            yield Answer(one.title, one.date, above, below, result)


def _only_ones(
    library: Store, ratio: Ratio, filter: Filter, rounding: bool
) -> tuple[list[Answer], bool]:
    """The answers of reports that have one figure for each side, told of bodies that may be one."""
    above, values = ratio.numerator.to_sql()
    below, more = ratio.denominator.to_sql()
    found, cut = by_report.figures(
        library, filter, f"{_TOLD} AND (({above}) OR ({below}))", values + more
    )
    answers = []
    for report in found:
        numerators = [figure for figure in report.figures if ratio.numerator.fits(figure)]
        denominators = [figure for figure in report.figures if ratio.denominator.fits(figure)]
        if len(numerators) != 1 or len(denominators) != 1 or numerators == denominators:
            continue
        if not may_be_same(numerators[0].scope, denominators[0].scope):
            continue
        result = ratio_of(numerators[0], denominators[0], rounding)
        if result is not None and _sensible(ratio, result):
            answers.append(
                Answer(report.title, report.date, numerators[0], denominators[0], result)
            )
    return answers, cut


def _sensible(ratio: Ratio, result: Result) -> bool:
    """Whether a share can be one: no more became of a thing than there was of it."""
    return not ratio.share or result.percent is not None


def _side_like(figure: Figure) -> Side:
    noun = figure.object
    return Side(
        objects=(noun,) if noun else (),
        metrics=() if noun else (figure.metric,),
        stages=(figure.stage,),
        kinds=(figure.kind,),
    )


def _read(entry: dict[str, Any], own: bool = False) -> Ratio:
    return Ratio(
        entry["name"],
        entry["zh"],
        entry["en"],
        Side(**entry["numerator"]),
        Side(**entry["denominator"]),
        own,
        bool(entry.get("share", False)),
    )
