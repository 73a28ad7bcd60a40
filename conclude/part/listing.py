"""Lists of parts as the text opens them: 其中…、…; （线上14期、线下22期）; 分别有24个、60个.

Parts are read as told and held against their whole afterwards: one that does not fit is a finding,
no reason to leave it out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from conclude.change.growth import stated_growth
from conclude.figure import same_measure
from conclude.text.mention import Mention, Sentence
from conclude.text.state import state_of
from conclude.text.telling import earlier, is_each
from conclude.text.topic import topic_whole
from conclude.wordlist import entries

_OPENER = re.compile(r"其中[：，]?|包括|包含|分别|（|：|中，|[按从][^，；。、]{1,8}[分看]，")
# 按类型分，…: parts by one mark. Those of 按…分 are all there are, those of 从…看 need not be.
DIVIDED_BY, LOOKED_AT_BY = "按…分", "从…看"
# 分别 opens the parts of a whole only where the whole is said to have parts, or to go to them.
_DIVIDED = re.compile(r"其中|包括|包含|分为|分成|划分")
_GIVEN_OUT = re.compile(r"^分别(?:安排|统筹)*(?:用于|投向|投入|拨付|拨给|来自|分配|下达|划拨)")
# 教育、医疗、住房共查出问题49个，分别为15个、20个和14个: the parts' names stand before their whole.
_IN_TURN = re.compile(r"^，分别(?:为|是|有)?$")
# 共168个，一类、二类、三类分别为: the parts are named in front, in turn.
_NAMED_IN_TURN = re.compile(r"^[，：](?P<names>[^，；：]+?)分别(?:为|是|有|达)?$")
_IN_ALL = re.compile(r"共|合计|总")
# 两级合计, 三个批次共, 全厂共有职工: how many parts there are, or that they are all of it.
_TOTAL = re.compile(
    r"""^[^，；。、]{0,6}[，；]?(?:[全本]\w{1,3})?
        (?:(?P<levels>[两二三四](?:[项级类者批县市区镇乡村地轮院校方年]|个[批县市区镇乡村部]|季度))
          |各项|以上|几项)?
        (?P<word>合计|共计|总计|总共|共)(?:有|达|为|约|完成|投入|有?[\u4e00-\u9fff]{2})?$""",
    re.VERBOSE,
)
_ORDINAL = re.compile(r"第[一二三四五六七八九十]")
_HOW_MANY = {"两": 2, "二": 2, "三": 3, "四": 4}
# Openers that stand right behind the whole.
_BEHIND_WHOLE = ("（", "：", "中，")
_SAME = re.compile(r"^(?:同比|比|较|增|减|下降|上升|占|约合|折合|人均|平均|超|完成率|\D{0,6}率)")
_SEPARATOR = re.compile(r"[、，；和及与]|以及")
_NESTED = re.compile(r"包括|包含|其中")
# A new statement, no part of the list.
_ANEW = re.compile(
    r"其中|合计|共计|总计|累计|此外|另外|同时|全年|今年|目前|通过|已|实现|达到|占(?![道用地])|比|使|让|为"
)
_FROM = re.compile(r"由|从")
# Units that count the classes themselves: 分为三类, 分别有24个….
_CLASSES = frozenset("类种档级批型")
_CLASS = re.compile(r"方面|领域|类别|层面|环节|部分|阶段|档次|等级|板块|大类")
_STATES_OF_ONE = {"done", "doing", "undone"}
_CLASS_NAME = re.compile(r"^[一二三四五六七八甲乙丙丁ABCDⅠⅡⅢⅣ]|[类级型]$")
# The opener of a list that nothing opens: only a sum that fits makes it one.
ENUMERATED = "  "
_SHORT = re.compile(r"^[^，；：。、]{0,10}，[^，；：。]{1,8}$")
_BEHIND = re.compile(r"^[^，；：。、]{0,10}[，：]")
_NAME = re.compile(r"^[，：、；和及与]*(?:以及|有|为|是|共|的)?")
_REACH = 8
# Parts told without a word that opens them are a list from this many on.
_FEWEST = 3
_HEAD = 2  # characters of a deed
_LONGEST_NAME = 24


@dataclass(frozen=True, slots=True)
class Listing:
    """Parts that the text tells as parts of a whole.

    `opener` is the word or sign that opens the list; `names` are the parts' names as written,
    `marks` the signs between them. It is `closed` where no amount of the kind was left out of it
    or follows it in its sentence, which might be a part, too; `nested` where the last part has
    parts of its own; `in_turn` where the names are told in front of all the numbers.
    """

    whole: Mention
    items: tuple[Mention, ...]
    opener: str
    names: tuple[str, ...]
    marks: str
    closed: bool
    nested: bool = False
    in_turn: bool = False


def listings(sentence: Sentence, before: list[Mention]) -> list[Listing]:
    """The lists of a sentence; `before` are the mentions in front of it in its paragraph."""
    found = []
    again = _told_in_next(sentence, before)
    if again is not None:
        found.append(again)
    for mention in sentence:
        total = _TOTAL.match(_told_before(sentence, mention))
        if total is not None:
            found += _added_up(sentence, mention, total)
            continue
        opener = _opened(mention) or _counterpart(sentence, mention)
        topic = topic_whole(mention, before)
        if topic is not None and is_amount(mention):
            found.append(_listing(sentence, mention, topic, opener or "中，"))
            continue
        if not opener or not is_amount(mention) or _FROM.search(part_name(mention, opener)):
            continue
        whole = _whole_of(sentence, mention, opener, before)
        if whole is None:
            continue
        found.append(_listing(sentence, mention, whole, opener))
    return found


def says_all(listing: Listing) -> bool:
    """Whether the whole of parts that are named in turn is told as a whole (共168个), or their
    names are those of classes. Other lists are opened as parts.
    """
    if not listing.in_turn:
        return True
    classes = all(_CLASS_NAME.search(name) for name in listing.names)
    return classes or bool(_IN_ALL.search(listing.whole.statement))


def tell_states(listing: Listing) -> bool:
    """Whether the parts are what became of the whole: 其中已办结8766件，阶段性办结1792件."""
    return {state_of(item).name for item in listing.items} == {"done", "doing"}


def wholes_of(lists: Sequence[Listing]) -> dict[int, Mention]:
    """The whole of each part by the part's row."""
    return {item.figure.row: one.whole for one in lists for item in one.items}


