"""A chart with its downloads, its table view, and its words for who cannot see it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from dashboard.files import downloads
from dashboard.showing import chart_frame, chart_text
from dashboard.showing.escape import for_markdown
from dashboard.showing.words import Words


def show(
    figure: go.Figure | Callable[[], go.Figure],
    data: pd.DataFrame,
    *,
    title: str,
    labels: Sequence[str],
    values: Sequence[str],
    words: Words,
    key: str,
    still: str = "",
) -> None:
    """Draw `figure`, or what it makes when it is called; `data` is the table behind it, with
    friendly column names.

    `labels` and `values` say the chart in words, for screen readers. `still` is the chart as HTML
    (dashboard/showing/bars.py): it stands there at first, and the other is one click away.
    """
    forms = ("chart", "explore", "table") if still else ("chart", "table")
    with st.container(key=f"{key}_frame", gap="xsmall"):
        place = st.container()
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            form = st.segmented_control(
                words("chart.view"),
                forms,
                format_func=lambda form: words(f"chart.as_{form}"),
                default="chart",
                required=True,
                key=f"{key}_view",
                label_visibility="collapsed",
            )
            drawn = form == ("explore" if still else "chart")
            image = _downloads(data, title, key, words, drawn)
        if form == "table":
            place.markdown(f"**{for_markdown(title)}**")
            place.dataframe(data, hide_index=True, key=f"{key}_table")
        elif not drawn:
            place.html(still)
        else:
            name = downloads.file_name(title, "", date.today())
            place.plotly_chart(
                figure() if callable(figure) else figure,
                theme=None,
                key=f"{key}_chart",
                config=chart_frame.config(words, name, image),
                alt=chart_text.alternative(title, labels, values, words),
            )


def _downloads(data: pd.DataFrame, title: str, key: str, words: Words, drawn: bool) -> str:
    """What can be taken away; the format in which the camera of a drawn chart takes its picture."""
    with st.popover(words("chart.download"), icon=":material/download:", type="tertiary"):
        image = "png"
        if drawn:
            image = st.segmented_control(
                words("chart.image"),
                ("png", "svg"),
                format_func=str.upper,
                default="png",
                required=True,
                key=f"{key}_image",
                help=words("chart.image_help"),
            )
        else:
            st.caption(words("chart.image_explore"))
        st.download_button(
            words("chart.data", n=len(data)),
            data=lambda: downloads.frame_csv(data),
            file_name=downloads.file_name(title, "csv", date.today()),
            mime="text/csv",
            on_click="ignore",
            key=f"{key}_csv",
            icon=":material/table:",
        )
    return image or "png"
