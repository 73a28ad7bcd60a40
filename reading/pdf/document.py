"""PDF with a text layer → Report: lines joined to paragraphs, running heads dropped."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import pypdfium2 as pdfium
import regex

from reading.encoding import is_ordinary
from reading.pdf.aligned_tables import aligned_tables
from reading.pdf.page import Glyph, Line, glyphs, lines, rows_of, segments
from reading.pdf.ruled_tables import PageTable, continued, open_sides, tables
from reading.pdf.rules import Edge, cells_of, rules_of
from reading.pdf.turn import turn_of
from reading.report import Report, UnreadableReport
from reading.safety.limits import default_limits
from reading.safety.progress import come_to
from reading.structure.compose import Composer
from reading.structure.lines import join
from reading.structure.outline import outline_mark

_PAGE_NUMBER = regex.compile(
    r"[\s\-—–―·•~]*(?:第\s*)?\d{1,4}\s*(?:页)?(?:\s*[/／,，]?\s*(?:共\s*)?\d{1,4}\s*页?)?[\s\-—–―·•~]*"
)
# What fonts name that name the wrong characters: none, and letters of far languages (GBK byte by
# byte is À to ÿ).
_STRANGE = regex.compile(
    r"[\p{Co}\p{Cn}\uFFFD\u0080-\u00A0\u00A1-\u00A6\u00A8-\u00AF\u00B2-\u00B6\u00B8-\u00D6\u00D8-\u00F6\u00F8-\u024F]"
)
_HAN = regex.compile(r"\p{Han}")
_ENOUGH = 80  # Chinese characters that tell whether they are those of a text
_DRAWN = (pdfium.raw.FPDF_PAGEOBJ_PATH, pdfium.raw.FPDF_PAGEOBJ_IMAGE)
_ENDED = regex.compile(r"[。！？；：!?;:]\s*$")
_WHOLE = regex.compile(r"[\p{Latin}\d.,%]+")  # what is not cut at a line's end
_MARGIN = 0.12  # of the page's height: where running heads and page numbers stand
_OUTSIDE = 0.06  # of the page's height: nothing of the text stands so near the edge in small print
_ALONE = 2.0  # usual distances of two lines: so far from the text stands a running head
_FEW = 12  # visible characters: fewer beside a large picture make a scanned page
_RULES = 4  # paths on a page from which on it may have a table
_SIDES = 8  # corners of a path that may draw a grid by itself
_SHOW = 6  # lines that show where a page's text begins and ends

Edges = tuple[float, float]


@dataclass
class _Page:
    width: float
    height: float
    characters: int
    tables: list[PageTable]
    lines: list[Line]


def read_pdf(data: bytes, name: str = "") -> Report:
    """The report of a PDF. Pages that are pictures, damaged or in fonts that name the wrong
    characters are left out and noted, as are those that there was no time for.

    Raises UnreadableReport: password, damaged, too_many_pages, scanned (no page has text),
    garbled (its fonts do not say which characters they draw), empty.
    """
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        code = "password" if "password" in str(error).lower() else "damaged"
        raise UnreadableReport(code, reason=str(error)) from None
    if len(document) > default_limits().max_pages:
        raise UnreadableReport(
            "too_many_pages", pages=len(document), limit=default_limits().max_pages
        )
    composer = Composer("pdf", name)
    with document:
        pages = _pages(document, composer)
    _drop_running_lines(pages)
    _write(pages, composer)
    return composer.finish()


def _pages(document: pdfium.PdfDocument, composer: Composer) -> list[_Page]:
    """Each page with its characters and ruled tables; what has none is noted by its number."""
    pages: list[_Page] = []
    left_out: dict[str, list[int]] = {"damaged": [], "scanned": [], "garbled": []}
    for number in range(1, len(document) + 1):
        if not come_to(number - 1, len(document)):
            seconds = default_limits().max_seconds
            composer.note("pages_unread", first=number, last=len(document), seconds=seconds)
            break
        page, fault = _page(document, number - 1, composer)
        if fault:
            left_out[fault].append(number)
        pages.append(page)
    _check(pages, left_out)
    if damaged := left_out["damaged"]:
        composer.note("damaged_pages", pages=tuple(damaged))
    if scanned := left_out["scanned"]:
        composer.note("scanned_pages", pages=tuple(scanned))
    if garbled := left_out["garbled"]:
        composer.note("garbled_pages", pages=tuple(garbled))
    return pages


def _page(document: pdfium.PdfDocument, index: int, composer: Composer) -> tuple[_Page, str]:
    """A page, and why it has no text to be read: damaged, scanned, garbled; "" where it has."""
    try:
        page = document[index]
        text_page = page.get_textpage()
    except pdfium.PdfiumError:
        return _Page(0.0, 0.0, 0, [], []), "damaged"
    width, height = _size(page)
    count = text_page.count_chars()
    turn = turn_of(text_page, count, width, height)
    found = glyphs(text_page, count, turn)
    objects = list(page.get_objects(_DRAWN, max_depth=3))
    paths = [item for item in objects if item.type == pdfium.raw.FPDF_PAGEOBJ_PATH]
    fault, ruled = "", list[PageTable]()
    if len(found) < _FEW and len(paths) < len(objects):
        fault = "scanned"
    elif _is_garbled(found):
        found, fault = [], "garbled"
    elif len(paths) >= _RULES or any(map(_is_grid, paths)):
        ruled = _ruled_tables(rules_of(page, paths, turn), found)
    text_page.close()
    page.close()
    all_tables, own = _lines_of(found, ruled)
    return _Page(turn.upright_width, turn.upright_height, len(found), all_tables, own), fault


def _size(page: pdfium.PdfPage) -> tuple[float, float]:
    """The width and height of a page as its text is placed, before it is turned for the screen."""
    width, height = page.get_size()
    return (height, width) if page.get_rotation() in (90, 270) else (width, height)


def _is_grid(path: pdfium.PdfObject) -> bool:
    """Whether a single path has so many corners that it may draw a table's rules."""
    return bool(pdfium.raw.FPDFPath_CountSegments(path.raw) >= _SIDES)


