"""A bound for the memory of the process that reads a file."""

from __future__ import annotations

import contextlib
import os
import threading
import time

import psutil

TOO_MUCH = 77  # the exit status of a process that outgrew its bound
_EVERY = 0.1  # seconds between two looks at the memory

_most = 0
_watching = threading.Lock()


def limit_memory(most: int) -> None:
    """Let this process hold at most `most` bytes.

    On Linux an allocation past it fails (MemoryError); elsewhere the process ends with TOO_MUCH.
    """
    if psutil.LINUX:
        with contextlib.suppress(ValueError, OSError, psutil.Error):
            psutil.Process().rlimit(psutil.RLIMIT_AS, (most, psutil.RLIM_INFINITY))
    else:
        watch(most)


def watch(most: int) -> None:
    """End this process with TOO_MUCH soon after it holds more than `most` bytes."""
    global _most
    _most = most
    if _watching.acquire(blocking=False):  # the first call starts the watch, the others set it
        threading.Thread(target=_look, daemon=True).start()


def _look() -> None:
    while held() <= _most:
        time.sleep(_EVERY)
    os._exit(TOO_MUCH)


def held() -> int:
    """Bytes that this process holds: on Windows those paged out too, elsewhere those in memory."""
    memory = psutil.Process().memory_info()
    return int(memory.vms if psutil.WINDOWS else memory.rss)


def claimed() -> int:
    """Bytes that this process has of those that `limit_memory` counts."""
    return int(psutil.Process().memory_info().vms) if psutil.LINUX else held()
