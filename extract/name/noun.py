"""Nouns behind a figure: where the name of the thing ends (15家国家机关｜坚持开门搞整治)."""

from __future__ import annotations

from functools import lru_cache

import regex

from extract.name.phrase import LEAD, clean
from extract.name.subject import MANNER, MARKERS, NOT_PREPOSITIONS, PREPOSITIONS
from extract.text.lexicon import Prefixes, words
from extract.text.memory import KEPT
from extract.text.verb import (
    ACTORS,
    COMPOUND_HEADS,
    NOMINAL,
    OFFICIAL_ACTORS,
    VERBS,
    finite_verb_at,
)

_BRACKETS = {"“": "”", "《": "》", "（": "）", "(": ")", "「": "」"}
# Words that no noun goes over: what follows them is told of the thing, not a part of its name.
_CUTS = Prefixes(words("name_ends.txt"))
# The same characters inside words (有效, 在册, 比例).
NOT_CUTS = words("name_end_clashes.txt")
# 项目基本完工, 公众号统一整合到: adverbs left at the end of a noun.
_LEFT_OVER = regex.compile(
    r"(?:(?<![更创革翻全最崭])新|日前|近日|目前|今年|先后|免费|尚|仅|只|正加快|加快|正|的基础上|统一|基本|全部|全面|妥善|提前|顺利|即|[人户日月年平]?均|都|已|也|全|违规|依法|分别|普遍|之一|整县|按期|如期|按时|成功|首次|率先|集中|及时|共同|主动|积极|及其?(?:所属|下属|所辖)|所属|予|加以|进行|直接|陆续|自愿|公开|累[计积]|[合总共]计|予以|正在|同时|还|将|又|再|了|的|[一二三四]季度|年内|年底前|(?<![高初集空途水其])中|里|内)$"
)
# 背街巷道改造等民生工程: what 等 sums up adds nothing to the name.
_SUMS_UP = regex.compile(r"等(?:民生|重点|惠民)(?:工程|项目|实事)$")
# 整合到, 转化为: a verb that elsewhere stands inside nouns makes a clause here.
_VERB_PARTICLES = frozenset("到至为了成入出给于在过")
_PREDICATES = Prefixes(words("predicates.txt"))
# What words end with that are nouns and that no list holds: 猕猴桃, 毒贩.
NOUN_SIGNS = words("noun_signs.txt")
_PLAIN_ADVERBS = frozenset("新再仍未不")
_PASSIVES = frozenset("获被遭")
_DEGREE = Prefixes(words("degree_words.txt"))
# 直属单位｜主要负责同志: where units are counted, those who act for them are no part of the name.
_ORGANISATION = regex.compile(
    r"(?:单位|省市|省份|部门|企业|县区|县|市|区|乡镇|街道|村|学校|机关|公司|党组织|党支部)(?=的?(?:预算|决算|账目|财务|内控|主要负责|负责人|负责同志|党委政府|党政|领导班子|[“]?一把手)|(?<=村)村(?:集体|级|委|民))"
)


_SINCE = regex.compile(
    r"(?:19|20)\d\d年(?:度|底|末|初)?(?:以[来后前]|之?[前后]|至今)?(?=\p{Han}{3})"
)
_GOING = regex.compile(
    r"的?基础上|在[校线岗编册][内里外上]|到(?=\p{Han}{3})(?![位期账场岗户村会访案港馆达站货])"
)
# 2个在80%至90%之间: told of the thing at once.
_TELLING = frozenset("在均已未")


# 犯罪组织, 党组织, 社会组织: what stands in front of a body of that name.
_BODIES = frozenset("质罪团会层黑际济力党级")
_DESCRIBED = regex.compile(r"(?:已经?|尚?未|均未|在)[^，。；、的]{2,10}的(?=\p{Han}{2})")


# 检查组, 安置点, 举报电话: what makes a noun of a verb in front of it.
NOUN_TAILS = frozenset("组队员站点室所局部会者率量额费款证书表单案件区线网器机车馆院校团班人地")


