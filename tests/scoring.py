"""Score the figures table against labels made by hand (tests/gold/README.md says how they are made).

`python -m tests.scoring [samples|open|held]` prints one JSON line for a set of labels that the
project ships; `--misses` prints a line for each label that the extractor got wrong before it;
`--shared DIR` scores the two sets of labels of a folder of shared material instead.
"""

import argparse
import json
import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

from extract import extract_figures
from reading import read_report

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "tests" / "gold" / "samples.jsonl"
BLIND = ROOT / "tests" / "gold" / "blind"
REPORTS = ROOT / "data" / "reports"
SHARED = ROOT.parent / "shared"

# What each measure is a share of: all statistics that are labelled, unless its name stands here.
OF_STATISTICS = ("recall", "span", "number", "interval", "unit", "metric", "head")
LONGEST_EXTRA = 12  # a name that many characters longer than the best one names something else
IGNORED = str.maketrans("", "", '“”"‘’《》「」 \u3000')

Label = dict[str, Any]
Figure = dict[str, Any]


@dataclass
class Score:
    """Counts, by measure, of what was right and of what was asked; scores add up over documents."""

    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)
    extra_links: int = 0

    def mark(self, measure: str, right: bool) -> bool:
        """Count one answer of `measure`; gives back `right`."""
        self.asked[measure] += 1
        self.right[measure] += right
        return right

    def __add__(self, other: "Score") -> "Score":
        return Score(
            self.right + other.right,
            self.asked + other.asked,
            self.misses + other.misses,
            self.extra_links + other.extra_links,
        )

    def rates(self) -> dict[str, float]:
        """Each measure's share of right answers; a measure that nothing asked for is left out."""
        return {measure: self.right[measure] / n for measure, n in self.asked.items()}

    def line(self) -> str:
        """The rates as one line of JSON, with the number of statistics and false ones."""
        counts = {
            "statistics": self.asked["recall"],
            "false": self.asked["precision"] - self.right["precision"],
            "extra_links": self.extra_links,
        }
        return json.dumps(counts | {m: round(r, 4) for m, r in self.rates().items()})


def read_labels(path: Path) -> list[Label]:
    """The labels of a JSON-lines file, in its order."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def figures(text: str) -> list[Figure]:
    """The extractor's rows for `text`; `whole` is the row that a figure is a part of, or None."""
    table = extract_figures(text)
    known = table.astype(object).where(table.notna(), None)
    rows = [
        {str(column): value for column, value in row.items()} for row in known.to_dict("records")
    ]
    for row in rows:
        row["whole"] = None if row["part_of"] is None else rows[row["part_of"]]
    return rows


def score(rows: Iterable[Figure], labels: Iterable[Label]) -> Score:
    """Compare one document's rows with its labels.

    A label is answered by the statistic that covers most of it. A statistic that touches no
    labelled statistic is false, unless it touches one where a reader may go either way.
    """
    labels = list(labels)
    rows = list(rows)
    found = [row for row in rows if row["role"] == "statistic"]
    wanted = [label for label in labels if label["role"] == "statistic"]
    optional = [label for label in labels if label["role"] == "optional"]
    total = Score()
    for label in wanted:
        answer = max(found, key=lambda row: _overlap(row, label), default=None)
        if answer is None or not _overlap(answer, label):
            _mark_missing(total, label)
        else:
            _mark_answer(total, label, answer)
    for row in found:
        if any(_overlap(row, label) for label in wanted):
            total.mark("precision", True)
        elif not any(_overlap(row, label) for label in optional):
            total.mark("precision", False)
            total.misses.append(f"false\t{row['text']}\t\t{row['metric']}")
    for label in (label for label in labels if label["role"] == "redacted"):
        blanked = [r for r in rows if r["role"] == "redacted" and _overlap(r, label)]
        if not total.mark("redacted", any(_same(r["number"], None) for r in blanked)):
            total.misses.append(f"redacted\t{label['text']}\t{_place(label)}\t")
    linked = sum(row["whole"] is not None for row in found)
    total.extra_links = linked - total.right["part_of"]
    return total


def score_samples() -> Score:
    """Score the labels that the project ships, each on its report as the reader reads it."""
    return _score_documents(
        (read_report(REPORTS / doc).text, labels, 0, None)
        for doc, labels in by_document(read_labels(SAMPLES)).items()
    )


def score_blind(half: str) -> Score:
    """Score the reports that were labelled blind: `open`, which rules may be read from, or `held`,
    which is only scored."""
    return _score_documents(
        (_raw(BLIND / "texts" / doc), labels, 0, None)
        for doc, labels in by_document(read_labels(BLIND / f"{half}.jsonl")).items()
    )


def score_seed(shared: Path) -> Score:
    """Score the labels of the seed, one long document."""
    text = _raw(next((shared / "seed").glob("*.txt")))
    return _score_documents([(text, read_labels(shared / "gold" / "seed.jsonl"), 0, None)])


