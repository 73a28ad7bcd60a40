"""The style of every page beyond what Streamlit's settings reach: style.css with its words.

Where the machine's own words cannot be replaced by ours (menus of a table's columns, its toolbar)
they are not shown in Chinese; in English they are right as they are.
"""

from __future__ import annotations

import json
from pathlib import Path

import streamlit as st

from dashboard.showing.theme import Palette
from dashboard.showing.words import Words

_STYLE = Path(__file__).with_name("style.css")
_ENGLISH = "[data-testid=stDataFrameColumnMenu], [data-testid=stElementToolbar] { display: none; }"

# “3.86 million” is longer than 386.2万, and a card does not grow.
_LONG_NUMBERS = "[data-testid=stMetricValue] { font-size: 1.5rem; }"


def show(words: Words, palette: Palette) -> None:
    """Put the style into the page; it takes no room."""
    named = {
        "--chosen": palette.accent,
        "--say-skip": json.dumps(words("machine.skip"), ensure_ascii=False),
        "--say-swipe": json.dumps(words("machine.swipe"), ensure_ascii=False),
        "--say-empty": json.dumps(words("machine.empty"), ensure_ascii=False),
    }
    own = "".join(f"{name}: {value};" for name, value in named.items())
    of_language = _LONG_NUMBERS if words.language == "en" else _ENGLISH
    st.html(f"<style>:root {{ {own} }} {_STYLE.read_text('utf-8')} {of_language}</style>")
