"""The part of a web page that holds the text, and its menus, told by how much text there is."""

from __future__ import annotations

import regex
from selectolax.lexbor import LexborNode

_MAIN = (
    "[itemprop=articleBody]",
    "#UCAP-CONTENT",
    ".TRS_Editor",
    ".TRS_UEDITOR",
    "#zoom",
    "article",
    "main",
    "[role=main]",
)
BLOCKS = set(
    regex.findall(
        r"\S+",
        "address article blockquote body center dd details div dl dt fieldset figcaption figure h1 "
        "h2 h3 h4 h5 h6 header hgroup hr html li main ol p pre section summary table ul tr td th "
        "tbody thead tfoot caption",
    )
)
_MOST = 0.8  # of the text: the part of the page that holds so much is the main one
ENOUGH = 80  # characters: an element with a main part's name and less text is none
_SPACES = regex.compile(r"\s+")
_NOTHING = (0, 0, 0, 0, 0)


class Sizes:
    """How many characters and letters, how many of them in links, and how many links each element
    holds.

    Counted once for the whole page: pages may be nested tens of thousands deep.
    """

    def __init__(self, top: LexborNode) -> None:
        self.of: dict[int, tuple[int, int, int, int, int]] = {}
        stack: list[tuple[LexborNode, bool]] = [(top, False)]
        while stack:
            node, counted = stack.pop()
            if node.tag == "-text":
                words = node.text()
                self.of[node.mem_id] = (
                    len(_SPACES.sub("", words)),
                    sum(map(str.isalpha, words)),
                    *(0, 0, 0),
                )
            elif not counted:
                stack.append((node, True))
                stack += [(child, False) for child in node.iter(include_text=True)]
            else:
                parts = [self.of.get(c.mem_id, _NOTHING) for c in node.iter(include_text=True)]
                text, letters, linked, linked_letters, links = (
                    sum(part[place] for part in parts) for place in range(5)
                )
                if node.tag == "a":
                    linked, linked_letters, links = text, letters, 1
                self.of[node.mem_id] = (text, letters, linked, linked_letters, links)

    def own(self, node: LexborNode) -> int:
        """Characters outside links."""
        text, _, linked, _, _ = self.of.get(node.mem_id, _NOTHING)
        return text - linked

    def is_menu(self, node: LexborNode) -> bool:
        """Whether a list or box is almost only links, dates beside them not counted."""
        _, letters, _, linked, links = self.of.get(node.mem_id, _NOTHING)
        return links >= 3 and linked > 0.75 * letters


def main_part(body: LexborNode, sizes: Sizes) -> LexborNode:
    """The part of the page that holds the text: by its name, else by where most text is."""
    whole = max(1, sizes.own(body))
    for selector in _MAIN:
        for node in body.css(selector):
            if sizes.own(node) >= max(ENOUGH, 0.4 * whole):
                return node
    node = body
    while True:
        children = [child for child in node.iter() if child.tag in BLOCKS]
        largest = max(children, key=sizes.own, default=None)
        if largest is None or largest.tag in ("table", "tr", "p", "ul", "ol"):
            return node
        if sizes.own(largest) < _MOST * whole:
            return node
        node = largest
