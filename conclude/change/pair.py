"""Pairs of values of one thing at two times, as the text tells them.

由250件增至300件; 300件，比上年的250件增长20%; 276件（上年240件）; 上年为450亿元. What is to be
raised from one value to another is a plan and no pair.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from conclude.change.growth import stated_growth
from conclude.figure import Figure, same_measure
from conclude.measure.body import may_be_same
from conclude.text.mention import Mention, Sentence
from conclude.text.telling import NEAR, YEAR, earlier, is_of_aim, is_plan, span
from conclude.wordlist import any_of, table, words

_FROM = re.compile(r"(?:由|从|自)[^，；。、由从]{0,24}$")
_ARROW = re.compile(r"^[→⟶➔]$")
_TO_COME = re.compile(r"(?:力争|计划|拟|要|将|目标|确保)(?:由|从|自)[^由从]*$")
_TO_BE = re.compile(r"计划(?!内|外|生育|单列)|拟|任务")  # 今年计划新改建150公里
_AND = re.compile(r"^[^，；。（]{0,6}(?:、|和|及|与)[^，；。、]{0,12}$")
_THIS_TIME = re.compile(r"今年|本年|本期|本月|今天|如今|现在")
_IS = re.compile(r"^(?:同期|相比|的|为|是|完成|实现|达到|达|仅|只|约|共|总量)*")
# 12起）比上年（20起, 312件，同比（260件
_COMPARED_IN_BRACKETS = re.compile(r"(?P<told>(?:[比较]|同比)[^，；。（）]{0,8}?)的?（$")
_PER_DAY = re.compile(r"[日周月季]均")
# 增长9.6%，增速比上年的7.4%提高2.2个百分点: a growth against a growth.
_OF_GROWTH = re.compile(r"增速|增幅|涨幅|降幅")
_LISTED = re.compile(r"[^，；。（、]{0,4}[、和及与][^，；。、]{0,10}")
_MONTH = re.compile(r"(\d{1,2})月")
_FOUR_DIGITS = re.compile(r"(?:19|20)\d\d")
_LAST = "compared with the last sentence"
# How far in front of a figure its earlier value may have been told in the same sentence.
_LOOK_BACK = 6


@dataclass(frozen=True, slots=True)
class Pair:
    """An earlier and a later value; `direction` is what the verb between them says, if any."""

    rule: str
    old: Figure
    new: Figure
    direction: str = ""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs that are told together, and the place in the sentence behind them.

    `told_before` is what stands behind the later value in the sentence before, which may be its
    growth.
    """

    pairs: tuple[Pair, ...]
    after: int
    told_before: Mention | None = None


def told_pairs(sentence: Sentence, before: list[Mention]) -> Iterator[Pairs]:
    """The pairs that a sentence tells; a pair may be found by more than one rule.

    `before` are the mentions in front of the sentence.
    """
    yield from _in_turn(list(_from_to(sentence)), sentence)
    yield from _compared(sentence)
    yield from _compared_with_last(sentence, before)
    yield from _then_and_now(sentence)
    yield from _risen(sentence)


def run_from(sentence: Sentence, place: int) -> list[Mention]:
    """The mention at `place` and those that are listed with it: A、B, A和B."""
    run = [sentence[place]]
    for mention in sentence[place + 1 :]:
        if not _AND.match(mention.lead) or mention.figure.kind != run[0].figure.kind:
            break
        if _to().search(mention.lead):
            break
        run.append(mention)
    return run


def told_in_turn(sentence: Sentence, place: int) -> bool:
    """Whether what stands at `place` is told of several things in turn: ，分别增长50%和75%."""
    return "分别" in sentence[place].lead and len(run_from(sentence, place)) > 1


def _from_to(sentence: Sentence) -> Iterator[Pairs]:
    """由A增至B, and lists of them: 由A、B分别提高到C、D."""
    behind = 0
    for mention in sentence:
        if mention.place < behind or not mention.figure.told:
            continue
        if _ARROW.match(mention.tail):
            yield from _along_arrow(sentence, mention)
        if not _FROM.search(mention.lead):
            continue
        bases = run_from(sentence, mention.place)
        at = mention.place + len(bases)
        found = _to().search(sentence[at].lead) if at < len(sentence) else None
        if found is None:
            continue
        targets = run_from(sentence, at)[: len(bases)]
        if len(targets) != len(bases) or _is_planned(mention, targets[0], found["time"]):
            continue
        direction = table("change_verbs.tsv")[found["verb"]]
        behind = at + len(targets)
        pairs = tuple(
            Pair("from to", old.figure, new.figure, direction)
            for old, new in zip(bases, targets, strict=True)
            if same_measure(old.figure, new.figure)
        )
        if pairs:
            yield Pairs(pairs, behind)


