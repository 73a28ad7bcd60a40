"""Reading in a process of its own, with a time and a memory limit."""

from __future__ import annotations

import json
import os
import pickle
import time
from typing import Any

from reading.report import Cell, Heading, Note, Report, Table, UnreadableReport
from reading.safety.apart import Ended, Places, Process
from reading.safety.limits import default_limits
from reading.safety.progress import who_waits

_places = Places("reading.serving", max(2, os.cpu_count() or 1))


def read_apart(kind: str, data: bytes, name: str, encoding: str | None) -> Report:
    """Read `data` as `kind` in a worker. Raises UnreadableReport: what the reader raises, or
    too_slow, too_much_memory, stopped, crashed."""
    limits = default_limits()
    request = {"kind": kind, "data": data, "name": name, "encoding": encoding, "limits": limits}
    try:
        with _places.one() as process:
            process.ask(pickle.dumps(request))
            answer = _answer(process, time.monotonic() + limits.max_seconds)
            if answer.get("code") == "too_much_memory":
                process.close()
    except Ended as ended:
        raise _unreadable(ended.reason) from None
    if "code" in answer:
        raise UnreadableReport(answer["code"], **answer["details"])
    return _report(answer)


def _answer(process: Process, until: float) -> dict[str, Any]:
    """The answer, once the worker has told who waits how far it is."""
    while True:
        answer: dict[str, Any] = json.loads(process.answer(until))
        if "done" not in answer:
            return answer
        progress = who_waits()
        if progress is not None and progress(answer["done"], answer["of"]) is False:
            process.stop()
            raise UnreadableReport("stopped", done=answer["done"], of=answer["of"])


def _unreadable(reason: str) -> UnreadableReport:
    limits = default_limits()
    if reason == "late":
        return UnreadableReport("too_slow", seconds=limits.max_seconds)
    if reason == "too_much_memory":
        return UnreadableReport("too_much_memory", limit=limits.max_memory)
    return UnreadableReport("crashed")


def _report(answer: dict[str, Any]) -> Report:
    """The report that the worker sent as JSON (never as a pickle: a broken worker is no friend)."""
    headings = tuple(Heading(**heading) for heading in answer.pop("headings"))
    notes = tuple(Note(**note) for note in answer.pop("notes"))
    tables = tuple(
        Table(
            table["start"],
            table["end"],
            tuple(Cell(*cell) for cell in table["cells"]),
            tuple(table["caption"]) if table["caption"] else None,
        )
        for table in answer.pop("tables")
    )
    uncertain = tuple((start, end) for start, end in answer.pop("uncertain"))
    return Report(**answer, headings=headings, notes=notes, tables=tables, uncertain=uncertain)
