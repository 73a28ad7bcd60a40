"""How many small faults in the code the tests would notice: mutation testing, by mutmut.

    python -m scripts.mutation PART [--show] [--processes 2] [--mutmut PATH]

PART is one of `PARTS`: which modules are changed, a sign or a word at a time, and which tests must
fail then. Works on a copy of what is committed, and prints how many were killed; `--show` lists
each change that no test noticed. Exit code 1 below 90 %. Takes minutes to hours: not for every run.

mutmut (BSD) is not among the requirements: `pip install mutmut` into an environment that has
requirements.txt and requirements-dev.txt, and name its command with `--mutmut`.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tarfile
import tempfile
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GOAL = 0.9

# Part → the modules that are changed, and the tests that must notice.
PARTS: dict[str, tuple[list[str], list[str]]] = {
    "interval": (
        ["conclude/measure/interval.py"],
        ["tests/conclude/test_interval.py", "tests/conclude/test_interval_bounds.py"],
    ),
    "measure": (
        ["conclude/measure"],
        ["tests/conclude"],
    ),
    "number": (
        ["extract/number"],
        [
            "tests/extract/test_numeral.py",
            "tests/extract/test_unit_family.py",
            "tests/extract/test_cases.py",
        ],
    ),
    "conclude": (["conclude"], ["tests/conclude"]),
}
_STATES = ("killed", "survived", "timeout", "no tests", "suspicious", "segfault")
_NOTICED = ("killed", "timeout", "segfault")
_CHANGED = re.compile(r"^[-+](?![-+]).*", re.MULTILINE)


def main() -> int:
    """Run it; 1 when fewer changes were noticed than `GOAL` asks for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("part", choices=PARTS)
    parser.add_argument("--show", action="store_true", help="list what was not noticed")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--mutmut", default="mutmut", help="the command")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        place = Path(folder)
        _copy_to(place, options.part)
        _run(place, options.mutmut, "run", "--max-children", str(options.processes))
        states = _states(_run(place, options.mutmut, "results", "--all", "true"))
        if options.show:
            for name in [name for name, state in states.items() if state not in _NOTICED]:
                changed = _CHANGED.findall(_run(place, options.mutmut, "show", name))
                print("\n".join([f"{name}: {states[name]}", *changed]))
    return _tell(options.part, states)


def _tell(part: str, states: dict[str, str]) -> int:
    counts = {state: list(states.values()).count(state) for state in _STATES}
    noticed = sum(counts[state] for state in _NOTICED)
    told = ", ".join(f"{state} {count}" for state, count in counts.items() if count)
    share = noticed / len(states) if states else 0.0
    print(f"{part}: {len(states)} changes, {told}: {share:.1%} noticed")
    return int(share < GOAL)


def _copy_to(place: Path, part: str) -> None:
    """What is committed, and mutmut's settings."""
    archive = subprocess.run(
        ["git", "archive", "HEAD"], cwd=ROOT, check=True, capture_output=True
    ).stdout
    with tarfile.open(fileobj=BytesIO(archive)) as packed:
        packed.extractall(place, filter="data")
    folders = sorted(path.name for path in place.iterdir() if path.name != ".git")
    sources, tests = PARTS[part]
    settings = {
        "source_paths": sources,
        "pytest_add_cli_args_test_selection": tests,
        "also_copy": folders,
    }
    lines = ["[mutmut]"]
    for name, values in settings.items():
        lines += [f"{name}=", *(f"    {value}" for value in values)]
    (place / "setup.cfg").write_text("\n".join(lines) + "\n", "utf-8")


def _run(place: Path, mutmut: str, *arguments: str) -> str:
    done = subprocess.run(
        [mutmut, *arguments],
        cwd=place,
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "CI": "1"},  # the same examples of hypothesis every time
    )
    if done.returncode and arguments[0] == "run":
        sys.exit(done.stdout[-2000:] + done.stderr[-2000:])
    return done.stdout


def _states(results: str) -> dict[str, str]:
    """Change → what became of it."""
    found = re.findall(r"^\s*(\S+__mutmut_\d+): (.+)$", results, re.MULTILINE)
    return {name: state.strip() for name, state in found}


if __name__ == "__main__":
    sys.exit(main())
