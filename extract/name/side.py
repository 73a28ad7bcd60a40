"""Sides: whether the words in front of a figure name it (查摆问题7.7万多个), or those behind it.

The clause around the figure is taken apart into chunks; the first rule of `SIDES` that fits the
shape of them decides.
"""

from __future__ import annotations

from functools import lru_cache

import regex

from extract.figure import Figure
from extract.name.noun import NOUN_TAILS, begins_clause, begins_with_verb, noun_behind
from extract.name.phrase import Phrase
from extract.text.lexicon import words
from extract.text.memory import KEPT
from extract.text.rule import Alphabet, Rule, Rules
from extract.text.verb import (
    VERB_ENDINGS,
    VERB_STAGES,
    ends_with_verb,
    finite_verb_at,
    is_verb_only,
)

COUNTED_UNITS = words("unit_nouns.txt")
# 其余15条, 剩余4件: what is left of something told before.
RESTS = words("rest_words.txt")
MEASURED = frozenset(("percent", "points", "multiple", "money"))
FRONT, BEHIND = "name in front", "name behind"

CHUNKS = Alphabet(
    (
        # what stands in front: the words that are left of the phrase
        "whole",  # 全省, 各地: where, not what
        "rest",  # 其余, 剩余
        "action",  # 查处, in front of its object
        "predicate",  # 查处, 动态调整: a verb, or a verb behind a noun
        "thing",  # 问题, 查摆问题
        "total",  # 总投资, 罚款金额
        "rate",  # 失业率, 占比
        "aspect",  # 挂了, 带着: the noun is yet to come
        # what joins them to the number
        *("reached", "from", "share", "up", "down", "plain", "target"),
        # the last sign in front of it
        "etc",  # 违规吃喝等
        "of",  # 的
        "within",  # 组团内, 园区里
        "preposition",  # 为, 对, 在
        "at",  # 控制在, 稳定在
        "being",  # 有
        "adding",  # 小区新增: a verb that looks like a tail
        # the figure, by what it measures
        *("count", "noun_unit", "money", "percent", "points", "part", "duration"),
        # what stands behind it, up to the next figure or the end of the clause
        "end",
        "joint",  # 、 or 和
        "next",  # the next figure at once, with a noun for both (161类811条建议)
        "landmark",  # 大关, 台阶: what a value has reached
        "genitive",  # 的
        "clause",  # a verb that is told of what stands before (有力打击)
        "finite",  # a verb that is told at once and stands in no noun (实现结对)
        "verbal",  # a verb that may be a part of a noun (考核评比)
        "noun",
        "money_noun",  # 引导基金: a kind of money
    )
)

_TAIL = "({reached}|{from}|{share}|{up}|{down}|{plain}|{target})*"
_LAST = "({etc}|{of}|{within}|{preposition}|{at}|{being}|{adding})?"
_COUNTED = "({count}|{part}|{duration})"
_LINKED = "{aspect}?" + _TAIL + _LAST
_NOTHING_BEHIND = "({end}|{joint})"

