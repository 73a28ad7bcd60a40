"""What is left of two reports when the figures of one thing are taken out, and why."""

import pytest

from conclude.matching import rest as reasons
from conclude.matching.match import match_tellings
from conclude.matching.rest import Side, rest
from conclude.matching.told import tellings_and_blanks
from extract import extract_figures

# what is told, the earlier report, the later one, what is not compared and why (the wording of each
# side, None for none), what is gone, what is new
CASES = [
    (
        "told in one of them only",
        "全县开展巡查42次，评选文明家庭15户。",
        "全县开展巡查57次，建成口袋公园6个。",
        [],
        ["15户"],
        ["6个"],
    ),
    (
        "a share of what is compared, and its growth, are no news",
        "全县立案120件。",
        "全县立案150件，比上年增长25%，其中职务犯罪立案30件，占20%。",
        [],
        [],
        ["30件", "20%"],
    ),
    (
        "an aim beside the result of the year before",
        "全年新增就业5200人。",
        "全年新增就业5600人。2025年，力争新增就业6000人。",
        [("5200人", "6000人", reasons.AIM)],
        [],
        [],
    ),
    (
        "an aim of which the other report tells nothing",
        "全县开展巡查42次。",
        "全县开展巡查57次。明年，计划改造老旧小区12个。",
        [(None, "12个", reasons.ALONE)],
        [],
        [],
    ),
    (
        "a number that was left out",
        "全县共查处案件XX件，开展巡查42次。",
        "全县共查处案件36件，开展巡查57次。",
        [("XX件", "36件", reasons.BLANK)],
        [],
        [],
    ),
    (
        "another unit",
        "全年开展法治宣讲36场。",
        "全年开展法治宣讲2.1万人次。",
        [("36场", "2.1万人次", reasons.UNIT)],
        [],
        [],
    ),
    (
        "another body",
        "城关镇新建健身步道8公里。",
        "河西镇新建健身步道11公里。",
        [("8公里", "11公里", reasons.BODY)],
        [],
        [],
    ),
    (
        "half a year and a whole one",
        "上半年，全县受理信访件310件。",
        "全年，全县受理信访件640件。",
        [("310件", "640件", reasons.PERIOD)],
        [],
        [],
    ),
    (
        "a name that says too little",
        "全年安排资金1200万元。",
        "全年安排资金1500万元。",
        [("1200万元", "1500万元", reasons.GENERAL)],
        [],
        [],
    ),
    (
        "one name within the other: no news, but who knows",
        "帮扶残疾人家庭46户。建成公厕7座。",
        "完成残疾人家庭无障碍改造58户。修缮古桥3座。",
        [("46户", "58户", reasons.ALIKE)],
        ["7座"],
        ["3座"],
    ),
    (
        "one told exactly, one as a bound",
        "全年办案12件。",
        "全年办案15件以上。",
        [("12件", "15件", reasons.BOUND)],
        [],
        [],
    ),
    (
        "one name with several numbers",
        "全县接访群众230人次。全县接访群众410人次。",
        "全县接访群众380人次。",
        [("230人次", "380人次", reasons.SEVERAL), ("410人次", None, reasons.SEVERAL)],
        [],
        [],
    ),
]


@pytest.mark.parametrize(
    ("earlier", "later", "apart", "gone", "new"),
    [case[1:] for case in CASES],
    ids=[case[0] for case in CASES],
)
def test_what_is_not_shared_is_told_with_its_reason(earlier, later, apart, gone, new):
    one, other = extract_figures(earlier), extract_figures(later)
    sides = [Side(*tellings_and_blanks(table)) for table in (one, other)]
    pairs = match_tellings(sides[0].told, sides[1].told)
    found = rest(*sides, zip(pairs["first"], pairs["second"], strict=True))

    def said(table, row):
        return None if row is None else table["text"].iloc[row]

    assert [(said(one, a.first), said(other, a.second), a.why) for a in found.apart] == apart
    assert [said(one, row) for row in found.gone] == gone
    assert [said(other, row) for row in found.new] == new


def test_a_report_beside_itself_leaves_nothing():
    table = extract_figures("全县立案120件，处分95人，开展巡查42次，评选文明家庭15户。")
    side = Side(*tellings_and_blanks(table))
    pairs = match_tellings(side.told, side.told)
    found = rest(side, side, zip(pairs["first"], pairs["second"], strict=True))
    assert found == ([], [], [])
