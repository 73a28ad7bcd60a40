"""Subjects: who acted and where, taken off the front of a phrase, so that what was done is left.

全国纪检监察机关共查处案件 divides into the body and 查处案件, 温州市洞头区基层政务APP into place
and thing; phrases of a preposition (为困难群众发放补贴) and adverbs of manner (依法查处) go too.
"""

from __future__ import annotations

import re

import regex

from extract.text.lexicon import Prefixes, Suffixes, words
from extract.text.verb import (
    ACTORS,
    COMPOUND_HEADS,
    NOMINAL,
    OFFICIAL_ACTORS,
    VERB_ENDINGS,
    VERBS,
    finite_verb_at,
    is_verb_only,
)
from writing.han import with_han

PREPOSITIONS = Prefixes(words("prepositions.txt"))
NOT_PREPOSITIONS = words("preposition_clashes.txt")
MANNER = Prefixes(words("manner_words.txt"))
# 共 and its like also mark the border between who acted and what was done, inside a phrase.
MARKERS = Prefixes(words("subject_markers.txt"))
_NOT_MARKERS = words("subject_marker_clashes.txt")
_STRONG_ACTOR = regex.compile(
    r"^.{0,24}?(?:党组(?:[(（]党委[)）])?(?!织)|党委(?:[(（]党组[)）])?|党组织|纪委监委|党支部)(?!书记|成员|领导|班子|会|办|负责|主要|委员|理论学习中心组成员|换届|工作|建设|政府|会议|数|总数)"
)


# Frames: a phrase of a preposition in front of what is counted, which is the group `name`.
_FRAMES = (
    # 按常住人口计算人均生产总值
    regex.compile(r"按[^，、]{2,10}?(?:计算|统计|折算|口径)的?(?P<name>.{2,})"),
    # 对责任单位满意
    regex.compile(r"对[^，]{2,10}?(?P<name>(?:非常|比较|基本|不)?满意)"),
    # 以劳务输出为主的收入
    regex.compile(r"以[^，、]{2,12}?为(?:主|主体|重点|主导|核心|基础)的(?P<name>.+)"),
    # 因光荣牌更换不及时等扣分项
    regex.compile(r"因.+等(?P<name>[^等]{2,})"),
    # 因酒后驾驶引发交通事故: the cause is a part of what it caused
    regex.compile(
        r"(?:因|由于|由)(?P<name>[^，]{2,14}?(?:引发|导致|造成|致使|引起|诱发)[^，]{2,})"
    ),
    # 从进境货物中截获有害生物
    regex.compile(
        r"(?:从|在|于)[^，的]{2,16}?(?<![其集高初适命])中(?P<name>(?!国|心|央|小|学|等|介)[^，]{3,})"
    ),
    # 处于办结时限内正在办理
    regex.compile(
        r"处?[在于][^，的]{2,12}?(?:期限|时限|期间|过程|基础|范围)[内中上](?:正在)?(?P<name>[^的，]{2,}.*)"
    ),
)


def after_preposition(core: str) -> str:
    """The phrase behind a prepositional one in front of it (为困难人员发放补贴 → 发放补贴)."""
    if core[:1] == "被" and len(VERBS.at(core, 1)) < 2:
        # 被领导和部门批示: by whom it was done
        return next((core[at:] for at in range(3, len(core) - 1) if finite_verb_at(core, at)), core)
    word = PREPOSITIONS.at(core, 0) if core[:1] in PREPOSITIONS.signs else ""
    if not word or core[:2] in NOT_PREPOSITIONS:
        return core
    for frame in _FRAMES:
        framed = frame.fullmatch(core)
        if framed:
            return framed["name"]
    if word in ("对", "对于") and (done := _done_to_those(core)):
        return done
    if done := _behind_examples(core, len(word)):
        return done
    for at in range(len(word) + (len(word) == 1), len(core) - 1):
        if finite_verb_at(core, at) or (core[at] == "新" and core[at + 1] in _BUILDING):
            return core[at:]
    if word in ("对", "将", "把", "为", "在", "会同", "向", "从", "由", "给"):
        return core[len(word) :]
    return core


# 为贫困村｜新修公路
_BUILDING = frozenset("建修增设购添植栽种开改扩")