def _is_garbled(found: list[Glyph]) -> bool:
    """Whether a page's characters are such as no Chinese text has: what is drawn are others."""
    text = "".join(glyph.text for glyph in found)
    if len(_STRANGE.findall(text)) > 0.2 * len(text):
        return bool(text)
    han = _HAN.findall(text)
    return len(han) >= _ENOUGH and not is_ordinary("".join(han))


def _lines_of(found: list[Glyph], ruled: list[PageTable]) -> tuple[list[PageTable], list[Line]]:
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


def _check(pages: list[_Page], left_out: dict[str, list[int]]) -> None:
    """Refuse a PDF without usable text."""
    if len(left_out["damaged"]) == len(pages):
        raise UnreadableReport("damaged", reason="pages")
    text = sum(page.characters for page in pages)
    if left_out["scanned"] and text < _FEW * len(pages):
        raise UnreadableReport("scanned", pages=len(pages))
    if left_out["garbled"] and text < _FEW * len(pages):
        raise UnreadableReport("garbled")
    if not text:
        raise UnreadableReport("empty")


def _ruled_tables(edges: list[Edge], found: list[Glyph]) -> list[PageTable]:
    upright = sum(edge["orientation"] == "v" for edge in edges)
    if upright < 1 or len(edges) - upright < 2:
        return []
    return tables(cells_of(edges, open_sides(edges)), found)


def _drop_running_lines(pages: list[_Page]) -> None:
    """Take away page numbers, and heads and feet that come again on most pages."""

    def at_edge(page: _Page) -> list[Line]:
        low, high = page.height * _MARGIN, page.height * (1 - _MARGIN)
        return [line for line in page.lines if line.middle < low or line.middle > high]

    def pattern(line: Line, page: _Page) -> tuple[str, int]:
        place = round(line.middle / max(page.height, 1) * 50)
        return regex.sub(r"\d+", "#", line.text.replace(" ", "")), place

    seen = Counter(key for page in pages for key in {pattern(line, page) for line in at_edge(page)})
    often = max(2, len(pages) * 0.4)
    sizes = [line.size for page in pages for line in page.lines] or [1.0]
    usual = median(sizes)
    steps = [a.middle - b.middle for page in pages for a, b in pairwise(page.lines)]
    steps = sorted(step for step in steps if step > 1)
    pitch = steps[len(steps) // 3] if steps else 1.0  # of lines in a paragraph

    def alone(line: Line, page: _Page) -> bool:
        apart = [abs(line.middle - other.middle) for other in page.lines if other is not line]
        return line.size < 1.1 * usual and min(apart, default=0.0) > _ALONE * pitch

    def outside(line: Line, page: _Page) -> bool:
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


def _write(pages: list[_Page], composer: Composer) -> None:
    """Lines as paragraphs and tables, in reading order, across page breaks."""
    body = [line for page in pages for line in page.lines]
    size = median(line.size for line in body) if body else 1.0
    usual = _usual_edges(pages)
    waiting: PageTable | None = None
    paragraph, last = "", None
    border = 0.0  # where the column of `last` ends
    for page in pages:
        edges = _edges(page, usual)
        for item in _in_order(page):
            if isinstance(item, PageTable):
                composer.paragraph(paragraph)
                paragraph, last = "", None
                joined = continued(waiting, item) if waiting else None
                if waiting and not joined:
                    composer.table(waiting.cells)
                waiting = joined or item
                continue
            if waiting:
                composer.table(waiting.cells)
                waiting = None
            if last is not None and _goes_on(last, border, item, edges[item.column], size):
                paragraph = join(paragraph, item.text)
            else:
                composer.paragraph(paragraph)
                paragraph = item.text
            last, border = item, edges[item.column][1]
    composer.paragraph(paragraph)
    if waiting:
        composer.table(waiting.cells)


def _in_order(page: _Page) -> list[Line | PageTable]:
    items: list[Line | PageTable] = []
    rest = list(page.tables)
    for line in page.lines:
        while rest and rest[0].top > line.middle:
            items.append(rest.pop(0))
        items.append(line)
    return items + rest


def _edges(page: _Page, usual: dict[int, Edges]) -> dict[int, Edges]:
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


def _usual_edges(pages: list[_Page]) -> dict[int, Edges]:
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
