"""A table's cell that holds one figure: 12, 1,234.5, (12.3), ↓5.2%, ≥100公顷, 约3万人, 12①."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import regex

from extract.figure import Figure
from extract.number.numeral import read_numeral
from extract.role.find import find_figures

if TYPE_CHECKING:
    from reading import Cell

_PLAIN = regex.compile(
    r"[-−－+＋]?(?:[0-9０-９]{1,18}(?:[,，][0-9０-９]{3}){0,6}|[0-9]{1,3}(?: [0-9]{3}){1,6})"
    r"(?:[.．][0-9０-９]{1,18})?"
)

_ASCII = str.maketrans("０１２３４５６７８９．，－−＋", "0123456789.,--+")
_LOSS = regex.compile(r"[（(](?=[^（()）]*[.,])([\d,.]+)[)）]")  # of an account: less than nothing
_NOTE_MARK = regex.compile(r"\s*(?:[①-⑳*＊※†]+|[（(]注\d?[)）])$")
_ARROWS = {"↑": "up", "↓": "down"}
_BOUNDS = {"≥": "不低于", "≧": "不低于", "≤": "不超过", "≦": "不超过", "＞": "超过", "＜": "不足"}
_LONGEST = 24  # characters of a cell that holds one figure and nothing else


def is_number(words: str) -> bool:
    """Whether a cell holds one figure and nothing else."""
    return _figure(words) is not None


def figure_in(text: str, cell: Cell) -> Figure:
    """The figure of a cell as its own words give it; the header's unit is still to come.

    Only for cells whose words are a number (`is_number`).
    """
    words = text[cell.start : cell.end]
    figure = _figure(words)
    assert figure is not None
    for name in ("start", "end", "before", "after"):
        setattr(figure, name, getattr(figure, name) + cell.start)
    figure.text = text[figure.start : figure.end]
    figure.rule = "table cell"
    return figure


def _figure(words: str) -> Figure | None:
    """The figure, its places counted from the beginning of `words`."""
    stripped = words.strip()
    if not stripped or len(stripped) > _LONGEST:
        return _plain(stripped, words.find(stripped)) if stripped else None
    start = words.find(stripped)
    bare = _NOTE_MARK.sub("", stripped)
    direction = _ARROWS.get(bare[:1], "")
    if direction:
        start, bare = start + len(bare) - len(bare[1:].lstrip()), bare[1:].lstrip()
    figure = _plain(bare, start) or _written(bare, start)
    if figure is not None and direction:
        figure.direction = direction
    return figure


def _plain(words: str, start: int) -> Figure | None:
    """A number of digits alone."""
    loss = _LOSS.fullmatch(words)
    digits = loss[1] if loss else words
    if not _PLAIN.fullmatch(digits):
        return None
    value = Fraction(regex.sub(r"[, ]", "", digits.translate(_ASCII)).lstrip("+"))
    figure = Figure(start, start + len(words), words)
    figure.before, figure.after = figure.start, figure.end
    figure.number = figure.low = figure.high = float(-value if loss else value)
    figure.step = _step(digits)
    return figure


def _written(words: str, start: int) -> Figure | None:
    """A number with words: 约3万人, ≥100公顷."""
    if not regex.search(r"[\d０-９一二两三四五六七八九十百千万亿]", words):
        return None
    bound = _BOUNDS.get(words[:1], "")
    said = bound + words[1:] if bound else words
    found = find_figures(said)
    if len(found) != 1 or found[0].role != "statistic":
        return None
    figure = found[0]
    if said[figure.before : max(figure.after, figure.end)].strip() != said.strip():
        return None
    moved = start - (len(said) - len(words))
    figure.start, figure.end = figure.start + moved, figure.end + moved
    figure.before, figure.after = start, figure.after + moved
    if bound:
        figure.approx = words[0]
    return figure


def _step(digits: str) -> float:
    """The place value of the last digit that is not zero."""
    reading = read_numeral(digits.translate(_ASCII).strip("+-"))
    return float(reading.step) if reading else 1.0
