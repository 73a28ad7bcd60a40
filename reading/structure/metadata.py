"""Title, organisation, source and date that a document states in its first and last lines.

They are proposals: the person sees and may change them. What is not stated stays empty.
"""

from __future__ import annotations

from itertools import islice, pairwise
from pathlib import PurePath

import regex

from reading.report import Report
from reading.structure.header import iso_date
from reading.structure.lines import join
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
    r"[—\-–―]|[（(]?(?:计量|金额|货币)?单位\s*[：:]|(?:本报|记者|作者|来源|稿源|时间|日期|发布|字体|分享|打印|下载|索引号|主送|抄送|附件|"
    r"扫码|首页|当前位置)|[（(]?\d{4}年\d|.*〔\d{4}〕|.*(?:记者|编辑)\s"
)
_BODIES = (
    "办公厅|办公室|委员会|人民政府|国务院|管理局|总局|局|厅|部|署|监委|纪委|党委|党组|工委|市委|"
    "省委|县委|区委|法院|检察院|协会|集团|公司|学院|大学|医院|中心|支队|总队|领导小组"
)
_ORGANISATION = regex.compile(rf"(\p{{Han}}{{0,24}}?(?:{_BODIES}))(?:文件)?")
# Right above the date at the end a line of one name signs, though it be a town or an archive.
_SIGNS = "镇|乡|街道|办事处|村|社区|专班|工作组|指挥部|馆|社|学校|中学|小学|银行|支行|分行|站|所|队"
_SIGNATURE = regex.compile(rf"(\p{{Han}}{{2,24}}?(?:{_BODIES}|{_SIGNS}))")
_SPEAKER = regex.compile(
    rf"(?:\d{{4}}年)?(\p{{Han}}{{0,24}}?(?:{_BODIES}))代?"
    r"(?:省长|市长|区长|县长|州长|主席|总理|主任|检察长|院长|书记|局长|部长)\s+\p{Han}"
)
_IN_TITLE = regex.compile(
    rf"(?:\d{{4}}年度?)?(\p{{Han}}{{1,24}}?(?:{_BODIES}))(?=关于|\d{{4}}\s*年|工作报告|公布|通报|公告|发布)"
)
_PLACE = r"(?!自治)\p{Han}{1,12}?(?:自治[区州县旗]|[省市县区州盟旗])"
# 甘肃省省长 任振鹤: the head of a government by its place alone.
_HEAD_OF = regex.compile(
    rf"(?P<place>{_PLACE})?(?:人民政府)?代?(?:省长|市长|[区县州盟旗]长|(?<=自治区)主席|自治区主席)\s+\p{{Han}}"
)
# ——2026年1月31日在西藏自治区第十二届人民代表大会第四次会议上
_MEETING = regex.compile(
    r"(?:于\s*)?(?P<date>[\d〇○零一二三四五六七八九十]{4}年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日)?"
    rf"\s*在(?:中国共产党|政协)?(?P<place>全国|{_PLACE})?(?:第?[\d一二三四五六七八九十]+届|人民代表大会|人大)"
    r"[^。，；]{0,30}?(?:会议|大会)上"
)
_SPEAKS_FOR = regex.compile(r"我(?:受|代表)(?P<body>国务院|\p{Han}{2,12}?人民政府)")
_OF_A_PLACE = regex.compile(rf"{_PLACE}人民政府")
_OF_GOVERNMENT = regex.compile(r"政府工作报告|国民经济和社会发展|预算执行|财政预算")
_SOURCE = regex.compile(r"(?:信息|文章|稿件)?(?:来源|稿源)\s*[：:]\s*([^\s|｜]*)")
_AGENCY = regex.compile(  # 央视网消息（…）, 新华社北京1月17日电
    r"(\p{Han}{2,6}[网社台])(?:(?:\p{Han}{0,10}\d{1,2}月\d{1,2}日)电|消息|讯)(?=[\s（(：:，])"
)
_DATED = regex.compile(rf"[12]\d{{3}}\s*[年./-]|{HAN_YEAR}年")
_DATE_ONLY = regex.compile(rf"(?:[\d年月日./\-\s]|{HAN})+(?:发布)?")
_PRINTED = regex.compile(r"印发$")
_RANGE = regex.compile(
    r"[12]\d{3}\s*[年./-]\s*\d{1,2}(?:\s*[月./-]\s*\d{1,2}\s*日?|\s*月)?\s*(?:[-—–~～]+|至|到)\s*"
    r"(?:[12]\d{3}\s*[年./-]|\d{1,2}\s*[月日./])"
)
_FURNITURE = regex.compile(  # of a page, copied with its text
    r"(?:下载|打印(?:本页)?|全屏|收藏|分享|还原|加大|减小|关闭(?:窗口)?|[大中小】\]：:]|【?字[号体][：:]?)+|"
    r"(?:作者|发布|分享)\s*[：:]?"
)
_REST = regex.compile(r"[和及与、的]|\p{Han}{0,6}情况|(?:工作|整改|整治|进展)[^\d，]{0,12}$")
_OPEN_END = regex.compile(r"(?:[的和与及、，]|——|--)$")
_ABOUT = regex.compile(r"关于|贯彻|落实|开展|推进")
_DIGITS_ONLY = regex.compile(r"(?<!\d)(20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")
_SPACED = regex.compile(r"(?<=^|\s)\p{Han}(?:\s+\p{Han})+(?=\s|$)")
_SHORT_TITLE = regex.compile(r"\p{Han}{2,3}")
_LONGEST_TITLE = 60  # characters of a line of it
_FIRST_WORDS = 24  # characters of a text that has none
_HAN = regex.compile(r"\p{Han}")
_PIECE = regex.compile(rf"^{PIECE}[\s：:、]*")


