"""The login, where the owner asks for one in .streamlit/secrets.toml; without that, none."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.errors import StreamlitSecretNotFoundError

from dashboard.showing.words import Words
from dashboard.web import admission

_log = logging.getLogger(__name__)


def is_open() -> bool:
    """Whether this visitor may see the pages."""
    secrets = _secrets()
    if secrets is not None and not admission.is_asked(secrets):
        return True
    return secrets is not None and admission.may_enter(
        st.user.to_dict(), admission.allowed(secrets)
    )


def ask(words: Words) -> None:
    """What stands in place of the pages: the way in, or why there is none for this person."""
    st.title(words("app.name"), anchor="app-name")
    if _secrets() is None:
        st.error(words("login.broken"), icon=":material/error:")
    elif st.user.get("is_logged_in"):
        _log.warning("a person was not let in: not on the list")
        st.error(words("login.not_listed"), icon=":material/block:")
        st.button(words("login.leave"), on_click=st.logout, key="login_leave")
    else:
        st.markdown(words("login.why"))
        if st.button(words("login.enter"), type="primary", key="login_enter"):
            _enter(words)


def _enter(words: Words) -> None:
    """To the provider's page; what is wrong with the settings is for their owner to read."""
    try:
        st.login()
    except Exception:
        _log.exception("the login is not set up")
        st.error(words("login.broken"), icon=":material/error:")


def _secrets() -> Mapping[str, Any] | None:
    """The owner's settings, empty where there are none; None where they cannot be read."""
    try:
        return st.secrets.to_dict()
    except (StreamlitSecretNotFoundError, OSError, UnicodeError):
        there = any(Path(place).exists() for place in st.get_option("secrets.files"))
        return None if there else {}
