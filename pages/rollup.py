"""The reports of many units as one table: the ledger that an office types together by hand."""

from __future__ import annotations

from datetime import date

import streamlit as st

from dashboard.asking import report_kinds, rollup
from dashboard.asking.rollup import Ledger
from dashboard.files.downloads import file_name
from dashboard.files.rollup_workbook import rollup_xlsx
from dashboard.showing import rollup_words
from dashboard.showing.escape import for_markdown
from widgets import (
    address,
    answers,
    catalogue,
    filter_panel,
    ledger_columns,
    ledger_table,
    report_picker,
    states,
)
from widgets.shell import View, run

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _choices(view: View) -> tuple[str, str, str]:
    """What the rows are, the kind of report, and the superior's report."""
    words = view.words
    kinds = ["", *report_kinds.kinds()]
    above = st.query_params.get("above", "")
    reports = list(dict.fromkeys(["", above, *report_picker.offered(view, "rollup_superior")]))
    titles = catalogue.titles(view.library, reports)
    reports = [report for report in reports if not report or report in titles]
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        by = st.segmented_control(
            words("rollup.rows"),
            rollup.ROWS,
            default=address.choice("rows", rollup.ROWS, rollup.ROWS[0]),
            required=True,
            format_func=lambda value: words(f"rollup.by_{value}"),
            key="rollup_rows",
        )
        kind = st.selectbox(
            words("rollup.kind"),
            kinds,
            index=kinds.index(address.choice("kinds", kinds, "")),
            format_func=lambda name: _kind(name, view),
            key="rollup_kind",
            width=290,
        )
        superior = st.selectbox(
            words("rollup.superior"),
            reports,
            index=reports.index(address.choice("above", reports, "")),
            format_func=lambda report: titles.get(report) or words("rollup.superior_none"),
            key="rollup_superior",
            width=260,
        )
    by = by or rollup.ROWS[0]
    address.remember(
        {"rows": by, "kinds": kind, "above": superior},
        {"rows": rollup.ROWS[0], "kinds": "", "above": ""},
    )
    return by, kind, superior


def _kind(name: str, view: View) -> str:
    words = view.words
    if name:
        return report_kinds.kinds()[name].called[words.language]
    common = answers.ask(rollup.common_kind, view.library, view.filter)
    known = report_kinds.kinds().get(common)
    called = known.called[words.language] if known else words("rollup.kind_none")
    return words("rollup.kind_auto", kind=called)


def _sorted(view: View, ledger: Ledger) -> Ledger:
    words = view.words
    sorts = ["", *ledger.columns]
    names = {name: rollup_words.header(ledger, at, words) for at, name in enumerate(ledger.columns)}
    sort = st.selectbox(
        words("rollup.sort"),
        sorts,
        index=sorts.index(address.choice("sort", sorts, "")),
        format_func=lambda name: names.get(name, words("rollup.sort_name")),
        key="rollup_sort",
        width=190,
    )
    descending = st.toggle(
        words("rollup.descending"),
        value=address.choice("desc", ("0", "1"), "0") == "1",
        key="rollup_descending",
    )
    address.remember({"sort": sort, "desc": str(int(descending))}, {"sort": "", "desc": "0"})
    return rollup.in_order(ledger, sort, descending)


def _said_of_it(view: View, ledger: Ledger) -> None:
    """What the words in cells mean, and what does not count."""
    words = view.words
    st.caption(words("rollup.legend"))
    notes = [words("rollup.newest")] if any(row.older for row in ledger.rows) else []
    if ledger.wholes:
        titles = words("rollup.and").join(row.title for row in ledger.wholes)
        notes.append(for_markdown(words("rollup.wholes", titles=titles)))
    notes += [words("rollup.months")] if ledger.by == "month" else []
    notes += [words("rollup.unnamed", n=ledger.unnamed)] if ledger.unnamed else []
    if notes:
        st.caption(" ".join(notes))


def _save(view: View, ledger: Ledger) -> None:
    words = view.words
    st.download_button(
        words("rollup.save"),
        data=lambda: rollup_xlsx(ledger, view.library.reports(ledger.reports), words.language),
        file_name=file_name(words("rollup.stem"), "xlsx", date.today()),
        mime=_XLSX,
        on_click="ignore",
        icon=":material/download:",
        key="rollup_save",
    )


def _body(view: View) -> None:
    words = view.words
    if not catalogue.count(view.library):
        states.empty_library(words)
        return
    filter_panel.chips(words, view.library)
    by, kind, superior = _choices(view)
    kind = kind or answers.ask(rollup.common_kind, view.library, view.filter, superior)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        columns = ledger_columns.choose(view, kind)
        ledger = answers.ask(rollup.rollup, view.library, view.filter, columns, by, kind, superior)
        ledger = _sorted(view, ledger)
        _save(view, ledger)
    if not ledger.rows:
        states.explain(words, "rollup.none")
        return
    st.caption(words("rollup.open_hint"))
    chosen = ledger_table.rows(view, ledger)
    if chosen is not None:
        ledger_table.behind(view, ledger, *chosen)
    ledger_table.totals(view, ledger)
    _said_of_it(view, ledger)


run("rollup", _body)
