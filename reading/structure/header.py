"""The metadata header that a text report may start with, and dates as documents write them."""

from __future__ import annotations

import regex

_FIELDS = {
    "标题": "title",
    "来源": "source",
    "单位": "organisation",
    "日期": "date",
    "活动": "campaign",
}
_LINE = regex.compile(r"[ \t　]*(标题|来源|单位|日期|活动)[：:](.*)")
_DIGITS = str.maketrans("〇○零一二三四五六七八九０１２３４５６７８９", "0001234567890123456789")
_DATE = regex.compile(
    r"(?P<y>[12]\d{3})\s*(?:年(?:\s*(?P<m>\d{1,2})\s*月(?:\s*(?P<d>\d{1,2})\s*日?)?)?"
    r"|[-/.]\s*(?P<m>\d{1,2})(?:\s*[-/.]\s*(?P<d>\d{1,2}))?(?!\d))"
)
_TENS = regex.compile(r"(?<=[年月])\s*([二三]?)十([一二三四五六七八九]?)(?=[月日])")


def split_header(text: str) -> tuple[dict[str, str], str]:
    """The metadata of a header and the text below it.

    A header is a run of lines 标题：… 来源：… 单位：… 日期：… 活动：… at the very start, usually
    ended by a blank line, with a title in it or at least two fields. Without one: ({}, text).
    """
    found: dict[str, str] = {}
    position = 0
    for line in text.splitlines(keepends=True):
        match = _LINE.fullmatch(line.rstrip("\n"))
        blank = not line.strip()
        if (blank and found) or not (blank or (match and _FIELDS[match[1]] not in found)):
            break
        position += len(line)
        if match:
            found[_FIELDS[match[1]]] = match[2].strip(" \t　")
    if "title" not in found and len(found) < 2:
        return {}, text
    if "date" in found:
        found["date"] = iso_date(found["date"]) or found["date"]
    return found, text[position:]


def iso_date(text: str) -> str:
    """The first date in `text` as yyyy-mm-dd, yyyy-mm or yyyy; "" if there is none.

    Takes 2021-12-28, 2021年12月28日, 二〇二一年十二月二十八日 and full-width digits.
    """
    tens = {"": "1", "二": "2", "三": "3"}
    plain = _TENS.sub(lambda m: tens[m[1]] + (m[2] or "0"), text).translate(_DIGITS)
    for match in _DATE.finditer(plain):
        month, day = int(match["m"] or 0), int(match["d"] or 0)
        if month > 12 or day > 31:
            continue
        parts = [match["y"]] + [f"{part:02d}" for part in (month, day) if part]
        return "-".join(parts if month else parts[:1])
    return ""
