"""The charts: small frames in, plotly figures out.

Every chart carries its title and its source line inside the picture, so that a downloaded image can
stand alone. Frames are aggregates of a few hundred rows at most. All text from reports is escaped.

Columns that every frame may have besides those a chart names: `sentence` and `report`, shown in the
tooltip. Numbers come in base units; charts scale their axes (万 in Chinese, thousands in English).
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from dashboard.showing import format as fmt
from dashboard.showing import theme
from dashboard.showing.chart_frame import bar, bounded, errors, finish, largest, ticks, whole
from dashboard.showing.chart_text import axis_title, labels, room, tooltips, written
from dashboard.showing.escape import for_chart
from dashboard.showing.words import Words

ROW_HEIGHT = 46
_VALUE_ROOM = 1.15  # the same, where a percentage does
_TEXT_ROOM = 1.3  # an axis's length to its longest bar, where a wording stands behind the bar


def steps(
    frame: pd.DataFrame, unit: str, title: str, source: str, words: Words, dark: bool
) -> go.Figure:
    """Figures beside each other on one scale, a bar each, with their intervals and wordings.

    Columns: `label`, `stage`, `value`, `low`, `high`, `text` (what stands behind the bar). `unit`
    is that of all of them, or empty where they differ. Used for raised → planned → done.
    """
    colours = theme.palette(dark)
    scale = fmt.scale(largest(frame), words.language)
    value, down, up = bounded(frame, scale.factor)
    texts = [written(row, unit, words) for _, row in frame.iterrows()]
    stages = frame["stage"].astype(str)
    figure = go.Figure(
        go.Bar(
            x=value,
            y=labels(frame["label"]),
            orientation="h",
            marker=bar(
                [colours.stages[s] for s in stages],
                [theme.PATTERNS[s] for s in stages],
                colours.ground,
            ),
            error_x=errors(down, up, colours.ink, 1.4),
            customdata=tooltips(frame, texts),
            hovertemplate="%{customdata}<extra></extra>",
        )
    )
    figure.add_scatter(
        x=np.fmax(value, value + up),
        y=labels(frame["label"]),
        mode="text",
        text=[f"\u2002{for_chart(text)}" for text in frame["text"].astype(str)],
        textposition="middle right",
        textfont={"size": theme.SIZE_BODY, "color": colours.ink},
        cliponaxis=False,
        hoverinfo="skip",
    )
    figure.update_yaxes(autorange="reversed", showgrid=False)
    figure.update_xaxes(
        range=[0, largest(frame) / scale.factor * _TEXT_ROOM], **ticks(frame, unit, scale, words)
    )
    return finish(
        figure,
        title,
        source,
        dark,
        ROW_HEIGHT * len(frame),
        left=room(labels(frame["label"])),
    )


def counts(
    frame: pd.DataFrame, group: str, title: str, source: str, words: Words, dark: bool
) -> go.Figure:
    """How many figures each stage or kind has: columns `value`, `count`."""
    colours = theme.palette(dark)
    names = [words.value(group, v) for v in frame["value"].astype(str)]
    is_stage = group == "stage"
    figure = go.Figure(
        go.Bar(
            x=frame["count"].to_numpy(dtype=int),
            y=[for_chart(name) for name in names],
            orientation="h",
            text=[f"{n:,}" for n in frame["count"]],
            textposition="outside",
            cliponaxis=False,
            marker={
                "color": [colours.stages[v] for v in frame["value"]]
                if is_stage
                else colours.accent,
                "pattern": {
                    "shape": [theme.PATTERNS[v] for v in frame["value"]] if is_stage else "",
                    "fgcolor": colours.ground,
                    "fillmode": "overlay",
                    "fgopacity": 0.5,
                    "size": 6,
                },
            },
            hovertemplate="%{y}: %{x}<extra></extra>",
        )
    )
    largest = int(frame["count"].max()) if len(frame) else 1
    figure.update_yaxes(autorange="reversed", showgrid=False)
    figure.update_xaxes(
        title_text=words("chart.figures"),
        range=[0, largest * 1.15],
        **whole(frame["count"].to_numpy(dtype=float)),
    )
    return finish(figure, title, source, dark, 30 * max(len(frame), 2), left=room(names))


def progress(frame: pd.DataFrame, title: str, source: str, words: Words, dark: bool) -> go.Figure:
    """Bullets: the share done of each row, with the interval that the wording allows as a band.

    Columns: `label`, `report` (shown under the label), `share`, `low`, `high` (percent), `stated`
    (a rate the report gives itself, NaN if none), `detail` (the two figures in words).
    """
    colours = theme.palette(dark)
    names = labels(frame["label"], frame["report"])
    share = frame["share"].to_numpy(dtype=float)
    low = np.clip(frame["low"].to_numpy(dtype=float), 0, None)
    top = float(np.nanmax(np.append(np.where(np.isfinite(share), share, np.nan), 100.0)))
    high = frame["high"].to_numpy(dtype=float)
    high = np.where(np.isfinite(high), high, np.maximum(top, 100))
    texts = [
        words(
            "progress.tip",
            detail=row["detail"],
            share=fmt.rate(row["share"], row["low"], row["high"], words.language),
        )
        for _, row in frame.iterrows()
    ]
    tips = tooltips(frame, texts)
    hover = "%{customdata}<extra></extra>"
    figure = go.Figure()
    figure.add_bar(
        x=np.full(len(frame), 100.0),
        y=names,
        orientation="h",
        width=0.62,
        marker={"color": colours.card, "line": {"color": colours.line, "width": 1}},
        hoverinfo="skip",
        showlegend=False,
    )
    figure.add_bar(
        name=words("progress.share"),
        x=np.nan_to_num(share, nan=0.0, posinf=top),
        y=names,
        orientation="h",
        width=0.3,
        marker={"color": colours.stages["done"]},
        customdata=tips,
        hovertemplate=hover,
    )
    figure.add_bar(
        name=words("progress.band"),
        x=np.maximum(np.nan_to_num(high) - np.nan_to_num(low), 0.25),
        base=np.nan_to_num(low),
        y=names,
        orientation="h",
        width=0.5,
        marker={
            "color": colours.band,
            "opacity": 0.75,
            "pattern": {
                "shape": "/",
                "size": 4,
                "fgcolor": colours.ink,
                "fillmode": "overlay",
                "fgopacity": 0.5,
            },
            "line": {"color": colours.ink, "width": 1},
        },
        customdata=tips,
        hovertemplate=hover,
    )
    marks = frame["stated"].to_numpy(dtype=float)
    if np.isfinite(marks).any():
        figure.add_scatter(
            name=words("progress.stated"),
            x=marks,
            y=names,
            mode="markers",
            marker={
                "symbol": "diamond",
                "size": 12,
                "color": colours.stages["raised"],
                "line": {"width": 2},
            },
            hovertemplate="%{x:.1f}%<extra>" + for_chart(words("progress.stated")) + "</extra>",
        )
    ends = np.fmax(np.nan_to_num(np.fmax(share, high), posinf=top), np.nan_to_num(marks))
    figure.add_scatter(
        x=ends,
        y=names,
        mode="text",
        text=[f"\u2002{fmt.percent(one)}" if np.isfinite(one) else "" for one in share],
        textposition="middle right",
        textfont={"size": theme.SIZE_SMALL, "color": colours.ink},
        cliponaxis=False,
        hoverinfo="skip",
        showlegend=False,
    )
    reach = max(100.0 * 1.04, *ends * _VALUE_ROOM)
    figure.update_layout(barmode="overlay")
    figure.update_yaxes(autorange="reversed", showgrid=False)
    figure.update_xaxes(range=[0, reach], ticksuffix="%", title_text=words("progress.axis"))
    return finish(
        figure,
        title,
        source,
        dark,
        56 * max(len(frame), 1),
        left=room(names),
        legend=True,
    )


def ranges(
    frame: pd.DataFrame,
    unit: str,
    title: str,
    source: str,
    words: Words,
    dark: bool,
    *,
    as_percent: bool = False,
) -> go.Figure:
    """A point with its interval for each row. Columns: `label`, `value`, `low`, `high`."""
    colours = theme.palette(dark)
    scale = fmt.Scale(1.0, "%") if as_percent else fmt.scale(largest(frame), words.language)
    value, down, up = bounded(frame, scale.factor)
    texts = [
        fmt.rate(row["value"], row["low"], row["high"], words.language)
        if as_percent
        else written(row, unit, words)
        for _, row in frame.iterrows()
    ]
    figure = go.Figure(
        go.Scatter(
            x=value,
            y=labels(frame["label"]),
            mode="markers",
            marker={"size": 11, "color": colours.accent},
            error_x=errors(down, up, colours.accent, 2.5),
            customdata=tooltips(frame, texts),
            hovertemplate="%{customdata}<extra></extra>",
        )
    )
    figure.update_yaxes(autorange="reversed", type="category")
    figure.update_xaxes(
        title_text="%" if as_percent else axis_title(scale, unit, words),
        rangemode="tozero",
        tickformat=",~r",
    )
    return finish(
        figure,
        title,
        source,
        dark,
        ROW_HEIGHT * max(len(frame), 2),
        left=room(labels(frame["label"])),
    )
