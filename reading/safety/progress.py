"""How far reading a file has come, told to who waits for it; and whether its time is nearly up."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

Tell = Callable[[int, int], None]  # pages done, pages in all
_ENOUGH = 0.75  # of the time that a file has: what is left is needed to put the report together
_EVERY = 0.2  # seconds between two tellings


@dataclass
class _Course:
    until: float
    tell: Tell
    told: float = 0.0


_in_use: ContextVar[_Course | None] = ContextVar("course", default=None)


@contextmanager
def reading_in(seconds: float, tell: Tell) -> Iterator[None]:
    """Reading inside the with block has `seconds` and says to `tell` how far it is."""
    token = _in_use.set(_Course(time.monotonic() + _ENOUGH * seconds, tell))
    try:
        yield
    finally:
        _in_use.reset(token)


def come_to(done: int, of: int) -> bool:
    """Say that `done` pages of `of` are read; whether there is time for the next."""
    course = _in_use.get()
    if course is None:
        return True
    now = time.monotonic()
    if now - course.told >= _EVERY:
        course.told = now
        course.tell(done, of)
    return now < course.until
