"""The charts: small frames in, plotly figures out.

Every chart carries its title and its source line inside the picture, so that a downloaded image can
stand alone. Frames are aggregates of a few hundred rows at most. All text from reports is escaped.

Columns that every frame may have besides those a chart names: `sentence` and `report`, shown in the
tooltip. Numbers come in base units; charts scale their axes (万 in Chinese, thousands in English).
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Sequence

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from dashboard import format as fmt
from dashboard import theme
from dashboard.escape import for_chart
from dashboard.words import Words

TITLE_WIDTH, SOURCE_WIDTH, LABEL_WIDTH, UNDER_WIDTH = 42, 52, 18, 12
_COLUMN = 6.6  # pixels of half a Chinese character at the size of labels
_FAR = 150.0  # percent: what is further out runs off the axis, or nothing else could be told
_SMALL = '<span style="font-size:10px">'
_TAG = re.compile("<[^>]*>")
_CLOSING = "，。；：、）》”！？,.;:)"
ROW_HEIGHT = 46


def wrap(text: str, width: int) -> list[str]:
    """`text` in lines of at most `width` columns, a Chinese character taking two."""
    lines, line, used = [], "", 0
    for word in _pieces(text):
        size = _columns(word)
        if line and used + size > width:
            lines.append(line.rstrip())
            line, used = "", 0
        line, used = line + word, used + size
    return [*lines, line.rstrip()] if line.strip() else lines


def _pieces(text: str) -> list[str]:
    """Where a line may break: after spaces and around Chinese characters, not before `，。）`."""
    pieces: list[str] = []
    for char in text:
        last = pieces[-1] if pieces else " "
        joins = not (_wide(char) or _wide(last) or last.endswith(" "))
        if pieces and (joins or char in _CLOSING):
            pieces[-1] += char
        else:
            pieces.append(char)
    return pieces


def _columns(text: str) -> int:
    """The width of a text, a Chinese character counting two."""
    return sum(2 if _wide(char) else 1 for char in text)


def _wide(text: str) -> bool:
    return unicodedata.east_asian_width(text[-1]) in "WF"


def _broken(text: str, width: int) -> str:
    return "<br>".join(for_chart(line, width=1000) for line in wrap(text, width))


def _label(text: str, width: int = LABEL_WIDTH, lines: int = 2) -> str:
    found = wrap(" ".join(text.split()), width)
    if len(found) > lines:
        found = [*found[: lines - 1], found[lines - 1] + "…"]
    return "<br>".join(for_chart(line, width=1000) for line in found)


def _labels(values: pd.Series, below: pd.Series | None = None) -> list[str]:
    """Axis labels, wrapped, with a second one in small print below.

    Equal ones are told apart by an invisible mark, lest their rows merge.
    """
    seen: dict[str, int] = {}
    labels = []
    under = [""] * len(values) if below is None else list(below)
    for value, small in zip(values.astype(str), under, strict=True):
        label = _label(value)
        if small:
            label = f"{_label(value, lines=1)}<br>{_SMALL}{_label(str(small), lines=1)}</span>"
        seen[label] = seen.get(label, 0) + 1
        labels.append(label + "\u200b" * (seen[label] - 1))
    return labels


def _room(labels: Sequence[str]) -> int:
    """The width in pixels that the labels of an upright axis need."""
    lines = [_TAG.sub("", line) for label in labels for line in label.split("<br>")]
    return 16 + round(_COLUMN * max((_columns(line) for line in lines), default=0))


def _finish(
    figure: go.Figure,
    title: str,
    source: str,
    dark: bool,
    height: int,
    *,
    left: int = 64,
    under: int = 0,
    legend: bool = False,
) -> go.Figure:
    """Type, colours, title above and source line below, the same for every chart."""
    colours = theme.palette(dark)
    heading, cited = wrap(title, TITLE_WIDTH), wrap(source, SOURCE_WIDTH)
    top = 16 + 22 * len(heading) + (30 if legend else 0)
    bottom = 58 + under + 17 * len(cited)
    figure.update_layout(
        title={
            "text": "<br>".join(for_chart(line, width=1000) for line in heading),
            "x": 0,
            "xanchor": "left",
            "xref": "container",
            "y": 1,
            "yanchor": "top",
            "yref": "container",
            "pad": {"l": 2, "t": 6},
            "font": {"size": theme.SIZE_TITLE, "color": colours.ink, "weight": 600},
        },
        font={"family": theme.FONTS, "size": theme.SIZE_SMALL, "color": colours.ink},
        paper_bgcolor=colours.ground,
        plot_bgcolor=colours.ground,
        margin={"l": left, "r": 20, "t": top, "b": bottom},
        height=height + top + bottom,
        showlegend=legend,
        legend={
            "orientation": "h",
            "x": 0,
            "xref": "container",
            "y": 1 - (top - 26) / (height + top + bottom),
            "yref": "container",
            "yanchor": "top",
            "font": {"size": theme.SIZE_SMALL},
        },
        hoverlabel={
            "bgcolor": colours.card,
            "bordercolor": colours.line,
            "font": {"family": theme.FONTS, "size": 13, "color": colours.ink},
            "align": "left",
        },
        bargap=0.38,
        modebar={
            "bgcolor": "rgba(0,0,0,0)",
            "color": colours.muted,
            "activecolor": colours.accent,
            "orientation": "h",
        },
        dragmode=False,
    )
    axis = {
        "gridcolor": colours.line,
        "zerolinecolor": colours.line,
        "linecolor": colours.line,
        "tickfont": {"color": colours.muted, "size": theme.SIZE_SMALL},
        "title_font": {"color": colours.muted, "size": theme.SIZE_SMALL},
    }
    figure.update_xaxes(**axis)
    figure.update_yaxes(**axis, ticklabelstandoff=4)
    figure.add_annotation(
        text="<br>".join(for_chart(line, width=1000) for line in cited),
        x=0,
        xref="paper",
        xanchor="left",
        y=0,
        yref="paper",
        yanchor="top",
        xshift=2 - left,
        yshift=-52 - under,
        align="left",
        showarrow=False,
        font={"size": 11, "color": colours.muted},
    )
    return figure


def _tooltips(frame: pd.DataFrame, values: Sequence[str]) -> np.ndarray:
    """One tooltip a row: the value in words, the sentence, the report."""
    sentences = frame["sentence"] if "sentence" in frame else pd.Series("", index=frame.index)
    reports = frame["report"] if "report" in frame else pd.Series("", index=frame.index)
    tips = []
    for value, sentence, report in zip(values, sentences, reports, strict=True):
        parts = [f"<b>{for_chart(value)}</b>"]
        if isinstance(sentence, str) and sentence:
            parts.append(for_chart(sentence))
        if isinstance(report, str) and report:
            parts.append(f"<i>{for_chart(report)}</i>")
        tips.append("<br>".join(parts))
    return np.array(tips, dtype=object)


def _bounded(frame: pd.DataFrame, factor: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Values with the lengths of their error bars down and up; an open end gets no bar."""
    value = frame["value"].to_numpy(dtype=float) / factor
    low = frame["low"].to_numpy(dtype=float) / factor
    high = frame["high"].to_numpy(dtype=float) / factor
    return (
        value,
        np.where(np.isfinite(low), np.maximum(value - low, 0), 0),
        np.where(np.isfinite(high), np.maximum(high - value, 0), 0),
    )


