"""The words of the command, from words.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

LANGUAGES = ("zh", "en")


@cache
def table() -> dict[str, dict[str, dict[str, str]]]:
    """All words: section → name → language → text."""
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))


def say(language: str, name: str, /, **values: object) -> str:
    """A sentence of the command with its `values` filled in."""
    return table()["cli"][name][language].format(**values)
