"""How much one report may ask of the processes that extract its figures and draw conclusions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from reading import settings


@dataclass(frozen=True)
class Limits:
    """Limits of a report; each can be set by a variable EXTRACTION_<NAME IN CAPITALS>."""

    # Seconds of processor time for the figures, and again for the conclusions: 4 million
    # characters of prose. Processor time, since a busy machine is no fault of the text.
    max_seconds: int = 60
    max_matching: int = 20  # and for matching what several reports tell
    max_memory: int = 1_000 * 1024 * 1024  # bytes of a process, beyond what it holds at rest
    max_figures: int = 200_000  # rows of the figures table; those behind are left out
    max_table: int = 20_000_000  # characters of the sentences in it; those behind are left out


@cache
def limits() -> Limits:
    """The limits in force."""
    return settings(Limits, "EXTRACTION")
