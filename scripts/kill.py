"""Kill the library at work, again and again, and look for what is lost.

    python -m scripts.kill [--times 200] [--slower 3] [--seed 1] [--folder PATH]

A process works on a library and says what it begins and what is confirmed; at a random moment it is
killed (SIGKILL). Then another one opens the library: all that was confirmed must be there, what was
begun wholly or not at all, nothing else, and `library check` must find nothing wrong. The library
goes on from kill to kill. Exit code 1, and the library kept, where something is lost.

Needs a system that can fork.
"""

from __future__ import annotations

import argparse
import copy
import json
import logging
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from benchmarks import made_up
from conclude import sum_up
from dashboard import logs
from dashboard.store import upkeep
from dashboard.store.decisions import Place
from dashboard.store.library import Library
from working import workers
from working.limits import Limits
from working.rules import version_of

# What a library holds: report → its title, the name of the rules, its figures, corrections and
# decisions, as JSON has them.
State = dict[str, Any]
Event = dict[str, Any]

_REPORTS = 12  # no more at once: a kill must find the work where it is, not its tail
_FIGURES = 6
# What is being done when the kill comes, and how long it may be away, in seconds.
WORK: dict[str, float] = {
    "import": 0.3,
    "correct": 0.3,
    "decide": 0.3,
    "remove": 0.3,
    "re_extract": 0.3,
    "open": 0.1,
    "migrate": 0.2,
    "compact": 0.2,
    "bring_back": 0.4,
}
# In these the library is opened, which other work has behind it before the time runs.
_OPENING = ("open", "migrate")


class Lost(Exception):
    """Something that was confirmed is not there, or the library does not open."""


