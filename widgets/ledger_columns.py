"""Which columns a ledger has: those of a kind of report, others from the reports, kept by name."""

from __future__ import annotations

import streamlit as st

from dashboard.asking import report_kinds, rollup
from dashboard.store import kept
from widgets import address, answers, unchanging
from widgets.shell import View

_CHOSEN = "ledger_columns"
_USED = "ledger_set"


def choose(view: View, kind: str) -> tuple[str, ...]:
    """The columns that were chosen, in their order; those of the kind as long as none were."""
    words = view.words
    names = _offered(view, kind)
    default = report_kinds.ledger_of(kind)
    asked = address.choices("col", list(names), ())
    # A change of the kind of report brings its own columns, a choice of the person's stays.
    chosen = tuple(st.session_state.get(_CHOSEN) or asked or default)
    with st.popover(words("rollup.columns"), icon=":material/view_column:"):
        st.multiselect(
            words("rollup.columns"),
            list(dict.fromkeys((*chosen, *names))),
            default=chosen,
            format_func=lambda name: names.get(name) or _header(name, kind, view),
            key=f"ledger_pick_{hash(chosen)}",
            help=words("rollup.columns_hint"),
            placeholder=words("filter.any"),
            select_all=False,
            on_change=lambda: _set(st.session_state[f"ledger_pick_{hash(chosen)}"]),
        )
        _move(view, chosen, kind)
        if not unchanging.says(view.library, words, "keeping"):
            _sets(view, chosen)
    address.remember({"col": list(chosen)}, {"col": list(default)})
    return chosen


def _offered(view: View, kind: str) -> dict[str, str]:
    """The columns by name: those of the kind, metrics with how many reports tell them, then what
    other kinds have."""
    words = view.words
    names = {name: _header(name, kind, view) for name in report_kinds.ledger_of(kind)}
    for metric in answers.ask(rollup.metrics_at_hand, view.library, view.filter):
        key = "rollup.metric" if metric.unit else "rollup.metric_plain"
        names[metric.column] = words(
            key, metric=metric.metric, unit=metric.unit, n=f"{metric.reports:,}"
        )
    for name in report_kinds.columns():
        names.setdefault(name, _header(name, kind, view))
    return names


def _header(name: str, kind: str, view: View) -> str:
    return report_kinds.header(name, kind, view.words.language)


def _set(names: list[str] | tuple[str, ...]) -> None:
    """Use these columns; none of them means those of the kind again."""
    st.session_state[_CHOSEN] = tuple(names)
    if not names:
        st.query_params.pop("col", None)


def _move(view: View, chosen: tuple[str, ...], kind: str) -> None:
    """One column a place to the left or right."""
    words = view.words

    def shift(by: int) -> None:
        name, names = st.session_state["ledger_move"], list(chosen)
        at = names.index(name)
        to = max(0, min(len(names) - 1, at + by))
        names.insert(to, names.pop(at))
        _set(names)

    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.selectbox(
            words("rollup.move"),
            chosen,
            format_func=lambda name: _header(name, kind, view),
            key="ledger_move",
        )
        for by, way, icon in ((-1, "left", "arrow_back"), (1, "right", "arrow_forward")):
            st.button(
                words(f"rollup.move_{way}"),
                key=f"ledger_move_{way}",
                icon=f":material/{icon}:",
                on_click=shift,
                args=(by,),
            )


def _sets(view: View, chosen: tuple[str, ...]) -> None:
    """Sets of columns by name: use one, keep these, delete one."""
    words, library = view.words, view.library
    known = rollup.column_sets(library)

    def use() -> None:
        name = st.session_state[_USED]
        if name:
            _set(known[name])

    def keep() -> None:
        name = st.session_state["ledger_set_name"].strip()
        if name:
            kept.keep(library, rollup.SETS, name, list(chosen))
            st.session_state["ledger_set_name"] = ""

    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.text_input(
            words("rollup.set_name"), key="ledger_set_name", placeholder=words("rollup.set_hint")
        )
        st.button(words("rollup.set_keep"), key="ledger_set_keep", on_click=keep)
    if not known:
        return
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        name = st.selectbox(
            words("rollup.set_use"),
            ["", *known],
            format_func=lambda name: name or words("rollup.set_none"),
            key=_USED,
            on_change=use,
        )
        st.button(
            words("rollup.set_forget"),
            key="ledger_set_forget",
            disabled=not name,
            on_click=kept.forget,
            args=(library, rollup.SETS, name),
        )
