"""The product's name above the navigation, in the language and the ink of the page."""

from __future__ import annotations

from html import escape
from pathlib import Path

import streamlit as st

from dashboard.showing import chart_text, theme
from dashboard.showing.theme import Palette
from dashboard.showing.words import Words

_ICON = Path(__file__).with_name("icon.svg")
_HEIGHT, _SIZE = 32, 19  # of the picture and of its letters, in its own units


def show(words: Words, palette: Palette) -> None:
    """Put icon and name at the head of the sidebar."""
    st.logo(_wordmark(words("app.name"), palette.ink), size="medium", icon_image=_ICON)


def _wordmark(name: str, ink: str) -> str:
    """The icon with the name beside it as one SVG."""
    icon = _ICON.read_text("utf-8").replace("<svg ", f'<svg width="{_HEIGHT}" height="{_HEIGHT}" ')
    width = _HEIGHT + 12 + chart_text.columns(name) * _SIZE * 0.56
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {_HEIGHT}">{icon}'
        f'<text x="{_HEIGHT + 10}" y="{_HEIGHT * 0.69:.1f}" fill="{ink}" font-size="{_SIZE}"'
        f' font-weight="650" font-family="{escape(theme.FONTS)}">{escape(name)}</text></svg>'
    )
