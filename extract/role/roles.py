"""Roles: the numbers that are not statistics, told by what stands around them.

A number behind 第 is an ordinal; one in a short quotation (“四个意识”), in a document number
(〔2020〕15号), behind a letter (PM2.5) or before 号 belongs to a name; one at the head of a line is
an outline mark; digits that were blanked (XXX人次) are redacted.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

import regex

from extract.figure import NOT_A_NUMBER, Figure
from extract.number.numeral import ARABIC, CHINESE
from extract.number.unit import unit_at
from extract.role.bare_value import is_value
from extract.text.clause import CLAUSE_HEAD
from extract.text.lexicon import entries, words

_LINE_HEAD = regex.compile(r"[ \t\u00a0\u3000>#*（(\[【〔]*")
_OUTLINE = regex.compile(r"[、.．)）\]】](?![0-9０-９])|[ \t\u3000]+(?=[^\d\s])")
_BEFORE_CIRCLE = frozenset("（(〔[【")
_BRACKETED_YEAR = regex.compile(
    r"[〔\[［【（(]\s?(?:19|20)\d\d\s?[〕\]］】）)]\s?第?\s?(?=\d+\s?号)"
)
# 附件2, 表3, PM 2.5 over a line break: labels and codes in front of a number.
_LABEL = re.compile(
    r"(?:附[件表图录]|专栏|[如见][图表]|PM|(?P<line>邮编|邮政编码|电话|传真|热线|专线|拨打|账号|编号)[:：为]?)\s{0,2}$"
)
_LABEL_ENDS = frozenset("件表图录栏M编码话真线打号:：为 \n\u3000")
_SUBSCRIBER = regex.compile(r"-[0-9]{7,8}(?![0-9])")
_VERSION = regex.compile(r"(?:\.\d{1,6}){0,4}\s?(?:版本?|\+?版)")
_LETTER_TAIL = regex.compile(r"[A-Za-z]+[0-9]*")
_GRADES = frozenset("ABCDE")
_LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
# Behind bare digits these make a name of them: 12345热线, 15号, 110报警.
_NAME_TAIL_SIGNS = frozenset("号热电报短平信次国省高专客网#＃模工机战行产体计条法路公")
_NAME_TAIL = re.compile(
    r"\s?(?:号(?!召)|热线|电话|报警|短信|平台|信箱|次列车|国道|省道|高速|专线|客户端|网(?!民|络|点|格|箱)|#|＃"
    r"|模式|工作法|机制|工程|战略|行动计划|产业|体系|计划|行动|条款|法则|路公交)"
)
_ORDINAL_RANGE = regex.compile(
    rf"\s?(?:[{ARABIC}]+|[{CHINESE}]+)(?:\s?(?:[—–\-－~～至到、和]{{1,2}})\s?第?(?:[{ARABIC}]+|[{CHINESE}]+))*"
)
_CLASSIFIER = regex.compile(
    r"(?:[个名位批轮届期次种类条款项章节号方产季者例家场步部篇季卷集年天周月代组排座线张道颗]|阶段|梯队|书记)?"
)
_AGE_TOLD = regex.compile(
    r"(?:年龄|寿命|平均|高出|相差|高于|低于|年仅|时年|享年|现年)[^，。；]{0,14}$"
)
# 年龄35岁以下的143人
_AGE_OF_THOSE = regex.compile(r"(?:以[上下]|及以上)的")
_TAILS = {(row[1] if len(row) > 1 else "", row[0]) for row in entries("name_tails.txt")}
_TAIL_LENGTHS = sorted({len(tail) for _, tail in _TAILS}, reverse=True)
_QUOTED = 18
_QUOTE_OPENS = re.compile(r"[“‘「『][^“”‘’「」『』。；\n]*\Z")
_QUOTE_CLOSES = re.compile(r"[^。；“”’」』]*[”’」』]")


# Without one of these in front of or behind a number it is no part of a name, an ordinal or a mark.
_NAMED_BEHIND = frozenset("第其+＋XＸ")
_NAMED_BEFORE = frozenset("、.．)）]】〕 \u3000\t是要+＋")
# Nor, without one of these, digits a part of a name or a code.
_CODE_BEHIND = _LABEL_ENDS | _LETTERS | {"-"}
_CODE_BEFORE = _LETTERS | _NAME_TAIL_SIGNS | frozenset("版.〕］]】)）-")
_CODE_LENGTH = 7
# In front of the sign of a rate of growth.
_GROWN = ("比", "（", "(")


def in_name(text: str, start: int, end: int, value: Decimal | None) -> Figure | None:
    """The figure `text[start:end]` as part of a name, an ordinal or a mark; None if it is not.

    `value` is what the numeral reads, kept in the row.
    """
    previous = text[start - 1 : start]
    following = text[end : end + 1]
    if previous not in _NAMED_BEHIND and following not in _NAMED_BEFORE:
        return None
    if previous == "第":
        return _ordinal(text, start - 1, value)
    if following and following in "、.．)）]】 \u3000\t" and _at_line_head(text, start):
        mark = _OUTLINE.match(text, end)
        if mark and (end - start) <= 4:
            return _named(text, start, end, value, "outline mark")
    if (
        previous
        and previous in _BEFORE_CIRCLE
        and following
        and following in "）)】]〕"
        and end - start <= 3
    ):
        return _named(text, start, end, value, "outline mark")
    if following in ("是", "要") and (not previous or previous in CLAUSE_HEAD or previous == "其"):
        return _named(text, start, end, value, "list mark")
    if previous == "其" and following in ("，", "、", ",", "："):
        return _named(text, start, end, value, "list mark")
    if following in ("%", "％") and text[start - 2 : start - 1] in _GROWN:
        # 同比+15.9%, 4.8亿元（+151.9%）
        return None
    if previous in ("+", "＋", "X", "Ｘ") or following in ("+", "＋"):
        return _named(text, start, end, value, "number in a formula name")
    return None


def in_digits_name(text: str, start: int, end: int, value: Decimal | None) -> Figure | None:
    """The digits `text[start:end]`, with no scale, as part of a name or code; None if not."""
    previous = text[start - 1 : start]
    following = text[end : end + 1]
    plain = previous not in _CODE_BEHIND and following not in _CODE_BEFORE
    if plain and not following.isspace() and end - start < _CODE_LENGTH:
        return None
    label = previous in _LABEL_ENDS and _LABEL.search(text, max(0, start - 7), start)
    if label and not (label["line"] and unit_at(text, end).name):
        # 拨打12345, yet 公交专线16条
        return _named(text, start, end, value, "number behind a label")
    if previous in _LETTERS and previous:
        money = text[max(0, start - 3) : start].upper()
        if not money.endswith(("USD", "RMB", "CNY", "EUR", "HKD", "GDP", "CPI", "PPI", "US$")):
            return _named(text, start, end, value, "number in a code")
    unit_end = unit_at(text, end).end if following in _LETTERS and following else 0
    glued = (
        unit_end > 0
        and text[unit_end : unit_end + 1].isascii()
        and text[unit_end : unit_end + 1].isalnum()
    )
    if following in _GRADES and text[end + 1 : end + 2] == "级":
        # 5A级景区
        return _named(text, start, end + 2, value, "grade or phase")
    if following in _LETTERS and following and (unit_end < 0 or glued):
        tail = _LETTER_TAIL.match(text, end)
        stop = tail.end() if tail else end
        role = "version" if text[end:stop] in ("G", "g", "D") else "named"
        return _named(text, start, stop, value, "number in a code", role)
    if following in "版." and following:
        version = _VERSION.match(text, end)
        if version and "." in text[start:end]:
            return Figure(
                start, version.end(), text[start : version.end()], "version", rule="version"
            )
    if following in "〕］]】)）" and following and _BRACKETED_YEAR.match(text, start - 1):
        return _named(text, start, end, value, "document number")
    if following and _NAME_TAIL.match(text, end):
        return _named(text, start, end, value, "number in a name")
    length = end - start
    if length >= _CODE_LENGTH and text[start:end].isdigit() and not unit_at(text, end).name:
        return _named(text, start, end, value, "telephone or code number")
    if following == "-" and length <= 4 and _SUBSCRIBER.match(text, end):
        return _named(text, start, end, value, "telephone or code number")
    if previous == "-" and length >= 3 and text[start - 2 : start - 1].isdigit():
        return _named(text, start, end, value, "telephone or code number")
    return None


def quoted(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` stands in a short quotation: “四个意识”."""
    ahead = text[max(0, start - _QUOTED) : start]
    if not ("“" in ahead or "‘" in ahead or "「" in ahead or "『" in ahead):
        return False
    opened = _QUOTE_OPENS.search(ahead)
    return opened is not None and _QUOTE_CLOSES.match(text, end, end + _QUOTED) is not None


