"""The charts' colours belong to the page's theme."""

import tomllib
from pathlib import Path

import pytest

from dashboard.showing import theme

CONFIG = tomllib.loads(
    (Path(__file__).resolve().parents[2] / ".streamlit" / "config.toml").read_text("utf-8")
)


@pytest.mark.parametrize(("name", "palette"), [("light", theme.LIGHT), ("dark", theme.DARK)])
def test_charts_stand_on_the_pages_own_ground(name: str, palette: theme.Palette) -> None:
    page = CONFIG["theme"][name]
    assert palette.ground == page["backgroundColor"]
    assert palette.card == page["secondaryBackgroundColor"]
    assert palette.ink == page["textColor"]


def _light(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("palette", [theme.LIGHT, theme.DARK])
def test_small_print_can_be_read(palette: theme.Palette) -> None:
    for colour in (palette.ink, palette.muted):
        bright, dim = sorted((_light(colour), _light(palette.ground)), reverse=True)
        assert (bright + 0.05) / (dim + 0.05) >= 4.5


def test_every_stage_and_role_has_a_colour_of_its_own() -> None:
    for palette in (theme.LIGHT, theme.DARK):
        assert set(palette.stages) == set(theme.STAGES) == set(theme.PATTERNS)
        assert set(palette.roles) == set(theme.ROLES)
        assert len(set(palette.stages.values())) == len(theme.STAGES)
