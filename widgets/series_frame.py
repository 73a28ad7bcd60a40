"""The points of series as the rows of a chart, and what their reports are called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pandas as pd

from dashboard.asking.compare import Point, Series
from dashboard.showing import format as fmt
from dashboard.showing import yearly_words
from widgets import catalogue
from widgets.shell import View

# Along the times that reports are of: a report of 2023 is often dated 2024.
PERIOD = "period"


def report(view: View, point: Point) -> str:
    """The title of a point's report, with its organisation where the title does not name it."""
    title = catalogue.title(view.library, point.report, point.title)
    if not point.organisation or point.organisation in title:
        return title
    return view.words("compare.report", organisation=point.organisation, title=title)


def labels(view: View, points: Sequence[Point], by: str) -> dict[str, str]:
    """What each report is called under the chart: along `compare.BY` or `PERIOD`. But for
    organisations no two share a name."""
    titles = catalogue.titles(view.library, (point.report for point in points))
    several = len({point.organisation for point in points}) > 1
    found: dict[str, str] = {}
    named: Counter[str] = Counter()
    for point in points:
        if point.report in found:
            continue
        date = fmt.date(point.date, view.words.language)
        name = titles.get(point.report, point.title)
        if by == "organisation":
            name = point.organisation or name
        elif by == "date" and date:
            name = date
        elif by == PERIOD:
            name = yearly_words.period(point.title, point.date, view.words) or name
        elif several and point.organisation and point.organisation not in name:
            name = fmt.bracketed(point.organisation, date, view.words.language)
        named[name] += 1
        again = by != "organisation" and named[name] > 1
        found[point.report] = f"{name} ({named[name]})" if again else name
    return found


def frame(view: View, drawn: Sequence[Series], by: str) -> pd.DataFrame:
    """The points of all series as the rows of the chart, the oldest first."""
    points = [point for one in drawn for point in one.points]
    titles = catalogue.titles(view.library, (point.report for point in points))
    names = labels(view, points, by)
    rows = [
        {
            "series": one.name,
            "x": names[point.report],
            "value": point.value.number,
            "low": point.value.low,
            "high": point.value.high,
            "sentence": point.figure.sentence,
            "report": titles.get(point.report, ""),
            "text": point.figure.text,
            "unit": point.unit,
            "id": point.report,
            "date": point.date or "9999",
        }
        for one in drawn
        for point in one.points
    ]
    drawn_rows = pd.DataFrame(rows).sort_values("date", kind="stable", ignore_index=True)
    numbers = dict.fromkeys(("value", "low", "high"), "float64")
    return drawn_rows.astype(numbers)
