"""Choices of a page that its address remembers, so that a link shows the same."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import streamlit as st

_PLACE = re.compile(r"[0-9]{1,12}")


def choice(name: str, options: Sequence[str], default: str) -> str:
    """What the address says for `name` where that is one of the options, else the default."""
    asked = st.query_params.get(name, default)
    return asked if asked in options else default


def choices(name: str, options: Sequence[str], default: Sequence[str]) -> list[str]:
    """The options that the address names, in its order; the default where it names none."""
    asked = [value for value in st.query_params.get_all(name) if value in options]
    return asked or list(default)


def place(written: str) -> int | None:
    """A place in a text as an address writes it; None where it is no such number."""
    return int(written) if _PLACE.fullmatch(written) else None


def remember(chosen: Mapping[str, str | Sequence[str]], defaults: Mapping[str, object]) -> None:
    """Write choices into the address; one that is as it is without a link stays out of it."""
    for name, value in chosen.items():
        values = [value] if isinstance(value, str) else list(value)
        if value == defaults.get(name):
            st.query_params.pop(name, None)
        elif st.query_params.get_all(name) != values:
            st.query_params[name] = values
