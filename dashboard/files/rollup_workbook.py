"""A ledger as an Excel workbook that goes on reckoning: totals and rates are formulas.

Three sheets: the ledger (numbers, each with a note that holds its wording, bounds and sentence;
what is missing, open or in doubt is text, which no formula counts), the bounds of every cell with
what rates are made of, line by line as in the ledger, and the sources. Text is written as text, so
nothing in it is a formula or a link.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from conclude.measure.interval import Interval
from dashboard.asking import report_kinds
from dashboard.asking.ledger_cells import Cell
from dashboard.asking.rollup import Ledger, Row
from dashboard.asking.wording import interval_of
from dashboard.showing import format as fmt
from dashboard.showing import rollup_words
from dashboard.showing.words import Words
from dashboard.store.figure import Figure

_FONT = "宋体"
_A4 = 9
_HEAD = 3  # the line of the headers: above it title, date and what the words in cells mean
_LONGEST = 32_767  # characters of a cell
_NOTE = 1_500  # characters of a note
_WHOLE, _BROKEN = "#,##0", "#,##0.0###"
_INFINITE, _NEGATIVE = "∞", "−∞"
# What stands in the sheet of bounds for a figure, and for a rate.
_BOUNDS = ("written", "lower", "upper")
_PARTS = ("part", "part_low", "part_high", "whole", "whole_low", "whole_high", "lower", "upper")
_OPTIONS = dict.fromkeys(("strings_to_formulas", "strings_to_urls", "strings_to_numbers"), False)


def rollup_xlsx(ledger: Ledger, reports: pd.DataFrame, language: str = "zh") -> bytes:
    """The workbook's bytes, its rows in the order of the ledger's.

    `reports`: `Library.reports()`, for the sources' titles, bodies and dates.
    """
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, _OPTIONS) as book:
        _Book(book, ledger, Words(language), reports).write()
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class _Forms:
    """The looks of the cells; all can be told apart in black and white."""

    title: Format
    head: Format
    text: Format
    marked: Format
    total: Format
    small: Format


class _Book:
    """The three sheets while they are written."""

    def __init__(
        self, book: xlsxwriter.Workbook, ledger: Ledger, words: Words, reports: pd.DataFrame
    ) -> None:
        self._book, self._ledger, self._words = book, ledger, words
        self._about: Mapping[str, Any] = {str(row.id): row for row in reports.itertuples()}
        self._columns = [report_kinds.column(name) for name in ledger.columns]
        self._is_rate = [column.step == "rate" for column in self._columns]
        self._names = [words("rollup.sheet"), words("rollup.sheet_bounds")]
        self._sheet: Worksheet = book.add_worksheet(self._names[0])
        self._bounds: Worksheet = book.add_worksheet(self._names[1])
        self._forms = _forms(book)
        self._numbers: dict[str, Format] = {}
        # A report's own name stands in the first column of its row.
        self._lead = {"organisation": ("report", "date"), "report": ("date",), "month": ()}[
            ledger.by
        ]
        self._first = 1 + len(self._lead)
        self._top = _HEAD + 1
        self._last = _HEAD + len(ledger.rows)  # the line of the last row
        self._places = list(_bounds_places(self._is_rate))

    def write(self) -> None:
        """Write all of it."""
        self._write_head()
        for line, row in enumerate(self._ledger.rows, start=self._top):
            self._write_row(line, row)
        if self._ledger.totals:
            self._write_totals(self._last + 1)
        self._write_sources()
        self._set_up_print()

    # -- the ledger ------------------------------------------------------------------------

    def _write_head(self) -> None:
        words, forms, sheet = self._words, self._forms, self._sheet
        sheet.write_string(0, 0, words("rollup.file_title"), forms.title)
        made = words(
            "rollup.made",
            date=fmt.date(date.today().isoformat(), words.language),
            n=sum(len(row.reports) for row in self._ledger.rows),
        )
        sheet.write_string(1, 0, made, forms.small)
        sheet.write_string(2, 0, words("rollup.file_about") + words("rollup.legend"), forms.small)
        lead = [f"rollup.by_{self._ledger.by}", *(f"rollup.source_{name}" for name in self._lead)]
        for at, key in enumerate(lead):
            sheet.write_string(_HEAD, at, words(key), forms.head)
        self._bounds.write_string(_HEAD, 0, words(lead[0]), forms.head)
        for at, _ in enumerate(self._columns):
            name, unit = self._header(at), self._unit(at)
            said = fmt.bracketed(name, fmt.unit(unit, words.language), words.language)
            sheet.write_string(_HEAD, self._first + at, said, forms.head)
            for place, what in zip(self._places[at], self._parts(at), strict=True):
                self._bounds.write_string(_HEAD - 1, place, name, forms.head)
                self._bounds.write_string(_HEAD, place, words(f"rollup.bound_{what}"), forms.head)
        sheet.set_column(0, 0, 26)
        for at, name in enumerate(self._lead, start=1):
            sheet.set_column(at, at, 30 if name == "report" else 14)
        sheet.set_column(self._first, self._first + len(self._columns) - 1, 18)
        self._bounds.set_column(0, 0, 26)
        self._bounds.set_column(1, self._places[-1][-1] if self._places else 1, 13)
        for one in (sheet, self._bounds):
            one.freeze_panes(self._top, 1)

    def _write_row(self, line: int, row: Row) -> None:
        forms = self._forms
        name = self._row_name(row)
        self._sheet.write_string(line, 0, _text(name), forms.text)
        self._bounds.write_string(line, 0, _text(name), forms.text)
        lead = {"report": row.title, "date": fmt.date(row.date, self._words.language)}
        for at, what in enumerate(self._lead, start=1):
            self._sheet.write_string(line, at, _text(lead[what]), forms.text)
        for at, cell in enumerate(row.cells):
            self._write_cell(line, at, cell, row)
            self._write_bounds(line, at, cell, row)

    def _write_cell(self, line: int, at: int, cell: Cell, row: Row, total: bool = False) -> None:
        """A number where it counts; else text, which no formula adds up."""
        sheet, place, forms = self._sheet, self._first + at, self._forms
        number = None if cell.value is None else cell.value.number
        if not cell.sure or not row.counted or number is None:
            form = forms.text if cell.sure else forms.marked
            sheet.write_string(line, place, _text(rollup_words.cell(cell, self._words)), form)
        elif self._is_rate[at] and cell.part is not None:
            part, whole = self._places[at][0], self._places[at][3]
            formula = f"={self._at(1, line, part)}/{self._at(1, line, whole)}"
            sheet.write_formula(line, place, formula, self._form(cell, at, total), number / 100)
        else:
            shown = number / 100 if cell.unit == "%" else number
            sheet.write_number(line, place, shown, self._form(cell, at, total))
        if cell.figures:
            self._note(line, place, cell)

    def _note(self, line: int, place: int, cell: Cell) -> None:
        words = self._words
        text = words(
            "rollup.note",
            written=rollup_words.cell(cell, words),
            bounds=rollup_words.bounds(cell, words) or "—",
            sentence="\n".join(rollup_words.quoted(cell)),
        )
        told = rollup_words.reason(cell, words)
        text = f"{text}\n{told}" if told else text
        lines = 2 + len(text) // 24
        size = {"x_scale": 2.4, "y_scale": min(1.0 + lines / 6, 6.0), "font_size": 9}
        self._sheet.write_comment(line, place, text[:_NOTE], {"font_name": _FONT, **size})

    # -- bounds ----------------------------------------------------------------------------

    def _write_bounds(self, line: int, at: int, cell: Cell, row: Row) -> None:
        if not cell.sure or cell.value is None or not row.counted:
            said = rollup_words.cell(cell, self._words)
            form = self._forms.text if cell.sure else self._forms.marked
            self._bounds.write_string(line, self._places[at][0], _text(said), form)
        elif self._is_rate[at]:
            self._write_parts(line, at, cell, row)
        else:
            places = self._places[at]
            written = rollup_words.written(cell, self._words)
            self._bounds.write_string(line, places[0], _text(written), self._forms.text)
            self._bound(line, places[1], cell.value.low)
            self._bound(line, places[2], cell.value.high)

    def _write_parts(self, line: int, at: int, cell: Cell, row: Row) -> None:
        """What a rate is made of; where the ledger shows a figure of it, that cell."""
        places = self._places[at]
        if cell.part is None or cell.whole is None or cell.value is None:
            if cell.value is not None:
                self._bound(line, places[6], cell.value.low / 100)
                self._bound(line, places[7], cell.value.high / 100)
            return
        column = self._columns[at]
        for start, given, name, figure in (
            (0, cell.part, column.done, 0),
            (3, cell.whole, column.base, 1),
        ):
            source = self._column_of(name, row, cell, figure)
            if source is not None and given.number is not None:
                formula = f"={self._at(0, line, self._first + source)}"
                self._bounds.write_formula(line, places[start], formula, None, given.number)
            elif given.number is not None:
                self._bound(line, places[start], given.number)
            self._bound(line, places[start + 1], given.low)
            self._bound(line, places[start + 2], given.high)
        self._rate_bounds(line, at, cell)

    def _rate_bounds(self, line: int, at: int, cell: Cell) -> None:
        """The bounds of a rate as formulas, where they are the quotients of its parts' bounds."""
        assert cell.value is not None and cell.part is not None and cell.whole is not None
        places = self._places[at]
        for place, above, below, over, under, value in (
            (6, 1, 5, cell.part.low, cell.whole.high, cell.value.low / 100),
            (7, 2, 4, cell.part.high, cell.whole.low, cell.value.high / 100),
        ):
            plain = under and math.isfinite(over) and math.isfinite(under)
            if plain and math.isclose(over / under, value):
                top, bottom = (xl_rowcol_to_cell(line, places[i]) for i in (above, below))
                form = self._number("0.0%")
                self._bounds.write_formula(line, places[place], f"={top}/{bottom}", form, value)
            else:
                self._bound(line, places[place], value, "0.0%")

    def _column_of(self, name: str, row: Row, cell: Cell, figure: int) -> int | None:
        """Where the ledger shows, as a number, the figure that a rate rests on."""
        if name not in self._ledger.columns or figure >= len(cell.figures):
            return None
        at = self._ledger.columns.index(name)
        other = row.cells[at]
        same = other.state == "told" and other.figures[:1] == cell.figures[figure : figure + 1]
        return at if same and other.value is not None and other.value.number is not None else None

    def _bound(self, line: int, place: int, value: float, form: str = "") -> None:
        if math.isinf(value):
            self._bounds.write_string(line, place, _INFINITE if value > 0 else _NEGATIVE)
        else:
            self._bounds.write_number(line, place, value, self._number(form or _plain(value)))

    # -- totals ----------------------------------------------------------------------------

    def _write_totals(self, line: int) -> None:
        words, forms, ledger = self._words, self._forms, self._ledger
        names = ["total", "over"]
        names += ["superior", "against"] if ledger.superior is not None else []
        for offset, name in enumerate(names):
            self._sheet.write_string(line + offset, 0, words(f"rollup.line_{name}"), forms.total)
            for at in range(1, self._first):
                self._sheet.write_blank(line + offset, at, None, forms.total)
        self._bounds.write_string(line, 0, words("rollup.line_total"), forms.total)
        for at, total in enumerate(ledger.totals):
            place = self._first + at
            self._write_total(line, at, total)
            self._sheet.write_string(line + 1, place, rollup_words.over(total, words), forms.text)
        if ledger.superior is not None:
            self._write_superior(line + 2, ledger.superior)

    def _write_superior(self, line: int, row: Row) -> None:
        words, ledger = self._words, self._ledger
        name = fmt.bracketed(words("rollup.line_superior"), row.title, words.language)
        for sheet in (self._sheet, self._bounds):
            sheet.write_string(line, 0, _text(name), self._forms.total)
        for at, (cell, against) in enumerate(zip(row.cells, ledger.against, strict=True)):
            self._write_cell(line, at, cell, row, total=True)
            self._write_bounds(line, at, cell, row)
            said = rollup_words.against(against, ledger.totals[at], words)
            self._sheet.write_string(line + 1, self._first + at, said, self._forms.text)

    def _write_total(self, line: int, at: int, total: Cell) -> None:
        place, value = self._first + at, total.value
        if not total.sure or value is None:
            said = rollup_words.cell(total, self._words)
            self._sheet.write_string(line, place, said, self._forms.total)
        elif self._is_rate[at] and total.part is not None and total.whole is not None:
            self._rate_total(line, at, total)
        else:
            for offset, end in ((1, value.low), (2, value.high)):
                self._sum_of_bounds(line, self._places[at][offset], end)
            self._figure_total(line, place, at, total, value)

    def _figure_total(self, line: int, place: int, at: int, total: Cell, value: Interval) -> None:
        """The sum; where some wording names no number, its bounds."""
        if value.number is not None:
            formula = f"=SUM({self._span(place)})"
            form = self._form(total, at, total=True)
            self._sheet.write_formula(line, place, formula, form, value.number)
        else:
            low, high = (self._at(1, line, self._places[at][offset]) for offset in (1, 2))
            said = f"{_bound_text(value.low)}～{_bound_text(value.high)}"
            formula = f'={low}&"～"&{high}'
            self._sheet.write_formula(line, place, formula, self._forms.total, said)

    def _rate_total(self, line: int, at: int, total: Cell) -> None:
        """All that was done over all it was done of."""
        assert total.part is not None and total.whole is not None and total.value is not None
        places = self._places[at]
        for start, given in ((0, total.part), (3, total.whole)):
            if given.number is not None:
                formula = f"=SUM({self._span(places[start])})"
                self._bounds.write_formula(line, places[start], formula, None, given.number)
            self._sum_of_bounds(line, places[start + 1], given.low)
            self._sum_of_bounds(line, places[start + 2], given.high)
        self._rate_bounds(line, at, total)
        if total.value.number is None:
            said = rollup_words.cell(total, self._words)
            self._sheet.write_string(line, self._first + at, said, self._forms.total)
            return
        formula = f"={self._at(1, line, places[0])}/{self._at(1, line, places[3])}"
        form, value = self._form(total, at, total=True), total.value.number / 100
        self._sheet.write_formula(line, self._first + at, formula, form, value)

    def _sum_of_bounds(self, line: int, place: int, value: float) -> None:
        """The sum of bounds; one that is open leaves the sum open."""
        span, sign = self._span(place), _NEGATIVE if value < 0 else _INFINITE
        formula = f'=IF(COUNTIF({span},"{sign}")>0,"{sign}",SUM({span}))'
        shown: float | str = sign if math.isinf(value) else value
        self._bounds.write_formula(line, place, formula, self._number(_plain(value)), shown)

    def _span(self, place: int) -> str:
        first, last = (xl_rowcol_to_cell(line, place) for line in (self._top, self._last))
        return f"{first}:{last}"

    # -- sources ---------------------------------------------------------------------------

    def _write_sources(self) -> None:
        words, forms = self._words, self._forms
        sheet = self._book.add_worksheet(words("rollup.sheet_sources"))
        own = ("row", "column", "state", "report", "organisation", "date")
        headers = [words(f"rollup.source_{name}") for name in own]
        headers += [words.column(name) for name in ("section", "text", "number", "low", "high")]
        headers += [words.column("unit"), words.column("sentence"), words("rollup.source_place")]
        widths = (24, 14, 8, 30, 22, 14, 24, 14, 12, 12, 12, 8, 70, 14)
        for at, (name, width) in enumerate(zip(headers, widths, strict=True)):
            sheet.set_column(at, at, width)
            sheet.write_string(0, at, name, forms.head)
        line = 0
        for line, values in enumerate(self._sources(), start=1):
            for at, value in enumerate(values):
                _put(sheet, line, at, value, forms.text)
        sheet.freeze_panes(1, 2)
        sheet.autofilter(0, 0, max(line, 1), len(headers) - 1)
        _print_on_a4(sheet, words, 0)

    def _sources(self) -> Iterator[list[Any]]:
        """A line for each figure of each cell, and for each cell without one."""
        rows = list(self._ledger.rows)
        rows += [self._ledger.superior] if self._ledger.superior is not None else []
        for row in rows:
            for at, cell in enumerate(row.cells):
                state = self._words(f"rollup.state_{cell.state}")
                first = [self._row_name(row), self._header(at), state]
                for figure in cell.figures:
                    yield first + self._source(figure)
                if not cell.figures:
                    about = self._about.get(row.reports[0]) if len(row.reports) == 1 else None
                    yield [*first, *self._report(about), *([None] * 8)]

    def _source(self, figure: Figure) -> list[Any]:
        allowed = interval_of(figure)
        low, high = (None, None) if allowed is None else (allowed.low, allowed.high)
        told = [figure.section, figure.text, figure.number, low, high, figure.unit, figure.sentence]
        return [*self._report(self._about.get(figure.report)), *told, rollup_words.place(figure)]

    def _report(self, about: Any) -> list[Any]:
        if about is None:
            return [None, None, None]
        return [about.title or about.name, about.organisation, about.date]

    # -- names and looks -------------------------------------------------------------------

    def _row_name(self, row: Row) -> str:
        name = rollup_words.row_name(row, self._ledger.by, self._words)
        if row.counted:
            return name
        return fmt.bracketed(name, self._words("rollup.not_counted"), self._words.language)

    def _header(self, at: int) -> str:
        return rollup_words.header(self._ledger, at, self._words)

    def _unit(self, at: int) -> str:
        """The unit of all figures of a column; empty where they differ, and of rates."""
        units = {row.cells[at].unit for row in self._ledger.rows if row.cells[at].sure}
        unit = units.pop() if len(units) == 1 else ""
        return "" if unit == "%" else unit

    def _parts(self, at: int) -> tuple[str, ...]:
        return _PARTS if self._is_rate[at] else _BOUNDS

    def _at(self, sheet: int, line: int, place: int) -> str:
        return f"'{self._names[sheet]}'!{xl_rowcol_to_cell(line, place)}"

    def _form(self, cell: Cell, at: int, total: bool) -> Format:
        """How a number is shown: 约 where it is approximate, its unit where the header has none."""
        assert cell.value is not None  # asked for numbers only
        if cell.unit == "%":
            shown = "0.0%"
        else:
            shown = _plain(cell.value.number or 0)
            if cell.unit and cell.unit != self._unit(at):
                shown += f'"{cell.unit}"'
        if not cell.value.exact:
            shown = f'"{self._words("rollup.approximate")}"{shown}'
        return self._number(shown, total)

    def _number(self, shown: str, total: bool = False) -> Format:
        key = f"{shown}{total}"
        if key not in self._numbers:
            look = {"num_format": shown, "font_name": _FONT, "border": 1, "bold": total}
            self._numbers[key] = self._book.add_format(look)
        return self._numbers[key]

    def _set_up_print(self) -> None:
        for sheet in (self._sheet, self._bounds):
            _print_on_a4(sheet, self._words, _HEAD)
        self._book.set_properties({"title": self._words("rollup.file_title")})