def propose(report: Report) -> dict[str, str]:
    """What the text states: any of title, organisation, source, date."""
    head, foot = _lines(report, last=False), _lines(report, last=True)
    title = _title(report, head)
    found = {
        "title": title,
        "organisation": _organisation(head, foot, title),
        "source": _source(head),
        "date": _date(head, foot, title),
    }
    return {key: value for key, value in found.items() if value}


def _lines(report: Report, *, last: bool) -> list[str]:
    """The first or last lines that say something and are no table's, nor a page's buttons."""
    tables = [(table.start, table.end) for table in report.tables]
    found: list[str] = []
    lines = report.text.split("\n")
    position = len(report.text) + 1 if last else 0
    for line in reversed(lines) if last else lines:
        position -= (len(line) + 1) * last
        in_table = any(start <= position < end for start, end in tables)
        if line.strip() and not in_table and not _FURNITURE.fullmatch(line.strip()):
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
        first = report.text[pieces[0].start : pieces[0].end].strip()
        above = report.text[: pieces[0].start].strip().split("\n")[0]
        if above and len(above) <= _LONGEST_TITLE:
            return above
        return named_by_hand(report.name) or f"{_PIECE.sub('', first) or first} 等{len(pieces)}篇"
    candidates = _candidates(report, head)
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
    short = [line for line in head[:1] if _SHORT_TITLE.fullmatch(line)]
    return next(iter(short), "") or named_by_hand(report.name) or _first_words(head, report)


def named_by_hand(file: str) -> str:
    """A file's name without its ending where a person gave it one, else empty: that of a machine
    (000_da91e6) says nothing."""
    stem = PurePath(file).stem
    return stem if _HAN.search(stem) else ""


def _first_words(head: list[str], report: Report) -> str:
    """How the text begins after the salutation, else the file's name."""
    said = next((line for line in head if _HAN.search(line) and line[-1] not in "：:"), "")
    if len(said) > _FIRST_WORDS:
        said = f"{said[:_FIRST_WORDS]}…"
    return said or PurePath(report.name).stem


