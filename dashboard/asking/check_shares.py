"""Do stated shares and growth follow from the numbers beside them?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dashboard.asking import interval, progress
from dashboard.asking.findings import Made
from dashboard.asking.interval import Interval
from dashboard.asking.places import Figure, linked_wholes
from extract.number.unit_family import comparable


def check(rows: list[Figure], rounding: bool) -> list[Made]:
    """Shares of a whole, rates of what was done, and changes between two numbers."""
    bounded = [row for row in rows if row["high"] is not None]
    return [*_shares(bounded, rounding), *_rates(bounded, rounding), *_changes(bounded, rounding)]


def _shares(rows: list[Figure], rounding: bool) -> Iterator[Made]:
    wholes = linked_wholes(rows)
    for stated in rows:
        if stated["kind"] != "percent" or stated["status"] != "actual" or _threshold(stated):
            continue
        part = _counted(stated, rows, wholes)
        if part is not None:
            whole = wholes[part["row"]]
            computed = interval.share(_read(part, rounding), _read(whole, rounding))
            yield _judged("share", [whole, part, stated], computed)


def _threshold(stated: Figure) -> bool:
    """Whether a percentage says which ones are counted (占比超过30%的有11种), not how many."""
    return stated["low"] != stated["high"] and f"{stated['text']}的" in stated["sentence"]


def _counted(stated: Figure, rows: list[Figure], wholes: dict[int, Figure]) -> Figure | None:
    """The count that a share belongs to: of the same metric in the same sentence, as in
    分别占70%、23.2%, else the part of the same whole right in front of it: 124.6万人次，占67.4%."""
    parts = [
        row
        for row in rows
        if row["row"] in wholes
        and row["kind"] in ("count", "money")
        and wholes[row["row"]]["kind"] == row["kind"]
        and comparable(row["unit"], wholes[row["row"]]["unit"])
        and row["sentence"] == stated["sentence"]
        and row["start"] < stated["start"]
    ]
    named = [row for row in parts if row["metric"] and row["metric"] == stated["metric"]]
    if named:
        return named[-1]
    whole = wholes.get(stated["row"])
    beside = [row for row in rows if row["start"] < stated["start"]][-1:]
    return next((row for row in beside if row in parts and wholes[row["row"]] is whole), None)


def _rates(rows: list[Figure], rounding: bool) -> Iterator[Made]:
    if not any(row["kind"] == "percent" for row in rows):
        return
    for pair in progress.pairs_of(rows, rounding):
        if pair.stated and pair.stated["part_of"] != pair.raised["row"]:
            yield _judged("rate", [pair.raised, pair.done, pair.stated], pair.rate)


def _changes(rows: list[Figure], rounding: bool) -> Iterator[Made]:
    """由50个减至10个，减少80%: two numbers of one thing in front of the change, in one sentence."""
    for change in rows:
        if change["status"] != "change" or change["kind"] not in ("percent", "count", "money"):
            continue
        before = [
            row
            for row in rows
            if row["status"] == "actual"
            and row["sentence"] == change["sentence"]
            and row["start"] < change["start"]
            and row["kind"] in ("count", "money")
        ][-2:]
        if len(before) < 2 or not _one_thing(before[0], before[1]):
            continue
        old, new = before
        if change["metric"] and new["metric"] and not _named_alike(change, new):
            continue
        was, became = _read(old, rounding), _read(new, rounding)
        if was.low <= 0:
            continue
        if change["kind"] == "percent":
            computed = interval.growth(became, was)
        elif change["kind"] == new["kind"] and comparable(change["unit"], new["unit"]):
            computed = interval.difference(became, was)
        else:
            continue
        falls = change["direction"] == "down"
        computed = interval.scaled(computed, -1) if falls else computed
        yield _judged("growth", [old, new, change], computed)


def _one_thing(a: Figure, b: Figure) -> bool:
    return (
        a["kind"] == b["kind"]
        and comparable(a["unit"], b["unit"])
        and a["metric"] == b["metric"]
        and a["part_of"] != b["row"]
        and b["part_of"] != a["row"]
    )


def _named_alike(change: Figure, figure: Figure) -> bool:
    return change["metric"] in figure["metric"] or figure["metric"] in change["metric"]


def _judged(what: str, figures: list[Figure], computed: Interval) -> Made:
    stated = _read(figures[-1], True)
    fits = stated.overlaps(computed)
    arithmetic: dict[str, Any] = {
        "computed": computed.number,
        "computed_low": computed.low,
        "computed_high": computed.high,
        "stated": stated.number,
        "stated_low": stated.low,
        "stated_high": stated.high,
        "unit": figures[-1]["unit"],
    }
    return f"{what}_{'fits' if fits else 'not_given'}", figures, arithmetic


def _read(row: Figure, rounding: bool) -> Interval:
    found = interval.of_row(row, rounding)
    assert found is not None  # rows without bounds were left out
    return found
