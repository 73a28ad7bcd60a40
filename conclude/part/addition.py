"""Sums that the numbers themselves tell: amounts of one unit side by side that make up another.

Every row of amounts is held against the amounts of its unit around it. That it adds up to one of
them to the last digit is a witness of its own, and needs little from the words; that it does not
is an error only where the words say that it should: 合计, 其余, 审结 and 未结.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from conclude.conclusion import CONFLICT, FITS, Conclusion
from conclude.figure import Figure
from conclude.measure import interval
from conclude.part.listing import is_amount, is_earlier, part_name
from conclude.part.misfit import misfits
from conclude.part.parts import are_of_two_sorts, sum_verdict
from conclude.part.told_as_all import are_all, are_listed, are_opened, is_of_all
from conclude.same import agree
from conclude.text.mention import Mention, Sentence
from conclude.text.state import state_of
from conclude.text.telling import is_of_aim, is_plan
from extract.number.unit_family import family

ADDED_UP, _RULE_ERROR = "amounts that add up", "amounts told as all that there are"
_RULE_LARGER = "larger than the one whole in front"
_AMONG = re.compile(
    r"[，；](?:在)?(?:这些?|上述|以上|全部)?(?P<thing>[\u4e00-\u9fff]{2,6}?)(?:当中|之中|中|里)，?[^，；。、]{1,14}$"
)
DONE = "what was done beside what was not"
_FAR = 2  # sentences
_MOST = 10  # parts
_REACH = 24  # amounts
# How coarse the numbers may be against their whole: the finer they are, the less do they add up by
# chance. With a word or sign of a list little is needed, without one more.
_COARSE, _FINE, _FINE_PAIR = 0.3, 0.02, 0.01
# What is told of the difference of two others.
_DIFFERENCE = re.compile(
    r"(?:多|少|增|减|差|超|超出|超过|高出|高于|低于|达到|升至|降至|增至|减至|至|结余|结存|余额|盈余|节约|利润)(?:了|约)?$"
)
_TOTAL = re.compile(
    r"(?:合计|共计|总计|总共|一共|汇总|相加|加起来|加在一起|总数|累计|共)[^，；。、]{0,8}$"
)
_FEW = re.compile(r"^[一二两三四五六七八九十几]+\D")  # 两级, 三个批次: how many sorts there are
_TO_DO = re.compile(r"(?:应|要求|须|需)(?:于[^，；。]{1,8})?(?:完成|整改)|计划|目标")
_TO_COME = re.compile(r"未|正在|暂|尚|仍|其余|剩|待|继续|在办|推进|结转|延期|长期")


def additions(sentence: Sentence, before: Sequence[Mention]) -> Iterator[Conclusion]:
    """The sums that the amounts of a sentence make, or should and do not.

    `before` are the mentions in front of the sentence; their wholes and their parts count, too.
    """
    first = sentence[0]
    near = [
        one
        for one in before
        if one.paragraph == first.paragraph and first.sentence - one.sentence <= _FAR
    ]
    rows: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for mention in [*near, *sentence]:
        if _counts(mention):
            rows[_measure(mention.figure)].append(mention)
    for row in rows.values():
        yield from _reduced(row[-_REACH:], sentence)


def _counts(mention: Mention) -> bool:
    """Whether it says how much there is now, not how much is planned, was, grew or is for each."""
    figure = mention.figure
    if not is_amount(mention) or figure.status != "actual" or is_earlier(mention):
        return False
    if is_plan(mention) or is_of_aim(mention.statement) or not figure.number:
        return False
    if _FEW.match(figure.text) or figure.wording.open or _TO_DO.search(mention.statement):
        return False
    return _DIFFERENCE.search(mention.statement) is None


def _measure(figure: Figure) -> tuple[str, str]:
    people = family(figure.unit) == "people"
    return figure.kind, "people" if people else figure.unit


def _reduced(row: list[Mention], sentence: Sentence) -> Iterator[Conclusion]:
    """The sums of a row of amounts; parts that make up their whole leave the row to it."""
    here, left, divided = sentence[0].sentence, row, set[int]()
    while found := _first_sum(left, row):
        whole, parts = found
        yield _sum(ADDED_UP, whole, parts, FITS)
        yield from _done_of(whole, parts)
        if (whole.sentence, whole.place) < (parts[0].sentence, parts[0].place):
            divided.add(whole.figure.row)
        left = [one for one in left if one not in parts]
    yield from _larger(row, here)
    run = [one for one in left if one.sentence == here]
    if run:
        for wrong, all_told in misfits(left, run, sentence, divided):
            yield _sum(_RULE_ERROR, wrong, all_told, CONFLICT)
            yield from _done_of(wrong, all_told)


def _larger(row: list[Mention], here: int) -> Iterator[Conclusion]:
    """A part that is larger than the whole it names: 隐患4726处。这些隐患中，电气隐患4980处."""
    for at, part in enumerate(row[1:], 1):
        among = _AMONG.search(part.lead if part.place else f"，{part.lead}")
        if part.sentence != here or among is None:
            continue
        told = [one for one in row[:at] if one.sentence >= here - 1]
        named = [one for one in told if _is_called(one, among["thing"])]
        if len(named) == 1 and part.figure.widened.above(named[0].figure.widened):
            whole = named[0].figure
            yield Conclusion("part", _RULE_LARGER, whole, part.figure, verdict=CONFLICT)


def _is_called(one: Mention, thing: str) -> bool:
    return one.statement.endswith(thing) or one.behind.startswith(thing)


def _sum(rule: str, whole: Mention, parts: Sequence[Mention], verdict: str) -> Conclusion:
    figures = tuple(part.figure for part in parts)
    value = interval.total(figure.wording for figure in figures)
    return Conclusion("sum", rule, whole.figure, None, figures, None, value, verdict)


def _first_sum(left: list[Mention], row: list[Mention]) -> tuple[Mention, list[Mention]] | None:
    """The shortest run of a row that adds up to an amount beside it, or to one told before."""
    for size in range(2, min(_MOST, len(left) - 1) + 1):
        for at in range(len(left) - size + 1):
            parts = left[at : at + size]
            if parts[0].sentence != parts[-1].sentence or _is_cut(left, at, size):
                continue
            for whole in _wholes(left, row, at, size):
                if _adds_up(whole, parts):
                    return whole, _with_small_ones(whole, parts, left)
    return None


def _is_cut(left: list[Mention], at: int, size: int) -> bool:
    """Whether a list goes on behind a run, so that the run is not all of it: A、B|、C."""
    return any(
        one.sentence == left[at].sentence and one.lead.startswith(("、", "和"))
        for one in left[at + size : at + size + 1]
    )


def _wholes(left: list[Mention], row: list[Mention], at: int, size: int) -> Iterator[Mention]:
    """What a run can be the parts of: what stands right before it or behind, then what was told
    in a sentence before, itself a part of something else or not.
    """
    here = left[at].sentence
    yield from left[max(0, at - 1) : at]
    for one in left[at + size : at + size + 1]:
        if one.sentence == here or (one.sentence == here + 1 and is_of_all(one.lead)):
            yield one
    yield from (one for one in reversed(row) if one.sentence < here)


def _with_small_ones(whole: Mention, parts: list[Mention], left: list[Mention]) -> list[Mention]:
    """The parts with those beside them that are too small to matter: 厅局级0.4万人，省部级41人."""
    for behind in left[left.index(parts[-1]) + 1 :]:
        figures = [part.figure for part in [*parts, behind]]
        near = behind.sentence == parts[0].sentence and behind is not whole
        if not near or sum_verdict(whole.figure, figures) != FITS:
            break
        parts = [*parts, behind]
    for ahead in reversed(left[: left.index(parts[0])]):
        figures = [part.figure for part in [ahead, *parts]]
        near = ahead.sentence == parts[0].sentence and ahead is not whole
        if not near or sum_verdict(whole.figure, figures) != FITS:
            break
        parts = [ahead, *parts]
    return parts


def _adds_up(whole: Mention, parts: Sequence[Mention]) -> bool:
    """Whether the numbers fit, and closely enough for what the words say."""
    figures = [part.figure for part in parts]
    if whole.place < parts[0].place and whole.sentence == parts[0].sentence:
        listed_with = parts[0].lead.startswith("、") and not are_opened(parts)
        if listed_with or (whole.bracketed and "）" in whole.tail):
            return False
    if any(agree(whole.figure, figure) for figure in figures):
        return False
    names = [part_name(part) for part in parts]
    if sum_verdict(whole.figure, figures) != FITS or are_of_two_sorts(whole.figure, names):
        return False
    known = whole.figure.wording.middle
    step = max(one.step or 1.0 for one in (whole.figure, *figures))
    if not all(one.wording.exact for one in (whole.figure, *figures)):
        step = max(step, known * _FINE)
    bound = _FINE_PAIR if len(parts) == 2 else _FINE
    return step / known <= (_COARSE if _is_listed(whole, parts) else bound)


def _is_listed(whole: Mention, parts: Sequence[Mention]) -> bool:
    """Whether a word or a sign says that these are parts of something."""
    first = parts[0]
    if whole.sentence == first.sentence and whole.place > first.place:
        return _TOTAL.search(whole.statement) is not None
    linked = all(part.figure.whole == whole.figure.row for part in parts)
    come = state_of(first).name == "done" and _TO_COME.search(parts[-1].statement) is not None
    if come:
        return True
    near = parts[-1].place - first.place == len(parts) - 1
    return near and (linked or are_opened(parts) or are_listed(parts) or are_all(whole, parts))


def _done_of(whole: Mention, parts: Sequence[Mention]) -> Iterator[Conclusion]:
    """What was done of a whole in front, where the other part is what was not: 审结, 未结."""
    done, *rest = parts
    in_front = (whole.sentence, whole.place) < (done.sentence, done.place)
    remains = len(rest) == 1 and _TO_COME.search(rest[0].statement) is not None
    raised = state_of(done).name == "done" != state_of(whole).name
    if raised and remains and in_front:
        value = interval.share(done.figure.wording, whole.figure.wording)
        yield Conclusion("progress", DONE, whole.figure, done.figure, value=value)
