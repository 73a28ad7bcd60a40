"""One thing told twice with numbers that cannot both hold: 查摆问题120个 … 上述112个问题."""

from __future__ import annotations

import re
from collections.abc import Iterator

from conclude.conclusion import CONFLICT, Conclusion
from conclude.figure import Figure, same_measure
from conclude.measure import interval
from conclude.measure.body import members
from conclude.text.mention import Mention, Sentence
from conclude.text.state import HANDED, state_of
from conclude.text.telling import earlier

_AGAIN = re.compile(
    r"""(?:^|[，；：。“（])\s*(?:针对|围绕|对于|对|将|在|按照)?
        (?:上述|以上|前述|上列|上面|这些?)(?:的|所有|全部|这|共)*$""",
    re.VERBOSE,
)
# 反馈的168个问题中, 对征集到的360条, or the number at the head of its clause.
_DEFINITE = re.compile(
    r"^(?:截至|目前|其中|经过[^，。]*，|对|针对|全[省市县区镇村]|已|以来)*(?:(?P<verb>[\u4e00-\u9fff]{2})[到出]?的)?$"
)
_BASE_AGAIN = re.compile(
    r"^(?P<thing>[\u4e00-\u9fff]{2,8}?)(?:(?P<among>中，?|里，?)|(?P<all>均已?|已?全部)|已|完成|逐)"
)
# A number behind which the thing stands, read up to its first verb or sign.
_THING = re.compile(r"^[^，；。：、（）]{1,14}")
_UP_TO_VERB = re.compile(r"均|都|已|全部|中|里|的")
# 这2.4万公里路程, 前文提到的69件, 拆除的3470处: what was told just before, with its number again.
_POINTING = re.compile(
    r"(?:上述|以上|前述|前文(?:所|提到的|所述的?)|前面(?:提到|说到)的|[这此该]批|这些?|该|全部|所有)(?:的|所有|全部|共)*$"
)
_OF_DEED = re.compile(
    r"(?:^|对|将|把|在)(?:全部|所有)?(?P<deed>[\u4e00-\u9fff]{2,4}?)[到出]?的(?:这|全部|所有)?$"
)
# Counts below this one are told to the last one; larger round ones may have been rounded.
_ROUND = 1000
_HUNDRED = 100
_REACH = 12
_NEAR = 2  # sentences
_FEWEST_DIGITS = 2
_NOUN = 2  # characters that name a thing
_PLACE_OR_TIME = re.compile(r"(?:全[省市县区镇乡村]|截至[^，]*|目前|共|对|将)?(?:[^，；]{2,4}的)?")


def retold(sentence: Sentence, before: list[Mention]) -> Iterator[Conclusion]:
    """What a sentence refers back to with another number; `before` are mentions in front."""
    for mention in sentence:
        if not mention.figure.measured or _AGAIN.search(mention.lead) is None:
            continue
        near = sentence[max(0, mention.place - _REACH) : mention.place]
        first = _first_telling(mention, [*before, *near])
        if first is not None:
            a, b = first.figure, mention.figure
            yield Conclusion("same", "referred back to", a, b, verdict=CONFLICT)


def pointed_at(sentence: Sentence, before: list[Mention]) -> Iterator[Conclusion]:
    """A number that points back at the one amount of its unit in the last sentences, and is
    another one: 脱钩78家。脱钩的87家协会中….

    Behind 这 and 上述 one slip of the pen must make the one of the other, unless the words name
    the thing; behind 脱钩的 the deed must have been told.
    """
    yield from _told_of_them(sentence, before)
    for mention in sentence:
        deed = _OF_DEED.search(mention.statement)
        pointing = _POINTING.search(mention.statement)
        if not mention.figure.measured or not (deed or pointing):
            continue
        near = [
            one
            for one in [*before, *sentence[: mention.place]]
            if _is_amount_near(one, mention) and (pointing or _tells_deed(one, deed))
        ]
        told_of = [one for one in before if one.figure.unit == mention.figure.unit]
        if len(near) > 1 and pointing:
            near = [
                one for one in near if mention.behind[:2] and mention.behind[:2] in one.statement
            ]
        if len(near) != 1 or any(agree(one.figure, mention.figure) for one in told_of):
            continue
        a, b = near[0].figure, mention.figure
        if (deed and _is_close(a, b)) or is_slip(a, b):
            yield Conclusion("same", "pointed back at", a, b, verdict=CONFLICT)


