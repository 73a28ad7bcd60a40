"""Ways to a whole: where a rule looks for the figure that another one is a part of."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import regex

from extract.figure import Figure
from extract.relation.between import Between, measure_of
from extract.relation.opened import Stack
from extract.relation.whole import fits, makes_share, same_family
from extract.text.clause import CLAUSE_HEAD
from extract.text.verb import VERB_ENDINGS, VERB_STAGES, VERBS

_SENTENCE = "。！？\n"
_LOOK_BACK = 12
_NEAR = 6
# A count and its share fit few wholes, so that they are looked for further back.
_FAR = 24
_BLANK = "、和及与 \u3000"
Groups = list[list[Figure]]


def _back(between: Between, reach: int = _LOOK_BACK) -> Iterator[Figure]:
    """The figures in front, nearest first."""
    return reversed(between.counted[max(0, between.place - reach) : between.place])


def _same_sentence(between: Between, reach: int = _LOOK_BACK) -> Iterator[Figure]:
    """The figures of the same sentence in front, nearest first."""
    after = between.figure
    for earlier in _back(between, reach):
        if any(sign in between.text[earlier.end : after.before] for sign in _SENTENCE):
            return
        yield earlier
        after = earlier


# Where the parts are opened: groups of figures that may be the whole, the likeliest first.


def sentence(between: Between, stack: Stack) -> Groups:
    """The figures of the sentence: those behind its last ； first.

    Where 其中 opens a sentence, those of the one before; where it stands in the midst of one
    without a figure, what it is said of has none.
    """
    at = between.kinds.index("among")
    if between.ended > 1 or (between.ended and between.kinds[at - 1] != "stop"):
        return []
    if between.in_front("among") in _FOR:
        return [[earlier] for earlier in _same_sentence(between)]
    groups: Groups = [[]]
    parts: list[Figure] = []
    near: Figure | None = None
    for earlier in _back(between):
        gap = between.text[earlier.end : near.start] if near else ""
        if any(sign in gap for sign in _SENTENCE):
            break
        if "；" in gap and groups[-1]:
            groups.append([])
        if not _PER.search(between.text, max(0, earlier.before - 6), earlier.before):
            (groups[-1] if earlier.part_of is None or near is None else parts).append(earlier)
        near = earlier
    return [group for group in (*groups, parts) if group]


# 每千人6.6批次: a rate holds no parts.
_PER = regex.compile(r"每[十百千万]\p{Han}{0,3}$")
# 为其中符合条件的102名申请救助金: of those told last.
_FOR = frozenset("为对给向将使")


def just_in_front(between: Between, stack: Stack) -> Groups:
    """The figure in front, and those that stand with it (683户2651人, 46件、58人)."""
    wholes = [between.previous]
    for earlier in _same_sentence(between):
        if earlier is wholes[-1]:
            continue
        if between.text[earlier.after : wholes[-1].before].strip(_BLANK):
            break
        wholes.append(earlier)
    return [wholes]


# （上年同期46件）, （约合3亿元）: a bracket that compares or explains.
_COMPARES = regex.compile(
    r"[（(](?:上[年月季]|去年|同比|比|较|原|计划|目标|约合|折合|折|人均|户均|平均|每|满分|不含|未|共|按|以|约|即|下同|超|完成)"
)


def in_bracket(between: Between, stack: Stack) -> Groups:
    """The figure in front of a bracket that tells its parts, in the same unit."""
    figure, previous = between.figure, between.previous
    counted = measure_of(figure) == measure_of(previous) == "count" and figure.kind != "duration"
    alike = previous.unit == figure.unit or (
        figure.kind == "count" and same_family(figure, previous)
    )
    if not (counted and alike) or _COMPARES.match(between.words):
        return []
    return just_in_front(between, stack)


def told_in_bracket(between: Between, stack: Stack) -> Groups:
    """What stands in front of a bracket with 其中; people are no part of cases."""
    if same_people(between.figure, between.previous):
        return [[between.previous]]
    return sentence(between, stack)


def same_people(figure: Figure, other: Figure) -> bool:
    """Whether both count people, or neither does."""
    person = Figure(0, 0, "", unit="人")
    return same_family(figure, person) == same_family(other, person)


def named(between: Between, stack: Stack) -> Groups:
    """The earlier figure that a topic without a number means (受处分人员中), by its name."""
    topic = between.in_front("of_them")
    best, most = None, 1
    for earlier in _back(between):
        if measure_of(earlier) != "count":
            continue
        if between.figure.unit not in (earlier.unit, "%", "") and not same_family(
            earlier, between.figure
        ):
            continue
        shared = _overlap(topic, earlier.metric)
        if earlier.metric and earlier.metric in topic:
            shared += len(topic)
        if shared > most:
            best, most = earlier, shared
    return [[best]] if best else []


def _overlap(first: str, second: str) -> int:
    """How many characters the longest common stretch of two names has."""
    longest = 0
    for start in range(len(first)):
        while first[start : start + longest + 1] in second and start + longest < len(first):
            longest += 1
    return longest


def sorted_by_kind(between: Between, stack: Stack) -> Groups:
    """按学历分: the count just in front in the same sentence, the first one of the sentence before.

    A second list by kind divides the whole of the first.
    """
    top = stack.top
    if top is not None and top.rule.gives == "sorted" and top.parts:
        return [[top.parts[-1].part_of or top.every[0]]]
    if between.ended == 0:
        wholes = [w for w in _same_sentence(between) if _can_hold(w, between.figure)]
        return [wholes] if wholes else []
    groups = sentence_before(between)
    wholes = [w for w in groups if _can_hold(w, between.figure)]
    return [[wholes[-1], *wholes]] if wholes else []


def _can_hold(whole: Figure, figure: Figure) -> bool:
    if measure_of(whole) != "count":
        return False
    alike = whole.unit == figure.unit or same_family(whole, figure)
    return measure_of(figure) != "count" or alike


def sentence_before(between: Between) -> list[Figure]:
    """The figures of the sentence before that of the figure, nearest first; [] if it has none."""
    if between.ended != 1:
        return []
    wholes: list[Figure] = []
    for earlier in _back(between):
        if wholes and any(
            sign in between.text[earlier.end : wholes[-1].start] for sign in _SENTENCE
        ):
            break
        wholes.append(earlier)
    return wholes


# 受理投诉60件：河东县40件: an amount of items behind the colon, not a gloss on the number.
def behind_colon(between: Between, stack: Stack) -> Groups:
    """The figure in front of a colon behind which its parts are told in the same unit."""
    figure, previous = between.figure, between.previous
    if figure.unit != previous.unit or measure_of(figure) != "count" or not figure.unit:
        return []
    return [[previous]] if fits(figure, previous) and figure.number < previous.number else []


_DONE = regex.compile(r"(?:已|完成|其|全部|均|现|正在|有|整改|治理|解决)")
_CHANGE = regex.compile(r"[增减降升提扩缩压涨跌][\p{Han}]{0,2}[到至为]$")


def topic(between: Between, stack: Stack) -> Groups:
    """18个烂尾楼已治理8个: the whole with its noun, then what was done to a part of it."""
    figure, previous, words = between.figure, between.previous, between.words
    said = (
        _holds_part(previous, figure)
        and figure.kind == "count"
        and 2 < len(words) <= 24
        and "、" not in words
        and not previous.origin
        and not _CHANGE.search(words)
        and not words.rstrip("近约超").endswith(("、", "和", "及", "与"))
        and (_DONE.search(words) is not None or _ends_done(words))
    )
    return [[previous]] if said else []


def _holds_part(previous: Figure, figure: Figure) -> bool:
    """Whether the topic may hold the figure by unit and size, and is no part of another one."""
    nested = figure.stage == "done" and figure.number < previous.number
    return (
        (previous.part_of is None or nested)
        and bool(figure.unit)
        and (previous.unit == figure.unit or same_family(figure, previous))
        and figure.number <= previous.high
    )


def _ends_done(words: str) -> bool:
    """Whether the words between end with a verb of what was done (境内逃犯到案)."""
    verb = VERB_ENDINGS.ending(words, len(words))
    return len(verb) >= 2 and VERB_STAGES[verb] == "done"


def topic_in_front(between: Between, stack: Stack) -> Groups:
    """省委移交的23件问题线索，已办结21件: the whole is the topic, with its noun behind it."""
    figure, previous = between.figure, between.previous
    noun, _, deed = between.words.partition("，")
    told = (
        1 < len(noun) <= 16
        and len(deed) <= 14
        and bool(previous.metric)
        and noun.endswith(previous.metric[-2:])
        and _holds_part(previous, figure)
        and (deed.startswith(("已", "目前已", "现已", "均已")) or _is_topic(between))
    )
    return [[previous]] if told else []


# 对主动投案的71名干部，从轻处理64人; 上级交办的36件积案，化解31件
_TOPIC_HEAD = regex.compile(r"(?:^|[，。；：\n\u3000])(?:对|针对|[^，。；：\n]{2,20}的)$")


def _is_topic(between: Between) -> bool:
    """Whether the figure in front stands with its noun at the head of the sentence, described."""
    previous, figure = between.previous, between.figure
    head = between.text[max(0, previous.before - 24) : previous.before]
    behind = between.text[figure.after : figure.after + 1]
    return (
        _TOPIC_HEAD.search(head) is not None and behind in CLAUSE_HEAD and figure.stage != "raised"
    )


WHOLES: dict[str, Callable[[Between, Stack], Groups]] = {
    "in front of the bracket": told_in_bracket,
    "sentence": sentence,
    "just in front": just_in_front,
    "bracket": in_bracket,
    "named": named,
    "sorted": sorted_by_kind,
    "list": behind_colon,
    "topic": topic,
    "topic in front": topic_in_front,
}


# One figure's whole.


def summed(between: Between, stack: Stack) -> Figure | None:
    """新建小学25所、中学15所，共40所: links the parts in front that add up to the figure."""
    figure = between.figure
    parts: list[Figure] = []
    total = 0.0
    for earlier in _same_sentence(between):
        if earlier.part_of is not None:
            continue
        if earlier.unit != figure.unit:
            break
        parts.append(earlier)
        total += earlier.number
        if total == figure.number and len(parts) > 1:
            for part in parts:
                part.part_of = figure
                part.by("whole behind its parts")
            break
        if total > figure.number:
            break
    return None


_EXCEPT = regex.compile(r"(?:^|，)除[^，。；]*$")


def described(between: Between, stack: Stack) -> Figure | None:
    """具有执法资格的87人: those of the last count in that unit who are so.

    What was done or not yet done (未办结的36件) is progress, and no part.
    """
    figure, text = between.figure, between.text
    ends = text[figure.after : figure.after + 1] in CLAUSE_HEAD or _is_excepted(between)
    if not ends or "semicolon" in between.kinds:
        return None
    clause = regex.split(r"[，。；：\n]", between.words)[-1]
    if _tells_progress(clause) and not _EXCEPT.search(between.words):
        return None
    return _last_alike(between)


def _is_excepted(between: Between) -> bool:
    after = between.text[between.figure.after : between.figure.after + 1]
    return after in ("外", "以", "之") and _EXCEPT.search(between.words) is not None


def _tells_progress(clause: str) -> bool:
    """Whether a clause holds a verb of what a campaign raises, plans or gets done."""
    return any(
        len(verb := VERBS.at(clause, at)) >= 2
        and VERB_STAGES[verb] in ("raised", "planned", "done")
        for at in range(len(clause))
    )


def _last_alike(between: Between) -> Figure | None:
    """The last count of the sentence in the figure's unit, if it is no smaller."""
    figure = between.figure
    for earlier in _same_sentence(between):
        alike = earlier.unit == figure.unit or same_family(earlier, figure)
        if alike and earlier.kind == figure.kind == "count" and figure.unit:
            held = fits(figure, earlier) and earlier.status == figure.status
            return (
                (earlier.part_of or earlier)
                if _told_alike(between, earlier)
                else (earlier if held else None)
            )
    return None


