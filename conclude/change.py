"""Changes: the earlier and the later value of one thing, and the growth stated of them.

由250件增至300件; 300件，比上年的250件增长20%; 276件（上年240件）; 上年为450亿元. What is to be raised
from one value to another is a plan and no row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from conclude import growth
from conclude.body import may_be_same
from conclude.conclusion import CONFLICT, FITS, NONE, Conclusion
from conclude.figure import Figure, same_measure
from conclude.growth import Growth
from conclude.mention import Mention, Sentence
from conclude.telling import NEAR, YEAR, earlier, is_plan, span
from conclude.wordlist import any_of, table, words

_FROM = re.compile(r"(?:由|从|自)(?P<time>[^，；。、由从]{0,24})$")
_AND = re.compile(r"^[^，；。（]{0,6}(?:、|和|及|与)[^，；。、]{0,12}$")
_ATTAINED = re.compile(r"^，(?:达到|达|至|升至|增至|降至|为)$")
_THIS_TIME = re.compile(r"今年|本年|本期|本月|今天|如今|现在")
_IS = re.compile(r"^(?:同期|相比|的|为|是|完成|实现|达到|达|仅|只|约|共|总量)*")
# How far in front of a figure its earlier value may have been told in the same sentence.
_LOOK_BACK = 6


def changes(sentence: Sentence) -> Iterator[Conclusion]:
    """The changes that a sentence tells, in order, each pair once."""
    seen: set[tuple[int, int]] = set()
    groups = [*_in_turn(list(_from_to(sentence)), sentence)]
    for pairs, after in (*groups, *_compared(sentence), *_risen(sentence)):
        growths = _growths(sentence, after, len(pairs)) or _growth_before(sentence, after)
        for number, (rule, old, new) in enumerate(pairs):
            if (old.row, new.row) in seen or old.interval is None or new.interval is None:
                continue
            seen.add((old.row, new.row))
            stated = growths[number] if number < len(growths) else None
            yield _change(rule, old, new, stated, sentence)


Pair = tuple[str, Figure, Figure]


def _from_to(sentence: Sentence) -> Iterator[tuple[list[Pair], int]]:
    """由A增至B, and lists of them: 由A、B分别提高到C、D. With each, the place behind it."""
    place = 0
    while place < len(sentence):
        mention = sentence[place]
        opened = _FROM.search(mention.lead)
        if opened is None or not mention.figure.told:
            place += 1
            continue
        bases = _run(sentence, place)
        at = place + len(bases)
        place += 1
        if at >= len(sentence) or not _to().search(sentence[at].lead):
            continue
        targets = _run(sentence, at)[: len(bases)]
        context = mention.lead[: opened.start()]
        if len(targets) != len(bases) or _is_planned(mention, targets[0]) or _to_come(context):
            continue
        pairs = [
            ("from to", old.figure, new.figure)
            for old, new in zip(bases, targets, strict=True)
            if old.figure.kind == new.figure.kind
        ]
        yield _with_direction(pairs, sentence[at]), at + len(targets)
        place = at + len(targets)


def _in_turn(
    groups: list[tuple[list[Pair], int]], sentence: Sentence
) -> list[tuple[list[Pair], int]]:
    """The groups, those joined whose growths are told together: …，…，分别增长50%和75%."""
    joined: list[tuple[list[Pair], int]] = []
    for pairs, after in groups:
        joined.append((pairs, after))
        if after >= len(sentence) or not _told_in_turn(sentence, after):
            continue
        count = len(_run(sentence, after))
        together = [group for group, _ in joined[-count:]]
        if len(pairs) == 1 and all(len(group) == 1 for group in together):
            joined[-count:] = [([pair for group in together for pair in group], after)]
    return joined


def _compared(sentence: Sentence) -> Iterator[tuple[list[Pair], int]]:
    """300件，比上年的250件增长; 276件（上年240件）; 480亿元，上年为450亿元."""
    for place, mention in enumerate(sentence):
        found = _earlier_value().search(mention.clause)
        if found is None or not _is_value(mention, found):
            continue
        reached = _reached(sentence, place)
        if reached is not None:
            yield [("compared, then reached", mention.figure, reached.figure)], place + 1
            continue
        now = _now_of(sentence, place, mention.clause[found.end() :])
        if now is not None and not is_plan(now):
            yield [("compared", mention.figure, now.figure)], place + 1
    yield from _then_and_now(sentence)


def _then_and_now(sentence: Sentence) -> Iterator[tuple[list[Pair], int]]:
    """去年…18个，今年…24个 of one body: the earlier value comes first."""
    for old, new in zip(sentence, sentence[1:], strict=False):
        if not (_THIS_TIME.search(new.clause) and re.search(earlier(), old.clause)):
            continue
        if _one_thing(old, new) and old.figure.scope == new.figure.scope and not is_plan(new):
            yield [("then and now", old.figure, new.figure)], new.place + 1


def _risen(sentence: Sentence) -> Iterator[tuple[list[Pair], int]]:
    """5年前只有6800元，2018年增至11906元: no 由, but the time in front."""
    for old, new in zip(sentence, sentence[1:], strict=False):
        if not _later_value().match(new.lead) or _FROM.search(old.lead):
            continue
        before = "".join(one.lead for one in sentence[max(0, old.place - 1) : old.place + 1])
        if _grown().search(old.statement):
            continue
        if re.search(rf"{earlier()}|年前", before) and same_measure(old.figure, new.figure):
            if old.figure.told and not is_plan(new):
                yield [("risen", old.figure, new.figure)], new.place + 1


def _now_of(sentence: Sentence, place: int, thing: str) -> Mention | None:
    """What the earlier value at `place` is held against: the value told before it."""
    old = sentence[place]
    thing = _IS.sub("", thing)
    for new in reversed(sentence[max(0, place - _LOOK_BACK) : place]):
        if not new.figure.measured or not same_measure(old.figure, new.figure):
            continue
        if not may_be_same(old.figure.scope, new.figure.scope):
            return None
        if thing and thing not in new.figure.metric and old.figure.metric != new.figure.metric:
            continue
        return new if _same_span(old, new) else None
    return None


def _reached(sentence: Sentence, place: int) -> Mention | None:
    """较上年的860份减少258份，降至602份: what the earlier value came to, behind its growth."""
    if place + 2 >= len(sentence) or growth.stated_growth(sentence[place + 1]) is None:
        return None
    reached = sentence[place + 2]
    alike = same_measure(reached.figure, sentence[place].figure)
    return reached if alike and _later_value().match(reached.lead) else None


def _is_value(mention: Mention, found: re.Match[str]) -> bool:
    """Whether the figure is the earlier value, not the growth since (比2002年增加5400多万人)."""
    rest = mention.clause[found.end() :]
    told_of_year = found["year"] and not found["than"] and "（" not in mention.lead[-12:]
    return mention.figure.measured and mention.figure.status != "change" and not (
        told_of_year or _grown().search(rest)
    )


def _same_span(old: Mention, new: Mention) -> bool:
    if "同期" in old.clause:
        return True
    before, now = span(old), span(new)
    return before == now or "全年" in (before, now) and not (before and now)


def _one_thing(old: Mention, new: Mention) -> bool:
    a, b = old.figure, new.figure
    return (
        a.measured
        and b.measured
        and bool(a.metric)
        and a.metric == b.metric
        and same_measure(a, b)
        and span(old) == span(new)
    )


def _run(sentence: Sentence, place: int) -> list[Mention]:
    """The mention at `place` and those that are listed with it: A、B, A和B."""
    run = [sentence[place]]
    for mention in sentence[place + 1 :]:
        if not _AND.match(mention.lead) or mention.figure.kind != run[0].figure.kind:
            break
        if _to().search(mention.lead):
            break
        run.append(mention)
    return run


def _growth_before(sentence: Sentence, after: int) -> list[Growth]:
    """增长20%，达到300件（上年250件）: the growth in front of the value that was reached."""
    if after < 3 or not _ATTAINED.match(sentence[after - 2].lead):
        return []
    found = growth.stated_growth(sentence[after - 3])
    return [found] if found is not None and not found.quotient else []


def _growths(sentence: Sentence, place: int, count: int) -> list[Growth]:
    """The growths stated at `place` of `count` pairs: one behind it, or a list of as many."""
    if place >= len(sentence):
        return []
    first = growth.stated_growth(sentence[place])
    if first is None or (count == 1 and _told_in_turn(sentence, place)):
        return []
    if count == 1:
        return [first]
    run = _run(sentence, place)
    if len(run) != count:
        return []
    return [Growth(one.figure, first.sign, first.yearly) for one in run]


def _told_in_turn(sentence: Sentence, place: int) -> bool:
    """Whether the growth is one of several of different things: ，分别增长50%和75%."""
    return "分别" in sentence[place].lead and len(_run(sentence, place)) > 1


def _change(
    rule: str, old: Figure, new: Figure, stated: Growth | None, sentence: Sentence
) -> Conclusion:
    """The row of two values; `rule` may hold, behind a bar, the direction told of them."""
    rule, _, direction = rule.partition("|")
    value = growth.change_of(old, new)
    wrong = _runs_against(direction, old, new)
    verdict = CONFLICT if wrong else NONE
    if stated is None or growth.is_priced(new):
        return Conclusion("change", rule, old, new, value=value, verdict=verdict)
    if stated.yearly:
        verdict = CONFLICT if wrong else _yearly_verdict(stated, old, new, sentence)
        if verdict != NONE:
            return Conclusion("change", rule, old, new, (), stated.figure, value, verdict)
        return Conclusion("change", rule, old, new, value=value, verdict=verdict)
    given, verdict = growth.hold(stated, old, new)
    if given is None:
        return Conclusion("change", rule, old, new, value=value, verdict=CONFLICT if wrong else NONE)
    verdict = CONFLICT if wrong else verdict
    return Conclusion("change", rule, old, new, (), stated.figure, given, verdict)


def _yearly_verdict(stated: Growth, old: Figure, new: Figure, sentence: Sentence) -> str:
    """Whether a growth per year fits over the span that the text tells."""
    words_before = "".join(one.lead for one in sentence if one.figure.row <= new.row)
    years = growth.years_told(words_before)
    verdicts = {growth.compounded(stated, old, new, count) for count in years}
    return next((one for one in (FITS, CONFLICT) if one in verdicts), NONE)


def _runs_against(direction: str, old: Figure, new: Figure) -> bool:
    """Whether the numbers move against the word: 由312件增至260件."""
    if direction == "up":
        return old.widened.above(new.widened)
    if direction == "down":
        return new.widened.above(old.widened)
    return False


def _with_direction(pairs: list[Pair], target: Mention) -> list[Pair]:
    found = _to().search(target.lead)
    direction = table("change_verbs.tsv")[found["verb"]] if found else ""
    return [(f"{rule}|{direction}", old, new) for rule, old, new in pairs]


def _is_planned(base: Mention, target: Mention) -> bool:
    """Whether the move is still to come; 提高到2020年的41.5% names a year that is told as past."""
    found = _to().search(target.lead)
    if found is not None and re.search(r"\d年", found["time"]):
        return is_plan(base)
    return is_plan(target, base.lead)


def _to_come(context: str) -> bool:
    return bool(re.search(r"(?:力争|计划|拟|要|将|目标|确保)$", context))


@cache
def _to() -> re.Pattern[str]:
    verbs = any_of(words("change_verbs.tsv"))
    return re.compile(
        rf"(?P<verb>{verbs})(?:了)?(?:至|到|为|成)(?:了)?(?P<time>[^，；。、]{{0,16}})$"
    )


@cache
def _later_value() -> re.Pattern[str]:
    verbs = any_of(words("change_verbs.tsv"))
    return re.compile(
        rf"""^[^，；。（、]{{0,4}}[，；](?:20\d\d年|去年|今年|如今|现在|目前|到20\d\d年)?(?:底|末|年底|年末)?
             (?:已经?|就)?{verbs}(?:至|到|为)(?:了)?{NEAR}?$""",
        re.VERBOSE,
    )


@cache
def _earlier_value() -> re.Pattern[str]:
    return re.compile(
        rf"(?:^|(?=[比较]))(?P<than>而|比|较|与|同|相比|为|是|相当于|高于|低于)?(?:(?P<year>{YEAR})|{earlier()})"
    )


@cache
def _grown() -> re.Pattern[str]:
    return re.compile(rf"{any_of(words('change_verbs.tsv'))}(?:了)?{NEAR}?$")


