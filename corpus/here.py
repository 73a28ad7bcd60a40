"""This machine's cores as the engine that makes pieces."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from itertools import islice
from typing import Any

from corpus.making import NotMade, Stopped, make_piece, rest
from corpus.manifest import Receipt
from corpus.order import Order

_EVERY = 0.5  # seconds between two tellings how far it is


class Here:
    """Pieces are made by `workers` processes at a time, each watched by a thread."""

    def __init__(self, workers: int) -> None:
        self._workers = workers

    def make(
        self, orders: Iterable[Order], tell: Callable[[dict[int, dict[str, Any]]], object]
    ) -> Iterator[Receipt | NotMade]:
        """Receipts as pieces are done. `tell` is told a few times a second of those at work: how
        far each is. When it raises, or the iterator is closed, all work is stopped."""
        left = iter(orders)
        stopped: list[bool] = []
        at_work: dict[int, dict[str, Any]] = {}
        pool = ThreadPoolExecutor(self._workers)

        def one(order: Order) -> Receipt:
            number = order.piece.number
            try:
                return make_piece(
                    order, lambda told: at_work.update({number: told}), lambda: not stopped
                )
            finally:
                at_work.pop(number, None)

        try:
            making: set[Future[Receipt]] = set()
            while True:
                making |= {
                    pool.submit(one, order) for order in islice(left, self._workers - len(making))
                }
                if not making:
                    return
                done, making = wait(making, _EVERY, FIRST_COMPLETED)
                tell(dict(at_work))
                for future in done:
                    yield _outcome(future)
        finally:
            stopped.append(True)
            pool.shutdown(cancel_futures=True)
            rest()


def _outcome(future: Future[Receipt]) -> Receipt | NotMade:
    try:
        return future.result()
    except NotMade as error:
        return error
    except Stopped:
        return NotMade("stopped")
