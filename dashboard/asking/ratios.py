"""One figure divided by another: any two, the ratios of data/ratios.toml, and a person's own."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from dashboard.asking import interval
from dashboard.asking.filters import Filter
from dashboard.asking.interval import Interval
from dashboard.asking.places import Figure, by_report, figures, scopes_fit
from dashboard.errors import LibraryError
from dashboard.store import amendments
from dashboard.store.database import Store
from extract.number.unit_family import FAMILIES, family

_SHIPPED = Path(__file__).resolve().parents[2] / "data" / "ratios.toml"
_TOLD = "role = 'statistic' AND status = 'actual' AND repeats IS NULL AND high IS NOT NULL"

OVER_REPORTS = (
    *("report", "title", "date", "organisation", "numerator_metric", "denominator_metric"),
    *("numerator_number", "denominator_number", "numerator_unit", "denominator_unit"),
    *("numerator_text", "denominator_text"),
    *("numerator_start", "numerator_end", "denominator_start", "denominator_end"),
    *("numerator_sentence", "denominator_sentence", "number", "low", "high", "unit", "percent"),
)


@dataclass(frozen=True)
class Side:
    """Which figures stand on one side of a ratio: see data/ratios.toml. Empty means any."""

    objects: tuple[str, ...] = ()
    metrics: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ("count",)
    families: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name in ("objects", "metrics", "stages", "kinds", "families"):
            object.__setattr__(self, name, tuple(getattr(self, name)))

    def fits(self, figure: Figure) -> bool:
        """Whether a figure belongs to this side."""
        return (
            _ends(figure["object"], self.objects)
            and _ends(figure["metric"], self.metrics)
            and (not self.stages or figure["stage"] in self.stages)
            and (not self.kinds or figure["kind"] in self.kinds)
            and (not self.families or family(figure["unit"]) in self.families)
        )

    def to_sql(self) -> tuple[str, list[Any]]:
        """The same as `fits`, as a condition with parameters."""
        conditions: list[str] = ["TRUE"]
        params: list[Any] = []
        for column, endings in (("object", self.objects), ("metric", self.metrics)):
            if endings:
                tests = " OR ".join([f'ends_with("{column}", ?)'] * len(endings))
                conditions.append(f"({tests})")
                params += endings
        units = [unit for unit, name in FAMILIES.items() if name in self.families]
        for column, values in (("stage", self.stages), ("kind", self.kinds), ("unit", units)):
            if values:
                conditions.append(f"{column} IN ({', '.join('?' * len(values))})")
                params += values
        if self.families and not units:
            conditions.append("FALSE")
        return " AND ".join(conditions), params


@dataclass(frozen=True)
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


@dataclass(frozen=True)
class Result:
    """What two figures give: the quotient, its unit (项/个; empty where both are alike), and, where
    they count the same kind of thing, the quotient in percent."""

    quotient: Interval
    unit: str
    percent: Interval | None


def ratio_of(numerator: Figure, denominator: Figure, rounding: bool = False) -> Result | None:
    """One figure divided by another; None where one has no interval (redacted)."""
    above = interval.of_row(numerator, rounding)
    below = interval.of_row(denominator, rounding)
    if above is None or below is None:
        return None
    units = numerator["unit"], denominator["unit"]
    alike = family(units[0]) == family(units[1])
    unit = "" if units[0] == units[1] else "/".join(units)
    return Result(
        interval.ratio(above, below), unit, interval.share(above, below) if alike else None
    )


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
        cursor.execute("INSERT INTO ratios VALUES (?, ?, ?)", [ratio.name, text, amendments.now()])


def forget(library: Store, name: str) -> None:
    """Delete one of the person's own ratios; a name that is not there changes nothing."""
    with library.writing() as cursor:
        cursor.execute("DELETE FROM ratios WHERE name = ?", [name])


def from_figures(name: str, numerator: Figure, denominator: Figure) -> Ratio:
    """A ratio that finds figures like these two in any report: noun (or metric), stage, kind."""
    above, below = _side_like(numerator), _side_like(denominator)
    alike = bool(above.objects) and above.objects == below.objects and above.kinds == below.kinds
    return Ratio(name, name, name, above, below, own=True, share=alike)


def offered(library: Store, filter: Filter) -> list[tuple[Ratio, int]]:
    """The named ratios that the matching figures can answer, with the number of reports that have
    both sides; most reports first."""
    ratios = named(library)
    where, params = filter.to_sql()
    columns: list[str] = []
    tests: list[Any] = []
    for number, ratio in enumerate(ratios):
        for side, which in ((ratio.numerator, "n"), (ratio.denominator, "d")):
            condition, values = side.to_sql()
            columns.append(f"bool_or({condition}) AS {which}{number}")
            tests += values
    sums = ", ".join(f"count(*) FILTER (n{i} AND d{i})" for i in range(len(ratios)))
    row = library.rows(
        f"""SELECT {sums} FROM (SELECT {", ".join(columns)} FROM shown
            WHERE {where} AND {_TOLD} GROUP BY report)""",
        [*tests, *params],
    )[0]
    there = [(ratio, int(count)) for ratio, count in zip(ratios, row, strict=True) if count]
    return sorted(there, key=lambda entry: -entry[1])


def over_reports(
    library: Store, ratio: Ratio, filter: Filter, rounding: bool = False
) -> pd.DataFrame:
    """A ratio in every report that has both sides, one row each (columns: `OVER_REPORTS`).

    Of several figures the two in one sentence count, then the nearest; scopes must not differ.
    `attrs["cut"]` of the frame tells whether older reports were left out.
    """
    above, values = ratio.numerator.to_sql()
    below, more = ratio.denominator.to_sql()
    found, cut = figures(library, filter, f"{_TOLD} AND (({above}) OR ({below}))", values + more)
    rows = [
        _line(numerator, denominator, result)
        for of_one in by_report(found).values()
        for numerator, denominator in _nearest(of_one, ratio)
        if (result := ratio_of(numerator, denominator, rounding))
    ]
    frame = pd.DataFrame(rows, columns=OVER_REPORTS)
    frame.attrs["cut"] = cut
    return frame


def _line(numerator: Figure, denominator: Figure, result: Result) -> dict[str, Any]:
    sides = {"numerator": numerator, "denominator": denominator}
    return {
        **{name: numerator[name] for name in ("report", "title", "date", "organisation")},
        **{
            f"{side}_{name}": figure[name]
            for side, figure in sides.items()
            for name in ("metric", "number", "unit", "text", "start", "end", "sentence")
        },
        **asdict(result.quotient),
        "unit": result.unit,
        "percent": result.percent.number if result.percent else None,
    }


def _nearest(of_one: list[Figure], ratio: Ratio) -> list[tuple[Figure, Figure]]:
    pairs = [
        (above, below)
        for above in of_one
        if ratio.numerator.fits(above)
        for below in of_one
        if below["row"] != above["row"]
        and ratio.denominator.fits(below)
        and scopes_fit(above["scope"], below["scope"])
    ]
    best = min(
        pairs,
        key=lambda pair: (
            pair[0]["sentence"] != pair[1]["sentence"],
            abs(pair[0]["start"] - pair[1]["start"]),
        ),
        default=None,
    )
    return [best] if best else []


def _side_like(figure: Figure) -> Side:
    noun = figure["object"]
    return Side(
        objects=(noun,) if noun else (),
        metrics=() if noun else (figure["metric"],),
        stages=(figure["stage"],),
        kinds=(figure["kind"],),
    )


def _ends(text: str, endings: Iterable[str]) -> bool:
    endings = tuple(endings)
    return not endings or text.endswith(endings)


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
