"""Near: the figures that stand in front of another one, and how far back they are looked for."""

from __future__ import annotations

from collections.abc import Iterator

from extract.figure import Figure
from extract.relation.between import Between
from writing.sentence import sentence_ends_in

LOOK_BACK = 12
NEAR = 6
BLANK = "、和及与 \u3000"


def back(between: Between, reach: int = LOOK_BACK) -> Iterator[Figure]:
    """The figures in front, nearest first."""
    return reversed(between.counted[max(0, between.place - reach) : between.place])


def same_sentence(between: Between, reach: int = LOOK_BACK) -> Iterator[Figure]:
    """The figures of the same sentence in front, nearest first."""
    after = between.figure
    for earlier in back(between, reach):
        if sentence_ends_in(between.text[earlier.end : after.before]):
            return
        yield earlier
        after = earlier


def sentence_before(between: Between) -> list[Figure]:
    """The figures of the sentence before that of the figure, nearest first; [] if it has none."""
    if between.ended != 1:
        return []
    wholes: list[Figure] = []
    for earlier in back(between):
        if wholes and sentence_ends_in(between.text[earlier.end : wholes[-1].start]):
            break
        wholes.append(earlier)
    return wholes


def overlap(first: str, second: str) -> int:
    """How many characters the longest common stretch of two names has."""
    longest = 0
    for start in range(len(first)):
        while first[start : start + longest + 1] in second and start + longest < len(first):
            longest += 1
    return longest


def in_order(signs: str, name: str) -> bool:
    """Whether all of the signs stand in the name, in that order."""
    letters = iter(name)
    return all(sign in letters for sign in signs)
