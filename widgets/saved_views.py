"""Views kept by name: a page with its filter and its own choices, opened again by a link.

A view is the address of the page, so that it can be sent to someone as well. They are kept in the
library and are there for whoever opens it.
"""

from __future__ import annotations

from collections.abc import Collection

import streamlit as st

from dashboard.showing.escape import for_markdown
from dashboard.showing.words import Words
from dashboard.store import kept
from dashboard.store.library import Library
from widgets import filter_panel, fold

_KIND = "view"
_NAME = "view_name"
_LONGEST = 40  # characters of a name
_MOST = 50  # views
# What an address says about the moment, not about the view.
_PASSING = ("lang", "at", filter_panel.VIEW)


@st.cache_data(show_spinner=False, max_entries=4)
def _views(_library: Library, version: int) -> dict[str, dict]:
    return kept.kept(_library, _KIND)


def show(library: Library, words: Words, page: str, pages: Collection[str]) -> None:
    """The saved views as links, and the box that keeps the present one, which is of `page`; views
    of what is no page of `pages` (any more) are passed over."""
    views = _views(library, library.version)
    views = {name: view for name, view in views.items() if view.get("page") in pages}
    inside = fold.unfolded(words("view.title", n=len(views)), "view", ":material/bookmark:")
    if inside is None:
        return
    with inside:
        for place, (name, view) in enumerate(views.items()):
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                with st.container(width="stretch"):
                    st.page_link(
                        f"pages/{view['page']}.py",
                        label=for_markdown(name),
                        query_params={**view["query"], filter_panel.VIEW: "1"},
                    )
                st.button(
                    "",
                    icon=":material/delete:",
                    help=words("view.forget"),
                    type="tertiary",
                    key=f"view_forget_{place}",
                    on_click=kept.forget,
                    args=(library, _KIND, name),
                )
        _keep(library, words, page, len(views))


def _keep(library: Library, words: Words, page: str, there: int) -> None:
    if there >= _MOST:
        st.caption(words("view.most", n=_MOST))
        return

    def keep() -> None:
        name = st.session_state[_NAME].strip()
        if name:
            query = {k: st.query_params.get_all(k) for k in st.query_params if k not in _PASSING}
            kept.keep(library, _KIND, name, {"page": page, "query": query})
        st.session_state[_NAME] = ""

    with st.form("view_keep", border=False, enter_to_submit=True):
        st.text_input(
            words("view.name"), key=_NAME, placeholder=words("view.hint"), max_chars=_LONGEST
        )
        st.form_submit_button(words("view.keep"), on_click=keep)
