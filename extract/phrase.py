"""Phrases: the words in front of a figure, taken apart into scope, action and the thing counted.

A phrase reads from the left: words of time and order that say nothing about the thing (目前, 共),
who acted (全国纪检监察机关), what was done (查处), to what (案件); and from the right: what joins it to
its number (达到, 同比增长).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

import regex

from extract.lexicon import Prefixes, Suffixes, entries, table, words

VERB_STAGES = table("verbs.tsv")
VERBS = Prefixes(VERB_STAGES)
VERB_ENDINGS = Suffixes(VERB_STAGES)
NOMINAL = words("nominal_verbs.txt")
_ACTORS = Suffixes(row[0] for row in entries("actors.tsv"))
_OFFICIAL = words("actors.tsv", "official")
LEAD = Prefixes(words("lead_words.txt"))
MANNER = Prefixes(words("manner_words.txt"))
_TAIL_CLASSES = table("tail_words.tsv")
_TAILS = Suffixes(_TAIL_CLASSES)

# A single character that closes a longer word and is no tail there: 统计, 行为, 自由, 新增, 所有.
_TAIL_CLASHES = {
    "计": "统设审会估预合总累",
    "为": "行作人认成",
    "由": "自理事缘",
    "从": "服",
    "有": "所国公私享含占拥持具没固特原国",
    "增": "新净",
    "减": "精",
    "中": "集高初其空途水市手",
    "内": "境国区市省县室",
    "各": "",
    "多": "众许最",
    "少": "减至缺最",
    "高": "提增升拔最",
    "低": "降减最",
    "等": "平高中初均",
    "至": "甚直",
    "升": "提晋上",
    "降": "下",
    "在": "存现所",
    "要": "主重需纪",
    "将": "即",
    "占": "侵",
    "超": "赶",
    "达": "发到传",
    "近": "附最",
    "约": "节签条",
    "是": "但",
    "的": "",
    "应": "反响适",
    "需": "急内所",
    "还": "归偿返退",
    "快": "",
    "翻": "",
    "再": "",
    "了": "",
    "共": "公中",
    "均": "平人户年月日",
}
_PERIOD = regex.compile(
    r"""
    (?: 截[至止](?:目前|[^，。；]{0,12}?(?:底|末|日|年|月(?!份)|月份))
      | [^，。；：、]{0,16}?以来(?!的)
      | [^，。；：、]{0,10}期间
      | (?:今|去|明|前|本|当|上)年(?:上半年|下半年|年底|末|初|[一二三四]季度|前三季度)?
      | (?:全年|上半年|下半年|年底|年末|年初|近年|近年来|当前|目前|本[年月季期]|上[月季])
      | (?:过去|近|最近|这)?(?:[一二两三四五六七八九十]+|\d+)年(?:来|间)
      | (?:截至)?(?:目前|当前|日前|近日|迄今|至今)
    )
    (?:为止|，)?""",
    regex.VERBOSE,
)
PREPOSITIONS = Prefixes(
    "对 对于 向 为 为了 将 把 以 按 按照 在 于 从 由 围绕 针对 结合 面向 通过 会同 联合 依托 依据 根据 与 同 给 就 自".split()
)
NOT_PREPOSITIONS = frozenset("对口 对接 对外 为期 以上 以下 以内 在建 在校 在册 在岗 在职 在编 在办 在线 在线 从业 从事 从严 自主 自治 自然 自营 自付 自筹 自建 自来 同比 同步 就业 就近 就地 就诊 由于 向社 按揭 按期 在逃 在押 在读 在地 自动 自行 自愿 自贸 自查 自用 就餐 为民 同城 以工 以旧 以县 在用 在外 自费 自种 自有 给水 给付 给予 按时 按比 为主 从轻".split())
# 共 and its like also mark the border between who acted and what was done, inside a phrase.
MARKERS = Prefixes("共 累计 已 均 先后 分别 共计 总共 已经 全年 全年共 共同 依法 今年以来 陆续 相继".split())
_NOT_MARKERS = frozenset("公共 共产 共青 共建 共享 共同 共和 共治 共有 共识 共管 共富 平均 人均 户均 均衡 均等 月均 年均 日均 中共 已故 均价 共性".split())
_STRONG_ACTOR = regex.compile(
    r"^.{0,24}?(?:党组(?:[(（]党委[)）])?(?!织)|党委(?:[(（]党组[)）])?|党组织|纪委监委|党支部)(?!书记|成员|领导|班子|会|办|负责|主要|委员|理论学习中心组成员|换届|工作|建设|政府|会议|数|总数)"
)

_DATED = regex.compile(
    r"""\s*(?:截[至止])?(?:\d{4}年(?:度|底|末|初|上半年|下半年|第?[一二三四]季度|前三季度|(?:\d{1,2}[至到—-])?\d{1,2}月(?:份|底|末|\d{1,2}日)?)?
        |\d{1,2}[至到—-]\d{1,2}月份?|\d{1,2}月(?:份|底|末|\d{1,2}日)?|第?[一二三四]季度|“[十一二三四五]{2,3}”(?:时期|期间))(?:以来|期间|间)?""",
    regex.VERBOSE,
)


def head_period(text: str, start: int, end: int) -> str:
    """The words of time at the head of a sentence (今年以来, 截至2023年12月底); empty if none."""
    for pattern in (_DATED, _PERIOD):
        found = pattern.match(text, start, end)
        if found and found.end() > start and text[found.end() : found.end() + 1] in "，,全各我本":
            return found[0].strip().rstrip("，")
    return ""


class Phrase(NamedTuple):
    """A phrase taken apart.

    `core` is the name that is left: action with object, or noun. `tail` holds the classes of the
    words between it and the number, `lead` the last of the words stripped from its front.
    """

    core: str
    action: str
    scope: str
    period: str
    tail: str
    lead: str


# 其他15起: the rest, named by no more than that.
_OTHERS = frozenset(("其他", "其余", "其它"))


class Dates:
    """Where the dates of a text stand."""

    def __init__(self, spans: Iterable[tuple[int, int]] = ()) -> None:
        """`spans` are the dates' starts and ends, in order."""
        self._spans = list(spans)
        self._starts = [start for start, _ in self._spans]

    def within(self, start: int, end: int) -> tuple[tuple[int, int], ...]:
        """The dates that begin in `text[start:end]`, counted from `start`."""
        at = bisect_left(self._starts, start)
        if at == len(self._starts) or self._starts[at] >= end:
            return ()
        last = bisect_left(self._starts, end)
        return tuple((first - start, stop - start) for first, stop in self._spans[at:last])


