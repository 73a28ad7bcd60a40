"""The names and attributes of WordprocessingML, as the readers of .docx use them."""

from __future__ import annotations

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def value(element: etree._Element | None, name: str) -> str:
    """The `w:val` of the child `name`; empty where there is no such child."""
    child = element.find(f"{W}{name}") if element is not None else None
    return "" if child is None else child.get(f"{W}val", "")


def outline_level(properties: etree._Element | None) -> int | None:
    """The heading level, from 1, that a paragraph's or style's properties give; None: body text."""
    level = value(properties, "outlineLvl")
    return found + 1 if (found := whole(level, 9)) < 9 else None


def list_of(properties: etree._Element | None) -> tuple[str, int] | None:
    """(list, level from 0) that a paragraph's or style's properties put it in."""
    found = properties.find(f"{W}numPr") if properties is not None else None
    if found is None:
        return None
    return value(found, "numId"), whole(value(found, "ilvl"), 0)


def whole(text: str | None, otherwise: int) -> int:
    """The number that an attribute holds, or `otherwise` where it holds none."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else otherwise
