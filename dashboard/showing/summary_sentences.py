"""Sentences that sum reports up, from templates (sentences.toml): what was found, what became of
it, how it grew, what it is a part of. Only what is certain: no guess, no rate that the report
contradicts, no figure that was read with a doubt, unless a conclusion stands on it.

Plain text, unescaped: it holds words of a report.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import groupby
from string import Formatter

from dashboard.asking.conclusions import Conclusion
from dashboard.asking.funnel import Funnel, funnels
from dashboard.showing import conclusion_words, figure_words
from dashboard.showing import format as fmt
from dashboard.showing.words import Words
from dashboard.store.figure import Figure


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a sentence, and the figures whose numbers stand in them."""

    text: str
    figures: tuple[Figure, ...] = ()


# A sentence in pieces, so that a document can put a note behind each number.
Sentence = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """The sentences of a report: how far things got, what changed, what is a part of what, and the
    figures that sum it up and stand in none of these (`others`), best first."""

    progress: tuple[Sentence, ...]
    changes: tuple[Sentence, ...]
    shares: tuple[Sentence, ...]
    others: tuple[Figure, ...]


def _first(figure: Figure) -> int:
    """The row of the figure's first telling."""
    return figure.row if figure.repeats is None else figure.repeats


def _alike(figures: Iterable[Figure]) -> set[int]:
    """The figures that share name and unit with another: alone, nobody knows which is meant."""
    called: dict[tuple[str, str], set[int]] = defaultdict(set)
    for figure in figures:
        called[figure.metric, figure.unit].add(_first(figure))
    return {row for rows in called.values() if len(rows) > 1 for row in rows}


def spoken(sentence: Sentence) -> str:
    """A sentence as text; empty where there is none."""
    return "".join(piece.text for piece in sentence)


def summary(found: Sequence[Conclusion], highlights: Iterable[Figure], words: Words) -> Summary:
    """All sentences about the conclusions and highlights of one report."""
    progress = [of_funnel(one, words) for one in funnels(found)]
    changes = [of_change(one, words) for one in found if one.kind == "change"]
    changes += [of_target(one, words) for one in found if one.kind == "target"]
    wholes = groupby((one for one in found if one.kind == "share"), lambda one: one.first)
    shares = [of_shares(list(parts), words) for _, parts in wholes]
    said = [piece.figures for one in (*progress, *changes, *shares) for piece in one]
    # What a report states of two figures is told with them, or is in doubt with them.
    said += [one.figures if one.verdict == "conflict" else _stated(one) for one in found]
    told = {_first(figure) for figures in said for figure in figures}
    best = list(highlights)
    alike = _alike([*best, *(figure for one in found for figure in one.figures)])
    others = [one for one in best if _first(one) not in told | alike]
    return Summary(
        tuple(filter(None, progress)),
        tuple(filter(None, changes)),
        tuple(filter(None, shares)),
        tuple(one for one in others if of_figure(one, words)),
    )


def of_funnel(funnel: Funnel, words: Words) -> Sentence:
    """共查摆问题7.7万多个，制定整改措施8.3万余项，已整改6.6万余个，整改率约85.7%（…）。"""
    if not all(map(_certain, funnel.rates)):
        return ()
    base = funnel.base
    parts = [_said("progress/whole" if base.action else "progress/whole_named", base, words)]
    if funnel.planned is not None:
        parts.append(_said("progress/plan", funnel.planned, words))
    for number, rate in enumerate(funnel.rates):
        parts += _step(rate, "next" if number else "step", words)
    return _joined(*parts, _part("progress/end", words))