NO_DATES = Dates()


def take_apart(text: str, start: int, end: int, dates: Dates, counts: bool = False) -> Phrase:
    """Take apart the phrase `text[start:end]`, which stands in front of a figure.

    `dates` tells where the dates of the text stand; `counts` that the figure counts things (户, 个)
    and does not measure.
    """
    return _take_apart(text[start:end], dates.within(start, end), counts)


@lru_cache(maxsize=16384)
def _take_apart(text: str, dates: tuple[tuple[int, int], ...], counts: bool) -> Phrase:
    """The same of a phrase on its own; phrases recur (同比增长), in a report and between reports."""
    start, end, date_ends = 0, len(text), dict(dates)
    begin, period, lead = _strip_lead(text, start, end, date_ends)
    stop, tail = _strip_tail(text, begin, end, date_ends, counts)
    core, earlier = clean(text[begin:stop]), ""
    for at in range(begin + 2, stop - 2):
        # 内蒙古2019年实施产业扶贫项目: a date divides who acted from what was done.
        if at in date_ends and date_ends[at] < stop - 1 and text[at - 1] not in "“《（由从前近":
            period = text[at : date_ends[at]]
            earlier, core = clean(text[begin:at]), clean(text[date_ends[at] : stop])
            core = core.removeprefix("的")
    core = _after_preposition(_strip_comparison(core))
    if not core and lead in _OTHERS:
        core = lead
    core, scope = _split_subject(core)
    if not scope and not VERBS.at(core, 0):
        core, scope = _split_place(core)
    scope = scope or earlier
    core = _strip_manner(core)
    return Phrase(core, action_of(core), scope, period, tail, lead)


