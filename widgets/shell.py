"""The frame around every page: navigation, language, library, filter, and failures told."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import streamlit as st

from dashboard import logs
from dashboard.asking.filters import Filter
from dashboard.showing import theme
from dashboard.showing.words import LANGUAGES, Words, language_of
from dashboard.store.database import library_path
from dashboard.store.dataset import is_dataset, open_any
from dashboard.store.library import Library
from widgets import (
    address,
    brand,
    catalogue,
    filter_panel,
    finder,
    fold,
    login,
    phone,
    saved_views,
    states,
    style,
    unchanging,
    watched_folder,
)
from working import workers

_FOLDER = Path(__file__).resolve().parents[1] / "pages"
# A file of our own: for a named icon Streamlit has the browser ask a server elsewhere, for the
# pages of the navigation too, which is why they have none.
_ICON = Path(__file__).with_name("icon.svg")
_STARTED = "shell_started"
_LANGUAGE = "shell_language"
_WHO = "shell_who"
# Widgets of the pages whose choice is there again when a person comes back.
_CHOICE = re.compile(
    r".+_view|.+_funnel_of|progress_report|ratios_(named|rounding)|source_(by|lit_.+)"
    rf"|download_(format|headers|columns)|.+{fold.ENDING}"
)
# What that page still asks about the files that were read.
UNDECIDED = "reports_undecided"

# Section of the navigation → pages in it. A page's file, address and words all carry its name.
SECTIONS: dict[str, tuple[str, ...]] = {
    "look": ("overview", "figures", "source"),
    "desk": ("rollup", "yearly", "brief", "draft"),
    "work_out": ("progress", "ratios", "compare", "check"),
    "manage": ("reports", "about"),
}
# Pages that show figures, and so take part in the filter.
FILTERED = frozenset({"overview", "figures", "rollup", "progress", "ratios", "compare", "check"})


@dataclass(frozen=True)
class View:
    """What a page is given: its name, words, the library, the filter, and the colours in use."""

    page: str
    words: Words
    library: Library
    filter: Filter
    dark: bool

    @property
    def palette(self) -> theme.Palette:
        """The colours of the theme in use."""
        return theme.palette(self.dark)


@st.cache_resource(show_spinner=False)
def open_library() -> Library:
    """The process's one library, or dataset (`LIBRARY` or data/library.duckdb)."""
    logs.note()
    if not is_dataset(library_path()):
        workers.warm()
    return open_any()


def language() -> str:
    """The language in use: as the address says, as chosen before, or as the browser asks for."""
    asked = st.query_params.get("lang")
    if asked in LANGUAGES:
        st.session_state[_LANGUAGE] = asked
    if _LANGUAGE not in st.session_state:
        st.session_state[_LANGUAGE] = language_of(st.context.locale)
    return str(st.session_state[_LANGUAGE])


def is_dark() -> bool:
    """Whether the person's theme is the dark one."""
    return st.context.theme.type == "dark"


def _pages(words: Words) -> dict[str, list[st.Page]]:
    pages = {
        words(f"nav.{section}"): [
            st.Page(
                _FOLDER / f"{name}.py",
                title=words(f"page.{name}"),
                url_path=name,
            )
            for name in names
        ]
        for section, names in SECTIONS.items()
    }
    # The default page has the address / only, whatever its name, and a page's own name must lead
    # to it. So the default is a page of its own that leads on to the first one.
    first = next(iter(pages.values()))[0]
    home = st.Page(
        lambda: st.switch_page(first, query_params=st.query_params.to_dict()),
        title=words("app.name"),
        url_path="home",
        visibility="hidden",
        default=True,
    )
    return {**pages, "": [home]}


def _doors(words: Words) -> list[st.Page]:
    """In place of every page, under its own address, the way in."""
    ask, title = partial(login.ask, words), words("app.name")
    names = [name for names in SECTIONS.values() for name in names]
    home = st.Page(ask, title=title, url_path="home", default=True)
    return [home, *(st.Page(ask, title=title, url_path=name) for name in names)]


def start() -> None:
    """What start.py does: the navigation, the sidebar, and the page that was asked for."""
    words = Words(language())
    st.set_page_config(page_title=words("app.name"), page_icon=_ICON, layout="wide")
    brand.show(words, theme.palette(is_dark()))
    style.show(words, theme.palette(is_dark()))
    if not login.is_open():
        st.navigation(_doors(words), position="hidden").run()
        st.stop()
    st.session_state[_STARTED] = True
    current = st.navigation(_pages(words), position="sidebar", expanded=True)
    name = current.url_path
    if not name:
        current.run()
    address.on_page(name)
    filter_panel.keep_in_address()
    _keep_choices()
    if name != "reports":
        st.session_state.pop(UNDECIDED, None)
        states.guarded(words, "leaving", _forget_removed)
    with st.sidebar:
        _language_switch(words)
        states.guarded(words, "watched", lambda: _of_the_library(words, name))
        panel = st.container()
        phone.close_menu(name)
    if st.query_params.get("lang") != words.language:
        st.query_params["lang"] = words.language
    current.run()
    # After the page: what a person looks at must not wait for the counts beside it.
    if name in FILTERED:
        with panel:
            states.guarded(words, "filter", lambda: _beside(words, name))


def _of_the_library(words: Words, page: str) -> None:
    """That it is read only, or else how many files wait to be read."""
    library = open_library()
    if not unchanging.says(library, words, "beside") and page != "reports":
        watched_folder.notice(library, words)


def _beside(words: Words, page: str) -> None:
    """What stands beside a page that shows figures: the filter, and the saved views."""
    library = open_library()
    filter_panel.show(library, words)
    if not library.read_only and catalogue.count(library):
        saved_views.show(library, words, page, FILTERED)


def _keep_choices() -> None:
    """Streamlit forgets what a widget was set to when its page is left; what is set anew is kept.
    Choices that the address has are kept by widgets/address.py."""
    for key in list(st.session_state):
        if isinstance(key, str) and _CHOICE.fullmatch(key):
            st.session_state[key] = st.session_state[key]


def who() -> str:
    """A name for this session, by which the library knows what it removed."""
    return str(st.session_state.setdefault(_WHO, uuid.uuid4().hex))


def _forget_removed() -> None:
    """Leaving the Reports page ends the chance to bring back what this session removed; what
    others removed is theirs."""
    if open_library().removed(who()):
        open_library().purge(by=who())


def _language_switch(words: Words) -> None:
    def switch() -> None:
        chosen = st.session_state["language_switch"]
        if chosen:
            st.session_state[_LANGUAGE] = chosen
            st.query_params["lang"] = chosen

    st.session_state["language_switch"] = words.language
    st.segmented_control(
        words("app.language"),
        LANGUAGES,
        format_func=lambda code: {"zh": "中文", "en": "English"}[code],
        key="language_switch",
        required=True,
        on_change=switch,
        label_visibility="collapsed",
        width="stretch",
    )


def run(name: str, body: Callable[[View], None]) -> None:
    """What every file in pages/ ends with: the guard, the title, the body, and its failures told.

    The guard: on a fresh server a link straight to a page runs that file without start.py, which
    leaves a mark for the page each time. Without the mark this does what start.py does.
    """
    if not st.session_state.pop(_STARTED, False):
        start()
        return
    words = Words(language())

    def draw() -> None:
        view = View(name, words, open_library(), filter_panel.current(), is_dark())
        finder.head(view.library, words, name, catalogue.count(view.library) > 0)
        body(view)

    states.guarded(words, "page", draw)