def of_rates(rates: Sequence[Conclusion], words: Words) -> str:
    """What a chart of several rates tells: which is the lowest and which the highest, where their
    bounds leave no other; of one rate that. Empty where nothing is certain."""
    if any(one.low is None or one.high is None or one.second is None for one in rates):
        return ""
    if len(rates) == 1:
        return _end("one", rates[0], words)
    lowest = [one for one in rates if all(_below(one, other) for other in rates if other != one)]
    highest = [one for one in rates if all(_below(other, one) for other in rates if other != one)]
    if not lowest and not highest:
        return ""
    low = _end("lowest", lowest[0], words) if lowest else ""
    high = _end("highest", highest[0], words) if highest else ""
    between = spoken(_part("rates/between", words)) if low and high else ""
    said = {"lowest": low + between, "highest": high}
    return spoken(_part("rates/several", words, n=str(len(rates)), **said))


def _below(one: Conclusion, other: Conclusion) -> bool:
    """Whether a rate is lower than another, wherever in their bounds they lie."""
    return one.high is not None and other.low is not None and one.high < other.low


def _end(which: str, one: Conclusion, words: Words) -> str:
    """A rate by what was done, and what it was done about where that does not say."""
    assert one.second is not None  # of_rates looks
    metric, noun = one.second.metric, one.second.object
    alone = noun in metric and noun not in ("", metric)
    name = metric if alone else " → ".join(filter(None, (one.first.metric, metric)))
    return spoken(_part(f"rates/{which}", words, name=name, rate=rate(one, words)))


def of_change(change: Conclusion, words: Words) -> Sentence:
    """受理信访由250件降至200件，下降20.0%。 Empty where the direction is not certain."""
    later, low, high = change.second, change.low, change.high
    if later is None or low is None or high is None or not _certain(change) or low <= 0 <= high:
        return ()
    return _part(
        "change/up" if low > 0 else "change/down",
        words,
        scope=_scope(later, words),
        name=later.metric or change.first.metric,
        first=_value(change.first, words),
        second=_value(later, words),
        change=conclusion_words.result(change, words),
    )


def of_target(target: Conclusion, words: Words) -> Sentence:
    """计划修缮校舍60处（目标），实际66处，为目标的110.0%。"""
    if target.second is None or target.low is None or not _certain(target):
        return ()
    return _part(
        "target/whole",
        words,
        scope=_scope(target.first, words),
        first=_named(target.first, words),
        second=_value(target.second, words),
        rate=rate(target, words),
    )


def of_shares(shares: Sequence[Conclusion], words: Words) -> Sentence:
    """处分40人，其中党纪处分30人，占75.0%；…… of the shares of one whole."""
    sure = [
        one for one in shares if _certain(one) and one.second is not None and one.low is not None
    ]
    parts: list[Sentence] = []
    for one in sure:
        assert one.second is not None  # no other is sure
        if parts:
            parts.append(_part("share/between", words))
        figure = _named(one.second, words)
        parts.append(_part("share/part", words, figure=figure, rate=rate(one, words)))
    if not parts:
        return ()
    return _joined(_said("share/whole", sure[0].first, words), *parts, _part("share/end", words))


def of_figure(figure: Figure, words: Words) -> Sentence:
    """全省接收信访举报386.2万件次。 An aim is none, as it would read as a fact, nor is a part
    without a verb, which nobody understands without its whole."""
    alone = figure.metric and (figure.action or figure.part_of is None)
    if not alone or figure.status == "target" or figure.role != "statistic" or not _read([figure]):
        return ()
    return _joined(_said("count/whole", figure, words), _part("count/end", words))


def of_figures(figures: Sequence[Figure], words: Words) -> Sentence:
    """The same of several: those of one body in one sentence, its name said once."""
    parts: list[Sentence] = []
    before: Figure | None = None
    for figure in figures:
        if not of_figure(figure, words):
            continue
        same = before is not None and before.scope == figure.scope
        if before is not None:
            parts.append(_part("count/and" if same else "count/then", words))
        scope = "" if same else _scope(figure, words)
        parts.append(_part("count/whole", words, scope=scope, figure=_named(figure, words)))
        before = figure
    return _joined(*parts, _part("count/end", words)) if parts else ()


