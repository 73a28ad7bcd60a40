"""Texts that repeat one thing without end: what the worst cost a character, beside prose.

`python scripts/shapes.py [--made N]`: the shapes of tests/cases/shapes.txt, and N of two words of
the lists. Prints the worst; ends with 1 if one grows faster than its text, or costs too much.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.fresh import fresh_texts  # noqa: E402
from conclude import sum_up  # noqa: E402
from extract.extraction import read_figures  # noqa: E402
from extract.frame import to_frame  # noqa: E402
from extract.text.lexicon import words  # noqa: E402

_KNOWN = ROOT / "tests" / "cases" / "shapes.txt"
LISTS = (
    "verbs.tsv",
    "tail_words.tsv",
    "unit_nouns.txt",
    "measure_words.tsv",
    "approximators.tsv",
    "lead_words.txt",
    "places.txt",
    "scope_adverbs.txt",
    "name_ends.txt",
    "prepositions.txt",
)
FRAMES = (
    "{one}{two}5个",
    "{one}{two}5个，",
    "{one}，",
    "{one}{two}",
    "{one}5",
    "5{one}",
    "5{one}{two}、",
    "{one}、{two}",
    "{one}5%、",
    "（{one}5）",
    "“{one}”{two}",
    "{one}{two}\n",
    "{one}占{two}的5%，",
    "{one}5个；{two}6个；",
    "其中{one}5个，",
    "{one}比{two}增长5%，",
    "约5{one}以上",
    "5个{one}，{two}5个。",
)
# What is four times as long may take so many times as long.
GROWTH = 7.0
_SHORT, _TIMES = 1_000, 4


@dataclass(frozen=True)
class Measured:
    """What a shape costs: microseconds a character, and how that grew with the text."""

    shape: str
    cost: float
    growth: float


def known() -> list[str]:
    """The shapes that once took long, or might."""
    lines = _KNOWN.read_text("utf-8").splitlines()
    shapes = (line for line in lines if line and not line.startswith("#"))
    return [shape.replace(r"\n", "\n").replace(r"\t", "\t") for shape in shapes]


def made(count: int, seed: int = 1) -> Iterator[str]:
    """Shapes made of two words of the lists each, other ones for another seed."""
    chance = random.Random(seed)
    lists = [sorted(words(name)) for name in LISTS]
    for number in range(count):
        one, two = (chance.choice(chance.choice(lists)) for _ in range(2))
        yield FRAMES[number % len(FRAMES)].format(one=one, two=two)


def extracting(text: str) -> float:
    """Seconds of processor time that the figures of a text take."""
    begun = time.process_time()
    read_figures(text)
    return time.process_time() - begun


def summing_up(text: str) -> float:
    """Seconds of processor time that the figures and what follows from them take together."""
    begun = time.process_time()
    sum_up(to_frame(read_figures(text)), text)
    return time.process_time() - begun


# So many times what prose costs. Conclusions are drawn figure by figure: a text that is nothing but
# figures, with eight times as many as prose has, costs more there.
COST: dict[Callable[[str], float], float] = {extracting: 5.0, summing_up: 8.0}


def prose(work: Callable[[str], float], size: int = 12_000) -> float:
    """What a character of prose costs in microseconds: the dearest of three kinds."""
    texts = [text[:size] for text in fresh_texts(4 * size, 1).values()]
    work(texts[0][:1000])  # loads the words
    return max(work(text) / len(text) for text in texts) * 1e6


def measured(
    work: Callable[[str], float], shape: str, size: int = _SHORT, runs: int = 1
) -> Measured:
    """What a shape costs when it is repeated to `size` characters, and to four times as many."""
    count = max(1, size // len(shape))
    short, long = (min(work(shape * count * times) for _ in range(runs)) for times in (1, _TIMES))
    return Measured(shape, long / (len(shape) * count * _TIMES) * 1e6, long / max(short, 1e-3))


def dearest(work: Callable[[str], float], shapes: Iterable[str], most: float) -> Iterator[Measured]:
    """The shapes that grow, or cost more than `most` a character: measured again, and longer, where
    the first look says so, for a busy machine may have been the reason."""
    for shape in shapes:
        found = measured(work, shape)
        if _is_dear(found, most):
            found = measured(work, shape, 4 * _SHORT, runs=3)
            if _is_dear(found, most):
                yield found


def _is_dear(found: Measured, most: float) -> bool:
    return found.growth > GROWTH or found.cost > most


def main() -> int:
    """Measure, print the worst; 1 when one is too dear."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--made", type=int, default=2_000)
    options = parser.parse_args()
    failed = False
    for work, most in COST.items():
        usual = prose(work)
        found = [measured(work, shape, 4 * _SHORT) for shape in (*known(), *made(options.made))]
        print(f"{work.__name__}: prose {usual:.1f} µs a character; the dearest shapes:")
        for one in sorted(found, key=lambda one: -one.cost)[:12]:
            print(f"  {one.cost / usual:4.1f} × prose, growth {one.growth:4.1f}  {one.shape!r}")
        suspects = [one.shape for one in found if _is_dear(one, most * usual)]
        for one in dearest(work, suspects, most * usual):
            failed = True
            print(f"  TOO DEAR {one.cost / usual:.1f} ×, growth {one.growth:.1f}  {one.shape!r}")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
