"""Word's paragraph styles: which of them make a heading, a list or a table of contents."""

from __future__ import annotations

from dataclasses import dataclass, field

import regex
from lxml import etree

from reading.docx.names import W, list_of, outline_level, value

_HEADING_NAME = regex.compile(r"(?:heading|标题)\s*([1-9])", regex.IGNORECASE)
_CONTENTS_NAME = regex.compile(r"(?:toc|目录)\s*\d*", regex.IGNORECASE)
_TITLE_NAMES = ("title", "标题")


@dataclass
class Styles:
    """What a paragraph's style says: name, outline level, numbering; inherited from its base."""

    names: dict[str, str] = field(default_factory=dict)
    bases: dict[str, str] = field(default_factory=dict)
    properties: dict[str, etree._Element] = field(default_factory=dict)
    standard: str = ""

    @classmethod
    def of(cls, root: etree._Element | None) -> Styles:
        """From word/styles.xml; None gives a document without styles."""
        styles = cls()
        for style in root.iter(f"{W}style") if root is not None else ():
            if style.get(f"{W}type") != "paragraph":
                continue
            identity = style.get(f"{W}styleId", "")
            styles.names[identity] = value(style, "name")
            styles.bases[identity] = value(style, "basedOn")
            found = style.find(f"{W}pPr")
            if found is not None:
                styles.properties[identity] = found
            if style.get(f"{W}default") in ("1", "true"):
                styles.standard = identity
        return styles

    def chain(self, identity: str) -> list[str]:
        """The style and those it is based on, nearest first."""
        chain: list[str] = []
        identity = identity or self.standard
        while identity and identity not in chain:
            chain.append(identity)
            identity = self.bases.get(identity, "")
        return chain

    def level(self, identity: str) -> int | None:
        """The heading level that the style gives: 0 for a title, None for body text."""
        for style in self.chain(identity):
            name = self.names.get(style, "").strip()
            if match := _HEADING_NAME.fullmatch(name):
                return int(match[1])
            if name.lower() in _TITLE_NAMES:
                return 0
            if (outline := outline_level(self.properties.get(style))) is not None:
                return outline
        return None

    def numbering(self, identity: str) -> tuple[str, int] | None:
        """(list, level) that the style gives."""
        for style in self.chain(identity):
            found = list_of(self.properties.get(style))
            if found:
                return found
        return None

    def is_contents(self, identity: str) -> bool:
        """Whether the style is that of a line in a table of contents."""
        return bool(_CONTENTS_NAME.fullmatch(self.names.get(identity, "").strip()))
