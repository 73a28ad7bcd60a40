"""Topics: a whole at the head of its clause, and what was done to a part of it."""

from __future__ import annotations

import regex

from extract.figure import Figure
from extract.relation.whole import same_things
from extract.text.verb import VERB_ENDINGS, VERB_STAGES

_DONE = regex.compile(r"(?:已|完成|其|全部|均|现|正在|有|整改|治理|解决)")
_CHANGE = regex.compile(r"[增减降升提扩缩压涨跌][\p{Han}]{0,2}[到至为]$")


def is_topic(previous: Figure, figure: Figure, between: str) -> bool:
    """18个烂尾楼已治理8个: the whole with its noun, then what was done to a part of it."""
    return (
        (previous.unit == figure.unit or same_things(figure, previous))
        and bool(figure.unit)
        and figure.kind == "count"
        and 2 < len(between) <= 24
        and not any(sign in between for sign in "，。；：、\n（(")
        and not previous.origin
        and not _CHANGE.search(between)
        and figure.number <= previous.number
        and not between.rstrip("近约超").endswith(("、", "和", "及", "与"))
        and (_DONE.search(between) is not None or _ends_done(between))
    )


# 23件问题线索，已办结21件: what was done to a thing that stands at the head of its sentence.
_TOPIC_FIRST = regex.compile(
    r"(?P<noun>[\p{Han}“”]{2,12})，(?:目前)?(?:已|现已|均已)[\p{Han}]{0,6}$"
)


def is_topic_first(previous: Figure, figure: Figure, between: str) -> bool:
    """省委移交的23件问题线索，已办结21件: the whole is the topic, with its noun behind it."""
    found = _TOPIC_FIRST.fullmatch(between)
    return (
        found is not None
        and bool(previous.metric)
        and found["noun"].endswith(previous.metric[-2:])
        and previous.metric in found["noun"]
        and (previous.unit == figure.unit or same_things(figure, previous))
        and figure.number <= previous.high
    )


def _ends_done(between: str) -> bool:
    """Whether the words between end with a verb of what was done (境内逃犯到案)."""
    verb = VERB_ENDINGS.ending(between, len(between))
    return len(verb) >= 2 and VERB_STAGES[verb] == "done"
