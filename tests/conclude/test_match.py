"""Figures of two reports that tell of the same thing, and those that do not."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conclude.matching.match import match
from conclude.matching.name import name_of
from conclude.text.indicators import indicator
from conclude.text.surroundings import NEW, OLD, end_of_move, surroundings
from conclude.text.times import AHEAD, PLAN, SPAN, YEAR, time_of
from extract import extract_figures

# what is told, the earlier report, the later one, the pairs by their wording
SAME: list[tuple[str, str, str, list[tuple[str, str]]]] = [
    (
        "a bare name right behind a thing that both tell, in the same words",
        "专班转交意见建议6200件，办结5900件。",
        "专班转交意见建议7100件，办结6800件。",
        [("6200件", "7100件"), ("5900件", "6800件")],
    ),
    (
        "a place's government is the place",
        "区政府确定的15件民生实事全部办成。",
        "全区18件民生实事全部办成。",
        [("15件", "18件")],
    ),
    (
        "an addition beside its total is not what was built before",
        "建成便民驿站52个。",
        "新建便民驿站8个，累计建成60个。",
        [],
    ),
    (
        "growth of two things together is not that of one of them",
        "城乡居民人均可支配收入分别增长6.5%和7.1%。",
        "城乡居民人均可支配收入分别增长5.2%。",
        [],
    ),
    (
        "output under two names, and its growth",
        "去年，全县地区生产总值达到312.4亿元，增长6.2%。",
        "全年实现生产总值335.8亿元，同比增长7.1%。",
        [("312.4亿元", "335.8亿元"), ("6.2%", "7.1%")],
    ),
    (
        "problems under two verbs",
        "全系统共检视问题4200个，已整改3900个。",
        "全系统共查摆问题3650个，已整改3500个。",
        [("4200个", "3650个"), ("3900个", "3500个")],
    ),
    (
        "the whole of each report, worded in two ways",
        "各级党组织共检视问题4200个。",
        "各级党组织和党员干部共查摆问题3650个。",
        [("4200个", "3650个")],
    ),
    (
        "the words in another order",
        "国际、国内航线达到27条。",
        "开通国内国际航线35条。",
        [("27条", "35条")],
    ),
    (
        "a word more, as a guess",
        "国家高新技术企业达到210家。",
        "高新技术企业达到260家。",
        [("210家", "260家")],
    ),
    (
        "the later value of a move",
        "经营主体从12万户增加到15万户。",
        "经营主体从15万户增至19万户。",
        [("15万户", "19万户")],
    ),
    (
        "an old value is passed over",
        "经营主体达到12万户。",
        "经营主体从12万户增至15万户。",
        [("12万户", "15万户")],
    ),
    (
        "aims with aims, results with results",
        "去年城镇新增就业5200人。今年城镇新增就业目标5000人。",
        "去年城镇新增就业5300人。今年城镇新增就业目标5100人。",
        [("5200人", "5300人"), ("5000人", "5100人")],
    ),
    (
        "two works, each with its own",
        "新建农村公路43公里，改造农村公路18公里。",
        "改造农村公路25公里，新建农村公路51公里。",
        [("43公里", "51公里"), ("18公里", "25公里")],
    ),
    (
        "a count that goes on, at two dates",
        "截至6月底，全市排查安全隐患2300处，整改率78.3%。",
        "截至12月底，全市累计排查安全隐患5600处，整改率96.4%。",
        [("2300处", "5600处"), ("78.3%", "96.4%")],
    ),
    (
        "a verb whose noun was left out",
        "巡视反馈问题38个，已整改35个，建立制度46项。",
        "巡视反馈问题42个，完成整改41个，建章立制51项。",
        [("38个", "42个"), ("35个", "41个"), ("46项", "51项")],
    ),
    (
        "average growth with average growth",
        "过去五年，地区生产总值年均增长6.8%。",
        "过去五年，地区生产总值年均增长5.9%。",
        [("6.8%", "5.9%")],
    ),
    (
        "cases under two verbs",
        "全年查处食品违法案件312件。",
        "全年查办食品违法案件340件。",
        [("312件", "340件")],
    ),
    (
        "disputes under two verbs and in two units",
        "调解矛盾纠纷1260起。",
        "成功调处矛盾纠纷1410件。",
        [("1260起", "1410件")],
    ),
    (
        "the year before, quoted by the later report",
        "全市实有登记企业8.2万户。",
        "全市实有登记企业9.1万户，较上年末的8.2万户增长11%。",
        [("8.2万户", "9.1万户")],
    ),
    (
        "the year before, quoted in brackets",
        "受理咨询1320件。",
        "受理咨询1500件（上年1320件）。",
        [("1320件", "1500件")],
    ),
    (
        "with whom it was done",
        "会同教育等部门检查学校食堂620家。",
        "检查学校食堂655家。",
        [("620家", "655家")],
    ),
    (
        "a part with a general name, of one whole",
        "全县有经营主体4.1万户，其中企业9600户。",
        "全县有经营主体4.4万户，其中企业1.02万户。",
        [("4.1万户", "4.4万户"), ("9600户", "1.02万户")],
    ),
    (
        "batches of what was tested",
        "完成药品抽检460批次，检出不合格药品9批次。",
        "完成药品抽检520批次，检出不合格药品7批次。",
        [("460批次", "520批次"), ("9批次", "7批次")],
    ),
    (
        "hazards, fewer than the complaints beside them",
        "受理群众投诉2.1万件。排查发现燃气隐患830处，已消除812处。",
        "受理群众投诉2.4万件。发现燃气隐患760处，已消除751处。",
        [("2.1万件", "2.4万件"), ("830处", "760处"), ("812处", "751处")],
    ),
    (
        "one word more, told in the sentence of the other",
        "组织企业自查自纠，发现违规问题430个，完成整改402个。",
        "企业自查自纠发现违规问题380个，完成整改371个。",
        [("430个", "380个"), ("402个", "371个")],
    ),
    (
        "what was paid for, told in the clause before",
        "25家医院开通跨省直接结算，结算6.2万人次。",
        "跨省直接结算8.8万人次。",
        [("6.2万人次", "8.8万人次")],
    ),
    (
        "what was done to them, told behind the number",
        "为410户困难老人家庭实施适老化改造。",
        "完成困难老人家庭适老化改造460户。",
        [("410户", "460户")],
    ),
    (
        "what is expected for a year that is over",
        "全年接待旅客380万人次。",
        "预计全年接待旅客420万人次。",
        [("380万人次", "420万人次")],
    ),
    (
        "points of one rate",
        "县域就诊率比上年提高1.2个百分点。",
        "县域就诊率比上年提高0.8个百分点。",
        [("1.2个百分点", "0.8个百分点")],
    ),
    (
        "the later values of two moves",
        "报销比例由70%提高到72%。",
        "报销比例由72%提高到75%。",
        [("72%", "75%")],
    ),
    (
        "calls received under two verbs",
        "12345热线收到群众来电5.2万件。",
        "12345热线受理群众来电5.9万件。",
        [("5.2万件", "5.9万件")],
    ),
    (
        "suspects under two verbs",
        "抓获犯罪嫌疑人860名。",
        "抓捕犯罪嫌疑人790人。",
        [("860名", "790人")],
    ),
    (
        "crimes solved under two verbs",
        "侦破刑事案件1200起。",
        "破获刑事案件1310起。",
        [("1200起", "1310起")],
    ),
    ("gangs under two verbs", "打掉犯罪团伙18个。", "摧毁犯罪团伙15个。", [("18个", "15个")]),
    (
        "fees paid back under two verbs",
        "清退违规收费3200万元。",
        "退还违规收费2900万元。",
        [("3200万元", "2900万元")],
    ),
    (
        "courses under two verbs",
        "培训基层干部2600人次。",
        "轮训基层干部2900人次。",
        [("2600人次", "2900人次")],
    ),
    (
        "what is counted on over the years",
        "累计建成充电桩1200个。",
        "累计建成充电桩1650个。",
        [("1200个", "1650个")],
    ),
    (
        "incomes of town and country, each with its own",
        "城镇、农村居民人均可支配收入分别达到4.1万元、2.2万元。",
        "城镇、农村居民人均可支配收入分别达到4.3万元、2.4万元。",
        [("4.1万元", "4.3万元"), ("2.2万元", "2.4万元")],
    ),
    (
        "the report's own level beside the nation's",
        "全省地区生产总值达到2.1万亿元。全国粮食产量1.3万亿斤，全省粮食产量320亿斤，全省城镇新增就业36万人。",
        "全省粮食产量331亿斤。",
        [("320亿斤", "331亿斤")],
    ),
    ("money in two units", "追回资金9800万元。", "追回资金1.2亿元。", [("9800万元", "1.2亿元")]),
    (
        "the nation's output in a district's report",
        "国内生产总值增长5%，全县地区生产总值达到212亿元，全县实有企业300家。",
        "国内生产总值达到134万亿元，全县地区生产总值增长7%，全县实有企业320家。",
        [("300家", "320家")],
    ),
    (
        "a rate and the rate of a part of it",
        "报销比例由70%提高到72%。",
        "报销比例由72%提高到75%，其中住院报销比例72%。",
        [("72%", "75%")],
    ),
]

# why they are not the same, the earlier report, the later one
APART = [
    ("an aim and what was reached", "今年力争旅游收入达到46亿元。", "去年旅游收入达到45亿元。"),
    ("one year and five", "去年城镇新增就业5200人。", "过去五年，城镇新增就业累计2.6万人。"),
    ("a year and a sum of five", "技术合同成交额达到90亿元。", "过去五年，技术合同成交额累计达260亿元。"),
    ("growth of a year and on average", "地区生产总值同比增长6.2%。", "过去五年，地区生产总值年均增长6.8%。"),
    ("a quarter and a half", "一季度，进出口总额达到12亿元。", "上半年，进出口总额达到26亿元。"),
    ("town and country", "城镇居民人均可支配收入达到3.1万元。", "农村居民人均可支配收入达到1.9万元。"),
    ("income of two measures", "农民人均纯收入达到9800元。", "农村居民人均可支配收入达到1.1万元。"),
    ("two currencies", "进出口总额达到12亿元。", "进出口总额达到3亿美元。"),
    ("more and less", "刑事案件发案数上升3.2%。", "刑事案件发案数下降4.1%。"),
    ("an amount and its growth", "社会消费品零售总额达到90亿元。", "社会消费品零售总额增长7%。"),
    ("a part and a whole", "新增公路120公里，其中高速公路30公里。", "高速公路达到210公里。"),
    ("two places", "甲县受理群众举报310件。", "乙县受理群众举报290件。"),
    ("the whole and a department", "全市受理群众举报310件。", "市公安局受理群众举报29件。"),
    ("per head and altogether", "人均地区生产总值达到8万元。", "地区生产总值达到80亿元。"),
    ("energy per output and output", "单位地区生产总值能耗下降3%。", "地区生产总值下降3%。"),
    ("names too general", "投资3.2亿元，实施项目12个。", "投资4.1亿元，实施项目15个。"),
    ("classes of things", "处理四类重点对象。", "处理五类重点对象。"),
    ("a guess of another size", "国家高新技术企业达到2.1万家。", "高新技术企业达到260家。"),
    ("one name for town and country", "城乡居民人均可支配收入从2.1万元和1.2万元分别提高到2.9万元和1.7万元。", "居民人均可支配收入达到2.6万元。"),
    ("the nation's number in a province's report", "全国粮食产量1.3万亿斤，全省粮食总产值210亿元，全省城镇新增就业36万人。", "全省粮食产量331亿斤。"),
    ("points of two rates", "窗口满意率较上年提高1.6个百分点。", "污水处理率较上年提高2.3个百分点。"),
    ("shares of a year's aim", "新建公厕40座，完成年度任务的110%。", "培训农民800人，完成年度任务的95%。"),
    ("a number and a lower bound", "新登记企业2.4万户，比上年的2万户增长20%。", "新登记企业保持在2.5万户以上。"),
    ("grave hazards and all of them", "整改重大隐患20处。", "排查隐患520处，整改隐患480处。"),
    ("town and country, told alone", "城镇居民人均可支配收入4.2万元。", "农村居民人均可支配收入2.3万元。"),
    ("begun and given up", "新登记企业2.4万户。", "注销企业0.8万户。"),
    ("received and closed", "受理举报线索125件。", "办结举报线索139件。"),
    ("income and spending", "基金收入46.8亿元。", "基金支出44.6亿元。"),
    ("approved and refused", "批准逮捕402人。", "不批准逮捕96人。"),
    ("two kinds of calls", "刑事警情下降16%。", "治安警情下降9.5%。"),
    ("an adjective in common", "落实21项具体工作。", "梳理53个具体问题。"),
    ("found and complained of", "发现燃气隐患830处。", "受理燃气投诉760件。"),
    ("parts of two wholes", "全市有学校320所，其中民办学校40所。", "全市有医院60家，其中民办医院22家。"),
    ("an addition and a total", "新建站点12个，累计建成76个。", "建成站点52个。"),
    ("bodies of two levels", "区审计局审计单位23个。", "市审计局审计单位41个。"),
    ("planned and done", "今年计划培训农民3000人。", "培训农民2800人。"),
    ("per head and in all", "人均公园绿地面积14平方米。", "公园绿地面积1400公顷。"),
    ("one that fits two", "北区改造管网12公里，南区改造管网9公里。", "改造管网25公里。"),
    ("men and women", "男职工620人。", "女职工580人。"),
    ("hospitals of two levels", "县级医院门诊人次62万。", "乡镇医院门诊人次18万。"),
    ("half a year and a year", "上半年检查企业620家。", "全年检查企业1340家。"),
    ("fines and refunds", "罚没款2130万元。", "退还款项1980万元。"),
    ("one verb, two nouns", "建成养老服务站58个。", "建成养老服务中心16个。"),
    (
        "town and country under one name",
        "城乡居民人均可支配收入从4.1万元和1.5万元分别提高到5.2万元和2.1万元。",
        "城镇居民人均可支配收入达到5.4万元，农村居民人均可支配收入达到2.2万元。",
    ),
    ("a place and a district in it", "全市培训农民5200人。", "东城区培训农民460人。"),
    ("one field's complaints and all", "受理消费投诉8600件。", "受理投诉举报9300件。"),
    ("two kinds of schools", "新建小学6所。", "新建幼儿园9所。"),
    ("inspected and punished", "检查企业1240家。", "处罚企业86家。"),
    ("hours and days", "办理时限压减到4小时。", "办理时限压减到3天。"),
    ("people and times", "志愿者达到4200人。", "志愿者服务达到5100人次。"),
    ("an aim and a result that is expected", "今年计划接待旅客400万人次。", "预计全年接待旅客420万人次。"),
    ("what was done to other families", "为410户困难老人家庭实施适老化改造。", "为96户残疾人家庭实施无障碍改造。"),
    ("a project's size", "推进200万吨褐煤提质项目。", "推进400万吨褐煤提质项目。"),
]  # fmt: skip


@pytest.mark.parametrize(("what", "earlier", "later", "pairs"), SAME, ids=[row[0] for row in SAME])
def test_same_thing(what: str, earlier: str, later: str, pairs: list[tuple[str, str]]) -> None:
    assert _matched(earlier, later) == pairs


@pytest.mark.parametrize(("why", "earlier", "later"), APART, ids=[row[0] for row in APART])
def test_not_the_same(why: str, earlier: str, later: str) -> None:
    assert _matched(earlier, later) == []


def test_a_name_with_a_word_more_is_a_guess() -> None:
    one, other = map(extract_figures, ("国家高新技术企业达到210家。", "高新技术企业达到260家。"))
    assert match(one, other)["doubt"].tolist() == ["the names differ in a word"]
    assert match(one, one)["doubt"].tolist() == [""]


def test_the_plans_of_a_report_are_no_results() -> None:
    planned = "一、2031年工作回顾\n新建公厕34座。\n二、2032年工作安排\n新建公厕50座。\n"
    told = "一、2032年工作回顾\n新建公厕48座。\n二、2033年工作安排\n新建公厕60座。\n"
    pairs = _matched(planned, told)
    assert ("34座", "48座") in pairs
    assert ("50座", "48座") not in pairs


def test_a_thing_told_several_times_over_is_left_alone() -> None:
    twice = "东区新建标准化厂房12万平方米，西区新建标准化厂房8万平方米。"
    assert _matched(twice, "新建标准化厂房15万平方米。") == []


def test_a_bare_name_is_the_total_only_where_none_is_larger() -> None:
    whole = "全系统共查摆问题3650个。"
    part = "各单位开展自查，共排查“面子工程”等突出问题5200个。专项检查中，排查问题42个。"
    assert ("3650个", "42个") not in _matched(whole, part)


REPORTS = [f"{one}{other}" for _, one, other in APART] + [
    text for _, earlier, later, _ in SAME for text in (earlier, later)
]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(REPORTS), max_size=6), st.lists(st.sampled_from(REPORTS), max_size=6)
)
def test_swapped_reports_swap_the_pairs(one: list[str], other: list[str]) -> None:
    a, b = extract_figures("\n".join(one)), extract_figures("\n".join(other))
    there, back = match(a, b), match(b, a)
    assert sorted(zip(there["first"], there["second"], there["doubt"], strict=True)) == sorted(
        zip(back["second"], back["first"], back["doubt"], strict=True)
    )
    assert there["first"].is_unique
    assert there["second"].is_unique


def test_no_figures_no_pairs() -> None:
    empty, some = extract_figures(""), extract_figures("查摆问题12个。")
    for found in (match(empty, some), match(some, empty), match(empty, empty)):
        assert found.empty
        assert [str(dtype) for dtype in found.dtypes] == ["Int64", "Int64", "string"]


# metric, scope, and a metric of the same name or None for none at all
NAMES = [
    ("检视问题", "", "查摆问题"),
    ("新增就业", "城镇", "城镇新增就业"),
    ("棚户区改造", "", "棚改"),
    ("问题", "", None),
    ("投资", "", None),
    ("国家和地区", "", None),
]


@pytest.mark.parametrize(("metric", "scope", "other"), NAMES)
def test_names(metric: str, scope: str, other: str | None) -> None:
    name, wanted = name_of(metric, scope), name_of(other, "") if other else None
    assert (name and name.strict) == (wanted and wanted.strict)


INDICATORS = [
    ("实现地区生产总值", "生产总值"),
    ("GDP", "生产总值"),
    ("全年货物进出口总额", "进出口总额"),
    ("居民消费价格涨幅", "居民消费价格"),
    ("单位地区生产总值能耗", "单位生产总值能耗"),
    ("人均地区生产总值", "人均生产总值"),
    ("民营经济占地区生产总值比重", ""),
    ("查摆问题", ""),
    ("", ""),
]


@pytest.mark.parametrize(("metric", "name"), INDICATORS)
def test_indicators(metric: str, name: str) -> None:
    main = indicator(metric)
    assert (main.name if main else "") == name


TIMES = [
    ("一、2031年工作回顾", True, YEAR),
    ("二、2032年工作安排", True, PLAN),
    ("下一步工作打算", True, PLAN),
    ("二、“十六五”时期的主要目标", True, AHEAD),
    ("今年要完成“十六五”规划目标任务", False, ""),
    ("过去五年，我们共克时艰。", False, SPAN),
    ("过去一年，我们共克时艰。", False, YEAR),
    ("今后五年，我们将再接再厉。", False, AHEAD),
    ("查摆问题12个。", False, ""),
]


@pytest.mark.parametrize(("words", "heading", "time"), TIMES)
def test_times(words: str, heading: bool, time: str) -> None:
    assert time_of(words, heading) == time


MOVES = [
    ("经营主体从12万户增加到15万户。", [OLD, NEW]),
    ("贫困人口由31万减至2031年底的2.4万。", [OLD, NEW]),
    ("城乡居民收入从2.1万元、1.2万元分别提高到2.9万元、1.7万元。", [OLD, OLD, NEW, NEW]),
    ("从严查处问题12个，罚款提高到3万元。", ["", ""]),
    ("查摆问题12个。", [""]),
]


@pytest.mark.parametrize(("sentence", "ends"), MOVES)
def test_ends_of_moves(sentence: str, ends: list[str]) -> None:
    table = extract_figures(sentence)
    told = [end_of_move(near) for near in surroundings(table)]
    assert [
        end for end, role in zip(told, table["role"], strict=True) if role == "statistic"
    ] == ends


def _matched(earlier: str, later: str) -> list[tuple[str, str]]:
    one, other = extract_figures(earlier), extract_figures(later)
    return _texts(one, other, match(one, other))


def _texts(one: pd.DataFrame, other: pd.DataFrame, found: pd.DataFrame) -> list[tuple[str, str]]:
    rows = zip(found["first"], found["second"], strict=True)
    return [(one["text"].iloc[first], other["text"].iloc[second]) for first, second in rows]
