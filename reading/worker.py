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
import struct
import subprocess
import sys
import threading
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

from reading import memory
from reading.limits import default_limits, limits_in_use
from reading.report import Cell, Heading, Note, Report, Table, UnreadableReport

_FILES = 300  # after so many a worker makes place for a fresh one: memory stays flat
_ROOT = str(Path(__file__).resolve().parent.parent)
_START = f"import sys; sys.path.insert(0, {_ROOT!r}); from reading.worker import serve; serve()"
_ENDING = 0.5  # seconds that a process has to end by itself
_LENGTH = struct.Struct(">Q")
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
        """The answer. Raises UnreadableReport too_slow or crashed; the worker is gone then."""
        late = threading.Event()

        def stop() -> None:
            late.set()
            self.process.kill()

        timer = threading.Timer(seconds, stop)
        timer.daemon = True
        timer.start()
        try:
            assert self.process.stdin and self.process.stdout
            _send(self.process.stdin, pickle.dumps(request))
            answer = json.loads(_receive(self.process.stdout))
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


def _send(pipe: IO[bytes], message: bytes) -> None:
    pipe.write(_LENGTH.pack(len(message)))
    pipe.write(message)
    pipe.flush()


def _receive(pipe: IO[bytes]) -> bytes:
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    (length,) = _LENGTH.unpack(head)
    message = pipe.read(length)
    if len(message) < length:
        raise EOFError
    return message


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
    return Report(**answer, headings=headings, notes=notes, tables=tables)


def serve() -> None:
    """The worker's side: read requests from standard input until it ends."""
    requests = sys.stdin.buffer
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not get between the answers
    while True:
        try:
            request = pickle.loads(_receive(requests))
        except EOFError:
            return
        memory.limit_memory(request["limits"].max_memory)
        _send(answers, json.dumps(_answer(request)).encode())


def _answer(request: dict[str, Any]) -> dict[str, Any]:
    from reading.reader import read_as

    try:
        with limits_in_use(request["limits"]):
            report = read_as(request["kind"], request["data"], request["name"], request["encoding"])
    except UnreadableReport as error:
        return {"code": error.code, "details": error.details}
    except MemoryError:
        limit = request["limits"].max_memory
        return {"code": "too_much_memory", "details": {"limit": limit}}
    except RecursionError:
        return {"code": "damaged", "details": {"reason": "nesting"}}
    except Exception as error:  # the border of the process: a library's surprise is a bad file
        return {"code": "damaged", "details": {"reason": f"{type(error).__name__}: {error}"[:200]}}
    fields = asdict(report)
    for table in fields["tables"]:
        table["cells"] = [list(cell.values()) for cell in table["cells"]]
    return fields