def _told_alike(between: Between, earlier: Figure) -> bool:
    """Whether the figure goes on with the parts of which `earlier` is the last."""
    whole = earlier.part_of
    return whole is not None and fits(between.figure, whole)


# 有3个因订单不足停工, 有5户未达标: what is told of some of them stands behind.
_TOLD = frozenset("因未已被仍还尚在达是为不没符超低高由获通")


def some(between: Between, stack: Stack) -> Figure | None:
    """64个车间吸纳2170人，有3个因订单不足停工: some of those counted in that unit."""
    figure = between.figure
    if between.text[figure.after : figure.after + 1] not in _TOLD:
        return None
    return _last_alike(between)


def adding_up(between: Between, stack: Stack) -> Figure | None:
    """培训班30期，线上班18期、线下班12期: items that add up to the count in front of them."""
    figure = between.figure
    if figure.action or not figure.unit or figure.kind not in ("count", "money"):
        return None
    parts, total = [figure], figure.number
    for earlier in _same_sentence(between, _NEAR + 2):
        if earlier.unit != figure.unit or earlier.status != "actual":
            return None
        if len(parts) > 1 and earlier.number == total:
            for part in parts[1:]:
                part.part_of = earlier
                part.by("items that add up")
            return earlier
        if earlier.action or earlier.part_of is not None:
            return None
        parts.append(earlier)
        total += earlier.number
    return None


