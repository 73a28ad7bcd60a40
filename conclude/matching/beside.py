"""Pairs that are known by what stands beside a figure: in its sentence, or right in front of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator

from conclude.matching.name import loosened, plain, says_more, tells_more
from conclude.matching.told import Told, near_in_size, of_one_whole, of_other_spans

DOUBT = "the names differ in a word"
# Names of which one says a word more: numbers that lie further apart tell of two things.
CLOSE = 5.0
_NEAR = 2.5
_LONGEST = 24  # characters of a name that is no clause
_STEADY = 1.5  # what is counted on from year to year grows by less


def filled_in(
    one: list[Told], other: list[Told], pairs: list[tuple[int, int, str]]
) -> Iterator[tuple[int, int, str]]:
    """Pairs of which one says in its name what the other says in its sentence.

    组织企业自查，发现违规问题430个 and 企业自查发现违规问题380个. `pairs` are those known:
    a part of one thing may be named by whose it is (县财政安排资金, 县财政资金). A figure that
    fits two of the other report is left alone.
    """
    wholes = {(first, second) for first, second, _ in pairs}
    found = {(a.figure.row, b.figure.row) for a, b in _holding(one, other) if _fit(a, b, wholes)}
    found |= {(a.figure.row, b.figure.row) for b, a in _holding(other, one) if _fit(a, b, wholes)}
    firsts, seconds = Counter(a for a, _ in found), Counter(b for _, b in found)
    for first, second in sorted(found):
        if firsts[first] == seconds[second] == 1:
            yield first, second, DOUBT


def _holding(one: list[Told], other: list[Told]) -> Iterator[tuple[Told, Told]]:
    """Pairs of which the first's name holds the second's, and all that has to agree does."""
    named: dict[Hashable, list[Told]] = defaultdict(list)
    for told in other:
        named[told.sort, told.full].append(told)
    for long in one:
        for part in _parts(long.full):
            for short in named.get((long.sort, part), ()):
                if tells_more(long.full, short.full, short.context, short.under):
                    yield long, short


def _parts(name: str) -> set[str]:
    """All that stands in a name; of a clause that was taken for one, nothing."""
    size = len(name) if len(name) <= _LONGEST else 0
    return {name[at:end] for at in range(size) for end in range(at + 2, size + 1)}


def _fit(a: Told, b: Told, wholes: set[tuple[int, int]]) -> bool:
    far = CLOSE if a.counted_on == b.counted_on else _STEADY
    if (
        of_other_spans(a, b)
        or not near_in_size(a.figure, b.figure, far)
        or any(one.name and one.name.main for one in (a, b))
    ):
        return False
    if not (a.body <= b.body or b.body <= a.body):
        return False
    stages = {a.figure.stage, b.figure.stage}
    if len(stages) > 1 and "other" not in stages:
        return False
    if a.full == b.full:  # of one name, but not of one body or whole by their words
        return (a.figure.whole, b.figure.whole) in wholes
    return of_one_whole(a, b)


def told_next(
    one: list[Told], other: list[Told], pairs: list[tuple[int, int, str]]
) -> Iterator[tuple[int, int, str]]:
    """Pairs of figures told in the same words right beside figures of one thing.

    转办7.9万件，办结7.7万件 and 转办8.7万件，办结8.5万件: what was closed is of what was handed on.
    In front of them only where what is told has the same words; so too where a sentence ends
    between them in a report, if the next begins right there.
    """
    mine, theirs = ({told.figure.row: told for told in report} for report in (one, other))
    firsts, seconds = {pair[0] for pair in pairs}, {pair[1] for pair in pairs}
    open_ends = sorted(((*pair, step) for pair in pairs for step in _STEPS), reverse=True)
    while open_ends:
        first, second, doubt, step = open_ends.pop()
        a, b = mine.get(first + step), theirs.get(second + step)
        if a is None or b is None or a.figure.row in firsts or b.figure.row in seconds:
            continue
        near = [_distance(mine[first], a), _distance(theirs[second], b)]
        if _APART in near or not _told_alike(a, b, sure=step == 1 and not any(near)):
            continue
        pair = a.figure.row, b.figure.row, doubt
        firsts.add(pair[0])
        seconds.add(pair[1])
        open_ends += [(*pair, side) for side in _STEPS]
        yield pair


_STEPS = (1, -1)
_APART = 2
_GAP = 2  # characters between two sentences with nothing told between them


def _distance(one: Told, other: Told) -> int:
    """0 for figures of a sentence, 1 for those of two that follow each other, else _APART."""
    if one.sentence == other.sentence:
        return 0
    first, last = sorted((one, other), key=lambda told: told.sentence)
    return 1 if 0 <= last.sentence - first.sentence_end <= _GAP else _APART


def _told_alike(a: Told, b: Told, sure: bool) -> bool:
    """Whether two figures of one sort and body are told in the same words; where it is less than
    `sure` that they are told of one thing, their numbers have to be close."""
    if a.sort != b.sort or not a.words or not of_one_whole(a, b) or a.body != b.body:
        return False
    if a.words == b.words:
        return near_in_size(a.figure, b.figure) if sure else near_in_size(a.figure, b.figure, _NEAR)
    of_one_name = plain(a.figure.metric) == plain(b.figure.metric)
    more = says_more(loosened(a.words), loosened(b.words))
    return sure and of_one_name and more and near_in_size(a.figure, b.figure, CLOSE)
