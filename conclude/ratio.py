"""Ratios that are worth a number: measures for each problem, people at each event.

Only where the text tells both side by side; what a rate or a share says is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from conclude.conclusion import Conclusion, rounded
from conclude.figure import Figure
from conclude.measure import interval
from conclude.measure.body import may_be_same
from conclude.measure.interval import Interval
from conclude.text.mention import Mention, Sentence
from extract.number.unit_family import family

_MEASURES = re.compile(r"(?:整改|工作|改进|具体|防范)?措施$")
_PROBLEMS = re.compile(r"(?:问题|隐患|风险点?|短板|不足)$")
_VISITS = re.compile(
    r"^(?:共|累计|有|现场|组织)*(?:参加|参与|受教育|覆盖|参学|参训|参会|参观|接受|吸引|惠及)"
)
_TRAINING = re.compile(r"^(?:共|累计)*(?:培训|受训|轮训)")
_LESSONS = re.compile(r"培训|轮训|课|班|讲")


def ratios(sentence: Sentence) -> Iterator[Conclusion]:
    """The ratios of neighbours in a sentence."""
    for first, second in pairwise(sentence):
        before = sentence[first.place - 1] if first.place else None
        if before is not None and before.figure.object == first.figure.object:
            continue  # 班子问题36个，成员问题218个，措施412条: of both
        rule = _rule(first, second)
        if rule:
            a, b = first.figure, second.figure
            yield Conclusion("ratio", rule, a, b, value=_quotient(a, b))


def _quotient(first: Figure, second: Figure) -> Interval:
    """The second for each of the first; what was rounded bears out no more digits than it has."""
    exact = interval.ratio(second.wording, first.wording)
    bounds = interval.ratio(rounded(second), rounded(first))
    return Interval(exact.number, bounds.low, bounds.high)


def _rule(first: Mention, second: Mention) -> str:
    a, b = first.figure, second.figure
    if not (a.kind == b.kind == "count" and a.measured and b.measured and a.wording.low > 0):
        return ""
    if not may_be_same(a.scope, b.scope) or a.status != "actual" or b.status != "actual":
        return ""
    if "；" in second.lead or "其中" in second.lead:
        return ""
    if a.stage == "raised" and _PROBLEMS.search(a.metric) and _MEASURES.search(b.metric):
        return "measures for each problem"
    if family(a.unit) == "times" and b.unit in ("人次", "人") and _come_to(first, second):
        return "people at each event"
    return ""


def _come_to(first: Mention, second: Mention) -> bool:
    """Whether the people told behind an event came to it."""
    if _TRAINING.match(second.clause):
        return bool(_LESSONS.search(first.figure.metric))
    return bool(_VISITS.match(second.clause))
