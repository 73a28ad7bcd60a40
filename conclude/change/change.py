"""Changes: two values of one thing, and the growth that is stated of them, held against them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from conclude.change import growth
from conclude.change.growth import Growth
from conclude.change.pair import Pair, Pairs, run_from, told_in_turn, told_pairs
from conclude.conclusion import CONFLICT, FITS, NONE, Conclusion
from conclude.text.mention import Mention, Sentence

# Grades and places are better the lower they are: 由4.8等提升至4.5等.
_GRADES = ("等", "级", "位")
_OVER_YEARS = re.compile(r"年[来间]|以来")
_WITHIN_YEAR = re.compile(r"[由从](?:\d{1,2}月|[一二三四]季度|年初|上月)")
_MOVED = re.compile(r"^，(?:即|具体)?[由从](?:上年|去年)?(?:同期)?的?$")
_ATTAINED = re.compile(r"^，(?:达到|达|至|升至|增至|降至|为)$")


def changes(sentence: Sentence, before: list[Mention]) -> Iterator[Conclusion]:
    """The changes that a sentence tells, in order, each pair once.

    `before` are the mentions in front of the sentence.
    """
    seen: set[tuple[int, int]] = set()
    for group in told_pairs(sentence, before):
        growths = (
            _growths(sentence, group) or _growth_before(sentence, group) or _growth_last(group)
        )
        for number, pair in enumerate(group.pairs):
            blank = pair.old.interval is None or pair.new.interval is None
            if blank or (pair.old.row, pair.new.row) in seen:
                continue
            seen.add((pair.old.row, pair.new.row))
            stated = growths[number] if number < len(growths) else None
            yield _change(pair, stated, sentence)


def _growths(sentence: Sentence, group: Pairs) -> list[Growth]:
    """The growths stated behind pairs: one behind one, or a list of as many."""
    place, count = group.after, len(group.pairs)
    first = growth.stated_growth(sentence[place]) if place < len(sentence) else None
    before = "".join(one.lead for one in sentence[max(0, place - 2) : place])
    if first is not None and _is_of_other_time(sentence[place].lead, before, group.pairs[0]):
        return []
    if first is None or (count == 1 and told_in_turn(sentence, place)):
        return []
    if count == 1:
        return [_in_percent(sentence, place, group.pairs[0]) or first]
    run = run_from(sentence, place)
    if len(run) != count:
        return []
    return [Growth(one.figure, first.sign, first.yearly) for one in run]


def _in_percent(sentence: Sentence, place: int, pair: Pair) -> Growth | None:
    """The growth in percent right behind an amount of growth that is right: 增加20件，增长10%."""
    first, *behind = (growth.stated_growth(one) for one in sentence[place : place + 2])
    if first is None or not behind or behind[0] is None or pair.old.interval is None:
        return None
    both = first.figure.measured and behind[0].figure.kind == "percent"
    if not both or pair.new.interval is None or behind[0].yearly:
        return None
    return behind[0] if growth.hold(first, pair.old, pair.new)[1] == FITS else None


def _is_of_other_time(lead: str, before: str, pair: Pair) -> bool:
    """Whether a growth is over another time than the pair's: 五年来, or 同比 of two months.

    `lead` stands in front of the growth, `before` in front of the two values.
    """
    if pair.rule != "from to":
        return _OVER_YEARS.search(lead) is not None
    return "同比" in lead and _WITHIN_YEAR.search(before) is not None


def _growth_before(sentence: Sentence, group: Pairs) -> list[Growth]:
    """The growth told in front of an earlier value that stands last.

    增长20%，达到300件（上年250件）: before the value that was reached; 300件，增长20%，上年为250件:
    behind it.
    """
    old, (pair, *others) = group.after - 1, group.pairs
    if pair.rule == "from to" and not others and old > 1 and sentence[old].figure is pair.new:
        # 同比减少86万元，由430万元降至344万元
        found = growth.stated_growth(sentence[old - 2])
        return [found] if found is not None and _MOVED.match(sentence[old - 1].lead) else []
    if others or sentence[old].figure is not pair.old or old < 2:
        return []
    if sentence[old - 2].figure is pair.new:
        found = growth.stated_growth(sentence[old - 1])
    elif sentence[old - 1].figure is pair.new and _ATTAINED.match(sentence[old - 1].lead):
        found = growth.stated_growth(sentence[old - 2])
    else:
        return []
    return [found] if found is not None and not found.quotient else []


def _growth_last(group: Pairs) -> list[Growth]:
    """The growth told in the sentence before: 36万人次，增长12.5%。去年为32万人次."""
    told = group.told_before and growth.stated_growth(group.told_before)
    return [told] if told and not told.yearly else []


def _change(pair: Pair, stated: Growth | None, sentence: Sentence) -> Conclusion:
    """The row of a pair; a verb that the numbers run against is a conflict, whatever is stated."""
    value, figure, verdict = growth.change_of(pair.old, pair.new), None, NONE
    if stated is not None and not growth.is_priced(pair.new):
        if stated.yearly:
            verdict = _yearly_verdict(pair, stated, sentence)
            figure = None if verdict == NONE else stated.figure
        else:
            given, verdict = growth.hold(stated, pair.old, pair.new)
            figure = None if given is None else stated.figure
            value = value if given is None else given
    if _runs_against(pair):
        verdict = CONFLICT
    return Conclusion("change", pair.rule, pair.old, pair.new, (), figure, value, verdict)


def _yearly_verdict(pair: Pair, stated: Growth, sentence: Sentence) -> str:
    """Whether a growth per year fits over the span that the text tells."""
    words_before = "".join(one.lead for one in sentence if one.figure.row <= pair.new.row)
    years = growth.years_told(words_before)
    verdicts = {growth.compounded(stated, pair.old, pair.new, count) for count in years}
    return next((one for one in (FITS, CONFLICT) if one in verdicts), NONE)


def _runs_against(pair: Pair) -> bool:
    """Whether the numbers move against the word: 由312件增至260件."""
    if pair.old.unit in _GRADES:
        return False
    old, new = pair.old.widened, pair.new.widened
    return {"up": old.above(new), "down": new.above(old)}.get(pair.direction, False)
