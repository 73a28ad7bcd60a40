"""Score conclusions, highlights and matches against labels made by hand.

`python -m tests.scoring_conclusions [FOLDER]` prints one JSON line for a folder of labels (its
README says how they are made; default: those that are only scored), `--misses` a line for each
that was got wrong before it.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from conclude import conclude, highlights, match
from extract import extract_figures
from tests.scoring import REPORTS, ROOT, Score

LABELS = ROOT / "tests" / "gold" / "conclusions"
TEXTS = (LABELS / "texts", REPORTS)
# A value counts as right within so many of it, or so much: labels are rounded.
_NEAR, _CLOSE = 0.002, 0.05

Span = tuple[int, int]
Label = dict[str, Any]


@dataclass(frozen=True)
class Drawn:
    """A row of the conclusions table by the places of its figures; `parts` in order of text."""

    kind: str
    first: Span
    second: Span | None
    parts: tuple[Span, ...]
    stated: Span | None
    verdict: str
    value: float


@dataclass(frozen=True)
class Document:
    """A text with its figures, what was drawn of them, and what a reader says should be."""

    name: str
    text: str
    figures: pd.DataFrame
    labels: Sequence[Label]
    exhaustive: Sequence[Span]


def read_lines(path: Path) -> list[Label]:
    """The objects of a JSON-lines file; none where there is no such file."""
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def score(folder: Path, texts: Sequence[Path] = TEXTS) -> Score:
    """Score a folder of labels: found, right, verdict, value, conflicts_found, conflicts_right,
    must, fine, matched, and not_matched (pairs that must not be made, left alone)."""
    total = Score()
    read: dict[str, tuple[str, pd.DataFrame]] = {}

    def document(name: str) -> tuple[str, pd.DataFrame]:
        if name not in read:
            path = next(place / name for place in texts if (place / name).exists())
            text = path.read_bytes().decode("utf-8")
            read[name] = text, extract_figures(text)
        return read[name]

    for one in _documents(folder, document):
        total += score_document(one)
    for label in read_lines(folder / "highlights.jsonl"):
        total += _score_highlights(label, *document(label["doc"]))
    total += _score_matches(read_lines(folder / "matches.jsonl"), document)
    return total


def _documents(folder: Path, document: Any) -> Iterable[Document]:
    labels = read_lines(folder / "conclusions.jsonl")
    ranges: dict[str, list[Span]] = {}
    for line in (folder / "exhaustive.tsv").read_text("utf-8").splitlines():
        name, start, end = line.split("\t")
        ranges.setdefault(name, []).append((int(start), int(end)))
    for name in dict.fromkeys([*(label["doc"] for label in labels), *ranges]):
        own = [label for label in labels if label["doc"] == name]
        text, figures = document(name)
        yield Document(name, text, figures, own, ranges.get(name, []))
    for probe in read_lines(folder / "probes.jsonl"):
        text = probe["text"]
        figures = extract_figures(text)
        yield Document(probe["id"], text, figures, probe["expect"], [(0, len(text))])


def score_document(one: Document) -> Score:
    """Compare what is drawn of a document with its labels."""
    total = Score()
    drawn = rows_of(conclude(one.figures, one.text), one.figures)
    twins = Twins(one.figures)
    for label in one.labels:
        if not label.get("optional"):
            answer = next((row for row in drawn if _same(row, label, twins)), None)
            _mark(total, one, label, answer)
    for row in drawn:
        if row.kind != "ratio" and _inside(row, one.exhaustive):
            _mark_row(total, one, row, [g for g in one.labels if _same(row, g, twins)])
    return total


def _mark(total: Score, one: Document, label: Label, answer: Drawn | None) -> None:
    """Count one label, answered or not."""
    conflict = label.get("verdict") == "conflict"
    found = total.mark("found", answer is not None)
    if conflict:
        total.mark("conflicts_found", answer is not None and answer.verdict == "conflict")
    if not found or answer is None:
        total.misses.append(f"missed\t{one.name}\t{_shown(label)}")
        return
    if label.get("verdict") and not total.mark("verdict", answer.verdict == label["verdict"]):
        total.misses.append(f"verdict {answer.verdict}\t{one.name}\t{_shown(label)}")
    value = label.get("value")
    if value is not None and not total.mark("value", _near(answer.value, value)):
        total.misses.append(f"value {answer.value}\t{one.name}\t{_shown(label)}")


def _mark_row(total: Score, one: Document, row: Drawn, answers: list[Label]) -> None:
    """Count one drawn row, if a reader may not go either way about it."""
    if any(g.get("optional") and g.get("verdict") in (None, row.verdict) for g in answers):
        return
    if row.verdict == "conflict":
        told = any(g.get("verdict") == "conflict" for g in answers)
        total.mark("conflicts_right", told)
    if not total.mark("right", bool(answers)):
        spans = [row.first, row.second, *row.parts, row.stated]
        words = " ".join(one.text[slice(*span)] for span in spans if span)
        total.misses.append(f"false\t{one.name}\t{row.kind} {row.verdict} {row.value}\t{words}")


def rows_of(table: pd.DataFrame, figures: pd.DataFrame) -> list[Drawn]:
    """The rows of a conclusions table, their figures by place."""
    spans = list(zip(figures["start"].tolist(), figures["end"].tolist(), strict=True))

    def span(row: Any) -> Span | None:
        return None if pd.isna(row) else spans[int(row)]

    columns = {str(name): table[name].tolist() for name in table.columns}
    return [
        Drawn(
            str(columns["kind"][at]),
            spans[int(columns["first"][at])],
            span(columns["second"][at]),
            tuple(sorted(spans[part] for part in columns["parts"][at])),
            span(columns["stated"][at]),
            str(columns["verdict"][at]),
            float(columns["value"][at]),
        )
        for at in range(len(table))
    ]


class Twins:
    """The places where the table tells a figure again: any telling answers a label."""

    def __init__(self, figures: pd.DataFrame) -> None:
        names = ["start", "end", "number", "unit", "metric", "repeats"]
        known = figures[names].astype(object).where(figures[names].notna(), None)
        self._rows = known.to_numpy().tolist()

    def places(self, span: dict[str, Any]) -> list[Span]:
        """Where the labelled figure stands, and where it is told again."""
        own = (span["start"], span["start"] + len(span["text"]))
        told = [own, *(tuple(twin) for twin in span.get("twins", []))]
        at = next(
            (i for i, row in enumerate(self._rows) if row[0] < own[1] and own[0] < row[1]), -1
        )
        if at < 0 or self._rows[at][2] is None:
            return told
        me = self._rows[at]
        return told + [
            (row[0], row[1])
            for other, row in enumerate(self._rows)
            if other != at
            and row[2:4] == me[2:4]
            and (
                row[4] == me[4] or row[5] == at or (me[5] is not None and me[5] in (other, row[5]))
            )
        ]


def _same(row: Drawn, label: Label, twins: Twins) -> bool:
    """Whether the row is the labelled conclusion: its kind, and the figures that make it."""

    def hits(span: Span | None, labelled: dict[str, Any] | None) -> bool:
        if span is None or labelled is None:
            return span is None and labelled is None
        return any(span[0] < end and start < span[1] for start, end in twins.places(labelled))

    if row.kind != label["kind"] or not hits(row.first, label.get("first")):
        return False
    if row.kind == "sum":
        parts = label.get("parts") or []
        return len(parts) == len(row.parts) and all(
            any(hits(span, part) for span in row.parts) for part in parts
        )
    if not hits(row.second, label.get("second")):
        return False
    return label.get("stated") is None or hits(row.stated, label["stated"])


def _inside(row: Drawn, ranges: Sequence[Span]) -> bool:
    spans = [span for span in (row.first, row.second, *row.parts) if span]
    return any(start <= span[0] < end for span in spans for start, end in ranges)


def _score_highlights(label: Label, text: str, figures: pd.DataFrame) -> Score:
    total = Score()
    twins = Twins(figures)
    places = list(zip(figures["start"].tolist(), figures["end"].tolist(), strict=True))
    shown = [places[row] for row in highlights(figures, text)]

    def hits(span: Span, labelled: dict[str, Any]) -> bool:
        return any(span[0] < end and start < span[1] for start, end in twins.places(labelled))

    for wanted in label["must"]:
        if not total.mark("must", any(hits(span, wanted) for span in shown)):
            total.misses.append(f"not shown\t{label['doc']}\t{wanted['text']}")
    for span in shown:
        accepted = any(hits(span, good) for good in [*label["must"], *label["fine"]])
        if not total.mark("fine", accepted):
            total.misses.append(f"shown\t{label['doc']}\t{text[slice(*span)]}")
    return total


def _score_matches(labels: Sequence[Label], document: Any) -> Score:
    total = Score()
    for pair in dict.fromkeys((label["doc"], label["doc2"]) for label in labels):
        (_, earlier), (_, later) = map(document, pair)
        made = match(earlier, later)
        one, other = Twins(earlier), Twins(later)
        places = [
            list(zip(t["start"].tolist(), t["end"].tolist(), strict=True)) for t in (earlier, later)
        ]
        spans = [
            (places[0][int(first)], places[1][int(second)])
            for first, second in zip(made["first"], made["second"], strict=True)
        ]
        for label in (label for label in labels if (label["doc"], label["doc2"]) == pair):
            wrong = label.get("not_second")
            there = any(
                over(first, one.places(label["first"]))
                and over(second, other.places(wrong or label["second"]))
                for first, second in spans
            )
            if not total.mark("not_matched" if wrong else "matched", there != bool(wrong)):
                words = label["first"]["text"], (wrong or label["second"])["text"]
                total.misses.append(f"{'matched' if wrong else 'not matched'}\t{pair}\t{words}")
    return total


def over(span: Span, places: Iterable[Span]) -> bool:
    """Whether a span shares a character with one of several places."""
    return any(span[0] < end and start < span[1] for start, end in places)


def _near(got: float, wanted: float) -> bool:
    return not math.isnan(got) and abs(got - wanted) <= max(_CLOSE, abs(wanted) * _NEAR)


def _shown(label: Label) -> str:
    spans = [label.get(name) for name in ("first", "second", "stated")]
    spans += label.get("parts") or []
    texts = " ".join(span["text"] for span in spans if span)
    return f"{label['kind']} {label.get('verdict')} {label.get('value')}\t{texts}"


def main() -> None:
    """Print the misses, if asked for, and one line of scores."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.scoring_conclusions", description=__doc__
    )
    parser.add_argument("folder", type=Path, nargs="?", default=LABELS / "held")
    parser.add_argument("--misses", action="store_true", help="print what was wrong as well")
    parser.add_argument("--text", type=Path, nargs="*", default=list(TEXTS), metavar="DIR")
    asked = parser.parse_args()
    result = score(asked.folder, asked.text)
    if asked.misses:
        print(*result.misses, sep="\n")
    rates = {measure: round(rate, 4) for measure, rate in result.rates().items()}
    print(json.dumps({"labelled": result.asked["found"], **rates}))


if __name__ == "__main__":
    main()
