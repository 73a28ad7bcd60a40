"""How fast figures are read: against a bare search for numerals, against peers, and by length.

    python -m benchmarks.extract [--peers PYTHON] [--quick]

Counted from text to finished table in one process, the best of several runs, in processor time. The
measure is a ratio, taken in one run on one machine: `regex.finditer` over the class of numeral
characters on the same text is what merely finding them costs. PYTHON is an interpreter of another
environment, which holds the peers to be measured (benchmarks/peers.py says what each needs); they
get a part of the same text, sentence by sentence, and give values only: no unit, no name.
"""

from __future__ import annotations

import argparse
import gc
import json
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import regex

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from extract import extract_figures  # noqa: E402
from reading import read_report  # noqa: E402

SHARED = ROOT.parent / "shared"
NUMERALS = regex.compile("[0-9０-９〇零一二两三四五六七八九十百千万亿半几数]+")
MEGABYTE = 1_000_000
PEERS_GET = 60_000  # bytes of text: enough for a steady speed, few enough to wait for
_SENTENCE = regex.compile(r"[^。！？\n]+[。！？\n]*")


def main() -> None:
    """Print the tables of ratios."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--peers", metavar="PYTHON", help="interpreter that has the peers")
    parser.add_argument("--quick", action="store_true", help="a tenth of the text, one run")
    options = parser.parse_args()
    size, runs = (MEGABYTE // 10, 1) if options.quick else (MEGABYTE, 3)
    corpora = {name: repeated(text, size) for name, text in texts().items()}
    speeds = against_search(corpora, runs)
    if options.peers:
        against_peers(options.peers, corpora, speeds)
    by_length(size // 10, runs)


def texts() -> dict[str, str]:
    """The texts to measure on, by name; those that the project does not ship where they are."""
    found = {"samples": _joined(ROOT / "data" / "reports")}
    if (SHARED / "seed").is_dir():
        found["seed"] = _joined(SHARED / "seed")
    dense = SHARED / "docs" / "plain" / "gwr_central_2022.txt"
    samples = [read_report(path).text for path in (ROOT / "data" / "reports").glob("*.txt")]
    found["work report"] = (
        dense.read_text("utf-8") if dense.exists() else max(samples, key=_figures_per_character)
    )
    return found


def _joined(folder: Path) -> str:
    return "\n".join(read_report(path).text for path in sorted(folder.glob("*.txt")))


def _figures_per_character(text: str) -> float:
    return len(extract_figures(text)) / len(text)


def repeated(text: str, size: int) -> str:
    """`text` again and again until it has `size` bytes."""
    return (text + "\n") * max(1, round(size / len(text.encode())))


def best(work: Callable[[], object], runs: int) -> float:
    """The shortest of `runs` times that `work` takes, in seconds."""
    times = []
    for _ in range(runs):
        gc.collect()
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def search_numerals(text: str) -> int:
    """How many runs of numeral characters there are: the cost of merely finding them."""
    return sum(1 for _ in NUMERALS.finditer(text))


def against_search(corpora: dict[str, str], runs: int) -> dict[str, float]:
    """Print how many times longer extraction takes than finding numerals; MB/s by corpus."""
    speeds = {}
    print(f"{'text':14}{'MB':>6}{'rows':>8}{'search':>10}{'extract':>10}{'MB/s':>8}{'ratio':>9}")
    for name, text in corpora.items():
        size = len(text.encode()) / MEGABYTE
        search = best(partial(search_numerals, text), runs)
        ours = best(partial(extract_figures, text), runs)
        speeds[name] = size / ours
        rows = len(extract_figures(text))
        print(
            f"{name:14}{size:6.2f}{rows:8}{search * 1e3:8.0f}ms{ours * 1e3:8.0f}ms"
            f"{speeds[name]:8.2f}   1/{ours / search:.1f}"
        )
    return speeds


def against_peers(python: str, corpora: dict[str, str], speeds: dict[str, float]) -> None:
    """Print how many times faster extraction is than each peer that `python` has."""
    print(f"\n{'text':14}{'peer':26}{'MB/s':>9}{'faster':>9}")
    for name, text in corpora.items():
        part = text.encode()[:PEERS_GET].decode("utf-8", "ignore")
        done = subprocess.run(
            [python, str(ROOT / "benchmarks" / "peers.py")],
            input=json.dumps(_SENTENCE.findall(part)),
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            sys.exit(f"the peers did not run:\n{done.stderr[-2000:]}")
        for peer, outcome in json.loads(done.stdout.splitlines()[-1]).items():
            if isinstance(outcome, str):
                print(f"{name:14}{peer:26}  not measured: {outcome}")
                continue
            speed = len(part.encode()) / MEGABYTE / outcome
            print(f"{name:14}{peer:26}{speed:9.4f}{speeds[name] / speed:8.0f}×")


def by_length(size: int, runs: int) -> None:
    """Print how the time grows when the text grows ten times."""
    prose = texts()["samples"]
    shapes = {
        "prose": prose,
        "wall of digits": "1234567890" * 50,
        "digits and blanks": "12 345 6 " * 50,
        "no punctuation": regex.sub(r"[\p{P}\s]", "", prose),
        "Chinese numerals": "三千二百四十五万" * 50,
    }
    print(f"\n{'ten times the text':20}{'1×':>10}{'10×':>10}{'ratio':>8}")
    for name, text in shapes.items():
        body = "".join(text.splitlines()) if name != "prose" else text + "\n"
        short = body * max(1, round(size / len(body.encode())))
        one = best(partial(extract_figures, short), runs + 2)
        ten = best(partial(extract_figures, short * 10), runs)
        print(f"{name:20}{one * 1e3:8.1f}ms{ten * 1e3:8.1f}ms{ten / one:8.2f}")


if __name__ == "__main__":
    main()
