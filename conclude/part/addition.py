"""Sums that the numbers themselves tell: amounts of one unit side by side that make up another.

Every row of amounts is held against the amounts of its unit around it. That it adds up to one of
them to the last digit is a witness of its own, and needs little from the words; that it does not
is an error only where the words say that it should: 合计, 其余, 审结 and 未结.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from conclude.conclusion import CONFLICT, FITS, Conclusion
from conclude.figure import Figure
from conclude.measure import interval
from conclude.part.listing import are_counterparts, is_amount, is_earlier, part_name
from conclude.part.parts import are_of_two_sorts, may_overlap, sum_verdict
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
_LISTED = re.compile(r"^(?:、|和|及|与|；|以及)")
_OPENED = re.compile(r"其中|包括|包含|分别|：|（|中，|里，")
_TOTAL = re.compile(
    r"(?:合计|共计|总计|总共|一共|汇总|相加|加起来|加在一起|总数|累计|共)[^，；。、]{0,8}$"
)
# 三项合计, 两项相加, 两部分总数为: that it is all of those told in front.
_OF_ALL = re.compile(
    r"""(?:以上|上述|[两二三四五六七八\d](?:项|类|块|部分|种|者|级|批))[^，；。、]{0,4}
          (?:合计|共计|共|总数|总计|相加|加起来|之和)[^，；。、]{0,8}$
      |^，(?:合计|总计|共计|加起来|相加|汇总)[^，；。、]{0,6}$""",
    re.VERBOSE,
)
_REMAINDER = re.compile(r"其余|其他|其它|剩余|剩下|余下|另有|另外|还有|尚有|仍有|尚|仍")
_NO_OTHERS = re.compile(
    r"再无|没有其[他它]|无其[他它]|无遗漏|未留存|未漏|互不重复|不重复|不交叉|无交叉|全部覆盖|覆盖全部"
)
_BY_SORT = re.compile(
    r"(?:按|从)[^，；。、]{1,10}(?:分|看|划分|来看)[^，；。、]{0,6}[，：]|分为|分成|分[两二三四五六七八]|(?:类型|类别|性质|来源|构成|结构)上，"
)
_KINDS = re.compile(r"(?:^|，|分|共|以上|上述|这)([两二三四五六七八])(?:种|类|档|等|块|部分)")
_IN_ALL = re.compile(r"共|累计|合计|总")
_NUMBERS = {word: number for number, word in enumerate("一二三四五六七八", 1)} | {"两": 2}
_LOOSELY_ALL = re.compile(r"^，一?共[^，；。、]{0,6}$")
# 9月底前销号96项，10月份又销号24项，累计销号122项
_IN_ALL_SO_FAR, _AGAIN, _DEED = re.compile(r"累计|共|合计"), re.compile(r"又|再|后续|另"), 2
# By how much of the whole a slip may miss it, and how many signs of a full list it needs.
_SMALL, _SIGNS, _LONG = 0.15, 4, 24
_LIKELY = (0.6, 1.6)  # of its whole: what misses by more is of something else
_FEW = re.compile(r"^[一二两三四五六七八九十几]+\D")
_TO_DO = re.compile(r"(?:应|要求|须|需)(?:于[^，；。]{1,8})?(?:完成|整改)|计划|目标")
_COME = re.compile(r"^(?:现)?已")
_NOT_DONE = re.compile(
    r"^[^未不]{0,4}(?:尚|仍|还)?(?:未|不予)[\u4e00-\u9fff]{1,8}$|结转[\u4e00-\u9fff]{0,4}$|在办$|在审$"
)
_TO_COME = re.compile(r"未|正在|暂|尚|仍|其余|剩|待|继续|在办|推进|结转|延期|长期")
_STEPS = ("raised", "accepted", "handed", "filed", "begun")


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
        yield from _misfit(left, run, sentence, divided)


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
            if parts[0].sentence != parts[-1].sentence:
                continue
            for whole in _wholes(left, row, at, size):
                if _adds_up(whole, parts):
                    return whole, _with_small_ones(whole, parts, left)
    return None


def _wholes(left: list[Mention], row: list[Mention], at: int, size: int) -> Iterator[Mention]:
    """What a run can be the parts of: what stands right before it or behind, then what was told
    in a sentence before, itself a part of something else or not.
    """
    here = left[at].sentence
    yield from left[max(0, at - 1) : at]
    for one in left[at + size : at + size + 1]:
        if one.sentence == here or (one.sentence == here + 1 and _OF_ALL.search(one.lead)):
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
        listed_with = parts[0].lead.startswith("、") and not _OPENED.search(parts[0].lead)
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
    first, *others = parts
    if whole.sentence == first.sentence and whole.place > first.place:
        return _TOTAL.search(whole.statement) is not None
    linked = all(part.figure.whole == whole.figure.row for part in parts)
    opened = _OPENED.search(first.lead) is not None
    listed = all(_LISTED.match(one.lead) for one in others)
    come = state_of(first).name == "done" and _TO_COME.search(parts[-1].statement) is not None
    if come:
        return True
    near = parts[-1].place - first.place == len(parts) - 1
    return near and (linked or opened or listed or _are_all(whole, parts, ""))


def _misfit(
    left: list[Mention], run: list[Mention], sentence: Sentence, divided: Collection[int]
) -> Iterator[Conclusion]:
    """The run that is told as all of its whole and does not add up."""
    last = run[-1]
    if len(run) > 2 and _OF_ALL.search(_with_count(last, sentence)):
        yield from _error(last, run[:-1])
        return
    in_turn = "分别" in run[0].lead or all(_LISTED.match(one.lead) for one in run[1:-1])
    if len(run) > 2 and in_turn and _LOOSELY_ALL.match(last.lead) and len(run) == len(left):
        if _miss_by_a_digit(last, run[:-1]):
            yield from _error(last, run[:-1])
            return
    if len(run) > 2 and _IN_ALL_SO_FAR.search(last.statement):
        parts = [one for one in run[:-1] if one.statement[-_DEED:] == last.statement[-_DEED:]]
        if len(parts) > 1 and any(_AGAIN.search(one.statement) for one in parts):
            yield from _error(last, parts)
            return
    at = left.index(run[0])
    before = left[at - 1] if at else None
    whole, parts = (run[0], run[1:]) if before is None or _is_whole_of(run) else (before, run)
    behind = "".join(one.lead + one.figure.text for one in sentence[last.place + 1 :])
    behind += sentence[-1].tail
    if len(parts) < 2 or whole.figure.row in divided:
        return
    if _are_all(whole, parts, behind) or _is_slip(whole, parts):
        yield from _error(whole, parts)


def _with_count(last: Mention, sentence: Sentence) -> str:
    """The words in front of a total, with how many it is said to be of: 三块|合计."""
    before = sentence[last.place - 1] if last.place else None
    if before is None or not _FEW.match(before.figure.text):
        return last.lead
    return before.lead + before.figure.text + last.lead


def _is_slip(whole: Mention, parts: Sequence[Mention]) -> bool:
    """Whether one slip of the pen in one number is all that keeps a list from its whole.

    The less the words say that the list is all of it, the more of other signs there must be.
    """
    names = [part_name(part) for part in parts]
    if not _miss_by_a_digit(whole, parts) or may_overlap(names):
        return False
    if parts[-1].place - parts[0].place != len(parts) - 1 or parts[0].sentence != whole.sentence:
        return False
    if parts[-1].behind.startswith("等") or any("）" in part.lead for part in parts[1:]):
        return False
    if any(len(part.lead) > _LONG for part in parts):
        return False
    together = interval.total(part.figure.wording for part in parts).middle
    signs = [
        _OPENED.search(parts[0].lead) is not None,
        _OPENED.search(parts[0].lead) is not None,
        all(_LISTED.match(one.lead) for one in parts[1:]),
        len({name[-1:] for name in names}) == 1 or len({name[:1] for name in names}) == 1,
        len({name[-2:] for name in names}) == 1 or len({name[:2] for name in names}) == 1,
        sum(name.endswith(whole.statement[-2:]) for name in names) > 1,
        _is_total(whole),
        together > whole.figure.wording.middle,
        len(parts) > 2,
    ]
    return sum(signs) >= _SIGNS


def _miss_by_a_digit(whole: Mention, parts: Sequence[Mention]) -> bool:
    """Whether sum and whole differ by one digit, or as two digits swapped make them differ."""
    figures = [whole.figure, *(part.figure for part in parts)]
    if not all(one.wording.exact for one in figures):
        return False
    known = whole.figure.wording.middle
    missed = abs(interval.total(one.wording for one in figures[1:]).middle - known)
    unit = min(one.step or 1.0 for one in figures)
    if not 0 < missed <= _SMALL * known or unit / known > _FINE_PAIR:
        return False
    digits = str(round(missed / unit)).rstrip("0")
    swapped = str(round(missed / unit / 9)).rstrip("0") if round(missed / unit) % 9 == 0 else "--"
    return len(digits) == 1 or len(swapped) == 1


def _is_whole_of(run: Sequence[Mention]) -> bool:
    """Whether a sentence's first amount is the whole of the others: more than each of them."""
    return len(run) > 2 and all(
        one.figure.wording.middle < run[0].figure.wording.middle for one in run[1:]
    )


