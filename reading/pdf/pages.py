"""Pages of characters with places → paragraphs and tables: lines joined, running heads dropped."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import regex

from reading.pdf.aligned_tables import aligned_tables
from reading.pdf.page import Glyph, Line, lines, rows_of, segments
from reading.pdf.ruled_tables import PageTable, continued, open_sides, tables
from reading.pdf.rules import Edge, cells_of
from reading.structure.compose import Composer
from reading.structure.lines import join
from reading.structure.outline import outline_mark
from writing.sentence import PART_ENDS

_PAGE_NUMBER = regex.compile(
    r"[\s\-—–―·•~]*(?:第\s*)?\d{1,4}(?>\s*)(?:页(?>\s*))?(?:(?:[/／,，]\s*)?(?:共\s*)?\d{1,4}(?>\s*)页?)?[\s\-—–―·•~]*"
)
_ENDED = regex.compile(rf"[{PART_ENDS}：:]\s*$")
_WHOLE = regex.compile(r"[\p{Latin}\d.,%]+")  # what is not cut at a line's end
_MARGIN = 0.12  # of the page's height: where running heads and page numbers stand
_OUTSIDE = 0.06  # of the page's height: nothing of the text stands so near the edge in small print
_ALONE = 2.0  # usual distances of two lines: so far from the text stands a running head
_SHOW = 6  # lines that show where a page's text begins and ends

Edges = tuple[float, float]


@dataclass
class Page:
    """A page as it is read: its size in points, its tables and the lines outside of them."""

    width: float
    height: float
    characters: int
    tables: list[PageTable]
    lines: list[Line]
    by_ocr: bool = False


def lines_of(found: list[Glyph], ruled: list[PageTable]) -> tuple[list[PageTable], list[Line]]:
    """A page's tables, with those whose cells only stand below each other, and the lines outside
    of them."""
    rows = rows_of(_outside(found, ruled))
    parted = list(map(segments, rows))
    if aligned := aligned_tables(rows, parted):
        ruled = sorted([*ruled, *aligned], key=lambda table: -table.top)
        rows = rows_of(_outside(found, ruled))
        parted = list(map(segments, rows))
    return ruled, lines(rows, parted)


def _outside(found: list[Glyph], ruled: list[PageTable]) -> list[Glyph]:
    """The characters that stand in no table."""
    if not ruled:
        return found
    return [glyph for glyph in found if not any(table.holds(glyph) for table in ruled)]


def ruled_tables(edges: list[Edge], found: list[Glyph]) -> list[PageTable]:
    """The tables that a page's rules draw, filled with its characters."""
    upright = sum(edge["orientation"] == "v" for edge in edges)
    if upright < 1 or len(edges) - upright < 2:
        return []
    return tables(cells_of(edges, open_sides(edges)), found)


