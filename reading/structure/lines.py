"""Lines as files have them → lines as sentences need them: hard breaks inside sentences joined."""

from __future__ import annotations

from itertools import pairwise

import regex

from reading.structure.outline import outline_mark
from writing.outline import PIECE
from writing.sentence import PART_ENDS

_LINE_ENDS = regex.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")
_ENDED = frozenset(PART_ENDS + "…：:”」』）】》")
_OPEN = frozenset("，、,（(“《")
_GAPS = ("\t", "   ", "\u3000", " | ")  # between columns
_LIST_ITEM = regex.compile(rf"\s*(?:[-*•●■◆★▲→]\s|——|#|{PIECE}|\d+[)）])")
# A number that a line end cuts in two: 已整改1 / 102个, 占85. / 6%; a date that follows is no rest.
_CUT = regex.compile(r"，.*\d[.．]?\s*$")
_REST = regex.compile(r"[.．,，]?\d(?!\d{0,3}\s*[年月]|\d{3}[-/.]\d)|[万亿%％]")
_BACK = 120  # characters of what was joined so far in which the number and a comma before it stand
_CHINESE = "\u2e80"  # from here on stand characters that are written without spaces
_NARROWEST, _SLACK = 30, 8  # columns: a line shorter than that is no wrapped one; ragged margin


def normal_line_ends(text: str) -> str:
    """`text` with every kind of line end as LF, without a mark of the file's end (Ctrl-Z)."""
    return _LINE_ENDS.sub("\n", text).replace("\x1a", "")


def width(text: str) -> int:
    """Columns on a screen: a Chinese character takes two, as it takes two bytes in GBK."""
    return len(text.encode("gb18030", "replace"))


def join(first: str, second: str) -> str:
    """Two parts of one sentence as one: a space only between Latin words, no hyphen at the seam."""
    first, second = first.rstrip(), second.lstrip()
    if not first or not second or first[-1] >= _CHINESE or second[0] >= _CHINESE:
        return first + second
    if regex.search(r"[a-z]-$", first) and regex.match(r"[a-z]", second):
        return first[:-1] + second
    apart = regex.search(r"\p{Latin}[.,;:!?)]?$|\d[;:!?)%]$", first) and regex.match(
        r"[\p{Latin}\d]", second
    )  # a number broken at its point or comma (17. / 56) is one number
    return f"{first} {second}" if apart else first + second


def join_lines(text: str) -> str:
    """`text` (LF line ends) with the lines joined that were broken inside a sentence.

    A line goes on in the next when it ends in a comma, an opening bracket or inside a number, or
    when the text is wrapped at a fixed width and the line is full and ends no sentence. An empty
    or indented line, an outline mark (一、 （一） 1.), a list item or columns always begin anew.
    """
    lines = text.split("\n")
    full = _wrapped_at(lines)
    joined: list[str] = []
    begun: list[str] = []  # pieces of a line that goes on: the next joins the last, a short one
    for number, line in enumerate(lines):
        last = join(begun.pop(), line) if begun else line
        following = lines[number + 1] if number + 1 < len(lines) else ""
        if _may_follow(line, following) and (
            line.rstrip()[-1:] in _OPEN
            or _cut_number(last[-_BACK:], following)
            or (width(line.rstrip()) >= full and line.rstrip()[-1:] not in _ENDED)
        ):
            last = last.rstrip()
            begun += (last[:-_BACK], last[-_BACK:])
        else:
            joined.append("".join((*begun, last)))
            begun = []
    return "\n".join(joined)


def _cut_number(line: str, following: str) -> bool:
    return bool(width(line) >= _NARROWEST and _CUT.search(line) and _REST.match(following))


def _may_follow(line: str, following: str) -> bool:
    """Whether `following` can be the rest of `line`'s sentence, by its own looks."""
    return not (
        not line.strip()
        or not following.strip()
        or following[0] in " \t　"
        or _in_columns(line.strip())
        or _in_columns(following.strip())
        or _LIST_ITEM.match(following)
        or outline_mark(following)
    )


def _in_columns(line: str) -> bool:
    return line[:1] in ("|", "+") or any(gap in line for gap in _GAPS)


def _wrapped_at(lines: list[str]) -> float:
    """From which width on a line counts as full; infinity when the text is not wrapped."""
    widths = sorted(width(line.rstrip()) for line in lines if line.strip())
    if not widths or widths[-1] < _NARROWEST:
        return float("inf")
    full = widths[-1] - _SLACK
    open_lines = [
        width(line.rstrip())
        for line, following in pairwise(lines)
        if _may_follow(line, following) and line.rstrip()[-1:] not in _ENDED
    ]
    wide = sum(1 for columns in open_lines if columns >= full)
    if wide < 2 or wide < 0.6 * len(open_lines):
        return float("inf")
    return full