def _behind_examples(core: str, place: int) -> str:
    """The predicate behind a list of examples, or a title at `place`; empty if there is none."""
    listed = core.rfind("等", 0, len(core) - 2)
    if listed > 0 and len(VERBS.at(core, listed + 1)) >= 2:
        # 围绕市场、金融等推出举措
        return core[listed + 1 :]
    title = core.find("》", place) if core[place : place + 1] == "《" else -1
    if title > 0 and len(VERBS.at(core, title + 1)) >= 2:
        # 按照《行为清单》认定失信行为
        return core[title + 1 :]
    return ""


def _done_to_those(core: str) -> str:
    """What was done to those who are described: 对不构成犯罪的依法｜监督撤案; else empty."""
    rest = core[core.find("的", 3) + 1 :]
    done = strip_manner(rest)
    return done if done != rest != core and len(VERBS.at(done, 0)) > 1 else ""


# 较专项整治前, 比全国: what a change is measured against is no part of the name.
_COMPARISON = regex.compile(
    r"""
      # 较专项整治前, 比上年: not 占比, 相比, 较大
      (?<![对占评攀排无相比])
      (?:较(?![大高多重好强低小长快为])|[同环]?比(?!例|重|率|赛|賽|对|對|武|亚|较|特|值|分))
      (?:[^，的”]|“[^，”]*”){1,14}$
      # 立案数与上年同期相比
    | (?<=..)[与同和](?:[上去前]年|上[月期季]|往年|同期|年初|全[国省市])
      [^，、]{0,6}(?:相比|比较|对比)$
    | ^比(?!例|重|率|赛|賽|对|對|较|值)[^，“”]{2,16}$
    | ^(?:较|比)$
      # 超全市平均单产
    | ^超(?:出|过)?(?:全[国省市县区]|计划|目标|平均|预期)[^，]{0,8}$
      # 为同期水平的, 是上年的, 相当于全省的, 是“十三五”末的
    | (?<![成作认列转])(?:为|是|相当于)[^，、占]{0,12}(?:时期|期间|水平|标准|均值|同期)的?$
    | (?<![成作认列转])(?:约?为|是|相当于|达)
      (?:平时|平日|往常|往年|去年|上年|前|全国|全省|同期|上期|当地|平均|19|20)[^，、占]{0,14}的?$
    | (?<![成作认列转])(?:为|是|相当于)[^，、占]{1,10}[末初底年期]的$
      # 高于全市平均水平, 好于行业降幅, 高出全省
    | (?:不?[低高]于|[好优快慢大小多少]于|[高低多]出)[^，]{2,16}的?$
    """,
    regex.VERBOSE,
)


# The signs of which every comparison holds one.
_COMPARES = re.compile("[较比超为是于出达]")
_COMPARING = frozenset("比较")
# 比改革前减轻负担: the comparison stands in front of what was done.
_COMPARED_BEFORE = regex.compile(r"^[比较][^，的]{1,8}?(?:前|以前|同期|时|[上去]年|年初|年底)")


# 合并重复件后转办10558件: what had happened before.
_AFTERWARDS = regex.compile(
    r"^[\p{Han}、]{2,14}?(?<![以之今然最前背酒灾震产术战售课事落先病饭])后(?=[\p{Han}]{2})"
)


def strip_comparison(core: str) -> str:
    """The phrase without what a change is measured against and what had happened before."""
    before = _COMPARED_BEFORE.match(core) if core[:1] in _COMPARING else None
    if before and len(VERBS.at(core, before.end())) >= 2:
        core = core[before.end() :]
    found = _COMPARISON.search(core) if _COMPARES.search(core) else None
    if found:
        core = core[: found.start()]
    earlier = _AFTERWARDS.match(core) if "后" in core else None
    if earlier and len(VERBS.at(core, earlier.end())) >= 2:
        core = core[earlier.end() :]
    return core


MEASURE_NOUNS = (
    *("人数", "天数", "件数", "次数", "户数", "案数", "时长", "用时", "总数", "比例", "比重"),
    *("面积", "里程", "收入", "规模", "支出", "价格", "增幅", "增速", "率", "额", "量", "值"),
    *("收益", "利润", "盈利"),
)


