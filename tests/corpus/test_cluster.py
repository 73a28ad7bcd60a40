"""A cluster makes what one machine makes, whoever dies: scheduler and workers are processes, and
hosts of their own where this machine lets the test make network namespaces."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from corpus.manifest import published
from tests.corpus.datasets import PIECE, ROOT, command, run, run_apart, same

pytest.importorskip("distributed", reason="needs requirements-cluster.txt")
pytestmark = pytest.mark.skipif(os.name != "posix", reason="kills by POSIX signals")


class _Hosts:
    """Two hosts and this one: network namespaces, or this machine alone."""

    def __init__(self, names: list[str], addresses: list[str]) -> None:
        self.names, self._addresses = names, addresses

    def scheduler_for(self, host: int) -> str:
        """Where the scheduler is, seen from a host."""
        return self._addresses[host]

    def on(self, host: int) -> list[str]:
        """What stands before a command that is to run there."""
        return ["ip", "netns", "exec", self.names[host]] if self.names else []


@contextmanager
def _this_machine() -> Iterator[_Hosts]:
    yield _Hosts([], ["127.0.0.1", "127.0.0.1"])


@contextmanager
def _namespaces() -> Iterator[_Hosts]:
    """Two namespaces, each with a cable to this one."""
    names = [f"corpus{os.getpid()}{letter}" for letter in "ab"]
    lines = []
    for number, name in enumerate(names):
        cable, net = f"c{os.getpid()}{number}", f"10.213.{number}"
        lines += [
            f"ip netns add {name}",
            f"ip link add {cable} type veth peer name eth0 netns {name}",
            f"ip addr add {net}.1/24 dev {cable}",
            f"ip link set {cable} up",
            f"ip -n {name} addr add {net}.2/24 dev eth0",
            f"ip -n {name} link set eth0 up",
            f"ip -n {name} link set lo up",
        ]
    try:
        for line in lines:
            done = subprocess.run(line.split(), check=False, capture_output=True, text=True)
            if done.returncode:
                pytest.skip(f"no network namespaces here: {done.stderr.strip()}")
        yield _Hosts(names, ["10.213.0.1", "10.213.1.1"])
    except FileNotFoundError:
        pytest.skip("no network namespaces here: there is no ip")
    finally:
        if shutil.which("ip"):
            for name in names:
                subprocess.run(["ip", "netns", "del", name], check=False, capture_output=True)


HOSTS = {"processes": _this_machine, "hosts": _namespaces}


class _Cluster:
    """A scheduler here, and a worker on each host."""

    def __init__(self, hosts: _Hosts, folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("", 0))
            self.port = free.getsockname()[1]
        self.scheduler = self._start("scheduler", "--host", "0.0.0.0", f"--port={self.port}")
        self._reached("127.0.0.1")
        self.workers = [
            self._start(
                "worker",
                f"tcp://{hosts.scheduler_for(host)}:{self.port}",
                "--nthreads=1",
                "--no-nanny",
                f"--local-directory={folder / str(host)}",
                on=hosts.on(host),
            )
            for host in (0, 1)
        ]

    @property
    def address(self) -> str:
        """Where the command finds it."""
        return f"tcp://127.0.0.1:{self.port}"

    def _start(self, part: str, *options: str, on: list[str] | None = None) -> subprocess.Popen:
        module = f"distributed.cli.dask_{part}"
        return subprocess.Popen(
            [*(on or []), sys.executable, "-m", module, *options, "--no-dashboard"],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def _reached(self, host: str) -> None:
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                socket.create_connection((host, self.port), 1).close()
                return
            except OSError:
                time.sleep(0.1)
        raise AssertionError("the scheduler does not start")

    def close(self) -> None:
        """End all of it."""
        for one in (*self.workers, self.scheduler):
            one.kill()
            one.wait()


@pytest.fixture(params=HOSTS)
def cluster(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[_Cluster]:
    """A cluster of two workers."""
    with HOSTS[request.param]() as hosts:
        made = _Cluster(hosts, tmp_path)
        try:
            yield made
        finally:
            made.close()


def _when_it_is_at_work(out: Path) -> None:
    until = time.monotonic() + 180
    while len(published(str(out))) < 2:
        assert time.monotonic() < until, "no piece was made"
        time.sleep(0.02)


def test_with_a_worker_killed_the_rows_are_those_of_one_machine(
    cluster: _Cluster, undisturbed: tuple[Path, Path], tmp_path: Path
) -> None:
    source, whole = undisturbed
    out = tmp_path / "figures"
    begun = subprocess.Popen(
        command(source, "-o", out, "--piece", PIECE, "--cluster", cluster.address),
        cwd=ROOT,
        stderr=subprocess.PIPE,
        text=True,
    )
    _when_it_is_at_work(out)
    cluster.workers[0].send_signal(signal.SIGKILL)
    assert len(published(str(out))) < 40, "it was over before the worker died"
    told = begun.communicate(timeout=300)[1]
    assert begun.returncode == 0, told
    assert same(out, whole)


@pytest.mark.parametrize("cluster", ["processes"], indirect=True)
def test_with_the_scheduler_lost_one_machine_goes_on(
    cluster: _Cluster,
    undisturbed: tuple[Path, Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("corpus.cluster._WAITING", 10)
    source, whole = undisturbed
    out = tmp_path / "figures"

    def lose_it() -> None:
        _when_it_is_at_work(out)
        cluster.scheduler.kill()

    losing = threading.Thread(target=lose_it)
    losing.start()
    code, told = run(source, "-o", out, "--piece", PIECE, "--cluster", cluster.address)
    losing.join()
    assert code == 3 and "goes on" in told, told
    there = published(str(out))
    assert 2 <= len(there) < 40
    code, told = run(source, "-o", out, "--piece", PIECE)
    assert code == 0 and "Going on" in told
    assert same(out, whole)


def test_without_a_scheduler_it_is_said(
    undisturbed: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corpus.cluster._WAITING", 2)
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    code, told = run(
        undisturbed[0], "-o", tmp_path / "figures", "--cluster", f"tcp://127.0.0.1:{port}"
    )
    assert code == 3 and "cluster" in told


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["foo://reports/"], "driver"),
        ([ROOT / "data" / "reports", "--cluster", "garbage"], "tcp://"),
    ],
)
def test_an_address_that_is_none_is_said(
    arguments: list[object], said: str, tmp_path: Path
) -> None:
    code, told = run(*arguments, "-o", tmp_path / "figures")
    assert code == 2 and said in told


def test_an_address_is_read_and_written_as_a_path_is(
    undisturbed: tuple[Path, Path], tmp_path: Path
) -> None:
    source, whole = undisturbed
    out = tmp_path / "figures"
    code, told = run_apart(f"file://{source}", "-o", f"file://{out}", "--piece", PIECE)
    assert code == 0, told
    assert same(out, whole)
    assert not list(out.rglob(".tmp-*"))
    code, told = run_apart(f"file://{source}", "-o", f"file://{out}")
    assert code == 0 and "80 reports" in told
