"""What was raised and what became of it in one report: raised → planned → done, and targets."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from dashboard.asking import interval
from dashboard.asking.filters import Filter
from dashboard.asking.interval import Interval
from dashboard.asking.places import Figure, by_report, figures, linked_wholes, scopes_fit
from dashboard.asking.targets import Target, reached, same_aim, same_term
from dashboard.store.database import Store
from extract.number.unit_family import comparable

_STEPS = ("raised", "planned", "done")
_CONDITION = """role = 'statistic' AND kind IN ('count', 'money', 'percent')
    AND status IN ('actual', 'target') AND high IS NOT NULL"""
# What a whole can be when something done is said to be a part of it: 转办10558件，办结8766件.
_WHOLES = ("raised", "base", "activity", "other")


@dataclass(frozen=True)
class Pair:
    """What was raised and what was done of one object. Figures are dicts (see `places`).

    `rate`: done ÷ raised in %; `stated`: the share the report gives itself, `stated_fits` whether
    it can be the rate; `target`: what was aimed at, `reached`: done ÷ target in %.
    """

    raised: Figure
    done: Figure
    rate: Interval
    planned: Figure | None = None
    stated: Figure | None = None
    stated_fits: bool | None = None
    target: Figure | None = None
    reached: Interval | None = None
    object: str = ""
    scope: str = ""
    unit: str = ""
    by_hand: bool = False

    @property
    def report(self) -> str:
        """The id of the report that the raised figure comes from."""
        return str(self.raised["report"])

    @property
    def title(self) -> str:
        """The title of that report."""
        return str(self.raised.get("title") or "")


@dataclass(frozen=True)
class Progress:
    """What could be compared: `pairs` and `targets`; the `rest` (raised, planned and done figures
    without a partner, offered for pairing by hand); whether older reports were `cut` off."""

    pairs: list[Pair] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)
    rest: list[Figure] = field(default_factory=list)
    cut: bool = False


def progress(library: Store, filter: Filter, rounding: bool = False) -> Progress:
    """Pair what was raised with what was done, for every object of every report in the filter.

    Compared are figures of the same report, kind, object, unit family and scope (one may be
    unsaid), told as facts. Of several, the one that is said to be a part comes first, then the same
    sentence, then the nearest. `rounding` reads exact figures as rounded.
    """
    found, cut = figures(library, filter, _CONDITION)
    result = Progress(cut=cut)
    for rows in by_report(found).values():
        _of_report(rows, rounding, result)
    return result


def pairs_of(rows: list[Figure], rounding: bool = False) -> list[Pair]:
    """The pairs of one report's figures."""
    result = Progress()
    _of_report([row for row in rows if _counts(row)], rounding, result)
    return result.pairs


def pair(raised: Figure, done: Figure, rounding: bool = False, **more: Any) -> Pair | None:
    """Set two figures against each other by hand; None where one has no interval (redacted)."""
    whole, part = interval.of_row(raised, rounding), interval.of_row(done, rounding)
    if whole is None or part is None:
        return None
    return Pair(
        raised=raised,
        done=done,
        rate=interval.share(part, whole),
        object=raised["object"] or done["object"] or raised["metric"],
        scope=raised["scope"] or done["scope"] or "",
        unit=raised["unit"] or done["unit"],
        **more,
    )


def distance(whole: Figure, part: Figure) -> tuple[bool, ...]:
    """How far two figures are from being comparable, for sorting what is offered: those of the same
    report come first, then those of the same kind, unit and object."""
    return (
        whole["report"] != part["report"],
        whole["kind"] != part["kind"],
        not comparable(whole["unit"], part["unit"]),
        whole["object"] != part["object"],
    )


def funnel(pairs: list[Pair]) -> pd.DataFrame:
    """The steps of each pair, a row each, with wording and sentence."""
    measured = ["number", "low", "high", "text", "sentence"]
    rows = []
    for one in pairs:
        for stage, figure in zip(_STEPS, (one.raised, one.planned, one.done), strict=True):
            if figure is not None:
                rows.append(
                    [one.report, one.title, one.object, figure["unit"], stage]
                    + [figure[name] for name in measured]
                )
    columns = ["report", "title", "object", "unit", "stage", "value", *measured[1:]]
    return pd.DataFrame(rows, columns=columns)


