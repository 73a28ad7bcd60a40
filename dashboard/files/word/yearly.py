"""Two reports side by side as a Word document, in the styles of the office's template.

What both tell is a table; the sentences stand in its footnotes. Behind it come what is new, what is
no longer told, and what is not compared and why.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

from dashboard.asking.yearly import Pair, Yearly
from dashboard.files.word import template
from dashboard.files.word.footnotes import Footnotes
from dashboard.files.word.page import Page
from dashboard.files.word.tables import make_table
from dashboard.showing import figure_words, yearly_words
from dashboard.showing import format as fmt
from dashboard.showing.words import Words
from dashboard.store.figure import Figure

# Shares of the width, in percent.
_PAIRS = (30, 16, 16, 19, 19)
_ALONE = (60, 40)
_UNLIKE = (30, 35, 35)


def yearly_docx(found: Yearly, language: str = "zh") -> bytes:
    """The document's bytes, its rows in the order of the later report."""
    document = template.open_template()
    words = Words(language)
    _Writer(document, found, words).write()
    properties = document.core_properties
    properties.title, properties.author = yearly_words.title(found, words), words("app.name")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


class _Writer:
    """The document while it is written."""

    def __init__(self, document: Any, found: Yearly, words: Words) -> None:
        self._found, self._words = found, words
        self._sides = yearly_words.sides(found, words)
        self._page = Page(document)
        self._notes = Footnotes(
            document,
            self._page.style("footnote text").style_id,
            self._page.style("footnote reference").style_id,
        )
        self._number = 0

    def write(self) -> None:
        """Write all of it."""
        words, found, page = self._words, self._found, self._page
        made = fmt.date(date.today().isoformat(), words.language)
        page.begin(yearly_words.title(found, words), made)
        page.say(yearly_words.reports(found, words) + words("yearly.stop"))
        page.say(yearly_words.summary(found, words))
        for caution in found.cautions:
            page.say(words(f"yearly.caution_{caution}"))
        self._heading("pairs")
        self._pairs(found.pairs)
        self._heading("new")
        self._alone(found.new)
        self._heading("gone")
        self._alone(found.gone)
        self._heading("unlike")
        self._unlike()
        if found.left_out:
            page.say(yearly_words.left_out(found, words))
        page.end()
        self._notes.keep()

    def _heading(self, name: str) -> None:
        self._page.say(self._words(f"yearly.heading_{name}"), "Heading 1")

    def _pairs(self, pairs: Sequence[Pair]) -> None:
        """What both reports tell; what is to be known of a change stands in its note."""
        words = self._words
        headers = [words("yearly.metric"), *self._sides]
        headers += [words("yearly.difference"), words("yearly.growth")]
        rows, notes = [], []
        for pair in pairs:
            line = yearly_words.line(pair, words)
            rows.append((line.name, line.earlier, line.later, line.difference, line.growth))
            note = self._quoted(pair.earlier.figure, pair.later.figure)
            if line.note:
                note = words("yearly.noted", note=note, more=line.note)
            notes.append(note)
        self._table(headers, rows, _PAIRS, notes)

    def _alone(self, figures: Sequence[Figure]) -> None:
        """What one report alone tells, with its sentences."""
        words = self._words
        headers = [words("yearly.metric"), words("yearly.value")]
        rows = [self._told(figure) for figure in figures]
        notes = [words("yearly.quote", sentence=figure.sentence) for figure in figures]
        self._table(headers, rows, _ALONE, notes)

    def _unlike(self) -> None:
        """What is not compared, and why."""
        words, rows, notes = self._words, [], []
        for unlike in yearly_words.not_compared(self._found):
            both = unlike.earlier, unlike.later
            told = (" ".join(self._told(one)) if one else "" for one in both)
            rows.append((yearly_words.why(unlike, words), *told))
            notes.append(self._quoted(*both))
        self._table([words("yearly.reason"), *self._sides], rows, _UNLIKE, notes)

    def _table(
        self,
        headers: Sequence[str],
        rows: Sequence[Sequence[str]],
        shares: Sequence[int],
        notes: Sequence[str],
    ) -> None:
        """A table with a footnote at the first cell of each row; a line where there is nothing."""
        if not rows:
            self._page.say(self._words("yearly.nothing"))
            return
        table = make_table(self._page.document, headers, rows, shares)
        for cells, note in zip(table.cells, notes, strict=True):
            self._number += 1
            self._notes.refer(cells[0], self._number, note)
        self._page.put(table.element)
        self._page.say("", "Caption")  # Word joins two tables that nothing keeps apart

    def _quoted(self, earlier: Figure | None, later: Figure | None) -> str:
        """The sentences of both, each with its column."""
        words = self._words
        said = (
            words("yearly.quoted_of", side=side, sentence=one.sentence)
            for side, one in zip(self._sides, (earlier, later), strict=True)
            if one is not None
        )
        return words("chart.semicolon").join(said)

    def _told(self, figure: Figure) -> tuple[str, str]:
        words = self._words
        return yearly_words.name(figure, words), figure_words.told(figure, words)
