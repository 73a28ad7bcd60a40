"""Names left out: what a figure with no name of its own takes over from what stands before."""

from __future__ import annotations

import regex

from extract.figure import Figure
from extract.name.named_clause import Surroundings
from extract.name.phrase import take_apart
from extract.name.scope import is_where
from extract.name.subject import split_subject
from extract.number.unit_family import family
from extract.text.clause import clause_start
from extract.text.period import Dates
from extract.text.verb import NOMINAL, action_of, is_verb_only, stage_of
from writing.sentence import part_ends_in, sentence_ends_in

_ADDING = frozenset(["新增", "净增", "新增加"])
_SHARES = frozenset(("percent", "points", "multiple", "fraction"))
# 林地面积占全县: a name that already tells a share.
_TELLS_SHARE = regex.compile(r"占(?!地|用|据|领|补)")


def named_after(figure: Figure, earlier: Figure, by: str) -> Figure:
    """The figure whose name goes into that of `figure`, which stands behind `earlier`; noted there.

    by: the kind of word that tells of it (`share`, `rate`, `rest` …). A kind tells of a thing once:
    占全市 behind 林地面积占全县 is told of 林地面积, so names do not grow on each other.
    """
    thing, layer = earlier, earlier
    while layer.named_after is not None:
        if layer.joined_by == by:
            thing = layer.named_after
        layer = layer.named_after
    figure.named_after, figure.joined_by = thing, by
    return thing


def name_like(figure: Figure, other: Figure) -> None:
    """Give `figure` the name of another one, and what that is told of."""
    figure.metric, figure.action = other.metric, other.action
    figure.named_after, figure.joined_by = other.named_after, other.joined_by


def join_earlier(around: Surroundings, figure: Figure) -> None:
    """Put the name of the figure before in front of one that needs it: 占总人次, 新增, 已解决."""
    text, start, dates = around.text, around.start, around.dates
    earlier = _told_last(around, figure)
    if figure.metric in _HOLDING and _name_held(text, figure, start, dates):
        return
    if figure.metric in EXTENTS and (
        earlier is None or sentence_ends_in(text[earlier.after : figure.before])
    ):
        # 仲裁案件也占相当比例，总数达102件
        extent = figure.metric
        if text[start - 1 : start] == "，" and _name_by_clause_before(
            text, figure, earlier, start, dates
        ):
            figure.metric, figure.action = figure.metric + extent, ""
        return
    if earlier is None or not earlier.metric:
        return
    if part_ends_in(text[earlier.after : figure.before]):
        return
    if figure.metric[:1] == "占" and figure.kind not in _SHARES and text[figure.after] == "的":
        # 占年初计划20个的135%
        figure.metric = figure.metric[1:]
        return
    if "占" in figure.metric:
        figure.metric = _BEFORE_SHARE.sub("", figure.metric)
    if figure.metric.startswith("平均每") and earlier.object and earlier.unit == figure.unit:
        # 制定整改措施3018条，平均每个问题2.4条
        figure.metric += named_after(figure, earlier, "each").object
        figure.by("average of the thing before")
    elif figure.metric in EXTENTS and earlier.object.endswith(_DWELT_IN):
        # 辖51个村民组，总户数3645户: of no village more than of the whole
        return
    elif figure.metric in EXTENTS and earlier.object:
        # 新增上市公司45家、总量达1224家
        thing = _NEW.sub("", EXTENT.sub("", named_after(figure, earlier, "extent").object))
        figure.metric, figure.action = thing + figure.metric, ""
        figure.by("extent of the thing before")
    elif figure.metric in _RATES:
        # 费用由8127元降至7450元，降幅8.3%
        figure.metric = _NET.sub("", named_after(figure, earlier, "rate").metric) + figure.metric
        figure.by("rate of the thing before")
    elif figure.metric in _GAINS and (figure.kind in _SHARES or figure.unit == earlier.unit):
        # 粮食产量6.2万吨，增产1.5%
        thing = named_after(figure, earlier, "gain").metric
        figure.metric = _YIELD.sub("", thing) + figure.metric
        figure.by("gain of the thing before")
    elif figure.metric in _ADDING:
        whole = named_after(figure, earlier, "adding")
        figure.metric, figure.action = whole.metric + figure.metric, whole.action
        figure.by("share of the thing before")
    elif (
        (figure.metric.startswith("占") and not figure.metric.startswith(_TAKEN_UP))
        or figure.metric == "比重"
        or (figure.kind == "percent" and _OF_THE_AIM.fullmatch(figure.metric))
    ):
        # 城镇新增就业5230人，完成年度任务的116.2%; 原煤产量6120万吨，为年度计划的102%
        _name_by_share(figure, earlier)
        figure.by("share of the thing before")
    elif figure.metric in _PER_HEAD_WORDS:
        figure.metric += named_after(figure, earlier, "head").metric.replace("日均", "")
        figure.action = ""
        figure.by("per head of the thing before")
    elif figure.metric in _SORTING and earlier.object:
        # 征求意见689条，归纳为4大类
        figure.metric += named_after(figure, earlier, "sorting").object
        figure.by("what was sorted")
    elif (
        figure.metric == figure.action
        and figure.unit == earlier.unit
        and earlier.stage == "raised"
        and earlier.object
        and earlier.object != earlier.action
        and stage_of(figure.action, figure.metric) == "done"
    ):
        # 查摆问题83个，已解决73个: what was found is what was solved.
        # Of a long list of examples only what they are examples of: 教育、住房等民生问题.
        thing = _thing_of(_ANY.sub("", earlier.object.rpartition("等")[2]), figure.action)
        if is_verb_only(thing) or (thing == "案件" and figure.action[-1] == "案"):
            # 受理提请批捕96人、移送起诉138人, 受理案件50件，结案48件: no thing is left out.
            return
        figure.metric = figure.action + thing
        figure.by("done to what was found")


