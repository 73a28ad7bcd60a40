"""How fast the library answers: fills one with made-up figures and times what the pages ask.

    python -m benchmarks.dashboard [--figures 1000000] [--library PATH]

The library is kept when a path is given, and used again as it is when it holds that many figures.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.made_up import fill
from dashboard import checks, compare, progress, queries, ratios
from dashboard.filters import FACETS, Filter
from dashboard.library import Library

_FACETS = [column for column, _ in FACETS.values() if column not in ("role", "direction")]

FILTERS = {
    "nothing set": Filter(),
    "one metric": Filter(metrics=("查摆问题",)),
    "two words searched": Filter(text="第三季度 东州市"),
    "a word in every sentence": Filter(text="边查边改"),
    "a range of numbers": Filter(low=5000, high=6000),
}

QUESTIONS: dict[str, Callable[[Library, Filter], object]] = {
    "counts": queries.counts,
    "facets of 9 columns": lambda lib, f: queries.facets(lib, f, _FACETS, 20),
    "page of 100": queries.figures_page,
    "page by number": lambda lib, f: queries.figures_page(lib, f, None, "number", True),
    "headline": queries.headline,
    "by stage and kind": lambda lib, f: (queries.by_stage(lib, f), queries.by_kind(lib, f)),
    "reports at a glance": queries.reports_at_a_glance,
    "progress": progress.progress,
    "ratios offered": ratios.offered,
    "compare: candidates": compare.candidates,
    "checks": checks.findings,
}


def open_filled(path: Path, count: int) -> Library:
    """A library with `count` made-up figures, filled if it is not yet."""
    library = Library(path)
    if queries.counts(library, Filter(roles=()))[1] != count:
        for report in library.reports()["id"]:
            library.remove(report)
        library.purge()
        begun = time.perf_counter()
        fill(library, count)
        print(f"filled with {count:,} figures in {time.perf_counter() - begun:.0f} s")
    return library


def milliseconds(question: Callable[[], object], times: int = 3) -> float:
    """The median of a few runs after one that warms up."""
    question()
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        question()
        taken.append(time.perf_counter() - begun)
    return sorted(taken)[times // 2] * 1000


def resident() -> float:
    """The process's memory in MB now; 0 where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except (OSError, ValueError):
        return 0.0
    return pages * 4096 / 1e6


def measure(library: Library) -> None:
    """Print a line for each question and a column for each filter."""
    width = max(len(name) for name in QUESTIONS) + 2
    print(" " * width + "".join(f"{name:>26}" for name in FILTERS) + "   (ms)")
    for name, ask in QUESTIONS.items():
        taken = [milliseconds(lambda f=f, ask=ask: ask(library, f)) for f in FILTERS.values()]  # type: ignore[misc]
        print(f"{name:{width}}" + "".join(f"{value:26.0f}" for value in taken), flush=True)
    print(f"memory of the process: {resident():.0f} MB; the file: {size_of(library):.0f} MB")


def size_of(library: Library) -> float:
    """The library file in MB."""
    return library.path.stat().st_size / 1e6


def main() -> None:
    """Fill, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--figures", type=int, default=1_000_000)
    parser.add_argument("--library", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        library = open_filled(options.library or Path(folder) / "library.duckdb", options.figures)
        try:
            measure(library)
        finally:
            library.close()


if __name__ == "__main__":
    main()
