"""How far reading a file has come, told to who waits for it; and whether its time is nearly up."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

# Told of pages done and pages in all; its answer False stops the reading.
Progress = Callable[[int, int], bool | None]
_ENOUGH = 0.75  # of the time that a file has: what is left is needed to put the report together
_EVERY = 0.2  # seconds between two tellings


@dataclass
class _Course:
    until: float
    tell: Callable[[int, int], object]
    told: float = 0.0


_course: ContextVar[_Course | None] = ContextVar("course", default=None)
_waiting: ContextVar[Progress | None] = ContextVar("waiting", default=None)


@contextmanager
def reading_in(seconds: float, tell: Callable[[int, int], object]) -> Iterator[None]:
    """Reading inside the with block has `seconds` and says to `tell` how far it is."""
    token = _course.set(_Course(time.monotonic() + _ENOUGH * seconds, tell))
    try:
        yield
    finally:
        _course.reset(token)


def come_to(done: int, of: int) -> bool:
    """Say that `done` pages of `of` are read; whether there is time for the next."""
    course = _course.get()
    if course is None:
        return True
    now = time.monotonic()
    if now - course.told >= _EVERY:
        course.told = now
        course.tell(done, of)
    return now < course.until


@contextmanager
def told_to(progress: Progress | None) -> Iterator[None]:
    """What is read inside the with block, in a worker, tells `progress` how far it is."""
    token = _waiting.set(progress)
    try:
        yield
    finally:
        _waiting.reset(token)


def who_waits() -> Progress | None:
    """Who is told how far reading is, if anybody."""
    return _waiting.get()