def _largest(frame: pd.DataFrame) -> float:
    numbers = frame[["value", "high"]].to_numpy(dtype=float)
    finite = numbers[np.isfinite(numbers)]
    return float(np.abs(finite).max()) if finite.size else 0.0


def axis_title(scale: fmt.Scale, unit: str, words: Words) -> str:
    """What an axis counts: `万个`, `thousand yuan`, or the unit alone."""
    spelled = fmt.unit(unit, words.language)
    if words.language == "zh":
        return f"{scale.name}{spelled}"
    return " ".join(part for part in (scale.name, spelled) if part)


def written(row: pd.Series, unit: str, words: Words) -> str:
    """A value with its interval: `7.7万个（7.7万–7.8万）`."""
    value = fmt.with_unit(fmt.number(row["value"], words.language), unit, words.language)
    bounds = fmt.interval(row["low"], row["high"], words.language)
    if not value:
        return fmt.with_unit(bounds, unit, words.language)
    return (
        value
        if row["low"] == row["high"] or not bounds
        else words("chart.bounds", value=value, bounds=bounds)
    )


def steps(
    frame: pd.DataFrame, unit: str, title: str, source: str, words: Words, dark: bool
) -> go.Figure:
    """Figures beside each other on one scale, a bar each, with their intervals.

    Columns: `label`, `stage`, `value`, `low`, `high`. Used for raised → planned → done.
    """
    colours = theme.palette(dark)
    scale = fmt.scale(_largest(frame), words.language)
    value, down, up = _bounded(frame, scale.factor)
    texts = [written(row, unit, words) for _, row in frame.iterrows()]
    stages = frame["stage"].astype(str)
    figure = go.Figure(
        go.Bar(
            x=value,
            y=_labels(frame["label"]),
            orientation="h",
            marker={
                "color": [colours.stages[s] for s in stages],
                "pattern": {
                    "shape": [theme.PATTERNS[s] for s in stages],
                    "fgcolor": colours.ground,
                    "fillmode": "overlay",
                    "fgopacity": 0.5,
                    "size": 6,
                },
            },
            error_x={
                "type": "data",
                "symmetric": False,
                "array": up,
                "arrayminus": down,
                "color": colours.ink,
                "thickness": 1.4,
                "width": 5,
            },
            customdata=_tooltips(frame, texts),
            hovertemplate="%{customdata}<extra></extra>",
        )
    )
    figure.update_yaxes(autorange="reversed", showgrid=False)
    figure.update_xaxes(
        title_text=axis_title(scale, unit, words), rangemode="tozero", tickformat=",~r"
    )
    return _finish(
        figure,
        title,
        source,
        dark,
        ROW_HEIGHT * len(frame),
        left=_room(_labels(frame["label"])),
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
        title_text=words("chart.figures"), range=[0, largest * 1.15], tickformat=",d", nticks=5
    )
    return _finish(figure, title, source, dark, 30 * max(len(frame), 2), left=_room(names))


