"""Phrases: the words in front of a figure, taken apart into scope, action and the thing counted.

A phrase reads from the left: words of time and order that tell nothing of the thing (目前, 共),
who acted (全国纪检监察机关), what was done (查处), to what (案件); and from the right: what joins
it to its number (达到, 同比增长).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from extract.name.scope import who_or_where
from extract.name.subject import (
    MEASURE_NOUNS,
    after_preposition,
    split_place,
    split_subject,
    strip_comparison,
    strip_manner,
    without_adverbs,
)
from extract.name.tail import strip_tail
from extract.text.lexicon import Prefixes, table, words
from extract.text.memory import KEPT
from extract.text.negation import holds_negative, with_negation
from extract.text.period import PERIOD, PERIOD_SIGNS, Dates, is_time
from extract.text.verb import NOMINAL, VERB_ENDINGS, VERB_STAGES, VERBS, action_of, is_verb_only
from writing.outline import ITEM

LEAD = Prefixes(words("lead_words.txt"))
# 和谐, 及时, 等级, 使用, 要求, 将军, 要素: a lead word that begins a longer one.
_LEAD_CLASHES = table("lead_word_clashes.tsv")
_DIVIDES = re.compile(
    r"(?<=[^“《（由从前近对比较])(?:今年以来|今年|去年|上半年)(?=[^”》）的初底末度同])(?=..)"
)
# 近三年, 前五年: the sign in front of a span of time.
_SPAN_SIGNS = frozenset("近前这上到至“")
# What goes with a date behind it: 2019年的, 2019年底前, 三年来 (not 三年来信).
# 旱情高峰时｜全国作物受旱面积
_AT_THE_TIME = re.compile(r"^[\u4e00-\u9fff]{2,6}时(?=全[国省市县区州])")
_BEHIND_DATE = re.compile(
    r"[”的前后内]*(?:时期|期间|以来|[以之][前后]|(?<=年)来(?![自访信电源宾华往料客]))?"
)
# 其他15起: the rest, named by no more than that.
_OTHER = frozenset(("其他", "其它"))
_OTHERS = frozenset(("其他", "其余", "其它"))


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


def take_apart(text: str, start: int, end: int, dates: Dates, counts: bool = False) -> Phrase:
    """Take apart the phrase `text[start:end]`, which stands in front of a figure.

    `dates` tells where the dates of the text stand; `counts` that the figure counts things (户, 个)
    and does not measure.
    """
    return _take_apart(text[start:end], dates.within(start, end), counts)


@lru_cache(maxsize=KEPT)
def _take_apart(text: str, dates: tuple[tuple[int, int], ...], counts: bool) -> Phrase:
    """The same of a phrase on its own; phrases recur (同比增长), within and between reports."""
    if text[-1:] in _OF_ANOTHER_ENDS and _OF_ANOTHER.fullmatch(text):
        return Phrase("", "", "", "", "plain ", "")
    start, end, date_ends = 0, len(text), dict(dates)
    begin, period, lead = _strip_lead(text, start, end, date_ends)
    stop, tail = strip_tail(text, begin, end, date_ends, counts)
    if stop <= begin and lead not in _OTHERS:  # 同比增长: nothing is left to look at
        return Phrase("", "", "", period, tail, lead)
    core, earlier, period = _at_date(text, begin, stop, date_ends, period)
    core = _bare(core, tail)
    if lead in _OTHERS and (not core or lead in _OTHER):
        core = lead + core
    core, scope = _apart_from_scope(core)
    core = _brief(strip_manner(_last_done(core)))
    if "了" in core:
        action = action_of(core)
        if core.startswith("了", len(action)) and len(core) - len(action) > 2:
            # 提供了｜基础母羊
            core = action + core[len(action) + 1 :]
    if not without_adverbs(core):
        core = ""
    if holds_negative(text):
        core = with_negation(clean(text[:stop]), core)
    who = who_or_where(scope or earlier)
    if "正在" in text and is_verb_only(core) and text[:stop].endswith("正在" + core):
        # 已整改40项，正在整改10项
        return Phrase("正在" + core, "", who, period, tail, lead)
    return Phrase(core, action_of(core), who, period, tail, lead)


def _at_date(
    text: str, begin: int, stop: int, date_ends: dict[int, int], period: str
) -> tuple[str, str, str]:
    """The words of a phrase behind a date inside it, those in front of the date, and the date."""
    core, earlier = clean(text[begin:stop]), ""
    if core[-1:] == "后":
        core = _BASIS.sub("", core)
    if core[-2:-1] == "一":
        core = _ARTICLE.sub("", core)
    for at in range(begin + 2, stop - 2) if date_ends else ():
        if at in date_ends and date_ends[at] < stop - 1 and text[at - 1] not in "“《（由从前近":
            period = text[at : date_ends[at]]
            core, earlier = _divide(clean(text[begin:at]), clean(text[date_ends[at] : stop]))
    if "时全" in core:
        core = _AT_THE_TIME.sub("", core)
    divided = _DIVIDES.search(core) if not earlier and "年" in core else None
    if divided:
        # 厦门口岸今年往来两岸旅客量
        period = period or divided[0]
        earlier, core = core[: divided.start()], core[divided.end() :]
    return core, earlier, period


def _bare(core: str, tail: str) -> str:
    """A phrase without frames, comparisons, thresholds and what else is told of its thing."""
    first = core[:1]
    last = core[-1:]
    if core in _STRIKING or (last in "间来内" and is_time(core)):
        # 16年间增长了15.6倍
        return ""
    if last in _HOLIDAY_ENDS and _HOLIDAY.fullmatch(core):
        # 比去年｜中秋节假期｜下降7%
        return ""
    if (first == "第" and _BATCH.fullmatch(core)) or (first == "受" and _AFFECTED.fullmatch(core)):
        return ""
    if core[-1:] in _ADVERB_LEFT_ENDS:
        core = _ADVERB_LEFT.sub("", core)
    if "（" in core or "(" in core:
        core = _GLOSS_INSIDE.sub("", core)
    if core[:1] == "不" or "、涉" in core:
        core = _NOT_COUNTED.sub("", _INVOLVED.sub("", core))
    core = after_preposition(strip_comparison(core))
    if "的" in core:
        core = _THRESHOLD.sub("", core)
    # 总产达到52万吨、稳居全市首位、增长4.8%
    return "" if tail and _RANKED.match(core) else core


def _apart_from_scope(core: str) -> tuple[str, str]:
    """What was done or is counted, and who did it or where."""
    core, scope = split_subject(core)
    if not scope and not VERBS.at(core, 0):
        core, scope = split_place(core)
        core = core.removeprefix("的")
    if scope:
        # 集团全年实现收入, 全市现有协会: the words of time and order stand behind who acted.
        core = core[_strip_lead(core, 0, len(core), {})[0] :]
        # 黑龙江力争全省主推技术到位率, 督察组共向我省交办
        core = after_preposition(split_place(core)[0])
    return core, scope


# 粮食产量屡｜创新高: an adverb that is left of what was told.
_ADVERB_LEFT = re.compile(
    r"(?<=[\u4e00-\u9fffA-Z]{2})(?:[也均都]?是?逐[年月季日步]|连年|屡|连|微|略|稍|骤|陡|(?<![准原规守细法总])[则則]|再度|再次|首度|首次|一度)$"
)
_ADVERB_LEFT_ENDS = frozenset("屡连微略稍骤陡则則度次年月季日步")
# What a change of a holiday is measured against: a time, not a thing.
_HOLIDAY = re.compile(
    r"(?:元旦|春节|清明节?|五一|劳动节|端午节?|中秋节?|国庆节?|双节|[春暑]运|寒假|暑假|节日)(?:、中秋|、国庆)?"
    r"(?:小长假|长?假期|假日|黄金周|同期|期间)"
)
_HOLIDAY_ENDS = frozenset("期日周间假")
# 上交“红包”及购物卡、涉及金额5.2亿元: the second predicate is what the number tells.
_INVOLVED = re.compile(r"^.+、(?=涉(?:及|案)(?:金额|资金|款)$)")
# （不含上年旧存28件）: the number is that of what was left out.
_NOT_COUNTED = re.compile(r"^不(?:含|包括)(?=[\u4e00-\u9fff]{2})")
# 达到罕见的38厘米: what the value is like.
_STRIKING = frozenset(("罕见的", "惊人的", "罕见", "惊人", "创纪录的", "空前的"))
# 稳居全市首位, 再创历史新高: what is told of a thing beside its value.
_RANKED = re.compile(
    r"""(?:继续|连续|稳|位|跃|仍|均|分|高)?[居列](?![民住家委室])[^，]{2,8}$
      | (?:排名|位次|名列|跻身|再?创)[^，]{2,10}$
      | [^，]{0,4}创[^，]{0,8}新高$""",
    re.VERBOSE,
)


# 受疫情影响走高至6.1%: why, not what.
_AFFECTED = re.compile(r"受[^，]{2,14}影响")
# 第一批10个试点村: which of them, not what.
_BATCH = re.compile(r"第[一二三四五六七八九十\d]{1,3}[批期轮]")
# 仅为对标企业的78%, 是上年的1.6倍, 按汇率折合6115美元: told of the thing before.
_OF_ANOTHER = re.compile(
    r"(?:仅|只|约|就|已)?(?:为|是|相当于)[^，、]{2,14}的(?:近|约)?|按[^，、]{2,12}(?:折合|折算|计算)(?:为|成)?"
)

_OF_ANOTHER_ENDS = frozenset("的近约合算为成")


_LASTING = ("连续", "为期", "历时")


def _divide(ahead: str, behind: str) -> tuple[str, str]:
    """What is told, and who by, of the words on both sides of a date."""
    if ahead.endswith(_LASTING):
        # 铁路暑运连续一个月日客流: the time tells how long it was so.
        return behind, ahead
    if is_verb_only(ahead) and not behind.startswith(("以来", "的")):
        # 发放2017年优待金
        return ahead + behind, ""
    behind = behind.removeprefix("的").removeprefix("以来").removeprefix("至今")
    measured = behind.endswith(MEASURE_NOUNS)
    if len(behind) <= 3 < len(ahead) and not measured and not VERBS.at(behind, 0):
        # 粮食生产自2010年以来, 加分项目2014年高考有95个: the name stands in front.
        return clean(ahead.removesuffix("自")), ""
    # 内蒙古2019年实施产业扶贫项目: a date divides who acted from what was done.
    return behind, ahead


# 年收入不足10万元的嘎查村由428个减少到96个: the number only describes.
_THRESHOLD = re.compile(
    r"^[^，]*[0-9][^，的]{0,6}的(?:(?:依次|分别)[是为])?(?=[\u4e00-\u9fff]{2,}$)"
)
# 组建一支260人的领跑队: an article in front of the number.
_ARTICLE = re.compile(r"(?<=[\u4e00-\u9fff]{2})一[支个批座条所家项名套种]$")
# 收入剔除虚增因素后增长7%: on what basis it is told.
_BASIS = re.compile(r"(?:剔除|扣除)[^，。]{1,14}后$")
# 河北、山西、内蒙古、新疆等专项监察处罚额: a long list that only gives examples.
_EXAMPLES = re.compile(r"(?:[^、等（“]+、){3,}[^、等]+等(?=[^等、]{4,}$)")
_LONG_LIST = 15
# 等方向旅客列车, 等内容的专项整治: what the examples are of is no part of the name.
_FIELDS = re.compile(r"^(?:方向|内容|领域|方面|地区|地|行业|区域|品类|类别|环节|渠道)的?(?=..)")
# 以往工作中涉及多头检查的｜倾向性问题: a clause that describes the noun behind it.
_DESCRIBED = re.compile(r"[^、]{6,}[^、和及与]的(?=[\u4e00-\u9fff]{4,}$)")
_LONG_DESCRIBED = 24
_LONG_NAME = 18
# 对…的行为罚款, 通过编织增收: a long name with one of these is a sentence.
_CLAUSE = re.compile(r"[对把将为]|通过|帮助|利用")


def _last_done(core: str) -> str:
    """Of two things done one after the other, the last: 拆除危房并｜新建校舍."""
    at = core.find("并", 3)
    if at < 0 or len(VERBS.at(core, at + 1)) < 2 or not VERBS.at(core, 0):
        return core
    first, then = core[:at], core[at + 1 :]
    two = len(first) - len(action_of(first)) >= 2 and len(then) - len(VERBS.at(then, 0)) >= 2
    return then if two and action_of(first) else core


def _brief(core: str) -> str:
    """A name without a long list of examples; of a whole sentence, the verb at its end."""
    if len(core) <= _LONG_NAME and "等" not in core:
        return core
    action = action_of(core)
    listed = _EXAMPLES.match(core, len(action)) if "等" in core else None
    if listed and len(listed[0]) >= _LONG_LIST:
        return action + _FIELDS.sub("", core[listed.end() :])
    if len(core) > _LONG_DESCRIBED and action != core:
        described = _DESCRIBED.search(core, len(action))
        if described:
            return action + core[described.end() :]
    if len(core) > _LONG_NAME and not action and _CLAUSE.search(core):
        last = VERB_ENDINGS.ending(core, len(core))
        if len(last) >= 2 and last not in NOMINAL:
            return last
    return core


# Words that 和 or 与 closes.
_CLOSED_BY_AND = frozenset(("参与", "总和", "共和", "饱和", "缓和", "中和", "调和", "给与"))
_CLOSING = frozenset("和与及")
_NOTE_MARK = re.compile(r"\[\d{1,3}\]")
_GLOSS = re.compile(
    r"(?<=[^（(]{4})[（(][^（）()、]{2,}(?:率|值|指标|比重)[^（）()]?[）)]$|"
    r"(?<=[^（(]{2})[（(](?:即|指|含|不含|包括|以下简称|简称|其中|又称|第[一二三]次)[^（）()]*[）)]$"
)
# 各类建筑物（包括居住、公共建筑）发生火灾, 贫困村（甲村、乙村和丙村）: a gloss inside the words in
# front, or a list of those who are meant; but 县（市、区）.
_GLOSS_INSIDE = re.compile(
    r"(?<=[\u4e00-\u9fff]{2})[（(](?:即|指|含|不含|包括|其中|又称)[^（）()]*[）)](?=[\u4e00-\u9fff]{2})"
    r"|(?<=[\u4e00-\u9fff]{2})[（(](?=[^（）()]{8})[^（）()、]+、[^（）()]+[）)]"
)


def clean(name: str) -> str:
    """A name without the blanks and line breaks that the page put into it."""
    if name.isalnum():
        if name[-1] not in _CLOSING:
            return name
    else:
        name = "".join(name.split())
    if name.count("“") != name.count("”"):
        # “隧道内外的温差: a quotation that the name only begins or ends.
        name = name.lstrip("“").rstrip("”") if "“" in name[:1] or "”" in name[-1:] else name
    name = _NOTE_MARK.sub("", name) if "[" in name else name
    name = name.strip("、，,：:—-·．|│*#_◆◇●■□▲★※▶➢✓•")
    if name[-2:] not in _CLOSED_BY_AND:
        name = name.rstrip("和与")
    if name.endswith(("）", ")")):
        # 宏观税负（即税收收入占GDP比重）: a gloss behind the name is none of it.
        name = _GLOSS.sub("", name)
    if len(name) < 3 and not any(sign.isalnum() for sign in name):
        return ""
    return name[:-1] if name.endswith("及") and name[-2:] not in VERB_STAGES else name


_BULLETS = frozenset(" \u3000\n\t、，>#*◆◇●○■□▲△★☆※▶➢✓√·•①②③④⑤⑥⑦⑧⑨⑩")
# 一是, 二要: marks of a list told in a sentence.
_LIST_MARK = re.compile(r"[一二三四五六七八九十]{1,2}[是要]")
# 1.整改, （6）口岸, 二、立案: an outline mark in the same line.
_OUTLINE = re.compile(rf"\d{{1,2}}(?:[.．]\d{{1,2}})+(?=[\u4e00-\u9fff])|{ITEM}")
# 与上月相比, 相比去年同期: what a change is measured against.
_COMPARED = re.compile(
    r"(?:[与同和较][^，。；、：]{1,30}?(?:相比|比较|对比)|相比(?:较|之下|于)?)[，,]?"
)


# 与省农科院｜联合开展试验, 与国内大学｜合作数量: with whom.
_WITH = re.compile(
    r"[与同](?:[^，。；：]{2,18}?)(?=(?:联合|合作|共同|携手|协作)[\u4e00-\u9fff]{2})"
)


_CIRCLED = frozenset("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
# With one of these the marks of a list, remarks and comparisons begin.
_MARKS = frozenset("一二三四五六七八九十（(与同和较相这上以")
# With one of these, a digit or a date, all begins that is stripped from the front of a phrase.
_LEADING = _BULLETS | _MARKS | _SPAN_SIGNS | PERIOD_SIGNS | LEAD.signs | _CIRCLED | {"百", "中"}
# 96个村民小组｜中通硬化路的达到91个
_OF_THEM = re.compile(
    r"中(?![止断央小等级标转专国学心层])(?=(?:已|仅|只|共|还)?有|[^，、的]{2,8}的(?:达到?|有|为|共)?$|(?:选[取出派送聘]|抽[取查选调]|评[选出]|推[荐选]|挑选|遴选|确定|认定|梳理|筛选|查出|发现))"
)
# 这些学校包括｜小学68所
_POINTED = re.compile(
    r"(?:这些|上述|以上)[\u4e00-\u9fff]{0,6}?(?:包括|包含|分为)(?=[\u4e00-\u9fff]{2})"
)
# (春运第十三天)全国铁路发送旅客: a remark in brackets in front of what is told.
_REMARK = re.compile(r"[（(][^（）()]{2,30}[)）](?=[^（）()]{3})")


def _strip_lead(text: str, start: int, end: int, date_ends: dict[int, int]) -> tuple[int, str, str]:
    """Where the phrase begins behind words of time and order; the period, the last such word."""
    spans = "以来" in text or "期间" in text
    first = text[start : start + 1]
    if not (spans or date_ends or first in _LEADING or first.isdecimal()):
        return start, "", ""
    mark = _OUTLINE.match(text, start, end) or _OF_THEM.match(text, start, end)
    at, period, lead = mark.end() if mark else start, "", ""
    while at < end:
        sign = text[at]
        if sign in _BULLETS or (sign == "“" and text.find("”", at, end) < 0):
            # A quotation that only ends behind the figure: “我们还将停车时长从30分钟….
            at += 1
            continue
        stop = date_ends.get(at, 0) or (sign in _SPAN_SIGNS and date_ends.get(at + 1, 0))
        if stop and stop <= end:
            # 2019年的, 2019年底: what stands behind the date goes with it.
            period = text[at:stop]
            at = stop
            at = _BEHIND_DATE.match(text, at).end()  # type: ignore[union-attr]
            continue
        found = PERIOD.match(text, at, end) if spans or sign in PERIOD_SIGNS else None
        if found and found.end() > at:
            period = found[0].rstrip("，")
            at = found.end()
            if period[-1] in "底末初年月" and text[at : at + 1] in ("前", "后", "内"):
                at += not text.startswith("内蒙", at)
            continue
        if sign in _MARKS and (
            mark := _LIST_MARK.match(text, at, end)
            or _REMARK.match(text, at, end)
            or _COMPARED.match(text, at, end)
            or _WITH.match(text, at, end)
            or _POINTED.match(text, at, end)
        ):
            at = mark.end()
            continue
        word = _lead_word_at(text, at, end)
        if word:
            at += len(word)
            lead = word
            continue
        break
    return at, period, lead


def _lead_word_at(text: str, at: int, end: int) -> str:
    """The word at `at` that only leads up to the phrase; empty if none stands there."""
    word = LEAD.at(text, at)
    if len(word) > 1 and word[-1] == "有" and text[end - 1] == "的":
        # 其中有明确安葬地的1874名
        word = word[:-1]
    leads = word and at + len(word) <= end and not _opens_longer_word(text, at, word)
    return word if leads else ""


_OBTAINED = ("资金", "款", "金", "投资", "项目", "经费", "补助", "补贴", "指标", "编制", "名额")


def _opens_longer_word(text: str, at: int, word: str) -> bool:
    if word == "共" and (verb := VERBS.at(text, at + 1)):
        # 共建成房屋, 共建设学校: 共 and 建成, not 共建; but 共建设施
        return verb == "建设" and text.startswith("施", at + 3)
    if word == "争取" and text.endswith(_OBTAINED):
        # 争取救助金, 争取上级资金: what was done; but 争取新建学校5所
        return True
    clash = _LEAD_CLASHES.get(word)
    following = text[at + len(word) : at + len(word) + 1]
    return bool(clash and following and following in clash)
