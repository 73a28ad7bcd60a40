"""The rules by which a figure is told as an aim or a change, each with an example.

A pattern of `AIMS` runs over the sentence in front of the figure: the word of aim that stands
nearest to it speaks, where no word of fact stands in between (`status`). The patterns of `NEAR` run
over the words just in front of it. The other rules are applied in code.
"""

from __future__ import annotations

import regex

from extract.text.rule import Rule

AIMS = (
    Rule(
        "strives for",
        "力争产量达到15万吨。",
        r"力争|争取(?!工作|上级|资金)(?=到20|在|[\p{Han}]{0,4}(?:达|实现|完成|突破|建成))",
    ),
    Rule("is to be made sure", "确保完工项目30个。", r"(?<!为|为了|有效|有力|切实)确保(?!了)"),
    Rule(
        "has as its goal",
        "全年的主要预期目标是：产值增长6%。",
        r"""目标(?:是|为|确定为|设定为|定为|：|:|任务[：:是为])|(?<![%％点]的|左右的)预期目标
          | 预期(?=增长|达到|实现)""",
    ),
    Rule(
        "goal with its number",
        "下达目标任务120个，完成118个。",
        r"(?:(?<!超|过|出|成|占[\p{Han}]{0,8})目标任务?|(?<=[（(])任务)(?=\d)",
        "its number",
    ),
    Rule(
        "plans",
        "计划投资3亿元。",
        r"""(?<!占[\p{Han}]{0,8})(?<!行动|项目|审计|年初|监督|检查|采购|任务|支持|培养|改善|专项|三年|五年|工作|发展|投资|生产|年度|招生|倍增|按|原|有|无|调研|援助|”)计划
          | (?<!虚|模)拟(?!定|订|合|态)
          | 规划(?:建设|新建|实施)""",
        "looks ahead",
    ),
    Rule(
        "will do",
        "明年将新建学校6所。",
        r"(?<![即必])将(?=[\p{Han}]{2}|[对为向]\d)|(?<=[日月底]前)将",
        "looks ahead",
    ),
    Rule(
        "has to",
        "要新增就业3000人。",
        r"""(?<![主需重首纪必摘简只不都概提次纲扼险机]|往年|以前|原来|原先)要
            (?=[\p{Han}]{2}|[在于]\d)(?![\p{Han}]{1,4}的)(?!求|素|点|闻|案|件|塞|害|员|道|务|职|旨|领)
            (?!(?:清醒|充分|深刻|正确)?地?(?:看到|认识|意识|承认|正视|指出|说明|感谢))
          | 需(?:要)?(?=新增|补充|增加|投入|建设|新建|配备)
          | 必?须(?=[\p{Han}]{0,4}(?:达|完成|实现|办结|整改))""",
    ),
    Rule(
        "by a year to come",
        "到2030年，绿化率达到40%。",
        r"""(?<!截)(?:到|至)20[2-9]\d年(?!底|末)[，,]?
            (?=[^。；]{0,24}(?:达到|实现|建成|突破|提高|下降|形成|培育|翻))""",
    ),
    Rule(
        "before a date to come",
        "年底前完成改造20户。",
        r"""(?:月|(?<!去)年|季度)底?前(?=(?:全部|全面|基本|均)?(?:完成|达到|实现|建成|办结|整改|整治)
              (?!了|[^，。；]{0,12}的))
          | (?<!比)明年(?!度)""",
        "if nothing is done",
    ),
    Rule(
        "once it is built",
        "项目建成后年产值可达3亿元。",
        r"(?:建成|投产|达产|投用|投运)后(?=[^。；]{0,30}可)",
    ),
    Rule(
        "headed as a plan",
        "2023年工作打算：财政收入突破1.15亿元。",
        r"(?:工作|下一?步|下一?阶段|[明来]年|20\d\d年)(?:打算|安排|计划|思路|要点)[：:]",
    ),
    Rule("works towards", "努力实现增收2000元。", r"努力(?:实现|达到|完成|使)"),
    Rule(
        "has decided",
        "决定每年拿出2000万元。",
        r"决定(?=[\p{Han}]{0,4}(?:投入|拿出|安排|新增|建设|减少|增加))|拟按(?=\d)",
    ),
    Rule(
        "foretells",
        "预计全年接待游客700万人次。",
        r"预计|有望(?=[\p{Han}]{0,4}(?:达|实现|突破|超|完成))",
        "its clause",
    ),
    Rule(
        "bounded by a rule",
        "会议不得超过3次。",
        r"(?<![均都皆])不得?(?:超过|低于|少于|高于)|原则上",
        "its clause",
    ),
    Rule(
        "asked of each",
        "每名党员至少办1件实事。",
        r"每(?:名|个|位|年|月|季度|周|半年|学期)[^，。；]{0,12}(?:至少|不少于)",
    ),
)
REQUIRED = Rule(
    "required behind",
    "剩余4件将于1月底前办结。",
    r"""(?:[\p{Han}\d]{1,6}前)?(?:均|都|全部)?
        (?:要(?!求|素)|必须|须(?!知)|应当?(?![急届对用收付缴退交税征聘诉])|将(?=[于在]|全部))(?=[\p{Han}\d])(?![^，。；]{1,10}的)""",
)
GOAL = Rule(
    "the goal itself",
    "价格上涨2.4%，低于3.5%的预期控制目标。",
    r"的?(?:年度|全年|年初|既定|原定)?的?(?:预期|控制|调控|约束性)[\p{Han}]{0,4}(?:目标|指标)",
)
BUDGET = Rule(
    "budgeted",
    "支出年初预算为85万元，支出决算为80万元。",
    r"""(?<!(?:占|完成|执行|超|较|比)[^，。；]{0,6})(?<!公共|基金|经营)
        预算(?:数|额|总额|安排)?(?:为|是|共|约)?$""",
)
PLANNED = Rule("under a heading of plans", "二、2026年工作安排\n新建学校6所。")
GOES_ON = Rule("goes on with what will be done", "明年将新建学校6所。改造危房300户。")
LIMIT = Rule("limit", "债务规模不突破3亿元。")
SIGNED = Rule("grew, told by its sign", "净利润4.5亿元（同比+29.6%）。", r"[同环]比$|[（(]$")
CHANGE = Rule("growth or decline", "产量12万吨，同比增长8.5%。")
NEAR = (
    Rule(
        "more than before",
        "人均结案271件，比上年多结29件。",
        r"(?:比|较)(?:[上去前]|同期|年初|历史|20)[^，。；]{0,8}(?P<up>多)(?!出|元)[\p{Han}]{0,2}$",
        "change",
    ),
    Rule(
        "less than before",
        "接待来访310批，比上年少42批。",
        r"(?:比|较)(?:[上去前]|同期|年初|历史|20)[^，。；]{0,8}(?P<down>(?<!减)少)(?!于)[\p{Han}]{0,2}$",
        "change",
    ),
    Rule(
        "grew, told in one sign",
        "总产7150吨，比上年增3.6%。",
        r"(?:比|较|同比|环比|年均)[^，。；]{0,8}(?:(?P<up>[增升涨])|(?P<down>[降减跌]))(?:了|近|约|超)?$",
        "change",
    ),
    Rule(
        "gap between two things",
        "满意度比全省平均水平高1.2个百分点。",
        r"""(?:比(?:全[国省市县区州行]|[^，。；]{0,4}平均|当地|其他|同类|城镇|农村|世界|对照|计划|预期|目标|要求)
               [^，。；]{0,8}
             | (?<!(?:上年|去年|同期|年初|上月)[^，。；]{0,6})(?:线|标准|目标|任务|均值|要求|水平))
            [高低多少快慢](?:出|了|完成)?$""",
        "actual",
    ),
    Rule(
        "aim that measures nothing",
        "支持企业稳增长资金30万元。",
        r"(?:稳|保|促)(?:增长|增收|增产)(?:资金|专项资金|项目)?$",
        "actual",
    ),
    Rule(
        "sign inside a name",
        "青海玛多7.4级地震。",
        r"(?<![比较增减净新][^。；\n]{0,40}|偏)[多少]$",
        "actual",
    ),
    Rule(
        "gained by each",
        "发展药材3200亩，每亩增收800元。",
        r"(?:每[\p{Han}]{1,2}|户均|人均|亩均|头均)(?:年均?|可|预计|均)?(?:增收|节约|节省)(?:近|约|超过?)?$",
        "actual",
    ),
)
STATUS_RULES = (*AIMS, REQUIRED, GOAL, BUDGET, PLANNED, GOES_ON, LIMIT, SIGNED, CHANGE, *NEAR)


def together(rules: tuple[Rule, ...]) -> regex.Pattern[str]:
    """One pattern of those of `rules`; the name of the group that fits is `_` and its place."""
    return regex.compile(
        "|".join(f"(?P<_{place}>{rule.pattern})" for place, rule in enumerate(rules)),
        regex.VERBOSE,
    )
