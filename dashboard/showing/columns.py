"""The columns of a figure, named and described in both languages (columns.toml)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib import resources


@dataclass(frozen=True)
class Column:
    """One column: its stable key, its names, what it holds, and its type (integer, number, string,
    boolean)."""

    key: str
    zh: str
    en: str
    zh_about: str
    en_about: str
    type: str

    def name(self, language: str) -> str:
        """The friendly name in `zh` or `en`."""
        return self.zh if language == "zh" else self.en

    def description(self, language: str) -> str:
        """What the column holds, in `zh` or `en`."""
        return self.zh_about if language == "zh" else self.en_about


def _read() -> dict[str, Column]:
    text = resources.files("dashboard.showing").joinpath("columns.toml").read_text("utf-8")
    return {key: Column(key=key, **entry) for key, entry in tomllib.loads(text).items()}


# All columns by key, in the order of the table.
COLUMNS: dict[str, Column] = _read()
