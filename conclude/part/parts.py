"""Parts against their whole: whether a list of parts adds up, and whether one exceeds the whole."""

from __future__ import annotations

import operator
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from conclude.conclusion import CONFLICT, FITS, NONE, Conclusion
from conclude.figure import Figure
from conclude.measure import interval
from conclude.measure.interval import Interval
from conclude.part.listing import (
    DIVIDED_BY,
    ENUMERATED,
    Listing,
    are_counterparts,
    is_numbered,
    says_all,
    tell_states,
)
from conclude.wordlist import entries
from extract.number.unit_family import family

# How far the numbers of rounded parts may miss that of their whole and still be all of it.
_NEAR_ENOUGH = 0.03
_TINY = 1e-6
_ALL = 100
_ROUNDED = 0.5  # how far shares may miss a hundred and still make up all
_JUST_SHORT = 0.025
SHORT = "the parts fall just short of the whole"
_OTHERS = re.compile(
    r"其他|其余|其它|^(?:剩余|余下|未|尚未)|^(?:一般|普通)(?:干部|党员|人员|群众)$"
)
_LEVELS = re.compile(r"[两二三四]级")
_HOW_MANY = {"两": 2, "二": 2, "三": 3, "四": 4}
_LEVEL = re.compile(r"^[中国省市州县区乡镇村][央家级直属派本]")
_WITH_OTHERS = re.compile(r"^[^，；。（]{0,6}（含")  # 道路450万元（含上年结转150万元）
# What came to be of some, and what is still to come of the others.
_COME = re.compile(r"^已|^现已")
_TO_COME = re.compile(r"^(?:尚|仍|正在|还在|还有|未|待)")
# A class for what is in none of the others.
_REMAINING = re.compile(r"^(?:一般|普通|其他|其余|其它)")
_CLASSES = re.compile(r"分(?:为|成)|划分")
_NO_PART = re.compile(
    r"涉及|带动|惠及|覆盖|受益|参与|入驻|下辖|服务|培训|投入|制定|拟定|采取|出台|形成|建立|提出|组织|拥有|辐射|吸引|余额|累计|存量|总额|总量"
)
_OF_PEOPLE = frozenset(("sex", "age", "people", "education", "title"))
_PART_OPENERS = ("其中", "包括", "包含", "中，")


def sums(listing: Listing, shared: Mapping[int, Interval]) -> Iterator[Conclusion]:
    """The sum of a list, or the parts of it that are larger than the whole.

    `shared` holds the stated shares of parts in percent by their rows: the misfit of such a part
    is a finding of its own, and shares that make up all of it say that the parts do.
    """
    whole = listing.whole.figure
    parts = tuple(item.figure for item in listing.items)
    sure = parts if set(listing.marks) <= {"、", "；"} or _are_akin(listing.names) else parts[:1]
    larger = [part for part in sure if _exceeds(part, whole)]
    if larger:
        if listing.opener in _PART_OPENERS and _is_part(listing.names[0]):
            yield from (
                Conclusion("part", "larger part", whole, part, verdict=CONFLICT)
                for part in larger
                if part.row not in shared and part.status == whole.status
            )
        elif len(parts) > 1 and _must_add_up(listing, parts):
            value = interval.total(part.wording for part in parts)
            yield Conclusion("sum", "list of parts", whole, None, parts, None, value, CONFLICT)
        return
    verdict = sum_verdict(whole, parts)
    if len(parts) < 2 or verdict is None or are_of_two_sorts(whole, listing.names):
        return
    all_told = [shared[part.row] for part in parts if part.row in shared]
    is_whole = len(all_told) == len(parts) and _make_up_all(all_told)
    doubt = ""
    # 乡科级96人，占20%；一般干部132人，占27.5%: their shares say that they are not all.
    some = len(all_told) == len(parts) and not is_whole
    if verdict == CONFLICT and not (is_whole or (_must_add_up(listing, parts) and not some)):
        if not (listing.closed and tell_states(listing) and falls_just_short(whole, parts)):
            return
        verdict, doubt = NONE, SHORT
    value = interval.total(part.wording for part in parts)
    yield Conclusion("sum", "list of parts", whole, None, parts, None, value, verdict, doubt)


def falls_just_short(whole: Figure, parts: Sequence[Figure]) -> bool:
    """Whether so little is missing that an error is likelier than a part left out."""
    together = interval.total(part.wording for part in parts)
    missing = whole.wording.middle - together.middle
    return 0 < missing <= _JUST_SHORT * abs(whole.wording.middle)


def are_of_two_sorts(whole: Figure, names: Sequence[str]) -> bool:
    """Whether the parts divide people in two ways at once: 女性21名、基层一线39名."""
    if family(whole.unit) != "people":
        return False
    named = (name for name in names if not _REMAINING.search(name))
    sorts = {_dimension(name)[0] for name in named}
    return len(sorts) > 1 and bool(sorts & _OF_PEOPLE)


def may_overlap(names: Sequence[str]) -> bool:
    """Whether one thing can be in two of the parts by their names: 女干部, 年轻干部."""
    sorts = [_dimension(name) for name in names if not _REMAINING.search(name)]
    named = {sort for sort, _ in sorts} - {""}
    return len(named) > 1 or any(kind == "overlap" for _, kind in sorts)


