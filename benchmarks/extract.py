"""How fast figures are read: against a bare search for numerals, against peers, and by length.

    python -m benchmarks.extract [--texts FOLDER] [--peers PYTHON] [--quick]

Counted from text to finished table in one process, the best of several runs, in processor time. The
measure is a ratio, taken in one run on one machine: `regex.finditer` over the class of numeral
characters on the same text is what merely finding them costs. First stands text that does not
repeat, another one each run (benchmarks/fresh.py): that is what reading reports costs. The same
text again and again, in the second table, is faster by what is remembered of words and phrases.

FOLDER is one with more reports to measure on. PYTHON is an interpreter of another environment,
which holds the peers to be measured (benchmarks/peers.py says what each needs); they get a part of
the same fresh text, sentence by sentence, and give values only: no unit, no name.
"""

from __future__ import annotations

import argparse
import gc
import json
import random
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import regex

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.fresh import fresh_texts, samples, texts_of, varied  # noqa: E402
from extract import extract_figures  # noqa: E402

NUMERALS = regex.compile("[0-9０-９〇零一二两三四五六七八九十百千万亿半几数]+")
MEGABYTE = 1_000_000
PEERS_GET = 60_000  # bytes of text: enough for a steady speed, few enough to wait for
_SENTENCE = regex.compile(r"[^。！？\n]+[。！？\n]*")

Corpora = dict[str, list[str]]  # by name, the texts to measure on, one a run


def main() -> None:
    """Print the tables of ratios."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--texts", type=Path, metavar="FOLDER", help="more reports to measure on")
    parser.add_argument("--peers", metavar="PYTHON", help="interpreter that has the peers")
    parser.add_argument("--quick", action="store_true", help="a tenth of the text, one run")
    options = parser.parse_args()
    size, runs = (MEGABYTE // 10, 1) if options.quick else (MEGABYTE, 3)
    more = texts_of(options.texts) if options.texts else []
    extract_figures("\n".join(samples()))  # loads the words
    fresh = fresh_corpora(more, size, runs)
    speeds = against_search("that does not repeat", fresh)
    if options.peers:
        against_peers(options.peers, fresh, speeds)
    against_search("repeated", repeated_corpora(more, size, runs))
    by_length(size // 10, runs)


def fresh_corpora(more: Sequence[str], size: int, runs: int) -> Corpora:
    """Text that does not repeat, of `size` bytes and more, another one for each run."""
    made = [fresh_texts(size, seed) for seed in range(runs)]
    corpora = {name: [texts[name] for texts in made] for name in made[0]}
    if more:
        copies = round(size / len("".join(more).encode())) or 1
        corpora["more reports"] = [
            "\n".join(
                varied(text, random.Random(seed + copy * runs))
                for copy in range(copies)
                for text in more
            )
            for seed in range(runs)
        ]
    return corpora


def repeated_corpora(more: Sequence[str], size: int, runs: int) -> Corpora:
    """The same texts again and again, until they have `size` bytes."""
    texts = {"six samples": "\n".join(samples()), "more reports": "\n".join(more)}
    return {name: [repeated(text, size)] * runs for name, text in texts.items() if text}


def repeated(text: str, size: int) -> str:
    """`text` again and again until it has `size` bytes."""
    return (text + "\n") * max(1, round(size / len(text.encode())))


def seconds(work: Callable[[], object]) -> float:
    """How long `work` takes, in processor time."""
    gc.collect()
    start = time.process_time()
    work()
    return time.process_time() - start


def search_numerals(text: str) -> int:
    """How many runs of numeral characters there are: the cost of merely finding them."""
    return sum(1 for _ in NUMERALS.finditer(text))


def against_search(which: str, corpora: Corpora) -> dict[str, float]:
    """Print how many times longer extraction takes than finding numerals; MB/s by corpus."""
    speeds = {}
    print(
        f"\ntext {which}\n{'':16}{'MB':>6}{'rows':>8}{'search':>9}{'extract':>10}"
        f"{'rows/s':>9}{'MB/s':>7}{'ratio':>9}"
    )
    for name, texts in corpora.items():
        search = min(seconds(partial(search_numerals, text)) for text in texts)
        ours, text = min((seconds(partial(extract_figures, text)), text) for text in texts)
        size, rows = len(text.encode()) / MEGABYTE, len(extract_figures(text))
        speeds[name] = size / ours
        print(
            f"{name:16}{size:6.2f}{rows:8}{search * 1e3:7.0f}ms{ours * 1e3:8.0f}ms"
            f"{rows / ours:9.0f}{speeds[name]:7.2f}   1/{ours / search:.1f}"
        )
    return speeds


def against_peers(python: str, corpora: Corpora, speeds: dict[str, float]) -> None:
    """Print how many times faster extraction is than each peer that `python` has."""
    print(f"\n{'':16}{'peer':26}{'MB/s':>9}{'faster':>9}")
    for name, texts in corpora.items():
        part = texts[0].encode()[:PEERS_GET].decode("utf-8", "ignore")
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
                print(f"{name:16}{peer:26}  not measured: {outcome}")
                continue
            speed = len(part.encode()) / MEGABYTE / outcome
            print(f"{name:16}{peer:26}{speed:9.4f}{speeds[name] / speed:8.1f}×")


def by_length(size: int, runs: int) -> None:
    """Print how the time grows when the text grows ten times; prose is another text each run."""
    walls = {
        "wall of digits": "1234567890",
        "digits and blanks": "12 345 6 ",
        "Chinese numerals": "三千二百四十五万",
    }
    unread = range(1000, 1000 + 2 * runs)  # seeds of texts that no table above has read
    prose = [fresh_texts(size * 10, seed)["six samples"] for seed in unread]
    shapes = {
        "prose": prose,
        "no punctuation": [regex.sub(r"[\p{P}\s]", "", text) for text in prose],
        **{name: [wall * (10 * size // len(wall.encode()))] * 2 for name, wall in walls.items()},
    }
    print(f"\n{'ten times the text':20}{'1×':>10}{'10×':>10}{'ratio':>8}")
    for name, texts in shapes.items():
        short = [text[: len(text) // 10] for text in texts[::2]]
        one = min(seconds(partial(extract_figures, text)) for text in short)
        ten = min(seconds(partial(extract_figures, text)) for text in texts[1::2])
        print(f"{name:20}{one * 1e3:8.1f}ms{ten * 1e3:8.1f}ms{ten / one:8.2f}")


if __name__ == "__main__":
    main()
