"""The text of pages that are pictures, by OCR on this machine, where requirements-ocr.txt is in.

The models come with the package; nothing is fetched, and nothing leaves the machine.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from statistics import median
from typing import Any

import pypdfium2 as pdfium
import regex

from reading.pdf.page import Glyph

_LONGEST = 2000  # pixels of a page's longer side: more the recogniser scales down
_ALIKE = 0.25  # of a page's usual height: by so much the heights of lines of one size differ
# Lines are not turned; and it stays well below what a worker may hold: a page of 950 characters
# took 1.6 GB without the last four, 1.0 GB with them, and was read alike.
_SETTINGS: dict[str, object] = {
    "Global.use_cls": False,
    "Global.log_level": "critical",
    "Det.limit_type": "max",
    "Det.limit_side_len": 960,
    "Rec.rec_batch_num": 1,
    "EngineConfig.onnxruntime.intra_op_num_threads": 2,
}
# The recogniser puts a blank into numbers; what stands as far apart as cells do it sees as two
# lines.
_IN_NUMBER = regex.compile(r"(?<=\d) (?=\d)")
_NARROW = 0.5  # of a Chinese character: the width of a letter, digit or blank


def read_picture(page: pdfium.PdfPage) -> list[Glyph]:
    """The characters that OCR sees on a page, as it is shown; none where it fails or is not
    installed."""
    engine = _engine()
    if engine is None:
        return []
    height = page.get_height()
    scale = _LONGEST / max(page.get_width(), height, 1.0)
    bitmap = page.render(scale=scale)
    try:
        seen = engine(bitmap.to_numpy())
    except Exception:  # whatever it fails at, the other pages are read, and this one is told
        return []
    finally:
        bitmap.close()
    if not seen.txts:
        return []
    lines = []
    for corners, text in zip(seen.boxes, seen.txts, strict=True):
        across, down = [x / scale for x, _ in corners], [y / scale for _, y in corners]
        text = _IN_NUMBER.sub("", text)
        lines.append((text, min(across), max(across), height - max(down), height - min(down)))
    usual = median(top - bottom for *_, bottom, top in lines)
    return [glyph for line in lines for glyph in _glyphs(*line, usual)]


def _glyphs(
    text: str, left: float, right: float, bottom: float, top: float, usual: float
) -> Iterator[Glyph]:
    """A line's characters, side by side in its box."""
    size = top - bottom
    size = float(usual if abs(size - usual) < _ALIKE * usual else size)
    widths = [_NARROW if character.isascii() else 1.0 for character in text]
    pitch, middle = (right - left) / max(sum(widths), 1.0), (bottom + top) / 2
    for character, width in zip(text, widths, strict=True):
        end = left + width * pitch
        if not character.isspace():
            yield Glyph(
                character, float(left), float(end), float(bottom), float(top), size, float(middle)
            )
        left = end


@cache
def _engine() -> Any:
    """The recogniser, loaded once; None where it is not installed."""
    try:
        import onnxruntime
        from rapidocr import RapidOCR
    except ImportError:
        return None
    onnxruntime.disable_telemetry_events()  # its builds for Windows tell their maker of its use
    return RapidOCR(params=_SETTINGS)
