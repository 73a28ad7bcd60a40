"""Names behind: a figure named by the noun behind it (取消91项考核评比), or by the predicate."""

from __future__ import annotations

import regex

from extract.figure import Figure
from extract.name.coordination import PLACE, divide_between, is_joint
from extract.name.ellipsis import named_after
from extract.name.named_clause import Clause, Surroundings
from extract.name.noun import begins_with_verb, noun_behind
from extract.name.phrase import Phrase, clean, take_apart
from extract.name.predicate import predicate_behind, predicate_of_part
from extract.name.side import COUNTED_UNITS, RESTS, added_by
from extract.name.subject import MANNER, PREPOSITIONS, without_adverbs
from extract.name.tail import is_tail
from extract.number.unit_family import family
from extract.text.clause import clause_end, clause_start
from extract.text.lexicon import words
from extract.text.negation import NEGATED, holds_negative
from extract.text.period import is_time
from extract.text.verb import (
    ACTORS,
    NOMINAL,
    VERBS,
    action_of,
    finite_verb_at,
    is_verb_only,
    last_verb,
    stage_of,
)

# Verbs whose object goes on to do something itself: 组织15个单位开展检查.
_CAUSATIVES = words("causative_verbs.txt")
# Verbs whose object is what is held, not what is counted.
_HOLDING = frozenset(("开展", "进行"))
# Verbs that say what there is; what the thing is of is no part of its name.
_BEING = ("存在", "发生", "涉及", "拥有", "具有", "有")
_SHARES = frozenset(("percent", "fraction"))
# Words of place and time that name nothing by themselves.
_WHERE = words("place_words.txt")
# Nouns and verbs of one sign that may be a whole name.
ONE_SIGN = words("one_sign_names.txt")
_REASON = regex.compile(r"因(?![病公残灾学案人地时])")
_DESCRIBED = regex.compile(
    r"(?:报送|提交|提出|上报|申报|反映|移送|移交|交办|推荐|制定|出台|提供|开展|实施|承担)的"
)
_ASPECTS = frozenset(("方面", "类别", "领域", "环节", "部分", "层面", "维度", "步骤"))
# How many figures at most wait for one noun: a longer list is no phrase, and costs too much.
_WAITING = 15
# 127个总投资约9.8亿元的公路项目, 23个投资额百亿元以上工业项目: the next number only describes.
_DESCRIBES = regex.compile(r"(?:以上|以下|以内|左右|及以上)?的?(?=[\p{Han}“])")
_MEASURE = regex.compile(
    r"(?:总?投资额?|面积|年?产值|产能|装机容量?|规模|长度?|收入|注册资本|资产|金额|价值|年龄|人口|能力|容量|营收|增速|占比|时速|高度|[长宽深重高]|直径|口径|功率|率)$"
)
_MEASURED_BY = frozenset(("年产", "日产", "月产", "占地"))
# 超过20%的有23种, 80%以下的4个
_BOUND = regex.compile(r"(?:以上|以下|以内|左右)?的(?:共|也|仅|只)?(?:有|达|为)?[约近]?\d")
_DENIED = regex.compile(
    r"(?:尚未|仍未|从未|未|没有|不)(?!同|仅|断|良|足|少)[\p{Han}--[的等]]{2,14}$", regex.V1
)
# 近四分之一是老年人: what the share consists of.
_IS = regex.compile(r"(?:以上|左右|以下)?(?:是|为|属于?)(?=\p{Han}{2})")