_SHORT_SUBJECT = 6
_WHOLE_NOUNS = frozenset(
    ["新发生", "党组织", "级组织", "会组织", "层组织", "团组织", "罪组织", "联组织"]
)
# 石家庄围绕民生领域查摆问题, 蟠龙社区有居民: who or where, then what about, then what was done.
_ABOUT = regex.compile(
    r"^(?P<who>[\p{Han}]{2,12}?)(?:围绕|针对|聚焦|结合|通过|依托|根据|按照|坚持|采取)(?=[\p{Han}“]{2})"
)
_WHERE = regex.compile(
    r"^(?P<who>[\p{Han}]{2,10}?)(?<![存正现所潜实内外驻旨自])在(?![校职岗册编建办线用押读逃园]|地[下方])"
)
# 发放问卷、个别访谈等方式征求意见: by what means.
_MEANS = regex.compile(r"(?:方式|形式|渠道|途径|办法|手段)")
_HELD = regex.compile(r"^(?P<who>[^把将，]{2,20})[把将](?![等、手])(?=[\p{Han}]{2,8}$)")
_THERE_IS = regex.compile(
    r"^(?P<who>[\p{Han}]{1,10}[区市县村镇乡省校院司场]|[\p{Han}]{0,8}(?:派出|税务|司法|卫生|研究|看守)所|[境辖域]内|[\p{Han}]{2,10}的[\p{Han}]{2,4})[内里]?(?:共|现|拥)?有(?=[\p{Han}]{2})(?!效|关|限|色|机|序|力|的)"
)


# 检察机关批捕率, 人民医院建筑面积, 中央财政将安排资金: a body, and what is counted of it. So of
# 我局干部职工参学率 and 白云机场旅客吞吐量; but 进港航班数, 全省高铁里程 are what is counted.
_BODY = regex.compile(
    r"""^(?P<who>
          [我本全该][场校局厅院所站厂矿队]
        | [\p{Han}]{2,6}?(?:派出所|税务所|司法所|卫生院|卫生室|敬老院|幼儿园|中学|小学)
          (?=[年月日][均度])
        | (?![新全我本各在进出离到占单])[\p{Han}--[向对由与后和及的将在、]]{2,8}?
          (?:机场|口岸|海关|车站|客运站|高铁|地铁|油田|煤矿|电站|港(?=[货集吞年]))
        | [\p{Han}--[向对由与后和及的将]]{0,10}?
          (?:检察机关|检察院|人民法院|(?<=[市省县区级国高])法院|公安机关|税务机关|监察机关
            |学校(?=[生班师]均)
            |[林农牧渔]场|(?P<own>公司|学校|医院)(?=[\p{Han}]{4})(?![债治感食])
            |人民医院|中医院|保健院|附属[\p{Han}]{0,4}医院|集团)
        | 法院 | 公安
        | (?:中央|各级|地方|[省市县区]级?)财政(?=(?:将|拟)|安排|用于|投入|拨付|下达|统筹|筹措)
        )
        (?P<aim>将|拟|共|已)?(?=\p{Han}{2})""",
    regex.VERBOSE | regex.V1,
)


_BODY_SIGN = re.compile("^[我本全该]|[院关政团安校场岸站铁田矿港司所室园学]")


# 武进职教中心｜占地面积, 学院｜图书馆藏书量: any body, in front of what only bodies have.
_BODY_MEASURES = Suffixes(words("body_measures.txt"))
_BODY_ENDS = Suffixes(words("body_ends.txt"))
# 东联村｜集体收入, but 贫困村｜集体收入, 实现｜村集体收入
_VILLAGE = regex.compile(
    r"(?!\p{Han}*实现)[\p{Han}]{2,4}(?<![困政然点范贫薄空城各个全农美型等弱壳出新老区])村"
)
_KINDS_OF_BODIES = Prefixes(words("list_modifiers.txt") - words("places.txt"))
_OF_ANY = frozenset("全各每该本我")


def _measured_of_body(core: str) -> tuple[str, str]:
    """What is measured of the body that stands in front of it, and the body; else empty."""
    measure = _BODY_MEASURES.ending(core, len(core))
    who = core[: len(core) - len(measure)]
    if not measure or len(who) < 2 or "的" in who or who[0] in _OF_ANY:
        return "", ""
    kind = _KINDS_OF_BODIES.at(who, 0)
    body = _BODY_ENDS.ending(who, len(who)) and not (len(kind) > 1 and len(who) > len(kind))
    return (measure, who) if body or _VILLAGE.fullmatch(who) else ("", "")