def _along_arrow(sentence: Sentence, old: Mention) -> Iterator[Pairs]:
    """11.2%→0.8%: from the one to the other."""
    for new in sentence[old.place + 1 : old.place + 2]:
        if same_measure(old.figure, new.figure) and new.figure.told:
            yield Pairs((Pair("from to", old.figure, new.figure),), new.place + 1)


def _in_turn(groups: list[Pairs], sentence: Sentence) -> list[Pairs]:
    """The groups, those joined whose growths are told together: …，…，分别增长50%和75%."""
    joined: list[Pairs] = []
    for group in groups:
        joined.append(group)
        if group.after >= len(sentence) or not told_in_turn(sentence, group.after):
            continue
        count = len(run_from(sentence, group.after))
        together = [one.pairs for one in joined[-count:]]
        if all(len(pairs) == 1 for pairs in together):
            joined[-count:] = [Pairs(tuple(pairs[0] for pairs in together), group.after)]
    return joined


def _compared(sentence: Sentence) -> Iterator[Pairs]:
    """300件，比上年的250件增长; 276件（上年240件）; 480亿元，上年为450亿元."""
    for mention in sentence:
        told = _told_of_time(mention)
        found = _earlier_value().search(told)
        if found is None or not _is_value(mention, found) or is_of_aim(told):
            continue
        after = mention.place + 1
        reached = _reached(sentence, mention, found["than"])
        if reached is not None:
            place = after if reached.place > after else after + 1
            pair = Pair("compared, then reached", mention.figure, reached.figure)
            yield Pairs((pair,), place)
            continue
        in_turn = _compared_in_turn(sentence, mention)
        if in_turn is not None:
            yield in_turn
            continue
        now = _now_of(sentence, mention, told[found.end() :])
        if now is None or is_plan(now):
            continue
        if found["month"] and not _is_month_later(now, found["month"]):
            continue
        if not _is_year_alone(mention, found) or _is_later(now, found["year"]):
            pairs = [Pair("compared", mention.figure, now.figure)]
            for old, new in zip(sentence[after:], sentence[now.place + 1 :], strict=False):
                # 378件525人，上年为420件700人
                if old.lead or new.lead or not same_measure(old.figure, new.figure):
                    break
                pairs.append(Pair("compared", old.figure, new.figure))
            yield Pairs(tuple(pairs), after + len(pairs) - 1)


def _compared_with_last(sentence: Sentence, before: list[Mention]) -> Iterator[Pairs]:
    """A value and that of the sentence before it, if that has but one of its measure.

    …16480元。去年同期为15250元，增幅8.1%; …36万人次，增长12.5%。去年接待游客32万人次;
    上年排查420处。今年排查378处，下降10%.
    """
    here = sentence[0]
    last = [one for one in before if one.sentence == here.sentence - 1]
    alike = [one for one in last if same_measure(one.figure, here.figure)]
    if len(alike) != 1 or alike[0].paragraph != here.paragraph:
        return
    (other,) = alike
    if _is_value_then(here, other):
        growth = next((one for one in last if one.place == other.place + 1), None)
        yield Pairs((Pair(_LAST, here.figure, other.figure),), 1, growth)
    elif _is_then(other) and _is_now(here, other) and _is_one_thing(other, here):
        yield Pairs((Pair(_LAST, other.figure, here.figure),), 1)


def _is_value_then(old: Mention, new: Mention) -> bool:
    """Whether a sentence begins with what the last one's value was before: 上年同期为15250元."""
    if not _is_then(old) or _FOUR_DIGITS.search(old.clause) or re.search(earlier(), new.clause):
        return False
    if not _is_same_span(old, new):
        return False
    of_it = new.figure.metric.startswith(old.figure.metric)
    return (of_it or _only_time().match(old.lead) is not None) and _can_be_compared(old, new)


def _is_then(mention: Mention) -> bool:
    """Whether its clause begins with an earlier time: 上年排查420处."""
    return re.match(rf"而?{earlier()}", mention.clause) is not None


def _is_now(here: Mention, then: Mention) -> bool:
    """Whether it is told of this time, or of the year behind that of the other, and no plan."""
    if is_plan(here) or _TO_BE.search(here.clause):
        return False
    year, before = _FOUR_DIGITS.search(here.statement), _FOUR_DIGITS.search(then.statement)
    if year is None or before is None:
        return _THIS_TIME.search(here.clause) is not None
    return int(year[0]) == int(before[0]) + 1


