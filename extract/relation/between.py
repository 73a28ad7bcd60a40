"""Between: the words between two figures, taken apart once into chunks.

What stands there says how the second figure belongs to the first: 其中, a bracket, 按学历分, the
end of a sentence. Brackets that are opened and closed in between say nothing, and are left out.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

import regex

from extract.figure import Figure
from extract.text.lexicon import longest_first, words
from extract.text.memory import KEPT
from extract.text.rule import Alphabet
from writing.han import HAN
from writing.sentence import SENTENCE_OR_LINE_ENDS, sentence_ends_in

CHUNKS = Alphabet(
    (
        "stop",
        "semicolon",
        "comma",
        "colon",
        "joint",
        "open",
        "close",
        "among",  # 其中, 包括
        "kinds",  # 按学历分, 从行业看
        "of_them",  # 50个问题中，
        "within",  # 96个村民小组中通硬化路的
        "apart",  # 此外, 二是: something else is told now
        "total",  # 共, 合计
        "share",  # 占
        "whose",  # 具有执法资格的: the noun is left out
        "being",  # 有, 只有, just in front of the figure
        "words",
        # the figure behind them, by what it measures
        *("count", "percent", "change"),
    )
)

_SIGNS = {"；": "semicolon", "，": "comma", "：": "colon", "、": "joint", "（": "open", "(": "open"}
_SIGNS |= {"）": "close", ")": "close"}

_CLAUSE_ENDS = "，,：:"
# 其中, and the words of like meaning; 含 is a part of other words, too (富含, 含量).
_AMONG = r"""其中
    | (?:主要)?用于[^，。；：]{0,6}(?=：)
    | 资金(?:来源|构成)(?=：)
    | 具体(?:为|是|包括|如下)(?=：)
    | (?<!打|概|网|囊)包括 | (?<!打)包含 | 内含 | 分为
    | (?<![蕴富不隐饱])含(?!量|义|金量|糖|有效)"""
_SORTING = "|".join(longest_first(words("sorting_nouns.txt")))
_KINDS = rf"""按[^，。；：、]{{1,10}}?(?:分类?|划分|统计|来?看)(?=[{_CLAUSE_ENDS}为])
    | [从分][^，。；：]{{0,8}}?(?:{_SORTING})(?:分类|分布)?(?:上|来)?(?:看|分析)(?=[{_CLAUSE_ENDS}])"""
# 中 behind a noun: no part of another word in front (其中, 高中) or behind (中央, 中期).
_MIDDLE = r"(?<![其集高初空途在命适])[当之]?中"
_IN_NO_WORD = r"(?![央国小心学医药介等间层期东西高标奖共的部年旬外文方华断转线将级试村、])"
_OF_THEM = rf"""{_MIDDLE}(?=[，,有]|$|[只仅已约近超女男])
    | (?<![公海英华这那心城])里(?=[，,])"""
# A mark of a list, or a word that turns to something else.
_APART = r"""此外 | 另外 | 同时 | 另有
    | (?<=[；，])[全我][省市县区乡镇村校局院](?:现|共|设|拥|辖|建)有?
    | (?<=[；。，：\n])[一二三四五六七八九]是
    | (?<=[；。\n])[（(]?\d[)）.、]"""
# What a word of the other chunks may begin with, so that one is looked for nowhere else.
_BEGINS = "资其包主用具内含分按从当中之里此另同占"
_CHUNK = re.compile(
    rf"""
    (?P<apart>{_APART})
  | (?P<words>[^。！？!?\n；，：、（(）){_BEGINS}]+)
  | (?P<stop>[。！？!?\n][。！？!?\s]*)
  | (?P<sign>[；，：、（(）)])[ \u3000]*
  | (?P<among>{_AMONG})
  | (?P<kinds>{_KINDS})
  | (?P<of_them>{_OF_THEM})
  | (?P<within>{_MIDDLE}{_IN_NO_WORD})
  | (?P<share>占(?!地|用|据|领))
  | .
    """,
    re.VERBOSE,
)
# These stand just in front of the figure.
_LAST = re.compile(
    rf"""
    (?P<total>(?:共计|合计|总计|总共|一共|(?<!公|中)共|总[数量额])(?:有|为|达到?)?)$
  | (?P<whose>(?<=[{HAN}”）])的[也只仅就共已约近超]?(?:有|达到?|为)?(?:近|约|超过|超)?)$
  | (?P<being>(?<![^，。；：\n])[仍还尚只仅就但]?有)$
    """,
    re.VERBOSE,
)
_LAST_ENDS = frozenset("计共数量额有为达到的也只仅就已约近超过\n")
_LONGEST_LAST = 8
_LIST_BELOW = re.compile(r"(?<=其中|包括|如下|用于)[ \u3000]*[：:]\s*\n\s*")
_CLAUSE_ENDS_AT = re.compile(r"[，。；：\n]")
_LAST_STOP = regex.compile(rf"(?r)[{SENTENCE_OR_LINE_ENDS}]")
# A sign without which none of the rules fits at the head of a sentence, or a share.
_TELLING = re.compile(r"[资其包具用含分按从中里占（(]")


class Chunks(NamedTuple):
    """The stretches of the words between two figures: their kinds, and where they stand.

    `shape` is the shape of the kinds.
    """

    kinds: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    shape: str


class Between:
    """Two figures that follow each other, and the words that stand between them.

    `words` are those from the last end of a sentence on, if one ends there; `begins` tells that.
    `new_line` is whether a line ends between the two, `lists` whether it ends with 其中： or so.
    """

    def __init__(self, text: str, counted: list[Figure], place: int) -> None:
        """Look at the figure at `place` of `counted`, whose whole is looked for."""
        self.text, self.counted, self.place = text, counted, place
        self.previous, self.figure = counted[place - 1], counted[place]
        gap = text[self.previous.after : self.figure.before]
        self.new_line = "\n" in gap
        # 其中： at the end of a line: the list below it goes on with the sentence.
        self._gap = _LIST_BELOW.sub("：", gap) if self.new_line else gap
        self.lists = self._gap is not gap and len(self._gap) < len(gap)
        last = _LAST_STOP.search(self._gap) if sentence_ends_in(self._gap) else None
        self.begins = last is not None
        self.words = self._gap[last.start() :] if last else self._gap
        self._chunks: Chunks | None = None

    @property
    def following(self) -> Figure | None:
        """The figure behind the second one, if there is any."""
        return self.counted[self.place + 1] if self.place + 1 < len(self.counted) else None

    @property
    def ended(self) -> int:
        """How many sentences end between the two: none, one, or 2 for more."""
        if not self.begins:
            return 0
        before = self._gap.removesuffix(self.words).rstrip(SENTENCE_OR_LINE_ENDS + " \u3000")
        return 2 if sentence_ends_in(before) else 1

    @property
    def silent(self) -> bool:
        """Whether the words say nothing of wholes, shares or parts."""
        return not _TELLING.search(self.words)

    @property
    def chunks(self) -> Chunks:
        """The chunks of the words, in order."""
        if self._chunks is None:
            short = len(self.words) <= _RECURRING
            self._chunks = (_known_chunks if short else _chunks)(self.words)
        return self._chunks

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of the chunks, in order."""
        return self.chunks.kinds

    @property
    def shape(self) -> str:
        """The shape of the words, with the figure at its end."""
        return self.chunks.shape + CHUNKS[measure_of(self.figure)]

    def behind(self, kind: str) -> str:
        """The words behind the last chunk of that kind, up to the figure; empty without one."""
        _, end = self._last(kind)
        return self.words[end:] if end else ""

    def in_front(self, kind: str) -> str:
        """The words of the clause in front of the last chunk of that kind."""
        at, _ = self._last(kind)
        return _CLAUSE_ENDS_AT.split(self.words[:at])[-1].strip()

    def _last(self, kind: str) -> tuple[int, int]:
        """Where the last chunk of that kind stands; (0, 0) if there is none."""
        kinds, spans, _ = self.chunks
        return next((spans[at] for at in reversed(range(len(kinds))) if kinds[at] == kind), (0, 0))


