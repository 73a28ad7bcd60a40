"""How accurate the reading was when last measured: data/accuracy.toml, by scripts/accuracy.py."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

_FILE = Path(__file__).resolve().parents[2] / "data" / "accuracy.toml"


@dataclass(frozen=True)
class Measured:
    """One set of labels: how many there are, and the scores between 0 and 1 by measure."""

    labels: int
    scores: dict[str, float]


@dataclass(frozen=True)
class Accuracy:
    """The last measurement: by which rules, and the sets of labels by name (`held`: labelled blind
    and only scored; `open`: rules may be read from it; `samples`: rules were made with them)."""

    extraction: str
    conclusion: str
    figures: dict[str, Measured]
    conclusions: dict[str, Measured]


def accuracy(path: Path = _FILE) -> Accuracy | None:
    """The last measurement, or None where the file is missing."""
    if not path.is_file():
        return None
    written = tomllib.loads(path.read_text("utf-8"))
    return Accuracy(
        written["extraction"],
        written["conclusion"],
        _sets(written["figures"]),
        _sets(written["conclusions"]),
    )


def _sets(written: dict[str, dict[str, float]]) -> dict[str, Measured]:
    return {
        name: Measured(
            int(values["labels"]),
            {measure: rate for measure, rate in values.items() if measure != "labels"},
        )
        for name, values in written.items()
    }
