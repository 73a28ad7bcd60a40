"""Names: none loses its negation, and each is well formed or empty with a doubt."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from extract import extract_figures
from extract.text.lexicon import words
from extract.text.verb import VERB_STAGES

ROOT = Path(__file__).parents[2]
NEGATIONS = ("不", "未", "尚未", "没有", "不予", "未能", "无法", "拒不")
FRAMES = (
    "全市{}35件。",
    "决定{}35人。",
    "{}35件68人。",
    "受理案件120件，{}35件。",
    "{}的35件。",
    "{}的问题35个。",
    "尚有{}问题35个。",
    "其余35个{}。",
    "35人{}。",
)
# 增加, 共有 and their like join a thing to its number, and nothing is done by them.
JOINING = words("tail_words.tsv") | words("verbs_of_being.txt") | words("lead_words.txt")
VERBS = sorted(
    verb
    for verb in VERB_STAGES
    if len(verb) > 1 and verb not in JOINING and verb[0] not in "不已應应多少"
)

# No name begins or ends with these, whatever word they might belong to.
_BEGINS = re.compile(r"[的了着、，。；]|正在$|(?:已经|分别|以及|并且)")
_ENDS = re.compile(r"(?:[的了、，。；屡]|分别|正在|以及|同比|环比)$")
_ALONE = re.compile(r"[有是为达]|增长|下降|上升|同比|环比|背后|情况下|当中|以下|以上")
_WHOLE_WORDS = words("edge_words.txt")
_PAIRS = ("“”", "（）", "()", "《》", "【】")


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("negation", NEGATIONS)
def test_no_name_loses_its_negation(frame: str, negation: str) -> None:
    """A name that reverses what the text says is the worst fault there is."""
    text = "\n".join(frame.format(negation + verb) for verb in VERBS)
    table = extract_figures(text)
    counted = table[table["text"].str.startswith("35") & (table["role"] == "statistic")]
    assert len(counted) > 0.9 * len(VERBS)
    lost = [
        sentence
        for name, sentence in zip(counted["metric"], counted["sentence"], strict=True)
        if name and negation not in name and not _other_negation(name, negation)
    ]
    assert not lost, lost[:10]


def _other_negation(name: str, negation: str) -> bool:
    """Whether a name keeps the sign that negates (未 of 尚未), or leaves the verb out as well."""
    signs = [sign for sign in negation if sign in "不未没无"]
    return any(sign in name for sign in signs) or name in ("案件", "问题", "受理案件")


def faults(name: str) -> list[str]:
    """What is not well formed about a name."""
    told = []
    # 的士, 了结, 诉讼标的: the same signs inside a word
    if _BEGINS.match(name) and name[:2] not in _WHOLE_WORDS:
        told.append("begins")
    if _ENDS.search(name) and name[-2:] not in _WHOLE_WORDS:
        told.append("ends")
    if _ALONE.fullmatch(name):
        told.append("alone")
    told += [pair for pair in _PAIRS if name.count(pair[0]) != name.count(pair[1])]
    if len(name) == 1 and name not in words("one_sign_names.txt") and name not in VERB_STAGES:
        told.append("short")
    return told


def _texts() -> list[str]:
    reports = [path.read_text("utf-8") for path in (ROOT / "data" / "reports").glob("*.txt")]
    cases = [
        json.loads(line)["text"]
        for path in (ROOT / "tests" / "cases").glob("*.jsonl")
        if not path.name.startswith("conform_")
        for line in path.read_text("utf-8").splitlines()
        if line.strip()
    ]
    return [*reports, *cases]


def test_every_name_is_well_formed_or_empty_with_a_doubt() -> None:
    for text in _texts():
        table = extract_figures(text)
        counted = table[table["role"].isin(["statistic", "redacted"])]
        for name, doubt, sentence in zip(
            counted["metric"], counted["doubt"], counted["sentence"], strict=True
        ):
            assert name or doubt, sentence
            assert not faults(name), (name, faults(name), sentence)
