"""What all charts share: type, colours, title, source line, intervals, and plotly's settings."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from dashboard.showing import chart_text, theme
from dashboard.showing import format as fmt
from dashboard.showing.escape import for_chart
from dashboard.showing.words import Words

TITLE_WIDTH, SOURCE_WIDTH = 36, 52  # columns that fit a phone, the title beside the camera


def finish(
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
    heading, cited = chart_text.wrap(title, TITLE_WIDTH), chart_text.wrap(source, SOURCE_WIDTH)
    drop = 6 if len(heading) < 2 else 19  # plotly puts the first of several lines higher than one
    top = 10 + drop + 22 * len(heading) + (30 if legend else 0)
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
            "pad": {"l": 2, "t": drop},
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


def bounded(frame: pd.DataFrame, factor: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Values with the lengths of their error bars down and up; an open end gets no bar."""
    value = frame["value"].to_numpy(dtype=float) / factor
    low = frame["low"].to_numpy(dtype=float) / factor
    high = frame["high"].to_numpy(dtype=float) / factor
    return (
        value,
        np.where(np.isfinite(low), np.maximum(value - low, 0), 0),
        np.where(np.isfinite(high), np.maximum(high - value, 0), 0),
    )


def largest(frame: pd.DataFrame) -> float:
    """The greatest finite value or bound, for the scale of an axis."""
    numbers = frame[["value", "high"]].to_numpy(dtype=float)
    finite = numbers[np.isfinite(numbers)]
    return float(np.abs(finite).max()) if finite.size else 0.0


def ticks(frame: pd.DataFrame, unit: str, scale: fmt.Scale, words: Words) -> dict[str, Any]:
    """What stands along the axis of the values: nothing where their units differ (`unit` is empty),
    whole numbers for counts, else what plotly chooses."""
    if not unit:
        return {"title_text": "", "showticklabels": False, "showgrid": False}
    axis = {"title_text": chart_text.axis_title(scale, unit, words), "tickformat": ",~r"}
    return axis | (whole(frame["value"].to_numpy(dtype=float)) if scale.factor == 1 else {})


def whole(values: np.ndarray) -> dict[str, Any]:
    """Steps of an axis for values that are whole numbers: at least one, about five in all."""
    finite = values[np.isfinite(values)]
    if not finite.size or (finite != np.round(finite)).any():
        return {}
    rough = max(float(np.abs(finite).max()) / 5, 1.0)
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(nice for nice in (1, 2, 5, 10) if nice * power >= rough) * power
    return {"tick0": 0, "dtick": step, "tickformat": ",d"}


def errors(down: np.ndarray, up: np.ndarray, colour: str, thickness: float = 1.6) -> dict[str, Any]:
    """The whiskers of intervals: lengths down and up from the value; none for an exact value."""
    exact = (down == 0) & (up == 0)
    return {
        "type": "data",
        "symmetric": False,
        "array": np.where(exact, np.nan, up),
        "arrayminus": np.where(exact, np.nan, down),
        "color": colour,
        "thickness": thickness,
        "width": 5,
    }


def bar(colour: str | list[str], shape: str | list[str], ground: str) -> dict[str, Any]:
    """The look of bars: colour, and a pattern over it in the colour of the ground."""
    return {
        "color": colour,
        "pattern": {
            "shape": shape,
            "fgcolor": ground,
            "fillmode": "overlay",
            "fgopacity": 0.5,
            "size": 6,
        },
    }


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
                    "Preparing image - this may take a few seconds": words("chart.saving"),
                    "Image download succeeded": words("chart.saved"),
                    "Sorry, there was a problem downloading your image!": words("chart.unsaved"),
                },
                "format": {},
            }
        },
        "responsive": True,
    }
