"""Reading in a process of its own, with a time and a memory limit.

A file made to crash, hang or fill the memory takes this process down, and nothing else. The
process stays for the next file, so that a thousand files start it once.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import pickle
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO, Any

from reading.report import Cell, Heading, Note, Report, Table, UnreadableReport
from reading.safety import memory
from reading.safety.limits import default_limits
from reading.safety.pipe import receive, send
from reading.safety.progress import who_waits

_FILES = 300  # after so many a worker makes place for a fresh one: memory stays flat
_ROOT = str(Path(__file__).resolve().parents[2])
_START = f"import sys; sys.path.insert(0, {_ROOT!r}); from reading.serving import serve; serve()"
_ENDING = 0.5  # seconds that a process has to end by itself
_WINDOWLESS = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # no black window on Windows


class _Worker:
    """One process; `read` hands it a file and waits for the answer."""

    def __init__(self) -> None:
        self.files = 0
        self.process = subprocess.Popen(
            [sys.executable, "-c", _START],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=_WINDOWLESS,
        )

    def read(self, request: dict[str, Any], seconds: float) -> dict[str, Any]:
        """The answer. Raises UnreadableReport too_slow, stopped or crashed; it is gone then."""
        late = threading.Event()

        def stop() -> None:
            late.set()
            self.process.kill()

        timer = threading.Timer(seconds, stop)
        timer.daemon = True
        timer.start()
        try:
            assert self.process.stdin and self.process.stdout
            send(self.process.stdin, pickle.dumps(request))
            answer = self._answer(self.process.stdout)
        except (OSError, EOFError, ValueError):
            self.close()
            if late.is_set():
                raise UnreadableReport("too_slow", seconds=seconds) from None
            if self.process.returncode == memory.TOO_MUCH:
                limit = request["limits"].max_memory
                raise UnreadableReport("too_much_memory", limit=limit) from None
            raise UnreadableReport("crashed") from None
        finally:
            timer.cancel()
        self.files += 1
        return dict(answer)

    def _answer(self, pipe: IO[bytes]) -> dict[str, Any]:
        """The answer, once the worker has told who waits how far it is."""
        while True:
            answer: dict[str, Any] = json.loads(receive(pipe))
            if "done" not in answer:
                return answer
            progress = who_waits()
            if progress is not None and progress(answer["done"], answer["of"]) is False:
                self.process.kill()
                self.close()
                raise UnreadableReport("stopped", done=answer["done"], of=answer["of"])

    def close(self) -> None:
        """End the process, when it is not about to end by itself."""
        for pipe in (self.process.stdin, self.process.stdout):
            with contextlib.suppress(OSError):
                if pipe:
                    pipe.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(_ENDING)
        self.process.kill()
        self.process.wait()


_idle: list[_Worker] = []
_lock = threading.Lock()
_places = threading.Semaphore(max(2, os.cpu_count() or 1))


@atexit.register
def close_workers() -> None:
    """End all workers that wait for a file."""
    with _lock:
        while _idle:
            _idle.pop().close()


def read_apart(kind: str, data: bytes, name: str, encoding: str | None) -> Report:
    """Read `data` as `kind` in a worker. Raises UnreadableReport: what the reader raises, or
    too_slow, too_much_memory, crashed."""
    limits = default_limits()
    request = {"kind": kind, "data": data, "name": name, "encoding": encoding, "limits": limits}
    with _places:
        with _lock:
            worker = _idle.pop() if _idle else None
        if worker and worker.process.poll() is not None:
            worker.close()
            worker = None
        worker = worker or _Worker()
        answer = worker.read(request, limits.max_seconds)
        if worker.files >= _FILES or answer.get("code") == "too_much_memory":
            worker.close()
        else:
            with _lock:
                _idle.append(worker)
    if "code" in answer:
        raise UnreadableReport(answer["code"], **answer["details"])
    return _report(answer)


def _report(answer: dict[str, Any]) -> Report:
    """The report that the worker sent as JSON (never as a pickle: a broken worker is no friend)."""
    headings = tuple(Heading(**heading) for heading in answer.pop("headings"))
    notes = tuple(Note(**note) for note in answer.pop("notes"))
    tables = tuple(
        Table(
            table["start"],
            table["end"],
            tuple(Cell(*cell) for cell in table["cells"]),
            tuple(table["caption"]) if table["caption"] else None,
        )
        for table in answer.pop("tables")
    )
    uncertain = tuple((start, end) for start, end in answer.pop("uncertain"))
    return Report(**answer, headings=headings, notes=notes, tables=tables, uncertain=uncertain)