def clean(name: str) -> str:
    """A name without the blanks and line breaks that the page put into it."""
    if not name.isalnum():
        name = "".join(name.split())
    name = name.strip("、，,：:—-·．|│和与*#_")
    return name[:-1] if name.endswith("及") and name[-2:] not in VERB_STAGES else name


def _strip_lead(
    text: str, start: int, end: int, date_ends: dict[int, int]
) -> tuple[int, str, str]:
    """Where the phrase begins behind words of time and order; the period, and the last such word."""
    at, period, lead = start, "", ""
    while at < end:
        sign = text[at]
        if sign in " \u3000\n\t、，>#*":
            at += 1
            continue
        stop = date_ends.get(at, 0) or (sign in _SPAN_SIGNS and date_ends.get(at + 1, 0))
        if stop and stop <= end:
            # 2019年的, 2019年底: what stands behind the date goes with it.
            period = text[at:stop]
            at = stop
            while at < end and text[at] in "”的前后内":
                at += 1
            if text.startswith(("时期", "期间", "以来"), at):
                at += 2
            continue
        found = _PERIOD.match(text, at, end)
        if found and found.end() > at:
            period = found[0].rstrip("，")
            at = found.end()
            continue
        word = LEAD.at(text, at)
        if word and at + len(word) <= end and not _opens_longer_word(text, at, word):
            at += len(word)
            lead = word
            continue
        break
    return at, period, lead


# 近三年, 前五年: the sign in front of a span of time.
_SPAN_SIGNS = frozenset("近前这上到至“")
# 和谐, 及时, 等级, 使用, 要求, 将军, 要素: a lead word that begins a longer one.
_LEAD_CLASHES = {
    "和": "谐平解睦田县林",
    "与": "会",
    "及": "时格",
    "等": "级待候额值效",
    "使": "用命馆领",
    "要": "求素道闻点案件",
    "将": "军来领",
    "达": "标成",
    "含": "量义金",
    "现": "代场金行役货存有实状象任",
    "并": "购网轨联",
    "共": "产青建享同和治识管富性",
    "均": "衡等价线",
    "即": "时将",
    "再": "就生造担次制贷融保",
    "拟": "定订",
    "另": "类",
    "让": "利",
    "的": "士确",
    "只": "",
    "还": "款贷建原",
    "同": "",
    "则": "",
    "都": "市江",
    "计划": "生单总外",
    "平均": "预期寿",
    "全部": "",
}


def _opens_longer_word(text: str, at: int, word: str) -> bool:
    clash = _LEAD_CLASHES.get(word)
    following = text[at + len(word) : at + len(word) + 1]
    return bool(clash and following and following in clash)


# 蹿升到, 猛增到, 锐减至: any growth or decline that ends somewhere.
_REACHED = regex.compile(r"(?:[\p{Han}](?=[升增降减涨跌扩缩长落]))?[升增降减涨跌扩缩长落][到至为](?<!现为)$")


# 农房风貌提升26.4万户: what is counted in households or pieces is not raised by so many.
_UNCOUNTED_CHANGES = frozenset(("提升", "提高", "改善", "扩大", "压缩", "精简", "缩短"))


_KEPT_ALONE = frozenset("完成 实现 人均 户均 日均 月均 年均 平均 已完成 累计完成 月人均".split())
_NOTHING = frozenset(("", "基本", "全部", "已", "累计", "每"))
# 由上期的63家, 从原来的5个: a change from some time, told by no date.
_FROM = regex.compile(r"(?<![自理缘经])由[^，、由从]{0,8}的?$|(?<![服])从[^，、由从]{0,8}的?$")


