"""Where in a Word document the characters of its report stand.

The reader writes down for each paragraph and cell the elements that its text came from. Between
these and the report's text nothing changes but white space, characters without a shape and a hyphen
at a line's end, so that going along both tells each character's element.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml import etree

# Text, and the element that holds it; None for what stands in no element, as an automatic number.
Piece = tuple[str, etree._Element | None]


@dataclass(frozen=True, slots=True)
class Place:
    """Some characters of an element's text: [start, end)."""

    element: etree._Element
    start: int
    end: int


@dataclass
class Trail:
    """The elements of each stretch of text, in the order in which it was written."""

    _starts: list[int] = field(default_factory=list)
    _stretches: list[tuple[int, int, list[Piece]]] = field(default_factory=list)

    def add(self, start: int, end: int, pieces: list[Piece]) -> None:
        """text[start:end] was made of these pieces."""
        self._starts.append(start)
        self._stretches.append((start, end, pieces))

    def places(self, text: str, start: int, end: int) -> list[Place]:
        """Where the characters of text[start:end] stand, in order, neighbours as one; those that
        stand in no element are left out. `text` is all that was written."""
        found: list[_Character] = []
        first = max(bisect_right(self._starts, start) - 1, 0)
        for begin, stop, pieces in self._stretches[first:]:
            if begin >= end:
                break
            characters = _aligned(text[begin:stop], pieces)
            found += characters[max(start - begin, 0) : end - begin]
        return _joined(found)


@dataclass(frozen=True, slots=True)
class _Character:
    element: etree._Element | None
    at: int


def _aligned(written: str, pieces: list[Piece]) -> list[_Character]:
    """For each character that was written the element and the place in it."""
    given = [
        (character, _Character(element, at))
        for text, element in pieces
        for at, character in enumerate(text)
    ]
    found: list[_Character] = []
    position = 0
    for character in written:
        nearest = position
        if character.isspace():  # a space that joins two lines is none of the document's
            blank = nearest < len(given) and given[nearest][0].isspace()
            found.append(given[nearest][1] if blank else _Character(None, 0))
            position += blank
            continue
        while nearest < len(given) and given[nearest][0] != character:
            nearest += 1
        if nearest == len(given):
            found.append(_Character(None, 0))
            continue
        found.append(given[nearest][1])
        position = nearest + 1
    return found


def _joined(characters: Iterable[_Character]) -> list[Place]:
    """Characters that stand behind one another as one place."""
    found: list[Place] = []
    for one in characters:
        last = found[-1] if found else None
        if last is not None and last.element is one.element and last.end <= one.at:
            found[-1] = Place(last.element, last.start, one.at + 1)
        elif one.element is not None:
            found.append(Place(one.element, one.at, one.at + 1))
    return found
