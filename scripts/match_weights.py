"""Fit what the evidence for matches between two reports weighs (conclude/words/match_weights.tsv).

`python scripts/match_weights.py [FOLDER …]` reads pairs of reports that were labelled by hand
(`matches.jsonl`, with their texts in `texts/`; default: those that rules may be mended from) and
prints how many matches are found and how many are wrong, the pairs of each folder's author read
with weights that were fitted on the others'. `--write` fits on all and writes the file.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from conclude.matching.evidence import NAMES, Numbers, Place  # noqa: E402
from conclude.matching.told import Told, tellings  # noqa: E402
from conclude.matching.weighing import Pairs, surety  # noqa: E402
from conclude.wordlist import FOLDER  # noqa: E402
from extract import extract_figures  # noqa: E402
from tests.scoring_conclusions import LABELS, TEXTS, Twins, over, read_lines  # noqa: E402

CASES = [
    ROOT / "tests" / "cases" / "matches" / name
    for name in ("made_up.jsonl", "known_failures.jsonl")
]
WEIGHTS = FOLDER / "match_weights.tsv"
SURE = ("weighed", "lead", "always")
_CASES = 3  # times that each case of the tests counts, small as they are
_PULL = 1.0  # of a weight towards zero: what a pair of figures says that is of one thing or not
_STEPS = 60
# Made-up reports share more figures than real ones: each pair is read again so many times, with
# such a share of the partners taken out of either report.
_THINNED, _TAKEN = 2, 0.35
_WHOLE = 0.5  # of a report's figures: where so many are labelled, all that can be are


@dataclass(frozen=True)
class Pair:
    """Two reports: their figures by row, the rows that are of one thing (`true`, a set for each
    label), those that a label says are not (`false`), and whether all are labelled."""

    name: str
    author: str
    one: Sequence[Told]
    other: Sequence[Told]
    true: Sequence[frozenset[Place]]
    false: frozenset[Place]

    @property
    def whole(self) -> bool:
        """Whether what is not labelled is not of one thing."""
        return len(self.true) >= _WHOLE * len(self.one)

    def thinned(self, seed: int) -> Pair:
        """The pair without some partners, which leaves those of the other report alone."""
        chance = random.Random(seed)
        sides: tuple[set[int], set[int]] = set(), set()
        for label in self.true:
            for side in (0, 1):
                if chance.random() < _TAKEN:
                    sides[side].update(place[side] for place in label)
        one, other = (
            [told for told in report if told.figure.row not in taken]
            for report, taken in zip((self.one, self.other), sides, strict=True)
        )
        return Pair(self.name, self.author, one, other, self.true, self.false)


@dataclass(frozen=True)
class Weighed:
    """A pair as it is fitted on: which places are of one thing, and for which that is known."""

    pair: Pair
    pairs: Pairs
    right: np.ndarray
    known: np.ndarray


def weighed(pair: Pair) -> Weighed:
    """Set up a pair for fitting and for counting."""
    pairs = Pairs(list(pair.one), list(pair.other))
    true = {place for label in pair.true for place in label}
    firsts, seconds = {first for first, _ in true}, {second for _, second in true}
    rows = [_rows(pair, place) for place in pairs.places]
    right = np.array([row in true for row in rows], dtype=bool)
    known = np.array(
        [pair.whole or a in firsts or b in seconds or (a, b) in pair.false for a, b in rows],
        dtype=bool,
    )
    return Weighed(pair, pairs, right, known)


def _rows(pair: Pair, place: Place) -> Place:
    return pair.one[place[0]].figure.row, pair.other[place[1]].figure.row


def labelled(folders: Iterable[Path], texts: Sequence[Path]) -> Iterator[Pair]:
    """The labelled pairs of reports of some folders."""
    for folder in folders:
        by_reports: dict[tuple[str, str], list[dict]] = defaultdict(list)
        for label in read_lines(folder / "matches.jsonl"):
            by_reports[label["doc"], label["doc2"]].append(label)
        for names, labels in by_reports.items():
            yield _pair(names, labels, [folder / "texts", *texts])


def _pair(names: tuple[str, str], labels: list[dict], texts: Sequence[Path]) -> Pair:
    tables = [extract_figures(_text(name, texts)) for name in names]
    told = [tellings(table) for table in tables]
    twins = [Twins(table) for table in tables]
    rows = [{(one.figure.start, one.figure.end): one.figure.row for one in side} for side in told]

    def places(label: dict, partner: str) -> frozenset[Place]:
        spans = twins[0].places(label["first"]), twins[1].places(label[partner])
        first, second = (
            [row for at, row in of.items() if over(at, told_at)]
            for told_at, of in zip(spans, rows, strict=True)
        )
        return frozenset((a, b) for a in first for b in second)

    true = [places(label, "second") for label in labels if "second" in label]
    false = [places(label, "not_second") for label in labels if "not_second" in label]
    author = names[0].split("_")[0]
    return Pair(names[0], author, told[0], told[1], true, frozenset().union(*false))


def cases() -> Iterator[Pair]:
    """The cases of the tests: reports of a sentence or two, where little stands beside."""
    for case in (case for path in CASES for case in read_lines(path)):
        tables = [extract_figures(case[side]) for side in ("earlier", "later")]
        rows = [dict(zip(table["text"], table.index, strict=True)) for table in tables]
        true = [frozenset({(rows[0][a], rows[1][b])}) for a, b in case["pairs"]]
        one, other = (tellings(table) for table in tables)
        every = frozenset((a, b) for a in rows[0].values() for b in rows[1].values())
        yield Pair(case["what"], "cases", one, other, true, every)


def _text(name: str, texts: Sequence[Path]) -> str:
    path = next(place / name for place in texts if (place / name).exists())
    return path.read_bytes().decode("utf-8")


@dataclass(frozen=True)
class Fitted:
    """The weights of the two readings, and of what is sure."""

    first: np.ndarray
    second: np.ndarray
    sure: np.ndarray


def fit(pairs: Sequence[Weighed]) -> Fitted:
    """Fit the readings one behind the other, each on what the one before it made of the pairs."""
    first = _fit_one([one.pairs.evidence for one in pairs], pairs)
    beside = [one.pairs.beside(one.pairs.evidence @ first, one.pairs.general)[0] for one in pairs]
    second = _fit_one(beside, pairs)
    leads = [
        (lead, float(one.right[at]))
        for one in pairs
        for at, lead in one.pairs.read(first, second)
        if one.known[at]
    ]
    rows, right = zip(*leads, strict=True)
    return Fitted(first, second, _logistic(np.array(rows), np.array(right)))


def _fit_one(evidence: Sequence[Numbers], pairs: Sequence[Weighed]) -> np.ndarray:
    rows = np.vstack([each[one.known] for each, one in zip(evidence, pairs, strict=True)])
    right = np.concatenate([one.right[one.known] for one in pairs])
    return _logistic(rows, right.astype(float))


def _logistic(rows: Numbers, right: np.ndarray) -> np.ndarray:
    """Weights of a logistic regression, by Newton's method."""
    weights = np.zeros(rows.shape[1])
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-(rows @ weights)))
        slope = rows.T @ (chance - right) + _PULL * weights
        bend = (rows * (chance * (1 - chance))[:, None]).T @ rows + _PULL * np.eye(len(weights))
        weights -= np.linalg.solve(bend, slope)
    return weights