# Shares.

# 占比约为, 占: nothing is named.
_BARE = regex.compile(r"(?:占|比重?|例|到|了|的|不足|近|约|超过?|逾|达|为|[：:]|\s)*")
# 占世界, 占全省总量: what no figure of the report tells.
_OUTSIDE = regex.compile(r"(?:全[国省市县区州球行]|世界|国内|同期|[\p{Han}]{2,4}[省市](?!场))")
_ALL = regex.compile(r"总(?:量|数|额|体|人数|人次|户数|件数|面积|的)|全部|其")


def dealt(between: Between, stack: Stack) -> Figure | None:
    """分别占25%、75%: each share is that of the count that stands in the same place before."""
    if "分别" not in between.words or measure_of(between.previous) != "count":
        return None
    shares = _run(between.counted[between.place : between.place + _NEAR], between.text)
    size = len(shares)
    counts = between.counted[max(0, between.place - size) : between.place]
    if size < 2 or len(_run(counts, between.text)) != size:
        return None
    whole = counts[0].part_of or _of_that_share(between, counts[0], shares[0], size)
    if whole is None:
        return None
    for count in counts:
        _link_count(count, whole)
    return whole


def _run(figures: list[Figure], text: str) -> list[Figure]:
    """The figures at the head of the list that are joined by 、 or 和 and measure alike."""
    size = 1
    while (
        size < len(figures)
        and figures[size].kind == figures[0].kind
        and not text[figures[size - 1].after : figures[size].before].strip(_BLANK)
    ):
        size += 1
    return figures[:size]


