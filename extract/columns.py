"""The contract of the figures table, from columns.toml: columns, dtypes, values, their words."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import resources

LANGUAGES = ("zh", "en")

# How the kinds of dtype are called in a Frictionless table schema.
_TYPES = {
    "string": "string",
    "category": "string",
    "int32": "integer",
    "Int64": "integer",
    "float64": "number",
    "bool": "boolean",
}


@dataclass(frozen=True)
class Meaning:
    """A name with what it means, in both languages; the meaning is empty where the name says it."""

    zh: str
    en: str
    zh_about: str = ""
    en_about: str = ""

    def name(self, language: str) -> str:
        """The name in `zh` or `en`."""
        return self.zh if language == "zh" else self.en

    def about(self, language: str) -> str:
        """The meaning in `zh` or `en`."""
        return self.zh_about if language == "zh" else self.en_about


@dataclass(frozen=True)
class Column:
    """One column: its stable key, what it means, its pandas dtype and, of a category, the values.

    `added_by` is empty for a column of the figures table, else `report` or `library`. `coded`: its
    values are codes or English names that a person is told in words.
    """

    key: str
    meaning: Meaning
    dtype: str
    values: Mapping[str, Meaning] = field(default_factory=dict)
    added_by: str = ""
    coded: bool = False

    @property
    def type(self) -> str:
        """string, integer, number or boolean, as in a Frictionless table schema."""
        return _TYPES[self.dtype]

    def name(self, language: str) -> str:
        """The friendly name in `zh` or `en`."""
        return self.meaning.name(language)

    def description(self, language: str) -> str:
        """What the column holds, in `zh` or `en`; of a category the values too."""
        values = [
            f"{value} {meaning.name(language)}" for value, meaning in self.values.items() if value
        ]
        if not values:
            return self.meaning.about(language)
        colon, comma = ("：", "、") if language == "zh" else (": ", ", ")
        return self.meaning.about(language) + colon + comma.join(values)


def _read() -> dict[str, Column]:
    text = resources.files("extract").joinpath("columns.toml").read_text("utf-8")
    return {key: _column(key, entry) for key, entry in tomllib.loads(text).items()}


def _column(key: str, entry: dict[str, str | bool | dict[str, dict[str, str]]]) -> Column:
    values = entry.get("values", {})
    assert isinstance(values, dict)
    texts = {name: str(entry[name]) for name in ("zh", "en", "zh_about", "en_about")}
    return Column(
        key=key,
        meaning=Meaning(**texts),
        dtype=str(entry["dtype"]),
        values={value: Meaning(**said) for value, said in values.items()},
        added_by=str(entry.get("added_by", "")),
        coded=bool(values) or bool(entry.get("coded")),
    )


# All columns by key, in the order in which people are shown them: those of the figures table, and
# those that the library of reports adds.
ALL: dict[str, Column] = _read()
# The columns of the figures table, in their order.
FIGURE: dict[str, Column] = {key: column for key, column in ALL.items() if not column.added_by}
# Column → its values, for the categories.
CATEGORIES: dict[str, tuple[str, ...]] = {
    key: tuple(column.values) for key, column in FIGURE.items() if column.values
}


def in_words(column: str, value: str, language: str) -> str:
    """A value of a category as a person reads it; any other value as it is."""
    found = ALL[column].values.get(value) if column in ALL else None
    return found.name(language) if found else value
