"""What the columns, roles, stages and intervals mean, how accurate the reading is, and versions."""

from __future__ import annotations

import sys
from importlib import metadata

import pandas as pd
import streamlit as st

from dashboard.files.adding import extraction_version
from dashboard.showing import about
from extract import columns
from widgets.shell import View, run
from working.rules import version_of

_PACKAGES = ("streamlit", "pandas", "plotly", "regex", "duckdb", "pyarrow")


def _columns(view: View) -> None:
    words = view.words
    st.header(words("about.columns"), anchor="about-columns")
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
    st.header(words(f"about.{group}s"), anchor=f"about-{group}s")
    st.markdown(
        "\n".join(
            f"- **{said.name(words.language)}** — {said.about(words.language)}"
            for said in columns.ALL[group].values.values()
        )
    )


def _accuracy(view: View) -> None:
    """How far to trust it: first what was measured on labels that no rule was made with."""
    words = view.words
    st.header(words("about.accuracy"), anchor="about-accuracy")
    measured = about.accuracy()
    if measured is None:
        st.markdown(words("about.accuracy_none"))
        return
    for part, sets in (("figures", measured.figures), ("conclusions", measured.conclusions)):
        held = sets["held"]
        st.markdown(words(f"about.accuracy_{part}", n=held.labels))
        names = [name for name in ("held", "open", "samples") if name in sets]
        st.dataframe(
            pd.DataFrame(
                [
                    (words(f"about.score_{measure}"), *(sets[n].scores.get(measure) for n in names))
                    for measure in held.scores
                ],
                columns=[words("about.measure"), *(words(f"about.set_{name}") for name in names)],
            ),
            hide_index=True,
            key=f"about_accuracy_{part}",
            column_config={
                words(f"about.set_{name}"): st.column_config.NumberColumn(format="percent")
                for name in names
            },
        )
    st.caption(words("about.accuracy_caution"))
    current = extraction_version(), version_of("conclude")
    if (measured.extraction, measured.conclusion) != current:
        st.caption(words("about.accuracy_old"))


def _body(view: View) -> None:
    words = view.words
    st.markdown(words("about.what"))
    _accuracy(view)
    st.header(words("about.intervals"), anchor="about-intervals")
    st.markdown(words("about.intervals_text"))
    _values(view, "role")
    _values(view, "stage")
    _columns(view)
    st.header(words("about.versions"), anchor="about-versions")
    versions = [f"Python {sys.version.split()[0]}"] + [
        f"{name} {metadata.version(name)}" for name in _PACKAGES
    ]
    versions.append(words("about.extraction", version=extraction_version()))
    st.markdown(" · ".join(versions))
    st.header(words("about.licence"), anchor="about-licence")
    st.markdown(words("about.licence_text"))


run("about", _body)
