"""How fast many reports become a dataset, and in how much memory.

    python -m benchmarks.corpus [--sizes MB …] [--ways WAY …] [--results FILE] [--picture PNG]

Ways: `floor 1`, `floor 2` (concurrent.futures over the bare extractor, nothing kept), `1`, `2` (the
command with so many processes), `dask 1`, `dask 2` (the command with a scheduler and so many
workers, processes of this machine). Time is that of the wall, from the start of the command to its
end; memory is the peak of all processes together, each counted whole, five looks a second.

A source is made first, from a seed: the samples varied and made-up reports, no text twice. FILE
keeps what was measured, so that sizes can be measured one after the other and drawn together.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from itertools import cycle
from pathlib import Path
from typing import Any

import psutil

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.fresh import composed, samples, varied  # noqa: E402
from conclude import sum_up  # noqa: E402
from corpus.manifest import manifest_of  # noqa: E402
from extract.extraction import report_figures  # noqa: E402
from extract.frame import to_frame  # noqa: E402
from reading.plain.text import read_plain  # noqa: E402

MEGABYTE = 1_000_000
WAYS = ("floor 1", "floor 2", "1", "2", "dask 1", "dask 2")
_SEED = 20261129
_LOOKS = 0.2  # seconds between two looks at the memory


def main() -> None:
    """Measure, print the table, and draw it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--sizes", type=float, nargs="*", default=[10], metavar="MB")
    parser.add_argument("--ways", nargs="*", default=WAYS, choices=WAYS)
    parser.add_argument("--results", type=Path, metavar="FILE")
    parser.add_argument("--picture", type=Path, metavar="PNG")
    options = parser.parse_args()
    kept = options.results
    measured = json.loads(kept.read_text("utf-8")) if kept and kept.exists() else []
    with tempfile.TemporaryDirectory() as folder:
        for size in options.sizes:
            source = make_source(Path(folder), size)
            for way in options.ways:
                result = measure(way, size, source, Path(folder))
                measured = [one for one in measured if _key(one) != (way, size)] + [result]
                print(row(result), flush=True)
                if kept:
                    kept.write_text(json.dumps(measured, indent=1), "utf-8")
            source.unlink()
    measured.sort(key=lambda one: (one["size"], WAYS.index(one["way"])))
    print(table(measured))
    if options.picture:
        draw(measured, options.picture)


def _key(result: dict[str, Any]) -> tuple[str, float]:
    return result["way"], result["size"]


def texts() -> Iterator[str]:
    """Reports without end, no two alike; the same each time."""
    chance = random.Random(_SEED)
    makers: list[Callable[[], str]] = [
        lambda: composed("campaign", chance),
        lambda: composed("work", chance),
    ]
    makers += [lambda text=text: varied(text, chance) for text in samples()]  # type: ignore[misc]
    for number, make in enumerate(cycle(makers)):
        yield f"关于第{number + 1}号事项的报告\n{make()}"


def make_source(folder: Path, size: float) -> Path:
    """A file of JSON lines of about `size` MB."""
    path = folder / f"{size}.jsonl"
    left = size * MEGABYTE
    with path.open("w", encoding="utf-8") as file:
        for text in texts():
            line = json.dumps({"text": text}, ensure_ascii=False) + "\n"
            file.write(line)
            left -= len(line.encode())
            if left <= 0:
                return path
    raise AssertionError("texts have no end")


def measure(way: str, size: float, source: Path, folder: Path) -> dict[str, Any]:
    """Run one way over the source: bytes, documents and figures a second, peak memory."""
    out = folder / "figures"
    shutil.rmtree(out, ignore_errors=True)
    kind, _, count = way.rpartition(" ")
    worked = _worked()
    with ExitStack() as stack:
        options = ["--workers", count]
        if kind == "dask":
            options = ["--cluster", stack.enter_context(_cluster(int(count), folder))]
        memory = stack.enter_context(_watched())
        begun = time.monotonic()
        if kind == "floor":
            documents, figures = _floor(source, int(count))
        else:
            command = [sys.executable, "-m", "extract", "corpus", str(source), "-o", str(out)]
            subprocess.run([*command, *options], cwd=ROOT, check=True, capture_output=True)
            made = manifest_of(str(out))
            assert made is not None
            documents, figures = made.totals["reports"], made.totals["figures"]
        seconds = time.monotonic() - begun
    return {
        "way": way,
        "size": size,
        "bytes": source.stat().st_size,
        "seconds": round(seconds, 1),
        "documents": documents,
        "figures": figures,
        "worked": round(_worked() - worked, 1),
        "memory": round(memory[0] / MEGABYTE),
    }