def _strip_tail(
    text: str, begin: int, end: int, date_ends: dict[int, int], counts: bool
) -> tuple[int, str]:
    """Where the phrase ends in front of what joins it to its number; the classes of those words."""
    stop, classes = end, ""
    for _ in range(8):
        while stop > begin and text[stop - 1] in " \u3000\n\t、，":
            stop -= 1
        if stop <= begin:
            break
        word = _TAILS.ending(text, stop)
        if word and stop - len(word) >= begin:
            clash = _TAIL_CLASHES.get(word[0])
            before = stop - len(word) - 1
            if clash and before >= begin and text[before] in clash:
                if len(word) == 1:
                    break
                word = word[1:]
            if counts and word in _UNCOUNTED_CHANGES:
                break
            if word in _KEPT_ALONE and text[begin : stop - len(word)] in _NOTHING:
                # 完成4个, 人均800元: with nothing in front the word itself is what is told.
                break
            classes += _TAIL_CLASSES[word] + " "
            stop -= len(word)
            continue
        origin = _FROM.search(text, max(begin + 1, stop - 11), stop)
        if origin:
            classes += "from "
            stop = origin.start()
            continue
        reached = _REACHED.search(text, begin, stop)
        if reached:
            classes += "reached "
            stop = reached.start()
            continue
        date = _date_before(text, begin, stop, date_ends)
        if date >= 0:
            stop = date
            continue
        break
    return stop, classes


def _date_before(text: str, begin: int, stop: int, date_ends: dict[int, int]) -> int:
    """Where the date or word of time begins that ends at `stop`; −1 if none does."""
    if text[stop - 1] in "年月日底末初度期间届":
        for at in range(max(begin, stop - 14), stop):
            if date_ends.get(at) == stop:
                return at
    for word in ("目前", "去年", "今年", "上年", "上年同期", "当年", "年底", "年初"):
        if text.endswith(word, begin, stop):
            return stop - len(word)
    return -1


def _after_preposition(core: str) -> str:
    """The phrase behind a prepositional one in front of it (为困难人员发放补贴 → 发放补贴)."""
    word = PREPOSITIONS.at(core, 0)
    if not word or core[:2] in NOT_PREPOSITIONS:
        return core
    listed = core.rfind("等", 0, len(core) - 2)
    if listed > 0 and len(VERBS.at(core, listed + 1)) >= 2:
        # 围绕市场、金融等推出举措
        return core[listed + 1 :]
    for at in range(len(word) + (len(word) == 1), len(core) - 1):
        verb = finite_verb_at(core, at)
        if verb:
            return core[at:]
    if word in ("对", "将", "把", "为", "在", "会同", "向", "从", "由", "给"):
        return core[len(word) :]
    return core


# 较专项整治前, 比全国: what a change is measured against is no part of the name.
_COMPARISON = regex.compile(r"(?<![对占评攀排无相])(?:较|比(?!例|重|率|赛|武|亚|较|特|值|分))[^，的]{1,14}$|^(?:较|比)$|(?:约?为|是|相当于|达)(?:去年|上年|前|全国|全省|同期|上期|当地|平均|19|20)[^，、占]{0,14}的?$|不?[低高]于[^，]{2,16}的?$")


# 合并重复件后转办10558件: what had happened before.
_AFTERWARDS = regex.compile(r"^[\p{Han}、]{2,14}?(?<![以之今然最前背])后(?=[\p{Han}]{2})")


def _strip_comparison(core: str) -> str:
    found = _COMPARISON.search(core)
    if found:
        core = core[: found.start()]
    earlier = _AFTERWARDS.match(core)
    if earlier and len(VERBS.at(core, earlier.end())) >= 2:
        core = core[earlier.end() :]
    return core


def finite_verb_at(core: str, at: int) -> str:
    """The verb that stands at `at` and makes a clause, not a noun; empty if none does."""
    verb = VERBS.at(core, at)
    if len(verb) < 2 or verb in NOMINAL:
        return ""
    return verb


_MEASURE_NOUN = regex.compile(
    r"(?:人数|数量|总数|总额|总量|比例|比重|面积|里程|收入|规模|支出|价格|增幅|增速|[率额量值])$"
)