def _make_up_all(told: Sequence[Interval]) -> bool:
    """Whether shares in percent come to a hundred."""
    return abs(interval.total(told).middle - _ALL) <= _ROUNDED


def _is_part(name: str) -> bool:
    """Whether a name is that of a part, not of what the whole leads to (其中带动农户95户)."""
    return not _NO_PART.search(name) or name.endswith("的")


def sum_verdict(whole: Figure, parts: Sequence[Figure]) -> str | None:
    """Whether the parts add up to the whole; None where a bound is open or nothing can be said."""
    together = interval.total(part.widened for part in parts)
    if together.open or whole.widened.open:
        return None
    if not whole.widened.overlaps(together):
        return CONFLICT
    missed = abs(together.middle - whole.wording.middle)
    allowed = min(_slack(whole, parts), _NEAR_ENOUGH * abs(whole.wording.middle))
    return FITS if missed <= allowed + _TINY else None


def _slack(whole: Figure, parts: Sequence[Figure]) -> float:
    """How far rounding can carry the sum from the whole: half a place for each of them."""
    places = (one.place if one.wording.exact else one.step for one in (whole, *parts))
    return (len(parts) + 1) / 2 * max(places)


def _exceeds(part: Figure, whole: Figure) -> bool:
    return _is_same_unit(part, whole) and part.widened.above(whole.widened)


def _is_same_unit(part: Figure, whole: Figure) -> bool:
    return part.unit == whole.unit or family(part.unit) == family(whole.unit) == "people"


def _must_add_up(listing: Listing, parts: Sequence[Figure]) -> bool:
    """Whether a sum that does not fit is an error.

    Too much is one, if the parts cannot overlap; too little, if they are told as all there are.
    """
    whole = listing.whole.figure
    if not all(_is_same_unit(part, whole) for part in parts):
        return False
    if any(_WITH_OTHERS.match(item.tail) for item in listing.items):
        return False
    if listing.opener == "共" and len(listing.names) == 2 and are_counterparts(*listing.names):
        return True
    if listing.opener in (ENUMERATED, "共") or listing.nested:
        return False
    if interval.total(part.widened for part in parts).above(whole.widened):
        return _are_apart(listing) and says_all(listing)
    return _are_all(listing)


def _are_apart(listing: Listing) -> bool:
    """Whether nothing can be in two of the parts at once."""
    ending = _common_ending(listing.names)
    named = (name for name in listing.names if not _REMAINING.search(name))
    dimensions = {_dimension(name.removesuffix(ending)) for name in named}
    if len(dimensions) > 1 or any(kind == "overlap" for _, kind in dimensions):
        return False
    in_row = set(listing.marks) <= {"、", "；"}
    numbered = all(is_numbered(name) for name in listing.names)
    if _are_fates(listing.names) or _are_kindred(listing.names):
        return True
    return in_row or numbered or _are_akin(listing.names) or _are_all(listing)


def _are_akin(names: Sequence[str]) -> bool:
    """Whether the names end alike: 农村党员, 机关党员."""
    return len({name[-2:] for name in names}) == 1 and bool(names[0])


def _are_kindred(names: Sequence[str]) -> bool:
    """Whether three names or more begin with one word: 定点医院, 定点诊所, 定点零售药店."""
    alike = len({name[:2] for name in names}) == 1
    return alike and len(set(names)) == len(names) > 2 and len(names[0]) > 2


def _are_fates(names: Sequence[str]) -> bool:
    """Whether some are told as done and all the others as still to do: 已判决, 尚在审理."""
    come = [bool(_COME.match(name)) for name in names]
    to_come = [bool(_TO_COME.match(name)) for name in names]
    return any(come) and any(to_come) and all(map(operator.xor, come, to_come))


def _are_levels(listing: Listing) -> bool:
    """Whether the whole is said to be of as many levels as there are parts: 市县两级24个."""
    levels = _LEVELS.search(listing.whole.lead)
    count = len(listing.items)
    named = all(_LEVEL.match(name) for name in listing.names)
    return levels is not None and named and _HOW_MANY[levels[0][0]] == count


def _are_all(listing: Listing) -> bool:
    """Whether the text tells the parts as all of the whole's."""
    if len(listing.names) == 2 and are_counterparts(*listing.names):
        return True
    if not listing.closed:
        return False
    if listing.opener == DIVIDED_BY or _are_levels(listing):
        return True
    if listing.opener == "合计" or _OTHERS.search(listing.names[-1]):
        return True
    told = listing.items[0].lead + listing.whole.tail
    return listing.opener in ("分别", "：") and bool(_CLASSES.search(told))


def _common_ending(names: Sequence[str]) -> str:
    """What all names end in: the noun that the parts share with their whole."""
    ending = ""
    for characters in zip(*(reversed(name) for name in names), strict=False):
        if len(set(characters)) > 1:
            break
        ending = characters[0] + ending
    return ending


@cache
def _dimension(name: str) -> tuple[str, str]:
    """The dimension of a part by its name, and whether parts of it overlap."""
    for word, dimension, kind in entries("dimensions.tsv"):
        if word in name:
            return dimension, kind
    return "", "apart"
