"""Whether the words tell parts as all of their whole, each once: 其余, 审结 and 未结, 按…分."""

from __future__ import annotations

import re
from collections.abc import Sequence

from conclude.part.listing import are_counterparts, part_name
from conclude.text.mention import Mention
from conclude.text.state import state_of

_OPENED = re.compile(r"其中|包括|包含|分别|：|（|中，|里，")
_LISTED = re.compile(r"^(?:、|和|及|与|；|以及)")
_REMAINDER = re.compile(r"其余|其他|其它|剩余|剩下|余下|另有|另外|还有|尚有|仍有|尚|仍")
_NO_OTHERS = re.compile(
    r"再无|没有其[他它]|无其[他它]|无遗漏|未留存|未漏|互不重复|不重复|不交叉|无交叉|全部覆盖|覆盖全部"
)
_BY_SORT = re.compile(
    r"按[^，；。、]{1,10}(?:划分|分)[^，；。、]{0,6}[，：]|分为|分成|分[两二三四五六七八]|(?:类型|类别|性质|来源|构成|结构)上，"
)
_KINDS = re.compile(r"(?:^|，|分|共|以上|上述|这)([两二三四五六七八])(?:种|类|档|等|块|部分)")
_IN_ALL = re.compile(r"共|累计|合计|总")
_NUMBERS = {word: number for number, word in enumerate("一二三四五六七八", 1)} | {"两": 2}
_COME = re.compile(r"^(?:现)?已")
_NOT_DONE = re.compile(
    r"^[^未不]{0,4}(?:尚|仍|还)?(?:未|不予)[\u4e00-\u9fff]{1,8}$|结转[\u4e00-\u9fff]{0,4}$|(?:在办|在审|转办|转交|转送)$"
)
_STEPS = ("raised", "accepted", "handed", "filed", "begun")
# 三项合计, 两项相加, 两部分总数为: that it is all of those told in front.
_OF_ALL = re.compile(
    r"""(?:以上|上述|[两二三四五六七八\d](?:项|类|块|部分|种|者|级|批))[^，；。、]{0,4}
          (?:合计|共计|共|总数|总计|相加|加起来|之和)[^，；。、]{0,8}$
      |^，(?:合计|总计|共计|总共|一共|加起来|相加|汇总)[^，；。、]{0,6}$""",
    re.VERBOSE,
)


def is_of_all(lead: str) -> bool:
    """Whether the words in front of a number say that it is the total of those before: 两项合计."""
    return _OF_ALL.search(lead) is not None


def are_opened(parts: Sequence[Mention]) -> bool:
    """Whether a word or sign opens the parts: 其中, 分别, a colon or a bracket."""
    return _OPENED.search(parts[0].lead) is not None


def are_listed(parts: Sequence[Mention]) -> bool:
    """Whether the signs of a list stand between the parts: A、B和C."""
    return all(_LISTED.match(one.lead) for one in parts[1:])


def are_all(whole: Mention, parts: Sequence[Mention], behind: str = "") -> bool:
    """Whether the words say that the parts are all there is of the whole, each told once.

    `behind` is what the sentence says behind them.
    """
    if not _are_beside(whole, parts) or parts[-1].behind.startswith("等"):
        return False
    names = [part_name(part) for part in parts]
    if (len(parts) == 2 and are_counterparts(*names)) or _are_done_or_not(parts):
        return True
    if _REMAINDER.search(parts[-1].lead) or _BY_SORT.search(parts[0].lead):
        return True
    counted = _KINDS.search(parts[0].lead) or _KINDS.search(behind)
    if counted is not None and _NUMBERS[counted[1]] == len(parts):
        return True
    told = "".join(one.lead for one in parts) + behind
    return bool(_NO_OTHERS.search(told)) or (_are_kindred(names) and is_total(whole))


def _are_beside(whole: Mention, parts: Sequence[Mention]) -> bool:
    """Whether the parts stand on one level right behind the whole, none a step on another one:
    收到100件，受理90件，办结80件.
    """
    if parts[0].sentence - whole.sentence > 1 or any(part.bracketed for part in parts[1:]):
        return False
    states = [state_of(part) for part in parts]
    if all(state.name not in _STEPS for state in states) or are_opened(parts):
        return True
    # 移交58件，移交公安23件、移交税务17件
    same_deed = {state.verb for state in states} == {state_of(whole).verb}
    return same_deed or _are_done_or_not(parts)


def is_total(whole: Mention) -> bool:
    """Whether the whole is told as one: 共, 累计."""
    return _IN_ALL.search(whole.statement) is not None


def _are_kindred(names: Sequence[str]) -> bool:
    """Whether three parts or more are named alike: 来自财政的, 来自基金的, 来自单位的."""
    heads = {name[:2] for name in names}
    return len(names) > 2 and len(heads) == 1 and len(set(names)) == len(names)


def _are_done_or_not(parts: Sequence[Mention]) -> bool:
    """Whether the last is what was not done, and the others what was: 审结, 未结."""
    *done, rest = parts
    come = all(
        state_of(one).name in ("done", "doing", "filed") or _COME.search(one.statement)
        for one in done
    )
    return come and _NOT_DONE.search(rest.statement) is not None
