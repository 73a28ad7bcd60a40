"""The two downloads: what is shown, and all of it, each with its number of rows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import streamlit as st

from dashboard.asking.filters import Filter
from dashboard.files import downloads
from dashboard.store.library import Library
from widgets.shell import View

# Format → extension, MIME type, and what builds it.
_FORMATS: dict[str, tuple[str, str, Callable[..., bytes]]] = {
    "csv": ("csv", "text/csv", downloads.csv),
    "xlsx": (
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        downloads.xlsx,
    ),
    "parquet": ("parquet", "application/vnd.apache.parquet", downloads.parquet),
    "json": ("json", "application/json", downloads.json),
    "package": ("zip", "application/zip", downloads.package),
}


def show(view: View, shown: int, everything: int) -> None:
    """Draw the row; `shown` and `everything` are the numbers of rows of the two files."""
    words = view.words
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="downloads"):
        chosen = st.selectbox(
            words("download.format"),
            list(_FORMATS),
            format_func=lambda name: words(f"download.{name}"),
            key="download_format",
            width=260,
        )
        extension, mime, build = _FORMATS[chosen]
        for name, filter_, rows in (
            ("shown", view.filter, shown),
            ("all", Filter(roles=()), everything),
        ):
            st.download_button(
                words(f"download.save_{name}", n=f"{rows:,}"),
                data=_builder(build, view.library, filter_, words.language),
                file_name=downloads.file_name(
                    words(f"download.stem_{name}"), extension, date.today()
                ),
                mime=mime,
                on_click="ignore",
                key=f"download_{name}_{chosen}",
                icon=":material/download:",
                disabled=rows == 0,
            )


def _builder(
    build: Callable[..., bytes], library: Library, filter_: Filter, language: str
) -> Callable[[], bytes]:
    """Builds the file when the browser asks for it, not before."""
    return lambda: build(library, filter_, language=language)
