"""Lists what differs between the figures that two revisions read, over every text at hand.

    python scripts/difference.py OLD NEW [--texts PATH…] [--without COLUMN…] [--speed]

OLD and NEW are git revisions, or `.` for the working tree as it is. The texts are the sample
reports, the sentences of the tests' cases, the paths of --texts, and those of the environment
variable FIGURES_TEXTS (paths as in PATH): FIGURES_TEXTS=$HOME/reports:$HOME/labelled. A folder
stands for its files, a .jsonl file for the `text` of each line, any other file is read as a report.

Prints, column by column, each row that differs: text, place, figure, old → new, and its sentence;
last, how many differ in each column. A column that one side alone has is one line. For a revision
against itself nothing is printed. Exit code: 0 no difference, 1 some, 2 could not be compared.

--speed times both instead, in turn, on text that does not repeat, in processor time.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, NoReturn

ROOT = Path(__file__).resolve().parents[1]
HERE = (".", "WORKTREE")
ALWAYS = ("data/reports", "tests/cases")
SERVER = ROOT / "scripts" / "figures_served.py"
PLACE = ("report", "start", "end")  # what moves with the text before it
ROUNDS, ROUND_BYTES = 5, 100_000
NONE = "—"

Answer = dict[str, Any]


@dataclass(frozen=True)
class Change:
    """A value that differs: in which text, which figure (its place and words), from what to what.

    `column` is in brackets where no column differs: (figure), (text), (error), (contract).
    """

    column: str
    text: str
    figure: str
    old: str
    new: str
    sentence: str = ""


def main() -> None:
    """Compare or time; the exit code tells whether there is a difference."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("old", metavar="OLD", help="a git revision, or . for the working tree")
    parser.add_argument("new", metavar="NEW", help="the same")
    parser.add_argument("--texts", nargs="+", type=Path, default=[], metavar="PATH")
    parser.add_argument("--without", nargs="+", default=[], metavar="COLUMN")
    parser.add_argument("--speed", action="store_true", help="time both instead")
    options = parser.parse_args()
    root = Path(_git("rev-parse", "--show-toplevel").strip())
    with ExitStack() as stack:
        old, new = (
            stack.enter_context(Revision(stack.enter_context(_checkout(name, root)), name))
            for name in (options.old, options.new)
        )
        if options.speed:
            print_speeds(old, new)
            return
        paths = [*(root / name for name in ALWAYS), *_from_environment(), *options.texts]
        changes = differences(old, new, paths, options.without)
    print_changes(changes)
    sys.exit(1 if changes else 0)