def begins_with_verb(text: str, place: int, end: int) -> bool:
    """Whether the words at `place` go on with a verb, an adverb or a preposition, not a noun."""
    verb = VERBS.at(text, place)
    if len(verb) >= 2 and place + len(verb) <= end:
        return not _makes_noun(text, place, verb, end)
    sign = text[place : place + 1]
    adverb = MANNER.at(text, place) or (sign if sign in _PLAIN_ADVERBS else "")
    verb = VERBS.at(text, place + len(adverb)) if adverb else ""
    if len(verb) >= 2 and not _makes_noun(text, place + len(adverb), verb, end):
        return True
    if sign and sign in _PASSIVES and text[place : place + 2] not in NOT_CUTS:
        # 三篇获省局领导批示
        return True
    if LEAD.at(text, place) or MARKERS.at(text, place) or _PREDICATES.at(text, place):
        return text[place] != "的"
    preposition = PREPOSITIONS.at(text, place)
    if VERBS.at(text, place + len(preposition)) in NOMINAL:
        # 联合检查, 对口支援
        return False
    return bool(preposition) and text[place : place + 2] not in NOT_PREPOSITIONS


def _makes_noun(text: str, place: int, verb: str, end: int) -> bool:
    """Whether the verb at `place` is a noun here, or the first part of one.

    It is all that there is (22个｜报告), or a noun is made of it (45个｜检查组).
    """
    stop = place + len(verb)
    if verb not in NOMINAL:
        return False
    if stop >= end or (text[stop] in NOUN_TAILS and text[stop : stop + 2] not in _NOT_NOUNS):
        return True
    return text.startswith(_LONG_HEADS, stop)


# 融资平台, 压力测试事项
_LONG_HEADS = tuple(head for head in COMPOUND_HEADS if len(head) > 1 and head not in ("人员",))
# 检查部分单位, 学习人物事迹: the sign opens a word of its own.
_NOT_NOUNS = frozenset(
    ("部分", "部门", "地方", "地区", "人民", "人员", "人物", "单位", "案例", "件件", "会议")
)


def begins_clause(text: str, place: int, end: int, spent: bool = False) -> bool:
    """Whether the words at `place` tell something of what stands before, and name nothing.

    A verb that also stands inside nouns (考核评比), or a phrase that goes on to 的, may name; not
    so behind money that was `spent` (投资1.2亿元完成了绿化工程).
    """
    adverb = MANNER.at(text, place)
    verb = VERBS.at(text, place + len(adverb))
    if len(verb) >= 2:
        if not adverb and not finite_verb_at(text, place):
            return False
        if spent or text[place + len(adverb) + len(verb) : end][:1] == "了":
            return True
    particle = text.rfind("的", place + 2, end)
    return not (0 < particle < end - 2)


def noun_behind(
    text: str, start: int, end: int, governed: bool = False, to_figure: bool = False
) -> str:
    """The noun phrase at the head of `text[start:end]`, which stands behind a figure.

    It ends where a verb, an adverb or a preposition makes a clause of what follows. A phrase that
    itself begins with one and goes on to 的 (为基层减负的具体措施) is taken whole. `governed` tells
    that the noun is the object of a verb in front of the figure (新增8个整县推进融合发展试点), so
    that a verb inside it is part of the name; `to_figure` that another figure stands at `end`, so
    that a verb in front of it belongs to that one (4个方面｜查出29个单位).
    """
    return _noun_behind(text[start:end], governed, to_figure)


