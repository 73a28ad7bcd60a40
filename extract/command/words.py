"""The words in which the command speaks to a person, from `command.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from extract.columns import ALL, LANGUAGES

__all__ = ["LANGUAGES", "column_name", "known", "say", "table"]


@cache
def table() -> dict[str, dict[str, dict[str, str]]]:
    """All words: section → name → language → text."""
    return tomllib.loads(Path(__file__).with_name("command.toml").read_text(encoding="utf-8"))


def say(language: str, section: str, name: str, /, **values: object) -> str:
    """The text of `name` with its `values` filled in. KeyError when the file does not have it."""
    return table()[section][name][language].format(**values)


def known(section: str, name: str) -> bool:
    """Whether the file has `name`."""
    return name in table()[section]


def column_name(language: str, column: str) -> str:
    """What a column of the table is called; the interval is that of its two bounds."""
    return ALL[column].name(language) if column in ALL else say(language, "column", column)