_SHORT_SUBJECT = 6
_WHOLE_NOUNS = frozenset("新发生 党组织 级组织 会组织 层组织 团组织 罪组织".split())
# 石家庄围绕民生领域查摆问题, 蟠龙社区有居民: who or where, then what about, then what was done.
_ABOUT = regex.compile(r"^(?P<who>[\p{Han}]{2,12}?)(?:围绕|针对|聚焦|结合|通过|依托|按照|坚持)(?=[\p{Han}]{2})")
_THERE_IS = regex.compile(
    r"^(?P<who>[\p{Han}]{1,10}[区市县村镇乡省校院司])(?:共|现|拥)?有(?=[\p{Han}]{2})(?!效|关|限|色|机|序|力|的)"
)


def _split_subject(core: str) -> tuple[str, str]:
    """What was done, and who did it, of a phrase that may begin with its subject."""
    about = _ABOUT.match(core)
    if about:
        rest = _after_preposition(core[about.end("who") :])
        if len(VERBS.at(rest, 0)) >= 2:
            return rest, about["who"]
    there_is = _THERE_IS.match(core)
    if there_is:
        return core[there_is.end() :], there_is["who"]
    length = len(core)
    at = 0
    while at < length:
        sign = core[at]
        if sign in "“（(《":
            closing = core.find({"“": "”", "（": "）", "(": ")", "《": "》"}[sign], at)
            if closing > 0:
                at = closing + 1
                continue
        if at:
            marker = MARKERS.at(core, at)
            if (
                marker
                and core[at - 1 : at + 1] not in _NOT_MARKERS
                and core[at : at + 2] not in _NOT_MARKERS
                and at + len(marker) < length
            ):
                rest = core[at + len(marker) :]
                if is_verb_only(rest) and not _ACTORS.ending(core, at):
                    # 高原炊具累计销售5.1亿元: what stands before is the thing, not who acted.
                    return core[:at] + rest, ""
                return rest, core[:at]
        verb = VERBS.at(core, at)
        if len(verb) >= 2:
            if at == 0:
                return core, ""
            if _MEASURE_NOUN.search(core):
                # 重点高校招收农村学生人数: the whole is one noun.
                return core, ""
            if core[at - 1 : at + 2] in _WHOLE_NOUNS:
                at += 2
                continue
            actor = _ACTORS.ending(core, at)
            if not actor and at <= _SHORT_SUBJECT and verb not in NOMINAL:
                # 三亚查摆问题: a short name that no list holds, in front of what was done.
                stop = at + len(verb)
                if (
                    length - stop >= 2
                    and at >= 2
                    and core[stop] not in "的率额量数"
                    and "的" not in core[:at]
                    and verb not in ("组织", "发生")
                ):
                    return core[at:], core[:at]
            if actor and (verb not in NOMINAL or (actor in _OFFICIAL and at + len(verb) == length)):
                return core[at:], core[:at]
            at += len(verb)
            continue
        at += 1
    strong = _STRONG_ACTOR.match(core)
    if strong and length - strong.end() >= 4:
        return core[strong.end() :], strong[0]
    return core, ""


# 温州市洞头区: the names of places that stand in front of what is there.
_PLACE_NAMES = regex.compile(
    r"""(?:该[县市区省镇村局院校乡州旗委]|(?:我[国省市县区州旗]|全[国省市县区州旗])(?![级际直优会委总人])
        |[\p{Han}]{2,3}(?<![城都超上股门夜早菜集互])市(?![级直属域政场民容区属])
        |“[^”]{1,8}[州区县]”
        |[\p{Han}]{2,4}(?<![治户社园山地灾景校小辖库林牧矿片街市城郊老新特专战湾])区(?![域级划属间])
        |[\p{Han}]{1,3}(?<![各国困点强个数农全])县(?![级域城委政])
        |[\p{Han}]{2,3}(?<![各全])省(?![级委政市外内部直属份厅])
        |[\p{Han}]{2,6}自治[州县旗区])+(?=[\p{Han}“]{2})""",
    regex.VERBOSE,
)


def _split_place(core: str) -> tuple[str, str]:
    """A name without the places in front of it, and the places."""
    found = _PLACE_NAMES.match(core)
    return (core[found.end() :], found[0]) if found else (core, "")