def _can_be_compared(old: Mention, new: Mention) -> bool:
    a, b = old.figure, new.figure
    told = a.measured and a.status != "change" and b.status != "change" and not is_plan(new)
    return told and a.unit == b.unit and may_be_same(a.scope, b.scope)


def _compared_in_turn(sentence: Sentence, mention: Mention) -> Pairs | None:
    """1845起、5211起，分别比上年的2050起、5790起下降: as many values before as behind 分别."""
    olds = [mention]
    for one in sentence[mention.place + 1 :]:
        if not _LISTED.fullmatch(one.lead):
            break
        olds.append(one)
    behind = sentence[mention.place + len(olds) : mention.place + len(olds) + 1]
    in_turn = "分别" in mention.lead + "".join(one.lead for one in behind)
    if len(olds) < 2 or not in_turn:
        return None
    news = sentence[max(0, mention.place - len(olds)) : mention.place]
    if len(news) != len(olds):
        return None
    both = zip(olds, news, strict=True)
    if not all(same_measure(old.figure, new.figure) for old, new in both):
        return None
    pairs = zip(olds, news, strict=True)
    told = tuple(Pair("compared", old.figure, new.figure) for old, new in pairs)
    return Pairs(told, mention.place + len(olds))


def _told_of_time(mention: Mention) -> str:
    """The words that may date an earlier value, those in front of a bracket with it:
    12起）比上年（20起.
    """
    in_brackets = _COMPARED_IN_BRACKETS.search(mention.lead)
    return in_brackets["told"] if in_brackets else mention.clause


def _then_and_now(sentence: Sentence) -> Iterator[Pairs]:
    """去年…18个，今年…24个 of one body: the earlier value comes first."""
    for old, new in pairwise(sentence):
        if not (_THIS_TIME.search(new.clause) and re.search(earlier(), old.clause)):
            continue
        if _is_one_thing(old, new) and not is_plan(new) and not _TO_BE.search(new.clause):
            yield Pairs((Pair("then and now", old.figure, new.figure),), new.place + 1)


def _risen(sentence: Sentence) -> Iterator[Pairs]:
    """5年前只有6800元，2018年增至11906元: no 由, but the time in front."""
    for old, new in pairwise(sentence):
        if not _later_value().match(new.lead) or not same_measure(old.figure, new.figure):
            continue
        if _FROM.search(old.lead) or _grown().search(old.statement) or not old.figure.told:
            continue
        before = "".join(one.lead for one in sentence[max(0, old.place - 1) : old.place + 1])
        if re.search(rf"{earlier()}|年前", before) and not is_plan(new):
            yield Pairs((Pair("risen", old.figure, new.figure),), new.place + 1)


def _now_of(sentence: Sentence, old: Mention, thing: str) -> Mention | None:
    """What an earlier value is held against: the value of its `thing` told before it."""
    thing = _IS.sub("", thing)
    for new in reversed(sentence[max(0, old.place - _LOOK_BACK) : old.place]):
        if not new.figure.told or not same_measure(old.figure, new.figure):
            continue
        if _PER_DAY.search(new.statement) and not _PER_DAY.search(old.statement):
            continue  # 受理486320件，日均1332件，比上年的432100件: of all of them
        grown = stated_growth(new) is not None or new.figure.status == "change"
        if grown != bool(_OF_GROWTH.search(old.clause)):
            continue
        if not may_be_same(old.figure.scope, new.figure.scope):
            return None
        if thing and thing not in new.figure.metric and old.figure.metric != new.figure.metric:
            continue
        return new if _is_same_span(old, new) else None
    return None


def _reached(sentence: Sentence, old: Mention, than: str | None) -> Mention | None:
    """What an earlier value came to, told behind it.

    较上年的860份减少258份，降至602份: behind its growth; 较2020年的2万件，今年信访量增至3万件.
    """
    behind = sentence[old.place + 1 : old.place + 3]
    alike = bool(than and behind) and same_measure(behind[0].figure, old.figure)
    if alike and _risen_to().search(behind[0].lead):
        at_once = _risen_to().fullmatch(behind[0].lead)  # 较上年的1250起减少至975起
        if at_once or "，" in behind[0].lead:
            return behind[0]
    if len(behind) < 2 or stated_growth(behind[0]) is None:
        return None
    alike = same_measure(behind[1].figure, old.figure)
    return behind[1] if alike and _later_value().match(behind[1].lead) else None


