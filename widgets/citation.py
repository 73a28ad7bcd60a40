"""The source line of a chart: which reports, of what date, read by which version."""

from __future__ import annotations

from collections.abc import Iterable

from dashboard.asking import reports
from dashboard.asking.filters import Filter
from dashboard.showing import format as fmt
from widgets import answers
from widgets.shell import View

_NAMED = 2


def line(view: View, ids: Iterable[str]) -> str:
    """The line for a chart over these reports; over all that the filter lets through when empty.

    Plain text; the charts escape it.
    """
    words = view.words
    own = Filter(reports=tuple(ids), roles=())
    meant = own if own.reports else view.filter.of_reports
    found = answers.ask(reports.cited, view.library, meant, _NAMED)
    parts = []
    for title, day in found.named:
        date = fmt.date(day, words.language)
        parts.append(words("chart.cited", title=title, date=date) if date else title)
    named = words("chart.semicolon").join(parts)
    if found.count > _NAMED:
        named = words("chart.and_more", named=named, n=found.count - _NAMED)
    versions = ", ".join(found.versions)
    read = words("chart.version", version=versions) if versions else ""
    return words("chart.source", named=named, version=read)
