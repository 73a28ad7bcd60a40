"""Kills at random moments (`scripts/kill.py` does more of them): nothing that was confirmed is lost."""

import os
import subprocess
import sys

import pytest

from scripts import kill


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a system that can fork")
def test_nothing_confirmed_is_lost_in_twenty_kills(root, tmp_path):
    seed = int.from_bytes(os.urandom(4))
    command = ["-m", "scripts.kill", "--times", "20", "--slower", "1", "--seed", str(seed)]
    done = subprocess.run(
        [sys.executable, *command, "--folder", str(tmp_path / "killed")],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"seed {seed}\n{done.stderr}"
    assert done.stdout.startswith("20 kills")


BEGUN = {"said": "begun", "does": "re_extract", "report": "a", "rules": "new"}
DONE = {"said": "done"}
OLD, NEW = {"a": {"rules": "old"}}, {"a": {"rules": "new"}}


@pytest.mark.parametrize(
    ("said", "allowed"),
    [
        ([], [OLD]),
        ([BEGUN], [OLD, NEW]),  # either wholly or not at all
        ([BEGUN, DONE], [NEW]),  # confirmed: the old state would be a loss
        ([BEGUN, DONE, {"said": "begun", "does": "remove", "report": "a"}], [NEW, {}]),
    ],
)
def test_what_was_confirmed_must_be_there(said, allowed):
    assert kill._allowed(OLD, said)[0] == allowed
