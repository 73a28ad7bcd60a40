"""What the workbooks of an office share: looks that a copier keeps, A4 landscape, text as text."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from dashboard.showing.words import Words

FONT = "宋体"
INFINITE, NEGATIVE = "∞", "−∞"
# Options of a workbook in which no text becomes a formula, a link or a number.
AS_TEXT = dict.fromkeys(("strings_to_formulas", "strings_to_urls", "strings_to_numbers"), False)
_A4 = 9
_WHOLE, _BROKEN = "#,##0", "#,##0.0###"
_LONGEST = 32_767  # characters of a cell


@dataclass(frozen=True, slots=True)
class Forms:
    """The looks of the cells; all can be told apart in black and white."""

    title: Format
    head: Format
    text: Format
    marked: Format
    total: Format
    small: Format


def forms_of(book: xlsxwriter.Workbook) -> Forms:
    """The looks of a workbook's cells."""
    plain: dict[str, Any] = {"font_name": FONT, "valign": "vcenter"}
    boxed = {**plain, "border": 1, "text_wrap": True}
    return Forms(
        title=book.add_format({**plain, "bold": True, "font_size": 16}),
        head=book.add_format({**boxed, "bold": True, "align": "center", "bg_color": "#EDEDED"}),
        text=book.add_format(boxed),
        marked=book.add_format({**boxed, "italic": True, "bg_color": "#F5F5F5"}),
        total=book.add_format({**boxed, "bold": True}),
        small=book.add_format({**plain, "font_size": 9}),
    )


def print_on_a4(sheet: Worksheet, words: Words, head: int) -> None:
    """Landscape, all columns on one page's width, the headers on every page."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(head)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    sheet.set_footer(f'&C&"{FONT}"{words("rollup.page_of")}')


def put(sheet: Worksheet, line: int, at: int, value: Any, form: Format) -> None:
    """Write a value: text as text, an open bound by its sign, nothing for none."""
    if value is None or value == "":
        sheet.write_blank(line, at, None, form)
    elif isinstance(value, float) and math.isinf(value):
        sheet.write_string(line, at, bound_text(value), form)
    elif isinstance(value, float):
        sheet.write_number(line, at, value, form)
    else:
        sheet.write_string(line, at, text_of(str(value)), form)


def bound_text(value: float) -> str:
    """A bound as text; an open one by its sign."""
    if math.isinf(value):
        return INFINITE if value > 0 else NEGATIVE
    return f"{value:g}" if abs(value) < 1e6 else f"{value:.0f}"


def plain(value: float) -> str:
    """The number format that shows a value whole, or with the decimals it has."""
    return _WHOLE if math.isinf(value) or float(value).is_integer() else _BROKEN


def text_of(text: str) -> str:
    """Text that fits a cell."""
    return text[:_LONGEST]
