"""Texts that repeat one thing without end: what the worst cost a character, beside prose.

`python scripts/shapes.py [--made N]`: the shapes of tests/cases/shapes.txt, and N of two words of
the lists. Prints the worst; ends with 1 if one grows faster than its text, or costs too much.
"""

from __future__ import annotations

import argparse
import gc
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
_LOOKS = 3  # at a shape that seems dear

# Seconds of processor time that a text takes.
Work = Callable[[str], float]


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


# So many times what prose costs. Work is done figure by figure: a text that is nothing but figures
# has seven times as many of them as prose has, and costs up to six times as much a character, nine
# times where each of them is a share of all before it (5个占5%, repeated).
COST = 12.0
WORK = (extracting, summing_up)


def prose(work: Work, size: int = 12_000) -> float:
    """What a character of prose costs in microseconds: the dearest of three kinds."""
    texts = [text[:size] for text in fresh_texts(4 * size, 1).values()]
    work(texts[0][:1000])  # loads the words
    return max(_alone(work, text) / len(text) for text in texts) * 1e6


def measured(work: Work, shape: str, size: int = _SHORT, runs: int = 1) -> Measured:
    """What a shape costs when it is repeated to `size` characters, and to four times as many.

    The two are measured in turn, and the least of all `runs` counts: a machine that is busy for a
    while makes neither of them dear beside the other.
    """
    count = max(1, size // len(shape))
    both = [[_alone(work, shape * count * times) for times in (1, _TIMES)] for _ in range(runs)]
    short, long = (min(times) for times in zip(*both, strict=True))
    return Measured(shape, long / (len(shape) * count * _TIMES) * 1e6, long / max(short, 1e-3))


def dearest(
    work: Work, shapes: Iterable[str], times: float = COST, usual: Callable[[Work], float] = prose
) -> Iterator[Measured]:
    """The shapes that grow, or cost more than so many `times` a character of prose.

    What the first look finds is measured again, longer and with prose beside it, up to three times:
    a busy machine may have been the reason, and only what stays dear is.
    """
    most = times * usual(work)
    for shape in shapes:
        found = measured(work, shape)
        looks = 0
        while _is_dear(found, most) and looks < _LOOKS:
            looks += 1
            most = max(most, times * usual(work))
            found = measured(work, shape, 4 * _SHORT, runs=3)
        if _is_dear(found, most):
            yield found


def _alone(work: Work, text: str) -> float:
    """The seconds of a piece of work without those of collecting garbage, which grow with all that
    the process holds."""
    gc.collect(0)
    gc.disable()
    try:
        return work(text)
    finally:
        gc.enable()


def _is_dear(found: Measured, most: float) -> bool:
    return found.growth > GROWTH or found.cost > most


def main() -> int:
    """Measure, print the worst; 1 when one is too dear."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--made", type=int, default=2_000)
    options = parser.parse_args()
    failed = False
    for work in WORK:
        usual = prose(work)
        found = [measured(work, shape, 4 * _SHORT) for shape in (*known(), *made(options.made))]
        print(f"{work.__name__}: prose {usual:.1f} µs a character; the dearest shapes:")
        for one in sorted(found, key=lambda one: -one.cost)[:12]:
            print(f"  {one.cost / usual:4.1f} × prose, growth {one.growth:4.1f}  {one.shape!r}")
        suspects = [one.shape for one in found if _is_dear(one, COST * usual)]
        for one in dearest(work, suspects):
            failed = True
            print(f"  TOO DEAR {one.cost / usual:.1f} ×, growth {one.growth:.1f}  {one.shape!r}")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
