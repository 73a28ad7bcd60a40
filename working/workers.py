"""Figures and conclusions from processes apart, within limits of time and memory.

A passage at which a process is too long, fills its memory or breaks down is divided and tried
again; what still cannot be read is left out by its place, and the rest goes in.
"""

from __future__ import annotations

import json
import os
import pickle
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
import pyarrow as pa

from conclude.matching.told import Told
from extract.frame import to_frame
from reading import Note, Report
from reading.safety.apart import Ended, Places, Process
from working.limits import Limits, limits
from working.passages import passages
from working.serving import END, as_stream, compact, from_stream

# Characters of a passage: at first, and where one of the size before failed. The last is a
# few sentences, so that little is left out.
_SIZES = (300_000, 30_000, 3_000, 300)
# What part of the time of a report such a passage has.
_SHARES = (1 / 2, 1 / 8, 1 / 16, 1 / 32)
_SLACK = 10  # on a busy machine a process may wait so much longer than it works
_SHOWN = 10  # places that a note names

_MODULE = "working.serving"
_extracting = Places(_MODULE, max(2, os.cpu_count() or 1))
# Apart from those: a correction does not wait until somebody's files are through.
_concluding = Places(_MODULE, 2)
# One of those at a time, so that a correction does not wait for whoever compares reports.
_matching = threading.Lock()

# The code of a note, and how those begin that say what was left out.
NOT_CONCLUDED, LEFT_OUT = "not_concluded", "left_out_"

GoOn = Callable[[], bool]


def _always() -> bool:
    return True


class Stopped(Exception):
    """Who asked for the work does not want it any more."""


@dataclass(frozen=True)
class Conclusions:
    """What `conclude.sum_up` gives: the table, and the rows that sum the report up."""

    table: pd.DataFrame
    highlights: list[int]


@dataclass(frozen=True)
class Extraction:
    """A report's figures (the columns of the contract, a row each), what follows from them (None
    where that took too long), and what is to be known about how they were found."""

    figures: pa.Table
    conclusions: Conclusions | None
    notes: tuple[Note, ...]

    @property
    def statistics(self) -> int:
        """How many quantities the report asserts."""
        return self.figures.column("role").to_pylist().count("statistic")


def extract(report: Report, go_on: GoOn = _always, within: Limits | None = None) -> Extraction:
    """The figures and conclusions of a report. `go_on` is asked a few times a second, by another
    thread. Raises Stopped when it says no."""
    within = within or limits()
    with _extracting.one() as process:
        work = _Work(report, within, go_on, process)
        try:
            work.read()
            figures = work.table()
            drawn = _sum_up(work.living(), figures, report.text, within, go_on)
        finally:
            if work.process is not process:
                work.process.close()
    notes = work.notes()
    if drawn is None:
        notes = (*notes, Note(NOT_CONCLUDED))
    return Extraction(figures, drawn, notes)


def sum_up(figures: pd.DataFrame, text: str, within: Limits | None = None) -> Conclusions | None:
    """What follows from a report's figures; None where that takes more than the limits allow."""
    with _concluding.one() as process:
        return _sum_up(process, figures, text, within or limits(), _always)


def match(
    pairs: Sequence[tuple[list[Told], list[Told]]], within: Limits | None = None
) -> list[list[tuple[int, int, str]]] | None:
    """Which figures of two reports tell of one thing, for each pair of reports: rows of both, and
    why it is a guess; None where that takes more than the limits allow."""
    within = within or limits()
    request = {"do": "match", "pairs": list(pairs), "memory": within.max_memory}
    with _matching, _concluding.one() as process:
        try:
            tables, told = _asked(process, request, within.max_matching, _always)
        except Ended:
            return None
        if "failed" in told:
            process.close()
            return None
    return [
        list(zip(*(table.column(name).to_pylist() for name in table.column_names), strict=True))
        for table in tables
    ]


def warm() -> None:
    """Have processes ready before the first report comes."""
    _extracting.warm()
    _concluding.warm()


def rest() -> None:
    """End the processes that wait for work."""
    _extracting.close()
    _concluding.close()


def _sum_up(
    process: Process, figures: pd.DataFrame | pa.Table, text: str, within: Limits, go_on: GoOn
) -> Conclusions | None:
    request = {
        "do": "sum up",
        "figures": as_stream(compact(figures)),
        "text": text,
        "memory": within.max_memory,
    }
    try:
        tables, told = _asked(process, request, within.max_seconds, go_on)
    except Ended as ended:
        if ended.reason == "stopped":
            raise Stopped from None
        return None
    if "failed" in told:
        process.close()
        return None
    return Conclusions(tables[0].to_pandas(), told["highlights"])


