"""docs/reading-figures.md: its examples are made by the extractor and must not go stale.

`python -m tests.extract.test_reading_figures` writes them anew.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

from extract import extract_figures
from extract.command.shown import COUNTED, interval, plain_number, records
from extract.name.rules import NAME_RULES
from extract.name.side import SIDES
from extract.name.wellformed import CHECKS
from extract.relation.rules import LINKS
from extract.telling.rules import STATUS_RULES
from extract.text.rule import Rule

PAGE = Path(__file__).parents[2] / "docs" / "reading-figures.md"

# What stands in each table: the sentences, and the columns beside the figure.
EXAMPLES: dict[str, tuple[list[str], list[str]]] = {
    "role": (
        [
            "全市查摆问题7.7万多个。",
            "处分XXX人次。",
            "2020年12月，党的十九大。",
            "第三轮巡察。",
            "增强“四个意识”，拨打12345热线。",
            "国办发〔2020〕15号。",
            "升级2.0版平台。",
            "一是加强学习。",
        ],
        ["role", "rule"],
    ),
    "interval": (
        [
            "查摆问题320个。",
            "查摆问题7.7万多个。",
            "参加活动近300人。",
            "参加活动约300人。",
            "参加活动超过300人。",
            "参加活动不足300人。",
            "覆盖率95%以上。",
            "每月开展3至5次。",
            "参加几十人。",
            "捐款三千二百四十五元。",
            "下拨3亿8千万元。",
            "处分XXX人次。",
        ],
        ["number", "interval", "approx"],
    ),
    "unit": (
        [
            "投资49.43亿元。",
            "整改率达85.7%。",
            "占比提高2.3个百分点。",
            "新建道路22.63万公里。",
            "发电3.6亿千瓦时。",
            "价格3200元/吨。",
            "涉及10省市。",
            "产值翻两番。",
            "占三分之二。",
        ],
        ["number", "unit", "kind"],
    ),
    "metric": (
        [
            "查摆问题320个。",
            "取消91项考核评比。",
            "报送信息214篇、简报16份。",
            "受理举报158件196人。",
            "城镇和农村居民收入分别增长5.2%和7.8%。",
            "贫困发生率由14.3%下降到0.8%。",
            "检视问题36个，其余6个均已明确时限。",
            "分两批通报曝光问题21起。",
        ],
        ["metric", "action", "object"],
    ),
    "stage": (
        [
            "现有党员400名。",
            "查摆问题320个，收到投诉40件。",
            "制定整改措施313条。",
            "开展警示教育7809次。",
            "整改问题300个，立案12件。",
        ],
        ["metric", "stage"],
    ),
    "status": (
        [
            "产量12万吨，同比增长8.5%。",
            "发案率下降16.8%。",
            "力争产量达到15万吨。",
            "会议材料不超过3000字。",
            "整改率由30%提高到50%。",
        ],
        ["metric", "status", "direction"],
    ),
    "part": (
        [
            "参训500人，其中女性200人，占40%。",
            "处分80人（其中县处级5人）。",
            "全县18个烂尾楼已治理8个。",
            "查摆问题83个，已解决73个。",
            "整改问题300多个。如上所述，整改问题300余个。",
        ],
        ["metric", "part_of", "repeats"],
    ),
}

_RULES = re.compile(r"(<!-- rules: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)
_BLOCK = re.compile(r"(<!-- examples: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def table(name: str) -> str:
    """The table of examples `name` in Markdown."""
    sentences, columns = EXAMPLES[name]
    lines = ["| " + " | ".join(["sentence", "figure", *columns]) + " |"]
    lines.append("|" + "---|" * (len(columns) + 2))
    for sentence in sentences:
        rows = records(extract_figures(sentence))
        first = sentence.replace("|", "\\|")
        for row in rows:
            if name != "role" and row["role"] not in COUNTED:
                continue
            cells = [first, f"**{row['text']}**", *(_cell(row, c, rows) for c in columns)]
            lines.append("| " + " | ".join(cells) + " |")
            first = ""
    return "\n".join(lines) + "\n"


STAGES: dict[str, tuple[Iterable[Rule], list[str]]] = {
    "side": (SIDES, ["example", "pattern", "gives"]),
    "name": (NAME_RULES, ["example"]),
    "check": (CHECKS, ["example"]),
    "status": (STATUS_RULES, ["example"]),
    "link": (LINKS, ["example", "pattern", "gives"]),
}


def rules(stage: str) -> str:
    """The table of the rules of `stage` in Markdown, in their order."""
    listed, columns = STAGES[stage]
    lines = ["| " + " | ".join(["rule", *columns]) + " |", "|" + "---|" * (len(columns) + 1)]
    for rule in listed:
        cells = [rule.name, *(_rule_cell(rule, column) for column in columns)]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def _rule_cell(rule: Rule, column: str) -> str:
    value = str(getattr(rule, column)).replace("|", "\\|").replace("\n", "⏎")
    return f"`{value}`" if column == "pattern" else value


def _cell(row: Mapping[str, Any], column: str, rows: list[dict[str, Any]]) -> str:
    special: dict[str, Callable[[], str]] = {
        "number": lambda: plain_number(row["number"]),
        "interval": lambda: interval(row),
        "part_of": lambda: _other(row["part_of"], rows),
        "repeats": lambda: _other(row["repeats"], rows),
    }
    return special[column]() if column in special else str(row[column])


def _other(place: Any, rows: list[dict[str, Any]]) -> str:
    return str(rows[place]["text"]) if isinstance(place, int) else ""


def written_anew(page: str) -> str:
    """`page` with every table of examples and of rules as the extractor makes it now."""
    page = _BLOCK.sub(lambda block: f"{block[1]}\n{table(block[2])}\n{block[3]}", page)
    return _RULES.sub(lambda block: f"{block[1]}\n{rules(block[2])}\n{block[3]}", page)


def test_the_examples_are_what_the_extractor_makes() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert page == written_anew(page), "run: python -m tests.extract.test_reading_figures"


def test_every_table_stands_in_the_page() -> None:
    page = PAGE.read_text("utf-8")
    assert {name for _, name, _ in _BLOCK.findall(page)} == set(EXAMPLES)
    assert {name for _, name, _ in _RULES.findall(page)} == set(STAGES)


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_sentence_gives_a_row(name: str) -> None:
    assert all(sentence in table(name) for sentence in EXAMPLES[name][0])


if __name__ == "__main__":
    PAGE.write_text(written_anew(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