def part_name(mention: Mention, opener: str = "") -> str:
    """What a part is called: the words between the opener or separator and the number."""
    words = mention.lead
    if opener in (DIVIDED_BY, LOOKED_AT_BY):
        words = words[words.rindex("，") + 1 :]
    elif opener.strip() and opener in words:
        words = words[words.rindex(opener) + len(opener) :]
    else:
        words = re.split(r"[、，；]", words)[-1]
    return _NAME.sub("", words)


def _opened(mention: Mention) -> str:
    """The opener in front of a mention; empty where it is no part."""
    opener = ""
    for found in _OPENER.finditer(mention.lead):
        opener, end = found[0], found.end()
    if opener[:1] in ("按", "从"):
        opener = DIVIDED_BY if opener.endswith("分，") else LOOKED_AT_BY
    opener = opener if opener in _BEHIND_WHOLE else opener.rstrip("：，")
    if not opener:
        return ""
    name = mention.lead[end:]
    if opener == "中，" and len(mention.lead) - len(name) > 12:
        return ""
    if "）" in name or "；" in name or len(name) > 40 or (opener != "其中" and "，" in name):
        return ""
    if opener == "（" and (re.match(rf"(?:比|较|而)?{earlier()}", name) or _SAME.match(name)):
        return ""
    return opener


