"""The two downloads: what is shown, and all of it, each with its number of rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import streamlit as st

from dashboard.asking.filters import Filter
from dashboard.files import downloads
from dashboard.showing.words import LANGUAGES, Words
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


# So many rows are put together for a browser, which takes them from the server's memory.
MOST = 300_000
_CODES = "codes"
_COLUMNS = ("all", "shown")


def show(view: View, shown: int, everything: int, columns: Sequence[str]) -> None:
    """Draw the row; `shown` and `everything` are the numbers of rows of the two files, `columns`
    those that the table shows."""
    words = view.words
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="downloads"):
        chosen = _choice(words, "format", list(_FORMATS), "", 230)
        extension, mime, build = _FORMATS[chosen]
        language = words.language
        if chosen == "csv":  # names and values in a language, or stable names and codes
            languages = sorted(LANGUAGES, key=lambda one: one != language)
            language = _choice(words, "headers", [*languages, _CODES], "headers_", 190)
            language = "" if language == _CODES else language
        which = _choice(words, "columns", _COLUMNS, "columns_", 150)
        names = None if which == "all" else list(columns)
        for name, filter_, rows in (
            ("shown", view.filter, shown),
            ("all", Filter(roles=()), everything),
        ):
            st.download_button(
                words(f"download.save_{name}", n=f"{rows:,}"),
                data=_builder(build, view.library, filter_, names, language),
                file_name=downloads.file_name(
                    words(f"download.stem_{name}"), extension, date.today()
                ),
                mime=mime,
                on_click="ignore",
                key=f"download_{name}_{chosen}",
                icon=":material/download:",
                disabled=not 0 < rows <= MOST,
            )
    if everything > MOST:
        st.caption(words("download.too_many", n=f"{MOST:,}"))


def _choice(words: Words, what: str, options: Sequence[str], group: str, width: int) -> str:
    return st.selectbox(
        words(f"download.{what}"),
        options,
        format_func=lambda name: words(f"download.{group}{name}"),
        key=f"download_{what}",
        width=width,
    )


def _builder(
    build: Callable[..., bytes],
    library: Library,
    filter_: Filter,
    columns: Sequence[str] | None,
    language: str,
) -> Callable[[], bytes]:
    """Builds the file when the browser asks for it, not before."""
    return lambda: build(library, filter_, columns, language)
