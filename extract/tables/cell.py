"""A table's cell: one figure (12, 1,234.5, (12.3), ↓5.2%, ≥100公顷, 约3万人, 提高2.5个百分点), a
band that names its row (500万元以下), or sentences."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
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
# 提高2.5个百分点, 同比下降6.1%: a change told in words.
_CHANGE = regex.compile(
    r"""(?:同比|环比|(?:比|较|与)(?:上年|去年|上月|上季度|年初|上期|期初)(?:同期|末|底)?(?:相比)?)?[，,\s]*
    (?:(?P<up>增长|上升|提高|提升|增加|增多|扩大|延长|上涨|上浮|多|升|增)
     |(?P<down>下降|减少|降低|回落|下滑|缩小|缩短|收窄|压减|压缩|下跌|下浮|少|降|减))了?\s*""",
    regex.VERBOSE,
)
# What a band of numbers has beside the numbers: 500万元以下, 1至2年, 60岁及以上, 不满1年.
_BAND = regex.compile(
    r"(?:以[上下内外]|之间|不等)(?:[（(][^（()）]*[)）])?$|\d\D{0,4}[-—－~～至到]\s*\d|"
    r"^(?:不足|不满|未满|超过|大于|小于|低于|高于|[<>＜＞≤≥])"
)
_BRACKETED = regex.compile(r"[（(][^（()）]*[)）]")
_SENTENCE = regex.compile(r"[。；！？]|\p{Han}\s*[，,;]")
_LONGEST_NAME = 60  # characters: a longer cell names no row or column


@lru_cache(maxsize=4096)
def is_number(words: str) -> bool:
    """Whether a cell holds one figure and nothing else."""
    return _figure(words) is not None


def is_band(words: str) -> bool:
    """Whether a cell states a band of numbers (500万元以下, 1至2年), as such that name rows do."""
    return bool(_BAND.search(words.strip()))


def is_prose(words: str) -> bool:
    """Whether a cell holds sentences: neither a figure nor a name."""
    if len(words) > _LONGEST_NAME:
        return not is_number(words)
    return bool(_SENTENCE.search(_BRACKETED.sub("", words))) and not is_number(words)


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
    change = _CHANGE.match(bare)
    if direction:
        start, bare = start + len(bare) - len(bare[1:].lstrip()), bare[1:].lstrip()
    elif change:
        direction = "up" if change["up"] else "down"
        start, bare = start + change.end(), bare[change.end() :]
    figure = _plain(bare, start) or _written(bare, start)
    if figure is not None and direction:
        figure.direction = direction
        figure.status = "change"
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
