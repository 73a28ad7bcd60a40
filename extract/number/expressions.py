"""Fixed expressions: words, idioms and set phrases that a numeral only helps to form.

统一, 进一步 and 老百姓 are no figures at all; 三会一课 and 毕其功于一役 are figures of the role
`named`.
"""

from __future__ import annotations

from collections.abc import Sequence

from extract.number.numeral import CHINESE
from extract.text.lexicon import entries

_RUN = frozenset(CHINESE)
_NUMERALS = frozenset(CHINESE + "几数半双")


class Expressions:
    """Expressions looked up at the first numeral in them."""

    def __init__(self, some: Sequence[tuple[str, ...]]) -> None:
        # What cancels an expression where it follows (十分 before 钟).
        self._cancelled = {row[0]: tuple(row[1].split()) for row in some if len(row) > 1}
        # Keyed by the two characters that open with the first numeral (一些) or, where the
        # expression ends with it, close with it (统一). Longest first.
        self._opening: dict[str, list[tuple[int, str]]] = {}
        self._closing: dict[str, list[tuple[int, str]]] = {}
        for word in sorted({row[0] for row in some}, key=lambda word: (-len(word), word)):
            at = next((i for i, sign in enumerate(word) if sign in _NUMERALS), -1)
            if at < 0 or len(word) < 2:
                continue
            if at + 1 < len(word):
                self._opening.setdefault(word[at : at + 2], []).append((at, word))
            else:
                self._closing.setdefault(word[at - 1 : at + 1], []).append((at, word))

    def around(self, text: str, start: int) -> tuple[int, int] | None:
        """Where the expression begins and ends whose first numeral stands at `start`, or None."""
        best: tuple[int, int] | None = None
        for at, word in self._opening.get(text[start : start + 2], ()):
            if text.startswith(word, start - at) and self._stands(text, word, start - at):
                best = (start - at, start - at + len(word))
                break
        if best is None and start:
            for at, word in self._closing.get(text[start - 1 : start + 1], ()):
                if text.startswith(word, start - at) and self._stands(text, word, start - at):
                    return (start - at, start - at + len(word))
        return best

    def _stands(self, text: str, word: str, place: int) -> bool:
        """Whether `word`, which is written at `place`, is a word of its own there."""
        if place < 0 or text[place - 1 : place] in ("第", "分"):
            return False
        end = place + len(word)
        if word[-1] in _NUMERALS and text[end : end + 1] in _RUN and end < len(text):
            # The run of numerals goes on: 十分之 is not 十分.
            return False
        cancelled = self._cancelled.get(word)
        return not (cancelled and text.startswith(cancelled, end))


NUMBER_WORDS = Expressions(entries("number_words.txt"))
IDIOMS = Expressions(entries("idioms.txt"))
