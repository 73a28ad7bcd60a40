"""What the columns, roles, stages and intervals mean, how accurate the reading is, and versions."""

from __future__ import annotations

import sys
from importlib import metadata

import pandas as pd
import streamlit as st

from dashboard.files import adding
from dashboard.showing import about
from extract import columns
from widgets.shell import View, run

_PACKAGES = ("streamlit", "pandas", "plotly", "regex", "duckdb", "pyarrow")


def _columns(view: View) -> None:
    words = view.words
    st.header(words("about.columns"), anchor=False)
    st.table(  # its cells wrap, so that every meaning can be read
        pd.DataFrame(
            [
                (words.column(name), name, column.description(words.language))
                for name, column in columns.ALL.items()
            ],
            columns=[words("about.column"), words("about.column_name"), words("about.meaning")],
        ),
        hide_index=True,
        border="horizontal",
    )


def _values(view: View, group: str) -> None:
    """The values of a category with what each means."""
    words = view.words
    st.header(words(f"about.{group}s"), anchor=False)
    st.markdown(
        "\n".join(
            f"- **{said.name(words.language)}** — {said.about(words.language)}"
            for said in columns.ALL[group].values.values()
        )
    )


def _accuracy(view: View) -> None:
    words = view.words
    st.header(words("about.accuracy"), anchor=False)
    measured = about.accuracy()
    if measured is None:
        st.markdown(words("about.accuracy_none"))
        return
    st.markdown(words("about.accuracy_how", n=measured.figures, reports=measured.reports))
    st.dataframe(
        pd.DataFrame(
            [(words(f"about.score_{name}"), value) for name, value in measured.scores.items()],
            columns=[words("about.measure"), words("about.score")],
        ),
        hide_index=True,
        key="about_accuracy",
        column_config={words("about.score"): st.column_config.NumberColumn(format="%.3f")},
    )
    st.caption(words("about.accuracy_caution"))
    current = adding.extraction_version()
    if measured.extraction != current:
        st.caption(words("about.accuracy_old", measured=measured.extraction, current=current))


def _body(view: View) -> None:
    words = view.words
    st.markdown(words("about.what"))
    _accuracy(view)
    st.header(words("about.intervals"), anchor=False)
    st.markdown(words("about.intervals_text"))
    _values(view, "role")
    _values(view, "stage")
    _columns(view)
    st.header(words("about.versions"), anchor=False)
    versions = [f"Python {sys.version.split()[0]}"] + [
        f"{name} {metadata.version(name)}" for name in _PACKAGES
    ]
    versions.append(words("about.extraction", version=adding.extraction_version()))
    st.markdown(" · ".join(versions))
    st.header(words("about.licence"), anchor=False)
    st.markdown(words("about.licence_text"))


run("about", _body)
