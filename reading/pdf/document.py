"""PDF with a text layer → Report: lines joined to paragraphs, running heads dropped."""

from __future__ import annotations

import io
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import pypdfium2 as pdfium
import regex

from reading.pdf.aligned_tables import aligned_tables
from reading.pdf.page import Glyph, Line, glyphs, lines, rows_of
from reading.pdf.ruled_tables import PageTable, continued, open_sides, tables
from reading.report import Report, UnreadableReport
from reading.safety.limits import default_limits
from reading.structure.compose import Composer
from reading.structure.lines import join
from reading.structure.outline import outline_mark
from writing.sentence import PART_ENDS

_PAGE_NUMBER = regex.compile(
    r"[\s\-—–―·•~]*(?:第\s*)?\d{1,4}(?>\s*)(?:页(?>\s*))?(?:(?:[/／,，]\s*)?(?:共\s*)?\d{1,4}(?>\s*)页?)?[\s\-—–―·•~]*"
)
_STRANGE = regex.compile(r"[\p{Co}\p{Cn}\uFFFD]")
_ENDED = regex.compile(rf"[{PART_ENDS}：:]\s*$")
_WHOLE = regex.compile(r"[\p{Latin}\d.,%]+")  # what is not cut at a line's end
_MARGIN = 0.12  # of the page's height: where running heads and page numbers stand
_OUTSIDE = 0.06  # of the page's height: nothing of the text stands so near the edge in small print
_ALONE = 2.0  # usual distances of two lines: so far from the text stands a running head
_FEW = 12  # visible characters: fewer beside a large picture make a scanned page
_RULES = 4  # paths on a page from which on it may have a table


@dataclass
class _Page:
    height: float
    glyphs: list[Glyph]
    tables: list[PageTable]
    lines: list[Line]


def read_pdf(data: bytes, name: str = "") -> Report:
    """The report of a PDF.

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
        pages, scanned, ruled = _pages(document, composer)
    _check(pages, scanned, composer)
    try:
        _find_tables(data, ruled, pages)
    except Exception as error:  # pdfplumber trips over what PDFium forgives; the text is there
        composer.note("tables_unread", reason=type(error).__name__)
    for page in pages:
        _find_lines(page)
    _drop_running_lines(pages)
    _write(pages, composer)
    return composer.finish()


def _pages(
    document: pdfium.PdfDocument, composer: Composer
) -> tuple[list[_Page], list[int], list[int]]:
    """Each page with its characters; which are scanned (from 1), and which have rules (from 0)."""
    pages: list[_Page] = []
    scanned: list[int] = []
    ruled: list[int] = []
    damaged: list[int] = []
    for number in range(len(document)):
        try:
            page = document[number]
            text_page = page.get_textpage()
        except pdfium.PdfiumError:
            damaged.append(number + 1)
            pages.append(_Page(0.0, [], [], []))
            continue
        found = glyphs(text_page)
        kinds = Counter(item.type for item in page.get_objects(max_depth=3))
        if len(found) < _FEW and kinds[pdfium.raw.FPDF_PAGEOBJ_IMAGE]:
            scanned.append(number + 1)
        if kinds[pdfium.raw.FPDF_PAGEOBJ_PATH] >= _RULES and not page.get_rotation():
            ruled.append(number)
        pages.append(_Page(page.get_height(), found, [], []))
        text_page.close()
        page.close()
    if len(damaged) == len(pages):
        raise UnreadableReport("damaged", reason="pages")
    if damaged:
        composer.note("damaged_pages", pages=tuple(damaged))
    return pages, scanned, ruled


def _find_lines(page: _Page) -> None:
    """Fill in the page's lines, and the tables whose cells only stand below each other."""
    rows = rows_of(_outside(page))
    if aligned := aligned_tables(rows):
        page.tables = sorted([*page.tables, *aligned], key=lambda table: -table.top)
        rows = rows_of(_outside(page))
    page.lines = lines(rows)


def _outside(page: _Page) -> list[Glyph]:
    """The characters that stand in no table."""
    return [glyph for glyph in page.glyphs if not any(t.holds(glyph) for t in page.tables)]


def _check(pages: list[_Page], scanned: list[int], composer: Composer) -> None:
    """Refuse a PDF without usable text, note the pages that have none."""
    if scanned and sum(len(page.glyphs) for page in pages) < _FEW * len(pages):
        raise UnreadableReport("scanned", pages=len(pages))
    text = "".join(glyph.text for page in pages for glyph in page.glyphs)
    if not text:
        raise UnreadableReport("empty")
    if len(_STRANGE.findall(text)) > 0.2 * len(text):
        raise UnreadableReport("garbled")
    if scanned:
        composer.note("scanned_pages", pages=tuple(scanned))


def _find_tables(data: bytes, ruled: list[int], pages: list[_Page]) -> None:
    if not ruled:
        return
    import pdfplumber  # takes a third of a second; most PDFs have no table

    with pdfplumber.open(io.BytesIO(data), pages=[number + 1 for number in ruled]) as document:
        for page in document.pages:
            own = pages[page.page_number - 1]
            top = page.bbox[3]
            frames = [
                [
                    (left, top - lower, right, top - upper)
                    for left, upper, right, lower in table.cells
                ]
                for table in page.find_tables({"explicit_vertical_lines": open_sides(page.edges)})
            ]
            own.tables = tables(frames, own.glyphs)
            page.close()


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
    waiting: PageTable | None = None
    paragraph, last = "", None
    border = 0.0  # where the column of `last` ends
    for page in pages:
        edges = _edges(page.lines)
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


def _edges(found: list[Line]) -> dict[int, tuple[float, float]]:
    """Where the text of each column of a page begins and ends."""
    edges = {}
    for column in {line.column for line in found}:
        own = [line for line in found if line.column == column]
        own = [line for line in own if len(line.text) > 3] or own
        edges[column] = min(line.left for line in own), max(line.right for line in own)
    return edges


def _goes_on(
    last: Line, border: float, line: Line, edges: tuple[float, float], size: float
) -> bool:
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
