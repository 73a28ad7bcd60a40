"""How fast the dashboard answers with many figures in the library.

    python -m benchmarks.dashboard [--figures 1000000 | --samples] [--library PATH] [--rounds 5]
                                   [--queries]

Fills a library with made-up figures, starts a dashboard over it on a free port, walks through it in
headless Chromium (benchmarks/journey.py) and prints the times and the server's memory beside their
limits; exit code 1 when one is missed. `--samples` takes the sample
reports instead. `--queries` times what the pages ask of the library instead,
without a browser. The library is kept when a path is given, and used again when it holds that many
figures.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Error as BrowserError

from benchmarks.journey import Asked, Step, walks
from benchmarks.made_up import fill
from dashboard.asking import compare, conclusions, progress, queries, ratios
from dashboard.asking.filters import FACETS, Filter
from dashboard.files.adding import add_sources
from dashboard.showing import chart_text
from dashboard.store.library import Library
from scripts.serving import NotStarted, serving

SAMPLES = Path(__file__).resolve().parents[1] / "data" / "reports"
WALK_SECONDS = 240  # no round begins later than this
# What a step of a kind may take (seconds): a filter until it is seen, a page until it is settled;
# and what the server may hold (MB).
LIMITS = {"filter": ("seen", 0.3), "page": ("settled", 0.5), "reload": ("settled", 1.5)}
MEMORY_LIMIT = 500

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
    "highlights": conclusions.highlights,
    "conclusions": conclusions.conclusions,
    "by stage and kind": lambda lib, f: (queries.by_stage(lib, f), queries.by_kind(lib, f)),
    "reports at a glance": queries.reports_at_a_glance,
    "progress": progress.progress,
    "named ratios": ratios.answered,
    "compare": compare.compare,
}


def make_filled(path: Path, count: int) -> None:
    """See to it that `path` is a library with `count` made-up figures."""
    library = Library(path)
    try:
        if queries.counts(library, Filter(roles=()))[1] == count:
            return
        for report in library.reports()["id"]:
            library.remove(report)
        library.purge()
        begun = time.perf_counter()
        fill(library, count)
        print(f"filled with {count:,} figures in {time.perf_counter() - begun:.0f} s", flush=True)
    finally:
        library.close()


def add_samples(path: Path) -> None:
    """See to it that the library has the sample reports."""
    library = Library(path)
    try:
        for event in add_sources(library, [SAMPLES]):
            if event.kind == "refused":
                raise ValueError(f"{event.name}: {event.code}")
    finally:
        library.close()


def asked_for(path: Path) -> Asked:
    """What the walk asks for: the library's most frequent metrics, and words that stand together in
    its sentences: a period and a body, else an object."""
    library = Library(path)
    try:
        metrics = queries.distinct(library, "metric", limit=7)["value"].tolist()
        found = library.rows(
            """SELECT DISTINCT period || ' ' || scope FROM shown
               WHERE period <> '' AND scope <> '' AND contains(sentence, period)
               AND contains(sentence, scope) ORDER BY 1 LIMIT 400"""
        )
        # From all over the library, so that rounds ask for different bodies.
        texts = [text for (text,) in found[:: max(1, len(found) // 40)]]
        texts = texts or queries.distinct(library, "object")["value"].tolist()
        return Asked([name for name in metrics if name], [text for text in texts if text])
    finally:
        library.close()


def walk_through(path: Path, rounds: int) -> bool:
    """Walk through a dashboard over the library and print its times; whether all limits hold."""
    asked = asked_for(path)
    with tempfile.TemporaryDirectory() as folder, serving(path, Path(folder)) as server:
        taken: list[list[Step]] = []
        print(f"memory of the server (MB): idle {memory(server.process)[0]:.0f}", end="")
        # The first round warms the server up: it imports the pages and reads the file.
        for number, steps in enumerate(walks(server.url, asked, rounds + 1, WALK_SECONDS)):
            print(f", round {number}: {memory(server.process)[0]:.0f}", end="", flush=True)
            if number:
                taken.append(steps)
        _, most = memory(server.process)
        print(f"; most {most:.0f}\n")
    held = _print_steps(taken)
    print(f"{'memory of the server':24}{most:>8.0f} MB{_beside(most, MEMORY_LIMIT, 'MB'):>40}")
    return held and most <= MEMORY_LIMIT


def _print_steps(rounds: list[list[Step]]) -> bool:
    print(f"{len(rounds)} rounds; seconds, median (fastest – slowest); {_load()}")
    print(f"{'step':24}{'seen':>22}{'settled':>22}")
    held = True
    for step in zip(*rounds, strict=True):
        taken = {name: [getattr(one, name) for one in step] for name in ("seen", "settled")}
        which, limit = LIMITS[step[0].kind]
        median = statistics.median(taken[which])
        held &= median <= limit
        seen, settled = _spread(taken["seen"]), _spread(taken["settled"])
        name = step[0].name
        name += " " * (24 - chart_text.columns(name))
        print(f"{name}{seen:>22}{settled:>22}   {which} {_beside(median, limit, 's')}")
    return held


def _spread(values: list[float]) -> str:
    return f"{statistics.median(values):.2f} ({min(values):.2f} – {max(values):.2f})"


def _load() -> str:
    """How busy the machine is, which the times depend on."""
    if not hasattr(os, "getloadavg"):
        return "load unknown"
    return f"load {os.getloadavg()[1]:.1f} on {os.cpu_count()} cores"


def _beside(value: float, limit: float, unit: str) -> str:
    return f"{'within' if value <= limit else 'OVER'} {limit:g} {unit}"


def memory(process: int) -> tuple[float, float]:
    """MB that a process holds now and at its most (Linux; elsewhere zeros)."""
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:
        return 0.0, 0.0
    held = dict(line.split(":", 1) for line in lines)
    return tuple(int(held[name].split()[0]) / 1024 for name in ("VmRSS", "VmHWM"))  # type: ignore[return-value]


def time_queries(path: Path) -> None:
    """Print a line for each question and a column for each filter."""
    library = Library(path)
    try:
        width = max(len(name) for name in QUESTIONS) + 2
        print(" " * width + "".join(f"{name:>26}" for name in FILTERS) + "   (ms)")
        for name, ask in QUESTIONS.items():
            taken = [milliseconds(ask, library, filter_) for filter_ in FILTERS.values()]
            print(f"{name:{width}}" + "".join(f"{value:26.0f}" for value in taken), flush=True)
    finally:
        library.close()
    print(f"the file: {path.stat().st_size / 1e6:.0f} MB")


def milliseconds(
    ask: Callable[[Library, Filter], object], library: Library, filter_: Filter, times: int = 3
) -> float:
    """The median of a few runs after one that warms up."""
    taken = []
    for _ in range(times + 1):
        begun = time.perf_counter()
        ask(library, filter_)
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken[1:]) * 1000


def main() -> int:
    """Fill, measure, print; 1 when a limit is missed or nothing could be measured."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--figures", type=int, default=1_000_000)
    parser.add_argument("--samples", action="store_true", help="the sample reports instead")
    parser.add_argument("--library", type=Path, help="keep the library here")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--queries", action="store_true", help="the library alone, no browser")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = options.library or Path(folder) / "library.duckdb"
        if options.samples:
            add_samples(path)
        else:
            make_filled(path, options.figures)
        if options.queries:
            time_queries(path)
            return 0
        try:
            return 0 if walk_through(path, max(1, options.rounds)) else 1
        except (NotStarted, FileNotFoundError, BrowserError) as error:
            print(error, file=sys.stderr)
            return 1


if __name__ == "__main__":
    sys.exit(main())
