"""Do the parts make the whole? Within what their wordings allow, and rounding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby, islice, pairwise
from typing import Any

from dashboard.asking import interval
from dashboard.asking.findings import Made
from dashboard.asking.interval import Interval
from dashboard.asking.places import Figure, linked_wholes
from extract.number.unit_family import comparable

# Words of what is left over: with what is done they make the whole.
_REMAINING = ("正在", "未", "尚", "阶段", "剩余", "推进", "部分")
# A sum that misses the whole by less than this share was meant to make it.
_NEAR = 0.1
# Without a stated link a sum must be no coincidence: wholes from here up, at most so many parts,
# and rounding finer than this share of the whole.
_SMALLEST, _MOST, _FINE = 20, 8, 0.01


def check(rows: list[Figure], rounding: bool) -> list[Made]:
    """Parts against their wholes: larger parts, sums that fit, exceed or fall short."""
    told = [row for row in rows if row["status"] == "actual" and row["high"] is not None]
    wholes = linked_wholes(told)
    parts_of: dict[int, list[Figure]] = {}
    for row in told:
        if row["row"] in wholes and _alike(row, wholes[row["row"]]):
            parts_of.setdefault(wholes[row["row"]]["row"], []).append(row)
    made: list[Made] = []
    for place, whole in enumerate(told):
        if whole["kind"] not in ("count", "money") or whole["repeats"] is not None:
            continue
        parts = parts_of.get(whole["row"], [])
        made += _larger(whole, parts, rounding)
        followers = _followers(whole, islice(told, place + 1, None))
        fits = _fitting(whole, parts, rounding) or _unlinked(whole, followers, rounding)
        if fits is None:
            made += _misses(whole, parts, followers, rounding)
        elif not any(fits[1][1:] == others[1:] for _, others, _ in made):  # told twice, made once
            made.append(fits)
    for share in told:
        if share["kind"] == "percent" and share["row"] in wholes and share["low"] > 100:
            made.append(
                ("share_over_hundred", [wholes[share["row"]], share], {"stated": share["low"]})
            )
    return made


def _alike(part: Figure, whole: Figure) -> bool:
    return (
        part["kind"] == whole["kind"]
        and part["row"] != whole["row"]
        and comparable(part["unit"], whole["unit"])
    )


def _larger(whole: Figure, parts: list[Figure], rounding: bool) -> Iterator[Made]:
    bound = _read(whole, rounding)
    for part in parts:
        if _read(part, rounding).above(bound):
            yield "part_exceeds_whole", [whole, part], _sums([part], whole, rounding)


def _fitting(whole: Figure, parts: list[Figure], rounding: bool) -> Made | None:
    """The longest run of parts that makes the whole: by the wording, else by rounding."""
    parts = [part for part in parts if part["repeats"] is None]
    for rounded in (False, True) if rounding else (False,):
        for length in range(len(parts), 1, -1):
            for first in range(len(parts) - length + 1):
                run = parts[first : first + length]
                if _total(run, rounded).overlaps(_read(whole, rounded)):
                    code = "parts_add_up_rounded" if rounded else "parts_add_up"
                    return code, [whole, *run], _sums(run, whole, rounded)
    return None


def _unlinked(whole: Figure, followers: list[Figure], rounding: bool) -> Made | None:
    """Figures behind the whole that make it, though no wording says that they are its parts.

    Only confirms: exact figures of the same kind, in the sentence of the whole or the two behind
    it, that make it to the last digit, or, three and more of them, within fine rounding.
    """
    if (whole["number"] or 0) < _SMALLEST or whole["low"] != whole["high"]:
        return None
    for rounded in (False, True) if rounding else (False,):
        for first in range(len(followers)):
            for last in range(min(len(followers), first + _MOST), first + 1 + rounded, -1):
                run = followers[first:last]
                total, bound = _total(run, rounded), _read(whole, rounded)
                coarse = max(total.high - total.low, bound.high - bound.low)
                if total.overlaps(bound) and coarse <= whole["number"] * _FINE * rounded:
                    code = "parts_add_up_rounded" if rounded else "parts_add_up"
                    return code, [whole, *run], _sums(run, whole, rounded)
    return None


def _followers(whole: Figure, behind: Iterable[Figure]) -> list[Figure]:
    """Of the figures behind the whole those that can be its parts: in its sentence or the next two
    that have figures."""
    sentences = {whole["sentence"]}
    followers: list[Figure] = []
    for one in behind:
        sentences.add(one["sentence"])
        if len(sentences) > 3:
            break
        same = one["repeats"] == whole["row"] or one["number"] == whole["number"]
        named = one["unit"] and whole["unit"] and one["low"] == one["high"]
        if _alike(one, whole) and named and not same:
            followers.append(one)
    return followers


def _misses(
    whole: Figure, parts: list[Figure], followers: list[Figure], rounding: bool
) -> Iterator[Made]:
    """Parts of one sentence that come to more than the whole, or to nearly as much."""
    groups = [list(run) for _, run in groupby(parts, key=lambda one: one["sentence"])]
    if not any(len(group) > 1 for group in groups):
        groups = [_with_remainder(whole, followers)]
    bound = _read(whole, rounding)
    for group in groups:
        # What is as large as the whole says it again, or another whole beside it.
        group = [one for one in group if one["number"] != whole["number"]]
        if len(group) < 2 or any(_read(one, rounding).above(bound) for one in group):
            continue
        total = _total(group, rounding)
        if total.above(bound):
            yield "parts_exceed_whole", [whole, *group], _sums(group, whole, rounding)
        elif bound.above(total) and total.high >= bound.low * (1 - _NEAR):
            yield "parts_fall_short", [whole, *group], _sums(group, whole, rounding)


def _with_remainder(whole: Figure, followers: list[Figure]) -> list[Figure]:
    """What was done of the whole and what remains, where two neighbouring figures say just that."""
    for done, rest in pairwise(followers):
        leaves = any(word in rest["metric"] for word in _REMAINING)
        same = not rest["object"] or not whole["object"] or rest["object"] == whole["object"]
        total = _total([done, rest], False)
        near = abs(total.low - whole["low"]) <= _NEAR * whole["low"]
        if done["stage"] == "done" and leaves and same and near:
            return [done, rest]
    return []


def _read(row: Figure, rounding: bool) -> Interval:
    found = interval.of_row(row, rounding)
    assert found is not None  # rows without bounds were left out
    return found


def _total(rows: list[Figure], rounding: bool) -> Interval:
    return interval.total(_read(row, rounding) for row in rows)


def _sums(parts: list[Figure], whole: Figure, rounding: bool) -> dict[str, Any]:
    total, bound = _total(parts, rounding), _read(whole, rounding)
    said = None if total.number is None or bound.number is None else total.number - bound.number
    return {
        "sum": total.number,
        "sum_low": total.low,
        "sum_high": total.high,
        "whole": bound.number,
        "whole_low": bound.low,
        "whole_high": bound.high,
        "difference": said,
        "rounding": rounding,
        "linked": all(part["part_of"] is not None for part in parts),
        "unit": whole["unit"],
    }
