"""Redactions: quantities whose digits were blanked before printing (处分XXX人次)."""

from __future__ import annotations

import regex

from extract.figure import Figure

# What a redacted figure may count. A shorter list than that of all measure words: XX省 and XX公司
# are blanked names.
_REDACTED_UNIT = regex.compile(
    r"""[ ]?(?:[万亿千百]+[余多]?[ ]?)?
    (?P<unit> 人次|件次|户次|场次|批次|个百分点|个月|个|名|人(?![民大])|件(?!事)|项|次|条(?!例)
      |起|户(?!籍)|份|篇|例|期|场(?!所)|宗|处(?!长|级|室)|台|辆|套|座|所|亩|公里|吨|平方米|万元|亿元|元|％|%)""",
    regex.VERBOSE,
)


def redacted(text: str, start: int, end: int) -> Figure | None:
    """The redacted figure whose blanked digits are `text[start:end]`; None for a blanked name."""
    unit = _REDACTED_UNIT.match(text, end)
    if unit is None or (end - start == 1 and text[start] in "*_-"):
        return None
    name = unit["unit"].removeprefix("万").removeprefix("亿")
    figure = Figure(
        start, unit.end(), text[start : unit.end()], "redacted", unit=name, rule="blanked digits"
    )
    figure.before, figure.after = start, figure.end
    return figure