def _whole_of(
    sentence: Sentence, part: Mention, opener: str, before: list[Mention]
) -> Mention | None:
    by_mark = opener in (DIVIDED_BY, LOOKED_AT_BY)
    if by_mark and part.place == 0:
        return _only_one_before(part, before)
    if by_mark and "；" in part.lead:
        return None  # 从身份看，…；从层级看，…: another view of a whole told before
    if opener in _BEHIND_WHOLE or by_mark or not opener.strip():
        return _right_before(sentence, part)
    ahead = part.lead[: part.lead.rindex(opener)]
    reach = reversed(sentence[max(0, part.place - _REACH) : part.place])
    wholes = [whole for whole in reach if _can_hold(whole, part)]
    if opener == "分别":
        if names_in_turn(sentence, part) or _GIVEN_OUT.match(part.lead):
            return _right_before(sentence, part)
        named = "".join(one.lead for one in sentence[: part.place])
        if _IN_TURN.match(part.lead) and "、" in named:
            return _right_before(sentence, part)
        wholes = [whole for whole in wholes if _is_divided(sentence, whole, part)]
    if wholes:
        roomy = (one for one in wholes if not part.figure.widened.above(one.figure.widened))
        return next(roomy, wholes[0])
    rates_only = all(not one.figure.measured for one in sentence[: part.place])
    headed = re.match(r"[\s，]*(?:其中|$)", ahead)
    if rates_only and headed and opener in ("其中", "分别"):
        return _whole_before(part, before)
    return None


def names_in_turn(sentence: Sentence, part: Mention) -> tuple[str, ...]:
    """The names of parts that are told in front of their numbers; empty for other wordings."""
    told = part.lead
    for named in reversed(sentence[: part.place]):
        if named.figure.unit not in _CLASSES or "分别" not in told:
            break
        told = named.lead + named.figure.text + told  # 一类、二类、三类分别为
    found = _NAMED_IN_TURN.match(told)
    names = re.split(r"[、和及与]", found["names"]) if found else []
    return tuple(names) if len(names) > 1 and not part.figure.action else ()


def _is_divided(sentence: Sentence, whole: Mention, part: Mention) -> bool:
    """Whether the words between a whole and 分别 say that it has parts."""
    return any(_DIVIDED.search(one.lead) for one in sentence[whole.place + 1 : part.place + 1])


def _right_before(sentence: Sentence, part: Mention) -> Mention | None:
    """The whole right in front of its parts; how many classes there are may stand between."""
    for whole in reversed(sentence[max(0, part.place - _REACH) : part.place]):
        if _can_hold(whole, part):
            return whole
        if not counts_classes(whole):
            break
    return None


def _told_in_next(sentence: Sentence, before: list[Mention]) -> Listing | None:
    """处分58.7万人。处分省部级干部41人，…，其他人员37.7万人: the parts in the next sentence."""
    first = sentence[0]
    if len(sentence) < _FEWEST or not before or _opened(first) or not first.figure.measured:
        return None
    for whole in reversed(before[-_REACH:]):
        deed = whole.figure.action or whole.figure.metric
        if whole.sentence < first.sentence - 1 or whole.paragraph != first.paragraph:
            break
        if not deed or not first.lead.lstrip().startswith(deed) or not _can_hold(whole, first):
            continue
        listing = _listing(sentence, first, whole, "")
        return listing if len(listing.items) >= _FEWEST else None
    return None


def _told_before(sentence: Sentence, mention: Mention) -> str:
    """The words in front of a mention, with how many classes there are: 两批|共整改."""
    before = sentence[mention.place - 1] if mention.place else None
    if before is None or before.figure.text[0] not in _HOW_MANY:
        return mention.lead
    return before.lead + before.figure.text + mention.lead


