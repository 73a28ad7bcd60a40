"""The one filter that all pages share: a value, its address (URL parameters) and its SQL."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

DEFAULT_ROLES = ("statistic",)

# Field of the filter → column of the figures and short, stable name in the address.
FACETS: dict[str, tuple[str, str]] = {
    "organisations": ("organisation", "org"),
    "campaigns": ("campaign", "campaign"),
    "years": ("year", "year"),
    "metrics": ("metric", "metric"),
    "objects": ("object", "object"),
    "kinds": ("kind", "kind"),
    "units": ("unit", "unit"),
    "stages": ("stage", "stage"),
    "statuses": ("status", "status"),
    "directions": ("direction", "direction"),
    "roles": ("role", "role"),
    "scopes": ("scope", "scope"),
    "reports": ("report", "report"),
    "sections": ("section", "section"),
}
FIELD_OF_COLUMN = {column: name for name, (column, _) in FACETS.items()}
# Columns that a report has for all its figures, as SQL over the reports.
OF_REPORTS = {"organisation": "organisation", "campaign": "campaign", "year": "left(date, 4)"}

# What a figure can be marked with, and the condition it stands for.
MARKS: dict[str, str] = {
    "corrected": "corrected",
    "checked": "checked",
    "unchecked": "NOT checked",
    "by_hand": "rule = 'marked by hand'",
    "doubt": "doubt <> ''",
    "approximate": "approx <> ''",
    "exact": "low = high",
    "repeated": "repeats IS NOT NULL",
    "first": "repeats IS NULL",
}

# In the address "~" stands for the empty value and "~*" for "all roles"; a value that starts with
# "~" gets one more in front.
_ALL = "~*"


@dataclass(frozen=True)
class Filter:
    """Which figures are meant. Values of one field are alternatives, fields are joined by *and*.

    An empty tuple means "any". `roles` starts with statistics only; `roles=()` means all roles.
    `text` is looked for, word by word, in the sentence and the metric. `low` and `high` bound the
    number in base units; a figure without one number (a range) counts when its interval touches the
    bounds. `marks` are keys of MARKS, all of which must hold.
    """

    organisations: tuple[str, ...] = ()
    campaigns: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    metrics: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    directions: tuple[str, ...] = ()
    roles: tuple[str, ...] = field(default=DEFAULT_ROLES)
    scopes: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    text: str = ""
    low: float | None = None
    high: float | None = None

    def __post_init__(self) -> None:
        """Bring the value into its one form, so that equal filters compare and hash equal."""
        for name in (*FACETS, "marks"):
            given = getattr(self, name)
            values = (given,) if isinstance(given, str) else tuple(given)
            if name == "marks":
                values = tuple(value for value in values if value in MARKS)
            object.__setattr__(self, name, tuple(sorted(set(values))))
        object.__setattr__(self, "text", " ".join(self.text.split()))
        for name in ("low", "high"):
            number = getattr(self, name)
            if number is not None:
                number = float(number) + 0.0  # -0.0 and 0.0 are one address
                object.__setattr__(self, name, number if math.isfinite(number) else None)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is set besides the default roles."""
        return self == Filter()

    @property
    def of_reports(self) -> Filter:
        """What of it says which reports are meant, whatever their figures."""
        return Filter(
            organisations=self.organisations,
            campaigns=self.campaigns,
            years=self.years,
            reports=self.reports,
            roles=(),
        )

    @property
    def of_figures(self) -> Filter:
        """What of it says which figures are meant, in whatever report."""
        return self.replace(organisations=(), campaigns=(), years=(), reports=())

    def replace(self, **changes: Any) -> Filter:
        """The same filter with some fields changed."""
        return dataclasses.replace(self, **changes)

    def toggle(self, name: str, value: str) -> Filter:
        """Add `value` to the field `name`, or take it out when it is there."""
        values: tuple[str, ...] = getattr(self, name)
        rest = tuple(v for v in values if v != value)
        return self.replace(**{name: rest if value in values else (*values, value)})

    def without(self, name: str, value: Any = None) -> Filter:
        """Take one chip off: a value of a tuple field, or the whole of `text`, `low`, `high`.

        Taking the last role off brings the default back.
        """
        if name == "text":
            return self.replace(text="")
        if name in ("low", "high"):
            return self.replace(**{name: None})
        rest = tuple(v for v in getattr(self, name) if value is not None and v != value)
        return self.replace(**{name: rest or (DEFAULT_ROLES if name == "roles" else ())})

    def chips(self) -> list[tuple[str, Any]]:
        """What is set, as (field, value) pairs in a fixed order; the default roles are no chip.

        "All roles" comes as ("roles", "").
        """
        chips: list[tuple[str, Any]] = []
        for name in (*FACETS, "marks"):
            values = getattr(self, name)
            if name == "roles" and values == DEFAULT_ROLES:
                continue
            if name == "roles" and not values:
                chips.append((name, ""))
            chips += [(name, value) for value in values]
        chips += [("text", self.text)] if self.text else []
        chips += [(name, n) for name in ("low", "high") if (n := getattr(self, name)) is not None]
        return chips

    def to_query(self) -> dict[str, list[str]]:
        """URL parameters without the defaults; lossless: `Filter.from_query(f.to_query()) == f`."""
        query: dict[str, list[str]] = {}
        for name, (_, key) in FACETS.items():
            values = getattr(self, name)
            if name == "roles" and values == DEFAULT_ROLES:
                continue
            if name == "roles" and not values:
                query[key] = [_ALL]
            elif values:
                query[key] = [_escape(value) for value in values]
        if self.marks:
            query["mark"] = list(self.marks)
        if self.text:
            query["q"] = [self.text]
        if self.low is not None:
            query["min"] = [_number_text(self.low)]
        if self.high is not None:
            query["max"] = [_number_text(self.high)]
        return query

    @staticmethod
    def from_query(query: Mapping[str, str | Iterable[str]]) -> Filter:
        """The filter that an address names. What is unknown or unreadable in it is ignored."""
        values: dict[str, Any] = {}
        for name, (_, key) in FACETS.items():
            given = _listed(query.get(key))
            if name == "roles" and _ALL in given:
                values[name] = ()
            elif given:
                values[name] = tuple(_unescape(value) for value in given)
        values["marks"] = tuple(_listed(query.get("mark")))
        values["text"] = " ".join(_listed(query.get("q")))
        for name, key in (("low", "min"), ("high", "max")):
            try:
                values[name] = float(_listed(query.get(key))[-1])
            except (IndexError, ValueError):
                continue
        return Filter(**values)

    def to_sql(self, *, without: str = "") -> tuple[str, list[Any]]:
        """The condition over the `shown` figures and its parameters.

        `without` names a column whose own selection is left out (facets). Nothing of the filter's
        values enters the SQL text.
        """
        conditions: list[str] = []
        params: list[Any] = []
        for name, (column, _) in FACETS.items():
            values = getattr(self, name)
            if values and column != without:
                marks = ", ".join("?" * len(values))
                if column in OF_REPORTS:
                    of_reports = f"SELECT id FROM reports WHERE {OF_REPORTS[column]} IN ({marks})"
                    conditions.append(f"report IN ({of_reports})")
                else:
                    conditions.append(f'"{column}" IN ({marks})')
                params += values
        conditions += [f"({MARKS[mark]})" for mark in self.marks]
        for word in self.text.split():
            folded = word.lower()
            if (
                folded != word or folded.upper() != word
            ):  # only letters have case; 中文 needs no lower()
                conditions.append("(contains(lower(sentence), ?) OR contains(lower(metric), ?))")
            else:
                conditions.append("(contains(sentence, ?) OR contains(metric, ?))")
            params += [folded, folded]
        if self.low is not None:
            conditions.append("coalesce(number, high) >= ?")
            params.append(self.low)
        if self.high is not None:
            conditions.append("coalesce(number, low) <= ?")
            params.append(self.high)
        return " AND ".join(conditions) or "TRUE", params


def _escape(value: str) -> str:
    return "~" + value if not value or value.startswith("~") else value


def _unescape(value: str) -> str:
    return value[1:] if value.startswith("~") else value


def _listed(value: str | Iterable[str] | None) -> list[str]:
    if value is None:
        return []
    return [value] if isinstance(value, str) else [str(v) for v in value]


def _number_text(number: float) -> str:
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)