def _chunks(words: str) -> Chunks:
    """The chunks of the words between two figures."""
    kinds: list[str] = []
    spans: list[tuple[int, int]] = []
    open_at: list[int] = []
    at_end = words[-1:] in _LAST_ENDS
    last = _LAST.search(words, max(0, len(words) - _LONGEST_LAST)) if at_end else None
    for match in _CHUNK.finditer(words, 0, last.start() if last else len(words)):
        kind = match.lastgroup or "words"
        if kind == "sign":
            kind = _SIGNS[words[match.start()]]
        if kind == "close" and open_at:
            # A bracket that is opened and closed in between: a gloss.
            at = open_at.pop()
            del kinds[at:], spans[at:]
            continue
        if kind == "within" and kinds != ["words"]:
            # 其中，中院受理: no 中 behind the noun of the figure in front.
            kind = "words"
        if kind == "open":
            open_at.append(len(kinds))
        elif kind == "words":
            if kinds and kinds[-1] == "words":
                spans[-1] = spans[-1][0], match.end()
                continue
            if match[0].isspace():
                continue
        kinds.append(kind)
        spans.append(match.span())
    if last:
        kinds.append(last.lastgroup or "")
        spans.append(last.span())
    return Chunks(tuple(kinds), tuple(spans), CHUNKS.shape(kinds))


# Short words recur, also in text that does not repeat.
_RECURRING = 40
_known_chunks = lru_cache(maxsize=KEPT)(_chunks)


def measure_of(figure: Figure) -> str:
    """What the figure is to those that link: a change, a share, or a count of any kind."""
    if figure.kind in ("percent", "fraction", "points", "multiple"):
        return "change" if figure.direction else "percent"
    return "count"
