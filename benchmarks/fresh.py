"""Text that does not repeat, from a seed: to measure the extractor with, never to show as facts.

Real reports differ in their numbers and names and say the same things in other words, so what a
program remembers of one sentence or clause is of little use for the next. A benchmark that repeats
one text hides that. Here reports are composed (benchmarks/fresh.toml), or made by varying a real
one: `composed` and `varied` draw numbers, places, words and the order of sentences anew each time.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator
from functools import partial
from itertools import count
from pathlib import Path

import regex

from reading import read_report

ROOT = Path(__file__).resolve().parents[1]
_DATA = tomllib.loads(Path(__file__).with_name("fresh.toml").read_text("utf-8"))
WORDS: dict[str, list[str]] = _DATA["words"]
REPORTS: dict[str, list[str]] = _DATA["reports"]
_GROUP_OF = {word: group for group in WORDS.values() for word in group}

_NAMES = (
    "安柏昌长春大丹德东丰福古官广海汉和河红洪湖华怀淮黄会吉江金锦靖九兰乐丽连凉林灵龙隆泸洛梅民明南宁平浦"
    "青清庆曲仁荣瑞沙山上石双顺松太泰桃天桐铜望文武西溪新兴秀徐延阳宜永玉元远云泽章昭镇中竹资紫"
)
_ENDINGS = {  # by slot: what a made-up name ends in
    "name": ("",),
    "place": ("省", "市", "自治州", "地区", "县"),
    "town": ("镇", "乡", "街道", "村", "社区", "开发区"),
}
_SLOT = regex.compile(r"\{(\w+)\}")
_SENTENCE = regex.compile(r"[^。！？；]+[。！？；]*")
_LONG_RUN = regex.compile(r"(?<!\p{Han}) \p{Han}{2} (?=\p{Han}{3})", regex.VERBOSE)
_CHANGEABLE = regex.compile(
    r"""
      (?<year>  (?:19|20)\d\d (?!\d) )
    | (?<date>  (?<!\d) \d\d? (?=[月日]) )
    | (?<digit> [1-9] )                  # a zero stays, so 0.5 and 1,000 stay numbers
    | (?<word>  \L<words> )
    """,
    regex.VERBOSE,
    words=list(_GROUP_OF),
)


def fresh_texts(size: int, seed: int) -> dict[str, str]:
    """By kind, texts of at least `size` bytes: two composed, and the sample reports varied."""
    chance = random.Random(seed)
    made = {
        "campaign report": (composed(kind, chance) for kind in _always("campaign")),
        "work report": (composed(kind, chance) for kind in _always("work")),
        "six samples": (varied(text, chance) for text in _always(*samples())),
    }
    return {kind: _filled(texts, size) for kind, texts in made.items()}


def samples() -> list[str]:
    """The texts of the sample reports."""
    return texts_of(ROOT / "data" / "reports")


def texts_of(folder: Path) -> list[str]:
    """The texts of the reports in a folder (*.txt)."""
    return [read_report(path).text for path in sorted(folder.glob("*.txt"))]


def composed(kind: str, chance: random.Random) -> str:
    """A report of a `kind` of fresh.toml: each of its sentences once, in any order, a line each."""
    sentences = chance.sample(REPORTS[kind], len(REPORTS[kind]))
    return "\n".join(_SLOT.sub(partial(_fill, chance), sentence) for sentence in sentences)


def varied(text: str, chance: random.Random) -> str:
    """`text` with other numbers, other words of the same group, and each line's sentences mixed.

    A longer run of words gets a made-up name in it, behind its first two characters, so that no
    phrase is the same twice; shorter ones (同比增长) recur in real reports too.
    """
    lines = []
    for line in text.splitlines():
        sentences = [_vary(sentence, chance) for sentence in _SENTENCE.findall(line)]
        lines.append("".join(chance.sample(sentences, len(sentences))))
    return "\n".join(lines)


def _vary(sentence: str, chance: random.Random) -> str:
    other = _CHANGEABLE.sub(partial(_change, chance), sentence)
    return _LONG_RUN.sub(lambda match: match[0] + _name(chance), other)


def _change(chance: random.Random, match: regex.Match[str]) -> str:
    if word := match["word"]:
        return chance.choice([other for other in _GROUP_OF[word] if other != word])
    if match["digit"]:
        return str(chance.randint(1, 9))
    return str(chance.randint(2001, 2029) if match["year"] else chance.randint(1, 12))


def _fill(chance: random.Random, match: regex.Match[str]) -> str:
    slot = match[1]
    if slot in WORDS:
        return chance.choice(WORDS[slot])
    if slot in _ENDINGS:
        return _name(chance) + chance.choice(_ENDINGS[slot])
    if slot == "p":
        return f"{chance.uniform(0.1, 99.9):.1f}"
    number = 10 ** chance.uniform(1, 5)  # as many small ones as large ones
    return f"{number:.0f}" if slot == "n" else f"{number:.2f}"


def _name(chance: random.Random) -> str:
    return chance.choice(_NAMES) + chance.choice(_NAMES)


def _always(*things: str) -> Iterator[str]:
    return (thing for _ in count() for thing in things)


def _filled(texts: Iterator[str], size: int) -> str:
    """As many of `texts` as it takes to have `size` bytes."""
    parts, length = [], 0
    while length < size:
        parts.append(next(texts))
        length += len(parts[-1].encode()) + 1
    return "\n".join(parts)