def _of_that_share(between: Between, count: Figure, share: Figure, skip: int = 1) -> Figure | None:
    """The figure told before of which the count is as much as the share says."""
    place = between.place - skip
    for earlier in reversed(between.counted[max(0, place - _FAR) : place]):
        alike = earlier.unit == count.unit or (
            count.kind == "count" and same_family(earlier, count)
        )
        if alike and earlier.kind == count.kind and makes_share(count, earlier, share):
            return earlier
    return None


def _link_count(count: Figure, whole: Figure) -> None:
    """The count of a share is a part of the same whole."""
    if count.part_of is None and count is not whole and fits(count, whole):
        count.part_of = whole
        count.by("share with its count")


def as_before(between: Between, stack: Stack) -> Figure | None:
    """30%和20%: the next share of a list is one of the same whole."""
    if between.words.strip(_BLANK) or between.previous.kind != between.figure.kind:
        return None
    return between.previous.part_of


def of_the_named(between: Between, stack: Stack) -> Figure | None:
    """占实有人数的79.8%: by what the words name; of all of them (占总量), as its count is."""
    name = between.behind("share")
    if _BARE.fullmatch(name):
        return None
    count = between.previous if _is_count_of(between) else None
    if count is not None:
        whole = _of_that_share(between, count, between.figure)
        if whole is not None:
            _link_count(count, whole)
            return count.part_of or whole
    if _OUTSIDE.match(name):
        return None
    core = _AMOUNT.sub("", name)
    called = [earlier for earlier in _back(between) if _is_named(core, earlier, count)]
    best = max(called, key=lambda whole: _overlap(core, whole.metric), default=None)
    if best is None and _ALL.match(name):
        best = (count.part_of if count else None) or (stack.top.count() if stack.top else None)
    if best is not None and count is not None and same_family(count, best):
        _link_count(count, best)
    return best


# 占实有人数的, 占查处问题总数的比重为: what is left is the name of the whole.
_AMOUNT = regex.compile(
    r"^(?:总|全部|全体)|(?:总(?:量|数|额|人数|人次|户数|件数|面积)|(?:人数|数量|数))?的?(?:比[重例]|份额)?(?:约?为|达到?|近|约|超过?|逾|不到|不足)*$"
)


# 占全县生产总值, 占当年案件: no other ones than those of the figure.
_GENERAL = regex.compile(
    r"(?:总|全部|所有|各类|当年|全年|本年|同期|全[县市省区州]|我[县市省区州])*"
)
# 查出问题50个，涉及金额3亿元: the money of the problems is called by more than its own name.
_CONCERNING = frozenset(("涉及", "涉案", "涉嫌"))


def _is_named(core: str, whole: Figure, count: Figure | None) -> bool:
    """Whether the words behind 占 name the figure: they hold its name, or it holds all of them."""
    if whole is count or measure_of(whole) != "count" or len(core) < 2 or not whole.metric:
        return False
    if count is not None and (count.kind != whole.kind or count.number > whole.high):
        return False
    letters = iter(whole.metric)
    return bool(
        (core.endswith(whole.metric) and _GENERAL.fullmatch(core.removesuffix(whole.metric)))
        or core in whole.metric
        or (whole.action in _CONCERNING and core.endswith(whole.object))
        or (core[-2:] in whole.metric[-2:] and all(sign in letters for sign in core))
    )


