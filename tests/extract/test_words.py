"""The word lists of the extractor: shape, allowed values, no entry twice.

The files are read here by plain parsing, so that a fault of the lists shows as a fault of the lists.
"""

import re
from collections import Counter
from pathlib import Path

import pytest

from extract.text import lexicon

WORDS = Path(__file__).parents[2] / "extract" / "words"
NUMERAL = re.compile("[〇零一二两三四五六七八九十百千万亿廿卅半0-9]")
KINDS = set(
    [
        "count",
        "money",
        "percent",
        "points",
        "multiple",
        "duration",
        "length",
        "area",
        "mass",
        "volume",
        "power",
        "other",
    ]
)
STAGES = set(["raised", "planned", "done", "activity", "base", "other"])
TAILS = {"plain", "up", "down", "reached", "share", "target", "from"}
# file, columns a line has (least, most), values allowed in the second column, columns that make an entry unique
FILES = [
    ("measure_words.tsv", (2, 2), KINDS, 1),
    ("unit_nouns.txt", (1, 1), None, 1),
    ("verbs.tsv", (2, 2), STAGES, 1),
    ("tail_words.tsv", (2, 2), TAILS, 1),
    ("actors.tsv", (2, 2), {"official", "other"}, 1),
    ("approximators.tsv", (3, 3), {"before", "inside", "behind"}, 2),
    ("idioms.txt", (1, 1), None, 1),
    ("number_words.txt", (1, 2), None, 1),
    ("name_tails.txt", (2, 2), None, 2),
]


def entries(name: str) -> list[list[str]]:
    """The columns of each entry of a word list, comments left out."""
    lines = (WORDS / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


@pytest.mark.parametrize(("name", "columns", "values", "key"), FILES)
def test_shape(name: str, columns: tuple[int, int], values: set[str] | None, key: int) -> None:
    rows = entries(name)
    assert rows
    assert [row for row in rows if not columns[0] <= len(row) <= columns[1]] == []
    assert [row for row in rows if not row[0] or any(cell != cell.strip() for cell in row)] == []
    if values is not None:
        assert {row[1] for row in rows} == values
    assert [k for k, n in Counter(tuple(row[:key]) for row in rows).items() if n > 1] == []


@pytest.mark.parametrize("name", sorted(path.name for path in WORDS.iterdir()))
def test_file_is_utf8_with_unix_lines_and_a_header(name: str) -> None:
    data = (WORDS / name).read_bytes()
    assert b"\r" not in data
    assert not data.startswith(b"\xef\xbb\xbf")
    assert data.endswith(b"\n")
    assert data.decode("utf-8").startswith("# ")


@pytest.mark.parametrize("name", ["idioms.txt", "number_words.txt"])
def test_every_expression_holds_a_numeral(name: str) -> None:
    assert [row[0] for row in entries(name) if not NUMERAL.search(row[0])] == []


@pytest.mark.parametrize("name", sorted(path.name for path in WORDS.iterdir()))
def test_every_list_is_read_by_the_extractor(name: str) -> None:
    code = WORDS.parent.rglob("*.py")
    assert any(f'"{name}"' in path.read_text(encoding="utf-8") for path in code)


def test_an_expression_is_either_named_or_only_a_word() -> None:
    named = {row[0] for row in entries("idioms.txt")}
    assert sorted(named & {row[0] for row in entries("number_words.txt")}) == []


def test_no_measure_word_is_a_numeral_or_scale() -> None:
    assert [
        row for row in entries("measure_words.tsv") if re.fullmatch("[十百千万亿半]+", row[0])
    ] == []


KNOWN = [
    ("measure_words.tsv", "人次", "count"),
    ("measure_words.tsv", "元", "money"),
    ("measure_words.tsv", "‰", "percent"),
    ("measure_words.tsv", "个百分点", "points"),
    ("measure_words.tsv", "番", "multiple"),
    ("measure_words.tsv", "个工作日", "duration"),
    ("measure_words.tsv", "㎡", "area"),
    ("measure_words.tsv", "kW·h", "power"),
    ("measure_words.tsv", "吨标准煤", "mass"),
    ("verbs.tsv", "查摆", "raised"),
    ("verbs.tsv", "制定", "planned"),
    ("verbs.tsv", "整改", "done"),
    ("verbs.tsv", "立案", "done"),
    ("verbs.tsv", "开展", "activity"),
    ("verbs.tsv", "下辖", "base"),
    ("tail_words.tsv", "增长", "up"),
    ("tail_words.tsv", "下降", "down"),
    ("tail_words.tsv", "力争", "target"),
    ("tail_words.tsv", "占", "share"),
    ("tail_words.tsv", "降至", "reached"),
    ("name_tails.txt", "意识", "个"),
]


@pytest.mark.parametrize(("name", "word", "value"), KNOWN)
def test_known_entries(name: str, word: str, value: str) -> None:
    assert [word, value] in entries(name)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("idioms.txt", "四面八方 千方百计 三会一课 毕其功于一役 一把手 三农 一岗双责"),
        ("number_words.txt", "一些 进一步 统一 第一时间 老百姓 半导体 零售 四川"),
        ("unit_nouns.txt", "省市 县 贫困人口"),
    ],
)
def test_lists_hold(name: str, words: str) -> None:
    assert set(words.split()) <= {row[0] for row in entries(name)}


@pytest.mark.parametrize(
    "figure",
    [
        "两座",
        "三期",
        "四处",
        "四座",
        "四起",
        "三项措施",
        "五个方面",
        "六轮",
        "四季度",
        "三亿",
        "万家",
        "千名",
        "近百",
        "一次",
        "一家",
        "一半",
    ],
)
def test_real_counts_are_not_listed_as_words(figure: str) -> None:
    assert [name for name in ("idioms.txt", "number_words.txt") if [figure] in entries(name)] == []


TRADITIONAL = [
    # list, a word of it, its spellings in traditional script
    ("measure_words.tsv", "亩", ["畝"]),
    ("verbs.tsv", "查处", ["查處"]),
    ("actors.tsv", "群众", ["羣衆", "群眾"]),
    ("tail_words.tsv", "累计", ["累計"]),
]


@pytest.mark.parametrize(("name", "word", "spelled"), TRADITIONAL)
def test_words_are_known_in_traditional_script_too(
    name: str, word: str, spelled: list[str]
) -> None:
    known = {row[0] for row in lexicon.entries(name)}
    assert word in known
    assert known >= set(spelled)


@pytest.mark.parametrize("path", sorted(WORDS.glob("*.t*")), ids=lambda path: path.stem)
def test_a_spelling_is_as_long_as_its_word(path: Path) -> None:
    signs = lexicon.traditional_signs(path.name)  # ValueError where one is longer or shorter
    assert all(len(other) == len(sign) == 1 for other, sign in signs.items())
