"""Conclusions report by report: a choice of report where there are several, then a line each."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard.asking.conclusions import Conclusion
from dashboard.showing.escape import for_markdown
from widgets import catalogue, conclusion_line
from widgets.shell import View

# Lines shown at once: of all reports together, and of one.
_OF_ALL = 12
_OF_ONE = 60


def show(view: View, found: Sequence[Conclusion], key: str) -> None:
    """The conclusions, sure ones first, under the titles of their reports."""
    words = view.words
    numbers: dict[str, int] = {}
    for one in found:
        numbers[one.report] = numbers.get(one.report, 0) + 1
    titles = catalogue.titles(view.library, numbers)
    chosen = None
    if len(found) > _OF_ALL and len(numbers) > 1:
        chosen = st.selectbox(
            words("list.report"),
            list(numbers),
            index=None,
            format_func=lambda report: words(
                "list.option", title=titles.get(report, report), n=numbers[report]
            ),
            placeholder=words("list.all", n=len(found)),
            key=f"{key}_report",
        )
    kept = [one for one in found if chosen in (None, one.report)]
    shown = kept[: _OF_ONE if chosen or len(numbers) == 1 else _OF_ALL]
    for report in dict.fromkeys(one.report for one in shown):
        st.markdown(f"**{for_markdown(titles.get(report, ''))}**")
        with st.container(gap="xsmall"):
            own = [one for one in shown if one.report == report]
            for one in sorted(own, key=lambda one: not one.sure):
                conclusion_line.show(view, one, f"{key}_{one.key}")
    if len(kept) > len(shown):
        st.caption(words("list.more", n=len(kept) - len(shown)))