def in_title(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` stands in a book-title mark: 《…三年行动方案（2020—2022年）》."""
    opening = text.rfind("《", max(0, start - 60), start)
    if opening < 0 or text.find("》", opening, start) >= 0:
        return False
    closing = text.find("》", end, end + 60)
    return closing >= 0 and text.find("《", end, closing) < 0


def slogan(text: str, pattern: str, end: int) -> bool:
    """Whether a small Chinese numeral with `pattern` (个, 大, …) makes a slogan of what follows."""
    return any((pattern, text[end : end + length]) in _TAILS for length in _TAIL_LENGTHS)


def _ordinal(text: str, start: int, value: Decimal | None) -> Figure:
    """The ordinal that begins with 第 at `start`: 第三轮, 第1—10, 第三方."""
    numbers = _ORDINAL_RANGE.match(text, start + 1)
    end = numbers.end() if numbers else start + 1
    classifier = _CLASSIFIER.match(text, end)
    stop = classifier.end() if classifier else end
    if stop > end:
        # 第五十七颗、五十八颗
        listed = _others_listed(text[end:stop]).match(text, stop)
        stop = listed.end() if listed else stop
    return _named(text, start, stop, value, "behind 第", "ordinal")


@cache
def _others_listed(classifier: str) -> re.Pattern[str]:
    """More ordinals with the same classifier, which is one of those that `_CLASSIFIER` knows."""
    return re.compile(rf"(?:[、和]第?(?:[{CHINESE}]+|[{ARABIC}]+){classifier})+")


def _named(
    text: str, start: int, end: int, value: Decimal | None, rule: str, role: str = "named"
) -> Figure:
    number = NOT_A_NUMBER if value is None else float(value)
    return Figure(start, end, text[start:end], role, number=number, rule=rule)


def _at_line_head(text: str, start: int) -> bool:
    """Whether nothing but blanks and marks stands before `start` in its line."""
    line = text.rfind("\n", max(0, start - 40), start) + 1
    if line == 0 and start > 40:
        return False
    head = _LINE_HEAD.match(text, line)
    return head is not None and head.end() >= start


# 每10股派送1.20元, 每百人拥有: what a rate is told per.
_BASES = frozenset(("股", "人", "户", "亩", "件", "吨", "次", "名"))
_PHYSICAL = frozenset(
    ("money", "percent", "points", "length", "area", "mass", "volume", "power", "multiple", "other")
)
_BOUNDS = frozenset(("以上", "以下", "及以上"))
# What is of that size, and how many there are.
_OF_SIZE = regex.compile(
    r"的?[\p{Han}“”]{0,14}(?:项目|企业|工程|案件|商户|公司|合同|农户|大户|单位)[共已达有约近超]{0,2}\d+(?:\.\d+)?[多余]?[个家项件户起]"
)
_OF_LINES = regex.compile(r"(?:及?以上)?(?:智能)?(?:变电|输变电|输电|线路|电网|主变)")
_COUNT_BEFORE = regex.compile(r"\d[多余]?[个家项件户]$")
# 二类器械, 一类、三类企业: classes of a known order; two of a kind are 两类.
_CLASSES = ("类", "档", "线", "型")
_SINGULAR = frozenset("一壹")
_SMALL = frozenset("一二两兩三四五六七八九十")
# Measure words that behind a small Chinese numeral make a name: 三员队伍, 中建五局, 两门课.
_NAME_UNITS = words("name_units.txt")
# The units, the kinds and the sign in front by one of which `_told_by_unit` may tell.
_TELLING_UNITS = _BASES | {"位", "千伏", "kV", "类", "级", "岁", "周岁"}
_TELLING_KINDS = frozenset(("money", "duration"))
# 居全国前5位, 排名由369位上升到235位; 水质稳定达到二类
_RANKED = regex.compile(
    r"(?:(?<![目此日以之])前|(?:排名|位次|位居|名列|位列|排在)[^，。；]{0,12})$"
)
_GRADED = regex.compile(r"(?:水质|空气质量|等级|级别)[^，。；]{0,10}$")
_THING = regex.compile(r"(?!的?(?:有|为|共|达))[\p{Han}]{2}")
_BARE_SCALE = regex.compile(r"[百千万亿萬億]+")


def not_counted(text: str, figure: Figure) -> str:
    """Why a figure with a number counts nothing; empty when it is a statistic."""
    kind, script = figure.kind, figure.script
    if kind == "percent" or kind == "points" or kind == "fraction":
        return ""
    if rule := _told_by_unit(text, figure):
        return rule
    if script == "chinese":
        return _chinese_name(text, figure)
    if script == "arabic" or script == "mixed":
        start, end = figure.start, figure.end
        small = kind not in _PHYSICAL and figure.number < 1000 and not figure.approx
        if small and quoted(text, start, end):
            return "number in a quotation"
        if in_title(text, start, end):
            return "number in a title"
        bare = not figure.unit and script == "arabic" and not figure.approx
        if bare and not is_value(text, figure):
            return "number without a unit"
    return ""


def _told_by_unit(text: str, figure: Figure) -> str:
    """Why a figure of some units counts nothing: a rank, a grade, an age, the base of a rate."""
    start, unit = figure.start, figure.unit
    previous = text[start - 1 : start]
    if unit not in _TELLING_UNITS and figure.kind not in _TELLING_KINDS and previous != "/":
        return ""
    ranked = unit in ("位", "名") and not figure.approx
    if ranked and _RANKED.search(text, max(0, start - 16), start):
        return "rank"
    per = unit in _BASES and previous == "每"
    if per or (previous == "/" and text[start - 2 : start - 1].isdigit()):
        # 每10股; 死亡率6.9/10万
        return "basis of a rate"
    if figure.kind == "money" and figure.approx in _BOUNDS:
        # 引进3000万元以上工业项目75个, 完成12个1000万元以上工程
        counted = _COUNT_BEFORE.search(text, max(0, start - 9), start)
        if counted or _OF_SIZE.match(text, figure.after):
            return "bound of a size"
    if unit in ("千伏", "kV") and _OF_LINES.match(text, figure.end):
        # 110千伏变电站
        return "grade or phase"
    if figure.kind == "duration" and text.startswith("有期徒刑", figure.after):
        return "bound of a size"
    if unit in ("类", "级") and _GRADED.search(text, max(0, start - 14), start):
        return "grade or phase"
    if unit in ("岁", "周岁") and (
        _AGE_OF_THOSE.match(text, figure.end)
        or not _AGE_TOLD.search(text, max(0, start - 18), start)
    ):
        return "age that defines a group"
    return ""


def _in_series(text: str, figure: Figure) -> bool:
    """Whether another class of the same order stands beside this one (一类、三类企业)."""
    start, end, unit = figure.start, figure.end, figure.unit
    before = text[start - 1 : start] in ("、", "和") and text.endswith(unit, 0, start - 1)
    behind = text[end : end + 1] in ("、", "和") and text.startswith(unit, end + 2)
    return (before and text[start - 2 - len(unit)] in _SMALL) or (
        behind and text[end + 1] in _SMALL
    )


def _sizes(text: str, figure: Figure) -> bool:
    """Whether a bound opens its clause and only says of what size a thing is (千万元以上案件)."""
    opens = text.endswith("其中", 0, figure.before) or text[figure.before - 1] in CLAUSE_HEAD
    return opens and _THING.match(text, figure.after) is not None


def _chinese_name(text: str, figure: Figure) -> str:
    """Why a number in Chinese characters counts nothing; empty when it is a statistic."""
    start, end, unit = figure.start, figure.end, figure.unit
    numeral = figure.text[: len(figure.text) - len(unit)] if unit else figure.text
    if in_title(text, start, end):
        return "number in a title"
    if unit in ("级", "星级"):
        return "grade or phase"
    if unit in _CLASSES and "、" in numeral:
        # 一、二类低保人员
        return "grade or phase"
    if figure.approx in _BOUNDS and _BARE_SCALE.fullmatch(numeral) and _sizes(text, figure):
        return "round name"
    if figure.approx:
        return ""
    if quoted(text, start, end):
        return "number in a quotation"
    if unit in ("局", "公司") and len(numeral) <= 3:
        return "number in a name"
    if _BARE_SCALE.fullmatch(numeral):
        return "round name"
    if not unit:
        large = len(numeral) > 1 and (numeral[-1] in "百千万亿" or figure.number >= 100)
        return "" if large and any(sign in "百千万亿" for sign in numeral) else "numeral in a name"
    if unit in ("级", "星级", "等", "期", "号", "代") and text[start - 1 : start] != "分":
        return "grade or phase"
    if len(numeral) == 1:
        if unit in _CLASSES and (numeral == "二" or _in_series(text, figure)):
            return "grade or phase"
        if numeral in _SINGULAR and figure.kind not in ("money", "multiple"):
            return "one as an article"
        if numeral in _SMALL and (unit in _NAME_UNITS or slogan(text, unit, end)):
            return "slogan"
    return ""