def _error(whole: Mention, parts: Sequence[Mention]) -> Iterator[Conclusion]:
    figures = [part.figure for part in parts]
    if sum_verdict(whole.figure, figures) != CONFLICT:
        return
    share = interval.total(one.wording for one in figures).middle / whole.figure.wording.middle
    if _LIKELY[0] <= share <= _LIKELY[1]:
        yield _sum(_RULE_ERROR, whole, parts, CONFLICT)
        yield from _done_of(whole, parts)


def _done_of(whole: Mention, parts: Sequence[Mention]) -> Iterator[Conclusion]:
    """What was done of a whole, where the other part is what was not: 审结, 未结."""
    done, *rest = parts
    remains = len(rest) == 1 and _TO_COME.search(rest[0].statement) is not None
    if (
        state_of(done).name == "done"
        and remains
        and whole.place < done.place + (_REACH * (whole.sentence < done.sentence))
    ):
        value = interval.share(done.figure.wording, whole.figure.wording)
        yield Conclusion("progress", DONE, whole.figure, done.figure, value=value)


def _are_all(whole: Mention, parts: Sequence[Mention], behind: str) -> bool:
    """Whether the words say that the parts are all there is of the whole, each told once.

    `behind` is what the sentence says behind them.
    """
    names = [part_name(part) for part in parts]
    states = [state_of(part).name for part in parts]
    opened = _OPENED.search(parts[0].lead) is not None
    verbs = {state_of(part).verb for part in parts}
    same_deed = verbs == {state_of(whole).verb}  # 移交58件，移交公安23件、移交税务17件
    stepwise = any(state in _STEPS for state in states)
    if (stepwise and not (opened or same_deed or _are_done_or_not(parts))) or parts[
        0
    ].sentence - whole.sentence > 1:
        return False
    if any(part.bracketed for part in parts[1:]):
        return False
    if (len(parts) == 2 and are_counterparts(*names)) or _are_done_or_not(parts):
        return True
    if _REMAINDER.search(parts[-1].lead):
        return True
    told = "".join(one.lead for one in parts) + behind
    counted = _KINDS.search(parts[0].lead) or _KINDS.search(behind)
    of_number = counted is not None and _NUMBERS[counted[1]] == len(parts)
    by_sort = _BY_SORT.search(parts[0].lead) or _NO_OTHERS.search(told)
    return bool(of_number or by_sort) or (_are_kindred(names) and _is_total(whole))


def _is_total(whole: Mention) -> bool:
    return _IN_ALL.search(whole.statement) is not None


def _are_kindred(names: Sequence[str]) -> bool:
    """Whether three parts or more are named alike: 来自财政的, 来自基金的, 来自单位的."""
    heads = {name[:2] for name in names}
    return len(names) > 2 and len(heads) == 1 and len(set(names)) == len(names)


def _are_done_or_not(parts: Sequence[Mention]) -> bool:
    """Whether the last is what was not done, and the others what was: 审结, 未结."""
    *done, rest = parts
    come = all(
        state_of(one).name in ("done", "doing", "filed") or _COME.search(one.statement)
        for one in done
    )
    return come and _NOT_DONE.search(rest.statement) is not None