def name_by_what_follows(
    around: Surroundings, figure: Figure, phrase: Phrase, clause: Clause
) -> None:
    """Name the figure by the noun behind it, with the verb in front if there is one.

    `clause` is what the next figure will know of this one.
    """
    text, previous = around.text, around.previous
    if _bound_of_others(around, figure, phrase):
        return
    action = _verb_in_front(text, figure, phrase)
    if previous is not None and around.shared:
        clause.waiting, clause.words = previous.waiting, previous.words
        between = text[previous.next_start : figure.before]
        of_it = between == "的" and previous.figure.kind != "money"
        if not action and not previous.front and (is_joint(between) or of_it):
            # 报送627份小结、171份报告: what was done to the first was done to the second.
            action = previous.handed or previous.figure.action
            if between == "的" and action in _BEING:
                # 涉及16家单位｜的55个牌子
                action = ""
    if figure.unit in COUNTED_UNITS:
        _name_by_unit(text, figure, action, around.stop)
    elif not _waits(around, figure, phrase, clause, action):
        noun = _noun(around, figure, phrase, clause, action)
        if noun is not None:
            _settle(around, figure, phrase, clause, noun, action)


def _bound_of_others(around: Surroundings, figure: Figure, phrase: Phrase) -> bool:
    """Whether a rate only says which ones the next figure counts, and is named like one before.

    整改率达到100%的51个，80%以下的4个
    """
    if figure.kind != "percent" or not _BOUND.match(around.text, figure.after):
        return False
    earlier = around.previous.last_by_unit.get(figure.unit) if around.previous else None
    named = phrase.core or (earlier.metric if earlier else "")
    if named:
        figure.metric, figure.action = named, ""
        figure.by("bound like the one before")
    return bool(named)


def _waits(
    around: Surroundings, figure: Figure, phrase: Phrase, clause: Clause, action: str
) -> bool:
    """Whether nothing but 、 or 和 stands before the next figure, whose noun may be for both.

    A figure that tells a change does not wait; it is named.
    """
    following = around.following
    if following is None or around.stop != following.before:
        return False
    if not is_joint(around.text[figure.after : around.stop]):
        return False
    if phrase.core or not ("up" in phrase.tail or "down" in phrase.tail):
        # 同比减少11起、6人: each is a change of its own; 161类811条建议: one noun for both.
        clause.words = clause.words if clause.waiting else phrase.core
        clause.waiting = [*clause.waiting[-_WAITING:], figure]
        figure.action, figure.scope = action, phrase.scope
        clause.next_start = around.stop
    return True


def _noun(
    around: Surroundings, figure: Figure, phrase: Phrase, clause: Clause, action: str
) -> str | None:
    """The noun behind the figure, empty if there is none; None where no words behind may name it.

    What the noun does not use up is left to the next figure.
    """
    text, stop, following = around.text, around.stop, around.following
    if following is not None and stop == following.before:
        noun = _noun_before(around, figure, following, clause, action)
    else:
        noun = _last_noun(text, figure, phrase, action, stop)
        of_them = text.endswith("其中", 0, figure.before) and figure.kind in _SHARES
        if of_them and not _IS.match(text, figure.after, stop):
            # 疑点数据11.3万条，其中七成集中在3个领域
            return None
    if text[figure.before - 1 : figure.before] in "为向给":
        # 为1.8万家中小企业｜提供免费的数字化转型方案
        served = _SERVED.match(noun)
        noun = served["who"] if served else noun
    if _is_no_noun(text, figure, noun):
        clause.next_start = figure.after
        return ""
    owner = "" if action and figure.unit != "个" else _owner(text, figure, noun)
    owner = owner or ("" if action else _who_acts(figure, noun))
    if owner:
        return owner
    if around.previous is not None and around.shared and noun.endswith(("等项目", "等工程")):
        # The last of a list: 等项目 sums up them all.
        return noun[:-3]
    return noun


def _owner(text: str, figure: Figure, noun: str) -> str:
    """Those who are counted, where a noun behind goes on to their affairs; empty if not so.

    5172名社区服刑人员｜监管情况, 为1300名残疾人｜适配辅具
    """
    owners = _OWNERS.get(figure.unit)
    if owners is None:
        return ""
    given = text[figure.before - 1 : figure.before] in _GIVING and figure.unit not in ("家", "所")
    given = given and len(noun) > _LONG_PERSON
    affair = _ATTRIBUTE.search(noun)
    end = affair.start() if affair else len(noun) - 2
    found = owners.match(noun, 0, end) if affair or given else None
    return found[0] if found else ""


