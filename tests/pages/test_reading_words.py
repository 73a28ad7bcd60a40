"""Every reason why a file is refused, and every note on how it was read, has its sentence."""

import ast
import re
from pathlib import Path

import pytest

from dashboard.showing.words import LANGUAGES, Words, table
from extract.command.words import table as command_table
from widgets.states import told

ROOT = Path(__file__).resolve().parents[2]
# Codes that are no literal argument: kinds of file refused under their own name, what a worker
# answers; and what the library adds.
SPOKEN = {"binary", "picture", "slides", "other_archive", "too_much_memory"}
# What the command of the extractor never meets.
UNMET = ("archive", "folder", "not_docx")
ADDED = {"not_extracted", "extraction_stopped", "several_pieces"}
# Notes of the processes that extract: what they left out, and why.
LEFT_OUT = {
    "left_out_late": {"places", "limit"},
    "left_out_memory": {"places", "limit"},
    "left_out_figures": {"places", "limit"},
    "left_out_error": {"places"},
    "not_concluded": set(),
}


def _raised(*names: str) -> dict[str, set[str]]:
    """The codes given to calls of these names in reading/, each with the details that come along."""
    found: dict[str, set[str]] = {}
    for path in (ROOT / "reading").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            called = getattr(node.func, "attr", getattr(node.func, "id", ""))
            code = node.args[0]
            if called in names and isinstance(code, ast.Constant) and isinstance(code.value, str):
                details = {keyword.arg or "" for keyword in node.keywords}
                for argument in node.args[1:]:
                    if isinstance(argument, ast.Dict):
                        details |= {str(ast.literal_eval(key)) for key in argument.keys if key}
                same = found.setdefault(code.value, details)
                same &= details  # what every place tells
    return found


ERRORS = {**{code: set() for code in SPOKEN}, **_raised("UnreadableReport")}
NOTES = _raised("note", "Note")


def test_the_codes_are_found() -> None:
    assert {"empty", "zip_bomb", "garbled"} <= set(ERRORS)
    assert {"encoding_guessed", "scanned_pages"} <= set(NOTES)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("section", "code", "details"),
    [
        *(("reading_error", code, details) for code, details in sorted(ERRORS.items())),
        *(("note", code, details) for code, details in sorted((NOTES | LEFT_OUT).items())),
    ],
)
def test_every_code_has_a_sentence_that_its_details_fill(
    language: str, section: str, code: str, details: set[str]
) -> None:
    text = table()[f"{section}.{code}"][language]
    assert set(re.findall(r"{(\w+)}", text)) <= details
    assert (
        re.findall("[{}]", told(Words(language), (section,), code, dict.fromkeys(details, 7))) == []
    )


@pytest.mark.parametrize("section", ["reading_error", "note"])
def test_no_sentence_is_without_its_code(section: str) -> None:
    known = {key.removeprefix(f"{section}.") for key in table() if key.startswith(f"{section}.")}
    assert known - set(ERRORS if section == "reading_error" else NOTES | LEFT_OUT) - ADDED == {
        "other"
    }


@pytest.mark.parametrize(
    ("section", "code", "details"),
    [
        *(("refusal", c, d) for c, d in sorted(ERRORS.items()) if c not in UNMET),
        *(("note", code, details) for code, details in sorted(NOTES.items())),
    ],
)
def test_the_command_has_a_sentence_for_every_code(
    section: str, code: str, details: set[str]
) -> None:
    for text in command_table()[section][code].values():
        assert set(re.findall(r"{(\w+)}", text)) <= details
