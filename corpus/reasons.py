"""Why a document is not in, as a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from corpus.words import table
from extract.command import words


def reason(language: str, code: str, details: Mapping[str, Any]) -> str:
    """The sentence for a refusal's code: one of the corpus, else of the extractor's command."""
    values = {**details, "code": code}
    with suppress(KeyError):
        own = table()["refusal"].get(code)
        if own:
            return own[language].format(**values)
        if words.known("refusal", code):
            return words.say(language, "refusal", code, **values)
    return words.say(language, "refusal", "other", **values)
