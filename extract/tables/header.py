"""What the words at the head of a column say of the column: numbers that count nothing, a unit,
bodies and places, nothing but that figures stand here."""

from __future__ import annotations

import regex

from extract.tables.identifier import is_identifier
from extract.text.lexicon import table

KINDS = table("table_headers.tsv")
_PLAN_OR_OUTCOME = regex.compile(
    r"(?:年初|年中|调整后?|追加|全年|本年|上年|当年|累计|支出|收入)*"
    r"(?:预算|决算|执行)(?:安排)?(?:调整)?(?:数|额|值|金额|总额)?"
)
_DATES = regex.compile(r"(?:年份|年度|日期|时间|年月)$")
_LEVELS = frozenset("类款项目节")  # of a code: its parts stand in columns of their own
# What heads a list of names, in whose rows the figures beside them are told.
_LIST = regex.compile(
    r"(?:项\s*目|科\s*目|名\s*称|指\s*标|事\s*项|内\s*容|收\s*入|支\s*出|资\s*产|负债.{0,8}|类\s*别)(?:名称)?"
)
_STATEMENT = regex.compile(
    r"\p{Han}{0,6}(?:部门|单位|机构|日期|时间|编号|制表|填表|审核)\p{Han}{0,3}"
    r"(?:[（(][^（()）]*[)）])?\s*[：:]"
)
_THINGS = regex.compile(
    r"(?<!科目|指标)(?:名称|简称)$|(?:姓名|公司|客户|供应商|企业|产品|品种|债务人|债权人)$"
)
_PROGRESS = regex.compile(
    r"(?:\d{1,2}[-—至]\d{1,2}月(?:份)?|年度|全年|整改|工作|目前|当前|实际|已|累计)*"
    r"(?:目标|计划|任务|进展|完成|进度|落实)(?:任务)?(?:情况|数|值|量|率)?"
)
_CODED = regex.compile(r"科目|功能分类|经济分类")


def kind_of_header(header: str) -> str:
    """serial, unit, generic, total, whom, class, or empty."""
    words = "".join(header.split())
    if kind := KINDS.get(words):
        return kind
    if _PLAN_OR_OUTCOME.fullmatch(words):
        return "generic"
    return "serial" if is_identifier(words) else ""


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


def states_something_else(header: str) -> bool:
    """Whether a cell among the headers says whose the table is, or of when: 部门：水利局."""
    return bool(_STATEMENT.match(header))


def tells_progress(header: str) -> bool:
    """Whether a header says only what is planned or how far it has come: 年度目标, 1—9月进展."""
    return bool(_PROGRESS.fullmatch("".join(header.split())))


def names_things(header: str) -> bool:
    """Whether a header stands above names of bodies, persons or goods, which are no measures."""
    return bool(_THINGS.search(header))


def heads_account(header: str) -> bool:
    """Whether a header stands above the items of an account: 科目名称, 功能分类科目编码."""
    return bool(_CODED.search(header))
