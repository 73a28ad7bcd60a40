"""A brief of one page: what reports amount to, in sentences, with the source of every number.

A brief is words and numbers without a form: a Word document (`dashboard.files.word`) and the print
view (`brief_html`) are made of it. Plain text, unescaped: it holds words of a report.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from dashboard.asking.conclusions import Conclusion
from dashboard.asking.funnel import Funnel, funnels
from dashboard.showing import chart_text, conclusion_words, figure_words, summary_sentences
from dashboard.showing import format as fmt
from dashboard.showing.conclusion_words import GRAVITIES, gravity
from dashboard.showing.draft_words import sort_of
from dashboard.showing.summary_sentences import Piece, Sentence, Summary
from dashboard.showing.words import Words
from dashboard.store.figure import Figure

_QUOTED = 60  # characters of a sentence that a note quotes, around its number
_SINGLE = str.maketrans("“”", "‘’")
_TOLD = ("error", "question", "blank")  # findings that are told one by one
_DRAWN = 3  # reports that each have their steps drawn as bars


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of one report: its conclusions, and the figures that sum it up."""

    title: str
    organisation: str
    date: str
    found: tuple[Conclusion, ...]
    highlights: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """A step as a bar: its name and value, and its bounds as parts of the longest bar. low is None
    where it counts something else than the others and has no place on their scale."""

    name: str
    said: Sentence
    low: float | None
    high: float | None

    @property
    def is_open(self) -> bool:
        """Whether its wording leaves the number open, so that a part of it is hatched."""
        return self.low is not None and self.high is not None and self.low < self.high


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, what stands below it, and perhaps steps drawn as bars."""

    heading: str
    paragraphs: tuple[Sentence, ...]
    bars: tuple[Bar, ...] = ()


@dataclass(frozen=True, slots=True)
class Brief:
    """A title, whose and when, sections, and what each note says, in the order of their numbers."""

    title: str
    byline: str
    sections: tuple[Section, ...]
    notes: dict[tuple[str, str], str]

    def numbers(self, piece: Piece) -> list[int]:
        """The numbers of the notes behind a piece, from 1, rising."""
        order = list(self.notes)
        return sorted({order.index(_key(figure)) + 1 for figure in piece.figures})


@dataclass(frozen=True, slots=True)
class Most:
    """How much a brief holds: sentences of each sort, figures, findings."""

    progress: int
    counts: int
    changes: int
    shares: int
    findings: int


# From the fullest to the shortest; the first that fits on a page is taken.
_FORMS = (
    Most(3, 8, 3, 2, 4),
    Most(2, 6, 2, 1, 3),
    Most(2, 5, 1, 1, 3),
    Most(1, 4, 1, 1, 2),
    Most(1, 3, 1, 0, 2),
    Most(1, 2, 0, 0, 1),
)


def fitted(
    told: Sequence[Told], words: Words, title: str = "", fits: Callable[[Brief], bool] = bool
) -> Brief:
    """The fullest brief that `fits`; the shortest where none does."""
    made: Brief | None = None
    for most in _FORMS:
        made = compose(told, words, title, most)
        if fits(made):
            break
    assert made is not None  # there is a form
    return made


def compose(told: Sequence[Told], words: Words, title: str, most: Most) -> Brief:
    """The brief of some reports, the first named first."""
    parts = [(one, summary_sentences.summary(one.found, one.highlights, words)) for one in told]
    if len(parts) == 1:
        bodies = list(_of_one(*parts[0], words, most))
    else:
        bodies = [_of_several(one, said, words, most) for one, said in parts]
        bodies = [
            (heading, lines, bars if place < _DRAWN else ())
            for place, (heading, lines, bars) in enumerate(bodies)
        ]
    bodies.append((words("brief.checked"), _findings(told, words, most.findings), ()))
    kept = [body for body in bodies if any(body[1])]
    sections = tuple(
        Section(_numbered(number, heading, words), tuple(filter(None, lines)), bars)
        for number, (heading, lines, bars) in enumerate(kept, 1)
    )
    return Brief(
        title or title_of(told, words),
        _byline(told, words),
        sections,
        _notes(sections, told, words),
    )


_Body = tuple[str, list[Sentence], tuple[Bar, ...]]


def _of_one(told: Told, said: Summary, words: Words, most: Most) -> Iterator[_Body]:
    """The sections about one report, without the findings."""
    progress = _run_on(said.progress[: most.progress])
    yield words("brief.progress"), [progress], _bars(told, words) if progress else ()
    yield words("brief.figures"), [_counts(said, words, most.counts)], ()
    changed = [*said.changes[: most.changes], *said.shares[: most.shares]]
    yield words("brief.changes"), [_run_on(changed)], ()


def _of_several(told: Told, said: Summary, words: Words, most: Most) -> _Body:
    """The section of one report among others."""
    changed = [*said.changes[: most.changes], *said.shares[: most.shares]]
    lines = [*said.progress[: most.progress], _counts(said, words, most.counts), *changed]
    bars = _bars(told, words) if said.progress else ()
    return told.title, [_run_on(filter(None, lines))], bars


def _counts(said: Summary, words: Words, most: int) -> Sentence:
    return summary_sentences.of_figures(said.others[:most], words)


def _run_on(sentences: Sequence[Sentence] | Iterator[Sentence]) -> Sentence:
    return tuple(piece for sentence in sentences for piece in sentence)


def _bars(told: Told, words: Words) -> tuple[Bar, ...]:
    """The weightiest chain that a sentence tells, on one scale."""
    chains = (one for one in funnels(told.found) if summary_sentences.of_funnel(one, words))
    chain = next(chains, None)
    return () if chain is None else tuple(_bar(step, chain, words) for step in chain.steps)


def _bar(step: Figure, chain: Funnel, words: Words) -> Bar:
    """A step to the scale of the widest; a plan in another unit has no place on it."""
    longest = _largest(chain)
    same = step.unit == chain.base.unit or step is not chain.planned
    drawn = same and longest > 0 and step.low is not None and math.isfinite(step.low)
    high = step.high if step.high is not None and math.isfinite(step.high) else longest
    said = figure_words.told(step, words)
    if step.low != step.high and words.language == "zh":
        said = fmt.bracketed(said, fmt.interval(step.low, step.high, "zh"), "zh")
    return Bar(
        figure_words.name(step, words),
        (Piece(said, (step,)),),
        max(step.low or 0.0, 0.0) / longest if drawn else None,
        min(high / longest, 1.0) if drawn else None,
    )


def _largest(chain: Funnel) -> float:
    bounds = [
        bound
        for step in (chain.base, *chain.steps)
        if step is not chain.planned
        for bound in (step.low, step.number, step.high)
    ]
    return max((one for one in bounds if one is not None and math.isfinite(one)), default=0.0)


def _findings(told: Sequence[Told], words: Words, most: int) -> list[Sentence]:
    """What was found when the numbers were held against each other, gravest first."""
    found = [one for report in told for one in report.found if one.is_finding]
    counts = Counter(map(sort_of, found))
    relations = len(found) - counts["blank"]
    said = [
        words("brief.counted", gravity=words.value("gravity", name), n=counts[name])
        for name in GRAVITIES
        if counts[name]
    ]
    listed = words("draft.comma").join(said)
    checked = words("brief.checked_all", n=relations, counts=listed)
    lines: list[Sentence] = [(Piece(checked if relations else words("brief.checked_none")),)]
    urgent = [
        one for name in ("error", "question", "blank") for one in found if sort_of(one) == name
    ]
    for one in urgent[:most]:
        statement = conclusion_words.statement(one, words)
        line = words("brief.finding", gravity=words.value("gravity", gravity(one)), what=statement)
        lines.append((Piece(line, one.figures),))
    if len(urgent) > most:
        lines.append((Piece(words("brief.findings_more", n=len(urgent) - most)),))
    return lines


def _numbered(number: int, heading: str, words: Words) -> str:
    marks = "一二三四五六七八九十"
    mark = marks[number - 1] if words.language == "zh" and number <= len(marks) else str(number)
    return words("brief.numbered", mark=mark, heading=heading)


def title_of(told: Sequence[Told], words: Words) -> str:
    """The title of a brief that is given none."""
    if len(told) == 1:
        return words("brief.title_one", title=told[0].title)
    return words("brief.title_several", n=len(told))


def _byline(told: Sequence[Told], words: Words) -> str:
    """Whose and of when, where the reports agree on it."""
    organisations = {one.organisation for one in told}
    dates = {one.date for one in told}
    whose = organisations.pop() if len(organisations) == 1 else ""
    when = fmt.date(dates.pop(), words.language) if len(dates) == 1 else ""
    return words("brief.byline", whose=whose, when=when) if whose and when else whose or when


def _key(figure: Figure) -> tuple[str, str]:
    return figure.report, figure.sentence


def _notes(
    sections: Sequence[Section], told: Sequence[Told], words: Words
) -> dict[tuple[str, str], str]:
    """A note for each sentence that a number of the brief stands in, in the order of reading."""
    titles = {
        figure.report: one.title
        for one in told
        for figure in (*one.highlights, *(f for c in one.found for f in c.figures))
    }
    cited: dict[tuple[str, str], list[Figure]] = {}
    for section in sections:
        bars = (bar.said for bar in section.bars)
        for piece in _run_on([*section.paragraphs, *bars]):
            for figure in piece.figures:
                cited.setdefault(_key(figure), []).append(figure)
    return {key: _note(figures, titles[figures[0].report], words) for key, figures in cited.items()}


def _note(figures: Sequence[Figure], title: str, words: Words) -> str:
    """Where numbers of one sentence stand: report, section and sentence."""
    quoted, section = _quoted(figures), figures[0].section
    if not section:
        return words("brief.note", title=title, sentence=quoted)
    return words("brief.note_section", title=title, section=section, sentence=quoted)


def _quoted(figures: Sequence[Figure]) -> str:
    """The sentence, or of a long one what stands around the numbers; quotes in it single."""
    sentence = " ".join(figures[0].sentence.split()).translate(_SINGLE)
    if len(sentence) <= _QUOTED:
        return sentence
    places = [(sentence.find(text), len(text)) for one in figures if (text := _words(one))]
    first = min((at for at, _ in places if at >= 0), default=0)
    last = max((at + length for at, length in places if at >= 0), default=0)
    room = max(_QUOTED - (last - first), 0)
    start = max(min(first - room // 2, len(sentence) - _QUOTED), 0)
    end = max(start + _QUOTED, last)
    before, behind = "…" if start else "", "…" if end < len(sentence) else ""
    return f"{before}{sentence[start:end]}{behind}"


def _words(figure: Figure) -> str:
    return " ".join(figure.text.split()).translate(_SINGLE)


def lines(text: str, columns: float) -> int:
    """How many lines of so many columns a text takes, a Chinese character taking two."""
    return max(1, math.ceil(chart_text.columns(text) / columns))
