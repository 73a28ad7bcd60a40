"""Two reports side by side: what is compared and in which words, what comes before what, the files."""

from __future__ import annotations

import io

import openpyxl
import pytest

from conclude.measure.interval import Interval, exactly
from dashboard.__main__ import main
from dashboard.asking import compare, predecessor
from dashboard.asking.filters import Filter
from dashboard.asking.yearly import yearly
from dashboard.errors import LibraryError
from dashboard.files.yearly_workbook import yearly_xlsx
from dashboard.showing import yearly_words
from dashboard.showing.words import LANGUAGES, Words
from extract import extract_report
from reading import Report

ZH = Words("zh")
LAST = """全年开展巡查420次，排查隐患2300余处，整治率92.5%。查处案件0.4万件，约谈38人。
全市发生火灾76起，比上年下降8.1%。受理咨询1.6万件。城区新建停车位600个。
检查企业5200多家。评选文明家庭15户。2024年，力争查处案件5000件。"""
THIS = """全年开展巡查483次，排查隐患2300余处，整治率95%。查处案件3120件，约谈38人。
全市发生火灾69起，比上年下降9.2%。受理咨询2.1万件，比上年的1.2万件增长75%。
检查企业5300多家。建成口袋公园6个。"""


def add(library, text, title, date="", organisation="", campaign=""):
    report = Report(text=text, title=title, date=date, organisation=organisation, campaign=campaign)
    return library.add(report, extract_report(report))


@pytest.fixture
def two(library):
    """Two years of one city."""
    first = add(library, LAST, "溪口市2023年综治工作总结", "2024-01", "溪口市综治办")
    return first, add(library, THIS, "溪口市2024年综治工作总结", "2025-01", "溪口市综治办")


# metric → both values, what lies between them, in percent, what is to be known
LINES = {
    "开展巡查": ("420次", "483次", "增加63次", "增长15.0%", ""),
    "排查隐患": ("2300余处", "2300余处", "基本持平", "基本持平", ""),
    "整治率": ("92.5%", "95%", "上升2.5个百分点", "—", ""),
    "查处案件": (
        "0.4万件",
        "3120件",
        "减少880件",
        "下降22.0%",
        "原文取整较粗，增减幅度仅供参考",
    ),
    "约谈": ("38人", "38人", "持平", "持平", ""),
    "发生火灾": ("76起", "69起", "减少7起", "下降9.2%", ""),
    "发生火灾下降": ("8.1%", "9.2%", "降幅扩大1.1个百分点", "—", ""),
    "受理咨询": (
        "1.6万件",
        "2.1万件",
        "增加5,000件",
        "增长31.3%",
        "原文取整较粗，增减幅度仅供参考；后一份所引上年数1.2万件，与前一份不符，请核对口径",
    ),
    "检查企业": (
        "5200多家",
        "5300多家",
        "增加100（0～200）家",
        "增长1.9%（0.0%～3.8%）",
        "",
    ),
}


def test_what_both_tell_with_its_change(library, two):
    found = yearly(library, *two)
    said = {(line := yearly_words.line(pair, ZH)).name: line for pair in found.pairs}
    told = {
        name: (one.earlier, one.later, one.difference, one.growth, one.note)
        for name, one in said.items()
    }
    assert told == LINES
    assert list(said) == list(LINES), "in the order of the later report"
    assert [figure.text for figure in found.new] == ["6个"]
    assert [figure.text for figure in found.gone] == ["600个", "15户"]
    assert [yearly_words.why(one, ZH) for one in found.unlike] == ["一个是目标，一个是实际数"]
    assert found.cautions == ()
    assert yearly_words.sides(found, ZH) == ("上年", "今年")
    assert yearly_words.title(found, ZH) == "与上年对比"
    assert yearly_words.summary(found, ZH) == (
        "可比 9 项，新增 1 项，未再提及 2 项，不可比 1 项，待确认 0 项。"
    )


# wordings of one thing in the earlier and in the later report → the change in both languages
CHANGES = [
    ("接访群众50人次。", "接访群众50多人次。", "基本持平", "about the same"),
    ("建成驿站约30个。", "建成驿站31个。", "增减不定（−4～6个）", "up or down (−4 to 6 个)"),
    ("建成驿站约30个。", "建成驿站48个。", "增加18（13～23）个", "up 18 (13 to 23) 个"),
    ("培训骨干3至5人。", "培训骨干6人。", "增加1～3人", "up 1 to 3 people"),
    ("全年办案12件。", "全年办案15件以上。", "增加3（≥ 3）件", "up 3 (≥ 3) 件"),
    ("群众满意率96.4%。", "群众满意率95.1%。", "下降1.3个百分点", "down 1.3 points"),
    ("群众满意率96.4%。", "全年群众满意率96.4%。", "持平", "unchanged"),
    ("游客增长8.4%。", "游客增长6.1%。", "增幅收窄2.3个百分点", "rose 2.3 points less"),
    ("罚没款1200万元。", "罚没款1.3亿元。", "增加1.18亿元", "up 118,000,000 yuan"),
]


@pytest.mark.parametrize(("earlier", "later", "zh", "en"), CHANGES)
def test_the_change_in_words(library, earlier, later, zh, en):
    ids = [add(library, text, f"{year}年小结") for text, year in ((earlier, 2023), (later, 2024))]
    (pair,) = yearly(library, *ids).pairs
    assert yearly_words.difference(pair, ZH) == zh
    assert yearly_words.difference(pair, Words("en")) == en
