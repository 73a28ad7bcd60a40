"""Blanks: quantities that were blacked out or left unfilled (处分XXX人次). Dates are none."""

from __future__ import annotations

from collections.abc import Iterator

from conclude.conclusion import Conclusion
from conclude.text.mention import Sentence


def blanks(sentence: Sentence) -> Iterator[Conclusion]:
    """A row for each quantity of the sentence whose number is not there."""
    for mention in sentence:
        if mention.figure.role == "redacted":
            yield Conclusion("blank", "number left out", mention.figure)
