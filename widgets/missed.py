"""Marking a passage that the extraction missed: as selected in the text, or as typed."""

from __future__ import annotations

from typing import Any

import streamlit as st

from dashboard.asking import passage
from dashboard.showing import format as fmt
from dashboard.showing import theme
from dashboard.showing.escape import for_markdown
from extract.text.clause import sentence_at
from reading import Report
from widgets import correcting
from widgets.shell import View

_SPAN = "missed_span"


def remember(report: str, start: int, end: int) -> None:
    """Keep the passage that was just selected in the text until it is marked or dropped."""
    st.session_state[_SPAN] = (report, start, end)


def show(view: View, report: Report) -> None:
    """Mark a passage that the extraction missed: as selected in the text, or as typed."""
    words = view.words
    correcting.say()
    kept = st.session_state.get(_SPAN)
    span = (kept[1], kept[2]) if kept and kept[0] == report.id else None
    with st.expander(words("missed.title"), expanded=span is not None, icon=":material/add_notes:"):
        st.caption(words("missed.how"))
        if span is None:
            typed = st.text_input(words("missed.typed"), key="missed_typed")
            found = report.text.find(typed) if typed else -1
            if typed and found < 0:
                st.warning(words("missed.not_there"))
            if found >= 0:
                span = (found, found + len(typed))
        if span is None:
            return
        st.markdown(f"> {for_markdown(sentence_at(report.text, *span))}")
        alone = passage.read(report.text[span[0] : span[1]])
        with st.form("missed", border=False, enter_to_submit=False):
            st.markdown(f"**{for_markdown(report.text[span[0] : span[1]])}**")
            role = st.selectbox(
                words.column("role"), theme.ROLES, format_func=lambda v: words.value("role", v)
            )
            number = st.text_input(
                words.column("number"),
                value=fmt.number(alone.get("number"), words.language),
                key=f"missed_number:{span}",
            )
            unit = st.text_input(
                words.column("unit"), value=alone.get("unit", ""), key=f"missed_unit:{span}"
            )
            metric = st.text_input(words.column("metric"))
            stage = st.selectbox(
                words.column("stage"),
                theme.STAGES,
                index=len(theme.STAGES) - 1,
                format_func=lambda v: words.value("stage", v),
            )
            kept_it = st.form_submit_button(words("missed.keep"), type="primary")
            dropped = st.form_submit_button(words("missed.drop"))
    if dropped:
        st.session_state.pop(_SPAN, None)
        st.rerun()
    if kept_it:
        untouched = number == fmt.number(alone.get("number"), words.language)
        value = alone.get("number") if untouched else fmt.parse(number)
        if number.strip() and value is None:
            st.error(words("card.not_a_number", typed=for_markdown(number)))
            return
        fields: dict[str, Any] = {"role": role, **passage.fields(alone, value, unit)}
        fields |= {"metric": metric, "stage": stage}
        correcting.tell(
            words,
            lambda: view.library.add_missed(report.id, *span, **fields),
            words("missed.done", text=for_markdown(report.text[span[0] : span[1]])),
        )
        st.session_state.pop(_SPAN, None)
        st.query_params["at"] = str(span[0])
        st.rerun()