class Revision:
    """A process that reads figures with the packages of a checkout."""

    def __init__(self, checkout: Path, name: str) -> None:
        self.name = name
        environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
        self._process = subprocess.Popen(
            [sys.executable, str(SERVER), str(checkout)],
            cwd=checkout,
            env=environment,
            encoding="utf-8",
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def __enter__(self) -> Revision:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.communicate()

    def ask(self, request: dict[str, Any]) -> None:
        """Send a request (scripts/figures_served.py says which there are)."""
        assert self._process.stdin
        with suppress(BrokenPipeError):  # it has ended: that there is no answer tells it
            self._process.stdin.write(json.dumps(request) + "\n")
            self._process.stdin.flush()

    def answer(self) -> Answer:
        """The answer to the request that was sent last."""
        assert self._process.stdout
        line = self._process.stdout.readline()
        return json.loads(line) if line else _stop(f"{self.name} ended: see what it wrote above.")


@contextmanager
def _checkout(revision: str, root: Path) -> Iterator[Path]:
    """The folder with the revision's files, for as long as it is needed."""
    if revision in HERE:
        yield root
        return
    with tempfile.TemporaryDirectory() as folder:
        place = str(Path(folder, "checkout"))
        _git("worktree", "add", "--quiet", "--detach", place, revision)
        try:
            yield Path(place)
        finally:
            _git("worktree", "remove", "--force", place)


def _git(*command: str) -> str:
    done = subprocess.run(["git", *command], capture_output=True, text=True, check=False)
    return _stop(f"git {command[0]}: {done.stderr.strip()}") if done.returncode else done.stdout


def _stop(message: str) -> NoReturn:
    print(message, file=sys.stderr)
    sys.exit(2)


def _from_environment() -> list[Path]:
    return [Path(p) for p in os.environ.get("FIGURES_TEXTS", "").split(os.pathsep) if p]


def texts(paths: Sequence[Path]) -> Iterator[tuple[str, dict[str, str]]]:
    """Each text's name and what to ask for it, none twice; a path that is not there ends it all."""
    seen: set[str] = set()
    for path in paths:
        if not path.exists():
            _stop(f"{path} is not there: name a file or a folder of texts.")
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            for name, request in _texts_of(file.resolve()):
                if (key := json.dumps(request)) not in seen:
                    seen.add(key)
                    yield name, request


def _texts_of(file: Path) -> Iterator[tuple[str, dict[str, str]]]:
    if not file.is_file() or file.name.startswith("."):
        return
    name = os.path.relpath(file) if file.is_relative_to(Path.cwd()) else str(file)
    if file.suffix != ".jsonl":
        yield name, {"file": str(file)}
        return
    for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        if "text" in (row := json.loads(line)):
            yield f"{name}:{number}", {"text": row["text"]}


def differences(
    old: Revision, new: Revision, paths: Sequence[Path], without: Sequence[str] = ()
) -> list[Change]:
    """All that differs, in columns other than `without`; the columns themselves come first."""
    contract: list[Change] | None = None
    changes: list[Change] = []
    for name, request in texts(paths):
        old.ask(request)
        new.ask(request)  # the two read side by side
        before, after = old.answer(), new.answer()
        changes += compare(name, before, after, without)
        if contract is None and "columns" in before and "columns" in after:
            contract = contract_changes(before["columns"], after["columns"], without)
    if contract is None and not changes:
        _stop("Neither revision could read a single text: is this a checkout of the project?")
    return [*(contract or ()), *changes]


def contract_changes(
    old: dict[str, str], new: dict[str, str], without: Sequence[str] = ()
) -> list[Change]:
    """The columns that one side alone has, and those of another dtype, a change each."""
    return [
        Change("(contract)", "every text", column, old.get(column, NONE), new.get(column, NONE))
        for column in [*new, *(column for column in old if column not in new)]
        if column not in without and old.get(column) != new.get(column)
    ]


def compare(name: str, old: Answer, new: Answer, without: Sequence[str] = ()) -> Iterator[Change]:
    """What differs in one text, in the columns that both have."""
    if "error" in old or "error" in new:
        if (before := old.get("error", "")) != (after := new.get("error", "")):
            yield Change("(error)", name, "", before, after)
        return
    moved = old["text"] != new["text"]
    if moved:
        yield Change("(text)", name, "", *_where_apart(old["text"], new["text"]))
    kept = [column for column in new["columns"] if column in old["columns"]]
    kept = [c for c in kept if c not in without and not (moved and c in PLACE)]
    for before, after in _pairs(_rows(old), _rows(new), moved):
        row = after or before
        figure, sentence = f"{row['text']} at {row['start']}", row.get("sentence", "")
        if not before or not after:
            seen = before.get("text", ""), after.get("text", "")
            yield Change("(figure)", name, figure, *seen, sentence)
            continue
        for column in kept:
            if before[column] != after[column]:
                yield Change(column, name, figure, before[column], after[column], sentence)


def _where_apart(old: str, new: str) -> tuple[str, str]:
    """The first stretch in which two texts differ."""
    shorter = min(len(old), len(new))
    at = next((i for i in range(shorter) if old[i] != new[i]), shorter)
    stretch = slice(max(at - 10, 0), at + 20)
    return f"{old[stretch]!r} at {at}", f"{new[stretch]!r} at {at}"


def _rows(answer: Answer) -> list[dict[str, str]]:
    return [dict(zip(answer["columns"], row, strict=True)) for row in answer["rows"]]


def _pairs(
    old: list[dict[str, str]], new: list[dict[str, str]], moved: bool
) -> Iterator[tuple[dict[str, str], dict[str, str]]]:
    """The rows of both that are one figure; an empty row stands where a side has none.

    The same place is the same figure; where the text has moved, the same words in the same
    sentence. Between those, rows that stand across each other (85 for 85个) are a pair too.
    """
    one, other = ("sentence", "text") if moved else ("start", "end")
    before_keys, after_keys = ([(row[one], row[other]) for row in rows] for rows in (old, new))
    matcher = SequenceMatcher(None, before_keys, after_keys, autojunk=False)
    for how, a, b, c, d in matcher.get_opcodes():
        if how == "equal":
            yield from zip(old[a:b], new[c:d], strict=True)
            continue
        left = new[c:d]
        for before in old[a:b]:
            after = next((row for row in left if not moved and _overlap(before, row)), {})
            if after:
                left.remove(after)
            yield before, after
        yield from (({}, after) for after in left)


def _overlap(one: dict[str, str], other: dict[str, str]) -> bool:
    return int(one["start"]) < int(other["end"]) and int(other["start"]) < int(one["end"])


def print_changes(changes: Sequence[Change]) -> None:
    """Print the changes, column by column, and how many there are; nothing when there are none."""
    by_column: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        by_column[change.column].append(change)
    for column, of_column in by_column.items():
        print(f"{column}:")
        for change in of_column:
            told = f"{change.old or NONE} → {change.new or NONE}"
            print(f"  {change.text}  {change.figure}:  {told}")
            if change.sentence:
                print(f"      {' '.join(change.sentence.split())}")
        print()
    for column, count in Counter(change.column for change in changes).items():
        print(f"{column:12}{count:6}")


def print_speeds(old: Revision, new: Revision) -> None:
    """Print rows and megabytes a second of both on fresh text, taking turns, and their ratio."""
    sys.path.insert(0, str(ROOT))
    from benchmarks.fresh import fresh_texts  # loads the readers, which comparing has no need of

    seconds: Counter[tuple[str, Revision]] = Counter()
    rows: Counter[tuple[str, Revision]] = Counter()
    size: Counter[str] = Counter()
    for number in range(ROUNDS + 1):
        for kind, text in fresh_texts(ROUND_BYTES, seed=number).items():
            for revision in (old, new) if number % 2 else (new, old):
                revision.ask({"text": text, "time": True})
                if "error" in (told := revision.answer()):
                    _stop(f"{revision.name} could not read made-up text: {told['error']}")
                if number:  # the first round only warms up
                    seconds[kind, revision] += told["seconds"]
                    rows[kind, revision] += told["rows"]
            size[kind] += len(text.encode()) if number else 0
    print(f"{'fresh text':20}{'revision':20}{'rows/s':>9}{'MB/s':>8}{'faster':>9}")
    for kind in size:
        for revision in (old, new):
            spent = seconds[kind, revision]
            print(
                f"{kind:20}{revision.name[:18]:20}{rows[kind, revision] / spent:9.0f}"
                f"{size[kind] / 1e6 / spent:8.2f}{seconds[kind, old] / spent:8.2f}×"
            )


if __name__ == "__main__":
    main()