def swapped(sentence: Sentence, before: list[Mention]) -> Iterator[Conclusion]:
    """One thing told again with no deed of its own, two digits of its number swapped:

    定点机构568家…。586家定点机构无一遗漏.
    """
    for mention in sentence:
        noun = mention.behind[:_NOUN]
        if len(noun) < _NOUN or not mention.figure.measured or not _is_bare(mention):
            continue
        near = [one for one in before if _is_amount_near(one, mention)]
        named = [one for one in near if noun in one.statement + one.behind]
        if len(named) == 1 and _are_swapped(named[0].figure, mention.figure):
            a, b = named[0].figure, mention.figure
            if not any(agree(one.figure, b) for one in near):
                yield Conclusion("same", "two digits swapped", a, b, verdict=CONFLICT)


def _is_bare(mention: Mention) -> bool:
    """Whether nothing but a place or a time stands in front of it in its clause."""
    return _PLACE_OR_TIME.fullmatch(mention.statement) is not None


def _are_swapped(a: Figure, b: Figure) -> bool:
    return is_slip(a, b) and sorted(a.text) == sorted(b.text)


def _told_of_them(sentence: Sentence, before: list[Mention]) -> Iterator[Conclusion]:
    """引入资本46亿元。上述18户企业共引入资本64亿元: of the same ones, in the same words."""
    head = sentence[0]
    again = [one for one in before if _is_amount_near(one, head)]
    pointing = _POINTING.search(head.statement) or any(
        one.figure.number == head.figure.number for one in again
    )
    for mention in sentence[1:] if pointing else ():
        figure = mention.figure
        near = [one for one in before if _is_amount_near(one, mention)]
        named = [one for one in near if one.figure.metric == figure.metric]
        in_full = len(figure.metric) >= _SHORTEST or (
            len(named) == 1 and _are_swapped(named[0].figure, figure)
        )
        clear = in_full and figure.metric and figure.measured and len(named) == 1
        if clear and not agree(named[0].figure, figure) and _is_close(named[0].figure, figure):
            a = named[0].figure
            yield Conclusion("same", "pointed back at", a, figure, verdict=CONFLICT)


def _tells_deed(one: Mention, again: re.Match[str] | None) -> bool:
    """Whether an amount was told of the deed behind which the number stands again."""
    if again is None:
        return False
    deed = again["deed"]
    return deed == one.figure.action or one.statement.endswith(deed)


def _is_amount_near(one: Mention, again: Mention) -> bool:
    a, b = one.figure, again.figure
    near = one.paragraph == again.paragraph and again.sentence - one.sentence <= _NEAR
    told = a.measured and a.status == "actual" and a.unit == b.unit and same_measure(a, b)
    return near and told and one.sentence < again.sentence and "其中" not in one.lead


def is_slip(a: Figure, b: Figure) -> bool:
    """Whether one slip of the pen makes the one number of the other: two digits swapped, or one
    written wrong.
    """
    one, other = (re.sub(r"\D", "", figure.text) for figure in (a, b))
    if len(one) != len(other) or len(one) < _FEWEST_DIGITS:
        return False
    differ = [at for at in range(len(one)) if one[at] != other[at]]
    swapped = len(differ) == 2 and one[differ[0]] == other[differ[1]]
    return len(differ) == 1 or (swapped and one[differ[1]] == other[differ[0]])


def rebased(sentence: Sentence, before: list[Mention]) -> Iterator[Conclusion]:
    """A base that is told again with another number, to say what became of it.

    反馈问题186个。…反馈的168个问题中已整改150个. Only the same noun counts, by the same verb or by
    none, and only where one number was told of it before.
    """
    for mention in sentence:
        thing = _definite_thing(mention)
        if not thing:
            continue
        told = [
            one
            for one in [*before[-_REACH:], *sentence[: mention.place]]
            if _is_told_of(one, thing, mention)
        ]
        if not told or any(agree(one.figure, mention.figure) for one in told):
            continue
        first, *others = told
        alike = all(agree(first.figure, one.figure) for one in others)
        if alike and _is_close(first.figure, mention.figure):
            a, b = first.figure, mention.figure
            yield Conclusion("same", "told again as a base", a, b, verdict=CONFLICT)


def _definite_thing(mention: Mention) -> str:
    """The noun behind a number that says what became of all of it: 168个|问题|中; else empty."""
    if not mention.figure.measured or mention.figure.kind != "count":
        return ""
    found = _BASE_AGAIN.match(mention.tail)
    told_of = mention.runs_on or mention.statement.startswith(("对", "针对"))
    if found is None or not (found["among"] or found["all"] or told_of):
        return ""
    return found["thing"] if _DEFINITE.search(mention.statement) else ""


