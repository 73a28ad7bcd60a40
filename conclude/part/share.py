"""Shares: what a part is of its whole, where the text states it: 共1250家，其中…75家，占6%."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from conclude.change.growth import stated_growth
from conclude.conclusion import CONFLICT, Conclusion, Reading, verdict_on
from conclude.figure import Figure, same_measure
from conclude.measure import interval
from conclude.measure.body import same_body
from conclude.measure.interval import Interval
from conclude.part.listing import Listing, counts_classes, wholes_of
from conclude.text.mention import Mention, Sentence
from conclude.text.short import is_short_for
from conclude.text.telling import NEAR, is_of_aim

_SHARE = re.compile(
    rf"""^(?P<part>[^，；。占]{{0,10}}?)(?:{NEAR}|均|各|分别|只|仅|也)?占
         (?P<of>[^，；。占]{{0,14}}?)
         (?:的)?(?:比例|比重|比)?(?:的)?(?:为|达到|达|是|近)?{NEAR}?$""",
    re.VERBOSE,
)
_PLAIN_SHARE = re.compile(
    rf"""^(?P<part>[^，；。占]{{0,10}}?)(?:占比|比例|比重|所占比例|所占比重)
         (?:为|达到|达|是|约)?{NEAR}?$""",
    re.VERBOSE,
)
_ALL = r"(?:总|全部|其|该|全|所有|同期|此类|上述)"
_COUNT = r"(?:总人次|总人数|总件数|总规模|总数|总量|总额|全部|人次|人数|件数|总|数)"
_TOTAL = re.compile(rf"^{_ALL}?{_COUNT}?$")
_AND = re.compile(r"^[、和及与]$")
_AMOUNTS_TO = re.compile(r"^[，、](?:共|共计|达|达到|计|为|即|有)*$")
_TENTHS_OF_IT = re.compile(r"^(?:约|近|超|共)?有(?:约|近|超过?)?$")  # 有四成、共288件
_NAMED_WHOLE = re.compile(r"[，；、（][^，；。占]{0,4}占[^，；。占]{1,16}（?$")
_OF = re.compile(r"^[^，；。、]{0,10}）?的$")
_AMONG = re.compile(r"(?:中|当中|里|之中|内)，?[^，；。]{0,20}$")
_LACKING = re.compile(r"^，(?:其中|发现|查出)*[^，；。不未]{0,4}[不未][^，；。]{1,6}$")
_BOUND = re.compile(r"(?:超过|高于|低于|不足|不低于|不超过|大于|小于|超|达到)$")
_IN_ALL = re.compile(r"共|总|合计|达|有")
_TOTAL_LAST = re.compile(r"^，(?:其)?(?:总量|总数|总额|总计|合计)(?:共?为|达|是|共|有)*$")
_TOTAL_TOLD = re.compile(r"^，[^，；。]{0,6}(?:共|总)[^，；。]{0,8}$")
_ALL_OF_IT, _PER_MILLE = 100.0, "‰"
_RULE, _TOLD_LAST = "share stated of a part", "share of a total told last"
_IN_TURN = re.compile(r"(?:占[^，；]{0,8}|比例|比重)分别(?:为|达到|达|是)?$|分别占[^，；]{0,8}$")
_RATE_OF = ("percent", "fraction")
_REACH = 12
_HEAD = 2
_NAMED = 4  # characters of a name that is full
_GROWTHS = 3  # that may stand between a part and its share


def shares(
    sentence: Sentence, lists: Sequence[Listing], before: list[Mention]
) -> Iterator[Conclusion]:
    """The shares that a sentence states of the parts that it tells; `before` stands in front."""
    wholes = wholes_of(lists)
    yield from _shared_out(sentence, lists)
    yield from _of_named_whole(sentence)
    yield from _behind(sentence)
    yield from _in_turn_of_total_last(sentence)
    shared: Mention | None = None  # the whole of the share before: what follows is of it, too
    for mention in sentence[1:]:
        part = None if _is_in_turn(sentence, mention) else _part_of(sentence, mention)
        of = None if part is None else _told_of(mention, part.figure)
        if part is None or of is None:
            shared = _named_whole(sentence, mention) or shared
            continue
        parallel = _parallel(shared, part, of)
        told = wholes.get(part.figure.row) or parallel
        whole = told or _larger_before(sentence, part)
        conclusion = None
        if whole is not None and _is_whole(of, whole.figure):
            conclusion = share_of(whole.figure, part.figure, mention.figure, _RULE)
        sure = told is not None or _is_sure(sentence, whole, part, of)
        if conclusion is None or (conclusion.verdict == CONFLICT and parallel is None):
            reach = [*before, *sentence[: part.place]]
            conclusion = (
                _fitting(reach, part, mention, of)
                or _of_twins(sentence, whole, part, mention)
                or (conclusion if sure else None)
            )
        conclusion = (
            conclusion
            or _named_before(before, part, mention, of)
            or _of_total_last(sentence, part, mention, of)
        )
        if conclusion is not None:
            shared = _mention_of(conclusion.first, [*before, *sentence])
            yield conclusion


def _of_twins(
    sentence: Sentence, whole: Mention | None, part: Mention, stated: Mention
) -> Conclusion | None:
    """1100户、3100人，其中…500户1400人，占45.5%: the share of the households, where that fits."""
    if part.lead or not part.place or whole is None or whole.lead not in ("", "、"):
        return None
    twin = sentence[part.place - 1].figure
    of = next((one.figure for one in sentence if one.place == whole.place - 1), None)
    if of is None or not (of.measured and twin.measured and same_measure(of, twin)):
        return None
    row = share_of(of, twin, stated.figure, _RULE)
    return row if row.verdict != CONFLICT else None


def _is_sure(sentence: Sentence, whole: Mention | None, part: Mention, of: str) -> bool:
    """Whether a part can be of nothing else, so that a share that does not fit is an error.

    The words say so (中), it is what fails, or it stands right behind the one total of its unit:
    代表共241名，妇女代表67名，占27.8%.
    """
    if whole is None:
        return False
    between = sentence[whole.place + 1 : part.place + 1]
    if any(_AMONG.search(one.lead) for one in between) or _lacks(whole, part):
        return True
    if of or len(between) > 1 or part.figure.action or whole.figure.unit != part.figure.unit:
        return False
    alike = [one for one in sentence[: part.place] if one.figure.unit == part.figure.unit]
    told = bool(whole.figure.action) or _IN_ALL.search(whole.statement) is not None
    return alike == [whole] and told and "；" not in part.lead


def _in_turn_of_total_last(sentence: Sentence) -> Iterator[Conclusion]:
    """大气类1104件、水类552件，分别占48%和24%，总量为2300件."""
    *front, whole = sentence
    rates = [one for one in front if _is_rate(one)]
    parts = front[: len(rates)]
    if not _TOTAL_LAST.match(whole.lead) or len(rates) < 2 or front != [*parts, *rates]:
        return
    if "分别占" in rates[0].lead and all(
        part.figure.measured and same_measure(part.figure, whole.figure) for part in parts
    ):
        for part, rate in zip(parts, rates, strict=True):
            yield share_of(whole.figure, part.figure, rate.figure, _TOLD_LAST)


def _of_total_last(
    sentence: Sentence, part: Mention, stated: Mention, of: str
) -> Conclusion | None:
    """大气类1104件，占48%，总量为2300件: the whole told behind all its shares."""
    whole = sentence[-1]
    a, b = whole.figure, part.figure
    alike = a.measured and same_measure(a, b) and a.unit == b.unit and a.status != "change"
    told = _TOTAL_LAST.match(whole.lead) or _TOTAL_TOLD.match(whole.lead)
    if not alike or not told or whole.place <= stated.place or b.widened.above(a.widened):
        return None
    if of or "分别" in "".join(one.lead for one in sentence[part.place : stated.place + 1]):
        return None
    row = share_of(a, b, stated.figure, _TOLD_LAST)
    return row if row.verdict != CONFLICT or _TOTAL_LAST.match(whole.lead) else None


def _lacks(whole: Mention | None, part: Mention) -> bool:
    """Whether a part tells what fails of the whole right before it: 检测850份，不合格68份."""
    if whole is None or whole.place != part.place - 1 or whole.figure.unit != part.figure.unit:
        return False
    return _LACKING.match(part.lead) is not None


def _is_in_turn(sentence: Sentence, rate: Mention) -> bool:
    """Whether the rate is one of several of several parts: 98人次、66人次，占6%和4%."""
    behind = sentence[rate.place + 1 : rate.place + 2]
    before = sentence[rate.place - 1]
    listed = bool(behind) and _is_rate(behind[0]) and _AND.match(behind[0].lead) is not None
    return listed and _AND.match(before.lead) is not None


def _mention_of(figure: Figure, mentions: Sequence[Mention]) -> Mention | None:
    return next((one for one in reversed(mentions) if one.figure is figure), None)


def _parallel(shared: Mention | None, part: Mention, of: str) -> Mention | None:
    """The whole of the share before, where this one names none: A27家，占六成；B9家，占三成."""
    if shared is None or of or not same_measure(shared.figure, part.figure):
        return None
    return None if part.figure.widened.above(shared.figure.widened) else shared


def _named_whole(sentence: Sentence, rate: Mention) -> Mention | None:
    """The whole told right before its share: 占总量1060件的30%."""
    if rate.place < 2 or not _is_rate(rate) or not _OF.match(rate.lead):
        return None
    whole = sentence[rate.place - 1]
    return whole if whole.figure.measured and _NAMED_WHOLE.search(whole.lead) else None


def _of_named_whole(sentence: Sentence) -> Iterator[Conclusion]:
    """131人，占判决人数542人的24.2%; 9万人，占总人口（42万人）的21.4%: the whole told behind 占."""
    for part, whole, stated in zip(sentence, sentence[1:], sentence[2:], strict=False):
        if not (_is_rate(stated) and _NAMED_WHOLE.search(whole.lead) and _OF.match(stated.lead)):
            continue
        a, b = whole.figure, part.figure
        alike = a.measured and b.measured and same_measure(a, b) and b.status != "change"
        if alike and not is_of_aim(whole.lead) and a.status != "target":
            yield share_of(a, b, stated.figure, _RULE)


def _behind(sentence: Sentence) -> Iterator[Conclusion]:
    """共有560人，其中35岁以下的占40%，达224人: the part told behind its share."""
    for whole, stated, part in zip(sentence, sentence[1:], sentence[2:], strict=False):
        if not (_is_rate(stated) and _AMOUNTS_TO.match(part.lead)):
            continue
        plain = _PLAIN_SHARE.match(stated.clause) or _SHARE.match(stated.clause)
        if "中，" in whole.tail:
            plain = plain or _TENTHS_OF_IT.match(stated.clause)
        a, b = whole.figure, part.figure
        alike = a.measured and b.measured and same_measure(a, b) and a.unit == b.unit
        if plain and alike and not b.widened.above(a.widened):
            row = share_of(a, b, stated.figure, _RULE)
            # 8个乡镇完成，占66.7%，4个乡镇滞后: a bare comma does not say that it amounts to it.
            if part.lead != "，" or row.verdict != CONFLICT:
                yield row


def _shared_out(sentence: Sentence, lists: Sequence[Listing]) -> Iterator[Conclusion]:
    """分别为148万人次、49万人次，占比分别为70%、23%: shares in the order of the parts."""
    for one in lists:
        at = one.items[-1].place + 1
        rates = sentence[at : at + len(one.items)]
        if len(one.items) < 2 or not rates or not _IN_TURN.search(rates[0].clause):
            continue
        if len(rates) < len(one.items) or any(not _is_rate(rate) for rate in rates):
            continue
        for item, rate in zip(one.items, rates, strict=True):
            yield share_of(one.whole.figure, item.figure, rate.figure, "shares in turn")


def _is_rate(mention: Mention) -> bool:
    return mention.figure.kind in _RATE_OF and mention.figure.told


def share_of(
    whole: Figure, part: Figure, stated: Figure, rule: str, kind: str = "share"
) -> Conclusion:
    """The row of a part and its whole, held against the share that is stated."""
    value = interval.share(part.wording, whole.wording)
    told = in_percent(stated)
    if told.low <= _ALL_OF_IT < told.high and not told.exact:
        told = Interval(told.number, told.low, _ALL_OF_IT)  # 超过八成 is no more than all

    def given(read: Reading) -> Interval:
        # Of two numbers that were not rounded all readings give the same.
        return interval.share(read(part), read(whole)) if part.place or whole.place else value

    verdict = verdict_on(told, given)
    return Conclusion(kind, rule, whole, part, (), stated, value, verdict)


@lru_cache(maxsize=64)  # it is held against one amount after the other
def in_percent(stated: Figure) -> Interval:
    """A stated share in percent, rounded or cut off as written: 三成, 四分之三, 25%."""
    if stated.unit == _PER_MILLE:
        return interval.scaled(stated.widened, 0.1)
    parts = stated.kind in ("fraction", "multiple")
    return interval.scaled(stated.widened, 100) if parts else stated.widened


def _told_of(mention: Mention, part: Figure) -> str | None:
    """What the part is said to be a share of, empty for its whole; None if that is not said.

    What stands in front of 占 must be the part itself: 税收收入66342万元，…，税收收入占….
    """
    if not _is_rate(mention):
        return None
    plain = _PLAIN_SHARE.match(mention.clause)
    found = plain or _SHARE.match(mention.clause)
    if found is None or found["part"] not in part.metric:
        return None
    return "" if plain else found["of"]


def _part_of(sentence: Sentence, stated: Mention) -> Mention | None:
    """The amount that the share is stated of: the last one in front of it that is no growth."""
    for part in reversed(sentence[max(0, stated.place - _GROWTHS - 1) : stated.place]):
        if part.figure.status == "change" or stated_growth(part) is not None:
            continue
        if _is_bound(part):
            continue  # 168个村集体收入超过20万元，占比七成
        return part if part.figure.measured else None
    return None


def _is_bound(mention: Mention) -> bool:
    """Whether it only says which ones are meant: 收入超过20万元, 面积500平方米以上."""
    return bool(_BOUND.search(mention.clause)) or mention.behind.startswith(("以上", "以下"))


def _fitting(reach: list[Mention], part: Mention, stated: Mention, of: str) -> Conclusion | None:
    """The share of the nearest amount of which the part is what is stated, if there is one.

    In another sentence it must be named behind 占: 占提案总数的.
    """
    called = [one for one in reach if one.figure.metric == of]  # 占信访总量的: no 网上信访
    for whole in reversed(called or reach[-_REACH:]):
        figure = whole.figure
        if not figure.measured or not same_measure(figure, part.figure):
            continue
        far = whole.sentence != part.sentence
        if (far and whole.paragraph != part.paragraph) or not _may_be_whole(of, figure, far):
            continue
        found = share_of(figure, part.figure, stated.figure, _RULE)
        if found.verdict != CONFLICT:
            return found
    return None


def _named_before(
    before: list[Mention], part: Mention, stated: Mention, of: str
) -> Conclusion | None:
    """The share of a whole that is named behind 占 and told once in the paragraph.

    By its full name, by the deed alone (占受理总量的), or as it was worded (占总投入的).
    """
    noun = re.sub(rf"^{_ALL}|的?{_COUNT}$", "", of)
    named = [
        one.figure
        for one in before[-_REACH:]
        if one.paragraph == part.paragraph and _is_named(one, noun, of)
    ]
    if len(named) != 1 or not named[0].measured or named[0].status != "actual":
        return None
    if not same_measure(named[0], part.figure) or named[0].unit != part.figure.unit:
        return None
    if part.figure.widened.above(named[0].widened):
        return None
    return share_of(named[0], part.figure, stated.figure, "share of a whole before")


def _is_named(whole: Mention, noun: str, of: str) -> bool:
    if len(noun) >= _NAMED and whole.figure.metric == noun:
        return True
    deed = len(noun) == _HEAD and noun != of and noun in whole.statement
    return deed or (len(of) > _HEAD and of[0] == "总" and whole.statement.endswith(of))


def _may_be_whole(of: str, whole: Figure, far: bool) -> bool:
    """Whether a whole of which the share fits can be meant by the words behind 占."""
    if far:
        noun = re.sub(rf"^{_ALL}|{_COUNT}$", "", of)
        deed = len(noun) == _HEAD and whole.action == noun  # 占受理总量的
        called = whole.metric == of or whole.metric.endswith(noun[-_HEAD:])
        return len(noun) > 1 and (deed or called)
    noun = re.sub(rf"^{_ALL}|{_COUNT}$", "", of)
    ends = len(noun) > _NAMED and {noun[:_HEAD], noun[-_HEAD:]}
    if ends and all(end in whole.metric for end in ends):
        return True  # 占止付冻结资金的, of 止付冻结涉案资金
    return _is_whole(of, whole) or bool(re.search(rf"{_COUNT}$", of))


def _larger_before(sentence: Sentence, part: Mention) -> Mention | None:
    for whole in reversed(sentence[max(0, part.place - _REACH) : part.place]):
        if whole.figure.measured and same_measure(whole.figure, part.figure):
            if counts_classes(whole):
                continue
            return whole if whole.figure.status != "change" else None
    return None


def _is_whole(of: str, whole: Figure) -> bool:
    """Whether the words behind 占 (总人次, 党员总数) name the whole, not another one."""
    if _TOTAL.match(of) or same_body(of, whole.scope):
        return True
    noun = re.sub(rf"^{_ALL}|{_COUNT}$", "", of)
    if len(noun) == _HEAD and len(whole.metric) > _HEAD and is_short_for(noun, whole.metric):
        return True  # 占招生总数的, of 招收新生
    if whole.whole >= 0 and of != noun and whole.metric != noun:
        return False  # 占信访总量的, no part of it: 网上信访
    return len(noun) > 1 and whole.metric.endswith(noun)
