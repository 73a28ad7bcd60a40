"""Growth that the numbers themselves tell the pair of: 年初2240户，年末仅余336户，减少85%.

A growth is held against the values of one measure around it, an earlier and a later one. That they
give the very growth, in its direction, is a witness beside the words of time. Of a pair that was
told as one already, the growth right behind it is the pair's, however it is worded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from conclude.change import growth
from conclude.change.growth import Growth
from conclude.conclusion import CONFLICT, FITS, Conclusion
from conclude.figure import Figure, same_measure
from conclude.measure.body import may_be_same
from conclude.text.mention import Mention, Sentence
from conclude.text.telling import NEAR, earlier, is_of_aim, is_plan
from conclude.wordlist import any_of, table, words

_RULE, _RULE_BEHIND = "growth of the pair that gives it", "growth behind its pair"
_NEAR, _FAR = 4, 1  # values in front, sentences
_GROWN = ("percent", "points", "multiple", "fraction")
# What tells two times apart: 年初 and 年末, 开展前 and 开展后.
_FIRST = re.compile(
    r"年初|期初|月初|[^\d]前(?:[^，；。列期沿]|$)|上年|去年|原有|原来|原|基期|前一年|上期|改革前"
)
_THEN = re.compile(
    r"年末|年底|期末|月末|[^\d]后(?:[^，；。期续]|$)|今年|本年|目前|现有|现|仅余|只剩|余"
)
_CONSTANT = re.compile(r"不变价|可比价|可比口径|同口径|剔除|扣除|年均|平均每年|每年|复合")


def grown(
    sentence: Sentence,
    before: Sequence[Mention],
    drawn: Sequence[Conclusion],
) -> Iterator[Conclusion]:
    """The pairs of the growths of a sentence that nothing was drawn from.

    `drawn` are the changes of the sentence, `before` the mentions in front of it.
    """
    used = {one.stated.row for one in drawn if one.stated is not None}
    near = [
        one
        for one in before
        if one.paragraph == sentence[0].paragraph and sentence[0].sentence - one.sentence <= _FAR
    ]
    for mention in sentence:
        stated = None if mention.figure.row in used else _growth(mention)
        if stated is None:
            continue
        found = _behind_pair(stated, mention, sentence, drawn) or _fitting(
            stated, mention, [*near, *sentence[: mention.place]]
        )
        if found is not None:
            yield found


def _growth(mention: Mention) -> Growth | None:
    """The growth that a mention states, by the last word of change in its clause."""
    if mention.figure.kind not in _GROWN and mention.figure.status != "change":
        return None
    if _CONSTANT.search(mention.statement) or is_plan(mention) or not mention.figure.told:
        return None
    if _quotient().search(mention.statement):
        return Growth(mention.figure, 0, quotient=True)
    found = _verb().search(mention.statement)
    if found is None or is_of_aim(mention.statement):
        return None
    direction = table("change_verbs.tsv")[found["verb"]]
    return Growth(mention.figure, {"up": 1, "down": -1}.get(direction, 0))


def _behind_pair(
    stated: Growth, mention: Mention, sentence: Sentence, drawn: Sequence[Conclusion]
) -> Conclusion | None:
    """The growth right behind the two values of a change that has none yet."""
    if mention.place < 2 or "；" in mention.lead:
        return None
    pair = {one.figure.row for one in sentence[mention.place - 2 : mention.place]}
    for one in drawn:
        if one.second is None or {one.first.row, one.second.row} != pair or one.stated is not None:
            continue
        row = _row(_RULE_BEHIND, stated, one.first, one.second)
        if row is not None and (row.verdict == FITS or _is_of_them(mention, one.second)):
            return row
    return None


def _is_of_them(mention: Mention, new: Figure) -> bool:
    """Whether the growth's clause names nothing else: 出口额相当于上年的, of 出口."""
    subject = _subject().match(mention.statement)
    named = subject["of"] if subject else mention.statement
    return not named or named[:2] in new.metric


def _fitting(stated: Growth, mention: Mention, told: Sequence[Mention]) -> Conclusion | None:
    """The growth of two values of one thing in front that give it, the later one the nearer."""
    values = [one for one in told if _is_value(one)]
    for at in range(len(values) - 1, max(-1, len(values) - 1 - _NEAR), -1):
        new = values[at]
        for old in reversed(values[max(0, at - _NEAR) : at]):
            if not _are_one_thing(old, new):
                continue
            row = _row(_RULE, stated, old.figure, new.figure)
            if row is not None and (row.verdict != CONFLICT or _are_alone(old, new, mention, told)):
                return row
    return None


def _are_alone(old: Mention, new: Mention, grown: Mention, told: Sequence[Mention]) -> bool:
    """Whether the growth stands right behind two values that are the only ones of their unit."""
    alike = [one for one in told if one.figure.unit == old.figure.unit and _is_value(one)]
    next_to = new.sentence == grown.sentence and new.place == grown.place - 1
    return next_to and alike == [old, new] and "；" not in grown.lead and grown.lead[:1] == "，"


def _is_value(mention: Mention) -> bool:
    figure = mention.figure
    if figure.kind == "percent":
        return figure.told and figure.status != "change" and growth.stated_growth(mention) is None
    return figure.measured and figure.status == "actual" and growth.stated_growth(mention) is None


def _are_one_thing(old: Mention, new: Mention) -> bool:
    """Whether they are of one measure and body, and told of two times."""
    a, b = old.figure, new.figure
    if not same_measure(a, b) or a.unit != b.unit or not may_be_same(a.scope, b.scope):
        return False
    if is_of_aim(old.statement) or is_plan(new):
        return False
    then = _FIRST.search(old.statement) or re.search(earlier(), old.statement)
    now = _THEN.search(new.statement)
    return bool(then and now)


def _row(rule: str, stated: Growth, old: Figure, new: Figure) -> Conclusion | None:
    if old.interval is None or new.interval is None or growth.is_priced(new):
        return None
    value, verdict = growth.hold(stated, old, new)
    if value is None:
        return None
    return Conclusion("change", rule, old, new, (), stated.figure, value, verdict)


@cache
def _verb() -> re.Pattern[str]:
    verbs = any_of(w for one in ("up", "down", "any") for w in words("change_verbs.tsv", one))
    return re.compile(rf"(?P<verb>{verbs})(?:幅度?|比例|率)?(?:了|为|达到|达|是|近)?{NEAR}?$")


@cache
def _quotient() -> re.Pattern[str]:
    return re.compile(
        rf"(?:是|为|达到|相当于|约为)(?:{earlier()}|原来|基期|改革前)(?:同期)?的{NEAR}?$"
    )


@cache
def _subject() -> re.Pattern[str]:
    """What a growth is said to be of: 出口额|相当于上年的; empty behind times and 比 alone."""
    return re.compile(
        r"""^(?P<of>[^，；。比较]*?)(?:[\d一二两三四五六七八九十]+年(?:来|间)?|相当于|是|为|累计|共|同比)*
            (?:[比较与][^，；。]{1,8})?(?:相当于)?[^，；。]{0,6}$""",
        re.VERBOSE,
    )