def _is_told_of(one: Mention, thing: str, again: Mention) -> bool:
    """Whether a mention before tells how much there is of the thing, by the same verb or none."""
    a, b = one.figure, again.figure
    if not a.measured or a.unit != b.unit or a.status != "actual" or a.whole >= 0:
        return False
    found = _DEFINITE.search(again.statement)
    verb = (found and found["verb"]) or ""
    named = a.object == thing or one.behind == thing or one.statement.endswith(verb + thing)
    same_verb = verb in one.statement
    near = one.paragraph == again.paragraph or bool(verb)
    return named and same_verb and near and not one.bracketed and "其中" not in one.lead


class Tellings:
    """What a report has told of its named bodies so far, so that a second number shows.

    Only the same words of the same body and time are one thing; parts, plans, growth and figures
    of an earlier time are none.
    """

    def __init__(self) -> None:
        self._first: dict[_Key, Mention] = {}

    def retold(self, sentence: Sentence) -> Iterator[Conclusion]:
        """What the sentence tells again with a number that the first telling rules out."""
        for mention in sentence:
            key = _key(mention)
            if key is None:
                continue
            first = self._first.setdefault(key, mention)
            a, b = first.figure, mention.figure
            if first.sentence == mention.sentence:
                continue  # 农村发生火灾7.5万起；其次为城镇，5.5万起: the table carries the body on
            if not agree(a, b) and _is_close(a, b):
                yield Conclusion("same", "told twice of one body", a, b, verdict=CONFLICT)


_Key = tuple[frozenset[str], str, str, str, str]
# Names too short to tell one thing from another (人员, 问题).
_SHORTEST = 4
_PASSING = re.compile(r"截至|目前|今年以来|以来|共|全年|[，\s]")
# Two tellings further apart than this are of two things, not one with an error.
_APART = 2


def _key(mention: Mention) -> _Key | None:
    """Body, name, unit and time of a figure that can be told again; None for any other."""
    figure = mention.figure
    told = figure.measured and figure.status == "actual" and figure.whole < 0 and not figure.doubt
    if not told or not figure.scope or len(figure.metric) < _SHORTEST or not figure.action:
        return None
    if "其中" in mention.lead or re.search(rf"{earlier()}|由|从", mention.statement):
        return None
    period = _PASSING.sub("", figure.period)
    return members(figure.scope), figure.metric, figure.unit, period, mention.article


def _is_close(a: Figure, b: Figure) -> bool:
    if not a.number or not b.number:
        return True
    return 1 / _APART < a.number / b.number < _APART


def agree(a: Figure, b: Figure) -> bool:
    """Whether two numbers can tell one amount, either of them rounded or cut off."""
    return _may_be(a, b) or _may_be(b, a)


def _first_telling(again: Mention, before: list[Mention]) -> Mention | None:
    """The nearest figure of the thing that is referred back to, if none of them agrees."""
    thing = _THING.match(again.behind)
    if thing is None:
        return None
    near = [
        one
        for one in before[-_REACH:]
        if one.figure.measured
        and one.figure.status != "change"
        and same_measure(one.figure, again.figure)
        and _is_thing(one, thing[0])
    ]
    if not near or any(agree(one.figure, again.figure) for one in near):
        return None
    if _is_sum_of(near, again):
        return None
    whole_name = len(near) == 1 and near[0].figure.object == _UP_TO_VERB.split(thing[0])[0]
    near = [one for one in near if whole_name or _is_close(one.figure, again.figure)]
    found = [one for one in near if state_of(one).rank < HANDED] or near
    if not found:
        return None
    most = max(_overlap(one, thing[0]) for one in found)
    best = [one for one in found if _overlap(one, thing[0]) == most]
    return best[0] if len(best) == 1 else None


def _is_sum_of(near: list[Mention], again: Mention) -> bool:
    """Whether several of the figures together are what is referred back to."""
    for size in range(2, len(near) + 1):
        together = interval.total(one.figure.widened for one in near[-size:])
        if together.overlaps(again.figure.widened):
            return True
    return False


def _is_thing(mention: Mention, thing: str) -> bool:
    return _overlap(mention, thing) > 1


def _overlap(mention: Mention, thing: str) -> int:
    """How many of the first characters of the thing's wording the figure's name holds."""
    name = mention.figure.metric or mention.clause
    return max((size for size in range(2, len(thing) + 1) if thing[:size] in name), default=0)


def _may_be(coarse: Figure, fine: Figure) -> bool:
    step = coarse.step if _is_round(coarse) else coarse.place
    bounds = coarse.wording.widened(step)
    if fine.number is not None:
        return bounds.holds(fine.number) and (
            bounds.exact or fine.number < bounds.high or not coarse.wording.exact
        )
    return bounds.overlaps(fine.wording)


def _is_round(figure: Figure) -> bool:
    if figure.kind != "count":
        return True
    return figure.step >= _HUNDRED and abs(figure.number or 0) >= _ROUND
