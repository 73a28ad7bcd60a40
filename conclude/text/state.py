"""How far what a figure counts has come: raised, handed on, begun, done, on the way, not done.

Read from the verb in the figure's own clause (words/states.tsv), or behind the figure where the
clause has none: 已整改102个, 670个已取得进展, 应整改问题64个.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from conclude.text.mention import Mention
from conclude.wordlist import any_of, table, words

RAISED, ACCEPTED, HANDED, DONE = 1, 2, 3, 4
RANKS = {
    "due": RAISED,
    "drafted": RAISED,
    "raised": RAISED,
    "accepted": ACCEPTED,
    "handed": HANDED,
    "begun": HANDED,
    "filed": HANDED,
    "done": DONE,
}
# What measures that were drafted can come to: 制定整改措施126条，已完成118条.
CARRIED_OUT = frozenset(("完成", "落实"))
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


# What these prefixes say holds whatever the verb; the others only hold back what is done.
_ALWAYS = frozenset(("due", "undone", "planned", "apart"))

NO_STATE = State("", "", "", "")

# Nouns that make a deed to be done of the verb in front of them.
_TASKS = re.compile(r"^(?:工作)?(?:任务|事项|清单)+(?:总数|数)?(?:共计?|有|为)*$")
# 转交相关部门办理: what is handed on is settled by others, later.
_OF_OTHERS = frozenset(("办理", "处理", "整改", "处置", "落实", "解决", "整治", "调解"))
# Cases are told by their sort: what was closed of one is no progress of all.
_SORT = re.compile(r"(?P<sort>.{2,})案件$")
_GRADE = re.compile(r"^的?(重大|较大|一般)")
# Where the words of the next number begin.
_OF_NEXT = re.compile(r"中|里|当中|，|已|截至|目前|完成")
# What goes to them is chosen from what was found, no step of it.
_OF_LAW = re.compile(r"公安|司法|检察|法院|纪检|监察|纪委")
_SUMS = ("金额", "资金")
# 应于年底前完成整改的: there is a deed to be done, however it is worded.
_TO_DO = re.compile(r"^(?:其中)?[，：]?(?:应|需|须|要求)")
_AMONG = re.compile(r"(?:当中|之中|中|里)$")
# The 1260个|问题中已有|1134个整改到位: of which things, and no more.
_OF_THOSE = re.compile(r"^[\u4e00-\u9fff]{1,8}?[中里](?=已?有)")
_DONE_ALREADY = re.compile(r"已|完成")


def state_of(mention: Mention) -> State:
    """The state that the figure's clause tells of; NO_STATE where it tells of none."""
    behind = mention.behind
    return _state(mention.statement, _own(behind) if mention.runs_on else behind)


@lru_cache(maxsize=16_384)
def _state(clause: str, behind: str) -> State:
    """The state by the words in front of a number, or by those behind it."""
    found = _last_verb(clause)
    if found is not None:
        return _told(clause, found)
    listed = _listed().search(clause)
    if listed is not None:
        # 清单问题128项: there is the thing to do, without a verb.
        return State("raised", "", listed["noun"], clause[: listed.start()])
    if _is_at_fault(clause):
        return State("raised", "", clause, "", clause)
    if not _is_bare(clause):
        return NO_STATE
    return _told_behind(behind)


def _is_at_fault(clause: str) -> bool:
    """Whether the clause names something that is wrong as it stands: 违规使用专项资金860万元."""
    return _faulty().search(clause) is not None


def same_thing(base: State, base_noun: str, later: State) -> bool:
    """Whether what was settled can be what was raised: no noun of its own, or the same one."""
    noun = base.noun or base_noun
    if later.name == "handed" and _recipient().search(later.noun):
        return True
    own = _own_thing().search(later.worded)
    if own is not None and own[0] not in base.worded + noun:
        return False
    if noun and _narrows(noun, later):
        return False
    return not later.noun or not noun or _alike(noun, later.noun)


def _narrows(noun: str, later: State) -> bool:
    """Whether what was settled is one sort of it: 民商事案件 of 各类案件, 重大隐患 of 隐患."""
    grade = _GRADE.match(later.noun) or _GRADE.match(later.subject)
    if grade is not None and grade[1] not in noun:
        return True
    sort = _SORT.match(_filler().sub("", later.noun))
    return sort is not None and sort["sort"] not in noun


