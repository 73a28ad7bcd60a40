"""The collection of garbage, paused while figures are read.

Reading makes many small objects and no circular garbage. The collector would look through all of
them again and again, a twelfth of the whole time, and free nothing.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

_lock = Lock()
# How many readings go on, in all threads, and whether the first of them has paused the collector.
_readings = 0
_paused = False


@contextmanager
def collection_paused() -> Iterator[None]:
    """Pause the collector up to the end of the last reading that goes on, in any thread.

    Where it had been turned off before, it stays so.
    """
    global _readings, _paused
    with _lock:
        if _readings == 0:
            _paused = gc.isenabled()
            gc.disable()
        _readings += 1
    try:
        yield
    finally:
        with _lock:
            _readings -= 1
            if _readings == 0 and _paused:
                gc.enable()
