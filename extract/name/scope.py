"""Scopes: who acted, or where (全市纪检监察机关, 广东中山); a fragment of a sentence is neither."""

from __future__ import annotations

import re

from extract.name.subject import PLACES, may_hold_place, split_place, without_adverbs
from extract.text.lexicon import Prefixes, Suffixes, words
from extract.text.verb import ACTORS, OFFICIAL_ACTORS, VERB_STAGES, finite_verb_at
from writing.han import HAN
from writing.outline import ITEM

# 全省, 各地, 我市 and their like.
_WHOLE = re.compile(
    rf"(?:全[国省市县区州旗镇乡村局院校系行]|各[{HAN}]|[我本该][国省市县区州旗局院校委]|中央|国家|国务院|地方)"
)
_WHOLE_SIGNS = frozenset("全各我本该中国地")
# 帮助全区: who is helped, and not who does it.
_CAUSATIVES = Prefixes(words("causative_verbs.txt"))
_ENDINGS = Suffixes(words("scope_ends.txt"))
# 党委书记带头, 本届政府把…推进, 辽宁煤矿安监局向企业: what goes on behind who acted.
_GOES_ON = re.compile(
    r"(?<=..)(?:把|将|对(?!口|外)|向|就(?!业)|带头|领衔|约需|暗访|会同|按照|围绕|结合|通过|利用|以(?![来上下内旧]))"
)
_MARK = re.compile(rf"(?:{ITEM}|于|由|在|继续|对|从|到|和|与|[“”，、])+")


def who_or_where(found: str) -> str:
    """What was found in front of a predicate, if it says who or where; empty if it does not."""
    if not found:
        return ""
    mark = _MARK.match(found)
    scope = found[mark.end() :] if mark else found
    behind = _GOES_ON.search(scope)
    scope = without_adverbs(scope[: behind.start()] if behind else scope).rstrip("的、，")
    verb = finite_verb_at(scope, 0) or _CAUSATIVES.at(scope, 0)
    if verb:
        # 动员全省, 实施了中心城区: where, behind what was done.
        scope = scope[len(verb) :].removeprefix("了")
    if len(scope) < 2 or "占" in scope or scope in VERB_STAGES:
        return ""
    named = (
        ACTORS.ending(scope, len(scope))
        or _ENDINGS.ending(scope, len(scope))
        or _WHOLE.match(scope)
        or PLACES.at(scope, 0)
    )
    return scope if named else ""


def is_whole(name: str) -> bool:
    """Whether a name is 全省, 各地 or the name of a place, and so says what is counted of none."""
    return _is_whole_word(name) or PLACES.at(name, 0) == name


def _is_whole_word(name: str) -> bool:
    return name[:1] in _WHOLE_SIGNS and _WHOLE.fullmatch(name) is not None


def is_where(core: str) -> bool:
    """Whether a phrase is nothing but a place or a whole (全省, 海南省), and names nothing."""
    if not core:
        return False
    return _is_whole_word(core) or (
        may_hold_place(core) and split_place(core + "某某某")[1] == core
    )


def outlasts_clause(scope: str) -> bool:
    """Whether a scope holds for the clauses behind it too: bodies and places do, 城镇 does not."""
    return bool(scope) and bool(
        _WHOLE.match(scope)
        or PLACES.at(scope, 0)
        or ACTORS.ending(scope, len(scope)) in OFFICIAL_ACTORS
        or scope[-1] in "省市县区州旗镇乡村盟"
    )