_NEXT_ONE = regex.compile(
    r"(?:其次|再次|最后|第[二三四五]|[高低大小多少]的)(?:依次)?[是为](?P<thing>[\p{Han}]{2,12})$"
)


def _told_last(around: Surroundings, figure: Figure) -> Figure | None:
    """The figure told last; the one in front of a bracket where the bracket has been closed.

    危房户44户（其中无房的25户），生活较为困难，占总户数的6%
    """
    previous = around.previous
    if previous is None:
        return None
    closed = previous.outside and "）" in around.text[previous.figure.after : figure.before]
    return previous.outside if closed else previous.figure


def _name_by_share(figure: Figure, earlier: Figure) -> None:
    """Put what a share is told of in front of its own words (占全市的12%)."""
    thing = named_after(figure, earlier, "share")
    name = thing.metric.removesuffix(figure.metric)
    shared = _TELLS_SHARE.search(name) if thing.kind in _SHARES else None
    if shared:
        # 林地面积占全县的60%，占全市的12%
        name = name[: shared.start()]
    if name:
        measured = "" if _BARE_AIM.match(figure.metric) else figure.metric
        figure.metric, figure.action = name + measured, thing.action


def _thing_of(name: str, action: str) -> str:
    """The thing that `action` is done to, where `name` holds another verb (移送｜职务犯罪)."""
    named = name.find(action, 0, len(name) - 2)
    if named >= 0:
        # 审查起诉危险驾驶犯罪: the predicate itself is named among the others.
        return name[named + len(action) :]
    rest = split_subject(name)[0]
    while (verb := action_of(rest)) and len(rest) - len(verb) >= 2 and verb not in NOMINAL:
        rest = rest[len(verb) :]
    return rest


