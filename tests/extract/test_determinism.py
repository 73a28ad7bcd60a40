"""One text, one answer: whatever the run, the seed of hashes, the number of threads, the Python."""

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NEEDED = "import pandas, regex, opencc, wcwidth"
# Seed of the hashes, threads that read at once, threads that the libraries may take.
RUNS = [("0", 1, "1"), ("0", 1, "4"), ("1", 1, "1"), ("4294967295", 4, "2"), ("random", 3, "4")]


def fingerprint(python: str, seed: str = "0", threads: int = 1, inner: str = "1") -> str:
    limits = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "ARROW_NUM_THREADS"), inner)
    done = subprocess.run(
        [python, "-m", "tests.fingerprint", str(threads)],
        cwd=ROOT,
        env={**os.environ, **limits, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@cache
def here() -> str:
    return fingerprint(sys.executable)


@pytest.mark.parametrize(("seed", "threads", "inner"), RUNS)
def test_every_run_reads_the_same(seed: str, threads: int, inner: str) -> None:
    assert fingerprint(sys.executable, seed, threads, inner) == here()


@pytest.mark.parametrize("version", ["3.12", "3.13", "3.14"])
def test_every_python_reads_the_same(version: str) -> None:
    """Those that OTHER_PYTHONS names (several as in PATH), else those of the path."""
    named = os.environ.get("OTHER_PYTHONS", "").split(os.pathsep)
    python = next((one for one in named if f"python{version}" in one), None)
    python = python or shutil.which(f"python{version}")
    if python is None:
        pytest.skip(f"no Python {version} on this machine")
    if subprocess.run([python, "-c", NEEDED], capture_output=True, check=False).returncode:
        pytest.skip(f"Python {version} is here without the packages of requirements.txt")
    assert fingerprint(python) == here()