def _who_acts(figure: Figure, noun: str) -> str:
    """The persons of a clause taken for their name: 30名选手｜获得人社局颁发的证书; else empty."""
    if figure.unit not in ("名", "位") or "的" not in noun:
        return ""
    for at in range(2, noun.index("的") - 2):
        person = noun[at - 2 : at] in COUNTED_UNITS or len(ACTORS.ending(noun, at)) > 1
        if person and finite_verb_at(noun, at):
            return noun[:at]
    return ""


def _is_no_noun(text: str, figure: Figure, noun: str) -> bool:
    """Whether words taken for the noun behind a figure are adverbs, tails or words of time."""
    if figure.kind in _SHARES and (len(noun) == 1 or PREPOSITIONS.at(text, figure.after)):
        return True
    if len(noun) == 1 and noun not in ONE_SIGN:
        return True
    if noun[:1] == "因" and _REASON.match(noun):
        return True
    return noun in _WHERE or is_tail(noun) or is_time(noun) or not without_adverbs(noun)


def _noun_before(
    around: Surroundings, figure: Figure, following: Figure, clause: Clause, action: str
) -> str:
    """The noun between the figure and the next one; where the phrase of that one begins."""
    text, stop = around.text, around.stop
    noun, clause.next_start = divide_between(text, figure, following)
    between, left = text[figure.after : stop], text[clause.next_start : stop]
    if between[0] == "的" and between[-1] not in "、和及与" and (not left or is_tail(left)):
        # 50人以上的跨境团伙27个, 一年以上的房源从300套: the noun is that of the next, too.
        clause.next_start = figure.after + 1
    if noun in _MEASURED_BY:
        # 投资3亿元的年产5万吨生物柴油项目
        return ""
    if not _only_describes(text, noun, following):
        return noun
    clause.next_start = figure.after
    described = _DESCRIBES.match(text, following.after)
    if described is None:
        # 引进项目12个投资额1亿元以上。: with nothing behind, the measure is the name of the next.
        return ""
    end = clause_end(text, following.after, len(text))
    return noun_behind(text, described.end(), end, bool(action))


