"""The cases of conclusions: sentences, and every conclusion that is to be drawn of each."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from conclude.conclusion import Conclusion
from conclude.conclusions import draw
from conclude.figure import Figure
from extract import extract_figures

FOLDER = Path(__file__).parents[1] / "cases" / "conclusions"
_Span = tuple[int, str] | None


@dataclass(frozen=True)
class Told:
    """A conclusion by the places and words of its figures."""

    kind: str
    first: _Span
    second: _Span
    parts: tuple[_Span, ...]
    stated: _Span
    verdict: str
    value: float | None


def cases(name: str) -> list[dict[str, Any]]:
    """The lines of a file of cases: id, text, expect."""
    lines = (FOLDER / name).read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def expected(case: dict[str, Any]) -> set[Told]:
    """What a case says is to be drawn."""
    return {
        Told(
            one["kind"],
            _labelled(one["first"]),
            _labelled(one["second"]),
            tuple(_labelled(part) for part in one["parts"]),
            _labelled(one["stated"]),
            one["verdict"],
            one["value"],
        )
        for one in case["expect"]
    }


def drawn(text: str) -> set[Told]:
    """What is drawn of a text."""
    return {told(one) for one in draw(extract_figures(text), text)}


def told(one: Conclusion) -> Told:
    number = None if one.value is None else one.value.number
    return Told(
        one.kind,
        _span(one.first),
        _span(one.second),
        tuple(_span(part) for part in one.parts),
        _span(one.stated),
        one.verdict,
        None if number is None else round(number, 4),
    )


def conflicts(text: str) -> set[tuple[str, _Span]]:
    """The kinds and bases of the conflicts in a text."""
    return {
        (one.kind, _span(one.first))
        for one in draw(extract_figures(text), text)
        if one.verdict == "conflict"
    }


def _span(figure: Figure | None) -> _Span:
    return None if figure is None else (figure.start, figure.text)


def _labelled(span: dict[str, Any] | None) -> _Span:
    return None if span is None else (span["start"], span["text"])