def _added_up(sentence: Sentence, whole: Mention, total: re.Match[str]) -> list[Listing]:
    """线上14期、线下22期，合计36期: the whole behind its parts."""
    items: list[Mention] = []
    loose = total["word"] == "共"
    counted = len(total.string) > len(whole.lead)
    for part in reversed(sentence[: whole.place - counted]):
        if not _can_hold(whole, part) or part.figure.unit != whole.figure.unit:
            break
        items.insert(0, part)
        if not any(sign in part.lead for sign in "、和，"):
            break
    if len(items) < 2:
        return []
    names = tuple(part_name(item) for item in items)
    levels = total["levels"]
    of_all = levels is not None and len(items) == _HOW_MANY[levels[0]]  # 两级合计
    in_row = of_all or all("、" in one.lead or "和" in one.lead for one in items[1:])
    opener = "合计" if of_all or (in_row and not loose) else "共"
    return [Listing(whole, tuple(items), opener, names, "、" * (len(items) - 1), True)]


def _whole_before(part: Mention, before: list[Mention]) -> Mention | None:
    """The whole of a 其中 that begins a sentence: the one of its name, or else the nearest."""
    reach = [
        one
        for one in before[-_REACH:]
        if one.sentence >= part.sentence - 2
        and one.paragraph == part.paragraph
        and _can_hold(one, part)
    ]
    named = [one for one in reach if one.figure.metric and _of_name(one, part)]
    candidates = named or reach
    return candidates[-1] if candidates else None


def _only_one_before(part: Mention, before: list[Mention]) -> Mention | None:
    """The one whole that the sentence in front tells: …1480处。从治理情况看，…."""
    wholes = [
        one
        for one in before
        if one.sentence == part.sentence - 1
        and one.paragraph == part.paragraph
        and _can_hold(one, part)
        and "其中" not in one.lead
        and not one.lead.startswith("、")
    ]
    return wholes[0] if len(wholes) == 1 else None


def _is_fate(mention: Mention) -> bool:
    """What became of a part, no part: 班子问题210个，已整改198个；个人问题750个."""
    mark = _SEPARATOR.search(mention.lead)
    behind_comma = mark is not None and mark[0] == "，" and bool(mention.statement)
    state = state_of(mention)
    return behind_comma and state.name in _STATES_OF_ONE and not state.subject


def _is_anew(first: Mention, mention: Mention, mark: str) -> bool:
    """Whether something else is told than the parts of the list.

    A deed of its own behind a comma (其中…43万亩，治理草原517万亩; …17.2万头；出栏312万头), another
    step of the same thing (已开工63万户、竣工56.6万户), or what begins anew (另外, 全年).
    """
    if mark in "，；" and mention.figure.action and not first.figure.action:
        return True
    states = {state_of(first).name, state_of(mention).name} - {""}
    differ = len(states) > 1 and not states <= _STATES_OF_ONE | {"due"}
    used = mark == "，" and "用于" in mention.lead
    return differ or used or bool(_ANEW.search(mention.lead))


def _counterpart(sentence: Sentence, first: Mention) -> str:
    """A blank as opener where two counterparts follow a whole: 1200人，线上720人，线下480人.

    ENUMERATED where parts are listed with nothing to open them: 126张，赞成118张、反对3张、弃权5张.
    """
    at = first.place + 1
    if not 1 <= first.place < len(sentence) - 1 or not _BEHIND.match(first.lead):
        return ""
    name, other = part_name(first), part_name(sentence[at])
    # 第一轮反馈80个，第二轮45个: the first of them is no whole of the others.
    in_number = is_numbered(name) and is_numbered(other)
    whole = sentence[first.place - 1].statement
    if are_counterparts(name, other) or (in_number and not _ORDINAL.search(whole)):
        return " "
    row = sentence[at : at + _FEWEST - 1]
    told = [first, *row]
    in_row = len(row) == _FEWEST - 1 and all(one.lead.startswith("、") for one in row)
    plain = all(one.figure.unit == first.figure.unit for one in told)
    return ENUMERATED if in_row and plain and _SHORT.match(first.lead) else ""