@lru_cache(maxsize=KEPT)
def _noun_behind(text: str, governed: bool, to_figure: bool) -> str:
    """The same of a phrase on its own; phrases recur, in a report and between reports."""
    start, end = 0, len(text)
    since = _SINCE.match(text) if text[:1] in "12" else None
    if since:
        # 328个2006年以后新建的定居点
        start = since.end()
    if (
        # 3.23批次｜/千人
        text[:1] in ("（", "(", "/")
        # 手机4部｜等一批物品
        or text.startswith("等一")
        or (to_figure and text[:1] in (" ", "\u3000"))
    ):
        return ""
    while start < end and text[start] in "的之 \u3000\n":
        start += 1
    caused = _CAUSED.match(text, start) if text[start : start + 1] in ("因", "由") else None
    if caused:
        # 3起因违规操作引发的｜安全事故
        start = caused.end()
    if text.startswith("不等的", start):
        # 处以1万元至10万元不等的罚款
        start += 3
    if _GOING.match(text, start):
        # 拿出5000万元在校内打造特区, 往返100公里到盟里看病
        return ""
    if not governed and _DESCRIBED.match(text, start):
        # 35家已巡察过的党组织
        start = _DESCRIBED.match(text, start).end()  # type: ignore[union-attr]
    if start >= end or (text[start] in _TELLING and text[start : start + 2] not in NOT_CUTS):
        return ""
    if MARKERS.at(text, start) and text[start : start + 2] not in NOT_CUTS and "的" not in text:
        return ""
    within = _AMONG.search(text, start, end) if "中" in text else None
    end = within.start() if within else end
    at = start
    relative = begins_with_verb(text, start, end)
    if relative:
        particle = text.rfind("的", start + 2, end)
        at = particle + 1 if start < particle < end - 2 else start
    while at < end:
        closing = _BRACKETS.get(text[at])
        if closing:
            place = text.find(closing, at, end)
            at = place + 1 if place > 0 else at + 1
            continue
        verb = VERBS.at(text, at)
        if verb != "组织" and verb.startswith("组织") and text[at - 1] in _BODIES:
            # 党组织｜开展
            verb = "组织"
        long = len(verb) >= 2 and at + len(verb) <= end
        if long and text[at - 1] in "）)" and _PLACES_IN_BRACKETS.search(text, start, at):
            # 8个州（市）｜指导抗旱工作
            break
        if at > start:
            if _ends_name(text, at) or _deverbal(text, at, end):
                break
            enough = at - start >= 2 or text[start] in "县市省区州旗盟乡镇村国"
            if long and enough and _makes_clause(text, at, verb, end, to_figure):
                if at + len(verb) >= end or text[at + len(verb)] in _VERB_PARTICLES:
                    break
                if to_figure and text[at + len(verb)] == "的":
                    # 20个市直单位｜报送的优惠政策138项
                    break
                particle = text.rfind("的", at, end)
                nearest = text.find("的", at, at + len(verb) + 6)
                if at < particle < end - 2 and end - particle > 12 and nearest > at:
                    # 中央财政下达的专项扶贫资金在省级财政滞留
                    particle = nearest
                    at = particle + 1
                    continue
                if at < particle < end - 2 and end - particle <= 12:
                    # 群众反映强烈的共性难题: the clause describes the noun behind it.
                    at = particle + 1
                    continue
                if not governed or _acts_itself(text, at, verb):
                    break
        at += len(verb) if long else 1
    particle = text.rfind("的", start + 2, at)
    # 不实举报的干部｜澄清: who it is told of, and no way of dealing with a thing
    described = relative or _person(text, at)
    if (
        not described
        and at < end
        and particle > max(start, at - 5)
        and VERBS.at(text, at)[:2] in NOMINAL
    ):
        # 92个商圈的智慧化｜改造: how the thing is dealt with
        at = particle
    noun = clean(text[start : min(at, end)])
    if (
        to_figure
        and noun[-1:] in ("高", "低")
        and noun[-2:] not in ("最高", "最低", "提高", "降低")
    ):
        # 比63%的管控线低1.8个百分点
        noun = noun[:-1]
    organisation = _ORGANISATION.search(noun)
    if organisation:
        noun = noun[: organisation.end()]
    lacking = None if governed else _LACKING.match(noun)
    if lacking:
        # 14个村账务公开不及时
        noun = lacking["body"]
    summed = _SUMS_UP.search(noun)
    if summed and summed.start() > 1:
        noun = noun[: summed.start()]
    while True:
        left_over = _LEFT_OVER.search(noun)
        if left_over is None or left_over.start() < 2 - (noun[0] in _PLACES):
            return noun.rstrip("的")
        noun = noun[: left_over.start()]