def _strip_manner(core: str) -> str:
    """The phrase without the adverbs of manner in front of its verb."""
    while True:
        word = MANNER.at(core, 0)
        if not word or not VERBS.at(core, len(word)):
            return core
        core = core[len(word) :]


# What is dealt with: behind 整改, 排查, 处理 these are the object, and the verb is one (整改问题).
_OBJECTS = tuple(words("objects.txt"))
# What is drawn up or held: behind 整改, 学习 these make a noun of the two (整改措施, 学习教育活动).
_NOT_OBJECTS = tuple("措施 方案 报告 制度 机制 意见 办法 清单 任务 工作 活动 会议 中心 人员 人数 机构 项目 工程 资金 费用 金额 总额 收入 设施 设备 场所 平台 系统 体系 标准 面积 数量 总量 能力 水平 率 额 量 费 款 员 人".split())


def action_of(core: str) -> str:
    """The verb with which a name begins, several joined by 、 with it; empty if there is none."""
    verb = VERBS.at(core, 0)
    if len(verb) < 2:
        return ""
    end = len(verb)
    if core.endswith(_OBJECTS):
        # 梳理排查各类问题
        following = VERBS.at(core, end)
        end += len(following) if len(following) >= 2 else 0
    while core[end : end + 1] in ("、", "和", "并", "及") and end < len(core):
        other = VERBS.at(core, end + 1)
        if len(other) < 2:
            break
        end += 1 + len(other)
    if verb in NOMINAL and end < len(core) and core[end] not in "了出到":
        # 接待床位, 整改措施: the verb is a part of the noun, unless a noun of some length follows.
        if len(core) - end >= 3 and not core.endswith(_NOT_OBJECTS):
            return verb
        return verb if core.endswith(_OBJECTS) else ""
    return core[:end]


def stage_of(action: str, core: str) -> str:
    """Where in a campaign the action stands; `other` where no verb tells."""
    if action:
        first = VERBS.at(action, 0)
        return VERB_STAGES.get(first, "other")
    last = VERB_ENDINGS.ending(core, len(core))
    return VERB_STAGES[last] if len(last) >= 2 else "other"


def is_verb_only(core: str) -> bool:
    """Whether the phrase is a verb with no object (取消, 动态调整)."""
    if not core:
        return False
    if core in VERB_STAGES:
        return True
    last = VERB_ENDINGS.ending(core, len(core))
    return len(last) >= 2 and len(core) - len(last) <= 2


def ends_with_verb(core: str) -> bool:
    """Whether the phrase ends with a verb whose object is yet to come (本次审计抽查)."""
    last = VERB_ENDINGS.ending(core, len(core))
    if last == "组织" and len(core) > 2:
        # 涉黑组织, 基层党组织
        return False
    before = len(core) - len(last)
    return len(last) >= 2 and (
        last not in NOMINAL or before <= 2 or bool(_ACTORS.ending(core, before))
    )


def _all_verbs(core: str) -> bool:
    """Whether the phrase is nothing but verbs (立案处理)."""
    at = 0
    while at < len(core):
        verb = VERBS.at(core, at)
        if len(verb) < 2:
            return False
        at += len(verb)
    return bool(core) and core not in _NO_ACTION


def last_verb(core: str) -> str:
    """The verb with which the phrase ends (动态调整 → 调整), verbs joined by 、 whole."""
    if action_of(core) == core:
        return core if core not in _NO_ACTION else ""
    if _all_verbs(core) and VERB_ENDINGS.ending(core, len(core)) in NOMINAL:
        return core
    stem = core.rstrip("了出着到") or core
    last = VERB_ENDINGS.ending(stem, len(stem))
    if len(last) >= 2 and last not in _NO_ACTION and stem != core:
        return core[len(stem) - len(last) :].rstrip("着")
    if len(last) < 2 or last in _NO_ACTION or not ends_with_verb(core):
        return action_of(core) if "、" in core or "“" in core else ""
    return last


# Verbs that say no more than that there is something.
_NO_ACTION = frozenset("剩余 其余 现有 共有 拥有 存在 涵盖 包含 设有 尚有 仍有 还有 余下".split())
