"""Parts against their whole: whether a list of parts adds up, and whether one exceeds the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from conclude import interval
from conclude.conclusion import CONFLICT, FITS, Conclusion
from conclude.figure import Figure
from conclude.listing import Listing, are_counterparts
from conclude.wordlist import entries
from extract.number.unit_family import family

# How far the numbers of rounded parts may miss that of their whole and still be all of it.
_NEAR_ENOUGH = 0.03
_TINY = 1e-6
_OTHERS = re.compile(r"其他|其余|其它|^(?:剩余|余下|未|尚未)")
# A class for what is in none of the others.
_REMAINING = re.compile(r"^(?:一般|普通|其他|其余|其它)")
_CLASSES = re.compile(r"分(?:为|成)|划分")
_NO_PART = re.compile(
    r"涉及|带动|惠及|覆盖|受益|参与|入驻|下辖|服务|培训|投入|拥有|辐射|吸引|余额|累计|存量|总额|总量"
)
_PART_OPENERS = ("其中", "包括", "包含")


def sums(listing: Listing, shared: set[int]) -> Iterator[Conclusion]:
    """The sum of a list, or the parts of it that are larger than the whole.

    `shared` are the rows of parts whose share is stated: their misfit is a finding of its own.
    """
    whole = listing.whole.figure
    parts = tuple(item.figure for item in listing.items)
    sure = parts if set(listing.marks) <= {"、", "；"} or _are_akin(listing.names) else parts[:1]
    larger = [part for part in sure if _exceeds(part, whole)]
    if larger:
        if listing.opener in _PART_OPENERS and not _NO_PART.search(listing.names[0]):
            yield from (
                Conclusion("part", "larger part", whole, part, verdict=CONFLICT)
                for part in larger
                if part.row not in shared and part.status == whole.status
            )
        return
    verdict = sum_verdict(whole, parts)
    if len(parts) < 2 or verdict is None:
        return
    if verdict == CONFLICT and not _must_add_up(listing, parts):
        return
    value = interval.total(part.wording for part in parts)
    yield Conclusion("sum", "list of parts", whole, None, parts, None, value, verdict)


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
    if interval.total(part.widened for part in parts).above(whole.widened):
        return _are_apart(listing)
    return _are_all(listing)


def _are_apart(listing: Listing) -> bool:
    """Whether nothing can be in two of the parts at once."""
    ending = _common_ending(listing.names)
    named = (name for name in listing.names if not _REMAINING.search(name))
    dimensions = {_dimension(name.removesuffix(ending)) for name in named}
    if len(dimensions) > 1 or any(kind == "overlap" for _, kind in dimensions):
        return False
    in_row = set(listing.marks) <= {"、", "；"}
    return in_row or _are_akin(listing.names) or _are_all(listing)


def _are_akin(names: Sequence[str]) -> bool:
    """Whether the names end alike: 农村党员, 机关党员."""
    return len({name[-2:] for name in names}) == 1 and bool(names[0])


def _are_all(listing: Listing) -> bool:
    """Whether the text tells the parts as all of the whole's."""
    if len(listing.names) == 2 and are_counterparts(*listing.names):
        return True
    if not listing.closed:
        return False
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
