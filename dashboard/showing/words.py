"""The words of the interface, in each language, from `words.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

from dashboard.asking.report_kinds import stage_word
from dashboard.store.schema import BY_HAND
from extract import columns
from extract.command import words as command_words

LANGUAGES: tuple[str, ...] = columns.LANGUAGES


@cache
def table() -> dict[str, dict[str, str]]:
    """All words: key (`section.name`) → language → text; `en_one` is a singular."""
    raw = tomllib.loads(
        resources.files("dashboard.showing").joinpath("words.toml").read_text("utf-8")
    )
    return {
        f"{section}.{name}": texts
        for section, entries in raw.items()
        for name, texts in entries.items()
    }


def language_of(tag: str | None) -> str:
    """The interface language for a browser's language tag; Chinese when unknown."""
    if not tag:
        return LANGUAGES[0]
    return "zh" if tag.lower().split("-")[0] in ("zh", "yue", "wuu") else "en"


@dataclass(frozen=True)
class Words:
    """The words of one language. `words("figures.count", n=3)` gives the sentence with its values.

    `report_kind` is the kind of report that is spoken of (data/report_kinds.toml), if it is one.

    Values are put in as they are: escape what comes from a report (`dashboard.showing.escape`)
    before it goes to anything that reads Markdown or HTML.
    """

    language: str
    report_kind: str = ""

    def of_kind(self, kind: str) -> Words:
        """The same words where stages are called as a kind of report calls them."""
        return replace(self, report_kind=kind)

    def __call__(self, key: str, /, **values: object) -> str:
        """The text of `key`. KeyError when the file does not have it."""
        texts = table()[key]
        text = texts[self.language]
        if self.language == "en" and "en_one" in texts and str(values.get("n")) == "1":
            text = texts["en_one"]
        return text.format(**values) if values else text

    def has(self, key: str) -> bool:
        """Whether the file has `key`."""
        return key in table()

    def column(self, name: str) -> str:
        """The friendly name of a column of the figures table."""
        return columns.ALL[name].name(self.language)

    def value(self, group: str, value: str) -> str:
        """The name of a fixed value (`stage`, `done`), or the value itself where it has none."""
        if group == "stage" and (own := stage_word(self.report_kind, value, self.language)):
            return own
        if group in columns.ALL and columns.ALL[group].values:
            return columns.in_words(group, value, self.language)
        key = f"{group}.{value}"
        if key in table():
            return self(key)
        if group in ("rule", "doubt"):
            return self._reading(group, value)
        return value

    def _reading(self, group: str, value: str) -> str:
        """A rule of the reading or its doubt, in the words that the extraction has for it."""
        if value == BY_HAND:
            return self("mark.by_hand")
        return command_words.spoken(self.language, group, value)