def _person(text: str, place: int) -> bool:
    """Whether a word of two signs for a person ends in front of `place`."""
    who = ACTORS.ending(text, place)
    return len(who) == 2 and who not in OFFICIAL_ACTORS


def _acts_itself(text: str, place: int, verb: str) -> bool:
    """Whether those who are the object of one verb go on to do another thing.

    成立检查组｜下沉一线, 招录协理员｜充实力量
    """
    return text[place - 1] in _THOSE_WHO and verb not in NOMINAL and VERBS.at(text, place) == verb


_THOSE_WHO = frozenset("员组队团师")


def _deverbal(text: str, at: int, end: int) -> bool:
    """Whether 的 at `at` leads to what is done with the thing (92个商圈的｜改造提升)."""
    if text[at] != "的":
        return False
    verb = VERBS.at(text, at + 1)
    stop = at + 1 + len(verb)
    return verb in NOMINAL and (
        stop >= end or len(VERBS.at(text, stop)) >= 2 or text[stop] in "和及"
    )


_LACKING = regex.compile(
    r"(?P<body>(?:单位|部门|企业|学校|医院|乡镇|街道|社区|县|市|区|村))(?=[\p{Han}]{2,6}[不未])"
)
_PLACES = frozenset("省市县区州旗盟乡镇村户校家")
_CAUSED = regex.compile(
    r"(?:因|由于?)[^，。；的]{2,24}?(?:造成|引发|导致|引起|致使|诱发|产生|形成)的(?=\p{Han}{2})"
)
_PLACES_IN_BRACKETS = regex.compile(r"[（(][省市县区州旗盟乡镇、]{1,5}[）)]$")
_INSIDE = frozenset("其集高初空途水手")
# What ends a name behind a figure, whatever it is the name of.
_ENDS = regex.compile(
    r"""
      # 纪委监委｜积极协助党委: adverbs that stand in no name
      (?<![的、和最不])
      (?:积极|主动|认真|坚决|严肃|切实|大力|进一步|不断|逐步|常年|长期|普遍|纷纷|相继|陆续)
      (?!分子|性|权|型|脉|因素|作用|态度|贡献|照护|护理|贷款|失业|投资|股权|居住|合同|服务)
      # 15个法院｜人均收案, 125万亩小麦｜平均单产
    | (?:人均|户均|亩均|日均|月均|年均|平均)(?=\p{Han}{2})
      # 13个重点园区｜2025年营业收入
    | (?:19|20)\d\d年
      # 剩余13处隐患｜计划6月底前销号
    | (?:计划|预计|拟)(?=\d|[今明]年|年[内底])
      # 327个贫困村｜中已有
    | (?<![其集高初空途水手])中(?=[已有仍尚未均，]|了解|发现|看出|得知|得出|可以)
      # 上交“红包”｜、涉及金额
    | 、(?=涉[及案])
      # 404个岛屿｜组成, 对72名干部｜一一慰问
    | 组成$ | 一一(?=\p{Han}{2})
      # 高校毕业生等青年｜到粤东粤西就业
    | (?<=[人员生年者工民队团姐童部])到(?=\p{Han}{2})(?![位期账场岗会案])
      # 96个村民小组｜中通硬化路的达到
    | 中(?=[^，。；、的]{2,10}的(?:达到?|有|为|共|占)?$)
    """,
    regex.VERBOSE,
)


# 满意度问卷｜中了解到当下的需求
_AMONG = regex.compile(r"中(?=了解|发现|看出|得知|得出)")
# The signs with which what ends a name begins.
_END_SIGNS = (
    _CUTS.signs
    | MANNER.signs
    | _DEGREE.signs
    | frozenset("组一积主认坚严切大进不逐常长普纷相陆人户亩日月年平中到、12计预拟")
)


