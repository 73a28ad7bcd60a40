"""Messages between a process and its worker: a length, then so many bytes; and their end."""

from __future__ import annotations

import os
import struct
import threading
import time
from typing import IO

import psutil

_EVERY = 2.0  # seconds between two looks at the process that started this one
_LENGTH = struct.Struct(">Q")


def send(pipe: IO[bytes], message: bytes) -> None:
    """Write `message` to `pipe`, at once."""
    pipe.write(_LENGTH.pack(len(message)))
    pipe.write(message)
    pipe.flush()


def end_with_parent() -> None:
    """End this process soon after the one that started it: a request that never ends would keep
    it at work for nobody."""
    parent = os.getppid()

    def look() -> None:
        while os.getppid() == parent and psutil.pid_exists(parent):
            time.sleep(_EVERY)
        os._exit(1)

    threading.Thread(target=look, daemon=True).start()


def receive(pipe: IO[bytes]) -> bytes:
    """The next message of `pipe`. Raises EOFError where it ends."""
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    (length,) = _LENGTH.unpack(head)
    message = pipe.read(length)
    if len(message) < length:
        raise EOFError
    return message
