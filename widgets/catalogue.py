"""The library's reports as every page needs them: asked for once after each change.

All sessions are given the same table and the same names, which nobody may change: with thousands of
reports a copy for each of the ten times that a page looks at them would be half of its time.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import PurePath

import pandas as pd
import streamlit as st

from dashboard.asking.filters import Filter
from dashboard.store.library import Library

_YEAR = re.compile(r"(?<!\d)(19|20)\d\d(?!\d)")


@st.cache_resource(show_spinner=False, max_entries=2)
def _reports(_library: Library, version: int) -> pd.DataFrame:
    return _library.reports()


@st.cache_resource(show_spinner=False, max_entries=2)
def _plain_titles(_library: Library, version: int) -> dict[str, str]:
    return {str(r.id): str(r.title or r.name or r.id) for r in reports(_library).itertuples()}


@st.cache_resource(show_spinner=False, max_entries=2)
def _titles(_library: Library, version: int) -> dict[str, str]:
    titles, plain, whose = {}, {}, {}
    for row in reports(_library).itertuples():
        title = str(row.title or row.name or row.id)
        year = str(row.date)[:4]
        dated = not year or _YEAR.search(title)
        plain[str(row.id)] = title
        titles[str(row.id)] = title if dated else f"{title} ({year})"
        whose[str(row.id)] = str(row.organisation or PurePath(str(row.name or "")).stem)
    several = Counter(plain.values())
    # Thirty units send thirty reports of one title, and each place has its 政府工作报告.
    return {
        one: f"{whose[one]} · {title}"
        if several[plain[one]] > 1 and whose[one] not in title
        else title
        for one, title in titles.items()
    }


def reports(library: Library) -> pd.DataFrame:
    """The library's reports, newest first (`Library.reports`)."""
    return _reports(library, library.version)


def titles(library: Library) -> dict[str, str]:
    """Report id → title with its year, behind its body where others have that title too; for
    facets and tables."""
    return _titles(library, library.version)


def plain_titles(library: Library) -> dict[str, str]:
    """Report id → title as the report has it, to quote it by."""
    return _plain_titles(library, library.version)


def matching(library: Library, filter_: Filter) -> list[str]:
    """The reports that a filter means, newest first, whatever figures of them it lets through."""
    found = reports(library)
    years = found["date"].astype(str).str[:4]
    for values, column in (
        (filter_.reports, found["id"]),
        (filter_.organisations, found["organisation"]),
        (filter_.campaigns, found["campaign"]),
        (filter_.years, years),
    ):
        if values:
            found = found[column.loc[found.index].isin(values)]
    return [str(report) for report in found["id"]]