def _worked() -> float:
    """Seconds of processor time of all processes that this one started and that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _floor(source: Path, processes: int) -> tuple[int, int]:
    """The same reading, figures and conclusions, and nothing around it."""
    with source.open("rb") as lines, ProcessPoolExecutor(processes) as pool:
        counted = list(pool.map(_bare, lines, chunksize=50))
    return len(counted), sum(counted)


def _bare(line: bytes) -> int:
    report = read_plain(json.loads(line)["text"])
    figures = to_frame(report_figures(report), report.id)
    sum_up(figures, report.text)
    return len(figures)


@contextmanager
def _watched() -> Iterator[list[int]]:
    """The most memory that this process's children hold together while the block lasts."""
    most, done = [0], threading.Event()

    def look() -> None:
        while not done.wait(_LOOKS):
            most[0] = max(most[0], _held(psutil.Process().children(recursive=True)))

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    try:
        yield most
    finally:
        done.set()
        thread.join()


def _held(processes: Iterable[psutil.Process]) -> int:
    held = 0
    for process in processes:
        with suppress(psutil.Error):
            held += process.memory_info().rss
    return held


@contextmanager
def _cluster(workers: int, folder: Path) -> Iterator[str]:
    """A scheduler and workers of one thread each, as processes; the scheduler's address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    parts = [["scheduler", "--host", "127.0.0.1", "--port", str(port)]]
    for number in range(workers):
        place = str(folder / f"dask{number}")
        parts.append(
            ["worker", address, "--nthreads", "1", "--no-nanny", "--local-directory", place]
        )
    started = [
        subprocess.Popen(
            [sys.executable, "-m", f"distributed.cli.dask_{part}", *options, "--no-dashboard"],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for part, *options in parts
    ]
    try:
        _wait_for(address, workers)
        yield address
    finally:
        for one in started:
            one.kill()
            one.wait()


def _wait_for(address: str, workers: int) -> None:
    from distributed import Client

    with Client(address, timeout=60, set_as_default=False) as client:
        client.wait_for_workers(workers, timeout=60)


def table(measured: list[dict[str, Any]]) -> str:
    """All that was measured, as Markdown."""
    names = ("MB", "way", "s", "MB/s", "documents/s", "figures/s", "processor s", "peak MB")
    head = f"| {' | '.join(names)} |\n|{'---|' * len(names)}"
    return "\n".join([head, *map(row, measured)])


def row(one: dict[str, Any]) -> str:
    """A line of the table."""
    seconds = one["seconds"]
    cells = (
        f"{one['size']:g}",
        one["way"],
        f"{seconds}",
        f"{one['bytes'] / MEGABYTE / seconds:.3f}",
        f"{one['documents'] / seconds:.0f}",
        f"{one['figures'] / seconds:.0f}",
        f"{one['worked']:.0f}",
        f"{one['memory']}",
    )
    return f"| {' | '.join(cells)} |"


def draw(measured: list[dict[str, Any]], path: Path) -> None:
    """Curves over the size of the source: MB/s, and peak memory."""
    from playwright.sync_api import sync_playwright
    from plotly.subplots import make_subplots

    from scripts.chromium import find_chromium, launch_arguments

    titles = ("MB/s (wall)", "peak memory of all processes, MB")
    figure = make_subplots(rows=1, cols=2, subplot_titles=titles)
    colours = dict(zip(("floor", "", "dask"), ("#888888", "#1f5fa8", "#c2571a"), strict=True))
    for way in WAYS:
        ours = [one for one in measured if one["way"] == way]
        kind, _, count = way.rpartition(" ")
        style = {"color": colours[kind], "dash": "solid" if count == "2" else "dot"}
        speeds = [one["bytes"] / MEGABYTE / one["seconds"] for one in ours]
        name = {"floor": "bare extractor", "": "command", "dask": "command, Dask"}[
            kind
        ] + f", {count}"
        for column, values in ((1, speeds), (2, [one["memory"] for one in ours])):
            figure.add_scatter(
                x=[one["size"] for one in ours],
                y=values,
                name=name,
                line=style,
                mode="lines+markers",
                showlegend=column == 1,
                row=1,
                col=column,
            )
    sizes = sorted({one["size"] for one in measured})
    figure.update_xaxes(title="source, MB", type="log", tickvals=sizes)
    figure.update_yaxes(rangemode="tozero")
    figure.update_layout(template="plotly_white", width=1000, height=420, margin={"t": 50, "b": 60})
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=launch_arguments()
        )
        page = browser.new_page(viewport={"width": 1000, "height": 420})
        page.set_content(figure.to_html(include_plotlyjs=True))
        page.screenshot(path=path)
        browser.close()


if __name__ == "__main__":
    main()
