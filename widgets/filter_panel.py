"""The filter in the sidebar: one value for all pages, kept in the session and in the address."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.asking import queries
from dashboard.asking.filters import DEFAULT_ROLES, FACETS, MARKS, Filter
from dashboard.showing import format as fmt
from dashboard.showing.escape import for_markdown
from dashboard.showing.words import Words
from dashboard.store.library import Library
from widgets import answers, catalogue

_FILTER = "filter"
_WRITTEN = "filter_written"
VIEW = "view"  # in the address of a saved view
_KEYS = (*(key for _, key in FACETS.values()), "mark", "q", "min", "max")

# Facets always open, and those behind "more".
_FIRST = ("organisations", "campaigns", "years", "reports", "metrics", "stages")
# Those of them that say nothing where all reports have the same value.
_IF_SEVERAL = ("organisations", "campaigns", "years", "reports")
_OFFERED = 100  # values of a facet; rarer ones are found by the search
_MORE = ("objects", "kinds", "units", "statuses", "scopes", "sections", "roles")
_NAMED = {
    "kinds": "kind",
    "stages": "stage",
    "statuses": "status",
    "directions": "direction",
    "roles": "role",
    "marks": "mark",
}


def current() -> Filter:
    """The filter in use."""
    found = st.session_state.get(_FILTER)
    return found if isinstance(found, Filter) else Filter()


def use(chosen: Filter) -> None:
    """Set the filter; takes effect with the next run (call it in a callback)."""
    st.session_state[_FILTER] = chosen


def clear() -> None:
    """Back to no filter."""
    use(Filter())


def keep_in_address() -> None:
    """Take over what the address says when the person changed it, then write the filter into it.

    Another page's address carries no filter; then the one of the session stays. A saved view says
    with VIEW that its filter is meant even where that is empty.
    """
    whole = st.query_params.pop(VIEW, None) is not None
    found = {key: st.query_params.get_all(key) for key in _KEYS if key in st.query_params}
    written = st.session_state.get(_WRITTEN)
    if whole or (found and found != written):
        use(Filter.from_query(found))
    address = current().to_query()
    if found != address:
        for key in _KEYS:
            if key in address:
                st.query_params[key] = address[key]
            elif key in st.query_params:
                del st.query_params[key]
    st.session_state[_WRITTEN] = address


def show(library: Library, words: Words) -> None:
    """Draw the filter in the sidebar."""
    if not catalogue.count(library):
        return
    chosen = current()
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{words('filter.title')}**", width="stretch")
        if not chosen.is_empty:
            st.button(
                words("filter.clear"),
                key="filter_clear",
                on_click=clear,
                type="tertiary",
                icon=":material/filter_alt_off:",
            )
    _text(words, chosen)
    first = st.container()
    active = sum(len(getattr(chosen, name)) for name in (*_MORE, "marks") if name != "roles")
    active += (chosen.low is not None) + (chosen.high is not None)
    # What is folded away is neither asked for nor sent: eight boxes on every page.
    more = st.expander(
        words("filter.more"), expanded=bool(active), key="filter_more", on_change="rerun"
    )
    names = (*_FIRST, *_MORE) if more.open else _FIRST
    columns = [FACETS[name][0] for name in names]
    facets = answers.ask(queries.facets, library, chosen, columns, _OFFERED)
    titles = catalogue.titles(library, (*facets["report"]["value"], *chosen.reports))
    with first:
        for name in _FIRST:
            values = facets[FACETS[name][0]]
            if name not in _IF_SEVERAL or len(values) > 1 or getattr(chosen, name):
                _facet(name, values, chosen, titles, words)
    if more.open:
        with more:
            for name in _MORE:
                _facet(name, facets[FACETS[name][0]], chosen, titles, words)
            _marks(words, chosen)
            _bounds(words, chosen, facets["unit"]["value"].tolist())


def field_name(name: str, words: Words) -> str:
    """What a field of the filter is called: as its column, and a report by its title."""
    if name not in FACETS:
        return words(f"filter.{name}")
    column = FACETS[name][0]
    if column == "year":
        return words("filter.year")
    return words.column("title" if column == "report" else column)


def value_name(name: str, value: Any, titles: dict[str, str], words: Words) -> str:
    """A value of a field of the filter as people read it; plain text, not yet escaped."""
    if name == "reports":
        return titles.get(str(value), str(value))
    if name in ("low", "high"):
        return words(f"filter.{name}_chip", number=fmt.number(float(value), words.language))
    if name == "roles" and value == "":
        return words("filter.all_roles")
    if name in _NAMED and value:
        return words.value(_NAMED[name], str(value))
    return str(value) or words("filter.none")


def _changed(name: str, key: str) -> Callable[[], None]:
    def change() -> None:
        use(current().replace(**{name: tuple(st.session_state[key])}))

    return change


def _facet(
    name: str, values: pd.DataFrame, chosen: Filter, titles: dict[str, str], words: Words
) -> None:
    counts = dict(zip(values["value"].astype(str), values["count"].astype(int), strict=True))
    picked = list(getattr(chosen, name))
    key = f"filter_{name}"
    options = [*counts, *(value for value in picked if value not in counts)]
    if not options:
        return
    st.session_state[key] = picked
    st.multiselect(
        field_name(name, words),
        options,
        format_func=lambda value: (
            f"{value_name(name, value, titles, words)} · {counts.get(value, 0):,}"
        ),
        key=key,
        on_change=_changed(name, key),
        placeholder=words("filter.any"),
        select_all=False,
    )


def _text(words: Words, chosen: Filter) -> None:
    def change() -> None:
        use(current().replace(text=st.session_state["filter_text"]))

    st.session_state["filter_text"] = chosen.text
    st.text_input(
        words("filter.text"),
        key="filter_text",
        on_change=change,
        placeholder=words("filter.text_hint"),
        icon=":material/search:",
        label_visibility="collapsed",
    )


def _marks(words: Words, chosen: Filter) -> None:
    st.session_state["filter_marks"] = list(chosen.marks)
    st.multiselect(
        words("filter.marks"),
        list(MARKS),
        format_func=lambda mark: words.value("mark", mark),
        key="filter_marks",
        on_change=_changed("marks", "filter_marks"),
        placeholder=words("filter.any"),
        select_all=False,
    )


def _bounds(words: Words, chosen: Filter, units: list[str]) -> None:
    """The range of the number; a unit typed behind it (100万元) is taken as a condition too."""
    for name in ("low", "high"):
        key = f"filter_{name}"
        wrong = f"{key}_wrong"

        def change(name: str = name, key: str = key, wrong: str = wrong) -> None:
            typed = st.session_state[key]
            found = fmt.parse_quantity(typed, units)
            st.session_state[wrong] = typed if typed.strip() and found is None else ""
            if not typed.strip():
                use(current().replace(**{name: None}))
            elif found:
                number, unit = found
                more = {"units": (unit,)} if unit else {}
                use(current().replace(**{name: number}, **more))

        unread = st.session_state.get(wrong, "")
        st.session_state[key] = unread or fmt.number(getattr(chosen, name), words.language)
        st.text_input(
            words(f"filter.{name}"),
            key=key,
            on_change=change,
            placeholder=words("filter.bound_hint"),
        )
        if unread:
            st.caption(words("filter.bound_wrong"))


def chips(words: Words, library: Library) -> None:
    """How many figures the filter lets through, and what is set in it, a button each that takes it
    off. The row is always there, so that the page does not move under the click that sets one."""
    filter_ = current()
    n, m = answers.ask(queries.counts, library, filter_)
    said = "filter.count" if filter_.roles == DEFAULT_ROLES else "filter.count_roles"
    titles = catalogue.titles(library, filter_.reports)
    with st.container(
        horizontal=True, vertical_alignment="center", gap="xsmall", key="filter_chips"
    ):
        st.markdown(words(said, n=f"{n:,}", m=f"{m:,}"), width="content")
        for i, (name, value) in enumerate(filter_.chips()):
            label = words("card.colon").join(
                (field_name(name, words), value_name(name, value, titles, words))
            )
            st.button(
                for_markdown(label if len(label) < 42 else label[:40] + "…"),
                key=f"chip_{i}_{name}",
                icon=":material/close:",
                help=words("filter.take_off"),
                on_click=lambda name=name, value=value: use(current().without(name, value)),
            )
