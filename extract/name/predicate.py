"""Predicates: what is told of a figure by the words behind it, where those are a verb and no noun.

A count of times may stand in front of its predicate (先后3次召开会议, 分两批通报问题), and a rest
or a part without a noun is named by what was done to it (其余15条均已明确时限).
"""

from __future__ import annotations

import regex

from extract.figure import Figure
from extract.name.noun import noun_behind
from extract.name.phrase import LEAD, Phrase, clean
from extract.name.side import RESTS
from extract.name.subject import MANNER, PREPOSITIONS, without_adverbs
from extract.name.tail import is_tail
from extract.text.clause import clause_end
from extract.text.lexicon import words
from extract.text.negation import NEGATED, negation_before, with_negation
from extract.text.verb import VERB_ENDINGS, VERBS, action_of, finite_verb_at

# Words that count how often or in how many portions something was done.
ROUNDS = words("round_units.txt")
_REACH = 40
# 领导小组会议7次研究部署工作: what was held so often, not who did so.
_EVENTS = ("会议", "座谈会", "推进会", "调度会", "例会", "讲座", "党课", "活动", "培训", "比赛")
# 已转化为举措, 被立案, 必须办结: words between a figure and the verb that is told of it.
_TELLING = regex.compile(
    r"(?:[\p{Han}\d]{1,8}[日月年底]前|(?:已经?|均|全部|将|被|都|仍|正在?|尚|未|也|全|必须|应当?|要|可|能|须|需|不|予以|再|陆续|先后|于|常年|长期|背后))+"
)
_RATES = frozenset(("percent", "points", "multiple", "fraction", "duration"))
_REASON = regex.compile(r"因(?![病公残灾学案人地时])|由于")
_REASON_STARTS = ("因", "由")
# 造成百余人失踪, 造成全国48万人次受灾、10人死亡
_CAUSING = regex.compile(
    r"(?:造成|导致|致使|[已共]?致)(?:全[国省市县区州]|我[国省市县区州]|[^，。；、]{0,24}\d[^，。；、]{3,8}、)?$"
)
_CAUSING_ENDS = frozenset("成致使国省市县区州、")
_CAUSING_REACH = 36
# 因施工难度大未通
_DENIED_AT_END = regex.compile(r"(?:尚未|仍未|未|没有|没|不)[\p{Han}]{1,4}$")
_SHORT = 6
_PARTICLES = "为到成出入至"


def predicate_of_rounds(text: str, figure: Figure, phrase: Phrase) -> str:
    """The predicate that is counted in rounds by a number in front of it; empty if it is none."""
    if figure.unit not in ROUNDS:
        return ""
    divided = text[figure.before - 1 : figure.before] == "分"
    if (
        phrase.core.endswith(_EVENTS)
        or text[figure.before - len(phrase.core) - 1 : figure.before][:1] == "、"
    ):
        return ""
    if not divided and (action_of(phrase.core) or _ends_with_predicate(phrase.core)):
        return ""
    predicate = predicate_behind(text, figure.after)
    # 比2020年的200批次｜增加了
    return "" if is_tail(predicate) else predicate


def what_was_caused(text: str, figure: Figure) -> str:
    """What so many suffered (造成百余人失踪), the whole short clause behind; empty if nothing."""
    if text[figure.before - 1 : figure.before] not in _CAUSING_ENDS:
        return ""
    ahead = text[max(0, figure.before - _CAUSING_REACH) : figure.before]
    if not (_causes(ahead) and _CAUSING.search(ahead)):
        return ""
    clause = text[figure.after : clause_end(text, figure.after, figure.after + _SHORT + 1)]
    clause = clause.partition("、")[0]
    verb = VERBS.at(clause.removeprefix("被"), 0)
    return clause if 2 <= len(clause) <= _SHORT and len(verb) >= 2 else ""


def _causes(words: str) -> bool:
    """A quick look before the pattern of what was caused is tried."""
    return "致" in words or "造成" in words


def _ends_with_predicate(core: str) -> bool:
    return any(len(finite_verb_at(core, at)) + at == len(core) for at in range(1, len(core) - 1))


def predicate_of_part(text: str, figure: Figure, phrase: Phrase) -> str:
    """The predicate of a part or a rest that has no noun of its own; empty if there is none."""
    if phrase.core and phrase.core not in RESTS:
        return ""
    if reason := _for_a_reason(text, figure.after):
        return reason
    adverbs = _TELLING.match(text, figure.after)
    place = adverbs.end() if adverbs else figure.after
    negated = NEGATED.match(text, place)
    place = negated.end() if negated else place
    negation = negation_before(text, place, figure.after)
    if not (adverbs or negation) or figure.kind in _RATES:
        return ""
    predicate = predicate_behind(text, place)
    able = "能" if not negation and text[place - 1] == "能" else ""
    return negation + able + predicate if predicate else ""


def _for_a_reason(text: str, place: int) -> str:
    """The last verb of a clause that opens with a reason (因订单不足停工); else empty."""
    if text[place : place + 1] not in _REASON_STARTS or not _REASON.match(text, place):
        return ""
    stop = clause_end(text, place, place + _REACH)
    clause = text[place:stop]
    predicate = VERB_ENDINGS.ending(clause, len(clause))
    if len(predicate) > 1:
        return with_negation(clause, predicate)
    denied = _DENIED_AT_END.search(clause)
    return denied[0] if denied else ""


def predicate_behind(text: str, place: int) -> str:
    """The verb, with its object, of the words at `place`; empty where they hold none.

    Adverbs and phrases of a preposition in front of the verb are passed over (对20个省开展督察).
    """
    stop = clause_end(text, place, place + _REACH)
    at = place
    while at < stop and (adverb := MANNER.at(text, at) or LEAD.at(text, at)):
        if len(VERBS.at(text, at)) > len(adverb):
            break
        at += len(adverb)
    if PREPOSITIONS.at(text, at) and len(VERBS.at(text, at)) < 2:
        at = next((after for after in range(at + 1, stop) if _predicate_at(text, after)), stop)
    verb = VERBS.at(text, at)
    if len(verb) < 2 or at + len(verb) > stop:
        return ""
    end = at + len(verb)
    while end < stop and (other := finite_verb_at(text, end)):
        end += len(other)
    if text[end : end + 1] == "了" and not text.startswith("为期", end + 1):
        return clean(text[at:end]) + noun_behind(text, end + 1, _object_end(text, end + 1, stop))
    if text[end : end + 1] in _PARTICLES:
        end += 1
    if text.startswith(("了为期", "为期"), end):
        # 开展了为期7天的读书班
        end = text.find("的", end, stop) + 1 or stop
    noun = without_adverbs(noun_behind(text, end, _object_end(text, end, stop), governed=True))
    return clean(text[at:end]) + noun


def _predicate_at(text: str, place: int) -> bool:
    """Whether a verb stands at `place` that does not describe what follows (查处的35起)."""
    verb = finite_verb_at(text, place)
    return bool(verb) and text[place + len(verb) : place + len(verb) + 1] != "的"


def _object_end(text: str, place: int, stop: int) -> int:
    """Where the object ends that begins at `place`: before the next number, at the latest."""
    return next((at for at in range(place, stop) if text[at].isdigit()), stop)
