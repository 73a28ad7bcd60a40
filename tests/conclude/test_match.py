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

# pairs of yearly reports that word one thing in two ways, columns as above
REWORDED: list[tuple[str, str, str, list[tuple[str, str]]]] = [
    (
        "town and country under one name",
        "城乡居民人均可支配收入从4.1万元和1.5万元分别提高到5.2万元和2.1万元。",
        "城镇居民人均可支配收入达到5.4万元，农村居民人均可支配收入达到2.2万元。",
        [("5.2万元", "5.4万元"), ("2.1万元", "2.2万元")],
    ),
    ("a title of both halves", "松岭县2022年工作总结及2023年工作打算\n一、2022年主要工作\n新建学校6所。\n二、2023年工作打算\n新建学校9所。\n", "松岭县2023年工作总结及2024年工作要点\n一、2023年工作完成情况\n新建学校8所。\n二、2024年工作要点\n新建学校10所。\n", [("6所", "8所"), ("9所", "10所")]),
    ("a plan behind its label", "改造户厕640户。\n2023年工作打算：改造户厕300户。\n", "改造户厕610户。\n", [("640户", "610户")]),
    ("another verb of giving", "投放扶贫小额信贷1874万元。", "发放扶贫小额信贷2260万元。", [("1874万元", "2260万元")]),
    ("a year from January to December", "1至12月，受理信访事项2517件。", "全年受理信访事项2864件。", [("2517件", "2864件")]),
    ("whose it is, told by the title", "青禾县税务局2022年工作总结\n县税务局组织税费收入28亿元。\n", "2023年工作总结\n组织税费收入31亿元。\n", [("28亿元", "31亿元")]),
    ("disputes under a longer name", "诉前委托调解纠纷1820件。", "诉前委托调解2150件。", [("1820件", "2150件")]),
    ("a deed that ends well in two wordings", "诉前委托调解纠纷1820件，调解成功1240件，成功率68.1%。", "诉前委托调解2150件，成功化解1505件，调解成功率70%。", [("1820件", "2150件"), ("1240件", "1505件"), ("68.1%", "70%")]),
    ("parts told behind the head of a sentence and in a bracket", "全院受理案件5200件，审执结4800件。已结案件中，刑事210件、民商事3100件、行政90件、执行1400件。", "全院受理案件5600件，审执结案件5150件（刑事230件、民商事3300件、行政80件、执行1540件）。", [("5200件", "5600件"), ("4800件", "5150件"), ("210件", "230件"), ("3100件", "3300件"), ("90件", "80件"), ("1400件", "1540件")]),
    ("people sentenced", "判处罪犯320人，其中五年以上有期徒刑41人。", "对298名被告人判处刑罚，其中判处五年以上有期徒刑37人。", [("320人", "298名"), ("41人", "37人")]),
    ("the court's own name", "本院结案率92.5%，人均结案260件。", "结案率为93.1%，人均结案271件。", [("92.5%", "93.1%"), ("260件", "271件")]),
    ("last year's values in a clause of their own", "城市低保平均标准每人每月680元，农村低保平均标准每人每月500元。", "城市、农村低保平均标准分别达到每人每月710元和540元，上年分别为680元和500元。", [("680元", "710元"), ("500元", "540元")]),
    ("registered with and without a verb", "办理结婚登记8200对，离婚登记3100对。", "结婚登记7900对，离婚登记2980对。", [("8200对", "7900对"), ("3100对", "2980对")]),
    ("with whom it was done, in the scope", "联合卫健、公安等部门检查定点药店420家。", "检查定点药店465家。", [("420家", "465家")]),
    ("assessors", "人民陪审员参审案件860件。", "人民陪审员参与审理案件912件。", [("860件", "912件")]),
    ("days of a trial", "平均审理天数52天。", "案件平均审理天数48天。", [("52天", "48天")]),
    ("hospital days", "出院患者平均住院日8.4天。", "平均住院日7.9天。", [("8.4天", "7.9天")]),
    ("elderly canteens", "建成社区老年食堂42个。", "新建社区老年食堂55个。", [("42个", "55个")]),
    ("home beds", "新增家庭养老床位820张。", "建设家庭养老床位900张。", [("820张", "900张")]),
    ("visits to general practice", "基层医疗卫生机构诊疗310万人次。", "基层医疗机构诊疗328万人次。", [("310万人次", "328万人次")]),
    ("contracts with family doctors", "家庭医生签约服务18.6万人。", "家庭医生签约19.8万人。", [("18.6万人", "19.8万人")]),
    ("complaints about air", "受理大气污染类投诉1260件。", "受理大气类投诉1190件。", [("1260件", "1190件")]),
    ("straw", "秸秆综合利用率91.2%。", "农作物秸秆综合利用率92.6%。", [("91.2%", "92.6%")]),
    ("soil", "受污染耕地安全利用率93%。", "全市受污染耕地安全利用率94.5%。", [("93%", "94.5%")]),
    ("fire stations", "新建微型消防站36个。", "建成微型消防站41个。", [("36个", "41个")]),
    ("fire safety checks", "消防安全检查单位5600家次。", "开展消防安全检查，检查单位6100家次。", [("5600家次", "6100家次")]),
    ("legal aid", "办理法律援助案件1320件。", "法律援助案件1410件。", [("1320件", "1410件")]),
    ("notaries", "办理公证事项6200件。", "公证事项6500件。", [("6200件", "6500件")]),
    ("wages paid back", "为农民工追回欠薪4200万元。", "帮助农民工追讨欠薪3800万元。", [("4200万元", "3800万元")]),
    ("books lent", "公共图书馆外借图书86万册次。", "图书馆外借图书91万册次。", [("86万册次", "91万册次")]),
    ("village roads", "农村公路养护里程1820公里。", "养护农村公路1860公里。", [("1820公里", "1860公里")]),
    ("loans for small firms", "普惠小微贷款余额128亿元。", "普惠型小微企业贷款余额146亿元。", [("128亿元", "146亿元")]),
    ("calls answered", "接听群众来电32.6万个。", "接听来电35.1万个。", [("32.6万个", "35.1万个")]),
    ("meeting the press", "召开新闻发布会24场。", "举办新闻发布会27场。", [("24场", "27场")]),
    ("hazards by the same bracket", "排查隐患620处（燃气210处、电气300处、其他110处）。", "排查隐患580处，其中燃气190处、电气290处、其他100处。", [("620处", "580处"), ("210处", "190处"), ("300处", "290处"), ("110处", "100处")]),
    ("a plan of the same name", "整改问题420个。下一年，力争整改问题500个。", "整改问题390个。", [("420个", "390个")]),
    ("trees", "完成造林绿化3.2万亩。", "造林绿化2.9万亩。", [("3.2万亩", "2.9万亩")]),
    ("rate of the first instance", "一审服判息诉率90.2%。", "一审案件服判息诉率91.5%。", [("90.2%", "91.5%")]),
    ("orphans in care", "孤儿210人，其中机构集中养育80人、社会散居130人。", "孤儿198人（机构集中养育72人，社会散居126人）。", [("210人", "198人"), ("80人", "72人"), ("130人", "126人")]),
    ("problems of one field past a full stop", "抽查项目96个，发现问题47个。现场审计12家。发现问题152个，已整改139个。", "抽查项目108个，发现问题39个。现场审计13家，发现问题147个，已整改137个。", [("96个", "108个"), ("47个", "39个"), ("12家", "13家"), ("152个", "147个"), ("139个", "137个")]),
    ("parts of what was received", "全部诉求中，前台即时解答2986件。", "所受理诉求中，前台直接答复3300件。", [("2986件", "3300件")]),
    ("wages in other words", "追回工资418万元。", "追回劳动报酬386万元。", [("418万元", "386万元")]),
    ("a year behind the five", "五年来，新建农田900万亩。全年新建农田210万亩。", "新建农田230万亩。", [("210万亩", "230万亩")]),
]  # fmt: skip

