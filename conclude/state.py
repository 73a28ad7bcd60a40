"""How far what a figure counts has come: raised, handed on, begun, done, on the way, not done.

Read from the verb in the figure's own clause (words/states.tsv), or behind the figure where the
clause has none: 已整改102个, 670个已取得进展, 应整改问题64个.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from conclude.mention import Mention
from conclude.wordlist import any_of, table, words

RAISED, ACCEPTED, HANDED, DONE = 1, 2, 3, 4
RANKS = {
    "due": RAISED,
    "raised": RAISED,
    "accepted": ACCEPTED,
    "handed": HANDED,
    "begun": HANDED,
    "filed": HANDED,
    "done": DONE,
}
# What can be accepted later, or not: 收到举报12817件，受理10608件.
RECEIVED = frozenset(("收到", "接到", "接收", "接待"))


@dataclass(frozen=True, slots=True)
class State:
    """A state by its name, the verb that tells of it, and the thing it is told of.

    `noun` is empty where the clause leaves it out; `worded` is the noun with all its words, and
    `subject` is what stands before the verb.
    """

    name: str
    verb: str
    noun: str
    subject: str
    worded: str = ""

    @property
    def rank(self) -> int:
        """How far it has come: RAISED to DONE; 0 where it is no step forward."""
        return RANKS.get(self.name, 0)


# What these prefixes say holds whatever the verb; the others only hold a deed that is done back.
_ALWAYS = frozenset(("due", "undone", "planned", "apart"))

NO_STATE = State("", "", "", "")

# Words of manner and time that stand before the verb and are no subject.
_BEFORE = re.compile(
    r"""^(?:已经?|目前|截至目前|截至|现|现已|其中|并|共|共计|累计|全部|均|都|先后|及时|依法|督促|推动|推进|成功|
        现场|当场|立行|实际|有|还有|另有|仍有|的|了|又|再|，|于|今年以来|至今|分别|协调|帮助|组织|直接|按期|如期|一次性|全年)+""",
    re.VERBOSE,
)
# What may stand between the verb and its noun, or between the noun and the number.
_FILLER = re.compile(
    r"到位|完成|完毕|完结|结束|落实|销号|出来|出|了|的|各类|各种|各项|相关|有关|突出|具体|群众|涉及|共计|共有|共|累计|总计|合计|达到|达|为|有|约|近|超过|超|逾"
)
# What may stand between a noun in front and its verb: 4条|实现|通车.
_MANNER = re.compile(
    r"(?:已经?|均|全部|都|正在|正|尚未|仍未|未|实现|得到|取得|进行|予以|及时|全面|现场|基本|完全|顺利)+$"
)
# Nouns that make a deed to be done of the verb in front of them.
_TASKS = frozenset(("任务", "事项", "清单", "任务数", "任务共", "事项共"))
# 转交相关部门办理: what is handed on is settled by others, later.
_OF_OTHERS = frozenset(("办理", "处理", "整改", "处置", "落实", "解决", "整治"))
_DONE_ALREADY = re.compile(r"已|完成")


def state_of(mention: Mention) -> State:
    """The state that the figure's clause tells of; NO_STATE where it tells of none."""
    clause = mention.statement
    found = _last_verb(clause)
    if found is not None:
        return _told(clause, found)
    behind = mention.behind
    ahead = _verb().search(behind)
    listed = _listed().search(clause)
    if listed is not None:
        # 清单问题128项: there is the thing to do, without a verb.
        return State("raised", "", listed["noun"], clause[: listed.start()])
    if not _is_bare(clause):
        return NO_STATE
    if ahead is None:
        return State("raised", "", behind, "", behind) if is_raised_noun(behind) else NO_STATE
    name = _named(behind[: ahead.start()], ahead[0], behind[ahead.end() :])
    if name == "done" and _FILLER.sub("", behind[ahead.end() :]):
        # 9处隐患均已落实责任人: done to something else.
        return NO_STATE
    noun = _MANNER.sub("", behind[: ahead.start()])
    return State(name, ahead[0], noun, "")


def same_thing(base: State, base_noun: str, later: State) -> bool:
    """Whether what was settled can be what was raised: no noun of its own, or the same one."""
    noun = base.noun or base_noun
    own = _own_thing().search(later.worded)
    if own is not None and own[0] not in base.worded + noun:
        return False
    return not later.noun or not noun or _alike(noun, later.noun)


def is_raised_noun(noun: str) -> bool:
    """Whether the noun names something that can be raised and settled."""
    return bool(_raised_noun().search(noun))


@cache
def _verb() -> re.Pattern[str]:
    return re.compile(any_of(words("states.tsv")))


@cache
def _prefix() -> re.Pattern[str]:
    return re.compile(f"({any_of(words('state_prefixes.tsv'))})(?:[完全]|整体|彻底|全面)?$")


@cache
def _raised_noun() -> re.Pattern[str]:
    return re.compile(any_of(words("raised_nouns.txt")) + "$")


@cache
def _own_thing() -> re.Pattern[str]:
    return re.compile(any_of(words("own_things.txt")))


@cache
def _listed() -> re.Pattern[str]:
    return re.compile(f"(?P<noun>{any_of(words('raised_nouns.txt'))})(?:总数|总额|总量)?(?:共计?|有|为|达)*$")


def _last_verb(clause: str) -> re.Match[str] | None:
    found: re.Match[str] | None = None
    for verb in _verb().finditer(clause):
        handed = found is not None and table("states.tsv")[found[0]] == "handed"
        if not (handed and verb[0] in _OF_OTHERS):
            found = verb
    return found


def _told(clause: str, found: re.Match[str]) -> State:
    before, behind = clause[: found.start()], clause[found.end() :]
    name = _named(before, found[0], behind)
    if behind == "的" and name in ("done", "doing") and not _DONE_ALREADY.search(before):
        # 推进整改的1856个问题: what is to be settled.
        name = "due"
    if name == "done" and behind in _TASKS:
        # 整改任务86项: the tasks there are.
        return State("due", "", behind, "")
    return State(name, found[0], _FILLER.sub("", behind), _BEFORE.sub("", before), behind)


def _named(before: str, verb: str, behind: str) -> str:
    """The state of the verb, as the word in front of it or behind it changes it."""
    prefix = _prefix().search(before)
    state = table("states.tsv")[verb]
    if behind.startswith(("中", "当中")) or "阶段性" in behind:
        return "doing"
    if prefix is None:
        return state
    change = table("state_prefixes.tsv")[prefix[1]]
    if change in _ALWAYS or state == "done":
        return change
    return state


def _is_bare(clause: str) -> bool:
    """Whether the clause in front of a figure says nothing of its own."""
    return not _BEFORE.sub("", clause).strip("将把对这该上述以前")


def _alike(a: str, b: str) -> bool:
    return a.endswith(b) or b.endswith(a) or (len(a) > 1 and a[-2:] == b[-2:])
