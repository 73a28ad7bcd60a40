"""Title, organisation, source and date that a document states in its first and last lines.

They are proposals: the person sees and may change them. What is not stated stays empty.
"""

from __future__ import annotations

from itertools import islice, pairwise
from pathlib import PurePath

import regex

from reading.report import Report
from reading.structure.header import iso_date
from reading.structure.outline import outline_mark
from writing.dates import HAN, HAN_YEAR
from writing.outline import PIECE

_HEAD, _FOOT = 14, 10  # lines looked at
_LONGEST = 200  # characters of a line that matter here: longer ones are body text
_KINDS = (
    "报告|年报|总结|小结|通报|通知|公报|公告|通告|简报|战报|快报|意见|方案|决定|决议|讲话|发言|"
    "讲话稿|发言稿|纪要|汇报|汇报材料|情况|综述|要点|计划|规划|办法|成果|成效|进展|说明|材料"
)
_TITLE_LIKE = regex.compile(rf"(?:{_KINDS})(?:[（(][^（()）]*[）)])?$")
_BODY = regex.compile(r"[。；]$|[：:]$")
_NO_TITLE = regex.compile(
    r"[—\-–―]|(?:本报|记者|作者|来源|稿源|时间|日期|发布|字体|分享|打印|下载|索引号|主送|抄送|附件|"
    r"扫码|首页|当前位置)|[（(]?\d{4}年\d|.*〔\d{4}〕|.*(?:记者|编辑)\s"
)
_BODIES = (
    "办公厅|办公室|委员会|人民政府|国务院|管理局|总局|局|厅|部|署|监委|纪委|党委|党组|工委|市委|"
    "省委|县委|区委|法院|检察院|协会|集团|公司|学院|大学|医院|中心|支队|总队|领导小组"
)
_ORGANISATION = regex.compile(rf"(\p{{Han}}{{0,24}}?(?:{_BODIES}))(?:文件)?")
_SPEAKER = regex.compile(
    rf"(?:\d{{4}}年)?(\p{{Han}}{{0,24}}?(?:{_BODIES}))代?"
    r"(?:省长|市长|区长|县长|州长|主席|总理|主任|检察长|院长|书记|局长|部长)\s+\p{Han}"
)
_IN_TITLE = regex.compile(rf"(\p{{Han}}{{1,24}}?(?:{_BODIES}))(?=关于|\d{{4}}\s*年)")
_SOURCE = regex.compile(r"(?:信息|文章|稿件)?(?:来源|稿源)\s*[：:]\s*([^\s|｜]*)")
_DATED = regex.compile(rf"[12]\d{{3}}\s*[年./-]|{HAN_YEAR}年")
_DATE_ONLY = regex.compile(rf"(?:[\d年月日./\-\s]|{HAN})+(?:发布)?")
_PRINTED = regex.compile(r"印发$")
_DIGITS_ONLY = regex.compile(r"(?<!\d)(20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")
_SPACED = regex.compile(r"(?<=^|\s)\p{Han}(?:\s+\p{Han})+(?=\s|$)")
_PIECE = regex.compile(rf"^{PIECE}[\s：:、]*")


def propose(report: Report) -> dict[str, str]:
    """What the text states: any of title, organisation, source, date."""
    head = _lines(report, last=False)
    found = {"title": _title(report, head)}
    found |= {
        "organisation": _organisation(head, _lines(report, last=True), found["title"]),
        "source": _source(head),
        "date": _date(head, _lines(report, last=True), found["title"]),
    }
    return {key: value for key, value in found.items() if value}


def _lines(report: Report, *, last: bool) -> list[str]:
    """The first or last lines that say something and are no table's."""
    tables = [(table.start, table.end) for table in report.tables]
    found: list[str] = []
    lines = report.text.split("\n")
    position = len(report.text) + 1 if last else 0
    for line in reversed(lines) if last else lines:
        position -= (len(line) + 1) * last
        if line.strip() and not any(start <= position < end for start, end in tables):
            found.append(_unspaced(line[:_LONGEST].strip()))
            if len(found) == (_FOOT if last else _HEAD):
                break
        position += (len(line) + 1) * (not last)
    return found[::-1] if last else found


def _unspaced(line: str) -> str:
    """`政 府 工 作 报 告` without the spaces that only stretch it."""
    return _SPACED.sub(lambda match: regex.sub(r"\s", "", match[0]), line)


def _title(report: Report, head: list[str]) -> str:
    pieces = [heading for heading in report.headings if heading.level == 0]
    if len(pieces) > 1:
        return PurePath(report.name).stem
    candidates = []
    for line in head[:8]:
        bare = _PIECE.sub("", line)
        if len(bare) > 60 or _BODY.search(bare) or outline_mark(bare):
            break
        if len(bare) >= 4 and not _NO_TITLE.match(bare) and not _DATE_ONLY.fullmatch(bare):
            candidates.append(bare)
    named = [line for line in candidates if _TITLE_LIKE.search(line)]
    others = [
        line
        for line in candidates
        if not _ORGANISATION.fullmatch(line) and not _SPEAKER.match(line)
    ]
    for line in islice((*named, *others, *candidates), 1):
        return line
    for heading in report.headings:
        text = report.text[heading.start : heading.end].strip()
        if not outline_mark(text):
            return text
    return PurePath(report.name).stem


def _organisation(head: list[str], foot: list[str], title: str) -> str:
    for line in head[:8]:
        match = _ORGANISATION.fullmatch(line) or _SPEAKER.match(line)
        if match and len(match[1]) >= 3:
            return match[1]
    for line, below in pairwise(foot):
        match = _ORGANISATION.fullmatch(line)
        if match and _DATED.search(below) and _DATE_ONLY.fullmatch(below):
            return match[1]
    named = _IN_TITLE.match(title)
    return named[1] if named else ""


def _source(head: list[str]) -> str:
    for line, below in pairwise([*head, ""]):
        if (match := _SOURCE.search(line)) and len(line) < 80:
            return match[1] or (below if len(below) <= 20 else "")
    return ""


def _date(head: list[str], foot: list[str], title: str) -> str:
    for line in head:
        if len(line) <= 60 and _DATED.search(line) and line != title:
            date = iso_date(line)
            if len(date) == len("2021-12-28"):
                return date
    # The day below the signature is the report's; that of printing, further down, only at need.
    for signs in (_DATE_ONLY.fullmatch, _PRINTED.search):
        for line in reversed(foot):
            if len(line) <= 40 and _DATED.search(line) and signs(line):
                return iso_date(line)
    if _DATED.search(title):
        return iso_date(title)
    digits = _DIGITS_ONLY.search(title)
    return iso_date("-".join(digits.groups())) if digits else ""
