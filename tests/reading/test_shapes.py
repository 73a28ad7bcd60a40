"""Texts that repeat one thing without end: what is eight times as long takes about as much longer."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress

import pytest

from extract import extract_report
from reading import UnreadableReport, pieces, read_report
from reading.kinds import kind_of
from reading.structure.header import split_header
from reading.structure.superscript import raised
from reading.web.markdown import read_markdown
from reading.web.page import read_html

TIMES = 8
# Linear work grows eightfold, quadratic work sixty-four fold.
MOST = 28


def read(text: str) -> None:
    """Read a text file, and divide it into its documents; one that is refused is read, too."""
    with suppress(UnreadableReport):
        pieces(read_report(text.encode(), name="长.txt"))


def figures(text: str) -> None:
    """Read a table and its figures."""
    extract_report(read_report(text.encode(), name="长.csv"))


def page(text: str) -> None:
    """Read a web page."""
    read_html(text.encode())


SHAPES = [
    (
        "rows of a table",
        figures,
        "编码,科目,金额（万元）,备注\n",
        "30101,工资,12.5,已付3次。\n",
        60,
    ),
    ("rows without a name", figures, ",合计,备注\n", ",12,3\n", 100),
    ("rows of a ledger", figures, "问题,措施\n", "账目不清,检查3次，整改2个。\n", 60),
    ("a line that ends in a comma", read, "", "整改，\n", 2000),
    ("a line that ends in a pause", read, "", "整改、\n", 2000),
    ("a line that ends in a bracket", read, "", "整改（\n", 2000),
    ("a line that ends in a quotation", read, "", "整改“\n", 2000),
    ("a line that ends in a half-width comma", read, "", "整改1,\n", 2000),
    ("a number and a comma", read, "", "1,\n", 2000),
    ("brackets", read, "", "[", 20_000),
    ("bars", read, "", "| ", 10_000),
    ("sections of XML", read, "", "<![CDATA[", 5000),
    ("documents in one file", read, "", "第1篇\n", 2000),
    ("blanks in a header", lambda text: split_header(text + "二"), "标题：一", " ", 5000),
    ("a superscript of blanks", lambda text: raised(text + "一", "二"), "[", " ", 5000),
    ("lists in lists", page, "", "<ul><li>1个", 3000),
    ("lists in lists in Markdown", read_markdown, "# 一\n", "<ul><li>1个\n", 1000),
    ("items of a list", page, "<ol>", "<li>整改1个", 1000),
    ("items of a numbered list", read_markdown, "# 一\n", "1. 整改\n", 500),
]


@pytest.mark.parametrize(
    ("reader", "head", "part", "count"), [pytest.param(*shape[1:], id=shape[0]) for shape in SHAPES]
)
def test_work_grows_with_the_text(
    reader: Callable[[str], object], head: str, part: str, count: int
) -> None:
    def seconds(text: str) -> float:
        found = []
        for _ in range(3):
            begun = time.process_time()
            reader(text)
            found.append(time.process_time() - begun)
        return min(found)

    once = max(seconds(head + part * count), 0.001)
    assert seconds(head + part * count * TIMES) < MOST * once


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        ("<!-- x -->" * 40 + "<nav>1", "text"),
        ("<!-- x -->" * 40 + "<p>1", "html"),
        ("<!--" * 1000 + "<p>1", "text"),
        ("<!-- a <!-- b -->\n<!-- --><html>", "html"),
    ],
)
def test_comments_in_front_of_a_page(start: str, kind: str) -> None:
    assert kind_of(start.encode()) == kind


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<div>" * 2000 + "甲</div>乙", "甲\n乙"),
        ("<div>" * 3000 + "甲" + "</div>" * 3000 + "<p>乙", "甲\n乙"),
        ("<ul>" + "<li>甲" * 3000, "\n".join("甲" * 3000)),
        ("<b>" * 5000 + "甲", "甲"),
    ],
    ids=["deep", "deeper, closed", "many items, none deep", "deeper, open"],
)
def test_what_stands_too_deep_is_read(source: str, text: str) -> None:
    assert read_html(source.encode()).text == text