def drop_running_lines(pages: list[Page]) -> None:
    """Take away page numbers, and heads and feet that come again on most pages."""

    def at_edge(page: Page) -> list[Line]:
        low, high = page.height * _MARGIN, page.height * (1 - _MARGIN)
        return [line for line in page.lines if line.middle < low or line.middle > high]

    def pattern(line: Line, page: Page) -> tuple[str, int]:
        place = round(line.middle / max(page.height, 1) * 50)
        return regex.sub(r"\d+", "#", line.text.replace(" ", "")), place

    seen = Counter(key for page in pages for key in {pattern(line, page) for line in at_edge(page)})
    often = max(2, len(pages) * 0.4)
    sizes = [line.size for page in pages for line in page.lines] or [1.0]
    usual = median(sizes)
    steps = [a.middle - b.middle for page in pages for a, b in pairwise(page.lines)]
    steps = sorted(step for step in steps if step > 1)
    pitch = steps[len(steps) // 3] if steps else 1.0  # of lines in a paragraph

    def alone(line: Line, page: Page) -> bool:
        apart = [abs(line.middle - other.middle) for other in page.lines if other is not line]
        return line.size < 1.1 * usual and min(apart, default=0.0) > _ALONE * pitch

    def outside(line: Line, page: Page) -> bool:
        share = line.middle / max(page.height, 1)
        at_edge = not _OUTSIDE < share < 1 - _OUTSIDE
        return at_edge and (line.size < 0.85 * usual or alone(line, page))

    for page in pages:
        running = [
            line
            for line in at_edge(page)
            if _PAGE_NUMBER.fullmatch(line.text)
            or outside(line, page)
            or (seen[pattern(line, page)] >= often and len(line.text) < 60)
        ]
        page.lines = [line for line in page.lines if line not in running]


def write_pages(pages: list[Page], composer: Composer) -> None:
    """Lines as paragraphs and tables, in reading order, across page breaks; those with a part of
    a page read by OCR are uncertain."""
    body = [line for page in pages for line in page.lines]
    size = median(line.size for line in body) if body else 1.0
    usual = _usual_edges(pages)
    waiting: PageTable | None = None
    paragraph, last = "", None
    seen, seen_table = False, False  # whether OCR saw a part of the paragraph, of the table
    border = 0.0  # where the column of `last` ends
    for page in pages:
        edges = _edges(page, usual)
        for item in _in_order(page):
            if isinstance(item, PageTable):
                composer.paragraph(paragraph, uncertain=seen)
                paragraph, last = "", None
                joined = continued(waiting, item) if waiting else None
                if waiting and not joined:
                    composer.table(waiting.cells, uncertain=seen_table)
                seen_table = page.by_ocr or (seen_table and joined is not None)
                waiting = joined or item
                continue
            if waiting:
                composer.table(waiting.cells, uncertain=seen_table)
                waiting = None
            if last is not None and _goes_on(last, border, item, edges[item.column], size):
                paragraph = join(paragraph, item.text)
                seen = seen or page.by_ocr
            else:
                composer.paragraph(paragraph, uncertain=seen)
                paragraph, seen = item.text, page.by_ocr
            last, border = item, edges[item.column][1]
    composer.paragraph(paragraph, uncertain=seen)
    if waiting:
        composer.table(waiting.cells, uncertain=seen_table)


def _in_order(page: Page) -> list[Line | PageTable]:
    items: list[Line | PageTable] = []
    rest = list(page.tables)
    for line in page.lines:
        while rest and rest[0].top > line.middle:
            items.append(rest.pop(0))
        items.append(line)
    return items + rest


def _edges(page: Page, usual: dict[int, Edges]) -> dict[int, Edges]:
    """Where the text of each column of a page begins and ends.

    Few lines, a title or a note beside tables, do not show it: the tables do, and other pages.
    """
    edges = {}
    for column in {line.column for line in page.lines}:
        own = [line for line in page.lines if line.column == column]
        left, right = _reach(own)
        if len(own) < _SHOW and not column:
            wide = [usual[round(page.width)]] if round(page.width) in usual else []
            wide += [(table.left, table.right) for table in page.tables]
            left = min([left, *(low for low, _ in wide)])
            right = max([right, *(high for _, high in wide)])
        edges[column] = left, right
    return edges


def _reach(own: list[Line]) -> Edges:
    own = [line for line in own if len(line.text) > 3] or own
    return min(line.left for line in own), max(line.right for line in own)


def _usual_edges(pages: list[Page]) -> dict[int, Edges]:
    """Where text across the page usually begins and ends, by the page's width in points."""
    found: dict[int, list[Edges]] = {}
    for page in pages:
        own = [line for line in page.lines if not line.column]
        if len(own) >= _SHOW:
            found.setdefault(round(page.width), []).append(_reach(own))
    return {
        width: (median(low for low, _ in reaches), median(high for _, high in reaches))
        for width, reaches in found.items()
    }


def _goes_on(last: Line, border: float, line: Line, edges: Edges, size: float) -> bool:
    """Whether `line` is the rest of the paragraph that `last` belongs to.

    border: where `last`'s column ends on its page. edges: where `line`'s begins and ends.
    """
    if abs(last.size - line.size) > 0.15 * size:
        return False
    left, right = edges
    middle = (left + right) / 2
    centred = all(
        item.left > left + 2 * size and abs((item.left + item.right) / 2 - middle) < 1.5 * size
        for item in (last, line)
    )
    if centred and last.size > 1.2 * size and not _ENDED.search(last.text):
        return True
    # What was too long for the end of the line: a character, or all of a number or word.
    lead = _WHOLE.match(line.text)
    room = 2.2 + (0.6 * len(lead[0]) if lead and not _ENDED.search(last.text) else 0)
    full = last.right > border - room * last.size
    indented = line.left > left + 1.2 * line.size
    return full and not indented and not (_ENDED.search(last.text) and outline_mark(line.text))
