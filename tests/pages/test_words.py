"""The words file: both languages have everything, the code asks for nothing else, nothing is left over."""

import ast
import re
from pathlib import Path
from string import Formatter

import pytest

from dashboard.showing.words import LANGUAGES, Words, language_of, table
from dashboard.store.schema import BY_HAND
from extract.columns import CATEGORIES
from extract.command import words as command_words

ROOT = Path(__file__).resolve().parents[2]
SOURCES = [
    *ROOT.glob("*.py"),
    *ROOT.glob("pages/*.py"),
    *ROOT.glob("widgets/*.py"),
    *ROOT.glob("dashboard/**/*.py"),
]
STATES = {"explain", "nothing_matches", "_panel"}


def _pattern(node: ast.expr) -> str | None:
    """The key an argument names, as a regular expression; None when it is not written out."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return re.escape(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(
            re.escape(part.value) if isinstance(part, ast.Constant) else ".+"
            for part in node.values
        )
    return None


def _asked() -> set[str]:
    """Every key that the code asks for, as regular expressions."""
    found: set[str] = set()
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.IfExp):
                node = ast.Call(ast.Name("words"), [node], [])
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = (
                node.func.attr
                if isinstance(node.func, ast.Attribute)
                else getattr(node.func, "id", "")
            )
            first = node.args[0]
            options = [first.body, first.orelse] if isinstance(first, ast.IfExp) else [first]
            if name in ("words", "view_words", "has"):
                found |= {p for p in map(_pattern, options) if p and r"\." in p}
            elif name == "value" and isinstance(node.func, ast.Attribute):
                found |= {p + r"\..+" for p in map(_pattern, options) if p}
            elif name in STATES:
                for argument in (*node.args, *(k.value for k in node.keywords)):
                    pattern = _pattern(argument)
                    if pattern and r"\." in pattern:
                        found |= {pattern + "_title", pattern + "_why"}
    found = {p for p in found if p.removesuffix(r"\..+") not in CATEGORIES} | {r"mark\..+"}
    found |= {r"(library_error|reading_error|note)\..+", r"state\.nothing_(title|why)"}
    return found


@pytest.mark.parametrize("key", sorted(table()))
def test_both_languages_say_it_with_the_same_values(key: str) -> None:
    texts = table()[key]
    assert set(LANGUAGES) <= set(texts) <= {*LANGUAGES, "en_one"}
    fields = {
        language: {name for _, name, _, _ in Formatter().parse(text) if name is not None}
        for language, text in texts.items()
    }
    assert all(text.strip() for text in texts.values())
    assert fields["zh"] == fields["en"]


def test_every_key_that_the_code_asks_for_exists() -> None:
    asked = _asked() - {r"rule\..+", r"doubt\..+"}  # the extraction has the words for these
    assert {p for p in asked if not any(re.fullmatch(p, key) for key in table())} == set()


@pytest.mark.parametrize("group", ["rule", "doubt"])
def test_how_a_figure_was_read_is_said_in_the_persons_language(group: str) -> None:
    for value in command_words.table()[group]:
        assert re.search("[一-鿿]", Words("zh").value(group, value))
        assert Words("en").value(group, value) != Words("zh").value(group, value)
    assert Words("zh").value("rule", BY_HAND) == "人工补录"
    assert (
        Words("en").value("doubt", "a reason of a newer version") == "a reason of a newer version"
    )


def test_no_key_is_left_over() -> None:
    asked = [re.compile(p) for p in _asked()]
    assert {key for key in table() if not any(p.fullmatch(key) for p in asked)} == set()


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("zh-CN", "zh"),
        ("zh-Hant-TW", "zh"),
        ("en-US", "en"),
        ("de", "en"),
        ("", "zh"),
        (None, "zh"),
    ],
)
def test_the_first_language_is_the_browsers(tag: str | None, language: str) -> None:
    assert language_of(tag) == language


def test_english_has_a_singular_where_it_needs_one() -> None:
    words = Words("en")
    assert words("reports.list", n=1) != words("reports.list", n=2).replace("2", "1")
