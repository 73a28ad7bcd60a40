"""Identifiers: codes, account and telephone numbers name something and count nothing."""

from __future__ import annotations

import regex

from extract.figure import Figure

# Words that end the name of an identifier, whatever stands in front of them.
_IDENTIFIER = regex.compile(
    r"""(?:编码|代码|代号|编号|号码|[账帐]号|卡号|证号|文号|案号|单号|学号|工号|车牌号|批号|户号|邮编|税号)$
    |^(?:联系|办公|咨询|固定|移动|值班|联系人)?电话$
    |^(?:联系方式|手机|手机号|传真|微信号?|QQ号?|网址|邮箱|区号)$""",
    regex.VERBOSE,
)
_NOTE = regex.compile(r"[（(][^（）()]*[）)]")


def is_identifier(words: str) -> bool:
    """Whether what stands under or behind these words names something and counts nothing."""
    return bool(_IDENTIFIER.search(_NOTE.sub("", "".join(words.split())).rstrip("：:")))


def tell_identifiers(counted: list[Figure]) -> None:
    """Take the figures without a unit that an identifier's name stands in front of for names:
    证券代码：600123."""
    for figure in counted:
        if not figure.unit and is_identifier(figure.metric):
            figure.role, figure.rule = "named", f"{figure.rule} > identifier"
            figure.metric = figure.action = figure.object = ""
            figure.low = figure.high = figure.step = float("nan")
