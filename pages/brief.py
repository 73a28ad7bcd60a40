"""Reports as one page of Word, and as a sheet to print."""

from __future__ import annotations

from datetime import date

import streamlit as st

from dashboard.asking import reports
from dashboard.asking.filters import Filter
from dashboard.files import brief as briefs
from dashboard.files import downloads
from dashboard.files.word import sheet, template
from dashboard.files.word.brief import word_document
from dashboard.showing import brief, brief_html
from dashboard.showing.brief import Brief
from dashboard.showing.escape import for_markdown
from reading import UnreadableReport
from widgets import answers, catalogue, report_picker, states, uploader
from widgets.shell import View, run

_MOST = 30  # reports of one brief


def _body(view: View) -> None:
    words = view.words
    if not catalogue.count(view.library):
        states.empty_library(words)
        return
    chosen = _reports(view)
    if not chosen:
        st.caption(words("brief.choose"))
        return
    told = answers.ask(briefs.told, view.library, Filter(reports=tuple(chosen)))
    title = st.text_input(
        words("brief.title"),
        placeholder=brief.title_of(told, words),
        key="brief_title",
    )
    made = brief.fitted(told, words, title.strip(), sheet.fits)
    with st.expander(words("brief.template")):
        given = _template(view)
    _take_away(view, made, given)
    if (pages := sheet.pages(made)) > 1:
        st.info(words("brief.too_long", n=f"{pages:.1f}"), icon=":material/info:")
    st.header(words("brief.view"), anchor="brief-view")
    st.caption(words("brief.print"))
    st.html(brief_html.page(made, words))


def _reports(view: View) -> list[str]:
    """The reports to write of: at first those of the filter, else the one that was added last."""
    asked = list(catalogue.titles(view.library, view.filter.reports))
    first = asked[:_MOST] or reports.search(view.library, limit=1, by="added_at")
    chosen = st.session_state.get("brief_reports", first)
    # What was chosen stays a choice, whatever is looked for.
    options = dict.fromkeys([*report_picker.offered(view, "brief_reports"), *first, *chosen])
    titles = catalogue.titles(view.library, options)
    return st.multiselect(
        view.words("brief.reports"),
        list(options),
        default=first,
        format_func=lambda report: titles.get(report, report),
        key="brief_reports",
        max_selections=_MOST,
        placeholder=view.words("brief.choose"),
        select_all=False,
    )


def _template(view: View) -> tuple[str, bytes] | None:
    """The office's own template, if it gives one, and the way to ours."""
    words = view.words
    st.caption(words("brief.template_help"))
    st.download_button(
        words("brief.template_download"),
        data=template.FILE.read_bytes(),
        file_name=f"{words('brief.template_stem')}.docx",
        mime=briefs.MIME,
        on_click="ignore",
        key="brief_template_download",
        icon=":material/download:",
    )
    file = uploader.one(words, words("brief.template"), "brief_template")
    return None if file is None else (file.name, file.getvalue())


def _take_away(view: View, made: Brief, given: tuple[str, bytes] | None) -> None:
    """The button; a template that cannot be opened is told in its place."""
    words = view.words
    name, data = given or ("", None)
    try:
        template.open_template(data, name)
    except UnreadableReport as error:
        why = states.sentence(words, error)
        said = words("brief.template_wrong", name=for_markdown(name), why=why)
        st.error(said, icon=":material/error:")
        return
    st.download_button(
        words("brief.download"),
        data=lambda: word_document(made, words, data, name),
        file_name=downloads.file_name(words("brief.stem"), "docx", date.today()),
        mime=briefs.MIME,
        on_click="ignore",
        key="brief_download",
        type="primary",
        icon=":material/download:",
    )


run("brief", _body)
