"""Dates: calendar dates, years, plan periods, meeting numbers and times of day.

They are figures of the role `date`, never statistics. 3个月 and 五年 are durations, not dates.
"""

from __future__ import annotations

import re

from writing import dates

_N, _C = dates.DIGIT, dates.HAN
_GAP = r"\s{0,2}"
_YEAR = (
    rf"(?:{_N}{{4}}|(?:19|20){_N}?[_＿XxＸ×*○]{{1,3}}|[一二]{_C}{{3}}|[二一][○〇零九]{_C}{{1,2}})"
)
_MONTH, _DAY = dates.MONTH, dates.DAY
_TO = rf"\s?(?:{dates.TO}{{1,2}}|、|和)\s?"
_PART = rf"""(?:{dates.HALF_YEAR}|年(?:{dates.EDGE})|{dates.EDGE}|中旬|上旬|下旬|全年
            |第?[一二三四1-4](?:季度?|、)|前?[一二三四1-4]个?季度|[一二三四五六七八九十]月(?:{dates.EDGE}))"""

# A date that begins at the numeral itself; the longest forms first.
DATE = re.compile(
    rf"""
    (?: {_YEAR}{_GAP}年度?(?:{_TO}{_YEAR}{_GAP}年度?)?      # 2019年, 2016年至2020年
        (?:{_GAP}{_MONTH}{_GAP}月(?:份|{_GAP}{_DAY}{_GAP}[日号](?!召))?)?
        (?:{_TO}(?:{_YEAR}年)?{_MONTH}{_GAP}月(?:份|{_GAP}{_DAY}{_GAP}[日号])?)?
        {_PART}?
      | {_N}{{4}}{_TO}{_N}{{4}}{_GAP}(?:年度?|学年)           # 2011—2015年
      | {_N}{{4}}[.\-/．]{_N}{{1,2}}[.\-/．]{_N}{{1,2}}(?!{_N})   # 2021-01-25
      | 1{_N}{{2}}年度                                        # 113年度, as Taiwan counts
      | {_MONTH}{_GAP}月(?:份|底|末|初|中旬|上旬|下旬)?
        (?:{_GAP}{_DAY}{_GAP}[日号])?
        (?:{_TO}(?:{_MONTH}{_GAP}月(?:份|底|末|初)?)?(?:{_GAP}{_DAY}{_GAP}[日号])?)?
      | {_MONTH}{_TO}{_MONTH}{_GAP}月份?                      # 1—9月
      | {_DAY}{_TO}{_DAY}{_GAP}[日号](?![召楼线院])
      | {_N}{{1,2}}{_GAP}日(?![均产内前元圆円])                      # 31日
      | (?:二十|三十|十)[一二三四五六七八九]?日(?![均产内前])
      | [一二三四]、[一二三四]季度
      | [一二三四1-4前]{_GAP}季度?(?!后|稻|节|风|鲜)
      | (?:[一二三四五六七八九十]{{1,3}}|{_N}{{1,2}})届       # 十九届四中全会, 十四届人大二次会议
        (?:[^\d，。；、！？“”]{{0,10}}?
           (?:[一二三四五六七八九十]{{1,3}}|{_N}{{1,2}})[次中](?=全会|会议|全体|全委))?
      | (?:十[一二三四五六七八九]|二十[一二]?)大(?![类型个项重多量小力道厅楼屏])
      | 十[一二三四五六七]五(?!年级|[万亿千百个条项名人位次件起])
      | {_N}{{1,2}}世纪(?:{_N}{{2}}年代)? | [一二]十[一二]?世纪
      | {_N}{{2}}年代 | [五六七八九]十年代
      | {_N}{{1,2}}{_GAP}[:：]{_GAP}{_N}{{2}}(?:[:：]{_N}{{2}})?(?![0-9]*[:：])
      | {_N}{{1,2}}时{_N}{{1,2}}分
      | (?:{_N}{{1,2}}|{_C}{{1,2}})时(?:许|整|起|{_TO}(?:{_N}{{1,2}}|{_C}{{1,2}})时|(?=[，。、至]))
      | (?:{_N}{{1,3}}|{_C}{{1,3}}|[一二三四五六七八九]?百)周年
    )
    """,
    re.VERBOSE,
)
# The characters by which a numeral may begin a date; a quick look before the pattern is tried.
MARKS = frozenset("年月日号季届大五世时周:：.-/．至到—–－~～_＿XＸx×*○、和 \n前")


# 日期：2020, 时间：2022-01: what a label says to be a date.
_LABELLED = re.compile(r"(?:日期|时间|年份|年度)[:：]\s*$")
# 民國112年
_REPUBLIC = ("民国", "民國")
_BEHIND_LABEL = (":", "：", " ", "\n")
_LABELLED_DATE = re.compile(rf"(?:19|20){_N}{{2}}(?:[-./．]{_N}{{1,2}})?(?![{'0-9０-９'}万亿.])")
# 2018/2019市场年度, 2021/22榨季
_MARKET_YEAR = re.compile(rf"20{_N}{{2}}/(?:20)?{_N}{{2}}\s?(?=[\u4e00-\u9fff]{{0,2}}(?:年|季))年?")
# 16年销售收入同比下降2.75%: what follows a year, and no span of time (10年来, 15年间).
_BEHIND_SHORT_YEAR = re.compile(
    r"年(?![来间前后内里以的共累连坚左上下多余至到]|时间|期|如一|[，。；、）\n])"
)
_IN_FRONT_OF_SHORT_YEAR = frozenset("，。；：（\n较比司")
_ANNUAL_REPORTS = ("年年报", "年半年报", "年年度报告")
# 十三届七次、八次全会: meetings that share their name.
_MEETINGS = re.compile(rf"{_C}{{1,3}}次(?=(?:[、和]{_C}{{1,3}}次)*(?:全会|全体会议|会议))")


def labelled_at(text: str, start: int, end: int) -> int:
    """Where the date ends that a label in front, or a meeting behind, tells of; 0 if none."""
    following = text[end : end + 1]
    if following == "年" and text[start - 2 : start] in _REPUBLIC:
        return end + 1
    if following == "年" and end - start == 2 and _is_short_year(text, start, end):
        return end + 1
    if following == "/" and (market := _MARKET_YEAR.match(text, start)):
        return market.end()
    if following == "次":
        meeting = _MEETINGS.match(text, start)
        return meeting.end() if meeting and text[start - 1 : start] in ("届", "、") else 0
    if text[start - 1 : start] not in _BEHIND_LABEL or not _LABELLED.search(
        text, max(0, start - 6), start
    ):
        return 0
    date = _LABELLED_DATE.match(text, start)
    return date.end() if date else 0


def _is_short_year(text: str, start: int, end: int) -> bool:
    """Whether two digits tell a year, in a report of that time that compares years."""
    if text.startswith(_ANNUAL_REPORTS, end):
        return True
    if text[start - 1 : start] not in _IN_FRONT_OF_SHORT_YEAR or text[start] not in "12":
        return False
    if _BEHIND_SHORT_YEAR.match(text, end) is None or "同比" not in text:
        return False
    year = 2000 + int(text[start:end])
    return any(f"{told}年" in text for told in range(year, year + 3))


def date_at(text: str, start: int, end: int) -> int:
    """Where the date that begins with the numeral `text[start:end]` ends; 0 if it is no date."""
    following = text[end : end + 1]
    if following and following not in MARKS and text[end - 1] not in "大五季届年月日":
        return 0
    match = DATE.match(text, start)
    if match is None or match.end() <= end - 1:
        return 0
    return match.end()