# 各类问题: of all kinds they were found, of all kinds they need not have been put right.
_ANY = regex.compile(r"^各[类种项](?=..)")
# 完成年度任务, 年初预算: what was aimed at, by which the thing before is measured.
_OF_THE_AIM = regex.compile(
    r"(?:完成|达到|占|为)?(?:年度|全年|年初|全市|省下达|市下达|既定|预期)*(?:目标|任务|计划|预算)+(?:数|总数)?"
)
_BARE_AIM = regex.compile(r"(?:年度|全年|年初|既定|预期)?(?:目标|任务|计划|预算)")
# 约占, 仅占: words in front of a share.
_BEFORE_SHARE = regex.compile(r"^(?:约|仅|只|大约|共|均|就)(?=占)")
# What is told of the thing before, and of no thing by itself.
EXTENTS = frozenset(
    (
        "规模",
        "总量",
        "总数",
        "总规模",
        "数量",
        "总人数",
        "总户数",
        "总数量",
        "存量",
        "人数",
        "件数",
        "起数",
        "户数",
        "件次",
        "人次",
        "批次",
        "批数",
        "案数",
    )
)
# 案件件数下降38%、人数下降53%: the second extent is one of the cases, too.
EXTENT = regex.compile(
    r"(?<=\p{Han}{2})(?:数量|总数|件数|起数|户数|人数|规模|总量|件次|人次|批次)$"
)
_DWELT_IN = ("村", "庄", "屯", "寨", "嘎查", "村民组", "村民小组", "社区", "居委会", "乡镇", "街道")
_NEW = regex.compile(r"^新(?:登记|增|设|注册|发展)(?=[\p{Han}]{2})")
_RATES = frozenset(("增幅", "降幅", "涨幅", "跌幅", "增速", "增长率", "下降率", "升幅", "减幅"))
# What was gained of a thing, told behind its yield.
_GAINS = frozenset(("增产", "减产", "增收", "减收"))
_YIELD = regex.compile(r"(?<=\p{Han}{2})(?:总?产量?|收入)$")
_HOLDING = frozenset(("开展", "举办", "组织", "召开", "举行", "进行", "组织开展"))


def _name_held(text: str, figure: Figure, start: int, dates: Dates) -> bool:
    """Name what was held by the clause before (开展“万场党课”活动，开展2000余场次), if it tells."""
    held = figure.metric
    before = clause_start(text, start - 1, max(0, start - 60)) if start > 1 else start
    clause = take_apart(text, before, start - 1, dates).core if before < start - 1 else ""
    at = clause.rfind(held)
    if at < 0 or len(clause) - at - len(held) < 2:
        return False
    figure.metric, figure.action = clause[at:], held
    figure.by("what was held")
    figure.doubt = "metric from the clause before"
    return True


def take_over(around: Surroundings, figure: Figure, tail: str) -> None:
    """Name a figure that has no words of its own after the figure or the clause before it.

    `tail` holds the classes of the words that join the figure to what it is told of.
    """
    text, start, dates = around.text, around.start, around.dates
    earlier, shared = around.earlier, around.shared
    sign = text[start - 1 : start]
    counted = _just_outside(around, sign)
    if counted is not None:
        name_like(figure, counted)
        figure.by("name of the number before")
        return
    if (sign in _INTRODUCES or figure.origin) and _name_by_clause_before(
        text, figure, earlier, start, dates
    ):
        return
    floor = earlier.after if earlier else 0
    ranked = sign == "，" and "share" in tail and _NEXT_ONE.search(text, floor, start - 1)
    if ranked:
        # 东部占35%；其次是西部，占30%
        figure.metric, figure.action = ranked["thing"], ""
        figure.by("name in the clause before")
        return
    per_head = sign == "，" and _PER_HEAD.match(text, start, figure.before)
    if per_head and _name_by_clause_before(text, figure, earlier, start, dates):
        # 养老金标准再次提高，年人均提高2556元
        return
    if figure.unit in _DWELLERS and earlier is not None and earlier.object.endswith(_DWELT_IN):
        # 辖7个村民小组，共174户: the homes in them
        return
    if _counts_other_people(text, figure, earlier):
        # 建成沼气池133口；有176人处于饮水困难状态: no pits, and what is told of the people
        figure.metric, figure.action = text[figure.after : around.stop], ""
        figure.by("what a share of them do")
        return
    if earlier is not None and earlier.metric:
        between = text[earlier.after : figure.before]
        if not sentence_ends_in(between):
            # 财政收入达到52.97亿元、净增9.53亿元，年均增长5.4%: what grows is the revenue.
            name_like(figure, _measured(figure, earlier, tail))
            figure.metric = _NET.sub("", figure.metric)
            compared = shared or (_COMPARES.search(tail) and _NEXT_TO_IT.match(between))
            figure.doubt = "" if compared else "metric from the figure before"
            figure.by("name of the number before")
            return
    if sign in ("，", ","):
        _name_by_clause_before(text, figure, earlier, start, dates)


