"""Plain tables in a Word document: thin lines, the headers on every page, no row torn apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from dashboard.showing.escape import for_xml

_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_TWIP = 635  # in the units of a section's lengths


@dataclass(frozen=True, slots=True)
class Made:
    """A table: its element, and the paragraph of each cell, row by row without the headers."""

    element: Any
    cells: list[list[Paragraph]]


def make_table(
    document: Any, headers: Sequence[str], rows: Sequence[Sequence[str]], shares: Sequence[int]
) -> Made:
    """A table as wide as the document's text, to be put somewhere; `shares` of the width are each
    column's, in percent. The cells have the style `Table Text`."""
    section = document.sections[-1]
    room = section.page_width - section.left_margin - section.right_margin
    widths = [int(room) // _TWIP * share // 100 for share in shares]
    style = next(one.style_id for one in document.styles if one.name == "Table Text")
    table = _element("tbl")
    properties = _element("tblPr", _element("tblW", w=sum(widths), type="dxa"))
    lines = (_element(side, val="single", sz=4, space=0, color="000000") for side in _SIDES)
    properties.append(_element("tblBorders", *lines))
    properties.append(_element("tblLayout", type="fixed"))
    table.append(properties)
    table.append(_element("tblGrid", *(_element("gridCol", w=width) for width in widths)))
    cells: list[list[Paragraph]] = []
    for at, texts in enumerate((headers, *rows)):
        looks = [_element("cantSplit"), *([] if at else [_element("tblHeader")])]
        row = _element("tr", _element("trPr", *looks))
        cells.append([])
        for text, width in zip(texts, widths, strict=True):
            held = _element("p", _element("pPr", _element("pStyle", val=style)))
            row.append(_element("tc", _element("tcPr", _element("tcW", w=width, type="dxa")), held))
            paragraph = Paragraph(held, document)
            run = paragraph.add_run(for_xml(text))
            run.bold = None if at else True
            cells[-1].append(paragraph)
        table.append(row)
    return Made(table, cells[1:])


def _element(name: str, *children: Any, **attributes: Any) -> Any:
    made: Any = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    made.extend(children)
    return made
