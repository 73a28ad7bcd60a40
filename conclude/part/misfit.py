"""Lists that do not add up: told as all of their whole, or one slip of the pen away from it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from conclude.conclusion import CONFLICT
from conclude.measure import interval
from conclude.part.listing import part_name
from conclude.part.parts import may_overlap, sum_verdict
from conclude.part.told_as_all import are_all, are_listed, are_opened, is_of_all, is_total
from conclude.text.mention import Mention, Sentence

_FINE = 0.01  # the place of a number against the whole, from which a digit can be told wrong
_LOOSELY_ALL = re.compile(r"^，一?共[^，；。、]{0,6}$")
# 9月底前销号96项，10月份又销号24项，累计销号122项
_SO_FAR, _AGAIN, _DEED = re.compile(r"累计|共|合计"), re.compile(r"又|再|后续|另"), 2
# By how much of the whole a slip may miss it, and how many signs of a full list it needs.
_SMALL, _SIGNS, _LONG = 0.15, 4, 24
_LIKELY = (0.6, 1.6)  # of its whole: what misses by more is of something else
_FEW = re.compile(r"^[一二两三四五六七八九十几]+\D")


def misfits(
    left: list[Mention], run: list[Mention], sentence: Sentence, divided: Collection[int]
) -> Iterator[tuple[Mention, Sequence[Mention]]]:
    """The whole and the parts of a run that is told as all of its whole and does not add up.

    `left` is the row of amounts that make up no other, `run` those of them in the sentence;
    `divided` are the rows of wholes whose parts are told.
    """
    found = _of_total_behind(left, run, sentence) or _of_whole_in_front(left, run, sentence)
    if found is not None and found[0].figure.row not in divided and _is_error(*found):
        yield found


def _of_total_behind(
    left: list[Mention], run: list[Mention], sentence: Sentence
) -> tuple[Mention, Sequence[Mention]] | None:
    """A total and what it is the total of: 线上140件、线下120件，两项合计280件."""
    *parts, last = run
    if len(parts) < 2:
        return None
    if is_of_all(_with_count(last, sentence)):
        return last, parts
    in_turn = "分别" in parts[0].lead or are_listed(parts)
    if in_turn and len(run) == len(left) and _LOOSELY_ALL.match(last.lead):
        return (last, parts) if _miss_by_a_digit(last, parts) else None
    so_far = [one for one in parts if last.statement[-_DEED:] in one.statement]
    again = len(so_far) > 1 and any(_AGAIN.search(one.statement) for one in so_far)
    return (last, so_far) if again and _SO_FAR.search(last.statement) else None


def _of_whole_in_front(
    left: list[Mention], run: list[Mention], sentence: Sentence
) -> tuple[Mention, Sequence[Mention]] | None:
    """A whole and the parts behind it, told as all of it or one slip of the pen away from it."""
    at = left.index(run[0])
    rest = sentence[run[-1].place + 1 :]
    behind = "".join(one.lead + one.figure.text for one in rest) + sentence[-1].tail
    for whole, parts in ((left[max(0, at - 1)], run), (run[0], run[1:])):
        if len(parts) < 2 or whole is parts[0]:
            continue
        if are_all(whole, parts, behind) or _is_slip(whole, parts):
            return whole, parts
    return None


def _is_error(whole: Mention, parts: Sequence[Mention]) -> bool:
    """Whether the numbers cannot fit, and miss by no more than an error would."""
    figures = [part.figure for part in parts]
    if sum_verdict(whole.figure, figures) != CONFLICT:
        return False
    share = interval.total(one.wording for one in figures).middle / whole.figure.wording.middle
    return _LIKELY[0] <= share <= _LIKELY[1]


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
    if not (_miss_by_a_digit(whole, parts) and _is_plain_list(whole, parts)):
        return False
    if may_overlap(names):
        return False
    together = interval.total(part.figure.wording for part in parts).middle
    opened = are_opened(parts)
    signs = (
        opened,
        opened,  # says more than each of the others
        are_listed(parts),
        any(len({name[at] for name in names}) == 1 for at in (slice(1), slice(-1, None))),
        any(len({name[at] for name in names}) == 1 for at in (slice(2), slice(-2, None))),
        sum(name.endswith(whole.statement[-2:]) for name in names) > 1,
        is_total(whole),
        together > whole.figure.wording.middle,
        not any(part.figure.action for part in parts),  # things, and no deeds of their own
        len(parts) > 2,
    )
    return sum(signs) >= _SIGNS


def _is_plain_list(whole: Mention, parts: Sequence[Mention]) -> bool:
    """Whether the parts stand one behind the other in the sentence of their whole, and none was
    left out by 等.
    """
    first, *others = parts
    if first.sentence != whole.sentence and not are_opened(parts):
        return False
    if parts[-1].place - first.place != len(others):
        return False
    if (
        first.sentence - whole.sentence > 1
        or parts[-1].behind.startswith("等")
        or any("）" in part.lead for part in others)
    ):
        return False
    return all(len(part.lead) <= _LONG for part in parts)


def _miss_by_a_digit(whole: Mention, parts: Sequence[Mention]) -> bool:
    """Whether sum and whole differ by one digit, or as two digits swapped make them differ."""
    figures = [whole.figure, *(part.figure for part in parts)]
    if not all(one.wording.exact for one in figures):
        return False
    known = whole.figure.wording.middle
    missed = abs(interval.total(one.wording for one in figures[1:]).middle - known)
    unit = min(one.step or 1.0 for one in figures)
    if not 0 < missed <= _SMALL * known or unit / known > _FINE:
        return False
    digits = str(round(missed / unit)).rstrip("0")
    swapped = str(round(missed / unit / 9)).rstrip("0") if round(missed / unit) % 9 == 0 else "--"
    return len(digits) == 1 or len(swapped) == 1
