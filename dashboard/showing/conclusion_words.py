"""A conclusion in words: what it is about, what the numbers give, and whether that is stated.

Plain text, unescaped: it holds words of a report.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from dashboard.asking.conclusions import Conclusion
from dashboard.showing import figure_words
from dashboard.showing import format as fmt
from dashboard.showing.words import Words

_PERCENT = ("progress", "target", "share")
_RELATIVE = ("percent", "points")

# How grave a conclusion is for an editor, gravest first.
GRAVITIES = ("error", "question", "note", "ok")
_GRAVITY_OF_VERDICT = {"conflict": "error", "fits": "ok", "none": "note"}


def gravity(conclusion: Conclusion) -> str:
    """`error`: it cannot be as stated; `question`: a guess for a person to decide; `note`: a blank,
    or something that was seen and settled; `ok`: it is as stated."""
    if conclusion.decision == "settle":
        return "note"
    if conclusion.doubt:
        return "question"
    return _GRAVITY_OF_VERDICT[conclusion.verdict]


def result(conclusion: Conclusion, words: Words) -> str:
    """What the numbers give, with its bounds; empty where they give nothing."""
    bounds = conclusion.value, conclusion.low, conclusion.high
    if conclusion.low is None:
        return ""
    if conclusion.kind in _PERCENT:
        return fmt.rate(*bounds, words.language)
    if conclusion.kind == "change":
        return _change(conclusion, words)
    written = fmt.number(bounds[0], words.language)
    if conclusion.kind == "ratio":
        written = fmt.borne_out(*bounds, words.language)
    number = fmt.with_unit(written, _unit(conclusion), words.language)
    return fmt.bracketed(number, _bounds(*bounds[1:], words), words.language)


def what(conclusion: Conclusion, words: Words) -> str:
    """The conclusion in a sentence, without what is stated: 查摆问题 120个 → 整改 102个：85.0%."""
    given = result(conclusion, words)
    key = conclusion.kind if given or conclusion.kind in ("part", "same", "blank") else "unmeasured"
    return words(
        f"conclusion.{key}",
        first=figure_words.said(conclusion.first, words),
        second=_second(conclusion, words),
        parts=" + ".join(figure_words.told(part, words) for part in conclusion.parts),
        result=given,
    )


def agreement(conclusion: Conclusion, words: Words) -> str:
    """Whether what is stated agrees with the numbers; empty where nothing is stated."""
    if conclusion.kind == "sum":
        return _sum_agreement(conclusion, words)
    if conclusion.stated is None or conclusion.verdict == "none":
        return ""
    return words(
        f"conclusion.{conclusion.verdict}", stated=figure_words.told(conclusion.stated, words)
    )


def statement(conclusion: Conclusion, words: Words) -> str:
    """The conclusion with what is stated: a whole sentence to read, copy or print."""
    return what(conclusion, words) + agreement(conclusion, words)


def arithmetic(conclusion: Conclusion, words: Words) -> str:
    """How the numbers give it: 102个 ÷ 120个 = 85.0%; empty where nothing is computed, or the
    conclusion's own sentence says it."""
    second, given = conclusion.second, result(conclusion, words)
    kind = conclusion.kind
    if second is None or not given or kind not in (*_PERCENT, "change"):
        return ""
    key = "quotient" if kind in _PERCENT else _change_key(conclusion)
    return words(
        f"arithmetic.{key}",
        first=figure_words.told(conclusion.first, words),
        second=figure_words.told(second, words),
        result=given,
    )


def to_frame(found: Iterable[Conclusion], words: Words) -> pd.DataFrame:
    """A row a conclusion in the person's words, for the download; `kind` and `verdict` as codes
    behind them, decisions with their reasons."""
    columns = ["report", "gravity", "what", "computed", "stated", "decision", "reason", "quoted"]
    rows = [
        [
            one.title,
            words.value("gravity", gravity(one)),
            what(one, words),
            result(one, words),
            "" if one.stated is None else figure_words.told(one.stated, words),
            words.value("decision", one.decision),
            one.reason,
            "\n".join(dict.fromkeys(figure.sentence for figure in one.figures)),
            one.kind,
            one.verdict,
        ]
        for one in found
    ]
    names = [words(f"conclusion.column_{column}") for column in columns]
    return pd.DataFrame(rows, columns=[*names, "kind", "verdict"])


def _second(conclusion: Conclusion, words: Words) -> str:
    """What is measured; of a change of one thing only its later value."""
    first, second = conclusion.first, conclusion.second
    if second is None:
        return ""
    if conclusion.kind == "change" and first.metric == second.metric:
        return figure_words.told(second, words)
    return figure_words.said(second, words)


def _change(conclusion: Conclusion, words: Words) -> str:
    """The growth or the decline by its amount, never by its sign."""
    assert conclusion.low is not None and conclusion.high is not None
    value, low, high = conclusion.value, conclusion.low, conclusion.high
    middle = (low + high) / 2 if value is None else value
    if middle < 0:
        value, low, high = (None if value is None else -value), -high, -low
    amount = _amount(conclusion, value, low, high, words)
    return words(f"conclusion.{_moved(conclusion)}_{'down' if middle < 0 else 'up'}", amount=amount)


def _moved(conclusion: Conclusion) -> str:
    """How a change is spoken of: of a thing in percent, of a percentage in points, by an amount."""
    if _change_key(conclusion) == "growth":
        return "growth"
    relative = conclusion.stated is None or conclusion.first.kind in _RELATIVE
    return "points" if relative else "amount"


def _amount(
    conclusion: Conclusion, value: float | None, low: float, high: float, words: Words
) -> str:
    """Points between percentages, an amount where the report states one, else percent."""
    moved, stated = _moved(conclusion), conclusion.stated
    if moved == "growth":
        return fmt.rate(value, low, high, words.language)
    number = _number(value, low, high, words)
    if moved == "points" or stated is None:
        return words("conclusion.points", number=number)
    return fmt.with_unit(number, stated.unit, words.language)


def _change_key(conclusion: Conclusion) -> str:
    """Whether a change is told as growth in percent or as a difference."""
    stated = conclusion.stated
    amount = stated is not None and stated.kind not in ("percent", "multiple", "fraction")
    return "difference" if amount or conclusion.first.kind in _RELATIVE else "growth"


def _number(value: float | None, low: float | None, high: float | None, words: Words) -> str:
    number = fmt.number(value, words.language)
    return fmt.bracketed(number, _bounds(low, high, words), words.language)


def _bounds(low: float | None, high: float | None, words: Words) -> str:
    return "" if low == high else fmt.interval(low, high, words.language)


def _unit(conclusion: Conclusion) -> str:
    first, second = conclusion.first, conclusion.second
    if conclusion.kind == "ratio" and second is not None:
        return "" if first.unit == second.unit else "/".join((second.unit, first.unit)).strip("/")
    return first.unit


def _sum_agreement(conclusion: Conclusion, words: Words) -> str:
    whole = conclusion.first.number
    if conclusion.verdict == "fits":
        exact = whole is not None and whole == conclusion.value
        return words("conclusion.sum_exact" if exact else "conclusion.sum_rounded")
    if conclusion.verdict == "none" or conclusion.value is None or whole is None:
        return ""
    difference = fmt.number(abs(conclusion.value - whole), words.language)
    return words(
        "conclusion.sum_differs",
        difference=fmt.with_unit(difference, conclusion.first.unit, words.language),
    )