def _just_outside(around: Surroundings, sign: str) -> Figure | None:
    """The number, with a name, just behind which a bracket opens: 阶梯教室1间（430座）."""
    previous = around.previous.figure if around.previous else None
    if previous is None or sign not in _OPENING or previous.after != around.start - 1:
        return None
    return previous if previous.metric else None


def _counts_other_people(text: str, figure: Figure, earlier: Figure | None) -> bool:
    """Whether people are counted by what is told of them, and not those told of before."""
    others = earlier is None or earlier.unit != figure.unit
    told = text[figure.before - 1 : figure.before] == "有" and text.startswith("处于", figure.after)
    return others and told and family(figure.unit) == "people"


def _measured(figure: Figure, earlier: Figure, tail: str) -> Figure:
    """What grows behind a share: the thing itself, and the share only where points are told.

    税收12.8亿元，占任务的105.6%，增长14.3%
    """
    thing = earlier.named_after if earlier.joined_by == "share" else None
    grows = figure.kind != "points" and ("up" in tail or "down" in tail)
    return thing if thing is not None and grows else earlier


_COMPARES = regex.compile(r"up|down|share")
# 产量12万吨，同比增长8.5%: a change that is told just behind the value.
_NEXT_TO_IT = regex.compile(r"^[^，；：]{0,6}[，、][^，；：]*$")
# 最大降雨出现在柳河水库（144.8毫米）
_LOCATED = regex.compile(r"(?<=\p{Han}{2})(?:出现|发生)在[^，]{2,}$")
# 城乡建设类居首，共3157件次: what is told of the thing beside its number.
_FOREMOST = regex.compile(
    r"(?<=[\p{Han}]{2})(?:(?:继续|持续)?保持.*|居首位?|居前|居多|最多|最高|次之|为主|突出|[也均]?占[\p{Han}]{0,4}(?:比例|比重)|[较很](?:少|多|低|高)?"
    # 经济总量再上新台阶，首次突破130万亿元
    r"|[再又]?[上迈跃登]{1,2}新?的?台阶|实现新(?:的?突破|跨越)"
    r"|(?:继续|持续|不断|稳步|逐步|进一步|明显|大幅|快速|较快|平稳|显著)+"
    r"(?:加大|提高|提升|增加|增强|扩大|增长|改善|好转|壮大|攀升|回升|下降|减少|优化|上升|加快|发展)?)$"
)
_NET = regex.compile(r"(?<=[\p{Han}]{3})净增$")
_PER_HEAD_WORDS = frozenset(
    ("人均", "户均", "平均", "日均", "月均", "最高单日", "单日最高", "最高日")
)
_SORTING = frozenset(["归纳", "梳理", "汇总", "细化", "分解", "归类", "归并"])
_PER_HEAD = regex.compile(r"(?:[年月]?人均|户均|每人)")
# 查摆问题：320个, 整改（300个）, a form with blanks: the name stands before the sign.
# 占地面积: what is taken up, and no share.
_TAKEN_UP = ("占地", "占用", "占道")
_DWELLERS = frozenset("户人")
_OPENING = frozenset("（(")
_INTRODUCES = frozenset("：:（(　")


def _name_by_clause_before(
    text: str, figure: Figure, earlier: Figure | None, start: int, dates: Dates
) -> bool:
    """Name the figure by the clause in front of its own; whether that names anything."""
    floor = max(earlier.after if earlier else 0, start - 60)
    if start - 1 <= floor:
        return False
    begin = clause_start(text, start - 1, floor)
    located = _LOCATED.search(text, begin, start - 1)
    before = take_apart(text, begin, located.start() if located else start - 1, dates)
    if not before.core or is_where(before.core):
        return False
    figure.metric, figure.action = _FOREMOST.sub("", before.core), before.action
    figure.by("name in the clause before")
    figure.doubt = "metric from the clause before"
    return True
