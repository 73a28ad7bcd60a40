"""Prints what is read in the sample reports, as one number: `python -m tests.fingerprint [THREADS]`.

The figures, the conclusions and the highlights of each, to the last digit; several threads read the
same reports at once.
"""

import hashlib
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from conclude import sum_up
from extract import extract_figures

SAMPLES = sorted((Path(__file__).parents[1] / "data" / "reports").glob("*.txt"))


def of(path: Path) -> str:
    """All that follows from a report's text."""
    text = path.read_text("utf-8")
    figures = extract_figures(text)
    conclusions, best = sum_up(figures, text)
    tables = (
        table.to_json(orient="split", double_precision=15, force_ascii=False)
        for table in (figures, conclusions)
    )
    return "\n".join([*tables, str(list(map(int, best)))])


def main() -> None:
    """Print the number; fail where two threads do not agree."""
    threads = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    with ThreadPoolExecutor(threads) as pool:
        found = list(pool.map(of, SAMPLES * threads))
    once = found[: len(SAMPLES)]
    assert found == once * threads, "two threads read differently"
    print(hashlib.sha256("\n".join(once).encode()).hexdigest())


if __name__ == "__main__":
    main()
