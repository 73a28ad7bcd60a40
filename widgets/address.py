"""Choices of a page that its address remembers, so that a link shows the same; and the session, so
that they are there again when a person comes back to the page without a link."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import streamlit as st

_PLACE = re.compile(r"[0-9]{1,12}")
_CHOSEN = "address_chosen"  # page → name → values
_PAGE = "address_page"


def on_page(page: str) -> None:
    """Say which page is shown: choices belong to it."""
    st.session_state[_PAGE] = page


def _own() -> dict[str, list[str]]:
    """What was chosen on this page in this session."""
    pages: dict[str, dict[str, list[str]]] = st.session_state.setdefault(_CHOSEN, {})
    return pages.setdefault(st.session_state.get(_PAGE, ""), {})


def _asked(name: str) -> list[str]:
    return st.query_params.get_all(name) or _own().get(name, [])


def choice(name: str, options: Sequence[str], default: str) -> str:
    """What the address says for `name`, or was chosen before, where that is one of the options;
    else the default."""
    asked = _asked(name)
    return asked[-1] if asked and asked[-1] in options else default


def choices(name: str, options: Sequence[str], default: Sequence[str]) -> list[str]:
    """The options that the address names, or that were chosen before, in that order; the default
    where there are none."""
    return [value for value in _asked(name) if value in options] or list(default)


def place(written: str) -> int | None:
    """A place in a text as an address writes it; None where it is no such number."""
    return int(written) if _PLACE.fullmatch(written) else None


def remember(chosen: Mapping[str, str | Sequence[str]], defaults: Mapping[str, object]) -> None:
    """Write choices into the address; one that is as it is without a link stays out of it."""
    own = _own()
    for name, value in chosen.items():
        values = [value] if isinstance(value, str) else list(value)
        if value == defaults.get(name):
            st.query_params.pop(name, None)
            own.pop(name, None)
            continue
        own[name] = values
        if st.query_params.get_all(name) != values:
            st.query_params[name] = values