def _body_in_front(core: str) -> tuple[str, str]:
    """What is counted of a body, and the body; empty where the phrase begins with none."""
    measured = _measured_of_body(core)
    if measured[0]:
        return measured
    body = None
    if core[:1] != "占" and _BODY_SIGN.search(core):
        body = _BODY.match(core)
    if body is None or finite_verb_at(core, 0):
        return "", ""
    rest = core[body.end() :]
    counted = rest.endswith(MEASURE_NOUNS) and rest[0] not in "的和与、及"
    # 拱北口岸｜日均出入境人员
    counted = counted or (rest[1:2] == "均" and _PER_TIME.match(rest) is not None)
    if body["own"] and not counted:
        # 公司投资收益, but not 学校拥有教师
        return "", ""
    spent = rest.startswith("用于")
    if (
        counted
        or spent
        or (len(VERBS.at(rest, 0)) >= 2 and (body["aim"] or not is_verb_only(rest)))
    ):
        return rest, body["who"]
    return "", ""


_PER_TIME = re.compile("[日月年]均(?=...)")
_THINGS = Suffixes(words("name_heads.txt"))
_KINDS_OF_THINGS = words("list_modifiers.txt") - words("places.txt")


def _is_thing(core: str) -> bool:
    """Whether a short phrase in front of a verb is no name of a body or a place.

    基础疾病合并感染, 境外输入病例
    """
    return core in _KINDS_OF_THINGS or len(_THINGS.ending(core, len(core))) > 1


def _is_body(name: str) -> bool:
    """Whether a word that begins like a verb is the name of a body (推广中心)."""
    return len(name) <= _SHORT_SUBJECT and len(_BODY_ENDS.ending(name, len(name))) > 1


# 可网上｜办理, 不予处罚或者｜减轻处罚, 第一种形态｜帮助: not who acted.
_NO_SUBJECT = regex.compile(
    r"的|性$|^[占赴进]|^第[一二三四五](?:种|类)|^[可能应需]|[或和与及、]者?$|[不未没]|均$|^.{1,2}(?:[后中内下上间]|(?<!目)前)$"
)


# 财政拨款支出, 政府采购预算: a noun that begins like a body.
_FIXED = regex.compile(
    r"(?:^|[、等])(?:财政(?:拨款|补助|补贴|投资|贴息|支持)|政府(?:采购|投资|购买|补贴|补助|贴息|债券|债务|性)|国家(?:赔偿|助学|救助|奖励|资助|储备|标准)|社区矫正|企业(?:所得税|年金|职工养老)|群众(?:信访|投诉|来信|来访)|规模(?:服务|工业|企业))"
)
_FIXED_SIGN = re.compile("[财政企群规国社]")
_DENIES = re.compile(r"[不未没]|无[法力]")
# Words of which one stands in every phrase that a rule of `_framed` divides.
_FRAMING = re.compile(
    r"围绕|针对|聚焦|结合|通过|依托|根据|按照|坚持|采取|在|[把将]|有|方式|形式|渠道|途径|办法|手段|[向对为给就]"
)
# 妇联向各乡镇妇联分配, 党组织就改进作风征求意见: who did it, and to whom or about what.
_TOWARDS = regex.compile(
    r"^(?P<who>[\p{Han}（）、]{2,20}?)(?P<word>[向对为给]|就(?![业近地学读诊医职任]))(?=[\p{Han}“]{2})"
)
_CONSULTING = ("征求", "征集", "听取", "召开", "开展", "提出", "作出", "进行", "签订", "达成")


def split_subject(core: str) -> tuple[str, str]:
    """What was done, and who did it, of a phrase that may begin with its subject.

    Where a negation stands in front of what was done, the phrase is not divided: 无法｜严肃查处.
    """
    predicate, who = _divided(core)
    return (core, "") if who and _DENIES.search(who) else (predicate, who)


# 公司工会代表公司党政慰问了｜困难职工; but not 了解, 了结
_DONE_BEFORE = re.compile(r"(?<=..)了(?![解结却])(?=[^，]{2})")
# 建设任务是新增床位, 数量居前两位的罪名、人数分别是盗窃: what it is, told of what stands before.
_IS = re.compile(
    r"^[^，“（]{2,}?(?<![但还就凡总于若像可要既只正却倒])(?:分别|主要|依次)?是(?![否非])(?=[^，]{2})"
)


