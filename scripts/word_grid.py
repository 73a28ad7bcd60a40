"""Puts every verb, tail and noun of the extractor's lists beside every other, and reads each pair.

`python scripts/word_grid.py [--step N]`; with a step only every Nth pair. Each pair stands in one
of a dozen sentences. Prints how many were read and those that no rule understood; ends with 1 if
there were any.
"""

import argparse
import logging
import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from extract.extraction import NOT_READ, read_figures  # noqa: E402
from extract.text.lexicon import table, words  # noqa: E402

LISTS = ("verbs.tsv", "tail_words.tsv", "unit_nouns.txt", "objects.txt")
FRAMES = (
    "今年{one}{two}50个。",
    "全县设备{one}{two}15%。",
    "{one}12个{two}1亿元以上。",
    "{one}项目12个{two}1亿元的“重点”工程。",
    "城镇、乡村{one}分别{two}5%、6%。",
    "{one}问题50个，{two}30个，占总数的60%。",
    "{one}了50件{two}，其余20件已{one}。",
    "由5个{one}到8个{two}。",
    "截至6月底，{one}{two}3.5亿元，同比{two}8%。",
    "将{one}{two}不少于50人，平均每村{one}2人。",
    "{one}、{two}各50家，总量20家。",
    "其中{one}5项8次{two}。",
)
_AT_ONCE = 200  # sentences read as one text, which is quicker than each alone


def sentences(step: int = 1) -> Iterator[str]:
    """The pairs, each in a sentence; of them every `step`th.

    A step that shares no factor with the number of words or of frames meets them all alike. First
    come the tails behind a sign that may take their first character from them, in every frame.
    """
    for tail in sorted(words("tail_words.tsv")):
        for sign in table("tail_word_clashes.tsv").get(tail[0], ""):
            yield from (frame.format(one=sign, two=tail) for frame in FRAMES)
    listed = sorted(set().union(*map(words, LISTS)))
    many = len(listed)
    for at in range(0, many * many, step):
        one, two = divmod(at, many)
        yield FRAMES[(one + two) % len(FRAMES)].format(one=listed[one], two=listed[two])


def unread(some: Iterable[str]) -> Iterator[str]:
    """Those of the sentences that the extractor cannot read: it raises, or the guard holds."""
    left = iter(some)
    while batch := list(islice(left, _AT_ONCE)):
        if _fails("\n".join(batch)):
            yield from filter(_fails, batch)


def _fails(text: str) -> bool:
    try:
        return any(figure.doubt == NOT_READ for figure in read_figures(text))
    except Exception:
        return True


def main() -> int:
    """Read the grid and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--step", type=int, default=1, help="read only every Nth pair")
    step = parser.parse_args().step
    logging.disable()
    count = 0

    def counted() -> Iterator[str]:
        nonlocal count
        for sentence in sentences(step):
            count += 1
            yield sentence

    failed = list(unread(counted()))
    print(*failed, f"{count:,} sentences read, {len(failed):,} not understood", sep="\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
