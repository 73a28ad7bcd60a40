"""Bytes of a text file → characters, with the name of the encoding.

UTF-8 and a byte order mark prove themselves. For the older Chinese encodings several readings
are possible: the one whose characters are those of ordinary Chinese is taken and said so in a
note; when none stands out, the person is asked (UnreadableReport "encoding").
"""

from __future__ import annotations

import codecs
from functools import cache
from importlib.resources import files

import regex

from reading.report import Note, UnreadableReport

CANDIDATES = ("gb18030", "big5", "utf-16-le", "utf-16-be")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with UTF-16's
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_PADDED = regex.compile(rb"[^\0]\0{3,}\Z")  # longer than UTF-16 can end in
_SAMPLE = 200_000  # bytes that are enough to tell the encodings apart
_FEW = 200  # characters of Chinese to one that is damaged: what a text may have and still be one
_CLEAR, _MARGIN = 0.9, 0.4  # a reading must score this well, and this much better than the next
_LIKELY = 0.7  # half of what ordinary Chinese scores
_CONTROL = regex.compile(r"[\p{Cc}--[\t\n\v\f\r\x1a\x80-\x9f]]", regex.V1)
_STRANGE = regex.compile(r"[\p{Co}\p{Cn}\p{Cs}\uFFFD]")


@cache
def _common() -> frozenset[str]:
    lines = files("reading").joinpath("common_characters.txt").read_text("utf-8").splitlines()
    return frozenset("".join(line for line in lines if not line.startswith("#")))


def decode(data: bytes, encoding: str | None = None) -> tuple[str, str, tuple[Note, ...]]:
    """The text of `data`, the encoding's name, and notes: "encoding_guessed", "undecodable" (a few
    bytes were no characters and stand as U+FFFD).

    `encoding` overrides the guess. Raises UnreadableReport: "binary" when the bytes are no text,
    "encoding" when no reading stands out or the given encoding does not fit, "encoding_unknown".
    """
    if encoding is not None:
        try:
            name = codecs.lookup(encoding).name
        except LookupError:
            raise UnreadableReport("encoding_unknown", encoding=encoding) from None
        return _as(data, name)
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _as(data[len(mark) :], name)
    if _PADDED.search(data) and not data.isascii():
        data = data.rstrip(b"\0")  # a file that was not closed in good order is filled up so
    if b"\0" not in data and _mostly(data, "utf-8") is not None:
        return _as(data, "utf-8")
    text, name, notes = _as(data, _guess(data))
    return text, name, (Note("encoding_guessed", {"encoding": name}), *notes)


def _as(data: bytes, name: str) -> tuple[str, str, tuple[Note, ...]]:
    text = _mostly(data, name)
    if text is None:
        raise UnreadableReport("encoding", tried=name)
    bad = text.count("\ufffd") - data.count("\ufffd".encode("utf-8")) * (name == "utf-8")
    notes = (Note("undecodable", {"encoding": name, "count": bad}),) if bad > 0 else ()
    return _printable(text.removeprefix("\ufeff")), name, notes


def _mostly(data: bytes, name: str) -> str | None:
    """The text when all the bytes are characters, or all but a few of a long text; else None."""
    text = data.decode(name, "replace")
    bad = text.count("\ufffd")
    if bad and bad * _FEW > sum(1 for character in text if character > "\x7f"):
        return None
    return text


def _printable(text: str) -> str:
    if "\0" in text or _too_many_controls(text):
        raise UnreadableReport("binary")
    return _CONTROL.sub("", text)


def _too_many_controls(text: str) -> bool:
    """Whether `text` holds more control characters than a stray one here and there."""
    return len(_CONTROL.findall(text)) > max(8, len(text) // 200)


def _guess(data: bytes) -> str:
    sample = data[:_SAMPLE]
    zeros = b"\0" in data  # only UTF-16 text has them
    scores = {}
    for name in CANDIDATES[2:] if zeros else CANDIDATES:
        text = _mostly(sample, name)
        if text is None:
            continue
        if zeros and "\0" in text:
            continue
        scores[name] = _likeness(text, name)
    ranked = sorted(scores, key=lambda name: -scores[name])
    if ranked and scores[ranked[0]] >= _CLEAR:
        rest = max((scores[name] for name in ranked[1:]), default=-1.0)
        if scores[ranked[0]] - rest >= _MARGIN:
            return ranked[0]
    if zeros or _too_many_controls(sample.decode("latin-1")):
        raise UnreadableReport("binary")
    raise UnreadableReport("encoding", candidates=tuple(ranked))


def _likeness(text: str, encoding: str) -> float:
    """How much the characters outside ASCII look like ordinary Chinese: about 1.4, or below 0.6.

    Two points for a very frequent character, one for one that the national standards count as
    frequent or for Chinese punctuation, minus points for what no text contains.
    """
    foreign = [character for character in text if ord(character) > 127]
    if not foreign:
        return 0.0
    common, points = _common(), 0.0
    for character in foreign:
        if character in common:
            points += 2
        elif character in "，。、；：？！“”‘’《》（）【】—…　·０１２３４５６７８９％" or _frequent(
            character, encoding
        ):
            points += 1
        elif _STRANGE.match(character):
            points -= 2
    return points / len(foreign)


def is_ordinary(text: str) -> bool:
    """Whether the Chinese characters of `text` are those of ordinary Chinese."""
    return _likeness(text[:_SAMPLE], "gb18030") > _LIKELY


@cache
def _frequent(character: str, encoding: str) -> bool:
    """Whether the character is on the first level of GB 2312 or Big5 (the frequent ones)."""
    for charset, first, last in (("big5", 0xA4, 0xC6), ("gb2312", 0xB0, 0xD7)):
        if charset == "gb2312" and encoding == "big5":
            continue
        try:
            code = character.encode(charset)
        except UnicodeEncodeError:
            continue
        if len(code) == 2 and first <= code[0] <= last:
            return True
    return False