# 带动各地｜化解积案, 一些地方和单位｜少支付补偿: those who are not told by name.
_OTHERS = re.compile(
    r"(?:(?:带动|推动|督促|指导|引导|促使)(?:各|全|有关|相关|地方|当地)|一些|部分|个别|有的|不少)"
)
_MOVING_ALL = regex.compile(r"(?<=..)(?:带动|推动|督促|指导|引导|促使)各(?=[\p{Han}]{3,})")
_OTHERS_START = frozenset("带推督指引促一部个有不")
_FALSELY = frozenset("少多漏虚未")
_LONGEST_OTHERS = 14


def _done_by_others(core: str, place: int) -> tuple[str, str] | None:
    """What was done, and by whom, where those who did it are only told of in general."""
    for at in range(place, min(len(core) - 2, _LONGEST_OTHERS)):
        done = core[at] in _FALSELY and len(VERBS.at(core, at + 1)) > 1
        if (done or finite_verb_at(core, at)) and ACTORS.ending(core, at):
            return core[at:], core[:at]
    return None


# 全国海关从进境货物中｜截获有害生物
_OUT_OF = re.compile(r"^(?P<who>[^，、从]{2,16})从[^，的]{2,12}?(?<![其集高初])中(?=[^，]{3})")


# 审计已向有关部门｜移送问题: who did it, that no list holds, in front of an adverb
_SOMEONE_TOWARDS = re.compile(r"^(?P<who>[^，、的]{2,8}?)(?:已|共|先后|累计)(?=[向对为给])")


def _done_or_is(core: str) -> tuple[str, str] | None:
    """What was done, where 了 stands behind it, or what it is that something consists of."""
    done = _DONE_BEFORE.search(core) if "了" in core else None
    verb = VERB_ENDINGS.ending(core, done.start()) if done else ""
    at = done.start() - len(verb) if done else 0
    if len(verb) > 1 and at > 1 and "的" not in core[:at]:
        return core[at:], core[:at]
    told = _IS.match(core) if "是" in core else None
    rest = core[told.end() :] if told else ""
    if told and (len(VERBS.at(rest, 0)) > 1 or told[0].endswith("分别是")):
        return rest, ""
    return None


def _divided(core: str) -> tuple[str, str]:
    framing = _FRAMING.search(core) is not None
    towards = _SOMEONE_TOWARDS.match(core) if framing else None
    if towards and (done := after_preposition(core[towards.end() :])) != core[towards.end() :]:
        return done, towards["who"]
    others = _OTHERS.match(core) if core[:1] in _OTHERS_START else None
    if "各" in core and (moved := _MOVING_ALL.search(core)):
        # 巡察整改推动各单位｜完善制度
        core = core[moved.start() :]
        others = _OTHERS.match(core)
    out_of = _OUT_OF.match(core) if "从" in core else None
    if out_of and ACTORS.ending(core, out_of.end("who")):
        return core[out_of.end() :], out_of["who"]
    told = _done_or_is(core) if "了" in core or "是" in core else None
    told = told or (_done_by_others(core, others.end()) if others else None)
    if told:
        return told
    if _FIXED_SIGN.search(core) and _FIXED.search(core):
        return core, ""
    counted, who = _body_in_front(core)
    if counted:
        return counted, who
    if framing:
        framed = _towards(core) or _about(core) or _somewhere(core)
        if framed:
            return framed
        core = _behind_means(core) or core
        framed = _held_or_there(core)
        if framed:
            return framed
    return _at_the_verb(core)


def _towards(core: str) -> tuple[str, str] | None:
    """妇联向各乡镇妇联分配: what was done, and who did it, to someone or about something."""
    found = _TOWARDS.match(core)
    if found is None or not ACTORS.ending(found["who"], len(found["who"])):
        return None
    rest = core[found.start("word") :]
    if found["word"] == "就":
        # 就办实事: the word is an adverb, where no verb tells what was said about the thing.
        rest = rest[1:]
        told = (at for at in range(2, len(rest) - 1) if rest.startswith(_CONSULTING, at))
        rest = rest[next(told, 0) :]
    else:
        rest = after_preposition(rest)
    return (rest, found["who"]) if VERBS.at(rest, 0) or rest.startswith("办") else None