def _forms(book: xlsxwriter.Workbook) -> _Forms:
    plain: dict[str, Any] = {"font_name": _FONT, "valign": "vcenter"}
    boxed = {**plain, "border": 1, "text_wrap": True}
    return _Forms(
        title=book.add_format({**plain, "bold": True, "font_size": 16}),
        head=book.add_format({**boxed, "bold": True, "align": "center", "bg_color": "#EDEDED"}),
        text=book.add_format(boxed),
        marked=book.add_format({**boxed, "italic": True, "bg_color": "#F5F5F5"}),
        total=book.add_format({**boxed, "bold": True}),
        small=book.add_format({**plain, "font_size": 9}),
    )


def _bounds_places(rates: list[bool]) -> Iterator[list[int]]:
    """Which columns of the sheet of bounds belong to each column of the ledger."""
    at = 1
    for is_rate in rates:
        width = len(_PARTS if is_rate else _BOUNDS)
        yield list(range(at, at + width))
        at += width


def _print_on_a4(sheet: Worksheet, words: Words, head: int) -> None:
    """Landscape, all columns on one page's width, the headers on every page."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(head)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    sheet.set_footer(f'&C&"{_FONT}"{words("rollup.page_of")}')


def _put(sheet: Worksheet, line: int, at: int, value: Any, form: Format) -> None:
    if value is None or value == "":
        sheet.write_blank(line, at, None, form)
    elif isinstance(value, float) and math.isinf(value):
        sheet.write_string(line, at, _bound_text(value), form)
    elif isinstance(value, float):
        sheet.write_number(line, at, value, form)
    else:
        sheet.write_string(line, at, _text(str(value)), form)


def _bound_text(value: float) -> str:
    if math.isinf(value):
        return _INFINITE if value > 0 else _NEGATIVE
    return f"{value:g}" if abs(value) < 1e6 else f"{value:.0f}"


def _plain(value: float) -> str:
    return _WHOLE if math.isinf(value) or float(value).is_integer() else _BROKEN


def _text(text: str) -> str:
    return text[:_LONGEST]
