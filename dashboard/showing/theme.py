"""Colours, patterns and type of the charts and of the highlighted report, light and dark.

The hues are those of Okabe and Ito, which people with any common colour blindness tell apart; every
stage also has a pattern, so that nothing rests on colour alone. Grounds and ink are those of
`.streamlit/config.toml`, so that a chart sits in the page without an edge.
"""

from __future__ import annotations

from dataclasses import dataclass

from extract.columns import CATEGORIES

FONTS = (
    "'Segoe UI', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans SC', 'Noto Sans CJK SC', "
    "'Source Han Sans SC', 'WenQuanYi Micro Hei', sans-serif"
)
SIZE_BODY, SIZE_SMALL, SIZE_TITLE = 14, 12, 16

STAGES = CATEGORIES["stage"]
ROLES = CATEGORIES["role"]

_STAGE_LIGHT = {
    "base": "#6B7280",
    "raised": "#D55E00",
    "planned": "#E69F00",
    "done": "#0072B2",
    "activity": "#009E73",
    "other": "#CC79A7",
}
_STAGE_DARK = {
    "base": "#9CA3AF",
    "raised": "#F0803C",
    "planned": "#F0B73A",
    "done": "#56B4E9",
    "activity": "#2FC79B",
    "other": "#DDA0C4",
}
_ROLE_LIGHT = {
    "statistic": "#0072B2",
    "redacted": "#111827",
    "date": "#009E73",
    "ordinal": "#E69F00",
    "named": "#CC79A7",
    "version": "#6B7280",
}
_ROLE_DARK = {
    "statistic": "#56B4E9",
    "redacted": "#F3F4F6",
    "date": "#2FC79B",
    "ordinal": "#F0B73A",
    "named": "#DDA0C4",
    "version": "#9CA3AF",
}
PATTERNS = {"base": "", "raised": "/", "planned": ".", "done": "", "activity": "x", "other": "-"}
SERIES_PATTERNS = ("", "/", ".", "x", "-", "\\", "+", "|")
SERIES_DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot")
SERIES_SYMBOLS = ("circle", "square", "diamond", "triangle-up", "x", "cross", "star", "pentagon")


@dataclass(frozen=True)
class Palette:
    """The colours of one theme."""

    ink: str
    muted: str
    line: str
    ground: str
    card: str
    accent: str
    band: str
    stages: dict[str, str]
    roles: dict[str, str]
    series: tuple[str, ...]


LIGHT = Palette(
    ink="#1F2429",
    muted="#5A6068",
    line="#DAD6CE",
    ground="#FDFCFA",
    card="#F3F1EC",
    accent="#0B66A3",
    band="#C9C4BA",
    stages=_STAGE_LIGHT,
    roles=_ROLE_LIGHT,
    series=("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#6B7280", "#56B4E9", "#8A6D00"),
)
DARK = Palette(
    ink="#E8E6E1",
    muted="#B4B9BF",
    line="#39414A",
    ground="#15181C",
    card="#1F242A",
    accent="#7CC0EE",
    band="#5A636D",
    stages=_STAGE_DARK,
    roles=_ROLE_DARK,
    series=("#56B4E9", "#F0803C", "#2FC79B", "#DDA0C4", "#F0B73A", "#9CA3AF", "#8FD0F5", "#D8BE52"),
)


def palette(dark: bool) -> Palette:
    """The colours for a dark or a light page."""
    return DARK if dark else LIGHT
