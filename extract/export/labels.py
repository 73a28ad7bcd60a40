"""How a file names its columns and says their values: by code, or in a person's words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from extract.columns import Column


def _as_it_is(column: str, value: str) -> str:
    return value


@dataclass(frozen=True)
class Labels:
    """`language`: `zh` or `en`, or empty for stable names and codes.

    `say(column, code)` gives a code in words of that language.
    """

    language: str = ""
    say: Callable[[str, str], str] = _as_it_is

    def header(self, column: Column) -> str:
        """What the file calls the column."""
        return column.name(self.language) if self.language else column.key

    def value(self, column: Column, value: Any) -> Any:
        """A value of the column as the file says it."""
        if not (self.language and column.coded) or value is None:
            return value
        code = str(value).lower() if isinstance(value, bool) else str(value)
        return self.say(column.key, code) if code else ""


# Stable names and codes, for programs that read the file.
CODES = Labels()
