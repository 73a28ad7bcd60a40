"""Pages that lie on their side: which way their text runs, and where its places are once the page
is turned upright."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass

import pypdfium2.raw as pdfium
from pypdfium2 import PdfTextPage

_SAMPLE, _STEP = (
    40,
    4,
)  # characters that tell which way a page's text runs; one of so many, at least
_QUARTER = math.pi / 2
_SLANT = 0.15  # of a quarter: text that is turned by more beside one slants


@dataclass(frozen=True)
class Turn:
    """How a page is turned so that its text runs from left to right: by quarters of a circle.

    width, height: of the page as the file has it, in points. slanted: some text slants.
    """

    quarters: int
    width: float
    height: float
    slanted: bool = False

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where a place of the page stands when it is turned."""
        if self.quarters == 1:
            return self.height - y, x
        if self.quarters == 2:
            return self.width - x, self.height - y
        if self.quarters == 3:
            return y, self.width - x
        return x, y

    def box(
        self, left: float, bottom: float, right: float, top: float
    ) -> tuple[float, float, float, float]:
        """The box of a place when the page is turned."""
        (a, b), (c, d) = self.point(left, bottom), self.point(right, top)
        return min(a, c), min(b, d), max(a, c), max(b, d)

    @property
    def upright_width(self) -> float:
        """The page's width once it is turned."""
        return self.height if self.quarters % 2 else self.width

    @property
    def upright_height(self) -> float:
        """The page's height once it is turned."""
        return self.width if self.quarters % 2 else self.height


def turn_of(page: PdfTextPage, count: int, width: float, height: float) -> Turn:
    """The turn that sets most of a page's `count` characters upright."""
    step = max(1, min(_STEP, count // _SAMPLE))
    angle_of, raw = pdfium.FPDFText_GetCharAngle, page.raw
    angles = Counter([angle_of(raw, index) for index in range(0, count, step)])
    seen: Counter[int] = Counter()
    slanted = False
    for angle, often in angles.items():
        if angle >= 0:  # −1: no character
            seen[round(angle / _QUARTER) % 4] += often
            slanted = slanted or _slants(angle)
    quarters = seen.most_common(1)[0][0] if seen else 0
    return Turn(quarters, width, height, slanted)


def slants(page: PdfTextPage, index: int) -> bool:
    """Whether a character runs neither across nor along the page, as those of a watermark do."""
    return _slants(pdfium.FPDFText_GetCharAngle(page.raw, index))


def _slants(angle: float) -> bool:
    quarters = angle / _QUARTER
    return angle >= 0 and abs(quarters - round(quarters)) > _SLANT
