"""The worker's side: passages of a report in, figures out; figures in, conclusions out; figures
of two reports in, matches out.

`working.workers` starts it. A passage that cannot be read is told as failed, and the
next one is asked for. What it sends back is Arrow and JSON, never a pickle.
"""

from __future__ import annotations

import json
import os
import pickle
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd
import pyarrow as pa

from conclude import sum_up
from conclude.matching.match import match_tellings
from extract.extraction import read_figures, report_figures, report_sections
from extract.figure import Figure
from extract.frame import to_frame
from extract.telling.sections import Sections
from reading import Report, part
from reading.safety import memory
from reading.safety.pipe import end_with_parent, receive, send

_ROWS = 5_000  # in a message: so many stand in the memory as a table at a time
TABLE, END = b"t", b"e"  # how a message begins: rows, or that the answer is whole


def serve() -> None:
    """Read requests from standard input until it ends."""
    end_with_parent()
    requests = sys.stdin.buffer
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not get between the answers
    _warm_up()
    send(answers, b"")  # ready
    rest = memory.claimed()
    held = _Held()
    while True:
        try:
            request = pickle.loads(receive(requests))
        except EOFError:
            return
        memory.limit_memory(rest + request["memory"])
        for message in _answer(request, held):
            send(answers, message)


# What most reports say: words and patterns are loaded when they are first asked for.
_SPECIMEN = """一、工作情况
2021年以来，全县共查摆问题200余个，已整改150个，占总数的75%，比上年增长12.5%，其中甲镇30个、乙镇20个。
投入资金约1.2亿元，惠及群众3000多人次，办结率达到98%以上，较上年提高2个百分点；下一步计划新建项目5个。
"""


def _warm_up() -> None:
    """Load what the first report would have to wait for."""
    sum_up(to_frame(read_figures(_SPECIMEN)), _SPECIMEN)


@dataclass
class _Held:
    """The report whose passages are asked for."""

    report: Report | None = None
    sections: Sections | None = None


def _answer(request: dict[str, Any], held: _Held) -> Iterator[bytes]:
    """Tables, and at the end how it went: `failed` names the reason."""
    answers: dict[str, Callable[[dict[str, Any], _Held], Iterator[bytes]]] = {
        "passage": _passage,
        "sum up": _sum_up,
        "match": _match,
    }
    try:
        yield from answers[request["do"]](request, held)
    except MemoryError:
        held.report = held.sections = None
        yield _end(failed="memory")
    except Exception as error:  # no rule foresaw the text; its words stay out of the answer
        yield _end(failed="error", error=type(error).__name__)


def _passage(request: dict[str, Any], held: _Held) -> Iterator[bytes]:
    """The figures that start in a passage; no more than asked for, and where the rest begins."""
    if "report" in request:
        held.report, held.sections = request["report"], None
    assert held.report is not None
    held.sections = held.sections or report_sections(held.report)
    start, end = request["passage"]
    whole = (start, end) == (0, len(held.report.text))
    passage = held.report if whole else part(held.report, start, end)
    figures = report_figures(passage, held.sections.of_text_from(start))
    kept, characters = _that_fit(figures, request["figures"], request["characters"])
    for figure in kept:
        figure.start += start
        figure.end += start
        figure.row += request["row"]
    _cut_off(kept, request["row"] + len(kept))
    for at in range(0, len(kept), _ROWS):
        yield TABLE + as_stream(compact(to_frame(kept[at : at + _ROWS], request["id"])))
    left = figures[len(kept)].start + start if len(kept) < len(figures) else None
    yield _end(rows=len(kept), characters=characters, left=left)


def _that_fit(figures: list[Figure], most: int, room: int) -> tuple[list[Figure], int]:
    """The first figures, no more than `most`, whose sentences have no more than `room` characters
    together; how many those have."""
    characters = 0
    for count, figure in enumerate(figures):
        if count >= most or characters + len(figure.sentence) > room:
            return figures[:count], characters
        characters += len(figure.sentence)
    return figures, characters


def _cut_off(figures: list[Figure], most: int) -> None:
    """Let no figure point at one that was left out."""
    for figure in figures:
        if figure.part_of is not None and figure.part_of.row >= most:
            figure.part_of = None
        if figure.repeats is not None and figure.repeats.row >= most:
            figure.repeats = None


def _sum_up(request: dict[str, Any], held: _Held) -> Iterator[bytes]:
    """The conclusions of a figures table, and its highlights."""
    frame = from_stream(request["figures"]).to_pandas()
    frame["sentence"] = frame["sentence"].astype(object)  # each sentence once, however many rows
    table, highlights = sum_up(frame, request["text"])
    yield TABLE + as_stream(pa.Table.from_pandas(table, preserve_index=False))
    yield _end(highlights=highlights)


def _match(request: dict[str, Any], held: _Held) -> Iterator[bytes]:
    """What the two reports of each pair tell of the same things: a table a pair."""
    for one, other in request["pairs"]:
        found = match_tellings(one, other)
        yield TABLE + as_stream(pa.Table.from_pandas(found, preserve_index=False))
    yield _end()


def _end(**told: Any) -> bytes:
    return END + json.dumps(told).encode()


def compact(figures: pd.DataFrame | pa.Table) -> pa.Table:
    """A figures table in which each sentence stands once, however many figures it holds."""
    if isinstance(figures, pd.DataFrame):
        figures = pa.Table.from_pandas(figures, preserve_index=False)
    place = figures.schema.get_field_index("sentence")
    column = figures.column(place)
    if pa.types.is_dictionary(column.type):
        return figures
    return figures.set_column(place, "sentence", column.dictionary_encode())


def as_stream(table: pa.Table) -> bytes:
    """A table as bytes."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table.unify_dictionaries())
    return bytes(sink.getvalue())


def from_stream(data: bytes | memoryview) -> pa.Table:
    """The table that `as_stream` was given."""
    return pa.ipc.open_stream(pa.py_buffer(data)).read_all()
