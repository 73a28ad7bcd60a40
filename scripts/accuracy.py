"""Measures the reading on the labelled reports of the tests and writes data/accuracy.toml.

`python scripts/accuracy.py`; the About page shows what stands there.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from dashboard.files.adding import extraction_version  # noqa: E402
from tests.scoring import score_samples  # noqa: E402

SHOWN = ("recall", "precision", "span", "number", "interval", "unit", "head", "metric")


def main() -> None:
    """Measure and write."""
    scored = score_samples()
    rates = scored.rates()
    lines = [
        "# Written by scripts/accuracy.py: the reading scored on the reports labelled by hand.",
        f'extraction = "{extraction_version()}"',
        f"reports = {len(list((ROOT / 'data' / 'reports').glob('*.txt')))}",
        f"figures = {scored.asked['recall']}",
        "",
        "[scores]",
        *(f"{name} = {rates[name]:.4f}" for name in SHOWN),
    ]
    (ROOT / "data" / "accuracy.toml").write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