def _settle(
    around: Surroundings, figure: Figure, phrase: Phrase, clause: Clause, noun: str, action: str
) -> None:
    """Make the name of the verb in front, the noun behind, or what else tells of the figure."""
    text, stop, earlier = around.text, around.stop, around.earlier
    described = _DESCRIBED.match(text, clause.next_start) if clause.next_start else None
    if noun and action and described and described.end() < stop:
        # 梳理出18个市直单位报送的优惠政策124项: the second thing is the object.
        clause.handed, action = action, ""
        clause.next_start = described.end()
    before_figure = around.following is not None and around.following.before == stop
    if noun[:2] in _ASPECTS and ("、" in phrase.core or (noun in _ASPECTS and before_figure)):
        # 学习研讨、查摆问题、开门教育5个方面: a list, not what was done.
        noun, clause.handed, action = noun[:2], action, ""
    if noun and not action and is_verb_only(noun):
        # 有10起｜发生在学校: what is told of them
        placed = _PLACED.match(text, figure.after, stop)
        noun = placed[0] if placed else noun
    if noun and action in _HOLDING:
        # 开展75个市县单位分层分类对标: the number counts the units, not what is done with them.
        place = PLACE.match(noun)
        more = around.following is not None and stop == around.following.before
        if place or more or len(noun) < stop - figure.after:
            noun, action = place[0] if place else noun, ""
    predicate = predicate_of_part(text, figure, phrase) if not noun or noun == action else ""
    reason = text[figure.after : figure.after + 1] == "因"
    if predicate in NOMINAL and not reason and earlier is not None and earlier.unit == figure.unit:
        # 排查隐患120处，其中97处已整改: what was found is what was put right.
        predicate = ""
    if action == phrase.core == "投资" and figure.kind == "money" and figure.approx:
        # 投资1亿元以上的补链强链延链项目
        figure.metric, figure.action = action, action
        figure.by("what was put into a thing")
    elif noun and action in _CAUSATIVES and _acts(text, figure, noun):
        # 帮助1000余名群众实现就业: the number counts those who act.
        figure.metric, figure.action, figure.stage = noun, "", stage_of(action, action)
        figure.by("those who act")
    elif noun and (denial := _denied_behind(text, figure, noun)):
        # 未发生事故; 解决5个村没有医生: what is dealt with is the lack itself.
        figure.metric, figure.action = denial, ""
        figure.by("noun with what it did not do")
        clause.behind = True
    elif noun and not action and (denied := _negated(text, figure, phrase)):
        figure.metric, figure.action = denied + noun, ""
        figure.by("noun with what is denied of it")
    elif noun:
        figure.metric, figure.action = action + noun, action
        figure.by("verb with the noun behind" if action else "noun behind")
        clause.behind = True
    elif predicate:
        _name_by_predicate(figure, phrase, predicate, earlier)
    elif phrase.core in RESTS and earlier and earlier.object:
        # 其余29个分别由8人领衔
        figure.metric = phrase.core + named_after(figure, earlier, "rest").object
        figure.by("rest of the thing before")
    elif not phrase.core and (those := _those_before(around, figure)):
        figure.metric = those
        figure.by("share of those before")
    elif (
        not phrase.core and not phrase.tail and stop > figure.after and _tells_of_them(text, figure)
    ):
        # 91.4%表示“满意”, 10万余人主动上交“红包”: what so many of them do.
        predicate = predicate_behind(text, figure.after)
        figure.metric = predicate or clean(text[figure.after : min(stop, figure.after + 20)])
        figure.by("what a share of them do")
    elif phrase.core:
        figure.metric, figure.action = phrase.core, phrase.action
        figure.by("words in front after all")


def _those_before(around: Surroundings, figure: Figure) -> str:
    """Those of whom a share is told (打掉的团伙中，有80%是群众举报的); empty if none is so told."""
    text, at = around.text, around.start - 1
    if figure.kind not in _SHARES or text[at - 1 : at + 1] != "中，":
        return ""
    if not _IS.match(text, figure.after):
        return ""
    begin = clause_start(text, at - 1, max(0, at - _FAR))
    return take_apart(text, begin, at - 1, around.dates).core


_DWELLERS = frozenset("户人名家")
_DENYING = ("未", "没有", "不能", "无法", "不会")


def _tells_of_them(text: str, figure: Figure) -> bool:
    """Whether what follows tells what so many do, and does not name them."""
    if figure.kind in _SHARES:
        return True
    denied = figure.unit in _DWELLERS and text.startswith(_DENYING, figure.after)
    if denied and text[figure.before - 1 : figure.before] in "，；。\n":
        # 486户未通宽带网
        return True
    if figure.unit != "人" or text[figure.before - 1 : figure.before] not in "，；。\n":
        return False
    adverb = MANNER.at(text, figure.after)
    return len(VERBS.at(text, figure.after + len(adverb))) >= 2 if adverb else False


def _denied_behind(text: str, figure: Figure, noun: str) -> str:
    """The noun with what is denied of it: 8个行业领域未发生较大事故; empty if nothing is."""
    ahead = text[figure.after : figure.after + len(noun) + 4]
    if not holds_negative(ahead):
        return ""
    if _HAS_NOT.search(noun):
        return noun
    body = _NOT_AT_END.sub("", noun)
    if not text.startswith(body, figure.after):
        return ""
    at = figure.after + len(body)
    negation = NEGATED.match(text, at)
    if negation is None or len(body) < 2:
        return ""
    stop = clause_end(text, at, at + _DENIAL)
    end = negation.end()
    predicate = (
        predicate_behind(text, end) if negation[0] != "没有" else noun_behind(text, end, stop)
    )
    if not text.startswith(predicate, end):
        # 道路未硬化的问题
        predicate = VERBS.at(text, end)
    denial = negation[0] + predicate
    return (
        body + denial
        if predicate and text.startswith(denial, at) and at + len(denial) <= stop
        else ""
    )


