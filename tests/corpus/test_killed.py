"""A run that is killed goes on where it was: nothing is lost, nothing is there twice."""

import os
import random
import signal
import subprocess
import time
from pathlib import Path

import pytest

from corpus.manifest import manifest_of, published
from tests.corpus.datasets import PIECE, ROOT, command, run, same

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kills by POSIX signals")

_KILLS = 10


def _killed(arguments: list[str], out: Path, moment: random.Random, whole: bool) -> None:
    """Run the command and kill it at a random moment: in its start, or while pieces come."""
    begun = subprocess.Popen(arguments, cwd=ROOT, start_new_session=True, stderr=subprocess.DEVNULL)
    if moment.random() < 0.3:
        time.sleep(moment.uniform(0, 1))
    else:
        _until(len(published(str(out))) + moment.choice((1, 1, 2)), out, begun)
        time.sleep(moment.uniform(0, 0.05))
    assert begun.poll() is None, "the run was over before it was killed: give it more work"
    if whole:
        os.killpg(begun.pid, signal.SIGKILL)
    else:
        begun.kill()  # its processes are left to themselves
    begun.wait()


def _until(pieces: int, out: Path, begun: subprocess.Popen) -> None:
    until = time.monotonic() + 120
    while len(published(str(out))) < pieces and begun.poll() is None:
        assert time.monotonic() < until, "no piece was made"
        time.sleep(0.005)


def test_killed_ten_times_it_makes_what_an_undisturbed_run_makes(
    undisturbed: tuple[Path, Path], tmp_path: Path
) -> None:
    source, whole = undisturbed
    out = tmp_path / "figures"
    arguments = command(source, "-o", out, "--piece", PIECE, "--workers", "1")
    seed = random.randrange(10**6)
    print(f"moments by seed {seed}")
    moment = random.Random(seed)
    for kill in range(_KILLS):
        _killed(arguments, out, moment, whole=kill % 2 == 0)
    there = published(str(out))
    assert len(there) < 40, "nothing is left to go on with"
    code, told = run(source, "-o", out, "--piece", PIECE)
    assert code == 0, told
    assert same(out, whole)
    made = manifest_of(str(out))
    assert made is not None and made.finished and made.totals["reports"] == 80
    assert not list(out.rglob(".tmp-*"))


def test_an_interrupt_leaves_the_list_of_errors_and_says_how_to_go_on(tmp_path: Path) -> None:
    source = tmp_path / "source.jsonl"
    source.write_text("no json\n" + '{"text": "全县有200个村。"}\n' * 3000, "utf-8")
    out = tmp_path / "figures"
    begun = subprocess.Popen(
        command(source, "-o", out, "--piece", PIECE),
        cwd=ROOT,
        start_new_session=True,
        # Tests that run in the background are told to ignore it, and so is what they start.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        stderr=subprocess.PIPE,
        text=True,
    )
    until = time.monotonic() + 120
    while not published(str(out)) and time.monotonic() < until:
        time.sleep(0.02)
    os.killpg(begun.pid, signal.SIGINT)
    told = begun.communicate(timeout=60)[1]
    assert begun.returncode == 130, told
    assert "goes on" in told
    assert (out / "errors.parquet").exists()
