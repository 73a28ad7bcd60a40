"""Findings of the Check page and the overview: what, the arithmetic, the sentences."""

from __future__ import annotations

from typing import Literal

import streamlit as st

from dashboard.asking.findings import Finding
from dashboard.showing import finding_words
from dashboard.showing.escape import for_markdown
from widgets import links
from widgets.shell import View

_Colour = Literal["red", "orange", "gray", "green"]
_LOOKS: dict[str, tuple[str, _Colour]] = {
    "error": (":material/error:", "red"),
    "warning": (":material/warning:", "orange"),
    "note": (":material/info:", "gray"),
    "ok": (":material/check_circle:", "green"),
}


def _card(view: View, finding: Finding, *, sentences: bool) -> None:
    """One finding: how grave, what, the arithmetic, and the sentences that it rests on."""
    words = view.words
    icon, colour = _LOOKS[finding.severity]
    with st.container(border=True, gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.badge(words.value("severity", finding.severity), icon=icon, color=colour)
            st.markdown(f"**{for_markdown(finding_words.what(finding, words))}**", width="stretch")
            if finding.figures and not sentences:
                figure = finding.figures[-1]
                links.to_source(view, str(figure["report"]), int(figure["start"]))
        computed = finding_words.arithmetic(finding, words)
        if computed:
            st.markdown(for_markdown(computed))
        if sentences:
            _sentences(view, finding)


def _sentences(view: View, finding: Finding) -> None:
    """What the report says, each sentence with the way to it: to the last of its figures, which is
    the part, the share or the later number."""
    for sentence, figure in {str(one["sentence"]): one for one in finding.figures}.items():
        said = for_markdown(f"“{sentence}”")
        links.line(view, said, str(figure["report"]), int(figure["start"]), small=True)


def _confirmed(view: View, finding: Finding) -> None:
    """What fits, in a line with its arithmetic; its sentences when opened."""
    words = view.words
    said = finding_words.what(finding, words), finding_words.arithmetic(finding, words)
    label = f"**{for_markdown(said[0])}**" + (f" · {for_markdown(said[1])}" if said[1] else "")
    with st.expander(label, icon=_LOOKS["ok"][0]):
        _sentences(view, finding)


def brief(view: View, finding: Finding) -> None:
    """One finding without its sentences."""
    _card(view, finding, sentences=False)


def report(view: View, title: str, findings: list[Finding]) -> None:
    """The findings of one report under its title."""
    words = view.words
    st.subheader(for_markdown(title) if title else words("check.all_reports"), anchor=False)
    for finding in findings:
        if finding.severity == "ok":
            _confirmed(view, finding)
        else:
            _card(view, finding, sentences=True)