# What is told of those who are counted, at the end of a noun.
_ATTRIBUTE = regex.compile(
    r"(?<=\p{Han}{2})(?:情况|质量|管理|便利性|权益|条件|安危|冷暖|待遇|水平)$"
    r"|(?<=\p{Han})的(?:群众|居民|村民|农户|百姓|职工|干部|代表|负责人|负责同志|选手|专家|记者)$"
)
_GIVING = ("为", "给", "向")
_LONG_PERSON = 5
_PEOPLE = (
    r"[\p{Han}、]*(?:人员|干部|党员|群众|居民|市民|学生|儿童|老人|老年人|妇女|职工|工人|农民|教师|患者|村民"
    r"|劳动力|毕业生|青年|志愿者|民警|嫌疑人|罪犯|对象|残疾人|困难户|农民工)"
)
# By the measure word: those who are counted with it.
_OWNERS = {
    **dict.fromkeys(("名", "位", "人"), regex.compile(_PEOPLE)),
    "户": regex.compile(r"[\p{Han}、]*(?:家庭|农户|居民|贫困户|困难户|商户|群众|牧民|村民)"),
    "家": regex.compile(r"[\p{Han}、]*(?:企业|公司|单位|医院|机构|商户|门店)"),
    "个": regex.compile(
        r"[\p{Han}、]{0,6}?(?:村|社区|县|市|乡镇|街道|省份|国家|地区|部门|单位|小区)"
    ),
    "所": regex.compile(r"[\p{Han}、]*(?:民办园|公办园|学校|院校|医院|幼儿园|小学|中学|卫生院)"),
}
_PLACED = regex.compile(r"(?:发生|集中|分布|出现|设立|建|落户|位于)[在于][\p{Han}]{2,10}$")
_SERVED = regex.compile(r"(?P<who>\p{Han}{2,12}?)(?:提供|发放|送去|送上|讲解|追回|追讨|挽回)")
_NOT_AT_END = regex.compile(r"(?<=\p{Han}{2})(?:没有|尚未|未)$")
# 村小学没有专职教师: the noun and what it lacks.
_HAS_NOT = regex.compile(r"(?<=\p{Han})没有(?=\p{Han}{2,}$)(?!.*的)")
_DENIAL = 14
_FAR = 60


def _negated(text: str, figure: Figure, phrase: Phrase) -> str:
    """The clause in front that denies something of what is counted (尚未整改的23个问题)."""
    if text[figure.before - 1 : figure.before] != "的":
        return ""
    denied = _DENIED.search(phrase.core)
    return phrase.core[denied.start() :] + "的" if denied else ""


def _name_by_predicate(
    figure: Figure, phrase: Phrase, predicate: str, earlier: Figure | None
) -> None:
    """Name a part or a rest by what it is part of and what was done: 其余问题明确时限."""
    whole = ""
    if earlier is not None and earlier.unit == figure.unit:
        whole = named_after(figure, earlier, "rest").object
    if is_verb_only(whole):
        # 已完成整改457个，670个已取得进展: what was done is no thing.
        whole = ""
    figure.metric = (phrase.core if whole and phrase.core in RESTS else "") + whole + predicate
    figure.action = "" if whole else action_of(predicate)
    figure.by("predicate of a part")
    figure.stage = stage_of(action_of(predicate), predicate)