def _is_value(mention: Mention, found: re.Match[str]) -> bool:
    """Whether the figure is the earlier value, not the growth since (比2002年增加5400多万人)."""
    figure = mention.figure
    # Percentages only behind 比 and 较, or alone: 95%，比上年的92%提高3个百分点.
    alone = not _IS.sub("", mention.clause[found.end() :])  # 95%，上年同期92%
    of_kind = figure.measured or (
        figure.kind == "percent" and (found["than"] in ("比", "较") or alone)
    )
    # 增速比上年的7.4%提高: what was there, though the table may take it for a change.
    owned = bool(found["than"]) and mention.clause.endswith("的") and figure.kind == "percent"
    if not of_kind or not figure.told or (figure.status == "change" and not owned):
        return False
    return not _grown().search(mention.clause[found.end() :])


def _is_year_alone(mention: Mention, found: re.Match[str]) -> bool:
    """Whether only a year says that it is an earlier value, with no 比 and no bracket."""
    return bool(found["year"]) and not found["than"] and "（" not in mention.lead[-12:]


def _is_later(now: Mention, year: str) -> bool:
    """Whether a value is told of a later year."""
    period = _FOUR_DIGITS.search(now.figure.period)
    return period is not None and period[0] > year[:4]


def _is_month_later(now: Mention, month: str) -> bool:
    """Whether a value is told of a later month: 10月份…，环比9月份的."""
    period = _MONTH.search(now.figure.period) or _MONTH.search(now.lead)
    return period is not None and int(period[1]) > int(month.split("月")[0])


def _is_same_span(old: Mention, new: Mention) -> bool:
    if "同期" in old.clause:
        return True
    before, now = span(old), span(new)
    return before == now or ("全年" in (before, now) and not (before and now))


def _is_one_thing(old: Mention, new: Mention) -> bool:
    a, b = old.figure, new.figure
    if not a.measured or not b.measured or not same_measure(a, b):
        return False
    same_name = bool(a.metric) and a.metric == b.metric
    return same_name and a.scope == b.scope and span(old) == span(new)


def _is_planned(base: Mention, target: Mention, time: str) -> bool:
    """Whether the move is still to come; 提高到2020年的41.5% names a year that is told as past."""
    if _TO_COME.search(base.lead):
        return True
    return is_plan(base) if re.search(r"\d年", time) else is_plan(target, base.lead)


@cache
def _to() -> re.Pattern[str]:
    """增加到, 减为, 降至, and the time of the later value: 降至2019年底的."""
    verbs = any_of(words("change_verbs.tsv"))
    return re.compile(rf"(?P<verb>{verbs})了?(?:至|到|为|成)了?(?P<time>[^，；。、]{{0,16}})$")


@cache
def _risen_to() -> re.Pattern[str]:
    """信访量增至, 降为, 达到: what a thing came to."""
    return re.compile(
        rf"(?:{any_of(words('change_verbs.tsv'))}(?:至|到|为)|达到|达|升至)了?{NEAR}?$"
    )


@cache
def _later_value() -> re.Pattern[str]:
    """The words between an earlier value and the later one, which name no other thing."""
    return re.compile(
        rf"""^[^，；。（、]{{0,4}}[，；]
             (?:20\d\d年|去年|今年|如今|现在|目前|到20\d\d年)?(?:年底|年末|底|末)?
             (?:已经?|就)?{any_of(words("change_verbs.tsv"))}(?:至|到|为)了?{NEAR}?$""",
        re.VERBOSE,
    )


@cache
def _only_time() -> re.Pattern[str]:
    """A sentence that begins with an earlier time and tells no thing of its own: 上年同期为."""
    return re.compile(rf"^而?{earlier()}(?:同期)?(?:则|仅|只)?(?:为|是|有)?{NEAR}?$")


@cache
def _earlier_value() -> re.Pattern[str]:
    """Words of an earlier time at the head of a clause, or behind 比 or 较 anywhere in it."""
    return re.compile(
        rf"""(?:^|(?=[比较])|(?=环比))(?P<than>而|环比|比|较|与|同|相比|为|是|相当于|高于|低于)?
             (?:(?P<year>{YEAR})|{earlier()}|(?<=同)比$|(?P<month>\d{{1,2}}月份?))""",
        re.VERBOSE,
    )


@cache
def _grown() -> re.Pattern[str]:
    return re.compile(rf"{any_of(words('change_verbs.tsv'))}了?{NEAR}?$")
