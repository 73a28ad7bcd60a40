"""Two reports side by side as an Excel workbook.

Five sheets: what both tell (numbers, each with a note that holds its sentence), what is new, what
is no longer told, what is not compared and why, and the sources. Percentages are fractions shown
in percent, points are points. Text is written as text, so nothing in it is a formula or a link.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from conclude.measure.interval import Interval
from dashboard.asking.by_report import ReportFigures
from dashboard.asking.compare import Point
from dashboard.asking.wording import interval_of
from dashboard.asking.yearly import Pair, Unlike, Yearly
from dashboard.files.workbook import AS_TEXT, FONT, forms_of, plain, print_on_a4, put, text_of
from dashboard.showing import figure_words, yearly_words
from dashboard.showing import format as fmt
from dashboard.showing.words import Words
from dashboard.store.figure import Figure

_HEAD = 4  # the line of the headers: above it title, date and the two reports
_NOTE = 1_500  # characters of a note
_PLACES = 6  # digits behind the point of what was reckoned
_PERCENT = "percent"
_SIGNED = "+0.0%;-0.0%;0.0%"


def yearly_xlsx(found: Yearly, language: str = "zh") -> bytes:
    """The workbook's bytes, its rows in the order of the later report."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, AS_TEXT) as book:
        _Book(book, found, Words(language)).write()
    return out.getvalue()


