"""What an OFD page draws: characters and rules, placed in points from the lower left corner."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex
from lxml import etree

from reading.pdf.page import Glyph, is_han
from reading.pdf.rules import Edge, bar, sides

_POINTS = 72 / 25.4  # to a millimetre
_NUMBER = regex.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_STEP = regex.compile(r"([A-Za-z])([^A-Za-z]*)")
_ASCENT, _NARROW = 0.85, 0.5  # of a font's size: above the base line; a Latin letter's width
_WIDEST = 1.3  # of a font's size: a longer step to the next character leaves a gap
_SAME = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True)
class Place:
    """A page's box; the format counts millimetres from the upper left corner."""

    left: float
    top: float
    width: float  # points
    height: float

    @classmethod
    def of(cls, box: str) -> Place:
        """From `0 0 210 297`."""
        left, top, width, height = (*numbers(box), 0.0, 0.0, 210.0, 297.0)[:4]
        return cls(left, top, width * _POINTS, height * _POINTS)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A place of the page in points from its lower left corner."""
        return (x - self.left) * _POINTS, self.height - (y - self.top) * _POINTS


def numbers(text: str | None) -> list[float]:
    """The numbers of an attribute."""
    return [float(number) for number in _NUMBER.findall(text or "")]


def glyphs_of(layer: etree._Element, place: Place) -> list[Glyph]:
    """The characters of a page's or template's text, in the order in which it draws them."""
    found = []
    for text in _objects(layer, "TextObject"):
        size = (numbers(text.get("Size")) or [0.0])[0]
        for code in text.iterchildren("{*}TextCode"):
            for character, x, y, wide in _characters(code, size):
                at_x, at_y = _on_page(text, x, y)
                left, base = place.point(at_x, at_y)
                high = size * _scale(text) * _POINTS
                right = left + wide * _scale(text) * _POINTS
                bottom, top = base - (1 - _ASCENT) * high, base + _ASCENT * high
                found.append(Glyph(character, left, right, bottom, top, high, (bottom + top) / 2))
    return found


def rules_of(layer: etree._Element, place: Place) -> list[Edge]:
    """The upright and level rules of a page or template."""
    found: list[Edge] = []
    for path in _objects(layer, "PathObject"):
        data = "".join(path.xpath("*[local-name()='AbbreviatedData']/text()"))
        for outline in _outlines(data):
            points = [place.point(*_on_page(path, x, y)) for x, y in outline]
            if path.get("Stroke", "true") != "false":
                found += sides(points)
            elif thin := bar(points):
                found.append(thin)
    return found


def _objects(layer: etree._Element, name: str) -> Iterator[etree._Element]:
    for found in layer.iter(f"{{*}}{name}"):
        if found.get("Visible", "true") != "false":
            yield found


def _characters(code: etree._Element, size: float) -> Iterator[tuple[str, float, float, float]]:
    """Each visible character with its place in the text object and its width."""
    text = code.text or ""
    x, y = (numbers(code.get(axis)) or [0.0] for axis in ("X", "Y"))
    across, down = (_deltas(code.get(name), len(text)) for name in ("DeltaX", "DeltaY"))
    at_x, at_y = x[0], y[0]
    for index, character in enumerate(text):
        step = across[index] if index < len(across) else 0.0
        usual = size if is_han(character) or character > "\u2e80" else _NARROW * size
        if not character.isspace():
            yield character, at_x, at_y, step if 0 < step <= _WIDEST * size else usual
        at_x += step or (usual if not down else 0.0)
        at_y += down[index] if index < len(down) else 0.0


def _deltas(text: str | None, most: int) -> list[float]:
    """Steps from character to character: `3.2 3.2`, or `g 2 3.2` for as many alike."""
    words = (text or "").split()
    found: list[float] = []
    place = 0
    while place < len(words) and len(found) < most:
        if words[place] == "g" and place + 2 < len(words):
            count = numbers(words[place + 1]) or [0.0]
            found += (numbers(words[place + 2]) or [0.0]) * min(int(count[0]), most)
            place += 3
        else:
            found += numbers(words[place])
            place += 1
    return found


def _matrix(element: etree._Element) -> Matrix:
    found = numbers(element.get("CTM"))
    return (
        (found[0], found[1], found[2], found[3], found[4], found[5]) if len(found) == 6 else _SAME
    )


def _scale(element: etree._Element) -> float:
    _, _, c, d, _, _ = _matrix(element)
    return (c * c + d * d) ** 0.5


def _on_page(element: etree._Element, x: float, y: float) -> tuple[float, float]:
    """A place of an object on its page, in millimetres."""
    a, b, c, d, e, f = _matrix(element)
    left, top, *_ = (*numbers(element.get("Boundary")), 0.0, 0.0)
    return left + a * x + c * y + e, top + b * x + d * y + f


def _outlines(data: str) -> Iterator[list[tuple[float, float]]]:
    """The corners of each outline of a path; those with curves are left out."""
    points: list[tuple[float, float]] = []
    curved = False
    for letter, rest in _STEP.findall(data):
        found = numbers(rest)
        if letter in "MS":
            if len(points) > 1 and not curved:
                yield points
            points, curved = [], False
        if letter in "MSL" and len(found) >= 2:
            points.append((found[0], found[1]))
        elif letter == "C" and points:
            points.append(points[0])
        else:
            curved = curved or letter in "QBA"
    if len(points) > 1 and not curved:
        yield points
