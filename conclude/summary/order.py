"""The order of the highlights: what was found goes before what was done about it."""

from __future__ import annotations

from conclude.conclusion import Conclusion
from conclude.figure import Figure
from conclude.summary.features import Candidate

# What ties figures into one story: 查摆问题, 制定整改措施, 整改问题, 整改率.
_TIES = ("progress", "target", "ratio")
# The steps of a story by stage; what is neither found nor done lies between them.
_STEPS = {"raised": 0, "base": 0, "done": 2}
_MEASURES = "措施"
_BETWEEN, _RATE = 1, 3


def in_order(chosen: list[Candidate], drawn: list[Conclusion]) -> list[int]:
    """The rows of the chosen, those of one story behind each other in the order of its steps.

    A story stands where its best figure stood: found, measures, put right, and the rate at which
    it was. Within a step the order of the text decides. Measures belong to the story in the midst
    of which they are told, or beside which: 制定整改措施8.3万余项，整改问题6.6万余个.
    """
    place = {one.figure.row: at for at, one in enumerate(chosen)}
    story = dict(place)  # row → the place of the best figure of its story
    step: dict[int, int] = {}
    for one in drawn:
        if one.kind not in _TIES:
            continue
        told = [figure for figure in (one.first, one.second) if figure is not None]
        rows = [_told_at(figure) for figure in told]
        step.update(zip(rows, (_STEPS.get(figure.stage, _BETWEEN) for figure in told), strict=True))
        if one.stated is not None:
            rows.append(_told_at(one.stated))
            step[rows[-1]] = _RATE
        _tie([row for row in rows if row in place], story)
    for row in (one.figure.row for one in chosen if one.figure.metric.endswith(_MEASURES)):
        _tie([row, *_around(row, step, story)], story)
    return sorted(place, key=lambda row: (story[row], step.get(row, _BETWEEN), row))


def _around(row: int, step: dict[int, int], story: dict[int, int]) -> list[int]:
    """The rows of the story in the midst of which a row is told, or right beside which."""
    for name in dict.fromkeys(story.values()):
        told = [one for one in story if story[one] == name and one in step and one != row]
        if told and min(told) - 1 <= row <= max(told) + 1:
            return told
    return []


def _tie(rows: list[int], story: dict[int, int]) -> None:
    """Make the stories of these rows one."""
    tied = {story[row] for row in rows}
    story.update({row: min(tied) for row in story if story[row] in tied})


def _told_at(figure: Figure) -> int:
    """The row that stands for a figure among the highlights: its first telling."""
    return figure.row if figure.first_telling < 0 else figure.first_telling
