"""What the words at the head of a column say of the column: numbers that count nothing, a unit,
bodies and places, nothing but that figures stand here."""

from __future__ import annotations

import regex

from extract.text.lexicon import table

KINDS = table("table_headers.tsv")
# Words that end the header of a column of identifiers, whatever stands in front of them.
_IDENTIFIER = regex.compile(
    r"""(?:编码|代码|代号|编号|号码|[账帐]号|卡号|证号|文号|案号|单号|学号|工号|车牌号|批号|户号|邮编|税号)$
    |^(?:联系|办公|咨询|固定|移动|值班|联系人)?电话$
    |^(?:联系方式|手机|手机号|传真|微信号?|QQ号?|网址|邮箱|区号)$""",
    regex.VERBOSE,
)
_NOTE = regex.compile(r"[（(][^（）()]*[）)]")
_DATES = regex.compile(r"(?:年份|年度|日期|时间|年月)$")
_LEVELS = frozenset("类款项目节")  # of a code: its parts stand in columns of their own
# What heads a list of names, in whose rows the figures beside them are told.
_LIST = regex.compile(
    r"(?:项\s*目|科\s*目|名\s*称|指\s*标|事\s*项|内\s*容|收\s*入|支\s*出|资\s*产|负债.{0,8}|类\s*别)(?:名称)?"
)
_CODED = regex.compile(r"科目|编码|代码|功能分类|经济分类")


def kind_of_header(header: str) -> str:
    """serial, unit, generic, total, whom, class, or empty."""
    words = "".join(header.split())
    if kind := KINDS.get(words):
        return kind
    return "serial" if is_identifier(words) else ""


def is_identifier(words: str) -> bool:
    """Whether what stands under or behind these words names something and counts nothing."""
    return bool(_IDENTIFIER.search(_NOTE.sub("", "".join(words.split())).rstrip("：:")))


def dates_row(words: str) -> bool:
    """Whether a year behind these words is a date: 成立年份."""
    return bool(_DATES.search(words))


def heads_levels(headers: list[str]) -> bool:
    """Whether a row of headers holds the parts of a code: 类, 款, 项."""
    return len(_LEVELS.intersection(headers)) > 1


def is_level(header: str) -> bool:
    """Whether a header names a part of a code."""
    return header in _LEVELS


def heads_list(header: str) -> bool:
    """Whether a header stands above names whose figures stand beside them."""
    return bool(_LIST.fullmatch(header.strip()))


def heads_account(header: str) -> bool:
    """Whether a header stands above the items of an account: 科目名称, 功能分类科目编码."""
    return bool(_CODED.search(header))
