"""Wholes: which of the figures told before it a part can be a part of, by unit, size and deed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import regex

from extract.figure import Figure
from extract.number.unit_family import family, same_family
from extract.text.lexicon import words
from extract.text.memory import KEPT

_SUMS = tuple(words("sums.txt"))
_RATES = ("percent", "points", "multiple", "fraction")


def whole_among(figure: Figure, groups: Sequence[Sequence[Figure]], misfits: bool) -> Figure | None:
    """The figure of `groups` that `figure` can be a part of; the first group that has one.

    With `misfits` one that is too small is taken where there is none that fits: the words say so.
    """
    for whole in (whole for group in groups for whole in group):
        # 常住人口500人；户籍人口400人。其中城镇常住人口300人
        called = len(whole.metric) > 3 and figure.metric != whole.metric
        called = called and figure.metric.endswith(whole.metric)
        if called and _same_unit(figure, whole) and fits(figure, whole):
            return whole
    for told_alike in (True, False):
        for group in groups:
            found = whole_of(
                figure, [w for w in group if (w.status == figure.status) is told_alike]
            )
            if found is not None:
                return found
    if not misfits or figure.status == "change":
        return None
    return next(
        (
            whole
            for group in groups
            for whole in group
            if whole.kind == figure.kind and whole.status != "change" and whole.unit == figure.unit
        ),
        None,
    )


def whole_of(figure: Figure, wholes: Sequence[Figure]) -> Figure | None:
    """The nearest of `wholes` that `figure` can be a part of by unit, size and what is told."""
    for alike in (_same_action, _same_deed, _same_noun, _same_unit, same_things):
        for whole in wholes:
            if alike(figure, whole) and fits(figure, whole):
                return whole
    return None


def _same_action(figure: Figure, whole: Figure) -> bool:
    """处分7817人，移送474人，其中处分厅局级干部207人: parts of those to whom the same was done."""
    return bool(figure.action) and figure.action == whole.action and _same_unit(figure, whole)


def _same_deed(figure: Figure, whole: Figure) -> bool:
    """开工 … 其中贫困户开工: what was done to the part was done to the whole."""
    return (
        _same_unit(figure, whole)
        and len(figure.metric) > 2
        and figure.metric[-2:] == whole.metric[-2:]
    )


def _same_noun(figure: Figure, whole: Figure) -> bool:
    """25个行政村，132个村民小组，其中贫困村8个: villages are parts of the villages."""
    return (
        bool(figure.metric)
        and figure.metric[-1:] == whole.metric[-1:]
        and _same_unit(figure, whole)
    )


def _same_unit(figure: Figure, whole: Figure) -> bool:
    if figure.status != whole.status:
        return False
    if figure.unit == whole.unit:
        return True
    if figure.unit and whole.unit:
        return False
    return whole.kind == figure.kind or _lacks_yuan(figure, whole)


def _lacks_yuan(figure: Figure, whole: Figure) -> bool:
    """财政收入5044万，其中税收4000万元: whether one of the two is a sum without its 元."""
    bare, told = (figure, whole) if not figure.unit else (whole, figure)
    return bare.kind == "count" and told.kind == "money" and bare.metric.endswith(_SUMS)


# Cases, and bodies or homes, are no parts of other things; but 条 counts cases, 个 bodies too.
_CASES = frozenset(("件", "起", "宗", "例", "件次", "批"))
_BODIES = frozenset(("家", "户"))
_ALSO = {"条": _CASES, "个": frozenset(("家",))}


def same_things(figure: Figure, whole: Figure) -> bool:
    """Whether the units of the two count the same things (名 and 人)."""
    return _same_things(figure.unit, whole.unit)


@lru_cache(maxsize=KEPT)  # units recur, and so do pairs of them
def _same_things(one: str, other: str) -> bool:
    if not same_family(one, other, each_time=True):
        return False
    if other in _ALSO.get(one, ()) or one in _ALSO.get(other, ()):
        return True
    return all((one in group) == (other in group) for group in (_CASES, _BODIES))


def counts_people(figure: Figure) -> bool:
    """Whether the figure counts people, by its unit (名, 人次, 贫困人口)."""
    return family(figure.unit) in ("people", "person-times")


def fits(figure: Figure, whole: Figure) -> bool:
    """Whether `figure` can be a part of `whole` by its kind, its status and its size."""
    if whole is figure or whole.part_of is figure:
        return False
    if _is_per_head(figure) and not _is_per_head(whole):
        # 经济总收入80万元，其中务工收入50万元，人均纯收入1850元
        return False
    if figure.kind in _RATES:
        return True
    alike = figure.kind == whole.kind or _lacks_yuan(figure, whole)
    if not alike or (figure.status == "change" != whole.status):
        return False
    if figure.direction and not whole.direction:
        # 赤字9000亿元，…比上年减少1500亿元: a change, planned or not, is no part of an amount.
        return False
    if figure.number != figure.number or whole.number != whole.number:
        return True
    return figure.number <= whole.high


_PER_HEAD = regex.compile(r"[人户亩日月年]均|平均|密度$|^每")


def _is_per_head(figure: Figure) -> bool:
    return _PER_HEAD.search(figure.metric) is not None


def makes_share(count: Figure, whole: Figure, share: Figure) -> bool:
    """Whether `count` is as much of `whole` as `share` says, within what rounding may do."""
    if not whole.number or count.number > whole.number or share.kind != "percent":
        return False
    of_the_count = 100 * count.number / whole.number
    places = len(share.text.partition(".")[2].rstrip("%％"))
    rounding = (_CUT_OFF if places else _ROUNDED) * 10**-places + of_the_count * (
        _rounded(count) + _rounded(whole) + _CARELESS
    )
    return abs(of_the_count - share.number) <= rounding


# What a share of whole per cents may be off in its last place; one with more digits may be cut off.
_ROUNDED, _CUT_OFF = 0.5, 1.0
# What a share may be off besides, since reports reckon with numbers that they do not print.
_CARELESS = 0.002


def _rounded(figure: Figure) -> float:
    """How far, as a part of it, a number in 万 or 亿 may be off by rounding; 0 for one in full."""
    scaled = any(sign in figure.text for sign in "万亿萬億") and figure.step == figure.step
    return figure.step / 2 / figure.number if scaled and figure.number else 0.0