def _asked(
    process: Process, request: dict[str, Any], seconds: float, go_on: GoOn
) -> tuple[list[pa.Table], dict[str, Any]]:
    """The tables of an answer, and what is told at its end. Raises Ended."""
    until = time.monotonic() + seconds * _SLACK
    most = process.worked() + seconds
    process.ask(pickle.dumps(request))
    tables: list[pa.Table] = []
    while True:
        message = process.answer(until, most - process.worked(), go_on)
        if message.startswith(END):
            return tables, json.loads(message[1:])
        tables.append(from_stream(memoryview(message)[1:]))


@dataclass
class _Work:
    """A report that is being read, passage by passage."""

    report: Report
    within: Limits
    go_on: GoOn
    process: Process
    found: list[pa.Table] = field(default_factory=list)
    rows: int = 0
    characters: int = 0  # of the sentences in the rows
    used: float = 0.0  # seconds of processor time
    # Places that were left out, by the reason: late, memory, error or figures.
    left_out: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    known: Process | None = None  # the process that has the report

    def read(self) -> None:
        """Read all passages; those that fail are divided, at last left out."""
        length = len(self.report.text)
        left = deque((start, end, 0) for start, end in self._divided(0, length, 0))
        while left:
            start, end, level = left.popleft()
            if self.used >= self.within.max_seconds:
                return self._leave_out("late", start, length)
            failed = self._passage(start, end, level)
            if failed == "figures":
                return None
            if failed:
                smaller = self._smaller(start, end, level)
                if smaller:
                    left.extendleft(reversed(smaller))
                else:
                    self._leave_out(failed, start, end)
        return None

    def _divided(self, start: int, end: int, level: int) -> list[tuple[int, int]]:
        return list(passages(self.report, start, end, _SIZES[level]))

    def _smaller(self, start: int, end: int, level: int) -> list[tuple[int, int, int]]:
        """The passage in smaller ones; none where it cannot be divided."""
        for next_level in range(level + 1, len(_SIZES)):
            parts = self._divided(start, end, next_level)
            if len(parts) > 1:
                return [(begin, stop, next_level) for begin, stop in parts]
        return []

    def _passage(self, start: int, end: int, level: int) -> str:
        """Read a passage; why that failed, or nothing."""
        seconds = min(_SHARES[level] * self.within.max_seconds, self._seconds_left())
        process = self.living()
        begun, moment = process.worked(), time.monotonic()
        try:
            tables, told = _asked(process, self._request(start, end), seconds, self.go_on)
        except Ended as ended:
            if ended.reason == "stopped":
                raise Stopped from None
            self.used += min(seconds, time.monotonic() - moment)
            return {"too_much_memory": "memory", "late": "late"}.get(ended.reason, "error")
        self.used += process.worked() - begun
        if "failed" in told:
            if told["failed"] == "memory":
                process.close()
            return str(told["failed"])
        self.found += tables
        self.rows += told["rows"]
        self.characters += told["characters"]
        if told["left"] is None:
            return ""
        self._leave_out("figures", told["left"], len(self.report.text))
        return "figures"

    def living(self) -> Process:
        """The process that works, another one where it broke down."""
        if not self.process.alive:
            self.process = Process(_MODULE).ready()
        return self.process

    def _seconds_left(self) -> float:
        return self.within.max_seconds - self.used

    def _request(self, start: int, end: int) -> dict[str, Any]:
        request = {
            "do": "passage",
            "id": self.report.id,
            "passage": (start, end),
            "row": self.rows,
            "figures": self.within.max_figures - self.rows,
            "characters": self.within.max_table - self.characters,
            "memory": self.within.max_memory,
        }
        if self.known is not self.process:
            request["report"] = self.report
            self.known = self.process
        return request

    def _leave_out(self, reason: str, start: int, end: int) -> None:
        places = self.left_out.setdefault(reason, [])
        if places and places[-1][1] == start:
            start = places.pop()[0]
        places.append((start, end))

    def table(self) -> pa.Table:
        """The figures found."""
        return pa.concat_tables(self.found) if self.found else compact(to_frame([]))

    def notes(self) -> tuple[Note, ...]:
        """What was left out, and why."""
        return tuple(
            Note(LEFT_OUT + reason, {"places": _shown(places), **self._limit(reason)})
            for reason, places in self.left_out.items()
        )

    def _limit(self, reason: str) -> dict[str, int]:
        named = {"late": "max_seconds", "memory": "max_memory", "figures": "max_figures"}
        return {"limit": getattr(self.within, named[reason])} if reason in named else {}


def _shown(places: list[tuple[int, int]]) -> list[str]:
    """The first places in characters counted from 1, as people count."""
    shown = [f"{start + 1}–{end}" for start, end in places[:_SHOWN]]
    return [*shown, "…"] if len(places) > _SHOWN else shown