def progress(frame: pd.DataFrame, title: str, source: str, words: Words, dark: bool) -> go.Figure:
    """Bullets: the share done of each row, with the interval that the wording allows as a band.

    Columns: `label`, `report` (shown under the label), `share`, `low`, `high` (0.857 for 85.7 %),
    `stated` (a share the report gives itself, NaN if none), `target` (NaN if none), `detail` (the
    two figures in words).
    """
    colours = theme.palette(dark)
    labels = _labels(frame["label"], frame["report"])
    share = frame["share"].to_numpy(dtype=float) * 100
    low = np.clip(frame["low"].to_numpy(dtype=float), 0, None) * 100
    top = float(np.nanmax(np.append(np.where(np.isfinite(share), share, np.nan), 100.0)))
    high = frame["high"].to_numpy(dtype=float) * 100
    high = np.where(np.isfinite(high), high, np.maximum(top, 100))
    texts = [
        words(
            "progress.tip",
            detail=row["detail"],
            share=fmt.share(row["share"], row["low"], row["high"]),
        )
        for _, row in frame.iterrows()
    ]
    tips = _tooltips(frame, texts)
    hover = "%{customdata}<extra></extra>"
    figure = go.Figure()
    figure.add_bar(
        x=np.full(len(frame), 100.0),
        y=labels,
        orientation="h",
        width=0.62,
        marker={"color": colours.card, "line": {"color": colours.line, "width": 1}},
        hoverinfo="skip",
        showlegend=False,
    )
    figure.add_bar(
        name=words("progress.share"),
        x=np.nan_to_num(share, nan=0.0, posinf=top),
        y=labels,
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
        y=labels,
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
    for column, symbol, colour in (
        ("stated", "diamond", colours.stages["raised"]),
        ("target", "line-ns-open", colours.ink),
    ):
        marks = frame[column].to_numpy(dtype=float) * 100 if column in frame else np.array([])
        if np.isfinite(marks).any():
            figure.add_scatter(
                name=words(f"progress.{column}"),
                x=marks,
                y=labels,
                mode="markers",
                marker={"symbol": symbol, "size": 12, "color": colour, "line": {"width": 2}},
                hovertemplate="%{x:.1f} %<extra>"
                + for_chart(words(f"progress.{column}"))
                + "</extra>",
            )
    reach = min(max(104.0, float(np.nanmax(np.append(high, 100.0))) * 1.04), _FAR)
    figure.update_layout(barmode="overlay")
    figure.update_yaxes(autorange="reversed", showgrid=False)
    figure.update_xaxes(range=[0, reach], ticksuffix=" %", title_text=words("progress.axis"))
    return _finish(
        figure,
        title,
        source,
        dark,
        56 * max(len(frame), 1),
        left=_room(labels),
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
    scale = fmt.Scale(0.01, "%") if as_percent else fmt.scale(_largest(frame), words.language)
    value, down, up = _bounded(frame, scale.factor)
    texts = [
        fmt.share(row["value"], row["low"], row["high"])
        if as_percent
        else written(row, unit, words)
        for _, row in frame.iterrows()
    ]
    figure = go.Figure(
        go.Scatter(
            x=value,
            y=_labels(frame["label"]),
            mode="markers",
            marker={"size": 11, "color": colours.accent},
            error_x={
                "type": "data",
                "symmetric": False,
                "array": up,
                "arrayminus": down,
                "color": colours.accent,
                "thickness": 2.5,
                "width": 7,
            },
            customdata=_tooltips(frame, texts),
            hovertemplate="%{customdata}<extra></extra>",
        )
    )
    figure.update_yaxes(autorange="reversed", type="category")
    figure.update_xaxes(
        title_text="%" if as_percent else axis_title(scale, unit, words),
        rangemode="tozero",
        tickformat=",~r",
    )
    return _finish(
        figure,
        title,
        source,
        dark,
        ROW_HEIGHT * max(len(frame), 2),
        left=_room(_labels(frame["label"])),
    )


FORMS = ("line", "bar", "slope")


def compare(
    frame: pd.DataFrame,
    form: str,
    unit: str,
    title: str,
    source: str,
    words: Words,
    dark: bool,
) -> go.Figure:
    """Series over reports, organisations or dates.

    Columns: `series`, `x` (a label; rows come in the order to show), `value`, `low`, `high`.
    `form`: `line`, `bar`, or `slope` (first against last). `unit` names the axis.
    """
    colours = theme.palette(dark)
    scale = fmt.scale(_largest(frame), words.language)
    order = [_label(x, UNDER_WIDTH, lines=3) for x in dict.fromkeys(frame["x"].astype(str))]
    figure = go.Figure()
    for i, (name, rows) in enumerate(frame.groupby("series", sort=False)):
        if form == "slope":
            rows = rows.iloc[[0, -1]] if len(rows) > 1 else rows
        value, down, up = _bounded(rows, scale.factor)
        colour = colours.series[i % len(colours.series)]
        error = {
            "type": "data",
            "symmetric": False,
            "array": up,
            "arrayminus": down,
            "color": colours.ink if form == "bar" else colour,
            "thickness": 1.6,
            "width": 5,
        }
        shared = {
            "name": for_chart(str(name), width=24, lines=2),
            "x": [_label(x, UNDER_WIDTH, lines=3) for x in rows["x"].astype(str)],
            "y": value,
            "error_y": error,
            "customdata": _tooltips(
                rows, [f"{name} {written(row, unit, words)}" for _, row in rows.iterrows()]
            ),
            "hovertemplate": "%{customdata}<extra></extra>",
        }
        if form == "bar":
            shape = theme.SERIES_PATTERNS[i % len(theme.SERIES_PATTERNS)]
            figure.add_bar(
                marker={
                    "color": colour,
                    "pattern": {
                        "shape": shape,
                        "fgcolor": colours.ground,
                        "fillmode": "overlay",
                        "fgopacity": 0.5,
                        "size": 6,
                    },
                },
                **shared,
            )
        else:
            figure.add_scatter(
                mode="lines+markers+text" if form == "slope" else "lines+markers",
                line={"color": colour, "dash": theme.SERIES_DASHES[i % 6], "width": 2.2},
                marker={"symbol": theme.SERIES_SYMBOLS[i % 8], "size": 9, "color": colour},
                text=[fmt.short(v * scale.factor, words.language) for v in value]
                if form == "slope"
                else None,
                textposition="top center",
                **shared,
            )
    figure.update_xaxes(
        type="category",
        categoryorder="array",
        categoryarray=order,
        showgrid=False,
        tickangle=0,
    )
    figure.update_yaxes(
        title_text=axis_title(scale, unit, words), rangemode="tozero", tickformat=",~r"
    )
    if form == "slope":
        figure.update_xaxes(range=[-0.35, len(order) - 0.65])
    return _finish(
        figure,
        title,
        source,
        dark,
        320,
        under=18,
        legend=frame["series"].nunique() > 1,
    )


def alternative(title: str, labels: Sequence[str], values: Sequence[str], words: Words) -> str:
    """The chart in words, for those who do not see it: title, then each label with its value."""
    shown = list(zip(labels, values, strict=True))
    said = "; ".join(f"{label} {value}" for label, value in shown[:12])
    rest = words("chart.alt_more", n=len(shown) - 12) if len(shown) > 12 else ""
    return f"{title}. {said}{rest}"


def config(words: Words, file_name: str, image: str) -> dict[str, object]:
    """Plotly's settings: its own image button (`image` is png or svg), our words, no logo."""
    return {
        "displaylogo": False,
        "displayModeBar": True,
        "modeBarButtons": [["toImage"]],
        "toImageButtonOptions": {"format": image, "filename": file_name, "scale": 2},
        "locale": "page",
        "locales": {
            "page": {
                "dictionary": {
                    "Download plot as a PNG": words("chart.save_png"),
                    "Download plot as a png": words("chart.save_png"),
                    "Download plot": words("chart.save"),
                    "Taking snapshot - this may take a few seconds": words("chart.saving"),
                    "Snapshot succeeded": words("chart.saved"),
                },
                "format": {},
            }
        },
        "responsive": True,
    }


def finite(value: float | None) -> bool:
    """Whether a value can be drawn at all."""
    return value is not None and math.isfinite(value)
