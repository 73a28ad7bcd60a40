"""Kinds of report, told by their titles, and columns of a ledger: data/report_kinds.toml."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from dashboard.asking.side import Side
from dashboard.errors import LibraryError
from dashboard.store.figure import Figure

_FILE = Path(__file__).resolve().parents[2] / "data" / "report_kinds.toml"
# The first sign of a column that takes one metric as it is: =走访群众|count|people-times.
_OWN = "="
_SEPARATOR = "|"

# A name in each language.
Named = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Column:
    """What a column takes out of a report; `called` is its header by language."""

    name: str
    called: Named
    figures: tuple[Side, ...]
    step: str = ""
    base: str = ""
    done: str = ""
    ends: tuple[Side, ...] = ()

    def fits(self, figure: Figure) -> bool:
        """Whether a figure is one that the column means."""
        return any(side.fits(figure) for side in self.figures)

    def ends_with(self, figure: Figure) -> bool:
        """Whether a chain of rates on the column's base that ends in it tells the column."""
        return self.fits(figure) or any(side.fits(figure) for side in self.ends)

    def to_sql(self) -> tuple[str, list[Any]]:
        """The same as `fits`, as a condition with parameters."""
        written = [side.to_sql() for side in self.figures]
        condition = " OR ".join(f"({condition})" for condition, _ in written)
        return condition, [value for _, values in written for value in values]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of report: by which words it is told, and what a ledger and its stages are called."""

    name: str
    called: Named
    words: tuple[str, ...]
    ledger: tuple[str, ...]
    cards: tuple[str, ...]
    stages: Mapping[str, Named] = field(default_factory=dict)
    headers: Mapping[str, Named] = field(default_factory=dict)


@cache
def kinds() -> Mapping[str, Kind]:
    """The kinds by name, in the order in which they are tried."""
    return {one["name"]: _kind(one) for one in _written()["kind"]}


@cache
def columns() -> Mapping[str, Column]:
    """The columns of the file by name."""
    return {one["name"]: _column(one) for one in _written()["column"]}


def kind_of(title: str, campaign: str = "") -> str:
    """The kind of a report by its campaign, else by its title; empty where no word tells it."""
    for told in (campaign, title):
        for kind in kinds().values():
            if any(word in told for word in kind.words):
                return kind.name
    return ""


def common_kind(names: Iterable[str]) -> str:
    """The kind that most of the reports have; empty where none has one."""
    counted = Counter(name for name in names if name)
    return counted.most_common(1)[0][0] if counted else ""


def ledger_of(kind: str) -> tuple[str, ...]:
    """The columns that a ledger of this kind starts with; of no kind, those of the common ones."""
    found = kinds().get(kind) or kinds()["inspection"]
    return found.ledger


def cards_first(kind: str, figures: Sequence[Figure]) -> list[Figure]:
    """The figures, those first that a kind of report is about, in the order of its cards."""
    known = kinds().get(kind)
    wanted = [columns()[name] for name in known.cards] if known else []

    def place(figure: Figure) -> int:
        told = (at for at, column in enumerate(wanted) if column.fits(figure))
        return next(told, len(wanted))

    return sorted(figures, key=place)


def column(name: str) -> Column:
    """A column of the file, or one of a metric (`own_column`). Raises `bad_value`."""
    if name in columns():
        return columns()[name]
    parts = name.removeprefix(_OWN).split(_SEPARATOR)
    if not name.startswith(_OWN) or len(parts) != 3 or not parts[0]:
        raise LibraryError("bad_value", field="column", value=name)
    metric, kind, family = parts
    side = Side(named=(metric,), kinds=(kind,), families=(family,) if family else ())
    return Column(name, {"zh": metric, "en": metric}, (side,))


def own_column(metric: str, kind: str, family: str) -> str:
    """The name of a column that takes one metric, as it is written, in units of one family."""
    return _OWN + _SEPARATOR.join((metric.replace(_SEPARATOR, " "), kind, family))


def header(name: str, kind: str, language: str) -> str:
    """What a column is called in a ledger of this kind."""
    found = kinds().get(kind)
    own = found.headers.get(name) if found else None
    return (own or column(name).called)[language]


def stage_word(kind: str, stage: str, language: str) -> str:
    """What a kind of report calls a stage; empty where the common word says it."""
    found = kinds().get(kind)
    return found.stages[stage][language] if found and stage in found.stages else ""


@cache
def _written() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text("utf-8"))


def _column(one: dict[str, Any]) -> Column:
    return Column(
        one["name"],
        _called(one),
        tuple(Side(**side) for side in one["figures"]),
        one.get("step", ""),
        one.get("base", ""),
        one.get("done", ""),
        tuple(Side(**side) for side in one.get("ends", ())),
    )


def _kind(one: dict[str, Any]) -> Kind:
    return Kind(
        one["name"],
        _called(one),
        tuple(one["words"]),
        tuple(one["ledger"]),
        tuple(one.get("cards", one["ledger"])),
        one.get("stages", {}),
        one.get("called", {}),
    )


def _called(one: dict[str, Any]) -> Named:
    return {"zh": one["zh"], "en": one["en"]}
