"""Text from reports made safe to show: it is untrusted and must never act as markup."""

from __future__ import annotations

import html
import re

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$:&^=\"'/@])")
# What Streamlit changes in words whose signs are escaped, since it looks for it when Markdown has
# been read: links (as on GitHub), icons and emoji; and signs made of two or three others.
_ALIVE = re.compile(
    r"""
    (?<=http) (?=s?://)  |  (?<=www) (?=\.)  |  (?<=@) (?=[\w.-])
  | (?<=:) (?=[A-Za-z0-9_+-])  # :material_home: :smile:
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ARROW = re.compile(r"(?<![<>~=-])[<>~=-]{2,3}(?![<>~=-])")  # <- -> <-> -- >= <= ~=
# Stands where such a thing is cut in two. Markdown has no use for it: it shows it as U+FFFD.
_CUT = "\0"
# What draws nothing, yet is no text, so that on its two sides are two texts.
_APART = ":small[]"
_ROOM = re.compile(r"[ \t]+")
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BREAKS = re.compile(r"\s*[\r\n]+\s*")


def for_html(text: str) -> str:
    """`text` with every character that HTML reads as markup replaced, quotes included."""
    return html.escape(text, quote=True)


def for_markdown(text: str) -> str:
    """`text` on one line with every character that Streamlit's Markdown gives a meaning escaped.

    Links, images, emphasis, headings, tables, HTML, `$maths$`, `:icons:`, `:red[colours]`, arrows.
    """
    flat = _ROOM.sub(" ", _BREAKS.sub(" ", text)).replace(_CUT, "\ufffd")
    flat = _ARROW.sub(lambda signs: _CUT.join(signs[0]), flat)
    return _MARKDOWN.sub(r"\\\1", _ALIVE.sub(_CUT, flat)).replace(_CUT, _APART)


def for_chart(text: str, width: int = 34, lines: int = 6) -> str:
    """`text` for a chart: markup escaped, a break every `width` characters, at most `lines`."""
    flat = _BREAKS.sub(" ", text).strip()
    pieces = [flat[i : i + width] for i in range(0, len(flat), width)]
    if len(pieces) > lines:
        pieces = [*pieces[: lines - 1], pieces[lines - 1][:-1] + "…"]
    return "<br>".join(html.escape(piece, quote=False) for piece in pieces)


def for_xml(text: str) -> str:
    """`text` without the characters that XML cannot hold, each a blank instead."""
    return _NO_XML.sub(" ", text)
