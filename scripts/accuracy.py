"""Measures the reading and the conclusions on the labels of the tests: data/accuracy.toml.

`make accuracy`; the About page shows what stands there.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from dashboard.files.adding import extraction_version  # noqa: E402
from tests import scoring, scoring_conclusions  # noqa: E402
from working.rules import version_of  # noqa: E402

FIGURES = (
    *("recall", "precision", "number", "interval", "unit", "head", "metric", "status", "part_of"),
    *("sure_right", "sure"),
)
CONCLUSIONS = (
    *("found", "right", "verdict", "value", "conflicts_found", "conflicts_right"),
    *("must", "fine", "matched"),
)


def main() -> None:
    """Measure and write."""
    lines = [
        "# Written by scripts/accuracy.py: reading and conclusions scored on labels made by hand.",
        "# held: labelled blind and only scored. open: labelled blind, rules may be read from it.",
        "# samples: the rules were made with them in view.",
        f'extraction = "{extraction_version()}"',
        f'conclusion = "{version_of("conclude")}"',
    ]
    for name, measure in scoring.SETS.items():
        scored = measure()
        lines += ["", f"[figures.{name}]", f"labels = {scored.asked['recall']}"]
        lines += _rates(scored, FIGURES)
    for half in ("open", "held"):
        scored = scoring_conclusions.score(scoring_conclusions.LABELS / half)
        lines += ["", f"[conclusions.{half}]", f"labels = {scored.asked['found']}"]
        lines += _rates(scored, CONCLUSIONS)
    (ROOT / "data" / "accuracy.toml").write_text("\n".join(lines) + "\n", "utf-8")


def _rates(scored: scoring.Score, measures: tuple[str, ...]) -> list[str]:
    rates = scored.rates()
    return [f"{name} = {rates[name]:.4f}" for name in measures if name in rates]


if __name__ == "__main__":
    main()