def _verb_in_front(text: str, figure: Figure, phrase: Phrase) -> str:
    """The verb whose object stands behind the figure; empty if there is none."""
    if text[figure.before - 1 : figure.before] in ("等", "的"):
        # 尚未整改到位的23个问题: what stands in front only describes.
        return ""
    if text.endswith(_BELONGING, 0, figure.before):
        # 12个部门及所属35个单位
        return _BELONGING
    added = added_by(text, figure) if phrase.core else ""
    if added:
        return added if added != "实现" else ""
    return last_verb(phrase.core) if phrase.core else ""


def _name_by_unit(text: str, figure: Figure, action: str, stop: int) -> None:
    """Name a figure whose unit is the noun: 解决40.7万贫困人口的饮水安全问题."""
    noun = figure.unit
    figure.by("verb with the noun as unit" if action else "noun as unit alone")
    if action and text[figure.after : figure.after + 1] == "的":
        rest = noun_behind(text, figure.after + 1, stop)
        noun += "的" + rest if rest else ""
    elif action and not begins_with_verb(text, figure.after, stop):
        # 解决6434万农村人口饮水安全问题
        noun += noun_behind(text, figure.after, stop)
    elif action in _CAUSATIVES and begins_with_verb(text, figure.after, stop):
        # 帮助60万妇女实现就业: the number counts those who act.
        action = ""
    figure.metric, figure.action = action + noun, action


_BODIES = ("市", "县", "区", "乡镇", "街道", "村", "单位", "部门", "企业", "机关", "学校")
_THEIR_PEOPLE = regex.compile(r"\p{Han}{0,14}?(?:负责同志|负责人|领导干部|干部|代表|一把手|成员)")
# 所属397家单位｜实施审计: what stands behind the noun is told of those, and no part of its name.
_BELONGING = "所属"
_GOVERNS_NO_CLAUSE = _CAUSATIVES | {_BELONGING}


def _last_noun(text: str, figure: Figure, phrase: Phrase, action: str, stop: int) -> str:
    """The noun behind a figure that no other one follows in its clause."""
    if text[figure.after : figure.after + 1] in ("、", "，"):
        return ""
    at = figure.after
    if figure.kind in _SHARES and (consists := _IS.match(text, at, stop)):
        told = text[stop - 1] == "的"
        return "" if told else noun_behind(text, consists.end(), stop)
    # 有10万人次贫困人口实现就业: what they do is what is told of them.
    there_is = text[figure.before - 1 : figure.before] == "有" and stop - at <= 14
    governed = there_is or (bool(action) and action not in _GOVERNS_NO_CLAUSE)
    noun = noun_behind(text, at, stop, governed)
    if family(figure.unit) == "people" and noun.endswith(_BODIES):
        # 116名被督察市｜党委政府及有关部门负责同志
        theirs = _THEIR_PEOPLE.match(text, at + len(noun), stop)
        noun += theirs[0] if theirs else ""
    if phrase.core.endswith(_BEING) and "的" in noun and not begins_with_verb(text, at, stop):
        # 存在2条重大隐患的青春塔煤矿
        noun = noun[: noun.index("的")]
    return noun


def _only_describes(text: str, noun: str, following: Figure) -> bool:
    """Whether the next figure only describes the thing behind it: 1000个投资1亿元以上的项目."""
    behind = text[following.after : following.after + 1]
    if behind == "的":
        return is_verb_only(noun) or _MEASURE.search(noun) is not None
    return (
        following.kind not in ("count", "percent")
        and following.approx in ("以上", "以下")
        and _MEASURE.search(noun) is not None
    )


_ADVERBS = regex.compile(r"(?:全部|均|都|已|成功|全面|顺利|积极|主动)*")


def _acts(text: str, figure: Figure, noun: str) -> bool:
    """Whether the words behind the noun go on to tell what it does (群众｜实现就业)."""
    end = text.find(noun, figure.after)
    if end < 0:
        return False
    end += len(noun)
    adverbs = _ADVERBS.match(text, end)
    end = adverbs.end() if adverbs else end
    verb = finite_verb_at(text, end) or ("实现" if text.startswith("实现", end) else "")
    return bool(verb) or text[end : end + 1] in "与同向为对在"