def _is_count_of(between: Between) -> bool:
    """Whether the count of a share stands just in front of it (9起，占15%)."""
    subject = between.in_front("share").strip("、（( 约近也")
    return measure_of(between.previous) == "count" and not subject


def with_its_count(between: Between, stack: Stack) -> Figure | None:
    """移送9起，占15%: share and count are parts of one whole."""
    if not _is_count_of(between) or not _BARE.fullmatch(between.behind("share")):
        return None
    count = between.previous
    if count.part_of is not None:
        return count.part_of
    whole = _of_that_share(between, count, between.figure) or _larger(between)
    if whole is not None:
        _link_count(count, whole)
    return whole


def _larger(between: Between) -> Figure | None:
    """The nearest figure of the sentence that the count of a share can be part of (占92.3%).

    Reports miscalculate: one percentage point off is still the same share.
    """
    count = between.previous
    for earlier in _same_sentence(between, _NEAR):
        if earlier is not count and earlier.unit == count.unit:
            return earlier if makes_share(count, earlier, between.figure, slack=1) else None
    return None


def of_the_open(between: Between, stack: Stack) -> Figure | None:
    """女性占40%: of those whose parts are told, or of the count just told."""
    name = between.behind("share")
    if not _BARE.fullmatch(name):
        return None
    own = not {"among", "of_them", "kinds"} & set(between.kinds)
    if own and name.startswith("比") and not _adds_up(between):
        # 户数占比96.2%，金额占比54.7%: each is a share of something else.
        whole = between.previous.part_of
        told = whole is not None and makes_share(between.previous, whole, between.figure)
        return whole if told else None
    if stack.top is not None:
        return stack.top.count()
    if "semicolon" in between.kinds or _is_count_of(between):
        return None
    for earlier in _same_sentence(between, _NEAR):
        if measure_of(earlier) == "count":
            return earlier.part_of if earlier.part_of and earlier.kind != "money" else earlier
        if measure_of(earlier) == "percent":
            return earlier.part_of
    return None


def _adds_up(between: Between) -> bool:
    """Whether the next figure is another share beside this one, and the two are not too much."""
    following, figure = between.following, between.figure
    if following is None or following.kind != figure.kind:
        return False
    gap = between.text[figure.after : following.before]
    return "占" in gap and "。" not in gap and figure.number + following.number <= 100


def of_the_sentence_before(between: Between, stack: Stack) -> Figure | None:
    """安排投资40亿元。交通占60%，水利占40%: a list of shares alone divides the sum before."""
    if not _adds_up(between) or not _BARE.fullmatch(between.behind("share")):
        return None
    if stack.closed is not None and stack.closed.count() is not None:
        return stack.closed.count()
    counts = [f for f in sentence_before(between) if measure_of(f) == "count"]
    return counts[-1] if counts else None


def some_of_them(between: Between, stack: Stack) -> Figure | None:
    """其中七成集中在三个领域; 群众中，九成多满意: a share of what is open."""
    if stack.top is None or between.figure.metric.endswith(("率", "比重", "水平")):
        return None
    return stack.top.count()


def next_of_them(between: Between, stack: Stack) -> Figure | None:
    """九成满意，一成不满意: the next share of those of whom one was told just before."""
    previous = between.previous
    alike = previous.kind == between.figure.kind and measure_of(previous) == "percent"
    return some_of_them(between, stack) if alike and previous.part_of is not None else None


def changed(between: Between, stack: Stack) -> Figure | None:
    """其中食品上涨7.8%，居住下降0.3%: a rate is part of a rate, where no count is told."""
    top, measure = stack.top, measure_of(between.figure)
    if top is None or any(measure_of(part) != measure for part in top.parts):
        return None
    if not top.parts and "among" not in between.kinds:
        return None
    kind = between.figure.kind
    whole = next((w for w in top.every if w.kind == kind and measure_of(w) == measure), None)
    if whole is not None:
        top.parts.append(between.figure)
    return whole


ONE: dict[str, Callable[[Between, Stack], Figure | None]] = {
    "sum": summed,
    "described": described,
    "some": some,
    "adding up": adding_up,
    "dealt": dealt,
    "same as before": as_before,
    "share of the named": of_the_named,
    "share with its count": with_its_count,
    "share of the open": of_the_open,
    "share of the sentence before": of_the_sentence_before,
    "some of them": some_of_them,
    "next of them": next_of_them,
    "change": changed,
}
