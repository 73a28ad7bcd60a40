"""The figures that sum a report up: what is put on top, and what never is."""

import pandas as pd
import pytest

from conclude import conclude
from conclude.summary.features import weight
from conclude.summary.highlights import highlights, sum_up
from conclude.wordlist import entries
from extract import extract_figures

CAMPAIGN = """岗位练兵专项行动总结
全系统2600多名党员、310个党组织参加行动。各级党组织共查摆问题4120个，制定整改措施4350项，已整改问题3980个。
从五个方面入手，细化三项举措，组织学习研讨86次，举办专题讲座12场。
临江站查摆问题64个，制定整改措施70项，已整改问题61个。
各级党组织共查摆问题4120个，其中作风方面问题1310个。
"""

WORK_REPORT = """2032年政府工作报告
一、2031年工作回顾
全年地区生产总值达到312.4亿元，增长6.2%；地方一般公共预算收入完成21.8亿元，增长4.5%。
社会消费品零售总额完成96.3亿元。新建公厕34座，更换路灯820盏，绿化道路12条。
城镇新增就业5200人。城镇居民人均可支配收入达到31200元，农村居民人均可支配收入达到19400元。
二、2032年工作安排
地区生产总值增长6%左右，城镇新增就业5000人以上。改造老旧小区46个。
"""

# No summary in front: each section tells of a work of its own.
BY_SECTION = """梨湾市农业农村局2031年工作总结
一、稳粮保供
全市实有家庭农场3.4万户，其中种植类1.9万户、养殖类1.2万户、其他类0.3万户。
二、执法监管
抽检农产品5200批次，检出不合格产品48批次。立案查处各类违法案件730件，结案690件，结案率94.5%。
三、富民增收
年初计划新改建机耕路90公里，实际完成104公里。脱贫人口人均纯收入17240元，比上年的15960元增长8%。
四、便民服务
受理农机补贴申请1.6万件，办结1.58万件，群众满意率97.3%。
"""

# report, what has to be shown, what must not be
SHOWN = [
    (
        BY_SECTION,
        ["3.4万户", "5200批次", "730件", "17240元", "1.6万件", "104公里", "97.3%"],
        ["1.9万户", "0.3万户", "48批次", "90公里", "15960元"],
    ),
    (CAMPAIGN, ["4120个", "4350项", "3980个", "2600多名"], ["五个", "三项", "12场"]),
    (
        WORK_REPORT,
        ["312.4亿元", "21.8亿元", "96.3亿元", "5200人", "31200元", "19400元"],
        ["34座", "820盏", "12条", "46个"],
    ),
    (
        "临桥市总工会2031年工作总结\n一、组织建设\n会员达76.3万人，新建基层工会426家。\n"
        "二、维权\n开展法律咨询1.2万人次，为1860名职工追回欠薪2470万元。\n"
        "三、服务\n筹集送温暖资金1860万元，印发宣传册3.1万份。\n2032年工作打算：新建基层工会500家。\n",
        ["76.3万人", "2470万元", "1860万元"],
        ["500家"],
    ),
    (
        "收费整治退还近3亿元\n检查单位1840家，查处违规收费2.96亿元，已退还2.71亿元。\n",
        ["2.96亿元", "2.71亿元"],
        ["3亿元"],
    ),
    (
        "全县贫困人口由4.2万减少到3100人，微信工作群减少85%，召开会议18次。",
        ["3100人", "85%"],
        ["18次"],
    ),
]


@pytest.mark.parametrize(("text", "shown", "hidden"), SHOWN)
def test_shown(text: str, shown: list[str], hidden: list[str]) -> None:
    told = _told(text)
    assert [one for one in shown if one not in told] == []
    assert [one for one in hidden if one in told] == []


# what never is a highlight
NEVER = [
    "会议明确了五个方面的工作。",
    "2031年3月5日召开第三次推进会。",
    "处分违纪人员XXX人次。",
    "惠及上亿人，带动数万户。",
    "进度提高2.3个百分点。",
    "",
]


@pytest.mark.parametrize("text", NEVER)
def test_never_shown(text: str) -> None:
    assert _told(text) == []


# what comes first
ORDER = [
    (CAMPAIGN, "4120个", "2600多名"),  # what was found before who took part
    (CAMPAIGN, "3980个", "61个"),  # the whole before one place
    (WORK_REPORT, "312.4亿元", "6.2%"),  # an amount before its growth
    (WORK_REPORT, "312.4亿元", "6%"),  # what was reached before what is aimed at
]


@pytest.mark.parametrize(("text", "first", "second"), ORDER)
def test_order(text: str, first: str, second: str) -> None:
    told = [*_told(text), first, second]
    assert told.index(first) < told.index(second)


# a story in its order, whatever weighs more
STORIES = [
    ("全县解决难题8200个，制定整改措施960项，查摆问题940个，已整改890个，整改率94.7%。", "940个", "890个"),
    ("全县查摆问题940个，制定整改措施960项，已整改问题890个。", "940个", "960项"),
    ("全县查摆问题940个，制定整改措施960项，已整改问题890个。", "960项", "890个"),
    ("全县查摆问题940个。下大力气抓整改，制定整改措施960项，整改问题890个。", "960项", "890个"),
    ("热线受理诉求1.2万件，转办9100件，办结8900件，办结率97.8%。", "9100件", "8900件"),
    ("热线受理诉求1.2万件，转办9100件，办结8900件，办结率97.8%。", "8900件", "97.8%"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "first", "second"), STORIES)
def test_what_was_found_goes_before_what_was_done(text: str, first: str, second: str) -> None:
    told = _told(text)
    assert told.index(first) < told.index(second)


# what cannot be true beside the other figures, and what is left
WRONG = [
    ("全区排查隐患480处，已整治360处，整治率90%。", "90%", "360处"),
    ("去年受理咨询2000件，今年受理咨询2600件，增长50%。", "50%", "2600件"),
    ("全市共有护林员900名，其中女护林员960名。", "960名", "900名"),
]


@pytest.mark.parametrize(("text", "wrong", "right"), WRONG)
def test_what_cannot_be_true_is_no_highlight(text: str, wrong: str, right: str) -> None:
    told = _told(text)
    assert right in told
    assert wrong not in told


@pytest.mark.parametrize("text", [CAMPAIGN, WORK_REPORT, BY_SECTION])
def test_nothing_is_shown_twice(text: str) -> None:
    table = extract_figures(text)
    rows = highlights(table, text)
    assert len(rows) == len(set(rows))
    assert table["repeats"].iloc[rows].isna().all()


@pytest.mark.parametrize("most", [0, 1, 3, 8])
def test_no_more_than_asked_for(most: int) -> None:
    rows = highlights(extract_figures(CAMPAIGN), CAMPAIGN, most)
    assert len(rows) == most
    assert rows == highlights(extract_figures(CAMPAIGN), CAMPAIGN)[:most]


def test_every_weight_has_a_reason() -> None:
    rows = entries("highlight_weights.tsv")
    assert [row for row in rows if len(row) != 3 or len(row[2].split()) < 3] == []
    assert all(weight(row[0]) for row in rows)


def _told(text: str) -> list[str]:
    table = extract_figures(text)
    return [table["text"].iloc[row] for row in highlights(table, text)]


def test_summing_up_gives_what_both_give_alone():
    text = "全县查摆问题320个，制定整改措施350条，已整改272个，整改率85%。"
    figures = extract_figures(text)
    table, best = sum_up(figures, text)
    pd.testing.assert_frame_equal(table, conclude(figures, text))
    assert best == highlights(figures, text) != []