SIDES = Rules(
    CHUNKS,
    (
        Rule(
            "nothing in front",
            "32家单位完成自查。",
            f"{_TAIL}{_LAST}[{{count}}-{{duration}}].*",
            BEHIND,
        ),
        Rule(
            "value reached or left",
            "人均收入由2375元提高到2423元。",
            ".*({reached}|{from}|{share}).*",
            FRONT,
        ),
        Rule(
            "whole in front",
            "辖区2100多位居民中，老年人占25%。",
            "{whole}.*({next}|{genitive}|{clause}|{finite}|{verbal}|{noun}|{money_noun})",
            BEHIND,
        ),
        Rule("one noun for two numbers", "“最多跑一次”三批次52个事项上线。", ".*{next}", BEHIND),
        Rule(
            "rest at the end",
            "检视问题36个，已整改21个，其余15个。",
            "{rest}.*" + _NOTHING_BEHIND,
            FRONT,
        ),
        Rule("rest with more behind", "检视问题36个，其余6个均已明确时限。", "{rest}.*", BEHIND),
        Rule(
            "verb and a noun as unit",
            "活动覆盖10省市。",
            f".*({{predicate}}{_LINKED}|{{etc}}){{noun_unit}}{_NOTHING_BEHIND}",
            BEHIND,
        ),
        Rule("words in front, nothing behind", "查摆问题320个。", ".*" + _NOTHING_BEHIND, FRONT),
        Rule("landmark behind", "粮食总产突破百万吨大关。", ".*{landmark}", FRONT),
        Rule(
            "described in front, told behind",
            "违规转租的56户清退了53户。",
            ".*{of}({count}|{part}){finite}",
            FRONT,
        ),
        Rule(
            "described or listed in front",
            "查摆违规吃喝等18项重点问题。",
            f".*({{etc}}|{{of}})({_COUNTED}|{{noun_unit}}).*",
            BEHIND,
        ),
        Rule(
            "sum described in front",
            "7个部门应缴的1.36亿元非税收入。",
            ".*{of}{money}({genitive}|{noun}|{money_noun})",
            BEHIND,
        ),
        Rule("noun as unit", "惠及10省市群众。", ".*{noun_unit}.*", BEHIND),
        Rule(
            "total in front of 的",
            "开工总投资3亿元的项目12个。",
            f"{{action}}?{{total}}{_LINKED}[{{count}}-{{part}}]{{genitive}}.*",
            FRONT,
        ),
        Rule(
            "rate in front of 的",
            "失业率控制在3.5%的较低水平。",
            "({rate}.*|.*{plain}.*({preposition}|{at}))({percent}|{part}){genitive}",
            FRONT,
        ),
        Rule(
            "share in front of 的", "推广到30%的行政村。", ".*({percent}|{part}){genitive}", BEHIND
        ),
        Rule(
            "verb in front of a figure and 的",
            "开展60次的督导检查。",
            f"{{predicate}}{_LINKED}[{{count}}-{{part}}]{{genitive}}",
            BEHIND,
        ),
        Rule(
            "kind of money behind 的",
            "公安机关准备了100万元的奖励资金。",
            ".*{money}{genitive}{money_noun}",
            BEHIND,
        ),
        Rule(
            "verb with an object, figure and 的",
            "完成中山公路19公里的路基改造项目。",
            f"{{action}}{{thing}}{_LINKED}{{count}}{{genitive}}",
            BEHIND,
        ),
        Rule(
            "noun in front of a figure and 的",
            "全长127公里的环线铁路建成通车。",
            ".*[{count}-{part}]{genitive}",
            FRONT,
        ),
        Rule("duration that describes", "开展为期7天的读书班。", ".*{duration}{genitive}", BEHIND),
        Rule("kind of money behind", "紧急预拨1.6亿元中央救灾资金。", ".*{money_noun}", BEHIND),
        Rule(
            "figure in a phrase of place",
            "园区里3家企业开展自查。",
            f".*({{within}}|{{preposition}}){_COUNTED}.*",
            BEHIND,
        ),
        Rule(
            "verb in front, object behind",
            "取消91项考核评比。",
            f".*{{predicate}}{_LINKED}{_COUNTED}{{verbal}}|{{predicate}}{_LINKED}{{money}}{{verbal}}",
            BEHIND,
        ),
        Rule("predicate behind", "问题320个全部整改。", ".*({clause}|{finite}|{verbal})", FRONT),
        Rule(
            "verb in front, noun behind",
            "覆盖95%以上行政村。",
            f".*({{predicate}}|{{aspect}}){_LINKED}[{{count}}-{{duration}}].*",
            BEHIND,
        ),
        Rule(
            "added in front of a noun",
            "高质量完成40项国家援外培训任务。",
            f".*{{adding}}{_COUNTED}.*",
            BEHIND,
        ),
        Rule(
            "there are so many",
            "位于城区的花园小区有3000多户居民。",
            f".*{{being}}{_COUNTED}.*",
            BEHIND,
        ),
        Rule(
            "value behind its noun",
            "企业年应纳税所得额100万元部分减半征收。",
            ".*({money}|{percent}|{points}).*",
            FRONT,
        ),
        Rule("count behind a noun", "建成城东和城西两个市民广场。", ".*", BEHIND),
    ),
)

_NOTHING_IN_FRONT = SIDES.first(CHUNKS.shape(("count", "end")))
# 全省, 各地 and their like: where, not what.
_WHERE = regex.compile(
    r"(?:全[国省市县区州旗镇乡村局院校系行业]+|我[国省市县区州旗委局院校]|各[地级方]|本[省市县区院校]|[^，。]{0,6}(?:省|市|县|区|州|旗|镇|乡|村|地区)|全行业|全系统|各地|国内|农村|城镇|城市|境内|境外)"
)
_WHOLE_ENDS = frozenset("国省市县区州旗镇乡村局院校系行业委地级方统内外")
_TOTALS = ("总投资", "总投资额", "总规模")
_AMOUNTS = ("额", "量", "值", "人口", "面积", "收入", "规模")
_RATES = ("率", "比重", "比例", "占比")
# 投入1亿元｜用于门店改造: what the money was spent on is told of it.
_SPENT_ON = ("用于", "用以", "用作")
_LANDMARKS = ("大关", "台阶", "关口", "门槛", "行列")
_MONEY_NOUN = regex.compile(
    r"(?:资金|补贴|贷款|经费|债券|基金|奖金|补助|补助金|保险费|[税专赔罚工货欠善捐房尾]款|工程款|订单|保证金|违约金|押金|定金|租金)$"
)
# 新增120个充电位: a verb that is taken for the tail of a name where none stands behind the number.
_ADDED = regex.compile(r"(?<=\p{Han})(?P<verb>新增|净增|完成|实现)了?$")
# 将为1.6万家企业提供, 对320家店铺开展, 在36个城市: a preposition; but 总数为320家, 稳定在36个.
_PREPOSITION = regex.compile(
    r"(?<![总分均别仅约共数量额率值])为$|(?<!面)[对向将把使让]$|(?<![存现所持定制])在$"
)
_SIGNS = {"等": "etc", "的": "of", "内": "within", "里": "within", "在": "at", "有": "being"}
_ADDED_ENDS = frozenset("增成现了")
_PREPOSITIONS = frozenset("为对向将把使让在")
_MEASURES = {
    "money": "money",
    "percent": "percent",
    "points": "points",
    "multiple": "points",
    "fraction": "part",
    "duration": "duration",
}