def _about(core: str) -> tuple[str, str] | None:
    """石家庄围绕民生领域查摆问题: who did what, about something or by some means."""
    about = _ABOUT.match(core)
    if about is None:
        return None
    rest = core[about.end("who") :]
    by_means = _behind_means(rest)
    if by_means:
        # 各单位通过上缴国库、调整账目等方式整改问题金额
        return by_means, about["who"]
    rest = after_preposition(rest)
    return (rest, about["who"]) if len(VERBS.at(rest, 0)) >= 2 else None


def _somewhere(core: str) -> tuple[str, str] | None:
    """警方在万象抓获嫌疑人: what was done, and who did it, somewhere."""
    where = _WHERE.match(core)
    if where is None:
        return None
    if VERB_ENDINGS.ending(where["who"], len(where["who"])) and "的" in core:
        # 起诉发生在企业中的职务侵占案件: where it is that describes the thing
        return None
    rest = after_preposition(core[where.end("who") :])
    return (rest, where["who"]) if finite_verb_at(rest, 0) else None


def _held_or_there(core: str) -> tuple[str, str] | None:
    """新办法把奖励上限, 蟠龙社区有居民: what is held to be, or is, and of whom."""
    held = _HELD.match(core)
    if held and not finite_verb_at(core, held.end()):
        return core[held.end() :], held["who"]
    there_is = _THERE_IS.match(core)
    return (core[there_is.end() :], there_is["who"]) if there_is else None


# Signs, besides those of verbs, at which a phrase may be divided, or that open a quotation.
_DIVIDING = MARKERS.signs | frozenset("占新“（(《")


def _at_the_verb(core: str) -> tuple[str, str]:
    """What was done, and who did it, divided at a marker (共, 累计) or at the verb."""
    length, verbs = len(core), VERBS.pairs
    at = 0
    while at < length:
        sign = core[at]
        if core[at : at + 2] not in verbs and sign not in _DIVIDING:
            at += 1
            continue
        if sign == "占" and at >= 2 and core[at + 1 : at + 2] not in ("地", "用", "据", "领"):
            # 缉毒量占自治区缉毒总量: a share of something, no matter whose.
            break
        if sign in "“（(《":
            closing = core.find({"“": "”", "（": "）", "(": ")", "《": "》"}[sign], at)
            if closing > 0:
                at = closing + 1
                continue
        if at:
            marker = MARKERS.at(core, at) if sign in MARKERS.signs else ""
            if (
                marker
                and core[at - 1 : at + 1] not in _NOT_MARKERS
                and core[at : at + 2] not in _NOT_MARKERS
                and at + len(marker) < length
            ):
                rest = core[at + len(marker) :]
                if (
                    is_verb_only(rest)
                    and not ACTORS.ending(core, at)
                    and core[:at] not in _PARTIES
                    and len(VERBS.at(rest, 0)) < 4
                ):
                    # 高原炊具累计销售5.1亿元: what stands before is the thing, not who acted.
                    return core[:at] + rest, ""
                return rest, core[:at]
        verb = VERBS.at(core, at)
        if sign == "新" and at and ACTORS.ending(core, at) in OFFICIAL_ACTORS:
            # 工商部门新登记各类市场主体
            verb = verb or ("新" * (len(VERBS.at(core, at + 1)) > 1) + VERBS.at(core, at + 1))
        if len(verb) >= 2:
            stop = at + len(verb)
            marked = stop + len(MARKERS.at(core, stop))
            if marked > stop and len(VERBS.at(core, marked)) > 1:
                # 全市巡察共｜发现问题: the work, and what came of it
                return core[marked:], core[:stop]
            if at == 0:
                if core.startswith(_DAYS):
                    at += len(verb) + 1
                    continue
                if verb in NOMINAL and core[len(verb) : len(verb) + 1] in ("组", "队", "员", "团"):
                    # 调研组列出问题: a body that is called after what it does.
                    at += len(verb)
                    continue
                return core, ""
            actor = ACTORS.ending(core, at)
            body = actor in OFFICIAL_ACTORS and verb not in NOMINAL
            if (not body or core[0] == "占") and core.endswith(MEASURE_NOUNS):
                # 重点高校招收农村学生人数: the whole is one noun; but 地税局｜组织税收收入
                return core, ""
            if core[at - 1 : at + 2] in _WHOLE_NOUNS:
                at += 2
                continue
            if core.endswith(_NO_ACTORS, 0, at):
                actor = ""
            going = len(actor) == 1 and (at == 2 and core[0] in _GOING)
            if going or (len(actor) == 1 and len(VERB_ENDINGS.ending(core, at)) > 1):
                # 上级转办｜交办: no office; 进京｜上访: where to
                actor = ""
            if verb[0] == "被":
                # 抢救被困人员
                at += len(verb)
                continue
            told = length - at - len(verb) >= 2 or len(verb) == 4
            if verb in _FINITE and told and "的" not in core[:at]:
                # 专线电话收到群众反映问题: whoever it is that stands in front
                taken = _TAKEN.search(core, 0, at)
                at = taken.start() if taken else at
                return core[at:], core[:at]
            if not actor and at <= _SHORT_SUBJECT and verb not in NOMINAL:
                # 三亚查摆问题: a short name that no list holds, in front of what was done.
                stop = at + len(verb)
                if (
                    length - stop >= 2
                    and not is_verb_only(core[at:])
                    and at >= 2
                    and core[stop] not in "的率额量数强书证性"
                    and not _is_body(core[at:])
                    and not _NO_SUBJECT.search(core[:at])
                    and not _is_thing(core[:at])
                    and not core.startswith(_CAUSES, stop)
                    and len(VERB_ENDINGS.ending(core, at)) < 2
                    and verb not in ("组织", "发生")
                ):
                    return core[at:], core[:at]
            if actor and (verb not in NOMINAL or _acts_officially(core, at + len(verb), actor)):
                return core[at:], core[:at]
            border = at - len(_ADVERB_ENDINGS.ending(core, at)) if verb in NOMINAL else at
            if 2 < border < at and ACTORS.ending(core, border) in OFFICIAL_ACTORS:
                # 煤矿安全监察机构｜现场监督检查
                return core[border:], core[:border]
            at += len(verb)
            continue
        at += 1
    strong = _STRONG_ACTOR.match(core) if "党" in core or "纪委监委" in core else None
    if strong and core[0] != "占" and length - strong.end() >= 4:
        return core[strong.end() :], strong[0]
    return core, ""


