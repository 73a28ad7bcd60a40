"""What a narrow screen needs and Streamlit does not do: see phone.js."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import streamlit as st


@st.cache_resource
def _component() -> Any:
    js = Path(__file__).with_name("phone.js").read_text("utf-8")
    return st.components.v2.component("phone", js=js)


def close_menu(page: str) -> None:
    """Close the menu when `page` is another one than before."""
    data = {"name": "menu", "token": page, "close": True}
    _component()(key="phone_menu", data=data, height=0)


def bring_into_sight(key: str, chosen: str) -> None:
    """Scroll to the container of this key when `chosen` is something else than before."""
    data = {"name": key, "token": chosen, "show": f".st-key-{key}"}
    _component()(key=f"phone_{key}", data=data, height=0)
