"""The same thing in different reports: which metrics belong together, and their values in order."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from typing import Any

import pandas as pd

from dashboard.asking import interval
from dashboard.asking.filters import Filter
from dashboard.asking.interval import Interval
from dashboard.asking.places import Figure, figures
from dashboard.asking.queries import records
from dashboard.errors import LibraryError
from dashboard.store import amendments
from dashboard.store.database import Store
from dashboard.store.schema import quoted
from extract.number.unit_family import comparable, family

_TOLD = """role = 'statistic' AND status = 'actual' AND repeats IS NULL AND high IS NOT NULL
    AND metric <> ''"""
_METRICS = 400  # metrics looked at for a match, those of most reports first

SERIES = (
    *("key", "metric", "x", "report", "title", "date", "organisation"),
    *("number", "low", "high", "unit", "kind", "text", "sentence", "start", "end"),
)
CANDIDATES = ("key", "metric", "object", "stage", "kind", "unit", "wordings", "reports", "figures")


def key_of(metric: str, kind: str, unit: str) -> str:
    """The name under which a metric is compared: its wording, kind and unit family."""
    return "|".join((metric, kind, family(unit)))


def candidates(library: Store, filter: Filter, limit: int = 200) -> pd.DataFrame:
    """What can be compared, in most reports first: CANDIDATES.

    Figures with the same wording, kind and unit family belong together. Different wordings do so
    when object and stage agree and no report uses both; `wordings` lists them. What a person
    matched (`match`) goes before.
    """
    clusters = _clusters(library, filter)
    by_hand = Counter(matches(library)["key"])
    rows = [
        [
            cluster[0]["key"],
            *(cluster[0][name] for name in ("metric", "object", "stage", "kind", "unit")),
            sorted({one["metric"] for one in cluster}),
            sum(one["reports"] for one in cluster) + by_hand[cluster[0]["key"]],
            sum(one["figures"] for one in cluster),
        ]
        for cluster in clusters
    ]
    frame = pd.DataFrame(rows, columns=list(CANDIDATES))
    order = ["reports", "figures", "key"]
    return frame.sort_values(order, ascending=[False, False, True])[:limit].reset_index(drop=True)


def suggested(library: Store, filter: Filter, offered: pd.DataFrame, limit: int = 3) -> list[str]:
    """Keys of `offered` (see `candidates`) to start with: told by one organisation in several
    reports, what was raised or done first, all in one unit; else of most reports; else one."""
    several = offered[offered["reports"] > 1]
    if several.empty:
        return list(offered["key"][:1])
    where, params = filter.to_sql()
    wordings = sorted({name for names in several["wordings"] for name in names})
    rows = library.rows(
        f"""SELECT metric, max(n) FROM (
                SELECT metric, organisation, count(DISTINCT report) AS n
                FROM shown JOIN (SELECT id, organisation FROM reports) ON id = report
                WHERE {where} AND {_TOLD} AND organisation <> ''
                    AND metric IN ({", ".join("?" * len(wordings))})
                GROUP BY metric, organisation)
            GROUP BY metric""",
        [*params, *wordings],
    )
    by_one = {metric: int(n) for metric, n in rows}
    together = several["wordings"].map(lambda names: max(by_one.get(name, 0) for name in names))
    ranked = several.assign(
        apart=together < 2,
        late=~several["stage"].isin(["raised", "done"]),
        raised=several["stage"] != "raised",
    ).sort_values(
        ["apart", "late", "raised", "reports"], ascending=[True] * 3 + [False], kind="stable"
    )
    first = ranked.iloc[0]
    alike = ranked[(ranked["unit"] == first["unit"]) & (ranked["apart"] == first["apart"])]
    return list(alike["key"][:limit])


def changing(frame: pd.DataFrame) -> list[str]:
    """The metrics of a `series` whose values are a change: told of one organisation, as far as the
    reports name it. Between two organisations there is a difference, but nothing changed."""
    named = frame[frame["organisation"] != ""].groupby("metric")["organisation"].nunique()
    return [one for one in dict.fromkeys(frame["metric"]) if named.get(one, 0) <= 1]


def series(
    library: Store, keys: list[str], filter: Filter, by: str = "report", rounding: bool = False
) -> pd.DataFrame:
    """The values of some candidates, oldest report first: SERIES. `x` is the report's title, its
    organisation (then its newest report counts) or its date, as `by` says. Raises `bad_field`.

    Of several figures in a report the first that is no part of another counts. `attrs["cut"]` of
    the frame tells whether older reports were left out.
    """
    if by not in ("report", "organisation", "date"):
        raise LibraryError("bad_field", field=by)
    members = {
        (one["metric"], one["kind"], one["unit"]): cluster[0]["key"]
        for cluster in _clusters(library, filter)
        for one in cluster
    }
    chosen: dict[tuple[str, str, str], str] = {
        (row["report"], row["metric"], row["unit"]): row["key"] for row in records(matches(library))
    }
    wanted = {metric for (metric, _, _), key in members.items() if key in keys}
    wanted |= {metric for (_, metric, _), key in chosen.items() if key in keys}
    wanted |= {key.split("|")[0] for key in keys}
    condition = f"{_TOLD} AND metric IN ({', '.join('?' * len(wanted))})"
    found, cut = figures(library, filter, condition if wanted else "FALSE", sorted(wanted))
    best: dict[tuple[str, str], Figure] = {}
    for figure in sorted(found, key=lambda one: (one["part_of"] is not None, one["start"])):
        own = key_of(figure["metric"], figure["kind"], figure["unit"])
        place = (figure["metric"], figure["kind"], figure["unit"])
        key = chosen.get((figure["report"], figure["metric"], figure["unit"]))
        key = key or members.get(place, own)
        if key in keys:
            best.setdefault((key, figure["report"]), figure)
    rows = [_line(key, figure, by, rounding) for (key, _), figure in best.items()]
    frame = pd.DataFrame(rows, columns=list(SERIES)).sort_values(["key", "date", "title", "report"])
    if by == "organisation":
        frame = frame.drop_duplicates(["key", "x"], keep="last")
    frame["order"] = frame["key"].map({key: number for number, key in enumerate(keys)})
    frame = frame.sort_values(["order", "date", "title"]).drop(columns="order")
    frame = frame.reset_index(drop=True)
    frame.attrs["cut"] = cut
    return frame


def index_to_100(frame: pd.DataFrame) -> pd.DataFrame:
    """A series with the first value of each key as 100; a key whose first value is no number above
    zero is left out. The unit becomes empty."""
    parts = []
    for _, part in frame.groupby("key", sort=False):
        first = part["number"].iloc[0]
        if pd.notna(first) and first > 0:
            columns = {name: part[name] * 100 / first for name in ("number", "low", "high")}
            parts.append(part.assign(**columns, unit=""))
    return pd.concat(parts, ignore_index=True) if parts else frame.iloc[:0]


def per(frame: pd.DataFrame, base: pd.DataFrame) -> pd.DataFrame:
    """A series divided by another one (`series` of a single key), report by report; reports without
    a base are left out. Units become a/b, intervals follow."""
    bases = {row["report"]: row for row in records(base)}
    rows = []
    for row in records(frame):
        under = bases.get(row["report"])
        if under is None:
            continue
        quotient = interval.ratio(_interval(row), _interval(under))
        unit = "" if row["unit"] == under["unit"] else f"{row['unit']}/{under['unit']}"
        rows.append({**row, **asdict(quotient), "unit": unit})
    return pd.DataFrame(rows, columns=list(frame.columns))


def match(library: Store, report: str, metric: str, unit: str, key: str) -> None:
    """Remember that this metric of this report belongs to the candidate `key`."""
    with library.writing() as cursor:
        cursor.execute(
            "DELETE FROM matches WHERE report = ? AND metric = ? AND unit = ?",
            [report, metric, unit],
        )
        cursor.execute(
            "INSERT INTO matches VALUES (?, ?, ?, ?, ?)",
            [report, metric, unit, key, amendments.now()],
        )


def unmatch(library: Store, report: str, metric: str, unit: str) -> None:
    """Forget a match; one that is not there changes nothing."""
    with library.writing() as cursor:
        cursor.execute(
            "DELETE FROM matches WHERE report = ? AND metric = ? AND unit = ?",
            [report, metric, unit],
        )


def matches(library: Store) -> pd.DataFrame:
    """What was matched by hand: report, metric, unit, key, made_at."""
    columns = ("report", "metric", "unit", "key", "made_at")
    return library.sql(f"SELECT {quoted(columns)} FROM matches ORDER BY made_at")


def _clusters(library: Store, filter: Filter) -> list[list[dict[str, Any]]]:
    """Metrics that belong together, the one of most reports first in each list."""
    where, params = filter.to_sql()
    rows = library.rows(
        f"""SELECT metric, arg_max(object, n), arg_max(stage, n), kind, unit,
                count(DISTINCT report), sum(n)::INTEGER
            FROM (SELECT metric, object, stage, kind, unit, report, count(*) AS n FROM shown
                WHERE {where} AND {_TOLD} GROUP BY ALL)
            GROUP BY metric, kind, unit
            ORDER BY count(DISTINCT report) DESC, sum(n) DESC, metric LIMIT {_METRICS}""",
        params,
    )
    names = ("metric", "object", "stage", "kind", "unit", "reports", "figures")
    metrics = [dict(zip(names, row, strict=True)) for row in rows]
    for one in metrics:
        one["key"] = key_of(one["metric"], one["kind"], one["unit"])
    used_in = _reports_of(library, filter, metrics)
    clusters: list[list[dict[str, Any]]] = []
    by_subject: dict[tuple[str, str, str], list[list[dict[str, Any]]]] = {}
    for one in metrics:
        subject = (one["object"] or one["metric"], one["stage"], one["kind"])
        near = by_subject.setdefault(subject, [])
        home = next((group for group in near if _joins(one, group, used_in)), None)
        if home is None:
            home = []
            near.append(home)
            clusters.append(home)
        home.append(one)
    return clusters


def _joins(one: dict[str, Any], group: list[dict[str, Any]], used_in: dict[str, set[str]]) -> bool:
    if one["key"] == group[0]["key"]:
        return True
    if not comparable(one["unit"], group[0]["unit"]):
        return False
    mine = used_in.get(one["metric"])
    if mine is None or not one["object"]:
        return False
    return all(
        other["metric"] == one["metric"] or not mine & used_in.get(other["metric"], mine)
        for other in group
    )


def _reports_of(
    library: Store, filter: Filter, metrics: list[dict[str, Any]]
) -> dict[str, set[str]]:
    """The reports of those metrics that another wording could match: same object, stage, kind."""
    subjects: dict[tuple[str, str, str], set[str]] = {}
    for one in metrics:
        subjects.setdefault((one["object"], one["stage"], one["kind"]), set()).add(one["metric"])
    crowded = [group for (noun, _, _), group in subjects.items() if noun and len(group) > 1]
    rivals = sorted({metric for group in crowded for metric in group})
    if not rivals:
        return {}
    where, params = filter.to_sql()
    rows = library.rows(
        f"""SELECT metric, list(DISTINCT report) FROM shown
            WHERE {where} AND metric IN ({", ".join("?" * len(rivals))}) GROUP BY metric""",
        [*params, *rivals],
    )
    return {metric: set(reports) for metric, reports in rows}


def _line(key: str, figure: Figure, by: str, rounding: bool) -> dict[str, Any]:
    bounds = interval.of_row(figure, rounding)
    x = {"report": "title", "organisation": "organisation", "date": "date"}[by]
    return {
        **{name: figure[name] for name in SERIES if name in figure},
        **(asdict(bounds) if bounds else {}),
        "key": key,
        "metric": key.split("|")[0],
        "x": figure[x] or figure["title"] or figure["report"],
    }


def _interval(row: dict[str, Any]) -> Interval:
    return Interval(row["number"], row["low"], row["high"])