def are_counterparts(a: str, b: str) -> bool:
    """Whether two parts' names divide a whole in two: 线上 and 线下, 合格 and 不合格."""
    if a and b in (f"不{a}", f"未{a}", f"非{a}"):
        return True
    if len(a) > _HEAD and b.removesuffix("的") in (f"不{a[:_HEAD]}", f"未{a[:_HEAD]}"):
        return True  # 达到标准的, 未达到的
    return any(a.startswith(one) and b.startswith(other) for one, other in _counterparts())


@cache
def _counterparts() -> frozenset[tuple[str, str]]:
    rows = entries("complements.tsv")
    return frozenset((a, b) for one, other in rows for a, b in ((one, other), (other, one)))


def _of_name(whole: Mention, part: Mention) -> bool:
    return part.figure.metric.endswith(whole.figure.metric[-2:])


def _can_hold(whole: Mention, part: Mention) -> bool:
    a, b = whole.figure, part.figure
    if not is_amount(whole) or not same_measure(a, b):
        return False
    if (whole.bracketed and "）" in whole.tail) or is_earlier(whole):
        return False
    return not counts_classes(whole) or a.unit == b.unit != "个"


def is_earlier(mention: Mention) -> bool:
    """Whether it is told of an earlier time: 与去年同期的21460件相比."""
    return re.search(rf"[与比较]{earlier()}(?:同期)?的?$", mention.statement) is not None


def is_numbered(name: str) -> bool:
    """Whether a part is called by its number: 第一批."""
    return _ORDINAL.match(name) is not None


def counts_classes(mention: Mention) -> bool:
    """Whether it says into how many classes something falls: 分为三类, 五个方面."""
    return mention.figure.unit in _CLASSES or _CLASS.match(mention.tail) is not None


def is_amount(mention: Mention) -> bool:
    """Whether it says how much there is of something, not by how much it grew."""
    figure = mention.figure
    if is_each(mention.statement):  # no whole of anything
        return False
    grown = mention.lead[:1] not in ("、", "其") and stated_growth(mention) is not None
    return figure.measured and figure.status != "change" and not grown


def _names_class(mention: Mention, first: Mention) -> bool:
    """Whether it is no part, but the name of one: 一类问题80个、二类|问题45个."""
    return mention.figure.unit in _CLASSES and first.figure.unit not in _CLASSES


def _mark_and_name(
    sentence: Sentence, first: Mention, part: Mention
) -> tuple[re.Match[str] | None, str]:
    """The sign in front of a part of a list, and its name."""
    before = sentence[part.place - 1]
    if before is not first and _names_class(before, first):
        return _SEPARATOR.search(before.lead), before.figure.text + part_name(part)
    return _SEPARATOR.search(part.lead), part_name(part)


def _listing(sentence: Sentence, first: Mention, whole: Mention, opener: str) -> Listing:
    in_turn = names_in_turn(sentence, first)
    items, names, marks = [first], [part_name(first, opener)], ""
    depth, state, closed, nested = 0, state_of(first).name, True, False
    for mention in sentence[first.place + 1 :]:
        depth += mention.lead.count("（") - mention.lead.count("）")
        if depth < 0:
            break
        if depth > 0 or not is_amount(mention) or _names_class(mention, first):
            continue
        if not same_measure(first.figure, mention.figure):
            if mention.lead and _SEPARATOR.search(mention.lead):
                break
            continue
        if _NESTED.search(mention.lead):
            closed, nested = False, True  # what follows are parts of the last part
            break
        if state not in _STATES_OF_ONE and _is_fate(mention):
            closed = False
            continue
        mark, name = _mark_and_name(sentence, first, mention)
        if mark is None or len(name) > _LONGEST_NAME or _is_anew(first, mention, mark[0]):
            closed = False
            break
        items.append(mention)
        names.append(name)
        marks += mark[0][0]
    closed = closed and not items[-1].behind.startswith("等")
    if len(in_turn) == len(items):
        names = list(in_turn)
    return Listing(whole, tuple(items), opener, tuple(names), marks, closed, nested, bool(in_turn))
