"""This year's report beside last year's: what changed, what is new, what cannot be compared."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

import streamlit as st

from dashboard.asking import predecessor
from dashboard.asking.yearly import Yearly, yearly
from dashboard.files.downloads import file_name
from dashboard.files.word.yearly import yearly_docx
from dashboard.files.yearly_workbook import yearly_xlsx
from dashboard.showing import yearly_words
from widgets import (
    address,
    answers,
    catalogue,
    match_guesses,
    report_picker,
    states,
    yearly_series,
    yearly_table,
)
from widgets.shell import View, run

_OFFICE = "application/vnd.openxmlformats-officedocument"
# File → ending, MIME type, and what builds it.
_FILES: dict[str, tuple[str, str, Callable[[Yearly, str], bytes]]] = {
    "word": ("docx", f"{_OFFICE}.wordprocessingml.document", yearly_docx),
    "excel": ("xlsx", f"{_OFFICE}.spreadsheetml.sheet", yearly_xlsx),
}
_VIEWS = ("two", "series")


def _reports(view: View) -> tuple[str, str]:
    """The two reports: as chosen; else the newest that has one before it, with that one."""
    words, now = view.words, st.query_params.get("now", "")
    earlier, later = answers.ask(predecessor.newest_pair, view.library)
    if now not in ("", later):
        earlier, later = answers.ask(predecessor.before, view.library, now), now
    first, second = st.columns(2, gap="small", vertical_alignment="bottom")
    with second:
        later = report_picker.pick(view, words("yearly.later"), "now", later)
    with first:
        earlier = report_picker.pick(view, words("yearly.earlier"), "was", earlier)
    return earlier, later


def _swap(earlier: str, later: str) -> None:
    st.query_params["was"], st.query_params["now"] = later, earlier


def _view(view: View, series: tuple[str, ...]) -> str:
    """What is shown; a series of two is the two reports themselves."""
    if len(series) < 3:
        return _VIEWS[0]
    words = view.words
    chosen = st.segmented_control(
        words("yearly.view"),
        _VIEWS,
        default=address.choice("part", _VIEWS, _VIEWS[0]),
        required=True,
        format_func=lambda name: words(f"yearly.view_{name}"),
        key="yearly_view",
        label_visibility="collapsed",
    )
    address.remember({"part": chosen or _VIEWS[0]}, {"part": _VIEWS[0]})
    return chosen or _VIEWS[0]


def _save(view: View, found: Yearly) -> None:
    words = view.words
    with st.container(horizontal=True, gap="small"):
        for name, (ending, mime, build) in _FILES.items():
            st.download_button(
                words(f"yearly.save_{name}"),
                data=partial(build, found, words.language),
                file_name=file_name(words("yearly.stem"), ending, date.today()),
                mime=mime,
                on_click="ignore",
                icon=":material/download:",
                key=f"yearly_save_{name}",
            )


def _two(view: View, earlier: str, later: str) -> None:
    """The two reports side by side."""
    words = view.words
    found = answers.ask(yearly, view.library, earlier, later)
    for one in found.cautions:
        st.warning(words(f"yearly.caution_{one}"), icon=":material/warning:")
        if one == "order":
            st.button(
                words("yearly.swap"), on_click=_swap, args=(earlier, later), key="yearly_swap"
            )
    st.markdown(yearly_words.summary(found, words))
    if found.pairs:
        yearly_table.pairs(view, found)
        _save(view, found)
    else:
        states.explain(words, "yearly.no_pairs")
    match_guesses.show(view, found.guesses)
    yearly_table.rest(view, found)
    if found.left_out:
        st.caption(yearly_words.left_out(found, words))
    st.page_link(
        "pages/compare.py",
        label=words("yearly.by_hand"),
        icon=":material/join:",
        query_params={"rep": [earlier, later], "lang": words.language},
    )


def _body(view: View) -> None:
    words = view.words
    there = catalogue.count(view.library)
    if not there:
        states.empty_library(words)
        return
    if there == 1:
        states.explain(words, "yearly.one_report")
        return
    earlier, later = _reports(view)
    if not earlier or not later:
        st.info(words("yearly.none_proposed"), icon=":material/info:")
    elif earlier == later:
        st.info(words("yearly.same_report"), icon=":material/info:")
    else:
        series = answers.ask(predecessor.series, view.library, later)
        if _view(view, series) == "series":
            yearly_series.show(view, series)
        else:
            _two(view, earlier, later)


run("yearly", _body)
