"""The chart of the Compare page: series over reports, organisations or dates."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
import plotly.graph_objects as go

from dashboard.showing import format as fmt
from dashboard.showing import theme
from dashboard.showing.chart_frame import bar, bounded, errors, finish, largest, ticks
from dashboard.showing.chart_text import label, tooltips, written
from dashboard.showing.escape import for_chart
from dashboard.showing.words import Words

FORMS = ("line", "bar", "slope")
_ENDS = ("left", "right")  # where the numbers of a slope stand
_HEADROOM = 1.12  # how much higher than the highest bar a chart is
_UNDER_WIDTH = 12  # columns of a label under the chart


def draw(
    frame: pd.DataFrame,
    form: str,
    unit: str,
    title: str,
    source: str,
    words: Words,
    dark: bool,
    *,
    from_zero: bool = True,
) -> go.Figure:
    """Series over reports, organisations or dates; bars always start `from_zero`.

    Columns: `series`, `x` (a label; rows come in the order to show), `value`, `low`, `high`.
    `form`: `line`, `bar`, or `slope` (first against last). `unit` names the axis.
    """
    colours = theme.palette(dark)
    scale = fmt.scale(largest(frame), words.language)
    places = _places(frame["x"].astype(str))
    figure = go.Figure()
    for i, (name, rows) in enumerate(frame.groupby("series", sort=False)):
        if form == "slope":
            rows = rows.iloc[[0, -1]] if len(rows) > 1 else rows
        value, down, up = bounded(rows, scale.factor)
        colour = colours.series[i % len(colours.series)]
        error = errors(down, up, colours.ink if form == "bar" else colour)
        shared = {
            "name": for_chart(str(name), width=24, lines=2),
            "x": [places[x] for x in rows["x"].astype(str)],
            "y": value,
            "error_y": error,
            "customdata": tooltips(
                rows, [f"{name} {written(row, unit, words)}" for _, row in rows.iterrows()]
            ),
            "hovertemplate": "%{customdata}<extra></extra>",
        }
        if form == "bar":
            shape = theme.SERIES_PATTERNS[i % len(theme.SERIES_PATTERNS)]
            figure.add_bar(
                marker=bar(colour, shape, colours.ground),
                text=[fmt.as_told(v, words.language) for v in rows["value"]],
                textposition="outside",
                cliponaxis=False,
                **shared,
            )
        else:
            said = form == "slope" or not unit  # without an axis the values stand at their points
            figure.add_scatter(
                mode="lines+markers+text" if said else "lines+markers",
                line={"color": colour, "dash": theme.SERIES_DASHES[i % 6], "width": 2.2},
                marker={"symbol": theme.SERIES_SYMBOLS[i % 8], "size": 9, "color": colour},
                text=[fmt.as_told(v, words.language) for v in rows["value"]] if said else None,
                # Series take turns above and below, so that near values do not cover each other.
                textposition=[
                    f"{'bottom' if i % 2 else 'top'} {side}"
                    for side in (_ENDS if form == "slope" else ["center"] * len(rows))
                ],
                textfont={"color": colour},
                **shared,
            )
    figure.update_xaxes(
        type="category",
        categoryorder="array",
        categoryarray=list(places.values()),
        showgrid=False,
        tickangle=0,
    )
    figure.update_yaxes(
        rangemode="tozero" if from_zero or form == "bar" else "normal",
        **ticks(frame, unit, scale, words),
    )
    if form == "bar":
        lowest = min(0.0, float(frame["value"].min()))
        # Room for the numbers above the bars.
        ends = [end / scale.factor * _HEADROOM for end in (lowest, largest(frame))]
        figure.update_yaxes(range=ends)
    if form == "slope":
        figure.update_xaxes(range=[-0.35, len(places) - 0.65])
    return finish(
        figure,
        title,
        source,
        dark,
        320,
        under=18,
        legend=frame["series"].nunique() > 1,
    )


def _places(names: Iterable[str]) -> dict[str, str]:
    """What stands under the chart for each name, cut to size; names that are cut to the same words
    are told apart by an invisible mark, lest they share one place."""
    found: dict[str, str] = {}
    for name in names:
        if name not in found:
            shown = label(name, _UNDER_WIDTH, lines=3)
            found[name] = shown + "\u200b" * sum(
                one.rstrip("\u200b") == shown for one in found.values()
            )
    return found
