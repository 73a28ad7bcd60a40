"""Steps as bars that are cells of a table: they open and print everywhere, in black and white, and
an office can change them. Solid up to the lower bound, hatched from there to the upper one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from dashboard.files.word import sheet
from dashboard.showing.brief import Bar
from dashboard.showing.escape import for_html, for_xml

_TWIPS = 20
_WIDTH = round(sheet.TEXT_WIDTH * _TWIPS)
_NAME, _VALUE = round(_WIDTH * sheet.BAR_NAME), round(_WIDTH * sheet.BAR_VALUE)
_LONGEST = _WIDTH - _NAME - _VALUE
_LEAST = 60  # the narrowest stretch that is still seen, 3 points
_SOLID, _HATCHED = ("clear", "404040"), ("diagStripe", "FFFFFF")
_APART = '<w:tcMar><w:left w:w="120" w:type="dxa"/></w:tcMar>'  # the value from its bar
_EDGE = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:color="404040"/>'
    for side in ("top", "left", "bottom", "right")
)


def table(bars: Sequence[Bar], alternative: str) -> Any:
    """The table (`w:tbl`). Its first and last cells, for names and values, are empty."""
    ends = {0, _LONGEST}
    for bar in bars:
        ends |= set(_ends(bar))
    grid = [_NAME, *(right - left for left, right in pairwise(sorted(ends))), _VALUE]
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid)
    rows = "".join(_row(bar, sorted(ends)) + _gap(len(grid)) for bar in bars)
    said = for_html(for_xml(alternative))
    return parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{_WIDTH}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/>'
        '<w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
        f'<w:tblDescription w:val="{said}"/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
    )


def _ends(bar: Bar) -> tuple[int, int]:
    """Where the solid and the hatched part of a bar end, in twips."""
    if bar.low is None or bar.high is None:
        return 0, 0
    low, high = round(bar.low * _LONGEST), round(bar.high * _LONGEST)
    if not bar.is_open:
        return high, high
    return min(low, _LONGEST - _LEAST), min(max(high, low + _LEAST), _LONGEST)


def _row(bar: Bar, ends: Sequence[int]) -> str:
    low, high = _ends(bar)
    parts = [(0, low, _SOLID), (low, high, _HATCHED), (high, _LONGEST, None)]
    cells = "".join(
        _stretch(left, right, ends, look) for left, right, look in parts if left < right
    )
    return (
        f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{sheet.BAR * _TWIPS}" w:hRule="atLeast"/>'
        f"</w:trPr>{_cell(_NAME)}{cells}{_cell(_VALUE, shade=_APART)}</w:tr>"
    )


def _stretch(left: int, right: int, ends: Sequence[int], look: tuple[str, str] | None) -> str:
    span = sum(1 for end in ends if left < end <= right)
    shade = ""
    if look is not None:
        edge = f"<w:tcBorders>{_EDGE}</w:tcBorders>"
        shade = f'{edge}<w:shd w:val="{look[0]}" w:color="auto" w:fill="{look[1]}"/>'
    return _cell(right - left, f'<w:gridSpan w:val="{span}"/>', shade)


def _cell(width: int, span: str = "", shade: str = "") -> str:
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{shade}'
        '<w:vAlign w:val="center"/></w:tcPr><w:p/></w:tc>'
    )


def _gap(columns: int) -> str:
    """A low empty row between two bars."""
    empty = (
        '<w:p><w:pPr><w:spacing w:line="20" w:lineRule="exact"/><w:rPr><w:sz w:val="2"/></w:rPr>'
        "</w:pPr></w:p>"
    )
    return (
        f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{sheet.BAR_GAP * _TWIPS}" '
        f'w:hRule="exact"/></w:trPr><w:tc><w:tcPr><w:tcW w:w="{_WIDTH}" w:type="dxa"/>'
        f'<w:gridSpan w:val="{columns}"/></w:tcPr>{empty}</w:tc></w:tr>'
    )
