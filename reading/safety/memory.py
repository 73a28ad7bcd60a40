"""A bound for the memory of the process that reads a file, on each system by what it offers."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
import time

TOO_MUCH = 77  # the exit status of a process that outgrew its bound
_EVERY = 0.1  # seconds between two looks at the memory

_most = 0
_watching = threading.Lock()


def limit_memory(most: int) -> None:
    """Let this process hold at most `most` bytes.

    On Linux an allocation past it fails (MemoryError); elsewhere the process ends with TOO_MUCH.
    """
    if sys.platform == "linux":
        import resource

        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (most, resource.RLIM_INFINITY))
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


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    class _Counters(ctypes.Structure):
        _fields_ = (
            ("cb", wintypes.DWORD),
            ("PageFaultCount", wintypes.DWORD),
            *((f"size{number}", ctypes.c_size_t) for number in range(6)),
            ("PagefileUsage", ctypes.c_size_t),
            ("PeakPagefileUsage", ctypes.c_size_t),
        )

    def held() -> int:
        """Bytes that this process holds; 0 where that cannot be told."""
        counters = _Counters()
        counters.cb = ctypes.sizeof(counters)
        kernel = ctypes.WinDLL("kernel32")
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        kernel.K32GetProcessMemoryInfo.argtypes = (
            wintypes.HANDLE,
            ctypes.POINTER(_Counters),
            wintypes.DWORD,
        )
        told = kernel.K32GetProcessMemoryInfo(
            kernel.GetCurrentProcess(), ctypes.byref(counters), counters.cb
        )
        return int(counters.PagefileUsage) if told else 0
else:
    import resource

    def held() -> int:
        """Bytes that this process held at its peak."""
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak if sys.platform == "darwin" else peak * 1024
