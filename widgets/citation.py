"""The source line of a chart: which reports, of what date, read by which version."""

from __future__ import annotations

from collections.abc import Iterable

from dashboard.showing import format as fmt
from widgets import catalogue
from widgets.shell import View

_NAMED = 2


def line(view: View, reports: Iterable[str]) -> str:
    """The line for a chart over these reports; over all that the filter lets through when empty.

    Plain text; the charts escape it.
    """
    words = view.words
    known = catalogue.reports(view.library).set_index("id")
    ids = [i for i in dict.fromkeys(reports) if i in known.index]
    ids = ids or catalogue.matching(view.library, view.filter)
    parts = []
    for i in ids[:_NAMED]:
        row = known.loc[i]
        date = fmt.date(str(row["date"]), words.language)
        parts.append(
            words("chart.cited", title=row["title"], date=date) if date else str(row["title"])
        )
    named = words("chart.semicolon").join(parts)
    if len(ids) > _NAMED:
        named = words("chart.and_more", named=named, n=len(ids) - _NAMED)
    versions = sorted(set(known.loc[ids, "extraction"].astype(str)) - {""})
    read = words("chart.version", version=", ".join(versions)) if versions else ""
    return words("chart.source", named=named, version=read)
