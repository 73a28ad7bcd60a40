"""Adding, describing, reading again and removing reports."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.errors import LibraryError
from dashboard.files import adding, course
from dashboard.showing import format as fmt
from dashboard.showing.escape import for_markdown
from dashboard.showing.words import Words
from widgets import (
    catalogue,
    folder_box,
    report_picker,
    states,
    unchanging,
    undecided,
    uploader,
    watched_folder,
)
from widgets.shell import View, run, who
from working.stored_report import METADATA

_SAID = "reports_said"
_LISTED = 200  # reports at once; a search finds the others
_LINES = 12  # about one kind of outcome: more of them hide the page


def _work(view: View, work: adding.Work, sources: Sequence[adding.Source] = ()) -> None:
    """Follow long work report by report; the stop button ends it, whatever is being done."""
    bar = _Course(view.words)
    said: list[tuple[str, str]] = []
    st.button(view.words("reports.stop"), key="reports_stop", icon=":material/stop_circle:")
    for event in work(bar.show):
        bar.show(event)
        said.append((event.kind, _event(event, view)))
        st.session_state[_SAID] = said
        undecided.note(event, sources)
    bar.bar.empty()
    st.rerun()


class _Course:
    """The bar that shows how far long work has come: which file, and which of its pages."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.bar = st.progress(0.0, words("reports.starting"))

    def show(self, event: adding.Event) -> None:
        """Show how far `event` says that the work is."""
        text = course.line(event, self.words, for_markdown(event.name))
        self.bar.progress(course.share(event), text)


def _event(event: adding.Event, view: View) -> str:
    """What happened to one report, as a sentence."""
    words, name = view.words, for_markdown(event.name)
    if event.kind == "refused":
        why = states.told(words, ("reading_error", "library_error"), event.code, event.details)
        return words("reports.refused", name=name, why=why)
    if event.kind == "note":
        why = states.told(words, ("note",), event.code, event.details)
        return words("reports.noted", name=name, why=why)
    n = event.details.get("figures")
    if event.kind == "added" and n == 0:
        return words("reports.added_none", name=name)
    return words(f"reports.{event.kind}", name=name, n=n if n is not None else "?")


def _read(view: View, sources: Sequence[adding.Source]) -> None:
    """Add files, and follow that, by page where a file has many."""
    _work(
        view,
        lambda progress: adding.add_sources(view.library, sources, progress=progress),
        sources,
    )


def _say(words: Words) -> None:
    """What the last work did, a line each, problems first; of many their number comes first."""
    said = st.session_state.pop(_SAID, [])
    for kind, draw, icon in (
        ("refused", st.error, ":material/error:"),
        ("note", st.warning, ":material/info:"),
        ("present", st.info, ":material/done_all:"),
        ("re_extracted", st.success, ":material/refresh:"),
        ("added", st.success, ":material/check:"),
    ):
        lines = [text for found, text in said if found == kind]
        if len(lines) > _LINES:
            draw(words(f"reports.many_{kind}", n=len(lines)), icon=icon)
            with st.expander(words("reports.one_by_one", n=len(lines)), expanded=kind == "refused"):
                st.markdown("\n\n".join(lines))
        elif lines:
            draw("\n\n".join(lines), icon=icon)
    if any(kind in ("added", "re_extracted") for kind, _ in said):
        st.page_link(
            "pages/overview.py",
            label=words("reports.to_overview"),
            icon=":material/arrow_forward:",
        )


def _add(view: View) -> None:
    """Upload, paste, or a folder of this computer."""
    words = view.words
    upload, paste, folder = st.tabs(
        [words("reports.upload"), words("reports.paste"), words("reports.folder")]
    )
    version = st.session_state.get("reports_round", 0)
    with upload:
        files = uploader.show(words, f"reports_files_{version}")
        if st.button(
            words("reports.add"),
            type="primary",
            key="reports_add",
            disabled=not files,
            icon=":material/add:",
        ):
            st.session_state["reports_round"] = version + 1
            sources = [(file.name, file.getvalue()) for file in files]
            _read(view, sources)
    with paste:
        # A form hands over what was typed with the click, so that the first click adds.
        with st.form(f"reports_paste_{version}", border=False, enter_to_submit=False):
            name = st.text_input(words("reports.paste_name"), key=f"reports_name_{version}")
            text = st.text_area(
                words("reports.paste_text"),
                height=220,
                key=f"reports_text_{version}",
                placeholder=words("reports.paste_hint"),
            )
            added = st.form_submit_button(
                words("reports.add"), key="reports_add_text", icon=":material/add:"
            )
        if added and not text.strip():
            st.warning(words("reports.paste_nothing"))
        elif added:
            st.session_state["reports_round"] = version + 1
            named = name.strip() or words("reports.pasted")
            _read(view, [(f"{named}.txt", text.encode("utf-8"))])
    with folder:
        place = folder_box.show(
            words, lambda folder: watched_folder.offer(view.library, words, folder)
        )
        if place is not None:
            _read(view, [place])


