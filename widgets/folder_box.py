"""The box for a folder of this computer; there only where its owner named folders for it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from dashboard.showing.escape import for_markdown
from dashboard.showing.words import Words
from dashboard.web import folders


def show(words: Words, offer: Callable[[Path | None], None]) -> Path | None:
    """What is to be read now, if anything; why nothing can be, or why that could not, is said.

    offer: draws what else can be done with the folder that was typed; None while it is none.
    """
    if not folders.is_loopback(st.get_option("server.address")):
        st.caption(words("reports.folder_off"))
        return None
    named = folders.named()
    if not named:
        st.caption(words("reports.folder_none"))
        return None
    path = st.text_input(
        words("reports.folder_path"), key="reports_path", help=words("reports.folder_help")
    )
    st.caption(words("reports.folder_named", folders=for_markdown("　".join(map(str, named)))))
    place = folders.inside(path, named)
    with st.container(horizontal=True, gap="small"):
        add = st.button(
            words("reports.add"),
            key="reports_add_folder",
            icon=":material/add:",
            disabled=not path.strip(),
        )
        offer(place if place is not None and place.is_dir() else None)
    if not add:
        return None
    if place is None:
        st.error(words("reports.no_folder", path=for_markdown(path)))
    return place