def is_raised_noun(noun: str) -> bool:
    """Whether the noun names something that can be raised and settled."""
    return bool(_raised_noun().search(noun) or _fault().search(noun))


@cache
def _verb() -> re.Pattern[str]:
    return re.compile(any_of(words("states.tsv")))


@cache
def _prefix() -> re.Pattern[str]:
    return re.compile(f"({any_of(words('state_prefixes.tsv'))})(?:[完全]|整体|彻底|全面)?$")


@cache
def _raised_noun() -> re.Pattern[str]:
    return re.compile(any_of(words("raised_nouns.tsv")) + "$")


@cache
def _fault() -> re.Pattern[str]:
    return re.compile(any_of(words("faults.tsv")))


@cache
def _faulty() -> re.Pattern[str]:
    return re.compile(any_of(words("faults.tsv", "deed")))


@cache
def _recipient() -> re.Pattern[str]:
    return re.compile(any_of(words("recipients.txt")) + "$")


@cache
def _own_thing() -> re.Pattern[str]:
    return re.compile(any_of(words("own_things.txt")))


@cache
def _listed() -> re.Pattern[str]:
    noun = any_of(words("raised_nouns.tsv", "itself"))
    return re.compile(f"(?P<noun>{noun})(?:总数|总额|总量)?(?:共计?|有|为|达)*$")


@cache
def _before() -> re.Pattern[str]:
    return re.compile(f"^{any_of(words('before_verbs.txt'))}+")


@cache
def _filler() -> re.Pattern[str]:
    return re.compile(any_of(words("fillers.txt")))


@cache
def _manner() -> re.Pattern[str]:
    return re.compile(f"{any_of(words('manner_words.txt'))}+$")


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
    if _is_class(behind):
        # 分阶段整改类24个: what is to be settled, by how.
        return State("due", "", "", "", clause)
    to_do = _TO_DO.search(before) or not _DONE_ALREADY.search(before)
    if behind == "的" and name in ("done", "doing") and to_do:
        # 推进整改的1856个问题: what is to be settled.
        name = "due"
    if name == "done" and behind == "措施" and "落实" not in before:
        # 制定整改措施126条: drafted, to be carried out.
        return State("drafted", found[0], behind, "", behind)
    if name == "done" and _TASKS.match(behind):
        # 整改任务86项: the tasks there are.
        return State("due", "", behind, "")
    noun = _filler().sub("", behind).strip("“”")
    if found[0] == "移交" and _recipient().search(noun) and not _OF_LAW.search(noun):
        name = "handed"  # 移交有关部门288条; 移交问题线索30件 is what others handed over
    return State(name, found[0], noun, _before().sub("", before), behind)


def _is_class(behind: str) -> bool:
    """Whether a verb names a class of things, and no deed: 立行立改|类."""
    return behind.endswith(("类", "类问题", "型", "型问题"))


def _own(behind: str) -> str:
    """The words behind a number that are its own, not the next one's: 问题|已整改15个."""
    return _OF_NEXT.split(behind, maxsplit=1)[0]


def _told_behind(behind: str) -> State:
    """The state told behind a number: 670个已取得进展, 50项具体问题."""
    behind = _AMONG.sub("", behind)
    found = _verb().search(behind)
    if found is not None and _TASKS.match(behind[found.end() :]):
        return State("due", "", behind[found.end() :], "")
    if found is None:
        listed = _listed().search(behind)
        return NO_STATE if listed is None else State("raised", "", listed["noun"], "", behind)
    name = _named(behind[: found.start()], found[0], behind[found.end() :])
    if name == "done" and _raised_noun().match(behind, found.end()):
        # 43个分阶段整改问题: the verb says which problems.
        return State("raised", "", behind[found.end() :], "", behind)
    if name == "done" and _filler().sub("", behind[found.end() :]):
        # 9处隐患均已落实责任人: done to something else.
        return NO_STATE
    return State(name, found[0], _manner().sub("", behind[: found.start()]), "")


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
    return not _before().sub("", _OF_THOSE.sub("", clause))


def _alike(a: str, b: str) -> bool:
    if a.endswith(_SUMS) and b.endswith(_SUMS):
        return True  # 涉及金额237万元，整改资金201万元
    return a.endswith(b) or b.endswith(a) or (len(a) > 1 and a[-2:] == b[-2:])
