"""The rules by which a figure gets its name, beside those of `side`, each with an example.

A rule is applied where its idea stands in the code, which notes it with `Figure.by`. Its example
is its test: there this very rule must speak.
"""

from __future__ import annotations

from extract.text.rule import Rule

NAME_RULES = (
    # one name for several figures
    Rule("end of a change", "公路里程由1890公里延伸到2640公里。"),
    Rule("one name for a list", "受理举报158件196人。"),
    Rule("verb of the list", "打掉涉黑组织13个、涉恶团伙58个。"),
    Rule("noun behind the next number", "征集161类811条建议。"),
    Rule("verb of the number before", "编发12期86篇。"),
    Rule("object of the verb before", "梳理出18个市直单位报送的优惠政策124项。"),
    Rule("dealt out in order", "城镇和农村居民收入分别增长5.2%和7.8%。"),
    Rule(
        "dealt out like the list before",
        "省、市、县三级到位率分别为81%、74%、73%，环比提高8.7、3.5、4.5个百分点。",
    ),
    Rule("dealt out to a series", "第一、第二种形态处理912人次、118人次。"),
    Rule("ends of dealt changes", "城市和农村低保标准分别从209元、180元提高到217元、190元。"),
    # by the words in front
    Rule("grows at a rate", "电子商务以每年超过20%的速度增长。"),
    Rule("how long it took", "专案组历时两个多月。"),
    Rule("words in front after all", "覆盖三分之二的村。"),
    Rule("bound like the one before", "整改率达到100%的51个，80%以下的4个。"),
    # by the words behind
    Rule("noun behind", "32家单位完成自查。"),
    Rule("verb with the noun behind", "取消91项考核评比。"),
    Rule("verb in front, noun behind the next number", "受理158件196人。"),
    Rule("verb with the noun as unit", "惠及10省市。"),
    Rule("noun as unit alone", "10省市开展自查。"),
    Rule("done to those in front", "将困难群众1.2万户2.9万人纳入低保。"),
    Rule("predicate counted in rounds", "分两批通报曝光问题21起。"),
    Rule("what was caused", "洪水造成百余人失踪。"),
    Rule("predicate of a part", "剩余8件将于今年12月底前办结。"),
    Rule("those who act", "帮助1000余名群众实现就业。"),
    Rule("what a share of them do", "96.3%对整治表示满意。"),
    Rule("share of those before", "打掉的盗窃团伙中，有六成是群众举报的。"),
    Rule("noun with what it did not do", "8个行业领域未发生较大事故。"),
    Rule("what was put into a thing", "实施1000个投资1亿元以上的补链强链延链项目。"),
    Rule("noun with what is denied of it", "尚未整改到位的23个问题。"),
    # by what stands before the clause
    Rule("some of them", "104种产品中，占比超过10%的有44种。"),
    Rule("rest of the thing before", "检视问题36个，其余29个分别由8人领衔。"),
    Rule("done to what was found", "查摆问题83个，已解决73个。"),
    Rule("what was held", "深入开展“万场党课”活动，开展2000余场次。"),
    Rule("average of the thing before", "制定整改措施3018条，平均每个问题2.4条。"),
    Rule("extent of the thing before", "新增上市公司45家、总量达1224家。"),
    Rule("rate of the thing before", "费用由8127元降至7450元，降幅8.3%。"),
    Rule("gain of the thing before", "夏粮产量3.1万吨，增产1.5%。"),
    Rule("share of the thing before", "受理申请1.2万件，占全省总量的六分之一。"),
    Rule("per head of the thing before", "发放补贴320万元，人均2400元。"),
    Rule("what was sorted", "征求意见689条，归纳为4大类。"),
    Rule("name of the number before", "产量12万吨，同比增长8.5%。"),
    Rule("name in the clause before", "查摆问题：320个。"),
)
