"""A dashboard to drive and a Chromium to drive it with."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext

from scripts.chromium import HELP, find_chromium, launch_arguments

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "data" / "reports"
START_SECONDS = 60
WAIT_MILLISECONDS = 15_000


@dataclass(frozen=True)
class Server:
    """A running dashboard: where it answers, its library file, and the file it logs to."""

    url: str
    library: Path
    log: Path


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder `browser`."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Start the Chromium that is installed, shut off from everything but this machine."""
    path = find_chromium()
    if path is None:
        if os.environ.get("CI"):
            pytest.fail(HELP, pytrace=False)
        pytest.skip(HELP)
    return {**browser_type_launch_args, "executable_path": path, "args": launch_arguments()}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """A Chinese desktop, so that the interface opens in Chinese."""
    return {
        **browser_context_args,
        "locale": "zh-CN",
        "viewport": {"width": 1280, "height": 900},
        "accept_downloads": True,
    }


@pytest.fixture
def context(context: BrowserContext) -> BrowserContext:
    """A browser context that waits long enough for a busy machine."""
    context.set_default_timeout(WAIT_MILLISECONDS)
    return context


@pytest.fixture(scope="session")
def sample_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library filled with the sample reports, the way `make run` fills it; copy it, don't open it."""
    path = tmp_path_factory.mktemp("samples") / "library.duckdb"
    filled = subprocess.run(
        [sys.executable, "-m", "dashboard", "add", str(SAMPLES)],
        cwd=ROOT,
        env={**os.environ, "LIBRARY": str(path)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert filled.returncode == 0, f"filling the library failed:\n{filled.stdout}{filled.stderr}"
    return path


@pytest.fixture(scope="session")
def server(sample_library: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One dashboard over the sample reports, shared by the tests that only read."""
    folder = tmp_path_factory.mktemp("server")
    library = shutil.copy(sample_library, folder / "library.duckdb")
    with _running(folder, Path(library)) as started:
        yield started


@pytest.fixture
def fresh_server(sample_library: Path, tmp_path: Path) -> Iterator[Callable[..., Server]]:
    """Starts a dashboard of the test's own: `fresh_server()`, or `fresh_server(empty=True)`.

    Its server has not been visited and its library is a copy, so a test may change both. `before`
    fills a library that is not there yet, before the server opens it.
    """
    with ExitStack() as stack:

        def start(*, empty: bool = False, before: Callable[[Path], None] | None = None) -> Server:
            folder = tmp_path / f"server{time.monotonic_ns()}"
            folder.mkdir()
            library = folder / "library.duckdb"
            if before is not None:
                before(library)
            elif not empty:
                shutil.copy(sample_library, library)
            return stack.enter_context(_running(folder, library))

        yield start


@contextmanager
def _running(folder: Path, library: Path) -> Iterator[Server]:
    port = _free_port()
    log = folder / "server.log"
    command = [sys.executable, "-m", "streamlit", "run", "app.py"]
    command += ["--server.headless=true", f"--server.port={port}"]
    with log.open("wb") as output:  # a pipe that nobody reads would fill up and stop the server
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, "LIBRARY": str(library)},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    started = Server(f"http://127.0.0.1:{port}", library, log)
    try:
        _wait_until_healthy(started, process)
        yield started
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_until_healthy(server: Server, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{server.url}/_stcore/health", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    said = server.log.read_text("utf-8", errors="replace")[-2000:]
    pytest.fail(f"the dashboard did not start within {START_SECONDS} s:\n{said}", pytrace=False)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