def main() -> int:
    """Kill as often as asked for; 1 when something was lost."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--slower", type=float, default=3, help="kill so many times later")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="keep the library here")
    options = parser.parse_args()
    folder = options.folder or Path(tempfile.mkdtemp(prefix="killed-"))
    folder.mkdir(parents=True, exist_ok=True)
    begun = time.perf_counter()
    try:
        chance = random.Random(options.seed)
        confirmed = kill_often(folder, options.times, chance, options.slower)
    except Lost as lost:
        print(f"lost: {lost}\nThe library is kept: {folder}", file=sys.stderr)
        return 1
    shutil.rmtree(folder)
    done = ", ".join(f"{name} {count}" for name, count in sorted(confirmed.items()))
    print(f"{options.times} kills in {time.perf_counter() - begun:.0f} s, nothing lost")
    print(f"confirmed: {done}")
    return 0


def kill_often(folder: Path, times: int, chance: random.Random, slower: float) -> Counter[str]:
    """Work, kill and look, over and over; how often what was confirmed. Raises Lost."""
    version_of("conclude")  # is remembered by every process that is forked off
    # Not in a process apart, which every one that is killed would have to start first.
    workers.sum_up = _sum_up
    path = folder / "library.duckdb"
    confirmed: Counter[str] = Counter()
    state: State = {}
    for number in range(times):
        # Something must be there before it can be corrected or removed.
        kind = list(WORK)[number % len(WORK)] if state else "import"
        if kind == "migrate":
            _in_a_process(lambda: _make_old(path))
        seed = chance.randrange(2**32)
        after = chance.uniform(0, WORK[kind] * slower)
        said = _killed(_work(path, kind, state, seed), after, kind not in _OPENING)
        allowed, names = _allowed(state, said)
        confirmed.update(names)
        found = _in_a_process(lambda: _look(path))
        if found not in allowed:
            raise Lost(f"after kill {number + 1} ({kind}):\n{_told(allowed, found)}")
        state = found
    return confirmed


def _sum_up(figures: pd.DataFrame, text: str, within: Limits | None = None) -> workers.Conclusions:
    return workers.Conclusions(*sum_up(figures, text))


def _allowed(state: State, said: list[Event]) -> tuple[list[State], list[str]]:
    """What the library may hold after this was said, and what of it was confirmed."""
    now = copy.deepcopy(state)
    names, pending = [], None
    for event in said:
        if event["said"] == "begun":
            pending = event
        elif pending is not None:
            _apply(now, pending)
            names.append(pending["does"])
            pending = None
    if pending is None:
        return [now], names
    done = copy.deepcopy(now)
    _apply(done, pending)
    return [now, done], names


def _apply(state: State, event: Event) -> None:
    does, report = event["does"], event.get("report", "")
    if does in ("add", "restore"):
        state[report] = event["holds"]
    elif does == "remove":
        del state[report]
    elif does in ("corrections", "decisions"):
        state[report][does].append(event["entry"])
    elif does == "re_extract":
        state[report]["rules"] = event["rules"]


# -- what is killed ----------------------------------------------------------------------------


class _Worker:
    """Works on the library and says so, a line before and a line after each change."""

    def __init__(self, path: Path, state: State, seed: int, say: int) -> None:
        self.path, self.state, self.say = path, state, say
        self.chance = random.Random(seed)
        self.fresh = made_up.reports(10**6, seed, _FIGURES)
        self.library = Library(path)
        self._tell({"said": "opened"})

    def work(self, kind: str) -> None:
        """Do this kind of work until the kill."""
        while True:
            getattr(self, f"_{kind}")()

    @contextmanager
    def _said(self, **event: Any) -> Iterator[None]:
        self._tell({"said": "begun", **event})
        yield
        self._tell({"said": "done"})
        _apply(self.state, event)

    def _tell(self, event: Event) -> None:
        os.write(self.say, (json.dumps(event, ensure_ascii=False) + "\n").encode())

    def _any(self) -> str:
        return self.chance.choice(sorted(self.state))

    def _import(self) -> None:
        if len(self.state) >= _REPORTS:
            self._remove(for_good=True)
            return
        report, figures = next(self.fresh)
        holds = {
            "title": report.title,
            "rules": "first",
            "figures": len(figures),
            "corrections": [],
            "decisions": [],
        }
        with self._said(does="add", report=report.id, holds=holds):
            self.library.add(report, figures, extraction="first")

    def _correct(self) -> None:
        report = self._any()
        start, end = self._place(report)
        value = self.chance.choice("个件项起处")
        entry = [start, end, "unit", value]
        with self._said(does="corrections", report=report, entry=entry):
            self.library.correct(report, start, end, "unit", value)

    def _decide(self) -> None:
        report = self._any()
        first, second = self._place(report), self._place(report)
        entry = ["reject", _span(first), _span(second)]
        with self._said(does="decisions", report=report, entry=entry):
            self.library.decide(report, "reject", Place("progress", first, second))

    def _remove(self, for_good: bool = False) -> None:
        report = self._any()
        holds = self.state[report]
        with self._said(does="remove", report=report):
            self.library.remove(report)
        if not for_good:
            with self._said(does="restore", report=report, holds=holds):
                self.library.restore(report)

    def _re_extract(self) -> None:
        report = self._any()
        figures = self.library.figures(report)
        rules = f"rules {self.chance.randrange(10**6)}"
        with self._said(does="re_extract", report=report, rules=rules):
            self.library.re_extract(report, figures, extraction=rules)

    def _open(self) -> None:
        self.library.close()
        self.library = Library(self.path)

    _migrate = _open  # an older library is brought up to date when it is opened

    def _compact(self) -> None:
        self.library.close()
        with self._said(does="compact"):
            upkeep.compact(self.path)

    def _bring_back(self) -> None:
        """Back the library up, and restore it from that."""
        self.library.close()
        copied = self.path.with_name("backup.duckdb")
        copied.unlink(missing_ok=True)
        with self._said(does="backup"):
            upkeep.backup(self.path, copied)
        with self._said(does="bring_back"):
            _, kept = upkeep.restore(self.path, copied, "")
        if kept:
            kept.unlink()

    def _place(self, report: str) -> tuple[int, int]:
        places = self.library.rows(
            'SELECT start, "end" FROM shown WHERE report = ? ORDER BY start', [report]
        )
        start, end = self.chance.choice(places)
        return start, end


def _work(path: Path, kind: str, state: State, seed: int) -> Callable[[int], None]:
    return lambda say: _Worker(path, copy.deepcopy(state), seed, say).work(kind)


def _span(place: tuple[int, int]) -> str:
    return f"{place[0]}:{place[1]}"


def _make_old(path: Path) -> None:
    """Make the library one of version 1, which had no column `step`."""
    with duckdb.connect(str(path)) as library:
        library.execute("DROP VIEW shown")
        for table in ("figures", "amended"):
            library.execute(f"ALTER TABLE {table} DROP COLUMN step")
        library.execute("UPDATE settings SET value = '1' WHERE name = 'schema'")
    for kept in path.parent.glob("library.v1*"):
        kept.unlink()


# -- what looks --------------------------------------------------------------------------------


def _look(path: Path) -> State:
    """What the library holds; opened first as a person opens it, then read by `check`."""
    if not path.exists():
        return {}
    library = Library(path)
    try:
        state = _state(library)
    finally:
        library.close()
    faults = upkeep.check(path, "").faults
    if faults:
        raise Lost(f"library check: {faults}")
    return state


def _state(library: Library) -> State:
    reports = library.reports()
    figures = dict(library.rows("SELECT report, count(*) FROM shown GROUP BY report"))
    state: State = {}
    for report, title, rules in reports[["id", "title", "extraction"]].itertuples(index=False):
        corrections = library.corrections(report).sort_values("entry")
        decided = library.decisions(report).sort_values("entry")
        state[report] = {
            "title": title,
            "rules": rules,
            "figures": figures[report],
            "corrections": corrections[["start", "end", "field", "value"]].to_numpy().tolist(),
            "decisions": decided[["action", "first", "second"]].to_numpy().tolist(),
        }
    return state


def _told(allowed: list[State], found: State) -> str:
    """Where what was found differs from what was confirmed."""
    lines = []
    for report in sorted({*allowed[0], *found}):
        wanted = [state.get(report) for state in allowed]
        if found.get(report) not in wanted:
            lines.append(f"{report}: {found.get(report)}\n  but confirmed: {wanted}")
    return "\n".join(lines) or "the parts are right, but not together"


# -- processes ---------------------------------------------------------------------------------


def _killed(work: Callable[[int], None], after: float, once_open: bool) -> list[Event]:
    """Let a process work and kill it so long after its start, or after it opened the library; what
    it said of its work."""
    hear, say = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(hear)
        _end_with(lambda: work(say))
    os.close(say)
    with os.fdopen(hear, encoding="utf-8") as heard:
        opened = heard.readline() if once_open else ""
        time.sleep(after)
        os.kill(process, signal.SIGKILL)
        said = [json.loads(line) for line in (opened + heard.read()).splitlines()]
    _, status = os.waitpid(process, 0)
    if not os.WIFSIGNALED(status):
        raise Lost(f"the work itself failed, exit code {os.waitstatus_to_exitcode(status)}")
    return [event for event in said if event["said"] != "opened"]


def _in_a_process(call: Callable[[], Any]) -> Any:
    """What `call` gives, as JSON has it, from a process of its own: this one must stay free of
    threads, to be forked. Raises Lost where it fails."""
    hear, say = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(hear)
        _end_with(lambda: os.write(say, json.dumps(call(), ensure_ascii=False).encode()))
    os.close(say)
    with os.fdopen(hear, encoding="utf-8") as heard:
        answer = heard.read()
    _, status = os.waitpid(process, 0)
    if status:
        raise Lost("the library could not be opened and read (see above)")
    return json.loads(answer)


def _end_with(call: Callable[[], object]) -> None:
    """Do it and end this process, whatever happens; a failure is told on stderr."""
    logs.note(logging.WARNING)
    try:
        call()
        os._exit(0)
    except BaseException:
        sys.excepthook(*sys.exc_info())
        os._exit(1)


if __name__ == "__main__":
    sys.exit(main())
