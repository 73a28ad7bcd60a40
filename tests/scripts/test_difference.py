"""scripts/difference.py on a repository of its own, whose `extract` reads digits and little else."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "difference.py"
EXTRACT = """
import re
import pandas as pd

def extract_figures(text):
    if "faulty" in text:
        raise KeyError("faulty")
    found = [
        {"start": m.start(), "end": m.end(), "text": m[0], "number": float(m[0]),
         "unit": text[m.end() : m.end() + 1], "part_of": pd.NA, "sentence": text[:40]}
        for m in re.finditer(r"[0-9]+", text)
    ]
    for row in found[1:]:
        row["part_of"] = 0
    names = ["start", "end", "text", "number", "unit", "part_of", "sentence"]
    return pd.DataFrame(found, columns=names)

def extract_report(report):
    return extract_figures(report.text)
"""
READING = """
from pathlib import Path
from types import SimpleNamespace

def read_report(path):
    return SimpleNamespace(text=Path(path).read_text("utf-8"))
"""


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A checkout with one revision, `first`, a report of one line and two sentences of cases."""
    _write(tmp_path, "extract/__init__.py", EXTRACT)
    _write(tmp_path, "reading/__init__.py", READING)
    _write(tmp_path, "data/reports/one.txt", "排查隐患30处，整改12处。")
    cases = [{"text": "受理信访8件。"}, {"text": "faulty 5"}, {"why": "no text"}]
    _write(tmp_path, "tests/cases/some.jsonl", "\n".join(map(json.dumps, cases)))
    _git(tmp_path, "init", "--quiet")
    _commit(tmp_path, "first")
    return tmp_path


def test_a_revision_does_not_differ_from_itself(repository: Path) -> None:
    for pair in (("first", "first"), ("first", "."), (".", ".")):
        assert _run(repository, *pair) == (0, "")


# What is replaced in `extract`, and what is told then, besides the code 1.
CHANGES = [
    (  # a value
        ("[m.end() : m.end() + 1]", "[m.end() : m.end() + 2]"),
        ["unit:", "some.jsonl:1  8 at 4:  件 → 件。", "受理信访8件。", "unit             3"],
    ),
    (  # a fault that is mended: the rows behind it are no differences of their own
        ('if "faulty" in text', "if not text"),
        ["(error):", "some.jsonl:2", "KeyError: 'faulty' → —", "(error)          1"],
    ),
    (  # a figure less, and the one that pointed at it
        ("[0-9]+", "[0-9]+(?=处。)"),
        ["(figure):", "one.txt  30 at 4:  30 → —", "one.txt  12 at 10:  30 at 4 → —", "8 → —"],
    ),
    (  # a figure of another span is still the same figure
        ("[0-9]+", "[0-9]"),
        ["end:", "one.txt  3 at 4:  6 → 5", "number:", "30.0 → 3.0", "one.txt  0 at 5:  — → 0"],
    ),
    (  # a dtype
        ("float(m[0])", "int(m[0])"),
        ["(contract):", "number:  float64 → int64"],
    ),
]


@pytest.mark.parametrize(("replaced", "told"), CHANGES)
def test_what_differs_is_told(repository: Path, replaced: tuple[str, str], told: list[str]) -> None:
    _write(repository, "extract/__init__.py", EXTRACT.replace(*replaced))
    code, printed = _run(repository, "first", ".")
    assert code == 1
    assert [line for line in told if line not in printed] == []
    _commit(repository, "second")
    assert _run(repository, "first", "second") == (code, printed)


def test_a_new_column_is_one_line_and_can_be_left_out(repository: Path) -> None:
    grown = EXTRACT.replace("columns=names)", "columns=names).assign(step=1.0)")
    _write(repository, "extract/__init__.py", grown)
    code, printed = _run(repository, "first", ".")
    assert code == 1
    assert printed.splitlines()[:2] == ["(contract):", "  every text  step:  — → float64"]
    assert printed.count("step") == 1
    assert _run(repository, "first", ".", "--without", "step") == (0, "")


def test_a_text_that_is_read_otherwise_is_told_and_not_its_places(repository: Path) -> None:
    _write(repository, "reading/__init__.py", READING.replace('("utf-8")', '("utf-8")[2:]'))
    code, printed = _run(repository, "first", ".", "--without", "sentence")
    assert code == 1
    assert "'排查隐患30处，整改12处。' at 0 → '隐患30处，整改12处。' at 0" in printed
    assert "start:" not in printed


def test_more_texts_come_from_the_option_and_the_environment(repository: Path) -> None:
    _write(repository, "more/two.txt", "7")
    _write(repository, "extract/__init__.py", EXTRACT.replace("[0-9]+", "[0-689]+"))
    assert _run(repository, "first", ".") == (0, "")
    for told in (
        _run(repository, "first", ".", "--texts", "more"),
        _run(repository, "first", ".", FIGURES_TEXTS="more"),
    ):
        assert told[0] == 1
        assert "more/two.txt  7 at 0:  7 → —" in told[1].replace(os.sep, "/")


@pytest.mark.parametrize("wrong", [("none-such", "."), ("first", ".", "--texts", "none-such")])
def test_what_cannot_be_compared_has_a_code_of_its_own(
    repository: Path, wrong: tuple[str, ...]
) -> None:
    assert _run(repository, *wrong) == (2, "")


def test_texts_that_neither_can_read_are_not_taken_for_equal(repository: Path) -> None:
    _write(repository, "extract/__init__.py", "")
    assert _run(repository, ".", ".") == (2, "")


def test_nothing_is_left_of_the_checkouts(repository: Path) -> None:
    _run(repository, "first", "first")
    listed = _git(repository, "worktree", "list", "--porcelain")
    assert listed.count("worktree ") == 1


def test_speed_names_both_revisions_and_their_ratio(repository: Path) -> None:
    code, printed = _run(repository, "first", ".", "--speed")
    assert code == 0
    lines = printed.splitlines()
    assert [line.split()[-4] for line in lines[1:]] == ["first", "."] * ((len(lines) - 1) // 2)
    assert all(float(line.split()[-3]) > 0 for line in lines[1:])
    assert lines[1].endswith("1.00×")


def _run(repository: Path, *arguments: str, **environment: str) -> tuple[int, str]:
    """The exit code and what is printed."""
    inherited = {k: v for k, v in os.environ.items() if k != "FIGURES_TEXTS"}
    done = subprocess.run(
        [sys.executable, str(SCRIPT), *arguments],
        cwd=repository,
        env={**inherited, "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1", **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout


def _write(repository: Path, name: str, text: str) -> None:
    path = repository / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def _commit(repository: Path, tag: str) -> None:
    _git(repository, "add", "--all")
    _git(repository, "commit", "--quiet", "--message", tag)
    _git(repository, "tag", tag)


def _git(repository: Path, *command: str) -> str:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    done = subprocess.run(
        ["git", *who, *command], cwd=repository, capture_output=True, encoding="utf-8", check=True
    )
    return done.stdout
