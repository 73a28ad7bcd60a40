"""A draft before it is printed: the same .docx back, with a comment at each finding."""

from __future__ import annotations

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from dashboard.errors import LibraryError
from dashboard.files import downloads
from dashboard.files.draft import Checked, anchor, check_draft
from dashboard.showing import conclusion_words, draft_words
from dashboard.showing.escape import for_markdown
from reading import UnreadableReport
from widgets import conclusion_line, states, uploader
from widgets.shell import View, run

_CHECKED = "draft_checked"
_SHOWN = 50  # findings on the page; all of them are in the file
_MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _body(view: View) -> None:
    words = view.words
    st.markdown(words("draft.how"))
    file = uploader.one(words, words("draft.label"), "draft_file")
    pressed = st.button(
        words("draft.check"),
        type="primary",
        key="draft_check",
        disabled=file is None,
        icon=":material/rule:",
    )
    if file is not None and pressed:
        st.session_state.pop(_CHECKED, None)
        _check(view, file)
    which, checked = st.session_state.get(_CHECKED, (None, None))
    if file is not None and checked is not None and which == file.file_id:
        _show(view, checked)


def _check(view: View, file: UploadedFile) -> None:
    """Check the draft; what keeps it from being checked becomes a sentence."""
    words = view.words
    try:
        with st.spinner(words("draft.working")):
            checked = check_draft(file.getvalue(), file.name, words)
    except (UnreadableReport, LibraryError) as error:
        name, why = for_markdown(file.name), states.sentence(words, error)
        st.error(words("draft.failed", name=name, why=why), icon=":material/error:")
    else:
        st.session_state[_CHECKED] = (file.file_id, checked)


def _show(view: View, checked: Checked) -> None:
    """What was checked and what was not, the file, and each comment as it stands there."""
    words = view.words
    lines = draft_words.summary(checked.figures, checked.counts, checked.unread, checked.cut, words)
    first, *rest = map(for_markdown, lines)
    st.markdown(f"**{first}**")
    for line in rest:
        st.caption(line)
    st.download_button(
        words("draft.download"),
        data=checked.document,
        file_name=downloads.given_back(checked.name, words("draft.stem"), (".docx", ".docm")),
        mime=_MIME,
        on_click="ignore",
        key="draft_download",
        type="primary",
        icon=":material/download:",
    )
    if not checked.findings:
        return
    st.header(words("draft.remarks", n=len(checked.findings)), anchor="draft-remarks")
    for finding in checked.findings[:_SHOWN]:
        with st.container(border=True, gap="xsmall"):
            conclusion_line.badge(conclusion_words.gravity(finding), words)
            _, *more = draft_words.comment(finding, anchor(finding), words)
            st.markdown(f"**{for_markdown(conclusion_words.statement(finding, words))}**")
            for line in (*more, f"“{anchor(finding).sentence}”"):
                st.caption(for_markdown(line))
    if (more_there := len(checked.findings) - _SHOWN) > 0:
        st.caption(words("draft.more", n=more_there))


run("draft", _body)