# why they are not the same, the earlier report, the later one
APART = [
    ("an aim and what was reached", "今年力争旅游收入达到46亿元。", "去年旅游收入达到45亿元。"),
    ("built this year and all there are", "建成城市书房26家。", "累计建成城市书房34家。"),
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
    ("a place and a district in it", "全市培训农民5200人。", "东城区培训农民460人。"),
    ("one field's complaints and all", "受理消费投诉8600件。", "受理投诉举报9300件。"),
    ("two kinds of schools", "新建小学6所。", "新建幼儿园9所。"),
    ("inspected and punished", "检查企业1240家。", "处罚企业86家。"),
    ("hours and days", "办理时限压减到4小时。", "办理时限压减到3天。"),
    ("people and times", "志愿者达到4200人。", "志愿者服务达到5100人次。"),
    ("an aim and a result that is expected", "今年计划接待旅客400万人次。", "预计全年接待旅客420万人次。"),
    ("what was done to other families", "为410户困难老人家庭实施适老化改造。", "为96户残疾人家庭实施无障碍改造。"),
    ("a project's size", "推进200万吨褐煤提质项目。", "推进400万吨褐煤提质项目。"),
    ("courts of two kinds of case", "审结刑事案件320件。", "审结行政案件290件。"),
    ("heard and received", "受理民商事案件3200件。", "审结民商事案件3050件。"),
    ("parts of what was received and of what was heard", "受理案件中，刑事210件、民商事3100件。", "审结案件中，刑事190件、民商事2900件。"),
    ("mediated and decided", "以调解方式结案1200件。", "以判决方式结案1310件。"),
    ("before and in the suit", "诉前调解成功820件。", "诉中调解成功760件。"),
    ("first and second instance", "一审服判息诉率90.2%。", "二审服判息诉率93.5%。"),
    ("two rates of the courts", "首次执行案件执行完毕率36.1%。", "首次执行案件终本率35.2%。"),
    ("filed on the net and on the spot", "网上立案4200件。", "现场立案3900件。"),
    ("sentenced and set free", "判处罪犯320人。", "宣告缓刑罪犯290人。"),
    ("marriages and divorces", "办理结婚登记8200对。", "办理离婚登记7900对。"),
    ("two allowances", "困难残疾人生活补贴惠及2.1万人。", "重度残疾人护理补贴惠及2.3万人。"),
    ("allowances of town and country", "城市低保平均标准每人每月680元。", "农村低保平均标准每人每月640元。"),
    ("cared for in homes and at home", "特困人员集中供养1200人。", "特困人员分散供养1350人。"),
    ("beds of homes and of hospitals", "养老机构床位6200张。", "医疗机构床位6500张。"),
    ("outpatients and inpatients", "门诊次均费用220元。", "住院次均费用260元。"),
    ("high blood pressure and diabetes", "高血压患者规范管理3.2万人。", "糖尿病患者规范管理3.1万人。"),
    ("water and air", "地表水优良率93%。", "空气优良率91%。"),
    ("town refuse and country refuse", "城镇生活污水处理率95%。", "农村生活污水处理率93%。"),
    ("complaints of two kinds", "受理噪声类投诉1200件。", "受理油烟类投诉1150件。"),
    ("bigger fires and all", "较大火灾3起。", "火灾4起。"),
    ("fire stations of two kinds", "新建微型消防站36个。", "新建专职消防站34个。"),
    ("insurances of two kinds", "工伤保险参保36万人。", "失业保险参保34万人。"),
    ("pensions of two kinds", "城镇职工养老保险参保20万人。", "城乡居民养老保险参保22万人。"),
    ("visits and letters", "接待群众来访1200批。", "办理群众来信1300批。"),
    ("wages and debts", "追回欠薪4200万元。", "清偿欠款4100万元。"),
    ("inspected and sampled", "抽检食品1200批次。", "抽检药品1150批次。"),
    ("found and put right", "查出问题186个。", "整改问题172个。"),
    ("put right and not", "已整改问题186个。", "未整改问题172个。"),
    ("young and old", "未成年人犯罪案件62件。", "老年人犯罪案件58件。"),
    ("loans of two kinds", "涉农贷款余额128亿元。", "小微企业贷款余额121亿元。"),
    ("deposits and loans", "存款余额620亿元。", "贷款余额590亿元。"),
    ("exports and imports", "出口总额62亿元。", "进口总额58亿元。"),
    ("planted and harvested", "粮食播种面积62万亩。", "油料播种面积58万亩。"),
    ("schools and places", "新建幼儿园12所。", "改扩建小学11所。"),
    ("bare totals of other sizes", "反馈问题已整改84个。", "查摆问题已整改1265个。"),
    ("shares of two parts", "以调解方式结案1200件，占民商事结案数的55%。", "速裁团队审结1310件，占民商事案件结案数的45%。"),
    ("men and women in the party", "发展党员120名。", "培训党员130名。"),
    ("patents granted and applied for", "申请发明专利620件。", "授权发明专利580件。"),
    ("volunteers and their hours", "注册志愿者6.2万人。", "表彰志愿者5.8万人。"),
]  # fmt: skip


TOLD = SAME + REWORDED


@pytest.mark.parametrize(("what", "earlier", "later", "pairs"), TOLD, ids=[row[0] for row in TOLD])
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
    text for _, earlier, later, _ in TOLD for text in (earlier, later)
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