def _ends_name(text: str, at: int) -> bool:
    """Whether the name of a thing ends in front of `at`."""
    if text[at] not in _END_SIGNS:
        return False
    if _ENDS.match(text, at):
        return True
    if text[at] == "中" and at > 1 and text[at - 1] not in _INSIDE and VERBS.at(text, at + 1):
        # 22场消夏晚会中表演
        return True
    cut = _CUTS.at(text, at)
    if not cut:
        adverb = MANNER.at(text, at) or _DEGREE.at(text, at)
        stop = at + len(adverb)
        told = len(VERBS.at(text, stop)) >= 2 or _PREDICATES.at(text, stop)
        return bool(adverb and told) and text[at - 1] != "的"
    return (
        text[at : at + 2] not in NOT_CUTS
        and text[at - 1 : at + 1] not in NOT_CUTS
        and text[at - 1] not in "的、和不"
    )


# 500余名运动员｜参加: at the end of a clause these are told of those who are counted.
_TAKING_PART = frozenset(("参加", "参与", "受益", "入选", "获奖", "到场", "在场"))
_NAMED_AFTER = frozenset("县市区村乡镇户组队员")


def _makes_clause(text: str, at: int, verb: str, end: int, to_figure: bool) -> bool:
    """Whether the verb at `at`, behind a noun, is told of the noun."""
    stop = at + len(verb)
    if text[at - 1] in "的、和及与未新党待拟":
        return False
    if "的" in text[:at] and verb not in NOMINAL and _person(text, at + len(verb) + 2):
        # 功底深厚的专题｜授课教师: who does it
        return False
    last = stop
    while (further := VERBS.at(text, last)) and len(further) >= 2 and last + len(further) < end:
        last += len(further)
    after = last > stop and text[last] in _NAMED_AFTER
    if after or (last > stop and verb in NOMINAL and text.startswith(_LONG_HEADS, last)):
        # 集贸市场改造提升工程, 挂牌督战县
        return False
    if verb == "组织" and text[at - 1] in _BODIES:
        return False
    if text[stop : stop + 1] in NOUN_TAILS and text[stop : stop + 2] not in _NOT_NOUNS:
        # 产业集聚区, 举报电话
        return False
    if verb[:2] in NOMINAL and text.startswith(_LONG_HEADS, stop):
        return False
    nominal = verb in NOMINAL or not ACTORS.ending(text, at)
    if (
        nominal
        and text[at - 1] not in _THOSE_WHO
        and 0 < end - stop <= 4
        and not to_figure
        and text.endswith(COMPOUND_HEADS, stop, end)
    ):
        # 集中收网行动
        return False
    if (
        to_figure
        and stop < end
        and ACTORS.ending(text, at) in OFFICIAL_ACTORS
        and verb != "生产"
        and text[stop] not in "的率额量"
    ):
        # 8个部门｜约谈企业52家次
        return not text.startswith(_LONG_HEADS, stop)
    if to_figure and text[stop : stop + 1] == "的" and finite_verb_at(text, at):
        # 18个市直单位｜报送的优惠政策124项
        return True
    if stop >= end and len(verb) >= 4 and finite_verb_at(text, at):
        # 中小企业｜提供服务: a verb with its object
        return True
    if stop >= end and verb in _TAKING_PART:
        return True
    if stop >= end:
        told = finite_verb_at(text, at) or text[at - 1] in NOUN_SIGNS
        return to_figure and verb != "组织" and bool(told)
    if text[stop] in _VERB_PARTICLES and text[stop : stop + 2] not in NOT_CUTS:
        return True
    if not finite_verb_at(text, at):
        return False
    # 公交新型客车更换, 犯罪组织: at the end of the phrase the verb is the noun's own head.
    return text[stop] not in "、和及与等的"


def last_comma(text: str, start: int, end: int) -> int:
    """Where the last 、 of `text[start:end]` stands outside brackets and quotations; −1 if none."""
    at, found = start, -1
    while at < end:
        closing = _BRACKETS.get(text[at])
        if closing:
            place = text.find(closing, at, end)
            at = place + 1 if place > 0 else at + 1
            continue
        if text[at] == "、":
            found = at
        at += 1
    return found
