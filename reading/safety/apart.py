"""Processes that work apart: a module serves requests there, under limits of time and memory.

The module's `serve` sends an empty message when it is ready, and then answers request by request.

What is made to crash, hang or fill the memory takes such a process down, and nothing else. A
process stays for the next request, so that a thousand of them start it once.
"""

from __future__ import annotations

import atexit
import contextlib
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from reading.safety import memory
from reading.safety.pipe import receive, send

_ROOT = str(Path(__file__).resolve().parents[2])
_START = "import sys; sys.path.insert(0, {root!r}); from {module} import serve; serve()"
_ENDING = 0.5  # seconds that a process has to end by itself
_EVERY = 0.1  # seconds between two looks at a process that works
_WINDOWLESS = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # no black window on Windows
_STARTING = 120  # seconds that a process has until it is ready
_LARGE = 400 * 1024 * 1024  # bytes: one without work that holds more gives it back by ending
# Behind all that a person looks at: who waits for a page does not wait for somebody's files.
_PRIORITY = getattr(psutil, "BELOW_NORMAL_PRIORITY_CLASS", 10)  # on Windows a class of its own


class Ended(Exception):
    """The process is gone. reason: late, too_much_memory, stopped or crashed."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Process:
    """A process that serves requests of one kind, one after the other, at a lower priority."""

    def __init__(self, module: str) -> None:
        self.requests = 0
        self._ready = False
        self._ended = ""
        self._process = subprocess.Popen(
            [sys.executable, "-c", _START.format(root=_ROOT, module=module)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=_WINDOWLESS,
        )
        with contextlib.suppress(psutil.Error, OSError):
            psutil.Process(self._process.pid).nice(_PRIORITY)

    @property
    def alive(self) -> bool:
        """Whether it can take a request."""
        return self._process.poll() is None

    def ready(self) -> Process:
        """Itself, once it is ready: its start is none of the work. Raises Ended."""
        if not self._ready:
            self.answer(time.monotonic() + _STARTING)
            self._ready = True
        return self

    def worked(self) -> float:
        """Seconds of processor time that it has used."""
        with contextlib.suppress(psutil.Error):
            times = psutil.Process(self._process.pid).cpu_times()
            return float(times.user + times.system)
        return 0.0

    def held(self) -> int:
        """Bytes of memory that it holds."""
        with contextlib.suppress(psutil.Error):
            return int(psutil.Process(self._process.pid).memory_info().rss)
        return 0

    def ask(self, request: bytes) -> None:
        """Hand it a request. Raises Ended."""
        self.requests += 1
        assert self._process.stdin
        try:
            send(self._process.stdin, request)
        except (OSError, ValueError):
            raise self._gone() from None

    def answer(
        self,
        until: float,
        work: float = float("inf"),
        go_on: Callable[[], bool] = lambda: True,
    ) -> bytes:
        """Its next message. It is ended when `until` (of time.monotonic) is past, when it has used
        `work` seconds of processor time, or once `go_on` says no. Raises Ended."""
        done = threading.Event()
        most = self.worked() + work

        def watch() -> None:
            while not done.wait(_EVERY):
                if not go_on():
                    self._end("stopped")
                elif time.monotonic() > until or self.worked() > most:
                    self._end("late")
                else:
                    continue
                return

        threading.Thread(target=watch, daemon=True).start()
        assert self._process.stdout
        try:
            return receive(self._process.stdout)
        except (OSError, EOFError, ValueError):
            raise self._gone() from None
        finally:
            done.set()

    def stop(self) -> None:
        """End it in the midst of its work."""
        self._end("stopped")

    def _end(self, reason: str) -> None:
        self._ended = self._ended or reason
        self._process.kill()

    def _gone(self) -> Ended:
        self.close()
        if not self._ended and self._process.returncode == memory.TOO_MUCH:
            return Ended("too_much_memory")
        return Ended(self._ended or "crashed")

    def close(self) -> None:
        """End the process, when it is not about to end by itself."""
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                if pipe:
                    pipe.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(_ENDING)
        self._process.kill()
        self._process.wait()


class Places:
    """Room for at most `most` processes that serve `module`; those without work wait for some.

    After `lasting` requests, or when it has grown large, a process makes place for a fresh one:
    memory stays flat.
    """

    def __init__(self, module: str, most: int, lasting: int = 300) -> None:
        self._module, self._lasting = module, lasting
        self._places = threading.Semaphore(most)
        self._idle: list[Process] = []
        self._lock = threading.Lock()
        atexit.register(self.close)

    @contextmanager
    def one(self) -> Iterator[Process]:
        """A process for the length of the block; waits until there is a place."""
        with self._places:
            process = self._take()
            try:
                yield process.ready()
            except BaseException:
                process.close()  # what it was asked for might come as the answer to the next
                raise
            self._put(process)

    def warm(self) -> None:
        """Have a process ready before it is needed."""
        if self._places.acquire(blocking=False):
            try:
                self._put(self._take())
            finally:
                self._places.release()

    def close(self) -> None:
        """End all processes that wait for work."""
        with self._lock:
            while self._idle:
                self._idle.pop().close()

    def _take(self) -> Process:
        with self._lock:
            process = self._idle.pop() if self._idle else None
        if process and not process.alive:
            process.close()
            process = None
        return process or Process(self._module)

    def _put(self, process: Process) -> None:
        spent = process.requests >= self._lasting or process.held() > _LARGE
        if spent or not process.alive:
            process.close()
            return
        with self._lock:
            self._idle.append(process)
