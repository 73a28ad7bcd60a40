"""Outline marks of official documents, as parts of patterns: 第一章 一、 （一） 1. （1） ①."""

from __future__ import annotations

NUMERAL = "[一二三四五六七八九十百]+"
_ANY = rf"(?:\d+|{NUMERAL})"

PIECE = rf"第\s*{_ANY}\s*篇"
CHAPTER = rf"第\s*{_ANY}\s*(?:章|部分)"
SECTION = rf"第\s*{NUMERAL}\s*节"
FIRST = rf"{NUMERAL}\s*(?:、|[．.](?!\d))"
SECOND = rf"[（(]\s*{NUMERAL}\s*[）)]"
THIRD = r"\d{1,2}\s*(?:[、．]|\.(?!\d))"
FOURTH = r"[（(]\s*\d{1,2}\s*[）)]"
# 一） and 1), half a bracket: a mark inside a line or a table, no heading.
HALF = rf"(?:\d{{1,2}}|{NUMERAL})[）)]"
CIRCLED = "[①-⑳]"

# Any mark of an item, the longest first.
ITEM = rf"(?:{SECOND}|{FOURTH}|{FIRST}|{THIRD}|{HALF}|{CIRCLED})"
