"""What the program notes for an engineer: one line an event, and nothing of what reports say.

`python -m dashboard --verbose …`, or VERBOSE=1 for the dashboard, notes more, with tracebacks. What
an error says may quote a report, so that a line of its own has its kind and its place only.
"""

from __future__ import annotations

import logging
import os
import traceback
from pathlib import Path

# The packages that are ours; what libraries note is theirs to set.
_OURS = ("dashboard", "extract", "reading", "conclude", "working", "widgets", "pages")
_FORM = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_MARK = "_figures"  # by it a handler is known to be ours: there is one, however often pages run


class OneLine(logging.Formatter):
    """An event as one line; of an exception its kind and where it was raised."""

    def __init__(self) -> None:
        super().__init__(_FORM)

    def formatException(self, ei: object) -> str:
        """Kind and place: `KeyError at naming.py:41`, and those that led to it."""
        found: list[str] = []
        error = ei[1] if isinstance(ei, tuple) else None
        while error is not None:
            stack = traceback.extract_tb(error.__traceback__)
            place = f" at {Path(stack[-1].filename).name}:{stack[-1].lineno}" if stack else ""
            found.append(type(error).__name__ + place)
            error = error.__cause__ or error.__context__
        return " < ".join(found)

    def format(self, record: logging.LogRecord) -> str:
        """The line; what would break it is a blank."""
        return " ".join(super().format(record).split())


def note(level: int = logging.INFO, *, verbose: bool | None = None) -> None:
    """Note events of `level` and above on stderr; verbose: all of them, with tracebacks (default:
    as VERBOSE says). Calling it again changes the level and no more."""
    verbose = bool(os.environ.get("VERBOSE")) if verbose is None else verbose
    for name in _OURS:
        logger = logging.getLogger(name)
        handler = next((one for one in logger.handlers if one.get_name() == _MARK), None)
        if handler is None:
            handler = logging.StreamHandler()
            handler.set_name(_MARK)
            logger.addHandler(handler)
            logger.propagate = False
        handler.setFormatter(logging.Formatter(_FORM) if verbose else OneLine())
        logger.setLevel(logging.DEBUG if verbose else level)
