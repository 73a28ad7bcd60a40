"""The whole that the head of a sentence names: 转办件中，…; 从转办件类别看，….

It was told before, in another sentence or under another heading: 转办7.9万件.
"""

from __future__ import annotations

import re

from conclude.figure import same_measure
from conclude.text.mention import Mention
from conclude.text.telling import earlier

_TOPIC = re.compile(
    r"""^(?:从)?(?P<name>[\u4e00-\u9fff]{2,6}?)(?:的)?(?:件|案件|事项|问题)?
        (?:(?:的)?(?:类别|类型|构成|结构|来源|内容|分布|情况)*(?:上|来)?看，|中，)""",
    re.VERBOSE,
)


def topic_whole(first: Mention, before: list[Mention]) -> Mention | None:
    """What a sentence's first number is a part of by the sentence's head, if that was told.

    `before` are the mentions in front of the sentence. The name must be the verb or the end of the
    name of the last amount of the same unit that is told so, and the part no larger.
    """
    topic = _TOPIC.match(first.lead)
    if topic is None or first.place > 0 or not first.figure.measured:
        return None
    for whole in reversed(before):
        a, b = whole.figure, first.figure
        if re.search(earlier(), whole.clause) or whole.bracketed:
            continue  # 比上年的110件上升
        if not a.measured or a.unit != b.unit or not same_measure(a, b) or a.status != "actual":
            continue
        deed = topic["name"] in whole.statement
        named = deed or a.metric.endswith(topic["name"])
        if named and not b.widened.above(a.widened):
            return whole
    return None