def score_shared_reports(shared: Path) -> Score:
    """Score the labels of shared reports, each in the range that was labelled."""
    lines = (shared / "gold" / "RANGES.tsv").read_text(encoding="utf-8").splitlines()
    ranges = {doc: (int(low), int(high)) for doc, low, high in (x.split("\t") for x in lines)}
    return _score_documents(
        (_raw(shared / "gold" / "reports" / doc), labels, *ranges.get(doc, (0, None)))
        for doc, labels in by_document(read_labels(shared / "gold" / "reports.jsonl")).items()
    )


def by_document(labels: Iterable[Label]) -> dict[str, list[Label]]:
    """The labels of each document, by its file name."""
    documents: dict[str, list[Label]] = {}
    for label in labels:
        documents.setdefault(label["doc"], []).append(label)
    return documents


def _score_documents(documents: Iterable[tuple[str, list[Label], int, int | None]]) -> Score:
    total = Score()
    for text, labels, low, high in documents:
        end = len(text) if high is None else high
        total += score((row for row in figures(text) if low <= row["start"] < end), labels)
    return total


def _mark_missing(total: Score, label: Label) -> None:
    for measure in (*OF_STATISTICS, *_asked_besides(label)):
        total.mark(measure, False)
    total.misses.append(f"missed\t{label['text']}\t{_place(label)}\t")


def _mark_answer(total: Score, label: Label, row: Figure) -> None:
    name = str(row["metric"] or "").translate(IGNORED)
    names = [metric.translate(IGNORED) for metric in label["metric"]]
    named = not names or name in names
    verdict = {
        "recall": True,
        "span": (row["start"], row["end"]) == (label["start"], label["end"]),
        "number": _same(row["number"], label["number"]),
        "interval": _same(row["low"], label["low"]) and _same(row["high"], label["high"]),
        "unit": (row["unit"] or "") == label["unit"],
        "metric": named,
        "head": named or _holds_head(name, names, label.get("head") or names[-1]),
    }
    if not row["doubt"]:
        sure_right = (
            verdict["head"]
            and verdict["number"]
            and row["status"] == label.get("status", row["status"])
        )
        total.mark("sure_right", sure_right)
    total.mark("sure", not row["doubt"])
    for measure in _asked_besides(label):
        if measure == "part_of":
            whole = row["whole"]
            start = label["part_of"]["start"]
            verdict[measure] = whole is not None and whole["start"] <= start < whole["end"]
        else:
            verdict[measure] = row[measure] == label[measure]
    wrong = [measure for measure, right in verdict.items() if not total.mark(measure, right)]
    if wrong:
        got = " ".join(str(row[k]) for k in ("text", "number", "low", "high", "unit", "metric"))
        part = row["whole"]["text"] if row["whole"] else None
        want = label["metric"][:1], label["status"] if label.get("status") else "", label["unit"]
        total.misses.append(
            f"wrong {','.join(wrong)}\t{label['text']}\t{_place(label)}\t"
            f"got {got} {row['status']} {row['stage']} part of {part}; want {want}"
        )


def _asked_besides(label: Label) -> Iterator[str]:
    """The measures that only some labels ask for."""
    yield from (measure for measure in ("status", "stage", "part_of") if label.get(measure))


def _holds_head(name: str, names: list[str], head: str) -> bool:
    return head.translate(IGNORED) in name and len(name) <= len(names[0]) + LONGEST_EXTRA


def _place(label: Label) -> str:
    return f"{label.get('doc', '')} line {label['line']}".strip()


def _overlap(a: Figure | Label, b: Figure | Label) -> int:
    return max(0, min(a["end"], b["end"]) - max(a["start"], b["start"]))


def _same(a: float | str | None, b: float | str | None) -> bool:
    x, y = _number(a), _number(b)
    if x is None or y is None:
        return x is y
    return math.isclose(x, y, rel_tol=1e-9, abs_tol=1e-9)


def _number(value: float | str | None) -> float | None:
    """A finite number, or None for an open bound and for a wording that names no number."""
    if value is None:
        return None
    number = float(Fraction(value)) if isinstance(value, str) else float(value)
    return number if math.isfinite(number) else None


def _raw(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


# The sets of labels that the project ships.
SETS: dict[str, Callable[[], Score]] = {
    "samples": score_samples,
    "open": lambda: score_blind("open"),
    "held": lambda: score_blind("held"),
}


def main() -> None:
    """Print the misses, if asked for, and one line of scores for each set of labels."""
    parser = argparse.ArgumentParser(prog="python -m tests.scoring", description=__doc__)
    parser.add_argument("set", nargs="?", choices=SETS, default="samples")
    parser.add_argument("--misses", action="store_true", help="print what was wrong as well")
    parser.add_argument("--shared", type=Path, metavar="DIR", help="score the labels there instead")
    asked = parser.parse_args()
    if asked.shared:
        scores = [score_seed(asked.shared), score_shared_reports(asked.shared)]
    else:
        scores = [SETS[asked.set]()]
    for result in scores:
        if asked.misses:
            print(*result.misses, sep="\n")
        print(result.line())


if __name__ == "__main__":
    main()
