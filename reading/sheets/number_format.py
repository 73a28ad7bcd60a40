"""Numbers as a workbook shows them: per cent, thousands, 0.0"万元", and the shifted 0!.0,"万"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import regex

# A literal in quotes or behind \\ or !, room (_x) or filling (*x), a colour or currency, the rest.
_TOKEN = regex.compile(r'"([^"]*)"|[\\!](.)|_.|\*.|\[[^\]]*\]|(.)', regex.DOTALL)
_SECTION = regex.compile(r'(?:"[^"]*"|\\.|[^;"\\])*', regex.DOTALL)
_PLACES = "0#?"
_POINT = "\0"  # a point that is a literal: it moves the number by the digits behind it


@dataclass(frozen=True)
class _Format:
    before: str  # words in front of the number
    behind: str
    thousands: bool
    decimals: int
    per_cent: bool
    shift: int  # digits by which the number is divided
    point: int  # digits behind a literal point


def number_text(value: float, style: str = "General") -> str:
    """A number in a format of Excel; with no format all its digits, without float's noise."""
    shape = _format(style)
    if shape is None:
        if isinstance(value, int) or (float(value).is_integer() and abs(value) < 1e15):
            return str(int(value))
        return f"{value:.12g}"
    value = value * (100 if shape.per_cent else 1) / 10**shape.shift
    text = f"{value:{',' if shape.thousands else ''}.{shape.decimals}f}"
    if shape.point:
        digits = text.lstrip("-").rjust(shape.point + 1, "0")
        sign = "-" if text.startswith("-") else ""
        text = f"{sign}{digits[: -shape.point]}.{digits[-shape.point :]}"
    return f"{shape.before}{text}{'%' if shape.per_cent else ''}{shape.behind}"


@lru_cache(maxsize=1000)
def _format(style: str) -> _Format | None:
    """What the format does to a number; None where it leaves it as it is or makes no number."""
    section = _SECTION.match(style)
    before: list[str] = []
    behind: list[str] = []
    digits = ""
    for match in _TOKEN.finditer(section[0] if section else ""):
        literal, sign = match[1] or match[2] or "", match[3] or ""
        if sign and (sign in _PLACES or sign == "." or (sign == "," and digits)):
            digits += sign
        elif literal == "." and digits:
            digits += _POINT
        elif sign == "%":
            digits += sign
        elif sign.isascii() and sign.isalnum():
            return None  # General, a date, 0.00E+00
        elif sign == "@" or (sign == "/" and digits):
            return None
        else:
            (behind if digits else before).append(literal or sign)
    places = digits.replace("%", "")
    whole = places.rstrip(",")
    if "0" not in whole and "#" not in whole:
        return None
    _, point, moved = whole.partition(_POINT)
    decimals = whole.partition(".")[2] if not point else ""
    return _Format(
        _words(before),
        _words(behind),
        "," in whole,
        len(decimals),
        "%" in digits,
        3 * (len(places) - len(whole)),
        len(moved) if point else 0,
    )


def _words(pieces: list[str]) -> str:
    """The words of a format, without brackets and currency signs: the header states the unit."""
    return regex.sub(r"[^\p{L}\p{N}℃]", "", "".join(pieces))
