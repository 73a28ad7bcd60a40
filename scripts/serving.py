"""Starts a dashboard on a free port of this machine, and stops it again."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
START_SECONDS = 60
STOP_SECONDS = 10


@dataclass(frozen=True)
class Server:
    """A running dashboard: where it answers, its library file, the file it logs to, its process."""

    url: str
    library: Path
    log: Path
    process: int


class NotStarted(Exception):
    """The dashboard did not answer in time; the message ends with what it logged."""


@contextmanager
def serving(
    library: Path, folder: Path, *options: str, healthy_as: str = "127.0.0.1"
) -> Iterator[Server]:
    """A dashboard over `library`, its log in `folder`, until the block ends. Raises NotStarted.

    `options` are for Streamlit; `healthy_as` is a name that the dashboard then goes by.
    """
    port = free_port()
    log = folder / "server.log"
    command = [sys.executable, "-m", "streamlit", "run", "app.py"]
    command += ["--server.headless=true", f"--server.port={port}", *options]
    with log.open("wb") as output:  # a pipe that nobody reads would fill up and stop the server
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, "LIBRARY": str(library)},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    started = Server(f"http://127.0.0.1:{port}", library, log, process.pid)
    try:
        _wait_until_healthy(started, process, healthy_as)
        yield started
    finally:
        process.terminate()
        try:
            process.wait(timeout=STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_until_healthy(server: Server, process: subprocess.Popen[bytes], name: str) -> None:
    asked = urllib.request.Request(f"{server.url}/_stcore/health", headers={"Host": name})
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(asked, timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    said = server.log.read_text("utf-8", errors="replace")[-2000:]
    raise NotStarted(f"the dashboard did not start within {START_SECONDS} s:\n{said}")


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
