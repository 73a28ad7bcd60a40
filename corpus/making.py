"""A piece made in a process apart, under limits of time and memory; again where it breaks down.

The same function makes it for one machine and, called by an engine's workers, for many.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from typing import Any

from corpus.manifest import Receipt, rules_in_force
from corpus.order import Order
from reading.safety.apart import Ended, Places, Process

_LASTING = 20  # pieces that a process makes before a fresh one takes its place
_SLACK = 20  # on a busy machine a process may wait so much longer than it works
_STARTING = 600  # seconds more, for processes that a strange text makes it start
_STARTS = 3  # that may fail before a piece is given up
_places = Places("corpus.serving", max(2, os.cpu_count() or 1), lasting=_LASTING)

GoOn = Callable[[], bool]
Tell = Callable[[dict[str, Any]], object]


class Stopped(Exception):
    """Who asked for the piece does not want it any more."""


class NotMade(Exception):
    """A piece could not be made, for a reason that is none of its documents'."""


def make_piece(
    order: Order,
    tell: Tell = lambda told: None,
    go_on: GoOn = lambda: True,
) -> Receipt:
    """Make and publish a piece. `tell` is told how far it is; `go_on` is asked a few times a
    second, by another thread. Raises Stopped, NotMade."""
    starts = 0
    while True:
        at: dict[str, Any] = {}
        try:
            with _places.one() as process:
                return _made(process, order, at, tell, go_on)
        except Ended as ended:
            if ended.reason == "stopped" or not go_on():
                raise Stopped from None
            if at:
                order = order.after(at["step"], at["span"], at["place"])
                continue
            starts += 1
            if starts == _STARTS:
                raise NotMade(f"no process could be started ({ended.reason})") from None


def make_for_engine(order: bytes) -> Receipt:
    """`make_piece` of an order as bytes: what an engine's worker is given. Raises NotMade where
    the worker has other rules than the one that asks."""
    read = Order.from_json(order)
    if rules_in_force() != read.rules:
        raise NotMade("this worker has another version of the rules")
    return make_piece(read)


def rest() -> None:
    """End the processes that wait for pieces."""
    _places.close()


def _made(process: Process, order: Order, at: dict[str, Any], tell: Tell, go_on: GoOn) -> Receipt:
    process.ask(order.to_json())
    most = {
        "read": 2.0 * order.reading.max_seconds,
        "extract": 2.0 * order.extraction.max_seconds,
    }
    at |= {"step": "read", "span": 0, "place": 0}
    while True:
        seconds = most[at["step"]]
        until = time.monotonic() + seconds * _SLACK + _STARTING
        told: dict[str, Any] = json.loads(process.answer(until, seconds, go_on))
        if "receipt" in told:
            receipt: Receipt = told["receipt"]
            return receipt
        if "failed" in told:
            raise NotMade(told["failed"])
        at |= told
        tell(told)