def rate(conclusion: Conclusion, words: Words) -> str:
    """A rate in a sentence: 约85.7%（84.6%～87.0%） where the wording leaves it open."""
    value, low, high = conclusion.value, conclusion.low, conclusion.high
    said = conclusion_words.result(conclusion, words)
    for sign, name in (("≥ ", "at_least"), ("≤ ", "at_most")):
        if said.startswith(sign):
            return spoken(_part(f"bounds/{name}", words, said=said.removeprefix(sign)))
    if value is None or fmt.percent(value) == fmt.percent_between(low, high, words.language):
        return said
    return spoken(_part("bounds/about", words, said=said))


def _step(step: Conclusion, place: str, words: Words) -> list[Sentence]:
    """What became of it, and which share that is: of the first step by its name, as 整改率."""
    done = step.second
    assert done is not None  # a funnel has no other steps
    told = done.action if done.object == step.first.object and done.action else ""
    name = (told or figure_words.name(done, words)).removeprefix("已")
    key = f"progress/{place}" if done.action else f"progress/{place}_named"
    figure = (Piece(name + _gap(words)), *_value(done, words))
    called = _rate_name(step) if place == "step" and words.language == "zh" else ""
    said = [_part(key, words, figure=figure)]
    if share := rate(step, words):
        part = "progress/rate" if called else "progress/part"
        said.append(_part(part, words, name=called, rate=share))
    return said


def _rate_name(step: Conclusion) -> str:
    """整改率: as the report calls it, else by what was done."""
    if step.stated is not None and step.stated.metric.endswith("率"):
        return step.stated.metric
    verb = step.second.action if step.second else ""
    names = _table()["rate_names"].items()
    return next(
        (str(name) for key, name in names if verb.endswith(key) or verb.startswith(key)), ""
    )


def _stated(conclusion: Conclusion) -> tuple[Figure, ...]:
    return () if conclusion.stated is None else (conclusion.stated,)


def _certain(conclusion: Conclusion) -> bool:
    return conclusion.sure and conclusion.verdict != "conflict"


def _read(figures: Iterable[Figure]) -> bool:
    """Whether all were read without a doubt, or a person has looked at those that were not."""
    return all(not one.doubt or one.corrected or one.checked for one in figures)


def _said(key: str, figure: Figure, words: Words) -> Sentence:
    """A figure by name and value in its template."""
    return _part(key, words, scope=_scope(figure, words), figure=_named(figure, words))


def _named(figure: Figure, words: Words) -> Sentence:
    name = figure_words.name(figure, words).removeprefix("共")
    return (Piece(name + _gap(words)), *_value(figure, words))


def _value(figure: Figure, words: Words) -> Sentence:
    return (Piece(figure_words.told(figure, words), (figure,)),)


def _scope(figure: Figure, words: Words) -> str:
    """Whose it is, where its name does not say so."""
    if not figure.scope or figure.metric.startswith(figure.scope):
        return ""
    return spoken(_part("scope/of", words, scope=figure.scope))


def _gap(words: Words) -> str:
    return "" if words.language == "zh" else " "


def _part(key: str, words: Words, **values: str | Sentence) -> Sentence:
    """A template with its values in place."""
    group, name = key.split("/")
    pieces: list[Piece] = []
    for text, field, _, _ in Formatter().parse(_table()[group][name][words.language]):
        pieces.append(Piece(text))
        if field is not None:
            value = values[field]
            pieces += [Piece(value)] if isinstance(value, str) else value
    return tuple(piece for piece in pieces if piece.text)


def _joined(*parts: Sentence) -> Sentence:
    return tuple(piece for part in parts for piece in part)


@cache
def _table() -> dict[str, dict[str, dict[str, str]]]:
    file = resources.files("dashboard.showing").joinpath("sentences.toml")
    return tomllib.loads(file.read_text("utf-8"))
