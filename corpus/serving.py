"""The side that works: a piece of a source in, the files of its tables out.

`corpus.making` starts it, in a process apart. What it is asked and what it answers is JSON.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from time import monotonic
from typing import IO, Any

from conclude import sum_up
from corpus import manifest
from corpus.documents import Outcome, Unread, documents
from corpus.extracting import extract_apart, extract_here
from corpus.order import Order
from corpus.parquet import ROOM, write
from corpus.rows import Rows
from corpus.storage import inside, storage_of
from corpus.tables import TABLES
from extract.extraction import read_figures
from extract.frame import to_frame
from reading import Refusal, Report
from reading.safety import memory
from reading.safety.limits import limits_in_use
from reading.safety.pipe import end_with_parent, receive, send

Tell = Callable[..., None]
# Words and patterns that the first report would have to wait for.
_SPECIMEN = "2021年以来，全县共查摆问题200余个，已整改150个，占总数的75%，比上年增长12.5%。"


def serve() -> None:
    """Answer orders from standard input until it ends."""
    end_with_parent()
    orders = sys.stdin.buffer
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not get between the answers
    sum_up(to_frame(read_figures(_SPECIMEN)), _SPECIMEN)
    send(answers, b"")  # ready
    rest = memory.claimed()
    while True:
        try:
            order = Order.from_json(receive(orders))
        except EOFError:
            return
        memory.limit_memory(rest + order.extraction.max_memory)
        _answer(order, answers)


def _answer(order: Order, answers: IO[bytes]) -> None:
    def tell(**told: Any) -> None:
        send(answers, json.dumps(told).encode())

    try:
        tell(receipt=make(order, tell))
    except (Exception, MemoryError) as error:
        tell(failed=f"{type(error).__name__}: {error}"[:300])


def make(order: Order, tell: Tell) -> manifest.Receipt:
    """Read a piece, publish its files, at last its receipt.

    `tell` is told before each document is read (step `read`), and before its figures are (step
    `extract`): by that it is known where a process broke down.
    """
    begun = monotonic()
    rows = Rows(order.rules["extract"])
    with limits_in_use(order.reading):
        for place, one in _outcomes(order, rows, tell):
            number = order.piece.number * ROOM + place
            if isinstance(one, Refusal):
                rows.refuse(number, one)
            else:
                _extract(order, place, number, one, rows)
    receipt = {
        "piece": order.piece.number,
        "bytes": order.piece.bytes,
        "reports": len(rows.reports),
        "figures": len(rows.figures),
        "conclusions": len(rows.conclusions),
        "errors": len(rows.errors),
        "seconds": round(monotonic() - begun, 3),
    }
    _publish(order.out, rows, receipt)
    return receipt


def _outcomes(order: Order, rows: Rows, tell: Tell) -> Iterator[tuple[int, Outcome]]:
    """The documents with their places in the piece; a text that stands in it twice, once."""
    place = read = 0
    seen: set[str] = set()
    for number in range(len(order.piece.spans)):
        left = _left_in(order, number)
        while True:
            tell(step="read", span=number, place=place, bytes=read)
            one = next(left, None)
            if one is None:
                break
            read += one.bytes
            for outcome in [_crashed(one)] if place in order.skipped else one.read():
                if isinstance(outcome, Refusal) or outcome.id not in seen:
                    tell(step="extract", span=number, place=place, bytes=read)
                    yield place, outcome
                if isinstance(outcome, Report):
                    seen.add(outcome.id)
                place += 1


def _left_in(order: Order, number: int) -> Iterator[Unread]:
    span = order.piece.spans[number]
    if number in order.broken:
        return iter([Unread(span.name, span.bytes, lambda: [Refusal(span.name, "crashed", {})])])
    return documents(span, order.column, order.encoding)


def _crashed(one: Unread) -> Refusal:
    return Refusal(one.name, "crashed", {"name": one.name})


def _extract(order: Order, place: int, number: int, report: Report, rows: Rows) -> None:
    if place in order.given_up:
        rows.refuse(number, Refusal(report.name, "not_extracted", {"name": report.name}))
        return
    extract = extract_apart if place in order.suspects else extract_here
    rows.add(number, report, extract(report, order.extraction))


def _publish(out: str, rows: Rows, receipt: manifest.Receipt) -> None:
    made = manifest.manifest_of(out)
    if made is None or made.closed:  # left over from a run that another one has outlived
        return
    storage = storage_of(out)
    for name, found in rows.tables().items():
        path = inside(out, name, manifest.file_of(receipt["piece"]))
        if name != "errors" or receipt["errors"]:
            schema = TABLES[name]
            storage.publish(path, lambda file: write(file, schema, found))  # noqa: B023
        else:
            storage.remove(path)
    manifest.publish_receipt(out, receipt)
