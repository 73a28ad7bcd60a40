"""The pages for the next engineer: what they name is there."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ARCHITECTURE = ROOT / "docs" / "architecture.md"
SECURITY = ROOT / "docs" / "security.md"
GLOSSARY = ROOT / "docs" / "glossary.md"
NAMED = re.compile(r"`([a-z_]+/[\w./]*)`")


def _named(page: Path) -> list[str]:
    return sorted(set(NAMED.findall(page.read_text("utf-8"))))


@pytest.mark.parametrize("place", [*_named(ARCHITECTURE), *_named(GLOSSARY)])
def test_a_place_that_a_page_names_is_there(place: str) -> None:
    assert (ROOT / place).exists()


def test_the_way_through_the_house_is_short() -> None:
    assert ARCHITECTURE.read_text("utf-8").count("\n") <= 100


@pytest.mark.parametrize("package", ["reading", "extract", "conclude", "dashboard"])
def test_the_page_leads_into_every_room(package: str) -> None:
    """Every folder of code that tests/rooms.toml draws arrows between is on the page."""
    named = {"/".join(place.split("/")[:2]) for place in _named(ARCHITECTURE)}
    rooms = {
        f"{package}/{folder.name}"
        for folder in (ROOT / package).iterdir()
        if (folder / "__init__.py").exists()
    }
    assert rooms <= named


@pytest.mark.parametrize(
    ("word", "place"),
    re.findall(r"^\| `(\w+)` \|.*\| `([\w./]+)` \|$", GLOSSARY.read_text("utf-8"), re.MULTILINE),
)
def test_a_word_of_the_glossary_is_a_name_in_the_code(word: str, place: str) -> None:
    """As the module's own name, or a function, class, field, parameter or variable in it."""
    tree = ast.parse((ROOT / place).read_text("utf-8"))
    names = {Path(place).stem}
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Name):
            names.add(node.id)
        elif isinstance(node, ast.arg):
            names.add(node.arg)
        elif isinstance(node, ast.Attribute):
            names.add(node.attr)
    assert any(word in re.split("_", name.lower()) or word == name.lower() for name in names)


def _shown_by() -> list[tuple[str, str]]:
    """The tests that the page of threats names, each with its file."""
    lists = re.findall(r"((?:`test_\w+`(?:, )?)+) in `([\w/]+\.py)`", SECURITY.read_text("utf-8"))
    return [(test, place) for tests, place in lists for test in re.findall(r"test_\w+", tests)]


@pytest.mark.parametrize(("test", "place"), _shown_by())
def test_what_shows_that_a_threat_is_met_is_there(test: str, place: str) -> None:
    assert f"def {test}(" in (ROOT / place).read_text("utf-8")