class _Book:
    """The five sheets while they are written."""

    def __init__(self, book: xlsxwriter.Workbook, found: Yearly, words: Words) -> None:
        self._book, self._found, self._words = book, found, words
        self._sides = yearly_words.sides(found, words)
        self._forms = forms_of(book)
        self._numbers: dict[str, Format] = {}

    def write(self) -> None:
        """Write all of it."""
        self._write_pairs()
        self._write_figures("new", self._found.new)
        self._write_figures("gone", self._found.gone)
        self._write_unlike()
        self._write_sources()
        self._book.set_properties({"title": yearly_words.title(self._found, self._words)})

    def _write_pairs(self) -> None:
        words, found = self._words, self._found
        sheet = self._book.add_worksheet(words("yearly.sheet_pairs"))
        sheet.write_string(0, 0, yearly_words.title(found, words), self._forms.title)
        made = words(
            "yearly.made",
            date=fmt.date(date.today().isoformat(), words.language),
            summary=yearly_words.summary(found, words),
        )
        sheet.write_string(1, 0, made, self._forms.small)
        sheet.write_string(2, 0, yearly_words.reports(found, words), self._forms.small)
        cautions = "".join(words(f"yearly.caution_{one}") for one in found.cautions)
        sheet.write_string(3, 0, cautions, self._forms.small)
        first, second = self._sides
        headers = [words("yearly.metric"), words("yearly.unit")]
        headers += [words("yearly.written", side=side) for side in self._sides]
        headers += [first, second]
        names = ("difference", "growth", "growth_low", "growth_high", "note")
        headers += [words(f"yearly.{name}") for name in names]
        self._headers(sheet, _HEAD, headers, (30, 9, 15, 15, 14, 14, 16, 12, 11, 11, 34))
        for line, pair in enumerate(found.pairs, start=_HEAD + 1):
            self._write_pair(sheet, line, pair)
        self._finish(sheet, _HEAD, len(found.pairs), len(headers))

    def _write_pair(self, sheet: Worksheet, line: int, pair: Pair) -> None:
        said, form = yearly_words.line(pair, self._words), self._forms.text
        unit = fmt.unit(pair.later.unit, self._words.language)
        for at, text in enumerate((said.name, unit, said.earlier, said.later)):
            put(sheet, line, at, text, form)
        for at, point in ((4, pair.earlier), (5, pair.later)):
            self._value(sheet, line, at, point.figure.kind, point.value)
            self._note(sheet, line, at, point)
        self._difference(sheet, line, pair, said.difference)
        self._growth(sheet, line, pair.growth, said.growth)
        put(sheet, line, 10, said.note, form)

    def _growth(self, sheet: Worksheet, line: int, growth: Interval | None, said: str) -> None:
        """The growth, and its bounds where the wording leaves some; in words where it has none."""
        for at in (8, 9):
            sheet.write_blank(line, at, None, self._forms.text)
        if growth is None or growth.number is None:
            sheet.write_string(line, 7, said, self._forms.text)
        else:
            self._number(sheet, line, 7, growth.number / 100, _SIGNED)
        if growth is not None and not growth.exact:
            for at, end in ((8, growth.low), (9, growth.high)):
                if math.isfinite(end):
                    self._number(sheet, line, at, end / 100, _SIGNED)

    def _difference(self, sheet: Worksheet, line: int, pair: Pair, said: str) -> None:
        """What lies between: a number with its sign; where the wording names none, in words."""
        number = pair.difference.number
        if number is None:
            sheet.write_string(line, 6, said, self._forms.text)
        elif pair.in_points:
            unit = self._words("yearly.points_unit")
            self._number(sheet, line, 6, number, f'+0.0#"{unit}";-0.0#"{unit}";0"{unit}"')
        else:
            shown = plain(round(number, _PLACES))
            self._number(sheet, line, 6, number, f"+{shown};-{shown};0")

    def _value(self, sheet: Worksheet, line: int, at: int, kind: str, value: Interval) -> None:
        if value.number is None:
            between = fmt.interval(value.low, value.high, self._words.language)
            sheet.write_string(line, at, between, self._forms.text)
        elif kind == _PERCENT:
            self._number(sheet, line, at, value.number / 100, "0.0#%")
        else:
            self._number(sheet, line, at, value.number, plain(value.number))

    def _number(self, sheet: Worksheet, line: int, at: int, value: float, shown: str) -> None:
        if shown not in self._numbers:
            look = {"num_format": shown, "font_name": FONT, "border": 1, "valign": "vcenter"}
            self._numbers[shown] = self._book.add_format(look)
        sheet.write_number(line, at, round(value, _PLACES), self._numbers[shown])

    def _note(self, sheet: Worksheet, line: int, at: int, point: Point) -> None:
        written = figure_words.told(point.figure, self._words)
        text = f"{written}\n{point.figure.sentence}\n{point.title}"
        lines = 2 + len(text) // 24
        size = {"x_scale": 2.4, "y_scale": min(1.0 + lines / 6, 6.0), "font_size": 9}
        sheet.write_comment(line, at, text[:_NOTE], {"font_name": FONT, **size})

    def _write_figures(self, name: str, figures: Sequence[Figure]) -> None:
        """What one report alone tells."""
        words = self._words
        sheet = self._book.add_worksheet(words(f"yearly.{name}"))
        headers = [words("yearly.metric"), *(words.column(one) for one in ("text", "number"))]
        headers += [words.column(one) for one in ("unit", "section", "sentence")]
        self._headers(sheet, 0, headers, (34, 16, 14, 9, 30, 80))
        for line, figure in enumerate(figures, start=1):
            value = interval_of(figure)
            named = yearly_words.name(figure, words)
            for at, text in ((0, named), (1, figure_words.told(figure, words))):
                put(sheet, line, at, text, self._forms.text)
            if value is None:
                sheet.write_blank(line, 2, None, self._forms.text)
            else:
                self._value(sheet, line, 2, figure.kind, value)
            more = (fmt.unit(figure.unit, words.language), figure.section, figure.sentence)
            for at, text in enumerate(more, start=3):
                put(sheet, line, at, text, self._forms.text)
        self._finish(sheet, 0, len(figures), len(headers))

    def _write_unlike(self) -> None:
        """What is not compared, and why."""
        words, form = self._words, self._forms.text
        sheet = self._book.add_worksheet(words("yearly.unlike"))
        headers = [
            fmt.bracketed(side, words(f"yearly.{what}"), words.language)
            for side in self._sides
            for what in ("metric", "value")
        ]
        headers += [words("yearly.reason"), *self._sides]
        self._headers(sheet, 0, headers, (26, 15, 26, 15, 30, 50, 50))
        rows = [*yearly_words.not_compared(self._found), *self._found.left_out]
        for line, unlike in enumerate(rows, start=1):
            both = unlike.earlier, unlike.later
            for at, figure in enumerate(both):
                told = ("", "") if figure is None else self._told(figure)
                for offset, text in enumerate(told):
                    put(sheet, line, 2 * at + offset, text, form)
                put(sheet, line, 5 + at, "" if figure is None else figure.sentence, form)
            put(sheet, line, 4, yearly_words.why(unlike, words), form)
        self._finish(sheet, 0, len(rows), len(headers))

    def _told(self, figure: Figure) -> tuple[str, str]:
        words = self._words
        return yearly_words.name(figure, words), figure_words.told(figure, words)

    def _write_sources(self) -> None:
        words = self._words
        sheet = self._book.add_worksheet(words("yearly.sheet_sources"))
        headers = [words("yearly.where"), words("yearly.metric"), words.column("title")]
        headers += [words.column(name) for name in ("organisation", "date", "section", "text")]
        headers += [words.column(name) for name in ("number", "low", "high", "unit", "sentence")]
        headers += [words("rollup.source_place")]
        widths = (12, 26, 30, 20, 12, 22, 14, 12, 12, 12, 8, 60, 14)
        self._headers(sheet, 0, headers, widths)
        line = 0
        for line, values in enumerate(self._sources(), start=1):
            for at, value in enumerate(values):
                put(sheet, line, at, value, self._forms.text)
        self._finish(sheet, 0, line, len(headers))

    def _sources(self) -> Iterator[list[Any]]:
        """A line for each figure of each sheet."""
        words, found = self._words, self._found
        pairs = ((pair.earlier.figure, pair.later.figure) for pair in found.pairs)
        parts: tuple[tuple[str, Iterable[tuple[Figure | None, Figure | None]]], ...] = (
            ("sheet_pairs", pairs),
            ("new", ((None, figure) for figure in found.new)),
            ("gone", ((figure, None) for figure in found.gone)),
            ("unlike", map(_both, (*yearly_words.not_compared(found), *found.left_out))),
        )
        for name, rows in parts:
            for earlier, later in rows:
                for figure, report in ((earlier, found.earlier), (later, found.later)):
                    if figure is not None:
                        yield [words(f"yearly.{name}"), *self._source(figure, report)]

    def _source(self, figure: Figure, report: ReportFigures) -> list[Any]:
        about = [report.title, report.organisation, report.date, figure.section, figure.text]
        bounds = [figure.number, figure.low, figure.high]
        told = [figure.unit, figure.sentence, f"{figure.start + 1}–{figure.end}"]
        return [yearly_words.name(figure, self._words), *about, *bounds, *told]

    def _headers(
        self, sheet: Worksheet, line: int, headers: Sequence[str], widths: Sequence[int]
    ) -> None:
        for at, (text, width) in enumerate(zip(headers, widths, strict=True)):
            sheet.set_column(at, at, width)
            sheet.write_string(line, at, text_of(text), self._forms.head)

    def _finish(self, sheet: Worksheet, head: int, rows: int, columns: int) -> None:
        """The headers stay in sight and have a filter; an empty sheet says so."""
        if not rows:
            sheet.write_string(head + 1, 0, self._words("yearly.none"), self._forms.text)
        sheet.freeze_panes(head + 1, 1)
        sheet.autofilter(head, 0, head + max(rows, 1), columns - 1)
        print_on_a4(sheet, self._words, head)


def _both(unlike: Unlike) -> tuple[Figure | None, Figure | None]:
    return unlike.earlier, unlike.later
