"""Findings of the Check page and the overview: what, the arithmetic, the sentences."""

from __future__ import annotations

import streamlit as st

from dashboard import finding_words
from dashboard.escape import for_markdown
from dashboard.findings import Finding
from widgets import links
from widgets.shell import View

_LOOKS = {
    "error": (":material/error:", "red"),
    "warning": (":material/warning:", "orange"),
    "note": (":material/info:", "gray"),
    "ok": (":material/check_circle:", "green"),
}
_AT_ONCE = 30


def _heading(view: View, finding: Finding) -> None:
    words = view.words
    icon, colour = _LOOKS[finding.severity]
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.badge(words.value("severity", finding.severity), icon=icon, color=colour)  # type: ignore[arg-type]
        st.markdown(f"**{for_markdown(finding_words.what(finding, words))}**", width="stretch")
    computed = finding_words.arithmetic(finding, words)
    if computed:
        st.markdown(for_markdown(computed))


def brief(view: View, finding: Finding) -> None:
    """One finding in a card with a link to its first figure."""
    with st.container(border=True, gap="xsmall"):
        _heading(view, finding)
        if finding.figures:
            figure = finding.figures[-1]
            links.to_source(view, str(figure["report"]), int(figure["start"]))


def _whole(view: View, finding: Finding) -> None:
    """One finding with every sentence that it rests on."""
    with st.container(border=True, gap="xsmall"):
        _heading(view, finding)
        sentences: dict[str, int] = {}
        for figure in finding.figures:
            sentences.setdefault(str(figure["sentence"]), int(figure["start"]))
        for sentence, start in sentences.items():
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.markdown(for_markdown(f"“{sentence}”"), width="stretch")
                links.to_source(view, finding.report, start)


def report(view: View, title: str, findings: list[Finding]) -> None:
    """The findings of one report under its title."""
    words = view.words
    st.subheader(for_markdown(title) if title else words("check.all_reports"), anchor=False)
    for finding in findings[:_AT_ONCE]:
        _whole(view, finding)
    if len(findings) > _AT_ONCE:
        st.caption(words("check.more", n=len(findings) - _AT_ONCE))
