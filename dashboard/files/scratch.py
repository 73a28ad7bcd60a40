"""A library for one command: made for it, gone after it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from dashboard.store.library import Library


@contextmanager
def scratch_library() -> Iterator[Library]:
    """An empty library in a folder of its own, for a command that needs none of the person's.

    The folder goes with the block, whatever ends it. Raises LibraryError as `Library` does.
    """
    with TemporaryDirectory(prefix="figures-", ignore_cleanup_errors=True) as folder:
        library = Library(Path(folder) / "library.duckdb")
        try:
            yield library
        finally:
            library.close()
