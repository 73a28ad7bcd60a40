"""How accurate the reading was when last measured: data/accuracy.toml, by scripts/accuracy.py."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

_FILE = Path(__file__).resolve().parents[2] / "data" / "accuracy.toml"


@dataclass(frozen=True)
class Accuracy:
    """Scores between 0 and 1 by measure, on how many labelled figures, by which rules."""

    extraction: str
    reports: int
    figures: int
    scores: dict[str, float]


def accuracy(path: Path = _FILE) -> Accuracy | None:
    """The last measurement, or None where the file is missing."""
    if not path.is_file():
        return None
    return Accuracy(**tomllib.loads(path.read_text("utf-8")))
