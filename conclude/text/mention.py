"""Figures where they are told: the words in front of and behind each, sentence by sentence.

The wording between two figures says how they belong together (其中, 占, 由…到, 已整改), so it is
cut out once for all the rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from conclude.figure import Figure

# A half-width mark beside Chinese characters reads as the full-width one; a comma between digits
# belongs to a number, and no figure is ever cut by it.
_WIDE = str.maketrans(",;:!?()", "，；：！？（）")
# The cells of a table stand apart like sentences.
_SENTENCE_END = re.compile(r"[。！？\n\t|│]+")
_STATEMENT_SIGN = re.compile(r"[，；：。！？（）\n—]")
_CLAUSE_SIGN = re.compile(r"[，；：。！？、（）\n—]")
# 审（执）结, 村（社区）: a gloss is no clause of its own.
_GLOSS = re.compile(r"（([^（），。；：、\d]{1,4})）(?=[^，。；：、共计])")
_PARAGRAPH = re.compile(r"\n\s*\n|\n[ \u3000]{2,}")
_ARTICLE = re.compile(r"第[\d一二三四五六七八九十百]+篇")
# Longer runs of words without a figure tell nothing about it, and the work stays bounded.
_REACH = 240
# A sentence of more figures is read as several: what a figure is of stands nearer, no list of parts
# is longer, and rules that look through a figure's sentence for each of them stay bounded. Of the
# labelled reports' sentences none has 20.
_MOST = 60


@dataclass(frozen=True, slots=True, eq=False)
class Mention:
    """A statistic or a blank in its sentence.

    `lead` is what stands between it and the mention before it in the sentence, or the sentence's
    beginning; `tail` goes on to the next mention or the sentence's end.
    Marks are full-width. `place` is its position in its sentence; it `runs_on` where the next
    mention stands in the same clause (18个问题已整改15个). `statement` is what stands before it
    in its own clause, an enumeration (教育、住房) left whole, `clause` the last of these words, and
    `behind` what stands behind it in its clause.
    """

    figure: Figure
    sentence: int
    paragraph: int
    place: int
    lead: str
    tail: str
    runs_on: bool
    statement: str
    clause: str
    behind: str

    @property
    def article(self) -> str:
        """The article of a collection that it stands in (第3篇: …): 全市 is another's in each."""
        heading = self.figure.section.split(" / ", 1)[0]
        return heading if _ARTICLE.match(heading) else ""

    @property
    def bracketed(self) -> bool:
        """Whether a bracket opens right in front of it: an aside (不含上年旧存28件，下同)."""
        return self.lead.rfind("（") > self.lead.rfind("）")


Sentence = list[Mention]


def sentences(figures: list[Figure], text: str) -> list[Sentence]:
    """The mentions of a report, grouped by their sentences, in order."""
    wide = text.translate(_WIDE).replace("依次为", "分别为")
    counted = [one for one in figures if one.told or one.role == "redacted"]
    ends = [found.end() for found in _SENTENCE_END.finditer(wide)] + [len(wide) + 1]
    breaks = [found.start() for found in _PARAGRAPH.finditer(wide)] + [len(wide) + 1]
    ends = sorted({*ends, *_cuts(list(_located(counted, ends, breaks)), wide)})
    located = _located(counted, ends, breaks)
    groups = [list(group) for _, group in groupby(located, key=lambda item: item[1])]
    return [_sentence(group, wide, ends) for group in groups]


def _cuts(located: list[tuple[Figure, int, int]], text: str) -> Iterator[int]:
    """Where sentences of too many figures are cut: behind a sign, or else behind a figure."""
    for _, group in groupby(located, key=lambda item: item[1]):
        figures = [figure for figure, *_ in group]
        for last, first in zip(figures[_MOST - 1 :: _MOST], figures[_MOST::_MOST], strict=False):
            sign = _CLAUSE_SIGN.search(text, last.end, first.start)
            yield sign.end() if sign else last.end


def _located(
    figures: list[Figure], ends: list[int], breaks: list[int]
) -> Iterator[tuple[Figure, int, int]]:
    """Each figure with the numbers of its sentence and of its paragraph."""
    sentence = paragraph = 0
    for figure in figures:
        while ends[sentence] <= figure.start:
            sentence += 1
        while breaks[paragraph] <= figure.start:
            paragraph += 1
        yield figure, sentence, paragraph


def _sentence(group: list[tuple[Figure, int, int]], text: str, ends: list[int]) -> Sentence:
    number = group[0][1]
    begin = ends[number - 1] if number else 0
    stop = ends[number]
    mentions = []
    for place, (figure, _, paragraph) in enumerate(group):
        after = group[place + 1][0].start if place + 1 < len(group) else stop
        lead = _GLOSS.sub(r"\1", text[max(begin, figure.start - _REACH) : figure.start])
        tail = text[figure.end : min(after, figure.end + _REACH)]
        runs_on = after < stop and _CLAUSE_SIGN.search(tail) is None
        lead, tail = lead.lstrip(), tail.rstrip("。！？\n")
        statement = _STATEMENT_SIGN.split(lead)[-1]
        clause = _CLAUSE_SIGN.split(statement)[-1]
        behind = _CLAUSE_SIGN.split(tail, maxsplit=1)[0]
        words = lead, tail, runs_on, statement, clause, behind
        mentions.append(Mention(figure, number, paragraph, place, *words))
        begin = figure.end
    return mentions