def _of_report(rows: list[Figure], rounding: bool, result: Progress) -> None:
    wholes = linked_wholes(rows)
    rows = [row for row in rows if row["repeats"] is None]
    actual = {step: _told(rows, step, "actual") for step in _STEPS}
    shares = [row for row in rows if row["kind"] == "percent" and row["status"] == "actual"]
    targets = [row for row in rows if row["status"] == "target"]
    used: set[int] = set()
    for done in actual["done"]:
        raised = _partner(done, wholes, [r for r in actual["raised"] if r["row"] not in used])
        if raised is None or raised["row"] in used:
            continue
        planned = _plan(raised, done, [p for p in actual["planned"] if p["row"] not in used])
        stated = _stated(raised, done, shares)
        target = next((t for t in targets if same_aim(t, done) and same_term(t, done)), None)
        made = pair(raised, done, rounding, planned=planned, stated=stated, target=target)
        if made is None:
            continue
        result.pairs.append(_judged(made, rounding))
        used |= {one["row"] for one in (raised, done, planned, stated, target) if one}
    for target in targets:
        if target["row"] in used:
            continue
        told = [r for r in rows if r["status"] == "actual" and same_aim(target, r)]
        actual_of = min(told, key=lambda one: not same_term(target, one), default=None)
        if actual_of is None:
            continue
        together = same_term(target, actual_of)
        bounds = reached(actual_of, target, rounding) if together else None
        if bounds or not together:
            result.targets.append(Target(actual_of, target, bounds))
            used |= {target["row"], actual_of["row"]}
    result.rest.extend(row for step in _STEPS for row in actual[step] if row["row"] not in used)


def _counts(row: Figure) -> bool:
    """The same as _CONDITION, for a figure at hand."""
    return (
        row["role"] == "statistic"
        and row["kind"] in ("count", "money", "percent")
        and row["status"] in ("actual", "target")
        and row["high"] is not None
    )


def _told(rows: list[Figure], stage: str, status: str) -> list[Figure]:
    return [
        row
        for row in rows
        if row["stage"] == stage and row["status"] == status and row["kind"] != "percent"
    ]


def _partner(done: Figure, wholes: dict[int, Figure], raised: list[Figure]) -> Figure | None:
    """What a done figure is measured against: the whole it is said to be a part of, else what was
    raised of the same object."""
    whole = wholes.get(done["row"])
    if whole is not None and whole["stage"] in _WHOLES and _fits(done, whole):
        return whole
    fitting = [
        one
        for one in raised
        if (
            (one["object"] and one["object"] == done["object"])
            or (not done["object"] and one["sentence"] == done["sentence"])
        )
        and _fits(done, one)
        and scopes_fit(one["scope"], done["scope"])
    ]
    return min(
        fitting,
        key=lambda one: (
            done["low"] > one["high"],  # more cannot be done than was raised
            one["sentence"] != done["sentence"],
            one["scope"] != done["scope"],
            one["start"] > done["start"],
            abs(one["start"] - done["start"]),
        ),
        default=None,
    )


def _fits(done: Figure, whole: Figure) -> bool:
    return (
        whole["kind"] == done["kind"]
        and whole["status"] == "actual"
        and comparable(whole["unit"], done["unit"])
    )


def _plan(raised: Figure, done: Figure, planned: list[Figure]) -> Figure | None:
    """The plan for what was raised: of the same object, or in a sentence with what was raised or
    done (measures for problems), in a comparable unit."""
    sentences = raised["sentence"], done["sentence"]
    fitting = [
        one
        for one in planned
        if (one["sentence"] in sentences or one["object"] == raised["object"])
        and one["kind"] == raised["kind"]
        and comparable(one["unit"], raised["unit"])
        and scopes_fit(one["scope"], raised["scope"])
    ]
    return min(fitting, key=lambda one: abs(one["start"] - raised["start"]), default=None)


def _stated(raised: Figure, done: Figure, shares: list[Figure]) -> Figure | None:
    """The share that the report gives for this pair: a part of the same whole, or a rate named
    after what was done in the same sentence."""
    near = [
        share
        for share in shares
        if share["part_of"] in (raised["row"], done["row"])
        or (
            share["sentence"] == done["sentence"]
            and share["metric"].endswith("率")
            and bool(done["action"])
            and done["action"][:2] in share["metric"]
        )
    ]
    return min(near, key=lambda share: abs(share["start"] - done["end"]), default=None)


def _judged(made: Pair, rounding: bool) -> Pair:
    fits = done = None
    if made.stated:
        stated = interval.of_row(made.stated, rounding=True)
        fits = stated.overlaps(made.rate) if stated else None
    if made.target:
        done = reached(made.done, made.target, rounding)
    return Pair(**{**made.__dict__, "stated_fits": fits, "reached": done})