# 动车组发送旅客: what carries, no body.
_NO_ACTORS = ("动车组", "机组", "班列", "列车", "船队", "车队")
# 疲劳驾驶｜引发事故: what is told in front of these is a cause.
_CAUSES = ("引发", "导致", "造成", "致使", "引起", "诱发")
# Verbs that make a clause in front of any object, and stand inside no noun.
_FINITE = frozenset(
    ("收到", "接到", "受理", "接待", "破获", "抓获", "查获", "缴获", "打掉", "发送旅客", "运送旅客")
)
# 地方已办结, 报告日已整改: who did it, or by when, and not the thing.
_GOING = frozenset("进赴来离返到驻回")
_DAYS = ("报告日", "截止日", "检查日")
_PARTIES = frozenset(("地方", "各地", "各方", "当地", *_DAYS))
# 日均发送旅客: how the number was taken goes with what is counted.
_TAKEN = regex.compile(r"(?:日均|月均|年均|平均|单日|每天|每日|最高峰?日|高峰日|最高)+$")


def _acts_officially(core: str, stop: int, actor: str) -> bool:
    """Whether a verb up to `stop` that is also a noun is what an official body did.

    全市医保部门检查定点医药机构, yet 政府投资项目: the object is of some length and no mere head.
    """
    rest = len(core) - stop
    if actor not in OFFICIAL_ACTORS:
        return False
    long = len(VERBS.at(core, len(core) - rest - 4)) >= 4
    if rest >= _LONG_OBJECT and not VERBS.at(core, stop):
        # 药监局｜检查药品经营企业
        return True
    return not rest or ((rest >= 4 or long) and not core.endswith(COMPOUND_HEADS))


_LONG_OBJECT = 6


# 通过产业扶贫形式｜为贫困户
_TO_WHOM = frozenset("为向对给")


def _behind_means(core: str) -> str:
    """The predicate behind the words that say by what means; empty if there are none."""
    for means in _MEANS.finditer(core, 2):
        rest = core[means.end() :]
        told = after_preposition(rest) if rest[:1] in _TO_WHOM else rest
        if told != rest or len(VERBS.at(rest, 0)) >= 2:
            return told
    return ""


