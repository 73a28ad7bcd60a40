"""The sheet that a brief is printed on: A4 with the margins of GB/T 9704, and its type sizes.

Lengths are in points where nothing else is said: 1 mm is 72 / 25.4 points, 1 point 20 twips.
"""

from __future__ import annotations

from dashboard.showing.brief import Bar, Brief, lines
from dashboard.showing.summary_sentences import spoken

MM = 72 / 25.4
WIDTH, HEIGHT = 210 * MM, 297 * MM
TOP, BOTTOM, LEFT, RIGHT = 37 * MM, 35 * MM, 28 * MM, 26 * MM
TEXT_WIDTH, TEXT_HEIGHT = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM

TITLE, BODY, SMALL, NOTE = 22, 16, 12, 9  # 二号 三号 小四 小五
TITLE_LINE, BODY_LINE, NOTE_LINE = 32, 28, 11.5
BAR, BAR_GAP = 18, 5
BAR_NAME, BAR_VALUE = 0.24, 0.36  # parts of the text's width beside the bars

_INDENT = 4  # columns at the head of a paragraph
_ABOVE_NOTES = 12  # the rule above them, and what keeps it apart


def pages(brief: Brief) -> float:
    """How many pages a brief takes in the type of the template that comes with the program."""
    return height(brief) / TEXT_HEIGHT


def fits(brief: Brief) -> bool:
    """Whether it fits on one page."""
    return pages(brief) <= 1


def height(brief: Brief) -> float:
    """How high a brief is, in points, its notes included."""
    total: float = lines(brief.title, _columns(TITLE)) * TITLE_LINE + BODY_LINE * bool(brief.byline)
    for section in brief.sections:
        total += lines(section.heading, _columns(BODY) - _INDENT) * BODY_LINE
        for paragraph in section.paragraphs:
            columns = " " * _INDENT + spoken(paragraph)
            total += lines(columns, _columns(BODY)) * BODY_LINE
        if section.bars:
            total += sum(map(_bar_height, section.bars)) + SMALL * 1.5
    notes = (lines(f"12 {note}", _columns(NOTE)) for note in brief.notes.values())
    return total + sum(notes) * NOTE_LINE + _ABOVE_NOTES


def _bar_height(bar: Bar) -> float:
    named = lines(bar.name, _columns(SMALL) * BAR_NAME)
    valued = lines(spoken(bar.said), _columns(SMALL) * BAR_VALUE)
    return max(named, valued) * BAR + BAR_GAP


def _columns(size: float) -> float:
    """How many columns of type of a size stand in a line, a Chinese character taking two."""
    return TEXT_WIDTH / size * 2