def added_by(text: str, figure: Figure) -> str:
    """The verb of adding just in front of the figure (汇丰社区新增了120个充电位); empty if none."""
    found = _ADDED.search(text, max(0, figure.before - 6), figure.before)
    return found["verb"] if found else ""


def side(
    text: str, figure: Figure, phrase: Phrase, stop: int, adjacent: bool, to_figure: bool
) -> Rule:
    """The rule that tells on which side of the figure its name stands.

    `stop` is where its clause ends behind it, or the next figure begins; `adjacent` tells that a
    noun stands behind the next figure and waits for both (161类811条建议); `to_figure` that
    another figure stands at `stop`.
    """
    if not phrase.core:
        return _NOTHING_IN_FRONT
    sign = _last_sign(text, figure)
    measure = _MEASURES.get(figure.kind, "count")
    if adjacent:
        behind: tuple[str, ...] = ("next",)
    elif stop <= figure.after:
        behind = ("end",)
    else:
        behind = _behind(text[figure.after : stop], figure.kind == "money", to_figure)
    chunks = (
        *_core(phrase.core, bool(phrase.action)),
        *phrase.tail.split(),
        *((sign,) if sign else ()),
        "noun_unit" if figure.unit in COUNTED_UNITS else measure,
        *behind,
    )
    return _rule_for(chunks)


@lru_cache(maxsize=KEPT)
def _rule_for(chunks: tuple[str, ...]) -> Rule:
    """The rule of these chunks: there are few sets of them."""
    return SIDES.first(CHUNKS.shape(chunks))


def _core(core: str, acts: bool) -> tuple[str, ...]:
    """The chunks of the words that are left of a phrase in front; `acts`: a verb opens them."""
    if not core:
        return ()
    aspect = ("aspect",) if core[-1] in "着了" else ()
    if core in RESTS:
        return ("rest",)
    if core[-1] in _WHOLE_ENDS and _WHERE.fullmatch(core):
        return ("whole",)
    if core.endswith(_TOTALS):
        return ("total",)
    if core in VERB_STAGES or VERB_ENDINGS.ending(core, len(core)):
        if is_verb_only(core):
            return ("predicate", *aspect)
        if ends_with_verb(core):
            return ("thing", "predicate", *aspect)
    if core.endswith(_RATES):
        return ("rate",)
    thing = "total" if core[0] == "总" or core.endswith(_AMOUNTS) else "thing"
    return ("action", thing, *aspect) if acts else (thing, *aspect)


def _last_sign(text: str, figure: Figure) -> str:
    """The chunk of the sign just in front of the figure; empty if it is none that matters."""
    last = text[figure.before - 1 : figure.before]
    if last in _ADDED_ENDS and added_by(text, figure):
        return "adding"
    if last in _PREPOSITIONS and _PREPOSITION.search(
        text, max(0, figure.before - 2), figure.before
    ):
        return "preposition"
    return _SIGNS.get(last, "")


@lru_cache(maxsize=KEPT)
def _behind(text: str, money: bool, to_figure: bool) -> tuple[str, ...]:
    """The chunks that stand behind a figure, in the words up to the next one."""
    if text == "整":
        return ("end",)
    if text[0] == "/" or (text[0] in " \u3000" and not money):
        # 死亡率6.9/10万; 安置点17个 安置3906户: a line of labels and values
        return ("end",)
    if text[0] in "、和及":
        return ("joint",)
    if text[0] == "的":
        noun = noun_behind(text, 0, len(text)) if money else ""
        return ("genitive", "money_noun") if _MONEY_NOUN.search(noun) else ("genitive",)
    if money and text.startswith(_SPENT_ON):
        return ("end",)
    if text.startswith(_LANDMARKS):
        return ("landmark",)
    verb = begins_with_verb(text, 0, len(text)) or text.startswith("实现")
    clause = verb and begins_clause(text, 0, len(text), money)
    if money and not clause and _MONEY_NOUN.search(noun_behind(text, 0, len(text))):
        return ("money_noun",)
    if verb:
        # 投入3亿元改造道路28条: what the money was spent on has a number of its own.
        finite = finite_verb_at(text, 0) or ("实现" if text.startswith("实现") else "")
        if clause and finite and text[len(finite) :][:1] not in NOUN_TAILS:
            return ("finite",)
        return ("clause",) if clause or (money and to_figure) else ("verbal",)
    return ("noun",)
