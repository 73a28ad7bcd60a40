"""Figures of one metric that contradict each other, units that change, and what is left open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from dashboard.asking import interval
from dashboard.asking.findings import Made
from dashboard.asking.places import Figure
from extract.number.unit_family import comparable

# A total is worth breaking down when it counts at least so many.
_LARGE = 100
# Numbers of one thing, told twice, that are no further apart than this can be meant to be one.
_CLOSE = 1.3
# A noun without a verb names one thing only when it has so many characters.
_LONG = 4


def check(rows: list[Figure], rounding: bool) -> list[Made]:
    """Two numbers for one metric, a unit that changes, redactions, totals never broken down."""
    told = [row for row in rows if row["role"] == "statistic" and row["status"] == "actual"]
    return [*_same_metric(told, rounding), *_redacted(rows), *_never_broken_down(told)]


def _same_metric(told: list[Figure], rounding: bool) -> Iterator[Made]:
    """Each mention of a metric against the first one of the same scope in another sentence.

    Within a sentence two numbers of a metric are a change (由50个减至10个) or a list.
    """
    first: dict[tuple[str, str, str, str], Figure] = {}
    for row in told:
        if row["kind"] not in ("count", "money") or row["high"] is None or not _telling(row):
            continue
        if row["repeats"] is not None or row["part_of"] is not None:
            continue
        key = (row["metric"], row["scope"], row["period"], row["kind"])
        earlier = first.setdefault(key, row)
        if earlier is row or earlier["sentence"] == row["sentence"]:
            continue
        if not _one_unit(earlier, row):
            yield "unit_changes", [earlier, row], _units(earlier, row)
            continue
        a, b = interval.of_row(earlier, rounding), interval.of_row(row, rounding)
        if a and b and not a.overlaps(b):
            yield (
                "two_numbers" if _mistakable(a.number, b.number) else "two_values",
                [earlier, row],
                {
                    "first": a.number,
                    "second": b.number,
                    "difference": None
                    if a.number is None or b.number is None
                    else b.number - a.number,
                    "unit": row["unit"],
                },
            )
        elif earlier["unit"] != row["unit"]:
            yield "unit_word_changes", [earlier, row], _units(earlier, row)


def _mistakable(a: float | None, b: float | None) -> bool:
    """Whether one number can stand for the other: close to it, of other size (7.7万, 77万), or with
    one digit wrong or two changed over. Amounts further apart mostly count different things."""
    if not a or not b:
        return False
    if max(a, b) <= min(a, b) * _CLOSE:
        return True
    one, other = (f"{number:.10g}".replace(".", "") for number in (a, b))
    if one.rstrip("0") == other.rstrip("0"):
        return len(one.rstrip("0")) > 1
    if len(one) != len(other) or len(one) == 1:
        return False
    wrong = [place for place, (x, y) in enumerate(zip(one, other, strict=True)) if x != y]
    return len(wrong) == 1 or [one[place] for place in wrong] == [other[p] for p in wrong[::-1]]


def _one_unit(a: Figure, b: Figure) -> bool:
    """Whether two units can be one; a noun of the metric may stand as the unit (5个方面, 5方面)."""
    named = any(one["unit"] and one["unit"] in one["metric"] for one in (a, b))
    return named or comparable(a["unit"], b["unit"])


def _telling(row: Figure) -> bool:
    """Whether the metric is more than a bare noun: 问题 may be those found or those left."""
    return bool(row["action"]) or len(row["metric"]) >= _LONG


def _units(a: Figure, b: Figure) -> dict[str, str]:
    return {"first_unit": a["unit"], "second_unit": b["unit"]}


def _redacted(rows: list[Figure]) -> Iterator[Made]:
    for row in rows:
        if row["role"] == "redacted":
            yield "redacted", [row], {"text": row["text"]}


def _never_broken_down(told: list[Figure]) -> Iterator[Made]:
    """Totals of what was raised that nothing in the report takes up again."""
    wholes = {row["part_of"] for row in told} | {row["repeats"] for row in told}
    metrics = Counter(row["metric"] for row in told)
    for row in told:
        if row["stage"] != "raised" or row["part_of"] is not None or row["repeats"] is not None:
            continue
        if row["row"] in wholes or not row["object"] or (row["number"] or 0) < _LARGE:
            continue
        mentions = sum(count for metric, count in metrics.items() if row["object"] in metric)
        if mentions < 2:
            yield "never_broken_down", [row], {"whole": row["number"], "unit": row["unit"]}