# 温州市洞头区: the names of places that stand in front of what is there.
_PLACE_NAMES = re.compile(
    with_han(
        r"""(?:中国共产党(?=党员)|该[县市区省镇村局院校乡州旗委]|(?:我[国省市县区州旗]|本[省市县区]|全[国省市县区州旗])(?![级际直优会委总性]|人(?=[民大社才事口])|三八|劳动?模|五一|优秀|先进|文明|最美|十佳|道德|示范|青年岗位|脱贫攻坚楷模)|[全我][镇乡村](?![级民办企委])
        |(?:全国|国家|我国)铁路(?!局|网|公司|运输企业|部门|职工)
        |铁路(?=(?:春运|暑运|假期)?(?:预计|累计|共)?(?:发送|到发|运送))
        |[\p{Han}]{2,3}(?<![城都超上股门夜早菜集互本该全各建创评获])市(?![级直属域政场民容区属际委纪])
        |“[^”]{1,8}[州区县]”
        |[\p{Han}]{2,4}(?<![治户社园山地灾景校小辖库林牧矿片街市城郊老新特专战湾])区(?![域级划属间际委政纪人])
        |^[省市县区乡镇村]里
        |[\p{Han}]{1,3}(?<![各国困点强个数农全出进])县(?![级域城委政际])
        |[\p{Han}]{2,3}(?<![各全])省(?![级委政市外内部直属份厅际])
        |[\p{Han}]{2,6}自治[州县旗区])+(?:[内里](?![蒙部外陆河容设科程弄]))?(?=[\p{Han}“\d]{2})"""
    ),
    re.VERBOSE,
)


# With one of these, a sign of an area or 自治 further on, every place begins that is not listed.
_PLACE_SIGNS = frozenset("该我本全国中铁“")
_AREA_SIGNS = frozenset("市区县省")
PLACES = Prefixes(words("places.txt"))
# 北京大学, 广州港, 上海合作组织: the place is a part of the name.
_NOT_APART = frozenset("、和及与的等口大市省区县港路人话站局台江河湖山岛桥镇合行城地片新")


# 成都平原, 长三角城市群
_LANDSCAPES = (
    *("平原", "盆地", "高原", "半岛", "都市圈", "城市群", "铁路", "高铁", "高速"),
    *("机场", "机械", "机床", "机电", "机关", "机构", "机务"),
)


def may_hold_place(core: str) -> bool:
    """Whether a place may stand in front of a name: a quick look before its patterns are tried."""
    return core[:1] != "占" and (core[:2] in PLACES.pairs or _may_open_place(core))


def _may_open_place(core: str) -> bool:
    """Whether a place that is not listed may stand in front; signs cost less than a pattern."""
    return (
        core[:1] in _PLACE_SIGNS
        or not _AREA_SIGNS.isdisjoint(core[1:5])
        or core[1:2] == "里"
        or "自治" in core[2:8]
    )


def split_place(core: str) -> tuple[str, str]:
    """A name without the places in front of it, and the places."""
    if not may_hold_place(core):
        return core, ""
    found = _PLACE_NAMES.match(core) if _may_open_place(core) else None
    at = found.end() if found else 0
    while core[at : at + 2] in PLACES.pairs:
        place = PLACES.at(core, at)
        stop = at + len(place)
        apart = place and len(core) - stop >= 3 and core[stop] not in _NOT_APART
        if not apart or core.startswith(_LANDSCAPES, stop):
            break
        at = stop
    return core[at:], core[:at].rstrip("内里")


def without_adverbs(scope: str) -> str:
    """A scope without the adverbs at its end (浙江将重点); empty where it is but an adverb."""
    while scope:
        if scope[-1] not in _ADVERB_ENDINGS.signs:
            return scope
        adverb = _ADVERB_ENDINGS.ending(scope, len(scope))
        if not adverb:
            return scope
        scope = scope[: -len(adverb)]
    return ""


_ADVERB_ENDINGS = Suffixes(
    words("manner_words.txt") | words("degree_words.txt") | words("scope_adverbs.txt")
)


def strip_manner(core: str) -> str:
    """The phrase without the adverbs of manner in front of its verb."""
    if core.endswith(("率", "满意度", "标准", "面积")):
        # 及时受理率: the adverb is a part of what is measured.
        return core
    while True:
        word = MANNER.at(core, 0) if core[:1] in MANNER.signs else ""
        if not word or not VERBS.at(core, len(word)):
            return core
        core = core[len(word) :]
