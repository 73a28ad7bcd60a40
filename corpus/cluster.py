"""An existing cluster as the engine that makes pieces: Dask's scheduler and its workers.

Which worker makes a piece, and that another does where one dies, is the scheduler's business. The
pieces and the code are those of one machine.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import suppress
from itertools import islice
from typing import Any

from corpus.making import NotMade, make_for_engine, rest
from corpus.manifest import Receipt
from corpus.order import Order

_EVERY = 0.2  # seconds between two looks at what is done
_WAITING = 30  # seconds without a scheduler, or without any worker
_RETRIES = 2  # of a piece that could not be made, elsewhere perhaps
_WINDOW = 2  # pieces a thread that the scheduler knows of at a time


class NoDask(Exception):
    """--cluster was given and Dask's distributed is not installed."""


class NoAddress(Exception):
    """What --cluster was given is no address of a scheduler."""


class EngineLost(Exception):
    """Who made the pieces cannot be reached any more."""


class Cluster:
    """The scheduler at an address; its workers must have this version of the project."""

    def __init__(self, address: str) -> None:
        try:
            from distributed import Client
            from distributed.comm.addressing import get_address_host_port
        except ImportError:
            raise NoDask from None
        try:
            get_address_host_port(address)
        except ValueError as error:
            raise NoAddress(str(error)) from None
        try:
            self._client: Any = Client(address, timeout=_WAITING, set_as_default=False)
        except (OSError, ValueError) as error:
            raise EngineLost(str(error) or type(error).__name__) from None

    def make(
        self, orders: Iterable[Order], tell: Callable[[dict[int, dict[str, Any]]], object]
    ) -> Iterator[Receipt | NotMade]:
        """Receipts as pieces are done. Raises EngineLost. When the iterator is closed, what is not
        at work is not begun any more."""
        left = iter(orders)
        making: dict[Any, Order] = {}
        try:
            while True:
                room = _WINDOW * self._threads() - len(making)
                making |= {self._begun(order): order for order in islice(left, max(0, room))}
                if not making:
                    return
                done = [future for future in making if future.status != "pending"]
                for future in done:
                    order = making.pop(future)
                    outcome = _outcome(future)
                    if outcome is None:
                        making[self._begun(order)] = order
                    else:
                        yield outcome
                if not done:
                    time.sleep(_EVERY)
                tell({})
        finally:
            self._leave(making)

    def _begun(self, order: Order) -> Any:
        try:
            return self._client.submit(
                make_for_engine, order.to_json(), pure=False, retries=_RETRIES
            )
        except (OSError, RuntimeError, ValueError):  # it was closed this moment
            raise EngineLost("no scheduler") from None

    def _threads(self) -> int:
        """How many pieces the workers can make at a time; waits until there are workers."""
        until = time.monotonic() + _WAITING
        while time.monotonic() < until:
            with suppress(OSError, TimeoutError):
                if self._client.status == "running" and (found := self._client.nthreads()):
                    return sum(found.values())
            time.sleep(_EVERY)
        if self._client.status == "running":
            raise EngineLost("no workers")
        raise EngineLost("no scheduler")

    def _leave(self, making: Iterable[Any]) -> None:
        with suppress(Exception):  # whatever it is that is lost, there is nobody left to tell
            self._client.cancel(list(making))
            if self._client.status == "running":
                self._client.run(rest)
            self._client.close(timeout=5)


def _outcome(future: Any) -> Receipt | NotMade | None:
    """What became of a piece; None where it is lost with the worker that made it."""
    status = future.status
    if status == "error":
        error = future.exception()
        return NotMade(f"{type(error).__name__}: {error}")
    if status == "finished":
        with suppress(OSError, TimeoutError, CancelledError):
            receipt: Receipt = future.result(_WAITING)
            return receipt
    return None
