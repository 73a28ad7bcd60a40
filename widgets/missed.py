"""Marking a passage that the extraction missed: as selected in the text, or as typed."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from dashboard.asking import passage
from dashboard.showing import format as fmt
from dashboard.showing import theme
from dashboard.showing.escape import for_markdown
from extract.text.clause import sentence_around
from reading import Report
from widgets import correcting
from widgets.shell import View

_SPAN = "missed_span"
_NEAR = 14  # characters around a passage that tell it from others


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
            span = _typed(view, report)
        if span is None:
            return
        st.markdown(_in_its_sentence(report.text, *span))
        alone = passage.read(report.text[span[0] : span[1]])
        read_alone = fmt.number(alone.number if alone else None, words.language)
        with st.form("missed", border=False, enter_to_submit=False):
            st.markdown(f"**{for_markdown(report.text[span[0] : span[1]])}**")
            role = st.selectbox(
                words.column("role"), theme.ROLES, format_func=lambda v: words.value("role", v)
            )
            number = st.text_input(
                words.column("number"),
                value=read_alone,
                key=f"missed_number:{span}",
            )
            unit = st.text_input(
                words.column("unit"),
                value=alone.unit if alone else "",
                key=f"missed_unit:{span}",
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
        value = alone.number if alone and number == read_alone else fmt.parse(number)
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


def _typed(view: View, report: Report) -> tuple[int, int] | None:
    """The passage that was typed: where it stands, or the one of several places that is meant."""
    words = view.words
    typed = st.text_input(words("missed.typed"), key="missed_typed").strip()
    figures = view.library.figures(report.id) if typed else pd.DataFrame({"start": [], "end": []})
    taken = zip(figures["start"].astype(int), figures["end"].astype(int), strict=True)
    free, there = passage.places(report.text, typed, taken)
    if typed and not free:
        st.warning(words("missed.taken" if there else "missed.not_there"))
    if len(free) < 2:
        return free[0] if free else None
    return st.selectbox(
        words("missed.which", n=len(free)),
        free,
        index=None,
        format_func=lambda span: _around(report.text, *span),
        key=f"missed_which:{report.id}:{typed}",
        placeholder=words("missed.choose"),
    )


def _around(text: str, start: int, end: int) -> str:
    """The passage with some words on both sides, by which one tells it from the others."""
    before, after = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    return f"…{before}【{text[start:end]}】{after}…".replace("\n", " ")


def _in_its_sentence(text: str, start: int, end: int) -> str:
    """The sentence as a quotation, as Markdown, the passage lit in it."""
    begin, stop = sentence_around(text, start, end)
    before, passage_, after = text[begin:start], text[start:end], text[end:stop]
    lit = f":primary-background[{for_markdown(passage_)}]"
    return f"> {for_markdown(before)}{lit}{for_markdown(after)}"
