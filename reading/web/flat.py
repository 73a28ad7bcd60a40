"""Pages nested without end made shallow, as browsers make them.

By the rules of HTML a parser goes through all that is open at every list, item and paragraph: what
is nested twice as deep takes it four times as long.
"""

from __future__ import annotations

import regex

# Browsers go some five hundred deep. Tags in scripts and comments are counted here, too, and seldom
# closed there, so there is room for them.
_DEEPEST = 2_000
# Of the other elements the end may be left out, or there is none: the parser ends them by itself.
_NESTED = (
    "address|article|aside|b|big|blockquote|center|code|details|div|dl|em|fieldset|figure|"
    "font|footer|form|header|i|main|nav|ol|pre|s|section|small|span|strike|strong|summary|table|tt|"
    "u|ul"
)
_TAG = regex.compile(rf"<(?P<end>/?)(?:{_NESTED})(?=[\s/>])[^<>]{{0,2000}}>", regex.IGNORECASE)


def flattened(text: str) -> str:
    """The page's source without the tags that stand too deep; their text stays."""
    depth = dropped = 0

    def kept(found: regex.Match[str]) -> str:
        nonlocal depth, dropped
        if found["end"]:
            if dropped:
                dropped -= 1
                return ""
            depth = max(0, depth - 1)
        elif depth >= _DEEPEST:
            dropped += 1
            return ""
        else:
            depth += 1
        return found[0]

    return _TAG.sub(kept, text)
