"""A chart with its downloads, its table view, and its words for who cannot see it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from dashboard.files import downloads
from dashboard.showing import chart_frame, chart_text
from dashboard.showing.words import Words


def show(
    figure: go.Figure,
    data: pd.DataFrame,
    *,
    title: str,
    labels: Sequence[str],
    values: Sequence[str],
    words: Words,
    key: str,
) -> None:
    """Draw `figure`; `data` is the table behind it, with friendly column names.

    `labels` and `values` say the chart in words, for screen readers.
    """
    with st.container(key=f"{key}_frame", gap="xsmall"):
        place = st.container()
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            as_table = (
                st.segmented_control(
                    words("chart.view"),
                    ("chart", "table"),
                    format_func=lambda form: words(f"chart.as_{form}"),
                    default="chart",
                    required=True,
                    key=f"{key}_view",
                    label_visibility="collapsed",
                )
                == "table"
            )
            with st.popover(words("chart.download"), icon=":material/download:", type="tertiary"):
                image = st.segmented_control(
                    words("chart.image"),
                    ("png", "svg"),
                    format_func=str.upper,
                    default="png",
                    required=True,
                    key=f"{key}_image",
                    help=words("chart.image_help"),
                )
                st.download_button(
                    words("chart.data", n=len(data)),
                    data=lambda: downloads.frame_csv(data),
                    file_name=downloads.file_name(title, "csv", date.today()),
                    mime="text/csv",
                    on_click="ignore",
                    key=f"{key}_csv",
                    icon=":material/table:",
                )
        if as_table:
            place.markdown(f"**{title}**")
            place.dataframe(data, hide_index=True, key=f"{key}_table")
        else:
            place.plotly_chart(
                figure,
                theme=None,
                key=f"{key}_chart",
                config=chart_frame.config(
                    words, downloads.file_name(title, "", date.today()), image or "png"
                ),
                alt=chart_text.alternative(title, labels, values, words),
            )