@dataclass
class Count:
    """How many labels there are, are found, and how many matches made are known to be wrong."""

    labels: int = 0
    found: int = 0
    wrong: int = 0

    def add(self, one: Weighed, fitted: Fitted, least: float) -> None:
        """Count what is made of a pair where it has to be as sure as `least`."""
        made = {
            _rows(one.pair, one.pairs.places[at]): at
            for at, lead in one.pairs.read(fitted.first, fitted.second)
            if surety(lead, fitted.sure) >= least
        }
        rows = ({told.figure.row for told in one.pair.one}, {t.figure.row for t in one.pair.other})
        there = [
            label for label in one.pair.true if any(a in rows[0] and b in rows[1] for a, b in label)
        ]
        self.labels += len(there)
        self.found += sum(bool(label & made.keys()) for label in there)
        self.wrong += sum(bool(one.known[at] and not one.right[at]) for at in made.values())


def write(fitted: Fitted) -> None:
    """Write the weights into their file, below its header."""
    header = [line for line in WEIGHTS.read_text("utf-8").splitlines() if line.startswith("#")]
    rows = [
        f"{reading}\t{name}\t{weight:.2f}"
        for reading, names, values in (
            ("first", NAMES, fitted.first),
            ("second", NAMES, fitted.second),
            ("sure", SURE, fitted.sure),
        )
        for name, weight in zip(names, values, strict=False)
    ]
    WEIGHTS.write_text("\n".join([*header, *rows]) + "\n", encoding="utf-8")


def main() -> None:
    """Print what is found by author, left out of the fit; with `--write` fit on all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="*", default=[LABELS / "open"])
    parser.add_argument("--text", type=Path, nargs="*", default=list(TEXTS), metavar="DIR")
    parser.add_argument("--write", action="store_true", help="fit on all pairs, write the file")
    asked = parser.parse_args()
    read = (*labelled(asked.folder, asked.text), *cases())
    plain = {pair.name: weighed(pair) for pair in read}
    thinned = {
        name: [weighed(one.pair.thinned(seed)) for seed in range(_THINNED)]
        if one.pair.author != "cases"
        else [one] * (_CASES - 1)
        for name, one in plain.items()
    }
    for author in dict.fromkeys(one.pair.author for one in plain.values()):
        others = [
            each
            for name, one in plain.items()
            if one.pair.author != author
            for each in (one, *thinned[name])
        ]
        fitted = fit(others)
        for least in (0.6, 0.7, 0.8, 0.9):
            counts = Count(), Count()
            for name, one in plain.items():
                if one.pair.author == author:
                    counts[0].add(one, fitted, least)
                    for each in thinned[name]:
                        counts[1].add(each, fitted, least)
            print(json.dumps({"author": author, "sure": least, **_shown(*counts)}))
    if asked.write:
        write(fit([each for name, one in plain.items() for each in (one, *thinned[name])]))


def _shown(whole: Count, thinned: Count) -> dict[str, object]:
    return {
        "labels": whole.labels,
        "found": round(whole.found / whole.labels, 3),
        "wrong": whole.wrong,
        "thinned": thinned.labels,
        "found of them": round(thinned.found / max(thinned.labels, 1), 3),
        "wrong among them": thinned.wrong,
    }


if __name__ == "__main__":
    main()