def _candidates(report: Report, head: list[str]) -> list[str]:
    """The first lines that may be the title, those that are parts of one joined."""
    marked = {
        report.text[heading.start : heading.end].strip()
        for heading in report.headings[:3]
        if heading.level <= 1
    }
    lines = []
    for line in head[:8]:
        bare = _PIECE.sub("", line)
        if len(bare) > _LONGEST_TITLE or _BODY.search(bare) or outline_mark(bare):
            break
        lines.append(bare)
    return [
        line
        for line in _parts_joined(lines)
        if (len(line) >= 4 or line in marked)
        and not _NO_TITLE.match(line)
        and not _DATE_ONLY.fullmatch(line)
    ]


def _parts_joined(lines: list[str]) -> list[str]:
    """Titles that run over several lines as one: an organisation and its 关于…的报告, a line that
    is still open and the one that ends it."""
    found: list[str] = []
    for line in lines:
        together = found and _goes_on(found[-1], line)
        if together and not (len(found) > 1 and all(map(_ORGANISATION.fullmatch, found[-2:]))):
            found[-1] = join(found[-1], line)
        else:
            found.append(line)
    return found


def _goes_on(line: str, following: str) -> bool:
    """Whether `following` is the rest of the title that `line` begins."""
    if _NO_TITLE.match(line) or _DATE_ONLY.fullmatch(line) or _NO_TITLE.match(following):
        return False
    if _OPEN_END.search(line) or following[:1] in "和及与、的":
        return True
    if not _TITLE_LIKE.search(following) or _TITLE_LIKE.search(line) or _SPEAKER.match(line):
        return False
    if _ORGANISATION.fullmatch(line):
        return following.startswith("关于") or bool(_DATED.match(following))
    return bool(_ABOUT.search(line) or _REST.match(following)) and not _ABOUT.match(following)


def _organisation(head: list[str], foot: list[str], title: str) -> str:
    for line in head[:8]:
        match = _ORGANISATION.fullmatch(line) or _SPEAKER.match(line)
        if match and len(match[1]) >= 3:
            return match[1]
    for line, below in pairwise(foot):
        match = _SIGNATURE.fullmatch(line)
        if match and _DATED.search(below) and _DATE_ONLY.fullmatch(below):
            return match[1]
    named = _IN_TITLE.match(title)
    return named[1] if named else _government(head, title)


def _government(head: list[str], title: str) -> str:
    """Whose report to a people's congress it is: by its head, by the meeting, by what it says."""
    opening = "".join(head)
    meeting = _MEETING.search(opening)
    place = (meeting["place"] or "") if meeting else ""
    for line in head[:8]:
        if speaker := _HEAD_OF.match(line):
            place = speaker["place"] or place
            return f"{place}人民政府" if place not in ("", "全国") else ""
    if meeting and place != "全国" and place and _OF_GOVERNMENT.search(title):
        return f"{place}人民政府"
    spoken = _SPEAKS_FOR.search(opening)
    named = spoken and (spoken["body"] == "国务院" or _OF_A_PLACE.match(spoken["body"]))
    return spoken["body"] if spoken and named else ""


def _source(head: list[str]) -> str:
    for line, below in pairwise([*head, ""]):
        if (match := _SOURCE.search(line)) and len(line) < 80:
            return match[1] or (below if len(below) <= 20 else "")
    agencies = (found[1] for line in head if (found := _AGENCY.match(line)))
    return next(agencies, "")


def _date(head: list[str], foot: list[str], title: str) -> str:
    meeting = _MEETING.search("".join(head))
    if meeting and meeting["date"]:
        return iso_date(meeting["date"])
    for line in head:
        if len(line) <= 60 and _DATED.search(line) and line != title and not _RANGE.search(line):
            date = iso_date(line)
            if len(date) == len("2021-12-28"):
                return date
    # The day below the signature is the report's; that of printing, further down, only at need.
    for signs in (_DATE_ONLY.fullmatch, _PRINTED.search):
        for line in reversed(foot):
            dated = len(line) <= 40 and _DATED.search(line) and not _RANGE.search(line)
            if dated and signs(line):
                return iso_date(line)
    if _DATED.search(title):
        return iso_date(title)
    digits = _DIGITS_ONLY.search(title)
    return iso_date("-".join(digits.groups())) if digits else ""
