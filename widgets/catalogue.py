"""What pages ask about the library's reports, kept until the library changes.

All sessions are given the same names; of hundreds of thousands of reports those are asked for that
a page shows.
"""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from dashboard.asking import reports
from dashboard.store.library import Library
from widgets import answers


@st.cache_resource(show_spinner=False, max_entries=2)
def _titles(_library: Library, version: int) -> dict[str, str]:
    return {}  # those that were asked for


def count(library: Library) -> int:
    """How many reports the library has."""
    return answers.ask(reports.count, library)


def titles(library: Library, asked: Iterable[str]) -> dict[str, str]:
    """Report id → title with its year, behind its body where others have that title too; for
    facets and tables. A report that is not there (any more) has none."""
    known, ids = _titles(library, library.version), list(dict.fromkeys(asked))
    if unknown := [report for report in ids if report not in known]:
        known.update(reports.titles(library, unknown))
    return {report: known[report] for report in ids if report in known}


def title(library: Library, report: str, otherwise: str = "") -> str:
    """The title of one report; of one that is not there what is given."""
    return titles(library, [report]).get(report, otherwise)


def plain_title(library: Library, report: str) -> str:
    """The title as the report has it, to quote it by."""
    return answers.ask(reports.plain_titles, library, (report,)).get(report, report)