def _found(view: View) -> pd.DataFrame:
    """The reports to list, under how many there are: what was added last comes first, since it is
    looked for here."""
    there = catalogue.count(view.library)
    st.header(view.words("reports.list", n=f"{there:,}"), anchor="reports-list")
    ids = report_picker.offered(view, "reports_list", most=_LISTED, by="added_at")
    listed = view.library.reports(ids)
    place = {report: at for at, report in enumerate(ids)}
    return listed.sort_values("id", key=lambda column: column.map(place))


def _list(view: View, reports: pd.DataFrame) -> list[str]:
    """The reports as a table; the ids of those ticked."""
    words = view.words
    columns = ["title", "date", "figures", "organisation", "campaign", "source", "format", "length"]
    shown = reports[columns]
    if not reports["whole"].all():
        left_out = words("reports.left_out")
        shown.insert(3, "whole", ["" if whole else left_out for whole in reports["whole"]])
    event = st.dataframe(
        shown,
        hide_index=True,
        # Ticks belong to the list as it is: another list begins without any.
        key=f"reports_table_{hash(tuple(reports['id']))}",
        on_select="rerun",
        selection_mode="multi-row",
        column_config={
            "title": st.column_config.TextColumn(words("meta.title"), width=280),
            **{
                n: words(f"meta.{n}")
                for n in ("date", "organisation", "campaign", "source", "format")
            },
            "figures": st.column_config.NumberColumn(words("reports.figures"), format="localized"),
            "whole": words("reports.whole"),
            "length": st.column_config.NumberColumn(words("reports.length"), format="localized"),
        },
    )
    return [str(reports.iloc[i]["id"]) for i in event["selection"]["rows"] if i < len(reports)]


def _describe(view: View, row: pd.Series) -> None:
    """The form for one report's title, date and so on."""
    words = view.words
    with st.form(f"describe_{row['id']}"):
        st.markdown(f"**{words('reports.describe')}**")
        typed: dict[str, Any] = {}
        left, right = st.columns(2)
        for i, field in enumerate(METADATA):
            side = left if i % 2 == 0 else right
            typed[field] = side.text_input(
                words(f"meta.{field}"),
                value=str(row[field]),
                help=words("reports.date_help") if field == "date" else None,
            )
        if st.form_submit_button(words("reports.save"), type="primary"):
            changes = {f: v for f, v in typed.items() if v.strip() != row[f]}
            if "date" in changes and not fmt.is_date(changes["date"]):
                st.error(words("reports.bad_date", typed=for_markdown(changes["date"])))
                return
            view.library.update(str(row["id"]), **changes)
            st.session_state[_SAID] = [
                ("added", words("reports.saved", name=for_markdown(row["title"])))
            ]
            st.rerun()


def _change(view: View, reports: pd.DataFrame, ticked: list[str]) -> None:
    """What can be done with the ticked reports."""
    words = view.words
    if not ticked:
        st.caption(words("reports.tick"))
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        again = st.button(
            words("reports.again", n=len(ticked)), icon=":material/refresh:", key="reports_again"
        )
        remove = st.button(
            words("reports.remove", n=len(ticked)), icon=":material/delete:", key="reports_remove"
        )
    if again:
        _work(view, lambda progress: adding.re_extract(view.library, ticked, progress=progress))
    if remove:
        _ask_remove(view, reports, ticked)
    if len(ticked) == 1:
        _describe(view, reports[reports["id"] == ticked[0]].iloc[0])


def _ask_remove(view: View, reports: pd.DataFrame, ticked: list[str]) -> None:
    """The question before removing."""
    words = view.words

    @st.dialog(words("reports.remove_title"))
    def ask() -> None:
        titles = reports[reports["id"].isin(ticked)]["title"]
        st.markdown(words("reports.remove_ask", n=len(ticked)))
        st.markdown("\n".join(f"- {for_markdown(title)}" for title in titles))
        with st.container(horizontal=True):
            if st.button(words("reports.remove_yes"), type="primary", key="remove_yes"):
                for report in filter(view.library.has, ticked):  # nobody else removed it meanwhile
                    view.library.remove(report, who())
                st.rerun()
            if st.button(words("reports.remove_no"), key="remove_no"):
                st.rerun()

    ask()


def _offer_undo(view: View) -> None:
    """What this session removed since the page was opened can come back."""
    words = view.words
    removed = view.library.removed(who())
    if not removed:
        return

    def bring_back() -> None:
        gone = 0
        for report in removed:
            try:
                view.library.restore(report)
            except LibraryError:  # another session was quicker
                gone += not view.library.has(report)
        if gone:
            st.session_state[_SAID] = [("refused", words("reports.gone", n=gone))]

    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.markdown(words("reports.removed", n=len(removed)), width="stretch")
        st.button(
            words("reports.undo_remove"),
            icon=":material/undo:",
            key="reports_undo",
            on_click=bring_back,
        )


def _body(view: View) -> None:
    words = view.words
    if unchanging.says(view.library, words, "adding"):
        _list(view, _found(view))
        return
    _say(words)
    undecided.ask(view, lambda work: _work(view, work))
    _offer_undo(view)
    watched_folder.show(view.library, words, lambda work: _work(view, work))
    st.header(words("reports.add_title"), anchor="reports-add-title")
    _add(view)
    reports = _found(view)
    if not catalogue.count(view.library):
        states.explain(words, "reports.none", ":material/folder_open:")
        return
    _change(view, reports, _list(view, reports))


run("reports", _body)
