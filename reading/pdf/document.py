"""PDF with a text layer → Report."""

from __future__ import annotations

import pypdfium2 as pdfium
import regex

from reading.encoding import is_ordinary
from reading.pdf.ocr import read_picture
from reading.pdf.page import Glyph, glyphs
from reading.pdf.pages import Page, drop_running_lines, lines_of, ruled_tables, write_pages
from reading.pdf.ruled_tables import PageTable
from reading.pdf.rules import rules_of
from reading.pdf.turn import turn_of
from reading.report import Report, UnreadableReport
from reading.safety.limits import default_limits
from reading.safety.progress import come_to
from reading.structure.compose import Composer

# What fonts name that name the wrong characters: none, and letters of far languages (GBK byte by
# byte is À to ÿ).
_STRANGE = regex.compile(
    r"[\p{Co}\p{Cn}\uFFFD\u0080-\u00A0\u00A1-\u00A6\u00A8-\u00AF\u00B2-\u00B6\u00B8-\u00D6\u00D8-\u00F6\u00F8-\u024F"
    r"\p{Cyrillic}\p{Arabic}\p{Hebrew}\p{Thai}\p{Devanagari}\p{Yi}]"
)
_SIGNS = regex.compile(r"[!\"#$&'*+:;<=>?@\[\\\]^`{|}~]")
_HAN = regex.compile(r"\p{Han}")
_SAMPLE = 240  # characters of a page that tell whether its fonts name the right ones
_ENOUGH = 80  # Chinese characters that tell whether they are those of a text
_DRAWN = (pdfium.raw.FPDF_PAGEOBJ_PATH, pdfium.raw.FPDF_PAGEOBJ_IMAGE)
_FEW = 12  # visible characters: fewer beside a large picture make a scanned page
_RULES = 4  # paths on a page from which on it may have a table
_SIDES = 8  # corners of a path that may draw a grid by itself


def read_pdf(data: bytes, name: str = "") -> Report:
    """The report of a PDF. Pages that are pictures (where no OCR is installed), damaged or in fonts
    that name the wrong characters are left out and noted, as are those that there was no time for.
    What OCR read is noted too, and uncertain.

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
    drop_running_lines(pages)
    write_pages(pages, composer)
    return composer.finish()


def _pages(document: pdfium.PdfDocument, composer: Composer) -> list[Page]:
    """Each page with its characters and ruled tables; what has none is noted by its number."""
    pages: list[Page] = []
    seen: list[int] = []
    left_out: dict[str, list[int]] = {"damaged": [], "scanned": [], "garbled": []}
    for number in range(1, len(document) + 1):
        if not come_to(number - 1, len(document)):
            seconds = default_limits().max_seconds
            composer.note("pages_unread", first=number, last=len(document), seconds=seconds)
            break
        page, fault = _page(document, number - 1)
        if fault:
            left_out[fault].append(number)
        if page.by_ocr:
            seen.append(number)
        pages.append(page)
    _check(pages, left_out)
    if seen:
        composer.note("ocr_pages", pages=tuple(seen))
    if damaged := left_out["damaged"]:
        composer.note("damaged_pages", pages=tuple(damaged))
    if scanned := left_out["scanned"]:
        composer.note("scanned_pages", pages=tuple(scanned))
    if garbled := left_out["garbled"]:
        composer.note("garbled_pages", pages=tuple(garbled))
    return pages


def _page(document: pdfium.PdfDocument, index: int) -> tuple[Page, str]:
    """A page, and why it has no text to be read: damaged, scanned, garbled; "" where it has."""
    try:
        page = document[index]
        text_page = page.get_textpage()
    except pdfium.PdfiumError:
        return Page(0.0, 0.0, 0, [], []), "damaged"
    width, height = _size(page)
    count = text_page.count_chars()
    turn = turn_of(text_page, count, width, height)
    found = glyphs(text_page, count, turn)
    objects = list(page.get_objects(_DRAWN, max_depth=3))
    paths = [item for item in objects if item.type == pdfium.raw.FPDF_PAGEOBJ_PATH]
    fault, ruled = "", list[PageTable]()
    if len(found) < _FEW and len(paths) < len(objects):
        if seen := read_picture(page):
            text_page.close()
            return _page_seen(page, seen), ""
        fault = "scanned"
    elif _is_garbled(found):
        found, fault = [], "garbled"
    elif len(paths) >= _RULES or any(map(_is_grid, paths)):
        ruled = ruled_tables(rules_of(page, paths, turn), found)
    text_page.close()
    page.close()
    all_tables, own = lines_of(found, ruled)
    return Page(turn.upright_width, turn.upright_height, len(found), all_tables, own), fault


def _page_seen(page: pdfium.PdfPage, seen: list[Glyph]) -> Page:
    """A page of the characters that OCR saw on it."""
    tables, own = lines_of(seen, [])
    width, height = page.get_size()
    page.close()
    return Page(width, height, len(seen), tables, own, by_ocr=True)


def _size(page: pdfium.PdfPage) -> tuple[float, float]:
    """The width and height of a page as its text is placed, before it is turned for the screen."""
    width, height = page.get_size()
    return (height, width) if page.get_rotation() in (90, 270) else (width, height)


def _is_grid(path: pdfium.PdfObject) -> bool:
    """Whether a single path has so many corners that it may draw a table's rules."""
    return bool(pdfium.raw.FPDFPath_CountSegments(path.raw) >= _SIDES)


def _is_garbled(found: list[Glyph]) -> bool:
    """Whether a page's characters are such as no Chinese text has: what is drawn are others."""
    text = "".join([glyph.text for glyph in found[:_SAMPLE]])
    if len(_STRANGE.findall(text)) > 0.2 * len(text):
        return bool(text)
    han = _HAN.findall(text)
    if not han and len(text) >= _ENOUGH:
        return len(_SIGNS.findall(text)) > 0.3 * len(text)
    return len(han) >= _ENOUGH and not is_ordinary("".join(han))


def _check(pages: list[Page], left_out: dict[str, list[int]]) -> None:
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
