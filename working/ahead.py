"""Several pieces of work at a time, told in their order, which can be stopped at any moment."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from itertools import islice
from typing import TypeVar

_AHEAD = min(4, os.cpu_count() or 1)
_EVERY = 0.2  # seconds between two tellings that work goes on
Item = TypeVar("Item")
Outcome = TypeVar("Outcome")


def in_order(
    work: Callable[[Item, Callable[[], bool]], Outcome],
    items: Iterable[Item],
    meanwhile: Callable[[Item], object] = lambda item: None,
) -> Iterator[Outcome]:
    """What `work(item, go_on)` gives for each item, in their order, a few made at a time.

    While an outcome is waited for, `meanwhile` is called with its item a few times a second, by
    the thread that asks for it. When that raises, or the iterator is closed, `go_on` says no to
    all work and nothing more is waited for. What `work` raises, the iterator raises in its turn.
    """
    stopped: list[bool] = []
    left = iter(items)
    pool = ThreadPoolExecutor(_AHEAD)
    making: deque[tuple[Item, Future[Outcome]]] = deque()

    def start(some: int) -> None:
        for item in islice(left, some):
            making.append((item, pool.submit(work, item, lambda: not stopped)))

    try:
        start(_AHEAD)
        while making:
            item, outcome = making[0]
            while not wait([outcome], _EVERY).done:
                meanwhile(item)
            making.popleft()
            start(1)
            yield outcome.result()
    finally:
        stopped.append(True)
        pool.shutdown(wait=False, cancel_futures=True)
