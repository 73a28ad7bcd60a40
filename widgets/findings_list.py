"""The findings of one report on the Check page: what does not agree first, what agrees folded."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard.asking.conclusions import Conclusion
from dashboard.showing import conclusion_words
from dashboard.showing.escape import for_markdown
from widgets import conclusion_line, fold
from widgets.shell import View


def report(view: View, title: str, findings: Sequence[Conclusion]) -> None:
    """The findings of one report under its title, gravest first."""
    words = view.words
    st.subheader(for_markdown(title), anchor=f"check-{findings[0].report}")
    by_gravity: dict[str, list[Conclusion]] = {name: [] for name in conclusion_words.GRAVITIES}
    for finding in findings:
        by_gravity[conclusion_words.gravity(finding)].append(finding)
    agreeing = by_gravity.pop("ok")
    for own in by_gravity.values():
        for finding in own:
            conclusion_line.card(view, finding, f"check_{finding.key}")
    if agreeing:
        label = words("check.agreeing", n=len(agreeing))
        name, icon = f"agreeing_{findings[0].report}", conclusion_line.LOOKS["ok"][0]
        inside = fold.unfolded(label, name, icon)
        if inside is None:
            return
        with inside:
            for finding in agreeing:
                conclusion_line.show(view, finding, f"check_{finding.key}")
